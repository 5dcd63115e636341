# one call of every route, by whoever `who` is: what permissions.txt is checked with
pack: everything
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor holder holds everything at C01, clerk at C01
actor stranger holds everything at C02, clerk at C02
actor plain
actor resident
actor fixer holds handler at P1
actor victim
actor gone
actor staff holds clerk at C01
visitor who

# -- what lies in the holder's subtree, C01, and not in the stranger's --
nobody GET /api/v1/places/search?q=东社区     200 -> c1=$.items[0].id
nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
holder GET /api/v1/orgs/search?q=东物业       200 -> p1=$.items[0].id
holder GET /api/v1/orgs/{p1}/relations        200 -> r=$.items[0].id
sys_admin POST /api/v1/places {"parent": "{c1}", "kind": "grid", "code": "X1", "name": "一"} 201 -> x1=$.id
sys_admin POST /api/v1/places {"parent": "{c1}", "kind": "grid", "code": "X2", "name": "二"} 201 -> x2=$.id
sys_admin POST /api/v1/places {"parent": "{c1}", "kind": "grid", "code": "X3", "name": "三"} 201 -> x3=$.id
sys_admin POST /api/v1/places {"parent": "{c1}", "kind": "grid", "code": "X4", "name": "四"} 201 -> x4=$.id
sys_admin POST /api/v1/orgs {"kind": "property_company", "code": "Y1", "name": "甲", "place": "{c1}"} 201 -> y1=$.id
sys_admin POST /api/v1/orgs {"kind": "property_company", "code": "Y2", "name": "乙", "place": "{c1}"} 201 -> y2=$.id
sys_admin POST /api/v1/orgs {"kind": "property_company", "code": "Y3", "name": "丙", "place": "{c1}"} 201 -> y3=$.id
sys_admin POST /api/v1/orgs {"kind": "property_company", "code": "Y4", "name": "丁", "place": "{c1}"} 201 -> y4=$.id
sec_admin POST /api/v1/postings {"account": "{victim}", "post": "clerk", "place": "{c1}"} 201 -> posting=$.id
sec_admin POST /api/v1/accounts/{victim}/tokens {"name": "t", "caps": ["case.read"], "days": 9} 201 -> vt=$.id
holder POST /api/v1/persons {"place": "{c1}", "name": "王小明", "phone": "13800000000",
    "purpose": "走访", "basis": "duty", "keep_until": "2027-01-01"} 201 -> person=$.id
holder POST /api/v1/persons/{person}/consents {"purpose": "visit", "way": "paper"} 201 -> consent=$.id
holder POST /api/v1/office/notices {"place": "{c1}", "title": "公示一", "body": "一", "days": 7,
    "objection_days": 5} 201 -> draft=$.id
holder POST /api/v1/office/notices {"place": "{c1}", "title": "公示二", "body": "二", "days": 7,
    "objection_days": 5} 201 -> open=$.id
holder POST /api/v1/office/notices/{open}/open {"version": 1} 200
nobody POST /api/v1/notices/{open}/objections {"words": "不同意这样做", "phone": "13800000001"} 201
    -> objection=$.id ocode=$.code
