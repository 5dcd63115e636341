# the subdistrict whistles, departments report on the spot, nobody leaves until it is solved, and it judges them
# GJ-57 whistle and report; GJ-56 the abandoned road; GJ-59 what the subdistrict says of departments. Limits: domain C.2.
rows: GJ-56 GJ-57 GJ-59
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor boss holds secretary at 990101001
actor other-boss holds secretary at 990101002
actor centre holds centre_clerk at 990101001
actor district holds secretary at 990101
actor works holds handler at M1
actor police holds handler at P1
actor city holds handler at U1
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
boss GET /api/v1/orgs/search?q=市政管理处   200 -> m1=$.items[0].id
boss GET /api/v1/orgs/search?q=松园街道派出所   200 -> p1=$.items[0].id
boss GET /api/v1/orgs/search?q=城市管理所   200 -> u1=$.items[0].id
boss GET /api/v1/orgs/search?q=居民委员会   200 -> j1=$.items[0].id

# only the subdistrict whistles, and only for departments
resident POST /api/v1/cases {"process": "whistle", "place": "{c}", "words": "x", "form": {"called": ["{m1}"]}}   403
works POST /api/v1/cases {"process": "whistle", "place": "{c}", "words": "x", "form": {"called": ["{m1}"]}}   403
centre POST /api/v1/cases {"process": "whistle", "place": "{c}", "words": "x", "form": {"called": ["{j1}"]}}
    422 $.fields[0].path=form.called
centre POST /api/v1/cases {"process": "whistle", "place": "{c}", "grade": "hard", "lon": 99.9908, "lat": 38.0066,
    "words": "弃管路多年失修，权属没有移交", "form": {"called": ["{m1}", "{p1}"]}}   201 $.number~^CS -> id=$.id
centre POST /api/v1/cases/{id}/moves {"move": "blow", "version": 1}   403
other-boss GET /api/v1/cases/{id}   404
works GET /api/v1/cases/{id}   404
boss POST /api/v1/cases/{id}/moves {"move": "blow", "version": 1}   200 $.step=called $.tasks#2
    $.due=2026-03-02T10:00:00+08:00 -> v=$.version

# each reports for itself, with place and time; who is elsewhere does not report
city GET /api/v1/cases/{id}   404
works POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}}   422 $.fields[0].path=lon
works POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}, "lon": 100.02, "lat": 38.0066}
    422 $.fields[0].code=too_far
police POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}, "lon": 99.9908, "lat": 38.0066}
    200 $.step=called -> v=$.version
now 2026-03-02T10:01:00+08:00
boss GET /api/v1/cases/{id}   200 $.card=yellow $.late=1 -> v=$.version
district GET /api/v1/cases/{id}/timeline   200 $.items[*].kind!=case.escalated
now 2026-03-02T11:01:00+08:00
district GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated

# who was called may object once; the subdistrict decides
works POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "道路没有移交市政"}}
    200 $.step=judged_away -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "drop", "version": {v}, "form": {"reason": "x"}}   403
boss POST /api/v1/cases/{id}/moves {"move": "insist", "version": {v}, "form": {"reason": "先修后移交"}}
    200 $.step=called $.tasks#2 -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "再次"}}   409
works POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}, "lon": 99.9909, "lat": 38.0067}   200 -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "ready", "version": {v}}   200 $.step=called -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "ready", "version": {v}}   200 $.step=acting
    $.due=2026-03-09T17:30:00+08:00 -> v=$.version

# one has done its part; nobody leaves until the other has too
police POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "已封闭交通"}}
    200 $.step=acting -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "x"}}   403
boss POST /api/v1/cases/{id}/moves {"move": "stuck", "version": {v}, "form": {"reason": "经费没有渠道"}}
    200 $.step=district -> v=$.version
boss POST /api/v1/cases/{id}/moves {"move": "ordered", "version": {v}, "form": {"note": "x"}}   403
district POST /api/v1/cases/{id}/moves {"move": "ordered", "version": {v}, "form": {"note": "区财政列支"}}
    200 $.step=acting $.tasks#2 -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "路面已修复"}}   200 -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "已恢复通行"}}
    200 $.step=judged -> v=$.version

# the one who whistled judges, not those who were called
works POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"marks": [{"unit": "{m1}", "mark": 5},
    {"unit": "{p1}", "mark": 1}]}}   403
centre POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "井盖未装"}}   200 $.step=acting -> v=$.version
works POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "井盖已装"}}   200 -> v=$.version
police POST /api/v1/cases/{id}/moves {"move": "solved", "version": {v}, "form": {"words_public": "无"}}   200 -> v=$.version

# it marks each department that was called, and no other; the marks are theirs to 5
boss POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}}   422 $.fields[0].path=form.marks
    $.fields[0].message~市政管理处 $.fields[0].message~派出所
boss POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"marks": [{"unit": "{m1}", "mark": 2}]}}
    422 $.fields[0].code=mark_missing $.fields[0].message~派出所 $.fields[0].message!~市政管理处
