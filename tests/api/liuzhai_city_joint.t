# found at once, handled at once: several forces on the spot, or one that settles it there
# LZ-42 all forces at the front; LZ-28 assistants, squadrons, the enforcement centre.
rows: LZ-28 LZ-42
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
import: organisations ../../practices/liuzhai/demo/organisations.csv
clock: 2026-03-06T15:00:00+08:00
actor assistant-a holds assistant_officer at 990101001001
actor assistant-b holds assistant_officer at 990101001001
actor assistant-far holds assistant_officer at 990101001002
actor cadre holds street_cadre at 990101001
actor centre holds centre_dispatcher at 990101001
actor boss holds secretary at 990101001
actor squad holds handler at E1
actor traffic holds handler at P1
actor cleaner holds handler at B1
actor resident

centre GET /api/v1/orgs/search?q=执法1中队   200 -> e1=$.items[0].id
centre GET /api/v1/orgs/search?q=交警中队   200 -> p1=$.items[0].id
centre GET /api/v1/orgs/search?q=保洁1队   200 -> b1=$.items[0].id

# rubbish in the middle of the road: cleaners lead, the squadron and the traffic police come along
resident POST /api/v1/cases {"class": "e.01.01", "lon": 99.9908, "lat": 38.0066,
    "words": "路中间倒了一车垃圾，车都过不去"}   201 $.number~^CL -> id=$.id code=$.code
assistant-far GET /api/v1/cases/{id}   404
assistant-a GET /api/v1/cases/{id}   200 $.step=found $.place_name=松园社区第1网格 -> v=$.version
assistant-a GET /api/v1/cases/{id}/suggestion   200 $.unit={b1} $.why~保洁
resident POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"unit": "{b1}"}}   403
assistant-a POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}}   422 $.fields[0].path~unit
assistant-a POST /api/v1/cases/{id}/moves {"move": "call", "version": {v},
    "form": {"unit": "{b1}", "assist": ["{e1}", "{p1}"]}}
    200 $.step=handle $.due=2026-03-09T10:00:00+08:00 -> v=$.version

# each signs in on the spot; who is elsewhere does not
cleaner POST /api/v1/cases/{id}/moves {"move": "arrive", "version": {v}}   422 $.fields[0].path=lon
cleaner POST /api/v1/cases/{id}/moves {"move": "arrive", "version": {v}, "lon": 100.02, "lat": 38.0066}
    422 $.fields[0].code=too_far
cleaner POST /api/v1/cases/{id}/moves {"move": "arrive", "version": {v}, "lon": 99.9909, "lat": 38.0067}
    200 $.step=handle -> v=$.version
traffic POST /api/v1/cases/{id}/moves {"move": "arrive", "version": {v}, "lon": 99.9908, "lat": 38.0065}
    200 -> v=$.version
traffic POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已疏导交通"}}
    200 $.step=handle -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已查处倾倒车辆"}}
    200 $.step=handle

# the cleaners are late: yellow, a working day later red, another later the street's secretary watches
now 2026-03-09T10:01:00+08:00
centre GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
now 2026-03-10T18:00:00+08:00
centre GET /api/v1/cases/{id}   200 $.card=red
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind!=case.escalated
now 2026-03-11T18:00:00+08:00
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
centre GET /api/v1/cases/{id}   200 -> v=$.version
cleaner POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已清运"}}
    200 $.step=check -> v=$.version

# checked by somebody who neither found nor handled it, and not clean yet
assistant-a POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
cleaner POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
assistant-b POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "路边还有残渣"}}
    200 $.step=found -> v=$.version
cadre POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"unit": "{b1}"}}
    200 $.step=handle -> v=$.version

# a unit may say that it is not its own, and hand it back
cleaner POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "应由执法中队先取证"}}
    200 $.step=found -> v=$.version
cadre POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"unit": "{e1}"}}
    200 $.step=handle -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已取证并清理"}}
    200 $.step=check -> v=$.version
assistant-b POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=solved
nobody GET /api/v1/follow/{code}   200 $.state=ended

# settled on the spot needs a picture; whoever settled it does not strike it off
assistant-a POST /api/v1/cases {"class": "e.04.01", "lon": 99.9908, "lat": 38.0066, "words": "占道摆摊",
    "channel": "patrol"}   201 -> id=$.id
assistant-a GET /api/v1/cases/{id}   200 -> v=$.version
assistant-a POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"words_public": "已劝离"}}
    422 $.fields[0].path~photos_after
assistant-a POST /api/v1/files form(file=@data/photo.png)   201 -> photo=$.items[0].id
assistant-a POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v},
    "form": {"words_public": "已劝离", "photos_after": ["{photo}"]}}   200 $.step=check -> v=$.version
assistant-a POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
centre POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=solved

# a class without a limit of its own has that of the process; nothing found is no case
resident POST /api/v1/cases {"class": "e.02", "lon": 99.9908, "lat": 38.0066, "words": "墙上有小广告"}   201 -> id=$.id
cadre GET /api/v1/cases/{id}   200 -> v=$.version
cadre POST /api/v1/cases/{id}/moves {"move": "unfounded", "version": {v}, "form": {"reason": "已清除"}}
    200 $.ended_as=unfounded

# five working days go around Qingming, two more are the centre's to grant; said twice is one; at last it is hung
now 2026-04-03T09:00:00+08:00
resident POST /api/v1/cases {"class": "e.02", "lon": 99.9908, "lat": 38.0066, "words": "电线杆上贴满了招租广告"}   201 -> id=$.id
cadre GET /api/v1/cases/{id}   200 -> v=$.version
cadre POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"unit": "{e1}"}}
    200 $.due=2026-04-13T17:30:00+08:00
squad POST /api/v1/cases/{id}/extensions {"limit": "2 workdays", "reason": "要请电力部门断电"}   201 -> ext=$.id
boss POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
centre POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
squad GET /api/v1/cases/{id}   200 $.due=2026-04-15T17:30:00+08:00 -> v=$.version
resident POST /api/v1/cases {"class": "e.02", "lon": 99.9908, "lat": 38.0066, "words": "电线杆上贴满了招租的广告"}   201 -> twin=$.id
cadre GET /api/v1/cases/{twin}   200 -> tv=$.version
cadre POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {tv}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
squad GET /api/v1/cases/{id}   200 -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "高处待断电后清理"}}
    200 $.step=check -> v=$.version
assistant-b POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "够不着"}}   403
centre POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "待电力部门检修时一并清理"}}
    200 $.ended_as=hung
