/* act_routes: what is done to a case beside its process. */
#include "cases/acts.h"
#include "cases/case_routes.h"
#include "cases/file.h"
#include "cases/why.h"

enum { SUGGEST_A_MINUTE = 120 }; /* from one address: a hint after each pause in typing */
enum { ME_TOO_A_MINUTE = 30 };   /* from one address: nobody walks through the ids */

struct instruction_in {
    struct str words;
};
static const struct field words_in_fields[] = {
    F(struct instruction_in, words, .min = 1, .max = 1000, .doc = "what is to be said"),
};
static const struct shape words_in_shape = SHAPE(struct instruction_in, words_in_fields);

struct answers_in {
    struct json answers;
};
static const struct field answers_in_fields[] = {
    F(struct answers_in, answers, .doc = "what the process asks after the end, by name"),
};
static const struct shape answers_in_shape = SHAPE(struct answers_in, answers_in_fields);

struct done {
    int64_t    id, version;
    struct str step;
};
static const struct field done_fields[] = {
    F(struct done, id, .as = AS_ID, .doc = "the case"),
    F(struct done, version, .doc = "its version now"),
    F(struct done, step, .doc = "where it stands now"),
};
static const struct shape done_shape = SHAPE(struct done, done_fields);

struct case_unmasked {
    struct json fields;
};
static const struct field unmasked_fields[] = {
    F(struct case_unmasked, fields, .doc = "what was asked for, whole"),
};
static const struct shape unmasked_shape = SHAPE(struct case_unmasked, unmasked_fields);

struct suggestion {
    int64_t    unit;
    struct str name, why;
};
static const struct field suggestion_fields[] = {
    F(struct suggestion, unit, .as = AS_ID, .opt = true, .doc = "the unit that the rules suggest"),
    F(struct suggestion, name, .opt = true, .doc = "what it is called"),
    F(struct suggestion, why, .opt = true, .doc = "by which rule"),
};
static const struct shape suggestion_shape = SHAPE(struct suggestion, suggestion_fields);

static enum rc reply_done(struct request *q, const struct case_row *c)
{
    struct done d = { c->id, c->version, c->step };

    return reply(q, 200, &done_shape, &d);
}

static enum rc post_card(struct request *q, struct work *w)
{
    struct case_row c;

    TRY(case_card(w, q->path.id, q->body, &c));
    return reply_done(q, &c);
}

static enum rc post_instruction(struct request *q, struct work *w)
{
    const struct instruction_in *in = q->body;

    TRY(case_instruct(w, q->path.id, in->words));
    return reply_empty(q);
}

static enum rc post_extension(struct request *q, struct work *w)
{
    struct extension_row e;

    TRY(case_extension_ask(w, q->path.id, q->body, &e));
    return reply(q, 201, &extension_row_shape, &e);
}

static enum rc post_decision(struct request *q, struct work *w)
{
    struct extension_row e;

    TRY(case_extension_decide(w, q->path.id, q->path.sub, q->body, &e));
    return reply(q, 200, &extension_row_shape, &e);
}

static enum rc post_evaluation(struct request *q, struct work *w)
{
    const struct answers_in *in = q->body;
    struct case_row          c;

    TRY(case_evaluate(w, q->path.id, in->answers, &c));
    return reply_done(q, &c);
}

static enum rc post_evaluation_by_code(struct request *q, struct work *w)
{
    const struct answers_in *in = q->body;
    struct case_row          c;

    TRY(case_by_code(w, q->path.word[0], &c));
    TRY(case_evaluate(w, c.id, in->answers, &c));
    return reply_done(q, &c);
}

static enum rc post_split(struct request *q, struct work *w)
{
    struct rows rows;

    TRY(case_split(w, q->path.id, q->body, &rows));
    return reply_rows(q, &opened_shape, &rows);
}

static enum rc post_link(struct request *q, struct work *w)
{
    TRY(case_relate(w, q->path.id, q->body));
    return reply_empty(q);
}

