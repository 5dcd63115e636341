# why: who must act, by when and how that was counted over the Spring Festival, what comes if nobody does
pack: tests/rooms/cases/packs/many
import: territory data/places_to_grids.csv --top
import: organisations data/organisations.csv
clock: 2026-02-13T16:00:00+08:00
actor clerk holds clerk at C01
actor colleague holds clerk at C01
actor far holds clerk at C02
actor secretary holds secretary at C01
actor head holds grid_head at G011
actor both holds handler at P1, grid_head at G011
actor resident
actor neighbour

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业        200 -> p1=$.items[0].id

# three working days: the make-up Saturday, then nothing until the 24th; Friday is where it begins
resident POST /api/v1/cases {"process": "timed", "place": "{g}", "words": "楼道灯不亮"}   201
    -> id=$.id code=$.code number=$.number
clerk GET /api/v1/cases/{id}/why   200 $.number={number} $.state=open
    $.tasks#1 $.tasks[0].seat.post=clerk $.tasks[0].seat.holders=2 $.tasks[0].seat.mine=true
    $.tasks[0].seat.place_name=东社区 $.tasks[0].seat.names[*]=colleague
    $.tasks[0].due=2026-02-25T17:30:00+08:00 $.tasks[0].rule~^many/processes/clocks.yaml:[0-9]+$
    $.clocks#1 $.clocks[0].limit="3 workdays" $.clocks[0].limit_from=step $.clocks[0].agrees=true
    $.clocks[0].calendar=main $.clocks[0].calendar_rule~^many/pack.yaml: $.clocks[0].provisional=false
    $.clocks[0].legs#1 $.clocks[0].legs[0].days#13
    $.clocks[0].legs[0].days[0].why=begins $.clocks[0].legs[0].days[0].day=2026-02-13
    $.clocks[0].legs[0].days[1].sort=made_up $.clocks[0].legs[0].days[1].why=counts
    $.clocks[0].legs[0].days[1].name=春节调休 $.clocks[0].legs[0].days[1].rule=many/days.csv:6
    $.clocks[0].legs[0].days[2].sort=holiday $.clocks[0].legs[0].days[2].why=off
    $.clocks[0].legs[0].days[10].day=2026-02-23 $.clocks[0].legs[0].days[10].sort=holiday
    $.clocks[0].legs[0].days[11].why=counts $.clocks[0].legs[0].days[12].why=counts
    $.words[*]~2026年2月25日.17:30

# if nobody acts: a reminder, late, and the pack's answers in the order of their times
clerk GET /api/v1/cases/{id}/why   200 $.clocks[0].next#7
    $.clocks[0].next[0].what=remind $.clocks[0].next[0].at=2026-02-24T17:30:00+08:00
    $.clocks[0].next[1].what=late $.clocks[0].next[1].at=2026-02-25T17:30:00+08:00
    $.clocks[0].next[1].told#1 $.clocks[0].next[1].told[0].post=clerk
    $.clocks[0].next[2].what=yellow $.clocks[0].next[3].what=tell
    $.clocks[0].next[3].at=2026-02-26T14:30:00+08:00 $.clocks[0].next[3].told[0].post=secretary
    $.clocks[0].next[4].what=red $.clocks[0].next[4].at=2026-02-26T17:30:00+08:00
    $.clocks[0].next[5].what=up $.clocks[0].next[5].at=2026-02-27T17:30:00+08:00
    $.clocks[0].next[5].told[0].place_name=示范街道 $.clocks[0].next[5].told[0].holders=0
    $.clocks[0].next[5].words~无人任职
    $.clocks[0].next[6].what=move $.clocks[0].next[6].at=2026-02-28T17:30:00+08:00
    $.clocks[0].next[6].move=fall $.clocks[0].next[6].to_title=接手 $.clocks[0].next[6].possible=true

# in the caller's language
clerk GET /api/v1/cases/{id}/why Accept-Language:en   200 $.tasks[0].seat.post_title=Clerk
    $.clocks[0].legs[0].days[1].words~make-up.working.day $.clocks[0].legs[0].words~^3.working.days

# whose a move is, and why another's is not theirs
clerk GET /api/v1/cases/{id}/why   200 $.moves[name=done].offered=true !$.moves[name=done].bars
    $.moves[name=answer].offered=false $.moves[name=answer].bars[0].bar=not_yours
    $.moves[name=answer].who[0].who=initiator $.moves[name=fall].who[0].who=program
    $.moves[name=done].rule~^many/processes/clocks.yaml:
resident GET /api/v1/cases/{id}/why   200 $.moves[name=answer].offered=true
    $.moves[name=done].offered=false $.moves[name=done].bars[0].bar=not_yours
    $.moves[name=done].bars[0].words~东社区的受理员

