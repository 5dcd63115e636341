/*
 * follow_places: what becomes of posts when the tree under them changes.
 *
 * What was merged has one heir, so its posts go on there from the day of the
 * merger: the old posting ends, one begins, and the journal says of both why.
 * Where more hold the post then than its norm allows, that is in the journal
 * too, and in the list of staffing. Who goes where after a split only people
 * know: those postings wait in the list of what is to be settled, and so do
 * those of what simply ended. They give no right meanwhile.
 */
#include "people/posting.h"
#include "shape/json.h"

enum { WHY_MOST = 400 };

struct merger {
    int32_t      on;
    bool         place; /* or an organisation */
    struct where old, heir;
};

static struct str why_of(struct work *w, const struct say *say, struct str name)
{
    struct buf *b = arena_buf(w->arena, WHY_MOST);

    say_render(say, LANG_ZH, &name, 1, b);
    return buf_check(b) == RC_OK ? buf_str(b) : STR_NONE;
}

static int32_t later(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* -- one posting -- */

struct norm_note {
    int64_t    posting;
    struct str post;
    int64_t    place, org, held;
    int32_t    most;
};
static const struct field norm_note_fields[] = {
    F(struct norm_note, posting, .as = AS_ID),
    F(struct norm_note, post),
    F(struct norm_note, place, .as = AS_ID, .opt = true),
    F(struct norm_note, org, .as = AS_ID, .opt = true),
    F(struct norm_note, held),
    F(struct norm_note, most),
};
static const struct shape norm_note_shape = SHAPE(struct norm_note, norm_note_fields);

/* Of a posting that began: is it one more than there should be? */
static enum rc tell_norm(struct work *w, const struct merger *m, const struct posting_row *r,
                         int64_t id, int32_t from)
{
    const struct post *post = w->practice ? practice_post(w->practice, r->post) : NULL;
    struct count_row   n;

    if (!post || post->norm_most == NONE_I32)
        return RC_OK;
    TRY(db_one(
        w->tx, &stmt_posting_count,
        ARGS(A(m->heir.place), A(m->heir.org), A(r->post), A((int64_t)later(from, day_of(w->now)))),
        &n));
    if (n.n <= post->norm_most)
        return RC_OK;
    return work_note_row(
        w,
        (struct entry){ .kind       = S("posting.over_norm"),
                        .on         = S("account"),
                        .subject    = r->account,
                        .place_path = m->heir.place_path,
                        .org_path   = m->heir.org_path },
        &norm_note_shape,
        &(struct norm_note){ id, r->post, m->heir.place, m->heir.org, n.n, post->norm_most });
}

static enum rc begin_at_heir(struct work *w, const struct merger *m, const struct posting_row *r,
                             int32_t from)
{
    static const struct say came =
        SAY("posting_came", "由“{0}”合并而来", "came of {0}, which was merged");
    struct count_row same;
    int64_t          id = work_id(w);

    TRY(db_one(
        w->tx, &stmt_posting_same,
        ARGS(A(r->account), A(r->post), A(m->heir.place), A(m->heir.org), A(from), A(r->to_day)),
        &same));
    if (same.n)
        return RC_OK; /* they hold it there already */
    TRY(db_run(w->tx, &stmt_posting_put,
               ARGS(A(id), A(r->account), A(r->post), A(m->heir.place), A(m->heir.org), A(from),
                    A(r->to_day), A(r->concurrent), A(w->now), A(w->actor->account)),
               NULL));
    TRY(posting_note(w, S("posting.begun"), r->account, &m->heir,
                     &(struct posting_said){ id, r->post, m->heir.place, m->heir.org, from,
                                             r->to_day, why_of(w, &came, m->old.name) }));
    return tell_norm(w, m, r, id, from);
}

static enum rc carry_posting(struct work *w, const struct merger *m, const struct posting_row *r)
{
    static const struct say went = SAY("posting_went", "已合并到“{0}”", "merged into {0}");
    int32_t                 day  = later(r->from_day, m->on);
    struct str              why  = why_of(w, &went, m->heir.name);

    TRY(db_run(w->tx, &stmt_posting_end,
               ARGS(A(r->id), A(day), A(w->now), A(w->actor->account), A(why)), NULL));
    TRY(posting_note(
        w, S("posting.ended"), r->account, &m->old,
        &(struct posting_said){ r->id, r->post, r->place, r->org, r->from_day, day, why }));
    TRY(begin_at_heir(w, m, r, day));
    people_forget(w, r->account);
    return RC_OK;
}

/* -- following -- */

static enum rc merger_of(struct work *w, const struct entry *e, struct merger *ret)
{
    const struct jval *data, *on, *heirs;
    int64_t            heir;

    ret->place = str_is(e->on, "place");
    TRY(json_parse(w->arena, e->data.text, w->faults, &data));
    on    = json_get(data, "on");
    heirs = json_get(data, "heirs");
    if (!on || day_parse(on->text, &ret->on) != RC_OK || !heirs || !heirs->first ||
        str_int(heirs->first->text, &heir) != RC_OK)
        return RC_INTERNAL;
    TRY(where_get(w, ret->place ? e->subject : NONE_I64, ret->place ? NONE_I64 : e->subject,
                  &ret->old));
    return where_get(w, ret->place ? heir : NONE_I64, ret->place ? NONE_I64 : heir, &ret->heir);
}

static enum rc merged(struct work *w, const struct entry *e)
{
    struct merger             m;
    struct rows               rows;
    const struct posting_row *row;

    TRY(merger_of(w, e, &m));
    TRY(db_all(w->tx, &stmt_posting_beyond, ARGS(A(m.old.place), A(m.old.org), A(m.on)), &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(carry_posting(w, &m, &row[i]));
    return RC_OK;
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (str_is(e[i].kind, "place.merged") || str_is(e[i].kind, "org.merged"))
            TRY(merged(w, &e[i]));
    return RC_OK;
}

const struct follower posting_follower = { .name = "postings", .batch = 200, .run = follow };

/* -- what is to be settled -- */

static const struct field heir_fields[] = {
    F(struct posting_heir, id, .as = AS_ID),
    F(struct posting_heir, name),
};
static const struct shape heir_shape         = SHAPE(struct posting_heir, heir_fields);
static const struct field unsettled_fields[] = {
    F(struct unsettled, id, .as = AS_ID, .doc = "of the posting"),
    F(struct unsettled, account, .as = AS_ID),
    F(struct unsettled, name, .doc = "of the holder"),
    F(struct unsettled, post),
    F(struct unsettled, title),
    F(struct unsettled, place, .as = AS_ID, .opt = true),
    F(struct unsettled, org, .as = AS_ID, .opt = true),
    F(struct unsettled, there, .doc = "name of the place or organisation that ended"),
    F(struct unsettled, gone, .as = AS_DAY, .doc = "the first day that it was no more"),
    F(struct unsettled, heirs, .of = &heir_shape, .doc = "what came of a place that was split"),
};
const struct shape unsettled_shape = SHAPE(struct unsettled, unsettled_fields);

static enum rc tell_heirs(struct work *w, int64_t place, struct list *ret)
{
    struct rows          rows;
    const struct place  *p;
    struct posting_heir *heirs;

    *ret = (struct list){ NULL, 0 };
    if (place == NONE_I64)
        return RC_OK;
    TRY(place_successors(w, place, &rows));
    p     = rows.at;
    heirs = ARENA_ARRAY(w->arena, struct posting_heir, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        heirs[i] = (struct posting_heir){ p[i].id, p[i].name };
    *ret = (struct list){ heirs, rows.n };
    return RC_OK;
}

enum rc postings_unsettled(struct work *w, const struct where *where, int64_t after, int64_t limit,
                           enum lang lang, struct rows *ret)
{
    bool              at_place = where->place != NONE_I64;
    struct str        path     = at_place ? where->place_path : where->org_path;
    struct rows       rows, told;
    struct posting   *p;
    struct unsettled *out;

    TRY(db_all(
        w->tx, at_place ? &stmt_posting_gone_places : &stmt_posting_gone_orgs,
        ARGS(A(path), A(path_end(w->arena, path)), A(after), A(limit), A((int64_t)day_of(w->now))),
        &rows));
    told = postings_told(w, &rows, lang);
    p    = told.at;
    out  = ARENA_ARRAY(w->arena, struct unsettled, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++) {
        struct where there;

        TRY(where_get(w, p[i].place, p[i].org, &there));
        out[i] = (struct unsettled){ .id      = p[i].id,
                                     .account = p[i].account,
                                     .name    = p[i].name,
                                     .post    = p[i].post,
                                     .title   = p[i].title,
                                     .place   = p[i].place,
                                     .org     = p[i].org,
                                     .there   = p[i].there,
                                     .gone    = there.to };
        TRY(tell_heirs(w, p[i].place, &out[i].heirs));
    }
    *ret = (struct rows){ out, rows.n };
    return RC_OK;
}
