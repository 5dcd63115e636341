# how units did: in a place, of a process; what is opened again has not been closed, there and everywhere
rows: HT-03 HT-07
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor fixer holds handler at J01
actor worker holds grid_worker at 990101001001010101
actor stats holds statistician at 990101001001
actor resident

nobody GET /api/v1/places/search?q=示范社区   200 -> c=$.items[0].id
nobody GET /api/v1/places/search?q=示范街道   200 -> s=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001010102&match=code   200 -> g2=$.items[0].id

resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> id=$.id code=$.code
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk GET /api/v1/orgs/search?q=居民委员会   200 -> u=$.items[0].id
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{u}"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换灯泡"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "rework", "version": {v}, "form": {"reason": "还是不亮"}}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换线路"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
settle

# in the grid, in the community, nowhere else; of its process and of no other
stats GET /api/v1/figures/units?place={c}&least=1   200 $.items#1 $.items[0].unit={u} $.items[0].closed=1 $.items[0].returned=1
stats GET /api/v1/figures/units?place={g}&least=1   200 $.items[0].closed=1
stats GET /api/v1/figures/units?place={g2}&least=1   200 $.items#0
stats GET /api/v1/figures/units?place={c}&least=1&process=demand   200 $.items[0].closed=1
stats GET /api/v1/figures/units?place={c}&least=1&process=certificate   200 $.items#0
stats GET /api/v1/figures/units?place={c}   200 $.items#0
stats GET /api/v1/figures/units?least=1   200 $.items[unit={u}].closed=1
stats GET /api/v1/figures/dashboard?place={c}&days=2   200 $.sums.closed=1 $.sums.solved=1 $.classes[class=d.01].closed=1 $.sums.open=0
    $.processes[process=demand].sums.closed=1

# the next day it is opened again: it is taken back from the day before, and counts when it ends anew
now 2026-03-03T09:00:00+08:00
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200 $.step=handling
settle
stats GET /api/v1/figures/dashboard?place={c}&days=2   200 $.sums.closed=0 $.sums.closed_on_time=0 $.sums.solved=0 $.sums.handle_seconds=0
    $.sums.reopened=1 $.sums.open=1 $.classes[class=d.01].closed=0 $.children[0].sums.closed=0 $.days[0].closed=0
stats GET /api/v1/figures/dashboard?place={c}&days=1&last=2026-03-02   200 $.sums.closed=0 $.sums.open=0
stats GET /api/v1/figures/units?place={c}&least=1   200 $.items#0
stats GET /api/v1/cases?place={c}&state=ended&closed_from=2026-03-02&closed_to=2026-03-03   200 $.items#0

# from how many were opened again to which: by the day of that, and not by the day of the report or of the end
stats GET /api/v1/cases?place={c}&reopened_from=2026-03-03&reopened_to=2026-03-03   200 $.items#1 $.items[0].id={id}
fixer GET /api/v1/cases?unit={u}&reopened_from=2026-03-03   200 $.items#1
stats GET /api/v1/cases?place={c}&reopened_to=2026-03-02   200 $.items#0
stats GET /api/v1/cases?place={c}&reopened_from=2026-03-04   200 $.items#0
stats GET /api/v1/cases?place={g2}&reopened_from=2026-03-03   200 $.items#0
stats GET /api/v1/cases?place={c}&reopened_from=soon   422 $.fields[0].path=reopened_from
fixer GET /api/v1/cases/{id}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已修好"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
settle
stats GET /api/v1/figures/dashboard?place={c}&days=2   200 $.sums.closed=1 $.sums.reopened=1 $.days[0].closed=0 $.days[1].closed=1
stats GET /api/v1/figures/units?place={g}&least=1   200 $.items[0].closed=1
stats GET /api/v1/cases?place={c}&state=ended&unit={u}&closed_from=2026-03-02&closed_to=2026-03-03   200 $.items#1

# ended anew it was opened again all the same; what ended once, or was judged and stayed ended, was not
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   200
stats GET /api/v1/cases?place={c}&reopened_from=2026-03-01&reopened_to=2026-03-05   200 $.items#1
now 2026-03-04T09:00:00+08:00
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道窗户坏"}   201 -> o=$.id ocode=$.code
clerk GET /api/v1/cases/{o}   200 -> v=$.version
clerk POST /api/v1/cases/{o}/moves {"move": "refuse", "version": {v}, "form": {"reason": "不属本社区"}}   200 $.state=ended
stats GET /api/v1/cases?place={c}&reopened_from=2026-03-01   200 $.items#1

# a place that there is, and in which one may read figures
stats GET /api/v1/figures/units?place=1   404
stats GET /api/v1/figures/units?place={s}   403
resident GET /api/v1/figures/units?place={c}   403
nobody GET /api/v1/figures/units?place={c}   401
