# a unit that a form names ends: what only it did stands in the record, and whoever may act besides it has it
# HT-03 units change while cases are with them.
rows: HT-03
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-01-05T09:00:00+08:00
actor branch holds secretary at 990101001001
actor unit holds alliance_delegate at A1

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=示范成员单位1号   200 -> a1=$.items[0].id
branch POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "共建口袋公园", "form": {"member": ["{a1}"],
    "about": "1号单位2026年度共建"}}   201 -> id=$.id
unit POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1}   200 $.step=reporting
sys_admin POST /api/v1/orgs/{a1}/end {}   200
settle
branch GET /api/v1/cases/{id}   200 $.step=reporting $.tasks#1 $.tasks[0].post=secretary -> v=$.version
branch GET /api/v1/my/tasks   200 $.items#1 $.items[0].id={id}
branch GET /api/v1/messages   200 $.items[0].words~示范成员单位1号已撤销
branch GET /api/v1/cases/{id}/timeline   200 $.items[kind=case.unit_ended].data.org={a1}
branch POST /api/v1/cases/{id}/moves {"move": "leave", "version": {v}, "form": {"reason": "单位已撤销"}}   200 $.ended_as=left
