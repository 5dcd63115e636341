/*
 * sim_count: what came of it: by process, by post, and where cases stand that
 * nobody will carry on.
 */
#include "app/sim.h"
#include "app/sim_rows.h"

#include <math.h>
#include <string.h>

enum { STUCK_MOST = 500 };

double sim_on_time(int64_t on_time, int64_t ended, int64_t open_late)
{
    return ended + open_late ? (double)on_time / (double)(ended + open_late) : NAN;
}

static void put_title(struct arena *a, const struct text *t, struct str ret[2])
{
    ret[LANG_ZH] = arena_str(a, text_in(t, LANG_ZH));
    ret[LANG_EN] = arena_str(a, text_in(t, LANG_EN));
}

struct counting {
    struct sim           *m;
    struct arena         *a;
    struct work          *w;
    VEC(struct sim_stuck) stuck;
    VEC(int64_t)          nodes;        /* beside stuck: one of the nodes without a holder */
    VEC(bool)             orgs;         /* it is an organisation */
    VEC(int64_t)          tasks, cases; /* that somebody carries on, in order */
    VEC(int64_t)          resting;      /* tasks that need not be taken up yet */
    struct sim_open_row   first;        /* of the case that is looked at: its first task */
    bool                  going;        /* somebody carries it on */
    int64_t               last_case, *waiting, *waited_us;
};

/* -- processes -- */

static void put_ends(struct counting *c, const struct process *pr, struct sim_process *p,
                     const struct rows *ends)
{
    const struct sim_end_row *at = ends->at;

    p->ends   = ARENA_ARRAY(c->a, struct sim_end, pr->n_ends + 1);
    p->n_ends = pr->n_ends;
    for (size_t i = 0; i < pr->n_ends; i++) {
        p->ends[i] = (struct sim_end){ .name = arena_str(c->a, pr->ends[i].name) };
        put_title(c->a, &pr->ends[i].title, p->ends[i].title);
        for (size_t k = 0; k < ends->n; k++)
            if (str_eq(at[k].process, pr->name) && str_eq(at[k].ended_as, pr->ends[i].name))
                p->ends[i].cases += at[k].cases;
    }
}

static enum rc count_processes(struct counting *c)
{
    struct sim               *m = c->m;
    struct sim_report        *r = &m->report;
    struct rows               rows, ends;
    const struct sim_sum_row *sum;

    TRY(db_all(c->w->tx, &stmt_sim_sums, ARGS(A(m->o->begin_at)), &rows));
    TRY(db_all(c->w->tx, &stmt_sim_ends, ARGS(A(m->o->begin_at)), &ends));
    sum          = rows.at;
    r->processes = ARENA_ARRAY(c->a, struct sim_process, m->n_openings + 1);
    for (size_t i = 0; i < m->n_openings; i++) {
        struct sim_process *p = &r->processes[r->n_processes++];

        *p = (struct sim_process){ .name    = arena_str(c->a, m->openings[i].pr->name),
                                   .refused = m->openings[i].refused };
        put_title(c->a, &m->openings[i].pr->title, p->title);
        for (size_t j = 0; j < rows.n; j++) {
            if (!str_eq(sum[j].process, p->name))
                continue;
            p->opened    = sum[j].opened;
            p->ended     = sum[j].ended;
            p->on_time   = sum[j].on_time;
            p->open      = sum[j].open;
            p->open_late = sum[j].open_late;
            p->moved     = sum[j].moved;
        }
        put_ends(c, m->openings[i].pr, p, &ends);
        r->ended += p->ended;
        r->on_time += p->on_time;
        r->open += p->open;
        r->open_late += p->open_late;
    }
    return RC_OK;
}

/* -- what is still going on -- */

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

static void put_in_order(int64_t *at, size_t n)
{
    if (n)
        qsort(at, n, sizeof(*at), by_number);
}

static bool has(const int64_t *at, size_t n, int64_t id)
{
    return n && bsearch(&id, at, n, sizeof(id), by_number);
}

/* Tasks that wait in a queue, are at hand, or are taken up again later; and cases whose initiator
 * is to come. */
static void learn_going(struct counting *c)
{
    struct sim *m = c->m;

    for (size_t i = 0; i < m->seats.n; i++)
        for (size_t k = 0; k < m->seats.at[i]->n; k++)
            *VEC_PUSH(c->a, &c->tasks) = m->seats.at[i]->at[k].id;
    for (size_t i = 0; i < m->workers.n; i++)
        if (m->workers.at[i]->busy)
            *VEC_PUSH(c->a, &c->tasks) = m->workers.at[i]->doing.id;
    for (size_t i = 0; i < m->n_events; i++) {
        const struct sim_event *e = &m->events[i];

        if (e->kind == EV_AGAIN)
            *VEC_PUSH(c->a, &c->resting) = m->again.at[e->subject].id;
        else if (e->kind == EV_PARTY)
            *VEC_PUSH(c->a, &c->cases) = e->subject;
    }
    put_in_order(c->tasks.at, c->tasks.n);
    put_in_order(c->resting.at, c->resting.n);
    put_in_order(c->cases.at, c->cases.n);
}