resident POST /api/v1/files form(file=@data/photo.png) 201 -> photo=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"photos": ["{photo}"], "name": "王小明", "phone": "13800000000"}} 201 -> k=$.id code=$.code number=$.number
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "另一件事"} 201 -> k2=$.id
holder POST /api/v1/cases/{k2}/moves {"move": "accept", "version": 1} 200
holder POST /api/v1/cases/{k2}/moves {"move": "assign", "version": 2, "form": {"unit": "{p1}"}} 200
fixer POST /api/v1/cases/{k2}/extensions {"limit": "2 workdays", "reason": "等配件"} 201 -> ext=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "第三件事"} 201 -> k3=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "第四件事"} 201 -> k4=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "第五件事"} 201 -> k5=$.id code5=$.code
resident POST /api/v1/cases {"process": "paper", "place": "{g}", "form": {"name": "王小明"}} 201 -> k6=$.id code6=$.code
staff POST /api/v1/cases/{k6}/moves {"move": "issue", "version": 1} 200
resident POST /api/v1/cases {"process": "paper", "place": "{g}", "form": {"name": "王小红"}} 201 -> k7=$.id
resident GET /api/v1/cases/{k6}/documents 200 -> paper=$.items[0].id
resident GET /api/v1/cases/{k6}/documents/{paper} 200 -> papercode=$.code papernumber=$.number
sys_admin PUT /api/v1/places/{x1}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100, 38], [100.01, 38], [100.01, 38.01], [100, 38.01], [100, 38]]]}
END
    200
sec_admin PUT /api/v1/sign-in-policy {"failures": 5, "lock_minutes": 15, "idle_minutes": 30,
    "session_hours": 12, "password_least": 8, "password_kinds": 3, "password_days": 90,
    "second_factor": false, "export_free": 100, "version": 1} 200
holder POST /api/v1/exports {"place": "{c1}", "purpose": "季度分析"} 201 -> leave=$.id
holder POST /api/v1/exports {"place": "{c1}", "purpose": "年度分析"} 201 -> leave2=$.id
holder POST /api/v1/imports/cases/jobs?channel=import&dry_run=true <<END text/csv
诉求内容,类别,网格编码
楼道灯坏了,没有的类别,G011
END
    201 -> job=$.id
soon holder GET /api/v1/imports/cases/jobs/{job} 200 $.state=done
holder POST /api/v1/imports/places/checks <<END text/csv
code,name,kind,parent
ZZ,,grid,C01
END
  201 -> pjob=$.id
soon holder GET /api/v1/imports/places/jobs/{pjob} 200 $.state=done
holder POST /api/v1/imports/orgs/jobs?dry_run=true <<END text/csv
code,kind,name
ZZ,none,x
END
  201 -> ojob=$.id
soon holder GET /api/v1/imports/orgs/jobs/{ojob} 200 $.state=done
holder POST /api/v1/imports/cases?channel=hotline <<END text/csv
工单号,来电时间,诉求内容,类别,网格编码
GD-1,2026/3/1 8:05,楼道灯坏了,楼道照明,G011
END
    200 $.taken=1

# -- every route, what destroys last --
who GET /api/v1/places 200
who GET /api/v1/places/search?q=东社区 200
who GET /api/v1/places/locate?lon=100.01&lat=38.01 200
who GET /api/v1/places/{c1} 200
who GET /api/v1/places/{c1}/history 200
who GET /api/v1/places/{c1}/areas?kind=grid 200
who GET /api/v1/places/{c1}/units 200
who GET /api/v1/places/{c1}/relations 200
who GET /api/v1/places/{c1}/borders?kind=grid 200
who GET /api/v1/places/{c1}/teams 200
who GET /api/v1/places/{c1}/board 200
who GET /api/v1/grid-scheme 200
who POST /api/v1/places {"parent": "{c1}", "kind": "grid", "code": "X9", "name": "九"} 200
who PATCH /api/v1/places/{x1} {"households": 12} 200
who GET /api/v1/places/{x1}/area 200
who PUT /api/v1/places/{x1}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100, 38], [100.01, 38], [100.01, 38.02], [100, 38.02], [100, 38]]]}
END
    200
