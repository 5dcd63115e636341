/* names: what many places or organisations are called, some at a time. */
#include "territory/tree_rows.h"

#include <stdlib.h>

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y ? 1 : 0;
}

/* Those that are ids, in order and each once. */
static size_t distinct(struct arena *a, const int64_t *ids, size_t n, int64_t **ret)
{
    int64_t *at  = ARENA_ARRAY(a, int64_t, n + 1);
    size_t   all = 0, k = 0;

    for (size_t i = 0; i < n; i++)
        if (ids[i] != NONE_I64)
            at[all++] = ids[i];
    if (all)
        qsort(at, all, sizeof(*at), by_number);
    for (size_t i = 0; i < all; i++)
        if (k == 0 || at[k - 1] != at[i])
            at[k++] = at[i];
    *ret = at;
    return k;
}

static enum rc names(struct work *w, const struct stmt *stmt, const int64_t *ids, size_t n,
                     struct rows *ret)
{
    int64_t          *want;
    size_t            all = distinct(w->arena, ids, n, &want), got = 0;
    struct node_name *at = ARENA_ARRAY(w->arena, struct node_name, all + 1);

    for (size_t i = 0; i < all; i += NAMES_AT_ONCE) {
        struct arg              args[NAMES_AT_ONCE];
        struct rows             some;
        const struct node_name *one;

        for (size_t k = 0; k < NAMES_AT_ONCE; k++)
            args[k] = A(i + k < all ? want[i + k] : NONE_I64);
        TRY(db_all(w->tx, stmt, args, NAMES_AT_ONCE, &some));
        one = some.at;
        for (size_t k = 0; k < some.n; k++)
            at[got++] = one[k];
    }
    *ret = (struct rows){ at, got };
    return RC_OK;
}

enum rc place_names(struct work *w, const int64_t *ids, size_t n, struct rows *ret)
{
    return names(w, &stmt_place_names, ids, n, ret);
}

enum rc org_names(struct work *w, const int64_t *ids, size_t n, struct rows *ret)
{
    return names(w, &stmt_org_names, ids, n, ret);
}

struct str node_name_of(const struct rows *rows, int64_t id)
{
    const struct node_name *at = rows->at;

    for (size_t i = 0; i < rows->n && id != NONE_I64; i++)
        if (at[i].id == id)
            return at[i].name;
    return STR_NONE;
}
