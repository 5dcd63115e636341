# Excel in and out: workbooks are taken by what is in them, and come back as workbooks
rows: QD-35
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor secretary holds secretary at S1
actor head holds grid_head at G011
actor resident

# an order in a workbook is filed as one in CSV is; only the first sheet is read, and that is said
clerk POST /api/v1/imports/cases?channel=hotline&file=orders.xlsx <<END text/xlsx
工单号,来电时间,诉求人,联系电话,诉求内容,类别,网格编码
202603010000000001,2026/3/1 8:05,张三,13800000001,楼道灯坏了,楼道照明,G011
202603010000000002,2026/3/1 9:10,李四,13800000002,"门口垃圾成堆
两行",没有的类别,G011
202603010000000003,2026/3/1 9:10,,,=1+1,楼道照明,G999
END
    200 $.given=3 $.taken=1 $.refused=2 $.told#2 $.told[0].line=3 $.told[0].column=类别
    $.told[1].line=4 $.told[1].column=网格编码 $.unread#0 $.unread_sheets[0]=说明
clerk GET /api/v1/outside/hotline/202603010000000001   200 $.opened=2026-03-01T08:05:00+08:00

# what was refused comes back as a workbook, its numbers and formulas as they stood
clerk POST /api/v1/imports/cases/refused?channel=hotline <<END text/xlsx
工单号,诉求内容,类别,网格编码
202603010000000004,灯坏了,楼道照明,G011
202603010000000005,"=1+1",火星,G011
END
    200 Header:Content-Type~spreadsheetml Header:Content-Disposition~refused.xlsx
    text~工单号,诉求内容,类别,网格编码,行号,错误列,错误原因 text!~000004
    text~202603010000000005,=1.1,火星,G011,3,类别,

# that file, mended, is taken; the columns of reasons in it are ours and no matter
clerk POST /api/v1/imports/cases?channel=hotline <<END text/xlsx
工单号,诉求内容,类别,网格编码,行号,错误列,错误原因
202603010000000005,灯坏了,楼道照明,G011 东一网格,3,类别,没有“火星”这个类别
END
    200 $.given=1 $.taken=1 $.refused=0 $.unread#0

# in the background: counts while it goes on, the report and the refused rows at its end
clerk POST /api/v1/imports/cases/jobs?channel=hotline&file=more.xlsx <<END text/xlsx
工单号,诉求内容,类别,网格编码
202603010000000011,灯坏了,楼道照明,G011
202603010000000012,灯又坏了,火星,G011
202603010000000005,灯坏了,楼道照明,G011
END
    201 $.given>=0 $.file=more.xlsx -> job=$.id
soon clerk GET /api/v1/imports/cases/jobs/{job}   200 $.state=done $.given=3 $.done=3 $.taken=1 $.again=1
    $.refused=1 $.report.told[0].line=3 $.report.rows[0].number~^SQ $.ended
clerk GET /api/v1/imports/cases/jobs/{job}/refused   200 Header:Content-Type~spreadsheetml
    text~000012,灯又坏了,火星,G011,3,类别 text!~000011
clerk GET /api/v1/imports/cases/jobs   200 $.items#1 $.items[0].state=done !$.items[0].report
other GET /api/v1/imports/cases/jobs/{job}   404
other GET /api/v1/imports/cases/jobs/{job}/refused   404
clerk POST /api/v1/imports/cases/jobs?channel=hotline&dry_run=true @data/broken.xlsx   201 -> bad=$.id
soon clerk GET /api/v1/imports/cases/jobs/{bad}   200 $.state=failed $.failed~Excel $.dry=true
clerk GET /api/v1/imports/cases/jobs/{bad}/refused   404
head POST /api/v1/imports/cases/jobs?channel=hotline <<END text/csv
诉求内容
灯
END
    403
wait 4 days
clerk GET /api/v1/imports/cases/jobs   200 $.items#0

# the list of cases as it is seen: narrowed, with these columns, on record, and no more than the policy lets go
secretary POST /api/v1/exports/list?process=demand {"columns":["number","title","class","opened"]}   403 $.message~审批
sec_admin PUT /api/v1/sign-in-policy {"failures": 5, "lock_minutes": 15, "idle_minutes": 30,
    "session_hours": 12, "password_least": 8, "password_kinds": 3, "password_days": 90,
    "second_factor": false, "export_free": 2, "version": 1} 200
