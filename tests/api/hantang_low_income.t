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
actor stats holds statistician at 990101001001
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001&match=code   200 -> c=$.items[0].id
# the model that the benefits share is no process
nobody GET /api/v1/practice/processes/benefit   404

# not without consent to the checks
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "张三", "hardship": "因病致贫",
    "paper": "110101199003070011", "people": 3, "income": 650}}   422 $.fields[0].path=form.consent_on
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "张三", "hardship": "因病致贫",
    "paper": "110101199003070011", "people": 3, "income": 650, "consent_on": "2026-03-02"}}
    201 $.number~^DBH -> id=$.id n=$.number
# of what the hardship is, lists show nothing
secretary GET /api/v1/cases/{id}   200 $.title=最低生活保障 $.form.hardship!~因病 $.form.name=张* $.form.income!~650

# what is missing is said once, then it is accepted
first POST /api/v1/cases/{id}/moves {"move": "ask", "version": 1, "form": {"words": "收入证明"}}   200 $.step=completing -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   403
resident POST /api/v1/cases/{id}/moves {"move": "complete", "version": {v}}   200 $.step=application -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 $.step=accepted $.due=2026-03-05T17:30:00+08:00 -> v=$.version
# what says so is told with its line: the limit stands in this benefit, who acts in what it is like
first GET /api/v1/cases/{id}/why   200 $.clocks[0].limit_rule~^base-cn/processes/low_income.yaml:
first POST /api/v1/cases/{id}/moves {"move": "start", "version": {v}}   200 $.step=survey $.due=2026-03-05T17:30:00+08:00 -> v=$.version

# the county is asked to check the data and starts within three working days; then the whole counts: thirty
county GET /api/v1/messages   200 $.items[0].words~三个工作日
first POST /api/v1/cases/{id}/moves {"move": "checking", "version": {v}, "form": {"checked_from": "2026-03-04"}}   403
now 2026-03-04T10:00:00+08:00
county POST /api/v1/cases/{id}/moves {"move": "checking", "version": {v}, "form": {"checked_from": "2026-03-04"}}
    200 $.step=survey $.due=2026-04-14T17:30:00+08:00 -> v=$.version

# two visit: the second is not the first
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-04"}}
    422 $.fields[0].path=form.found
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-04", "found": "属实"}}
    200 $.step=second -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 $.step=opinion -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 400}}   200 $.step=publicity -> v=$.version

first GET /api/v1/cases/{id}/why   200 $.tasks[0].rule~^base-cn/processes/benefit.yaml:
# posted: name masked, people, amount, nothing else; an objection sends it back to the survey
nobody GET /api/v1/notices   200 $.items[0].title~最低生活保障 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~张\* $.text~3人 $.text~400 $.text!~张三 $.text!~因病 $.text!~110101 $.text!~650
community POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "x"}}   409
nobody POST /api/v1/notices/{notice}/objections {"words": "他家有两辆车"}   201
community GET /api/v1/cases/{id}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "核查车辆"}}   200 $.step=survey -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-05", "found": "车辆已报废"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 400}}   200 $.step=publicity

# seven days without an objection: it goes to the county by itself, which has ten working days
now 2026-03-10T23:00:00+08:00
county GET /api/v1/cases/{id}   200 $.step=publicity
now 2026-03-11T00:10:00+08:00
settle
county GET /api/v1/cases/{id}   200 $.step=decision $.due=2026-03-25T17:30:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-11",
    "amount": 1, "paid_from": "2026-04-01"}}   403
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decided_on": "2026-03-11", "amount": 400,
    "paid_from": "2026-04-01"}}   422 $.fields[0].path=form.decision_number
stats GET /api/v1/figures/dashboard?place={c}&days=365   200 $.sums.solved=0 $.sums.closed=0
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "民救〔2026〕12号",
    "decided_on": "2026-03-11", "amount": 400, "paid_from": "2026-04-01"}}   200 $.ended_as=granted

# granted counts when it is granted; what is paid is a case of its own, which knows no paper and no income
settle
stats GET /api/v1/figures/dashboard?place={c}&days=365   200 $.sums.solved=1 $.sums.closed_on_time=1
first GET /api/v1/cases/{id}/links   200 $.items#1 $.items[0].kind=follows -> term=$.items[0].other
first GET /api/v1/cases/{term}   200 $.process=benefit_term $.number~^DYQ $.step=start $.form.amount=400
    $.form.decision_number=民救〔2026〕12号 !$.form.paper !$.form.income !$.form.hardship
resident GET /api/v1/cases/{term}   200 $.mine=true
first POST /api/v1/cases/{term}/moves {"move": "yearly", "version": 1}   200 $.step=paying $.due=2027-03-11T00:10:00+08:00 -> v=$.version

# reviewed when half a year is enough too, and each year; kept and missed are counted
first POST /api/v1/cases/{term}/moves {"move": "review", "version": {v}}   422 $.fields[0].path=form.note
first POST /api/v1/cases/{term}/moves {"move": "review", "version": {v}, "form": {"note": "情况未变"}}
    200 $.step=paying $.due=2028-03-11T00:10:00+08:00 -> v=$.version
