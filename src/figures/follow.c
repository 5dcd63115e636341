/*
 * follow: from what the journal says happened to what is counted.
 *
 * A batch of entries is added up in memory first, so that the top of the tree
 * is written once a batch and not once a case.
 */
#include "figures/follow_closed.h"
#include "figures/follow_marks.h"

#include <string.h>

#include <uthash.h>

enum { BATCH = 500 };

/* -- what is added up -- */

struct key {
    int64_t place, day;
    int64_t unit; /* 0: of no unit */
    size_t  name_n;
    char    name[PRACTICE_NAME_MOST]; /* process, or the shorter code of a class */
};
struct tally {
    struct key     key;
    int64_t        parent;
    int64_t        m[M_COUNT];
    UT_hash_handle hh;
};
struct unit_tally {
    struct key     key;
    int64_t        closed, late, returned, seconds;
    UT_hash_handle hh;
};
struct place_kept {
    struct place   p;
    UT_hash_handle hh;
};

struct batch {
    struct work       *w;
    struct tally      *days, *classes;
    struct unit_tally *units;
    struct place_kept *places;
};

/* One entry as far as figures care. */
struct event {
    const struct entry *e;
    const struct jval  *data;
    struct str          process, class;
    int64_t             place, unit;
    int32_t             day;
};

_Static_assert(CLASS_CODE_MOST <= PRACTICE_NAME_MOST, "a key holds either");

/* Whole bytes are compared, so none is left unset. */
static void key_make(int64_t place, struct str name, int32_t day, struct key *ret)
{
    BUG_ON(name.n > sizeof(ret->name)); /* two would fall together; no practice has such a one */
    memset(ret, 0, sizeof(*ret));
    ret->place  = place;
    ret->day    = day;
    ret->name_n = name.n;
    if (name.n)
        memcpy(ret->name, name.p, name.n);
}

/* As long as the key. */
static struct str key_name(const struct key *k)
{
    return (struct str){ k->name, k->name_n };
}

static struct tally *tally_of(struct batch *b, struct tally **table, const struct place *p,
                              struct str name, int32_t day)
{
    struct key    key;
    struct tally *t;

    key_make(p->id, name, day, &key);
    HASH_FIND(hh, *table, &key, sizeof(key), t);
    if (t)
        return t;
    t         = ARENA_NEW(b->w->arena, struct tally);
    t->key    = key;
    t->parent = p->parent;
    HASH_ADD(hh, *table, key, sizeof(key), t);
    return t;
}

/* The upper ones are those of many cases: each is read once a batch. */
static enum rc place_of(struct batch *b, int64_t id, const struct place **ret)
{
    struct place_kept *k;

    HASH_FIND(hh, b->places, &id, sizeof(id), k);
    if (!k) {
        k = ARENA_NEW(b->w->arena, struct place_kept);
        TRY(place_get(b->w, id, &k->p));
        HASH_ADD(hh, b->places, p.id, sizeof(k->p.id), k);
    }
    *ret = &k->p;
    return RC_OK;
}

static enum rc count_at(struct batch *b, const struct event *ev, int64_t place, enum measure m,
                        int64_t n)
{
    const struct place *p;

    for (; place != NONE_I64 && n != 0; place = p->parent) {
        TRY(place_of(b, place, &p));
        tally_of(b, &b->days, p, ev->process, ev->day)->m[m] += n;
    }
    return RC_OK;
}

static enum rc count(struct batch *b, const struct event *ev, enum measure m, int64_t n)
{
    return count_at(b, ev, ev->place, m, n);
}

static enum rc count_class(struct batch *b, const struct event *ev, enum measure m)
{
    const struct place *p;

    for (int64_t place = ev->place; place != NONE_I64 && ev->class.p; place = p->parent) {
        TRY(place_of(b, place, &p));
        tally_of(b, &b->classes, p, ev->class, ev->day)->m[m]++;
    }
    return RC_OK;
}

static struct unit_tally *unit_at(struct batch *b, const struct event *ev, int64_t place)
{
    struct key         key;
    struct unit_tally *t;

    key_make(place, ev->process, ev->day, &key);
    key.unit = ev->unit;
    HASH_FIND(hh, b->units, &key, sizeof(key), t);
    if (!t) {
        t      = ARENA_NEW(b->w->arena, struct unit_tally);
        t->key = key;
        HASH_ADD(hh, b->units, key, sizeof(key), t);
    }
    return t;
}

