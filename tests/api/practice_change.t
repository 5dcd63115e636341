# another version of the practice on a running instance: one keeps it, another puts it in force
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor boss holds secretary at C01
actor head holds grid_head at G011
actor fixer holds handler at P1
actor resident
actor second-sec is security

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id

# what is in force was put there when the instance was set up
sec_admin GET /api/v1/practice/versions   200 $.items#1 $.items[0].number=1 $.items[0].name=small
    $.items[0].state=in_force $.items[0].terms#1 !$.items[0].terms[0].until !$.next
nobody GET /api/v1/practice   200 $.version=1 -> digest=$.digest
sec_admin GET /api/v1/practice/versions   200 $.items[0].digest={digest}

now 2026-12-29T09:00:00+08:00
# two cases run: one waits to be filed, one is handled until after New Year
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮"}   201 -> filed=$.id
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "楼道灯闪"}   201 -> sent=$.id
clerk POST /api/v1/cases/{sent}/moves {"move": "accept", "version": 1}   200 -> v=$.version
clerk POST /api/v1/cases/{sent}/moves {"move": "assign", "version": {v}, "form": {"unit": "{p1}"}}
    200 $.due=2027-01-05T17:30:00+08:00 -> v=$.version

# how a process looks to whoever works by it: a picture, sentences, and where its cases stand
nobody GET /api/v1/practice/processes/demand/drawing   401
clerk GET /api/v1/practice/processes/demand/drawing   200 text~<svg text~案卷建立
clerk GET /api/v1/practice/processes/demand/drawing Accept-Language:en   200 text~Filing
clerk GET /api/v1/practice/processes/nothing/drawing   404
# what stands where is drawn for whoever may read the versions
clerk GET /api/v1/practice/processes/demand/drawing?counts=true   403
sec_admin GET /api/v1/practice/processes/demand/drawing?counts=true   200 text~class="num"
sec_admin GET /api/v1/practice/processes/demand/drawing   200
clerk GET /api/v1/practice/processes/demand/words   200 text~案卷建立
clerk GET /api/v1/practice/processes/demand/counts   403
sec_admin GET /api/v1/practice/processes/demand/counts   200 $.items[step=filing].n=1
    $.items[step=handling].n=1 $.items[step=dispatch].n=0
    $.items[step=filing].since=2026-12-29T09:00:00+08:00 $.items[step=filing].late=0
    !$.items[step=dispatch].since
sec_admin GET /api/v1/practice/processes/nothing/counts   404

# a pack with a mistake is refused, and every mistake is told with its place
sys_admin POST /api/v1/practice/versions form(next/pack.yaml=@packs/next/pack.yaml, next/days.csv=@../unit/practice/packs/small/days.csv, next/days_2027.csv=@packs/next/days_2027.csv, next/classes.csv=@packs/next/classes.csv, next/processes/demand.yaml=@packs/wrong/demand.yaml)
    422 $.code=invalid $.reason=pack_refused $.message~没有存入
    $.findings[0].file=next/processes/demand.yaml $.findings[0].line=27 $.findings[0].column>1
    $.findings[0].suggestion=dispatch $.findings[0].warning=false $.findings[0].message~dispach
sys_admin POST /api/v1/practice/versions form(next/pack.yaml=@packs/next/pack.yaml, next/days.csv=@../unit/practice/packs/small/days.csv, next/days_2027.csv=@packs/next/days_2027.csv, next/classes.csv=@packs/next/classes.csv, next/processes/demand.yaml=@packs/wrong/demand.yaml) Accept-Language:en
    422 $.message~"was not stored" $.findings[0].suggestion=dispatch

# what is no pack, leads out of its folder, stands twice, or is not text
sys_admin POST /api/v1/practice/versions form(words=text)   422
sys_admin POST /api/v1/practice/versions form(../pack.yaml=@packs/next/pack.yaml)   422
    $.fields[0].code=pack_path
sys_admin POST /api/v1/practice/versions form(next/../../pack.yaml=@packs/next/pack.yaml) Accept-Language:en
    422 $.fields[0].code=pack_path $.fields[0].message~"200 bytes"
sys_admin POST /api/v1/practice/versions form(/next/pack.yaml=@packs/next/pack.yaml)   422
sys_admin POST /api/v1/practice/versions form(pack.yaml=@packs/next/pack.yaml)   422
    $.fields[0].code=pack_path
sys_admin POST /api/v1/practice/versions form(a/pack.yaml=@packs/next/pack.yaml, a/pack.yaml=@packs/next/pack.yaml)
    422 $.fields[0].path=a/pack.yaml $.fields[0].code=pack_twice
sys_admin POST /api/v1/practice/versions form(a/pack.yaml=@packs/next/pack.yaml, b/pack.yaml=@packs/next/pack.yaml)
    422 $.fields[0].path=pack $.fields[0].code=pack_which
sys_admin POST /api/v1/practice/versions?pack=c form(a/pack.yaml=@packs/next/pack.yaml)   422
    $.reason=pack_not_sent
sys_admin POST /api/v1/practice/versions form(a/pack.yaml=@data/photo.png)   422
sys_admin POST /api/v1/practice/versions {"pack": "next"}   415

# only the system administrator keeps one; it is not in force by that
sec_admin POST /api/v1/practice/versions form(next/pack.yaml=@packs/next/pack.yaml)   403
boss POST /api/v1/practice/versions form(next/pack.yaml=@packs/next/pack.yaml)   403
sys_admin POST /api/v1/practice/versions form(next/pack.yaml=@packs/next/pack.yaml, next/days.csv=@../unit/practice/packs/small/days.csv, next/days_2027.csv=@packs/next/days_2027.csv, next/classes.csv=@packs/next/classes.csv, next/processes/demand.yaml=@packs/next/demand.yaml)
    201 $.version.number=2 $.version.name=next $.version.state=stored $.made=true
    $.version.terms#0 $.version.who
