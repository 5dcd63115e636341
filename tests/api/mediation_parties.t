# a mediation asks every party, each for themselves; what was settled is visited afterwards
rows: QD-33 QD-36 LZ-38
pack: packs/mediation
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor mediator holds mediator at C01
actor other holds mediator at C02
actor resident
actor stranger

nobody GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id

# whoever files it names the people; somebody else's account only staff may name
resident POST /api/v1/cases {"process": "mediation", "place": "{g}", "words": "噪声", "form": {"parties": [{"name": "王小明"}]}}   422
mediator POST /api/v1/cases {"process": "mediation", "place": "{g}", "words": "噪声", "form": {"parties":
    [{"name": "王小明", "phone": "12", "side": "甲方"}, {"side": "乙方"}]}}   422
resident POST /api/v1/cases {"process": "mediation", "place": "{g}", "words": "楼上噪声", "form": {"parties":
    [{"name": "王小明", "phone": "13800000001", "side": "甲方"}, {"name": "李四", "side": "乙方"}]}}
    201 $.number~^TJ -> id=$.id
mediator GET /api/v1/cases/{id}/parties   200 $.items[0].role=party $.items[0].name=王* $.items[1].side=乙方 -> a=$.items[0].id b=$.items[1].id
stranger GET /api/v1/cases/{id}   404
other GET /api/v1/cases/{id}   404

# not before everybody has answered; a paper keeps its date, which is neither tomorrow nor before the case
mediator POST /api/v1/cases/{id}/moves {"move": "begin", "version": 1}   422
mediator POST /api/v1/cases/{id}/moves {"move": "note", "version": 1, "form": {"consents": [{"party": "{a}", "yes": true,
    "how": "signed", "on": "2026-03-03"}]}}   422
mediator POST /api/v1/cases/{id}/moves {"move": "note", "version": 1, "form": {"consents": [{"party": "{a}", "yes": true,
    "how": "signed", "on": "2026-03-01"}]}}   422
now 2026-03-05T10:00:00+08:00
mediator POST /api/v1/cases/{id}/moves {"move": "note", "version": 1, "form": {"consents": [{"party": "{a}", "yes": true,
    "how": "signed", "on": "2026-03-03"}]}}   200 -> v=$.version
mediator POST /api/v1/cases/{id}/moves {"move": "begin", "version": {v}}   422
stranger POST /api/v1/cases/{id}/moves {"move": "answer", "version": {v}, "form": {"consents": [{"party": "{b}", "yes": true}]}}   404
mediator POST /api/v1/cases/{id}/moves {"move": "begin", "version": {v}, "form": {"consents": [{"party": "{b}", "yes": true,
    "how": "fingerprint"}]}}   200 $.step=talk -> v=$.version

# settled: the return visit is open, nobody waits for it, and it knows terms and parties
mediator POST /api/v1/cases/{id}/moves {"move": "settle", "version": {v}, "form": {"terms": "22时后不练琴"}}   200 $.ended_as=settled
mediator GET /api/v1/cases/{id}/links   200 $.items[0].kind=follows -> visit=$.items[0].other
mediator GET /api/v1/cases/{visit}   200 $.process=visit $.form.round=1
mediator GET /api/v1/cases/{visit}/parties   200 $.items[0].name=王* $.items[1].name=李*
other GET /api/v1/cases/{visit}   404
mediator POST /api/v1/cases/{visit}/moves {"move": "kept", "version": 1}   200 $.ended_as=kept