# whoever reported it learns how many there are, not who; so does the holder of the code
resident GET /api/v1/cases/{id}/why   200 $.tasks[0].seat.holders=2 !$.tasks[0].seat.names
    $.tasks[0].seat.mine=false text!~colleague
nobody GET /api/v1/follow/{code}/why  200 $.number={number} !$.tasks[0].seat.names
    $.moves[name=answer].offered=true text!~colleague

# it is there for whoever may see the case
nobody GET /api/v1/cases/{id}/why      401
far GET /api/v1/cases/{id}/why         404
neighbour GET /api/v1/cases/{id}/why   404
clerk GET /api/v1/cases/1/why          404
clerk GET /api/v1/cases/{id}/why?all=perhaps   422 $.fields[0].path=all
nobody GET /api/v1/follow/AAAAAAAAAA/why   404

# a question before the holiday stops the clock, the answer comes in the middle of it
now 2026-02-14T15:00:00+08:00
clerk GET /api/v1/cases/{id}   200 -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "几单元?"}}   200
clerk GET /api/v1/cases/{id}/why   200 $.clocks[0].paused=true $.clocks[0].legs#2
    $.clocks[0].legs[1].kind=paused $.clocks[0].legs[1].reason=answer $.clocks[0].legs[1].by=clerk
    $.clocks[0].legs[1].left_seconds=59400 !$.clocks[0].legs[1].due
    $.clocks[0].next[0].what=go_on $.clocks[0].next[0].at=2026-02-25T17:30:00+08:00
    !$.clocks[0].next[1].at
resident GET /api/v1/cases/{id}/why   200 $.clocks[0].legs[1].reason=answer !$.clocks[0].legs[1].by
now 2026-02-18T10:00:00+08:00
resident GET /api/v1/cases/{id}   200 -> v=$.version
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "三单元"}}
    200 $.due=2026-02-26T11:00:00+08:00
clerk GET /api/v1/cases/{id}/why   200 $.clocks[0].paused=false $.clocks[0].legs#3 $.clocks[0].whole=true
    $.clocks[0].legs[2].kind=went_on $.clocks[0].legs[2].at=2026-02-18T10:00:00+08:00
    $.clocks[0].legs[2].due=2026-02-26T11:00:00+08:00 $.clocks[0].agrees=true
    $.clocks[0].legs[2].days[0].why=off $.clocks[0].legs[2].days[6].seconds=25200
    $.clocks[0].legs[2].days[8].to=2026-02-26T11:00:00+08:00

# more time, and who granted it
clerk POST /api/v1/cases/{id}/extensions {"limit": "1 workday", "reason": "等配件"}   201 -> e=$.id
secretary POST /api/v1/cases/{id}/extensions/{e} {"grant": true}   200
clerk GET /api/v1/cases/{id}/why   200 $.clocks[0].legs[3].kind=extended $.clocks[0].legs[3].by=secretary
    $.clocks[0].legs[3].limit="1 workday" $.clocks[0].legs[3].due=2026-02-27T17:30:00+08:00
    $.clocks[0].due=2026-02-27T17:30:00+08:00 $.clocks[0].agrees=true
resident GET /api/v1/cases/{id}/why   200 !$.clocks[0].legs[3].by text!~secretary.*等配件

# the program carries it on; the new step has its own clock, and the old one is told when asked for
now 2026-03-03T17:30:01+08:00
clerk GET /api/v1/cases/{id}/why   200 $.step=fallen $.clocks#1 $.clocks[0].step=fallen
    $.tasks[0].seat.post=secretary
clerk GET /api/v1/cases/{id}/why?all=true   200 $.clocks#2 $.clocks[0].step=any_work
    $.clocks[0].stopped=2026-03-03T17:30:00+08:00 $.clocks[0].late=true $.clocks[0].next#0

# it ends: nothing waits, and nothing more can be done
secretary GET /api/v1/cases/{id}   200 -> v=$.version
secretary POST /api/v1/cases/{id}/moves {"move": "close", "version": {v}}   200 $.state=ended
secretary GET /api/v1/cases/{id}/why   200 $.state=ended $.tasks#0 $.clocks#0 $.words#1
    $.moves[0].offered=false $.moves[0].bars[0].bar=ended

# a class says how long and for whom, and the line where it says so
clerk POST /api/v1/cases {"process": "auto", "class": "01.01", "place": "{g}", "words": "垃圾"}
    201 -> auto=$.id
clerk GET /api/v1/cases/{auto}/why   200 $.step=handling $.clocks[0].limit="1 workday"
    $.clocks[0].limit_from=class $.clocks[0].class=01.01 $.clocks[0].limit_rule~^many/pack.yaml:
    $.clocks[0].limit_rule!=many/processes/plain.yaml:108 $.clocks[0].legs[0].days[0].why=over
    $.suggestion[0].from=class $.suggestion[0].kind=property_company

