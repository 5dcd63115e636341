/*
 * list: cases of a subtree, one's own, what a search finds, and how many of
 * them are late. Lists go back in time and continue before the last id given.
 */
#include "cases/engine.h"
#include "cases/list_rows.h"

#include <stdlib.h>
#include <string.h>

static const struct say say_no_scope =
    SAY("no_scope", "您没有可以查看事项的范围", "there is nowhere you may see cases");

/* With fewer cases a subtree is narrow: they are gathered. A wider one is walked back in time. */
enum { NARROW_MOST = 2000 };

struct asked {
    struct work             *w;
    const struct list_query *q;
    struct str               class_end, grams;
    struct str               unit, unit_end; /* only cases of units in this subtree */
    struct due_range         due;
    int64_t                  before, most;
    int64_t                  confidential; /* 0: none of those; NONE_I64: they too */
    bool                     open;         /* only what is open can be asked for */
};

/* "01.02" and all below it: up to "01.02/", the byte after the dot. */
struct str list_class_end(struct arena *a, struct str code)
{
    return code.p ? arena_fmt(a, "%.*s/", STR_ARG(code)) : STR_NONE;
}

struct due_range list_due_range(const struct work *w, int32_t clock)
{
    switch (clock) {
    case CLOCK_LATE:
        return (struct due_range){ INT64_MIN + 1, w->now - 1 };
    case CLOCK_SOON:
        return (struct due_range){ w->now, w->now + US_DAY - 1 };
    case CLOCK_CALM:
        return (struct due_range){ w->now + US_DAY, INT64_MAX - 1 };
    case CLOCK_NONE:
        return (struct due_range){ INT64_MAX, INT64_MAX };
    default:
        return (struct due_range){ NONE_I64, NONE_I64 };
    }
}

int64_t list_since(const struct list_query *q)
{
    return q->since == NONE_I32 ? NONE_I64 : day_start(q->since);
}

int64_t list_until(const struct list_query *q)
{
    return q->until == NONE_I32 ? NONE_I64 : day_start(q->until + 1);
}

void list_count_one(const struct work *w, int64_t due, struct clock_counts *n)
{
    if (due == NONE_I64)
        n->none++;
    else if (due < w->now)
        n->late++;
    else if (due < w->now + US_DAY)
        n->soon++;
    else
        n->calm++;
}

static struct asked asked_of(struct work *w, const struct list_query *q)
{
    return (struct asked){
        .w            = w,
        .q            = q,
        .class_end    = list_class_end(w->arena, q->class),
        .due          = list_due_range(w, q->clock),
        .before       = q->before == NONE_I64 ? INT64_MAX : q->before,
        .most         = q->limit == NONE_I64 ? LIST_USUAL : q->limit,
        .confidential = w->actor->system ? NONE_I64 : 0,
        .open         = q->state == CASE_OPEN || q->clock >= 0 || q->order == ORDER_DUE,
    };
}

enum { NARROW_ARGS = 13, ENDED_ARGS = 5, ARGS_MOST = 24 };

/* As NARROWED in list_rows.c has them. */
static void narrow_args(const struct asked *k, struct str path, struct arg *ret)
{
    const struct list_query *q                 = k->q;
    const struct arg         args[NARROW_ARGS] = {
                A(path),
                A(path_end(k->w->arena, path)),
                A(q->class),
                A(k->class_end),
                A(q->step),
                A(q->process),
                A(q->card > 0 ? (int64_t)q->card : NONE_I64),
                A(q->late ? (int64_t)1 : NONE_I64),
                A(k->unit),
                A(k->unit_end),
                A(k->confidential),
                A(list_since(q)),
                A(list_until(q)),
    };

    memcpy(ret, args, sizeof(args));
}

/* From the one day on, to the other's end; both absent where neither is asked for. */
static void again_args(const struct list_query *q, struct arg *ret)
{
    bool any = q->reopened_from != NONE_I32 || q->reopened_to != NONE_I32;

    ret[0] = A(!any ? NONE_I64 : q->reopened_from == NONE_I32 ? 0 : day_start(q->reopened_from));
    ret[1] = A(q->reopened_to == NONE_I32 ? INT64_MAX : day_start(q->reopened_to + 1));
}

