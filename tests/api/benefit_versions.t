# an allowance that was granted under an older pack is paid, reviewed and ended as that pack says
# Since then a grant ends the application and opens a case of its own (HT-21); what runs is not touched by that.
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
clock: 2026-03-02T09:00:00+08:00
actor first holds assistance_worker at 990101001
actor second holds assistance_worker at 990101001
actor county holds assistance_officer at 990101
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id

# the older way, as a pack of a few lines: it is like the one that it lies over
sys_admin POST /api/v1/practice/versions form(before/pack.yaml=@packs/before/pack.yaml, before/processes/low_income.yaml=@packs/before/processes/low_income.yaml)
    201 $.version.number=2 $.version.name=before
sec_admin POST /api/v1/practice/versions/2/enforce {"expected": 1}   200
nobody GET /api/v1/practice/processes/low_income   200 $.steps[*].name=paying $.steps[*].name=survey

resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "张三", "hardship": "因病致贫",
    "paper": "110101199003070011", "people": 3, "income": 650, "consent_on": "2026-03-02"}}   201 -> id=$.id
first POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "start", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-02", "found": "属实"}}   200 -> v=$.version
second POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "against", "version": {v}, "form": {"reason": "请县级核定"}}   200 -> v=$.version
county POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "民救〔2026〕12号",
    "decided_on": "2026-03-02", "amount": 400, "paid_from": "2026-04-01"}}   200 $.step=paying !$.ended_as -> v=$.version
# and one that is not decided yet
resident POST /api/v1/cases {"process": "low_income", "place": "{g}", "form": {"name": "李四", "hardship": "重病",
    "paper": "110101199003070011", "people": 1, "income": 100, "consent_on": "2026-03-02"}}   201 -> late=$.id

# the new one comes: the preview says who stands where it has no step; both go on by the older
sec_admin GET /api/v1/practice/versions/1/preview   200 $.cases[step=paying].n=1 $.cases[step=paying].step_gone=true
    $.cases[step=application].step_gone=false
sec_admin POST /api/v1/practice/versions/1/enforce {"expected": 2}   200
now 2027-03-02T08:50:00+08:00
first POST /api/v1/cases/{id}/moves {"move": "review", "version": {v}, "form": {"note": "情况未变"}}   200 $.step=paying -> v=$.version
first GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.kept
first POST /api/v1/cases/{id}/moves {"move": "hear", "version": {v}, "form": {"reason": "收入变化"}}   200 $.step=hearing -> v=$.version
first POST /api/v1/cases/{id}/moves {"move": "end", "version": {v}, "form": {"heard": "同意"}}   200 $.ended_as=ended
first POST /api/v1/cases/{late}/moves {"move": "accept", "version": 1}   200 -> v=$.version
first POST /api/v1/cases/{late}/moves {"move": "start", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{late}/moves {"move": "visited", "version": {v}, "form": {"visited_on": "2026-03-02", "found": "属实"}}   200 -> v=$.version
second POST /api/v1/cases/{late}/moves {"move": "confirm", "version": {v}}   200 -> v=$.version
first POST /api/v1/cases/{late}/moves {"move": "against", "version": {v}, "form": {"reason": "请县级核定"}}   200 -> v=$.version
county POST /api/v1/cases/{late}/moves {"move": "grant", "version": {v}, "form": {"decision_number": "民救〔2027〕1号",
    "decided_on": "2027-03-02", "amount": 400, "paid_from": "2027-04-01"}}   200 $.step=paying
