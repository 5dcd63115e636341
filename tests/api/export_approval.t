# cases leave as a file only when somebody else agreed, and each line says whose it is
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor secretary holds secretary at S1
actor east holds secretary at C01
actor west holds secretary at C02
actor resident

nobody GET /api/v1/places/search?q=东社区     200 -> c1=$.items[0].id
nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "楼道灯不亮",
    "form": {"name": "王小明", "phone": "13800000000"}}   201 -> number=$.number
wait 1 minute

# nothing goes without asking; not a small file, and not to whoever may not export
secretary POST /api/v1/exports/cases {"place": "{c1}"}   403 $.message~审批
nobody POST /api/v1/exports {"place": "{c1}", "purpose": "季度分析"}   401
clerk POST /api/v1/exports {"place": "{c1}", "purpose": "季度分析"}    403
west POST /api/v1/exports {"place": "{c1}", "purpose": "季度分析"}     403
secretary POST /api/v1/exports {"place": "1", "purpose": "季度分析"}   404 $.fields[0].path=place
secretary POST /api/v1/exports {"place": "{c1}"}   422 $.fields[0].path=purpose
secretary POST /api/v1/exports {"place": "{c1}", "purpose": "看看"}   422 $.fields[0].path=purpose

# asked for with a purpose, it waits for somebody else; the number of cases is counted
secretary POST /api/v1/exports {"place": "{c1}", "purpose": "一季度办理分析", "unmask": true}
    201 $.state=waiting $.cases=1 $.own=true $.deciding=false $.number~^EX260302- $.place=东社区
    $.purpose=一季度办理分析 -> leave=$.id no=$.number
secretary POST /api/v1/exports/{leave}/fetch   409 $.message~还没有审批
secretary POST /api/v1/exports/{leave}/approve {}   403
sys_admin POST /api/v1/exports/{leave}/approve {}   403
audit_admin POST /api/v1/exports/{leave}/approve {}   403
east POST /api/v1/exports/{leave}/fetch   404
sec_admin GET /api/v1/exports?state=waiting   200 $.items#1 $.items[0].deciding=true $.items[0].own=false
    $.items[0].asker=secretary $.items[0].unmask=true
west GET /api/v1/exports   200 $.items#0
audit_admin GET /api/v1/exports   200 $.items#1 $.items[0].deciding=false

# what is reported after the asking is not in the file
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "后来的一件"}   201
wait 1 hour
sec_admin POST /api/v1/exports/{leave}/approve {"words": "用后删除"}
    200 $.state=approved $.words=用后删除 $.ends=2026-03-05T10:01:00+08:00
sec_admin POST /api/v1/exports/{leave}/approve {}   409
sec_admin POST /api/v1/exports/{leave}/refuse {"words": "改主意了"}   409
secretary GET /api/v1/messages   200 $.items[0].words~{no}.*已批准
secretary POST /api/v1/exports/{leave}/fetch   200 Header:Content-Type~text/csv
    Header:Content-Disposition~{no}.csv text~,水印 text~{number} text~王小明,13800000000 text!~后来的一件
    text~"{no} · secretary · 2026-03-02 10:01 · 用途：一季度办理分析 · 审批："
secretary POST /api/v1/exports/{leave}/fetch Accept-Language:en   200 text~watermark
    text~"for: 一季度办理分析 · approved by"
sec_admin POST /api/v1/exports/{leave}/fetch   403
secretary GET /api/v1/exports   200 $.items[0].fetches=2 $.items[0].state=approved
audit_admin GET /api/v1/journal?kind=export.   200 $.items#4 $.items[0].kind=export.fetched
    $.items[0].data.number={no} $.items[0].data.unmasked=true $.items[2].kind=export.approved
    $.items[3].kind=export.asked $.items[3].data.purpose=一季度办理分析

# its time runs out
wait 3 days
secretary POST /api/v1/exports/{leave}/fetch   410
secretary GET /api/v1/exports   200 $.items[0].state=over
secretary GET /api/v1/exports?state=over   200 $.items#1
secretary GET /api/v1/exports?state=approved   200 $.items#0

# refused with a reason; then nobody fetches it
wait 1 minute
east POST /api/v1/exports {"purpose": "不说明用途的导出"}   201 $.cases=2 -> no2=$.id
sec_admin POST /api/v1/exports/{no2}/refuse {}   422 $.fields[0].path=words
sec_admin POST /api/v1/exports/{no2}/refuse {"words": "用途不明"}   200 $.state=refused
east POST /api/v1/exports/{no2}/fetch   409 $.message~没有通过
east GET /api/v1/messages   200 $.items[0].words~用途不明

# no program approves, and none is given the right to
sec_admin POST /api/v1/accounts/{secretary}/tokens {"name": "t", "caps": ["export.approve"], "days": 9}
    422 $.fields[0].path=caps

# a few without personal fields go at once when the security administrator says how many
sec_admin PUT /api/v1/sign-in-policy {"failures": 5, "lock_minutes": 15, "idle_minutes": 30,
    "session_hours": 12, "password_least": 8, "password_kinds": 3, "password_days": 90,
    "second_factor": false, "export_free": 2, "version": 1}   200 $.export_free=2
secretary POST /api/v1/exports/cases {"place": "{c1}"}   200 text~"secretary · 2026-03-05 10:02" text!~王小明
secretary POST /api/v1/exports/cases {"place": "{c1}", "unmask": true, "reason": "回访"}   403
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "第三件"}   201
secretary POST /api/v1/exports/cases {"place": "{c1}"}   403 $.message~审批