who DELETE /api/v1/places/{x1}/area 200
who POST /api/v1/places/{x1}/rename {"name": "新名"} 200
who POST /api/v1/places/{x1}/move {"parent": "{c1}"} 200
who GET /api/v1/places/{x1}/passing 200
who POST /api/v1/places/{x1}/area/cut {"line": [{"lon": 100, "lat": 38}, {"lon": 100.1, "lat": 38}]} 422
who POST /api/v1/places/{x1}/split/preview {"into": [{"name": "甲"}, {"name": "乙"}], "rest": 0} 200
who POST /api/v1/places/{x1}/split {"into": [{"name": "甲"}, {"name": "乙"}], "rest": 0} 200
who POST /api/v1/places/merge/preview {"nodes": [{"id": "{x2}"}, {"id": "{x3}"}], "name": "合"} 200
who POST /api/v1/places/merge {"nodes": [{"id": "{x2}"}, {"id": "{x3}"}], "name": "合"} 200
who POST /api/v1/places/{x4}/end {} 200
who POST /api/v1/places/import/check?form=csv <<END text/csv
code,name,parent,kind
X7,七,C01,grid
END
    200
who POST /api/v1/places/import/refused?form=csv <<END text/csv
code,name,parent,kind
X7,七,C01,grid
END
    200
who POST /api/v1/places/import?form=csv <<END text/csv
code,name,parent,kind
X7,七,C01,grid
END
    200

who GET /api/v1/places/import/template 200
who POST /api/v1/imports/places/jobs <<END text/csv
code,name,kind,parent
ZZ,,grid,C01
END
  201
who POST /api/v1/imports/places/checks <<END text/csv
code,name,kind,parent
ZZ,,grid,C01
END
  201
who GET /api/v1/imports/places/jobs 200
who GET /api/v1/imports/places/jobs/{pjob} 200
who GET /api/v1/imports/places/jobs/{pjob}/refused 200
who POST /api/v1/exports/places?within={c1} 200
who POST /api/v1/exports/orgs 200
who GET /api/v1/orgs 200
who GET /api/v1/orgs/search?q=东 200
who GET /api/v1/orgs/{p1} 200
who GET /api/v1/orgs/{p1}/history 200
who GET /api/v1/orgs/{p1}/relations 200
who POST /api/v1/orgs {"kind": "property_company", "code": "Y9", "name": "新", "place": "{c1}"} 200
who POST /api/v1/orgs/import <<END text/csv
code,kind,name,place
Y8,property_company,庚,C01
END
    200
who POST /api/v1/orgs/import/refused <<END text/csv
code,kind,name,place
Y8,property_company,庚,C01
END
    200
who GET /api/v1/orgs/import/template 200
who POST /api/v1/imports/orgs/jobs?dry_run=true <<END text/csv
code,kind,name
ZZ,none,x
END
  201
who GET /api/v1/imports/orgs/jobs 200
who GET /api/v1/imports/orgs/jobs/{ojob} 200
who GET /api/v1/imports/orgs/jobs/{ojob}/refused 200
who POST /api/v1/sheets {"title": "表", "columns": [{"head": "甲"}], "rows": []} 200
who PATCH /api/v1/orgs/{y1} {"code": "Y1a"} 200
who POST /api/v1/orgs/{y1}/rename {"name": "新名"} 200
who POST /api/v1/orgs/{y1}/move {} 200
who GET /api/v1/orgs/{y1}/passing 200
who POST /api/v1/orgs/{y1}/split/preview {"into": [{"name": "甲一"}, {"name": "甲二"}], "rest": 0} 200
who POST /api/v1/orgs/{y1}/split {"into": [{"name": "甲一"}, {"name": "甲二"}], "rest": 0} 200
who POST /api/v1/orgs/merge/preview {"nodes": [{"id": "{y2}"}, {"id": "{y3}"}], "name": "合并"} 200
who POST /api/v1/orgs/merge {"nodes": [{"id": "{y2}"}, {"id": "{y3}"}], "name": "合并"} 200
who POST /api/v1/orgs/{y4}/end {} 200
who POST /api/v1/relations {"kind": "covers", "a_org": "{p1}", "b_place": "{g}"} 200
who POST /api/v1/relations/{r}/end {} 200

