# what is noticed in a building group is settled there, or goes up to the grid's branch and to the community
# HY-14 six roles of Party members in the building; HY-04, HY-05 who covers and contacts whom; HY-03 four levels
# of Party organisation; HY-07 building groups; HY-24 three levels of grid extended by two.
rows: HY-03 HY-04 HY-05 HY-07 HY-14 HY-24
pack: practices/huayuanlu
import: territory ../../practices/huayuanlu/demo/places.csv --top
import: territory ../../practices/huayuanlu/demo/places.geojson
import: organisations ../../practices/huayuanlu/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor member holds party_member at 99010100100100101
actor group holds party_head at 99010100100100101
actor other-group holds party_head at 99010100100100102
actor branch holds party_head at 990101001001001
actor community holds party_head at 990101001001
actor both holds party_head at 990101001001, handler at T1
actor mediator holds handler at T1
actor resident

nobody GET /api/v1/places/search?q=99010100100100101&match=code   200 $.items[0].code=99010100100100101 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001&match=code   200 $.items[0].code=990101001001 -> c=$.items[0].id
community GET /api/v1/orgs/search?q=松园社区人民调解委员会   200 -> t1=$.items[0].id

# settled in the group, by its head
member POST /api/v1/cases {"class": "l.03", "place": "{g}", "words": "楼道里堆了纸箱"}   201 $.number~^LB -> id=$.id
member POST /api/v1/cases {"class": "l.03", "place": "{c}", "words": "整个社区都脏"}   422 $.fields[0].path=place
other-group GET /api/v1/cases/{id}   404
branch POST /api/v1/cases/{id}/moves {"move": "settle", "version": 1, "form": {"words_public": "x"}}   403
group GET /api/v1/cases/{id}   200 $.step=at_level $.level=0 -> v=$.version
group POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{t1}"}}   409 $.reason=not_now
group POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"words_public": "已请住户搬走"}}
    200 $.step=tell_back -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "told", "version": {v}}   200 $.ended_as=solved

# group, branch, general branch: level by level to the top, where it is assigned
resident POST /api/v1/cases {"class": "l.04", "place": "{g}", "words": "楼上漏水，两家吵起来了"}   201 -> id=$.id code=$.code
group POST /api/v1/cases/{id}/moves {"move": "up", "version": 1}   422 $.fields[0].path~reason
group POST /api/v1/cases/{id}/moves {"move": "up", "version": 1, "form": {"reason": "劝不住"}}
    200 $.step=at_level -> v=$.version
group POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"words_public": "x"}}   403
branch GET /api/v1/cases/{id}   200 $.level=1
branch POST /api/v1/cases/{id}/moves {"move": "up", "version": {v}, "form": {"reason": "需人民调解"}}   200 -> v=$.version
community GET /api/v1/cases/{id}   200 $.level=2
community POST /api/v1/cases/{id}/moves {"move": "up", "version": {v}, "form": {"reason": "再往上"}}   409
both POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{t1}"}}
    200 $.step=handling -> v=$.version

# returned once; done, and told by somebody who did not handle it
mediator POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "先请物业查漏点"}}
    200 $.step=at_level -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{t1}"}}   200 -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "双方已达成一致"}}
    200 $.step=tell_back -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "told", "version": {v}}   403
group POST /api/v1/cases/{id}/moves {"move": "told", "version": {v}}   200 $.ended_as=solved
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 4}}   200

# refused with a reason
resident POST /api/v1/cases {"class": "l.05", "place": "{g}", "words": "听说要拆迁"}   201 -> id=$.id
group POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "没有此事"}}   200 $.ended_as=refused
