# owners decide together: told fifteen days before, both measures at both stages, three quarters for some; without a roll a poll
# Civil Code 278, 物业管理条例 14 (domain C.4). The processes of localities that call this one have scenarios of their own.
pack: practices/base-cn
import: territory data/district.csv --top
clock: 2026-03-02T09:00:00+08:00
actor helper holds community_worker at 990101001001
actor branch holds secretary at 990101001001
actor other holds community_worker at 990101001002
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# which of the nine matters it is must be said; residents and other communities put nothing to these owners
resident POST /api/v1/cases {"process": "owners_decision", "place": "{c}", "form": {"estate": "梅园1号院",
    "owners_item": "fund_raise", "matter": "每平方米续筹维修资金10元"}}   403
helper POST /api/v1/cases {"process": "owners_decision", "place": "{c}", "form": {"estate": "梅园1号院",
    "owners_item": "party", "matter": "每平方米续筹维修资金10元"}}   422 $.fields[0].path=form.owners_item
helper POST /api/v1/cases {"process": "owners_decision", "place": "{c}", "form": {"estate": "梅园1号院",
    "owners_item": "fund_raise", "matter": "每平方米续筹维修资金10元"}}   201 $.number~^YZ -> id=$.id n=$.number
other GET /api/v1/cases/{id}   404
helper POST /api/v1/cases/{id}/moves {"move": "call", "version": 1}   422 $.fields[0].path=form.meeting_on
helper POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-03-17"}}
    200 $.step=called -> v=$.version
nobody GET /api/v1/notices   200 $.items[0].title=业主共同决定事项公告 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~梅园1号院 $.text~筹集维修资金 $.text~每平方米续筹维修资金10元

# a comment is taken, and all are told anew: the fifteen days begin again
nobody POST /api/v1/notices/{told}/objections {"words": "10元太高，5元够了"}   201
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "change", "version": {v}, "form": {"matter": "每平方米续筹维修资金5元", "reason": "采纳意见"}}
    200 $.step=prepare -> v=$.version
now 2026-03-05T09:00:00+08:00
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-03-22"}}   200 $.step=called
now 2026-03-19T23:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=called
now 2026-03-20T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=voting -> v=$.version

# raising the fund is no ordinary matter; what was counted must add up, in both measures
now 2026-03-22T18:00:00+08:00
branch POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}}   409 $.reason=not_now
branch POST /api/v1/cases/{id}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-03-05", "held": "2026-03-22", "roll": {"by": "示范区房屋登记机构", "on": "2026-03-01"},
    "all": {"heads": 300}, "taking_part": {"heads": 200}, "in_favour": {"heads": 150}, "against": {"heads": 50}}}}   422
branch POST /api/v1/cases/{id}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-03-05", "held": "2026-03-22", "roll": {"by": "示范区房屋登记机构", "on": "2026-03-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 199, "area": "21000.00"},
    "in_favour": {"heads": 199, "area": "21000.00"}, "against": {"heads": 0, "area": "0.00"}}}}
    200 $.step=announced $.form.result.result=no_quorum -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "carried", "version": {v}}   409

# not enough owners took part: once more. Told on the same day only, it is irregular whatever was counted
branch POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "参与人数不足三分之二"}}
    200 $.step=prepare -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-04-10"}}   200
now 2026-04-10T18:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=voting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-04-01", "held": "2026-04-10", "roll": {"by": "示范区房屋登记机构", "on": "2026-03-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 300, "area": "30000.00"},
    "in_favour": {"heads": 300, "area": "30000.00"}, "against": {"heads": 0, "area": "0.00"}}}}
    200 $.form.result.result=irregular -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "通知不足十五日"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-04-27"}}   200

# three quarters of the owners are for it, but not of their area: rejected, and everybody reads both
now 2026-04-27T18:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=voting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-04-10", "held": "2026-04-27", "roll": {"by": "示范区房屋登记机构", "on": "2026-03-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 240, "area": "24000.00"},
    "in_favour": {"heads": 190, "area": "17999.99"}, "against": {"heads": 50, "area": "6000.01"}}}}
    200 $.step=announced $.form.result.result=rejected -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "rejected", "version": {v}}   409 $.reason=not_now
nobody GET /api/v1/notices   200 $.items[0].title=业主共同决定结果公告 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~190 $.text~17999.99 $.text~第二百八十条
now 2026-05-04T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "carried", "version": {v}}   409 $.reason=not_now
branch POST /api/v1/cases/{id}/moves {"move": "rejected", "version": {v}}   200 $.ended_as=rejected
nobody GET /api/v1/public/cases/{n}   200 $.form.owners_item=fund_raise $.form.result.result=rejected
nobody GET /public/cases/{n}?lang=en   200 text~<dl text!~fund_raise

# an ordinary matter needs more than half of both; exactly half is not more
branch POST /api/v1/cases {"process": "owners_decision", "place": "{c}", "form": {"estate": "梅园2号院",
    "owners_item": "covenant", "matter": "管理规约修改稿"}}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-05-19"}}   200
now 2026-05-19T18:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=voting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "count_important", "version": {v}}   409 $.reason=not_now
helper POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-05-04", "held": "2026-05-19", "roll": {"by": "示范区房屋登记机构", "on": "2026-03-01"},
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 200, "area": "20000.00"},
    "in_favour": {"heads": 101, "area": "10000.00"}, "against": {"heads": 99, "area": "10000.00"}}}}
    200 $.step=announced $.form.result.result=rejected

# without a certified roll the same numbers are a poll, said so to everybody, and no way leads to carried
branch POST /api/v1/cases {"process": "owners_decision", "place": "{c}", "form": {"estate": "梅园3号院",
    "owners_item": "manager", "matter": "选聘示范物业"}}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   422 $.fields[0].path=form.reason
branch POST /api/v1/cases/{id}/moves {"move": "call", "version": 1, "form": {"meeting_on": "2026-06-03"}}   200
now 2026-06-03T18:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=voting -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-05-19", "held": "2026-06-03",
    "all": {"heads": 300, "area": "30000.00"}, "taking_part": {"heads": 300, "area": "30000.00"},
    "in_favour": {"heads": 300, "area": "30000.00"}, "against": {"heads": 0, "area": "0.00"}}}}
    200 $.step=announced $.form.result.result=poll
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~意见征集
now 2026-06-10T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "carried", "version": {v}}   409 $.reason=not_now
branch POST /api/v1/cases/{id}/moves {"move": "poll", "version": {v}}   200 $.ended_as=poll
