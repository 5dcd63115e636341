#include "http/call.h"
#include "base/digest.h"
#include "http/page.h"
#include "http/parse.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static const struct say say_query =
    SAY("query", "网址里的参数格式不对", "The query string is not well formed.");
static const struct say say_form = SAY("form", "表单的格式不对", "The form is not well formed.");
static const struct say say_media = SAY("media_type", "这里只接受 {0}", "This takes {0} only.");
static const struct say say_foreign =
    SAY("foreign_form", "这个表单是从别的网站提交的，没有接受。请在本站的页面上填写",
        "This form was sent from another site and was not taken. Please fill in the page here.");
static const struct say say_length =
    SAY("length", "内容太大，最多 {0} 字节", "This is too large: {0} bytes at most.");
static const struct say say_json =
    SAY("json", "请求的正文应当是一个 JSON 对象", "The body of the request must be a JSON object.");

/* -- the site -- */

enum rc site_init(struct site *s, const struct server_options *o, struct buf *ret_why)
{
    *s = (struct site){
        .gate          = o->gate,
        .spool         = o->spool,
        .trusted_proxy = o->trusted_proxy,
        .per_minute    = o->per_minute > 0 ? o->per_minute : PER_MINUTE,
    };
    TRY(router_new(o->tables, o->base_path, &s->router, ret_why));
    s->flood = flood_new();
    random_bytes(&s->seed, sizeof(s->seed));
    return RC_OK;
}

void site_release(struct site *s)
{
    router_free(s->router);
    flood_free(s->flood);
}

struct peer site_peer(const struct site *s, struct str text)
{
    struct peer     p = { .text = text };
    struct in6_addr six;
    char            room[INET6_ADDRSTRLEN];

    p.trusted = s->trusted_proxy && str_is(text, s->trusted_proxy);
    /* Whoever has one address of version 6 has all of its /64. */
    if (text.n < sizeof(room) && memchr(text.p, ':', text.n)) {
        memcpy(room, text.p, text.n);
        room[text.n] = 0;
        if (inet_pton(AF_INET6, room, &six) == 1 && !IN6_IS_ADDR_V4MAPPED(&six))
            text = (struct str){ (const char *)&six, 8 };
        p.key = str_hash(text, s->seed);
        return p;
    }
    p.key = str_hash(text, s->seed);
    return p;
}

/* -- life -- */

void call_init(struct call *c, struct site *s)
{
    *c         = (struct call){ .site = s };
    c->q.arena = arena_new(CALL_ROOM);
    buf_init(&c->q.out, OUT_MOST);
    buf_init(&c->body, SIZE_MAX / 2);
}

void call_release(struct call *c)
{
    arena_free(c->q.arena);
    buf_free(&c->q.out);
    buf_free(&c->body);
}

static void buf_rest(struct buf *b)
{
    if (b->cap > BUF_KEPT) {
        size_t most = b->most;

        buf_free(b);
        buf_init(b, most);
    } else {
        buf_clear(b);
    }
}

void call_clear(struct call *c)
{
    struct request *q = &c->q;

    arena_clear(q->arena);
    buf_rest(&q->out);
    buf_rest(&c->body);
    q->route = NULL;
    q->query = q->body = NULL;
    q->body_json       = NULL;
    q->raw = q->file = q->address = STR_NONE;
    q->files                      = NULL;
    q->n_files = q->n_head = 0;
    q->lang                = LANG_ZH;
    q->lang_said           = false;
    q->asked               = STR_NONE;
    q->faults.n            = 0;
    q->findings            = (struct list){ 0 };
    q->principal = q->found = NULL;
    q->status               = 0;
    q->type                 = NULL;
    q->view                 = (struct view){ KEEP_PUBLIC };
    c->skip                 = false;
    c->most                 = BODY_MOST_USUAL;
    c->seen                 = 0;
    c->parts                = NULL;
    c->rc                   = RC_OK;
    c->methods              = 0;
    c->retry_after          = 0;
    c->stream               = NULL;
}

struct str request_header(const struct request *q, const char *name)
{
    const struct call *c = (const struct call *)q;

