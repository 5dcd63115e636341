# "me too" goes along: whose case was merged into another follows that one by the code they have
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-04-29T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 -> one=$.id onenumber=$.number
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "三单元的灯坏了"}   201 -> two=$.id twonumber=$.number
nobody POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "灯又不亮，我家在五楼"}   201 -> three=$.id threenumber=$.number own=$.code
nobody POST /api/v1/cases/{three}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   201 -> code=$.code
nobody GET /api/v1/follow/{code}/progress   200 $.number={threenumber} !$.joined

# merged: both codes lead to the case that goes on, and say from which; a merged one's reporter keeps their own page
clerk POST /api/v1/cases/{three}/moves {"move": "merge", "version": 1, "form": {"main_case": "{two}"}}   200 $.ended_as=merged
nobody GET /api/v1/follow/{code}/progress   200 $.number={twonumber} $.joined={threenumber} $.state=open $.says#1 !$.words
nobody GET /api/v1/follow/{own}/progress   200 $.number={twonumber} $.joined={threenumber} $.state=open
nobody GET /api/v1/follow/{own}   200 $.number={threenumber} $.state=ended $.outcome=merged $.words~五楼
nobody GET /follow/{code}   200 text~{twonumber} text~{threenumber} text~已并入本事项 text!~五楼
nobody GET /follow/{code}?lang=en   200 text~"was merged into this one"

# and that one again into another: to the last, with what becomes of it
clerk GET /api/v1/cases/{two}   200 -> v=$.version
clerk POST /api/v1/cases/{two}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{one}"}}   200 $.ended_as=merged
nobody GET /api/v1/follow/{code}/progress   200 $.number={onenumber} $.joined={threenumber} $.state=open
nobody POST /api/v1/cases/{three}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   200 $.again=true $.code={code}
clerk GET /api/v1/cases/{one}   200 -> v=$.version
clerk POST /api/v1/cases/{one}/moves {"move": "refuse", "version": {v}, "form": {"reason": "已由物业更换"}}   200 $.state=ended
nobody GET /api/v1/follow/{code}/progress   200 $.number={onenumber} $.state=ended $.outcome=refused $.says#0
nobody GET /api/v1/follow/AAAAAAAAAA/progress   404
