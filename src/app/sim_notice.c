/*
 * sim_notice: public notices, and what people say to them.
 *
 * One notice in eight that takes objections gets one, on some day while it
 * stands. Whoever may edit notices there answers it within a day or so.
 */
#include "app/sim.h"
#include "app/sim_rows.h"

enum { OBJECTED_TO = 8, ANSWER_HOURS = 16 };

static bool can_edit(const struct post *post)
{
    for (size_t i = 0; i < post->n_can; i++)
        if (str_is(post->can[i], "notice.edit"))
            return true;
    return false;
}

static bool takes_objections(const struct process *pr)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        if (pr->steps[i].show && pr->steps[i].show->objections)
            return true;
    return false;
}

bool sim_answers_objections(const struct practice *p, const struct post *post)
{
    for (size_t i = 0; can_edit(post) && i < p->n_processes; i++)
        if (takes_objections(&p->processes[i]))
            return true;
    return false;
}

enum rc sim_notices(struct work *w, struct sim *m)
{
    struct rows                  rows;
    const struct sim_notice_row *n;

    TRY(db_all(w->tx, &stmt_sim_notices, ARGS(A(m->last_notice)), &rows));
    n = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        m->last_notice = n[i].id;
        if (n[i].days == 0 || rng_below(&m->hands, OBJECTED_TO))
            continue;
        *VEC_PUSH(m->arena, &m->objections) =
            (struct sim_objection){ n[i].id, n[i].place, n[i].case_id, NONE_I64 };
        sim_later(m, w->now + (int64_t)(rng_real(&m->hands) * (n[i].days - 1) * (double)US_DAY),
                  EV_OBJECT, (int64_t)m->objections.n - 1);
    }
    return RC_OK;
}

static enum rc object_part(struct work *w, void *ctx)
{
    static const struct actor nobody = { .account = NONE_I64 };
    const struct objection_new in = { .words = S("公示内容与实际情况不符，请再核实") };
    struct sim_objection      *o = ctx;
    struct str                 code;

    w->actor = &nobody;
    return objection_add(w, o->notice, &in, &o->id, &code);
}

/* It may have been taken down meanwhile: then nothing is said. */
enum rc sim_object(struct work *w, struct sim *m, size_t which)
{
    struct sim_objection *o  = &m->objections.at[which];
    enum rc               rc = work_part(w, object_part, o);

    w->faults->n = 0;
    if (rc != RC_OK)
        return work_lost(rc) ? rc : RC_OK;
    sim_later(m, w->now + (int64_t)(rng_exp(&m->hands, ANSWER_HOURS) * (double)US_HOUR), EV_ANSWER,
              (int64_t)which);
    return RC_OK;
}

struct answering {
    struct sim         *m;
    int64_t             objection;
    const struct actor *actor;
};

static enum rc answer_part(struct work *w, void *ctx)
{
    struct answering *a = ctx;

    w->actor = a->actor;
    return objection_answer(w, a->objection, S("已经再次核实并向本人说明"));
}

/* Who holds such a post nearest above. */
static enum rc who_answers(struct work *w, struct sim *m, int64_t place, const struct actor **ret)
{
    struct rows         line;
    const struct place *at;

    *ret = NULL;
    TRY(place_line(w, place, &line));
    at = line.at;
    for (size_t i = line.n; i-- > 0 && !*ret;)
        for (size_t k = 0; k < m->p->n_posts && !*ret; k++) {
            struct sim_seat *s =
                can_edit(&m->p->posts[k]) ? sim_seat_of(m, m->p->posts[k].name, at[i].id) : NULL;

            if (s && s->n_workers)
                TRY(sim_actor(w, m->workers.at[s->workers[0]], ret));
        }
    return RC_OK;
}

enum rc sim_answer(struct work *w, struct sim *m, size_t which)
{
    const struct sim_objection *o = &m->objections.at[which];
    struct answering            a = { .m = m, .objection = o->id };
    enum rc                     rc;

    TRY(who_answers(w, m, o->place, &a.actor));
    if (!a.actor)
        return RC_OK;
    rc           = work_part(w, answer_part, &a);
    w->faults->n = 0;
    if (work_lost(rc))
        return rc;
    return sim_route_case(w, m, o->case_id); /* whoever waited for it goes on */
}
