/*
 * clock: time limits of a case, set, stopped, paused, extended.
 *
 * A clock's stages are: 0 the reminder, 1 due, 2 and on the pack's late
 * actions in their order. `next_at` is when the next of them comes; the
 * timer (ring.c) goes through what is due.
 */
#include "cases/engine.h"
#include "cases/stages.h"

const struct clock_rule *clock_rule_of(const struct run *r, const struct clock_row *k)
{
    int32_t step = process_step(r->pr, k->step);

    return step < 0 ? NULL : r->pr->steps[step].clock;
}

/* A case keeps its rules, but a day is what it is: what is known of a calendar is known to all. */
const struct calendar *run_calendar(const struct run *r, struct str name)
{
    const struct calendar *c = r->w->practice ? practice_calendar(r->w->practice, name) : NULL;

    return c ? c : practice_calendar(r->p, name);
}

static const struct calendar *calendar_of(const struct run *r, const struct clock_rule *rule)
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
    struct span s = { 0 };

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

/* -- when the stages come -- */

/* The moment from which on there is so much time of that unit until it is due. */
static int64_t time_before(const struct calendar *c, const struct clock_row *k, int64_t us,
                           enum span_unit unit)
{
    int64_t whole = calendar_measure(c, k->started, k->due, unit);

    return whole > us ? calendar_advance(c, k->started, whole - us, unit).at : k->started;
}

/* The same hour of the n-th working day before. */
static int64_t workdays_before(const struct calendar *c, const struct clock_row *k, int32_t n)
{
    int32_t day  = day_of(k->due);
    int64_t hour = k->due - day_start(day);

    while (n > 0 && day_start(day) > k->started)
        n -= calendar_day(c, --day) != DAY_OFF;
    return day_start(day) + hour > k->started ? day_start(day) + hour : k->started;
}

/* Half of the limit before it is due, whatever pauses and extensions came between. */
static int64_t half_before(const struct calendar *c, const struct clock_row *k)
{
    enum span_unit unit = (enum span_unit)k->span_unit;
    int64_t        to   = k->due;

    if (k->span_n)
        to = calendar_reach(c, k->started, (struct span){ (int32_t)k->span_n, unit }).at;
    return time_before(c, k, calendar_measure(c, k->started, to, unit) / 2, unit);
}

static int64_t months_before(int64_t due, int32_t n)
{
    struct date d      = date_from_day(day_of(due));
    int         months = d.y * 12 + d.m - 1 - n;

    d.y = months / 12;
    d.m = months % 12 + 1;
    while (!date_is_real(d))
        d.d--;
    return day_start(day_from_date(d)) + due - day_start(day_of(due));
}

/* So long before it is due, but not before it began. */
static int64_t span_before(const struct calendar *c, const struct clock_row *k, struct span s)
{
    int64_t at = k->started;

    switch (s.unit) {
    case SPAN_NONE:
        break;
    case SPAN_MINUTE:
        at = k->due - s.n * US_MINUTE;
        break;
    case SPAN_HOUR:
        at = k->due - s.n * US_HOUR;
        break;
    case SPAN_WORKHOUR:
        return time_before(c, k, s.n * US_HOUR, SPAN_WORKHOUR);
    case SPAN_WORKDAY:
        return workdays_before(c, k, s.n);
    case SPAN_DAY:
        at = k->due - s.n * US_DAY;
        break;
    case SPAN_MONTH:
        at = months_before(k->due, s.n);
        break;
    }
    return at > k->started ? at : k->started;
}

static int64_t late_at(const struct calendar *c, int64_t due, const struct late *l)
{
    return l->after.n ? calendar_reach(c, due, l->after).at : due;
}

/* What answers being late, in the order of its coming: whether four working hours or one working
 * day is later hangs on the day. Those that come together keep the pack's order. */
static const struct late *late_nth(const struct calendar *c, const struct clock_rule *rule,
                                   int64_t due, size_t nth)
{
    for (size_t i = 0; i < rule->n_late; i++) {
        int64_t at     = late_at(c, due, &rule->late[i]);
        size_t  before = 0;

        for (size_t j = 0; j < rule->n_late; j++) {
            int64_t other = late_at(c, due, &rule->late[j]);

            before += other < at || (other == at && j < i);
        }
        if (before == nth)
            return &rule->late[i];
    }
    return NULL;
}

const struct late *clock_late(const struct run *r, const struct clock_rule *rule,
                              const struct clock_row *k, int64_t stage)
{
    return late_nth(calendar_of(r, rule), rule, k->due, (size_t)(stage - STAGE_LATE));
}

/* When the stage that the clock is at comes; NONE_I64 when none is left. */
static int64_t stage_at(const struct calendar *c, const struct clock_rule *rule,
                        const struct clock_row *k)
{
    if (k->stage == STAGE_REMIND)
        return rule->remind_half ? half_before(c, k) : span_before(c, k, rule->remind);
    if (k->stage == STAGE_DUE)
        return k->due;
    if (k->stage - STAGE_LATE < (int64_t)rule->n_late)
        return late_at(c, k->due, late_nth(c, rule, k->due, (size_t)(k->stage - STAGE_LATE)));
    return NONE_I64;
}

void clock_stage(const struct run *r, const struct clock_rule *rule, struct clock_row *k)
{
    k->next_at = stage_at(calendar_of(r, rule), rule, k);
}

static int64_t first_stage(const struct clock_rule *rule)
{
    return rule->remind_half || rule->remind.n ? STAGE_REMIND : STAGE_DUE;
}

static enum rc clock_write(struct run *r, const struct stmt *stmt, const struct clock_row *k)
{
    return db_put(r->w->tx, stmt, &clock_row_shape, k);
}