# where no rule knows a unit, the program's own move waits for one, and says so
clerk POST /api/v1/cases {"process": "auto", "place": "{g}", "words": "不知归谁"}   201 -> free=$.id
clerk GET /api/v1/cases/{free}/why   200 $.step=dispatch $.suggestion#0 $.clocks#0
    $.moves[name=assign].automatic=true $.moves[name=assign].when=suggested
    $.moves[name=assign].bars#1 $.moves[name=assign].bars[0].bar=condition
    $.moves[name=choose].offered=true $.words[*]~没有时限
head GET /api/v1/cases/{free}/why   200 $.moves[name=assign].bars#2
    $.moves[name=assign].bars[0].bar=not_yours $.moves[name=assign].bars[1].bar=condition
now 2026-03-04T10:00:00+08:00
clerk POST /api/v1/cases {"process": "auto", "class": "01.02", "place": "{g}", "words": "占道"}
    201 -> ruled=$.id
clerk GET /api/v1/cases/{ruled}/why   200 $.suggestion[0].from=rule $.suggestion[0].because=市容
    $.suggestion[0].when~worktime $.suggestion[0].name=城市管理局
clerk GET /api/v1/cases/{ruled}/suggestion Accept-Language:en   200 $.why=Appearance

# whoever handled it may not verify it, though it would be their post
clerk POST /api/v1/cases {"process": "plain", "place": "{g}", "words": "井盖松动", "form": {"people": 2}}
    201 -> own=$.id
clerk GET /api/v1/cases/{own}   200 -> v=$.version
clerk POST /api/v1/cases/{own}/moves {"move": "accept", "version": {v}}   200 -> v=$.version
clerk GET /api/v1/cases/{own}/why   200 $.step=dispatch $.words[*]~没有时限
clerk POST /api/v1/cases/{own}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 -> v=$.version
both POST /api/v1/cases/{own}/moves {"move": "done", "version": {v}, "form": {"words_public": "已加固"}}
    200 $.step=verify
both GET /api/v1/cases/{own}/why   200 $.tasks[0].seat.mine=true
    $.moves[name=pass].offered=false $.moves[name=pass].bars#1 $.moves[name=pass].bars[0].bar=own_work
    $.moves[name=pass].bars[0].words~办理
head GET /api/v1/cases/{own}/why   200 $.moves[name=pass].offered=true

# a promised date: until that day is over
resident POST /api/v1/cases {"process": "promise", "place": "{g}"}   201 -> pr=$.id
clerk GET /api/v1/cases/{pr}/why   200 $.clocks[0].calendar=by_date $.clocks[0].due=2026-03-10T00:00:00+08:00
    $.clocks[0].legs[0].days[3].why=counts $.clocks[0].legs[0].days[3].sort=weekend
    $.clocks[0].legs[0].days[4].why=off $.clocks[0].legs[0].days[5].why=moved
clerk POST /api/v1/cases/{pr}/moves {"move": "promise", "version": 1, "form": {"promised": "2026-03-20"}}   200
clerk GET /api/v1/cases/{pr}/why   200 $.clocks[0].limit_from=promise !$.clocks[0].limit
    $.clocks[0].legs[0].kind=promise $.clocks[0].due=2026-03-21T00:00:00+08:00 $.clocks[0].agrees=true

# a confidential case is explained to those who have a part in it, and colleagues to no reporter
resident POST /api/v1/cases {"process": "tip", "place": "{g}", "words": "有人偷倒垃圾"}
    201 -> tip=$.id tcode=$.code
clerk GET /api/v1/cases/{tip}/why       404
head GET /api/v1/cases/{tip}/why        404
secretary GET /api/v1/cases/{tip}/why   200 $.tasks[0].seat.names[*]=secretary
resident GET /api/v1/cases/{tip}/why    200 $.tasks[0].seat.holders=1 !$.tasks[0].seat.names
nobody GET /api/v1/follow/{tcode}/why   200 !$.tasks[0].seat.names
secretary POST /api/v1/cases/{tip}/moves {"move": "ask", "version": 1, "form": {"words": "何处?"}}   200
secretary GET /api/v1/cases/{tip}/why   200 $.tasks[0].seat.who=initiator !$.tasks[0].seat.names
    text!~resident

# a year that is not announced: provisional, and every day of it says so
now 2026-12-30T10:00:00+08:00
resident POST /api/v1/cases {"process": "timed", "place": "{g}", "words": "年底"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}/why   200 $.clocks[0].provisional=true
    $.clocks[0].legs[0].days[1].sort=half $.clocks[0].legs[0].days[1].known=true
    $.clocks[0].legs[0].days[2].known=false $.clocks[0].legs[0].days[2].words~尚未公布
    $.clocks[0].words~公布后重算
