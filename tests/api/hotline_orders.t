# orders of a hotline: taken in with their numbers, refused with reasons, returned with the answer
rows: QD-35
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor head holds grid_head at G011
actor fixer holds handler at P1
actor secretary holds secretary at S1
actor west holds secretary at C02
actor resident

clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id

# a dry run says what would become of each row, and changes nothing
clerk POST /api/v1/imports/cases?channel=hotline&dry_run=true <<END text/csv
工单号,来电时间,诉求人,联系电话,诉求内容,类别,网格编码,坐席,涉及人数
GD-001,2026/3/1 8:05,张三,13800000001,楼道灯坏了,楼道照明,G011,07,12
GD-002,2026/3/1 9:10,李四,13800000002,门口垃圾成堆,没有的类别,G011,07,
GD-003,三月一日,王五,,下水道堵了,楼道照明,G999,08,很多
GD-001,2026/3/1 8:05,张三,13800000001,楼道灯坏了,楼道照明,G011,07,12
END
    200 $.given=4 $.taken=1 $.again=1 $.refused=2 $.dry=true $.unread#1 $.unread[0]=坐席
    $.told[*].line=3 $.told[*].column=类别 $.told[*].column=来电时间 $.told[*].column=网格编码 $.rows#0
clerk GET /api/v1/cases   200 $.items#0

# the good rows are filed at their own time, the bad ones told with line, column and reason
clerk POST /api/v1/imports/cases?channel=hotline&file=orders.csv <<END text/csv
工单号,来电时间,诉求人,联系电话,诉求内容,类别,网格编码,涉及人数
GD-001,2026/3/1 8:05,张三,13800000001,楼道灯坏了,楼道照明,G011,12
GD-002,2026/3/1 9:10,李四,13800000002,门口垃圾成堆,没有的类别,G011,
GD-003,2026-03-01 10:00,王五,,"=HYPERLINK(""x"")",楼道照明,G012,
GD-004,2026-03-01 10:00,王五,,西边的灯,楼道照明,G021,
END
    200 $.given=4 $.taken=2 $.refused=2 $.told#2 $.told[0].line=3 $.told[0].column=类别
    $.told[1].line=5 $.told[1].column=网格编码 $.rows#2 $.rows[0].outside_number=GD-001
    $.rows[0].number~^SQ $.rows[0].again=false -> number=$.rows[0].number
clerk GET /api/v1/outside/hotline/GD-001   200 $.number={number} $.state=open
    $.opened=2026-03-01T08:05:00+08:00 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.channel=hotline $.form.people=12 $.words=楼道灯坏了
    $.opened=2026-03-01T08:05:00+08:00
clerk GET /api/v1/cases/{id}/parties   200 $.items[0].name=张* $.items[0].phone=138****0001
clerk GET /api/v1/outside/hotline/GD-002   404 $.code=not_found
clerk GET /api/v1/outside/import/GD-001    404
clerk GET /api/v1/outside/pigeon/GD-001    404
other GET /api/v1/outside/hotline/GD-001   404
nobody GET /api/v1/outside/hotline/GD-001  401

# the same file again files nothing; the corrected row is filed now
clerk POST /api/v1/imports/cases?channel=hotline <<END text/csv
order number,call time,content,class,grid code
GD-001,2026-03-01 08:05,楼道灯坏了,楼道照明,G011
GD-002,2026-03-01 09:10,门口垃圾成堆,01.01,G011
END
    200 $.given=2 $.taken=1 $.again=1 $.refused=0 $.rows[0].again=true $.rows[0].number={number}

# the refused rows as a file, with the reason behind each
clerk POST /api/v1/imports/cases/refused?channel=hotline <<END text/csv
工单号,内容,类别,网格编码
GD-001,楼道灯坏了,楼道照明,G011
GD-005,灯坏了,火星,G011
GD-006,"=1+1",火星,G011
END
    200 Header:Content-Type~text/csv text~行号,错误列,错误原因 text!~GD-001 text~GD-005,灯坏了,火星,G011,3,类别,
    text~'=1

# all or nothing
clerk POST /api/v1/imports/cases?channel=hotline&all_or_nothing=true <<END text/csv
工单号,内容,类别,网格编码
GD-007,灯坏了,楼道照明,G011
GD-008,灯坏了,火星,G011
GD-001,楼道灯坏了,楼道照明,G011
END
    200 $.given=3 $.taken=0 $.again=1 $.refused=2 $.told[0].line=2 $.told[1].column=类别
clerk GET /api/v1/outside/hotline/GD-007   404

# what is no file of orders
clerk POST /api/v1/imports/cases?channel=hotline <<END text/csv
甲,乙
1,2
END
    422 $.fields[0].code=import_no_columns
clerk POST /api/v1/imports/cases?channel=hotline <<END text/csv
内容,类别
"没有结尾
END
    400
clerk POST /api/v1/imports/cases <<END text/csv
内容
x
END
    422 $.fields[0].path=channel
resident POST /api/v1/imports/cases?channel=hotline <<END text/csv
内容
x
END
    403
nobody POST /api/v1/imports/cases?channel=hotline <<END text/csv
内容
x
END
    401

# returned with the answer; who asked is on record, and names are masked
clerk GET /api/v1/cases/{id} 200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "不归我们管"}}   200
wait 1 hour
sec_admin PUT /api/v1/sign-in-policy {"failures": 5, "lock_minutes": 15, "idle_minutes": 30,
    "session_hours": 12, "password_least": 8, "password_kinds": 3, "password_days": 90,
    "second_factor": false, "export_free": 50, "version": 1}   200 $.export_free=50
secretary POST /api/v1/exports/cases {"channel": "hotline", "closed_since": "2026-03-02T09:00:00+08:00"}
    200 Header:Content-Type~text/csv text~外部编号 text~GD-001,{number},hotline text~张\*,138\*\*\*\*0001
    text!~张三 text!~GD-003 text~已结束,不予受理 text~refused
secretary POST /api/v1/exports {"unmask": true}   422 $.fields[0].path=purpose
secretary POST /api/v1/exports {"unmask": true, "purpose": "回访来电人"}   201 -> leave=$.id
sec_admin POST /api/v1/exports/{leave}/approve {}   200
secretary POST /api/v1/exports/{leave}/fetch   200 text~张三,13800000001 text~GD-003
west POST /api/v1/exports/cases {}   200 text!~GD-001
west POST /api/v1/exports/cases {"place": "1"}   404
clerk POST /api/v1/exports/cases {}   403

# an order that was handled goes back with what was done, written for whoever called
clerk GET /api/v1/outside/hotline/GD-002   200 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 -> v=$.version
fixer POST /api/v1/files form(file=@data/photo.png)   201 -> photo=$.items[0].id
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"photos_after": ["{photo}"], "words_public": "垃圾已清运"}}   200 -> v=$.version
head POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.state=ended
secretary POST /api/v1/exports/cases {"channel": "hotline", "closed_since": "2026-03-02T09:30:00+08:00"}
    200 text~GD-002 text~已解决,东物业 text~solved,垃圾已清运
secretary POST /api/v1/exports/cases {"channel": "hotline"} Accept-Language:en   200 text~outside_number
    text~answer text~Resolved text~垃圾已清运
