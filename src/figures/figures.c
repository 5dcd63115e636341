#include "figures/figure_rows.h"

#include <math.h>
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

double figures_indicator(const struct indicator *i, const struct sums *s)
{
    struct eenv   env = { (void *)(uintptr_t)s, get_measure, never_within };
    struct evalue v;

    if (!i->value)
        return NAN;
    v = expr_eval(i->value, &env);
    return v.type == E_NUM && isfinite(v.num) ? v.num : NAN;
}
