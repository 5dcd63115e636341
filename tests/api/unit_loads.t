# what lies with each unit, for whoever shares the work out: open cases, and which of them are late
rows: HT-07
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor fixer holds handler at J01
actor resident

nobody GET /api/v1/places/search?q=示范社区   200 -> c=$.items[0].id
nobody GET /api/v1/places/search?q=示范街道   200 -> s=$.items[0].id
nobody GET /api/v1/places/locate?lon=100.0012&lat=38.0015   200 -> g=$.place
dispatcher GET /api/v1/unit-loads?place={c}   200 $.items#0

# a case counts from when it is given to a unit
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "lon": 100.0012, "lat": 38.0015,
    "words": "三号楼二单元楼道灯不亮"}   201 -> a=$.id
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "lon": 100.0012, "lat": 38.0015,
    "words": "五号楼门禁坏了"}   201 -> b=$.id
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 1}   200
clerk POST /api/v1/cases/{b}/moves {"move": "accept", "version": 1}   200
dispatcher GET /api/v1/unit-loads?place={c}   200 $.items#0
dispatcher GET /api/v1/cases/{a}/suggestion   200 -> u=$.unit
dispatcher POST /api/v1/cases/{a}/moves {"move": "assign", "version": 2, "form": {"unit": "{u}"}}   200
dispatcher POST /api/v1/cases/{b}/moves {"move": "assign", "version": 2, "form": {"unit": "{u}"}}   200
dispatcher GET /api/v1/unit-loads?place={c}   200 $.items#1 $.items[0].unit={u} $.items[0].name~居民委员会
    $.items[0].open=2 $.items[0].late=0
dispatcher GET /api/v1/unit-loads?place={g}   200 $.items[0].open=2

# late when its time is past, and no more when it is done
now 2026-03-20T09:00:00+08:00
dispatcher GET /api/v1/unit-loads?place={c}   200 $.items[0].open=2 $.items[0].late=2
fixer GET /api/v1/cases/{a}   200 -> v=$.version
fixer POST /api/v1/cases/{a}/moves {"move": "done", "version": {v}, "form": {"words_public": "已更换灯具"}}   200 -> v=$.version
clerk POST /api/v1/cases/{a}/moves {"move": "pass", "version": {v}}   200
dispatcher GET /api/v1/unit-loads?place={c}   200 $.items[0].open=1 $.items[0].late=1

# only for whoever may read the cases there, and a place must be said that there is
dispatcher GET /api/v1/unit-loads?place={s}   403
resident GET /api/v1/unit-loads?place={c}   403
nobody GET /api/v1/unit-loads?place={c}   401
dispatcher GET /api/v1/unit-loads?place=1   404
dispatcher GET /api/v1/unit-loads   422 $.fields[0].path=place
