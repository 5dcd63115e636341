# an allowance: applied for, visited by two, posted seven days, decided by the county, reviewed, never cut unheard
# HT-21 improved flows for benefits; limits of 民发〔2021〕57号 and 社会救助法 (domain C.5).
rows: HT-21
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
clock: 2026-03-02T09:00:00+08:00
actor first holds assistance_worker at 990101001
actor second holds assistance_worker at 990101001
actor county holds assistance_officer at 990101
actor community holds community_worker at 990101001001
actor secretary holds secretary at 990101001001
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id

# not without consent to the checks
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "words": "因病致贫", "form": {"name": "张三",
    "paper": "110101199003070011", "people": 3, "income": 650}}   422 $.fields[0].path=form.consent_on
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "words": "因病致贫", "form": {"name": "张三",
    "paper": "110101199003070011", "people": 3, "income": 650, "consent_on": "2026-03-02"}}
    201 $.number~^DBH -> id=$.id n=$.number

# what is missing is said once, then it is accepted
first POST /api/v1/cases/{id}/moves {"move": "ask", "version": 1, "form": {"words": "收入证明"}}   200 $.step=completing -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   403
resident POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   200 $.step=application -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 $.step=accepted $.due=2026-03-05T17:30:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "start", "version": {v}}   200 $.step=survey $.due=2026-04-14T17:30:00+08:00 -> v=$.version

# two visit: the second is not the first
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-04"}}
    422 $.fields[0].path=form.found
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-04", "found": "属实"}}
    200 $.step=second -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 $.step=opinion -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 400}}   200 $.step=publicity -> v=$.version

# posted: name masked, people, amount, nothing else; an objection sends it back to the survey
nobody GET /api/v1/notices   200 $.items[0].title~最低生活保障 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~张* $.text~3人 $.text~400 $.text!~张三 $.text!~因病 $.text!~110101
community POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "x"}}   409
nobody POST /api/v1/notices/{notice}/objections {"words": "他家有两辆车"}   201
community GET /api/v1/cases/{id}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "核查车辆"}}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-05", "found": "车辆已报废"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 400}}   200 $.step=publicity

# seven days without an objection: it goes to the county by itself, which has ten working days
now 2026-03-08T23:00:00+08:00
county GET /api/v1/cases/{id}   200 $.step=publicity
now 2026-03-09T00:10:00+08:00
settle
county GET /api/v1/cases/{id}   200 $.step=decision $.due=2026-03-23T17:30:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "amount": 1, "paid_from": "2026-04-01"}}   403
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"amount": 400, "paid_from": "2026-04-01"}}
    422 $.fields[0].path=form.decision_number
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "民救〔2026〕12号",
    "amount": 400, "paid_from": "2026-04-01"}}   200 $.step=paying -> v=$.version

# reviewed each year; to be ended they are heard first, and the county decides
first POST /api/v1/cases/{id}/moves {"move": "hear", "version": {v}, "form": {"reason": "收入变化"}}   200 $.step=hearing -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "cut", "version": {v}, "form": {"reason": "收入变化"}}   422 $.fields[0].path=form.heard
first POST /api/v1/cases/{id}/moves {"move": "cut", "version": {v}, "form": {"heard": "同意", "reason": "收入变化"}}   200 $.step=ending -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "end", "version": {v}, "form": {"decision_number": "x", "reason": "x"}}   403
county POST /api/v1/cases/{id}/moves {"move": "end", "version": {v}, "form": {"decision_number": "民救〔2026〕99号",
    "reason": "收入超过标准"}}   200 $.ended_as=ended

# a refusal is delivered in writing within three working days
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "words": "失业", "form": {"name": "李四",
    "paper": "110101199003070011", "people": 1, "income": 9000, "consent_on": "2026-03-09"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "收入高于标准"}}
    200 $.step=refusal $.due=2026-03-12T17:30:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "delivered", "version": {v}, "form": {"delivered_on": "2026-03-10", "reason": "收入高于标准"}}
    200 $.ended_as=refused
