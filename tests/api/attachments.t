# photos and papers: told by their content, cleaned, named by a report, seen by whom they concern
pack: tests/unit/practice/packs/small
import: territory data/places.csv --top
import: organisations data/organisations.csv
clock: 2026-03-02T09:00:00+08:00
actor clerk holds clerk at C01
actor other holds clerk at C02
actor resident

clerk GET /api/v1/places/search?q=东一网格   200 -> g=$.items[0].id

# a photo is turned upright and loses all but the picture
resident POST /api/v1/files form(files=@data/photo.jpg)   201 $.items#1 $.items[0].type=image/jpeg
    $.items[0].name=photo.jpg $.items[0].width=80 $.items[0].height=120 -> photo=$.items[0].id
resident GET /api/v1/files/{photo}   200 Header:Content-Type~image/jpeg text!~Exif text!~Spy
    Header:Cache-Control~private Header:X-Content-Type-Options=nosniff !Header:Content-Disposition
resident GET /api/v1/files/{photo}?small=true   200 Header:Content-Type~image/jpeg

# a paper is handed out as a file to be saved, with a policy that lets nothing in it run
resident POST /api/v1/files form(files=@data/paper.pdf, files=@data/places.csv)   201 $.items#2
    $.items[0].type=application/pdf $.items[1].type=text/csv -> paper=$.items[0].id
resident GET /api/v1/files/{paper}   200 Header:Content-Type~application/pdf
    Header:Content-Disposition~attachment Header:Content-Security-Policy~sandbox
resident GET /api/v1/files/{paper}?small=true   404

# what is refused, and why
resident POST /api/v1/files form(files=@data/program.exe)   415 $.fields[0].path=files[0] $.fields[0].code=file_type
resident POST /api/v1/files form(files=@data/misnamed.jpg)  422 $.fields[0].code=misnamed
resident POST /api/v1/files form(files=@data/paper.pdf, files=@data/cut.jpg)   415 $.fields[0].path=files[1]
    $.fields[0].code=bad_photo
resident POST /api/v1/files form(other=text)   422
resident POST /api/v1/files {}   415
resident GET /api/v1/files/1   404

# nobody else sees it, nobody else names it
clerk GET /api/v1/files/{photo}   404
nobody GET /api/v1/files/{photo}  404
clerk POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"photos": ["{photo}"]}}   422 $.fields[0].path=form.photos
resident POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"photos": ["{paper}"]}}   422 $.fields[0].code=no_photo
resident POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}", "words": "灯不亮",
    "form": {"photos": ["{photo}"]}}   201 -> id=$.id code=$.code
clerk GET /api/v1/files/{photo}   200
other GET /api/v1/files/{photo}   404
clerk GET /api/v1/cases/{id}/files   200 $.items#1 $.items[0].field=photos $.items[0].move=open
nobody GET /api/v1/follow/{code}/files/{photo}   200
nobody GET /api/v1/follow/{code}/files/{paper}   404

# without an account: what was sent is theirs who know its number, and the case's code shows it later
nobody POST /api/v1/files form(files=@data/photo.jpg)   201 -> own=$.items[0].id
nobody GET /api/v1/files/{own}   200
resident GET /api/v1/files/{own} 404
nobody POST /api/v1/cases {"process": "demand", "class": "02.02", "place": "{g}", "words": "门坏了",
    "form": {"photos": ["{own}"]}}   201 -> code=$.code
nobody GET /api/v1/files/{own}   404
nobody GET /api/v1/follow/{code}/files/{own}   200

# what nobody named is gone after a day
wait 25 hours
settle
resident GET /api/v1/files/{paper}   404
clerk GET /api/v1/files/{photo}      200
