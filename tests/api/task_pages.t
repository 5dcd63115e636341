# what waits for somebody comes in pages: due first first, without an end before all were shown
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮"}   201 -> a=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "门坏了"}   201 -> b=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "水管漏水", "grade": "urgent"}   201 -> c=$.id
clerk GET /api/v1/my/tasks   200 $.items#3 !$.next
clerk GET /api/v1/my/tasks?limit=3   200 $.items#3 !$.next
clerk GET /api/v1/my/tasks?limit=2   200 $.items#2 $.items[0].id={c} $.items[1].id={a}
    $.items[1].due=2026-03-02T11:00:00+08:00 -> next=$.next
clerk GET /api/v1/my/tasks?limit=2&before={next}&due_after=2026-03-02T03:00:00Z   200 $.items#1 $.items[0].id={b} !$.next
clerk GET /api/v1/my/tasks?limit=1   200 $.items[0].due=2026-03-02T09:30:00+08:00 -> next=$.next
clerk GET /api/v1/my/tasks?limit=1&before={next}&due_after=2026-03-02T01:30:00Z   200 $.items[0].id={a}

# a page names the places, and may ask for one place alone
nobody GET /api/v1/places/search?q=东社区   200 -> c1=$.items[0].id
clerk GET /api/v1/my/tasks?place={c1}   200 $.items#3 $.items[*].place_name=东一网格 $.items[0].place={g}
clerk GET /api/v1/my/tasks?place={g}&limit=2   200 $.items#2 $.next
nobody GET /api/v1/places/search?q=西社区   200 -> c2=$.items[0].id
clerk GET /api/v1/my/tasks?place={c2}   200 $.items#0
clerk GET /api/v1/my/tasks/counts?place={c2}   200 $.late=0 $.soon=0 $.calm=0 $.none=0
clerk GET /api/v1/my/tasks?place=1   404 $.fields[0].path=place
clerk GET /api/v1/my/tasks/counts?place=1   404 $.fields[0].path=place

# what waits to be given to a unit is told apart, and counted apart
clerk GET /api/v1/my/tasks?to_dispatch=true   200 $.items#0
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 1}   200 $.step=dispatch -> v=$.version
clerk GET /api/v1/my/tasks?to_dispatch=true   200 $.items#1 $.items[0].id={a} $.items[0].step=dispatch
clerk GET /api/v1/my/tasks/counts?to_dispatch=true   200 $.soon=1 $.late=0 $.calm=0 $.none=0
clerk GET /api/v1/my/tasks?to_dispatch=true&place={c2}   200 $.items#0
clerk GET /api/v1/my/tasks?to_dispatch=maybe   422 $.fields[0].path=to_dispatch
clerk POST /api/v1/cases/{a}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}   200 $.step=handling
clerk GET /api/v1/my/tasks?to_dispatch=true   200 $.items#0

# lists of cases name place and unit, each case by itself
clerk GET /api/v1/cases   200 $.items#3 $.items[id={a}].place_name=东一网格 $.items[id={a}].unit_name=东物业
    !$.items[id={b}].unit_name $.items[id={b}].place_name=东一网格
resident GET /api/v1/my/cases   200 $.items#3 $.items[id={a}].unit_name=东物业
