# a display on a wall: a token of its own that reads the figures, the points and the feed of its place, nothing else
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor secretary holds secretary at S1
actor fixer holds handler at P1
actor resident

nobody GET /api/v1/places/search?q=东社区     200 -> c1=$.items[0].id
nobody GET /api/v1/places/search?q=西社区     200 -> c2=$.items[0].id
nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=西一网格   200 -> far=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业        200 -> p1=$.items[0].id

# whoever sees the figures makes it, for one place
clerk POST /api/v1/me/tokens {"name": "大屏", "caps": ["wall.read"], "place": "{c1}", "days": 90}   422 $.fields[0].path=caps
secretary POST /api/v1/me/tokens {"name": "大厅大屏", "caps": ["wall.read"], "place": "{c1}", "days": 90}
    201 -> key=$.token

resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "lon": 100.00123, "lat": 38.00156,
    "words": "王小明家楼道灯不亮", "form": {"name": "王小明", "phone": "13800000000"}}
    201 -> id=$.id number=$.number
resident POST /api/v1/cases {"class": "02.02", "place": "{far}", "words": "别处的事"}   201

# of its place: numbers, the class and a point to a hundred metres; nothing that anybody wrote
nobody GET /api/v1/wall/cases?place={c1}   401
clerk GET /api/v1/wall/cases?place={c1}    403
nobody GET /api/v1/wall/cases?place={c1} Authorization:"Bearer {key}"   200 $.items#1 $.items[0].number={number}
    $.items[0].title=楼道照明 $.items[0].needs=nothing $.items[0].lon=100.001 $.items[0].lat=38.002
    $.items[0].place=东一网格 text!~王小明 text!~13800000000
nobody GET /api/v1/wall/figures?place={c1} Authorization:"Bearer {key}"   200 $.name=东社区
nobody GET /api/v1/wall/cases?place={c2} Authorization:"Bearer {key}"     403
nobody GET /api/v1/wall/figures?place={c2} Authorization:"Bearer {key}"   403
nobody GET /api/v1/wall/cases?place=1 Authorization:"Bearer {key}"        404
nobody GET /api/v1/figures/dashboard?place={c1} Authorization:"Bearer {key}"   403
nobody GET /api/v1/cases Authorization:"Bearer {key}"   403
nobody GET /api/v1/cases/{id} Authorization:"Bearer {key}"   404
nobody GET /api/v1/feed Authorization:"Bearer {key}"    403

# the feed says that something happened, and the number
stream wall secretary GET /api/v1/wall/feed
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}   200
wall sees case.moved $.data.number={number} $.data.title=楼道照明 $.data.place=东一网格 !$.data.move !$.subject
    text!~王小明

# what waits for somebody's word comes first, then what is late
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "第二件"}   201 -> second=$.number
fixer POST /api/v1/cases/{id}/extensions {"limit": "2 workdays", "reason": "等配件"}   201
nobody GET /api/v1/wall/cases?place={c1} Authorization:"Bearer {key}"   200 $.items#2
    $.items[0].needs=decision $.items[0].number={number} $.items[0].unit=东物业 $.items[1].number={second}
wait 30 days
nobody GET /api/v1/wall/cases?place={c1} Authorization:"Bearer {key}"   200 $.items[1].needs=late

# its days are over
wait 61 days
nobody GET /api/v1/wall/cases?place={c1} Authorization:"Bearer {key}"   401