secretary GET /api/v1/cases?limit=1&q=楼道灯   200 -> one=$.items[0].number
secretary POST /api/v1/exports/list?q=楼道灯 {"columns":["number","title","class","opened"]}   200
    Header:Content-Type~spreadsheetml text~编号,标题,类别,上报时间 text~{one},楼道灯坏了,楼道照明, text!~GD
secretary POST /api/v1/exports/list {}   403 $.message~审批
secretary POST /api/v1/exports/list {"columns":["phone"]}   422
head POST /api/v1/exports/list {}   403
audit_admin GET /api/v1/journal?kind=case.exported   200 $.items#1 $.items[0].data.cases=1

# the template has the pack's classes; what is filled in under its headings is taken
clerk GET /api/v1/imports/cases/template   200 Header:Content-Type~spreadsheetml
    text~工单号,来电时间,诉求人,联系电话,地址,诉求内容,类别,网格编码,紧急程度,流程
clerk GET /api/v1/imports/cases/template?process=none   404
head GET /api/v1/imports/cases/template   403
resident GET /api/v1/imports/cases/template   403
nobody GET /api/v1/imports/cases/template   401
sys_admin GET /api/v1/orgs/import/template   200 text~编码,类型,名称,上级编码,地方编码,服务地方编码
clerk GET /api/v1/orgs/import/template   403

# places
sys_admin POST /api/v1/places/import/check?top=true <<END text/xlsx
编码,名称,类型,上级编码
G019,东九网格,grid,C01
G0X9,没有上级,grid,C99
END
    200 $.given=2 $.added=1 $.refused=1 $.unread_sheets#1 $.told[0].line=3
sys_admin POST /api/v1/places/import/refused <<END text/xlsx
编码,名称,类型,上级编码
G019,东九网格,grid,C01
G0X9,没有上级,grid,C99
END
    200 Header:Content-Type~spreadsheetml text~行,列,错误原因,编码,名称,类型,上级编码 text~G0X9,没有上级 text!~G019
sys_admin POST /api/v1/places/import/check <<END text/xlsx
行,列,错误原因,编码,名称,类型,上级编码
3,parent,没有,G019,东九网格,grid,C01
END
    200 $.given=1 $.added=1 $.unread#0
sys_admin GET /api/v1/places/import/template   200 text~编码,名称,上级编码,类型
clerk GET /api/v1/places/import/template   403

# organisations
sys_admin POST /api/v1/orgs/import?dry_run=true <<END text/xlsx
编码,类型,名称
P77,property_company,南物业
P78,没有的类型,北物业
END
    200 $.given=2 $.added=1 $.refused=1 $.dry=true $.told[0].line=3
sys_admin GET /api/v1/orgs/search?q=南物业   200 $.items#0
sys_admin POST /api/v1/orgs/import/refused <<END text/xlsx
编码,类型,名称
P77,property_company,南物业
P78,没有的类型,北物业
END
    200 Header:Content-Type~spreadsheetml text~编码,类型,名称,行号,错误原因 text~P78 text!~P77
sys_admin POST /api/v1/orgs/import <<END text/xlsx
编码,类型,名称,行号,错误原因
P77,property_company,南物业,3,没有
END
    200 $.given=1 $.added=1 $.refused=0
sys_admin POST /api/v1/orgs/import <<END text/csv
code,kind,name
P77,property_company,南物业
END
    200 $.added=0 $.same=1
sys_admin POST /api/v1/orgs/import <<END text/csv
code,colour
P79,red
END
    422 $.code=invalid
clerk POST /api/v1/orgs/import <<END text/csv
code,kind,name
P80,property_company,某
END
    403

# harm is refused with a sentence
clerk POST /api/v1/imports/cases?channel=hotline @data/broken.xlsx   400 $.message~Excel
clerk POST /api/v1/imports/cases?channel=hotline @data/old.xls       415 $.fields[0].message~xlsx

# a table that a page shows, as a workbook
clerk POST /api/v1/sheets {"title":"各网格","notes":["统计时间:2026年3月"],
    "columns":[{"head":"网格"},{"head":"件数","kind":"number"}],
    "rows":[{"cells":["东一","12"]},{"cells":["=东二","—"]}]}
    200 Header:Content-Type~spreadsheetml text~统计时间:2026年3月 text~网格,件数 text~东一,12 text~=东二,—
clerk POST /api/v1/sheets {"title":"x","columns":[],"rows":[]}   422
nobody POST /api/v1/sheets {"title":"x","columns":[{"head":"a"}],"rows":[]}   401
