# an import that a program begins in the background may do what its token may, not what its account may
rows: QD-35
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk POST /api/v1/me/tokens {"name": "一网格热线", "caps": ["case.import"], "place": "{g}", "days": 9}
    201 -> token=$.token key=$.id
clerk POST /api/v1/me/tokens {"name": "别的热线", "caps": ["case.import"], "days": 9}   201 -> wide=$.token

# at once: the other grid is refused
nobody POST /api/v1/imports/cases?channel=hotline <<END text/csv
工单号,诉求内容,类别,网格编码
202603010000000001,灯坏了,楼道照明,G011
202603010000000002,灯坏了,楼道照明,G012
END
    Authorization:"Bearer {token}" 200 $.taken=1 $.refused=1 $.told[0].line=3

# in the background it is no other
nobody POST /api/v1/imports/cases/jobs?channel=hotline&file=night.csv <<END text/csv
工单号,诉求内容,类别,网格编码
202603010000000003,墙皮脱落,楼道照明,G011
202603010000000004,门禁失灵,楼道照明,G012
END
    Authorization:"Bearer {token}" 201 -> job=$.id
soon clerk GET /api/v1/imports/cases/jobs/{job}   200 $.state=done $.taken=1 $.refused=1 $.report.told[0].line=3
nobody GET /api/v1/imports/cases/jobs/{job}/refused Authorization:"Bearer {token}"   200 text~000004 text!~000003

# without a token whoever holds the post imports both; a token is told of what it began and of nothing else
clerk POST /api/v1/imports/cases/jobs?channel=hotline&file=mine.csv <<END text/csv
工单号,诉求内容,类别,网格编码
202603010000000004,门禁失灵,楼道照明,G012
202603010000000005,井盖松动,火星,G012
END
    201 -> mine=$.id
soon clerk GET /api/v1/imports/cases/jobs/{mine}   200 $.state=done $.taken=1 $.refused=1
clerk GET /api/v1/imports/cases/jobs   200 $.items#2
nobody GET /api/v1/imports/cases/jobs Authorization:"Bearer {token}"   200 $.items#1 $.items[0].id={job}
nobody GET /api/v1/imports/cases/jobs Authorization:"Bearer {wide}"    200 $.items#0
nobody GET /api/v1/imports/cases/jobs/{mine} Authorization:"Bearer {token}"   404
nobody GET /api/v1/imports/cases/jobs/{mine}/refused Authorization:"Bearer {wide}"   404

# one that has ended begins nothing
clerk DELETE /api/v1/me/tokens/{key}   204
nobody POST /api/v1/imports/cases/jobs?channel=hotline <<END text/csv
工单号,诉求内容,类别,网格编码
202603010000000006,灯坏了,楼道照明,G011
END
    Authorization:"Bearer {token}" 401
