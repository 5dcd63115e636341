# places and organisations as a workbook: what comes out goes in again as it is, or mended
rows: HT-03 QD-35
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident

nobody GET /api/v1/places/search?q=东社区   200 -> c1=$.items[0].id
nobody GET /api/v1/places/search?q=示范街道   200 -> s1=$.items[0].id

# all that is there, parents before what lies below, kinds by their titles
resident POST /api/v1/exports/places   200 Header:Content-Type~spreadsheetml
    Header:Content-Disposition~places.xlsx text~^编码,名称,上级编码,类型,经度,纬度,户数
    text~S1,示范街道,,街道,100,38 text~G011,东一网格,C01,网格,100.01,38.01,300 -> all=text:(?s)(.*)
sys_admin POST /api/v1/places/import/check <<END text/xlsx
{all}
END
    200 $.given=7 $.same=7 $.refused=0 $.told#0 $.unread#0

# a subtree with the place itself; a kind; a part of the name or its initials
resident POST /api/v1/exports/places?within={c1}   200 text~C01,东社区,S1 text~B0111,1号楼,G011
    text!~西 text!~示范
resident POST /api/v1/exports/places?within={s1}&kind=grid   200 text~G011 text~G021 text!~C01,东社区 text!~B0111
resident POST /api/v1/exports/places?q=西社   200 text~C02,西社区 text!~G021
resident POST /api/v1/exports/places?q=一网格&within={c1}   200 text~G011 text!~G021
resident POST /api/v1/exports/places?q=西   422 $.fields[0].path=q
nobody POST /api/v1/exports/places   401
resident POST /api/v1/exports/places?within=1   404 $.fields[0].path=within

# mended in the sheet: another name and number are changes, not new places
sys_admin POST /api/v1/places/import <<END text/xlsx
编码,名称,上级编码,类型,经度,纬度,户数
G011,东一新网格,C01,网格,100.01,38.01,310
END
    200 $.given=1 $.changed=1 $.refused=0
resident POST /api/v1/exports/places?kind=grid   200 text~G011,东一新网格,C01,网格,100.01,38.01,310

# organisations, with all places that each covers
sys_admin GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
nobody GET /api/v1/places/search?q=西社区   200 -> c2=$.items[0].id
sys_admin POST /api/v1/relations {"kind": "covers", "a_org": "{p1}", "b_place": "{c2}"}   201
resident POST /api/v1/exports/orgs   200 Header:Content-Disposition~organisations.xlsx
    text~^编码,类型,名称,上级编码,地方编码,服务地方编码 text~P1,物业服务企业,东物业,,C01,C01、C02
    text~U1,城市管理,城市管理局,,S1,S1 -> orgs=text:(?s)(.*)
sys_admin POST /api/v1/orgs/import?dry_run=true <<END text/xlsx
{orgs}
END
    200 $.given=4 $.same=4 $.changed=0 $.added=0 $.refused=0 $.told#0
resident POST /api/v1/exports/orgs?within={p1}   200 text~东物业 text!~西物业
resident POST /api/v1/exports/orgs?q=派出   200 text~U2 text!~U1
nobody POST /api/v1/exports/orgs   401

# mended: renamed, hung elsewhere, moved, one more place covered; what is empty stays as it is
sys_admin POST /api/v1/orgs/import <<END text/xlsx
编码,类型,名称,上级编码,地方编码,服务地方编码
P1,物业服务企业,东大物业,,C02,
P2,物业服务企业,西物业,P1,,C02、C01
U1,公安,城市管理局,,,
U2,公安,派出所,U9,,
END
    200 $.given=4 $.changed=2 $.refused=2 $.told#2 $.told[0].line=4 $.told[0].why~类型 $.told[1].why~U9
resident POST /api/v1/exports/orgs   200 text~P1,物业服务企业,东大物业,,C02,C01、C02
    text~P2,物业服务企业,西物业,P1,C02,C02、C01 text~U2,公安,派出所,,S1,S1

# what has no code stands there by its number, and is found again by it
sys_admin POST /api/v1/places {"parent": "{c1}", "kind": "grid", "name": "东新网格"}   201 -> n1=$.id
sys_admin POST /api/v1/places {"parent": "{n1}", "kind": "building", "name": "9号楼"}   201 -> n2=$.id
resident POST /api/v1/exports/places?within={n1}   200 text~#{n1},东新网格,C01,网格 text~#{n2},9号楼,#{n1}, -> some=text:(?s)(.*)
sys_admin POST /api/v1/places/import/check <<END text/xlsx
{some}
END
    200 $.given=2 $.same=2 $.refused=0
sys_admin POST /api/v1/places/import <<END text/xlsx
编码,名称,上级编码,类型,经度,纬度,户数
#{n1},东三网格,,网格,,,40
#{n2},9号楼,G011,楼栋,,,
B0901,10号楼,#{n1},楼栋,,,
#{c1},东社区,S1,社区,,,
#77,不知道,C01,网格,,,
END
    200 $.given=5 $.changed=2 $.added=1 $.refused=2 $.told#2 $.told[0].line=5 $.told[0].why~重新导出 $.told[1].line=6
resident POST /api/v1/exports/places?within={c1}   200 text~#{n1},东三网格,C01,网格,,,40 text~#{n2},9号楼,G011,
    text~B0901,10号楼,#{n1},

sys_admin POST /api/v1/orgs {"kind": "property_company", "name": "新物业", "place": "{n1}"}   201 -> o1=$.id
sys_admin POST /api/v1/orgs {"kind": "property_company", "name": "新物业一站", "parent": "{o1}"}   201 -> o2=$.id
sys_admin POST /api/v1/relations {"kind": "covers", "a_org": "{o1}", "b_place": "{n1}"}   201
resident POST /api/v1/exports/orgs?within={o1}   200 text~#{o1},物业服务企业,新物业,,#{n1},#{n1}
    text~#{o2},物业服务企业,新物业一站,#{o1} -> more=text:(?s)(.*)
sys_admin POST /api/v1/orgs/import?dry_run=true <<END text/xlsx
{more}
END
    200 $.given=2 $.same=2 $.refused=0
sys_admin POST /api/v1/orgs/import <<END text/xlsx
编码,类型,名称,上级编码,地方编码,服务地方编码
#{o1},物业服务企业,新大物业,,C01,#{n1}、C01
#77,物业服务企业,不知道,,,
P9,物业服务企业,第九物业,#{o1},#{n1},
END
    200 $.given=3 $.changed=1 $.added=1 $.refused=1 $.told[0].line=3 $.told[0].why~重新导出
resident POST /api/v1/exports/orgs?within={o1}   200 text~#{o1},物业服务企业,新大物业,,C01,#{n1}、C01 text~P9,物业服务企业,第九物业,#{o1},#{n1}
