# a file of places: checked first, refused rows come back with the reason, taken rows once
rows: HT-03
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01

sys_admin POST /api/v1/places/import/check?file=a.csv <<END text/csv
编码,名称,类型,上级编码,户数
G013,东三网格,网格,C01,280
G011,东一网格,网格,C01,301
G014,东四网格,网格,C09,10
G015,,网格,C01,10
END
    200 $.dry=true $.given=4 $.added=1 $.changed=1 $.refused=2 $.told#2
    $.told[column=parent].line=4 $.told[column=parent].why~C09 $.told[column=name].line=5
sys_admin POST /api/v1/places/import/refused <<END text/csv
code,name,kind,parent
G014,东四网格,grid,C09
G013,东三网格,grid,C01
END
    200 text~错误原因 text~G014 text!~G013
nobody GET /api/v1/places/search?q=东三   200 $.items#0
clerk POST /api/v1/places/import <<END text/csv
code,name,kind,parent
G013,东三网格,grid,C01
END
    403
sys_admin POST /api/v1/places/import <<END text/csv
code,name,kind,parent
G013,东三网格,grid,C01
END
    200 $.dry=false $.given=1 $.added=1 $.told#0
sys_admin POST /api/v1/places/import <<END text/csv
code,name,kind,parent
G013,东三网格,grid,C01
END
    200 $.added=0 $.same=1
nobody GET /api/v1/places/search?q=东三   200 $.items[0].above="示范街道 / 东社区"

# columns of any name; levels; GeoJSON
sys_admin POST /api/v1/places/import?names=code=bh&names=name=mc&levels=street&levels=community&levels=grid <<END text/csv
bh,mc,level,parent,vendor
G016,东六网格,3,C01,x
G017,东七网格,7,C01,x
END
    200 $.added=1 $.refused=1 $.unread[0]=vendor $.told[0].column=level
sys_admin POST /api/v1/places/import?form=geojson&kind=grid <<END application/geo+json
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "G018", "name": "东八网格", "parent": "C01"},
 "geometry": {"type": "Polygon", "coordinates": [[[100.5, 38.5], [100.51, 38.5], [100.51, 38.51], [100.5, 38.51], [100.5, 38.5]]]}}]}
END
    200 $.added=1
settle
nobody GET /api/v1/places/locate?lon=100.505&lat=38.505   200 $.by_polygon=true $.line[2].name=东八网格
sys_admin POST /api/v1/places/import <<END text/csv
name,kind
x,grid
END
    422 $.fields[0].path=file
sys_admin POST /api/v1/places/import?names=code <<END text/csv
code,name
END
    422 $.fields[0].path=names