who POST /api/v1/session {"login": "nobody.here", "password": "Wrong-pass-1"} 200
who POST /api/v1/session/code {"login": "nobody.here", "code": "2222222222", "password": "Wrong-pass-1"} 200
who GET /api/v1/me 200
who PATCH /api/v1/me {"lang": "zh", "version": 1} 200
who POST /api/v1/me/password {"old": "Wrong-pass-1", "password": "Other-pass-2"} 200
who POST /api/v1/me/second-factor {} 200
who POST /api/v1/me/second-factor/confirm {"code": "123456"} 200
who POST /api/v1/me/second-factor/off {"password": "Wrong-pass-1"} 200
who GET /api/v1/me/sessions 200
who DELETE /api/v1/me/sessions/{k} 200
who DELETE /api/v1/me/sessions 200
who GET /api/v1/me/consents 200
who PUT /api/v1/me/consents/board_phone 200
who DELETE /api/v1/me/consents/board_phone 200
who GET /api/v1/me/tokens 200
who POST /api/v1/me/tokens {"name": "mine", "caps": ["case.read"], "days": 9} 200
who DELETE /api/v1/me/tokens/{vt} 200
who DELETE /api/v1/session 200

who GET /api/v1/accounts 200
who POST /api/v1/accounts {"login": "new.one", "name": "新人"} 200
who GET /api/v1/accounts/{gone} 200
who PATCH /api/v1/accounts/{staff} {"name": "改名", "version": 1} 200
who GET /api/v1/accounts/{gone}/sign-in 200
who POST /api/v1/accounts/{gone}/code 200
who GET /api/v1/accounts/{victim}/tokens 200
who POST /api/v1/accounts/{victim}/tokens {"name": "u", "caps": ["case.read"], "days": 9} 200
who DELETE /api/v1/accounts/{victim}/tokens/{vt} 200
who DELETE /api/v1/accounts/{gone}/sessions 200
who DELETE /api/v1/accounts/{gone}/second-factor 200
who PUT /api/v1/accounts/{gone}/role {"role": "none"} 200
who POST /api/v1/accounts/{staff}/close 200
who POST /api/v1/accounts/{staff}/open 200
who GET /api/v1/sign-in-policy 200
who PUT /api/v1/sign-in-policy {"failures": 5, "lock_minutes": 15, "idle_minutes": 30,
    "session_hours": 12, "password_least": 8, "password_kinds": 3, "password_days": 90,
    "second_factor": false, "version": 2} 200
who GET /api/v1/journal 200

who GET /api/v1/postings?place={c1} 200
who GET /api/v1/postings/unsettled?place={c1} 200
who POST /api/v1/postings {"account": "{gone}", "post": "clerk", "place": "{c1}"} 200
who POST /api/v1/postings/{posting}/end {} 200
who GET /api/v1/staffing?place={c1} 200

who GET /api/v1/persons?place={c1} 200
who POST /api/v1/persons {"place": "{c1}", "name": "李小红", "purpose": "走访", "basis": "duty",
    "keep_until": "2027-01-01"} 200
who POST /api/v1/persons/find {"place": "{c1}", "name": "王小明"} 200
who GET /api/v1/persons/{person} 200
who PATCH /api/v1/persons/{person} {"name": "王晓明", "version": 1} 200
who POST /api/v1/persons/{person}/unmask {"fields": ["phone"], "reason": "电话回访"} 200
who GET /api/v1/persons/{person}/consents 200
who POST /api/v1/persons/{person}/consents {"purpose": "call", "way": "paper"} 200
who DELETE /api/v1/persons/{person}/consents/{consent} 200
who POST /api/v1/persons/{person}/delete {"why": "本人要求"} 200

who GET /api/v1/messages 200
who POST /api/v1/messages/{k}/read 200
who POST /api/v1/messages/read {"to": "{k}"} 200

