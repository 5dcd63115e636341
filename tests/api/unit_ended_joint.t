# of several units at work together one is no more: only its own part falls away, whoever was done first
# HT-03 units change while cases are with them.
rows: HT-03
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-04-29T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor lead holds handler at J01
actor helper
actor worker holds grid_worker at 990101001001010101
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=居民委员会   200 -> j=$.items[0].id
clerk GET /api/v1/orgs/{j}   200 -> kind=$.org.kind sits=$.org.place
sys_admin POST /api/v1/orgs {"kind": "{kind}", "code": "J97", "name": "临时队", "place": "{sits}"}   201 -> team=$.id
sec_admin POST /api/v1/postings {"account": "{helper}", "post": "handler", "org": "{team}"}   201
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> one=$.id
clerk POST /api/v1/cases/{one}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{one}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}", "assist": ["{team}"]}}
    200 $.tasks#2 -> v=$.version
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "井盖松动响"}   201 -> two=$.id
clerk POST /api/v1/cases/{two}/moves {"move": "accept", "version": 1}   200 -> w=$.version
dispatcher POST /api/v1/cases/{two}/moves {"move": "assign", "version": {w}, "form": {"unit": "{j}", "assist": ["{team}"]}}
    200 $.tasks#2
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "垃圾桶满溢"}   201 -> three=$.id
clerk POST /api/v1/cases/{three}/moves {"move": "accept", "version": 1}   200 -> w=$.version
dispatcher POST /api/v1/cases/{three}/moves {"move": "assign", "version": {w}, "form": {"unit": "{team}", "assist": ["{j}"]}}
    200 $.tasks#2 -> w=$.version

# in the first the lead has done its part; in the second nobody has; in the third the one that ends leads
lead POST /api/v1/cases/{one}/moves {"move": "done", "version": {v}, "form": {"words_public": "已更换灯泡"}}
    200 $.step=handling $.tasks#1
lead POST /api/v1/cases/{three}/moves {"move": "done", "version": {w}, "form": {"words_public": "已清运"}}
    200 $.step=handling $.tasks#1
sys_admin POST /api/v1/orgs/{team}/end {}   200
settle

# the first goes on as the lead said and is verified; the second waits for the lead; the third is dispatched anew
clerk GET /api/v1/cases/{one}   200 $.step=verifying $.unit={j} -> v=$.version
clerk GET /api/v1/cases/{one}/timeline   200 $.items[kind=case.unit_ended].data.org={team}
    $.items[5].data.to=verifying $.items[5].data.move=done $.items#6
worker POST /api/v1/cases/{one}/moves {"move": "pass", "version": {v}}   200 $.state=ended
clerk GET /api/v1/cases/{two}   200 $.step=handling $.tasks#1 $.tasks[0].org={j} -> v=$.version
lead POST /api/v1/cases/{two}/moves {"move": "done", "version": {v}, "form": {"words_public": "已加固"}}   200 $.step=verifying
clerk GET /api/v1/cases/{three}   200 $.step=dispatch !$.unit
