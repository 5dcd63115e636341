# the figures that anybody may read: of a month that is over, each with its ground, and none that points to somebody
pack: packs/figures
import: territory data/places.csv --top
clock: 2026-02-10T09:00:00+08:00
actor clerk holds clerk at C01

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
nobody GET /api/v1/places/search?q=东社区   200 -> c=$.items[0].id

# February: three, which are too few to be published
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "第1盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "第2盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "第3盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
settle
nobody GET /figures   200 text~2026年1月1日.*2026年1月31日 text~这个月没有 text!~件数太少 text!~month=2026-02

# March: five lamps mended and one refused, three grants, six confidential matters
now 2026-03-10T09:00:00+08:00
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "三月第1盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "三月第2盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "三月第3盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "三月第4盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "三月第5盏路灯不亮，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "lamp", "place": "{g}", "words": "不归我们管的灯，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "no", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "grant", "place": "{g}", "words": "第1户的补助，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "grant", "place": "{g}", "words": "第2户的补助，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "grant", "place": "{g}", "words": "第3户的补助，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第1件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第2件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第3件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第4件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第5件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
clerk POST /api/v1/cases {"process": "secret", "place": "{g}", "words": "第6件保密的事，请看一看"}   201 -> id=$.id
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1}   200 $.state=ended
settle

# nothing of the month that goes on; of the one before, that there were too few
nobody GET /figures   200 text~2026年2月1日.*2026年2月28日 text~"件数太少，不公布" text!~100.0%
nobody GET /figures?month=2026-03   404 text~<h1
nobody GET /figures?month=2026-13   404
nobody GET /figures?month=2023-12   404
nobody GET /figures?month=2026      422

# when it is over: what is computed, with its formula in words, place, period, ground and time
now 2026-04-02T09:30:00+08:00
nobody GET /figures   200 text~本系统算出的数据 text~示范街道 text~2026年3月1日.*2026年3月31日 text~"2026年4月2日 09:30"
    text~解决的事</h3>\s<p.class="state".dir="auto">8< text~88.9% text~已解决.÷.办结 text~数字镇统计办法
    text~数字镇公开办法第一条 text~数字镇公开办法第三条 text~一至四件的数不公布
    text!~内部掌握 text!~保密事项 text!~来源报告的数据

# a mean is of each process by itself, and three grants are too few for one
nobody GET /figures   200 text~路灯</dt>\s<dd.dir="auto">0天 text~补助</dt>\s<dd.dir="auto">件数太少，不公布
nobody GET /figures?month=2026-02   200 text~2026年2月28日 text~month=2026-01 text~month=2026-03 text~"件数太少，不公布"
nobody GET /figures?lang=en   200 text~"Computed by this program" text~"solved ÷ closed" text~"Rule 2 on openness"
    text~"Street lamps" text~"1 March 2026" text~month=2026-02&amp;lang=en text~"too few to be published"

# the office sees the mean of each process, never one of all together
clerk GET /api/v1/figures/dashboard?place={c}&days=60   200 $.indicators[name=handling_days].each=true
    !$.indicators[name=handling_days].value $.indicators[name=handling_days].in_words~办结
    $.processes#3 $.processes[process=lamp].indicators.handling_days=0 $.processes[process=lamp].sums.closed=9
    $.processes[process=lamp].title=路灯 $.processes[process=grant].sums.solved=3
    $.indicators[name=solved].public=数字镇公开办法第一条 !$.indicators[name=within].public
    !$.children[0].indicators.handling_days
clerk GET /api/v1/figures/dashboard?place={c}&days=60&process=grant   200 $.processes#1
    $.indicators[name=handling_days].value=0 $.children[0].indicators.handling_days=0
