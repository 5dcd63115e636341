# the tree of places: read lazily and by name, renamed, moved, split and merged with its past
rows: HT-03 LZ-11 GJ-09
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01

# anybody reads it, a generation at a time and a page at a time
nobody GET /api/v1/places   200 $.items#1 $.items[0].name=示范街道 $.items[0].below=true -> s=$.items[0].id
nobody GET /api/v1/places?parent={s}&limit=1   200 $.items#1 $.items[0].code=C01 -> c1=$.items[0].id next=$.next
nobody GET /api/v1/places?parent={s}&limit=1&after={next}   200 $.items#1 $.items[0].code=C02 !$.next
    -> c2=$.items[0].id
nobody GET /api/v1/places?parent={c1}   200 $.items#2 $.items[1].below=false -> g11=$.items[0].id g12=$.items[1].id
nobody GET /api/v1/places?parent={s}&limit=201   422 $.fields[0].path=limit
nobody GET /api/v1/places/{g11}   200 $.place.households=300 $.line#3 $.line[1].name=东社区
    $.below#1 $.below[0].kind=building $.below[0].n=1
nobody GET /api/v1/places/4711   404

# by a part of the name, by its beginning, by the code, within a subtree
nobody GET /api/v1/places/search?q=一网格   200 $.items#2 $.items[0].above="示范街道 / 东社区"
nobody GET /api/v1/places/search?q=一网格&within={c2}   200 $.items#1 $.items[0].code=G021
nobody GET /api/v1/places/search?q=东   422 $.fields[0].path=q
nobody GET /api/v1/places/search?q=%20东%20   422 $.fields[0].path=q
nobody GET /api/v1/places/search?q=东&match=begins   200 $.items#3
nobody GET /api/v1/places/search?q=东&match=begins&limit=2   200 $.items#2 -> next=$.next
nobody GET /api/v1/places/search?q=东&match=begins&limit=2&after={next}   200 $.items#1 !$.next
nobody GET /api/v1/places/search?q=G01&match=code   200 $.items#2
nobody GET /api/v1/places/search?q=100%25   200 $.items#0
nobody GET /api/v1/places/search   422 $.fields[0].path=q

# the scheme of the pack: what a source says there are, and what was found
nobody GET /api/v1/grid-scheme   200 $.items#4 $.items[name=community].known=2
    $.items[name=community].found=2 $.items[name=grid].takes_cases=true $.items[name=grid].found=3
nobody GET /api/v1/grid-scheme?within={c2}   200 $.items[name=grid].found=1

# a new name from a day on; the old tree can still be read
now 2026-04-01T09:00:00+08:00
clerk POST /api/v1/places/{c2}/rename {"version": 1, "name": "西园社区"}   403
sys_admin POST /api/v1/places/{c2}/rename {"version": 1, "name": "西园社区"}   200 $.version=2
sys_admin POST /api/v1/places/{c2}/rename {"version": 1, "name": "西苑社区"}   409 $.code=conflict
sys_admin POST /api/v1/places/{c2}/rename {"version": 2, "name": "x", "on": "2026-05-01"}   422
    $.fields[0].path=on
nobody GET /api/v1/places?parent={s}   200 $.items[1].name=西园社区
nobody GET /api/v1/places?parent={s}&on=2026-03-31   200 $.items[1].name=西社区
nobody GET /api/v1/places/{c2}/history   200 $.past#1 $.past[0].name=西社区 $.past[0].to=2026-04-01

# one community is split; a preview says what that moves
sys_admin POST /api/v1/places/{c1}/split/preview {"version": 1, "into": [
    {"code": "C01", "name": "东一社区"}, {"code": "C03", "name": "东二社区"}],
    "children": [{"id": "{g11}", "to": 0}]}   422 $.fields[0].path=children
sys_admin POST /api/v1/places/{c1}/split/preview {"version": 1, "into": [
    {"code": "C01", "name": "东一社区"}, {"code": "C03", "name": "东二社区"}],
    "children": [{"id": "{g11}", "to": 0}], "rest": 1}
    200 $.children=2 $.below=3 $.relations=1 $.orgs=1 $.heirs[0].below=2 $.heirs[1].below=1
sys_admin POST /api/v1/places/{c1}/split {"version": 1, "into": [
    {"code": "C01", "name": "东一社区"}, {"code": "C03", "name": "东二社区"}],
    "children": [{"id": "{g11}", "to": 0}], "rest": 1}
    200 $.items#2 $.items[0].code=C01 -> c1a=$.items[0].id c1b=$.items[1].id
nobody GET /api/v1/places/{g12}   200 $.line[1].name=东二社区
nobody GET /api/v1/places/{c1}/history   200 $.became#2
nobody GET /api/v1/places/{c1a}/history   200 $.olds#1 $.olds[0].name=东社区 $.olds[0].to=2026-04-01
clerk GET /api/v1/places/{g12}/units   200 $.items[0].name=东物业

# and merged again
sys_admin POST /api/v1/places/merge/preview {"nodes": [{"id": "{c1a}"}, {"id": "{c1b}"}],
    "name": "东社区", "code": "C04"}   200 $.children=2 $.heirs[0].name=东社区
sys_admin POST /api/v1/places/merge {"nodes": [{"id": "{c1a}"}, {"id": "{c1b}"}],
    "name": "东社区", "code": "C04"}   200 $.name=东社区 -> c4=$.id
nobody GET /api/v1/places?parent={c4}   200 $.items#2
sys_admin POST /api/v1/places/{g12}/move {"parent": "{c2}"}   200 $.parent={c2}
sys_admin POST /api/v1/places/{c4}/end {}   409 $.fields[0].path=below
sys_admin POST /api/v1/places/{c4}/end {"below": true}   200 $.to=2026-04-01
nobody GET /api/v1/places?parent={s}   200 $.items#1 $.items[0].id={c2}
