# what an organisation asks for is what lies with it, and with a token for one of two it is that one's
pack: packs/standin
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor company holds handler at P1, handler at P2

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id
clerk GET /api/v1/orgs/search?q=东物业   200 -> p1=$.items[0].id
clerk GET /api/v1/orgs/search?q=西物业   200 -> p2=$.items[0].id
clerk POST /api/v1/cases {"process": "given", "place": "{g}", "words": "东边的门"}   201 -> one=$.id
clerk POST /api/v1/cases/{one}/moves {"move": "give", "version": 1, "form": {"unit": "{p1}"}}   200
clerk POST /api/v1/cases {"process": "given", "place": "{g}", "words": "西边的门"}   201 -> two=$.id
clerk POST /api/v1/cases/{two}/moves {"move": "give", "version": 1, "form": {"unit": "{p2}"}}   200
company POST /api/v1/me/tokens {"name": "东边月报", "caps": ["case.export"], "org": "{p1}", "days": 9}   201 -> one=$.token
company POST /api/v1/me/tokens {"name": "西边月报", "caps": ["case.export"], "org": "{p2}", "days": 9}   201 -> two=$.token
wait 1 minute
nobody GET /api/v1/exports Authorization:"Bearer {two}"   200 $.items#0

nobody POST /api/v1/exports {"purpose": "东边月报"} Authorization:"Bearer {one}"   201 $.cases=1 -> narrow=$.id
sec_admin POST /api/v1/exports/{narrow}/approve {}   200
company POST /api/v1/exports/{narrow}/fetch   200 text~东边的门 text!~西边的门
nobody POST /api/v1/exports/{narrow}/fetch Authorization:"Bearer {two}"   403
company POST /api/v1/exports {"purpose": "两边月报"}   201 $.cases=2 -> wide=$.id
sec_admin POST /api/v1/exports/{wide}/approve {}   200
company POST /api/v1/exports/{wide}/fetch   200 text~东边的门 text~西边的门
nobody POST /api/v1/exports/{wide}/fetch Authorization:"Bearer {two}"   200 text~西边的门 text!~东边的门
