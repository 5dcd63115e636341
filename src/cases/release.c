#include "cases/release.h"
#include "cases/engine.h"
#include "notice/notice.h"

#define BOTH(zh, en)                                                                               \
    {                                                                                              \
        { zh, sizeof(zh) - 1 },                                                                    \
        {                                                                                          \
            en, sizeof(en) - 1                                                                     \
        }                                                                                          \
    }

enum { LOOK_MOST = 2000 }; /* rows that one call looks at; its `next` carries on */

const char *const release_states[] = { "waiting", "approved", "refused", "over", NULL };

static const struct say say_own = SAY("own_release", "自己申请的导出要由别人审批",
                                      "somebody else has to approve what you asked for");
static const struct say say_decided =
    SAY("release_decided", "这份申请已经审批过了", "it was decided before");
static const struct say say_others =
    SAY("others_release", "只有申请人本人能下载", "only whoever asked for it may fetch it");
static const struct say say_waiting =
    SAY("release_waiting", "这份申请还没有审批", "nobody has approved it yet");
static const struct say say_refused =
    SAY("release_refused", "这份申请没有通过审批", "it was refused");
static const struct say say_over = SAY("release_over", "已超过下载期限，请重新申请",
                                       "it was to be fetched earlier: ask for it again");

/* -- what people see of it -- */

static enum rc name_of(struct work *w, int64_t id, struct str *ret)
{
    struct account a;
    enum rc        rc;

    *ret = STR_NONE;
    if (id == NONE_I64)
        return RC_OK;
    rc = account_get(w, id, &a);
    if (rc == RC_OK)
        *ret = a.name;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static bool decides(const struct work *w, const struct release_row *r)
{
    return work_may(w, CAP_EXPORT_APPROVE, r->place_path, STR_NONE);
}

static bool sees(const struct work *w, const struct release_row *r)
{
    return r->asker == w->actor->account || decides(w, r) ||
           work_may(w, CAP_ADMIN_AUDIT, S(""), S(""));
}

static enum rc view_of(struct work *w, const struct release_row *r, struct release_view *ret)
{
    struct place p     = { 0 };
    bool         over  = r->state == RELEASE_APPROVED && w->now >= r->ends;
    bool         mine  = r->asker == w->actor->account;
    struct str   asker = STR_NONE, decider = STR_NONE;

    if (r->place != NONE_I64)
        TRY(place_get(w, r->place, &p));
    TRY(name_of(w, r->asker, &asker));
    TRY(name_of(w, r->decider, &decider));
    *ret = (struct release_view){
        .id           = r->id,
        .number       = r->number,
        .asker        = asker.p ? asker : S("-"),
        .place        = p.name,
        .own          = mine,
        .deciding     = !mine && r->state == RELEASE_WAITING && decides(w, r),
        .asked        = r->asked,
        .since        = r->since,
        .until        = r->until,
        .closed_since = r->closed_since,
        .channel      = r->channel == NONE_I64 ? -1 : (int32_t)r->channel,
        .process      = r->process,
        .unmask       = r->unmask,
        .purpose      = r->purpose,
        .cases        = r->cases,
        .state        = over ? RELEASE_OVER : r->state,
        .decider      = decider,
        .decided      = r->decided,
        .words        = r->words,
        .ends         = r->ends,
        .fetched      = r->fetched,
        .fetches      = r->fetches,
    };
    return RC_OK;
}

static enum rc find(struct work *w, int64_t id, struct release_row *ret)
{
    enum rc rc = db_one(w->tx, &stmt_release_get, ARGS(A(id)), ret);

    if (rc == RC_NOT_FOUND || (rc == RC_OK && !sees(w, ret)))
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
    return rc;
}

/* -- journal -- */

struct release_told {
    struct str number, purpose, why;
    int64_t    cases;
    bool       unmasked;
};
#define T struct release_told
static const struct field told_fields[] = {
    F(T, number), F(T, purpose), F(T, why, .opt = true), F(T, cases), F(T, unmasked),
};
static const struct shape told_shape = SHAPE(T, told_fields);
#undef T

static enum rc note(struct work *w, struct str kind, const struct release_row *r, int64_t cases)
{
    struct release_told told = { r->number, r->purpose, r->words, cases, r->unmask };

