/* case_routes: the HTTP table of `cases`, the main job: file, look, carry. */
#include "cases/case_routes.h"
#include "cases/case_rows.h"
#include "cases/list.h"
#include "cases/loads.h"
#include "cases/may_open.h"
#include "cases/room.h"
#include "cases/show.h"
#include "http/request.h"

#define T struct case_in
static const struct field case_in_fields[] = {
    F(T, process, .opt = true, .max = 64, .doc = "name of the process; else the class's"),
    F(T, channel, .words = channel_words, .opt = true,
      .doc = "how it came in; else by who you are"),
    F(T, class, .opt = true, .max = 64, .doc = "code of the class; it may be a broad one"),
    F(T, grade, .opt = true, .max = 64, .doc = "of the process's grades"),
    F(T, title, .opt = true, .max = 200, .doc = "one line; else the beginning of the words"),
    F(T, words, .opt = true, .max = 20000, .doc = "what it is about"),
    F(T, place, .as = AS_ID, .opt = true, .doc = "the place, if you know it"),
    F(T, lon, .opt = true, .doc = "degrees east, WGS-84"),
    F(T, lat, .opt = true, .doc = "degrees north, WGS-84"),
    F(T, address, .opt = true, .max = 300, .doc = "where, in words"),
    F(T, form, .opt = true, .doc = "the other fields of the process's form, by name"),
    F(T, for_name, .opt = true, .max = 60, .doc = "for whom it is filed"),
    F(T, for_phone, .opt = true, .max = 24, .doc = "and their telephone"),
    F(T, client_token, .opt = true, .max = 64,
      .doc = "your own name for this sending: sent twice, filed once; a UUID, best of version 7,"
             " whose order keeps filing quick"),
    F(T, opened, .as = AS_TIME, .opt = true, .doc = "when it really was, for paper entered later"),
};
const struct shape case_in_shape = SHAPE(T, case_in_fields);
#undef T

#define T struct move_in
static const struct field move_in_fields[] = {
    F(T, move, .max = 64, .doc = "name of the move"),
    F(T, version, .min = 1, .doc = "the version that you saw"),
    F(T, task, .as = AS_ID, .opt = true, .doc = "for which task; else the one that is yours"),
    F(T, lon, .opt = true, .doc = "where you are, for a move that proves presence"),
    F(T, lat, .opt = true, .doc = "where you are, for a move that proves presence"),
    F(T, form, .opt = true, .doc = "what the move asks for, by name"),
};
const struct shape move_in_shape = SHAPE(T, move_in_fields);
#undef T

#define T struct opened
static const struct field opened_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the case"),
    F(T, number, .doc = "as people read it out"),
    F(T, code, .opt = true,
      .doc = "with it anybody may follow the case; shown once, and again only to whoever "
             "reported without an account and sends the same token, of 32 characters or more"),
    F(T, again, .doc = "it had been sent before; nothing was filed now"),
};
/* `struct opened` is the name of another room's reply, too. */
const struct shape opened_shape = {
    .name = "case_opened", .size = sizeof(T), .fields = opened_fields, .n = ARRAY_LEN(opened_fields)
};
#undef T

static const char *const list_orders[] = { "recent", "due", NULL };

static const char *const clock_words[] = { "late", "soon", "calm", "none", NULL };

#define T      struct list_query
#define WITHIN F(T, place, .as = AS_ID, .opt = true, .doc = "this place and what lies in it")
#define OF_PLACE                                                                                   \
    WITHIN, F(T, unit, .as = AS_ID, .opt = true, .doc = "this organisation and those below it"),   \
        F(T, state, .words = case_state_words, .opt = true, .doc = "else both")
#define NARROWING                                                                                  \
    F(T, class, .opt = true, .max = 64, .doc = "this class and those below it"),                   \
        F(T, step, .opt = true, .max = 64, .doc = "standing in this step"),                        \
        F(T, process, .opt = true, .max = 64, .doc = "of this process"),                           \
        F(T, card, .words = case_card_words, .opt = true, .doc = "with this card at least"),       \
        F(T, late, .opt = true, .doc = "only those of which a clock ran out, now or earlier"),     \
        F(T, number, .opt = true, .max = 40, .doc = "with this number"),                           \
        F(T, q, .opt = true, .max = 200, .doc = "with these words; two characters are enough"),    \
        F(T, since, .as = AS_DAY, .opt = true, .doc = "reported on that day or later"),            \
        F(T, until, .as = AS_DAY, .opt = true, .doc = "reported on that day or earlier")
