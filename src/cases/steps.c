/* steps: entering a step, leaving it, ending. */
#include "cases/engine.h"
#include "cases/merged.h"
#include "cases/publicity.h"

static enum rc put_task(struct run *r, const struct seat *s, int64_t due)
{
    struct task_row t;

    shape_clear(&task_row_shape, &t);
    t.id      = work_id(r->w);
    t.case_id = r->c.id;
    t.step    = r->step->name;
    t.round   = r->c.acts;
    t.seat    = s->number;
    t.post    = s->post;
    t.place   = s->place;
    t.org     = s->org;
    t.account = s->account;
    t.lead    = s->lead;
    t.state   = TASK_OPEN;
    t.since   = r->w->now;
    t.due     = due;
    return db_put(r->w->tx, &stmt_task_put, &task_row_shape, &t);
}

enum rc step_enter(struct run *r, int32_t step)
{
    struct seats seats = { 0 };
    int64_t      due;

    r->step   = &r->pr->steps[step];
    r->c.step = r->step->name;
    r->c.acts++;
    TRY(who_seats(r, &r->step->who, &seats));
    if (!seats.n)
        TRY(stand_in(r, &seats));
    TRY(clocks_begin(r, &due));
    for (size_t i = 0; i < seats.n; i++)
        TRY(put_task(r, &seats.at[i], due));
    run_tasks_forget(r);
    TRY(clocks_begin_each(r));
    return shown_open(r);
}

/* The seat that is now where this task's was. */
static const struct seat *same_seat(const struct seats *seats, const struct task_row *t)
{
    for (size_t i = 0; i < seats->n; i++)
        if (seats->at[i].place != NONE_I64 && seats->at[i].number == t->seat &&
            str_eq(seats->at[i].post, t->post))
            return &seats->at[i];
    return NULL;
}

enum rc step_follow(struct run *r)
{
    struct seats seats = { 0 };

    TRY(who_seats(r, &r->step->who, &seats));
    if (!seats.n)
        TRY(stand_in(r, &seats));
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++) {
        const struct task_row *t = &r->tasks[i];
        const struct seat     *s = t->place == NONE_I64 ? NULL : same_seat(&seats, t);

        if (s && s->place != t->place)
            TRY(db_run(r->w->tx, &stmt_task_place, ARGS(A(t->id), A(s->place)), NULL));
    }
    run_tasks_forget(r);
    return RC_OK;
}

enum rc step_ask(struct run *r)
{
    struct seats seats = { 0 };

    TRY(who_seats(r, &r->step->who, &seats));
    if (!seats.n)
        TRY(stand_in(r, &seats));
    for (size_t i = 0; i < seats.n; i++)
        TRY(put_task(r, &seats.at[i], r->c.due));
    run_tasks_forget(r);
    return RC_OK;
}

static bool is_actor(const struct seats *seats, int64_t account)
{
    for (size_t i = 0; i < seats->n; i++)
        if (seats->at[i].account == account)
            return true;
    return false;
}

/* Those who are no party any more have nothing to do here. */
static enum rc drop_strangers(struct run *r, const struct seats *seats)
{
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++) {
        const struct task_row *t = &r->tasks[i];

        if (t->seat >= PARTY_SEATS && t->account != NONE_I64 && !is_actor(seats, t->account))
            TRY(db_run(r->w->tx, &stmt_task_fall, ARGS(A(r->c.id), A(t->seat), A(r->w->now)),
                       NULL));
    }
    return RC_OK;
}

/* Had this account a task on this visit? Also tells the highest seat of a party so far. */
static bool had_task(const struct run *r, const struct rows *tasks, int64_t account,
                     int64_t *ret_seat)
{
    const struct task_row *t   = tasks->at;
    bool                   had = false;

    for (size_t i = 0; i < tasks->n; i++) {
        if (t[i].round != r->c.acts)
            continue;
        had       = had || t[i].account == account;
        *ret_seat = t[i].seat > *ret_seat ? t[i].seat : *ret_seat;
    }
    return had;
}

enum rc step_parties(struct run *r)
{
    struct seats          seats = { 0 };
    struct rows           tasks;
    int64_t               seat  = PARTY_SEATS;
    const struct who_list party = {
        &(const struct who){ .kind = WHO_PARTIES }, 1, NULL, 0, false, r->step->who.mark
    };
    bool acts = false;

