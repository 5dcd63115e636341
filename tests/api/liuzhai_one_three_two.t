# asked from door to door, proposed by the branch, discussed, decided by those whose it is, disclosed twice
# LZ-20 one solicitation, three discussions, two disclosures (steps by analogy); LZ-39 hot issues solved by it, and asked
# afterwards whether they are. Limits: 城市居民委员会组织法 26 to 30, 34; Civil Code 278 (domain C.4).
rows: LZ-20 LZ-39
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
import: organisations ../../practices/liuzhai/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor head holds grid_head at 990101001001001
actor helper holds community_worker at 990101001001
actor both holds community_worker at 990101001001, secretary at 990101001001
actor branch holds secretary at 990101001001
actor other-branch holds secretary at 990101001002
actor street holds secretary at 990101001
actor fixer holds handler at J1
actor cleaner holds handler at B1
actor resident

nobody GET /api/v1/places/search?q=松园社区第1网格   200 -> g=$.items[0].id
branch GET /api/v1/orgs/search?q=松园社区居民委员会   200 -> j=$.items[0].id
branch GET /api/v1/orgs/search?q=保洁1队   200 -> b=$.items[0].id

# 一征: by those of the grid; who asked may take it back; said twice it is one
nobody POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "x", "form": {"topic": "停车"}}   403
resident POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "院里车位不够，天天争",
    "form": {"topic": "院内停车"}}   201 $.number~^YS -> id=$.id code=$.code n=$.number
head GET /api/v1/cases/{id}   200 $.step=solicit !$.due -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 60, "opinions": "x"}}   403
other-branch GET /api/v1/cases/{id}   404
head POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 60}}   422 $.fields[0].path=form.opinions
head POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 60, "opinions": "52户希望划线，8户担心占绿地"}}
    200 $.step=propose -> v=$.version
resident POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "院里车位不够用", "form": {"topic": "车位"}}   201 -> twin=$.id
helper GET /api/v1/cases/{twin}   200 -> tv=$.version
helper POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {tv}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
resident POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "想养鸡", "form": {"topic": "养鸡"}}   201 -> back=$.id
resident GET /api/v1/cases/{back}   200 -> tv=$.version
resident POST /api/v1/cases/{back}/moves {"move": "withdraw", "version": {tv}}   200 $.ended_as=withdrawn

# 一议, 二议: the branch asks again, proposes; who proposed does not speak for the committee; changed once
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}, "form": {"reason": "问问没车的住户"}}   200 $.step=solicit -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 96, "opinions": "71户同意划线，不占绿地"}}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "在院内划18个车位"}}   403
both POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "在院内划18个车位"}}   200 $.step=discuss -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}, "form": {"discussed_on": "2026-03-02", "minutes": "同意"}}   403
helper POST /api/v1/cases/{id}/moves {"move": "revise", "version": {v}, "form": {"reason": "留出消防通道"}}   200 $.step=propose -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "在院内划16个车位，留出消防通道，先到先停"}}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}, "form": {"discussed_on": "2026-03-02", "minutes": "党员代表和居委会同意"}}
    200 $.step=decide -> v=$.version

# 三议: the residents' representatives; too few came, and it is called again
helper POST /api/v1/cases/{id}/moves {"move": "to_residents", "version": {v}, "form": {"residents_body": "representatives"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "to_residents", "version": {v}}   422 $.fields[0].path=form.residents_body
branch POST /api/v1/cases/{id}/moves {"move": "to_residents", "version": {v}, "form": {"residents_body": "representatives"}}
    200 $.step=deciding
branch GET /api/v1/cases?process=residents_decision&state=open   200 $.items#1 -> d=$.items[0].id
branch GET /api/v1/cases/{d}   200 $.step=study $.number~^JM $.form.matter~16个车位 -> v=$.version
helper POST /api/v1/cases/{d}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-03-14"}}   403
branch POST /api/v1/cases/{d}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-03-14"}}   200 $.step=called
now 2026-03-11T12:00:00+08:00
settle
branch GET /api/v1/cases/{d}   200 $.step=called
now 2026-03-14T18:00:00+08:00
settle
branch GET /api/v1/cases/{d}   200 $.step=meeting -> v=$.version
helper POST /api/v1/cases/{d}/moves {"move": "count", "version": {v}}   409 $.reason=not_now
helper POST /api/v1/cases/{d}/moves {"move": "count_representatives", "version": {v}, "form": {"result": {
    "held": "2026-03-14", "all": {"heads": 46}, "taking_part": {"heads": 30}, "in_favour": {"heads": 30}, "against": {"heads": 0}}}}
    200 $.step=posted $.form.result.result=no_quorum -> v=$.version
branch POST /api/v1/cases/{d}/moves {"move": "carried", "version": {v}}   409 $.reason=not_now
branch POST /api/v1/cases/{d}/moves {"move": "again", "version": {v}, "form": {"reason": "到会不足三分之二"}}   200 $.step=study -> v=$.version
branch POST /api/v1/cases/{d}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-03-26"}}   200
now 2026-03-26T18:00:00+08:00
settle
branch GET /api/v1/cases/{d}   200 -> v=$.version
helper POST /api/v1/cases/{d}/moves {"move": "count_representatives", "version": {v}, "form": {"result": {
    "held": "2026-03-26", "all": {"heads": 46}, "taking_part": {"heads": 31}, "in_favour": {"heads": 16}, "against": {"heads": 12}}}}
    200 $.form.result.result=carried -> v=$.version

# the first disclosure: the decision stands for fifteen days, and nothing goes on before
nobody GET /api/v1/notices   200 $.items[0].title=居民（代表）会议决定公布 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~16个车位 $.text~31
now 2026-04-09T18:00:00+08:00
settle
branch POST /api/v1/cases/{d}/moves {"move": "carried", "version": {v}}   409 $.reason=not_now
now 2026-04-10T09:00:00+08:00
settle
branch GET /api/v1/cases/{d}   200 -> v=$.version
branch POST /api/v1/cases/{d}/moves {"move": "carried", "version": {v}}   200 $.ended_as=carried
branch GET /api/v1/cases/{id}   200 $.step=plan -> v=$.version

# carried out by a day: not theirs, then late, the street's secretary watches; more time is the branch's to grant
branch POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{b}", "promised": "2026-04-20"}}   200 -> v=$.version
cleaner POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "不会划线"}}   200 $.step=plan -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}", "promised": "2026-04-20"}}
    200 $.due=2026-04-21T00:00:00+08:00
