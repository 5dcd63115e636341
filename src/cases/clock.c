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

/* A case keeps the rules that it began under: how limits are counted. But a day is what it is:
 * which days and hours are worked is known to all. */
const struct calendar *run_calendar(const struct run *r, struct str name)
{
    const struct calendar *own = practice_calendar(r->p, name), *now = NULL;
    struct calendar       *c;

    if (r->w->practice)
        now = practice_calendar(r->w->practice, name);
    if (!own || !now || own == now)
        return now ? now : own;
    c                  = ARENA_NEW(r->w->arena, struct calendar);
    *c                 = *now;
    c->next_day        = own->next_day;
    c->end_of_day      = own->end_of_day;
    c->days_end_of_day = own->days_end_of_day;
    c->days_move_on    = own->days_move_on;
    return c;
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
static struct span class_span(const struct run *r, const struct case_class *k, struct str step)
{
    for (size_t i = 0; i < k->n_limits; i++) {
        const struct class_limit *l = &k->limits[i];

        if (l->step.p && !str_eq(l->step, step))
            continue;
        if (l->grade.p && !(r->c.grade.p && str_eq(l->grade, r->c.grade)))
            continue;
        return l->span;
    }
    return (struct span){ 0 };
}

/* The class that says it: this one, or the one above whose limits it has. */
static const struct case_class *whose_limits(const struct run *r, const struct case_class *k)
{
    const struct case_class *up = k->above.p ? practice_class(r->p, k->above) : NULL;

    while (up && up->limits == k->limits) {
        k  = up;
        up = k->above.p ? practice_class(r->p, k->above) : NULL;
    }
    return k;
}

struct span clock_limit(const struct run *r, const struct clock_rule *rule, struct str step,
                        const struct case_class **ret_class)
{
    const struct case_class *k = NULL;
    struct span              s = rule->every;

    *ret_class = NULL;
    if (rule->by == LIMIT_CLASS && r->c.class.p)
        k = practice_class(r->p, r->c.class);
    if (k) {
        s = class_span(r, k, step);
        if (s.n)
            *ret_class = whose_limits(r, k);
    }
    return s.n ? s : graded(rule->spans, rule->n_spans, r->c.grade);
}

/* Until the end of the day. */
bool clock_promised(const struct run *r, const struct clock_rule *rule, int64_t *ret_at)
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

enum rc clock_write(struct run *r, const struct clock_row *k)
{
    return db_put(r->w->tx, &stmt_clock_update, &clock_row_shape, k);
}

enum rc clocks_running(struct run *r, struct clock_row **ret_at, size_t *ret_n)
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

/* Where several clocks run for the same task the earliest counts; they were written before. */
enum rc clock_tasks_due(struct run *r, const struct clock_row *k, int64_t at)
{
    struct clock_row *others;
    size_t            n;

    if (r->step->n_clocks > 1) {
        TRY(clocks_running(r, &others, &n));
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
    const struct calendar *c = clock_calendar(r, rule);
    const struct case_class *class;
    struct span      span = clock_limit(r, rule, r->step->name, &class);
    struct clock_row k;
    struct reach     reach = { 0 };

    shape_clear(&clock_row_shape, &k);
    if (clock_promised(r, rule, &reach.at)) {
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
    k.reckoned    = r->w->practice_number;
    k.paused_us = k.extended = k.late = 0;
    k.stage                           = clock_first_stage(rule);
    clock_stage(r, rule, &k);
    *ret_due = k.due;
    return db_put(r->w->tx, &stmt_clock_put, &clock_row_shape, &k);
}

enum rc clocks_due(struct run *r)
{
    struct clock_row *k;
    size_t            n;

    TRY(clocks_running(r, &k, &n));
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
    TRY(clocks_running(r, &k, &n));
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
    if (r->c.acts > 1 && !r->clocks_none)
        return clocks_due(r);
    r->clocks_none = false;
    r->c.due       = *ret_due; /* no other clock can run */
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
    return clock_write(r, k);
}

enum rc clocks_stop(struct run *r, bool all)
{
    struct clock_row *k;
    size_t            n, left = 0;

    TRY(clocks_running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        const struct clock_rule *rule = clock_rule_of(r, &k[i]);

        if (all || !rule || !rule->runs_on)
            TRY(stop_one(r, &k[i]));
        else
            left++;
    }
    r->clocks_none = left == 0;
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
    TRY(clock_write(r, k));
    return clock_tasks_due(r, k, k->due);
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

    TRY(clocks_running(r, &k, &n));
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
        TRY(clock_tasks_due(r, &k[i], NONE_I64));
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
    TRY(clocks_running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        bool open = k[i].task == NONE_I64;

        for (size_t j = 0; j < r->n_tasks; j++)
            open = open || r->tasks[j].id == k[i].task;
        if (!open)
            TRY(stop_one(r, &k[i]));
    }
    return clocks_due(r);
}
