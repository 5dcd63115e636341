# a hazard that a joint check found: ordered with a day, rectified, checked again, again, struck off
# LZ-43 fire, food and drugs, work safety check sites, shops, factories, supermarkets.
rows: LZ-43
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
import: organisations ../../practices/liuzhai/demo/organisations.csv
clock: 2026-09-28T09:00:00+08:00
actor checker holds safety_officer at 990101001
actor boss holds secretary at 990101001
actor shop holds handler at M1
actor other-shop holds handler at M2
actor resident

nobody GET /api/v1/places/search?q=松园社区第1网格   200 -> g=$.items[0].id
checker GET /api/v1/orgs/search?q=示范商铺1号   200 -> m1=$.items[0].id
checker POST /api/v1/files form(a=@data/photo.png)   201 -> before=$.items[0].id

# only who checks files one, with a picture, and the checkers are named
resident POST /api/v1/files form(a=@data/photo.png)   201 -> own=$.items[0].id
resident POST /api/v1/cases {"process": "safety_hazard", "class": "a.02", "place": "{g}", "words": "商铺堆杂物",
    "form": {"photos_before": ["{own}"], "checked_by": ["fire"]}}   403
checker POST /api/v1/cases {"process": "safety_hazard", "class": "a.02", "place": "{g}", "words": "消防通道堆放杂物",
    "channel": "patrol"}   422 $.fields[*].path=form.photos_before $.fields[*].path=form.checked_by
checker POST /api/v1/cases {"process": "safety_hazard", "class": "a.02", "place": "{g}", "words": "消防通道堆放杂物",
    "channel": "patrol", "form": {"photos_before": ["{before}"], "checked_by": ["fire", "safety"]}}
    201 $.number~^YH -> id=$.id
checker GET /api/v1/cases/{id}   200 $.step=notice -> v=$.version

# ordered with a day over the National Day holiday; the day is the clock
checker POST /api/v1/cases/{id}/moves {"move": "order", "version": {v}, "form": {"unit": "{m1}"}}
    422 $.fields[0].path~promised
checker POST /api/v1/cases/{id}/moves {"move": "order", "version": {v},
    "form": {"unit": "{m1}", "promised": "2026-10-08", "grade": "major"}}   200 $.step=rectify $.due=2026-10-09T00:00:00+08:00
    -> v=$.version
other-shop GET /api/v1/cases/{id}   404
resident POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}}   404
shop POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已清理"}}
    422 $.fields[0].path~photos_after

# late: yellow when the day is over, red one working day later (10 October is worked), then the
# secretary watches
now 2026-10-09T08:00:00+08:00
checker GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
now 2026-10-10T17:00:00+08:00
checker GET /api/v1/cases/{id}   200 $.card=yellow
now 2026-10-10T18:00:00+08:00
checker GET /api/v1/cases/{id}   200 $.card=red
now 2026-10-12T18:00:00+08:00
boss GET /api/v1/cases/{id}   200 $.late=1 -> v=$.version
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
shop POST /api/v1/files form(a=@data/photo.png)   201 -> photo=$.items[0].id
shop POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"words_public": "已清理通道", "photos_after": ["{photo}"]}}   200 $.step=recheck -> v=$.version

# checked again, not by the shop: failed, ordered again with another day, passed with a picture
shop POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
checker POST /api/v1/cases/{id}/moves {"move": "fail", "version": {v}, "form": {"reason": "又堆上了"}}
    200 $.step=notice -> v=$.version
checker POST /api/v1/cases/{id}/moves {"move": "order", "version": {v},
    "form": {"unit": "{m1}", "promised": "2026-10-16"}}   200 $.due=2026-10-17T00:00:00+08:00 -> v=$.version
shop POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "是隔壁堆的"}}
    200 $.step=notice -> v=$.version
checker POST /api/v1/cases/{id}/moves {"move": "order", "version": {v},
    "form": {"unit": "{m1}", "promised": "2026-10-16"}}   200 -> v=$.version
shop POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "还是隔壁"}}   409
shop POST /api/v1/files form(a=@data/photo.png)   201 -> photo=$.items[0].id
shop POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"words_public": "已清理并上锁", "photos_after": ["{photo}"]}}   200 $.step=recheck -> v=$.version
checker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   422 $.fields[0].path~photos_after
checker POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
checker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}, "form": {"photos_after": ["{after}"]}}
    200 $.ended_as=rectified

# rectified on the spot; and what is beyond the street is handed over
checker POST /api/v1/files form(a=@data/photo.png, b=@data/photo.jpg)   201 -> before=$.items[0].id after=$.items[1].id
checker POST /api/v1/cases {"process": "safety_hazard", "class": "a.03", "place": "{g}", "words": "违规充电",
    "form": {"photos_before": ["{before}"], "checked_by": ["fire"]}}   201 -> id=$.id
checker GET /api/v1/cases/{id}   200 -> v=$.version
checker POST /api/v1/cases/{id}/moves {"move": "on_the_spot", "version": {v},
    "form": {"photos_after": ["{after}"], "words_public": "已拔除"}}   200 $.step=recheck -> v=$.version
checker POST /api/v1/cases/{id}/moves {"move": "hand_over", "version": {v}, "form": {"reason": "屡改屡犯，移送消防"}}
    200 $.ended_as=handed_over

# no hazard after all; more time is the checker's to grant, not the shop's
checker POST /api/v1/files form(a=@data/photo.png, b=@data/photo.jpg)   201 -> before=$.items[0].id again=$.items[1].id
checker POST /api/v1/cases {"process": "safety_hazard", "class": "a.02", "place": "{g}", "words": "插座松动",
    "form": {"photos_before": ["{before}"], "checked_by": ["safety"]}}   201 -> id=$.id
checker POST /api/v1/cases/{id}/moves {"move": "void", "version": 1, "form": {"reason": "是未通电的旧插座"}}   200 $.ended_as=void
checker POST /api/v1/cases {"process": "safety_hazard", "class": "a.02", "place": "{g}", "words": "缺灭火器",
    "form": {"photos_before": ["{again}"], "checked_by": ["fire"]}}   201 -> id=$.id
checker POST /api/v1/cases/{id}/moves {"move": "order", "version": 1,
    "form": {"unit": "{m1}", "promised": "2026-10-20"}}   200
shop POST /api/v1/cases/{id}/extensions {"limit": "3 workdays", "reason": "正在采购"}   201 -> ext=$.id
shop POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
checker POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
shop GET /api/v1/cases/{id}   200 $.due=2026-10-26T17:30:00+08:00
