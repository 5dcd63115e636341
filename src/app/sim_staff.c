/*
 * sim_staff: who works there.
 *
 * For each post that a process of the practice asks to act, somebody holds
 * it wherever it may be held. With less staff than one a place, one person
 * holds the post at several.
 */
#include "app/sim.h"
#include "people/people.h"

#include <string.h>

enum { NODES_A_WORKER = 4 };

static struct seat_key key_of(struct str post, int64_t node)
{
    struct seat_key k;

    memset(&k, 0, sizeof(k));
    k.node = node;
    if (post.p)
        memcpy(k.post, post.p, post.n < sizeof(k.post) - 1 ? post.n : sizeof(k.post) - 1);
    return k;
}

struct sim_seat *sim_seat_of(struct sim *m, struct str post, int64_t node)
{
    struct seat_key  k = key_of(post, node);
    struct sim_seat *s;

    HASH_FIND(hh, m->by_key, &k, sizeof(k), s);
    return s;
}

static size_t tally_of(const struct sim *m, struct str post)
{
    size_t i = 0;

    while (i + 1 < m->n_tallies && !str_eq(m->tallies[i].post, post))
        i++;
    return i; /* the last is for tasks of no post */
}

static struct sim_seat *new_seat(struct sim *m, struct str post, int64_t node, bool org)
{
    struct sim_seat *s = ARENA_NEW(m->arena, struct sim_seat);

    s->key   = key_of(post, node);
    s->org   = org;
    s->post  = tally_of(m, post);
    s->index = m->seats.n;
    HASH_ADD(hh, m->by_key, key, sizeof(s->key), s);
    *VEC_PUSH(m->arena, &m->seats) = s;
    return s;
}

static void add_holder(struct sim *m, struct sim_seat *s, size_t worker)
{
    if (s->n_workers == s->cap_workers)
        s->workers = arena_grow(m->arena, s->workers, &s->cap_workers, sizeof(*s->workers));
    s->workers[s->n_workers++] = worker;
}

static void add_seat_of(struct sim *m, struct sim_worker *k, size_t seat)
{
    if (k->n_seats == k->cap_seats)
        k->seats = arena_grow(m->arena, k->seats, &k->cap_seats, sizeof(*k->seats));
    k->seats[k->n_seats++] = seat;
}

static void seat_worker(struct sim *m, size_t worker, struct str post, int64_t node, bool org)
{
    struct sim_seat *s = sim_seat_of(m, post, node);

    if (!s)
        s = new_seat(m, post, node, org);
    add_seat_of(m, m->workers.at[worker], s->index);
    add_holder(m, s, worker);
}

static struct sim_worker *worker_by(struct sim *m, int64_t account, size_t *ret_index)
{
    struct sim_worker *k;

    HASH_FIND(hh, m->by_account, &account, sizeof(account), k);
    if (k)
        *ret_index = k->index;
    return k;
}

struct sim_seat *sim_seat_alone(struct sim *m, int64_t account)
{
    struct sim_seat *s = sim_seat_of(m, STR_NONE, account);
    size_t           i;

    if (s || !worker_by(m, account, &i))
        return s;
    seat_worker(m, i, STR_NONE, account, false);
    return sim_seat_of(m, STR_NONE, account);
}

/* Made when it is first asked for, which is seldom. */
struct sim_seat *sim_seat_any(struct sim *m, int64_t node)
{
    struct sim_seat *s = sim_seat_of(m, STR_NONE, node);
    size_t           n = m->seats.n;

    for (size_t i = 0; !s && i < n; i++) {
        struct sim_seat *one = m->seats.at[i];

        if (one->key.node != node)
            continue;
        for (size_t j = 0; j < one->n_workers; j++)
            seat_worker(m, one->workers[j], STR_NONE, node, one->org);
        s = sim_seat_of(m, STR_NONE, node);
    }
    return s;
}

enum rc sim_actor(struct work *w, struct sim_worker *k, const struct actor **ret)
{
    if (!k->actor)
        TRY(people_actor(w, k->account, &k->actor));
    *ret = k->actor;
    return RC_OK;
}

/* -- which posts act -- */

