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

enum { SEATS_A_WORKER = 4 };

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

/* The place of a seat in m->seats; made when nobody held it yet. */
static size_t seat_index(struct sim *m, struct str post, int64_t node)
{
    struct sim_seat *s = sim_seat_of(m, post, node);

    if (s)
        return s->index;
    s        = ARENA_NEW(m->arena, struct sim_seat);
    s->key   = key_of(post, node);
    s->index = m->n_seats;
    HASH_ADD(hh, m->by_key, key, sizeof(s->key), s);
    if (m->n_seats == m->cap_seats)
        m->seats = arena_grow(m->arena, m->seats, &m->cap_seats, sizeof(*m->seats));
    m->seats[m->n_seats++] = s;
    return s->index;
}

static void add_seat(struct sim *m, size_t worker, struct str post, int64_t node)
{
    struct sim_worker *k  = &m->workers[worker];
    size_t             at = seat_index(m, post, node);
    struct sim_seat   *s  = m->seats[at];

    if (k->n_seats == SEATS_A_WORKER || s->n_workers == SIM_HOLDERS)
        return;
    k->seats[k->n_seats++]     = at;
    s->workers[s->n_workers++] = worker;
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

static bool post_acts(const struct practice *p, struct str post)
{
    for (size_t i = 0; i < p->n_processes; i++)
        if (process_asks(&p->processes[i], post))
            return true;
    return false;
}

/* -- hiring -- */

static size_t new_worker(struct sim *m, int64_t account)
{
    if (m->n_workers == m->cap_workers)
        m->workers = arena_grow(m->arena, m->workers, &m->cap_workers, sizeof(*m->workers));
    m->workers[m->n_workers] = (struct sim_worker){ .account = account };
    return m->n_workers++;
}

static enum rc hire_one(struct work *w, struct sim *m, const struct post *post, size_t nth,
                        size_t *ret_worker)
{
    struct account_new in = { .lang = LANG_ZH, .role = ROLE_NONE };
    int64_t            account;

    in.login = arena_fmt(w->arena, "sim.%.*s.%04zu", STR_ARG(post->name), nth + 1);
    in.name  = arena_fmt(w->arena, "%.*s%04zu", STR_ARG(post->title.zh), nth + 1);
    TRY(account_add(w, &in, &account));
    *ret_worker = new_worker(m, account);
    return RC_OK;
}

static enum rc give_post(struct work *w, struct sim *m, size_t worker, const struct post *post,
                         int64_t place, int64_t org)
{
    struct posting_new in = { .account    = m->workers[worker].account,
                              .place      = place,
                              .org        = org,
                              .post       = post->name,
                              .from       = day_of(w->now),
                              .to         = NONE_I32,
                              .concurrent = m->workers[worker].n_seats > 0 };
    int64_t            id;

    TRY(posting_add(w, &in, &id));
    add_seat(m, worker, post->name, place == NONE_I64 ? org : place);
    return RC_OK;
}

static size_t worker_of(struct sim *m, int64_t account)
{
    for (size_t k = 0; k < m->n_workers; k++)
        if (m->workers[k].account == account)
            return k;
    return new_worker(m, account);
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
    for (size_t i = 0; i < rows.n; i++)
        add_seat(m, worker_of(m, a[i].id), post->name, place == NONE_I64 ? org : place);
    return RC_OK;
}

struct hiring {
    const struct post *post;
    size_t             hired, nodes, worker;
    double             owed; /* of a further person */
};

/* One node more: a new person when the staff allows it, else the last one takes it too. */
static enum rc staff_node(struct work *w, struct sim *m, struct hiring *h, int64_t place,
                          int64_t org)
{
    bool held;

    TRY(holders_work(w, m, h->post, place, org, &held));
    if (held)
        return RC_OK;
    h->owed += m->o->staff;
    if (h->nodes++ == 0 || h->owed >= 1 || m->workers[h->worker].n_seats == SEATS_A_WORKER) {
        TRY(hire_one(w, m, h->post, h->hired++, &h->worker));
        h->owed = h->owed >= 1 ? h->owed - 1 : 0;
    }
    return give_post(w, m, h->worker, h->post, place, org);
}

static void add_unit(struct sim *m, int64_t org)
{
    for (size_t i = 0; i < m->n_units; i++)
        if (m->units[i] == org)
            return;
    if (m->n_units == m->cap_units)
        m->units = arena_grow(m->arena, m->units, &m->cap_units, sizeof(*m->units));
    m->units[m->n_units++] = org;
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
    struct hiring h = { .post = post };

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

enum rc sim_hire(struct work *w, struct sim *m)
{
    for (size_t i = 0; i < m->p->n_posts; i++)
        if (post_acts(m->p, m->p->posts[i].name))
            TRY(hire_for(w, m, &m->p->posts[i]));
    m->report.workers = (int64_t)m->n_workers;
    return RC_OK;
}
