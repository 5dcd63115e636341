/*
 * ring: reminders, lateness, cards, escalation: what clocks do by themselves.
 *
 * A clock that rings does not change the case's version: a clerk who is
 * typing is not told that somebody was quicker, since nobody was. Only a move
 * that the program makes because time ran out does.
 */
#include "cases/reckon.h"
#include "cases/words.h"

enum { RING_BATCH = 20, FRESHEN_BATCH = 50 };

static const struct text words_remind = {
    S("事项{number}“{title}”将于{due}到期"),
    S("Case {number} “{title}” is due at {due}"),
};
static const struct text words_late = {
    S("事项{number}“{title}”已超期"),
    S("Case {number} “{title}” is late"),
};

static const struct text words_missed = {
    S("事项{number}“{title}”漏做了应于{due}前完成的“{what}”"),
    S("Case {number} “{title}”: “{what}”, due by {due}, was missed"),
};

struct ringing {
    struct run        r;
    struct clock_row *k;
    bool              moved; /* the program made a move: the row has been saved */
};

/* -- telling -- */

/* What a clock with `every` asks for. */
static struct str owed(const struct ringing *g)
{
    const struct clock_rule *rule = clock_rule_of(&g->r, g->k);
    const struct move       *m    = rule ? step_move(g->r.step, rule->stop_at) : NULL;

    if (rule && rule->title.zh.p)
        return rule->title.zh;
    return m ? m->title.zh : STR_NONE;
}

static enum rc tell_tasks(struct ringing *g, const struct text *words)
{
    struct run *r        = &g->r;
    struct pair params[] = {
        { S("number"), r->c.number },
        { S("title"), r->c.title },
        { S("due"), words_time(r->w->arena, LANG_ZH, g->k->due) },
        { S("what"), owed(g) },
    };
    struct tell_in in = { .words = words, .params = params, .n_params = ARRAY_LEN(params) };

    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        if (g->k->task == NONE_I64 || g->k->task == r->tasks[i].id)
            TRY(run_tell_task(r, &r->tasks[i], &in));
    return RC_OK;
}

static enum rc tell_list(struct ringing *g, const struct who_list *who)
{
    struct run    *r        = &g->r;
    struct pair    params[] = { { S("number"), r->c.number }, { S("title"), r->c.title } };
    struct tell_in in = { .words = &words_late, .params = params, .n_params = ARRAY_LEN(params) };
    struct seats   seats = { 0 };

    TRY(who_seats(r, who, &seats));
    for (size_t i = 0; i < seats.n; i++)
        TRY(run_tell_seat(r, &seats.at[i], &in));
    return RC_OK;
}

/* -- the stages -- */

static enum rc ran_out(struct ringing *g)
{
    struct run *r = &g->r;

    if (g->k->late)
        return RC_OK; /* it was extended after it had run out once */
    g->k->late = 1;
    r->c.late++;
    TRY(tell_tasks(g, &words_late));
    return run_note(r, "case.late",
                    arena_fmt(r->w->arena, "\"first\":%s,\"due\":%lld",
                              r->c.late == 1 ? "true" : "false", (long long)g->k->due));
}

static enum rc show_card(struct ringing *g, enum card card)
{
    struct run *r = &g->r;

    if (r->c.card >= (int32_t)card)
        return RC_OK;
    r->c.card = card;
    return run_note(r, "case.card",
                    card == CARD_RED ? S("\"card\":\"red\"") : S("\"card\":\"yellow\""));
}

/* What is asked only sometimes may be asked now. */
enum rc move_asks_nothing(struct run *r, const struct move *m, bool *ret)
{
    bool asks = false;

    for (size_t i = 0; i < m->form.n && !asks; i++) {
        const struct form_field *f = &m->form.at[i];

        asks = f->need;
        if (asks && f->when)
            TRY(sense_true(r, f->when, NULL, &asks));
    }
    *ret = !asks;
    return RC_OK;
}

static enum rc program_moves(struct ringing *g, struct str name)
{
    struct run        *r = &g->r;
    const struct move *m = step_move(r->step, name);
    const struct jval *form;
    bool               may;

