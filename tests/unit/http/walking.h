#ifndef LINLI_TESTS_HTTP_WALKING_H
#define LINLI_TESTS_HTTP_WALKING_H
/* walking: a site of its own for each test, and one call after another walked through it. */
#include "harness.h"

static struct site site;
static struct call call; /* the one that was walked last, with its reply */
static int64_t     walk_now_s = 600;

static inline int walk_begin(const struct route *const *tables)
{
    site_begin(&site, tables);
    call_init(&call, &site);
    return 0;
}

static inline int walk_end(void **state)
{
    (void)state;
    call_release(&call);
    site_end(&site);
    return 0;
}

/* Walk one call and say the result. */
static inline enum rc go(const struct said *s)
{
    call_clear(&call);
    call_walk(&call, s, "192.0.2.1", walk_now_s);
    return call.rc;
}

static inline struct str out(void)
{
    return buf_str(&call.q.out);
}

#endif
