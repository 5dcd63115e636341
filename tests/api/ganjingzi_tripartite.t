# the community's Party organisation, the property company and the owners' committee settle what is major in an estate
# GJ-51 three parties, each month; what is the owners' own to decide is put to them (Civil Code 278, domain C.4).
rows: GJ-51
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
import: organisations data/ganjingzi_estates.csv
clock: 2026-03-02T09:00:00+08:00
actor branch holds secretary at 990101001001
actor other-branch holds secretary at 990101001002
actor street holds secretary at 990101001
actor manager holds property_manager at W1
actor director holds owners_director at Y1
actor other-director holds owners_director at Y2
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=示范物业1号   200 -> w1=$.items[0].id
branch GET /api/v1/orgs/search?q=梅园1号院业主委员会   200 -> y1=$.items[0].id

# any of the three raises it; the branch lists it, or does not
resident POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "x", "form": {"estate": "梅园1号院",
    "topic": "x2", "property": ["{w1}"], "owners": ["{y1}"]}}   403
director POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "单元门锁坏了一把", "form": {"estate": "梅园1号院",
    "topic": "门锁", "property": ["{w1}"], "owners": ["{y1}"]}}   201 -> id=$.id
director POST /api/v1/cases/{id}/moves {"move": "list", "version": 1}   403
branch POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1}   422 $.fields[0].path=form.reason
branch POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "直接报物业维修"}}   200 $.ended_as=refused
director POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "电动车进楼充电", "form": {"estate": "梅园1号院",
    "topic": "电动车充电", "property": ["{w1}"], "owners": ["{w1}"]}}   422 $.fields[0].path=form.owners
director POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "电动车进楼充电", "form": {"estate": "梅园1号院",
    "topic": "电动车充电", "property": ["{w1}"], "owners": ["{y1}"]}}   201 $.number~^SF -> id=$.id n=$.number
other-branch GET /api/v1/cases/{id}   404
manager GET /api/v1/cases/{id}   404
director POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "说错了", "form": {"estate": "梅园1号院",
    "topic": "说错了", "property": ["{w1}"], "owners": ["{y1}"]}}   201 -> back=$.id
director POST /api/v1/cases/{back}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn
branch POST /api/v1/cases/{id}/moves {"move": "list", "version": 1}   200 $.step=consulting $.due=2026-04-02T09:00:00+08:00 -> v=$.version

# each says its own, nobody for another; not before all three agree
other-director GET /api/v1/cases/{id}   404
manager POST /api/v1/cases/{id}/moves {"move": "owners_say", "version": {v}, "form": {"owners_say": "agree"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "party_says", "version": {v}, "form": {"party_says": "agree"}}   200 -> v=$.version
director POST /api/v1/cases/{id}/moves {"move": "owners_say", "version": {v}, "form": {"owners_say": "agree"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"resolution": "建两处充电棚", "promised": "2026-05-30"}}   409 $.reason=not_now
manager POST /api/v1/cases/{id}/moves {"move": "property_says", "version": {v}, "form": {"property_says": "differ", "note": "没有钱"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"resolution": "建两处充电棚", "promised": "2026-05-30"}}   409 $.reason=not_now

# late: the month is over, another, and the street's secretary watches; again next month, three times at most; to the street
now 2026-04-02T09:01:00+08:00
branch GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
now 2026-05-02T09:01:00+08:00
street GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "next_month", "version": {v}, "form": {"reason": "物业测算费用"}}
    200 $.step=consulting $.due=2026-06-02T09:01:00+08:00 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "next_month", "version": {v}, "form": {"reason": "二次"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "next_month", "version": {v}, "form": {"reason": "三次"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "next_month", "version": {v}, "form": {"reason": "四次"}}   409 $.reason=too_often
manager POST /api/v1/cases/{id}/moves {"move": "street", "version": {v}, "form": {"reason": "x"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "street", "version": {v}, "form": {"reason": "费用分担谈不拢"}}   200 $.step=street -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "advise", "version": {v}, "form": {"note": "x"}}   403
street POST /api/v1/cases/{id}/moves {"move": "advise", "version": {v}, "form": {"note": "街道补助一处，余下物业先垫"}}   200 $.step=consulting -> v=$.version
manager POST /api/v1/cases/{id}/moves {"move": "property_says", "version": {v}, "form": {"property_says": "agree"}}   200 -> v=$.version
manager POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"resolution": "建两处充电棚", "promised": "2026-05-30"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"resolution": "建两处充电棚", "promised": "2026-05-29"}}
    200 $.step=carry_out $.due=2026-05-30T00:00:00+08:00 -> v=$.version

