/*
 * sim_open: cases come in, each by a door of its own: a resident with an
 * account or without, somebody at work, the hotline, a counter.
 *
 * Processes come as often as classes lead to them, and those to which none
 * leads as often as one class. Who opens a case at work holds a post that the
 * process names for it, or one that may open cases at all.
 */
#include "app/sim.h"
#include "people/people.h"

#include <math.h>

enum { RESIDENTS = 40, TRIES = 3, FOLDED = 64 };

static const struct actor nobody = { .account = NONE_I64, .name = { "", 0 } };

/* -- the doors -- */

static bool names(const struct sim_opening *o, struct str post)
{
    for (size_t i = 0; i < o->n_posts; i++)
        if (str_eq(o->posts[i], post))
            return true;
    return false;
}

static void add_posts(struct sim_opening *o, const struct who_list *who, bool of_opener)
{
    for (size_t i = 0; i < who->n; i++) {
        const struct who *one = &who->at[i];

        if (one->kind == WHO_POST && one->post.p && (one->at == AT_OPENER) == of_opener &&
            !names(o, one->post))
            o->posts[o->n_posts++] = one->post;
    }
}

static bool post_can(const struct post *p, const char *cap)
{
    for (size_t i = 0; i < p->n_can; i++)
        if (str_is(p->can[i], cap))
            return true;
    return false;
}

/* Whoever opens it comes back to it where the pack says "@ opener". */
static void learn_posts(struct sim *m, struct sim_opening *o)
{
    const struct process *pr = o->pr;
    size_t                n;

    o->posts = ARENA_ARRAY(m->arena, struct str, m->p->n_posts + 1);
    add_posts(o, &pr->open, false);
    if (o->n_posts)
        return;
    for (size_t i = 0; i < pr->n_steps; i++)
        add_posts(o, &pr->steps[i].who, true);
    n = 0;
    for (size_t i = 0; i < o->n_posts; i++)
        if (post_can(practice_post(m->p, o->posts[i]), "case.open"))
            o->posts[n++] = o->posts[i];
    o->n_posts = n;
    for (size_t i = 0; i < m->p->n_posts && n == 0; i++)
        if (post_can(&m->p->posts[i], "case.open"))
            o->posts[o->n_posts++] = m->p->posts[i].name;
}

static const struct form_field *asked(const struct sim_opening *o, const char *name)
{
    return form_field(&o->pr->form, str_of(name));
}

static void learn_classes(struct sim *m, struct sim_opening *o)
{
    const struct form_field *f = asked(o, "class");

    o->classes = ARENA_ARRAY(m->arena, const struct case_class *, m->p->n_classes + 1);
    for (size_t i = 0; i < m->p->n_classes; i++) {
        const struct case_class *k = &m->p->classes[i];

        if (!k->leaf || k->stop.zh.p)
            continue;
        if (f && f->of.p ? practice_class_within(m->p, k->code, f->of)
                         : str_eq(k->process, o->pr->name))
            o->classes[o->n_classes++] = k;
    }
    o->weight = o->n_classes ? (double)o->n_classes : 1;
    /* None leads here, and one must be given: somebody chooses the process, and any class. */
    for (size_t i = 0; i < m->p->n_classes && o->weight == 1 && f && f->need && !f->of.p; i++)
        if (m->p->classes[i].leaf && !m->p->classes[i].stop.zh.p)
            o->classes[o->n_classes++] = &m->p->classes[i];
}

static enum rc learn_places(struct work *w, struct sim *m, struct sim_opening *o)
{
    const struct form_field *f = asked(o, "place");
    struct rows              rows;
    struct place            *at;

    if (!f || !f->of.p)
        return RC_OK;
    TRY(places_of_kind(w, f->of, &rows));
    at = arena_array(m->arena, rows.n + 1, sizeof(*at));
    for (size_t i = 0; i < rows.n; i++) {
        at[i]      = ((const struct place *)rows.at)[i];
        at[i].name = arena_str(m->arena, at[i].name);
    }
    o->places   = at;
    o->n_places = rows.n;
    return RC_OK;
}

/* Residents who have an account. */
static enum rc settle_residents(struct work *w, struct sim *m)
{
    for (int i = 1; i <= RESIDENTS; i++) {
        struct account_new in = { .lang = LANG_ZH, .role = ROLE_NONE };
        struct account     there;
        int64_t            id;
        enum rc            rc;

        in.login = arena_fmt(w->arena, "sim.resident.%03d", i);
        in.name  = arena_fmt(w->arena, "居民%03d", i);
        rc       = account_by_login(w, in.login, &there);
        id       = there.id;
        if (rc == RC_NOT_FOUND)
            rc = account_add(w, &in, &id);
        TRY(rc);
        *VEC_PUSH(m->arena, &m->residents) = id;
    }
    return RC_OK;
}

