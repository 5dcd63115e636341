/*
 * todo: what waits for somebody: tasks of their account, and of the posts that
 * they hold somewhere. What is due first comes first, what never is last.
 */
#include "cases/engine.h"
#include "cases/list_rows.h"

#include <stdlib.h>
#include <string.h>

/* What is said to every statement, and then what to the one that gives rows or marks. */
enum { SAME_ARGS = 14, ASK_ARGS_MOST = 20 };

struct todo {
    struct work             *w;
    const struct list_query *q;
    struct str               class_end, grams;
    struct str               path, path_end; /* only cases of places in this subtree */
    struct str               steps;          /* and in these steps, see TASKS in list_rows.c */
    struct arg               own[ASK_ARGS_MOST - SAME_ARGS];
    size_t                   n_own;
};

/* The steps of the practice in force that wait for whoever names the unit; "|": none does. */
static enum rc dispatching(struct work *w, struct str *ret)
{
    const struct practice *p = w->practice;
    struct buf            *b = arena_buf(w->arena, 1 << 20);

    buf_addc(b, "|");
    for (size_t i = 0; p && i < p->n_processes; i++)
        for (size_t k = 0; k < p->processes[i].n_steps; k++)
            if (step_gives_to_unit(&p->processes[i].steps[k]))
                buf_addf(b, "%.*s/%.*s|", STR_ARG(p->processes[i].name),
                         STR_ARG(p->processes[i].steps[k].name));
    TRY(buf_check(b));
    *ret = buf_str(b);
    return RC_OK;
}

static enum rc within(struct todo *t, int64_t id)
{
    struct place p;
    enum rc      rc = place_get(t->w, id, &p);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(t->w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    t->path     = p.path;
    t->path_end = path_end(t->w->arena, p.path);
    return RC_OK;
}

/* *ret_any false: the words that are sought say nothing, so that nothing has them. */
static enum rc todo_of(struct work *w, const struct list_query *q, struct todo *ret, bool *ret_any)
{
    *ret = (struct todo){ .w = w, .q = q, .class_end = list_class_end(w->arena, q->class) };
    if (q->q.p)
        ret->grams = search_query(w->services->db, w->arena, q->q);
    if (q->place != NONE_I64)
        TRY(within(ret, q->place));
    if (q->to_dispatch)
        TRY(dispatching(w, &ret->steps));
    *ret_any = !q->q.p || ret->grams.p;
    return RC_OK;
}

/* `post`: NULL asks for tasks of the account itself. */
static enum rc ask(struct todo *t, const struct stmt *stmt, int64_t who, const struct str *post,
                   struct rows *ret)
{
    const struct list_query *q = t->q;
    struct arg               args[ASK_ARGS_MOST + 1];
    const struct arg         same[SAME_ARGS] = {
                A(who),
                A(q->class),
                A(t->class_end),
                A(q->step),
                A(q->process),
                A(q->card > 0 ? (int64_t)q->card : NONE_I64),
                A(q->late ? (int64_t)1 : NONE_I64),
                A(q->number),
                A(t->grams),
                A(list_since(q)),
                A(list_until(q)),
                A(t->path),
                A(t->path_end),
                A(t->steps),
    };

    memcpy(args, same, sizeof(same));
    memcpy(args + SAME_ARGS, t->own, t->n_own * sizeof(*args));
    if (post)
        args[SAME_ARGS + t->n_own] = A(*post);
    return db_all(t->w->tx, stmt, args, strlen(stmt->in), ret);
}

/* Three statements: for the account, for a post at a place, for one in an organisation. */
struct askers {
    const struct stmt *account, *place, *org;
};

/* Rows of `size` bytes behind others. */
static void gather(struct arena *a, size_t size, struct rows *all, const struct rows *more)
{
    char *at = arena_alloc(a, (all->n + more->n + 1) * size);

    if (all->n)
        memcpy(at, all->at, all->n * size);
    if (more->n)
        memcpy(at + all->n * size, more->at, more->n * size);
    *all = (struct rows){ at, all->n + more->n };
}

/* All that the three give, rows of `size` bytes. */
static enum rc ask_all(struct todo *t, const struct askers *s, size_t size, struct rows *ret)
{
    const struct actor *a   = t->w->actor;
    struct rows         all = { 0 }, some;