    return c->header(c->from, name, false);
}

struct str request_cookie(const struct request *q, const char *name)
{
    struct str line = request_header(q, "Cookie");

    return line.p ? cookie_find(line, str_of(name)) : STR_NONE;
}

bool request_takes(const struct request *q, const char *coding)
{
    return coding_taken(request_header(q, "Accept-Encoding"), coding);
}

/* -- the first lines -- */

/* The caller's address: what the trusted proxy says last, or the other end itself. */
static struct peer caller_of(struct call *c, const struct peer *peer)
{
    struct str      list = STR_NONE, last = STR_NONE;
    char            room[INET6_ADDRSTRLEN];
    struct in6_addr six;
    struct in_addr  four;

    if (peer->trusted) /* some proxies add a line, others lengthen the one that came */
        list = c->header(c->from, "X-Forwarded-For", true);
    while (str_split(&list, ',', &last))
        ;
    last = str_trim(last);
    if (last.n == 0 || last.n >= sizeof(room))
        return *peer;
    memcpy(room, last.p, last.n);
    room[last.n] = 0;
    if (inet_pton(AF_INET, room, &four) != 1 && inet_pton(AF_INET6, room, &six) != 1)
        return *peer;
    return site_peer(c->site, arena_str(c->q.arena, last));
}

static enum rc cut_uri(struct call *c, struct str uri)
{
    struct str path;

    if (str_starts(uri, S("http://")) || str_starts(uri, S("https://"))) {
        size_t host = str_find(uri, S("://")) + 3, slash = str_find(str_skip(uri, host), S("/"));

        if (slash == SIZE_MAX)
            return RC_NOT_FOUND;
        uri = str_skip(uri, host + slash);
    }
    (void)str_split(&uri, '?', &path);
    c->path  = path;
    c->query = uri;
    return RC_OK;
}

/* A page says in its query in which language it is read. */
static bool takes_lang(const struct request *q)
{
    const struct field *f = q->route->query ? shape_field(q->route->query, S("lang")) : NULL;

    return f && f->words == page_langs;
}

/* So is what went wrong, so this is read before all that may. */
static void heed_lang(struct request *q, struct str query)
{
    struct str part;

    while (takes_lang(q) && query.n && str_split(&query, '&', &part))
        for (int i = 0; page_langs[i] && str_starts(part, S("lang=")); i++)
            if (str_is(str_skip(part, 5), page_langs[i])) {
                q->lang      = (enum lang)i;
                q->lang_said = true;
            }
}

/*
 * Somebody who reads, and whose address leads nowhere, gets a page too: from there, links lead on.
 * What asks for anything below /api is a program.
 */
static void tell_as_page(struct call *c)
{
    struct str    path = router_below(c->site->router, c->path);
    struct str    kind = request_header(&c->q, "Accept");
    struct route *r;

    if (!path.p || str_starts(path, S("/api/")) || str_find(kind, S(PAGE_TYPE)) == SIZE_MAX)
        return;
    r          = arena_alloc(c->q.arena, sizeof(*r));
    *r         = (struct route){ .on         = GET,
                                 .path       = arena_cstr(c->q.arena, path),
                                 .query      = &page_query_shape,
                                 .reply_type = PAGE_TYPE };
    c->q.route = r;
    heed_lang(&c->q, c->query);
}

static enum rc find_route(struct call *c, struct str method)
{
    struct route_hit hit;
    enum method      on;
    enum rc          rc = method_of(method, &on);

    if (rc == RC_OK)
        rc = router_find(c->site->router, on, c->path, c->q.arena, &hit);
    if (rc == RC_OK) {
        c->q.route = hit.route;
        c->q.path  = hit.words;
        c->most    = hit.route->body_most ? hit.route->body_most : BODY_MOST_USUAL;
    } else if (rc == RC_NO_METHOD) {
        c->methods = router_methods(c->site->router, c->path, c->q.arena);
        if (!c->methods)
            rc = RC_NOT_FOUND;
    }
    if (rc == RC_NOT_FOUND)
        tell_as_page(c);
    return rc;
}

