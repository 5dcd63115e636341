/*
 * sim_restaff: the staff of the data, made otherwise.
 *
 * Whoever is too many has nothing to do; whoever is too few gets a colleague
 * at the same place. Where nobody is left, a neighbour who holds the same post
 * looks after it too, and one person who stands for less than one is there
 * only for a part of the time.
 */
#include "app/sim.h"

#include <math.h>

struct restaffing {
    const struct post         *post;
    const struct what_if_post *to;
    double                     owed; /* people who are still due to the next places */
    size_t                     last; /* who looks after it where nobody is left */
    bool                       kept; /* there is such a one */
};

static size_t wanted(struct restaffing *r, const struct sim_seat *s)
{
    size_t n;

    if (r->to->each)
        return (size_t)r->to->each;
    r->owed += (double)s->n_workers * r->to->factor;
    n = r->owed > 0 ? (size_t)(r->owed + 1e-9) : 0;
    if (n == 0 && !r->kept)
        n = 1;
    r->owed -= (double)n;
    return n;
}

static void leave(struct sim *m, size_t worker, size_t seat)
{
    struct sim_worker *k = m->workers.at[worker];
    size_t             n = 0;

    for (size_t i = 0; i < k->n_seats; i++)
        if (k->seats[i] != seat)
            k->seats[n++] = k->seats[i];
    k->n_seats = n;
}

static enum rc restaff_seat(struct work *w, struct sim *m, struct restaffing *r, struct sim_seat *s)
{
    size_t  want  = wanted(r, s);
    int64_t place = s->org ? NONE_I64 : s->key.node, org = s->org ? s->key.node : NONE_I64;

    while (s->n_workers > want)
        leave(m, s->workers[--s->n_workers], s->index);
    if (want == 0)
        return sim_give_post(w, m, r->last, r->post, place, org);
    while (s->n_workers < want) {
        size_t worker;

        TRY(sim_hire_one(w, m, r->post, &worker));
        TRY(sim_give_post(w, m, worker, r->post, place, org));
    }
    r->last = s->workers[0];
    r->kept = true;
    return RC_OK;
}

static enum rc restaff_post(struct work *w, struct sim *m, const struct what_if_post *to)
{
    struct restaffing r     = { .post = practice_post(m->p, to->post), .to = to, .owed = 0.5 };
    size_t            n     = m->seats.n;
    double            total = 0;

    BUG_ON(!r.post);
    for (size_t i = 0; i < n; i++) {
        struct sim_seat *s = m->seats.at[i];

        if (!str_eq(m->tallies[s->post].post, to->post) || !s->n_workers)
            continue;
        total += (double)s->n_workers;
        TRY(restaff_seat(w, m, &r, s));
    }
    if (!to->each && r.kept && total * to->factor < 1)
        m->workers.at[r.last]->pace = total * to->factor;
    return RC_OK;
}

enum rc sim_restaff(struct work *w, struct sim *m)
{
    const struct what_if *o = &m->o->other;

    for (size_t i = 0; i < o->n_posts; i++)
        TRY(restaff_post(w, m, &o->posts[i]));
    return RC_OK;
}
