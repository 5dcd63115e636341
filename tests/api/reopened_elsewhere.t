# opened again after its grid and its unit were merged or ended: it goes to what came of them, not to what is no more
# HT-03 the grids change, and what is opened again is acted on where it lies now.
rows: HT-03
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-04-29T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor fixer holds handler at J01
actor worker holds grid_worker at 990101001001010101
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001010102&match=code   200 -> g2=$.items[0].id
nobody GET /api/v1/places/{g}   200 -> above=$.place.parent
nobody GET /api/v1/places?parent={g}   200 -> small=$.items[0].id
clerk GET /api/v1/orgs/search?q=居民委员会   200 -> j=$.items[0].id
clerk GET /api/v1/orgs/{j}   200 -> kind=$.org.kind sits=$.org.place

# two are handled and closed: one of the grid that will be merged, one of a small grid that simply ends
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> id=$.id code=$.code
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换灯泡"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{small}", "words": "井盖松动响"}   201 -> other=$.id ocode=$.code
clerk POST /api/v1/cases/{other}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{other}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{other}/moves {"move": "done", "version": {v}, "form": {"words_public": "已加垫"}}   200 -> v=$.version
worker POST /api/v1/cases/{other}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved

# the small grid ends, the grid is merged with its neighbour, and that one again; the unit is taken in by another
sys_admin POST /api/v1/places/{small}/end {"below": true}   200
sys_admin POST /api/v1/places/merge {"nodes": [{"id": "{g}"}, {"id": "{g2}"}], "name": "合并网格", "code": "990101001001010199"}   200 -> m=$.id
sys_admin POST /api/v1/orgs {"kind": "{kind}", "code": "J99", "name": "联合居民委员会", "place": "{sits}"}   201 -> j2=$.id
sys_admin POST /api/v1/orgs/merge {"nodes": [{"id": "{j}"}, {"id": "{j2}"}], "keep": "{j2}"}   200
clerk GET /api/v1/cases/{id}   200 $.place={g} $.unit={j}

# what was closed stays where it was until it is opened again
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200 $.step=handling
clerk GET /api/v1/cases/{id}   200 $.reopened=1 $.place={m} $.unit={j2} $.place_name=合并网格
fixer GET /api/v1/cases/{id}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换线路"}}   200 $.step=verifying -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
nobody POST /api/v1/follow/{ocode}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200 $.step=handling
clerk GET /api/v1/cases/{other}   200 $.place={m} $.unit={j2}

# a unit that ended and left nobody in its stead: it goes to whoever dispatches now, not to a door that is closed
sys_admin POST /api/v1/orgs {"kind": "{kind}", "code": "J98", "name": "临时居民委员会", "place": "{sits}"}   201 -> j3=$.id
sec_admin POST /api/v1/postings {"account": "{fixer}", "post": "handler", "org": "{j3}"}   201
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{m}", "words": "垃圾桶满溢"}   201 -> id=$.id code=$.code
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j3}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已清运"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
sys_admin POST /api/v1/orgs/{j3}/end {}   200
wait 1 day
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}
    200 $.step=dispatch !$.unit
dispatcher GET /api/v1/cases/{id}   200 $.step=dispatch !$.unit $.tasks#1 $.tasks[0].post=dispatcher -> v=$.version
dispatcher GET /api/v1/my/tasks?to_dispatch=true   200 $.items[0].id={id}
dispatcher GET /api/v1/cases/{id}/timeline   200 $.items[kind=case.reopened].data.unit_ended=true
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j3}"}}   422 $.fields[0].path=form.unit
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j2}"}}   200 $.step=handling
