# a demand asked about over a holiday, returned, reworked, judged unsolved and opened again; refused, merged, not to be solved now
# HT-03 five levels: the report finds its grid, the heads and workers of that grid verify.
rows: HT-03
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-04-29T09:00:00+08:00
actor clerk holds clerk at 990101001001
actor dispatcher holds dispatcher at 990101001001
actor secretary holds secretary at 990101001001
actor fixer holds handler at J01
actor both holds handler at J01, clerk at 990101001001
actor worker holds grid_worker at 990101001001010101
actor resident

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=居民委员会   200 -> j=$.items[0].id

# five working days around Labour Day with 9 May worked; asked about, the clock stands and goes on with what was left
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道灯不亮"}   201 $.number~^SQ -> id=$.id code=$.code
resident POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   403
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}"}}   403
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}"}}   200 $.step=handling -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "应由物业更换"}}   200 $.step=dispatch -> v=$.version
dispatcher POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{j}"}}
    200 $.due=2026-05-09T17:30:00+08:00 -> v=$.version
now 2026-04-30T09:00:00+08:00
fixer POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "几单元？"}}   200 -> v=$.version
now 2026-05-06T09:00:00+08:00
fixer GET /api/v1/cases/{id}   200 $.card=none
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "三单元"}}
    200 $.due=2026-05-11T17:30:00+08:00 -> v=$.version
now 2026-05-13T18:00:00+08:00
secretary GET /api/v1/cases/{id}   200 $.card=red $.late=1
secretary GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated

# who handled it does not verify it; reworked; the reporter says no, once it is opened again
both GET /api/v1/cases/{id}   200 -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换灯泡"}}   200 $.step=verifying -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
worker POST /api/v1/cases/{id}/moves {"move": "rework", "version": {v}, "form": {"reason": "还是不亮"}}   200 $.step=handling -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已换线路"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=resolved
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": false, "satisfied": 1}}   200 $.step=handling
fixer GET /api/v1/cases/{id}   200 $.reopened=1 -> v=$.version

# said twice is one; what cannot be solved now the clerk says, not the worker; refused with a reason
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "楼道的灯又不亮"}   201 -> twin=$.id
clerk GET /api/v1/cases/{twin}   200 -> tv=$.version
clerk POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {tv}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
fixer GET /api/v1/cases/{id}   200 -> v=$.version
fixer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "需整体改造"}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "x"}}   403
clerk POST /api/v1/cases/{id}/moves {"move": "cannot", "version": {v}, "form": {"reason": "列入明年改造"}}   200 $.ended_as=unsolved
resident POST /api/v1/cases {"process": "demand", "class": "d.01", "place": "{g}", "words": "想知道彩票号码"}   201 -> no=$.id
clerk GET /api/v1/cases/{no}   200 -> v=$.version
clerk POST /api/v1/cases/{no}/moves {"move": "refuse", "version": {v}, "form": {"reason": "不属社区事务"}}   200 $.ended_as=refused
