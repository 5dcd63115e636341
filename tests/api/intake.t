# every way in that needs no browser: by whom, about what, where, and what is asked then
rows: QD-35 QD-41 QD-28 GJ-22 GJ-65 HY-14
pack: packs/intake
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor worker holds grid_worker at G011
actor resident
actor neighbour

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=1号楼      200 -> b1=$.items[0].id

# without an account, photo first: the photo is sent before anything is said, the code follows it
nobody POST /api/v1/files form(files=@data/photo.jpg)   201 $.items[0].type=image/jpeg -> photo=$.items[0].id
nobody POST /api/v1/cases {"class": "01.01", "lon": 100.0101, "lat": 38.0101, "form": {"photos": ["{photo}"]}}
    201 $.number~^SB260302 $.code -> id=$.id number=$.number code=$.code
nobody GET /api/v1/follow/{code}   200 $.number={number} $.channel=anyone $.mine=true $.title=暴露垃圾
nobody GET /api/v1/follow/{code}/files/{photo}   200
nobody GET /api/v1/public/cases/{number}   200 $.class_title=暴露垃圾
nobody GET /public/cases/{number}   200 text~暴露垃圾
clerk GET /api/v1/cases/{id}   200 $.channel=anyone $.place={b1}
other GET /api/v1/cases/{id}   404

# sent again because the reply was lost: the token that only that phone knows gives the code once more. Not
# a token that could be guessed, not with other words, and not to somebody who holds the case's id alone
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "回执丢了", "client_token": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}
    201 -> id=$.id code=$.code
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "回执丢了", "client_token": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}
    200 $.again=true $.id={id} $.code={code}
nobody GET /api/v1/follow/{code}   200 $.mine=true
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "别的事", "client_token": "0f1e2d3c4b5a69788796a5b4c3d2e1f0"}
    409 $.fields[0].path=client_token
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "短的", "client_token": "12345678"}   201 -> id=$.id
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "短的", "client_token": "12345678"}
    200 $.again=true $.id={id} !$.code
# the same of a token that begins with its time, as phones make them (UUID version 7)
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    201 -> id=$.id code=$.code
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    200 $.again=true $.id={id} $.code={code}
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8e"}
    201 $.id!={id}
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "不是它", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    409 $.fields[0].path=client_token
clerk POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    201 -> own=$.id
clerk POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    200 $.again=true $.id={own}
worker POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "又丢了", "client_token": "019caced-8c00-7a1b-8c2d-3e4f5a6b7c8d"}
    201 $.id!={own}
nobody GET /follow/{code}/qr.svg   200 Header:Content-Type=image/svg+xml text~<path text!~<script
nobody GET /follow/AAAAAAAAAA/qr.svg   404

# with an account: it is among one's own
resident POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "门口有垃圾"}   201 -> id=$.id
resident GET /api/v1/my/cases   200 $.items#1 $.items[0].id={id}
clerk GET /api/v1/cases/{id}   200 $.channel=account

# the sign on a building names its place and a class: what it opens is filled in, only words are asked
nobody GET /api/v1/places/{b1}   200 $.place.name=1号楼 $.line#4
nobody GET /api/v1/practice/classes   200 $.items[code=01.01].title=暴露垃圾
nobody GET /api/v1/practice/names   200 $.posts[name=clerk].title=受理员
nobody POST /api/v1/cases {"class": "01.01", "place": "{b1}", "words": "楼下有垃圾"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.place={b1} $.class=01.01

# staff at the counter, on the telephone, at the door: for somebody, who follows it by the code
clerk POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "老人门前有垃圾", "for_name": "王小明",
    "for_phone": "13800000001"}   201 -> id=$.id code=$.code
clerk GET /api/v1/cases/{id}   200 $.channel=on_behalf $.mine=false
clerk GET /api/v1/cases/{id}/parties   200 $.items#1 $.items[0].role=on_behalf $.items[0].name=王*
    $.items[0].phone=138****0001
nobody GET /api/v1/follow/{code}   200 $.mine=true
resident POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "代报", "for_name": "王小明"}   403
    $.fields[0].path=channel