/* It stands for a report, so without an account it counts as one against the address. */
static enum rc post_me_too(struct request *q, struct work *w)
{
    struct me_too m;

    TRY(case_reports_allow(q, w));
    TRY(case_me_too(w, q->path.id, q->body, &m));
    return reply(q, m.again ? 200 : 201, &me_too_shape, &m);
}

static enum rc get_progress(struct request *q, struct work *w)
{
    struct progress v;

    TRY(case_progress(w, q->path.word[0], q->lang, &v));
    return reply(q, 200, &progress_shape, &v);
}

static enum rc patch_case(struct request *q, struct work *w)
{
    struct case_row c;

    TRY(case_edit(w, q->path.id, q->body, &c));
    return reply_done(q, &c);
}

static enum rc post_unmask(struct request *q, struct work *w)
{
    struct case_unmasked u;

    TRY(case_unmask(w, q->path.id, q->body, &u.fields));
    return reply(q, 200, &unmasked_shape, &u);
}

static enum rc get_suggestion(struct request *q, struct work *w)
{
    const struct suggested *by;
    struct run              r;
    struct org              o;
    struct suggestion       s;

    shape_clear(&suggestion_shape, &s);
    TRY(run_load(w, q->path.id, &r));
    TRY(run_visible(&r));
    TRY(suggest_by(&r, &by));
    s.unit = by->org;
    if (s.unit != NONE_I64) {
        TRY(org_get(w, s.unit, &o));
        s.name = o.name;
    }
    if (by->rule)
        s.why = text_in(&by->rule->why, q->lang);
    return reply(q, 200, &suggestion_shape, &s);
}

static enum rc reply_why(struct request *q, struct run *r)
{
    struct case_why v;

    TRY(case_why(r, q->lang, q->query, &v));
    return reply(q, 200, &case_why_shape, &v);
}

static enum rc get_why(struct request *q, struct work *w)
{
    struct run r;

    TRY(run_load(w, q->path.id, &r));
    TRY(run_visible(&r));
    return reply_why(q, &r);
}

static enum rc get_why_by_code(struct request *q, struct work *w)
{
    struct case_row c;
    struct run      r;

    TRY(case_by_code(w, q->path.word[0], &c));
    TRY(run_of_row(w, &c, &r));
    return reply_why(q, &r);
}

static enum rc get_same(struct request *q, struct work *w)
{
    struct rows rows;

    TRY(case_same(w, q->query, &rows));
    return reply_rows(q, &same_view_shape, &rows);
}

static enum rc get_suggested(struct request *q, struct work *w)
{
    struct rows rows;

    TRY(case_suggest(w, q->lang, q->query, &rows));
    return reply_rows(q, &class_suggested_shape, &rows);
}

/* To whoever does not see a case by a post, as in its timeline: who in the offices did what and
 * what they wrote stays theirs, and whom else it concerns is between these and the offices. */

static void hide(const struct work *w, int64_t *account)
{
    if (*account != w->actor->account)
        *account = NONE_I64;
}

static void tasks_outside(const struct work *w, struct rows *rows)
{
    struct task_row *t = rows->at;

    for (size_t i = 0; i < rows->n; i++) {
        hide(w, &t[i].account);
        hide(w, &t[i].ended_by);
    }
}

static void parties_outside(const struct work *w, struct rows *rows)
{
    struct party_row *p = rows->at;
    size_t            n = 0;

    for (size_t i = 0; i < rows->n; i++)
        if (p[i].account != NONE_I64 && p[i].account == w->actor->account)
            p[n++] = p[i];
    rows->n = n;
}

static void extensions_outside(const struct work *w, struct rows *rows)
{
    struct extension_row *e = rows->at;

    for (size_t i = 0; i < rows->n; i++) {
        hide(w, &e[i].asked_by);
        hide(w, &e[i].decided_by);
        e[i].reason = S("");
        e[i].note   = STR_NONE;
    }
}

