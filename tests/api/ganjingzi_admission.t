# what a department wants done in a community is admitted with conditions, refused, revoked, or its time is over
# GJ-60 admission; reviewed within 15 working days (domain C.2, 西城), the community may refuse (C.2, 二七).
rows: GJ-60
pack: practices/ganjingzi
import: territory data/district.csv --top
import: territory data/ganjingzi_grids.csv --under 990101001001
import: organisations data/ganjingzi_organisations.csv
clock: 2026-09-21T09:00:00+08:00
actor department holds handler at M2
actor officer holds admission_officer at 990101001
actor own-officer holds admission_officer at 990101001, handler at M2
actor other-officer holds admission_officer at 990101002
actor boss holds secretary at 990101001
actor community holds secretary at 990101001001
actor neighbour holds secretary at 990101001002
actor resident

nobody GET /api/v1/places/search?q=梅园社区   200 -> c=$.items[0].id

# not for residents; and not without what the community must know
resident POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "请社区帮我搬家",
    "form": {"basis": "无", "kind": "other", "begins": "2026-11-16", "until": "2026-12-31", "money": 0}}   403
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "每月报送养老台账"}
    422 $.fields[*].path=form.basis $.fields[*].path=form.money $.fields[*].path=form.until
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "入户核对高龄津贴领取人",
    "form": {"basis": "高龄津贴发放办法第九条", "kind": "assist", "begins": "2026-11-16", "until": "2026-12-31",
    "money": 2000000}}   201 $.number~^ZR -> id=$.id code=$.code
department GET /api/v1/cases/{id}   200 $.step=apply -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "submit", "version": {v}}   403
department POST /api/v1/cases/{id}/moves {"move": "submit", "version": {v}}   200 $.step=review

# fifteen working days across Mid-Autumn and National Day, with 10 October worked
officer GET /api/v1/cases/{id}   200 $.step=review $.due=2026-10-19T17:30:00+08:00 -> v=$.version
other-officer GET /api/v1/cases/{id}   404
community POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "x"}}   403
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}}   422 $.fields[0].path~conditions

# asked for more, the clock stands; nobody else answers
officer POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "经费何时到社区?"}}
    200 -> v=$.version
wait 10 days
officer GET /api/v1/cases/{id}   200 $.card=none
community POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "不知道"}}   403
department POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "十月底前到账"}}
    200 $.step=review -> v=$.version

# late: yellow, then red, then the secretary watches
now 2026-11-20T18:00:00+08:00
officer GET /api/v1/cases/{id}   200 $.card=red $.late=1 -> v=$.version
boss GET /api/v1/cases/{id}/timeline   200 $.items[*].kind=case.escalated
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v},
    "form": {"conditions": "经费两万元先到账，每社区不超过三个工作日", "until": "2026-12-31"}}   200 $.step=community -> v=$.version

# the community's word: conditions are not met, back once; then on its list
neighbour POST /api/v1/cases/{id}/moves {"move": "agree", "version": {v}}   404
department POST /api/v1/cases/{id}/moves {"move": "agree", "version": {v}}   403
community POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "经费没有到账"}}
    200 $.step=review -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "经费已到账"}}
    200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "object", "version": {v}, "form": {"reason": "再等等"}}   409
community POST /api/v1/cases/{id}/moves {"move": "agree", "version": {v}}
    200 $.step=admitted $.due=2027-01-01T00:00:00+08:00
nobody GET /api/v1/follow/{code}   200 $.step=admitted

# when its time is over it leaves the list by itself
now 2027-01-01T00:00:01+08:00
nobody GET /api/v1/follow/{code}   200 $.state=ended $.ended_as=expired

# revoked by the street, not by the community
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "统计沿街商户",
    "form": {"basis": "统计法", "kind": "assist", "begins": "2027-03-01", "until": "2027-06-30", "money": 0}}   201 -> id=$.id
department POST /api/v1/cases/{id}/moves {"move": "submit", "version": 1}   200
officer GET /api/v1/cases/{id}   200 -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "无"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "agree", "version": {v}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "revoke", "version": {v}, "form": {"reason": "太忙"}}   403
officer POST /api/v1/cases/{id}/moves {"move": "revoke", "version": {v}, "form": {"reason": "与普查重复"}}
    200 $.ended_as=revoked

# refused by the community, though the street approved; taken back by whoever applied
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "为企业盖章证明",
    "form": {"basis": "无", "kind": "stamp", "begins": "2027-03-01", "until": "2027-06-30", "money": 0}}   201 -> id=$.id
department POST /api/v1/cases/{id}/moves {"move": "submit", "version": 1}   200
officer GET /api/v1/cases/{id}   200 -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "无"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "不在证明清单内"}}
    200 $.ended_as=refused
own-officer POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "自己申请自己批",
    "form": {"basis": "无", "kind": "other", "begins": "2027-03-01", "until": "2027-06-30", "money": 0}}   201 -> id=$.id
own-officer POST /api/v1/cases/{id}/moves {"move": "submit", "version": 1}   200 -> v=$.version
own-officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "无"}}   403
own-officer POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": {v}}   200 $.ended_as=withdrawn

# done before its time is over: it leaves the list, said so by the community
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "张贴防汛通知",
    "form": {"basis": "防汛条例", "kind": "assist", "begins": "2027-03-01", "until": "2027-06-30", "money": 0}}   201 -> id=$.id
department POST /api/v1/cases/{id}/moves {"move": "submit", "version": 1}   200
officer GET /api/v1/cases/{id}   200 -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "approve", "version": {v}, "form": {"conditions": "无"}}   200 -> v=$.version
community POST /api/v1/cases/{id}/moves {"move": "agree", "version": {v}}   200 -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "x"}}   403
community POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}, "form": {"words_public": "已张贴"}}   200 $.ended_as=done

# refused by the street, with a reason that the department is told
department POST /api/v1/cases {"process": "admission", "place": "{c}", "words": "社区代收卫生费",
    "form": {"basis": "无", "kind": "other", "begins": "2027-03-01", "until": "2027-06-30", "money": 0}}   201 -> id=$.id
department POST /api/v1/cases/{id}/moves {"move": "submit", "version": 1}   200
officer GET /api/v1/cases/{id}   200 -> v=$.version
officer POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}}   422 $.fields[0].path=form.reason
officer POST /api/v1/cases/{id}/moves {"move": "refuse", "version": {v}, "form": {"reason": "没有依据"}}   200 $.ended_as=refused
