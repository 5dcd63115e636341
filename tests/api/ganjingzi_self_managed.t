# an estate that its property company left governs itself: its branch leads, its committee governs, members first, all residents
# GJ-63 four parts of self-management (their order is a reading). What is the owners' is put to them; without a roll a poll.
rows: GJ-63
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
import: organisations data/ganjingzi_estates.csv
clock: 2026-04-27T09:00:00+08:00
actor helper holds community_worker at 990101001001
actor branch holds secretary at 990101001001
actor leader holds compound_secretary at LB1
actor other-leader holds compound_secretary at LB2
actor self holds self_manager at ZG1
actor other-self holds self_manager at ZG2
actor resident

nobody GET /api/v1/places/search?q=梅园第1网格   200 -> g=$.items[0].id
branch GET /api/v1/orgs/search?q=梅园3号院党支部   200 -> l1=$.items[0].id
branch GET /api/v1/orgs/search?q=梅园3号院自管会   200 -> z1=$.items[0].id

# a resident raises it; the community brings it to the compound's own branch and committee, or not; said twice it is one
resident POST /api/v1/cases {"process": "self_management", "place": "{g}", "words": "大门夜里没人管", "form": {"estate": "梅园3号院", "topic": "门岗"}}
    201 $.number~^ZG -> id=$.id code=$.code n=$.number
leader GET /api/v1/cases/{id}   404
helper GET /api/v1/cases/{id}   200 -> v=$.version
resident POST /api/v1/cases {"process": "self_management", "place": "{g}", "words": "大门夜里没有人管", "form": {"estate": "梅园3号院", "topic": "大门"}}
    201 -> twin=$.id
helper GET /api/v1/cases/{twin}   200 -> tv=$.version
helper POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {tv}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
resident POST /api/v1/cases {"process": "self_management", "place": "{g}", "words": "隔壁吵架", "form": {"estate": "梅园3号院", "topic": "吵架"}}
    201 -> no=$.id
helper POST /api/v1/cases/{no}/moves {"move": "refuse", "version": 1, "form": {"reason": "属邻里纠纷，可申请调解"}}   200 $.ended_as=refused
helper GET /api/v1/cases/{id}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"branch": ["{z1}"], "committee": ["{z1}"]}}   422 $.fields[0].path=form.branch
helper POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"branch": ["{l1}"], "committee": ["{z1}"]}}
    200 $.step=led -> v=$.version

# the branch leads: back to the community once, then it proposes
other-leader GET /api/v1/cases/{id}   404
self POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "轮流值守"}}   404
leader POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "先问派出所"}}   200 $.step=raised -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"branch": ["{l1}"], "committee": ["{z1}"]}}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "x"}}   409
leader POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "晚十点后轮流值守，每户每月一次"}}   200 $.step=asked

# all residents are asked: one says something, and it is changed; asked again, across Labour Day
nobody GET /api/v1/notices   200 $.items[0].title=小区自治事项征求意见 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "独居老人不宜值守"}   201
settle
leader GET /api/v1/cases/{id}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "change", "version": {v}, "form": {"reason": "老人免值"}}   200 $.step=led -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "晚十点后轮流值守，独居老人免值"}}   200 $.step=asked
now 2026-05-03T23:00:00+08:00
settle
self GET /api/v1/cases/{id}   200 $.step=asked
now 2026-05-04T00:10:00+08:00
settle
self GET /api/v1/cases/{id}   200 $.step=governed -> v=$.version

# the committee governs, members go first; late, the branch is told, then the community's secretary watches
leader POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}, "form": {"resolution": "x行不", "promised": "2026-05-08"}}   403
other-self GET /api/v1/cases/{id}   404
self POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}, "form": {"resolution": "排出值守表，党员先值首月", "promised": "2026-05-08"}}
    200 $.step=carry_out $.due=2026-05-09T00:00:00+08:00
now 2026-05-12T18:00:00+08:00
branch GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
branch GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
self POST /api/v1/cases/{id}/extensions {"limit": "3 workdays", "reason": "等名单"}   201 -> ext=$.id
self POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
leader POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
self GET /api/v1/cases/{id}   200 -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已值守"}}   422 $.fields[0].path=form.members
self POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "值守表已上墙，首月由党员值守", "members": 9}}
    200 $.step=disclosed -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"promised": "2026-06-01", "reason": "x"}}   403
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~排出值守表 $.text~党员9人
now 2026-05-20T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.ended_as=done
nobody GET /api/v1/public/cases/{n}   200 $.form.members=9
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"resolved": false, "satisfied": 2}}   200
leader GET /api/v1/cases/{id}   200 $.step=led $.reopened=1

