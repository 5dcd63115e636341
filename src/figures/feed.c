/*
 * feed: what happens, as it happens, for a wall screen or a work list that
 * keeps itself fresh.
 *
 * The events are entries of the journal from the caller's subtrees. A stream
 * ends by itself after a while and the client begins anew behind the last one
 * it saw, so a permission that was taken away ends too.
 */
#include "figures/feed.h"
#include "http/server.h"
#include "work/journal.h"

#include <stdlib.h>
#include <string.h>

enum { FEED_BATCH = 100, FEED_PATHS = 16, FEED_PATH = 128, FEED_MINUTES = 10 };

struct feed {
    struct services *s;
    int64_t          until;
    size_t           n_places, n_orgs;
    char             places[FEED_PATHS][FEED_PATH], orgs[FEED_PATHS][FEED_PATH];
};

static size_t copy_paths(char (*to)[FEED_PATH], const struct str *at, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n && kept < FEED_PATHS; i++) {
        if (at[i].n >= FEED_PATH)
            continue;
        memcpy(to[kept], at[i].p, at[i].n);
        to[kept++][at[i].n] = '\0';
    }
    return kept;
}

static bool within_any(char (*paths)[FEED_PATH], size_t n, struct str path)
{
    for (size_t i = 0; i < n; i++)
        if (path_within(path, str_of(paths[i])))
            return true;
    return false;
}

/* -- one look -- */

struct looking {
    struct feed *f;
    int64_t     *cursor;
    struct buf  *out;
};

/* What is written of a case's form may hold line breaks between its values; here they end a line.
 */
static struct str one_line(struct arena *a, struct str json)
{
    struct str s = arena_str(a, json.p ? json : S("null"));
    char      *p = (char *)(uintptr_t)s.p;

    for (size_t i = 0; i < s.n; i++)
        if (p[i] == '\n' || p[i] == '\r')
            p[i] = ' ';
    return s;
}

/* Not from those that only parties and whoever has a task in them may see. */
static enum rc is_shown(struct work *w, const struct entry *e, bool *ret)
{
    const struct jval *data, *hidden;

    *ret = true;
    if (!e->data.text.p)
        return RC_OK;
    TRY(json_parse(w->arena, e->data.text, NULL, &data));
    hidden = json_get(data, "confidential");
    *ret   = !hidden || !hidden->yes;
    return RC_OK;
}

static void put_event(struct work *work, const struct entry *e, struct buf *out)
{
    struct jw w;

    buf_addf(out, "id: %lld\nevent: ", (long long)e->seq);
    buf_add(out, e->kind);
    buf_addc(out, "\ndata: ");
    jw_init(&w, out);
    jw_obj(&w);
    jw_keyc(&w, "at");
    jw_time(&w, e->at);
    jw_keyc(&w, "on");
    jw_str(&w, e->on);
    jw_keyc(&w, "subject");
    jw_id(&w, e->subject);
    jw_keyc(&w, "data");
    jw_raw(&w, one_line(work->arena, e->data.text));
    jw_obj_end(&w);
    buf_addc(out, "\n\n");
}

static enum rc look(struct work *w, void *ctx)
{
    struct looking     *l = ctx;
    struct rows         rows;
    const struct entry *e;
    bool                shown;

    TRY(journal_after(w, *l->cursor, FEED_BATCH, &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        *l->cursor = e[i].seq;
        /* Only what happens to cases: accounts and posts are nobody's show. */
        if (!str_is(e[i].on, "case") ||
            !(within_any(l->f->places, l->f->n_places, e[i].place_path) ||
              within_any(l->f->orgs, l->f->n_orgs, e[i].org_path)))
            continue;
        TRY(is_shown(w, &e[i], &shown));
        if (shown)
            put_event(w, &e[i], l->out);
    }
    return RC_OK;
}

static enum rc next(void *ctx, int64_t *cursor, struct buf *out)
{
    struct feed   *f = ctx;
    struct looking l = { f, cursor, out };

    if (clock_now(f->s->clock) > f->until)
        return RC_GONE;
    return work_do(f->s, &actor_system, WORK_READ, look, &l, NULL);
}

static void closed(void *ctx)
{
    free(ctx);
}

/* -- the route -- */

struct feed_query {
    int64_t after;
};
static const struct field feed_query_fields[] = {
    F(struct feed_query, after, .opt = true, .min = 0,
      .doc = "the last event seen; without it only what happens from now on"),
};
static const struct shape feed_query_shape = SHAPE(struct feed_query, feed_query_fields);

static enum rc get_feed(struct request *q, struct work *w)
{
    const struct feed_query *in     = q->query;
    struct scope             s      = work_scope(w, CAP_FEED_READ);
    struct feed             *f      = calloc(1, sizeof(*f));
    int64_t                  cursor = in->after;
    struct str               last   = request_header(q, "Last-Event-ID");

    BUG_ON(!f);
    f->s        = w->services;
    f->until    = w->now + FEED_MINUTES * US_MINUTE;
    f->n_places = copy_paths(f->places, s.places, s.n_places);
    f->n_orgs   = copy_paths(f->orgs, s.orgs, s.n_orgs);
    if (last.p && str_int(last, &cursor) != RC_OK)
        cursor = NONE_I64;
    if (cursor == NONE_I64) {
        enum rc rc = journal_last(w, &cursor);

        if (rc != RC_OK) {
            free(f);
            return rc;
        }
    }
    return stream_open(q, (struct stream_source){ f, next, closed }, cursor);
}

const struct route feed_routes[] = {
    { .on         = GET,
      .path       = "/api/v1/feed",
      .can        = CAP_FEED_READ,
      .tx         = WORK_READ,
      .query      = &feed_query_shape,
      .reply_type = "text/event-stream",
      .run        = get_feed,
      .doc = "What happens to cases of one's subtrees, as it happens (server-sent events)." },
    { 0 },
};