# what a worker sees on a round, and paper that is entered later; not for who is not of the office
worker POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "巡查所见"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.channel=worker
worker POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "巡查所见", "channel": "patrol"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.channel=patrol
clerk POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "信箱来信", "opened": "2026-02-27T08:00:00+08:00"}
    201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.opened=2026-02-27T08:00:00+08:00
resident POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "信", "opened": "2026-02-27T08:00:00+08:00"}
    403 $.fields[0].path=opened
resident POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "巡查", "channel": "patrol"}   403
    $.fields[0].path=channel

# another program, with a token that may file and nothing else
worker POST /api/v1/me/tokens {"name": "井盖传感器", "caps": ["case.open"], "days": 9}   201 -> token=$.token
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "井盖移位", "client_token": "sensor-0001"}
    Authorization:"Bearer {token}"   201 -> id=$.id
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "井盖移位", "client_token": "sensor-0001"}
    Authorization:"Bearer {token}"   200 $.id={id} $.again=true
nobody GET /api/v1/cases Authorization:"Bearer {token}"   403
clerk GET /api/v1/cases/{id}   200 $.channel=api
worker POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "井盖移位", "channel": "api"}   403
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "x"} Authorization:"Bearer lt_no"   401

# a class that ends the form: known before anything is typed, and refused when sent all the same
nobody GET /api/v1/practice/classes Accept-Language:zh   200 $.items[code=03].stop="请立即拨打 119"
nobody GET /api/v1/practice/classes Accept-Language:en   200 $.items[code=03].stop="Call 119 now"
nobody POST /api/v1/cases {"class": "03", "place": "{g}", "words": "着火了"}   422 $.fields#1
    $.reason=stop $.message="请立即拨打 119"
    $.fields[0].path=class $.fields[0].code=stop $.fields[0].message="请立即拨打 119"
nobody POST /api/v1/cases {"class": "03", "place": "{g}", "words": "fire"} Accept-Language:en   422 $.code=invalid
    $.reason=stop $.message="Call 119 now" $.fields[0].message="Call 119 now"

# so may an answer: known beforehand, refused when sent, and the other answers are taken
nobody GET /api/v1/practice/processes/report   200 $.form[name=danger].choices[code=gas].stop="请到室外拨打 119"
    !$.form[name=danger].choices[code=none].stop
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "有气味", "form": {"danger": "gas"}}   422
    $.reason=stop $.message="请到室外拨打 119" $.fields#1 $.fields[0].path=form.danger $.fields[0].code=stop
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "a smell", "form": {"danger": "gas"}}
    Accept-Language:en   422 $.message="Go out and call 119" $.fields[0].message="Go out and call 119"
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "有气味", "form": {"signs": ["smell", "smoke"]}}
    422 $.fields#1 $.fields[0].path=form.signs $.message="请立即拨打 119"
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "气味", "form": {"danger": "none", "signs": ["smell"]}}
    201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.form.danger=none

# what is asked hangs on the class, and on what was answered; the client is told by which rule
nobody GET /api/v1/practice/processes/report   200 $.form[name=lift].need=true
    $.form[name=lift].when[*]=within $.form[name=how_many].when[0].name=form.caught !$.form[name=words].when
nobody POST /api/v1/cases {"class": "02.01", "place": "{g}", "words": "电梯停了"}   422 $.fields#2
    $.fields[0].path=form.lift $.fields[0].code=needed $.fields[1].path=form.caught
nobody POST /api/v1/cases {"class": "02.01", "place": "{g}", "form": {"lift": "A-1", "caught": true}}   422
    $.fields#1 $.fields[0].path=form.how_many
nobody POST /api/v1/cases {"class": "02.01", "place": "{g}", "form": {"lift": "A-1", "caught": false}}   201

# what is not asked is not taken either: the field is named, whatever the answer hangs on
nobody POST /api/v1/cases {"class": "02.01", "place": "{g}", "form": {"lift": "A-1", "caught": false, "how_many": 3}}
    422 $.fields#1 $.fields[0].path=form.how_many $.fields[0].code=not_asked
    $.fields[0].message=按其他各项的回答，这一项不用填
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "rubbish", "form": {"lift": "A-1"}}
    Accept-Language:en   422 $.fields#1 $.fields[0].path=form.lift
    $.fields[0].message="with these other answers this is not asked"