/* By when the tasks of a clock are due; NONE_I64: there is nothing to be late for. */
static enum rc tasks_due(struct run *r, const struct clock_row *k, int64_t at)
{
    run_tasks_forget(r);
    return db_run(r->w->tx, &stmt_task_due, ARGS(A(r->c.id), A(k->task), A(at)), NULL);
}

/* *ret_due: NONE_I64 when the class says nothing and neither does the step. */
static enum rc begin_one(struct run *r, const struct clock_rule *rule, int64_t task,
                         int64_t *ret_due)
{
    const struct calendar *c    = calendar_of(r, rule);
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
    k.started     = r->w->now;
    k.span_n      = span.n;
    k.span_unit   = span.unit;
    k.due         = reach.at;
    k.provisional = reach.provisional;
    k.paused_us = k.extended = k.late = 0;
    k.stage                           = first_stage(rule);
    clock_stage(r, rule, &k);
    *ret_due = k.due;
    return clock_write(r, &stmt_clock_put, &k);
}

static enum rc running(struct run *r, struct clock_row **ret_at, size_t *ret_n)
{
    struct rows rows;

    TRY(db_all(r->w->tx, &stmt_clock_running, ARGS(A(r->c.id)), &rows));
    *ret_at = rows.at;
    *ret_n  = rows.n;
    return RC_OK;
}

enum rc clocks_due(struct run *r)
{
    struct clock_row *k;
    size_t            n;

    TRY(running(r, &k, &n));
    r->c.due = NONE_I64;
    for (size_t i = 0; i < n; i++)
        if (r->c.due == NONE_I64 || k[i].due < r->c.due)
            r->c.due = k[i].due;
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
        if (str_eq(k[i].step, r->step->name))
            *ret = &k[i];
    return RC_OK;
}

enum rc clocks_begin(struct run *r, int64_t *ret_due)
{
    const struct clock_rule *rule = r->step->clock;
    const struct clock_row  *old  = NULL;

    *ret_due = NONE_I64;
    if (rule)
        TRY(ran_on(r, rule, &old));
    if (old && old->task == NONE_I64)
        *ret_due = old->due;
    if (rule && !old && !rule->stop_at.p)
        TRY(begin_one(r, rule, NONE_I64, ret_due));
    if (r->c.acts > 1)
        return clocks_due(r);
    r->c.due = *ret_due; /* the first step's: no other clock can run */
    return RC_OK;
}

enum rc clocks_begin_each(struct run *r)
{
    const struct clock_rule *rule = r->step->clock;
    const struct clock_row  *old;
    const struct task_row   *tasks;
    int64_t                  due;

    if (!rule || !rule->stop_at.p)
        return RC_OK;
    TRY(ran_on(r, rule, &old));
    if (old)
        return RC_OK;
    TRY(run_tasks(r));
    if (r->n_tasks == 0)
        TRY(begin_one(r, rule, NONE_I64, &due));
    tasks = r->tasks;
    for (size_t i = 0; i < r->n_tasks; i++) {
        TRY(begin_one(r, rule, tasks[i].id, &due));
        TRY(db_run(r->w->tx, &stmt_task_due, ARGS(A(r->c.id), A(tasks[i].id), A(due)), NULL));
    }
    run_tasks_forget(r);
    return clocks_due(r);
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

enum rc clocks_stop_at(struct run *r, struct str move, int64_t task)
{
    const struct clock_rule *rule = r->step->clock;
    struct clock_row        *k;
    size_t                   n;

    if (!rule || !rule->stop_at.p || !str_eq(rule->stop_at, move))
        return RC_OK;
    TRY(running(r, &k, &n));
    for (size_t i = 0; i < n; i++) {
        /* Whoever makes the move without a task of their own speaks for all. */
        if (!str_eq(k[i].step, r->step->name) ||
            (k[i].task != NONE_I64 && task != NONE_I64 && k[i].task != task))
            continue;
        TRY(stop_one(r, &k[i]));
        TRY(tasks_due(r, &k[i], NONE_I64));
    }
    return clocks_due(r);
}

enum rc clocks_of_tasks(struct run *r)
{
    struct clock_row *k;
    size_t            n;

    if (!r->step->clock || !r->step->clock->stop_at.p)
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
        k[i].left_us = calendar_measure(calendar_of(r, rule), r->w->now, k[i].due,
                                        (enum span_unit)k[i].span_unit);
        k[i].paused  = r->w->now;
        k[i].pause   = reason;
        /* A pause that has a bound ends by itself there. */
        k[i].next_at = rule->pause_most.n
                           ? calendar_reach(calendar_of(r, rule), r->w->now, rule->pause_most).at
                           : NONE_I64;
        TRY(clock_write(r, &stmt_clock_update, &k[i]));
    }
    return clocks_due(r);
}

enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at)
{
    const struct clock_rule *rule = clock_rule_of(r, k);
    const struct calendar   *c    = calendar_of(r, rule);
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
    const struct calendar   *c     = calendar_of(r, rule);
    struct reach             reach = calendar_reach(c, k->due, by);

    if (k->paused != NONE_I64) /* what is left then is more by this */
        k->left_us += calendar_measure(c, k->due, reach.at, (enum span_unit)k->span_unit);
    k->due         = reach.at;
    k->provisional = k->provisional || reach.provisional;
    k->extended++;
    if (k->due > r->w->now) /* time again: the reminder and lateness come anew */
        k->stage = first_stage(rule);
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
    reach          = calendar_reach(calendar_of(r, rule), k->started, span);
    k->due         = reach.at;
    k->provisional = reach.provisional;
    clock_stage(r, rule, k);
    TRY(clock_write(r, &stmt_clock_update, k));
    TRY(tasks_due(r, k, k->due));
    return clocks_due(r);
}