    if (!m || !str_eq(r->step->name, g->k->step) || r->c.state != CASE_OPEN)
        return RC_OK;
    TRY(move_open(r, m, &may));
    if (may)
        TRY(move_asks_nothing(r, m, &may));
    if (!may)
        return RC_OK;
    TRY(json_parse(r->w->arena, S("{}"), r->w->faults, &form));
    TRY(apply_move(r, m, form, NULL));
    TRY(apply_automatic(r));
    g->moved = true;
    return run_save(r);
}

static enum rc late_act(struct ringing *g, const struct late *l)
{
    switch (l->act) {
    case LATE_YELLOW:
        return show_card(g, CARD_YELLOW);
    case LATE_RED:
        return show_card(g, CARD_RED);
    case LATE_TELL:
        return tell_list(g, &l->tell);
    case LATE_UP:
        TRY(tell_list(g, &l->tell));
        return run_note(&g->r, "case.escalated", STR_NONE);
    case LATE_MOVE:
        return program_moves(g, l->move);
    }
    return RC_OK;
}

/* What is owed every so often was not done: it is missed for good, and the next is owed. */
static enum rc period_over(struct ringing *g, const struct clock_rule *rule)
{
    TRY(clock_note_period(&g->r, g->k, "case.missed"));
    TRY(tell_tasks(g, &words_missed));
    TRY(clock_next_period(&g->r, rule, g->k));
    TRY(clocks_due(&g->r));
    for (size_t i = 0; i < rule->n_late && !g->moved; i++)
        TRY(late_act(g, &rule->late[i]));
    return RC_OK;
}

static enum rc one_stage(struct ringing *g, const struct clock_rule *rule)
{
    int64_t            stage = g->k->stage++;
    const struct late *late  = stage >= STAGE_LATE ? clock_late(&g->r, rule, g->k, stage) : NULL;

    clock_stage(&g->r, rule, g->k);
    /* Written before the act: a move that it makes may stop this very clock. */
    TRY(db_put(g->r.w->tx, &stmt_clock_update, &clock_row_shape, g->k));
    if (stage == STAGE_REMIND)
        return tell_tasks(g, &words_remind);
    if (stage == STAGE_DUE) {
        TRY(ran_out(g));
        return db_put(g->r.w->tx, &stmt_clock_update, &clock_row_shape, g->k);
    }
    return late_act(g, late);
}

static enum rc pause_over(struct ringing *g)
{
    struct str reason = g->k->pause;

    /* As of its bound, not of when somebody looked. */
    TRY(clock_go_on(&g->r, g->k, g->k->next_at));
    TRY(clocks_due(&g->r));
    return run_note(&g->r, "case.resumed",
                    arena_fmt(g->r.w->arena, "\"reason\":\"%.*s\"", STR_ARG(reason)));
}

static enum rc ring_one(struct work *w, void *ctx)
{
    struct clock_row        *k = ctx;
    struct ringing           g = { .k = k };
    const struct clock_rule *rule;

    TRY(run_load(w, k->case_id, &g.r));
    rule = clock_rule_of(&g.r, k);
    BUG_ON(!rule);
    if (k->paused != NONE_I64)
        TRY(pause_over(&g));
    while (k->next_at != NONE_I64 && k->next_at <= w->now && !g.moved)
        TRY(rule->every.n && k->stage == STAGE_DUE ? period_over(&g, rule) : one_stage(&g, rule));
    if (g.moved)
        return RC_OK;
    return db_run(w->tx, &stmt_case_card,
                  ARGS(A(g.r.c.id), A(g.r.c.card), A(g.r.c.late), A(g.r.c.due)), NULL);
}

static enum rc ring_next(struct work *w, void *ctx, int64_t *ret_at)
{
    struct number_row row;

    (void)ctx;
    TRY(db_one(w->tx, &stmt_clock_next, NO_ARGS, &row));
    *ret_at = row.n;
    return RC_OK;
}

