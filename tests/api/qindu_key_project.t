# a key project is supervised each month, reported every two, pushed each quarter; what was missed is counted
# QD-10 projects of secretaries and organisation members: three recurring duties side by side.
rows: QD-10
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor owner holds secretary at 990101001001
actor neighbour holds secretary at 990101001002
actor office holds organisation_office at 990101
actor district holds secretary at 990101
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# not a resident's to open, and not without its date
resident POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "x",
    "form": {"project_name": "x", "due_on": "2026-12-31"}}   403
owner POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "每栋楼有党员联系",
    "form": {"project_name": "红色楼栋"}}   422 $.fields[0].path=form.due_on
owner POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "每栋楼有党员联系",
    "form": {"project_name": "红色楼栋", "due_on": "2026-12-31"}}   201 $.number~^XM -> id=$.id n=$.number

# returned, changed, taken on; not by its owner
owner POST /api/v1/cases/{id}/moves {"move": "approve", "version": 1}   403
office POST /api/v1/cases/{id}/moves {"move": "return", "version": 1, "form": {"reason": "目标要能检查"}}
    200 $.step=changing -> v=$.version
neighbour POST /api/v1/cases/{id}/moves {"move": "submit", "version": {v}, "form": {"words": "x"}}   404
owner POST /api/v1/cases/{id}/moves {"move": "submit", "version": {v}, "form": {"words": "每栋楼一名党员，年内90栋"}}
    200 $.step=planning -> v=$.version
office POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}}   200 $.step=running
    $.due=2026-04-02T09:00:00+08:00 -> v=$.version

# the month's supervision is the office's to make, the report the owner's
owner POST /api/v1/cases/{id}/moves {"move": "supervise", "version": {v}, "form": {"note": "x"}}   403
office POST /api/v1/cases/{id}/moves {"move": "supervise", "version": {v}, "form": {"note": "实地看了12栋"}}
    200 $.step=running $.due=2026-05-02T09:00:00+08:00 -> v=$.version

# April's supervision and the first two months' report are missed, then the quarter is pushed in time
now 2026-05-02T09:01:00+08:00
owner GET /api/v1/cases/{id}   200 $.due=2026-06-02T09:00:00+08:00 $.late=0 -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress": 140, "words": "x"}}
    422 $.fields[0].path=form.progress
owner POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress": 40, "words": "36栋"}}
    200 $.step=running -> v=$.version
office POST /api/v1/cases/{id}/moves {"move": "push", "version": {v}, "form": {"note": "推进会"}}   200 -> v=$.version
district GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.missed $.items[*].kind=case.kept

# done before its day; whoever ran it does not accept it
owner POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"words_public": "90栋全部有党员联系"}}
    200 $.step=acceptance -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   403
office POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "3栋未落实"}}
    200 $.step=running -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "finish", "version": {v}, "form": {"words_public": "90栋全部有党员联系"}}
    200 $.step=acceptance -> v=$.version
now 2026-09-02T09:00:00+08:00
office POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 $.ended_as=done $.late=0
nobody GET /api/v1/public/cases/{n}   200

# behind its day: yellow, a month later red; another day is the office's to set, and so is the end of it
owner POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "建一处口袋公园",
    "form": {"project_name": "口袋公园", "due_on": "2026-09-30"}}   201 -> id=$.id
office POST /api/v1/cases/{id}/moves {"move": "approve", "version": 1}   200
now 2026-10-01T00:01:00+08:00
district GET /api/v1/cases/{id}   200 $.card=yellow $.late=1
now 2026-11-01T00:01:00+08:00
district GET /api/v1/cases/{id}   200 $.card=red -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "put_off", "version": {v}, "form": {"due_on": "2026-12-31", "reason": "x"}}   403
office POST /api/v1/cases/{id}/moves {"move": "put_off", "version": {v}, "form": {"due_on": "2026-12-31", "reason": "绿化季节已过"}}
    200 $.step=running -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "stop", "version": {v}, "form": {"reason": "x"}}   403
office POST /api/v1/cases/{id}/moves {"move": "stop", "version": {v}, "form": {"reason": "地块另有规划"}}   200 $.ended_as=stopped

# not taken on; changed no more but taken back
owner POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "墙面刷新",
    "form": {"project_name": "刷墙", "due_on": "2026-12-31"}}   201 -> id=$.id
office POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "不是党建项目"}}   200 $.ended_as=refused
owner POST /api/v1/cases {"process": "key_project", "place": "{c}", "words": "刷墙二期",
    "form": {"project_name": "刷墙二期", "due_on": "2026-12-31"}}   201 -> id=$.id
office POST /api/v1/cases/{id}/moves {"move": "return", "version": 1, "form": {"reason": "同上"}}   200 -> v=$.version
owner POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": {v}}   200 $.ended_as=withdrawn
