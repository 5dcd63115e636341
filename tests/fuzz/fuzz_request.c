/*
 * A whole request walks its way: method, address, header lines, an empty line, the body. It always
 * ends in a reply, and an error's reply is JSON, or a page that holds no tag but the page's own.
 */
#include "fuzz.h"
#include "http/call.h"
#include "http/page.h"

#include <string.h>

struct thing {
    struct str  word;
    int64_t     id, at;
    int32_t     n;
    struct list words;
    struct json any;
};
static const struct field thing_fields[] = {
    F(struct thing, word, .max = 9, .opt = true),
    F(struct thing, id, .as = AS_ID, .opt = true),
    F(struct thing, at, .as = AS_TIME, .opt = true),
    F(struct thing, n, .min = -3, .max = 3, .opt = true),
    F(struct thing, words, .each = K_STR, .max = 3, .opt = true),
    F(struct thing, any, .opt = true),
};
static const struct shape thing_shape = SHAPE(struct thing, thing_fields);

static enum rc run(struct request *q, struct work *w)
{
    (void)w;
    if (q->body)
        return reply(q, 200, &thing_shape, q->body);
    return q->query ? reply(q, 200, &thing_shape, q->query)
                    : reply_text(q, 200, "text/plain", q->raw);
}

static enum rc run_page(struct request *q, struct work *w)
{
    const struct thing *t = q->body;
    struct page         p;

    (void)w;
    page_begin(&p, q, t->word);
    page_input(&p, &(struct page_input){ .name = "w", .label = rc_say(RC_OK), .value = t->word });
    return page_send(&p, 200);
}

#define COMMON .can = 1, .doc = "d", .run = run
static const struct route routes[] = {
    { COMMON, .on = GET, .path = "/q", .query = &thing_shape },
    { COMMON, .on = POST, .path = "/j", .body = &thing_shape, .body_most = 4096 },
    { COMMON, .on = POST, .path = "/f", .body = &thing_shape, .takes = BODY_PARTS },
    { .can        = 1,
      .doc        = "d",
      .run        = run_page,
      .on         = POST,
      .path       = "/u",
      .body       = &thing_shape,
      .query      = &page_query_shape,
      .takes      = BODY_FORM,
      .reply_type = PAGE_TYPE },
    { COMMON, .on = PUT, .path = "/r/{id}/{word}", .takes = BODY_RAW },
    { 0 },
};
static const struct route *const tables[] = { routes, NULL };

static struct str header(void *from, const char *name, bool last)
{
    struct str lines = *(struct str *)from, found = STR_NONE, line, key;

    while (str_split(&lines, '\n', &line))
        if (str_split(&line, ':', &key) && line.p && key.n == strlen(name) &&
            strncasecmp(key.p, name, key.n) == 0 && (last || !found.p))
            found = str_trim(line);
    return found;
}

/* What a sender wrote begins no tag: none is there that only a sender could want. */
static void check_page(struct str page)
{
    static const char *const foreign[] = { "<script", "<img", "<svg", "<b ", "<b>" };

    need(str_ends(page, S("</html>\n")));
    for (size_t i = 0; i < ARRAY_LEN(foreign); i++)
        need(str_find(page, str_of(foreign[i])) == SIZE_MAX);
    for (size_t i = 0; i < page.n; i++)
        need((unsigned char)page.p[i] >= 0x20 || page.p[i] == '\n' || page.p[i] == '\t');
}

static void check_reply(const struct call *c)
{
    struct arena      *a = arena_new((size_t)1 << 30);
    const struct jval *v;

    need(c->q.status >= 200 && c->q.status < 600);
    need(c->q.status == rc_status(c->rc));
    if (c->q.type && str_is(str_of(c->q.type), "application/json"))
        need(json_parse(a, buf_str(&c->q.out), NULL, &v) == RC_OK);
    if (c->q.type && str_starts(str_of(c->q.type), S("text/html")))
        check_page(buf_str(&c->q.out));
    arena_free(a);
}

static void walk(struct call *c, struct str text)
{
    struct str     method, uri, lines = text;
    size_t         end;
    struct peer    peer = { .text = S("192.0.2.1"), .trusted = true };
    static int64_t now_s;

    (void)str_split(&lines, '\n', &method);
    if (!str_split(&lines, '\n', &uri))
        uri = S("");
    if (!lines.p)
        lines = S("");
    end       = str_find(lines, S("\n\n"));
    text      = end == SIZE_MAX ? S("") : str_skip(lines, end + 2);
    lines     = str_head(lines, end);
    c->header = header;
    c->from   = &lines;
    call_begin(c, method, uri, &peer, now_s += 60);
    for (size_t i = 0; i < text.n; i += 50)
        call_bytes(c, str_head(str_skip(text, i), 50));
    call_decode(c);
    if (c->rc == RC_OK)
        c->rc = c->q.route->run(&c->q, NULL);
    call_finish(c);
    check_reply(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct server_options o = { .tables = tables, .spool = "/tmp", .per_minute = 1 << 20 };
    static struct site    site;
    static struct call    call;
    struct buf            why;

    buf_init(&why, 1000);
    if (!site.router) {
        need(site_init(&site, &o, &why) == RC_OK);
        call_init(&call, &site);
    }
    buf_free(&why);
    call_clear(&call);
    walk(&call, (struct str){ (const char *)data, size });
    call_clear(&call);
    return 0;
}