enum rc sim_world_learn(struct work *w, struct sim *m)
{
    m->openings = ARENA_ARRAY(m->arena, struct sim_opening, m->p->n_processes + 1);
    for (size_t i = 0; i < m->p->n_processes; i++) {
        struct sim_opening *o = &m->openings[m->n_openings++];

        *o = (struct sim_opening){ .pr = &m->p->processes[i] };
        learn_posts(m, o);
        learn_classes(m, o);
        TRY(learn_places(w, m, o));
        m->openings_weight += o->weight;
    }
    return settle_residents(w, m);
}

/* -- one case -- */

static struct sim_opening *some_opening(struct sim *m)
{
    double at = rng_real(&m->world) * m->openings_weight;
    size_t i  = 0;

    while (i + 1 < m->n_openings && at >= m->openings[i].weight)
        at -= m->openings[i++].weight;
    return &m->openings[i];
}

/* Grid workers find nearly half of what is reported. */
static int32_t some_channel(struct sim *m, const struct process *pr)
{
    static const int32_t order[] = { CH_WORKER, CH_ACCOUNT,   CH_HOTLINE, CH_ANYONE,
                                     CH_WORKER, CH_ON_BEHALF, CH_PATROL,  CH_WORKER };
    uint64_t             from    = rng_below(&m->world, ARRAY_LEN(order));

    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        int32_t c = order[(from + i) % ARRAY_LEN(order)];

        if (pr->channels >> c & 1)
            return c;
    }
    return CH_COUNT;
}

/* The same post is held at several kinds of places, and the process may name one of them. */
static bool opens_at(const struct sim_opening *o, struct str post, const struct place *at)
{
    bool named = false;

    for (size_t i = 0; i < o->pr->open.n; i++) {
        const struct who *one = &o->pr->open.at[i];

        if (one->kind != WHO_POST || !str_eq(one->post, post))
            continue;
        if (one->at != AT_KIND || str_eq(one->name, at->kind))
            return true;
        named = true;
    }
    return !named;
}

/* Somebody at work: who is there, or nearest above, if there is one, else any. */
static struct sim_worker *some_worker(struct sim *m, const struct sim_opening *o,
                                      const struct rows *line)
{
    const struct place *at   = line->at;
    uint64_t            from = rng_below(&m->hands, m->seats.n + 1);

    for (size_t k = line->n; k-- > 0;)
        for (size_t i = 0; i < o->n_posts; i++) {
            struct sim_seat *s = sim_seat_of(m, o->posts[i], at[k].id);

            if (s && s->n_workers && opens_at(o, o->posts[i], &at[k]))
                return m->workers.at[s->workers[from % s->n_workers]];
        }
    for (size_t i = 0; i < m->seats.n; i++) {
        struct sim_seat *s = m->seats.at[(from + i) % m->seats.n];

        if (s->n_workers && names(o, m->tallies[s->post].post))
            return m->workers.at[s->workers[from % s->n_workers]];
    }
    return NULL;
}

struct arrival {
    struct sim         *m;
    struct sim_opening *o;
    const struct place *at;
    const struct actor *actor;
    struct case_in      in;
    struct sim_about    about;
    struct form         own;
    struct opened       opened;
};

static enum rc resident(struct work *w, struct sim *m, const struct actor **ret)
{
    int64_t id = m->residents.at[rng_below(&m->world, m->residents.n)];

    return people_actor(w, id, ret);
}

/* Who comes, and how; *ret_lent: the actor is to be given back. */
static enum rc come(struct work *w, struct arrival *x, bool *ret_lent)
{
    struct sim_worker *k;
    struct rows        line;

    *ret_lent = x->in.channel == CH_ACCOUNT;
    if (*ret_lent)
        return resident(w, x->m, &x->actor);
    x->actor = &nobody;
    if (x->in.channel == CH_ANYONE)
        return RC_OK;
    if (x->in.channel == CH_HOTLINE) { /* handed over by the hotline's program */
        x->actor = &actor_system;
        return RC_OK;
    }
    if (x->in.channel == CH_ON_BEHALF) {
        x->in.for_name  = S("来访居民");
        x->in.for_phone = S("00000000");
    }
    TRY(place_line(w, x->in.place, &line));
    k = some_worker(x->m, x->o, &line);
    return k ? sim_actor(w, k, &x->actor) : RC_OK;
}