/* -- where cases stand -- */

static int by_task(const void *a, const void *b)
{
    int64_t x = ((const struct sim_lost *)a)->task, y = ((const struct sim_lost *)b)->task;

    return x < y ? -1 : x > y;
}

static const struct sim_lost *lost(const struct sim *m, int64_t task)
{
    struct sim_lost key = { .task = task };

    return m->lost.n ? bsearch(&key, m->lost.at, m->lost.n, sizeof(key), by_task) : NULL;
}

static struct sim_stuck *stuck_at(struct counting *c, const struct sim_open_row *o,
                                  enum sim_why why)
{
    for (size_t i = 0; i < c->stuck.n; i++)
        if (c->stuck.at[i].why == why && str_eq(c->stuck.at[i].process, o->process) &&
            str_eq(c->stuck.at[i].step, o->step) && str_eq(c->stuck.at[i].post, o->post))
            return &c->stuck.at[i];
    return NULL;
}

static void note_stuck(struct counting *c, const struct sim_open_row *o, enum sim_why why,
                       struct str what)
{
    struct sim_stuck     *s = stuck_at(c, o, why);
    const struct process *pr;
    int32_t               step;

    if (s) {
        s->cases++;
        return;
    }
    if (c->stuck.n == STUCK_MOST)
        return;
    s    = VEC_PUSH(c->a, &c->stuck);
    *s   = (struct sim_stuck){ .process = arena_str(c->a, o->process),
                               .step    = arena_str(c->a, o->step),
                               .post    = arena_str(c->a, o->post),
                               .why     = why,
                               .what    = arena_str(c->a, what),
                               .cases   = 1 };
    pr   = practice_process(c->m->p, o->process);
    step = pr ? process_step(pr, o->step) : -1;
    if (step >= 0)
        put_title(c->a, &pr->steps[step].title, s->title);
    else
        s->title[LANG_ZH] = s->title[LANG_EN] = s->step;
    *VEC_PUSH(c->a, &c->nodes) = o->place == NONE_I64 ? o->org : o->place;
    *VEC_PUSH(c->a, &c->orgs)  = o->place == NONE_I64;
}

/* Of a case that nobody carries on, the reason of its first task. */
static void case_done(struct counting *c)
{
    const struct sim_open_row *o = &c->first;
    const struct sim_lost     *l = lost(c->m, o->task);
    const struct sim_seat     *s = NULL;

    if (c->last_case == NONE_I64 || c->going)
        return;
    for (size_t i = 0; i < c->m->report.n_processes; i++)
        c->m->report.processes[i].stuck += str_eq(c->m->report.processes[i].name, o->process);
    c->m->report.stuck_cases++;
    if (o->task != NONE_I64 && o->account == NONE_I64)
        s = sim_seat_for(c->m, o->post, o->place, o->org, o->account);
    if (l)
        note_stuck(c, o, SIM_REFUSED, l->why);
    else if (o->task != NONE_I64 && o->account == NONE_I64 && (!s || !s->n_workers))
        note_stuck(c, o, SIM_NOBODY, STR_NONE);
    else
        note_stuck(c, o, SIM_OUTSIDE, STR_NONE);
}

static void begin_case(struct counting *c, const struct sim_open_row *o)
{
    case_done(c);
    c->last_case     = o->id;
    c->first         = *o;
    c->first.process = arena_str(c->a, o->process);
    c->first.step    = arena_str(c->a, o->step);
    c->first.post    = arena_str(c->a, o->post);
    c->going         = o->waits || has(c->cases.at, c->cases.n, o->id);
}

static enum rc look_at(void *ctx, const void *row)
{
    struct counting           *c = ctx;
    const struct sim_open_row *o = row;
    struct sim_seat           *s;

    if (o->id != c->last_case)
        begin_case(c, o);
    if (o->task == NONE_I64)
        return RC_OK;
    c->going = c->going || has(c->resting.at, c->resting.n, o->task);
    if (!has(c->tasks.at, c->tasks.n, o->task))
        return RC_OK;
    c->going = true;
    s        = sim_seat_for(c->m, o->post, o->place, o->org, o->account);
    if (s) {
        c->waiting[s->post]++;
        c->waited_us[s->post] += sim_office_us(c->m, o->since, c->w->now);
    }
    return RC_OK;
}

static enum rc name_node(struct counting *c, int64_t node, bool org, struct str *ret)
{
    struct place p;
    struct org   o;
    enum rc      rc = org ? org_get(c->w, node, &o) : place_get(c->w, node, &p);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = arena_str(c->a, org ? o.name : p.name);
    return RC_OK;
}

static enum rc count_stuck(struct counting *c)
{
    struct sim *m = c->m;

