/* What stands in the first lines of a request: paths, query strings, cookies, parameters. */
#include "fuzz.h"
#include "http/parse.h"
#include "http/request.h"
#include "http/router.h"

#include <string.h>

static enum rc run(struct request *q, struct work *w)
{
    (void)w;
    return reply_empty(q);
}

#define ROUTE(m, p)                                                                                \
    {                                                                                              \
        .on = m, .path = p, .can = 1, .run = run, .doc = "d"                                       \
    }
static const struct route routes[] = {
    ROUTE(GET, "/a"),           ROUTE(POST, "/a"),    ROUTE(GET, "/a/{id}"),
    ROUTE(GET, "/a/b"),         ROUTE(PUT, "/{x}/b"), ROUTE(GET, "/a/{id}/{sub}"),
    ROUTE(DELETE_, "/{x}/{y}"), ROUTE(GET, "/"),      { 0 },
};
static const struct route *const tables[] = { routes, NULL };

static void find_path(struct arena *a, struct str path)
{
    static struct router *r;
    struct route_hit      hit;
    struct buf            why;

    buf_init(&why, 1000);
    if (!r)
        need(router_new(tables, "", &r, &why) == RC_OK);
    buf_free(&why);
    for (unsigned m = 0; m < METHODS; m++) {
        unsigned takes = router_methods(r, path, a);
        enum rc  rc    = router_find(r, (enum method)m, path, a, &hit);

        need((rc == RC_OK) == (takes >> m & 1));
        need(rc == RC_OK || rc == (takes ? RC_NO_METHOD : RC_NOT_FOUND));
        if (rc != RC_OK)
            continue;
        need(hit.route->on == (enum method)m);
        need(!strstr(hit.route->path, "{id}") || hit.words.id >= 0);
        need(!strstr(hit.route->path, "{sub}") || hit.words.sub >= 0);
        need(!strstr(hit.route->path, "{x}") ||
             (hit.words.word[0].n && text_plain(hit.words.word[0])));
    }
}

/* What was read is written with every byte escaped, and reads as the same. */
static void read_query(struct arena *a, struct str text)
{
    struct pair *at, *again;
    struct buf   b;
    size_t       n, m;

    if (query_parse(a, text, &at, &n) != RC_OK)
        return;
    buf_init(&b, 8 << 20);
    for (size_t i = 0; i < n; i++) {
        buf_add1(&b, '&');
        for (size_t k = 0; k < at[i].name.n; k++)
            buf_addf(&b, "%%%02x", (unsigned char)at[i].name.p[k]);
        buf_add1(&b, '=');
        for (size_t k = 0; k < at[i].value.n; k++)
            buf_addf(&b, "%%%02X", (unsigned char)at[i].value.p[k]);
    }
    if (n < QUERY_PAIRS) {
        need(query_parse(a, buf_str(&b), &again, &m) == RC_OK && n == m);
        for (size_t i = 0; i < n; i++)
            need(str_eq(at[i].name, again[i].name) && str_eq(at[i].value, again[i].value));
    }
    buf_free(&b);
}

static void read_heads(struct arena *a, struct str text)
{
    struct str value = cookie_find(text, S("s")), name = disposition_of(a, text);

    need(!value.p || value.n <= text.n);
    for (size_t i = 0; i < value.n; i++)
        need((unsigned char)value.p[i] > 0x20 && (unsigned char)value.p[i] < 0x7f);
    for (size_t i = 0; i < name.n; i++)
        need((unsigned char)name.p[i] >= 0x20 && (unsigned char)name.p[i] < 0x7f);
    value = media_param(a, text, "name");
    need(!value.p || value.n <= text.n);
    (void)media_is(text, "application/json");
    (void)lang_of(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a    = arena_new((size_t)1 << 30);
    struct str    text = { (const char *)data, size };

    if (size <= 1 << 16) {
        find_path(a, text);
        read_query(a, text);
        read_heads(a, text);
    }
    arena_free(a);
    return 0;
}
