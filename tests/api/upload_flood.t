# floods: whoever has no account sends so many files in ten minutes, and whoever has one goes on
pack: packs/intake
import: territory data/places.csv --top
clock: 2026-03-02T09:00:00+08:00
actor resident

# sixty, by nine at a time
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#9
nobody POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf)
    201 $.items#6
nobody POST /api/v1/files form(files=@data/paper.pdf)   429 $.code=too_many $.reason=upload_flood
    $.message=上传太多，请十分钟后再试或登录
nobody POST /api/v1/files form(files=@data/paper.pdf) Accept-Language:en   429
    $.message="too many files; try again in ten minutes, or sign in"
resident POST /api/v1/files form(files=@data/paper.pdf)   201
nobody GET /api/v1/places   200

# at a time nine at most, whoever it is
resident POST /api/v1/files form(files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf,
    files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf, files=@data/paper.pdf)
    422 $.fields[0].code=many_files
    $.fields[0].message=一次最多上传9个文件

# later it is forgotten
wait 10 minutes
nobody POST /api/v1/files form(files=@data/paper.pdf)   201
