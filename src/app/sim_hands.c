/*
 * sim_hands: what people do with a case: how long it takes, and what comes of
 * it.
 */
#include "app/sim.h"
#include "app/sim_rows.h"
#include "people/people.h"

#include <stdio.h>

enum { EVALUATED_IN_TEN = 6, ROUNDS_MOST = 60, BEFORE_DUE = 4 }; /* in the last quarter of it */
#define PARTY_HOURS 20 /* until a resident comes to it, day and night */

/* Office minutes that one thing takes, by the standard's stage. */
static double minutes_of(struct str stage)
{
    if (str_is(stage, "handle"))
        return 40;
    if (str_is(stage, "verify"))
        return 25;
    if (str_is(stage, "evaluate"))
        return 5;
    return 8;
}

static int64_t effort(struct sim *m, const struct sim_task *t)
{
    double mean = t->pr && t->step >= 0 ? minutes_of(t->pr->steps[t->step].stage) : 10;

    return (int64_t)((2 + rng_exp(&m->hands, mean)) * (double)US_MINUTE);
}

/* Others may have done it meanwhile, or the case was called back. */
static enum rc is_open(struct work *w, int64_t task, bool *ret)
{
    struct sim_state_row row;

    TRY(db_one(w->tx, &stmt_sim_task_state, ARGS(A(task)), &row));
    *ret = row.state == TASK_OPEN;
    return RC_OK;
}

/* -- afterwards -- */

static void look_ahead(struct work *w, struct sim *m, const struct sim_doing *d)
{
    if (d->ended) {
        if (rng_below(&m->hands, 10) < EVALUATED_IN_TEN)
            sim_later(m, w->now + (int64_t)(rng_exp(&m->hands, PARTY_HOURS) * (double)US_HOUR),
                      EV_EVALUATE, d->case_id);
    } else if (d->step && sim_for_parties(d->step)) {
        sim_later(m, w->now + (int64_t)(rng_exp(&m->hands, PARTY_HOURS) * (double)US_HOUR),
                  EV_PARTY, d->case_id);
    }
}

int64_t sim_owed_at(struct sim *m, const struct step *s, int64_t due, int64_t now)
{
    struct span period = { 0 };
    int64_t     at;

    for (size_t i = 0; i < s->n_clocks; i++)
        if (s->clocks[i].every.n)
            period = s->clocks[i].every;
    if (!period.n || due == INT64_MAX)
        return NONE_I64;
    at = due - (int64_t)(rng_real(&m->hands) * (double)(due - now) / BEFORE_DUE);
    return at > now ? at : NONE_I64;
}

static void give_up(struct work *w, struct sim *m, const struct sim_task *t)
{
    char why[200] = "";

    m->report.failed++;
    sim_keep_reason(why, sizeof(why), m->o->lang, w->faults);
    if (!why[0])
        snprintf(why, sizeof(why), "%s",
                 m->o->lang == LANG_ZH ? "没有可走的操作" : "no move is possible");
    if (!m->report.why_not[0])
        snprintf(m->report.why_not, sizeof(m->report.why_not), "%s", why);
    *VEC_PUSH(m->arena, &m->lost) = (struct sim_lost){ t->id, arena_str(m->arena, str_of(why)) };
}

/* It was done, and is still to be done: signed in for, one of several times, a note written. */
static enum rc goes_on(struct work *w, struct sim *m, struct sim_task *t)
{
    struct sim_state_row row;
    int64_t              at;

    TRY(db_one(w->tx, &stmt_sim_task_state, ARGS(A(t->id)), &row));
    if (row.state != TASK_OPEN)
        return RC_OK;
    if (t->rounds++ >= ROUNDS_MOST) {
        give_up(w, m, t);
        return RC_OK;
    }
    t->due = row.due == NONE_I64 ? INT64_MAX : row.due;
    at = t->pr && t->step >= 0 ? sim_owed_at(m, &t->pr->steps[t->step], t->due, w->now) : NONE_I64;
    if (at == NONE_I64 && t->is_signed)
        at = w->now + (int64_t)(rng_exp(&m->hands, 1) * (double)US_DAY);
    t->is_signed = true;
    sim_rest(m, t, at == NONE_I64 ? w->now : at);
    return RC_OK;
}

enum rc sim_again(struct work *w, struct sim *m, size_t which)
{
    struct sim_task t = m->again.at[which];

    t.since = w->now;
    return sim_lay(w, m, m->seats.at[t.seat], &t);
}

/* -- a worker -- */

static bool waits_for_notice(const struct sim_task *t)
{
    return t->pr && t->step >= 0 && t->pr->steps[t->step].show;
}

/* Somebody else who holds the post may do it; then those who have moves of their own there. */
static enum rc pass_on(struct work *w, struct sim *m, size_t worker, struct sim_task *t)
{
    struct sim_seat *s   = m->seats.at[t->seat];
    bool             any = false;

    while (t->tried < s->n_workers) {
        size_t next = s->workers[t->tried++];

        if (next != worker)
            return sim_lay(w, m, sim_seat_alone(m, m->workers.at[next]->account), t);
    }
    if (waits_for_notice(t) && t->rounds++ < ROUNDS_MOST) {
        t->tried = 0;
        sim_rest(m, t, w->now + US_DAY);
        return RC_OK;
    }
    if (!t->handed)
        TRY(sim_hand_over(w, m, t, &any));
    if (!any)
        give_up(w, m, t);
    return RC_OK;
}

