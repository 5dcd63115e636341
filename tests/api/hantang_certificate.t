# a certificate: taken at the station, checked by somebody else in the grid, issued with a number, printed, or refused
# HT-22 the station of the level-2 grid issues certificates; HT-05 the window at the doorstep.
rows: HT-05 HT-22
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-02-12T09:00:00+08:00
actor station holds station_worker at 9901010010010101
actor other-station holds station_worker at 9901010010010102
actor both holds station_worker at 9901010010010101, grid_worker at 990101001001010101
actor worker holds grid_worker at 990101001001010101
actor secretary holds secretary at 990101001001
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id

# asked for by the resident; not without saying what for
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "name": "张三"}}   422 $.fields[*].path=form.use
resident POST /api/v1/cases {"process": "certificate", "class": "d.01", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "子女入学", "name": "张三"}}   422 $.fields[*].path=class
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "子女入学", "name": "张三", "phone": "13800000001", "paper": "110101199003070011"}}
    201 $.number~^ZM -> id=$.id code=$.code number=$.number
station GET /api/v1/cases/{id}   200 $.step=taking $.form.name=张* $.form.paper!~19900307 -> v=$.version
other-station GET /api/v1/cases/{id}   404

# what is missing is said once
station POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": {v}, "form": {"words": "房产证或租房合同"}}
    200 $.step=missing -> v=$.version
other-station POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   404
nobody POST /api/v1/follow/{code}/moves {"move": "complete", "version": {v}}   200 -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": {v}, "form": {"words": "还要照片"}}   409

# taken by an entry of the list, with a day that lies behind the Spring Festival
both POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}, "form": {"promised": "2026-02-25"}}
    422 $.fields[0].path~basis
both POST /api/v1/cases/{id}/moves {"move": "take", "version": {v},
    "form": {"basis": "社区证明清单第3项", "promised": "2026-02-25"}}
    200 $.step=checking $.due=2026-02-26T00:00:00+08:00 -> v=$.version

# who took it does not check it; late, the secretary watches
both POST /api/v1/cases/{id}/moves {"move": "so", "version": {v}}   403
now 2026-02-27T18:00:00+08:00
secretary GET /api/v1/cases/{id}   200 $.card=yellow $.late=1 -> v=$.version
secretary GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
worker POST /api/v1/cases/{id}/moves {"move": "so", "version": {v}}   200 $.step=issuing -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "issue", "version": {v}}   403
station POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "哪一年起居住"}}
    200 $.step=checking -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "so", "version": {v}, "form": {"note": "2019年起"}}   200 -> v=$.version

# before it is made out whoever may make it out reads how it would stand; nothing happens by that
worker POST /api/v1/cases/{id}/moves/preview {"move": "issue", "version": {v}}   403
other-station POST /api/v1/cases/{id}/moves/preview {"move": "issue", "version": {v}}   404
nobody POST /api/v1/cases/{id}/moves/preview {"move": "issue", "version": {v}}   401
station POST /api/v1/cases/{id}/moves/preview {"move": "issue", "version": 1}   409
station POST /api/v1/cases/{id}/moves/preview {"move": "refuse", "version": {v}}   422 $.fields[0].path~reason
station POST /api/v1/cases/{id}/moves/preview {"move": "refuse", "version": {v}, "form": {"reason": "不要了"}}
    200 $.items#0
station POST /api/v1/cases/{id}/moves/preview {"move": "issue", "version": {v}}
    200 $.items#1 $.items[0].title=证明 $.items[0].words~兹证明张三：在本小区居住 $.items[0].seal=true
station GET /api/v1/cases/{id}/documents   200 $.items#0
station GET /api/v1/cases/{id}   200 $.step=issuing $.version={v}
station GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.unmasked $.items[*].data.reason=开具前预览
station POST /api/v1/cases/{id}/moves {"move": "issue", "version": {v}}   200 $.ended_as=issued

# the paper: numbered by the station, printed at the window and by whose it is, checked by whoever has it in hand
station GET /api/v1/cases/{id}/documents   200 $.items#1 $.items[0].number=ZM-2026-000001 -> d=$.items[0].id
station GET /api/v1/cases/{id}/documents/{d}   200 $.words~兹证明张三：在本小区居住 $.words~社区证明清单第3项 -> dcode=$.code
station GET /documents/{d}/print   200 text~盖章处
nobody GET /documents/{d}/print?code={code}   200 text~张三
nobody GET /api/v1/public/documents/ZM-2026-000001?code={dcode}   200 $.state=valid $.title=证明
other-station GET /api/v1/cases/{id}/documents/{d}   404
nobody GET /api/v1/follow/{code}   200 $.number={number} $.state=ended

# not so; not on the list
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "未婚",
    "use": "贷款", "name": "李四"}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "婚姻状况由民政部门查询"}}
    200 $.ended_as=refused
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "办卡", "name": "李四"}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "take", "version": 1,
    "form": {"basis": "社区证明清单第3项", "promised": "2026-03-04"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "not_so", "version": {v}, "form": {"reason": "该户无此人"}}   200 $.ended_as=refused

# what is missing never comes: given up by who asked; checked, and yet not issued
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "办卡", "name": "王五"}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": 1, "form": {"words": "租房合同"}}   200 -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "give_up", "version": {v}}   200 $.ended_as=withdrawn
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "办卡", "name": "王五"}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "take", "version": 1,
    "form": {"basis": "社区证明清单第3项", "promised": "2026-03-04"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "so", "version": {v}}   200 -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "该卡已不要求证明"}}   200 $.ended_as=refused
station GET /api/v1/cases/{id}/documents   200 $.items#0