static enum rc within_limit(struct call *c, uint64_t key, int most, int64_t now_s)
{
    if (flood_take(c->site->flood, key, (uint32_t)(now_s / 60), (uint32_t)most))
        return RC_OK;
    c->retry_after = (int)(60 - now_s % 60);
    return RC_TOO_MANY;
}

/* The query without `lang`, as it was sent. */
static struct str without_lang(struct arena *a, struct str query)
{
    struct buf *b = arena_buf(a, query.n + 1);
    struct str  part;

    while (query.n && str_split(&query, '&', &part)) {
        if (part.n == 0 || str_starts(part, S("lang=")))
            continue;
        if (b->n)
            buf_add1(b, '&');
        buf_add(b, part);
    }
    return buf_str(b);
}

/*
 * What is unknown in a query is refused, so that a misspelt filter does not pass for none.
 * Addresses of pages get things hung on them by those who pass them on; a reader can do nothing
 * about that.
 */
static void drop_unknown(const struct shape *s, struct pair *at, size_t *n)
{
    size_t kept = 0;

    for (size_t i = 0; i < *n; i++)
        if (s && shape_field(s, at[i].name))
            at[kept++] = at[i];
    *n = kept;
}

static enum rc read_query(struct call *c)
{
    const struct shape *s  = c->q.route->query;
    struct pair        *at = NULL;
    size_t              n  = 0;
    void               *query;

    if (c->query.n && query_parse(c->q.arena, c->query, &at, &n) != RC_OK)
        return fault(&c->q.faults, RC_MALFORMED, &say_query, STR_NONE, STR_NONE);
    if (page_wanted(&c->q))
        drop_unknown(s, at, &n);
    if (!s)
        return n == 0 ? RC_OK
                      : fault_field(&c->q.faults, RC_INVALID, &say_unknown, at[0].name, STR_NONE);
    if (takes_lang(&c->q))
        c->q.asked = without_lang(c->q.arena, c->query);
    query = arena_alloc(c->q.arena, s->size);
    TRY(shape_from_pairs(s, at, n, c->q.arena, &c->q.faults, query));
    c->q.query = query;
    return RC_OK;
}

static enum rc refuse_media(struct call *c, const char *wanted)
{
    return fault(&c->q.faults, RC_UNSUPPORTED, &say_media, str_of(wanted), STR_NONE);
}

static enum rc refuse_length(struct call *c)
{
    char room[24];
    int  n = snprintf(room, sizeof(room), "%zu", c->most);

    return fault(&c->q.faults, RC_TOO_LARGE, &say_length, (struct str){ room, (size_t)n },
                 STR_NONE);
}

/* The host and port of "http://host:port/…". */
static struct str host_of(struct str url)
{
    size_t at = str_find(url, S("://"));

    if (at == SIZE_MAX)
        return STR_NONE;
    url = str_skip(url, at + 3);
    return str_head(url, str_find(url, S("/")));
}

/*
 * A form of this kind can be sent by any page of the world, in the name and from the address of
 * whoever reads that page. A browser says whose page it was, in one of three ways; what says
 * nothing is no browser that another site could use.
 */
static enum rc from_own_page(struct call *c)
{
    struct str site   = request_header(&c->q, "Sec-Fetch-Site");
    struct str origin = request_header(&c->q, "Origin");
    struct str host   = request_header(&c->q, "Host");
    bool       own;

    if (!origin.p)
        origin = request_header(&c->q, "Referer");
    if (site.p)
        own = str_is(site, "same-origin");
    else
        own = !origin.p || (host.p && str_eq(host_of(origin), host));
    return own ? RC_OK : fault(&c->q.faults, RC_DENIED, &say_foreign, STR_NONE, STR_NONE);
}

/* A body is announced: is it one that this route takes? */
static enum rc expect_body(struct call *c)
{
    struct str length = request_header(&c->q, "Content-Length");
    struct str type   = request_header(&c->q, "Content-Type");
    int64_t    n;

