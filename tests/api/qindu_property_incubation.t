# seven steps bring a property company to an estate without one; the centre stands in meanwhile, the owners alone engage it
# QD-18 the incubation centre stands in; QD-19 征提审推签评聘 (its steps are a reading); QD-20 estates that got service are counted.
rows: QD-18 QD-19 QD-20
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor street holds secretary at 990101001
actor branch holds secretary at 990101001001
actor other-branch holds secretary at 990101001002
actor helper holds community_worker at 990101001001
actor centre holds handler at F1
actor both holds handler at F1, secretary at 990101001
actor company holds handler at W1
actor district holds secretary at 990101
actor statistician holds statistician at 990101
actor keeper holds territory_keeper at 990101
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=物业孵化中心   200 -> f1=$.items[0].id
branch GET /api/v1/orgs/search?q=示范物业1号   200 -> w1=$.items[0].id

# not a resident's to open; an estate that has a company is not taken
resident POST /api/v1/cases {"process": "property_incubation", "place": "{c}", "words": "没有物业", "form": {"estate": "梅园3号院"}}   403
branch POST /api/v1/cases {"process": "property_incubation", "place": "{c}", "words": "已有物业但不好", "form": {"estate": "梅园1号院"}}   201 -> id=$.id
street POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "已有物业，走三方磋商"}}   200 $.ended_as=refused

# the subdistrict has its centre stand in, and says until when
branch POST /api/v1/cases {"process": "property_incubation", "place": "{c}", "words": "老旧楼院，垃圾无人清运",
    "form": {"estate": "梅园3号院", "households": 120}}   201 $.number~^WF -> id=$.id n=$.number
branch POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{f1}", "standing_in_until": "2026-12-31"}}   403
other-branch GET /api/v1/cases/{id}   404
street POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{f1}"}}   422 $.fields[0].path=form.standing_in_until
street POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{w1}", "standing_in_until": "2026-12-31"}}
    422 $.fields[0].path=form.unit
street POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{f1}", "standing_in_until": "2026-12-31"}}
    200 $.step=solicit -> v=$.version

# 征, 提, 审: asked, proposed, returned once, approved by another than who proposed
company GET /api/v1/cases/{id}   404
branch POST /api/v1/cases/{id}/moves {"move": "asked", "version": {v}, "form": {"asked": 118, "wanting": 97, "needs": "保洁、门岗"}}   403
centre POST /api/v1/cases/{id}/moves {"move": "asked", "version": {v}, "form": {"asked": 118, "wanting": 97, "needs": "保洁、门岗"}}
    200 $.step=propose -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"plan": "保洁门岗，每平方米0.5元"}}
    200 $.step=review -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}}   403
street POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "低保户如何收费"}}   200 $.step=propose -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"plan": "保洁门岗，每平方米0.4元，低保户减半"}}   200 -> v=$.version
street POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}}   200 $.step=recommend -> v=$.version

# 推, 签: the company declines once, then signs for a trial with the centre
helper POST /api/v1/cases/{id}/moves {"move": "recommend", "version": {v}, "form": {"company": ["{f1}"]}}   422 $.fields[0].path=form.company
helper POST /api/v1/cases/{id}/moves {"move": "recommend", "version": {v}, "form": {"company": ["{w1}"]}}   200 $.step=sign -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "declined", "version": {v}, "form": {"reason": "收费太低"}}   200 $.step=recommend -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "recommend", "version": {v}, "form": {"company": ["{w1}"]}}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"trial_until": "2026-04-30"}}   422 $.fields[0].path=form.agreement
centre POST /api/v1/files form(a=@data/paper.pdf)   201 -> paper=$.items[0].id
centre POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"trial_until": "2026-04-30", "agreement": ["{paper}"]}}
    200 $.step=trial $.due=2026-05-01T00:00:00+08:00

# 评: everybody may say what they think of it; late and unanswered, the district's secretary watches; it did not do well
nobody GET /api/v1/notices   200 $.items[0].title=物业试服务评议 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~示范物业1号 $.text~每平方米0.4元
nobody POST /api/v1/notices/{told}/objections {"words": "垃圾三天没清"}   201
now 2026-05-01T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.card=yellow $.late=1 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "good", "version": {v}, "form": {"judged": "尚可"}}   409 $.reason=not_now
now 2026-06-01T00:10:00+08:00
district GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "bad", "version": {v}, "form": {"reason": "保洁不到位"}}   200 $.step=recommend -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "recommend", "version": {v}, "form": {"company": ["{w1}"]}}   200 -> v=$.version
centre POST /api/v1/files form(a=@data/paper.pdf)   201 -> paper=$.items[0].id
centre POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"trial_until": "2026-06-30", "agreement": ["{paper}"]}}   200
now 2026-06-20T09:00:00+08:00
settle
helper GET /api/v1/cases/{id}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "good", "version": {v}, "form": {"judged": "x"}}   403
helper POST /api/v1/cases/{id}/moves {"move": "good", "version": {v}, "form": {"judged": "保洁每日两次，居民认可"}}
    200 $.step=engage -> v=$.version