static void evaluations_outside(const struct work *w, struct rows *rows)
{
    struct evaluation_row *e = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        hide(w, &e[i].account);
}

static void files_outside(const struct work *w, struct rows *rows)
{
    struct file_row *f = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        hide(w, &f[i].account);
}

typedef void outside_fn(const struct work *w, struct rows *rows);

/* Rows that hang on a case, for whoever may see it; `outside`: for those who have no post there. */
static enum rc get_rows(struct request *q, struct work *w, const struct stmt *stmt,
                        outside_fn *outside)
{
    struct run  r;
    struct rows rows;
    bool        inside;

    TRY(run_load(w, q->path.id, &r));
    TRY(run_visible(&r));
    TRY(run_inside(&r, &inside));
    TRY(db_all(w->tx, stmt, ARGS(A(r.c.id)), &rows));
    if (!inside && outside)
        outside(w, &rows);
    return reply_rows(q, stmt->out, &rows);
}

static enum rc get_tasks(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_task_all, tasks_outside);
}
static enum rc get_clocks(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_clock_all, NULL);
}
static enum rc get_links(struct request *q, struct work *w)
{
    struct rows rows;

    TRY(case_links(w, q->path.id, &rows));
    return reply_rows(q, &link_row_shape, &rows);
}
static enum rc get_parties(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_party_all, parties_outside);
}
static enum rc get_extensions(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_extension_all, extensions_outside);
}
static enum rc get_evaluations(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_evaluation_all, evaluations_outside);
}
static enum rc get_files(struct request *q, struct work *w)
{
    return get_rows(q, w, &stmt_file_all, files_outside);
}

static enum rc get_public(struct request *q, struct work *w)
{
    struct public_view v;

    TRY(case_public(w, q->path.word[0], q->lang, &v));
    return reply(q, 200, &public_view_shape, &v);
}

#define ROWS(WORD, SHAPE_OF, RUN, DOC)                                                             \
    {                                                                                              \
        .on = GET, .path = "/api/v1/cases/{id}/" WORD, .can = CAP_SIGNED_IN, .tx = WORK_READ,      \
        .reply = (SHAPE_OF), .reply_list = true, .run = (RUN), .doc = (DOC)                        \
    }
#define ACT(WORD, CAN, BODY, REPLY, RUN, DOC)                                                      \
    {                                                                                              \
        .on = POST, .path = "/api/v1/cases/{id}/" WORD, .can = (CAN), .tx = WORK_WRITE,            \
        .body = (BODY), .reply = (REPLY), .run = (RUN), .doc = (DOC)                               \
    }

