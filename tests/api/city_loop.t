# the loop of seven stages: two axes that no one holds alone, deferred over a holiday, returned, reworked, hung, merged
# GB/T 30428.8 (domain C.1): supervision files and verifies, command dispatches and judges what came back.
pack: practices/base-cn
import: territory data/district.csv --top
import: organisations data/district_organisations.csv
clock: 2026-09-28T09:00:00+08:00
actor worker holds grid_worker at 990101001001
actor clerk holds clerk at 990101001001
actor command holds dispatcher at 990101001001
actor both holds dispatcher at 990101001001, handler at W1
actor boss holds secretary at 990101001001
actor property holds handler at W1
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
command GET /api/v1/orgs/search?q=示范物业1号   200 -> w1=$.items[0].id

# confirmed by who walks there, filed by the clerk, sent back once, dispatched
resident POST /api/v1/cases {"class": "e", "place": "{c}", "words": "井盖缺失", "process": "loop"}   201 $.number~^CG -> id=$.id code=$.code
worker GET /api/v1/cases/{id}   200 $.step=collect $.due=2026-09-28T15:00:00+08:00 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}}   403
worker POST /api/v1/cases/{id}/moves {"move": "confirm", "version": {v}, "form": {"note": "属实"}}   200 $.step=file -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 $.step=dispatch -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}   403
command POST /api/v1/cases/{id}/moves {"move": "back", "version": {v}, "form": {"reason": "位置不准"}}   200 $.step=file -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}
    200 $.step=handle $.due=2026-10-10T17:30:00+08:00 -> v=$.version

# returned, dispatched again; deferred over the National Day holiday: what was left goes on afterwards; late after all
property POST /api/v1/cases/{id}/moves {"move": "return", "version": {v}, "form": {"reason": "井盖归自来水公司"}}   200 $.step=dispatch -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}", "note": "先围挡"}}   200 -> v=$.version
property POST /api/v1/cases/{id}/moves {"move": "defer", "version": {v}, "form": {"reason": "x"}}   403
now 2026-09-30T09:00:00+08:00
command POST /api/v1/cases/{id}/moves {"move": "defer", "version": {v}, "form": {"reason": "节后到货"}}   200 -> v=$.version
now 2026-10-09T09:00:00+08:00
command GET /api/v1/cases/{id}   200 $.card=none -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "resume", "version": {v}}   200 $.due=2026-10-13T17:30:00+08:00 -> v=$.version
now 2026-10-15T18:00:00+08:00
boss GET /api/v1/cases/{id}   200 $.card=red $.late=1
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
property GET /api/v1/cases/{id}   200 -> v=$.version

# done with a picture; who handled it neither judges nor verifies it; redone, reworked, verified
property POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已安装"}}   422 $.fields[0].path=form.photos_after
both POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
both POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已安装", "photos_after": ["{after}"]}}
    200 $.step=feedback -> v=$.version
both POST /api/v1/cases/{id}/moves {"move": "forward", "version": {v}}   403
command POST /api/v1/cases/{id}/moves {"move": "redo", "version": {v}, "form": {"reason": "照片模糊"}}   200 $.step=handle -> v=$.version
property POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
property POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已安装", "photos_after": ["{after}"]}}   200 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "forward", "version": {v}}   200 $.step=verify -> v=$.version
property POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   403
worker POST /api/v1/cases/{id}/moves {"move": "rework", "version": {v}, "form": {"reason": "井盖松动"}}   200 $.step=handle -> v=$.version
property POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
property POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已加固", "photos_after": ["{after}"]}}   200 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "forward", "version": {v}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "pass", "version": {v}}   200 $.ended_as=solved
nobody POST /api/v1/follow/{code}/evaluation {"answers": {"contacted": true, "resolved": true, "satisfied": 5}}   200

# what a patrol brings was seen already; refused, merged, nothing there, and hung by the clerk only
worker POST /api/v1/cases {"class": "e", "place": "{c}", "words": "树枝压线", "process": "loop", "channel": "patrol"}   201 -> id=$.id
worker POST /api/v1/cases {"class": "e", "place": "{c}", "words": "树枝压着电线", "process": "loop", "channel": "patrol"}   201 -> twin=$.id
clerk GET /api/v1/cases/{twin}   200 $.step=file -> v=$.version
clerk POST /api/v1/cases/{twin}/moves {"move": "merge", "version": {v}, "form": {"main_case": "{id}"}}   200 $.ended_as=merged
clerk GET /api/v1/cases/{id}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   200 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "assign", "version": {v}, "form": {"unit": "{w1}"}}   200 -> v=$.version
property POST /api/v1/files form(a=@data/photo.png)   201 -> after=$.items[0].id
property POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已围挡", "photos_after": ["{after}"]}}   200 -> v=$.version
command POST /api/v1/cases/{id}/moves {"move": "forward", "version": {v}}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "x"}}   403
clerk POST /api/v1/cases/{id}/moves {"move": "hang", "version": {v}, "form": {"reason": "待供电公司停电"}}   200 $.ended_as=hung
worker POST /api/v1/cases {"class": "e", "place": "{c}", "words": "想装路灯", "process": "loop", "channel": "patrol"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "属规划建议"}}   200 $.ended_as=refused
resident POST /api/v1/cases {"class": "e", "place": "{c}", "words": "有人乱倒渣土", "process": "loop"}   201 -> id=$.id
worker GET /api/v1/cases/{id}   200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "unfounded", "version": {v}, "form": {"reason": "现场没有"}}   200 $.ended_as=unfounded
