# a demand counts as filed once, however often it came back, and not when it was refused
rows: HT-03 HT-07
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor secretary holds secretary at 990101001001
actor fixer holds handler at J01

nobody GET /api/v1/places/search?q=示范社区   200 -> c=$.items[0].id

# a point finds its grid of the fifth level
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "lon": 100.0012, "lat": 38.0015,
    "words": "三号楼二单元楼道灯不亮"}   201 $.number~^SQ -> a=$.id
clerk GET /api/v1/cases/{a}   200 $.step=filing $.place_name~^五级网格

# accepted, sent back, accepted again
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 1}   200 $.step=dispatch
dispatcher POST /api/v1/cases/{a}/moves
    {"move": "back", "version": 2, "form": {"reason": "类别不对"}}   200 $.step=filing
clerk POST /api/v1/cases/{a}/moves {"move": "accept", "version": 3}   200 $.step=dispatch

# the estate has no property company: the residents' committee is suggested
dispatcher GET /api/v1/cases/{a}/suggestion   200 $.name~居民委员会 -> u=$.unit
dispatcher POST /api/v1/cases/{a}/moves {"move": "assign", "version": 4, "form": {"unit": "{u}"}}
    200 $.step=handling
fixer POST /api/v1/cases/{a}/moves
    {"move": "done", "version": 5, "form": {"words_public": "已更换灯具"}}   200 $.step=verifying
fixer POST /api/v1/cases/{a}/moves {"move": "pass", "version": 6}   403
clerk POST /api/v1/cases/{a}/moves {"move": "pass", "version": 6}   200 $.state=ended

# refused: closed, never filed
nobody POST /api/v1/cases {"process": "demand", "class": "d.10", "lon": 100.0012, "lat": 38.0015,
    "words": "与社区无关的事情"}   201 -> b=$.id
clerk POST /api/v1/cases/{b}/moves {"move": "refuse", "version": 1, "form": {"reason": "不属本社区"}}
    200 $.state=ended

settle
secretary GET /api/v1/figures/dashboard?place={c}   200 $.sums.opened=2 $.sums.filed=1
    $.sums.refused=1 $.sums.closed=2 $.sums.solved=1 $.sums.dispatched=1 $.sums.returned=1
    $.indicators[name=on_time].formula="closed_on_time / (closed + open_late)" $.indicators[name=on_time].least=5

# who is in danger is sent to the right door
nobody POST /api/v1/cases {"class": "s.01", "lon": 100.0012, "lat": 38.0015, "words": "着火"}
    422 $.reason=stop $.message~119 $.fields[0].code=stop $.fields[0].message~119

# the figures that the source reports stand apart from the counted ones
nobody GET /api/v1/figures/reported   200 $.items[name=households].value=8574
