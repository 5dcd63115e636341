#include "figures/figure_rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum rc sum_days(struct work *w, int64_t place, struct str process, int32_t from, int32_t to,
                        struct sum_row *ret)
{
    return db_one(w->tx, &stmt_figure_sum, ARGS(A(place), A(process), A(from), A(to)), ret);
}

enum rc figures_sum(struct work *w, int64_t place, struct str process, int32_t from, int32_t to,
                    struct sums *ret)
{
    int32_t          today = day_of(w->now);
    struct sum_row   row, since = { 0 };
    struct gauge_row g;

    TRY(sum_days(w, place, process, from, to, &row));
    TRY(db_one(w->tx, &stmt_figure_gauge, ARGS(A(place), A(process)), &g));
    if (to < today) /* back from what is open now */
        TRY(sum_days(w, place, process, to + 1, today, &since));
    memcpy(ret->m, row.m, sizeof(ret->m));
    ret->m[M_OPEN]      = g.open - since.m[M_OPEN];
    ret->m[M_OPEN_LATE] = g.open_late - since.m[M_OPEN_LATE];
    return RC_OK;
}

/* -- of each process -- */

struct each {
    struct process_sums *at;
    size_t               n, room;
};

static struct sums *each_of(struct each *e, struct str process)
{
    for (size_t i = 0; i < e->n; i++)
        if (str_eq(e->at[i].process, process))
            return &e->at[i].sums;
    BUG_ON(e->n == e->room);
    e->at[e->n] = (struct process_sums){ .process = process };
    return &e->at[e->n++].sums;
}

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct process_sums *)a)->process,
                   ((const struct process_sums *)b)->process);
}

enum rc figures_processes(struct work *w, int64_t place, int32_t from, int32_t to,
                          struct process_sums **ret, size_t *ret_n)
{
    int32_t                   today = day_of(w->now);
    struct rows               rows, since = { 0 }, gauges;
    const struct process_row *r, *later;
    const struct below_row   *g;
    struct each               e = { 0 };

    TRY(db_all(w->tx, &stmt_figure_processes, ARGS(A(place), A(from), A(to)), &rows));
    TRY(db_all(w->tx, &stmt_figure_process_gauges, ARGS(A(place)), &gauges));
    if (to < today) /* back from what is open now */
        TRY(db_all(w->tx, &stmt_figure_processes, ARGS(A(place), A(to + 1), A(today)), &since));
    e.room = rows.n + gauges.n + since.n;
    e.at   = ARENA_ARRAY(w->arena, struct process_sums, e.room + 1);
    r      = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct sums *s = each_of(&e, r[i].process);

        memcpy(s->m, r[i].sums.m, sizeof(s->m));
        s->m[M_OPEN] = s->m[M_OPEN_LATE] = 0;
    }
    g = gauges.at;
    for (size_t i = 0; i < gauges.n; i++) {
        struct sums *s = each_of(&e, g[i].process);

        s->m[M_OPEN] += g[i].open;
        s->m[M_OPEN_LATE] += g[i].open_late;
    }
    later = since.at;
    for (size_t i = 0; i < since.n; i++) {
        struct sums *s = each_of(&e, later[i].process);

        s->m[M_OPEN] -= later[i].sums.m[M_OPEN];
        s->m[M_OPEN_LATE] -= later[i].sums.m[M_OPEN_LATE];
    }
    qsort(e.at, e.n, sizeof(*e.at), by_name);
    *ret   = e.at;
    *ret_n = e.n;
    return RC_OK;
}

/* -- indicators -- */

static struct evalue get_measure(void *ctx, size_t name)
{
    const struct sums *s = ctx;

    BUG_ON(name >= M_COUNT);
    return (struct evalue){ .type = E_NUM, .num = (double)s->m[name] };
}

static bool never_within(void *ctx, size_t name, struct str code, struct str above)
{
    (void)ctx;
    (void)name;
    (void)code;
    (void)above;
    return false;
}

static struct eenv over(const struct sums *s)
{
    return (struct eenv){ (void *)(uintptr_t)s, get_measure, never_within };
}

double figures_indicator(const struct indicator *i, const struct sums *s)
{
    struct eenv   env = over(s);
    struct evalue v;

    if (!i->value)
        return NAN;
    v = expr_eval(i->value, &env);
    return v.type == E_NUM && isfinite(v.num) ? v.num : NAN;
}

bool figures_on_few(const struct indicator *i, const struct sums *s)
{
    struct eenv env = over(s);

    return i->value && expr_on_few(i->value, &env, FIGURES_FEW);
}
