# one window takes and finishes it, says once what is missing, and at most one trip is what applicants say
# GJ-61 one-stop handling, at most one trip; its indicator is over the applicants' answers.
rows: GJ-61
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor window holds window_clerk at 990101001001
actor other-window holds window_clerk at 990101001002
actor community holds secretary at 990101001001
actor boss holds secretary at 990101001
actor statistician holds statistician at 990101
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# finished at once: one trip
resident POST /api/v1/cases {"class": "p.02", "place": "{c}", "form": {"item": "老年优待证换领", "name": "张三",
    "phone": "13800000001"}}   201 $.number~^BM -> id=$.id code=$.code
window GET /api/v1/cases/{id}   200 $.step=window $.form.name=张* -> v=$.version
window POST /api/v1/cases/{id}/unmask {"fields": ["name", "phone"], "reason": "通知取件"}   200 $.fields.name=张三
community POST /api/v1/cases/{id}/unmask {"fields": ["name"], "reason": "通知取件"}   403
other-window POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"trips": 1}}   404
window POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}}   422 $.fields[0].path~trips
window POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"trips": -1}}   422
window POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"trips": 1}}   200 $.ended_as=issued
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"resolved": true, "satisfied": 5}}   200

# what is missing is said once, completely; a day is promised and missed
resident POST /api/v1/cases {"class": "p.01", "place": "{c}", "form": {"item": "灵活就业登记", "name": "李四"}}
    201 -> id=$.id code=$.code
window GET /api/v1/cases/{id}   200 -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": {v}, "form": {"words": "身份证复印件、劳动合同"}}
    200 $.step=missing -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}, "form": {"words": "都带来了"}}
    200 $.step=window -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": {v}, "form": {"words": "还要一张照片"}}   409
window POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}}   422 $.fields[0].path~promised
window POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}, "form": {"promised": "2026-03-05"}}
    200 $.step=handling $.due=2026-03-06T00:00:00+08:00 -> v=$.version
now 2026-03-06T08:00:00+08:00
community GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
now 2026-03-09T18:00:00+08:00
community GET /api/v1/cases/{id}   200 $.card=red
now 2026-03-10T18:00:00+08:00
community GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
window POST /api/v1/cases/{id}/extensions {"limit": "3 workdays", "reason": "等区里系统"}   201 -> ext=$.id
window POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
community POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
community GET /api/v1/cases/{id}   200 -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"trips": 3, "delivery": "home"}}
    200 $.ended_as=issued
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"resolved": false, "satisfied": 2}}   200
nobody GET /api/v1/follow/{code}   200 $.state=ended

# not on the list; given up by the applicant
resident POST /api/v1/cases {"class": "p.02", "place": "{c}", "form": {"item": "代写情书", "name": "王五"}}   201 -> id=$.id
window GET /api/v1/cases/{id}   200 -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "不在事项清单内"}}
    200 $.ended_as=refused
resident POST /api/v1/cases {"class": "p.02", "place": "{c}", "form": {"item": "居住登记", "name": "王五"}}   201 -> id=$.id
window GET /api/v1/cases/{id}   200 -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "incomplete", "version": {v}, "form": {"words": "租房合同"}}   200 -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "give_up", "version": {v}}   200 $.ended_as=withdrawn

# half of those who answered needed one trip or none
settle
statistician GET /api/v1/figures/dashboard?place={c}   200 $.sums.evaluated=2 $.sums.resolved_said=1
    $.indicators[name=one_trip].value=0.5

# promised for the day before Qingming, more time goes around it; in the end it cannot be granted
now 2026-04-02T09:00:00+08:00
resident POST /api/v1/cases {"class": "p.01", "place": "{c}", "form": {"item": "跨区迁入登记", "name": "赵六"}}   201 -> id=$.id
window GET /api/v1/cases/{id}   200 -> v=$.version
window POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}, "form": {"promised": "2026-04-03"}}
    200 $.due=2026-04-04T00:00:00+08:00
window POST /api/v1/cases/{id}/extensions {"limit": "2 workdays", "reason": "等对方区回函"}   201 -> ext=$.id
community POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
window GET /api/v1/cases/{id}   200 $.due=2026-04-08T17:30:00+08:00 -> v=$.version
other-window POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "x"}}   404
window POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "对方区不予迁出"}}
    200 $.ended_as=declined
