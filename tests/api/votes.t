# a vote counts in two measures: carried, rejected, no quorum, called too late, or only a poll; never rounded
pack: packs/votes
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
# whoever draws the form is told by which rule, of what, with how many decimals
nobody GET /api/v1/practice/processes/decision   200
    $.steps[name=voting].moves[0].form[0].kind=vote $.steps[name=voting].moves[0].form[0].of=owners
    $.steps[name=voting].moves[0].form[0].vote.measures#2
    $.steps[name=voting].moves[0].form[0].vote.measures[name=area].decimals=2
    $.steps[name=voting].moves[0].form[0].vote.measures[name=area].unit=平方米
    $.steps[name=voting].moves[0].form[0].vote.take_part[measure=heads].asks=">= 2/3 of all"
    $.steps[name=voting].moves[0].form[0].vote.decide[measure=area].asks="> 1/2 of taking_part"
    $.steps[name=voting].moves[0].form[0].vote.notice_days=15 $.steps[name=voting].moves[0].form[0].vote.roll=true

resident POST /api/v1/cases {"process": "decision", "place": "{g}", "words": "选聘物业服务企业"}   201 -> id=$.id number=$.number

# of twelve members due, eight are there; more than half of all twelve are seven, not five of the eight
clerk POST /api/v1/cases/{id}/moves {"move": "deliberated", "version": 1, "form": {"deliberation": {"held": "2026-02-10",
    "all": {"heads": 12}, "taking_part": {"heads": 8}, "in_favour": {"heads": 6}, "against": {"heads": 2}}}}
    200 $.form.deliberation.result=rejected $.form.deliberation.thresholds[1].least=7 $.form.deliberation.thresholds[1].had=6
    $.form.deliberation.says.zh="未通过：参与表决党员人数8/12（至少8）；赞成党员人数6/12（未达到7）；反对党员人数2；弃权或无效党员人数0；2026-02-10表决。"
    $.form.outcome=rejected -> v=$.version

# exactly on each of the four thresholds, called exactly fifteen days before

clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-14", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 100, "area": "9000.00"}}}}
    200 $.step=counted $.form.result.result=carried $.form.result.thresholds#4 $.form.result.thresholds[*].met!=false
    $.form.result.thresholds[0].least=275 $.form.result.thresholds[1].least=25474.34 $.form.result.thresholds[2].least=138
    $.form.result.thresholds[3].least=12737.18 $.form.result.thresholds[3].had=12737.18 $.form.result.all.heads=412
    $.form.result.says.zh="通过：参与表决业主人数275/412（至少275）、专有部分面积25474.34/38211.50平方米（至少25474.34）；赞成业主人数138/275（至少138）、专有部分面积12737.18/25474.34平方米（至少12737.18）；反对业主人数100、专有部分面积9000.00平方米；弃权或无效业主人数37、专有部分面积3737.16平方米；2026-03-01表决，名册由区不动产登记中心于2026-01-20核实。"
    $.form.result.says.en~^Carried: -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "rejected", "version": {v}}   409
clerk POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}}   409
clerk GET /api/v1/cases/{id}/why   200 $.moves[name=rejected].bars[0].words~^不符合条件：“表决结果”是未通过；通过：参与表决
# one owner too few take part
clerk POST /api/v1/cases/{id}/moves {"move": "correct", "version": {v}, "form": {"reason": "复核"}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 274, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=no_quorum $.form.result.thresholds[0].met=false $.form.result.thresholds[1].met=true -> v=$.version
# the owners suffice, their area lacks a hundredth of a square metre
clerk POST /api/v1/cases/{id}/moves {"move": "correct", "version": {v}, "form": {"reason": "复核"}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 412, "area": "25474.33"}, "in_favour": {"heads": 412, "area": "25474.33"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=no_quorum $.form.result.thresholds[0].met=true $.form.result.thresholds[1].met=false $.form.result.says.zh~^参与表决未达到要求：.*（未达到25474.34） -> v=$.version
# half of the owners are not more than a half
clerk POST /api/v1/cases/{id}/moves {"move": "correct", "version": {v}, "form": {"reason": "复核"}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 276, "area": "38211.50"}, "in_favour": {"heads": 138, "area": "38211.50"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=rejected $.form.result.thresholds[2].least=139 $.form.result.thresholds[2].met=false -> v=$.version
# nor is half of the area
clerk POST /api/v1/cases/{id}/moves {"move": "correct", "version": {v}, "form": {"reason": "复核"}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 275, "area": "12737.17"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=rejected $.form.result.thresholds[2].met=true $.form.result.thresholds[3].met=false -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}}   409
# called fourteen days before
clerk POST /api/v1/cases/{id}/moves {"move": "correct", "version": {v}, "form": {"reason": "复核"}}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-15", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 412, "area": "38211.50"}, "in_favour": {"heads": 412, "area": "38211.50"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=irregular $.form.result.thresholds[*].met!=false
    $.form.result.says.zh~^未按期通知：应提前15天通知，只提前了14天； -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}}   409
clerk POST /api/v1/cases/{id}/moves {"move": "again", "version": {v}}   200 $.step=voting -> v=$.version

