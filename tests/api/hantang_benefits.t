# temporary relief, age allowance, support for families: found or applied for, checked by two, decided outside
# HT-21 the other benefits. No national rule gives them days, so no clock runs (domain C.5); 社会救助法 45, 48, 50.
rows: HT-21
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
clock: 2026-03-02T09:00:00+08:00
actor first holds assistance_worker at 990101001
actor second holds assistance_worker at 990101001
actor head holds assistance_head at 990101001
actor county holds assistance_officer at 990101
actor family holds family_support_officer at 990101
actor community holds community_worker at 990101001001
actor grid holds grid_worker at 990101001001
actor stats holds statistician at 990101001001
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001&match=code   200 -> c=$.items[0].id

# -- an emergency: paid first, the papers follow, a second person signs --
# found by a grid worker: no account, no consent yet, and only the name is asked for
grid POST /api/v1/cases {"process": "temporary_relief", "place": "{g}", "channel": "patrol", "form": {"name": "钱七",
    "hardship": "火灾后无处居住"}}   422 $.fields[0].path=form.kind
resident POST /api/v1/cases {"process": "temporary_relief", "place": "{g}", "channel": "patrol", "form": {"name": "钱七",
    "hardship": "火灾后无处居住", "kind": "urgent"}}   403
grid POST /api/v1/cases {"process": "temporary_relief", "place": "{g}", "channel": "patrol", "form": {"name": "钱七",
    "hardship": "火灾后无处居住", "kind": "urgent"}}   201 $.number~^LSJZ -> id=$.id
first GET /api/v1/cases/{id}   200 !$.due $.form.hardship!~火灾 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   409
community POST /api/v1/cases/{id}/moves {"move": "pay_first", "version": {v}}   403
first POST /api/v1/cases/{id}/moves {"move": "pay_first", "version": {v}}   200 $.step=paying_first !$.due -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "paid", "version": {v}, "form": {"paid_on": "2026-03-02"}}   422 $.fields[0].path=form.amount
first POST /api/v1/cases/{id}/moves {"move": "paid", "version": {v}, "form": {"amount": 1500, "paid_on": "2026-03-02"}}   200 $.step=papers -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "completed", "version": {v}, "form": {"found": "属实", "decision_number": "街救〔2026〕3号",
    "decided_on": "2026-03-05"}}   422 $.fields[*].path=form.paper $.fields[*].path=form.consent_on
first POST /api/v1/cases/{id}/moves {"move": "completed", "version": {v}, "form": {"found": "属实", "decision_number": "街救〔2026〕3号",
    "decided_on": "2026-03-05", "paper": "110101199003070011", "consent_on": "2026-03-05"}}   200 $.step=countersigned -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 $.ended_as=granted
first GET /api/v1/cases/{id}/links   200 $.items#0
nobody GET /api/v1/notices   200 $.items#0

# -- costs: the full way; a small sum is the subdistrict's, but not theirs who proposed it --
resident POST /api/v1/cases {"process": "temporary_relief", "place": "{g}", "form": {"name": "孙八", "hardship": "手术费",
    "kind": "costs", "paper": "110101199003070011", "consent_on": "2026-03-02"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "pay_first", "version": 1}   409
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-02", "found": "属实"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "differ", "version": {v}, "form": {"reason": "收据未见"}}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-02", "found": "收据已见"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 $.step=opinion -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 800}}   422 $.fields[0].path=form.small
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 800, "small": true}}   200 $.step=publicity
nobody GET /api/v1/notices   200 $.items#1 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~孙\* $.text~800 $.text!~孙八 $.text!~手术
now 2026-03-09T00:10:00+08:00
settle
first GET /api/v1/cases/{id}   200 $.step=street_decision !$.due -> v=$.version
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-09", "amount": 1}}   403
first POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-09", "amount": 1}}   403
head POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decided_on": "2026-03-09", "amount": 800}}
    422 $.fields[0].path=form.decision_number
head POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "街救〔2026〕4号", "decided_on": "2026-03-09",
    "amount": 800}}   200 $.step=payment -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "paid", "version": {v}, "form": {"paid_on": "2026-03-10"}}   200 $.ended_as=granted

# a larger one is the county's; refused, it is said in writing with reasons, and no law gives days for that
resident POST /api/v1/cases {"process": "temporary_relief", "place": "{g}", "form": {"name": "孙八", "hardship": "学费",
    "kind": "costs", "paper": "110101199003070011", "consent_on": "2026-03-09"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-09", "found": "另有资助"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "against", "version": {v}, "form": {"reason": "已获资助"}}   200 $.step=decision -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-09", "reason": "x"}}   403
county POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"decision_number": "民救〔2026〕20号", "decided_on": "2026-03-09",
    "reason": "已获资助"}}   200 $.step=refusal !$.due -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "delivered", "version": {v}, "form": {"delivered_on": "2026-03-10", "reason": "已获教育资助"}}
    200 $.ended_as=refused
resident GET /api/v1/messages   200 $.items[0].words~已获教育资助

# -- the age allowance: found at the door, helped to apply, checked each year --
grid POST /api/v1/cases {"process": "age_allowance", "place": "{g}", "channel": "patrol", "form": {"name": "周九",
    "born": "1940-05-01"}}   201 $.number~^GLJT -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   409