nobody GET /api/v1/practice   200 $.version=1
# sent again it is the same version
sys_admin POST /api/v1/practice/versions form(next/processes/demand.yaml=@packs/next/demand.yaml, next/classes.csv=@packs/next/classes.csv, next/days.csv=@../unit/practice/packs/small/days.csv, next/pack.yaml=@packs/next/pack.yaml, next/days_2027.csv=@packs/next/days_2027.csv)
    200 $.version.number=2 $.made=false

# the preview: what changes, and whom it meets
clerk GET /api/v1/practice/versions/2/preview   403
sec_admin GET /api/v1/practice/versions/9/preview   404 $.message=没有第9版实践包
sec_admin GET /api/v1/practice/versions/2/preview   200 $.version.number=2 $.in_force=1 $.usable=true
    $.different=true $.differences[*].kind=gone $.differences[*].kind=means $.left_out=0
    $.differences[*].words~filing $.open=2 $.cases#2
    $.cases[step=filing].n=1 $.cases[step=filing].version=1 $.cases[step=filing].step_gone=true
    $.cases[step=filing].words="流程“群众诉求”：停在“案卷建立”的1件按第1版办到结束；新版没有这一步"
    $.cases[step=handling].step_gone=false $.deadlines#1 $.deadlines[0].step=handling $.deadlines[0].n=1
    $.posts#1 $.posts[0].name=grid_head $.posts[0].n=1 $.posts[0].title=网格长
    $.classes#1 $.classes[0].name=02.02 $.classes[0].n=2
audit_admin GET /api/v1/practice/versions/2/preview Accept-Language:en   200
    $.cases[step=filing].words="process \"Residents' demand\": 1 at \"Filing\" go on under version 1 until they end; the new version has no such step"
    $.posts[0].words="the post \"Grid head\" is gone, and 1 postings are of it"

# put in force by the security administrator, not by whoever kept it, and not past somebody else
sys_admin POST /api/v1/practice/versions/2/enforce {"expected": 1}   403
clerk POST /api/v1/practice/versions/2/enforce {"expected": 1}   403
audit_admin POST /api/v1/practice/versions/2/enforce {"expected": 1}   403
sec_admin POST /api/v1/practice/versions/2/enforce {}   422 $.fields[0].path=expected
sec_admin POST /api/v1/practice/versions/9/enforce {"expected": 1}   404
sec_admin POST /api/v1/practice/versions/1/enforce {"expected": 1}   409 $.reason=practice_in_force
sec_admin POST /api/v1/practice/versions/2/enforce {"expected": 7}   409 $.reason=practice_changed
    $.message="您看到的现行版是第7版，现在启用的是第1版；请重新预览后再启用"
sec_admin POST /api/v1/practice/versions/2/enforce {"expected": 1, "note": "2027年放假安排"}   200
    $.state=in_force $.terms#1 $.terms[0].note=2027年放假安排
second-sec POST /api/v1/practice/versions/2/enforce {"expected": 1} Accept-Language:en   409
    $.message="you saw version 1 in force, and now it is version 2: look at the preview again"
nobody GET /api/v1/practice   200 $.version=2
audit_admin GET /api/v1/journal?kind=practice.enforced   200 $.items[0].data.note=2027年放假安排
    $.items[0].data.digest $.items[0].data.before=1
audit_admin GET /api/v1/practice/versions   200 $.items[0].state=in_force $.items[1].state=past
    $.items[1].terms[0].until=2026-12-29T09:00:00+08:00
audit_admin GET /api/v1/practice/versions?limit=1   200 $.items#1 $.items[0].number=2 -> next=$.next
audit_admin GET /api/v1/practice/versions?limit=1&before={next}   200 $.items#1 $.items[0].number=1 !$.next

# a case that runs goes on under its own version; its provisional limit knows the new days
clerk GET /api/v1/cases/{sent}   200 $.due=2027-01-07T17:30:00+08:00
clerk GET /api/v1/cases/{filed}   200 $.step=filing -> v=$.version
clerk POST /api/v1/cases/{filed}/moves {"move": "accept", "version": {v}}   200 $.step=dispatch
# a new one begins under the new one
resident POST /api/v1/cases {"class": "02.01", "place": "{g}", "words": "电梯停了"}   201 -> id=$.id
clerk GET /api/v1/cases/{id}   200 $.step=reading
resident POST /api/v1/cases {"class": "02.02", "place": "{g}", "words": "灯不亮了"}   422

# back to the old one, which is kept: a preview against the new, and the same way
sec_admin GET /api/v1/practice/versions/1/preview   200 $.in_force=2 $.cases[step=reading].step_gone=true
    $.cases[step=reading].version=2
sec_admin POST /api/v1/practice/versions/1/enforce {"expected": 2}   200 $.terms#2
nobody GET /api/v1/practice   200 $.version=1
clerk GET /api/v1/cases/{id}   200 $.step=reading

# what extends a pack that is kept here need not bring it along
sys_admin POST /api/v1/practice/versions form(more/pack.yaml=@packs/more/pack.yaml)
    201 $.version.number=3 $.version.name=more -> digest=$.version.digest
sec_admin POST /api/v1/practice/versions/3/enforce {"expected": 1}   200
nobody GET /api/v1/practice   200 $.version=3 $.name=more $.digest={digest}
nobody GET /api/v1/practice/classes   200 $.items[code=04].title=绿化 $.items[code=02.02].title=楼道照明
sys_admin POST /api/v1/practice/versions form(lost/pack.yaml=@packs/lost/pack.yaml)   422
    $.findings[0].code=pack_no_base $.findings[0].message~nowhere