/* `last`: what the statement asks beside what all of them ask. */
static enum rc by_path(struct asked *k, const struct stmt *stmt, struct str path, int64_t before,
                       struct arg last, struct rows *ret)
{
    const struct list_query *q     = k->q;
    int64_t                  state = k->open ? CASE_OPEN : q->state >= 0 ? q->state : NONE_I64;
    struct arg               args[ARGS_MOST], *more = args + NARROW_ARGS + ENDED_ARGS;

    narrow_args(k, path, args);
    args[NARROW_ARGS]     = A(q->closed_from == NONE_I32 ? NONE_I64 : day_start(q->closed_from));
    args[NARROW_ARGS + 1] = A(q->closed_to == NONE_I32 ? NONE_I64 : day_start(q->closed_to + 1));
    args[NARROW_ARGS + 2] = A(q->on_time ? (int64_t)0 : NONE_I64);
    again_args(q, args + NARROW_ARGS + 3);
    more[0] = A(state);
    more[1] = A(k->due.from);
    more[2] = A(k->due.to);
    more[3] = A(before);
    more[4] = A(k->most);
    more[5] = last;
    return db_all(k->w->tx, stmt, args, strlen(stmt->in), ret);
}

/* How cases of a subtree are found: by number, by words, by what is due; narrow ones, wide ones,
 * and how it is seen which they are. */
struct way {
    const struct stmt *number, *found, *due, *narrow, *wide, *count;
};
static const struct way by_place     = { &stmt_list_number, &stmt_list_found,  &stmt_list_due,
                                         &stmt_list_place,  &stmt_list_recent, &stmt_list_count_place };
static const struct way by_open      = { &stmt_list_number, &stmt_list_found,  &stmt_list_due,
                                         &stmt_list_open,   &stmt_list_recent, &stmt_list_count_open };
static const struct way by_unit      = { &stmt_list_number_unit, &stmt_list_found_unit,
                                         &stmt_list_due_unit,    &stmt_list_unit,
                                         &stmt_list_recent_unit, &stmt_list_count_unit };
static const struct way by_unit_open = { &stmt_list_number_unit, &stmt_list_found_unit,
                                         &stmt_list_due_unit,    &stmt_list_open_unit,
                                         &stmt_list_recent_unit, &stmt_list_count_unit };

/* What is rare may be far back: all that is open is gone through instead, which is never years. */
static bool narrows(const struct asked *k)
{
    const struct list_query *q = k->q;

    return q->class.p || q->step.p || q->process.p || q->card > 0 || q->late || q->clock >= 0 ||
           q->since != NONE_I32 || q->until != NONE_I32 || k->unit.p;
}

static enum rc by_way(struct asked *k, const struct way *way, struct str path, struct rows *ret)
{
    const struct list_query *q    = k->q;
    int64_t                  from = q->before == NONE_I64 ? 0 : q->before;
    int64_t                  due  = q->due_after != NONE_I64 ? q->due_after : from ? INT64_MAX : 0;
    struct number_row        there;

    if (q->number.p)
        return by_path(k, way->number, path, k->before, A(q->number), ret);
    if (q->q.p)
        return by_path(k, way->found, path, k->before, A(k->grams), ret);
    if (q->order == ORDER_DUE)
        return by_path(k, way->due, path, from, A(due), ret);
    if (k->open && narrows(k))
        return by_path(k, way->narrow, path, k->before, A(STR_NONE), ret);
    TRY(db_one(k->w->tx, way->count,
               ARGS(A(path), A(path_end(k->w->arena, path)), A((int64_t)NARROW_MOST)), &there));
    return by_path(k, there.n < NARROW_MOST ? way->narrow : way->wide, path, k->before, A(STR_NONE),
                   ret);
}

static enum rc within_unit(struct asked *k, struct str path, struct rows *ret)
{
    return by_way(k, k->open ? &by_unit_open : &by_unit, path, ret);
}

static enum rc within_place(struct asked *k, struct str path, struct rows *ret)
{
    return by_way(k, k->open ? &by_open : &by_place, path, ret);
}

static int newer(const void *a, const void *b)
{
    int64_t x = ((const struct case_brief *)a)->id, y = ((const struct case_brief *)b)->id;

    return x < y ? 1 : x > y ? -1 : 0;
}

static int sooner(const void *a, const void *b)
{
    const struct case_brief *x = a, *y = b;

    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    return x->id < y->id ? -1 : x->id > y->id ? 1 : 0;
}

