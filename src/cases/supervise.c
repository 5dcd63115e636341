/* supervise: cards, instructions, extensions. */
#include "cases/acts.h"

static const struct say say_card_ended = SAY("case_ended", "事项已办结", "the case has ended");
static const struct say say_has_card =
    SAY("has_card", "该事项现在就是“{0}”牌", "the case has that card already: {0}");
static const struct say say_no_clock =
    SAY("no_clock", "当前环节没有可以延期的时限", "no clock runs here that may be extended");
static const struct say say_asked_already =
    SAY("asked_already", "已经申请过延期，正等待审批", "an extension has been asked for already");
static const struct say say_extended_enough =
    SAY("extended_enough", "最多只能延期{0}次", "it may be extended {0} times at most");
static const struct say say_bad_span =
    SAY("bad_span", "时限写法如“3 workdays”", "a limit is written as in \"3 workdays\"");
static const struct say say_extend_too_long =
    SAY("extend_too_long", "延期不能超过原定幅度", "that is longer than may be granted");
static const struct say say_not_granter =
    SAY("not_granter", "延期不由您审批", "granting this extension is not yours");
static const struct say say_decided = SAY("decided", "该申请已审批", "it has been decided already");

static const struct field card_in_fields[] = {
    F(struct card_in, card, .words = case_card_words, .doc = "none takes the card back"),
    F(struct card_in, words, .opt = true, .max = 500, .doc = "why"),
};
const struct shape        card_in_shape         = SHAPE(struct card_in, card_in_fields);
static const struct field extension_in_fields[] = {
    F(struct extension_in, limit, .max = 40, .doc = "how much longer: \"3 workdays\""),
    F(struct extension_in, reason, .min = 2, .max = 500, .doc = "why"),
};
const struct shape        extension_in_shape   = SHAPE(struct extension_in, extension_in_fields);
static const struct field decision_in_fields[] = {
    F(struct decision_in, grant, .doc = "granted, or refused"),
    F(struct decision_in, note, .opt = true, .max = 500, .doc = "why"),
};
const struct shape decision_in_shape = SHAPE(struct decision_in, decision_in_fields);

static enum rc load_open(struct work *w, int64_t id, struct run *r)
{
    TRY(run_load(w, id, r));
    TRY(run_visible(r));
    if (r->c.state != CASE_OPEN)
        return WORK_FAULT(w, RC_CONFLICT, &say_card_ended);
    return RC_OK;
}

static struct str words_member(struct run *r, const char *first, struct str words)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    buf_addc(b, first);
    if (words.p) {
        if (b->n)
            buf_add1(b, ',');
        buf_addc(b, "\"words\":");
        jw_init(&w, b);
        jw_str(&w, words);
    }
    return buf_str(b);
}

static enum rc tell_holders(struct run *r, struct str words)
{
    struct pair              params[] = { { S("number"), r->c.number }, { S("words"), words } };
    static const struct text said = { S("关于{number}：{words}"), S("About {number}: {words}") };
    struct tell_in in = { .words = &said, .params = params, .n_params = ARRAY_LEN(params) };

    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        TRY(run_tell_task(r, &r->tasks[i], &in));
    return RC_OK;
}

enum rc case_card(struct work *w, int64_t id, const struct card_in *in, struct case_row *ret)
{
    struct run r;

    TRY(load_open(w, id, &r));
    TRY(work_need(w, CAP_CASE_SUPERVISE, r.c.place_path, r.c.unit_path));
    if (r.c.card == in->card)
        return fault(w->faults, RC_CONFLICT, &say_has_card, str_of(case_card_words[in->card]),
                     STR_NONE);
    r.c.card = in->card;
    TRY(run_note(&r, "case.card",
                 words_member(&r,
                              arena_cstr(w->arena, arena_fmt(w->arena, "\"card\":\"%s\"",
                                                             case_card_words[in->card])),
                              in->words)));
    if (in->words.p)
        TRY(tell_holders(&r, in->words));
    TRY(run_save(&r));
    *ret = r.c;
    return RC_OK;
}

enum rc case_instruct(struct work *w, int64_t id, struct str words)
{
    struct run r;

    TRY(load_open(w, id, &r));
    TRY(work_need(w, CAP_CASE_SUPERVISE, r.c.place_path, r.c.unit_path));
    TRY(run_note(&r, "case.instructed", words_member(&r, "", words)));
    return tell_holders(&r, words);
}

/* -- extensions -- */

/* A clock of one task is for whoever has that task to ask about. */
static enum rc may_ask(struct run *r, const struct clock_row *k, bool *ret)
{
    *ret = k->task == NONE_I64 || r->w->actor->system;
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        *ret = *ret || (r->tasks[i].id == k->task && who_has_task(r, &r->tasks[i]));
    return RC_OK;
}

static enum rc extendable(struct run *r, struct clock_row *ret, const struct clock_rule **ret_rule)
{
    struct rows       rows;
    struct clock_row *k;

