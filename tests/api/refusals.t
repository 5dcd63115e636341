# wrong input gets a code, a field and a sentence in either language, and changes nothing
# (of every refused call, the runner compares all tables and files before and after)
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor boss holds secretary at C01
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮"}   201 -> id=$.id

# an unknown field: in the body, in the form, in the query
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "wrods": "灯不亮"}   422 $.code=invalid
    $.message=填写的内容有误，请检查标出的字段 $.fields#1 $.fields[0].path=wrods $.fields[0].code=unknown
    $.fields[0].message=没有这个字段，是不是想写“words”？
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "wrods": "灯不亮"} Accept-Language:en   422
    $.message="Something is filled in wrongly; please check the fields named."
    $.fields[0].message="no such field; did you mean \"words\"?"
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮", "form": {"peopel": 3}}
    422 $.fields#1 $.fields[0].path=form.peopel $.fields[0].code=unknown
    $.fields[0].message=没有这个字段，是不是想写“people”？
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮", "form": {"peopel": 3}}
    Accept-Language:en   422 $.fields[0].message="no such field; did you mean \"people\"?"
clerk GET /api/v1/cases?wrong=1   422 $.fields[0].path=wrong $.fields[0].message=没有这个字段

# the wrong type: every field that has it is named at once
resident POST /api/v1/cases {"class": "02.02", "place": 12, "words": ["灯"], "lon": "x"}   422 $.fields#3
    $.fields[0].path=place $.fields[0].code=wrong_type $.fields[0].message=应为编号（带引号的数字）
    $.fields[1].path=words $.fields[1].message=应为文字 $.fields[2].path=lon $.fields[2].message=应为数字
resident POST /api/v1/cases {"class": "02.02", "place": 12, "words": ["灯"], "lon": "x"} Accept-Language:en
    422 $.fields[0].message="an id expected: digits in quotes" $.fields[1].message="a text expected"
    $.fields[2].message="a number expected"
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮", "form": {"people": "many"}}
    422 $.fields[0].path=form.people $.fields[0].code=wrong_type $.fields[0].message=应为数字
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"people": 1.5, "photos": 1, "name": 2}}   422 $.fields#3
    $.fields[*].message=应为整数 $.fields[*].message=应为文字 $.fields[*].message=应为编号的列表
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"people": 1.5, "photos": 1, "name": 2}} Accept-Language:en   422
    $.fields[*].message="a whole number expected" $.fields[*].message="a text expected"
    $.fields[*].message="a list of ids expected"
resident POST /api/v1/cases [1]   400 $.message="请求的正文应当是一个 JSON 对象"
resident POST /api/v1/cases [1] Accept-Language:en   400
    $.message="The body of the request must be a JSON object."
resident POST /api/v1/cases @data/not_utf8.json text/plain   415 $.message="这里只接受 application/json"
clerk GET /api/v1/cases?limit=x   422 $.fields[0].path=limit $.fields[0].message=应为整数

# too long, too large, too much
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"name": "十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十", "people": 10001, "phone": "12"}}
    422 $.fields#3 $.fields[0].path=form.name $.fields[0].code=too_long $.fields[0].message=不能超过50个字
    $.fields[1].code=bad_phone $.fields[1].message=不是电话号码
    $.fields[2].code=too_big $.fields[2].message=不能大于10000
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"name": "十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十十", "people": 10001, "phone": "12"}} Accept-Language:en   422
    $.fields[0].message="at most 50 characters" $.fields[1].message="not a telephone number"
    $.fields[2].message="at most 10000"
clerk GET /api/v1/cases?limit=100000   422 $.fields[0].path=limit $.fields[0].code=too_big

# bad UTF-8: in the body, in the query, in a file of orders
resident POST /api/v1/cases @data/not_utf8.json application/json   400 $.code=malformed
    $.message=第1行第44列：不是有效的UTF-8文字
resident POST /api/v1/cases @data/not_utf8.json application/json Accept-Language:en   400
    $.message="line 1, column 44: not valid UTF-8, or a zero byte"
clerk GET /api/v1/cases?q=%FF   400 $.code=malformed $.message=网址里的参数格式不对
clerk POST /api/v1/imports/cases?channel=hotline @data/photo.png text/csv   400 $.reason=bad_encoding
    $.message=文件既不是UTF-8也不是GB18030编码，或含有零字符
clerk POST /api/v1/imports/cases?channel=hotline @data/photo.png text/csv Accept-Language:en   400
    $.message="the file is neither UTF-8 nor GB18030, or holds a zero character"

