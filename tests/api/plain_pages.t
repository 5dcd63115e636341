# what anybody may read is read without script: notices and objections, a case's progress, boards, figures
# Every page that comes here is looked at by html_page.py: closed, one h1, labels, relative links, no script.
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-02-12T09:00:00+08:00
actor secretary holds secretary at 990101001001
actor station holds station_worker at 9901010010010101
actor both holds station_worker at 9901010010010101, grid_worker at 990101001001010101
actor worker holds grid_worker at 990101001001010101
actor resident
visitor v

nobody GET /api/v1/places/search?q=990101001001&match=code         200 -> c=$.items[0].id
nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id

# the index and the statements, in both languages; the one asked for stays in the links
nobody GET /plain   200 text~公开信息 text~href=.notices. text!~notices.lang Header:Content-Language=zh-CN
    Header:Content-Security-Policy~default-src text!~联系方式
nobody GET /plain Accept-Language:en   200 text~"Public information" Header:Content-Language=en text~href=.notices.
nobody GET /plain?lang=en   200 text~"Public information" text~notices.lang=en text~<html.lang=.en.>
nobody GET /plain?lang=xx   422 text~<h1
nobody GET /accessibility   200 text~无障碍
nobody GET /privacy?lang=en   200 text~withdraw
nobody GET /figures   200 text~来源： text~公开数据 text~约.<bdi>5</bdi>.<bdi>平方公里 text~来源没有给出

# a notice whose texts would like to be more than texts
secretary POST /api/v1/office/notices {"place": "{c}", "title": "公示<script>alert(1)</script>\"'&‮反",
    "body": "第一行<b onclick=x>𠮷\n</article><h1>第二行&lt;", "names": ["王小明"], "days": 7, "objection_days": 5}   201 -> n=$.id
nobody GET /notices/{n}   404 text~没有找到
secretary POST /api/v1/office/notices/{n}/open {"version": 1}   200 -> digest=$.digest
nobody GET /notices   200 text~公示&lt;script&gt; text!~<script text~notices/{n}
nobody GET /notices?place={g}   200 text~notices/{n}
nobody GET /notices?state=closed   200 text!~notices/{n}
nobody GET /notices?place=1   404
nobody GET /notices/{n}   200 text~&lt;script&gt;alert text!~<script text~𠮷 text!~onclick=x> text!~<b\s text~{digest}
    text~王\* text!~王小明 text~2026年2月18日 text~2026年2月16日 text~盖章处 text~method=.post.
nobody GET /notices/{n}?lang=en   200 text~"16 February 2026" text~objections.lang=en
nobody GET /notices/{n} Accept-Language:en-GB,zh;q=0.5   200 text~"18 February 2026"
nobody GET /notices/{n}   200 text~notices/{n}/qr.svg
nobody GET /notices/{n}/qr.svg   200 Header:Content-Type=image/svg+xml text~<path text!~<script
nobody GET /notices/{n}/qr.svg Host:evil<x>   400
nobody GET /notices/{n}?from=timeline&isappinstalled=0   200
nobody GET /notices/{n}/print Accept:text/html   404 text~没有找到 text~<h1
nobody HEAD /notices/{n}   200

