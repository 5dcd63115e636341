/* import_borders: do the areas of a file fit together, and with their neighbours that are there? */
#include "territory/border.h"
#include "territory/import_own.h"

#include <stdlib.h>

enum { LEAST_M2 = 10 };

static const struct say say_overlap =
    SAY("import_overlap", "与“{0}”重叠{1}平方米", "it overlaps {0} by {1} m²");
static const struct say say_outside =
    SAY("import_outside", "有{0}平方米在上级边界之外", "{0} m² of it lie outside the place above");
static const struct say say_gap =
    SAY("import_gap", "同级之间有{0}平方米的空隙，位置（{1}）",
        "between it and its neighbours {0} m² belong to nobody, at ({1})");

/* A row with an area, and whom it has its neighbours under. */
struct drawn {
    struct importing    *k;
    uint32_t             row;
    const struct in_row *above;  /* NULL: not in the file */
    int64_t              parent; /* NONE_I64: a new one, or the top */
};

static const struct in_row *row_of(const struct drawn *d)
{
    return &d->k->rows[d->row];
}

static int by_parent(const void *a, const void *b)
{
    const struct drawn      *x = a, *y = b;
    const struct place_kind *p = row_of(x)->kind, *q = row_of(y)->kind;

    if (x->above != y->above)
        return x->above < y->above ? -1 : 1;
    if (x->parent != y->parent)
        return x->parent < y->parent ? -1 : 1;
    if (p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static bool together(const struct drawn *x, const struct drawn *y)
{
    return x->above == y->above && x->parent == y->parent && row_of(x)->kind == row_of(y)->kind;
}

static struct drawn drawn(struct importing *k, uint32_t i)
{
    const struct in_row *row = &k->rows[i];
    struct drawn         d   = { .k = k, .row = i, .parent = NONE_I64 };

    if (row->above != SIZE_MAX)
        d.above = &k->rows[row->above];
    if (row->above_was)
        d.parent = row->above_was->p.id;
    else if (row->was && !d.above)
        d.parent = row->was->p.parent;
    return d;
}

/* Who a place number in the findings is: a row of the file, counted down from -1, or a place. */
static int64_t number_of(uint32_t row)
{
    return -1 - (int64_t)row;
}

static enum rc name_of(struct importing *k, int64_t number, struct str *ret)
{
    struct place p;

    if (number < 0) {
        *ret = k->rows[-1 - number].name;
        return RC_OK;
    }
    TRY(place_get(k->w, number, &p));
    *ret = p.name;
    return RC_OK;
}

static enum rc tell(struct importing *k, const struct border_finding *f, uint32_t first)
{
    struct str           m2 = arena_fmt(k->scratch, "%.0f", f->m2), other;
    const struct in_row *row;

    if (f->what == BORDER_GAP) {
        import_warn(k, &k->rows[first], S("geometry"), &say_gap, m2,
                    arena_fmt(k->scratch, "%.6f, %.6f", f->at.lon, f->at.lat));
        return RC_OK;
    }
    if (f->place >= 0 && (f->what == BORDER_OUTSIDE || f->other >= 0))
        return RC_OK; /* none of them is of this file */
    row = &k->rows[-1 - (f->place < 0 ? f->place : f->other)];
    if (f->what == BORDER_OUTSIDE) {
        import_warn(k, row, S("geometry"), &say_outside, m2, STR_NONE);
        return RC_OK;
    }
    TRY(name_of(k, f->place < 0 ? f->other : f->place, &other));
    import_warn(k, row, S("geometry"), &say_overlap, other, m2);
    return RC_OK;
}

/* Neighbours that are there and that the file does not draw anew. */
static enum rc add_there(struct importing *k, const struct drawn *d, size_t n,
                         struct border_place *at, size_t *n_at)
{
    struct rows                  rows;
    const struct place_area_row *r;

    if (d->parent == NONE_I64)
        return RC_OK;
    TRY(db_all(
        k->w->tx, &stmt_areas_below,
        ARGS(A(d->parent), A(row_of(d)->kind->name), A(k->day), A((int64_t)BORDER_PLACES_MOST)),
        &rows));
    r = rows.at;
    for (size_t i = 0; i < rows.n && *n_at < BORDER_PLACES_MOST; i++) {
        bool again = false;

        for (size_t j = 0; j < n && !again; j++)
            again = row_of(&d[j])->was && row_of(&d[j])->was->p.id == r[i].id;
        if (!again)
            at[(*n_at)++] = (struct border_place){ r[i].id, r[i].wkb };
    }
    return RC_OK;
}

/* The area of the place above: from the file, or as it is. */
static enum rc find_above(struct importing *k, const struct drawn *d, struct str *ret)
{
    struct area_row row;
    enum rc         rc;

    *ret = STR_NONE;
    if (d->above && d->above->area) {
        *ret = area_to_wkb(d->above->area, k->scratch);
        return RC_OK;
    }
    if (d->parent == NONE_I64)
        return RC_OK;
    rc = db_one(k->w->tx, &stmt_area_on, ARGS(A(d->parent), A(k->day)), &row);
    if (rc == RC_OK)
        *ret = row.wkb;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* `n` rows at `d` have one parent and one kind. */
static enum rc compare(struct importing *k, const struct drawn *d, size_t n)
{
    struct border_place         *at;
    const struct border_finding *found;
    struct str                   above;
    size_t                       n_at = 0, n_found;

    if (n > BORDER_PLACES_MOST)
        return RC_OK;
    arena_clear(k->scratch);
    at = ARENA_ARRAY(k->scratch, struct border_place, BORDER_PLACES_MOST);
    for (; n_at < n; n_at++)
        at[n_at] = (struct border_place){ number_of(d[n_at].row),
                                          area_to_wkb(row_of(&d[n_at])->area, k->scratch) };
    TRY(add_there(k, d, n, at, &n_at));
    TRY(find_above(k, d, &above));
    TRY(border_check(k->scratch, at, n_at, above, LEAST_M2, &found, &n_found));
    for (size_t i = 0; i < n_found && k->sources[row_of(d)->source].told.n < IMPORT_TOLD_MOST; i++)
        TRY(tell(k, &found[i], d[0].row));
    return RC_OK;
}

enum rc import_borders(struct importing *k)
{
    VEC(struct drawn) all = { 0 };

    for (size_t i = 0; i < k->n_order; i++)
        if (k->rows[k->order[i]].area)
            *VEC_PUSH(k->arena, &all) = drawn(k, k->order[i]);
    if (all.n)
        qsort(all.at, all.n, sizeof(*all.at), by_parent);
    for (size_t from = 0, to; from < all.n; from = to) {
        for (to = from + 1; to < all.n && together(&all.at[from], &all.at[to]);)
            to++;
        TRY(compare(k, &all.at[from], to - from));
    }
    return RC_OK;
}
