# whoever reported a case follows its way, and reads of the offices only what is theirs to read
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident
actor neighbour

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
resident POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}",
    "words": "三单元二楼的灯不亮", "form": {"phone": "13800000001"}}   201 -> id=$.id code=$.code
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v},
    "form": {"unit": "{p1}", "note": "优先处理"}}   200

# what they gave themselves they read whole; others read it masked, or not at all
resident GET /api/v1/cases/{id}   200 $.mine=true $.form.phone=13800000001 !$.form.assist
nobody GET /api/v1/follow/{code}   200 $.form.phone=13800000001
clerk GET /api/v1/cases/{id}   200 $.form.phone=138****0001
neighbour GET /api/v1/cases/{id}   404

# the steps and their times, but not who wrote what
resident GET /api/v1/cases/{id}/timeline   200 $.items[0].kind=case.opened !$.items[1].who
    !$.items[1].account $.items[1].data.to=dispatch !$.items[1].data.form
clerk GET /api/v1/cases/{id}/timeline   200 $.items[1].who~. $.items[2].data.form.note=优先处理

# nor who did what and who else is concerned, when they ask for it by itself
neighbour POST /api/v1/cases/{id}/me-too {}   201
resident GET /api/v1/cases/{id}/parties   200 $.items#0
clerk GET /api/v1/cases/{id}/parties   200 $.items#1 $.items[0].role=me_too $.items[0].account~.
resident GET /api/v1/cases/{id}/tasks   200 $.items#3 $.items[0].move=accept !$.items[0].ended_by
clerk GET /api/v1/cases/{id}/tasks   200 $.items#3 $.items[0].ended_by~.

# a page of the way on which nothing is theirs to read does not end it
clerk GET /api/v1/cases/{id}/timeline   200 !$.next -> last=$.items[2].id
resident GET /api/v1/cases/{id}/timeline?limit=1&before={last}   200 $.items#0 -> on=$.next
resident GET /api/v1/cases/{id}/timeline?limit=1&before={on}   200 $.items#0 !$.next
