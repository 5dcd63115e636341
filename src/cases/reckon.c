#include "cases/reckon.h"

/* -- what each act does; nothing is written -- */

static void pause_at(const struct calendar *c, const struct clock_rule *rule, int64_t at,
                     struct str reason, struct clock_row *k)
{
    k->left_us = calendar_measure(c, at, k->due, (enum span_unit)k->span_unit);
    k->paused  = at;
    k->pause   = reason;
    /* A pause that has a bound ends by itself there. */
    k->next_at = rule->pause_most.n ? calendar_reach(c, at, rule->pause_most).at : NONE_I64;
}

static struct trace go_on_at(const struct calendar *c, int64_t at, struct arena *days,
                             struct clock_row *k)
{
    struct trace t = { 0 };

    /* A clock that had run out before it was paused stays late: its due day does not move. Nor does
     * a pause ever bring it forward, be it by a noon break. */
    if (k->left_us > 0) {
        t              = calendar_trace_on(c, at, k->left_us, (enum span_unit)k->span_unit, days);
        k->due         = t.reach.at > k->due ? t.reach.at : k->due;
        k->provisional = k->provisional || t.reach.provisional;
    }
    k->paused_us += at - k->paused;
    k->paused = k->left_us = NONE_I64;
    k->pause               = STR_NONE;
    return t;
}

static struct trace extend_by(const struct calendar *c, struct span by, struct arena *days,
                              struct clock_row *k)
{
    struct trace t = calendar_trace(c, k->due, by, days);

    if (k->paused != NONE_I64) /* what is left then is more by this */
        k->left_us += calendar_measure(c, k->due, t.reach.at, (enum span_unit)k->span_unit);
    k->due         = t.reach.at;
    k->provisional = k->provisional || t.reach.provisional;
    k->extended++;
    return t;
}

/* -- when they happen -- */

static enum rc note_act(struct run *r, const struct clock_row *k, enum clock_act kind, int64_t at,
                        struct str reason, const struct extension_row *e)
{
    struct clock_act_row row = {
        .id        = work_id(r->w),
        .case_id   = r->c.id,
        .clock     = k->id,
        .kind      = kind,
        .at_us     = at,
        .reason    = reason,
        .account   = r->w->actor->account,
        .extension = e ? e->id : NONE_I64,
        .span_n    = e ? e->span_n : 0,
        .span_unit = e ? e->span_unit : SPAN_NONE,
    };

    return db_put(r->w->tx, &stmt_clock_act_put, &clock_act_row_shape, &row);
}

static bool pauses_for(const struct clock_rule *rule, struct str reason)
{
    for (size_t i = 0; rule && i < rule->n_pauses; i++)
        if (str_eq(rule->pauses[i], reason))
            return true;
    return false;
}

enum rc clocks_pause(struct run *r, struct str reason)
{
    struct clock_row *k;
    size_t            n;

    TRY(clocks_running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        const struct clock_rule *rule = clock_rule_of(r, &k[i]);

        if (k[i].paused != NONE_I64 || !pauses_for(rule, reason))
            continue;
        pause_at(clock_calendar(r, rule), rule, r->w->now, reason, &k[i]);
        TRY(note_act(r, &k[i], ACT_PAUSED, r->w->now, reason, NULL));
        TRY(clock_write(r, &k[i]));
    }
    return clocks_due(r);
}

enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at)
{
    const struct clock_rule *rule   = clock_rule_of(r, k);
    struct str               reason = k->pause;

    go_on_at(clock_calendar(r, rule), at, NULL, k);
    clock_stage(r, rule, k);
    TRY(note_act(r, k, ACT_WENT_ON, at, reason, NULL));
    TRY(clock_write(r, k));
    return clock_tasks_due(r, k, k->due);
}

enum rc clocks_resume(struct run *r, struct str reason)
{
    struct clock_row *k;
    size_t            n;

    TRY(clocks_running(r, &k, &n));
    for (size_t i = 0; i < n; i++)
        if (k[i].paused != NONE_I64 && str_eq(k[i].pause, reason))
            TRY(clock_go_on(r, &k[i], r->w->now));
    return clocks_due(r);
}

/* Time again: the reminder and lateness come anew. */
static void time_again(const struct run *r, const struct clock_rule *rule, struct clock_row *k)
{
    if (k->due > r->w->now)
        k->stage = clock_first_stage(rule);
    if (k->paused == NONE_I64)
        clock_stage(r, rule, k);
}

