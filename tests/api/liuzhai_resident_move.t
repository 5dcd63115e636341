# whoever moves in is told where to register, brought to services by consent, asked afterwards; hardly anybody sees it
# LZ-41 joint care for the population: the police register, the community refers (domain C.7).
rows: LZ-41
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
import: organisations ../../practices/liuzhai/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor community holds community_worker at 990101001001
actor next holds community_worker at 990101001002
actor secretary holds secretary at 990101001001
actor squad holds handler at E1
actor cleaner holds handler at B1
actor resident

nobody GET /api/v1/places/search?q=990101001001&match=code   200 -> c=$.items[0].id
secretary GET /api/v1/orgs/search?q=执法1中队   200 -> e1=$.items[0].id
secretary GET /api/v1/orgs/search?q=保洁1队   200 -> b1=$.items[0].id

# nothing is passed on without consent; without a need none is asked for
resident POST /api/v1/cases {"process": "resident_move", "place": "{c}", "form": {"way": "in", "name": "王五",
    "phone": "13800000005", "moved_on": "2026-03-01", "needs": ["school", "work"]}}   422 $.fields[0].path=form.consent_on
resident POST /api/v1/cases {"process": "resident_move", "place": "{c}", "form": {"way": "out", "name": "王五",
    "phone": "13800000005", "moved_on": "2026-03-01"}}   201 $.number~^QR -> id=$.id
next GET /api/v1/cases/{id}   404
secretary GET /api/v1/cases/{id}   404
community POST /api/v1/cases/{id}/moves {"move": "refer", "version": 1, "form": {"services": ["{e1}"]}}   409
community POST /api/v1/cases/{id}/moves {"move": "told", "version": 1}   200 $.ended_as=told

# two services: both give theirs, then they are asked by somebody else
resident POST /api/v1/cases {"process": "resident_move", "place": "{c}", "form": {"way": "in", "name": "王五",
    "phone": "13800000005", "moved_on": "2026-03-01", "needs": ["school", "work"], "consent_on": "2026-03-02"}}   201 -> id=$.id
squad GET /api/v1/cases/{id}   404
community POST /api/v1/cases/{id}/moves {"move": "refer", "version": 1, "form": {"services": ["{e1}", "{b1}"]}}
    200 $.step=services $.tasks#2 $.due=2026-03-09T17:30:00+08:00 -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"note": "已登记就业意向"}}   200 $.step=services -> v=$.version
cleaner POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "本队不招工"}}   200 $.step=taking -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "refer", "version": {v}, "form": {"services": ["{e1}"]}}   200 $.step=services -> v=$.version
now 2026-03-09T17:31:00+08:00
community GET /api/v1/cases/{id}   200 $.card=yellow -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"note": "已录用"}}   200 $.step=asking -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "helped", "version": {v}}   403
community POST /api/v1/cases/{id}/moves {"move": "helped", "version": {v}}   200 $.ended_as=helped

# consent is withdrawn: it stops
resident POST /api/v1/cases {"process": "resident_move", "place": "{c}", "form": {"way": "in", "name": "赵六",
    "phone": "13800000006", "moved_on": "2026-03-08", "needs": ["rights"], "consent_on": "2026-03-09"}}   201 -> id=$.id
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn

# more is needed than the first could give: around Qingming, and only who may take it in says so
now 2026-04-03T09:00:00+08:00
resident POST /api/v1/cases {"process": "resident_move", "place": "{c}", "form": {"way": "in", "name": "孙七",
    "phone": "13800000007", "moved_on": "2026-04-01", "needs": ["hardship"], "consent_on": "2026-04-03"}}   201 -> id=$.id
next POST /api/v1/cases/{id}/moves {"move": "refer", "version": 1, "form": {"services": ["{e1}"]}}   404
community POST /api/v1/cases/{id}/moves {"move": "refer", "version": 1, "form": {"services": ["{e1}"]}}
    200 $.due=2026-04-13T17:30:00+08:00 -> v=$.version
squad POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"note": "已送去棉被"}}   200 $.step=asking -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "more", "version": {v}, "form": {"reason": "还要临时救助"}}   200 $.step=taking -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": {v}, "form": {"reason": "回老家"}}   200 $.ended_as=withdrawn