# somebody was quicker
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 7}   409 $.code=conflict $.reason=changed
    $.message=事项已被他人更新（您看到的是第7版，现在是第1版），请刷新后再办
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": 7} Accept-Language:en   409
    $.message="somebody changed the case meanwhile (you saw version 7, now 1): look again"
clerk PATCH /api/v1/cases/{id} {"version": 7, "class": "02.01"}   409 $.reason=changed

# a step, a process, a class, a place that is not there
clerk POST /api/v1/cases/{id}/moves {"move": "fly", "version": 1}   409 $.fields[0].path=move
    $.fields[0].code=no_move $.fields[0].message=当前环节没有“fly”这个操作
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1} Accept-Language:en   409
    $.fields[0].message="there is no move done from this step"
resident POST /api/v1/cases {"process": "fly", "place": "{g}", "words": "灯不亮"}   422
    $.fields[0].path=process $.fields[0].message=没有“fly”这个流程
resident POST /api/v1/cases {"process": "fly", "place": "{g}", "words": "灯不亮"} Accept-Language:en   422
    $.fields[0].message="there is no process fly"
resident POST /api/v1/cases {"class": "77", "place": "{g}", "words": "灯不亮"}   422 $.fields[0].path=class
    $.fields[0].message=找不到77
resident POST /api/v1/cases {"class": "02.02", "place": "77", "words": "灯不亮"} Accept-Language:en   422
    $.fields[0].path=place $.fields[0].message="77 is not there"

# not yours: a step, a case, a file, the tree
resident POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   403 $.code=denied
    $.reason=not_yours $.message=这一步不由您办理
resident POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1} Accept-Language:en   403
    $.message="this step is not yours"
other POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1}   404 $.code=not_found
    $.message=没有这个事项
other POST /api/v1/cases/{id}/moves {"move": "accept", "version": 1} Accept-Language:en   404
    $.message="there is no such case"
clerk POST /api/v1/places {"parent": "{g}", "kind": "building", "name": "二"}   403 $.code=denied
    $.message=您没有权限做这件事
nobody POST /api/v1/places {}   401 $.code=sign_in $.message=请先登录
nobody POST /api/v1/places {} Accept-Language:en   401 $.message="Please sign in."

# a border that crosses itself: where it does
sys_admin PUT /api/v1/places/{g}/area <<END application/geo+json
{"type": "Polygon", "coordinates": [[[100, 38], [100.02, 38.02], [100.02, 38], [100, 38.02], [100, 38]]]}
END
    422 $.fields[0].path=geometry $.fields[0].code=area_crosses
    $.fields[0].message="边界在（100.010000, 38.010000）处自相交"
sys_admin PUT /api/v1/places/{g}/area <<END application/geo+json Accept-Language:en
{"type": "Polygon", "coordinates": [[[100, 38], [100.02, 38.02], [100.02, 38], [100, 38.02], [100, 38]]]}
END
    422 $.fields[0].message="the border crosses itself at (100.010000, 38.010000)"

# a file that is not what it says
resident POST /api/v1/files form(files=@data/misnamed.jpg)   422 $.fields[0].path=files[0]
    $.fields[0].code=misnamed $.fields[0].message=文件名与内容不符：内容是pdf
resident POST /api/v1/files form(files=@data/misnamed.jpg) Accept-Language:en   422
    $.fields[0].message="the name says otherwise than the content, which is pdf"
resident POST /api/v1/files form(files=@data/program.exe)   415 $.code=unsupported
    $.fields[0].code=file_type $.fields[0].message~不接受这种文件
resident POST /api/v1/files form(files=@data/photo.png, files=@data/cut.jpg)   415 $.fields[0].path=files[1]
    $.fields[0].code=bad_photo $.fields[0].message=照片无法读取，可能已损坏或不完整
resident POST /api/v1/files form(files=@data/cut.jpg) Accept-Language:en   415
    $.fields[0].message="the photo cannot be read: broken or cut off"

# a case that has ended
clerk POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "重复"}}
    200 $.state=ended -> v=$.version
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}}   409 $.reason=case_ended
    $.message=事项已办结
clerk POST /api/v1/cases/{id}/moves {"move": "accept", "version": {v}} Accept-Language:en   409
    $.message="the case has ended"
clerk PATCH /api/v1/cases/{id} {"version": {v}, "class": "02.01"}   409 $.reason=case_ended
boss POST /api/v1/cases/{id}/cards {"card": "red", "words": "催办"}   409 $.reason=case_ended

# a year without a table of days: nothing is refused, the deadline says that it may still change
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯又不亮"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}/clocks   200 $.items[0].provisional=false
now 2031-03-03T09:00:00+08:00
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "过年灯不亮"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}/clocks   200 $.items[0].provisional=true $.items[0].due=2031-03-03T11:00:00+08:00
