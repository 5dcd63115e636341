/*
 * clock: time limits of a case, set, stopped, paused, extended, and begun
 * anew where something is owed every so often.
 */
#include "cases/engine.h"
#include "cases/stages.h"

const struct clock_rule *clock_rule_of(const struct run *r, const struct clock_row *k)
{
    int32_t            at = process_step(r->pr, k->step);
    const struct step *s  = at < 0 ? NULL : &r->pr->steps[at];

    for (size_t i = 0; s && i < s->n_clocks; i++)
        if (str_eq(s->clocks[i].name, k->rule))
            return &s->clocks[i];
    return NULL;
}

/* A case keeps its rules, but a day is what it is: what is known of a calendar is known to all. */
const struct calendar *run_calendar(const struct run *r, struct str name)
{
    const struct calendar *c = r->w->practice ? practice_calendar(r->w->practice, name) : NULL;

    return c ? c : practice_calendar(r->p, name);
}

const struct calendar *clock_calendar(const struct run *r, const struct clock_rule *rule)
{
    const struct calendar *c = run_calendar(r, rule->calendar);

    BUG_ON(!c); /* the checker refuses a clock without a calendar */
    return c;
}

static struct span graded(const struct graded_span *at, size_t n, struct str grade)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].grade.p && grade.p && str_eq(at[i].grade, grade))
            return at[i].span;
    for (size_t i = 0; i < n; i++)
        if (!at[i].grade.p)
            return at[i].span;
    return (struct span){ 0 };
}

/* The class's limit for this step and grade; the closest was put first when the pack was read. */
static struct span class_span(const struct run *r)
{
    const struct case_class *k = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;

    for (size_t i = 0; k && i < k->n_limits; i++) {
        const struct class_limit *l = &k->limits[i];

        if (l->step.p && !str_eq(l->step, r->step->name))
            continue;
        if (l->grade.p && !(r->c.grade.p && str_eq(l->grade, r->c.grade)))
            continue;
        return l->span;
    }
    return (struct span){ 0 };
}

static struct span limit_of(const struct run *r, const struct clock_rule *rule)
{
    struct span s = rule->every;

    if (rule->by == LIMIT_CLASS)
        s = class_span(r);
    return s.n ? s : graded(rule->spans, rule->n_spans, r->c.grade);
}

/* A date that somebody promised: until the end of that day. */
static bool promised(const struct run *r, const struct clock_rule *rule, int64_t *ret_at)
{
    const struct jval *v = r->form ? json_get_str(r->form, rule->field) : NULL;
    int32_t            day;

    if (rule->by != LIMIT_FIELD || !v || v->kind != J_STR)
        return false;
    if (day_parse(v->text, &day) == RC_OK) {
        *ret_at = day_start(day + 1);
        return true;
    }
    return time_parse(v->text, ret_at) == RC_OK;
}

static enum rc clock_write(struct run *r, const struct stmt *stmt, const struct clock_row *k)
{
    return db_put(r->w->tx, stmt, &clock_row_shape, k);
}

static enum rc running(struct run *r, struct clock_row **ret_at, size_t *ret_n)
{
    struct rows rows;

    TRY(db_all(r->w->tx, &stmt_clock_running, ARGS(A(r->c.id)), &rows));
    *ret_at = rows.at;
    *ret_n  = rows.n;
    return RC_OK;
}

static void earlier(int64_t *at, int64_t other)
{
    if (*at == NONE_I64 || (other != NONE_I64 && other < *at))
        *at = other;
}

/* By when the tasks of a clock are due; NONE_I64: there is nothing to be late for. Where several
 * clocks run for the same, the earliest counts; they were written before. */
static enum rc tasks_due(struct run *r, const struct clock_row *k, int64_t at)
{
    struct clock_row *others;
    size_t            n;

    if (r->step->n_clocks > 1) {
        TRY(running(r, &others, &n));
        for (size_t i = 0; i < n; i++)
            if (others[i].id != k->id && others[i].task == k->task)
                earlier(&at, others[i].due);
    }
    run_tasks_forget(r);
    return db_run(r->w->tx, &stmt_task_due, ARGS(A(r->c.id), A(k->task), A(at)), NULL);
}

/* *ret_due: NONE_I64 when the class says nothing and neither does the step. */
static enum rc begin_one(struct run *r, const struct clock_rule *rule, int64_t task,
                         int64_t *ret_due)
{
    const struct calendar *c    = clock_calendar(r, rule);
    struct span            span = limit_of(r, rule);
    struct clock_row       k;
    struct reach           reach = { 0 };

    shape_clear(&clock_row_shape, &k);
    if (promised(r, rule, &reach.at)) {
        span = (struct span){ 0, SPAN_DAY };
    } else {
        *ret_due = NONE_I64;
        if (span.n == 0)
            return RC_OK;
        reach = calendar_reach(c, r->w->now, span);
    }
    k.id          = work_id(r->w);
    k.case_id     = r->c.id;
    k.task        = task;
    k.step        = r->step->name;
    k.rule        = rule->name;
    k.started     = r->w->now;
    k.span_n      = span.n;
    k.span_unit   = span.unit;
    k.due         = reach.at;
    k.provisional = reach.provisional;
    k.paused_us = k.extended = k.late = 0;
    k.stage                           = clock_first_stage(rule);
    clock_stage(r, rule, &k);
    *ret_due = k.due;
    return clock_write(r, &stmt_clock_put, &k);
}