static bool asks(const struct who_list *who, struct str post)
{
    for (size_t i = 0; i < who->n; i++)
        if (who->at[i].kind == WHO_POST && str_eq(who->at[i].post, post))
            return true;
    return false;
}

static bool process_asks(const struct process *pr, struct str post)
{
    for (size_t i = 0; i < pr->n_steps; i++) {
        const struct step *s = &pr->steps[i];

        if (asks(&s->who, post))
            return true;
        for (size_t j = 0; j < s->n_clocks; j++)
            if (asks(&s->clocks[j].extend_who, post))
                return true;
        for (size_t j = 0; j < s->n_moves; j++)
            if (asks(&s->moves[j].who, post))
                return true;
    }
    return asks(&pr->open, post);
}

static bool post_acts(const struct practice *p, const struct post *post)
{
    for (size_t i = 0; i < p->n_processes; i++)
        if (process_asks(&p->processes[i], post->name))
            return true;
    return sim_answers_objections(p, post);
}

/* -- where one person is not enough -- */

static bool step_asks(const struct process *pr, int32_t step, struct str post)
{
    return asks(&pr->steps[step].who, post);
}

/* Is somebody else of the same post asked, than who did an earlier step? */
static bool list_needs_two(const struct process *pr, const struct who_list *who, struct str post)
{
    bool two = false;

    for (size_t i = 0; i < who->n_not && asks(who, post); i++)
        two = two || step_asks(pr, who->not_step[i], post);
    return two;
}

static bool needs_two(const struct practice *p, struct str post)
{
    for (size_t i = 0; i < p->n_processes; i++)
        for (size_t k = 0; k < p->processes[i].n_steps; k++)
            if (list_needs_two(&p->processes[i], &p->processes[i].steps[k].who, post))
                return true;
    return false;
}

/* -- hiring -- */

static size_t new_worker(struct sim *m, int64_t account)
{
    struct sim_worker *k = ARENA_NEW(m->arena, struct sim_worker);

    k->account = account;
    k->pace    = 1;
    k->index   = m->workers.n;
    HASH_ADD(hh, m->by_account, account, sizeof(k->account), k);
    *VEC_PUSH(m->arena, &m->workers) = k;
    return k->index;
}

enum rc sim_hire_one(struct work *w, struct sim *m, const struct post *post, size_t *ret_worker)
{
    struct account_new in = { .lang = LANG_ZH, .role = ROLE_NONE };
    struct sim_tally  *t  = &m->tallies[tally_of(m, post->name)];
    struct account     taken;
    int64_t            account;
    enum rc            rc;

    do { /* an earlier run in the same folder hired, too */
        t->named++;
        in.login = arena_fmt(w->arena, "sim.%.*s.%04lld", STR_ARG(post->name), (long long)t->named);
        rc       = account_by_login(w, in.login, &taken);
    } while (rc == RC_OK);
    if (rc != RC_NOT_FOUND)
        return rc;
    in.name = arena_fmt(w->arena, "%.*s%04lld", STR_ARG(post->title.zh), (long long)t->named);
    TRY(account_add(w, &in, &account));
    *ret_worker = new_worker(m, account);
    return RC_OK;
}

enum rc sim_give_post(struct work *w, struct sim *m, size_t worker, const struct post *post,
                      int64_t place, int64_t org)
{
    struct posting_new in = { .account    = m->workers.at[worker]->account,
                              .place      = place,
                              .org        = org,
                              .post       = post->name,
                              .from       = day_of(w->now),
                              .to         = NONE_I32,
                              .concurrent = m->workers.at[worker]->n_seats > 0 };
    int64_t            id;

    TRY(posting_add(w, &in, &id));
    seat_worker(m, worker, post->name, place == NONE_I64 ? org : place, place == NONE_I64);
    return RC_OK;
}

/* Who holds it already works there. */
static enum rc holders_work(struct work *w, struct sim *m, const struct post *post, int64_t place,
                            int64_t org, bool *ret_held)
{
    struct rows           rows;
    const struct account *a;

    TRY(people_holders(w, post->name, place, org, &rows));
    a         = rows.at;
    *ret_held = rows.n > 0;
    for (size_t i = 0; i < rows.n; i++) {
        size_t at;

        if (!worker_by(m, a[i].id, &at))
            at = new_worker(m, a[i].id);
        seat_worker(m, at, post->name, place == NONE_I64 ? org : place, place == NONE_I64);
    }
    return RC_OK;
}

