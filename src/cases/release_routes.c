/* release_routes: asking for cases as a file, letting them go, fetching them. */
#include "cases/case_routes.h"
#include "cases/release.h"

/* -- shapes -- */

#define T struct release_in
static const struct field in_fields[] = {
    F(T, place, .as = AS_ID, .opt = true,
      .doc = "this place and what lies in it; else all of yours"),
    F(T, since, .as = AS_TIME, .opt = true, .doc = "reported from then on"),
    F(T, until, .as = AS_TIME, .opt = true, .doc = "and before then; else before now"),
    F(T, closed_since, .as = AS_TIME, .opt = true, .doc = "only those that ended, from then on"),
    F(T, channel, .words = channel_words, .opt = true, .doc = "only those that came so"),
    F(T, process, .opt = true, .max = 64, .doc = "only of this process"),
    F(T, unmask, .opt = true, .doc = "names, telephones and addresses whole"),
    F(T, purpose, .min = RELEASE_PURPOSE_LEAST, .max = RELEASE_WORDS_MOST,
      .doc = "what for; it stands in each line of the file"),
};
const struct shape release_in_shape = SHAPE(T, in_fields);
#undef T

#define T struct release_view
static const struct field view_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the request"),
    F(T, number, .doc = "stands in each line of the file"),
    F(T, asker, .doc = "who asked for it"),
    F(T, place, .opt = true, .doc = "of which place; absent: all of the asker's"),
    F(T, own, .doc = "the caller asked for it"),
    F(T, deciding, .doc = "the caller may approve or refuse it now"),
    F(T, asked, .as = AS_TIME, .doc = "when it was asked for"),
    F(T, since, .as = AS_TIME, .opt = true, .doc = "reported from then on"),
    F(T, until, .as = AS_TIME, .doc = "and before then"),
    F(T, closed_since, .as = AS_TIME, .opt = true, .doc = "only those that ended, from then on"),
    F(T, channel, .words = channel_words, .opt = true, .doc = "only those that came so"),
    F(T, process, .opt = true, .doc = "only of this process"),
    F(T, unmask, .doc = "names, telephones and addresses whole"),
    F(T, purpose, .doc = "what for"),
    F(T, cases, .doc = "how many there were when it was asked for"),
    F(T, state, .words = release_states, .doc = "over: it was approved and not fetched in time"),
    F(T, decider, .opt = true, .doc = "who decided"),
    F(T, decided, .as = AS_TIME, .opt = true, .doc = "when"),
    F(T, words, .opt = true, .doc = "what was said to it"),
    F(T, ends, .as = AS_TIME, .opt = true, .doc = "until when it may be fetched"),
    F(T, fetched, .as = AS_TIME, .opt = true, .doc = "when it was fetched last"),
    F(T, fetches, .doc = "how often"),
};
const struct shape release_view_shape = SHAPE(T, view_fields);
#undef T

struct release_query {
    int64_t before;
    int32_t state, limit;
};
#define T struct release_query
static const struct field query_fields[] = {
    F(T, before, .as = AS_ID, .opt = true, .doc = "the `next` of the page before"),
    F(T, state, .words = release_states, .opt = true, .doc = "only these"),
    F(T, limit, .opt = true, .min = 1, .max = 100, .doc = "50 unless said"),
};
static const struct shape query_shape = SHAPE(T, query_fields);
#undef T

struct release_yes {
    struct str words;
};
static const struct field yes_fields[] = {
    F(struct release_yes, words, .opt = true, .max = RELEASE_WORDS_MOST,
      .doc = "on what condition; it is told to whoever asked"),
};
static const struct shape yes_shape = SHAPE(struct release_yes, yes_fields);

struct release_no {
    struct str words;
};
static const struct field no_fields[] = {
    F(struct release_no, words, .min = 2, .max = RELEASE_WORDS_MOST,
      .doc = "why; it is told to whoever asked"),
};
static const struct shape no_shape = SHAPE(struct release_no, no_fields);

