# five rings: a need is understood, accepted, acted on, supervised by another, and told back
# LZ-16 the five steps in their order; LZ-15 grid heads; LZ-17 needs by class; LZ-11 three levels.
rows: LZ-11 LZ-15 LZ-16 LZ-17
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
import: organisations ../../practices/liuzhai/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor head holds grid_head at 990101001001001
actor other-head holds grid_head at 990101001001002
actor clerk holds clerk at 990101001001
actor other-clerk holds clerk at 990101001002
actor secretary holds secretary at 990101001001
actor fixer holds handler at J1
actor both holds handler at J1, secretary at 990101001001
actor helper holds handler at H1
actor resident

nobody GET /api/v1/places/search?q=松园社区第1网格   200 $.items[0].code=990101001001001 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=松园社区居民委员会   200 -> j=$.items[0].id
clerk GET /api/v1/orgs/search?q=松园社区卫生服务站   200 -> h=$.items[0].id

# a resident's need is understood first, by the head of that grid and of no other
resident POST /api/v1/cases {"process": "service_loop", "class": "f.06", "place": "{g}",
    "words": "独居老人想有人帮忙量血压、打扫"}   201 $.number~^FW -> id=$.id code=$.code
head GET /api/v1/cases/{id}   200 $.step=understand !$.due -> v=$.version
other-head GET /api/v1/cases/{id}   404
other-clerk GET /api/v1/cases/{id}   404
resident POST /api/v1/cases/{id}/moves {"move": "understood", "version": {v}, "form": {"note": "我知道"}}   403
head POST /api/v1/cases/{id}/moves {"move": "understood", "version": {v}}   422 $.fields[0].path~note
head POST /api/v1/cases/{id}/moves
    {"move": "understood", "version": {v}, "form": {"note": "已上门了解，子女在外地"}}   200 $.step=accept -> v=$.version

# accepted, with the unit that the class suggests and another beside it
clerk GET /api/v1/cases/{id}/suggestion   200 $.unit={j}
head POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}, "form": {"unit": "{j}"}}   403
clerk POST /api/v1/cases/{id}/moves
    {"move": "take", "version": {v}, "form": {"unit": "{j}", "assist": ["{h}"]}}   200 $.step=act -> v=$.version

# both act; one alone does not end it
helper POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "已上门量血压"}}   200 $.step=act -> v=$.version
helper POST /api/v1/cases/{id}/moves
    {"move": "return", "version": {v}, "form": {"reason": "不归我们"}}   403
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {}}   422 $.fields[0].path~words_public
both POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "已安排打扫"}}   200 $.step=supervise -> v=$.version

# supervised by somebody who did not act, and found not done
both POST /api/v1/cases/{id}/moves {"move": "fulfilled", "version": {v}}   403
secretary POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}}   422 $.fields[0].path~reason
secretary POST /api/v1/cases/{id}/moves
    {"move": "redo", "version": {v}, "form": {"reason": "厨房没有打扫"}}   200 $.step=act -> v=$.version
helper POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "已再次量血压"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "厨房已打扫"}}   200 $.step=supervise -> v=$.version
secretary POST /api/v1/cases/{id}/moves {"move": "fulfilled", "version": {v}}   200 $.step=feed_back -> v=$.version

# told back; not accepted once, then it is
clerk POST /api/v1/cases/{id}/moves
    {"move": "unhappy", "version": {v}, "form": {"reason": "老人还想定期来"}}   200 $.step=act -> v=$.version
helper POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "每月上门一次"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves
    {"move": "done", "version": {v}, "form": {"words_public": "每月打扫一次"}}   200 -> v=$.version
secretary POST /api/v1/cases/{id}/moves {"move": "fulfilled", "version": {v}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves
    {"move": "unhappy", "version": {v}, "form": {"reason": "又一次"}}   409 $.code=conflict
clerk POST /api/v1/cases/{id}/moves
    {"move": "told", "version": {v}, "form": {"by": "pigeon"}}   422
clerk POST /api/v1/cases/{id}/moves
    {"move": "told", "version": {v}, "form": {"by": "home"}}   200 $.state=ended $.ended_as=served

# a no of whoever asked opens it again, once
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 2}}   200
nobody GET /api/v1/follow/{code}   200 $.state=open $.step=act

# what the grid itself brings is understood already; refused with a reason
head POST /api/v1/cases {"process": "service_loop", "class": "f.11", "place": "{g}", "words": "想在楼道里养鸡"}
    201 -> b=$.id
clerk GET /api/v1/cases/{b}   200 $.step=accept -> v=$.version
clerk POST /api/v1/cases/{b}/moves {"move": "learn", "version": {v}, "form": {"reason": "养在哪里"}}
    200 $.step=understand -> v=$.version
head POST /api/v1/cases/{b}/moves {"move": "understood", "version": {v}, "form": {"note": "三单元一楼"}}
    200 $.step=accept -> v=$.version
clerk POST /api/v1/cases/{b}/moves
    {"move": "refuse", "version": {v}, "form": {"reason": "不属服务事项"}}   200 $.state=ended $.ended_as=refused

# taken back by whoever asked
resident POST /api/v1/cases {"process": "service_loop", "class": "f.04", "place": "{g}", "words": "想借打气筒"}
    201 -> c=$.id
resident GET /api/v1/cases/{c}   200 -> v=$.version
resident POST /api/v1/cases/{c}/moves {"move": "withdraw", "version": {v}}   200 $.ended_as=withdrawn

# said again it is one case; handed back by the lead; and what cannot be done now only the secretary may say
resident POST /api/v1/cases {"process": "service_loop", "class": "f.06", "place": "{g}",
    "words": "老人又想有人打扫"}   201 -> twin=$.id
head GET /api/v1/cases/{twin}   200 -> v=$.version
head POST /api/v1/cases/{twin}/moves {"move": "understood", "version": {v}, "form": {"note": "同一位老人"}}   200 -> v=$.version
head POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{id}"}}   403
clerk POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{id}"}}
    200 $.ended_as=merged
head POST /api/v1/cases {"process": "service_loop", "class": "f.11", "place": "{g}", "words": "想要一间书画室"}
    201 -> d=$.id
clerk GET /api/v1/cases/{d}   200 $.step=accept -> v=$.version
clerk POST /api/v1/cases/{d}/moves {"move": "take", "version": {v}, "form": {"unit": "{j}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{d}/moves {"move": "return", "version": {v}}   422 $.fields[0].path~reason
fixer POST /api/v1/cases/{d}/moves {"move": "return", "version": {v}, "form": {"reason": "要先定房间"}}
    200 $.step=accept -> v=$.version
clerk POST /api/v1/cases/{d}/moves {"move": "take", "version": {v}, "form": {"unit": "{j}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{d}/moves {"move": "ask", "version": {v}, "form": {"words": "每周几天"}}   200 $.step=act -> v=$.version
resident POST /api/v1/cases/{d}/moves {"move": "answer", "version": {v}, "form": {"words": "x"}}   404
fixer POST /api/v1/cases/{d}/moves {"move": "done", "version": {v}, "form": {"words_public": "已看过两处房间"}}
    200 $.step=supervise -> v=$.version
head POST /api/v1/cases/{d}/moves {"move": "stuck", "version": {v}, "form": {"reason": "没有房间"}}   403
secretary POST /api/v1/cases/{d}/moves {"move": "stuck", "version": {v}, "form": {"reason": "明年改造后再定"}}
    200 $.ended_as=unsolved
