# a call becomes an order, somebody comes and signs in at the door, and who was served confirms it
# QD-29 the call centre's free home services for the very old, destitute, severely disabled, left-behind.
rows: QD-29
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor caller-desk holds call_taker at 990101
actor shift holds call_supervisor at 990101
actor provider holds handler at H1
actor other-provider holds handler at H2
actor clerk holds clerk at 990101001001
actor resident

nobody GET /api/v1/places/search?q=梅园第1网格   200 -> g=$.items[0].id
caller-desk GET /api/v1/orgs/search?q=示范家政服务   200 -> h1=$.items[0].id

# a call: who is entitled is asked and kept as sensitive
caller-desk POST /api/v1/cases {"class": "h.01", "place": "{g}", "lon": 100.01, "lat": 38.01, "channel": "hotline",
    "address": "1号楼101",
    "form": {"name": "张三", "phone": "13800000001"}}   422 $.fields[*].path=form.person
caller-desk POST /api/v1/cases {"class": "h.01", "place": "{g}", "lon": 100.01, "lat": 38.01, "channel": "hotline",
    "address": "1号楼101",
    "form": {"name": "张三", "phone": "13800000001", "person": "very_old"}}
    201 $.number~^SM -> id=$.id code=$.code
caller-desk GET /api/v1/cases/{id}   200 $.step=order $.form.phone=138****0001 $.form.person!=very_old -> v=$.version
caller-desk POST /api/v1/cases/{id}/unmask {"fields": ["person", "address"], "reason": "核对服务对象"}
    200 $.fields.person=very_old $.fields.address=1号楼101
caller-desk GET /api/v1/cases/{id}/suggestion   200 $.unit={h1}
provider GET /api/v1/cases/{id}   404
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": {v}, "form": {"unit": "{h1}"}}   422
    $.fields[0].path~visit_on
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": {v},
    "form": {"unit": "{h1}", "visit_on": "2026-03-03T10:00:00+08:00"}}
    200 $.step=visit $.due=2026-03-03T10:00:00+08:00 -> v=$.version

# the provider is late; signs in at the door only; nobody is at home, so another day is agreed
now 2026-03-03T10:00:01+08:00
caller-desk GET /api/v1/cases/{id}   200 $.card=yellow $.late=1 -> v=$.version
other-provider GET /api/v1/cases/{id}   404
provider POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}, "lon": 100.2, "lat": 38.01}   422
    $.fields[0].code=too_far
provider POST /api/v1/cases/{id}/moves {"move": "sign_in", "version": {v}, "lon": 100.01, "lat": 38.0101}   200 -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "missed", "version": {v}, "form": {"reason": "敲门无人应"}}
    200 $.step=order -> v=$.version
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": {v},
    "form": {"unit": "{h1}", "visit_on": "2026-03-05T10:00:00+08:00"}}   200 $.due=2026-03-05T10:00:00+08:00 -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}, "form": {"minutes": 0}}   422
provider POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}, "form": {"minutes": 90}}
    200 $.step=confirm -> v=$.version

# not confirmed by the provider; who was served complains, is served again and confirms by the code
provider POST /api/v1/cases/{id}/moves {"move": "confirmed", "version": {v}, "form": {"mark": 5}}   403
nobody POST /api/v1/follow/{code}/moves {"move": "complain", "version": {v}, "form": {"words": "只擦了窗户"}}   200
caller-desk GET /api/v1/cases/{id}   200 $.step=order -> v=$.version
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": {v},
    "form": {"unit": "{h1}", "visit_on": "2026-03-06T10:00:00+08:00"}}   200 -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}, "form": {"minutes": 60}}   200 -> v=$.version
nobody POST /api/v1/follow/{code}/moves {"move": "confirmed", "version": {v}, "form": {"mark": 5}}   200
nobody GET /api/v1/follow/{code}   200 $.state=ended $.ended_as=served

# not entitled; cancelled; nobody to be reached, which only the head of the shift may end
caller-desk POST /api/v1/cases {"class": "h.02", "place": "{g}", "channel": "hotline", "address": "2号楼",
    "form": {"name": "李四", "phone": "13800000002", "person": "left_behind"}}   201 -> id=$.id
caller-desk POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "与子女同住"}}   200 $.ended_as=refused
resident POST /api/v1/cases {"class": "h.02", "place": "{g}", "address": "3号楼",
    "form": {"name": "王五", "phone": "13800000003", "person": "disabled"}}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "x"}}   403
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn
nobody POST /api/v1/cases {"class": "h.02", "place": "{g}", "address": "3号楼",
    "form": {"name": "王五", "phone": "13800000003", "person": "disabled"}}   403

# handed back by the provider; late by more than a working day; and nobody to be reached: only the head of the shift ends it
caller-desk POST /api/v1/cases {"class": "h.01", "place": "{g}", "channel": "hotline", "address": "4号楼",
    "form": {"name": "赵六", "phone": "13800000004", "person": "destitute"}}   201 -> id=$.id
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": 1,
    "form": {"unit": "{h1}", "visit_on": "2026-04-03T16:00:00+08:00"}}   200 -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "当日没有人手"}}
    200 $.step=order -> v=$.version
caller-desk POST /api/v1/cases/{id}/moves {"move": "send", "version": {v},
    "form": {"unit": "{h1}", "visit_on": "2026-04-03T16:00:00+08:00"}}   200 -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "还是没有"}}   409
now 2026-04-06T18:00:00+08:00
shift GET /api/v1/cases/{id}   200 $.card=yellow
now 2026-04-07T18:00:00+08:00
shift GET /api/v1/cases/{id}   200 $.card=red -> v=$.version
provider POST /api/v1/cases/{id}/moves {"move": "served", "version": {v}, "form": {"minutes": 45}}   200 $.step=confirm -> v=$.version
caller-desk POST /api/v1/cases/{id}/moves {"move": "give_up", "version": {v}, "form": {"reason": "电话不通"}}   403
shift POST /api/v1/cases/{id}/moves {"move": "give_up", "version": {v}, "form": {"reason": "三次电话不通"}}   200 $.ended_as=unconfirmed
