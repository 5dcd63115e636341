/* Public notices, for everybody and for the office. */
#include "notice/notice_routes.h"

/* -- public notices, as anybody reads them -- */

struct notice_ask {
    int64_t place;
    int32_t state;
    int64_t before;
    int32_t limit;
};
static const struct field notice_ask_fields[] = {
    F(struct notice_ask, place, .as = AS_ID, .opt = true,
      .doc = "what concerns it: at it, below it and above it"),
    F(struct notice_ask, state, .words = notice_states, .opt = true, .doc = "open unless said"),
    F(struct notice_ask, before, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),
    F(struct notice_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said"),
};
const struct shape notice_ask_shape = SHAPE(struct notice_ask, notice_ask_fields);

struct public_notice {
    int64_t    id, place;
    struct str place_name, title, text, digest;
    int32_t    state, from, to, objections_to;
    int64_t    opened_at, closed_at;
    struct str result;
    bool       comments;
};
static const struct field public_notice_fields[] = {
    F(struct public_notice, id, .as = AS_ID),
    F(struct public_notice, place, .as = AS_ID, .doc = "whom it concerns"),
    F(struct public_notice, place_name),
    F(struct public_notice, title),
    F(struct public_notice, text, .doc = "as it was published, names masked"),
    F(struct public_notice, digest, .doc = "SM3 of the text, hexadecimal"),
    F(struct public_notice, state, .words = notice_states),
    F(struct public_notice, from, .as = AS_DAY),
    F(struct public_notice, to, .as = AS_DAY, .doc = "the first day no more"),
    F(struct public_notice, objections_to, .as = AS_DAY, .doc = "the first day no more"),
    F(struct public_notice, opened_at, .as = AS_TIME),
    F(struct public_notice, closed_at, .as = AS_TIME, .opt = true),
    F(struct public_notice, result, .opt = true, .doc = "what came of it"),
    F(struct public_notice, comments, .doc = "objections are called comments here"),
};
const struct shape public_notice_shape = SHAPE(struct public_notice, public_notice_fields);

static struct public_notice told(const struct notice_row *n)
{
    return (struct public_notice){
        .id            = n->id,
        .place         = n->place,
        .place_name    = n->place_name,
        .title         = n->title,
        .text          = n->frozen,
        .digest        = n->digest,
        .state         = n->state,
        .from          = n->from_day,
        .to            = n->to_day,
        .objections_to = n->objections_to,
        .opened_at     = n->opened_at,
        .closed_at     = n->closed_at,
        .result        = n->result,
        .comments      = n->comments,
    };
}

static enum rc path_of(struct work *w, int64_t id, struct str *ret)
{
    struct place p;

    *ret = STR_NONE;
    if (id == NONE_I64)
        return RC_OK;
    TRY(place_get(w, id, &p));
    *ret = p.path;
    return RC_OK;
}

enum rc notices_get(struct request *q, struct work *w)
{
    const struct notice_ask *in    = q->query;
    int64_t                  limit = page_limit(in->limit);
    int64_t                  state = in->state < 0 ? NOTICE_OPEN : in->state;
    struct notice_row       *row;
    struct public_notice    *out;
    struct rows              rows = { 0 };
    struct str               path;

    TRY(path_of(w, in->place, &path));
    if (state != NOTICE_DRAFT)
        TRY(db_all(w->tx, &stmt_notice_public,
                   ARGS(A(state), A(before_of(in->before)), A(path),
                        A(path.p ? path_end(w->arena, path) : STR_NONE), A(limit)),
                   &rows));
    row = rows.at;
    out = ARENA_ARRAY(w->arena, struct public_notice, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = told(&row[i]);
    rows.at = out;
    return reply_page(q, &public_notice_shape, &rows, limit, STR_NONE);
}

enum rc notice_get(struct request *q, struct work *w)
{
    struct notice_row    n;
    struct public_notice out;

    TRY(notice_for_all(w, q->path.id, &n));
    out = told(&n);
    return reply(q, 200, &public_notice_shape, &out);
}

/* -- the same for the office -- */

struct office_notice {
    int64_t     id, place;
    struct str  place_name, title, body;
    struct list names; /* struct str */
    int32_t     days, objection_days, state;
    int64_t     made_at, maker, opened_at;
    int32_t     from, to, objections_to;
    struct str  text, digest;
    int64_t     closed_at;
    struct str  result;
    int64_t     version;
    bool        comments;
};
static const struct field office_notice_fields[] = {
    F(struct office_notice, id, .as = AS_ID),
    F(struct office_notice, place, .as = AS_ID),
    F(struct office_notice, place_name),
    F(struct office_notice, title),
    F(struct office_notice, body),
    F(struct office_notice, names, .each = K_STR, .opt = true,
      .doc = "whole; published masked, forgotten when the notice is over"),
    F(struct office_notice, days),
    F(struct office_notice, objection_days),
    F(struct office_notice, state, .words = notice_states),
    F(struct office_notice, made_at, .as = AS_TIME),
    F(struct office_notice, maker, .as = AS_ID, .opt = true),
    F(struct office_notice, opened_at, .as = AS_TIME, .opt = true),
    F(struct office_notice, from, .as = AS_DAY, .opt = true),
    F(struct office_notice, to, .as = AS_DAY, .opt = true),
    F(struct office_notice, objections_to, .as = AS_DAY, .opt = true),
    F(struct office_notice, text, .opt = true),
    F(struct office_notice, digest, .opt = true),
    F(struct office_notice, closed_at, .as = AS_TIME, .opt = true),
    F(struct office_notice, result, .opt = true),
    F(struct office_notice, version),
    F(struct office_notice, comments, .doc = "objections are called comments here"),
};
const struct shape office_notice_shape = SHAPE(struct office_notice, office_notice_fields);

static struct list lines(struct arena *a, struct str text)
{
    VEC(struct str) out = { 0 };
    struct str      line;

    while (str_split(&text, '\n', &line))
        *VEC_PUSH(a, &out) = line;
    return (struct list){ out.at, out.n };
}

static struct office_notice told_office(struct arena *a, const struct notice_row *n)
{
    return (struct office_notice){
        .id             = n->id,
        .place          = n->place,
        .place_name     = n->place_name,
        .title          = n->title,
        .body           = n->body,
        .names          = lines(a, n->names),
        .days           = n->days,
        .objection_days = n->objection_days,
        .state          = n->state,
        .made_at        = n->made_at,
        .maker          = n->maker,
        .opened_at      = n->opened_at,
        .from           = n->from_day,
        .to             = n->to_day,
        .objections_to  = n->objections_to,
        .text           = n->frozen,
        .digest         = n->digest,
        .closed_at      = n->closed_at,
        .result         = n->result,
        .version        = n->version,
        .comments       = n->comments,
    };
}

struct office_ask {
    int64_t place;
    int32_t state;
    int64_t before;
    int32_t limit;
};
static const struct field office_ask_fields[] = {
    F(struct office_ask, place, .as = AS_ID, .doc = "its subtree"),
    F(struct office_ask, state, .words = notice_states, .opt = true, .doc = "any unless said"),
    F(struct office_ask, before, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),
    F(struct office_ask, limit, .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50 unless said"),
};
const struct shape office_ask_shape = SHAPE(struct office_ask, office_ask_fields);

enum rc office_notices_get(struct request *q, struct work *w)
{
    const struct office_ask *in    = q->query;
    int64_t                  limit = page_limit(in->limit);
    struct notice_row       *row;
    struct office_notice    *out;
    struct rows              rows;
    struct str               path;

    TRY(path_of(w, in->place, &path));
    TRY(work_need(w, CAP_NOTICE_EDIT, path, STR_NONE));
    TRY(db_all(w->tx, &stmt_notice_office,
               ARGS(A(in->state < 0 ? NONE_I64 : in->state), A(before_of(in->before)), A(path),
                    A(path_end(w->arena, path)), A(limit)),
               &rows));
    row = rows.at;
    out = ARENA_ARRAY(w->arena, struct office_notice, rows.n ? rows.n : 1);
    for (size_t i = 0; i < rows.n; i++)
        out[i] = told_office(w->arena, &row[i]);
    rows.at = out;
    return reply_page(q, &office_notice_shape, &rows, limit, STR_NONE);
}

static enum rc reply_office(struct request *q, struct work *w, int status, int64_t id)
{
    struct notice_row    n;
    struct office_notice out;

    TRY(notice_for_office(w, id, &n));
    out = told_office(w->arena, &n);
    return reply(q, status, &office_notice_shape, &out);
}

enum rc office_notice_get(struct request *q, struct work *w)
{
    return reply_office(q, w, 200, q->path.id);
}

#define NOTICE_NEW(T, m)                                                                           \
    F(T, m place, .as = AS_ID, .doc = "whom it concerns: everybody within"),                       \
        F(T, m title, .max = 100), F(T, m body, .max = 20000),                                     \
        F(T, m names, .each = K_STR, .opt = true, .max = 500,                                      \
          .doc = "whole; published masked, a line each"),                                          \
        F(T, m days, .min = 1, .max = 365, .doc = "calendar days from the opening on"),            \
        F(T, m objection_days, .min = 0, .max = 365, .doc = "of these, objections are taken"),     \
        F(T, m comments, .opt = true, .doc = "call them comments")
static const struct field notice_new_fields[] = { NOTICE_NEW(struct notice_new, ) };
const struct shape        notice_new_shape    = SHAPE(struct notice_new, notice_new_fields);

struct notice_changed {
    int64_t     place;
    struct str  title, body;
    struct list names;
    int32_t     days, objection_days;
    bool        comments;
    int64_t     version;
};
static const struct field notice_changed_fields[] = { NOTICE_NEW(struct notice_changed, ),
                                                      F(struct notice_changed, version) };
const struct shape notice_changed_shape = SHAPE(struct notice_changed, notice_changed_fields);

struct version_in {
    int64_t version;
};
static const struct field version_in_fields[] = { F(struct version_in, version) };
const struct shape        version_in_shape    = SHAPE(struct version_in, version_in_fields);

enum rc notice_post(struct request *q, struct work *w)
{
    int64_t id;

    TRY(notice_add(w, q->body, &id));
    return reply_office(q, w, 201, id);
}

enum rc notice_put(struct request *q, struct work *w)
{
    const struct notice_changed *in = q->body;
    struct notice_new new           = { in->place, in->title,          in->body,    in->names,
                                        in->days,  in->objection_days, in->comments };

    TRY(notice_change(w, q->path.id, &new, in->version));
    return reply_office(q, w, 200, q->path.id);
}

enum rc notice_open_post(struct request *q, struct work *w)
{
    const struct version_in *in = q->body;

    TRY(notice_open(w, q->path.id, in->version));
    return reply_office(q, w, 200, q->path.id);
}

enum rc notice_withdraw_post(struct request *q, struct work *w)
{
    const struct words_in *in = q->body;

    TRY(notice_withdraw(w, q->path.id, in->words));
    return reply_office(q, w, 200, q->path.id);
}

enum rc notice_result_post(struct request *q, struct work *w)
{
    const struct words_in *in = q->body;

    TRY(notice_result(w, q->path.id, in->words));
    return reply_office(q, w, 200, q->path.id);
}
