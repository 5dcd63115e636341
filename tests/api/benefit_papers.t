# a benefit: shown for seven days with nothing but what may be shown, objected to, decided, and papers made out
pack: packs/papers
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor checker holds checker at C01
actor other holds clerk at C02
actor resident
actor neighbour

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=东社区     200 -> c1=$.items[0].id
nobody GET /api/v1/practice/processes/benefit   200 $.steps[name=publicity].shows=true $.steps[name=survey].shows=false

resident POST /api/v1/cases {"process": "benefit", "place": "{g}", "form": {"name": "王小明", "people": 3,
    "paper": "110101199003070011"}}   201 -> id=$.id code=$.code number=$.number

# nothing is shown before somebody has looked; only who checks may propose, and not without the amount
nobody GET /api/v1/notices   200 $.items#0
clerk POST /api/v1/cases/{id}/moves {"move": "propose", "version": 1, "form": {"amount": 860}}   403
checker POST /api/v1/cases/{id}/moves {"move": "propose", "version": 1}   422 $.fields[0].path=form.amount
checker POST /api/v1/cases/{id}/moves {"move": "propose", "version": 1, "form": {"amount": 860}}
    200 $.step=publicity $.notices#1 $.notices[0].state=open $.notices[0].objections=0 -> v=$.version

# everybody reads the frozen text: name masked, people, amount; no number, no paper, no address
nobody GET /api/v1/notices?place={g}   200 $.items#1 $.items[0].place={c1} $.items[0].from=2026-03-02
    $.items[0].to=2026-03-09 $.items[0].objections_to=2026-03-09 $.items[0].comments=false -> n=$.items[0].id
nobody GET /api/v1/notices/{n}   200 $.text~王\*户（3人）每月860元 $.text!~小明 $.text!~1990 $.text!~{number}
    $.digest~^[0-9a-f]{64}$ !$.case !$.names
other GET /api/v1/office/notices?place={c1}   403
# whoever sees the case finds its notices; how many objected only the office reads
resident GET /api/v1/cases/{id}   200 $.notices[0].notice={n} $.notices[0].to=2026-03-09 !$.notices[0].objections
nobody GET /api/v1/follow/{code}   200 $.notices[0].notice={n}

# an objection: the clerk is told, the case cannot simply go on, the notice can be left for a new check
clerk POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "x"}}   409
neighbour POST /api/v1/notices/{n}/objections {"words": "他家另有房产", "name": "李四"}   201 -> o=$.id ocode=$.code
clerk GET /api/v1/messages   200 $.items[0].about=case $.items[0].subject={id} $.items[0].words~异议
clerk GET /api/v1/cases/{id}   200 $.version={v} $.notices[0].objections=1 $.notices[0].objections_open=1
clerk POST /api/v1/cases/{id}/moves {"move": "settled", "version": {v}, "form": {"reason": "x"}}   409
clerk POST /api/v1/cases/{id}/moves {"move": "undisputed", "version": {v}}   403
clerk POST /api/v1/cases/{id}/moves {"move": "disputed", "version": {v}, "form": {"reason": "李四称其另有房产"}}
    200 $.step=survey $.notices[0].state=withdrawn $.notices[0].why=李四称其另有房产 -> v=$.version
nobody GET /api/v1/notices/{n}   200 $.state=withdrawn $.result="有异议，重新核查" $.text!~房产
resident GET /api/v1/cases/{id}   200 !$.notices[0].why
nobody POST /api/v1/notices/{n}/objections {"words": "太迟了"}   409

# shown again, objected to again, answered: then it goes on with a reason, but not before its seven days are over
wait 1 day
checker POST /api/v1/cases/{id}/moves {"move": "propose", "version": {v}, "form": {"amount": 430}}
    200 $.notices#2 $.notices[1].state=open $.notices[1].objections=0 -> n=$.notices[1].notice v=$.version
nobody POST /api/v1/notices/{n}/objections {"words": "仍有异议"}   201 -> o=$.id ocode=$.code
clerk POST /api/v1/office/objections/{o}/answer {"words": "已核实，无房产"}   204
other POST /api/v1/office/objections/{o}/answer {"words": "x"}   404
nobody GET /api/v1/objections/{o}?code={ocode}   200 $.answer=已核实，无房产
clerk POST /api/v1/cases/{id}/moves {"move": "settled", "version": {v}, "form": {"reason": "x"}}   409
now 2026-03-10T00:05:00+08:00
nobody GET /api/v1/notices/{n}   200 $.state=closed
clerk GET /api/v1/cases/{id}   200 $.step=publicity $.version={v} $.notices[1].objections_open=0
clerk POST /api/v1/cases/{id}/moves {"move": "settled", "version": {v}, "form": {"reason": "异议不成立"}}
    200 $.step=deciding -> v=$.version

