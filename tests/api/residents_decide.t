# residents decide: studied first, called ten days before, more than half of more than half, posted for fifteen days
# 城市居民委员会组织法 (2025) 26 to 30 and 34 (domain C.4). The representatives' way is lived by a locality's process.
pack: practices/base-cn
import: territory data/district.csv --top
clock: 2026-09-21T09:00:00+08:00
actor helper holds community_worker at 990101001001
actor branch holds secretary at 990101001001
actor other holds secretary at 990101001002
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

resident POST /api/v1/cases {"process": "residents_decision", "place": "{c}", "form": {"matter": "建议改名", "residents_body": "residents"}}   403
helper POST /api/v1/cases {"process": "residents_decision", "place": "{c}", "form": {"matter": "社区公约修改稿", "residents_body": "residents"}}
    201 $.number~^JM -> id=$.id n=$.number
helper POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-10-08"}}   403
other POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-10-08"}}   404
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-10-08"}}   200 $.step=called

# a comment is taken: studied again and called anew; one that nobody answers holds the meeting up
nobody GET /api/v1/notices   200 $.items[0].title=提请居民决定事项公告 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~居民会议 $.text~社区公约修改稿
nobody POST /api/v1/notices/{told}/objections {"words": "第三条写得不清楚"}   201
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "change", "version": {v}, "form": {"matter": "社区公约修改稿二", "reason": "第三条改写"}}
    200 $.step=study -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-10-10"}}   200
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "什么时候开会"}   201
now 2026-10-01T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=called
branch GET /api/v1/office/notices/{told}/objections   200 -> o=$.items[0].id
branch POST /api/v1/office/objections/{o}/answer {"words": "10月10日晚七点"}   204
settle
branch GET /api/v1/cases/{id}   200 $.step=meeting -> v=$.version

# called for nine days only, it is irregular; then not more than half came; then exactly half were for it
now 2026-10-10T20:00:00+08:00
helper POST /api/v1/cases/{id}/moves {"move": "count_representatives", "version": {v}}   409 $.reason=not_now
helper POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-10-01", "held": "2026-10-10", "all": {"heads": 1001}, "taking_part": {"heads": 900},
    "in_favour": {"heads": 800}, "against": {"heads": 100}}}}   200 $.form.result.result=irregular -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "重新召集"}}   200 $.step=study -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-10-24"}}   200
now 2026-10-24T20:00:00+08:00
settle
helper GET /api/v1/cases/{id}   200 $.step=meeting -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-10-10", "held": "2026-10-24", "all": {"heads": 1001}, "taking_part": {"heads": 500},
    "in_favour": {"heads": 500}, "against": {"heads": 0}}}}   200 $.form.result.result=no_quorum -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "void", "version": {v}, "form": {"reason": "x"}}   409 $.reason=not_now
helper POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "重新召集"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-11-05"}}   200
now 2026-11-05T20:00:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-10-24", "held": "2026-11-05", "all": {"heads": 1001}, "taking_part": {"heads": 600},
    "in_favour": {"heads": 300}, "against": {"heads": 200}}}}   200 $.form.result.result=rejected
now 2026-11-19T23:00:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "rejected", "version": {v}}   409 $.reason=not_now
now 2026-11-20T00:10:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "rejected", "version": {v}}   200 $.ended_as=rejected
nobody GET /api/v1/public/cases/{n}   200 $.form.result.result=rejected

# no decision came about, and it is left at that
branch POST /api/v1/cases {"process": "residents_decision", "place": "{c}", "form": {"matter": "评选办法", "residents_body": "representatives"}}
    201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-12-05"}}   200
now 2026-12-05T20:00:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "count_representatives", "version": {v}, "form": {"result": {
    "held": "2026-12-05", "all": {"heads": 45}, "taking_part": {"heads": 29}, "in_favour": {"heads": 29}, "against": {"heads": 0}}}}
    200 $.form.result.result=no_quorum
now 2026-12-21T00:10:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "void", "version": {v}, "form": {"reason": "明年再议"}}   200 $.ended_as=void