#define BY_CLOCK                                                                                   \
    F(T, clock, .words = clock_words, .opt = true,                                                 \
      .doc = "open, and the time over, less than a day away, more, or none running")
#define OF_TASKS                                                                                   \
    WITHIN, F(T, to_dispatch, .opt = true,                                                         \
              .doc = "only where a move waits that gives the case to a unit")
#define A_PAGE                                                                                     \
    F(T, before, .as = AS_ID, .opt = true,                                                         \
      .doc = "continue after the last one of the page before"),                                    \
        F(T, due_after, .as = AS_TIME, .opt = true,                                                \
          .doc = "where what is due comes first: its due time, if it has one"),                    \
        F(T, limit, .opt = true, .min = 1, .max = LIST_MOST, .doc = "how many; 25 unless said")

static const struct field list_query_fields[] = {
    OF_PLACE,
    NARROWING,
    BY_CLOCK,
    F(T, closed_from, .as = AS_DAY, .opt = true, .doc = "ended on that day or later"),
    F(T, closed_to, .as = AS_DAY, .opt = true, .doc = "ended on that day or earlier"),
    F(T, reopened_from, .as = AS_DAY, .opt = true, .doc = "opened again on that day or later"),
    F(T, reopened_to, .as = AS_DAY, .opt = true, .doc = "opened again on that day or earlier"),
    F(T, on_time, .opt = true, .doc = "only those of which no clock ran out"),
    F(T, order, .words = list_orders, .opt = true,
      .doc = "what came last first, or what is open and due first"),
    A_PAGE,
};
const struct shape        list_query_shape      = SHAPE(T, list_query_fields);
static const struct field counts_query_fields[] = { OF_PLACE, NARROWING };
static const struct field todo_query_fields[]   = { OF_TASKS, NARROWING, BY_CLOCK, A_PAGE };
static const struct field todo_counts_fields[]  = { OF_TASKS, NARROWING };
#define QUERY(NAME, FIELDS)                                                                        \
    {                                                                                              \
        .name = NAME, .size = sizeof(T), .fields = (FIELDS), .n = ARRAY_LEN(FIELDS)                \
    }
static const struct shape counts_query_shape = QUERY("counts_query", counts_query_fields);
const struct shape        todo_query_shape   = QUERY("todo_query", todo_query_fields);
static const struct shape todo_counts_shape  = QUERY("todo_counts_query", todo_counts_fields);
#undef T

#define T struct clock_counts
static const struct field clock_counts_fields[] = {
    F(T, late, .doc = "the time is over"),
    F(T, soon, .doc = "less than a day is left"),
    F(T, calm, .doc = "more than a day is left"),
    F(T, none, .doc = "no time runs: none is set, or it is paused"),
};
const struct shape clock_counts_shape = SHAPE(T, clock_counts_fields);
#undef T

enum { TIMELINE_USUAL = 100 };

struct page_query {
    int64_t before, limit;
};
static const struct field page_query_fields[] = {
    F(struct page_query, before, .as = AS_ID, .opt = true, .doc = "continue after this one"),
    F(struct page_query, limit, .opt = true, .min = 1, .max = LIST_MOST, .doc = "how many"),
};
static const struct shape page_query_shape = SHAPE(struct page_query, page_query_fields);

enum rc case_reports_allow(struct request *q, struct work *w)
{
    static const struct say flood =
        SAY("report_flood", "从这个网络地址提交的太多，请十分钟后再试、登录后提交或打电话",
            "too many reports from this address; try again in ten minutes, sign in, or telephone");

    if (w->actor->account == NONE_I64 && !w->actor->system && !room_report_take(w, q->address))
        return WORK_FAULT(w, RC_TOO_MANY, &flood);
    return RC_OK;
}

static enum rc post_case(struct request *q, struct work *w)
{
    struct opened o;

    TRY(case_reports_allow(q, w));
    TRY(case_open(w, q->body, &o));
    return reply(q, o.again ? 200 : 201, &opened_shape, &o);
}

static enum rc get_cases(struct request *q, struct work *w)
{
    struct rows rows;
    int64_t     next;

    TRY(case_list(w, q->query, &rows, &next));
    TRY(case_list_names(w, &rows));
    return reply_rows_next(q, &case_listed_shape, &rows, next);
}

static enum rc get_openings(struct request *q, struct work *w)
{
    const struct openings_query *in = q->query;
    struct rows                  rows;

    TRY(case_openings(w, in->place, q->lang, &rows));
    return reply_rows(q, &opening_shape, &rows);
}

static enum rc get_counts(struct request *q, struct work *w)
{
    struct clock_counts n;