who GET /api/v1/notices 200
who GET /api/v1/notices/{open} 200
who POST /api/v1/notices/{open}/objections {"words": "也不同意这样做", "phone": "13800000002"} 200
who GET /api/v1/objections/{objection}?code={ocode} 200
who GET /notices 200
who GET /notices/{open} 200
who GET /notices/{open}/qr.svg 200
who POST /notices/{open}/objections fields(words=还是不同意) 200
who GET /objections 200
who GET /objections/{objection}?code={ocode} 200
who GET /grids/G011 200
who GET /grids/G011/qr.svg 200
who GET /plain 200
who GET /accessibility 200
who GET /privacy 200
who GET /figures 200
who GET /api/v1/office/notices?place={c1} 200
who POST /api/v1/office/notices {"place": "{c1}", "title": "公示三", "body": "三", "days": 7,
    "objection_days": 5} 200
who GET /api/v1/office/notices/{draft} 200
who PUT /api/v1/office/notices/{draft} {"place": "{c1}", "title": "公示一", "body": "一一", "days": 7,
    "objection_days": 5, "version": 1} 200
who POST /api/v1/office/notices/{draft}/open {"version": 2} 200
who GET /api/v1/office/notices/{open}/objections 200
who POST /api/v1/office/objections/{objection}/answer {"words": "已经说明"} 200
who POST /api/v1/office/objections/{objection}/unmask {"reason": "电话回访"} 200
who POST /api/v1/office/notices/{open}/result {"words": "没有更改"} 200
who POST /api/v1/office/notices/{open}/withdraw {"words": "写错了"} 200

who POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "又一件事"} 200
who GET /api/v1/cases 200
who GET /api/v1/cases/counts 200
who GET /api/v1/unit-loads?place={c1} 200
who GET /api/v1/my/openings 200
who GET /api/v1/my/cases 200
who GET /api/v1/my/tasks 200
who GET /api/v1/my/tasks/counts 200
who GET /api/v1/same-cases?process=demand&class=02.02&place={g} 200
who GET /api/v1/practice/classes/suggest?text=路灯不亮&place={g} 200
who GET /api/v1/public/cases/{number} 200
who GET /public/cases/{number} 200
who GET /api/v1/outside/hotline/GD-1 200
who GET /api/v1/cases/{k} 200
who GET /api/v1/cases/{k}/timeline 200
who GET /api/v1/cases/{k}/tasks 200
who GET /api/v1/cases/{k}/clocks 200
who GET /api/v1/cases/{k}/parties 200
who GET /api/v1/cases/{k}/evaluations 200
who GET /api/v1/cases/{k}/files 200
who GET /api/v1/cases/{k}/links 200
who GET /api/v1/cases/{k}/suggestion 200
who GET /api/v1/cases/{k}/why 200
who GET /api/v1/cases/{k2}/extensions 200
who POST /api/v1/cases/{k7}/moves/preview {"move": "issue", "version": 1} 200
who GET /api/v1/cases/{k6}/documents 200
who POST /api/v1/cases/{k6}/documents/{paper}/unmask {"reason": "窗口补打"} 200
who GET /api/v1/cases/{k6}/documents/{paper} 200
who GET /documents/{paper}/print 200
who GET /api/v1/follow/{code6}/documents 200
who GET /api/v1/follow/{code6}/documents/{paper} 200
who GET /api/v1/public/documents/{papernumber}?code={papercode} 200
who GET /api/v1/files/{photo} 200
who POST /api/v1/files form(file=@data/photo.png) 200
who GET /api/v1/follow/{code} 200
who GET /api/v1/follow/{code}/why 200
who GET /api/v1/follow/{code}/progress 200
who GET /follow 200
who GET /follow/{code} 200
who GET /follow/{code}/qr.svg 200
who GET /api/v1/follow/{code}/files/{photo} 200
who POST /api/v1/follow/{code}/evaluation {"answers": {}} 200
who PATCH /api/v1/cases/{k} {"title": "楼道灯不亮", "version": 1} 200
who POST /api/v1/cases/{k}/cards {"card": "yellow", "words": "请尽快"} 200
who POST /api/v1/cases/{k}/instructions {"words": "请书记过问"} 200
who POST /api/v1/cases/{k}/unmask {"fields": ["phone"], "reason": "电话回访"} 200
who POST /api/v1/cases/{k}/links {"other": "{k2}"} 200
who POST /api/v1/cases/{k3}/moves {"move": "accept", "version": 1} 200
who POST /api/v1/cases/{k2}/extensions {"limit": "1 workday", "reason": "等配件"} 200
who POST /api/v1/cases/{k2}/extensions/{ext} {"grant": true} 200
who POST /api/v1/cases/{k2}/evaluation {"answers": {}} 200
who POST /api/v1/cases/{k4}/parts {"version": 1, "parts": [{"words": "一半"}, {"words": "另一半"}]} 200
who POST /api/v1/imports/cases?channel=import <<END text/csv
诉求内容,类别,网格编码
楼道灯坏了,楼道照明,G011
END
    200