/* What a pack or its data make impossible must not keep the other clocks from ringing. */
static enum rc lay_aside(struct work *w, struct clock_row *k, enum rc why)
{
    if (k->next_at != NONE_I64 && k->next_at <= w->now) {
        k->next_at = w->now + US_DAY;
        TRY(db_put(w->tx, &stmt_clock_update, &clock_row_shape, k));
    }
    return work_note(
        w, (struct entry){ .kind      = S("case.clock_stuck"),
                           .on        = S("case"),
                           .subject   = k->case_id,
                           .data.text = arena_fmt(w->arena, "{\"reason\":\"%s\"}", rc_code(why)) });
}

/* Is another version in force than the one by whose days its due day was computed? Then it is
 * computed again first. */
static enum rc freshen(struct work *w, struct clock_row *k)
{
    struct run r;

    if (k->reckoned == w->practice_number)
        return RC_OK;
    k->reckoned = w->practice_number;
    TRY(db_run(w->tx, &stmt_clock_reckoned, ARGS(A(k->id), A(k->reckoned)), NULL));
    TRY(run_load(w, k->case_id, &r));
    TRY(clock_recompute(&r, k));
    return db_run(w->tx, &stmt_case_card, ARGS(A(r.c.id), A(r.c.card), A(r.c.late), A(r.c.due)),
                  NULL);
}

static enum rc freshen_one(struct work *w, void *ctx)
{
    return freshen(w, ctx);
}

static enum rc freshen_and_ring(struct work *w, void *ctx)
{
    struct clock_row *k = ctx;

    TRY(freshen(w, k));
    return k->next_at == NONE_I64 || k->next_at > w->now ? RC_OK : ring_one(w, k);
}

static enum rc alone(struct work *w, struct clock_row *k, work_fn *fn)
{
    struct clock_row before = *k;
    enum rc          rc     = work_part(w, fn, k);

    if (rc == RC_OK || work_lost(rc))
        return rc;
    w->faults->n    = 0;
    before.reckoned = w->practice_number; /* it is not tried again and again */
    TRY(db_run(w->tx, &stmt_clock_reckoned, ARGS(A(before.id), A(before.reckoned)), NULL));
    return lay_aside(w, &before, rc);
}

static enum rc ring_alone(struct work *w, int64_t id)
{
    struct clock_row k;

    /* An earlier one of this batch may have moved the case and stopped this clock. */
    TRY(db_one(w->tx, &stmt_clock_get, ARGS(A(id)), &k));
    if (k.next_at == NONE_I64 || k.next_at > w->now)
        return RC_OK;
    return alone(w, &k, freshen_and_ring);
}

static enum rc ring(struct work *w, void *ctx, bool *ret_more)
{
    struct rows       rows;
    struct clock_row *k;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_clock_due, ARGS(A(w->now), A((int64_t)RING_BATCH)), &rows));
    k = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(ring_alone(w, k[i].id));
    *ret_more = rows.n == RING_BATCH;
    return RC_OK;
}

const struct timer case_clock_timer = { .name = "case clocks", .next = ring_next, .run = ring };

/* -- a calendar changed: a year was announced, a holiday was made longer -- */

static enum rc freshen_next(struct work *w, void *ctx, int64_t *ret_at)
{
    struct rows rows;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_clock_stale, ARGS(A(w->practice_number), A((int64_t)1)), &rows));
    *ret_at = rows.n ? w->now : NONE_I64;
    return RC_OK;
}

static enum rc freshen_some(struct work *w, void *ctx, bool *ret_more)
{
    struct rows          rows;
    const struct id_row *at;
    struct clock_row     k;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_clock_stale, ARGS(A(w->practice_number), A((int64_t)FRESHEN_BATCH)),
               &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        TRY(db_one(w->tx, &stmt_clock_get, ARGS(A(at[i].id)), &k));
        TRY(alone(w, &k, freshen_one));
    }
    *ret_more = rows.n >= FRESHEN_BATCH;
    return RC_OK;
}

const struct timer case_deadline_timer = { .name = "case deadlines",
                                           .next = freshen_next,
                                           .run  = freshen_some };