    TRY(case_list_counts(w, q->query, &n));
    return reply(q, 200, &clock_counts_shape, &n);
}

static enum rc get_todo_counts(struct request *q, struct work *w)
{
    struct clock_counts n;

    TRY(case_todo_counts(w, q->query, &n));
    return reply(q, 200, &clock_counts_shape, &n);
}

static enum rc get_loads(struct request *q, struct work *w)
{
    const struct load_query *in = q->query;
    struct rows              rows;

    TRY(unit_loads(w, in->place, &rows));
    return reply_rows(q, &unit_load_shape, &rows);
}

static enum rc get_mine(struct request *q, struct work *w)
{
    const struct page_query *in   = q->query;
    int64_t                  most = in->limit == NONE_I64 ? LIST_USUAL : in->limit;
    const struct case_brief *b;
    struct rows              rows;

    TRY(case_list_mine(w, in->before, most, &rows));
    TRY(case_list_names(w, &rows));
    b = rows.at;
    return reply_rows_next(q, &case_listed_shape, &rows,
                           rows.n && (int64_t)rows.n == most ? b[rows.n - 1].id : NONE_I64);
}

static enum rc get_todo(struct request *q, struct work *w)
{
    struct rows rows;
    int64_t     next;

    TRY(case_todo(w, q->query, &rows, &next));
    TRY(case_todo_names(w, &rows));
    return reply_rows_next(q, &todo_row_shape, &rows, next);
}

/* Whoever reported it reads their own words whole. */
static enum rc reply_case(struct request *q, struct run *r)
{
    struct case_view v;

    TRY(case_show(r, q->lang, q->view, &v));
    if (v.mine)
        q->view.most = KEEP_MINOR;
    return reply(q, 200, &case_view_shape, &v);
}

static enum rc get_case(struct request *q, struct work *w)
{
    struct run r;

    TRY(run_load(w, q->path.id, &r));
    TRY(run_visible(&r));
    return reply_case(q, &r);
}

static enum rc post_move(struct request *q, struct work *w)
{
    struct case_row c;
    struct run      r;

    TRY(case_carry(w, q->path.id, q->body, &c));
    TRY(run_of_row(w, &c, &r));
    return reply_case(q, &r);
}

static enum rc get_by_code(struct request *q, struct work *w)
{
    struct case_row c;
    struct run      r;

    TRY(case_by_code(w, q->path.word[0], &c));
    TRY(run_of_row(w, &c, &r));
    return reply_case(q, &r);
}

static enum rc post_move_by_code(struct request *q, struct work *w)
{
    struct case_row c;
    struct run      r;

    TRY(case_by_code(w, q->path.word[0], &c));
    TRY(case_carry(w, c.id, q->body, &c));
    TRY(run_of_row(w, &c, &r));
    return reply_case(q, &r);
}

/* To whoever reported it: which steps it went, and when. What the offices wrote, who they are and
 * what they looked at stays theirs. */
static enum rc outsiders_entry(struct work *w, struct entry *e)
{
    static const char *const kept[] = { "stage", "to", "outcome", "ended_as", "card" };
    struct buf              *b      = arena_buf(w->arena, 4096);
    const struct jval       *data;
    struct jw                jw;

    e->account = NONE_I64;
    e->who     = STR_NONE;
    if (!e->data.text.p)
        return RC_OK;
    TRY(json_parse(w->arena, e->data.text, w->faults, &data));
    jw_init(&jw, b);
    jw_obj(&jw);
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        const struct jval *m = json_get(data, kept[i]);

        if (!m)
            continue;
        jw_keyc(&jw, kept[i]);
        jw_raw(&jw, m->raw);
    }
    jw_obj_end(&jw);
    e->data.text = buf_str(b);
    return RC_OK;
}

static bool for_outsiders(struct str kind)
{
    static const char *const kinds[] = { "case.opened", "case.moved",    "case.closed",
                                         "case.late",   "case.reopened", "case.evaluated",
                                         NULL };

    return str_is_word(kind, kinds);
}

static enum rc for_eyes_outside(struct work *w, struct rows *rows)
{
    struct entry *e = rows->at;
    size_t        n = 0;

    for (size_t i = 0; i < rows->n; i++) {
        if (!for_outsiders(e[i].kind))
            continue;
        e[n] = e[i];
        TRY(outsiders_entry(w, &e[n++]));
    }
    rows->n = n;
    return RC_OK;
}

