# find a problem, upload a picture, rectify and reply with a picture: without one nothing goes on, or ends
# QD-44 the loop of the smart grid; QD-38 grid workers; QD-45 the centre of the street; QD-18 the incubation
# centre stands in where an estate has no property company.
rows: QD-18 QD-38 QD-44 QD-45
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-04-30T09:00:00+08:00
actor worker holds grid_worker at 990101001001001
actor other-worker holds grid_worker at 990101001001002
actor centre holds governance_clerk at 990101001
actor boss holds secretary at 990101001
actor clerk holds clerk at 990101001001
actor property holds handler at W1
actor both holds handler at W1, grid_worker at 990101001001001
actor resident

nobody GET /api/v1/places/search?q=梅园第1网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=兰园社区   200 -> lan=$.items[0].id
centre GET /api/v1/orgs/search?q=示范物业   200 -> w1=$.items[0].id
centre GET /api/v1/orgs/search?q=物业孵化中心   200 -> f1=$.items[0].id

# a resident has no picture: someone uploads one first
resident POST /api/v1/cases {"class": "z.02", "place": "{g}", "words": "单元门口路灯不亮"}   201 $.number~^ZW -> id=$.id code=$.code
worker GET /api/v1/cases/{id}   200 $.step=upload -> v=$.version
other-worker GET /api/v1/cases/{id}   404
worker POST /api/v1/cases/{id}/moves {"move": "upload", "version": {v}}   422 $.fields[0].path~photos_before
clerk POST /api/v1/cases/{id}/moves {"move": "unfounded", "version": {v}, "form": {"reason": "x"}}   403
worker POST /api/v1/files form(a=@data/photo.png)   201 -> photo=$.items[0].id
worker POST /api/v1/cases/{id}/moves {"move": "upload", "version": {v}, "form": {"photos_before": ["{photo}"]}}
    200 $.step=assign -> v=$.version

# the estate's property company is suggested
centre GET /api/v1/cases/{id}/suggestion   200 $.unit={w1}
worker POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}   403
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}
    200 $.step=rectify $.due=2026-05-11T17:30:00+08:00 -> v=$.version

# five working days across the May holiday with 9 May worked; a question stops them
property POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "几单元?"}}   200 -> v=$.version
wait 2 days
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "三单元"}}   200 -> v=$.version
now 2026-06-01T09:00:00+08:00
centre GET /api/v1/cases/{id}   200 $.card=red $.late=1 -> v=$.version
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated

# a reply without a picture is none
property POST /api/v1/cases/{id}/moves {"move": "reply", "version": {v}, "form": {"words_public": "修好了"}}
    422 $.fields[0].path~photos_after
both POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
both POST /api/v1/cases/{id}/moves {"move": "reply", "version": {v},
    "form": {"words_public": "已更换灯头", "photos_after": ["{after}"]}}   200 $.step=check -> v=$.version

# compared by somebody who did not rectify; not good enough once, then the loop is closed
both POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}}   403
worker POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "照片里灯还是不亮"}}
    200 $.step=rectify -> v=$.version
property POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
property POST /api/v1/cases/{id}/moves {"move": "reply", "version": {v},
    "form": {"words_public": "已更换线路", "photos_after": ["{after}"]}}   200 $.step=check -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}}   200 $.ended_as=rectified
nobody GET /api/v1/follow/{code}   200 $.state=ended
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   200

# a grid worker's with a picture is assigned at once; where there is no company, the incubation centre
worker POST /api/v1/files form(a=@data/photo.png)   201 -> photo=$.items[0].id
worker POST /api/v1/cases {"class": "z.03", "place": "{lan}", "words": "车位划线磨没了", "channel": "patrol",
    "form": {"photos_before": ["{photo}"]}}   201 -> id=$.id
centre GET /api/v1/cases/{id}   200 $.step=assign -> v=$.version
centre GET /api/v1/cases/{id}/suggestion   200 $.unit={f1} $.why~孵化中心
centre POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "属私人车位"}}
    200 $.ended_as=refused

# nothing there; said twice is one; handed back by the unit; and what cannot be rectified now is hung by the clerk only
resident POST /api/v1/cases {"class": "z.01", "place": "{g}", "words": "花坛里有垃圾"}   201 -> id=$.id
worker GET /api/v1/cases/{id}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "unfounded", "version": {v}, "form": {"reason": "已经清走"}}
    200 $.ended_as=unfounded
worker POST /api/v1/files form(a=@data/photo.png, b=@data/photo.jpg)   201 -> photo=$.items[0].id other=$.items[1].id
worker POST /api/v1/cases {"class": "z.02", "place": "{g}", "words": "健身器材断裂", "channel": "patrol",
    "form": {"photos_before": ["{photo}"]}}   201 -> id=$.id
worker POST /api/v1/cases {"class": "z.02", "place": "{g}", "words": "健身器材断裂了", "channel": "patrol",
    "form": {"photos_before": ["{other}"]}}   201 -> twin=$.id
centre GET /api/v1/cases/{twin}   200 -> v=$.version
centre POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
centre GET /api/v1/cases/{id}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "x"}}   403
property POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "器材由体育部门配建"}}
    200 $.step=assign -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
property POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
property POST /api/v1/cases/{id}/moves {"move": "reply", "version": {v},
    "form": {"words_public": "已围挡，待配件", "photos_after": ["{after}"]}}   200 $.step=check -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "x"}}   403
clerk POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "已停产，待更新"}}   200 $.ended_as=hung
