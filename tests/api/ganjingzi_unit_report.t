# each quarter a member unit reports; it is posted, commented, answered; a quarter without a report is missed
# GJ-49 member units report each quarter and accept supervision.
rows: GJ-49
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-01-05T09:00:00+08:00
actor branch holds secretary at 990101001001
actor other-branch holds secretary at 990101001002
actor unit holds alliance_delegate at A1
actor other-unit holds alliance_delegate at A2
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id
branch GET /api/v1/orgs/search?q=示范成员单位1号   200 -> a1=$.items[0].id

resident POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "x", "form": {"member": ["{a1}"], "about": "x"}}   403
branch POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "共建口袋公园", "form": {"member": ["{a1}"],
    "about": "1号单位2026年度共建"}}   201 $.number~^TB -> id=$.id
branch POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1}   403
other-unit GET /api/v1/cases/{id}   404
unit POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1}   200 $.step=reporting
    $.due=2026-04-05T09:00:00+08:00 -> v=$.version

# the first quarter in time: a case of its own, which the branch posts
now 2026-03-20T10:00:00+08:00
unit POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress_words": "短"}}
    422 $.fields[0].path=form.progress_words
unit POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress_words": "一季度完成选址和方案"}}
    200 $.step=reporting $.due=2026-07-05T09:00:00+08:00
branch GET /api/v1/cases/{id}/links   200 $.items[0].kind=follows -> post=$.items[0].other
other-branch GET /api/v1/cases/{post}   404
unit POST /api/v1/cases/{post}/moves {"move": "post", "version": 1}   404
branch POST /api/v1/cases/{post}/moves {"move": "post", "version": 1}   200 $.step=posted

# anybody comments; it is not over before the comment is answered, nor before its days are
nobody GET /api/v1/notices   200 $.items[0].title~季度通报 -> notice=$.items[0].id
nobody GET /api/v1/notices/{notice}   200 $.text~一季度完成选址和方案
nobody POST /api/v1/notices/{notice}/objections {"words": "选址占了停车位"}   201
now 2026-03-28T09:00:00+08:00
settle
branch GET /api/v1/cases/{post}   200 $.step=posted -> v=$.version
branch POST /api/v1/cases/{post}/moves {"move": "answered", "version": {v}}   409
branch GET /api/v1/office/notices/{notice}/objections   200 -> o=$.items[0].id
branch POST /api/v1/office/objections/{o}/answer {"words": "已调整到绿地东侧"}   204
settle
branch GET /api/v1/cases/{post}   200 -> v=$.version
branch POST /api/v1/cases/{post}/moves {"move": "answered", "version": {v}}   200 $.ended_as=heard

# the second quarter is missed, and counted once
now 2026-07-05T09:01:00+08:00
branch GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.kept $.items[*].kind=case.missed
branch GET /api/v1/cases/{id}   200 $.late=0 $.due=2026-10-05T09:00:00+08:00

# what is not true is not posted; a unit may decline, and it may leave; not in another's name
unit GET /api/v1/cases/{id}   200 -> v=$.version
other-unit POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress_words": "替1号单位说几句好话"}}   404
unit POST /api/v1/cases/{id}/moves {"move": "report", "version": {v}, "form": {"progress_words": "公园已经全部建成开放"}}
    200 -> v=$.version
branch GET /api/v1/cases/{id}/links   200 -> x=$.items[0].other y=$.items[1].other
branch GET /api/v1/cases?state=open&process=report_posting   200 $.items#1 -> post=$.items[0].id
branch POST /api/v1/cases/{post}/moves {"move": "return", "version": 1}   422 $.fields[0].path=form.reason
branch POST /api/v1/cases/{post}/moves {"move": "return", "version": 1, "form": {"reason": "现场仍是围挡"}}   200 $.ended_as=refused
unit POST /api/v1/cases/{id}/moves {"move": "leave", "version": {v}, "form": {"reason": "单位迁出"}}   200 $.ended_as=left
branch GET /api/v1/orgs/search?q=示范成员单位2号   200 -> a2=$.items[0].id
branch POST /api/v1/cases {"process": "unit_report", "place": "{c}", "words": "共建书屋", "form": {"member": ["{a2}"],
    "about": "2号单位2026年度共建"}}   201 -> id=$.id
other-unit POST /api/v1/cases/{id}/moves {"move": "decline", "version": 1, "form": {"reason": "没有场地"}}   200 $.ended_as=left