# the paper needs its day; nothing is made out, and no number lost, when it is refused
clerk POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}}   422 $.fields[0].path=form.from_day $.fields#1
clerk GET /api/v1/cases/{id}/documents   200 $.items#0
clerk POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"from_day": "2026-04-01",
    "note_on_paper": "<script>alert(1)</script>"}}   200 $.step=paying $.notices[2].comments=true -> v=$.version
clerk GET /api/v1/cases/{id}/documents   200 $.items#1 $.items[0].number=TZ-2026-000001 $.items[0].state=valid
    $.items[0].issuer=东社区 $.items[0].day=2026-03-10 !$.items[0].words -> d=$.items[0].id

# who has just made it out prints it; it has no script, and what people wrote is text
clerk GET /api/v1/cases/{id}/documents/{d}   200 $.words~王小明 $.words~2026年4月1日 $.words~{number} $.signers#2
    $.seal=true $.digest~^[0-9a-f]{64}$ -> dcode=$.code
clerk GET /documents/{d}/print   200 Header:Content-Type~text/html Header:Content-Security-Policy~default-src
    text~TZ-2026-000001 text~王小明 text~盖章处 text~&lt;script&gt; text!~<script text!~已作废
# minutes later the office says why it looks, on record; others do not look at all
wait 11 minutes
clerk GET /api/v1/cases/{id}/documents/{d}   403 $.reason=personal_document
clerk GET /documents/{d}/print   403
clerk POST /api/v1/cases/{id}/documents/{d}/unmask {"reason": "x"}   422
clerk POST /api/v1/cases/{id}/documents/{d}/unmask {"reason": "窗口补打一份"}   200 $.words~王小明
clerk GET /documents/{d}/print   200
clerk GET /api/v1/cases/{id}/timeline   200 $.items[kind=case.unmasked].data.reason=窗口补打一份
checker GET /api/v1/cases/{id}/documents/{d}   403
checker POST /api/v1/cases/{id}/documents/{d}/unmask {"reason": "只是想看看"}   403
other GET /api/v1/cases/{id}/documents/{d}   404
neighbour GET /api/v1/cases/{id}/documents   404
nobody GET /api/v1/cases/{id}/documents   401
nobody GET /documents/{d}/print   404
nobody GET /documents/{id}/print   404
# whose it is reads and prints it, by account or by the code
resident GET /api/v1/cases/{id}/documents/{d}   200 $.words~王小明
resident GET /documents/{d}/print   200
nobody GET /api/v1/follow/{code}/documents   200 $.items[0].id={d}
nobody GET /api/v1/follow/{code}/documents/{d}   200 $.number=TZ-2026-000001
nobody GET /documents/{d}/print?code={code}   200
nobody GET /documents/{d}/print?code=AAAAAAAAAA   404

# whoever has it in hand asks whether it holds, and learns no more than that
nobody GET /api/v1/public/documents/TZ-2026-000001?code={dcode}   200 $.state=valid $.title=救助通知书
    $.day=2026-03-10 !$.words !$.issuer !$.id
nobody GET /api/v1/public/documents/TZ-2026-000001?code=AAAAAAAAAA   404
nobody GET /api/v1/public/documents/TZ-2026-000001   422
nobody GET /api/v1/public/documents/TZ-2026-000002?code={dcode}   404
clerk POST /api/v1/cases/{id}/moves {"move": "mistaken", "version": {v}, "form": {"reason": "起始日有误"}}
    200 $.step=deciding -> v=$.version
nobody GET /api/v1/public/documents/TZ-2026-000001?code={dcode}   200 $.state=annulled
resident GET /documents/{d}/print   200 text~已作废
clerk POST /api/v1/cases/{id}/moves {"move": "grant", "version": {v}, "form": {"from_day": "2026-05-01"}}
    200 -> v=$.version
clerk GET /api/v1/cases/{id}/documents   200 $.items#2 $.items[0].state=annulled $.items[1].number=TZ-2026-000002

# what was only for information is commented on
nobody GET /api/v1/notices   200 $.items[0].comments=true $.items[0].text~3人 -> n=$.items[0].id
nobody POST /api/v1/notices/{n}/objections {"words": "公开得好"}   201
clerk GET /api/v1/messages   200 $.items[0].words~意见
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": {v}}   200 $.ended_as=granted
nobody GET /api/v1/notices/{n}   200 $.state=withdrawn $.result=办结

# nobody objects: the case goes on by itself when the days are over
resident POST /api/v1/cases {"process": "benefit", "place": "{g}", "form": {"name": "赵六", "people": 1,
    "paper": "110101199003070011"}}   201 -> id=$.id
checker POST /api/v1/cases/{id}/moves {"move": "propose", "version": 1, "form": {"amount": 500}}   200
wait 6 days
clerk GET /api/v1/cases/{id}   200 $.step=publicity
wait 1 day
clerk GET /api/v1/cases/{id}   200 $.step=deciding $.notices[0].state=closed
