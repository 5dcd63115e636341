# a child's file: opened, checked, visited in time or missed; nobody else sees it, nothing of it is public
# QD-31 left-behind children are followed: visits owed anew, minors' data (domain C.7).
rows: QD-31
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor care holds care_worker at 990101
actor community holds community_worker at 990101001001
actor other holds community_worker at 990101001002
actor boss holds secretary at 990101
actor clerk holds clerk at 990101001001
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

resident POST /api/v1/cases {"process": "care_file", "place": "{c}", "form": {"situation": "x",
    "name": "小禾", "born": "2018-05-01", "guardian": "张某"}}   403
community POST /api/v1/cases {"process": "care_file", "place": "{c}", "grade": "monthly", "form": {"situation": "父母在外务工，随祖母生活",
    "name": "小禾", "born": "2018-05-01"}}   422 $.fields[0].path=form.guardian
community POST /api/v1/cases {"process": "care_file", "place": "{c}", "grade": "monthly", "form": {"situation": "父母在外务工，随祖母生活",
    "name": "小禾", "born": "2018-05-01", "guardian": "李奶奶",
    "guardian_phone": "13800000003"}}   201 $.number~^GA -> id=$.id n=$.number

# confidential: not the secretary, not the clerk, not the next community, not the public
boss GET /api/v1/cases/{id}   404
clerk GET /api/v1/cases/{id}   404
other GET /api/v1/cases/{id}   404
nobody GET /api/v1/public/cases/{n}   404

# each month by its grade: the other way is not open
care POST /api/v1/cases/{id}/moves {"move": "follow", "version": 1}   409
care POST /api/v1/cases/{id}/moves {"move": "take", "version": 1}   200 $.step=often
    $.due=2026-04-02T09:00:00+08:00 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "visit", "version": {v}, "form": {"note": "在校"}}
    422 $.fields[0].path=form.seen_on
community POST /api/v1/cases/{id}/moves {"move": "visit", "version": {v}, "form": {"seen_on": "2026-03-10", "note": "在校"}}
    200 $.due=2026-05-02T09:00:00+08:00 -> v=$.version
now 2026-05-02T09:01:00+08:00
care GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.missed
care GET /api/v1/cases/{id}   200 $.form.situation=****
care POST /api/v1/cases/{id}/unmask {"fields": ["name", "guardian_phone"], "reason": "逾期未走访，电话核实"}
    200 $.fields.name=小禾 $.fields.guardian_phone=13800000003
care GET /api/v1/cases/{id}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "less", "version": {v}, "form": {"reason": "x"}}   403
care POST /api/v1/cases/{id}/moves {"move": "less", "version": {v}, "form": {"reason": "母亲已返乡"}}
    200 $.step=seldom $.grade=quarterly -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "moved", "version": {v}, "form": {"reason": "随母亲到外地就读"}}
    200 $.ended_as=moved
now 2026-12-02T09:00:00+08:00
care GET /api/v1/cases/{id}   200 $.state=ended

# by the quarter from the start, oftener later, reported to the police, ended; not everybody is left behind
community POST /api/v1/cases {"process": "care_file", "place": "{c}", "grade": "quarterly", "form": {"situation": "父亲在外务工",
    "name": "小麦", "born": "2016-05-01", "guardian": "王奶奶"}}   201 -> id=$.id
care POST /api/v1/cases/{id}/moves {"move": "take", "version": 1}   409
care POST /api/v1/cases/{id}/moves {"move": "follow", "version": 1}   200 $.step=seldom $.due=2027-03-02T09:00:00+08:00 -> v=$.version
other POST /api/v1/cases/{id}/moves {"move": "visit", "version": {v}, "form": {"seen_on": "2026-12-02", "note": "x"}}   404
care POST /api/v1/cases/{id}/moves {"move": "more", "version": {v}, "form": {"reason": "成绩下滑"}}   200 $.step=often $.grade=monthly -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "police", "version": {v}, "form": {"reported_on": "2026-12-02T08:30:00+08:00",
    "note": "发现身上有伤，已报告"}}   200 $.step=often -> v=$.version
care POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"reason": "父母均已返乡"}}   200 $.ended_as=grown
community POST /api/v1/cases {"process": "care_file", "place": "{c}", "grade": "quarterly", "form": {"situation": "与父母同住",
    "name": "小谷", "born": "2017-05-01", "guardian": "赵某"}}   201 -> id=$.id
care POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "与父母同住"}}   200 $.ended_as=refused