enum rc clock_extend(struct run *r, struct clock_row *k, const struct extension_row *e)
{
    const struct clock_rule *rule = clock_rule_of(r, k);
    struct span              by   = { (int32_t)e->span_n, (enum span_unit)e->span_unit };

    extend_by(clock_calendar(r, rule), by, NULL, k);
    time_again(r, rule, k);
    TRY(note_act(r, k, ACT_EXTENDED, r->w->now, STR_NONE, e));
    TRY(clock_write(r, k));
    TRY(clock_tasks_due(r, k, k->due));
    return clocks_due(r);
}

/* -- gone through again -- */

/* As the clock was when it began. */
static struct trace begin_again(const struct run *r, const struct clock_rule *rule,
                                const struct calendar *c, bool acted, struct arena *days,
                                struct clock_row *k)
{
    struct span  span = { (int32_t)k->span_n, (enum span_unit)k->span_unit };
    struct trace t    = { 0 };

    k->paused_us = k->extended = 0;
    k->paused = k->left_us = NONE_I64;
    k->pause               = STR_NONE;
    if (span.n) {
        t              = calendar_trace(c, k->started, span, days);
        k->due         = t.reach.at;
        k->provisional = t.reach.provisional;
    } else if (acted) {
        clock_promised(r, rule, &k->due);
    }
    return t;
}

static struct trace act_again(const struct clock_rule *rule, const struct calendar *c,
                              const struct clock_act_row *act, struct arena *days,
                              struct clock_row *k)
{
    struct trace t = { 0 };

    switch ((enum clock_act)act->kind) {
    case ACT_PAUSED:
        pause_at(c, rule, act->at_us, act->reason, k);
        break;
    case ACT_WENT_ON:
        t = go_on_at(c, act->at_us, days, k);
        break;
    case ACT_EXTENDED:
        t = extend_by(c, (struct span){ (int32_t)act->span_n, (enum span_unit)act->span_unit },
                      days, k);
        break;
    }
    return t;
}

enum rc clock_story(struct run *r, const struct clock_rule *rule, const struct clock_row *k,
                    bool days, struct story *ret)
{
    const struct calendar      *c = clock_calendar(r, rule);
    struct arena               *a = days ? r->w->arena : NULL;
    struct rows                 rows;
    const struct clock_act_row *act;
    struct story                s;
    struct clock_row            now = *k;

    /* What is owed every so often is reckoned from when the last of it was due. */
    TRY(db_all(r->w->tx, &stmt_clock_act_all,
               ARGS(A(k->case_id), A(k->id), A(rule->every.n ? k->started : INT64_MIN + 1)),
               &rows));
    act       = rows.at;
    s.at      = ARENA_ARRAY(r->w->arena, struct leg, rows.n + 1);
    s.at[0]   = (struct leg){ .days = begin_again(r, rule, c, rows.n > 0, a, &now) };
    s.at[0].k = now;
    for (s.n = 1; s.n <= rows.n; s.n++) {
        struct leg *leg = &s.at[s.n];

        *leg      = (struct leg){ .act = &act[s.n - 1] };
        leg->days = act_again(rule, c, leg->act, a, &now);
        leg->k    = now;
    }
    s.whole = now.paused == k->paused && (k->span_n || rows.n == 0) &&
              (rule->every.n || (now.paused_us == k->paused_us && now.extended == k->extended));
    *ret = s;
    return RC_OK;
}

/* A calendar changed: the same limit, pauses and grants by what is known of the days now. */
enum rc clock_recompute(struct run *r, struct clock_row *k)
{
    const struct clock_rule *rule   = clock_rule_of(r, k);
    struct clock_row         before = *k;
    struct story             s;

    if (!rule || k->stopped != NONE_I64)
        return RC_OK;
    TRY(clock_story(r, rule, k, false, &s));
    if (!s.whole)
        return RC_OK;
    *k = s.at[s.n - 1].k;
    if (k->due != before.due)
        time_again(r, rule, k);
    else if (k->paused == NONE_I64)
        clock_stage(r, rule, k);
    TRY(clock_write(r, k));
    if (k->due == before.due)
        return RC_OK;
    TRY(clock_tasks_due(r, k, k->due));
    TRY(clocks_due(r));
    return run_note(r, "case.rescheduled",
                    arena_fmt(r->w->arena, "\"from\":%lld,\"due\":%lld", (long long)before.due,
                              (long long)k->due));
}