enum rc clocks_due(struct run *r)
{
    struct clock_row *k;
    size_t            n;

    TRY(running(r, &k, &n));
    r->c.due = NONE_I64;
    for (size_t i = 0; i < n; i++)
        earlier(&r->c.due, k[i].due);
    return RC_OK;
}

/* The clock of this step that ran on since the case stood here before; NULL: none does. */
static enum rc ran_on(struct run *r, const struct clock_rule *rule, const struct clock_row **ret)
{
    struct clock_row *k;
    size_t            n;

    *ret = NULL;
    if (!rule->runs_on)
        return RC_OK;
    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n && !*ret; i++)
        if (str_eq(k[i].step, r->step->name) && str_eq(k[i].rule, rule->name))
            *ret = &k[i];
    return RC_OK;
}

/* Of each of several tasks, for itself; what is owed every so often is owed once. */
static bool is_of_tasks(const struct clock_rule *rule)
{
    return rule->stop_at.p && !rule->every.n;
}

enum rc clocks_begin(struct run *r, int64_t *ret_due)
{
    *ret_due = NONE_I64;
    for (size_t i = 0; i < r->step->n_clocks; i++) {
        const struct clock_rule *rule = &r->step->clocks[i];
        const struct clock_row  *old;
        int64_t                  due = NONE_I64;

        TRY(ran_on(r, rule, &old));
        if (old && old->task == NONE_I64)
            due = old->due;
        if (!old && !is_of_tasks(rule))
            TRY(begin_one(r, rule, NONE_I64, &due));
        earlier(ret_due, due);
    }
    if (r->c.acts > 1)
        return clocks_due(r);
    r->c.due = *ret_due; /* the first step's: no other clock can run */
    return RC_OK;
}

static enum rc begin_each(struct run *r, const struct clock_rule *rule)
{
    const struct clock_row *old;
    const struct task_row  *tasks;
    int64_t                 due;

    TRY(ran_on(r, rule, &old));
    if (old)
        return RC_OK;
    TRY(run_tasks(r));
    if (r->n_tasks == 0)
        TRY(begin_one(r, rule, NONE_I64, &due));
    tasks = r->tasks;
    for (size_t i = 0; i < r->n_tasks; i++) {
        TRY(begin_one(r, rule, tasks[i].id, &due));
        earlier(&due, tasks[i].due);
        TRY(db_run(r->w->tx, &stmt_task_due, ARGS(A(r->c.id), A(tasks[i].id), A(due)), NULL));
    }
    run_tasks_forget(r);
    return RC_OK;
}

enum rc clocks_begin_each(struct run *r)
{
    bool any = false;

    for (size_t i = 0; i < r->step->n_clocks; i++)
        if (is_of_tasks(&r->step->clocks[i])) {
            TRY(begin_each(r, &r->step->clocks[i]));
            any = true;
        }
    return any ? clocks_due(r) : RC_OK;
}

static enum rc stop_one(struct run *r, struct clock_row *k)
{
    k->stopped = r->w->now;
    k->next_at = NONE_I64;
    return clock_write(r, &stmt_clock_update, k);
}

enum rc clocks_stop(struct run *r, bool all)
{
    struct clock_row *k;
    size_t            n;

    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        const struct clock_rule *rule = clock_rule_of(r, &k[i]);

        if (all || !rule || !rule->runs_on)
            TRY(stop_one(r, &k[i]));
    }
    return RC_OK;
}

/* What was owed until `due` is settled; the next is owed from then on. */
enum rc clock_next_period(struct run *r, const struct clock_rule *rule, struct clock_row *k)
{
    struct reach reach = calendar_reach(clock_calendar(r, rule), k->due, rule->every);

    k->started     = k->due;
    k->due         = reach.at;
    k->provisional = reach.provisional;
    k->stage       = clock_first_stage(rule);
    clock_stage(r, rule, k);
    TRY(clock_write(r, &stmt_clock_update, k));
    return tasks_due(r, k, k->due);
}

enum rc clock_note_period(struct run *r, const struct clock_row *k, const char *kind)
{
    return run_note(r, kind,
                    arena_fmt(r->w->arena, "\"clock\":\"%.*s\",\"due\":%lld", STR_ARG(k->rule),
                              (long long)k->due));
}

/* Doing it again before the next is owed counts no more. */
static enum rc keep_period(struct run *r, const struct clock_rule *rule, struct clock_row *k)
{
    if (r->w->now < k->started || k->paused != NONE_I64)
        return RC_OK;
    TRY(clock_note_period(r, k, "case.kept"));
    return clock_next_period(r, rule, k);
}