static enum rc get_timeline(struct request *q, struct work *w)
{
    const struct page_query *in   = q->query;
    int64_t                  most = in->limit == NONE_I64 ? TIMELINE_USUAL : in->limit;
    int64_t                  next = NONE_I64;
    struct run               r;
    struct rows              rows;
    bool                     inside;

    TRY(run_load(w, q->path.id, &r));
    TRY(run_visible(&r));
    TRY(run_inside(&r, &inside));
    TRY(journal_about(w, S("case"), r.c.id, in->before, most, &rows));
    if ((int64_t)rows.n == most) /* also when none of these is for the caller's eyes */
        next = ((const struct entry *)rows.at)[rows.n - 1].id;
    if (!inside)
        TRY(for_eyes_outside(w, &rows));
    return reply_rows_next(q, &entry_shape, &rows, next);
}

const struct route case_routes[] = {
    { .on    = POST,
      .path  = "/api/v1/cases",
      .can   = CAP_ANYBODY,
      .tx    = WORK_WRITE,
      .body  = &case_in_shape,
      .reply = &opened_shape,
      .run   = post_case,
      .doc   = "Report something, for oneself or for somebody." },
    { .on         = GET,
      .path       = "/api/v1/cases",
      .can        = CAP_CASE_READ,
      .tx         = WORK_READ,
      .query      = &list_query_shape,
      .reply      = &case_listed_shape,
      .reply_list = true,
      .run        = get_cases,
      .doc        = "Cases of a subtree that the caller may see, without confidential ones." },
    { .on    = GET,
      .path  = "/api/v1/cases/counts",
      .can   = CAP_CASE_READ,
      .tx    = WORK_READ,
      .query = &counts_query_shape,
      .reply = &clock_counts_shape,
      .run   = get_counts,
      .doc   = "How many of a list of cases are open, by the colour of their clocks." },
    { .on         = GET,
      .path       = "/api/v1/unit-loads",
      .can        = CAP_CASE_READ,
      .tx         = WORK_READ,
      .query      = &load_query_shape,
      .reply      = &unit_load_shape,
      .reply_list = true,
      .run        = get_loads,
      .doc        = "What lies with each unit in a subtree now: open cases and late ones." },
    { .on         = GET,
      .path       = "/api/v1/my/openings",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &openings_query_shape,
      .reply      = &opening_shape,
      .reply_list = true,
      .run        = get_openings,
      .doc        = "Of which processes the caller may open a case, and by which channels." },
    { .on         = GET,
      .path       = "/api/v1/my/cases",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &page_query_shape,
      .reply      = &case_listed_shape,
      .reply_list = true,
      .run        = get_mine,
      .doc        = "What the caller has reported." },
    { .on         = GET,
      .path       = "/api/v1/my/tasks",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &todo_query_shape,
      .reply      = &todo_row_shape,
      .reply_list = true,
      .run        = get_todo,
      .doc        = "What waits for the caller, what is due first first." },
    { .on    = GET,
      .path  = "/api/v1/my/tasks/counts",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .query = &todo_counts_shape,
      .reply = &clock_counts_shape,
      .run   = get_todo_counts,
      .doc   = "How many cases wait for the caller, by the colour of their tasks' clocks." },
    { .on    = GET,
      .path  = "/api/v1/cases/{id}",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .reply = &case_view_shape,
      .run   = get_case,
      .doc   = "One case: where it stands, who must act, what the caller can do." },
    { .on         = GET,
      .path       = "/api/v1/cases/{id}/timeline",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &page_query_shape,
      .reply      = &entry_shape,
      .reply_list = true,
      .run        = get_timeline,
      .doc = "All that happened to a case, oldest first; `before` is the last id already seen." },
    { .on    = POST,
      .path  = "/api/v1/cases/{id}/moves",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_WRITE,
      .body  = &move_in_shape,
      .reply = &case_view_shape,
      .run   = post_move,
      .doc   = "Carry a case one step along its process." },
    { .on         = GET,
      .path       = "/api/v1/follow/{code}",
      .can        = CAP_ANYBODY,
      .tx         = WORK_READ,
      .reply      = &case_view_shape,
      .per_minute = 60,
      .run        = get_by_code,
      .doc        = "One case, for whoever holds the code that was given when it was reported." },
    { .on         = POST,
      .path       = "/api/v1/follow/{code}/moves",
      .can        = CAP_ANYBODY,
      .tx         = WORK_WRITE,
      .body       = &move_in_shape,
      .reply      = &case_view_shape,
      .per_minute = 60,
      .run        = post_move_by_code,
      .doc        = "A move of whoever reported it, by the code." },
    { 0 },
};