    if (!request_header(&c->q, "Transfer-Encoding").p) {
        if (!length.p)
            return RC_OK;
        TRY(str_int(length, &n) == RC_OK && n >= 0 ? RC_OK : RC_MALFORMED);
        if (n == 0)
            return RC_OK;
        if ((uint64_t)n > c->most)
            return refuse_length(c);
    }
    if (c->q.route->on == GET) {
        c->skip = true;
        return RC_OK;
    }
    switch (c->q.route->takes) {
    case BODY_PARTS:
        if (!media_is(type, "multipart/form-data"))
            return refuse_media(c, "multipart/form-data");
        if (multipart_new(c->q.arena, media_param(c->q.arena, type, "boundary"), c->site->spool,
                          &c->parts) != RC_OK)
            return fault(&c->q.faults, RC_MALFORMED, &say_form, STR_NONE, STR_NONE);
        return RC_OK;
    case BODY_FORM:
        if (!media_is(type, "application/x-www-form-urlencoded"))
            return refuse_media(c, "application/x-www-form-urlencoded");
        return RC_OK;
    case BODY_RAW:
        /* What a foreign page's form could send is not taken for a file. */
        if (media_is(type, "multipart/form-data") ||
            media_is(type, "application/x-www-form-urlencoded"))
            return refuse_media(c, "text/csv, application/json, application/yaml");
        return RC_OK;
    case BODY_JSON:
    default:
        return media_is(type, "application/json") ? RC_OK : refuse_media(c, "application/json");
    }
}

static enum rc begin(struct call *c, struct str method, struct str uri, const struct peer *peer,
                     int64_t now_s)
{
    struct request *q = &c->q;
    struct peer     caller;
    enum lang       said;
    int             most;

    q->lang    = lang_of(request_header(q, "Accept-Language"));
    caller     = caller_of(c, peer);
    q->address = caller.text;
    TRY(within_limit(c, caller.key, c->site->per_minute, now_s));
    TRY(cut_uri(c, uri));
    TRY(find_route(c, method));
    heed_lang(q, c->query);
    said = q->lang;
    most = q->route->per_minute;
    if (most > 0)
        TRY(within_limit(
            c, str_hash((struct str){ (const char *)&q->route, sizeof(q->route) }, caller.key),
            most, now_s));
    if (c->site->gate.admit)
        TRY(c->site->gate.admit(c->site->gate.ctx, q));
    if (q->lang_said) /* before what the account has chosen */
        q->lang = said;
    TRY(read_query(c));
    if (q->route->on != GET && q->route->takes == BODY_FORM)
        TRY(from_own_page(c));
    return expect_body(c);
}

void call_begin(struct call *c, struct str method, struct str uri, const struct peer *peer,
                int64_t now_s)
{
    c->rc = begin(c, method, uri, peer, now_s);
    if (c->rc != RC_OK)
        c->skip = true;
}

/* -- the body -- */

void call_bytes(struct call *c, struct str piece)
{
    c->seen = piece.n > SIZE_MAX - c->seen ? SIZE_MAX : c->seen + piece.n;
    if (c->skip)
        return;
    if (c->seen > c->most)
        c->rc = refuse_length(c);
    else if (c->parts)
        c->rc = multipart_feed(c->parts, piece);
    else
        buf_add(&c->body, piece);
    if (c->rc == RC_MALFORMED)
        c->rc = fault(&c->q.faults, RC_MALFORMED, &say_form, STR_NONE, STR_NONE);
    c->skip = c->rc != RC_OK;
}

static enum rc decode_json(struct call *c)
{
    struct request     *q = &c->q;
    const struct shape *s = q->route->body;
    void               *body;

    if (c->body.n == 0 && !s)
        return RC_OK;
    if (c->body.n == 0)
        return fault(&q->faults, RC_MALFORMED, &say_json, STR_NONE, STR_NONE);
    TRY(json_parse(q->arena, buf_str(&c->body), &q->faults, &q->body_json));
    if (!s)
        return RC_OK;
    if (q->body_json->kind != J_OBJ)
        return fault(&q->faults, RC_MALFORMED, &say_json, STR_NONE, STR_NONE);
    body = arena_alloc(q->arena, s->size);
    TRY(shape_from_json(s, q->body_json, q->arena, &q->faults, body));
    q->body = body;
    return RC_OK;
}

