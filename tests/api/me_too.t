# "me too" without an account: once a device, and a code that shows how the case goes on and nothing else
pack: packs/intake
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor resident
actor neighbour

resident POST /api/v1/cases {"class": "01.01", "lon": 100.01, "lat": 38.01,
    "words": "东门口垃圾堆了三天没人收，我住三号楼"}   201 -> id=$.id number=$.number own=$.code

# it takes a secret of the device, long enough that nobody guesses it
nobody POST /api/v1/cases/{id}/me-too   400
nobody POST /api/v1/cases/{id}/me-too {}   422 $.fields[0].path=client_token $.fields[0].code=bad_token
    $.fields[0].message="不登录时，client_token 应为32到64个字符"
nobody POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcde"}
    Accept-Language:en   422 $.fields[0].message="without an account, client_token takes 32 to 64 characters"
nobody POST /api/v1/cases/77/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   404

# once: the same device again changes nothing and is given the same code; another is another
nobody POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   201
    $.again=false $.number={number} !$.id -> code=$.code
nobody POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   200
    $.again=true $.code={code}
nobody POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   200 $.code={code}
clerk GET /api/v1/cases/{id}/parties   200 $.items#1 $.items[0].role=me_too !$.items[0].account
    !$.items[0].token !$.items[0].code
nobody POST /api/v1/cases/{id}/me-too {"client_token": "fedcba9876543210fedcba9876543210"}   201
# who has an account is counted by it, whatever token comes with it
neighbour POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   201 !$.code
neighbour POST /api/v1/cases/{id}/me-too {"client_token": "00000000000000000000000000000000"}   200 $.again=true
resident POST /api/v1/cases/{id}/me-too {}   200 $.again=true
clerk GET /api/v1/cases/{id}/parties   200 $.items#3
# and it stands on the record how it was said
clerk GET /api/v1/cases/{id}/timeline   200 $.items[1].kind=case.me_too $.items[1].data.anonymous=true
    !$.items[1].account $.items[2].data.anonymous=true $.items[3].kind=case.me_too !$.items[3].data.anonymous

# the code shows where it stands and who has it, never what somebody wrote, and does nothing
nobody GET /api/v1/follow/{code}/progress   200 $.number={number} $.state=open $.class_title=暴露垃圾
    $.step_title~. $.says#1 $.steps#1 !$.words !$.title !$.form !$.address !$.closed
nobody GET /api/v1/follow/{own}/progress   200 $.number={number}
nobody GET /api/v1/follow/{code}   404
nobody GET /api/v1/follow/{code}/why   404
nobody POST /api/v1/follow/{code}/evaluation {"answers": {}}   404
nobody GET /api/v1/follow/{code}/documents   404
nobody GET /api/v1/follow/AAAAAAAAAA/progress   404
nobody GET /follow/{code}   200 text~{number} text~现在的情况 text~这是您附议的事项 text!~三号楼
nobody GET /follow/{code}?lang=en   200 text~"You said that this concerns you too"
nobody GET /follow/{code}/qr.svg   200
nobody GET /follow/{own}   200 text~三号楼
nobody GET /follow/AAAAAAAAAA   404

# what has ended is joined by nobody any more, but who had joined is told how it ended
clerk POST /api/v1/cases/{id}/moves {"move": "done", "version": 1, "form": {"words_public": "已清运"}}   200
nobody POST /api/v1/cases/{id}/me-too {"client_token": "11111111111111111111111111111111"}   404
nobody POST /api/v1/cases/{id}/me-too {"client_token": "0123456789abcdef0123456789abcdef"}   200 $.again=true
    $.code={code}
nobody GET /api/v1/follow/{code}/progress   200 $.state=ended $.says#0 $.closed
nobody GET /follow/{code}   200 text~已办结
