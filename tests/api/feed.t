# the live feed: each sees what happens in their own subtree, and after a break nothing is missing
pack: tests/rooms/cases/packs/many
import: territory data/places_to_grids.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor secretary holds secretary at C01
actor head holds grid_head at G011
actor fixer holds handler at P1
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=西一网格   200 -> west=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业        200 -> p1=$.items[0].id

# it needs a post that may
nobody GET /api/v1/feed      401
resident GET /api/v1/feed    403
secretary GET /api/v1/feed   403
clerk GET /api/v1/feed?after=x   422 $.fields[0].path=after

# what was before one looked is not told, unless asked for
resident POST /api/v1/cases {"process": "plain", "place": "{g}", "words": "楼道灯坏了", "form": {"people": 2}}
    201 -> early=$.id
stream wall clerk GET /api/v1/feed
stream west other GET /api/v1/feed

# a life, step by step
resident POST /api/v1/cases {"process": "plain", "place": "{g}", "words": "门口有垃圾",
    "form": {"people": 3, "phone": "13800000001"}}
    201 -> id=$.id number=$.number
wall sees case.opened $.on=case $.subject={id} $.data.number={number} $.data.process=plain
    $.data.step=file text!~13800000001 text!~门口有垃圾 $.at=2026-03-02T09:00:00+08:00 -> first=Header:id
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 -> v=$.version
wall sees case.moved $.subject={id} $.data.move=assign $.data.step=dispatch $.data.to=handle
    -> second=Header:id
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"words_public": "已清理"}}   200 -> v=$.version
head POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200
wall sees case.closed $.subject={id}
wall sees only case.opened case.moved case.moved case.moved case.moved case.closed

# a confidential case is no show, not even for those who have a task in it
resident POST /api/v1/cases {"process": "tip", "place": "{g}", "words": "有人违规收费"}   201 -> tip=$.id
secretary POST /api/v1/cases/{tip}/moves {"move": "ask", "version": 1, "form": {"words": "哪一家"}}   200

# the other community sees its own, and nothing of this one
resident POST /api/v1/cases {"process": "plain", "place": "{west}", "words": "路灯不亮", "form": {"people": 1}}
    201 -> far=$.id
west sees only case.opened
west sees case.opened $.subject={far}
resident POST /api/v1/cases {"process": "plain", "place": "{g}", "words": "又有垃圾", "form": {"people": 3}}
    201 -> late=$.id
wall sees case.opened $.subject={late}
wall sees only case.opened case.moved case.moved case.moved case.moved case.closed case.opened

# after a break: all that came since the last one seen, and nothing twice
stream again clerk GET /api/v1/feed Last-Event-ID:{second}
again sees only case.moved case.moved case.closed case.opened
stream asked clerk GET /api/v1/feed?after={first}
asked sees only case.moved case.moved case.moved case.moved case.closed case.opened
stream whole clerk GET /api/v1/feed?after=0
whole sees only case.opened case.opened case.moved case.moved case.moved case.moved case.closed
    case.opened
whole sees case.opened $.subject={early}
stream foreign other GET /api/v1/feed?after=0
foreign sees only case.opened
foreign sees case.opened $.subject={far}

# what time does is told, too: late at eleven; and a stream ends by itself, for its reader to ask anew
wait 2 hours
wall ends
stream wall clerk GET /api/v1/feed Last-Event-ID:{second}
wall sees case.late $.subject={late}