static enum rc decode_pairs(struct request *q, const struct pair *at, size_t n)
{
    const struct shape *s = q->route->body;
    void               *body;

    if (!s)
        return n == 0 ? RC_OK
                      : fault_field(&q->faults, RC_INVALID, &say_unknown, at[0].name, STR_NONE);
    body = arena_alloc(q->arena, s->size);
    TRY(shape_from_pairs(s, at, n, q->arena, &q->faults, body));
    q->body = body;
    return RC_OK;
}

static enum rc decode_parts(struct call *c)
{
    struct request    *q  = &c->q;
    const struct pair *at = NULL;
    size_t             n  = 0;

    if (c->parts) {
        if (multipart_end(c->parts) != RC_OK)
            return fault(&q->faults, RC_MALFORMED, &say_form, STR_NONE, STR_NONE);
        multipart_pairs(c->parts, &at, &n);
        multipart_files(c->parts, &q->files, &q->n_files);
    }
    return decode_pairs(q, at, n);
}

/* A browser sends each line end of a form as two characters and counts one. */
static struct str line_ends(struct arena *a, struct str text)
{
    char  *p;
    size_t n = 0;

    if (str_find(text, S("\r\n")) == SIZE_MAX)
        return text;
    p = arena_alloc(a, text.n);
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != '\r' || i + 1 == text.n || text.p[i + 1] != '\n')
            p[n++] = text.p[i];
    return (struct str){ p, n };
}

static enum rc decode_form(struct call *c)
{
    struct request *q  = &c->q;
    struct pair    *at = NULL;
    size_t          n  = 0;

    if (c->body.n && query_parse(q->arena, buf_str(&c->body), &at, &n) != RC_OK)
        return fault(&q->faults, RC_MALFORMED, &say_form, STR_NONE, STR_NONE);
    for (size_t i = 0; i < n; i++)
        at[i].value = line_ends(q->arena, at[i].value);
    return decode_pairs(q, at, n);
}

void call_decode(struct call *c)
{
    if (c->rc != RC_OK || c->q.route->on == GET)
        return;
    switch (c->q.route->takes) {
    case BODY_PARTS:
        c->rc = decode_parts(c);
        break;
    case BODY_FORM:
        c->rc = decode_form(c);
        break;
    case BODY_RAW:
        c->q.raw = c->body.n ? buf_str(&c->body) : S("");
        break;
    case BODY_JSON:
    default:
        c->rc = decode_json(c);
        break;
    }
}

/* -- the end -- */

static bool has_head(const struct request *q, const char *name)
{
    for (size_t i = 0; i < q->n_head; i++)
        if (str_is(q->head[i].name, name))
            return true;
    return false;
}

static void put_allow(struct call *c)
{
    struct buf b;

    buf_init(&b, 64);
    for (unsigned m = 0; m < METHODS; m++)
        if (c->methods >> m & 1)
            buf_addf(&b, "%s%s", b.n ? ", " : "",
                     m == GET ? "GET, HEAD" : method_name((enum method)m));
    reply_header(&c->q, "Allow", buf_str(&b));
    buf_free(&b);
}

void call_finish(struct call *c)
{
    struct request *q = &c->q;

    if (c->rc == RC_OK && (q->status == 0 || buf_check(&q->out) != RC_OK) && !c->stream)
        c->rc = RC_INTERNAL;
    if (c->rc == RC_OK)
        return;
    reply_error(q, c->rc);
    if (c->rc == RC_NO_METHOD && c->methods)
        put_allow(c);
    if (c->rc == RC_NO_ACTOR)
        reply_header(q, "WWW-Authenticate", S("Bearer"));
    if (c->rc == RC_BUSY)
        reply_header(q, "Retry-After", S("1"));
    if (c->rc == RC_TOO_MANY && !has_head(q, "Retry-After"))
        reply_header(q, "Retry-After",
                     arena_fmt(q->arena, "%d", c->retry_after ? c->retry_after : 60));
}
