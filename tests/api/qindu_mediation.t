# three levels, three rounds: asked first, up a level when it fails, an agreement with its legal contents, or the way to court
# QD-33 three rounds; QD-35 many ways in; QD-36 settled counts; LZ-29, LZ-38 disputes found are mediated (law: domain C.3).
rows: LZ-29 LZ-38 QD-33 QD-35 QD-36
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor first holds mediator at 990101001001
actor second holds mediator at 990101001
actor third holds mediator at 990101
actor head holds mediation_supervisor at 990101
actor boss holds secretary at 990101
actor clerk holds clerk at 990101001001
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# at least two parties; nobody but the mediator of that level sees it, and the one who asked
resident POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "漏水赔偿", "form": {"came_by": "party",
    "parties": [{"name": "王小明"}]}}   422
resident POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "漏水赔偿", "form": {"came_by": "party",
    "parties": [{"name": "王小明", "side": "甲方"}, {"name": "李四", "side": "乙方"}]}}   201 $.number~^TJ -> id=$.id n=$.number
boss GET /api/v1/cases/{id}   404
clerk GET /api/v1/cases/{id}   404
second GET /api/v1/cases/{id}   404
nobody GET /api/v1/public/cases/{n}   404
first GET /api/v1/cases/{id}   200 $.due=2026-03-05T17:30:00+08:00
first GET /api/v1/cases/{id}/parties   200 -> a=$.items[0].id b=$.items[1].id
first POST /api/v1/cases/{id}/moves {"move": "invite", "version": 1}   200 $.step=consent -> v=$.version

# not before everybody has agreed
first POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   409
first POST /api/v1/cases/{id}/moves {"move": "answers", "version": {v}, "form": {"consents": [{"party": "{a}", "yes": true, "how": "signed"}]}}
    200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   409
first POST /api/v1/cases/{id}/moves {"move": "answers", "version": {v}, "form": {"consents": [{"party": "{b}", "yes": true, "how": "oral"}]}}
    200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   200 $.step=session $.due=2026-04-01T09:00:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "session", "version": {v}, "form": {"held_on": "2026-03-02"}}   422 $.fields[0].path=form.record

# the first round is late and fails: up a level, with its form; the first mediator is out of it
now 2026-04-01T09:01:00+08:00
first GET /api/v1/cases/{id}   200 $.card=yellow -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "failed", "version": {v}, "form": {"reason": "x", "told": "x"}}   409
first POST /api/v1/cases/{id}/moves {"move": "upward", "version": {v}, "form": {"reason": "金额差距大"}}   422 $.fields[0].path=form.round_form
first POST /api/v1/cases/{id}/moves {"move": "upward", "version": {v}, "form": {"reason": "金额差距大", "round_form": "第一轮：两次"}}   200
second GET /api/v1/cases/{id}   200 $.step=intake $.level=1 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "invite", "version": {v}}   403
second POST /api/v1/cases/{id}/moves {"move": "invite", "version": {v}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   200 $.step=session -> v=$.version

# settled: not without its legal contents, not before all have signed; then the agreement has its number
second POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"mediation_content": "赔偿2000元"}}
    422 $.fields[*].path=form.mediation_facts $.fields[*].path=form.mediation_until
second POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"mediation_parties": "王小明；李四",
    "mediation_facts": "楼上漏水，李四负责", "mediation_content": "赔偿2000元", "mediation_way": "转账",
    "mediation_until": "2026-05-01"}}   200 $.step=signing -> v=$.version
second POST /api/v1/cases/{id}/unmask {"fields": ["mediation_content"], "reason": "宣读协议"}   200 $.fields.mediation_content=赔偿2000元
second POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"signatures": [{"party": "{a}", "yes": true, "how": "signed"}]}}   422
second POST /api/v1/cases/{id}/moves {"move": "undone", "version": {v}, "form": {"reason": "李四要分期"}}   200 $.step=session -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"mediation_parties": "王小明；李四",
    "mediation_facts": "楼上漏水，李四负责", "mediation_content": "赔偿2000元，分两期", "mediation_way": "转账",
    "mediation_until": "2026-05-01"}}   200 $.step=signing -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"signatures": [{"party": "{a}", "yes": true, "how": "signed"},
    {"party": "{b}", "yes": true, "how": "fingerprint"}]}}   200 $.step=performing $.due=2026-05-01T09:01:00+08:00 -> v=$.version