# an objection by the page's form; what is wrong is said beside it, and what was typed stays
nobody POST /notices/{n}/objections fields(words=, name=李<四>, phone=13800000001)   422 text~必须填写 text~李&lt;四&gt; text~还没有提交
nobody POST /notices/{n}/objections fields(words=不同意, phone=138000000011380000000113800000001)   422 text~不同意 text~20
nobody POST /notices/{n}/objections fields(words=不同意, more=1)   422
nobody POST /notices/{n}/objections {"words": "不同意"}   415
nobody POST /notices/{n}/objections fields(words=不同意"<i>, name=李四, phone=13800000001)   201 text~只显示这一次
    -> code=text:class="code"\sdir="auto">(\w+)< typed=text:查询号：<bdi>([\d\x20]+)< o=text:objections/(\d+)\?
nobody GET /objections   200 text~查询号
nobody GET /objections/{o}   200 text~查询码 text!~不同意
nobody GET /objections/{o}?code={code}   200 text~不同意 text~还没有答复 text!~李四 text!~13800000001
nobody GET /objections?number={typed}&code={code}   200 text~不同意
nobody GET /objections?number={o}&code=AAAAAAAAAA   404 text~查询码不对 text~value="AAAAAAAAAA" text~value="{o}" text~<form
nobody GET /objections?number=zzz&code={code}   404 text~查询码不对 text~value="zzz"
nobody GET /objections/{o}?code=AAAAAAAAAA   404 text~查询码不对 text~<form text!~不同意
secretary GET /api/v1/office/notices/{n}/objections   200 $.items#1 $.items[0].name=李*
secretary POST /api/v1/office/objections/{o}/answer {"words": "已核实，<u>维持</u>"}   204
nobody GET /objections/{o}?code={code}&lang=en   200 text~&lt;u&gt;维持 text~"The answer"

# a form on another site's page is refused, however the browser says so; one's own is taken
nobody POST /notices/{n}/objections fields(words=冒名) Sec-Fetch-Site:cross-site   403 text~别的网站
nobody POST /notices/{n}/objections fields(words=冒名) Origin:https://evil.example   403
nobody POST /notices/{n}/objections fields(words=冒名) Referer:https://evil.example/a   403
nobody POST /notices/{n}/objections fields(words=又一条) Host:linli.example Origin:http://linli.example   201

# a page that is known already keeps its length: a cache would believe in another
nobody GET /icon.svg   200 Header:Content-Type=image/svg+xml -> size=Header:Content-Length tag=Header:ETag
nobody HEAD /icon.svg If-None-Match:{tag}   304 Header:Content-Length={size}
nobody HEAD /icon.svg If-None-Match:{tag} Accept-Encoding:gzip   304

# the time is over; what was taken down says why
wait 6 days
nobody GET /notices/{n}   200 text~期限已过 text!~method=.post.
nobody POST /notices/{n}/objections fields(words=太晚了)   409 text~异议期已过
secretary POST /api/v1/office/notices/{n}/withdraw {"words": "数字<写>错"}   200
nobody GET /notices/{n}   200 text~▲ text~数字&lt;写&gt;错
nobody GET /notices?state=withdrawn   200 text~notices/{n}

# who sees to a grid, by its code and by its id; what concerns it
nobody GET /grids/990101001001010101   200 text~网格员 text~worker text~990101001001010101
nobody GET /grids/{g}?lang=en   200 text~notices.place={g}&amp;lang=en
nobody GET /grids/nowhere   404
nobody GET /grids/990101001001010101/qr.svg   200 Header:Content-Type=image/svg+xml text~<path text!~<script
nobody GET /grids/990101001001010101/qr.svg Host:evil<x>   400
nobody GET /grids/nowhere/qr.svg   404

# how a case goes on: in sentences, with its documents
resident POST /api/v1/cases {"process": "certificate", "class": "z", "place": "{g}", "form": {"what": "在本小区居住",
    "use": "子女入学", "name": "张三<", "phone": "13800000001", "paper": "110101199003070011"}}
    201 -> id=$.id code=$.code number=$.number
nobody GET /follow   200 text~查询码
nobody GET /follow/{code}   200 text~{number} text~现在的情况 text~● text~办理经过 text~上报 text!~certificate text!~taking text!~13800000001
nobody GET /follow?code={code}   200 text~{number}
nobody GET /follow?code=WRONG-CODE   404 text~没有这个查询码的事项 text~WRONG-CODE text~form
nobody GET /follow/AAAAAAAAAA   404 text~没有这个事项
nobody GET /public/cases/{number}   404
station POST /api/v1/cases/{id}/moves {"move": "take", "version": 1, "form": {"basis": "清单第3项", "promised": "2026-03-02"}}
    200 -> v=$.version
worker POST /api/v1/cases/{id}/moves {"move": "so", "version": {v}}   200 -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "issue", "version": {v}}   200 $.state=ended
nobody GET /follow/{code}?lang=en   200 text~Documents text~✓ text~ZM-2026-000001 text~What.happened
    -> print=text:href="\.\./(documents/[^"]+)"
nobody GET /{print}   200 text~盖章处

# what anybody may read of a case: what the pack publishes, and when
resident POST /api/v1/cases {"class": "d.01", "place": "{g}", "words": "路灯<不>亮"}   201 -> id=$.id number=$.number
nobody GET /public/cases/{number}   404 text~尚未公开
