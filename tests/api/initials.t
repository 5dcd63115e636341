# names are found by the initials of their syllables: places, organisations, and cases by where and whose
# they are; what people wrote is found by its words
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