    for (size_t i = 0; i < r->step->who.n; i++)
        acts = acts || r->step->who.at[i].kind == WHO_PARTIES;
    if (!acts || r->c.state != CASE_OPEN)
        return RC_OK;
    TRY(who_seats(r, &party, &seats));
    TRY(drop_strangers(r, &seats));
    TRY(db_all(r->w->tx, &stmt_task_all, ARGS(A(r->c.id)), &tasks));
    for (size_t i = 0; i < seats.n; i++) {
        if (had_task(r, &tasks, seats.at[i].account, &seat))
            continue;
        seats.at[i].number = ++seat;
        TRY(put_task(r, &seats.at[i], r->c.due));
    }
    run_tasks_forget(r);
    return RC_OK;
}

static enum rc step_leave(struct run *r)
{
    TRY(shown_close(r));
    if (!r->tasks_read || r->n_tasks) /* none is known to be open: nothing falls away */
        TRY(db_run(r->w->tx, &stmt_task_fall, ARGS(A(r->c.id), A(NONE_I64), A(r->w->now)), NULL));
    run_tasks_forget(r);
    return clocks_stop(r, false);
}

/* -- the case that called this one -- */

static const struct move *calling_move(const struct run *parent, struct str name)
{
    for (size_t i = 0; i < parent->pr->n_steps; i++) {
        const struct step *s = &parent->pr->steps[i];

        for (size_t j = 0; j < s->n_moves; j++)
            if (s->moves[j].calls.p && str_eq(s->moves[j].name, name))
                return &s->moves[j];
    }
    return NULL;
}

static bool any_open(const struct rows *children, int64_t but)
{
    const struct case_brief *c = children->at;

    for (size_t i = 0; i < children->n; i++)
        if (c[i].state == CASE_OPEN && c[i].id != but)
            return true;
    return false;
}

/* A called case ended: its caller goes on where the pack says, when it waited for this. */
static enum rc caller_goes_on(struct run *r, struct str ended_as)
{
    struct run         parent;
    struct rows        children;
    const struct move *m;

    TRY(run_load(r->w, r->c.parent, &parent));
    m = calling_move(&parent, r->c.called_by);
    if (!m || parent.c.state != CASE_OPEN || !parent.step->waits)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_case_children, ARGS(A(parent.c.id)), &children));
    if (any_open(&children, r->c.id))
        return RC_OK;
    parent.depth = r->depth + 1;
    for (size_t i = 0; i < m->n_then; i++) {
        if (m->then[i].end.p && !str_eq(m->then[i].end, ended_as))
            continue;
        TRY(run_note(&parent, "case.called_ended",
                     arena_fmt(r->w->arena, "\"child\":\"%lld\",\"ended_as\":\"%.*s\"",
                               (long long)r->c.id, STR_ARG(ended_as))));
        TRY(step_to(&parent, m->then[i].to));
        TRY(apply_automatic(&parent));
        return run_save(&parent);
    }
    return RC_OK;
}

static enum rc step_end(struct run *r, int32_t end)
{
    const struct end *e = &r->pr->ends[end];

    TRY(clocks_stop(r, true));
    r->c.state    = CASE_ENDED;
    r->c.closed   = r->w->now;
    r->c.due      = NONE_I64;
    r->c.outcome  = e->counts;
    r->c.ended_as = e->name;
    TRY(run_note(r, "case.closed",
                 arena_fmt(r->w->arena,
                           "\"outcome\":\"%s\",\"ended_as\":\"%.*s\",\"late\":%lld,"
                           "\"seconds\":%lld,\"reopened\":%lld",
                           outcome_words[e->counts], STR_ARG(e->name), (long long)r->c.late,
                           (long long)((r->c.closed - r->c.opened) / US_SECOND),
                           (long long)r->c.reopened)));
    TRY(merged_end(r));
    if (r->c.parent != NONE_I64)
        TRY(caller_goes_on(r, e->name));
    return RC_OK;
}

enum rc step_to(struct run *r, int32_t to)
{
    int64_t unit = r->c.unit;

    TRY(unit_turns_back(r, &to));
    TRY(step_leave(r));
    if (to >= TO_END)
        return step_end(r, to - TO_END);
    TRY(step_enter(r, to));
    return r->c.unit == unit ? RC_OK : unit_tell_gone(r, unit);
}