# the owners' own: there is no certified roll of an abandoned estate, so it is a poll, and the committee decides only its own
resident POST /api/v1/cases {"process": "self_management", "place": "{g}", "words": "想把车库租出去", "form": {"estate": "梅园3号院", "topic": "车库出租"}}
    201 -> id=$.id
helper POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"branch": ["{l1}"], "committee": ["{z1}"]}}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "出租公共车库，收益用于门岗"}}   200
now 2026-05-27T00:10:00+08:00
settle
self GET /api/v1/cases/{id}   200 $.step=governed -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"owners_item": "common_use"}}   200 $.step=deciding
helper GET /api/v1/cases?process=owners_decision&state=open   200 $.items#1 -> o=$.items[0].id
self POST /api/v1/cases/{o}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-06-12"}}   404
helper POST /api/v1/cases/{o}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-06-12"}}   200
now 2026-06-12T18:00:00+08:00
settle
helper GET /api/v1/cases/{o}   200 -> v=$.version
helper POST /api/v1/cases/{o}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-05-27", "held": "2026-06-12", "all": {"heads": 80, "area": "4000.00"},
    "taking_part": {"heads": 80, "area": "4000.00"}, "in_favour": {"heads": 78, "area": "3900.00"}, "against": {"heads": 2, "area": "100.00"}}}}
    200 $.form.result.result=poll
now 2026-06-19T00:10:00+08:00
settle
helper GET /api/v1/cases/{o}   200 -> v=$.version
helper POST /api/v1/cases/{o}/moves {"move": "poll", "version": {v}}   200 $.ended_as=poll
self GET /api/v1/cases/{id}   200 $.step=governed -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}, "form": {"resolution": "暂不出租，先清理车库", "promised": "2026-06-30"}}
    200 $.step=carry_out -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "stuck", "version": {v}, "form": {"reason": "钥匙在原物业"}}   200 $.step=led

# put to the owners by a certified roll and rejected: it ends there. What was done is looked at: once more, then heard
leader GET /api/v1/cases/{id}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "车库改作活动室"}}   200
now 2026-06-26T00:10:00+08:00
settle
self GET /api/v1/cases/{id}   200 -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"owners_item": "common_use"}}   200
helper GET /api/v1/cases?process=owners_decision&state=open   200 -> o=$.items[0].id
helper POST /api/v1/cases/{o}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-07-11"}}   200
now 2026-07-11T18:00:00+08:00
settle
helper GET /api/v1/cases/{o}   200 -> v=$.version
helper POST /api/v1/cases/{o}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-06-26", "held": "2026-07-11", "roll": {"by": "示范区房屋登记机构", "on": "2026-06-20"},
    "all": {"heads": 80, "area": "4000.00"}, "taking_part": {"heads": 70, "area": "3500.00"},
    "in_favour": {"heads": 52, "area": "2700.00"}, "against": {"heads": 18, "area": "800.00"}}}}
    200 $.form.result.result=rejected
now 2026-07-18T00:10:00+08:00
settle
helper GET /api/v1/cases/{o}   200 -> v=$.version
helper POST /api/v1/cases/{o}/moves {"move": "rejected", "version": {v}}   200
self GET /api/v1/cases/{id}   200 $.state=ended $.ended_as=rejected
resident POST /api/v1/cases {"process": "self_management", "place": "{g}", "words": "楼道灯不亮", "form": {"estate": "梅园3号院", "topic": "楼道灯"}}
    201 -> id=$.id
helper POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"branch": ["{l1}"], "committee": ["{z1}"]}}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "换声控灯"}}   200
now 2026-07-25T00:10:00+08:00
settle
self GET /api/v1/cases/{id}   200 -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}, "form": {"resolution": "每层换一盏声控灯", "promised": "2026-08-08"}}   200 -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换12盏", "members": 3}}   200
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "五楼没换"}   201
settle
leader GET /api/v1/cases/{id}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"promised": "2026-08-01", "reason": "五楼漏了"}}   200 $.step=carry_out -> v=$.version
self POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "五楼已补", "members": 3}}   200
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "谢谢"}   201
now 2026-08-02T00:10:00+08:00
settle
leader GET /api/v1/cases/{id}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   409 $.reason=not_now
branch GET /api/v1/office/notices/{told}/objections   200 -> ob=$.items[0].id
branch POST /api/v1/office/objections/{ob}/answer {"words": "应该的"}   204
settle
leader GET /api/v1/cases/{id}   200 -> v=$.version
leader POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   200 $.ended_as=done