now 2026-04-23T18:00:00+08:00
street GET /api/v1/cases/{id}   200 $.card=red $.late=1
street GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
fixer POST /api/v1/cases/{id}/extensions {"limit": "6 workdays", "reason": "等划线队"}   201 -> ext=$.id
street POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
branch POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
fixer GET /api/v1/cases/{id}   200 $.due=2026-04-29T17:30:00+08:00 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}}   422 $.fields[0].path=form.words_public
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已划16个车位"}}   200 $.step=disclosed

# the second disclosure: fifteen days; one sees that the fire lane is blocked, and they go on
nobody GET /api/v1/notices   200 $.items[0].title~实施结果公开 -> told=$.items[0].id
nobody GET /api/v1/notices/{told}   200 $.text~已划16个车位
nobody POST /api/v1/notices/{told}/objections {"words": "有两个车位压着消防通道"}   201
settle
branch GET /api/v1/cases/{id}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"promised": "2026-05-08", "reason": "x"}}   403
branch POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"promised": "2026-05-08", "reason": "重划两个车位"}}
    200 $.step=carry_out -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已重划，消防通道畅通"}}   200 $.step=disclosed
nobody GET /api/v1/notices   200 -> told=$.items[0].id
nobody POST /api/v1/notices/{told}/objections {"words": "这回看清楚了"}   201
now 2026-05-07T23:00:00+08:00
settle
branch GET /api/v1/cases/{id}   200 $.step=disclosed -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   409 $.reason=not_now
branch GET /api/v1/office/notices/{told}/objections   200 -> ob=$.items[0].id
branch POST /api/v1/office/objections/{ob}/answer {"words": "谢谢监督"}   204
now 2026-05-09T00:10:00+08:00
settle
branch GET /api/v1/cases/{id}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "heard", "version": {v}}   200 $.state=ended $.ended_as=done
nobody GET /api/v1/public/cases/{n}   200 $.form.asked=96

# asked whether it is solved; not: it is carried out again
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"resolved": false, "satisfied": 2}}   200
branch GET /api/v1/cases/{id}   200 $.step=plan $.reopened=1

# what is the owners' alone is put to them; they reject it, and it is not carried out
head POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "外墙广告位出租", "form": {"topic": "外墙广告"}}   201 -> id=$.id
head GET /api/v1/cases/{id}   200 -> v=$.version
head POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 90, "opinions": "意见不一"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "出租东墙广告位，收益归维修资金"}}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}, "form": {"discussed_on": "2026-05-09", "minutes": "同意提请业主"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "to_owners", "version": {v}, "form": {"estate": "松园1号院", "owners_item": "common_use"}}
    200 $.step=deciding
branch GET /api/v1/cases?process=owners_decision&state=open   200 $.items#1 -> o=$.items[0].id
branch GET /api/v1/cases/{o}   200 $.form.owners_item=common_use -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "call", "version": {v}, "form": {"meeting_on": "2026-05-24"}}   200
now 2026-05-24T18:00:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "count_important", "version": {v}, "form": {"result": {
    "announced": "2026-05-09", "held": "2026-05-24", "roll": {"by": "示范区房屋登记机构", "on": "2026-05-01"},
    "all": {"heads": 90, "area": "6300.00"}, "taking_part": {"heads": 80, "area": "5600.00"},
    "in_favour": {"heads": 59, "area": "4300.00"}, "against": {"heads": 21, "area": "1300.00"}}}}
    200 $.form.result.result=rejected
now 2026-06-01T00:10:00+08:00
settle
branch GET /api/v1/cases/{o}   200 -> v=$.version
branch POST /api/v1/cases/{o}/moves {"move": "rejected", "version": {v}}   200
branch GET /api/v1/cases/{id}   200 $.state=ended $.ended_as=rejected

# not proposed by the branch; and the residents' meeting is not put to work, so it comes back to the branch
head POST /api/v1/cases {"process": "one_three_two", "place": "{g}", "words": "修一座喷泉", "form": {"topic": "喷泉"}}   201 -> id=$.id
head GET /api/v1/cases/{id}   200 -> v=$.version
head POST /api/v1/cases/{id}/moves {"move": "solicited", "version": {v}, "form": {"asked": 90, "opinions": "多数说没必要"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"matter": "先修一个小喷泉"}}   200 -> v=$.version
helper POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}, "form": {"discussed_on": "2026-06-01", "minutes": "勉强同意"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "to_residents", "version": {v}, "form": {"residents_body": "residents"}}   200
branch GET /api/v1/cases?process=residents_decision&state=open   200 $.items#1 -> d=$.items[0].id
branch POST /api/v1/cases/{d}/moves {"move": "drop", "version": 1, "form": {"reason": "没有经费来源"}}   200 $.ended_as=dropped
branch GET /api/v1/cases/{id}   200 $.step=propose -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "drop", "version": {v}, "form": {"reason": "不具备条件"}}   200 $.ended_as=dropped