/* Add what one subtree gave; a case may come by its place and by its unit. */
static void gather(struct arena *a, struct rows *all, const struct rows *more)
{
    struct case_brief       *at  = ARENA_ARRAY(a, struct case_brief, all->n + more->n + 1);
    const struct case_brief *old = all->at, *new = more->at;
    size_t                   n = 0;

    for (size_t i = 0; i < all->n; i++)
        at[n++] = old[i];
    for (size_t i = 0; i < more->n; i++) {
        bool there = false;

        for (size_t j = 0; j < all->n && !there; j++)
            there = old[j].id == new[i].id;
        if (!there)
            at[n++] = new[i];
    }
    *all = (struct rows){ at, n };
}

static enum rc of_scope(struct asked *k, struct rows *ret)
{
    struct scope s   = work_scope(k->w, CAP_CASE_READ);
    struct rows  all = { 0 }, some;

    if (s.n_places + s.n_orgs == 0)
        return WORK_FAULT(k->w, RC_DENIED, &say_no_scope);
    for (size_t i = 0; i < s.n_places; i++) {
        TRY(within_place(k, s.places[i], &some));
        gather(k->w->arena, &all, &some);
    }
    for (size_t i = 0; i < s.n_orgs; i++) {
        TRY(within_unit(k, s.orgs[i], &some));
        gather(k->w->arena, &all, &some);
    }
    if (s.n_places + s.n_orgs > 1) {
        qsort(all.at, all.n, sizeof(struct case_brief), k->q->order == ORDER_DUE ? sooner : newer);
        all.n = all.n > (size_t)k->most ? (size_t)k->most : all.n;
    }
    *ret = all;
    return RC_OK;
}

/* The place and the unit that are asked for; absent ones have no path. Whoever may read either the
 * place's cases or the unit's may read those that are both's. */
static enum rc place_and_unit(struct work *w, const struct list_query *q, struct place *ret_place,
                              struct org *ret_org)
{
    enum rc rc = q->place == NONE_I64 ? RC_OK : place_get(w, q->place, ret_place);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    rc = q->unit == NONE_I64 ? RC_OK : org_get(w, q->unit, ret_org);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("unit"), S("unit"));
    TRY(rc);
    return work_need(w, CAP_CASE_READ, ret_place->path, ret_org->path);
}

static void narrow_to_unit(struct asked *k, struct str path)
{
    k->unit     = path;
    k->unit_end = path_end(k->w->arena, path);
}

static enum rc of_place_and_unit(struct asked *k, struct rows *ret)
{
    struct place p = { 0 };
    struct org   o = { 0 };

    TRY(place_and_unit(k->w, k->q, &p, &o));
    if (!p.path.p)
        return within_unit(k, o.path, ret);
    if (o.path.p)
        narrow_to_unit(k, o.path);
    return within_place(k, p.path, ret);
}

/* False: the words that are sought say nothing, so that nothing has them. */
static bool sought(struct asked *k)
{
    if (!k->q->q.p)
        return true;
    k->grams = search_query(k->w->services->db, k->w->arena, k->q->q);
    return k->grams.p;
}

enum rc case_list(struct work *w, const struct list_query *q, struct rows *ret, int64_t *ret_next)
{
    struct asked             k    = asked_of(w, q);
    struct rows              rows = { 0 };
    const struct case_brief *b;

    if (sought(&k) && (!k.open || q->state != CASE_ENDED)) {
        if (q->unit == NONE_I64 && q->place == NONE_I64)
            TRY(of_scope(&k, &rows));
        else
            TRY(of_place_and_unit(&k, &rows));
    }
    b         = rows.at;
    *ret_next = rows.n && (int64_t)rows.n == k.most ? b[rows.n - 1].id : NONE_I64;
    *ret      = rows;
    return RC_OK;
}

enum rc case_list_mine(struct work *w, int64_t before, int64_t limit, struct rows *ret)
{
    return db_all(w->tx, &stmt_list_mine,
                  ARGS(A(w->actor->account), A(before == NONE_I64 ? INT64_MAX : before),
                       A(limit == NONE_I64 ? (int64_t)LIST_USUAL : limit)),
                  ret);
}

enum rc case_list_names(struct work *w, struct rows *rows)
{
    struct case_brief *at     = rows->at;
    int64_t           *places = ARENA_ARRAY(w->arena, int64_t, 2 * rows->n + 1);
    int64_t           *units  = places + rows->n;
    struct rows        place_named, unit_named;