/* -- handlers -- */

static enum rc before_ask(struct request *q, struct work *w)
{
    struct exported *e = ARENA_NEW(w->arena, struct exported);

    q->found = e;
    return release_count(w, q->body, q->lang, e);
}

static enum rc post_ask(struct request *q, struct work *w)
{
    struct release_view v;

    TRY(release_ask(w, q->body, q->found, &v));
    return reply(q, 201, &release_view_shape, &v);
}

/* A token given for something else learns nothing of its holder's exports. */
static enum rc get_all(struct request *q, struct work *w)
{
    const struct release_query *in  = q->query;
    const struct caps          *can = &w->actor->any;
    struct rows                 rows;
    int64_t                     next;

    if (w->actor->token && !caps_has(can, CAP_CASE_EXPORT) && !caps_has(can, CAP_EXPORT_APPROVE))
        return WORK_FAULT(w, RC_DENIED, &say_denied);
    TRY(release_list(w, in->before, in->state, page_limit(in->limit), &rows, &next));
    return reply_rows_next(q, &release_view_shape, &rows, next);
}

static enum rc decide(struct request *q, struct work *w, bool yes, struct str words)
{
    struct release_view v;

    TRY(release_decide(w, q->path.id, yes, words, &v));
    return reply(q, 200, &release_view_shape, &v);
}

static enum rc post_approve(struct request *q, struct work *w)
{
    return decide(q, w, true, ((const struct release_yes *)q->body)->words);
}

static enum rc post_refuse(struct request *q, struct work *w)
{
    return decide(q, w, false, ((const struct release_no *)q->body)->words);
}

static enum rc before_fetch(struct request *q, struct work *w)
{
    struct released *r = ARENA_NEW(w->arena, struct released);

    q->found = r;
    return release_write(w, q->path.id, q->lang, r);
}

static enum rc post_fetch(struct request *q, struct work *w)
{
    const struct released *r = q->found;

    TRY(release_note(w, r));
    return reply_file(q, "text/csv; charset=utf-8", str_of(r->e.file.path),
                      arena_fmt(q->arena, "%.*s.csv", STR_ARG(r->row.number)));
}

const struct route case_release_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/exports",
      .can        = CAP_CASE_EXPORT,
      .tx         = WORK_WRITE,
      .body       = &release_in_shape,
      .reply      = &release_view_shape,
      .per_minute = 20,
      .before     = before_ask,
      .heavy      = true,
      .run        = post_ask,
      .doc        = "Ask for cases as a file, with a purpose. Somebody else has to approve it." },
    { .on         = GET,
      .path       = "/api/v1/exports",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &query_shape,
      .reply      = &release_view_shape,
      .reply_list = true,
      .run        = get_all,
      .doc        = "What the caller asked for, and what they may decide; the newest first." },
    { .on    = POST,
      .path  = "/api/v1/exports/{id}/approve",
      .can   = CAP_EXPORT_APPROVE,
      .tx    = WORK_WRITE,
      .body  = &yes_shape,
      .reply = &release_view_shape,
      .run   = post_approve,
      .doc   = "Let it go: whoever asked may fetch it within three days. Never by whoever asked." },
    { .on    = POST,
      .path  = "/api/v1/exports/{id}/refuse",
      .can   = CAP_EXPORT_APPROVE,
      .tx    = WORK_WRITE,
      .body  = &no_shape,
      .reply = &release_view_shape,
      .run   = post_refuse,
      .doc   = "Refuse it, and say why." },
    { .on         = POST, /* it leaves a trace */
      .path       = "/api/v1/exports/{id}/fetch",
      .can        = CAP_CASE_EXPORT,
      .tx         = WORK_WRITE,
      .reply_type = "text/csv",
      .per_minute = 20,
      .before     = before_fetch,
      .heavy      = true,
      .run        = post_fetch,
      .doc = "The cases as CSV, for whoever asked for them. Each line says who took it, when, what "
             "for and who agreed." },
    { 0 },
};