    TRY(ask(t, s->account, a->account, NULL, &all));
    for (size_t i = 0; i < a->n_posts; i++) {
        const struct held_post *h = &a->posts[i];

        if (h->org == NONE_I64)
            TRY(ask(t, s->place, h->place, &h->post, &some));
        else
            TRY(ask(t, s->org, h->org, &h->post, &some));
        gather(t->w->arena, size, &all, &some);
    }
    *ret = all;
    return RC_OK;
}

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

enum rc case_todo(struct work *w, const struct list_query *q, struct rows *ret, int64_t *ret_next)
{
    static const struct askers rows_of = { &stmt_todo_account, &stmt_todo_place, &stmt_todo_org };

    int64_t          most  = (q->limit == NONE_I64 ? LIST_USUAL : q->limit) + 1; /* any after? */
    int64_t          last  = q->before == NONE_I64 ? 0 : q->before;
    int64_t          due   = q->due_after != NONE_I64 ? q->due_after : last ? INT64_MAX : 0;
    struct due_range of    = list_due_range(w, q->clock);
    const struct arg own[] = { A(of.from), A(of.to), A(due), A(last), A(most) };
    struct rows      all   = { 0 };
    struct todo_row *at;
    struct todo      t;
    bool             any;

    TRY(todo_of(w, q, &t, &any));
    if (any) {
        memcpy(t.own, own, sizeof(own));
        t.n_own = ARRAY_LEN(own);
        TRY(ask_all(&t, &rows_of, sizeof(struct todo_row), &all));
    }
    if (all.n)
        qsort(all.at, all.n, sizeof(struct todo_row), todo_sooner);
    once_each(&all);
    at        = all.at;
    *ret_next = all.n >= (size_t)most ? at[most - 2].task : NONE_I64;
    all.n     = all.n >= (size_t)most ? (size_t)most - 1 : all.n;
    *ret      = all;
    return RC_OK;
}

enum rc case_todo_names(struct work *w, struct rows *rows)
{
    struct todo_row *at  = rows->at;
    int64_t         *ids = ARENA_ARRAY(w->arena, int64_t, rows->n + 1);
    struct rows      names;

    for (size_t i = 0; i < rows->n; i++)
        ids[i] = at[i].place;
    TRY(place_names(w, ids, rows->n, &names));
    for (size_t i = 0; i < rows->n; i++)
        at[i].place_name = node_name_of(&names, at[i].place);
    return RC_OK;
}

/* -- counts -- */

/* By case, and of one case what is due first before what is due later. */
static int mark_order(const void *a, const void *b)
{
    const struct todo_mark *x = a, *y = b;
    int64_t                 dx = x->due == NONE_I64 ? INT64_MAX : x->due;
    int64_t                 dy = y->due == NONE_I64 ? INT64_MAX : y->due;

    if (x->id != y->id)
        return x->id < y->id ? -1 : 1;
    return dx < dy ? -1 : dx > dy ? 1 : 0;
}

enum rc case_todo_counts(struct work *w, const struct list_query *q, struct clock_counts *ret)
{
    static const struct askers marks = { &stmt_todo_account_marks, &stmt_todo_place_marks,
                                         &stmt_todo_org_marks };

    struct clock_counts n   = { 0 };
    struct rows         all = { 0 };
    struct todo_mark   *at;
    struct todo         t;
    bool                any;

    TRY(todo_of(w, q, &t, &any));
    if (any)
        TRY(ask_all(&t, &marks, sizeof(struct todo_mark), &all));
    if (all.n)
        qsort(all.at, all.n, sizeof(struct todo_mark), mark_order);
    at = all.at;
    for (size_t i = 0; i < all.n; i++) /* a case that waits in two posts is one */
        if (i == 0 || at[i].id != at[i - 1].id)
            list_count_one(w, at[i].due, &n);
    *ret = n;
    return RC_OK;
}
