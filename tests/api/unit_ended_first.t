# the only one who could begin a case is no more: it has somebody who stands in, by the capabilities of the pack
# HT-03 units change while cases are with them, and none waits at a door that is closed.
rows: HT-03
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-01-05T09:00:00+08:00
actor branch holds secretary at 990101001001
actor centre holds centre_clerk at 990101001
actor unit holds alliance_delegate at A1

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=示范成员单位1号   200 -> a1=$.items[0].id
branch GET /api/v1/orgs/search?q=示范成员单位2号   200 -> a2=$.items[0].id
branch POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "共建口袋公园", "form": {"member": ["{a1}"],
    "about": "1号单位2026年度共建"}}   201 -> id=$.id number=$.number
branch POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "共建书屋", "form": {"member": ["{a2}"],
    "about": "2号单位2026年度共建"}}   201 -> other=$.id
unit GET /api/v1/my/tasks   200 $.items#1
sys_admin POST /api/v1/orgs/{a1}/end {}   200
settle

# whoever dispatches there has it and was told; the record says why
centre GET /api/v1/cases/{id}   200 $.step=agreeing $.tasks#1 $.tasks[0].post=centre_clerk !$.tasks[0].org -> v=$.version
centre GET /api/v1/my/tasks   200 $.items#1 $.items[0].id={id}
centre GET /api/v1/messages   200 $.items[0].words~{number}.*示范成员单位1号已撤销
centre GET /api/v1/cases/{id}/timeline   200 $.items[kind=case.unit_ended].data.org={a1}
branch GET /api/v1/cases/{id}/why   200 $.words~街道网格管理中心值守员
centre GET /api/v1/cases/{other}   200 $.tasks#1 $.tasks[0].org={a2}

# and brings it to an end by the moves of the step, once
branch POST /api/v1/cases/{id}/moves {"move": "decline", "version": {v}, "form": {"reason": "单位已撤销"}}   403
centre POST /api/v1/cases/{id}/moves {"move": "decline", "version": {v}, "form": {"reason": "单位已撤销"}}   200 $.ended_as=left
