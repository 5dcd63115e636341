# a remote consultation is booked, postponed and held; what is said there never comes here, and few see it
# QD-47 the cloud hospital in communities: booking only, the medical record stays outside.
rows: QD-47
pack: practices/qindu
import: territory data/district.csv --top
import: territory data/qindu_grids.csv --under 990101001001
import: organisations data/qindu_organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor cloud holds telehealth_worker at 990101001001
actor other-cloud holds telehealth_worker at 990101001002
actor desk holds hospital_desk at Y1
actor other-desk holds hospital_desk at Y2
actor clerk holds clerk at 990101001001
actor boss holds secretary at 990101
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
boss GET /api/v1/orgs/search?q=示范医院1号   200 -> y1=$.items[0].id
boss GET /api/v1/orgs/search?q=示范家政服务   200 -> h1=$.items[0].id

nobody POST /api/v1/cases {"process": "consultation", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "wished_at": "2026-03-05T10:00:00+08:00"}}   403
resident POST /api/v1/cases {"process": "consultation", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "wished_at": "2026-03-05T10:00:00+08:00"}}   201 $.number~^YY -> id=$.id
cloud GET /api/v1/cases/{id}   200 $.step=book $.form.phone=138****0001 -> v=$.version

# whoever sees to it can call back: with a reason, on record
cloud POST /api/v1/cases/{id}/unmask {"fields": ["phone"], "reason": "x"}   422
cloud POST /api/v1/cases/{id}/unmask {"fields": ["phone"], "reason": "电话确认预约"}   200 $.fields.phone=13800000001
cloud GET /api/v1/cases/{id}/timeline   200 $.items[kind=case.unmasked].data.reason=电话确认预约
other-cloud POST /api/v1/cases/{id}/unmask {"fields": ["phone"], "reason": "电话确认预约"}   404

# confidential: neither the clerk nor the district's secretary sees it
clerk GET /api/v1/cases/{id}   404
boss GET /api/v1/cases/{id}   404
other-cloud GET /api/v1/cases/{id}   404
desk GET /api/v1/cases/{id}   404

# a hospital, not any organisation; it has no slot, then it has
cloud POST /api/v1/cases/{id}/moves {"move": "ask_hospital", "version": {v}, "form": {"hospital": "{h1}"}}   422
cloud POST /api/v1/cases/{id}/moves {"move": "ask_hospital", "version": {v}, "form": {"hospital": "{y1}"}}
    200 $.step=slot -> v=$.version
other-desk POST /api/v1/cases/{id}/moves {"move": "no_slot", "version": {v}, "form": {"reason": "x"}}   404
desk GET /api/v1/cases/{id}   200 $.form.wished_at=2026-03-05T10:00:00+08:00 $.form.phone=138****0001
desk POST /api/v1/cases/{id}/unmask {"fields": ["phone"], "reason": "电话确认预约"}   403
desk POST /api/v1/cases/{id}/moves {"move": "no_slot", "version": {v}, "form": {"reason": "本周已满"}}   200 $.step=book -> v=$.version
cloud POST /api/v1/cases/{id}/moves {"move": "ask_hospital", "version": {v}, "form": {"hospital": "{y1}"}}   200 -> v=$.version
cloud POST /api/v1/cases/{id}/moves {"move": "give", "version": {v}, "form": {"slot_at": "2026-03-10T10:00:00+08:00"}}   403
desk POST /api/v1/cases/{id}/moves {"move": "give", "version": {v}, "form": {"slot_at": "2026-03-10T10:00:00+08:00"}}
    200 $.step=session $.due=2026-03-10T10:00:00+08:00
cloud GET /api/v1/cases/{id}   200 -> v=$.version

# postponed, given again, held late
cloud POST /api/v1/cases/{id}/moves {"move": "postpone", "version": {v}, "form": {"reason": "专家手术"}}   200 $.step=slot -> v=$.version
desk POST /api/v1/cases/{id}/moves {"move": "give", "version": {v}, "form": {"slot_at": "2026-03-12T10:00:00+08:00"}}   200
now 2026-03-12T10:30:00+08:00
cloud GET /api/v1/cases/{id}   200 $.card=yellow -> v=$.version
cloud POST /api/v1/cases/{id}/moves {"move": "held", "version": {v}}   200 $.ended_as=held

# did not come; cancelled; sent to a hospital
cloud POST /api/v1/cases {"process": "consultation", "place": "{c}", "for_name": "李四", "form": {"name": "李四",
    "phone": "13800000002", "wished_at": "2026-03-16T10:00:00+08:00"}}   201 -> id=$.id
cloud POST /api/v1/cases/{id}/moves {"move": "ask_hospital", "version": 1, "form": {"hospital": "{y1}"}}   200 -> v=$.version
desk POST /api/v1/cases/{id}/moves {"move": "give", "version": {v}, "form": {"slot_at": "2026-03-16T10:00:00+08:00"}}   200
cloud GET /api/v1/cases/{id}   200 -> v=$.version
cloud POST /api/v1/cases/{id}/moves {"move": "absent", "version": {v}}   200 $.ended_as=absent
resident POST /api/v1/cases {"process": "consultation", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "wished_at": "2026-03-20T10:00:00+08:00"}}   201 -> id=$.id
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn
resident POST /api/v1/cases {"process": "consultation", "place": "{c}", "form": {"name": "张三", "phone": "13800000001",
    "wished_at": "2026-03-20T10:00:00+08:00"}}   201 -> id=$.id
cloud POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "需当面检查"}}   200 $.ended_as=referred