    TRY(db_all(r->w->tx, &stmt_clock_running, ARGS(A(r->c.id)), &rows));
    k = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        const struct clock_rule *rule = clock_rule_of(r, &k[i]);

        bool may;

        if (!rule || rule->extend_most == 0 || !str_eq(k[i].step, r->step->name))
            continue;
        TRY(may_ask(r, &k[i], &may));
        if (!may)
            continue;
        if (k[i].extended >= rule->extend_most)
            return fault(r->w->faults, RC_CONFLICT, &say_extended_enough,
                         arena_fmt(r->w->arena, "%d", (int)rule->extend_most), STR_NONE);
        *ret      = k[i];
        *ret_rule = rule;
        return RC_OK;
    }
    return WORK_FAULT(r->w, RC_CONFLICT, &say_no_clock);
}

/* Longer than may be granted: what the pack says, else the limit again. */
static bool too_long(struct run *r, const struct clock_rule *rule, const struct clock_row *k,
                     struct span by)
{
    const struct calendar *c    = run_calendar(r, rule->calendar);
    struct span            most = rule->extend_by;

    if (most.n == 0)
        most = (struct span){ (int32_t)k->span_n, (enum span_unit)k->span_unit };
    return most.n && calendar_reach(c, r->w->now, by).at > calendar_reach(c, r->w->now, most).at;
}

enum rc case_extension_ask(struct work *w, int64_t id, const struct extension_in *in,
                           struct extension_row *ret)
{
    struct run               r;
    struct clock_row         k;
    const struct clock_rule *rule;
    struct extension_row     e, open;
    struct span              span;
    bool                     mine;
    enum rc                  rc;

    TRY(load_open(w, id, &r));
    TRY(who_is(&r, &r.step->who, &mine));
    if (!mine)
        return WORK_FAULT(w, RC_DENIED, &say_denied);
    TRY(extendable(&r, &k, &rule));
    if (span_parse(in->limit, &span) != RC_OK || span.n <= 0)
        return WORK_FIELD(w, RC_INVALID, &say_bad_span, S("limit"), STR_NONE);
    if (too_long(&r, rule, &k, span))
        return WORK_FIELD(w, RC_INVALID, &say_extend_too_long, S("limit"), STR_NONE);
    rc = db_one(w->tx, &stmt_extension_open, ARGS(A(k.id)), &open);
    if (rc != RC_NOT_FOUND)
        return rc == RC_OK ? WORK_FAULT(w, RC_CONFLICT, &say_asked_already) : rc;
    shape_clear(&extension_row_shape, &e);
    e.id        = work_id(w);
    e.case_id   = id;
    e.clock     = k.id;
    e.span_n    = span.n;
    e.span_unit = span.unit;
    e.reason    = in->reason;
    e.asked     = w->now;
    e.asked_by  = w->actor->account;
    e.state     = EXT_ASKED;
    TRY(db_put(w->tx, &stmt_extension_put, &extension_row_shape, &e));
    TRY(run_note(&r, "case.extension_asked", words_member(&r, "", in->reason)));
    TRY(run_tell(&r, (struct tell[]){ { rule->extend_who, S("extension_asked") } },
                 practice_text(r.p, S("extension_asked")) ? 1 : 0, in->reason, STR_NONE));
    *ret = e;
    return RC_OK;
}

enum rc case_extension_decide(struct work *w, int64_t id, int64_t extension,
                              const struct decision_in *in, struct extension_row *ret)
{
    struct run               r;
    struct clock_row         k;
    struct extension_row     e;
    const struct clock_rule *rule;
    bool                     is;
    enum rc                  rc;

    TRY(load_open(w, id, &r));
    rc = db_one(w->tx, &stmt_extension_get, ARGS(A(extension), A(id)), &e);
    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_found);
    TRY(rc);
    TRY(db_one(w->tx, &stmt_clock_get, ARGS(A(e.clock)), &k));
    rule = clock_rule_of(&r, &k);
    BUG_ON(!rule);
    TRY(who_is(&r, &rule->extend_who, &is));
    if (!is)
        return WORK_FAULT(w, RC_DENIED, &say_not_granter);
    if (e.state != EXT_ASKED || k.stopped != NONE_I64)
        return WORK_FAULT(w, RC_CONFLICT, &say_decided);
    e.state      = in->grant ? EXT_GRANTED : EXT_REFUSED;
    e.decided    = w->now;
    e.decided_by = w->actor->account;
    e.note       = in->note;
    TRY(db_run(w->tx, &stmt_extension_decide,
               ARGS(A(e.id), A(e.state), A(e.decided), A(e.decided_by), A(e.note)), NULL));
    if (in->grant)
        TRY(clock_extend(&r, &k, &e));
    TRY(run_note(&r, in->grant ? "case.extended" : "case.extension_refused",
                 words_member(&r, "", in->note)));
    TRY(run_save(&r));
    *ret = e;
    return RC_OK;
}
