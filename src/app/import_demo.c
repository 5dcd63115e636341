/* import_demo: the example that lies in a pack's folder `demo`. */
#include "app/import.h"
#include "people/people.h"

#include <sys/stat.h>

enum { DAYS_BACK = 730 };

struct demo {
    struct cli      *c;
    struct instance *in;
    struct str       pack;
};

/* The file itself or, of a large one, its gzip; *ret_there false: the pack has neither. */
static enum rc read_demo(struct demo *d, const char *name, struct import_given *ret,
                         bool *ret_there)
{
    struct str  path = arena_fmt(d->c->arena, "%.*s/demo/%s", STR_ARG(d->pack), name);
    struct stat st;

    *ret_there = stat(path.p, &st) == 0;
    if (!*ret_there) {
        path       = arena_fmt(d->c->arena, "%.*s.gz", STR_ARG(path));
        *ret_there = stat(path.p, &st) == 0;
    }
    *ret =
        (struct import_given){ .file = path, .on = day_of(clock_now(d->in->s.clock)) - DAYS_BACK };
    return *ret_there ? import_read(d->c, path, &ret->text) : RC_OK;
}

static enum rc demo_places(struct demo *d, const char *name)
{
    struct import_given g;
    bool                there;

    TRY(read_demo(d, name, &g, &there));
    return there ? import_places(d->c, d->in, &g, 1, &(struct place_options){ .top = true })
                 : RC_OK;
}

static enum rc demo_rows(struct demo *d, const char *name, const struct row_kind *kind,
                         const void *ctx)
{
    struct import_given g;
    bool                there;

    TRY(read_demo(d, name, &g, &there));
    return there ? import_rows(d->c, d->in, &g, kind, ctx) : RC_OK;
}

/* An example has a past and is tried for long: its passwords do not grow too old. */
static enum rc let_passwords_last(struct work *w, void *ctx)
{
    struct policy p;

    (void)ctx;
    TRY(policy_get(w, &p));
    p.password_days = 0;
    return policy_put(w, &p);
}

enum rc import_demo(struct cli *c, struct instance *in, struct str pack,
                    const struct account_ctx *accounts)
{
    struct demo d = { c, in, pack };

    TRY(work_do(&in->s, &actor_system, WORK_WRITE, let_passwords_last, NULL, &c->faults));
    TRY(demo_places(&d, "places.csv"));
    TRY(demo_places(&d, "places.geojson"));
    TRY(demo_rows(&d, "organisations.csv", &org_rows, NULL));
    return demo_rows(&d, "accounts.csv", &account_rows, accounts);
}