first GET /api/v1/cases/{term}/timeline   200 $.items[*].kind=case.kept

# to be cut they are heard first, and the county decides; there is no way round it
county POST /api/v1/cases/{term}/moves {"move": "change", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-12",
    "amount": 300}}   409
first POST /api/v1/cases/{term}/moves {"move": "cut", "version": {v}, "form": {"heard": "x", "reason": "x"}}   409
first POST /api/v1/cases/{term}/moves {"move": "hear", "version": {v}, "form": {"reason": "收入变化"}}   200 $.step=hearing -> v=$.version
resident GET /api/v1/messages   200 $.items[0].words~您有权陈述意见
first POST /api/v1/cases/{term}/moves {"move": "cut", "version": {v}, "form": {"reason": "收入变化"}}   422 $.fields[0].path=form.heard
first POST /api/v1/cases/{term}/moves {"move": "cut", "version": {v}, "form": {"heard": "同意", "reason": "收入变化"}}   200 $.step=ending -> v=$.version
first POST /api/v1/cases/{term}/moves {"move": "end", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-03-12", "reason": "x"}}   403
county POST /api/v1/cases/{term}/moves {"move": "change", "version": {v}, "form": {"decision_number": "民救〔2026〕40号",
    "decided_on": "2026-03-12", "amount": 300}}   200 $.step=start $.form.amount=300 -> v=$.version
# now each half-year, and a review that nobody makes is missed
first POST /api/v1/cases/{term}/moves {"move": "half_yearly", "version": {v}}   200 $.step=paying_half $.due=2026-09-11T00:10:00+08:00 -> v=$.version
now 2026-09-11T00:20:00+08:00
settle
first GET /api/v1/cases/{term}   200 $.due=2027-03-11T00:10:00+08:00 $.card=yellow -> v=$.version
first GET /api/v1/cases/{term}/timeline   200 $.items[*].kind=case.missed
first GET /api/v1/messages   200 $.items[0].words~"漏做了应于2026年9月11日 00:10前完成的“半年复核”"
first POST /api/v1/cases/{term}/moves {"move": "hear", "version": {v}, "form": {"reason": "收入超过标准"}}   200 -> v=$.version
first POST /api/v1/cases/{term}/moves {"move": "cut", "version": {v}, "form": {"heard": "无异议", "reason": "收入超过标准"}}   200 -> v=$.version
county POST /api/v1/cases/{term}/moves {"move": "end", "version": {v}, "form": {"decision_number": "民救〔2026〕99号",
    "decided_on": "2026-09-11", "reason": "收入超过标准"}}   200 $.ended_as=ended
settle
stats GET /api/v1/figures/dashboard?place={c}&days=365   200 $.sums.solved=1

# a refusal is delivered in writing within three working days: in time
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "李四", "hardship": "失业",
    "paper": "110101199003070011", "people": 1, "income": 9000, "consent_on": "2026-09-11"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "收入高于标准"}}
    200 $.step=refusal $.due=2026-09-16T17:30:00+08:00 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "delivered", "version": {v}, "form": {"delivered_on": "2026-09-11"}}
    422 $.fields[0].path=form.reason
first POST /api/v1/cases/{id}/moves {"move": "delivered", "version": {v}, "form": {"delivered_on": "2026-09-11", "reason": "收入高于标准"}}
    200 $.ended_as=refused $.late=0
resident GET /api/v1/messages   200 $.items[0].words~收入高于标准

# and late: it shows, and counts
now 2026-09-14T09:00:00+08:00
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "王五", "hardship": "失业",
    "paper": "110101199003070011", "people": 1, "income": 9000, "consent_on": "2026-09-14"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "收入高于标准"}}
    200 $.due=2026-09-17T17:30:00+08:00 -> v=$.version
now 2026-09-17T17:31:00+08:00
settle
first GET /api/v1/cases/{id}   200 $.card=yellow -> v=$.version
first GET /api/v1/messages   200 $.items[0].words~已超期
first POST /api/v1/cases/{id}/moves {"move": "delivered", "version": {v}, "form": {"delivered_on": "2026-09-18", "reason": "收入高于标准"}}
    200 $.ended_as=refused $.late=1
settle
stats GET /api/v1/figures/dashboard?place={c}&days=365   200 $.sums.refused=2 $.sums.closed_late>=1

# a relative of those who handle it: the county itself visits before it grants
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "赵六", "hardship": "重病", "relative": true,
    "paper": "110101199003070011", "people": 2, "income": 300, "consent_on": "2026-09-17"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "start", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-09-17", "found": "属实"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "against", "version": {v}, "form": {"reason": "请县级核定"}}   200 $.step=decision -> v=$.version
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "x", "decided_on": "2026-09-17",
    "amount": 1, "paid_from": "2026-10-01"}}   409
county POST /api/v1/cases/{id}/moves {"move": "visit", "version": {v}, "form": {"county_visited_on": "2026-09-18"}}   200 -> v=$.version
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "民救〔2026〕101号",
    "decided_on": "2026-09-18", "amount": 500, "paid_from": "2026-10-01"}}   200 $.ended_as=granted