boss POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"marks": [{"unit": "{m1}", "mark": 2},
    {"unit": "{p1}", "mark": 4}, {"unit": "{u1}", "mark": 4}]}}   422 $.fields[0].path=form.marks.2.unit
    $.fields[0].code=mark_no_unit
boss POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"marks": [{"unit": "{m1}", "mark": 2},
    {"unit": "{p1}", "mark": 6}]}}   422 $.fields[0].path=form.marks.1.mark
boss POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}, "form": {"evaluation": "先迟后快", "marks":
    [{"unit": "{m1}", "mark": 2, "words": "迟到"}, {"unit": "{p1}", "mark": 4}]}}   200 $.ended_as=solved $.number~^CS -> number=$.number
boss GET /api/v1/cases/{id}   200 $.form.marks#2 $.form.marks[0].words=迟到

# they count in the figures of the department that was marked, and in no other's
settle
district GET /api/v1/figures/units?least=1   200 $.items#2 $.items[unit={m1}].unit_marks=1 $.items[unit={m1}].unit_mark_sum=2
    $.items[unit={m1}].mark=2 $.items[unit={p1}].mark=4
district GET /api/v1/figures/units   200 $.items#0
district GET /api/v1/figures/dashboard?place={c}   200 $.sums.unit_marks=2 $.indicators[name=department_mark].value=3
works GET /api/v1/figures/units?least=1   403
resident GET /api/v1/figures/units?least=1   403

# what is published of it says nothing of them, and whoever has no part in it does not find it
nobody GET /api/v1/public/cases/{number}   200 $.form.called#2 !$.form.marks !$.form.evaluation text!~迟到
nobody GET /public/cases/{number}   200 text!~迟到
resident GET /api/v1/cases/{id}   404
resident GET /api/v1/cases/{id}/timeline   404

# an emergency is on the spot within half an hour, and a whistle may be called off
boss POST /api/v1/cases {"process": "whistle", "place": "{c}", "grade": "emergency", "words": "燃气泄漏",
    "form": {"called": ["{u1}"]}}   201 -> id=$.id
boss POST /api/v1/cases/{id}/moves {"move": "blow", "version": 1}   200 $.step=called -> v=$.version
boss GET /api/v1/cases/{id}   200 $.tasks#1

# the wrong department says so and another is called instead; a second objection is none; who was not called is left alone
city POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "燃气不归城管"}}
    200 $.step=judged_away -> v=$.version
boss POST /api/v1/cases/{id}/moves {"move": "others", "version": {v}, "form": {"reason": "改吹公安"}}   422 $.fields[0].path=form.called
boss POST /api/v1/cases/{id}/moves {"move": "others", "version": {v}, "form": {"called": ["{p1}"], "reason": "改吹公安"}}
    200 $.step=called $.tasks#1 -> v=$.version
city POST /api/v1/cases/{id}/moves {"move": "ready", "version": {v}}   403
police POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "x"}}   409
boss POST /api/v1/cases {"process": "whistle", "place": "{c}", "grade": "emergency", "words": "误报",
    "form": {"called": ["{u1}"]}}   201 -> off=$.id
boss POST /api/v1/cases/{off}/moves {"move": "blow", "version": 1}   200 -> w=$.version
city POST /api/v1/cases/{off}/moves {"move": "object", "version": {w}, "form": {"reason": "现场没有情况"}}   200 -> w=$.version
boss POST /api/v1/cases/{off}/moves {"move": "drop", "version": {w}, "form": {"reason": "核实为误报"}}   200 $.ended_as=withdrawn
centre POST /api/v1/cases {"process": "whistle", "place": "{c}", "grade": "work", "words": "想请部门来开会",
    "form": {"called": ["{u1}"]}}   201 -> no=$.id
boss POST /api/v1/cases/{no}/moves {"move": "withdraw", "version": 1, "form": {"reason": "街道自行解决"}}   200 $.ended_as=withdrawn

# three working days go around Qingming, more are the subdistrict's to grant; at the top there may be no way either
now 2026-04-03T09:00:00+08:00
centre POST /api/v1/cases {"process": "whistle", "place": "{c}", "grade": "work", "words": "违建占道",
    "form": {"called": ["{u1}"]}}   201 -> id=$.id
boss POST /api/v1/cases/{id}/moves {"move": "blow", "version": 1}   200 -> v=$.version
city POST /api/v1/cases/{id}/moves {"move": "ready", "version": {v}}   200 $.step=acting $.due=2026-04-09T17:30:00+08:00
city POST /api/v1/cases/{id}/extensions {"limit": "3 workdays", "reason": "等测绘"}   201 -> ext=$.id
district POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   403
boss POST /api/v1/cases/{id}/extensions/{ext} {"grant": true}   200
now 2026-04-16T18:00:00+08:00
boss GET /api/v1/cases/{id}   200 $.card=red -> v=$.version
district GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
boss POST /api/v1/cases/{id}/moves {"move": "stuck", "version": {v}, "form": {"reason": "需区里决定"}}   200 $.step=district -> v=$.version
district POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "等规划调整"}}   200 $.ended_as=hung
