# deadlines run in working hours; late is yellow, later red, then the one above watches
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-06T16:00:00+08:00
actor clerk holds clerk at C01
actor boss holds secretary at C01
actor fixer holds handler at P1
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id

# Friday 16:00 and two working hours: 90 minutes are left today, the rest is on Monday morning
resident POST /api/v1/cases {"class": "02.01", "place": "{g}", "words": "电梯停在五楼"}
    201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.due=2026-03-09T09:00:00+08:00 $.card=none
now 2026-03-09T08:59:59+08:00
clerk GET /api/v1/cases/{id}   200 $.card=none $.late=0
now 2026-03-09T09:00:01+08:00
clerk GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
clerk GET /api/v1/cases?late=true   200 $.items#1 $.items[0].id={id}

# the handler has one working day, counted from the next, and the boss may give more
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 $.due=2026-03-10T17:30:00+08:00 -> v=$.version
fixer POST /api/v1/cases/{id}/extensions {"limit": "2 workdays", "reason": "等配件"}   201 -> ext=$.id
fixer POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
boss POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
boss GET /api/v1/cases/{id}   200 $.due=2026-03-12T17:30:00+08:00

# asking the resident stops the clock; the answer starts it again with what was left
clerk GET /api/v1/cases/{id}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "几号楼?"}}
    200 -> v=$.version
fixer GET /api/v1/cases/{id}/clocks   200 $.items[*].pause=waiting_for_resident
wait 7 days
clerk GET /api/v1/cases/{id}   200 $.late=1
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "一号楼"}}
    200 $.due~^2026-03-19
fixer GET /api/v1/cases/{id}/clocks   200 $.items[*].pause!=waiting_for_resident