second GET /api/v1/cases/{id}/documents   200 $.items[0].number~^RT
second POST /api/v1/cases/{id}/moves {"move": "asked_court", "version": {v}, "form": {"asked_on": "2026-04-10"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirmed", "version": {v}, "form": {"court_number": "（2026）示0001民特1号"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"note": "第一期已付"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"note": "已付清"}}   200 $.ended_as=settled

# a party clearly refuses: it ends there (人民调解法 17)
first POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "停车", "form": {"came_by": "found",
    "parties": [{"name": "赵一"}, {"name": "钱二"}]}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "invite", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "refused", "version": {v}, "form": {"reason": "钱二不同意"}}   200 $.ended_as=declined

# three rounds to the top: around Qingming, with danger reported, with more time from the head; failed, and told of the court
now 2026-04-03T09:00:00+08:00
first POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "宅基地边界", "form": {"came_by": "police",
    "parties": [{"name": "孙三"}, {"name": "周八"}]}}   201 -> id=$.id
first GET /api/v1/cases/{id}   200 $.due=2026-04-09T17:30:00+08:00
first GET /api/v1/cases/{id}/parties   200 -> a=$.items[0].id b=$.items[1].id
first POST /api/v1/cases/{id}/moves {"move": "danger", "version": 1, "form": {"note": "扬言动手，已报派出所"}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "upward", "version": {v}, "form": {"reason": "涉及多个村组"}}   200
second GET /api/v1/cases/{id}   200 $.level=1 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "upward", "version": {v}, "form": {"reason": "涉及两个街道"}}   200
third GET /api/v1/cases/{id}   200 $.level=2 -> v=$.version
third POST /api/v1/cases/{id}/moves {"move": "upward", "version": {v}, "form": {"reason": "x"}}   409
third POST /api/v1/cases/{id}/moves {"move": "invite", "version": {v}}   200 -> v=$.version
third POST /api/v1/cases/{id}/moves {"move": "answers", "version": {v}, "form": {"consents": [
    {"party": "{a}", "yes": true, "how": "signed"}, {"party": "{b}", "yes": true, "how": "signed"}]}}   200 -> v=$.version
third POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   200 $.step=session $.due=2026-05-03T09:00:00+08:00
head GET /api/v1/cases/{id}   404
third POST /api/v1/cases/{id}/extensions {"limit": "30 days", "reason": "等测量"}   201 -> ext=$.id
head GET /api/v1/cases/{id}   200
boss GET /api/v1/cases/{id}   404
third POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
head POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
head GET /api/v1/cases/{id}   404
third GET /api/v1/cases/{id}   200 $.due=2026-06-02T09:00:00+08:00 -> v=$.version
now 2026-06-12T09:01:00+08:00
third GET /api/v1/cases/{id}   200 $.card=red -> v=$.version
third POST /api/v1/cases/{id}/moves {"move": "failed", "version": {v}, "form": {"reason": "各不相让"}}   422 $.fields[0].path=form.told
third POST /api/v1/cases/{id}/moves {"move": "failed", "version": {v}, "form": {"reason": "各不相让", "told": "可向法院起诉"}}
    200 $.ended_as=failed

# not for mediation; agreed and not performed
first POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "要求查处违建", "form": {"came_by": "hotline",
    "parties": [{"name": "吴九"}, {"name": "郑十"}]}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "unfit", "version": 1, "form": {"reason": "属行政管理", "told": "可向城管部门反映"}}
    200 $.ended_as=referred
first POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "欠款", "form": {"came_by": "party",
    "parties": [{"name": "冯一"}, {"name": "陈二"}]}}   201 -> id=$.id
first GET /api/v1/cases/{id}/parties   200 -> a=$.items[0].id b=$.items[1].id
first POST /api/v1/cases/{id}/moves {"move": "invite", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "answers", "version": {v}, "form": {"consents": [
    {"party": "{a}", "yes": true, "how": "signed"}, {"party": "{b}", "yes": true, "how": "signed"}]}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"mediation_parties": "冯一；陈二",
    "mediation_facts": "借款未还", "mediation_content": "还款三千元", "mediation_way": "现金", "mediation_until": "2026-07-01"}}
    200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "signed", "version": {v}, "form": {"signatures": [
    {"party": "{a}", "yes": true, "how": "signed"}, {"party": "{b}", "yes": true, "how": "signed"}]}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "broken", "version": {v}, "form": {"reason": "到期未还"}}   200 $.ended_as=broken

# one quits between two sessions
first POST /api/v1/cases {"process": "mediation", "place": "{c}", "words": "噪声", "form": {"came_by": "party",
    "parties": [{"name": "褚三"}, {"name": "卫四"}]}}   201 -> id=$.id
first GET /api/v1/cases/{id}/parties   200 -> a=$.items[0].id b=$.items[1].id
first POST /api/v1/cases/{id}/moves {"move": "invite", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "answers", "version": {v}, "form": {"consents": [
    {"party": "{a}", "yes": true, "how": "signed"}, {"party": "{b}", "yes": true, "how": "oral"}]}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "agreed", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "session", "version": {v}, "form": {"held_on": "2026-06-12", "record": "各自陈述"}}
    200 $.step=session -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "quits", "version": {v}, "form": {"reason": "卫四不再参加"}}   200 $.ended_as=declined
