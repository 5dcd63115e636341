/*
 * sim_route: who gets a task.
 *
 * Whatever came of an event, its new tasks are found by their ids: those of
 * the case itself, of one that it called, of one that a clock moved.
 */
#include "app/sim.h"
#include "app/sim_rows.h"

struct sim_seat *sim_seat_for(struct sim *m, struct str post, int64_t place, int64_t org,
                              int64_t account)
{
    int64_t node = place == NONE_I64 ? org : place;

    if (account != NONE_I64)
        return sim_seat_alone(m, account);
    return post.p ? sim_seat_of(m, post, node) : sim_seat_any(m, node);
}

enum rc sim_lay(struct work *w, struct sim *m, struct sim_seat *seat, const struct sim_task *task)
{
    sim_wait(m, seat, *task);
    for (size_t i = 0; i < seat->n_workers && seat->n; i++)
        if (!m->workers.at[seat->workers[i]]->busy)
            TRY(sim_give_work(w, m, seat->workers[i]));
    return RC_OK;
}

void sim_rest(struct sim *m, const struct sim_task *task, int64_t until)
{
    *VEC_PUSH(m->arena, &m->again) = *task;
    sim_later(m, until, EV_AGAIN, (int64_t)m->again.n - 1);
}

/* While a public notice stands, whoever put it up has nothing else to do; what comes round again
 * and again is taken up when it is owed. NONE_I64: at once. */
static int64_t rests_until(struct sim *m, const struct sim_task *t, int64_t now)
{
    const struct step *s = t->pr && t->step >= 0 ? &t->pr->steps[t->step] : NULL;

    if (s && s->show)
        return day_start(day_of(now) + s->show->days) +
               (int64_t)(rng_exp(&m->hands, 4) * (double)US_HOUR);
    return s ? sim_owed_at(m, s, t->due, now) : NONE_I64;
}

static enum rc lay_row(struct work *w, struct sim *m, const struct sim_task_row *row, bool again)
{
    int64_t          until = NONE_I64;
    struct sim_seat *s     = sim_seat_for(m, row->post, row->place, row->org, row->account);
    struct sim_task  t     = { .id        = row->id,
                               .case_id   = row->case_id,
                               .due       = row->due == NONE_I64 ? INT64_MAX : row->due,
                               .since     = row->since,
                               .pr        = sim_process(w, m, row->practice, row->process),
                               .is_signed = row->signed_at != NONE_I64 };

    if (!s && row->account != NONE_I64)
        sim_later(m, w->now + (int64_t)(rng_exp(&m->hands, 20) * (double)US_HOUR), EV_PARTY,
                  row->case_id);
    if (!s || !s->n_workers)
        return RC_OK; /* nobody is there: the case waits, and is seen to be late */
    t.seat = s->index;
    t.step = t.pr ? process_step(t.pr, row->step) : -1;
    if (!again)
        until = rests_until(m, &t, w->now);
    if (until == NONE_I64)
        return sim_lay(w, m, s, &t);
    sim_rest(m, &t, until);
    return RC_OK;
}

enum rc sim_route_case(struct work *w, struct sim *m, int64_t case_id)
{
    struct rows                rows;
    const struct sim_task_row *t;

    TRY(db_all(w->tx, &stmt_sim_tasks_of, ARGS(A(case_id)), &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(lay_row(w, m, &t[i], true));
    return RC_OK;
}

enum rc sim_route(struct work *w, struct sim *m)
{
    struct rows                rows;
    const struct sim_task_row *t;

    TRY(db_all(w->tx, &stmt_sim_tasks, ARGS(A(m->last_task)), &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        m->last_task = t[i].id;
        TRY(lay_row(w, m, &t[i], false));
    }
    return RC_OK;
}

/* -- moves that are somebody else's -- */

static struct sim_seat *nearest(struct sim *m, const struct rows *line, struct str post)
{
    const struct place *at = line->at;

    for (size_t i = line->n; i-- > 0;) {
        struct sim_seat *s = sim_seat_of(m, post, at[i].id);

        if (s && s->n_workers)
            return s;
    }
    return NULL;
}

struct handing {
    struct sim_case_row    c;
    struct rows            line;
    const struct sim_task *task;
    bool                   any;
};

static enum rc hand_to(struct work *w, struct sim *m, struct handing *h, const struct who *who)
{
    struct sim_task  t = *h->task;
    struct sim_seat *s = NULL;

    if (who->kind != WHO_POST || !who->post.p)
        return RC_OK;
    if (who->at == AT_UNIT || who->at == AT_UNITS)
        s = h->c.unit == NONE_I64 ? NULL : sim_seat_of(m, who->post, h->c.unit);
    else
        s = nearest(m, &h->line, who->post);
    if (!s || !s->n_workers || s->index == t.seat)
        return RC_OK;
    t.seat   = s->index;
    t.handed = true;
    t.tried  = 0;
    h->any   = true;
    return sim_lay(w, m, s, &t);
}

static enum rc hand_move(struct work *w, struct sim *m, struct handing *h, const struct move *mv)
{
    if (mv->pauses.p || mv->resumes.p || mv->merges)
        return RC_OK;
    if (sim_is_party(&mv->who)) {
        sim_later(m, w->now + US_HOUR, EV_PARTY, h->task->case_id);
        h->any = true;
    }
    for (size_t i = 0; i < mv->who.n; i++)
        TRY(hand_to(w, m, h, &mv->who.at[i]));
    return RC_OK;
}

enum rc sim_hand_over(struct work *w, struct sim *m, const struct sim_task *task, bool *ret_any)
{
    struct handing     h = { .task = task };
    const struct step *s;

    *ret_any = false;
    TRY(db_one(w->tx, &stmt_sim_case, ARGS(A(task->case_id)), &h.c));
    if (h.c.state != CASE_OPEN || !task->pr || task->step < 0)
        return RC_OK;
    s = &task->pr->steps[task->step];
    if (h.c.place != NONE_I64)
        TRY(place_line(w, h.c.place, &h.line));
    for (size_t i = 0; i < s->n_moves; i++)
        if (s->moves[i].who.n)
            TRY(hand_move(w, m, &h, &s->moves[i]));
    *ret_any = h.any;
    return RC_OK;
}