# 聘: put to the owners, and the case waits for them
company POST /api/v1/cases/{id}/moves {"move": "vote", "version": {v}, "form": {"matter": "选我"}}   404
branch POST /api/v1/cases/{id}/moves {"move": "vote", "version": {v}, "form": {"matter": "选聘示范物业1号，每平方米0.4元"}}
    200 $.step=deciding -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}}   409 $.fields[0].code=no_move
# nobody has to do anything in it, and yet it is counted where it stands, since the owners were asked
keeper GET /api/v1/practice/processes/property_incubation/counts   200 $.items[step=deciding].n=1
    $.items[step=deciding].since=2026-06-20T09:00:00+08:00 $.items[step=engage].n=0
branch GET /api/v1/cases?process=owners_decision&state=open   200 $.items#1 -> o=$.items[0].id
branch GET /api/v1/cases/{o}   200 $.step=prepare $.form.owners_item=manager $.form.estate=梅园3号院 $.form.matter~每平方米0.4元 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-07-06"}}   200
now 2026-07-06T18:00:00+08:00
settle
branch GET /api/v1/cases/{o}   200 $.step=voting -> v=$.version

# nobody certified a roll: all were for it, and yet it is a poll, said so, and engages nobody
branch POST /api/v1/cases/{o}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-06-20", "held": "2026-07-06", "all": {"heads": 120, "area": "7200.00"},
    "taking_part": {"heads": 118, "area": "7080.00"}, "in_favour": {"heads": 118, "area": "7080.00"}, "against": {"heads": 0, "area": "0.00"}}}}
    200 $.form.result.result=poll
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~意见征集（非法定表决）
now 2026-07-13T00:10:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "poll", "version": {v}}   200 $.ended_as=poll
branch GET /api/v1/cases/{id}   200 $.step=polled -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "prolong", "version": {v}, "form": {"standing_in_until": "2027-06-30", "reason": "x"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "stop", "version": {v}, "form": {"reason": "x"}}   403
street POST /api/v1/cases/{id}/moves {"move": "prolong", "version": {v},
    "form": {"standing_in_until": "2027-06-30", "reason": "申请登记机构出具名册"}}   200 $.step=engage $.due=2027-07-01T00:00:00+08:00 -> v=$.version

# by a certified roll, both measures at both stages: carried, announced, and only now is there a contract
branch POST /api/v1/cases/{id}/moves {"move": "vote", "version": {v}, "form": {"matter": "选聘示范物业1号，每平方米0.4元"}}   200
branch GET /api/v1/cases?process=owners_decision&state=open   200 $.items#1 -> o=$.items[0].id
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-07-28"}}   200
now 2026-07-28T18:00:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "count", "version": {v}, "form": {"result": {
    "announced": "2026-07-13", "held": "2026-07-28", "roll": {"by": "示范区房屋登记机构", "on": "2026-07-10"},
    "all": {"heads": 120, "area": "7200.00"}, "taking_part": {"heads": 80, "area": "4800.00"},
    "in_favour": {"heads": 41, "area": "2400.01"}, "against": {"heads": 39, "area": "2399.99"}}}}
    200 $.form.result.result=carried
now 2026-08-04T00:10:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "carried", "version": {v}}   200 $.ended_as=carried
branch GET /api/v1/cases/{id}   200 $.step=contract -> v=$.version
branch POST /api/v1/files form(a=@data/paper.pdf)   201 -> paper=$.items[0].id
branch POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}, "form": {"contract": ["{paper}"], "served_from": "2026-09-01",
    "words_public": "9月1日起由示范物业1号服务，孵化中心退出"}}   200 $.ended_as=served
nobody GET /api/v1/public/cases/{n}   200 $.form.served_from=2026-09-01 $.form.wanting=97
settle
statistician GET /api/v1/figures/dashboard?place={c}   200 $.indicators[name=estates_served].value=1

# most do not want one; or none would come and the centre stands in on
branch POST /api/v1/cases {"process": "property_incubation", "place": "{c}", "words": "两栋小楼", "form": {"estate": "梅园5号院"}}   201 -> id=$.id
street POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{f1}", "standing_in_until": "2026-12-31"}}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "unwanted", "version": {v}, "form": {"reason": "九成住户不愿缴费"}}   200 $.ended_as=unwanted
branch POST /api/v1/cases {"process": "property_incubation", "place": "{c}", "words": "临街三栋", "form": {"estate": "梅园6号院"}}   201 -> id=$.id
street POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1, "form": {"unit": "{f1}", "standing_in_until": "2026-12-31"}}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "asked", "version": {v}, "form": {"asked": 40, "wanting": 38, "needs": "保洁"}}   200 -> v=$.version
centre POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"plan": "仅保洁，每户每月10元"}}   200 -> v=$.version
street POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "none", "version": {v}, "form": {"reason": "规模太小"}}   200 $.ended_as=none
