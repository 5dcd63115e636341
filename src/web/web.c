#include "web/web.h"
#include "web/web_files.h"
#include "work/work.h"

#include <string.h>

static const struct web_file *file_of(struct str path)
{
    size_t from = 0, to = n_web_files;

    while (from < to) {
        size_t at  = from + (to - from) / 2;
        int    cmp = str_cmp(path, web_files[at].path);

        if (cmp == 0)
            return &web_files[at];
        if (cmp < 0)
            to = at;
        else
            from = at + 1;
    }
    return NULL;
}

static bool is_known(struct str tags, struct str tag)
{
    struct str one;

    while (str_split(&tags, ',', &one)) {
        one = str_trim(one);
        if (one.n > 2 && one.p[0] == 'W' && one.p[1] == '/')
            one = str_skip(one, 2);
        if (str_eq(one, tag) || str_is(one, "*"))
            return true;
    }
    return false;
}

static enum rc send_file(struct request *q, const struct web_file *f, const char *keep)
{
    struct str  body   = f->plain;
    const char *coding = NULL;
    bool        known;

    if (f->br.p && request_takes(q, "br")) {
        body   = f->br;
        coding = "br";
    } else if (f->gzip.p && request_takes(q, "gzip")) {
        body   = f->gzip;
        coding = "gzip";
    }
    /* The body stays behind at 304, but its length is told: with another than at 200 a cache would
     * cut off what it has. */
    known = is_known(request_header(q, "If-None-Match"), f->tag);
    TRY(reply_text(q, known ? 304 : 200, f->type, body));
    if (coding)
        reply_header(q, "Content-Encoding", str_of(coding));
    if (f->br.p || f->gzip.p)
        reply_header(q, "Vary", S("Accept-Encoding"));
    /* A weak one: what is meant is the content, in whatever coding. */
    reply_header(q, "ETag", arena_fmt(q->arena, "W/%.*s", STR_ARG(f->tag)));
    reply_header(q, "Cache-Control", str_of(keep));
    return RC_OK;
}

static enum rc send_page(struct request *q, struct str path)
{
    const struct web_file *f = file_of(path);

    return f ? send_file(q, f, "no-cache") : RC_NOT_FOUND;
}

static enum rc get_mobile(struct request *q, struct work *w)
{
    (void)w;
    return send_page(q, S("index.html"));
}

static enum rc get_office(struct request *q, struct work *w)
{
    (void)w;
    return send_page(q, S("office.html"));
}

static enum rc get_screen(struct request *q, struct work *w)
{
    (void)w;
    return send_page(q, S("screen.html"));
}

static enum rc get_top(struct request *q, struct work *w)
{
    (void)w;
    return send_page(q, str_of(q->route->path + 1));
}

static enum rc get_asset(struct request *q, struct work *w)
{
    struct str             path = arena_fmt(q->arena, "assets/%.*s", STR_ARG(q->path.word[0]));
    const struct web_file *f    = file_of(path);

    (void)w;
    return f ? send_file(q, f, "public, max-age=31536000, immutable") : RC_NOT_FOUND;
}

#define PAGE .on = GET, .can = CAP_ANYBODY, .tx = WORK_NONE, .reply_type = "text/html"
#define TOP  .on = GET, .can = CAP_ANYBODY, .tx = WORK_NONE
const struct route web_routes[] = {
    { PAGE, .path = "/", .run = get_mobile, .doc = "The face for residents and grid workers." },
    { PAGE, .path = "/office", .run = get_office, .doc = "The face for offices." },
    { PAGE, .path = "/screen", .run = get_screen, .doc = "The face for a wall." },
    { PAGE, .path = "/assets/{name}", .run = get_asset,
      .doc = "What the faces consist of; a name never gets another content." },
    { TOP, .path = "/icon.svg", .reply_type = "image/svg+xml", .run = get_top,
      .doc = "The sign of the program." },
    { TOP, .path = "/icon-512.png", .reply_type = "image/png", .run = get_top,
      .doc = "The same for phones that install the face and take no vectors." },
    { TOP, .path = "/manifest.webmanifest", .reply_type = "application/manifest+json",
      .run = get_top,
      .doc = "What a phone needs to install the face for residents and grid workers." },
    { TOP, .path = "/sw.js", .reply_type = "text/javascript", .run = get_top,
      .doc = "Keeps that face on the phone, for when there is no network." },
    { 0 },
};
