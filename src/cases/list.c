/*
 * list: cases of a subtree, one's own, what waits for one, what a search
 * finds. Lists go back in time and continue before the last id given.
 */
#include "cases/list.h"
#include "cases/engine.h"

#include <stdlib.h>

static const struct say say_no_scope =
    SAY("no_scope", "您没有可以查看事项的范围", "there is nowhere you may see cases");

/* With fewer cases a subtree is narrow: they are gathered. A wider one is walked back in time. */
enum { NARROW_MOST = 2000 };

struct asked {
    struct work             *w;
    const struct list_query *q;
    struct str               class_end, grams;
    struct str               unit, unit_end; /* only cases of units in this subtree */
    int64_t                  before, most;
    int64_t                  confidential; /* 0: none of those; NONE_I64: they too */
};

static int64_t flag(bool on)
{
    return on ? 1 : NONE_I64;
}

/* "01.02" and all below it: up to "01.02/", the byte after the dot. */
static struct str class_end(struct arena *a, struct str code)
{
    return code.p ? arena_fmt(a, "%.*s/", STR_ARG(code)) : STR_NONE;
}

static int64_t card_least(const struct list_query *q)
{
    return q->card > 0 ? q->card : NONE_I64;
}

static int64_t state_of(const struct list_query *q)
{
    return q->state >= 0 ? q->state : NONE_I64;
}

/* `last`: what the statement asks beside what all of them ask. */
static enum rc by_path(struct asked *k, const struct stmt *stmt, struct str path, int64_t before,
                       struct arg last, struct rows *ret)
{
    const struct list_query *q = k->q;

    return db_all(k->w->tx, stmt,
                  ARGS(A(path), A(path_end(k->w->arena, path)), A(before), A(state_of(q)),
                       A(q->class), A(k->class_end), A(q->step), A(q->process), A(card_least(q)),
                       A(flag(q->late)), A(k->most), A(k->unit), A(k->unit_end), last,
                       A(k->confidential)),
                  ret);
}

/* How cases of a subtree are found: by number, by words, by what is due; narrow ones, wide ones,
 * and how it is seen which they are. */
struct way {
    const struct stmt *number, *found, *due, *narrow, *wide, *count;
};
static const struct way by_place = { &stmt_list_number, &stmt_list_found,  &stmt_list_due,
                                     &stmt_list_place,  &stmt_list_recent, &stmt_list_count_place };
static const struct way by_open  = { &stmt_list_number, &stmt_list_found,  &stmt_list_due,
                                     &stmt_list_open,   &stmt_list_recent, &stmt_list_count_open };
static const struct way by_unit  = { &stmt_list_number_unit, &stmt_list_found_unit,
                                     &stmt_list_due_unit,    &stmt_list_unit,
                                     &stmt_list_recent_unit, &stmt_list_count_unit };

static enum rc by_way(struct asked *k, const struct way *way, struct str path, struct rows *ret)
{
    const struct list_query *q    = k->q;
    int64_t                  from = q->before == NONE_I64 ? 0 : q->before;
    struct number_row        there;

    if (q->number.p)
        return by_path(k, way->number, path, k->before, A(q->number), ret);
    if (q->q.p)
        return by_path(k, way->found, path, k->before, A(k->grams), ret);
    if (q->order == ORDER_DUE)
        return by_path(k, way->due, path, from, A(q->due_after == NONE_I64 ? 0 : q->due_after),
                       ret);
    TRY(db_one(k->w->tx, way->count,
               ARGS(A(path), A(path_end(k->w->arena, path)), A((int64_t)NARROW_MOST)), &there));
    return by_path(k, there.n < NARROW_MOST ? way->narrow : way->wide, path, k->before, A(STR_NONE),
                   ret);
}

static enum rc within_unit(struct asked *k, struct str path, struct rows *ret)
{
    return by_way(k, &by_unit, path, ret);
}

static enum rc within_place(struct asked *k, struct str path, struct rows *ret)
{
    return by_way(k, k->q->state == CASE_OPEN ? &by_open : &by_place, path, ret);
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

/* Whoever may read either the place's cases or the unit's may read those that are both's. */
static enum rc of_place_and_unit(struct asked *k, struct rows *ret)
{
    const struct list_query *q = k->q;
    struct place             p = { 0 };
    struct org               o = { 0 };
    enum rc                  rc;