# what cannot be is refused, each with its place, in either language, and changes nothing
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 413, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.taking_part.heads $.fields[0].message="参与表决的不能多于全体（412）"
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 413, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}} Accept-Language:en
    422 $.fields[0].message="more take part than there are: 412"
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 138, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.in_favour.heads $.fields[0].message~275
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "12737.17"}}}} Accept-Language:en
    422 $.fields#1 $.fields[0].path=form.result.in_favour.area $.fields[0].message~25474.34
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.505"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.all.area $.fields[0].message~最多2位小数
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": -1},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}} Accept-Language:en
    422 $.fields[0].path=form.result.all.area $.fields[0].message~"not negative, of 2 decimals"
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412.5, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.all.heads $.fields[0].message~整数
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 0, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.all.heads
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 9999999999999, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.all.heads $.fields[0].message~1000000000000
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.all.heads
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0", "head": 1}}}}
    422 $.fields[0].path=form.result.against.head $.fields[0].message~heads
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": 3}}}
    422 $.fields[0].path=form.result.against
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.in_favour
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}, "result": "carried"}}}
    422 $.fields[0].path=form.result.result
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-03", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.held
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-03-02", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.announced $.fields[0].message~2026-03-01
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.announced
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-03-02"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.roll.on
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": " ", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields#1 $.fields[0].path=form.result.roll.by
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}
    422 $.fields[0].path=form.result.roll.on
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": "carried"}}
    422 $.fields#1 $.fields[0].path=form.result
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {}}
    422 $.fields#1 $.fields[0].path=form.result
other POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 275, "area": "25474.34"}, "in_favour": {"heads": 138, "area": "12737.18"}, "against": {"heads": 0, "area": "0"}}}}   404
clerk GET /api/v1/cases/{id}   200 $.version={v} $.form.result.result=irregular

# without a certified roll it is a poll whatever was counted, and everything that speaks of it says so
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 412, "area": "38211.50"}, "in_favour": {"heads": 412, "area": "38211.50"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.result=poll !$.form.result.roll $.form.result.taking_part.heads=412
    $.form.result.says.zh~"^意见征集（非法定表决）：没有经核实的名册，不作出决定；" $.form.result.says.zh!~至少
    $.form.result.says.en~"^Poll, not a vote: without a certified roll it decides nothing; " -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}}   409
clerk POST /api/v1/cases/{id}/moves {"move": "tell", "version": {v}}   200 $.step=showing $.notices[0].state=open
    -> v=$.version n=$.notices[0].notice
nobody GET /api/v1/notices/{n}   200 $.text~"表决情况：意见征集（非法定表决）：没有经核实的名册"
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}}   200 $.ended_as=carried
nobody GET /api/v1/public/cases/{number}   200 $.form.result.result=poll $.form.result.says.zh~^意见征集（非法定表决）
    !$.form.deliberation

# a vote that is carried becomes a paper in the same words; who reported it sees the public result
resident POST /api/v1/cases {"process": "decision", "place": "{g}", "words": "续聘"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "skip", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": {v}, "form": {"result": {"announced": "2026-02-01", "held": "2026-03-01", "roll": {"by": "区不动产登记中心", "on": "2026-01-20"}, "all": {"heads": 412, "area": "38211.50"},
    "taking_part": {"heads": 300, "area": "30000"}, "in_favour": {"heads": 290, "area": "29000.5"}, "against": {"heads": 0, "area": "0"}}}}
    200 $.form.result.in_favour.area=29000.50 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "resolve", "version": {v}}   200 $.step=showing -> v=$.version
clerk GET /api/v1/cases/{id}/documents   200 $.items#1 -> d=$.items[0].id
clerk GET /api/v1/cases/{id}/documents/{d}   200 $.words~^通过：参与表决业主人数300/412（至少275）
resident GET /api/v1/cases/{id}   200 $.form.result.says.zh~^通过：
# the same field by another rule: what it was counted by is kept with it
resident POST /api/v1/cases {"process": "decision", "place": "{g}", "words": "党员活动室"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "skip", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "count_members", "version": {v}, "form": {"result": {"held": "2026-03-02",
    "all": {"heads": 12, "area": "1"}, "taking_part": {"heads": 12}, "in_favour": {"heads": 7}, "against": {"heads": 5}}}}
    422 $.fields#1 $.fields[0].path=form.result.all.area
clerk POST /api/v1/cases/{id}/moves {"move": "count_members", "version": {v}, "form": {"result": {"held": "2026-03-02",
    "all": {"heads": "12"}, "taking_part": {"heads": 12}, "in_favour": {"heads": 7}, "against": {"heads": 5}}}}
    200 $.form.result.rule=members $.form.result.result=carried $.form.result.all.heads=12
# sums that are kept stricter than an office's are not told to whoever asks why
resident POST /api/v1/cases {"process": "closed_vote", "place": "{g}", "words": "评议"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "count", "version": 1, "form": {"closed": {"held": "2026-03-02",
    "all": {"heads": 12}, "taking_part": {"heads": 12}, "in_favour": {"heads": 7}, "against": {"heads": 5}}}}   200
clerk GET /api/v1/cases/{id}/why   200 $.moves[name=rejected].bars[0].words~^不符合条件：[^；]*$