    for (size_t i = 0; i < rows->n; i++) {
        places[i] = at[i].place;
        units[i]  = at[i].unit;
    }
    TRY(place_names(w, places, rows->n, &place_named));
    TRY(org_names(w, units, rows->n, &unit_named));
    for (size_t i = 0; i < rows->n; i++) {
        at[i].place_name = node_name_of(&place_named, at[i].place);
        at[i].unit_name  = node_name_of(&unit_named, at[i].unit);
    }
    return RC_OK;
}

/* -- counts -- */

static void add(struct clock_counts *to, const struct clock_counts *n)
{
    to->late += n->late;
    to->soon += n->soon;
    to->calm += n->calm;
    to->none += n->none;
}

static size_t tally_args(const struct asked *k, const struct stmt *stmt, struct str path,
                         struct arg *ret)
{
    narrow_args(k, path, ret);
    ret[NARROW_ARGS]     = A(k->w->now);
    ret[NARROW_ARGS + 1] = A(k->w->now + US_DAY);
    ret[NARROW_ARGS + 2] = A(k->grams);
    return strlen(stmt->in);
}

static enum rc tally_place(struct asked *k, struct str path, struct clock_counts *to)
{
    const struct stmt  *stmt = k->grams.p ? &stmt_tally_found : &stmt_tally_place;
    struct arg          args[ARGS_MOST];
    struct clock_counts n;

    TRY(db_one(k->w->tx, stmt, args, tally_args(k, stmt, path, args), &n));
    add(to, &n);
    return RC_OK;
}

static bool in_any(const struct scope *s, struct str path)
{
    for (size_t i = 0; s && path.p && i < s->n_places; i++)
        if (path_within(path, s->places[i]))
            return true;
    return false;
}

/* A unit's cases; those that `counted` has by their place were counted. */
static enum rc tally_unit(struct asked *k, struct str path, const struct scope *counted,
                          struct clock_counts *to)
{
    const struct stmt      *stmt = k->grams.p ? &stmt_tally_found_unit : &stmt_tally_unit;
    struct arg              args[ARGS_MOST];
    struct rows             rows;
    const struct tally_row *r;

    TRY(db_all(k->w->tx, stmt, args, tally_args(k, stmt, path, args), &rows));
    r = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (!in_any(counted, r[i].place_path))
            add(to, &r[i].n);
    return RC_OK;
}

static enum rc tally_scope(struct asked *k, struct clock_counts *to)
{
    struct scope s = work_scope(k->w, CAP_CASE_READ);

    if (s.n_places + s.n_orgs == 0)
        return WORK_FAULT(k->w, RC_DENIED, &say_no_scope);
    for (size_t i = 0; i < s.n_places; i++)
        TRY(tally_place(k, s.places[i], to));
    for (size_t i = 0; i < s.n_orgs; i++)
        TRY(tally_unit(k, s.orgs[i], &s, to));
    return RC_OK;
}

/* There is one case of a number, or none. */
static enum rc tally_number(struct work *w, const struct list_query *q, struct clock_counts *to)
{
    struct list_query        all = *q;
    struct rows              rows;
    const struct case_brief *b;
    int64_t                  next;

    all.clock  = -1;
    all.state  = CASE_OPEN;
    all.order  = ORDER_RECENT;
    all.before = all.due_after = all.limit = NONE_I64;
    all.closed_from = all.closed_to = all.reopened_from = all.reopened_to = NONE_I32;
    all.on_time                                                           = false;
    TRY(case_list(w, &all, &rows, &next));
    b = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        list_count_one(w, b[i].due, to);
    return RC_OK;
}

enum rc case_list_counts(struct work *w, const struct list_query *q, struct clock_counts *ret)
{
    struct asked        k = asked_of(w, q);
    struct clock_counts n = { 0 };
    struct place        p = { 0 };
    struct org          o = { 0 };

    if (!sought(&k) || q->state == CASE_ENDED) {
        n = (struct clock_counts){ 0 };
    } else if (q->number.p) {
        TRY(tally_number(w, q, &n));
    } else if (q->unit == NONE_I64 && q->place == NONE_I64) {
        TRY(tally_scope(&k, &n));
    } else {
        TRY(place_and_unit(w, q, &p, &o));
        if (p.path.p && o.path.p)
            narrow_to_unit(&k, o.path);
        TRY(p.path.p ? tally_place(&k, p.path, &n) : tally_unit(&k, o.path, NULL, &n));
    }
    *ret = n;
    return RC_OK;
}
