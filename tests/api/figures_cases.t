# from a number to its cases: each figure of a period, and a list narrowed so that it has as many
rows: HT-03
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor stats holds statistician at 990101001001
actor apart holds grid_worker at 9901010010010101

nobody GET /api/v1/places/search?q=示范社区   200 -> c=$.items[0].id

nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "lon": 100.0012, "lat": 38.0015,
    "words": "三号楼二单元楼道灯不亮"}   201 -> a=$.id
nobody POST /api/v1/cases {"process": "demand", "class": "d.10", "lon": 100.0012, "lat": 38.0015,
    "words": "与社区无关的事情"}   201 -> b=$.id
clerk POST /api/v1/cases/{b}/moves {"move": "refuse", "version": 1, "form": {"reason": "不属本社区"}}
    200 $.state=ended
settle

# ten days on the other one is late, is refused after all, and a third comes
now 2026-03-12T09:00:00+08:00
settle
nobody POST /api/v1/cases {"process": "demand", "class": "d.02", "lon": 100.0012, "lat": 38.0015,
    "words": "消防通道堆满了纸箱"}   201 -> d=$.id
clerk GET /api/v1/cases/{a}   200 -> v=$.version
clerk POST /api/v1/cases/{a}/moves {"move": "refuse", "version": {v}, "form": {"reason": "查无此事"}}
    200 $.state=ended
settle

# the last days, and those before them
stats GET /api/v1/figures/dashboard?place={c}&days=5   200 $.first_day=2026-03-08 $.last_day=2026-03-12
    $.sums.opened=1 $.sums.closed=1 $.sums.closed_late=1 $.sums.closed_on_time=0 $.sums.open=1
stats GET /api/v1/figures/dashboard?place={c}&days=5&last=2026-03-05   200 $.first_day=2026-03-01
    $.sums.opened=2 $.sums.closed=1 $.sums.closed_on_time=1 $.sums.open=1 $.sums.open_late=1
    $.children[0].sums.open=1 $.children[0].sums.open_late=1 $.days[0].opened=2
stats GET /api/v1/figures/dashboard?place={c}&days=5&last=2026-03-13   422 $.fields[0].path=last
    $.fields[0].code=not_yet
stats GET /api/v1/figures/dashboard?place={c}&days=5&last=gestern   422
stats GET /api/v1/figures/units?days=5&last=2026-03-05   200 $.items#0

# of one process: what is counted, where, and on which days; what is counted for all is left out
stats GET /api/v1/figures/dashboard?place={c}&days=30&process=demand   200 $.sums.opened=3
    $.classes#0 $.indicators[name=on_time].value=0.5 $.days#3 $.children[0].sums.opened=3
stats GET /api/v1/figures/dashboard?place={c}&days=30&process=certificate   200 $.sums.opened=0
    $.days#0 $.children#0
stats GET /api/v1/figures/dashboard?place={c}&days=30   200 $.sums.opened=3 $.classes#3

# whoever can unpack it gets it packed, made or kept, and who may not see it gets a plain refusal
stats GET /api/v1/figures/dashboard?place={c}&days=29 Accept-Encoding:gzip   200
    Header:Content-Encoding=gzip Header:Vary=Accept-Encoding $.sums.opened=3
stats GET /api/v1/figures/dashboard?place={c}&days=29 Accept-Encoding:gzip   200
    Header:Content-Encoding=gzip $.sums.opened=3
stats GET /api/v1/figures/dashboard?place={c}&days=29   200 !Header:Content-Encoding
    Header:Vary=Accept-Encoding $.sums.opened=3
apart GET /api/v1/figures/dashboard?place={c}&days=29 Accept-Encoding:gzip   403
    !Header:Content-Encoding $.code=denied

# the same numbers as lists
stats GET /api/v1/cases?place={c}&since=2026-03-08&until=2026-03-12   200 $.items#1
    $.items[0].id={d}
stats GET /api/v1/cases?place={c}&since=2026-03-01&until=2026-03-05   200 $.items#2
stats GET /api/v1/cases?place={c}&until=2026-03-01   200 $.items#0
stats GET /api/v1/cases?place={c}&state=ended&closed_from=2026-03-12&closed_to=2026-03-12&late=true
    200 $.items#1 $.items[0].id={a}
stats GET /api/v1/cases?place={c}&state=ended&closed_from=2026-03-08&closed_to=2026-03-12&on_time=true
    200 $.items#0
stats GET /api/v1/cases?place={c}&state=ended&closed_from=2026-03-01&closed_to=2026-03-05&on_time=true
    200 $.items#1 $.items[0].id={b}
stats GET /api/v1/cases?place={c}&q=堆满&since=2026-03-12   200 $.items#1
stats GET /api/v1/cases?place={c}&q=堆满&until=2026-03-11   200 $.items#0
stats GET /api/v1/cases?place={c}&since=heute   422
stats GET /api/v1/cases/counts?place={c}&since=2026-03-12   200
