# what waits for somebody comes in pages: due first first, without an end before all were shown
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
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