/* What its unit did, everywhere, at its place and at every place above. */
static enum rc count_unit(struct batch *b, const struct event *ev, const struct unit_tally *did)
{
    const struct place *p;
    int64_t             place = EVERYWHERE, next = ev->place;

    while (ev->unit != NONE_I64 && place != NONE_I64) {
        struct unit_tally *t = unit_at(b, ev, place);

        t->closed += did->closed;
        t->late += did->late;
        t->returned += did->returned;
        t->seconds += did->seconds;
        place = next;
        if (place == NONE_I64)
            break;
        TRY(place_of(b, place, &p));
        next = p->parent;
    }
    return RC_OK;
}

/* -- what happened -- */

static struct str text_at(const struct jval *v, const char *name)
{
    const struct jval *m = json_get(v, name);

    return m && m->kind == J_STR ? m->text : STR_NONE;
}

static int64_t id_at_name(const struct jval *v, const char *name)
{
    int64_t id;

    return str_int(text_at(v, name), &id) == RC_OK ? id : NONE_I64;
}

static int64_t int_at(const struct jval *v, const char *name)
{
    const struct jval *m = json_get(v, name);
    int64_t            n = 0;

    return m && m->kind == J_NUM && json_int(m, &n) == RC_OK ? n : 0;
}

static bool yes_at(const struct jval *v, const char *name)
{
    const struct jval *m = json_get(v, name);

    return m && m->kind == J_BOOL && m->yes;
}

static enum rc opened(struct batch *b, struct event *ev)
{
    int64_t at;

    if (time_parse(text_at(ev->data, "opened"), &at) == RC_OK)
        ev->day = day_of(at);
    TRY(count(b, ev, M_OPENED, 1));
    TRY(count_class(b, ev, M_OPENED));
    return count(b, ev, M_OPEN, 1);
}

static enum rc moved(struct batch *b, struct event *ev)
{
    struct str stage = text_at(ev->data, "stage"), to = text_at(ev->data, "to");
    bool       again = yes_at(ev->data, "again");

    TRY(follow_marks(b->w, &(struct marking){ ev->e->subject, ev->process, ev->place, ev->day },
                     json_get(ev->data, "marks")));
    if (!to.p)
        return RC_OK;
    TRY(count(b, ev, M_ESCALATED, yes_at(ev->data, "up")));
    if (yes_at(ev->data, "back")) {
        TRY(count_unit(b, ev, &(struct unit_tally){ .returned = 1 }));
        return count(b, ev, str_is(stage, "verify") ? M_REWORKED : M_RETURNED, 1);
    }
    if (yes_at(ev->data, "ends")) /* refused is not filed */
        return RC_OK;
    if (str_is(stage, "file"))
        return count(b, ev, M_FILED, !again);
    if (str_is(stage, "dispatch"))
        return count(b, ev, again ? M_REDISPATCHED : M_DISPATCHED, 1);
    return RC_OK;
}

static enum rc closed(struct batch *b, struct event *ev)
{
    struct str outcome = text_at(ev->data, "outcome");
    bool       late    = int_at(ev->data, "late") > 0;
    int64_t    seconds = int_at(ev->data, "seconds");

    TRY(count(b, ev, M_CLOSED, 1));
    TRY(count(b, ev, M_OPEN, -1));
    TRY(count(b, ev, late ? M_CLOSED_LATE : M_CLOSED_ON_TIME, 1));
    if (late)
        TRY(count(b, ev, M_OPEN_LATE, -1));
    if (str_is(outcome, "solved"))
        TRY(count(b, ev, M_SOLVED, 1));
    else if (str_is(outcome, "refused"))
        TRY(count(b, ev, M_REFUSED, 1));
    else if (str_is(outcome, "merged"))
        TRY(count(b, ev, M_MERGED, 1));
    TRY(count(b, ev, M_HANDLE_SECONDS, seconds));
    TRY(count_class(b, ev, M_CLOSED));
    if (late)
        TRY(count_class(b, ev, M_CLOSED_LATE));
    return count_unit(b, ev, &(struct unit_tally){ .closed = 1, .late = late, .seconds = seconds });
}

static enum rc write_all(struct batch *b);

