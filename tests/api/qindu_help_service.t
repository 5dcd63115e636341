# a matter handled for somebody: at the window, by an agent with an authorisation, at the door, off hours
# QD-28 agents for those who cannot come; QD-41, QD-42 items and self-service; QD-43 three ways.
rows: QD-28 QD-41 QD-42 QD-43
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor agent holds agent at 990101001001
actor other-agent holds agent at 990101001002
actor boss holds secretary at 990101001001
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# by an agent: not without the authorisation
resident POST /api/v1/cases {"class": "w.02", "place": "{c}", "form": {"name": "张三", "phone": "13800000001"}}
    422 $.fields[*].path=form.mode
resident POST /api/v1/cases {"class": "w.02", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "mode": "pigeon"}}   422 $.fields[0].path=form.mode
resident POST /api/v1/cases {"class": "w.02", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "mode": "agency", "barrier": "elderly"}}   201 $.number~^DB -> id=$.id code=$.code
agent GET /api/v1/cases/{id}   200 $.step=accept $.form.name=张* $.form.barrier!=elderly -> v=$.version
other-agent GET /api/v1/cases/{id}   404
agent POST /api/v1/cases/{id}/unmask {"fields": ["phone", "barrier"], "reason": "上门前联系"}
    200 $.fields.phone=13800000001 $.fields.barrier=elderly
boss POST /api/v1/cases/{id}/unmask {"fields": ["phone"], "reason": "看一看情况"}   403
agent POST /api/v1/cases/{id}/moves {"move": "take", "version": {v}, "form": {"promised": "2026-03-05"}}   409 $.reason=not_now
agent POST /api/v1/cases/{id}/moves {"move": "take_as_agent", "version": {v}, "form": {"promised": "2026-03-05"}}
    422 $.fields[0].path~authorisation
agent POST /api/v1/files form(a=@data/paper.pdf)   201 -> paper=$.items[0].id
agent POST /api/v1/cases/{id}/moves {"move": "take_as_agent", "version": {v},
    "form": {"promised": "2026-03-05", "authorisation": ["{paper}"]}}
    200 $.step=doing $.due=2026-03-06T00:00:00+08:00 -> v=$.version

# papers are missing: the clock stands until they come, the day moves on by as much
agent POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "请补身份证正反面"}}   200 -> v=$.version
wait 3 days
agent GET /api/v1/cases/{id}   200 $.card=none
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "已补"}}   200 -> v=$.version

# the authority decides elsewhere; its number comes back as data, and is not for everybody
agent POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"decision_number": "JY1"}}   422
    $.fields[0].path~result
agent POST /api/v1/cases/{id}/moves {"move": "done", "version": {v},
    "form": {"result": "granted", "decision_number": "JY000001"}}   200 $.step=giving -> v=$.version
agent POST /api/v1/cases/{id}/moves {"move": "wrong", "version": {v}, "form": {"reason": "姓名有误", "promised": "2026-03-20"}}
    200 $.step=doing $.due=2026-03-21T00:00:00+08:00 -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"result": "granted"}}   403
agent POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"result": "granted"}}   200 -> v=$.version
agent POST /api/v1/cases/{id}/moves {"move": "given", "version": {v}}   200 $.ended_as=done
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   200

# at home: the address and the time are asked, and the agent signs in at the door; late, the secretary watches
resident POST /api/v1/cases {"class": "w.03", "place": "{c}", "lon": 100.01, "lat": 38.0, "form": {"name": "李四",
    "phone": "13800000002", "mode": "home_visit"}}   422 $.fields[*].path=form.visit_address $.fields[*].path=form.wished_at
agent POST /api/v1/cases {"class": "w.03", "place": "{c}", "lon": 100.01, "lat": 38.0, "for_name": "李四",
    "form": {"name": "李四", "phone": "13800000002", "mode": "home_visit", "visit_address": "1号楼101",
    "wished_at": "2026-03-09T18:30:00+08:00"}}   201 -> id=$.id
agent POST /api/v1/cases/{id}/moves {"move": "take", "version": 1, "form": {"promised": "2026-03-09"}}   200 -> v=$.version
agent POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "lon": 100.05, "lat": 38.0}   422 $.fields[0].code=too_far
agent POST /api/v1/cases/{id}/moves {"move": "visited", "version": {v}, "lon": 100.0101, "lat": 38.0}   200 -> v=$.version
now 2026-03-13T09:00:00+08:00
boss GET /api/v1/cases/{id}   200 $.card=red $.late=1 -> v=$.version
agent POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "需本人到场"}}   200 $.ended_as=not_done

# off hours; refused; taken back
resident POST /api/v1/cases {"class": "w.01", "place": "{c}", "form": {"name": "王五", "phone": "13800000003",
    "mode": "off_hours", "wished_at": "2026-03-14T19:00:00+08:00"}}   201 -> id=$.id
agent POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "须由企业提交"}}   200 $.ended_as=refused
resident POST /api/v1/cases {"class": "w.03", "place": "{c}", "form": {"name": "王五", "phone": "13800000003",
    "mode": "self"}}   201 -> id=$.id
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn
