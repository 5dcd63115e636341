# areas drawn on the map: what is wrong is said with its place, and a point finds its grid
rows: HT-03
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident

nobody GET /api/v1/places/search?q=东社区   200 -> c1=$.items[0].id
nobody GET /api/v1/places/search?q=东一网格   200 -> g11=$.items[0].id
nobody GET /api/v1/places/search?q=东二网格   200 -> g12=$.items[0].id

# before there are areas: the nearest centre
nobody GET /api/v1/places/locate?lon=100.011&lat=38.011   200 $.place={g11} $.by_polygon=false
    $.metres<200 $.line#3
nobody GET /api/v1/places/locate?lon=100.011&lat=38.1   404
nobody GET /api/v1/places/locate?lon=38&lat=100   422 $.fields[0].path=lon

sys_admin PUT /api/v1/places/{g11}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.02, 38.02], [100.02, 38.0], [100.0, 38.02], [100.0, 38.0]]]}
END
    422 $.fields[0].path=geometry $.fields[0].message~100.01
sys_admin PUT /api/v1/places/{g11}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.02, 38.0], [100.02, 38.02], [100.0, 38.02]]]}
END
    422 $.fields[0].message~没有闭合
clerk PUT /api/v1/places/{g11}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.02, 38.0], [100.02, 38.02], [100.0, 38.02], [100.0, 38.0]]]}
END
    403
sys_admin PUT /api/v1/places/{g11}/area <<END application/geo+json
{"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates":
 [[[100.0, 38.0], [100.0, 38.02], [100.02, 38.02], [100.02, 38.0], [100.0, 38.0]]]}}
END
    200 $.place.version=2 $.warnings#0
sys_admin PUT /api/v1/places/{g12}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100.0, 37.98], [100.02, 37.98], [100.02, 38.001], [100.0, 38.001], [100.0, 37.98]]]}
END
    200 $.warnings#1 $.warnings[0].what=overlap $.warnings[0].other!=0 $.warnings[0].m2>150000
settle
nobody GET /api/v1/places/locate?lon=100.001&lat=38.019   200 $.place={g11} $.by_polygon=true
# the same place as a public map gives it
nobody GET /api/v1/places/locate?lon=100.0104&lat=38.0181&crs=bd09   200 $.place={g11} $.by_polygon=true
nobody GET /api/v1/places/{c1}/areas?kind=grid   200 $.type=FeatureCollection $.features#2
    $.features[0].properties.code=G011 $.features[0].geometry.type=Polygon
nobody GET /api/v1/places/{c1}/areas?kind=grid&limit=1   200 $.features#1 -> next=$.next
nobody GET /api/v1/places/{c1}/areas?kind=grid&limit=1&after={next}   200 $.features#1 !$.next
nobody GET /api/v1/places/{c1}/areas?kind=grid&south=38.005   200 $.features#1
nobody GET /api/v1/places/{g11}/area   200 $.properties.m2>3000000
nobody GET /api/v1/places/{c1}/area   404

# the two overlap by a strip of about a hundred metres
sys_admin GET /api/v1/places/{c1}/borders?kind=grid   200 $.items#1 $.items[0].what=overlap
    $.items[0].m2>150000 $.items[0].m2<250000
sys_admin DELETE /api/v1/places/{g12}/area   204
nobody GET /api/v1/places/{g12}/area   404

# a grid is split along a line: each part has its area from the same hour on, and an open case goes
# to the part in which it lies
resident POST /api/v1/cases {"class": "02.02", "lon": 100.004, "lat": 38.01, "words": "西边的灯不亮"}   201 -> west=$.id
resident POST /api/v1/cases {"class": "02.02", "lon": 100.016, "lat": 38.01, "words": "东边的灯不亮"}   201 -> east=$.id
sys_admin GET /api/v1/places/{g11}/passing   200 $.cases=2 $.points#2 $.points[0].lon=100.004
clerk GET /api/v1/places/{g11}/passing   403
sys_admin GET /api/v1/places/4711/passing   404
# a line from below to above cuts it, wherever it ends outside; one that ends within does not
sys_admin POST /api/v1/places/{g11}/area/cut {"line": [{"lon": 100.01, "lat": 37.99}, {"lon": 100.01, "lat": 38.03}]}
    200 $.parts#2 $.parts[0].geometry.type=Polygon $.parts[0].m2>1500000 $.parts[1].m2<2500000