/* Its closing is taken back where it was counted, which may be in this batch. */
static enum rc reopened(struct batch *b, struct event *ev)
{
    TRY(write_all(b));
    TRY(follow_reopened(b->w, ev->e));
    TRY(count(b, ev, M_REOPENED, 1));
    TRY(count(b, ev, M_OPEN, 1));
    return count(b, ev, M_OPEN_LATE, int_at(ev->data, "late") > 0);
}

static enum rc late(struct batch *b, struct event *ev)
{
    return count(b, ev, M_OPEN_LATE, yes_at(ev->data, "first"));
}

static enum rc card(struct batch *b, struct event *ev)
{
    struct str which = text_at(ev->data, "card");

    TRY(count(b, ev, M_YELLOW, str_is(which, "yellow")));
    return count(b, ev, M_RED, str_is(which, "red"));
}

/* A mark of four or five, or a plain yes. */
static enum rc evaluated(struct batch *b, struct event *ev)
{
    const struct jval *a = json_get(ev->data, "answers");

    if (!a)
        return RC_OK;
    TRY(count(b, ev, M_EVALUATED, 1));
    TRY(count(b, ev, M_SATISFIED, yes_at(a, "satisfied") || int_at(a, "satisfied") >= 4));
    TRY(count(b, ev, M_CONTACTED, yes_at(a, "contacted")));
    return count(b, ev, M_RESOLVED_SAID, yes_at(a, "resolved"));
}

/* It lies elsewhere now: what is open moves with it; what was opened and closed stays where it was.
 */
static enum rc placed(struct batch *b, struct event *ev)
{
    int64_t from    = id_at_name(ev->data, "from");
    int64_t is_open = yes_at(ev->data, "open"), is_late = is_open && int_at(ev->data, "late") > 0;

    TRY(count_at(b, ev, from, M_OPEN, -is_open));
    TRY(count_at(b, ev, from, M_OPEN_LATE, -is_late));
    TRY(count(b, ev, M_OPEN, is_open));
    return count(b, ev, M_OPEN_LATE, is_late);
}

static enum rc extended(struct batch *b, struct event *ev)
{
    return count(b, ev, M_EXTENDED, 1);
}

static enum rc escalated(struct batch *b, struct event *ev)
{
    return count(b, ev, M_ESCALATED, 1);
}

static enum rc kept(struct batch *b, struct event *ev)
{
    return count(b, ev, M_KEPT, 1);
}

static enum rc missed(struct batch *b, struct event *ev)
{
    return count(b, ev, M_MISSED, 1);
}

/* -- writing -- */

/* One row of a day, and what it changes of what is open now. */
static enum rc add_day(struct batch *b, const struct key *key, int64_t parent,
                       const int64_t m[M_COUNT])
{
    struct str process = key_name(key);
    int64_t    below   = parent == NONE_I64 ? 0 : parent;
    struct arg args[4 + M_COUNT];

    args[0] = arg_i(key->place);
    args[1] = arg_s(process);
    args[2] = arg_i(key->day);
    args[3] = arg_i(below);
    for (size_t i = 0; i < M_COUNT; i++)
        args[4 + i] = arg_i(m[i]);
    TRY(db_run(b->w->tx, &stmt_figure_add, args, ARRAY_LEN(args), NULL));
    if (m[M_OPEN] == 0 && m[M_OPEN_LATE] == 0)
        return RC_OK;
    return db_run(b->w->tx, &stmt_figure_gauge_add,
                  ARGS(A(key->place), A(below), A(process), A(m[M_OPEN]), A(m[M_OPEN_LATE])), NULL);
}

static enum rc write_days(struct batch *b)
{
    struct tally *t, *next;

    HASH_ITER(hh, b->days, t, next)
    {
        TRY(add_day(b, &t->key, t->parent, t->m));
    }
    HASH_ITER(hh, b->classes, t, next)
    {
        TRY(db_run(b->w->tx, &stmt_figure_class_add,
                   ARGS(A(t->key.place), A(key_name(&t->key)), A(t->key.day), A(t->m[M_OPENED]),
                        A(t->m[M_CLOSED]), A(t->m[M_CLOSED_LATE])),
                   NULL));
    }
    return RC_OK;
}

static enum rc write_units(struct batch *b)
{
    struct unit_tally *t, *next;

