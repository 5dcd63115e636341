# a report from filing to close: filed, dispatched, handled, verified by somebody else, judged
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk-a holds clerk at C01
actor clerk-b holds clerk at C01
actor other holds clerk at C02
actor head holds grid_head at G011
actor fixer holds handler at P1
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 $.items[0].code=G011 -> g=$.items[0].id
clerk-a GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id

# sent twice, filed once
resident POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}",
    "words": "三单元二楼的灯不亮", "client_token": "phone-1-0001"}
    201 $.number~^SQ $.again=false -> id=$.id number=$.number code=$.code
resident POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}",
    "words": "三单元二楼的灯不亮", "client_token": "phone-1-0001"}
    200 $.id={id} $.again=true !$.code

# who may see it
clerk-a GET /api/v1/cases/{id}   200 $.step=filing $.due=2026-03-02T11:00:00+08:00
other GET /api/v1/cases/{id}     404 $.code=not_found
fixer GET /api/v1/cases/{id}     404
nobody GET /api/v1/follow/{code} 200 $.number={number}
resident GET /api/v1/my/cases    200 $.items#1 $.items[0].id={id}

# two clerks, one case: the slower is told, not overwritten
clerk-a POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200
clerk-b POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "重复"}}
    409 $.code=conflict
clerk-b GET /api/v1/cases/{id}   200 $.step=dispatch -> v=$.version
clerk-b POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 $.step=handling -> v=$.version

# only the unit handles it, and it says what it did
clerk-a POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {}} 403
fixer GET /api/v1/my/tasks   200 $.items[0].id={id}
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {}}
    422 $.fields[*].path~words_public
fixer POST /api/v1/files form(file=@data/photo.png)   201 $.items#1 -> photo=$.items[0].id
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"photos_after": ["{photo}"], "words_public": "已更换灯泡"}}
    200 $.step=verifying -> v=$.version

# verified at the place, by somebody who did not handle it
fixer POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}} 403
head GET /api/v1/cases/{id}/files 200 $.items#1 $.items[0].move=done
head POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.state=ended $.ended_as=resolved
nobody GET /api/v1/follow/{code} 200 $.state=ended
clerk-a POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}} 409

# judged by whoever reported it; a no opens it again, once
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false,
    "satisfied": 2}} 200
nobody GET /api/v1/follow/{code} 200 $.state=open $.step=handling

# the board counts what happened
clerk-a GET /api/v1/cases/{id}/timeline 200 $.items#>5
