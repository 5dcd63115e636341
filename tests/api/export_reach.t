# whoever fetches gets what was asked for and agreed to, and never more than they may have
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor secretary holds secretary at S1
actor resident

nobody GET /api/v1/places/search?q=东一网格   200 -> g1=$.items[0].id
nobody GET /api/v1/places/search?q=东二网格   200 -> g2=$.items[0].id
resident POST /api/v1/cases {"class": "02.02", "place": "{g1}", "words": "一网格的灯"}   201
resident POST /api/v1/cases {"class": "02.02", "place": "{g2}", "words": "二网格的灯"}   201
secretary POST /api/v1/me/tokens {"name": "一网格报表", "caps": ["case.export"], "place": "{g1}", "days": 9}
    201 -> one=$.token
secretary POST /api/v1/me/tokens {"name": "二网格报表", "caps": ["case.export"], "place": "{g2}", "days": 9}
    201 -> two=$.token
wait 1 minute
nobody GET /api/v1/exports Authorization:"Bearer {two}"   200 $.items#0

# asked for by a token that is bound to a place: agreed to is that place, whoever fetches
nobody POST /api/v1/exports {"purpose": "一网格月报"} Authorization:"Bearer {one}"
    201 $.cases=1 -> narrow=$.id
sec_admin POST /api/v1/exports/{narrow}/approve {}   200
secretary POST /api/v1/exports/{narrow}/fetch   200 text~一网格的灯 text!~二网格的灯
nobody POST /api/v1/exports/{narrow}/fetch Authorization:"Bearer {one}"   200 text~一网格的灯 text!~二网格的灯
nobody POST /api/v1/exports/{narrow}/fetch Authorization:"Bearer {two}"   403

# asked for by the person: a token takes only what is within its own bounds
secretary POST /api/v1/exports {"purpose": "全街道月报"}   201 $.cases=2 -> wide=$.id
sec_admin POST /api/v1/exports/{wide}/approve {}   200
nobody POST /api/v1/exports/{wide}/fetch Authorization:"Bearer {two}"   200 text~二网格的灯 text!~一网格的灯
secretary POST /api/v1/exports/{wide}/fetch   200 text~一网格的灯 text~二网格的灯

# with a place named, a token whose bounds it leaves gets nothing
secretary POST /api/v1/exports {"place": "{g1}", "purpose": "一网格月报"}   201 $.cases=1 -> named=$.id
sec_admin POST /api/v1/exports/{named}/approve {}   200
nobody POST /api/v1/exports/{named}/fetch Authorization:"Bearer {two}"   403
nobody POST /api/v1/exports/{named}/fetch Authorization:"Bearer {one}"   200 text~一网格的灯
