# a unit ends and nothing comes of it: its open cases go back to whoever dispatches, and everybody can see why
# HT-03 units change while cases are with them, and none waits at a door that is closed.
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
clerk GET /api/v1/orgs/search?q=居民委员会   200 -> j=$.items[0].id
clerk GET /api/v1/orgs/{j}   200 -> kind=$.org.kind sits=$.org.place
sys_admin POST /api/v1/orgs {"kind": "{kind}", "code": "J97", "name": "临时队", "place": "{sits}"}   201 -> team=$.id
sys_admin POST /api/v1/orgs {"kind": "{kind}", "code": "J98", "name": "夏季队", "place": "{sits}"}   201 -> summer=$.id
sec_admin POST /api/v1/postings {"account": "{fixer}", "post": "handler", "org": "{team}"}   201
sec_admin POST /api/v1/postings {"account": "{fixer}", "post": "handler", "org": "{summer}"}   201

# three cases: one that it leads, one where it assists, one that it has done and that waits to be verified
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> lead=$.id number=$.number
clerk POST /api/v1/cases/{lead}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{lead}/moves {"move": "assign", "version": {v}, "form": {"unit": "{team}"}}   200 $.step=handling
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "井盖松动响"}   201 -> help=$.id
clerk POST /api/v1/cases/{help}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{help}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}", "assist": ["{team}"]}}
    200 $.tasks#2
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "垃圾桶满溢"}   201 -> done=$.id third=$.number
clerk POST /api/v1/cases/{done}/moves {"move": "accept", "version": 1}   200 -> v=$.version
dispatcher POST /api/v1/cases/{done}/moves {"move": "assign", "version": {v}, "form": {"unit": "{team}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{done}/moves {"move": "done", "version": {v}, "form": {"words_public": "已清运"}}
    200 $.step=verifying -> v=$.version

# it ends today: what it leads goes back and says so, to the dispatcher too; where it assisted the lead goes on
sys_admin POST /api/v1/orgs/{team}/end {}   200
settle
dispatcher GET /api/v1/cases/{lead}   200 $.step=dispatch !$.unit $.tasks#1 $.tasks[0].post=dispatcher -> back=$.version
dispatcher GET /api/v1/cases/{lead}/timeline   200 $.items[kind=case.unit_ended].data.name=临时队
    $.items[kind=case.unit_ended].data.org={team}
dispatcher GET /api/v1/my/tasks?to_dispatch=true   200 $.items#1 $.items[0].id={lead}
dispatcher GET /api/v1/messages   200 $.items[0].words~{number}.*临时队已撤销
resident GET /api/v1/cases/{lead}/timeline   200 $.items[*].kind!=case.unit_ended
clerk GET /api/v1/cases/{help}   200 $.step=handling $.unit={j} $.tasks#1 $.tasks[0].org={j}
clerk GET /api/v1/cases/{help}/timeline   200 $.items[kind=case.unit_ended].data.org={team}
clerk GET /api/v1/cases/{done}   200 $.step=verifying $.unit={team}

# once: nothing is left to do when it is looked again, the next day too
wait 1 day
settle
clerk GET /api/v1/cases/{help}/timeline   200 $.items#4

# what was done badly is not sent back to it either
worker POST /api/v1/cases/{done}/moves {"move": "rework", "version": {v}, "form": {"reason": "没有清干净"}}
    200 $.step=dispatch !$.unit
dispatcher GET /api/v1/cases/{done}/timeline   200 $.items[kind=case.unit_ended].data.org={team}
dispatcher GET /api/v1/messages   200 $.items[0].words~{third}.*临时队已撤销

# another that ends on a day to come keeps its work until then
dispatcher POST /api/v1/cases/{lead}/moves {"move": "assign", "version": {back}, "form": {"unit": "{summer}"}}   200 $.step=handling
sys_admin POST /api/v1/orgs/{summer}/end {"on": "2026-05-06"}   200
settle
fixer GET /api/v1/my/tasks   200 $.items[id={lead}].step=handling
wait 5 days
settle
clerk GET /api/v1/cases/{lead}   200 $.step=handling $.unit={summer}
wait 1 day
settle
clerk GET /api/v1/cases/{lead}   200 $.step=dispatch !$.unit