struct hiring {
    const struct post *post;
    size_t             nodes, worker;
    double             owed; /* of a further person */
    bool               two;  /* one is not enough */
};

/* A second pair of eyes, where the process asks for one and a single person holds the post. */
static enum rc second_holder(struct work *w, struct sim *m, struct hiring *h, int64_t place,
                             int64_t org, bool held)
{
    struct sim_seat *s = sim_seat_of(m, h->post->name, place == NONE_I64 ? org : place);
    size_t           worker;

    if (!h->two || !s || s->n_workers != 1)
        return RC_OK;
    TRY(sim_hire_one(w, m, h->post, &worker));
    m->tallies[tally_of(m, h->post->name)].hired += held;
    return sim_give_post(w, m, worker, h->post, place, org);
}

/* One node more: a new person when the staff allows it, else the last one takes it too. */
static enum rc staff_node(struct work *w, struct sim *m, struct hiring *h, int64_t place,
                          int64_t org)
{
    bool held;

    TRY(holders_work(w, m, h->post, place, org, &held));
    if (held)
        return second_holder(w, m, h, place, org, true);
    m->tallies[tally_of(m, h->post->name)].hired++;
    h->owed += m->o->staff;
    if (h->nodes++ == 0 || h->owed >= 1 || m->workers.at[h->worker]->n_seats == NODES_A_WORKER) {
        TRY(sim_hire_one(w, m, h->post, &h->worker));
        h->owed = h->owed >= 1 ? h->owed - 1 : 0;
    }
    TRY(sim_give_post(w, m, h->worker, h->post, place, org));
    return second_holder(w, m, h, place, org, false);
}

static void add_unit(struct sim *m, int64_t org)
{
    for (size_t i = 0; i < m->units.n; i++)
        if (m->units.at[i] == org)
            return;
    *VEC_PUSH(m->arena, &m->units) = org;
}

/* A post that may be held at departments may be held at each kind of department. */
static enum rc staff_orgs(struct work *w, struct sim *m, struct hiring *h, struct str broad)
{
    for (size_t i = 0; i < m->p->n_org_kinds; i++) {
        struct rows       rows;
        const struct org *o;

        if (!practice_org_is(m->p, m->p->org_kinds[i].name, broad))
            continue;
        TRY(orgs_of_kind(w, m->p->org_kinds[i].name, &rows));
        o = rows.at;
        for (size_t j = 0; j < rows.n; j++) {
            TRY(staff_node(w, m, h, NONE_I64, o[j].id));
            add_unit(m, o[j].id);
        }
    }
    return RC_OK;
}

static enum rc hire_for(struct work *w, struct sim *m, const struct post *post)
{
    struct hiring h = { .post = post, .two = needs_two(m->p, post->name) };

    for (size_t i = 0; i < post->n_at; i++) {
        struct rows rows;

        if (!practice_place_kind(m->p, post->at[i])) {
            TRY(staff_orgs(w, m, &h, post->at[i]));
            continue;
        }
        TRY(places_of_kind(w, post->at[i], &rows));
        for (size_t j = 0; j < rows.n; j++)
            TRY(staff_node(w, m, &h, ((const struct place *)rows.at)[j].id, NONE_I64));
    }
    return RC_OK;
}

static void begin_tallies(struct sim *m)
{
    m->n_tallies = m->p->n_posts + 1;
    m->tallies   = ARENA_ARRAY(m->arena, struct sim_tally, m->n_tallies);
    for (size_t i = 0; i < m->n_tallies; i++)
        m->tallies[i] =
            (struct sim_tally){ .post = i < m->p->n_posts ? m->p->posts[i].name : STR_NONE };
}

enum rc sim_hire(struct work *w, struct sim *m)
{
    begin_tallies(m);
    for (size_t i = 0; i < m->p->n_posts; i++)
        if (post_acts(m->p, &m->p->posts[i]))
            TRY(hire_for(w, m, &m->p->posts[i]));
    return RC_OK;
}