const struct route case_act_routes[] = {
    ACT("cards", CAP_CASE_SUPERVISE, &card_in_shape, &done_shape, post_card,
        "Show a yellow or red card, or take it back."),
    ACT("instructions", CAP_CASE_SUPERVISE, &words_in_shape, NULL, post_instruction,
        "Words of somebody above, told to whoever has the task."),
    ACT("extensions", CAP_SIGNED_IN, &extension_in_shape, &extension_row_shape, post_extension,
        "Ask for more time."),
    { .on    = POST,
      .path  = "/api/v1/cases/{id}/extensions/{sub}",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_WRITE,
      .body  = &decision_in_shape,
      .reply = &extension_row_shape,
      .run   = post_decision,
      .doc   = "Grant more time or refuse it." },
    ACT("evaluation", CAP_SIGNED_IN, &answers_in_shape, &done_shape, post_evaluation,
        "Whoever reported it says what came of it; a no may open it again."),
    { .on         = POST,
      .path       = "/api/v1/follow/{code}/evaluation",
      .can        = CAP_ANYBODY,
      .tx         = WORK_WRITE,
      .body       = &answers_in_shape,
      .reply      = &done_shape,
      .per_minute = 60,
      .run        = post_evaluation_by_code,
      .doc        = "The same, by the code." },
    { .on         = POST,
      .path       = "/api/v1/cases/{id}/parts",
      .can        = CAP_CASE_LINK,
      .tx         = WORK_WRITE,
      .body       = &split_in_shape,
      .reply      = &opened_shape,
      .reply_list = true,
      .run        = post_split,
      .doc        = "Split a case: each part becomes a case of its own." },
    ACT("links", CAP_CASE_LINK, &link_in_shape, NULL, post_link, "Say that two belong together."),
    { .on         = POST,
      .path       = "/api/v1/cases/{id}/me-too",
      .can        = CAP_ANYBODY,
      .tx         = WORK_WRITE,
      .body       = &me_too_in_shape,
      .reply      = &me_too_shape,
      .per_minute = ME_TOO_A_MINUTE,
      .run        = post_me_too,
      .doc        = "It concerns the caller as well: once an account, or once a device." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}/progress",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .reply      = &progress_shape,
      .per_minute = 60,
      .run        = get_progress,
      .doc        = "How a case goes on, for whoever holds its code or one that saying \"me too\" "
                    "gave: its steps and who has it, nothing that was written in it." },
    { .on    = PATCH,
      .path  = "/api/v1/cases/{id}",
      .can   = CAP_CASE_EDIT,
      .tx    = WORK_WRITE,
      .body  = &edit_in_shape,
      .reply = &done_shape,
      .run   = patch_case,
      .doc   = "Correct what was filed." },
    ACT("unmask", CAP_SIGNED_IN, &case_unmask_in_shape, &unmasked_shape, post_unmask,
        "Read masked fields whole, for a reason that is kept."),
    { .on    = GET,
      .path  = "/api/v1/cases/{id}/suggestion",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .reply = &suggestion_shape,
      .run   = get_suggestion,
      .doc   = "The unit that the pack's rules suggest." },
    { .on    = GET,
      .path  = "/api/v1/cases/{id}/why",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .query = &why_query_shape,
      .reply = &case_why_shape,
      .run   = get_why,
      .doc   = "Why a case stands as it does: who must act, by when and how that was counted, what "
               "happens if nobody does, which moves are the caller's, and the lines of the pack." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}/why",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &why_query_shape,
      .reply      = &case_why_shape,
      .per_minute = 60,
      .run        = get_why_by_code,
      .doc        = "The same, for whoever holds the code that was given when it was reported." },
    ROWS("tasks", &task_row_shape, get_tasks, "Who had to act, and who did."),
    ROWS("clocks", &clock_row_shape, get_clocks, "Its time limits, running and stopped."),
    ROWS("links", &link_row_shape, get_links, "Cases that belong to it."),
    ROWS("parties", &party_row_shape, get_parties, "Whom else it concerns."),
    ROWS("extensions", &extension_row_shape, get_extensions, "Time asked for, and what was said."),
    ROWS("evaluations", &evaluation_row_shape, get_evaluations, "What the initiator said."),
    ROWS("files", &file_row_shape, get_files, "Photos and documents."),
    { .on         = GET,
      .path       = "/api/v1/same-cases",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &same_query_shape,
      .reply      = &same_view_shape,
      .reply_list = true,
      .run        = get_same,
      .doc        = "While somebody types: is it known already?" },
    { .on         = GET,
      .path       = "/api/v1/practice/classes/suggest",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .query      = &suggest_query_shape,
      .reply      = &class_suggested_shape,
      .reply_list = true,
      .per_minute = SUGGEST_A_MINUTE,
      .run        = get_suggested,
      .doc        = "While somebody types: of which class is it? By the classes' own words and by "
                    "what like reports of the territory were filed as." },
    { .on    = GET,
      .path  = "/api/v1/public/cases/{number}",
      .can   = CAP_ANYBODY,
      .tx    = WORK_READ,
      .reply = &public_view_shape,
      .run   = get_public,
      .doc   = "What anybody may read of a case." },
    { 0 },
};