static enum rc stop_at(struct run *r, const struct clock_rule *rule, int64_t task)
{
    struct clock_row *k;
    size_t            n;

    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        /* Whoever makes the move without a task of their own speaks for all. */
        if (!str_eq(k[i].step, r->step->name) || !str_eq(k[i].rule, rule->name) ||
            (k[i].task != NONE_I64 && task != NONE_I64 && k[i].task != task))
            continue;
        if (rule->every.n) {
            TRY(keep_period(r, rule, &k[i]));
            continue;
        }
        TRY(stop_one(r, &k[i]));
        TRY(tasks_due(r, &k[i], NONE_I64));
    }
    return RC_OK;
}

enum rc clocks_stop_at(struct run *r, struct str move, int64_t task)
{
    bool any = false;

    for (size_t i = 0; i < r->step->n_clocks; i++)
        if (str_eq(r->step->clocks[i].stop_at, move)) {
            TRY(stop_at(r, &r->step->clocks[i], task));
            any = true;
        }
    return any ? clocks_due(r) : RC_OK;
}

enum rc clocks_of_tasks(struct run *r)
{
    struct clock_row *k;
    size_t            n;
    bool              any = false;

    for (size_t i = 0; i < r->step->n_clocks; i++)
        any = any || is_of_tasks(&r->step->clocks[i]);
    if (!any)
        return RC_OK;
    TRY(run_tasks(r));
    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        bool open = k[i].task == NONE_I64;

        for (size_t j = 0; j < r->n_tasks; j++)
            open = open || r->tasks[j].id == k[i].task;
        if (!open)
            TRY(stop_one(r, &k[i]));
    }
    return clocks_due(r);
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

    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        const struct clock_rule *rule = clock_rule_of(r, &k[i]);

        if (k[i].paused != NONE_I64 || !pauses_for(rule, reason))
            continue;
        k[i].left_us = calendar_measure(clock_calendar(r, rule), r->w->now, k[i].due,
                                        (enum span_unit)k[i].span_unit);
        k[i].paused  = r->w->now;
        k[i].pause   = reason;
        /* A pause that has a bound ends by itself there. */
        k[i].next_at = rule->pause_most.n
                           ? calendar_reach(clock_calendar(r, rule), r->w->now, rule->pause_most).at
                           : NONE_I64;
        TRY(clock_write(r, &stmt_clock_update, &k[i]));
    }
    return clocks_due(r);
}

enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at)
{
    const struct clock_rule *rule = clock_rule_of(r, k);
    const struct calendar   *c    = clock_calendar(r, rule);
    enum span_unit           unit = (enum span_unit)k->span_unit;
    struct reach             reach;

    /* A clock that had run out before it was paused stays late: its due day does not move. */
    if (k->left_us > 0) {
        reach          = calendar_advance(c, at, k->left_us, unit);
        k->due         = reach.at;
        k->provisional = k->provisional || reach.provisional;
    }
    k->paused_us += at - k->paused;
    k->paused = k->left_us = NONE_I64;
    k->pause               = STR_NONE;
    clock_stage(r, rule, k);
    TRY(clock_write(r, &stmt_clock_update, k));
    return tasks_due(r, k, k->due);
}

enum rc clocks_resume(struct run *r, struct str reason)
{
    struct clock_row *k;
    size_t            n;

    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++)
        if (k[i].paused != NONE_I64 && str_eq(k[i].pause, reason))
            TRY(clock_go_on(r, &k[i], r->w->now));
    return clocks_due(r);
}

enum rc clock_extend(struct run *r, struct clock_row *k, struct span by)
{
    const struct clock_rule *rule  = clock_rule_of(r, k);
    const struct calendar   *c     = clock_calendar(r, rule);
    struct reach             reach = calendar_reach(c, k->due, by);

    if (k->paused != NONE_I64) /* what is left then is more by this */
        k->left_us += calendar_measure(c, k->due, reach.at, (enum span_unit)k->span_unit);
    k->due         = reach.at;
    k->provisional = k->provisional || reach.provisional;
    k->extended++;
    if (k->due > r->w->now) /* time again: the reminder and lateness come anew */
        k->stage = clock_first_stage(rule);
    if (k->paused == NONE_I64)
        clock_stage(r, rule, k);
    TRY(clock_write(r, &stmt_clock_update, k));
    TRY(tasks_due(r, k, k->due));
    return clocks_due(r);
}

/* A year was announced: the same limit by the table that is known now. */
enum rc clock_recompute(struct run *r, struct clock_row *k)
{
    const struct clock_rule *rule = clock_rule_of(r, k);
    struct span              span = { (int32_t)k->span_n, (enum span_unit)k->span_unit };
    struct reach             reach;

    if (!rule || span.n == 0 || k->paused != NONE_I64)
        return RC_OK;
    if (k->paused_us || k->extended)
        return RC_OK; /* its due day came about by other acts as well */
    reach          = calendar_reach(clock_calendar(r, rule), k->started, span);
    k->due         = reach.at;
    k->provisional = reach.provisional;
    clock_stage(r, rule, k);
    TRY(clock_write(r, &stmt_clock_update, k));
    TRY(tasks_due(r, k, k->due));
    return clocks_due(r);
}
