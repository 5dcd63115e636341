/*
 * feed: what happens, as it happens, for a wall screen or a work list that
 * keeps itself fresh.
 *
 * The events are entries of the journal from the caller's subtrees. A stream
 * ends by itself after a while and the client begins anew behind the last one
 * it saw, so a permission that was taken away ends too.
 */
#include "figures/feed.h"
#include "work/journal.h"

enum { FEED_BATCH = 100, FEED_MINUTES = 10, FEED_CEILING = 16 << 20 };

struct feed {
    struct services *s;
    struct arena    *a; /* this and its paths: a stream outlives the request that opened it */
    int64_t          until;
    struct scope     scope;
    bool             bare; /* of a case only which it is */
    enum lang        lang; /* then */
};

static const struct str *copy_paths(struct arena *a, const struct str *at, size_t n)
{
    struct str *to = ARENA_ARRAY(a, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        to[i] = arena_str(a, at[i]);
    return to;
}

static bool within_any(const struct str *paths, size_t n, struct str path)
{
    for (size_t i = 0; i < n; i++)
        if (path_within(path, paths[i]))
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

/* Only what happens to cases: accounts and posts are nobody's show. And not from those that only
 * parties and whoever has a task in them may see. */
static enum rc is_shown(const struct feed *f, struct work *w, const struct entry *e, bool *ret)
{
    const struct jval *data, *hidden;

    *ret =
        str_is(e->on, "case") && (within_any(f->scope.places, f->scope.n_places, e->place_path) ||
                                  within_any(f->scope.orgs, f->scope.n_orgs, e->org_path));
    if (!*ret || !e->data.text.p)
        return RC_OK;
    TRY(json_parse(w->arena, e->data.text, NULL, &data));
    hidden = json_get(data, "confidential");
    *ret   = !hidden || !hidden->yes;
    return RC_OK;
}

/* Which case it is, by its number, class and place: nothing that anybody wrote. One that few may
 * see has none of these. */
static enum rc bare_data(const struct feed *f, struct work *w, int64_t id, struct str *ret)
{
    const struct practice   *p;
    const struct case_class *k;
    struct case_row          c;
    struct place             place = { 0 };
    struct buf              *b     = arena_buf(w->arena, 4096);
    struct jw                j;

    TRY(case_get(w, id, &c));
    jw_init(&j, b);
    jw_obj(&j);
    if (!c.confidential) {
        TRY(practice_version(w, c.practice, &p));
        k = c.class.p ? practice_class(p, c.class) : NULL;
        if (c.place != NONE_I64)
            TRY(place_get(w, c.place, &place));
        jw_keyc(&j, "number");
        jw_str(&j, c.number);
        jw_keyc(&j, "title");
        jw_str(&j, k ? text_in(&k->title, f->lang) : S(""));
        jw_keyc(&j, "place");
        jw_str(&j, place.name.p ? place.name : S(""));
    }
    jw_obj_end(&j);
    *ret = buf_str(b);
    return RC_OK;
}

static void put_event(const struct feed *f, const struct entry *e, struct str data, struct buf *out)
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
    if (!f->bare) {
        jw_keyc(&w, "subject");
        jw_id(&w, e->subject);
    }
    jw_keyc(&w, "data");
    jw_raw(&w, data);
    jw_obj_end(&w);
    buf_addc(out, "\n\n");
}

/* An event that the buffer has no room for stays out of it as a whole. */
static enum rc add_event(const struct feed *f, struct work *w, const struct entry *e,
                         struct buf *out, bool *ret_fits)
{
    size_t     before = out->n;
    struct str data   = one_line(w->arena, e->data.text);

    if (f->bare)
        TRY(bare_data(f, w, e->subject, &data));
    put_event(f, e, data, out);
    *ret_fits = buf_check(out) == RC_OK;
    if (*ret_fits)
        return RC_OK;
    if (before == 0)
        return RC_TOO_LARGE;
    out->n    = before;
    out->full = false;
    return RC_OK;
}

static enum rc look(struct work *w, void *ctx)
{
    struct looking     *l = ctx;
    struct rows         rows;
    const struct entry *e;
    bool                shown, fits = true;

    TRY(journal_after(w, *l->cursor, FEED_BATCH, &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n && fits; i++) {
        TRY(is_shown(l->f, w, &e[i], &shown));
        if (shown)
            TRY(add_event(l->f, w, &e[i], l->out, &fits));
        if (fits)
            *l->cursor = e[i].seq;
    }
    /* Nothing of all these was the caller's to see, and there may be more: a line that says nothing
     * has the stream ask again at once. */
    if (rows.n == FEED_BATCH && l->out->n == 0)
        buf_addc(l->out, ":\n\n");
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
    struct feed *f = ctx;

    arena_free(f->a);
}

static struct stream_source source(struct work *w, enum cap cap, bool bare, enum lang lang)
{
    struct scope  s = work_scope(w, cap);
    struct arena *a = arena_new(FEED_CEILING);
    struct feed  *f = ARENA_NEW(a, struct feed);

    f->s            = w->services;
    f->a            = a;
    f->until        = w->now + FEED_MINUTES * US_MINUTE;
    f->scope        = s;
    f->bare         = bare;
    f->lang         = lang;
    f->scope.places = copy_paths(a, s.places, s.n_places);
    f->scope.orgs   = copy_paths(a, s.orgs, s.n_orgs);
    return (struct stream_source){ f, next, closed };
}

struct stream_source feed_source(struct work *w)
{
    return source(w, CAP_FEED_READ, false, LANG_ZH);
}

struct stream_source feed_source_bare(struct work *w, enum lang lang)
{
    return source(w, CAP_WALL_READ, true, lang);
}

/* -- the routes -- */

struct feed_query {
    int64_t after;
};
static const struct field feed_query_fields[] = {
    F(struct feed_query, after, .opt = true, .min = 0,
      .doc = "the last event seen; without it only what happens from now on"),
};
static const struct shape feed_query_shape = SHAPE(struct feed_query, feed_query_fields);

static enum rc open_feed(struct request *q, struct work *w, bool bare)
{
    const struct feed_query *in     = q->query;
    int64_t                  cursor = in->after;
    struct str               last   = request_header(q, "Last-Event-ID");

    if (last.p && str_int(last, &cursor) != RC_OK)
        cursor = NONE_I64;
    if (cursor == NONE_I64)
        TRY(journal_last(w, &cursor));
    return stream_open(q, bare ? feed_source_bare(w, q->lang) : feed_source(w), cursor);
}

static enum rc get_feed(struct request *q, struct work *w)
{
    return open_feed(q, w, false);
}

static enum rc get_wall_feed(struct request *q, struct work *w)
{
    return open_feed(q, w, true);
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
    { .on         = GET,
      .path       = "/api/v1/wall/feed",
      .can        = CAP_WALL_READ,
      .tx         = WORK_READ,
      .query      = &feed_query_shape,
      .reply_type = "text/event-stream",
      .run        = get_wall_feed,
      .doc        = "The same for a display: what kind of thing happened, when, and to which "
                    "case by number, class and place." },
    { 0 },
};
