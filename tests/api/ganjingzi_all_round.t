# all information of a grid goes to one centre: settled there, handed on, filed for information, or sent back
# GJ-65 the grid workers' all-round method; GJ-05 found, gathered, screened, served, solved in the grid; GJ-64
# grid workers; GJ-42 grid, community, street; GJ-56 a road that nobody looks after (municipal works repair it).
rows: GJ-05 GJ-42 GJ-56 GJ-64 GJ-65
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor worker holds grid_worker at 990101001001001
actor neighbour-worker holds grid_worker at 990101001001002
actor centre holds centre_clerk at 990101001
actor other-centre holds centre_clerk at 990101002
actor boss holds secretary at 990101001
actor works holds handler at M1
actor police holds handler at P1
actor city holds handler at U1
actor resident

nobody GET /api/v1/places/search?q=梅园第1网格   200 -> g=$.items[0].id
centre GET /api/v1/orgs/search?q=市政管理处   200 -> m1=$.items[0].id
centre GET /api/v1/orgs/search?q=派出所   200 -> p1=$.items[0].id
centre GET /api/v1/orgs/search?q=城市管理所   200 -> u1=$.items[0].id

# a grid worker's own goes straight to the centre, and to that of the own street only
worker POST /api/v1/cases {"class": "q.06", "place": "{g}", "words": "小区后身柏油路面破损，产权单位未移交市政",
    "channel": "patrol"}   201 $.number~^QX -> id=$.id
centre GET /api/v1/cases/{id}   200 $.step=centre -> v=$.version
other-centre GET /api/v1/cases/{id}   404
worker POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{m1}"}}   403
centre GET /api/v1/cases/{id}/suggestion   200 $.unit={m1}

# handed to several at once; the lead hands it back once too often
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{m1}", "assist": ["{p1}", "{u1}"]}}
    200 $.step=handling $.due=2026-03-09T17:30:00+08:00 -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "不归我们"}}   403
works POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "未移交市政"}}
    200 $.step=centre -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{m1}", "assist": ["{p1}"]}}
    200 $.step=handling $.due=2026-03-09T17:30:00+08:00 -> v=$.version

# more time is asked for with a reason, and given by the centre only; then it is late all the same
works POST /api/v1/cases/{id}/extensions {"limit": "5 workdays", "reason": "等产权单位答复"}   201 -> ext=$.id
boss POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
centre POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
centre GET /api/v1/cases/{id}   200 $.due=2026-03-16T17:30:00+08:00 -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已疏导车辆"}}
    200 $.step=handling
now 2026-03-16T17:31:00+08:00
centre GET /api/v1/cases/{id}   200 $.card=yellow
now 2026-03-17T17:31:00+08:00
centre GET /api/v1/cases/{id}   200 $.card=red
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind!=case.escalated
now 2026-03-18T17:31:00+08:00
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
centre GET /api/v1/cases/{id}   200 -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "破损路面已修复"}}
    200 $.step=checking -> v=$.version

# checked in the grid, by nobody who handled it; not solved, again, solved
works POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
neighbour-worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   404
worker POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "还有一段没修"}}
    200 $.step=centre -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"words_public": "已联系补修"}}
    200 $.step=checking -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=solved

# information that asks for nothing is filed; a resident's report is seen by the grid first
worker POST /api/v1/cases {"class": "q.03", "place": "{g}", "words": "居民希望知道学区划分何时公布"}   201 -> id=$.id
centre GET /api/v1/cases/{id}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "back", "version": {v}, "form": {"reason": "是哪个小区"}}
    200 $.step=gathered -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}, "form": {"note": "1号院"}}
    200 $.step=centre -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "record", "version": {v}, "form": {"note": "民情周报"}}
    200 $.ended_as=recorded
resident POST /api/v1/cases {"class": "q.01", "place": "{g}", "words": "楼下有积水"}   201 -> id=$.id code=$.code
worker GET /api/v1/cases/{id}   200 $.step=gathered -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "settled", "version": {v}, "form": {"words_public": "没事了"}}   403
worker POST /api/v1/cases/{id}/moves {"move": "settled", "version": {v}, "form": {"words_public": "已清扫积水"}}
    200 $.ended_as=solved

# judged: a no brings it to the centre, once
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200
nobody GET /api/v1/follow/{code}   200 $.step=centre
centre GET /api/v1/cases/{id}   200 $.reopened=1 -> v=$.version

# said twice, it is one case
worker POST /api/v1/cases {"class": "q.01", "place": "{g}", "words": "又有积水"}   201 -> twin=$.id
centre GET /api/v1/cases/{twin}   200 -> tv=$.version
centre POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {tv}, "form": {"main_case": "{id}"}}
    200 $.ended_as=merged

# nothing there; five working days go around Qingming, and what cannot be solved now only the centre says
resident POST /api/v1/cases {"class": "q.04", "place": "{g}", "words": "墙上好像有裂缝"}   201 -> id=$.id
worker GET /api/v1/cases/{id}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "unfounded", "version": {v}, "form": {"reason": "是粉刷的纹路"}}
    200 $.ended_as=unfounded
now 2026-04-03T09:00:00+08:00
worker POST /api/v1/cases {"class": "q.06", "place": "{g}", "words": "过街天桥扶手锈断", "channel": "patrol"}   201 -> id=$.id
centre GET /api/v1/cases/{id}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{m1}"}}
    200 $.due=2026-04-13T17:30:00+08:00 -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已加临时护栏"}}
    200 $.step=checking -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "x"}}   403
centre POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "列入明年改造"}}   200 $.ended_as=unsolved
