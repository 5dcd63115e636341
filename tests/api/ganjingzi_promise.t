# a demand becomes a promise with a date, its progress is public, the branch watches, a broken one counts
# GJ-22 demands from visits and groups; GJ-23 service promises; GJ-20 the red butler's team.
rows: GJ-20 GJ-22 GJ-23
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor branch holds secretary at 990101001001
actor other-branch holds secretary at 990101001002
actor street holds secretary at 990101001
actor butler holds property_butler at W1
actor department holds handler at M1
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=示范物业1号   200 -> w1=$.items[0].id
branch GET /api/v1/orgs/search?q=市政管理处   200 -> m1=$.items[0].id

resident POST /api/v1/cases {"process": "promise", "place": "{c}", "words": "三号楼单元门坏了",
    "form": {"from_where": "visit"}}   201 $.number~^HG -> id=$.id n=$.number
other-branch GET /api/v1/cases/{id}   404
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"unit": "{m1}"}}   422 $.fields[0].path=form.unit
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"unit": "{w1}"}}
    200 $.step=promising $.due=2026-03-03T17:30:00+08:00 -> v=$.version
department GET /api/v1/cases/{id}   404

# no promise without a date; then anybody reads what was promised and by when
butler POST /api/v1/cases/{id}/moves {"move": "promise", "version": {v}, "form": {"promise": "换新门禁"}}
    422 $.fields[0].path=form.promised
butler POST /api/v1/cases/{id}/moves {"move": "promise", "version": {v}, "form": {"promise": "换新门禁", "promised": "2026-03-06"}}
    200 $.step=keeping $.due=2026-03-07T00:00:00+08:00 -> v=$.version
nobody GET /api/v1/public/cases/{n}   200 $.form.promise=换新门禁 $.form.promised=2026-03-06
nobody GET /public/cases/{n}   200 text~换新门禁 text~2026年3月6日 text~{n}
butler POST /api/v1/cases/{id}/moves {"move": "progress", "version": {v}, "form": {"words_public": "门禁已订货"}}   200 -> v=$.version
nobody GET /api/v1/public/cases/{n}   200 $.form.words_public=门禁已订货

# the day passes: a red card at once, the branch is told, and it calls the promise broken; not the butler
now 2026-03-07T00:01:00+08:00
branch GET /api/v1/cases/{id}   200 $.card=red $.late=1 -> v=$.version
street GET /api/v1/cases/{id}/timeline   200 $.items[*].kind!=case.escalated
now 2026-03-10T00:01:00+08:00
street GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
butler POST /api/v1/cases/{id}/moves {"move": "kept", "version": {v}, "form": {"words_public": "已更换"}}   200 $.step=watched -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
branch POST /api/v1/cases/{id}/moves {"move": "not_yet", "version": {v}, "form": {"reason": "门禁不灵"}}   200 $.step=keeping -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "kept", "version": {v}, "form": {"words_public": "已调试"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "broken", "version": {v}, "form": {"reason": "超过承诺日期"}}   200 $.ended_as=broken

# kept in time, and yet the resident says that it is not solved
resident POST /api/v1/cases {"process": "promise", "place": "{c}", "words": "路灯不亮"}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"unit": "{w1}"}}   200 -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "市政路灯"}}   200 $.step=demand -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "promise", "version": {v}, "form": {"promise": "换灯泡", "promised": "2026-03-20"}}   200 -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "kept", "version": {v}, "form": {"words_public": "已换"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   200 $.ended_as=kept
resident POST /api/v1/cases/{id}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 2}}   200 $.step=keeping

# a promise is owed within a working day, which goes around Qingming; none comes; returned twice, then it is refused
now 2026-04-03T09:00:00+08:00
resident POST /api/v1/cases {"process": "promise", "place": "{c}", "words": "想在绿地里种菜"}   201 -> id=$.id
butler POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"unit": "{w1}"}}   404
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": 1, "form": {"unit": "{w1}"}}
    200 $.due=2026-04-07T17:30:00+08:00 -> v=$.version
now 2026-04-07T17:31:00+08:00
branch GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
butler POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "绿地不能种菜"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "仍然不能"}}   200 -> v=$.version
branch POST /api/v1/cases/{id}/moves {"move": "hand", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
butler POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "第三次"}}   409
resident POST /api/v1/cases {"process": "promise", "place": "{c}", "words": "想把邻居的车挪走"}   201 -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1}   422 $.fields[0].path=form.reason
branch POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "属邻里纠纷，可申请调解"}}
    200 $.ended_as=refused