    return work_note_row(
        w,
        (struct entry){
            .kind = kind, .on = S("export"), .subject = r->id, .place_path = r->place_path },
        &told_shape, &told);
}

struct asked_told {
    struct str  number, purpose;
    int64_t     cases;
    bool        unmasked;
    struct list places, orgs; /* ids: all of the asker's then; where a place was named, nothing */
};
#define T struct asked_told
static const struct field asked_fields[] = {
    F(T, number),
    F(T, purpose),
    F(T, cases),
    F(T, unmasked),
    F(T, places, .each = K_I64, .as = AS_ID, .opt = true),
    F(T, orgs, .each = K_I64, .as = AS_ID, .opt = true),
};
static const struct shape asked_shape = SHAPE(T, asked_fields);
#undef T

static enum rc note_asked(struct work *w, const struct release_row *r)
{
    struct asked_told told = { r->number, r->purpose, r->cases, r->unmask, { 0 }, { 0 } };

    if (r->place == NONE_I64)
        release_reach(w, &told.places, &told.orgs);
    return work_note_row(w,
                         (struct entry){ .kind       = S("export.asked"),
                                         .on         = S("export"),
                                         .subject    = r->id,
                                         .place_path = r->place_path },
                         &asked_shape, &told);
}

/* -- asking -- */

enum rc release_count(struct work *w, const struct release_in *in, enum lang lang,
                      struct exported *ret)
{
    struct export_query q = { .place        = in->place,
                              .since        = in->since,
                              .until        = in->until,
                              .closed_since = in->closed_since,
                              .channel      = in->channel,
                              .process      = in->process,
                              .reason       = in->purpose,
                              .unmask       = in->unmask };

    return case_export(w, &q, STR_NONE, EXPORT_MOST, lang, ret);
}

enum rc release_ask(struct work *w, const struct release_in *in, const struct exported *e,
                    struct release_view *ret)
{
    struct release_row r = {
        .id           = work_id(w),
        .asker        = w->actor->account,
        .asked        = w->now,
        .place        = in->place,
        .place_path   = e->place_path.p ? e->place_path : S(""),
        .since        = in->since,
        .until        = in->until == NONE_I64 || in->until > w->now ? w->now : in->until,
        .closed_since = in->closed_since,
        .channel      = in->channel < 0 ? NONE_I64 : in->channel,
        .process      = in->process,
        .unmask       = in->unmask,
        .purpose      = str_trim(in->purpose),
        .cases        = e->n,
        .decider      = NONE_I64,
        .decided      = NONE_I64,
        .ends         = NONE_I64,
        .fetched      = NONE_I64,
    };

    TRY(case_number_make(w, S("EX"), &r.number));
    TRY(db_put(w->tx, &stmt_release_put, &release_row_shape, &r));
    TRY(note_asked(w, &r));
    return view_of(w, &r, ret);
}

/* -- deciding -- */

static enum rc tell_asker(struct work *w, const struct release_row *r, bool yes)
{
    static const struct text said[] = {
        BOTH("导出申请{number}没有通过：{words}", "Your export {number} was refused: {words}"),
        BOTH("导出申请{number}已批准，三天内可以下载",
             "Your export {number} was approved: fetch it within three days"),
    };
    const struct pair params[] = { { S("number"), r->number },
                                   { S("words"), r->words.p ? r->words : S("") } };

    return notice_tell(w, &(struct tell_in){ .account  = r->asker,
                                             .place    = NONE_I64,
                                             .org      = NONE_I64,
                                             .words    = &said[yes],
                                             .params   = params,
                                             .n_params = ARRAY_LEN(params),
                                             .on       = S("export"),
                                             .subject  = r->id });
}

enum rc release_decide(struct work *w, int64_t id, bool yes, struct str words,
                       struct release_view *ret)
{
    struct release_row r;
    int64_t            changed;

