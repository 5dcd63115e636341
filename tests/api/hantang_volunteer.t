# a volunteer registers at the station, a minor with the guardian's consent, and may take it back
# HT-22 volunteer registration; HT-30 the kinds of service; fields after domain C.6.
rows: HT-22 HT-30
pack: practices/hantang-north
import: territory ../../practices/hantang-north/demo/places.csv --top
import: territory ../../practices/hantang-north/demo/places.geojson
import: organisations ../../practices/hantang-north/demo/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor station holds station_worker at 9901010010010101
actor other-station holds station_worker at 9901010010010102
actor worker holds grid_worker at 990101001001010101
actor resident
actor youth

nobody GET /api/v1/places/search?q=990101001001010101&match=code   200 -> g=$.items[0].id

# what the rules list is asked for
resident POST /api/v1/cases {"class": "v", "place": "{g}", "form": {"name": "张三", "phone": "13800000001"}}   422
    $.fields[*].path=form.sex $.fields[*].path=form.born $.fields[*].path=form.services $.fields[*].path=form.minor
resident POST /api/v1/cases {"class": "v", "place": "{g}", "form": {"name": "张三", "phone": "13800000001", "sex": "female",
    "born": "1956-05-01", "services": ["neighbours", "facilities"], "minor": false, "skills": "修小家电"}}
    201 $.number~^ZY -> id=$.id
station GET /api/v1/cases/{id}   200 $.step=checking $.form.born!=1956-05-01 -> v=$.version
other-station GET /api/v1/cases/{id}   404
worker POST /api/v1/cases/{id}/moves {"move": "register", "version": {v}}   403
resident POST /api/v1/cases/{id}/moves {"move": "register", "version": {v}}   403
station POST /api/v1/cases/{id}/moves {"move": "ask", "version": {v}, "form": {"words": "请补紧急联系人"}}
    200 $.step=waiting -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "register", "version": {v}}   409
resident POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"words": "已补"}}   200 -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "register", "version": {v}}   200 $.ended_as=registered

# a minor is not registered before the guardian agreed
youth POST /api/v1/cases {"class": "v", "place": "{g}", "form": {"name": "李四", "phone": "13800000002", "sex": "male",
    "born": "2012-05-01", "services": ["environment"], "minor": true}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "register", "version": 1}   409 $.reason=not_now
station POST /api/v1/cases/{id}/moves {"move": "ask", "version": 1, "form": {"words": "请监护人签字"}}   200 -> v=$.version
youth POST /api/v1/files form(a=@data/paper.pdf)   201 -> paper=$.items[0].id
youth POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"guardian": ["{paper}"]}}   200 -> v=$.version
station POST /api/v1/cases/{id}/moves {"move": "register", "version": {v}}   200 $.ended_as=registered

# voluntary: taken back; refused with a reason
resident POST /api/v1/cases {"class": "v", "place": "{g}", "form": {"name": "王五", "phone": "13800000003", "sex": "unsaid",
    "born": "1990-05-01", "services": ["other"], "minor": false}}   201 -> id=$.id
resident POST /api/v1/cases/{id}/moves {"move": "withdraw", "version": 1}   200 $.ended_as=withdrawn
resident POST /api/v1/cases {"class": "v", "place": "{g}", "form": {"name": "王五", "phone": "13800000003", "sex": "unsaid",
    "born": "1990-05-01", "services": ["other"], "minor": false}}   201 -> id=$.id
station POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1}   422 $.fields[0].path~reason
station POST /api/v1/cases/{id}/moves {"move": "refuse", "version": 1, "form": {"reason": "已登记过"}}   200 $.ended_as=refused
