#include "app/simulate.h"
#include "app/sim.h"
#include "base/log.h"
#include "people/people.h"

#include <string.h>

enum { HOUSEHOLDS_UNKNOWN = 200 };
#define CEILING             ((size_t)2 << 30)
#define HANDS               UINT64_C(0xd1b54a32d192ed03) /* another stream of the same seed */
#define REPORTS_A_HOUSEHOLD 0.003 /* a working day; a city's hotline and grids together */

static const struct say say_no_grids = SAY("no_grids", "没有可受理事项的网格，请先导入地域",
                                           "no place takes cases: import a territory first");

/* -- the ground -- */

static enum rc learn_grids(struct work *w, struct sim *m)
{
    double sum = 0;

    for (size_t i = m->p->n_place_kinds; i-- > 0 && m->n_grids == 0;) {
        struct rows rows;

        if (!m->p->place_kinds[i].takes_cases)
            continue;
        TRY(places_of_kind(w, m->p->place_kinds[i].name, &rows));
        m->n_grids = rows.n;
        m->grids   = arena_array(m->arena, rows.n + 1, sizeof(*m->grids));
        memcpy((void *)(uintptr_t)m->grids, rows.at, rows.n * sizeof(*m->grids));
    }
    if (m->n_grids == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_no_grids);
    m->weight = ARENA_ARRAY(m->arena, double, m->n_grids);
    for (size_t i = 0; i < m->n_grids; i++) {
        struct place *g = (struct place *)(uintptr_t)&m->grids[i];

        g->name = arena_str(m->arena, g->name);
        sum += g->households > 0 ? g->households : HOUSEHOLDS_UNKNOWN;
        m->weight[i] = sum;
    }
    m->per_day = m->o->per_day > 0 ? m->o->per_day : sum * REPORTS_A_HOUSEHOLD;
    m->per_day *= m->o->other.arrivals;
    return RC_OK;
}

static enum rc settle_in(struct work *w, void *ctx)
{
    struct sim *m = ctx;

    m->workers.n = m->seats.n = m->units.n = m->residents.n = 0;
    m->n_grids = m->n_openings = 0;
    HASH_CLEAR(hh, m->by_key);
    HASH_CLEAR(hh, m->by_account);
    TRY(learn_grids(w, m));
    TRY(sim_hire(w, m));
    TRY(sim_restaff(w, m));
    return sim_world_learn(w, m);
}

/* -- a day -- */

/* What clocks do, they do at their minute, not at the end of the day. */
static enum rc ring_until(struct work *w, int64_t at)
{
    int64_t next;
    bool    more = true;

    for (;;) {
        TRY(case_clock_timer.next(w, case_clock_timer.ctx, &next));
        if (next == NONE_I64 || next > at)
            break;
        w->now = next > w->now ? next : w->now;
        TRY(case_clock_timer.run(w, case_clock_timer.ctx, &more));
    }
    w->now = at;
    return RC_OK;
}

static enum rc do_event(struct work *w, struct sim *m, const struct sim_event *e)
{
    switch (e->kind) {
    case EV_REPORT:
        sim_later(m, sim_arrival(m, w->now), EV_REPORT, 0);
        return sim_report_one(w, m);
    case EV_FREE:
        return sim_free(w, m, (size_t)e->subject);
    case EV_EVALUATE:
        return sim_evaluate(w, m, e->subject);
    case EV_PARTY:
        return sim_party(w, m, e->subject);
    case EV_AGAIN:
        return sim_again(w, m, (size_t)e->subject);
    case EV_OBJECT:
        return sim_object(w, m, (size_t)e->subject);
    case EV_ANSWER:
        return sim_answer(w, m, (size_t)e->subject);
    }
    return RC_OK;
}

static enum rc one_event(struct work *w, struct sim *m, const struct sim_event *e)
{
    TRY(ring_until(w, e->at));
    TRY(do_event(w, m, e));
    w->faults->n = 0; /* what did not go was tried otherwise */
    return sim_route(w, m);
}

/*
 * One transaction a day; each event has the scratch arena to itself. What is
 * in the sim's hands cannot be taken back, so a day that the database wants
 * to begin again ends the run.
 */
static enum rc live_day(struct work *w, void *ctx)
{
    struct sim   *m   = ctx;
    struct arena *own = w->arena;
    enum rc       rc  = m->day_begun ? RC_CONFLICT : RC_OK;

    m->day_begun = true;
    if (rc == RC_OK)
        rc = sim_notices(w, m);
    if (rc == RC_OK)
        rc = sim_route(w, m); /* what came of the night's notices and clocks */
    while (rc == RC_OK && m->n_events && m->events[0].at < m->day_end_at) {
        struct sim_event e;

        (void)sim_next(m, &e);
        w->arena = m->scratch;
        tx_set_arena(w->tx, m->scratch);
        rc = one_event(w, m, &e);
        arena_clear(m->scratch);
    }
    w->arena = own;
    tx_set_arena(w->tx, own);
    if (rc == RC_OK)
        rc = ring_until(w, m->day_end_at - 1);
    m->day_begun = rc != RC_OK;
    return rc;
}

/* -- the whole -- */

struct counting {
    struct sim   *m;
    struct arena *a;
};

static enum rc count_up(struct work *w, void *ctx)
{
    struct counting *c = ctx;

    return sim_count(w, c->m, c->a);
}

static void let_go(struct sim *m)
{
    for (size_t i = 0; i < m->workers.n; i++)
        if (m->workers.at[i]->actor)
            people_actor_release(m->workers.at[i]->actor);
    HASH_CLEAR(hh, m->by_key);
    HASH_CLEAR(hh, m->by_account);
    arena_free(m->arena);
    arena_free(m->scratch);
}

static enum rc live(struct sim *m, struct arena *a, struct faults *f)
{
    struct counting counting = { m, a };

    TRY(sim_photo_make(m));
    TRY(work_do(m->s, &actor_system, WORK_WRITE, settle_in, m, f));
    TRY(runner_settle(m->s));
    sim_later(m, sim_arrival(m, m->o->begin_at), EV_REPORT, 0);
    for (int32_t d = 0; d < m->o->days; d++) {
        m->clock->at  = m->o->begin_at + d * US_DAY;
        m->day_end_at = m->clock->at + US_DAY;
        TRY(work_do(m->s, &actor_system, WORK_WRITE, live_day, m, f));
        m->clock->at = m->day_end_at;
        TRY(runner_settle(m->s));
        if (m->o->progress && d % 30 == 29)
            log_info("simulated %d days: %lld reported, %lld moves", d + 1,
                     (long long)m->report.reported, (long long)m->report.moves);
    }
    return work_do(m->s, &actor_system, WORK_READ, count_up, &counting, f);
}

enum rc simulate(struct services *s, struct clock *clock, const struct sim_options *o,
                 struct arena *a, struct faults *f, struct sim_report *ret)
{
    struct sim m = { .s = s, .clock = clock, .o = o };
    enum rc    rc;

    m.p = practice_in_force(s, &m.version);
    BUG_ON(!m.p);
    m.arena   = arena_new(CEILING);
    m.scratch = arena_new(CEILING);
    m.end_at  = o->begin_at + o->days * US_DAY;
    rng_seed(&m.world, o->seed);
    rng_seed(&m.hands, o->seed ^ HANDS);
    clock->at = o->begin_at;
    rc        = live(&m, a, f);
    if (rc == RC_OK)
        *ret = m.report;
    let_go(&m);
    return rc;
}
