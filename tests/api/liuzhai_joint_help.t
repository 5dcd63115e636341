# a visit on an occasion finds more than a cake can mend: joint help with a plan, and policy's part applied for
# LZ-33 five deliveries; LZ-40 five helps by the forces of policy, organisations and society.
rows: LZ-33 LZ-40 HT-21
pack: practices/liuzhai
import: territory ../../practices/liuzhai/demo/places.csv --top
import: territory ../../practices/liuzhai/demo/places.geojson
clock: 2026-03-02T09:00:00+08:00
actor community holds community_worker at 990101001001
actor next holds community_worker at 990101001002
actor grid holds grid_worker at 990101001001
actor street holds assistance_worker at 990101001
actor neighbour

nobody GET /api/v1/places/search?q=990101001001&match=code   200 -> c=$.items[0].id

# somebody knows of an occasion; who is visited has no account
neighbour POST /api/v1/cases {"process": "five_deliveries", "place": "{c}", "form": {"name": "王五", "occasion": "wedding"}}
    422 $.fields[0].path=form.occasion
neighbour POST /api/v1/cases {"process": "five_deliveries", "place": "{c}", "form": {"name": "王五", "occasion": "empty_nest"}}
    201 $.number~^WSQQ -> id=$.id
next POST /api/v1/cases/{id}/moves {"move": "visited", "version": 1, "form": {"visited_on": "2026-03-02", "given": "x"}}   404
community POST /api/v1/cases/{id}/moves {"move": "visited", "version": 1, "form": {"visited_on": "2026-03-02"}}
    422 $.fields[0].path=form.given
community POST /api/v1/cases/{id}/moves {"move": "help", "version": 1, "form": {"visited_on": "2026-03-02", "given": "米、油",
    "help": "elderly", "hardship": "独居，无力支付药费"}}   200 $.ended_as=visited
community GET /api/v1/cases/{id}/links   200 $.items[0].kind=follows -> help=$.items[0].other

# the plan names its forces; policy's part is an application that is opened for them, and accepted only when they agree
community GET /api/v1/cases/{help}   200 $.process=joint_help $.title=民生联帮 $.form.help!~elderly $.form.hardship!~药费
community POST /api/v1/cases/{help}/unmask {"fields": ["name", "hardship"], "reason": "上门定帮扶方案"}
    200 $.fields.name=王五 $.fields.hardship=独居，无力支付药费
next POST /api/v1/cases/{help}/unmask {"fields": ["name"], "reason": "上门定帮扶方案"}   404
grid POST /api/v1/cases/{help}/moves {"move": "plan", "version": 1, "form": {"forces": ["society"], "plan": "x"}}   403
community POST /api/v1/cases/{help}/moves {"move": "plan", "version": 1, "form": {"forces": [], "plan": "x"}}
    422 $.fields[0].path=form.forces
community POST /api/v1/cases/{help}/moves {"move": "plan", "version": 1, "form": {"forces": ["society"], "plan": "志愿者每周探访"}}
    200 $.step=helping !$.due -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "apply", "version": {v}}   409
community POST /api/v1/cases/{help}/moves {"move": "gave", "version": {v}, "form": {"force": "society", "given": "探访一次"}}   200 -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "helped", "version": {v}, "form": {"note": "已探访"}}   200 $.step=confirming -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "confirm", "version": {v}}   403
grid POST /api/v1/cases/{help}/moves {"move": "more", "version": {v}, "form": {"reason": "药费仍无着落"}}   200 $.step=planning -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "plan", "version": {v}, "form": {"forces": ["policy", "society"], "plan": "申请临时救助"}}   200 -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "apply", "version": {v}}   200 $.step=helping -> v=$.version
community POST /api/v1/cases/{help}/moves {"move": "apply", "version": {v}}   409
community GET /api/v1/cases/{help}/links   200 $.items[1].kind=follows -> relief=$.items[1].other
street GET /api/v1/cases/{relief}   200 $.process=temporary_relief $.step=application $.channel=case !$.form.paper -> r=$.version
street POST /api/v1/cases/{relief}/moves {"move": "accept", "version": {r}}   409
community POST /api/v1/cases/{relief}/moves {"move": "assist", "version": {r}, "form": {"paper": "110101199003070011", "consent_on": "2026-03-02"}}
    200 -> r=$.version
street POST /api/v1/cases/{relief}/moves {"move": "accept", "version": {r}}   200 $.step=survey
community POST /api/v1/cases/{help}/moves {"move": "helped", "version": {v}, "form": {"note": "已代为申请"}}   200 -> v=$.version
grid POST /api/v1/cases/{help}/moves {"move": "confirm", "version": {v}}   200 $.ended_as=helped

# one who wants none of it
community POST /api/v1/cases {"process": "joint_help", "place": "{c}", "channel": "patrol", "form": {"name": "李四", "help": "disabled",
    "hardship": "行动不便"}}   201 -> id=$.id
community POST /api/v1/cases/{id}/moves {"move": "unneeded", "version": 1, "form": {"reason": "子女照料"}}   200 $.ended_as=unneeded
