# names are found by the initials of their syllables: places, organisations, accounts, and cases by where
# and whose they are; what people wrote is found by its words
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor resident

settle
nobody GET /api/v1/places/search?q=dywg   200 $.items#1 $.items[0].name=东一网格 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=DYW   200 $.items#1 $.items[0].name=东一网格
nobody GET /api/v1/places/search?q=ywg   200 $.items[*].name=东一网格
nobody GET /api/v1/places/search?q=qqqq   200 $.items#0
clerk GET /api/v1/orgs/search?q=dwy   200 $.items#1 $.items[0].name=东物业 -> p1=$.items[0].id

resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "清华里3号楼单元门坏了", "title": "单元门坏了"}   201 -> a=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "水管abc漏水"}   201 -> b=$.id
clerk GET /api/v1/cases?q=dywg   200 $.items#2
clerk GET /api/v1/cases?q=YWG   200 $.items#2
clerk GET /api/v1/cases?q=东一网格   200 $.items#2
clerk GET /api/v1/cases?q=dywg%20abc   200 $.items#1 $.items[0].id={b}
clerk GET /api/v1/cases?q=单元   200 $.items#1 $.items[0].id={a}
clerk GET /api/v1/cases?q=d   200 $.items#0
clerk GET /api/v1/cases?q=zzz   200 $.items#0
clerk GET /api/v1/cases/counts?q=dywg   200 $.soon=2
clerk GET /api/v1/my/tasks?q=dywg   200 $.items#2
other GET /api/v1/cases?q=dywg   200 $.items#0

# what was written has no initials; what the unit is called is found when it has the case
clerk GET /api/v1/cases?q=qhl   200 $.items#0
clerk GET /api/v1/cases?q=dym   200 $.items#0
clerk GET /api/v1/cases?q=dwy   200 $.items#0
clerk POST /api/v1/cases/{b}/moves {"move": "accept", "version": 1}   200
clerk POST /api/v1/cases/{b}/moves {"move": "assign", "version": 2, "form": {"unit": "{p1}"}}   200
settle
clerk GET /api/v1/cases?q=dwy   200 $.items#1 $.items[0].id={b}
clerk GET /api/v1/cases?q=东物业   200 $.items#1 $.items[0].id={b}

# a new name is found by its own initials
sys_admin POST /api/v1/places/{g}/rename {"name": "清华里网格"}   200
settle
nobody GET /api/v1/places/search?q=qhl   200 $.items#1 $.items[0].id={g}
nobody GET /api/v1/places/search?q=dywg   200 $.items#0

# accounts too, for those who may look for them at all; the surname 单 is read as one
sys_admin POST /api/v1/accounts {"login": "fang7", "name": "王芳"}   201 -> f=$.id
sys_admin POST /api/v1/accounts {"login": "dan7", "name": "单小明", "phone": "13800000001"}   201 -> s=$.id
settle
sys_admin GET /api/v1/accounts?find=wf   200 $.items#1 $.items[0].id={f} $.items[0].name=王芳
sys_admin GET /api/v1/accounts?find=SXM   200 $.items#1 $.items[0].id={s} $.items[0].phone=138****0001
sys_admin GET /api/v1/accounts?find=xm&state=closed   200 $.items#0
sys_admin GET /api/v1/accounts?find=Dan7   200 $.items#1
clerk GET /api/v1/accounts?find=wf   403
resident GET /api/v1/accounts?find=wf   403
nobody GET /api/v1/accounts?find=wf   401
sys_admin PATCH /api/v1/accounts/{f} {"name": "李芳", "version": 1}   200
settle
sys_admin GET /api/v1/accounts?find=wf   200 $.items#0
sys_admin GET /api/v1/accounts?find=lf   200 $.items#1 $.items[0].id={f}
sys_admin PATCH /api/v1/accounts/{f} {"phone": "13800000002", "version": 2}   200
sys_admin GET /api/v1/accounts?find=lf   200 $.items#1