    HASH_ITER(hh, b->units, t, next)
    {
        TRY(db_run(b->w->tx, &stmt_figure_unit_add,
                   ARGS(A(t->key.place), A(t->key.day), A(t->key.unit), A(key_name(&t->key)),
                        A(t->closed), A(t->late), A(t->returned), A(t->seconds), A((int64_t)0),
                        A((int64_t)0)),
                   NULL));
    }
    return RC_OK;
}

/* uthash keeps its tables with malloc; the rows themselves are in the arena. */
static void forget(void *ctx)
{
    struct batch *b = ctx;

    HASH_CLEAR(hh, b->days);
    HASH_CLEAR(hh, b->classes);
    HASH_CLEAR(hh, b->units);
    HASH_CLEAR(hh, b->places);
}

static enum rc write_all(struct batch *b)
{
    TRY(write_days(b));
    TRY(write_units(b));
    forget(b);
    return RC_OK;
}

/* -- a place was moved -- */

static enum rc add_open(struct batch *b, int64_t place, int64_t parent, int32_t day,
                        const struct below_row *open, int64_t times)
{
    int64_t m[M_COUNT] = { [M_OPEN] = open->open * times, [M_OPEN_LATE] = open->open_late * times };
    struct key key;

    key_make(place, open->process, day, &key);
    return add_day(b, &key, parent, m);
}

/* At the place itself as counted below that parent, and at all above. */
static enum rc shift(struct batch *b, const struct event *ev, int64_t parent,
                     const struct below_row *open, int64_t times)
{
    const struct place *p;

    TRY(add_open(b, ev->e->subject, parent, ev->day, open, times));
    for (int64_t above = parent; above != NONE_I64; above = p->parent) {
        TRY(place_of(b, above, &p));
        TRY(add_open(b, above, p->parent, ev->day, open, times));
    }
    return RC_OK;
}

/* What is open there is open below the new parent from now on. What was opened and closed was so
 * below the old one, and what was counted after the move already, though told before it, has the
 * new parent. */
static enum rc place_moved(struct batch *b, const struct event *ev)
{
    int64_t                 from = id_at_name(ev->data, "parent_before");
    int64_t                 to   = id_at_name(ev->data, "parent");
    struct rows             rows;
    const struct below_row *open;

    TRY(write_all(b));
    TRY(db_all(b->w->tx, &stmt_figure_below,
               ARGS(A(ev->e->subject), A(from == NONE_I64 ? (int64_t)0 : from)), &rows));
    open = rows.at;
    for (size_t i = 0; i < rows.n && from != to; i++) {
        TRY(shift(b, ev, from, &open[i], -1));
        TRY(shift(b, ev, to, &open[i], 1));
    }
    return RC_OK;
}

static const struct {
    const char *kind;
    enum rc (*count)(struct batch *b, struct event *ev);
} kinds[] = {
    { "case.opened", opened },       { "case.moved", moved },   { "case.closed", closed },
    { "case.reopened", reopened },   { "case.late", late },     { "case.card", card },
    { "case.evaluated", evaluated }, { "case.placed", placed }, { "case.extended", extended },
    { "case.escalated", escalated }, { "case.kept", kept },     { "case.missed", missed },
};

static enum rc one_entry(struct batch *b, const struct entry *e)
{
    struct event ev = { .e = e, .day = day_of(e->at) };

    if (!e->data.text.p)
        return RC_OK;
    if (str_is(e->kind, "place.moved")) {
        TRY(json_parse(b->w->arena, e->data.text, b->w->faults, &ev.data));
        return place_moved(b, &ev);
    }
    if (!str_is(e->on, "case"))
        return RC_OK;
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        if (!str_is(e->kind, kinds[i].kind))
            continue;
        TRY(json_parse(b->w->arena, e->data.text, b->w->faults, &ev.data));
        ev.process = text_at(ev.data, "process");
        ev.class   = text_at(ev.data, "class");
        ev.place   = id_at_name(ev.data, "place");
        ev.unit    = id_at_name(ev.data, "unit");
        return kinds[i].count(b, &ev);
    }
    return RC_OK;
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    struct batch *b = ARENA_NEW(w->arena, struct batch);

    (void)ctx;
    b->w = w;
    arena_defer(w->arena, forget, b);
    for (size_t i = 0; i < n; i++)
        TRY(one_entry(b, &e[i]));
    return write_all(b);
}

const struct follower figures_follower = { .name = "figures", .batch = BATCH, .run = follow };