sys_admin POST /api/v1/places/{g11}/area/cut {"line": [{"lon": 100.01, "lat": 38.0}, {"lon": 100.013, "lat": 38.01}, {"lon": 100.02, "lat": 38.01}]}
    200 $.parts#2
sys_admin POST /api/v1/places/{g11}/area/cut {"line": [{"lon": 100.01, "lat": 37.99}, {"lon": 100.01, "lat": 38.01}]}
    422 $.fields[0].path=line $.fields[0].message~穿到边界
sys_admin POST /api/v1/places/{g11}/area/cut {"line": [{"lon": 100.01, "lat": 37.99}]}   422 $.fields[0].path=line
sys_admin POST /api/v1/places/{g12}/area/cut {"line": [{"lon": 100.01, "lat": 37.9}, {"lon": 100.01, "lat": 38.1}]}
    422 $.fields[0].message~没有划定边界
clerk POST /api/v1/places/{g11}/area/cut {"line": [{"lon": 100.01, "lat": 37.9}, {"lon": 100.01, "lat": 38.1}]}   403
sys_admin POST /api/v1/places/{g11}/split/preview {"into": [{"name": "西网格"}, {"name": "东网格", "area":
    {"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.02, 38.02], [100.02, 38.0], [100.0, 38.02], [100.0, 38.0]]]}}],
    "rest": 0}   422 $.fields[0].path=into[1].area $.fields[0].message~100.01
sys_admin POST /api/v1/places/{g11}/split/preview {"into": [
    {"name": "西网格", "area": {"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.01, 38.0], [100.01, 38.02], [100.0, 38.02], [100.0, 38.0]]]}},
    {"name": "东网格", "area": {"type": "Polygon", "coordinates": [[[100.01, 38.0], [100.02, 38.0], [100.02, 38.02], [100.01, 38.02], [100.01, 38.0]]]}}],
    "rest": 0}   200 $.heirs[0].m2>1500000 $.heirs[1].m2<2500000
sys_admin POST /api/v1/places/{g11}/split {"into": [
    {"name": "西网格", "area": {"type": "Polygon", "coordinates": [[[100.0, 38.0], [100.01, 38.0], [100.01, 38.02], [100.0, 38.02], [100.0, 38.0]]]}},
    {"name": "东网格", "area": {"type": "Polygon", "coordinates": [[[100.01, 38.0], [100.02, 38.0], [100.02, 38.02], [100.01, 38.02], [100.01, 38.0]]]}}],
    "rest": 0}   200 $.items#2 $.items[0].lon>100.0 -> w=$.items[0].id e=$.items[1].id
settle
nobody GET /api/v1/places/locate?lon=100.005&lat=38.011   200 $.place={w} $.by_polygon=true
nobody GET /api/v1/places/locate?lon=100.015&lat=38.011   200 $.place={e} $.by_polygon=true
clerk GET /api/v1/cases/{west}   200 $.place={w}
clerk GET /api/v1/cases/{east}   200 $.place={e}
nobody GET /api/v1/places/{c1}/areas?kind=grid   200 $.features#2

# and merged again: the new one has the area of both, without the border between
sys_admin POST /api/v1/places/merge/preview {"nodes": [{"id": "{w}"}, {"id": "{e}"}], "name": "大网格"}
    200 $.heirs[0].m2>3500000
sys_admin POST /api/v1/places/merge {"nodes": [{"id": "{w}"}, {"id": "{e}"}], "name": "大网格"}   200 -> big=$.id
settle
nobody GET /api/v1/places/{big}/area   200 $.geometry.type=Polygon $.properties.m2>3500000
nobody GET /api/v1/places/locate?lon=100.015&lat=38.011   200 $.place={big} $.by_polygon=true

# of those without an area, or of which one has none, nothing is made up
sys_admin POST /api/v1/places/merge {"nodes": [{"id": "{big}"}, {"id": "{g12}"}], "name": "更大网格"}   200 -> bigger=$.id
nobody GET /api/v1/places/{bigger}/area   404