community POST /api/v1/cases/{id}/moves {"move": "assist", "version": 1, "form": {"consent_on": "2026-03-09"}}   422 $.fields[0].path=form.paper
community POST /api/v1/cases/{id}/moves {"move": "assist", "version": 1, "form": {"consent_on": "2026-03-09",
    "paper": "110101199003070011", "phone": "13800000000"}}   200 $.step=application -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-09", "found": "健在"}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
community POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 60}}   200 $.step=publicity
nobody GET /api/v1/notices   200 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~周\* $.text!~周九 $.text!~1940 $.text!~138
nobody POST /api/v1/notices/{notice}/objections {"words": "已迁走"}   201 -> o=$.id
community GET /api/v1/messages   200 $.items[0].words~异议
community GET /api/v1/cases/{id}   200 -> v=$.version
# an objection holds it up: it does not go on when the days are over
now 2026-03-16T00:10:00+08:00
settle
community GET /api/v1/cases/{id}   200 $.step=publicity
community POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "核实户籍"}}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-16", "found": "户籍未迁"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 60}}   200
now 2026-03-23T00:10:00+08:00
settle
county GET /api/v1/cases/{id}   200 $.step=decision !$.due -> v=$.version
family POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-23",
    "amount": 60, "paid_from": "2026-04-01"}}   403
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "高津〔2026〕8号", "decided_on": "2026-03-23",
    "amount": 60, "paid_from": "2026-04-01"}}   200 $.ended_as=granted
first GET /api/v1/cases/{id}/links   200 $.items[0].kind=follows -> term=$.items[0].other
first POST /api/v1/cases/{term}/moves {"move": "yearly", "version": 1}   200 $.step=paying -> v=$.version
community POST /api/v1/cases/{term}/moves {"move": "review", "version": {v}, "form": {"note": "上门见到本人"}}   200 -> v=$.version
first POST /api/v1/cases/{term}/moves {"move": "died", "version": {v}}   422 $.fields[0].path=form.died_on
first POST /api/v1/cases/{term}/moves {"move": "died", "version": {v}, "form": {"died_on": "2026-03-20"}}   200 $.ended_as=died

# -- a family that lost its child: the notice names nobody and nothing; the health department decides --
resident POST /api/v1/cases {"process": "bereaved_support", "place": "{g}", "form": {"name": "吴十", "hardship": "独生子病故",
    "born": "1970-01-01", "paper": "110101199003070011", "consent_on": "2026-03-23"}}   201 -> id=$.id number=$.number
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-23", "found": "属实"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}}   200 $.step=publicity
nobody GET /api/v1/notices   200 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~{number} $.text!~吴 $.text!~独生 $.text!~失独 $.title!~失独 $.title!~特别
now 2026-03-30T00:10:00+08:00
settle
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": 6, "form": {"decision_number": "x", "decided_on": "2026-03-30",
    "amount": 1, "paid_from": "2026-04-01"}}   403
family GET /api/v1/cases/{id}   200 $.step=decision -> v=$.version
family POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "卫扶〔2026〕2号", "decided_on": "2026-03-30",
    "amount": 500, "paid_from": "2026-04-01"}}   200 $.ended_as=granted
first GET /api/v1/cases/{id}/links   200 -> term=$.items[0].other
first GET /api/v1/cases/{term}   200 $.process=family_support_term !$.form.hardship !$.form.born
# heard before it ends, and it is the health department that ends it
first POST /api/v1/cases/{term}/moves {"move": "yearly", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{term}/moves {"move": "hear", "version": {v}, "form": {"reason": "已收养子女"}}   200 $.step=hearing -> v=$.version
resident GET /api/v1/messages   200 $.items[0].words~已收养子女
first POST /api/v1/cases/{term}/moves {"move": "cut", "version": {v}, "form": {"heard": "本人同意", "reason": "已收养子女"}}   200 $.step=ending -> v=$.version
county POST /api/v1/cases/{term}/moves {"move": "end", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-30", "reason": "x"}}   403
family POST /api/v1/cases/{term}/moves {"move": "keep", "version": {v}, "form": {"reason": "政策允许"}}   200 $.step=start

# -- reward assistance: no amount is posted, and they may leave it before it was decided --
resident POST /api/v1/cases {"process": "reward_assistance", "place": "{g}", "form": {"name": "郑一", "hardship": "独女户",
    "born": "1960-01-01", "paper": "110101199003070011", "consent_on": "2026-03-30"}}   201 $.number~^JLFZ -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "ask", "version": 1, "form": {"words": "户口本"}}   200 -> v=$.version
resident GET /api/v1/messages   200 $.items[0].words~户口本
resident POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-30", "found": "属实"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}}   200 $.step=publicity
nobody GET /api/v1/notices   200 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~郑\* $.text!~独女 $.text!~元
# one who was found and does not want it is left in peace
grid POST /api/v1/cases {"process": "reward_assistance", "place": "{g}", "channel": "patrol", "form": {"name": "王二",
    "hardship": "摸排"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "unwilling", "version": 1, "form": {"reason": "本人不愿意"}}   200 $.ended_as=withdrawn
settle
stats GET /api/v1/figures/dashboard?place={c}   200 $.sums.solved=4 $.sums.refused=1
