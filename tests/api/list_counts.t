# what is late, soon due and calm is counted by the server, over the whole list and not a page of it:
# one meaning for cases and for tasks
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor resident
actor fixer holds handler at P1
actor both holds clerk at C01, handler at P1

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮"}   201 -> a=$.id number=$.number
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "门坏了"}   201 -> b=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "水管漏水", "grade": "urgent"}   201 -> c=$.id
clerk GET /api/v1/cases/counts   200 $.late=0 $.soon=3 $.calm=0 $.none=0
clerk GET /api/v1/my/tasks/counts   200 $.late=0 $.soon=3 $.calm=0 $.none=0

# half past nine the urgent one is late, in both lists
wait 40 minutes
clerk GET /api/v1/cases/counts   200 $.late=1 $.soon=2 $.calm=0 $.none=0
clerk GET /api/v1/my/tasks/counts   200 $.late=1 $.soon=2 $.calm=0 $.none=0
clerk GET /api/v1/cases?clock=late   200 $.items#1 $.items[0].id={c}
clerk GET /api/v1/my/tasks?clock=late   200 $.items#1 $.items[0].id={c}
clerk GET /api/v1/cases?clock=soon&order=due   200 $.items#2 $.items[0].id={a} $.items[1].id={b}
clerk GET /api/v1/my/tasks?clock=soon   200 $.items#2 $.items[0].id={a} $.items[1].id={b}
clerk GET /api/v1/my/tasks?clock=soon&limit=1   200 $.items#1 -> next=$.next
clerk GET /api/v1/my/tasks?clock=soon&limit=1&before={next}&due_after=2026-03-02T03:00:00Z   200 $.items#1 $.items[0].id={b} !$.next
clerk GET /api/v1/cases?clock=calm   200 $.items#0
clerk GET /api/v1/cases?clock=none   200 $.items#0
clerk GET /api/v1/cases?clock=blue   422 $.code=invalid
clerk GET /api/v1/cases?clock=late&state=ended   200 $.items#0

# what the list is narrowed by, the counts are too; the page is not looked at
clerk GET /api/v1/cases/counts?q=水管   200 $.late=1 $.soon=0
clerk GET /api/v1/my/tasks/counts?q=水管   200 $.late=1 $.soon=0
clerk GET /api/v1/my/tasks?q=水管   200 $.items#1 $.items[0].id={c}
clerk GET /api/v1/my/tasks?q=%2C   200 $.items#0
clerk GET /api/v1/my/tasks/counts?q=%2C   200 $.late=0 $.soon=0
clerk GET /api/v1/cases/counts?number={number}   200 $.late=0 $.soon=1
clerk GET /api/v1/my/tasks?number={number}   200 $.items#1 $.items[0].id={a}
clerk GET /api/v1/my/tasks/counts?number={number}   200 $.soon=1
clerk GET /api/v1/cases/counts?class=02   200 $.late=1 $.soon=2
clerk GET /api/v1/cases/counts?class=01   200 $.late=0 $.soon=0
clerk GET /api/v1/my/tasks/counts?class=01   200 $.late=0 $.soon=0
clerk GET /api/v1/my/tasks?class=01   200 $.items#0
clerk GET /api/v1/my/tasks?late=true   200 $.items#1 $.items[0].id={c}
clerk GET /api/v1/my/tasks?card=red   200 $.items#0
clerk GET /api/v1/cases/counts?place={g}   200 $.late=1 $.soon=2
clerk GET /api/v1/cases/counts?since=2026-03-02&until=2026-03-02   200 $.late=1 $.soon=2
clerk GET /api/v1/cases/counts?since=2026-03-03   200 $.late=0 $.soon=0
clerk GET /api/v1/cases?until=2026-03-01&state=open   200 $.items#0
clerk GET /api/v1/my/tasks?since=2026-03-02   200 $.items#3
clerk GET /api/v1/my/tasks?until=2026-03-01   200 $.items#0
clerk GET /api/v1/my/tasks/counts?until=2026-03-01   200 $.late=0 $.soon=0
clerk GET /api/v1/cases?since=monday   422
clerk GET /api/v1/cases/counts?state=ended   200 $.late=0 $.soon=0 $.calm=0 $.none=0

# a unit sees its own; together with the place they are no more
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 1}   200
clerk POST /api/v1/cases/{a}/moves {"move": "assign", "version": 2, "form": {"unit": "{p1}"}}   200
clerk GET /api/v1/cases/counts?unit={p1}   403
clerk GET /api/v1/cases/counts?unit={p1}&place={g}   200 $.late=0 $.calm=1
clerk GET /api/v1/cases?unit={p1}&place={g}&clock=calm   200 $.items#1 $.items[0].id={a}
fixer GET /api/v1/cases/counts   200 $.late=0 $.calm=1
fixer GET /api/v1/cases/counts?unit={p1}   200 $.late=0 $.calm=1
fixer GET /api/v1/cases?unit={p1}&clock=calm   200 $.items#1 $.items[0].id={a}
fixer GET /api/v1/cases/counts?unit={p1}&q=灯不   200 $.calm=1
fixer GET /api/v1/cases/counts?unit={p1}&q=水管   200 $.calm=0 $.late=0
both GET /api/v1/cases/counts   200 $.late=1 $.soon=1 $.calm=1
both GET /api/v1/cases/counts?q=不亮   200 $.late=0 $.soon=0 $.calm=1
both GET /api/v1/my/tasks/counts   200 $.late=1 $.soon=1 $.calm=1
fixer GET /api/v1/my/tasks/counts   200 $.calm=1

# whoever may not see the list is told no count of it
other GET /api/v1/cases/counts   200 $.late=0 $.soon=0
other GET /api/v1/cases/counts?place={g}   403
clerk GET /api/v1/cases/counts?place=1   404
resident GET /api/v1/cases/counts   403
nobody GET /api/v1/cases/counts   401
nobody GET /api/v1/my/tasks/counts   401
resident GET /api/v1/my/tasks/counts   200 $.late=0