int64_t sim_office_us(const struct sim *m, int64_t from, int64_t to)
{
    return calendar_measure(practice_calendar(m->p, STR_NONE), from, to, SPAN_WORKHOUR);
}

static void book(struct sim *m, struct sim_worker *k)
{
    struct sim_tally *t = &m->tallies[m->seats.at[k->doing.seat]->post];

    k->busy = false;
    k->worked_us += k->doing_us;
    t->worked_us += k->doing_us;
    t->waited_us += sim_office_us(m, k->doing.since, k->began_at);
    t->done++;
}

enum rc sim_free(struct work *w, struct sim *m, size_t worker)
{
    struct sim_worker *k = m->workers.at[worker];
    struct sim_task    t = k->doing;
    struct sim_doing   d = { .m         = m,
                             .case_id   = t.case_id,
                             .post      = m->tallies[m->seats.at[t.seat]->post].post,
                             .is_signed = t.is_signed,
                             .again     = t.rounds > 0 };
    bool               open;

    book(m, k);
    TRY(is_open(w, t.id, &open));
    if (!open)
        return sim_give_work(w, m, worker);
    TRY(sim_actor(w, k, &d.actor));
    TRY(sim_carry(w, &d));
    if (d.moved) {
        m->report.moves++;
        look_ahead(w, m, &d);
        TRY(goes_on(w, m, &t));
    } else {
        TRY(pass_on(w, m, worker, &t));
    }
    return sim_give_work(w, m, worker);
}

static bool due_first(struct sim *m, const struct sim_worker *k, struct sim_task *ret)
{
    struct sim_seat *best = NULL;

    for (size_t i = 0; i < k->n_seats; i++) {
        struct sim_seat *s = m->seats.at[k->seats[i]];

        if (s->n && (!best || s->at[0].due < best->at[0].due))
            best = s;
    }
    return best && sim_take(best, ret);
}

/* A worker without work takes what is due first from the posts that they hold, and is busy with it
 * for some office time. */
enum rc sim_give_work(struct work *w, struct sim *m, size_t worker)
{
    struct sim_worker     *k   = m->workers.at[worker];
    const struct calendar *cal = practice_calendar(m->p, STR_NONE);
    struct sim_task        task;

    while (!k->busy && due_first(m, k, &task)) {
        bool    open;
        int64_t takes;

        TRY(is_open(w, task.id, &open));
        if (!open)
            continue;
        k->busy     = true;
        k->doing    = task;
        k->doing_us = effort(m, &task);
        k->began_at = w->now;
        takes       = (int64_t)((double)k->doing_us / (k->pace * m->o->other.hours));
        sim_later(m, calendar_advance(cal, w->now, takes, SPAN_WORKHOUR).at, EV_FREE,
                  (int64_t)worker);
    }
    return RC_OK;
}

/* -- the initiator -- */

static enum rc party_tries(struct work *w, struct sim_doing *d, int64_t account)
{
    static const struct actor nobody = { .account = NONE_I64 };
    const struct actor       *lent   = NULL;
    enum rc                   rc;

    d->actor   = &nobody;
    d->follows = account == NONE_I64;
    if (account != NONE_I64) {
        TRY(people_actor(w, account, &lent));
        d->actor = lent;
    }
    rc = sim_carry(w, d);
    if (lent)
        people_actor_release(lent);
    return rc;
}

/* The initiator; else one of those who have a task of their own. */
enum rc sim_party(struct work *w, struct sim *m, int64_t case_id)
{
    struct sim_doing       d = { .m = m, .case_id = case_id, .party = true };
    struct sim_case_row    c;
    struct rows            rows = { 0 };
    const struct task_row *t;

    TRY(db_one(w->tx, &stmt_sim_case, ARGS(A(case_id)), &c));
    if (c.state != CASE_OPEN)
        return RC_OK;
    TRY(party_tries(w, &d, c.initiator));
    if (!d.moved)
        TRY(case_tasks(w, case_id, &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n && !d.moved; i++)
        if (t[i].account != NONE_I64 && t[i].account != c.initiator)
            TRY(party_tries(w, &d, t[i].account));
    if (d.moved) {
        m->report.moves++;
        look_ahead(w, m, &d);
    }
    return RC_OK;
}

struct evaluating {
    struct sim           *m;
    const struct process *pr;
    struct sim_about      about;
    struct case_row       after;
};

static enum rc evaluate_part(struct work *w, void *ctx)
{
    struct evaluating *e = ctx;
    struct json        form;
    bool               can;

    TRY(sim_fill(w, e->m, e->pr, &e->pr->evaluate.asks, &e->about, &form, &can));
    return can ? case_evaluate(w, e->about.case_id, form, &e->after) : RC_NOT_FOUND;
}

enum rc sim_evaluate(struct work *w, struct sim *m, int64_t case_id)
{
    struct evaluating   e = { .m = m };
    struct sim_case_row c;
    enum rc             rc;

    TRY(db_one(w->tx, &stmt_sim_case, ARGS(A(case_id)), &c));
    e.pr    = sim_process(w, m, c.practice, c.process);
    e.about = (struct sim_about){ case_id, c.place, rng_next(&m->hands), 0 };
    if (c.state != CASE_ENDED || !e.pr || !e.pr->evaluate.on)
        return RC_OK;
    rc           = work_part(w, evaluate_part, &e);
    w->faults->n = 0;
    return work_lost(rc) ? rc : RC_OK;
}
