# two units that work on one case become one: it has one task there, the lead's; and the record says so
# HT-03 units change while cases are with them, and nothing is owed twice.
rows: HT-03
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor east holds handler at P1
actor west holds handler at P2
actor police holds handler at U2
actor head holds grid_head at G011
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
clerk GET /api/v1/orgs/search?q=西物业   200 -> p2=$.items[0].id
clerk GET /api/v1/orgs/search?q=派出所   200 -> u2=$.items[0].id
police POST /api/v1/files form(file=@data/photo.png)   201 -> theirs=$.items[0].id
east POST /api/v1/files form(file=@data/photo.png)   201 -> photo=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮"}   201 -> a=$.id code=$.code
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "井盖松动"}   201 -> b=$.id
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{a}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}", "assist": ["{p2}", "{u2}"]}}
    200 $.tasks#3 $.tasks[org={p1}].lead=true $.tasks[org={p2}].lead=false
clerk POST /api/v1/cases/{b}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{b}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p2}", "assist": ["{p1}"]}}   200 $.tasks#2

# whichever of the two is passed on first, the lead's task is the one that stays; who assists beside them stays too
sys_admin POST /api/v1/orgs/merge {"nodes": [{"id": "{p1}"}, {"id": "{p2}"}], "name": "大物业", "code": "P9"}   200 -> m=$.id
settle
clerk GET /api/v1/cases/{a}   200 $.unit={m} $.tasks#2 $.tasks[org={m}].lead=true $.tasks[org={u2}].lead=false
    $.form.assist#1 $.form.assist[0]={u2} -> v=$.version
clerk GET /api/v1/cases/{a}/tasks   200 $.items[state=fell_away].org={m} $.items[state=fell_away].lead=false
clerk GET /api/v1/cases/{a}/timeline   200 $.items[*].kind=case.tasks_joined $.items[kind=case.tasks_joined].data.org={m}
clerk GET /api/v1/cases/{b}   200 $.unit={m} $.tasks#1 $.tasks[0].org={m} $.tasks[0].lead=true $.form.assist#0
resident GET /api/v1/cases/{a}/timeline   200 $.items[*].kind!=case.tasks_joined

# it is done once
east GET /api/v1/my/tasks   200 $.items#2
east POST /api/v1/cases/{a}/moves {"move": "done", "version": {v}, "form": {"photos_after": ["{photo}"], "words_public": "已换灯泡"}}
    200 $.step=handling $.tasks#1 $.tasks[0].org={u2} -> v=$.version
west GET /api/v1/my/tasks   200 $.items#1 $.items[0].id={b}

# opened again when the one that assisted is no more: nobody waits for it
police POST /api/v1/cases/{a}/moves {"move": "done", "version": {v}, "form": {"photos_after": ["{theirs}"], "words_public": "已看过"}}
    200 $.step=verifying -> v=$.version
head POST /api/v1/cases/{a}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
sys_admin POST /api/v1/orgs/{u2}/end {}   200
wait 1 day
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200 $.step=handling
clerk GET /api/v1/cases/{a}   200 $.unit={m} $.tasks#1 $.tasks[0].org={m} $.tasks[0].lead=true
clerk GET /api/v1/cases/{a}/timeline   200 $.items[kind=case.reopened].data.unit_ended=false