    rc = q->place == NONE_I64 ? RC_OK : place_get(k->w, q->place, &p);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(k->w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    rc = q->unit == NONE_I64 ? RC_OK : org_get(k->w, q->unit, &o);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(k->w, RC_NOT_FOUND, &say_not_found, S("unit"), S("unit"));
    TRY(rc);
    TRY(work_need(k->w, CAP_CASE_READ, p.path, o.path));
    if (!p.path.p)
        return within_unit(k, o.path, ret);
    if (o.path.p) {
        k->unit     = o.path;
        k->unit_end = path_end(k->w->arena, o.path);
    }
    return within_place(k, p.path, ret);
}

static enum rc find(struct asked *k, struct rows *ret)
{
    if (k->q->q.p) {
        k->grams = search_query(k->w->services->db, k->w->arena, k->q->q);
        if (!k->grams.p) {
            *ret = (struct rows){ 0 };
            return RC_OK;
        }
    }
    if (k->q->unit == NONE_I64 && k->q->place == NONE_I64)
        return of_scope(k, ret);
    return of_place_and_unit(k, ret);
}

enum rc case_list(struct work *w, const struct list_query *q, struct rows *ret, int64_t *ret_next)
{
    struct asked k = {
        .w            = w,
        .q            = q,
        .class_end    = class_end(w->arena, q->class),
        .before       = q->before == NONE_I64 ? INT64_MAX : q->before,
        .most         = q->limit == NONE_I64 ? LIST_USUAL : q->limit,
        .confidential = w->actor->system ? NONE_I64 : 0,
    };
    struct rows              rows;
    const struct case_brief *b;

    TRY(find(&k, &rows));
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

/* -- what waits -- */

static int todo_sooner(const void *a, const void *b)
{
    const struct todo_row *x = a, *y = b;
    int64_t                dx = x->due == NONE_I64 ? INT64_MAX : x->due;
    int64_t                dy = y->due == NONE_I64 ? INT64_MAX : y->due;

    if (dx != dy)
        return dx < dy ? -1 : 1;
    return x->task < y->task ? -1 : x->task > y->task ? 1 : 0;
}

/* Whoever holds two posts at one place finds there once what is for any post. `all` is sorted. */
static void once_each(struct rows *all)
{
    struct todo_row *at = all->at;
    size_t           n  = 0;

    for (size_t i = 0; i < all->n; i++)
        if (n == 0 || at[n - 1].task != at[i].task)
            at[n++] = at[i];
    all->n = n;
}

static void gather_todo(struct arena *a, struct rows *all, const struct rows *more)
{
    struct todo_row *at  = ARENA_ARRAY(a, struct todo_row, all->n + more->n + 1);
    struct todo_row *old = all->at, *new = more->at;

    for (size_t i = 0; i < all->n; i++)
        at[i] = old[i];
    for (size_t i = 0; i < more->n; i++)
        at[all->n + i] = new[i];
    *all = (struct rows){ at, all->n + more->n };
}

enum rc case_todo(struct work *w, const struct todo_query *q, struct rows *ret, int64_t *ret_next)
{
    const struct actor *a    = w->actor;
    int64_t             most = (q->limit == NONE_I64 ? LIST_USUAL : q->limit) + 1; /* any after? */
    int64_t             last = q->before == NONE_I64 ? 0 : q->before;
    int64_t             due  = q->due_after != NONE_I64 ? q->due_after : last ? INT64_MAX : 0;
    struct rows         all, some;
    struct todo_row    *at;

    TRY(db_all(w->tx, &stmt_todo_account, ARGS(A(a->account), A(most), A(due), A(last)), &all));
    for (size_t i = 0; i < a->n_posts; i++) {
        const struct held_post *h = &a->posts[i];

        if (h->org == NONE_I64)
            TRY(db_all(w->tx, &stmt_todo_place,
                       ARGS(A(h->place), A(most), A(due), A(last), A(h->post)), &some));
        else
            TRY(db_all(w->tx, &stmt_todo_org, ARGS(A(h->org), A(most), A(due), A(last), A(h->post)),
                       &some));
        gather_todo(w->arena, &all, &some);
    }
    qsort(all.at, all.n, sizeof(struct todo_row), todo_sooner);
    once_each(&all);
    at        = all.at;
    *ret_next = all.n >= (size_t)most ? at[most - 2].task : NONE_I64;
    all.n     = all.n >= (size_t)most ? (size_t)most - 1 : all.n;
    *ret      = all;
    return RC_OK;
}