    c->waiting   = ARENA_ARRAY(c->a, int64_t, m->n_tallies);
    c->waited_us = ARENA_ARRAY(c->a, int64_t, m->n_tallies);
    memset(c->waiting, 0, m->n_tallies * sizeof(*c->waiting));
    memset(c->waited_us, 0, m->n_tallies * sizeof(*c->waited_us));
    if (m->lost.n)
        qsort(m->lost.at, m->lost.n, sizeof(*m->lost.at), by_task);
    learn_going(c);
    c->last_case = NONE_I64;
    TRY(db_each(c->w->tx, &stmt_sim_open, ARGS(A(m->o->begin_at)), look_at, c));
    case_done(c);
    for (size_t i = 0; i < c->stuck.n; i++)
        if (c->stuck.at[i].why == SIM_NOBODY && c->nodes.at[i] != NONE_I64)
            TRY(name_node(c, c->nodes.at[i], c->orgs.at[i], &c->stuck.at[i].what));
    m->report.stuck   = c->stuck.at;
    m->report.n_stuck = c->stuck.n;
    return RC_OK;
}

/* -- posts -- */

/* Seats of a post; and whether this is the first of its post. */
static size_t seats_of(const struct sim *m, const struct sim_worker *k, const struct sim_seat *s,
                       bool *ret_first)
{
    size_t n = 0;

    *ret_first = true;
    for (size_t i = 0; i < k->n_seats; i++) {
        const struct sim_seat *one = m->seats.at[k->seats[i]];

        n += one->post + 1 < m->n_tallies;
        if (one->post == s->post && one->index < s->index)
            *ret_first = false;
    }
    return n;
}

struct crowd { /* those who hold a post */
    int64_t                people;
    double                 there_us, busiest;
    const struct sim_seat *busy;
};

static void count_holder(const struct sim *m, const struct sim_seat *s, size_t worker,
                         int64_t office_us, struct crowd *io)
{
    const struct sim_worker *k  = m->workers.at[worker];
    double                   us = (double)office_us * k->pace;
    bool                     first;
    size_t                   n = seats_of(m, k, s, &first);

    io->people += first;
    io->there_us += us / (double)n;
    if (us > 0 && (!io->busy || (double)k->worked_us / us > io->busiest)) {
        io->busiest = (double)k->worked_us / us;
        io->busy    = s;
    }
}

static enum rc count_post(struct counting *c, size_t tally, int64_t office_us)
{
    struct sim             *m     = c->m;
    const struct sim_tally *t     = &m->tallies[tally];
    struct sim_post         p     = { .name = arena_str(c->a, t->post), .hired = t->hired };
    struct crowd            crowd = { 0 };

    for (size_t i = 0; i < m->seats.n; i++) {
        const struct sim_seat *s = m->seats.at[i];

        for (size_t j = 0; s->post == tally && j < s->n_workers; j++)
            count_holder(m, s, s->workers[j], office_us, &crowd);
    }
    if (!crowd.busy)
        return RC_OK;
    put_title(c->a, &m->p->posts[tally].title, p.title);
    p.done      = t->done;
    p.waiting   = c->waiting[tally];
    p.worked_us = t->worked_us;
    p.there_us  = (int64_t)crowd.there_us;
    p.people    = crowd.people;
    p.busiest   = crowd.busiest;
    p.waited_us = t->waited_us + c->waited_us[tally];
    TRY(name_node(c, crowd.busy->key.node, crowd.busy->org, &p.busiest_at));
    m->report.posts[m->report.n_posts++] = p;
    return RC_OK;
}

static enum rc count_posts(struct counting *c)
{
    struct sim        *m = c->m;
    struct sim_report *r = &m->report;
    int64_t            office =
        (int64_t)((double)sim_office_us(m, m->o->begin_at, m->end_at) * m->o->other.hours);

    r->posts = ARENA_ARRAY(c->a, struct sim_post, m->n_tallies);
    for (size_t i = 0; i + 1 < m->n_tallies; i++)
        TRY(count_post(c, i, office));
    for (size_t i = 0; i < r->n_posts; i++)
        if (r->posts[i].waited_us > r->posts[r->bottleneck].waited_us)
            r->bottleneck = i;
    return RC_OK;
}

/* Why some ways were never gone. */
static void count_lacks(struct counting *c)
{
    struct sim *m = c->m;

    m->report.lacks = ARENA_ARRAY(c->a, struct sim_lack, m->orgs.n + 1);
    for (size_t i = 0; i < m->orgs.n; i++) {
        const struct sim_orgs *o = &m->orgs.at[i];
        const struct org_kind *k = practice_org_kind(m->p, o->kind);
        struct sim_lack       *l;

        if (!o->missed || !k)
            continue;
        l  = &m->report.lacks[m->report.n_lacks++];
        *l = (struct sim_lack){ .kind = arena_str(c->a, o->kind), .times = o->missed };
        put_title(c->a, &k->title, l->title);
    }
}

enum rc sim_count(struct work *w, struct sim *m, struct arena *a)
{
    struct counting c = { .m = m, .a = a, .w = w };

    TRY(sim_route(w, m)); /* what came of the last night */
    m->report.workers = 0;
    for (size_t i = 0; i < m->workers.n; i++)
        m->report.workers += m->workers.at[i]->n_seats > 0;
    count_lacks(&c);
    TRY(count_processes(&c));
    TRY(count_stuck(&c));
    return count_posts(&c);
}
