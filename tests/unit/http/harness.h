#ifndef LINLI_TESTS_HTTP_HARNESS_H
#define LINLI_TESTS_HTTP_HARNESS_H
/* harness: a site with a few routes, and calls walked through it without a socket. */
#include "http/call.h"
#include "http/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../asserts.h"

struct note {
    struct str word;
    int64_t    id;
    int32_t    count;
};
static const struct field note_fields[] = {
    F(struct note, word, .max = 8, .doc = "a word"),
    F(struct note, id, .as = AS_ID, .opt = true, .doc = "its id"),
    F(struct note, count, .opt = true, .min = 1, .max = 9, .doc = "how many"),
};
static const struct shape note_shape = SHAPE(struct note, note_fields);

/* What a request says, in one piece. */
struct said {
    const char *method, *uri;
    const char *head[12]; /* name, value, … */
    struct str  body;
};

static inline struct str said_header(void *from, const char *name, bool last)
{
    const struct said *s     = from;
    struct str         found = STR_NONE;

    for (size_t i = 0; i + 1 < ARRAY_LEN(s->head) && s->head[i]; i += 2)
        if (strcasecmp(s->head[i], name) == 0 && (last || !found.p))
            found = str_of(s->head[i + 1]);
    return found;
}

/* The whole way of a call; its result is in c->rc, its reply in c->q. */
static inline void call_walk(struct call *c, const struct said *s, const char *peer, int64_t now_s)
{
    struct peer p = site_peer(c->site, str_of(peer));

    c->header = said_header;
    c->from   = (void *)(uintptr_t)s;
    call_begin(c, str_of(s->method), str_of(s->uri), &p, now_s);
    /* In crumbs, as a network may bring it. */
    for (size_t i = 0; i < s->body.n; i += 7)
        call_bytes(c, str_head(str_skip(s->body, i), 7));
    call_decode(c);
    if (c->rc == RC_OK)
        c->rc = c->site->gate.serve(c->site->gate.ctx, &c->q);
    call_finish(c);
}

static inline enum rc plain_admit(void *ctx, struct request *q)
{
    (void)ctx;
    (void)q;
    return RC_OK;
}

static inline enum rc plain_serve(void *ctx, struct request *q)
{
    (void)ctx;
    return q->route->run(q, NULL);
}

static inline void site_begin(struct site *site, const struct route *const *tables)
{
    struct server_options o = { .tables = tables,
                                .gate   = { .admit = plain_admit, .serve = plain_serve },
                                .spool  = "/tmp" };
    struct buf            why;

    buf_init(&why, 1000);
    if (site_init(site, &o, &why) != RC_OK)
        fail_msg("%.*s", STR_ARG(buf_str(&why)));
    hall_init(&site->hall);
    buf_free(&why);
}

static inline void site_end(struct site *site)
{
    hall_release(&site->hall);
    site_release(site);
}

#define assert_has(s, part)                                                                        \
    do {                                                                                           \
        struct str in_ = (s);                                                                      \
        if (str_find(in_, str_of(part)) == SIZE_MAX)                                               \
            fail_msg("no \"%s\" in \"%.*s\"", part, STR_ARG(in_));                                 \
    } while (0)

#endif