nobody POST /api/v1/cases {"class": "01.01", "place": "{g}", "words": "没有电梯", "form": {"lift": "", "caught": null}}
    201
nobody POST /api/v1/cases {"class": "02.01", "place": "{g}", "form": {"lift": "A-1", "caught": true, "how_many": 3}}
    201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.form.how_many=3 $.title=电梯困人

# where: a point finds its place; far from all it is refused; an address alone waits at the top
nobody POST /api/v1/cases {"class": "01.01", "lon": 110, "lat": 38.01, "words": "垃圾"}   422
    $.fields[0].path=lon $.fields[0].code=no_place_here
nobody POST /api/v1/cases {"class": "01.01", "lon": 100.01, "words": "垃圾"}   422 $.fields[0].code=half_point
nobody POST /api/v1/cases {"class": "01.01", "words": "垃圾"}   422 $.fields[0].path=place $.fields[0].code=where
nobody POST /api/v1/cases {"class": "01.01", "address": "东门外大树下", "words": "垃圾"}   201 -> code=$.code
nobody GET /api/v1/follow/{code}   200 $.place_name=示范街道

# somebody said it already: a hint that gives nothing away, and "me too" instead of a copy
resident POST /api/v1/cases {"class": "01.01", "lon": 100.01, "lat": 38.01, "words": "东门口垃圾堆了三天没人收"}
    201 -> id=$.id number=$.number
neighbour GET /api/v1/same-cases?lon=100.01&lat=38.0101&class=01.01&words=垃圾堆了三天没人收
    200 $.items[number={number}].likeness>=0.9 $.items[number={number}].title=暴露垃圾
    $.items[number={number}].metres<50
neighbour GET /api/v1/same-cases?lon=99.99&lat=38.01&class=01.01&words=路灯不亮   200 $.items#0
# a street is no neighbourhood; words that begin the same are the same anywhere
nobody GET /api/v1/places/search?q=示范街道   200 -> street=$.items[0].id
neighbour GET /api/v1/same-cases?place={g}&class=01.01&words=三天没人收   200 $.items[number={number}].likeness>=0.9
neighbour GET /api/v1/same-cases?place={street}&class=01.01&words=三天没人收   200 $.items#0
neighbour GET /api/v1/same-cases?place={street}&class=01.01&words=东门口垃圾堆了三天没人收   200
    $.items[0].number={number}
# of which class it is: by the pack's words of it, and by what like reports were filed as, here or elsewhere;
# never by anything else, and no class that the caller cannot report under
nobody GET /api/v1/practice/classes/suggest?text=二单元的电梯困人了   200 $.items[0].code=02.01 $.items[0].word=电梯困人
    $.items[0].process=report !$.items[0].stop
nobody GET /api/v1/practice/classes/suggest?text=楼上冒烟，着火了   200 $.items[0].code=03 $.items[0].word=着火
    $.items[0].stop="请立即拨打 119"
nobody GET /api/v1/practice/classes/suggest?text=bins&place={g} Accept-Language:en   200 $.items#0
nobody GET /api/v1/practice/classes/suggest?text=堆了三天没人收&lon=100.01&lat=38.01   200 $.items[0].code=01.01
    $.items[0].reports>=1 !$.items[0].word
nobody GET /api/v1/practice/classes/suggest?text=堆了三天没人收&lon=99.99&lat=38.01   200 $.items[0].code=01.01
nobody GET /api/v1/practice/classes/suggest?text=钥匙锁在屋里   200 $.items#0
nobody GET /api/v1/practice/classes/suggest?text=   422 $.fields[0].path=text
nobody GET /api/v1/practice/classes/suggest?text=灯&place=1   422 $.fields[0].path=place
nobody GET /api/v1/practice/classes   200 $.items[code=03].also="着火 冒烟"
neighbour POST /api/v1/cases/{id}/me-too {}   201
clerk GET /api/v1/cases/{id}/parties   200 $.items[*].role=me_too

# whom to turn to, where the locality says it, stands on the plain pages
nobody GET /plain   200 text~联系方式 text~>东社区服务站 text~&lt;见门口&gt;
nobody GET /privacy?lang=en   200 text~"east community"
nobody GET /accessibility   200 text~遇到困难时