# it cannot be done so and comes back; then it is done, shown in the estate, commented, answered
manager POST /api/v1/cases/{id}/moves {"move": "stuck", "version": {v}, "form": {"reason": "变压器容量不足"}}   200 $.step=consulting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"resolution": "先建一处充电棚", "promised": "2026-05-29"}}   200 -> v=$.version
director POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "x"}}   403
now 2026-06-04T09:00:00+08:00
street GET /api/v1/cases/{id}   200 $.card=red
manager GET /api/v1/cases/{id}   200 -> v=$.version
manager POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "东门充电棚已启用"}}   200 $.step=disclosed
nobody GET /api/v1/notices   200 $.items[0].title=三方联动事项结果公开 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~先建一处充电棚 $.text~东门充电棚已启用
nobody POST /api/v1/notices/{told}/objections {"words": "棚顶漏雨"}   201
settle
director GET /api/v1/cases/{id}   200 -> v=$.version
director POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"promised": "2026-06-10", "reason": "棚顶漏雨"}}
    200 $.step=carry_out -> v=$.version
manager POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "棚顶已修好"}}   200
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "能不能再建一处"}   201
now 2026-06-12T09:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=disclosed -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   409 $.reason=not_now
branch GET /api/v1/office/notices/{told}/objections   200 -> ob=$.items[0].id
branch POST /api/v1/office/objections/{ob}/answer {"words": "增容后再建"}   204
settle
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   200 $.ended_as=settled
nobody GET /api/v1/public/cases/{n}   200 $.form.resolution=先建一处充电棚

# what is the owners' own is not the three parties' to settle: put to them, void, put again, carried
manager POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "电梯大修要动用维修资金", "form": {"estate": "梅园1号院",
    "topic": "电梯大修", "property": ["{w1}"], "owners": ["{y1}"]}}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "list", "version": 1}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"matter": "使用维修资金20万元大修电梯"}}   422 $.fields[0].path=form.owners_item
branch POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"matter": "使用维修资金20万元大修电梯", "owners_item": "fund_use"}}
    200 $.step=deciding -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}}   409
branch GET /api/v1/cases?process=owners_decision&state=open   200 $.items#1 -> o=$.items[0].id
branch POST /api/v1/cases/{o}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-06-28"}}   200
now 2026-06-28T18:00:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-06-12", "held": "2026-06-28", "roll": {"by": "示范区房屋登记机构", "on": "2026-06-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 120, "area": "12000.00"},
    "in_favour": {"heads": 120, "area": "12000.00"}, "against": {"heads": 0, "area": "0.00"}}}}
    200 $.form.result.result=no_quorum
now 2026-07-05T00:10:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "void", "version": {v}, "form": {"reason": "暑期再组织"}}   200 $.ended_as=void
branch GET /api/v1/cases/{id}   200 $.step=consulting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"matter": "使用维修资金18万元大修电梯", "owners_item": "fund_use"}}   200
branch GET /api/v1/cases?process=owners_decision&state=open   200 -> o=$.items[0].id
branch GET /api/v1/cases/{o}   200 $.form.matter~18万元
branch POST /api/v1/cases/{o}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-07-20"}}   200
now 2026-07-20T18:00:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-07-05", "held": "2026-07-20", "roll": {"by": "示范区房屋登记机构", "on": "2026-07-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 210, "area": "21000.00"},
    "in_favour": {"heads": 180, "area": "18000.00"}, "against": {"heads": 30, "area": "3000.00"}}}}
    200 $.form.result.result=carried
now 2026-07-27T00:10:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "carried", "version": {v}}   200
branch GET /api/v1/cases/{id}   200 $.step=plan -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "plan", "version": {v}, "form": {"resolution": "业主决定使用维修资金18万元大修电梯", "promised": "2026-09-30"}}
    200 $.step=carry_out -> v=$.version
manager POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "电梯大修完成"}}   200
now 2026-08-04T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.ended_as=settled

# the street cannot settle it either
director POST /api/v1/cases {"process": "tripartite_matter", "place": "{c}", "words": "底商油烟", "form": {"estate": "梅园1号院",
    "topic": "底商油烟", "property": ["{w1}"], "owners": ["{y1}"]}}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "list", "version": 1}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "street", "version": {v}, "form": {"reason": "商户不在三方之内"}}   200 -> v=$.version
street POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "由执法部门另案处理"}}   200 $.ended_as=unsettled