    TRY(find(w, id, &r));
    if (r.asker == w->actor->account)
        return WORK_FAULT(w, RC_DENIED, &say_own);
    TRY(work_need(w, CAP_EXPORT_APPROVE, r.place_path, STR_NONE));
    r.state   = yes ? RELEASE_APPROVED : RELEASE_REFUSED;
    r.decider = w->actor->account;
    r.decided = w->now;
    r.words   = words;
    r.ends    = yes ? w->now + RELEASE_US : NONE_I64;
    TRY(db_run(w->tx, &stmt_release_decide,
               ARGS(A(id), A(r.state), A(r.decider), A(r.decided), A(r.words), A(r.ends)),
               &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_decided);
    TRY(note(w, yes ? S("export.approved") : S("export.refused"), &r, r.cases));
    TRY(tell_asker(w, &r, yes));
    return view_of(w, &r, ret);
}

/* -- reading -- */

enum rc release_list(struct work *w, int64_t before, int32_t state, int64_t most, struct rows *ret,
                     int64_t *ret_next)
{
    /* one that is over was approved: the row does not say that its time ran out */
    int32_t                   kept = state == RELEASE_OVER ? RELEASE_APPROVED : state;
    struct release_view      *out  = ARENA_ARRAY(w->arena, struct release_view, (size_t)most + 1);
    const struct release_row *r;
    struct rows               rows;
    size_t                    n = 0, i;

    TRY(db_all(w->tx, &stmt_release_before,
               ARGS(A(before == NONE_I64 ? INT64_MAX : before),
                    A(kept < 0 ? NONE_I64 : (int64_t)kept), A((int64_t)LOOK_MOST)),
               &rows));
    r = rows.at;
    for (i = 0; i < rows.n && n < (size_t)most; i++) {
        if (!sees(w, &r[i]))
            continue;
        TRY(view_of(w, &r[i], &out[n]));
        if (state < 0 || out[n].state == state)
            n++;
    }
    *ret_next = i > 0 && (i < rows.n || rows.n == LOOK_MOST) ? r[i - 1].id : NONE_I64;
    ret->at   = out;
    ret->n    = n;
    return RC_OK;
}

/* -- fetching -- */

struct reading {
    struct arena      *a; /* what lasts beyond the unit of work that reads it */
    int64_t            id;
    struct release_row row;
    struct str         approver;
    struct scope       within; /* where it has no place */
};

static void keep(struct arena *a, struct str *s)
{
    if (s->p)
        *s = arena_str(a, *s);
}

static enum rc read_row(struct work *w, void *ctx)
{
    struct reading    *d = ctx;
    struct release_row r;

    TRY(find(w, d->id, &r));
    if (r.asker != w->actor->account)
        return WORK_FAULT(w, RC_DENIED, &say_others);
    if (r.state != RELEASE_APPROVED)
        return WORK_FAULT(w, RC_CONFLICT, r.state == RELEASE_REFUSED ? &say_refused : &say_waiting);
    if (w->now >= r.ends)
        return WORK_FAULT(w, RC_GONE, &say_over);
    if (r.place == NONE_I64) {
        enum rc rc = release_reach_read(w, r.id, d->a, &d->within);

        if (rc == RC_NOT_FOUND) /* an earlier program was asked, and nobody could say for what */
            return WORK_FAULT(w, RC_GONE, &say_over);
        TRY(rc);
    }
    TRY(name_of(w, r.decider, &d->approver));
    keep(d->a, &d->approver);
    keep(d->a, &r.number);
    keep(d->a, &r.place_path);
    keep(d->a, &r.process);
    keep(d->a, &r.purpose);
    keep(d->a, &r.words);
    d->row = r;
    return RC_OK;
}

enum rc release_write(struct work *w, int64_t id, enum lang lang, struct released *ret)
{
    struct reading            d = { .a = w->arena, .id = id };
    const struct release_row *r = &d.row;
    struct export_query       q;
    struct export_mark        mark;

    TRY(work_do(w->services, w->actor, WORK_READ, read_row, &d, w->faults));
    q        = (struct export_query){ .place        = r->place,
                                      .since        = r->since,
                                      .until        = r->until,
                                      .closed_since = r->closed_since,
                                      .channel      = r->channel == NONE_I64 ? -1 : (int32_t)r->channel,
                                      .process      = r->process,
                                      .reason       = r->purpose,
                                      .unmask       = r->unmask,
                                      .within       = r->place == NONE_I64 ? &d.within : NULL };
    mark     = (struct export_mark){ r->number, w->actor->name, w->now, r->purpose, d.approver };
    ret->row = *r;
    return case_export(w, &q, export_mark_text(w->arena, &mark, lang), EXPORT_MOST, lang, &ret->e);
}

enum rc release_note(struct work *w, const struct released *r)
{
    TRY(db_run(w->tx, &stmt_release_fetched, ARGS(A(r->row.id), A(w->now)), NULL));
    return note(w, S("export.fetched"), &r->row, r->e.n);
}