static bool lies_in(const struct arrival *x, double lon, double lat)
{
    struct located there;

    return territory_locate(x->m->s, lon, lat, 0, &there) == RC_OK && there.place == x->at->id;
}

/* Somewhere around the place's own point, and not across its border where it has one. */
static void stand_within(struct arrival *x)
{
    struct rng *world    = &x->m->world;
    bool        bordered = lies_in(x, x->at->lon, x->at->lat);

    /* from 200 m on, in degrees */
    for (double wide = 0.002; wide > 0.0001; wide /= 2) {
        x->in.lon = x->at->lon + (rng_real(world) - 0.5) * wide;
        x->in.lat = x->at->lat + (rng_real(world) - 0.5) * wide;
        if (!bordered || lies_in(x, x->in.lon, x->in.lat))
            return;
    }
    x->in.lon = x->at->lon;
    x->in.lat = x->at->lat;
}

static void describe(struct work *w, struct arrival *x)
{
    struct sim              *m  = x->m;
    const struct process    *pr = x->o->pr;
    const struct case_class *k  = NULL;
    struct form_field       *at = ARENA_ARRAY(w->arena, struct form_field, pr->form.n + 1);

    if (x->o->n_classes)
        k = x->o->classes[rng_below(&m->world, x->o->n_classes)];
    x->in.process = pr->name;
    if (k && (str_eq(k->process, pr->name) || asked(x->o, "class")))
        x->in.class = k->code;
    x->in.words = sim_words(m, w->arena, k ? k->title.zh : pr->title.zh, x->at->name);
    x->in.place = x->at->id;
    if (asked(x->o, "address"))
        x->in.address = arena_fmt(w->arena, "%.*s1号", STR_ARG(x->at->name));
    if (pr->n_grades)
        x->in.grade = pr->grades[rng_below(&m->world, 10) ? 0 : pr->n_grades - 1].code;
    if (!isnan(x->at->lon))
        stand_within(x);
    x->own = (struct form){ .at = at };
    for (size_t i = 0; i < pr->form.n; i++)
        if (!field_is_beside(pr->form.at[i].name))
            at[x->own.n++] = pr->form.at[i];
}

static enum rc file_it(struct work *w, void *ctx)
{
    struct arrival *x = ctx;
    bool            can;

    w->actor = x->actor;
    TRY(sim_fill(w, x->m, x->o->pr, &x->own, &x->about, &x->in.form, &can));
    if (!can)
        return RC_INVALID;
    return case_open(w, &x->in, &x->opened);
}

static enum rc file_with_tries(struct work *w, struct arrival *x)
{
    enum rc rc = RC_OK;

    for (int i = 0; i < TRIES; i++) {
        uint64_t more;

        w->faults->n = 0;
        rc           = work_part(w, file_it, x);
        more         = sim_missing(&x->own, w->faults) & ~x->about.also;
        if (rc == RC_OK || work_lost(rc) || !more)
            break;
        x->about.also |= more;
    }
    return rc;
}

/* What stands there now may be the initiator's own turn. */
static void expect_party(struct work *w, struct sim *m, const struct sim_opening *o, int64_t id)
{
    if (o->pr->n_steps && sim_for_parties(&o->pr->steps[0]))
        sim_later(m, w->now + (int64_t)(rng_exp(&m->hands, 20) * (double)US_HOUR), EV_PARTY, id);
}

enum rc sim_report_one(struct work *w, struct sim *m)
{
    struct sim_opening *o = some_opening(m);
    struct arrival      x = { .m = m, .o = o };
    bool                lent;
    enum rc             rc;

    shape_clear(&case_in_shape, &x.in);
    x.at = o->n_places ? &o->places[rng_below(&m->world, o->n_places)] : sim_some_grid(m);
    describe(w, &x);
    x.in.channel = some_channel(m, o->pr);
    if (x.in.channel == CH_COUNT) { /* only other processes open it */
        m->openings_weight -= o->weight;
        o->weight = 0;
        return RC_OK;
    }
    TRY(come(w, &x, &lent));
    x.about = (struct sim_about){ NONE_I64, x.in.place, rng_next(&m->world), 0 };
    rc      = file_with_tries(w, &x);
    if (lent)
        people_actor_release(x.actor);
    if (work_lost(rc))
        return rc;
    if (rc != RC_OK) {
        sim_keep_reason(m->report.why, sizeof(m->report.why), m->o->lang, w->faults);
        m->report.refused++;
        o->refused++;
        return RC_OK;
    }
    m->report.reported++;
    o->opened++;
    expect_party(w, m, o, x.opened.id);
    return RC_OK;
}