who GET /api/v1/imports/cases/template 200
who GET /api/v1/imports/cases/jobs 200
who GET /api/v1/imports/cases/jobs/{job} 200
who GET /api/v1/imports/cases/jobs/{job}/refused 200
who POST /api/v1/imports/cases/jobs?channel=import&dry_run=true <<END text/csv
诉求内容,类别,网格编码
楼道灯坏了,楼道照明,G011
END
    200
who POST /api/v1/imports/cases/refused?channel=import <<END text/csv
诉求内容,类别,网格编码
楼道灯坏了,楼道照明,G011
END
    200
who POST /api/v1/exports/list {} 200
who POST /api/v1/exports/cases {"place": "{c1}"} 200
who POST /api/v1/exports {"place": "{c1}", "purpose": "季度分析"} 200
who GET /api/v1/exports 200
who POST /api/v1/exports/{leave}/approve {} 200
who POST /api/v1/exports/{leave2}/refuse {"words": "用途不明"} 200
who POST /api/v1/exports/{leave}/fetch 200
who POST /api/v1/follow/{code5}/moves {"move": "refuse", "version": 1, "form": {"reason": "重复"}} 200
who POST /api/v1/cases/{k5}/me-too {"client_token": "0123456789abcdef0123456789abcdef"} 200

who GET /api/v1/figures/dashboard?place={c1} 200
who GET /api/v1/figures/units 200
who GET /api/v1/figures/manual?place={c1} 200
who POST /api/v1/figures/manual {"indicator": "fee_rate", "place": "{c1}", "first_day": "2026-01-01",
    "last_day": "2026-01-31", "sort": "exact", "value": 0.9, "source": "物业上报"} 200
who GET /api/v1/figures/reported 200
who GET /api/v1/feed 200
who GET /api/v1/wall/cases?place={c1} 200
who GET /api/v1/wall/figures?place={c1} 200
who GET /api/v1/wall/feed 200
who GET /api/v1/practice 200
who GET /api/v1/practice/classes 200
who GET /api/v1/practice/names 200
who GET /api/v1/practice/processes/demand 200
who GET /api/v1/practice/processes/demand/drawing 200
who GET /api/v1/practice/processes/demand/words 200
who GET /api/v1/practice/processes/demand/counts 200
who POST /api/v1/practice/versions form(small/pack.yaml=@../unit/practice/packs/small/pack.yaml) 422
who GET /api/v1/practice/versions 200
who GET /api/v1/practice/versions/1/preview 200
who POST /api/v1/practice/versions/1/enforce {"expected": 1} 409
who GET / 200
who GET /office 200
who GET /screen 200
who GET /icon.svg 200
who GET /icon-512.png 200
who GET /manifest.webmanifest 200
who GET /sw.js 200
who GET /assets/none.js 404
