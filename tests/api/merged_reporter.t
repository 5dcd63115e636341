# a case went into another: its reporter is told into which, and asked only when that one has ended
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-04-29T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor first
actor second
actor third

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
first POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> one=$.id onenumber=$.number
second POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "三单元的灯坏了"}   201 -> two=$.id twonumber=$.number
third POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "灯又坏了"}   201 -> three=$.id threenumber=$.number
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "灯又不亮，我家在五楼"}   201 -> four=$.id fournumber=$.number code=$.code

# one goes into the second, the second and a fourth into the first
clerk POST /api/v1/cases/{three}/moves {"move": "merge", "version": 1, "form": {"main_case": "{two}"}}   200 $.ended_as=merged
clerk GET /api/v1/cases/{two}   200 -> v=$.version
clerk POST /api/v1/cases/{two}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{one}"}}   200 $.ended_as=merged
clerk POST /api/v1/cases/{four}/moves {"move": "merge", "version": 1, "form": {"main_case": "{one}"}}   200 $.ended_as=merged

# told into which, and how that one goes on; not asked yet
second GET /api/v1/messages   200 $.items#1 $.items[0].words~{twonumber}.*已合并办理。已并入事项{onenumber}
second GET /api/v1/messages Accept-Language:en   200 $.items[0].words~"went into case {onenumber}"
second GET /api/v1/cases/{two}/why   200 !$.evaluate_until $.words~已并入事项{onenumber}.*案卷建立 $.words~办结后再请反映人评价
third GET /api/v1/cases/{three}/why   200 !$.evaluate_until $.words~已并入事项{onenumber}
nobody GET /api/v1/follow/{code}/why   200 !$.evaluate_until $.words~已并入事项{onenumber}
second POST /api/v1/cases/{two}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}
    409 $.message~等它办结后再评价
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   409
nobody GET /follow/{code}   200 text~"并入的事项 <bdi>{onenumber}" text~案卷建立 text!~已办结</p>
    text!~可在 text!~楼道灯不亮 text!~#/follow/
nobody GET /follow/{code}?lang=en   200 text~"Case <bdi>{onenumber}</bdi>, into which it went"

# that one ends, days later: each is told and asked, from then on
wait 9 days
clerk GET /api/v1/cases/{one}   200 -> v=$.version
clerk POST /api/v1/cases/{one}/moves {"move": "refuse", "version": {v}, "form": {"reason": "已由物业更换"}}   200 $.state=ended
second GET /api/v1/messages   200 $.items#2 $.items[0].words~{twonumber}.*{onenumber}已办结：不予受理。请您评价
third GET /api/v1/messages   200 $.items#2 $.items[0].words~{threenumber}.*{onenumber}已办结
first GET /api/v1/messages   200 $.items#1
second GET /api/v1/cases/{two}/why   200 $.evaluate_until~2026-05-15 $.words~已并入事项{onenumber}，该事项已于.*不予受理
nobody GET /follow/{code}   200 text~2026年5月15日 text~href="../\./#/follow/{code}"
second POST /api/v1/cases/{two}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   200
second GET /api/v1/cases/{two}/why   200 !$.evaluate_until
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 2}}
    200 $.step=filing
wait 8 days
third POST /api/v1/cases/{three}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   409 $.message~期限已过
