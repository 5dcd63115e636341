# places and organisations from a file in the background: may be left, found again, with every row refused
rows: HT-03 QD-35
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01

# checked first: nothing is written
sys_admin POST /api/v1/imports/places/checks?file=places.xlsx <<END text/xlsx
编码,名称,类型,上级编码,户数
G013,东三网格,网格,C01,280
G011,东一新网格,网格,C01,300
G012,东二网格,网格,C01,300
G014,东四网格,网格,C09,10
END
    201 $.dry=true $.file=places.xlsx -> look=$.id
soon sys_admin GET /api/v1/imports/places/jobs/{look}   200 $.state=done $.given=4 $.done=4 $.taken=2 $.again=1
    $.refused=1 $.report.added=1 $.report.changed=1 $.report.told[0].line=5 $.report.told[0].why~C09
sys_admin GET /api/v1/imports/places/jobs/{look}/refused   200 Header:Content-Type~spreadsheetml
    text~错误原因 text~G014 text!~G013
nobody GET /api/v1/places/search?q=东三   200 $.items#0

# taken in
sys_admin POST /api/v1/imports/places/jobs?file=places.csv <<END text/csv
code,name,kind,parent
G013,东三网格,grid,C01
G014,东四网格,grid,C09
END
    201 $.dry=false -> in=$.id
soon sys_admin GET /api/v1/imports/places/jobs/{in}   200 $.state=done $.given=2 $.taken=1 $.refused=1 !$.failed
sys_admin GET /api/v1/imports/places/jobs/{in}/refused   200 Header:Content-Type~csv text~G014
nobody GET /api/v1/places/search?q=东三   200 $.items#1

# a file that is none, a query that is none; each kind is told by itself, and nobody else's
sys_admin POST /api/v1/imports/places/checks @data/broken.xlsx   201 -> bad=$.id
soon sys_admin GET /api/v1/imports/places/jobs/{bad}   200 $.state=failed $.failed~Excel
sys_admin GET /api/v1/imports/places/jobs/{bad}/refused   404
sys_admin POST /api/v1/imports/places/jobs?names=code <<END text/csv
code,name
END
    422 $.fields[0].path=names
sys_admin GET /api/v1/imports/places/jobs   200 $.items#3 $.items[0].state=failed !$.items[1].report
sys_admin GET /api/v1/imports/orgs/jobs   200 $.items#0
sys_admin GET /api/v1/imports/orgs/jobs/{in}   404
sec_admin GET /api/v1/imports/places/jobs/{in}   403
clerk GET /api/v1/imports/places/jobs   403
clerk POST /api/v1/imports/places/jobs <<END text/csv
code,name,kind,parent
END
    403

# organisations
sys_admin POST /api/v1/imports/orgs/jobs?dry_run=true&file=orgs.xlsx <<END text/xlsx
编码,类型,名称,服务地方编码
U1,城市管理,城市管理局,C01
P9,物业服务企业,南物业,C01
P10,没有的类型,北物业,
U2,公安,派出所,
END
    201 $.dry=true -> orgs=$.id
soon sys_admin GET /api/v1/imports/orgs/jobs/{orgs}   200 $.state=done $.given=4 $.done=4 $.taken=2 $.again=1
    $.refused=1 $.report.added=1 $.report.changed=1 $.report.told[0].line=4
sys_admin GET /api/v1/imports/orgs/jobs/{orgs}/refused   200 text~P10 text!~P9
sys_admin GET /api/v1/orgs/search?q=南物业   200 $.items#0
sys_admin POST /api/v1/imports/orgs/jobs <<END text/csv
code,kind,name
P9,property_company,南物业
END
    201 -> orgs=$.id
soon sys_admin GET /api/v1/imports/orgs/jobs/{orgs}   200 $.state=done $.taken=1
sys_admin GET /api/v1/orgs/search?q=南物业   200 $.items#1
sys_admin GET /api/v1/imports/orgs/jobs/{orgs}/refused   404
sys_admin POST /api/v1/imports/orgs/jobs <<END text/csv
code,colour
END
    201 -> odd=$.id
soon sys_admin GET /api/v1/imports/orgs/jobs/{odd}   200 $.state=failed $.failed~colour
clerk GET /api/v1/imports/orgs/jobs   403
