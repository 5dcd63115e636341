/* place: finding places and organisations as they are. */
#include "territory/code.h"
#include "territory/org_rows.h"
#include "territory/path.h"
#include "territory/place_rows.h"

/* -- places -- */

enum rc place_get(struct work *w, int64_t id, struct place *ret)
{
    return db_one(w->tx, &stmt_place_row, ARGS(A(id)), ret);
}

enum rc place_by_code(struct work *w, struct str code, struct place *ret)
{
    int64_t id;

    if (!code_number(code, &id))
        return db_one(w->tx, &stmt_place_coded, ARGS(A(code), A(tree_today(w))), ret);
    TRY(place_get(w, id, ret));
    return ret->to == NONE_I32 && !ret->code.n ? RC_OK : RC_NOT_FOUND;
}

enum rc place_top(struct work *w, struct place *ret)
{
    struct rows              rows;
    const struct place_item *top;

    TRY(db_all(w->tx, &stmt_places_top, ARGS(A(tree_today(w)), A(S("")), A((int64_t)1)), &rows));
    if (rows.n == 0)
        return RC_NOT_FOUND;
    top  = rows.at;
    *ret = top->place;
    return RC_OK;
}

enum rc places_of_kind(struct work *w, struct str kind, struct rows *ret)
{
    return db_all(w->tx, &stmt_places_a_kind, ARGS(A(kind), A(tree_today(w))), ret);
}

enum rc orgs_of_kind(struct work *w, struct str kind, struct rows *ret)
{
    return db_all(w->tx, &stmt_orgs_a_kind, ARGS(A(kind), A(tree_today(w))), ret);
}

enum rc orgs_gone(struct work *w, struct rows *ret)
{
    return db_all(w->tx, &stmt_orgs_gone, ARGS(A(tree_today(w))), ret);
}

/* Four rows by their key cost half of one recursive statement. */
enum rc place_line(struct work *w, int64_t id, struct rows *ret)
{
    struct place up[PATH_DEPTH], *at;
    size_t       n = 0;

    for (; id != NONE_I64; id = up[n++].parent) {
        BUG_ON(n == PATH_DEPTH);
        TRY(place_get(w, id, &up[n]));
    }
    at = ARENA_ARRAY(w->arena, struct place, n);
    for (size_t i = 0; i < n; i++)
        at[i] = up[n - 1 - i];
    *ret = (struct rows){ at, n };
    return RC_OK;
}

enum rc place_successors(struct work *w, int64_t place, struct rows *ret)
{
    return db_all(w->tx, &stmt_place_became, ARGS(A(place)), ret);
}

/* -- organisations -- */

enum rc org_get(struct work *w, int64_t id, struct org *ret)
{
    return db_one(w->tx, &stmt_org_row, ARGS(A(id)), ret);
}

enum rc org_successors(struct work *w, int64_t org, struct rows *ret)
{
    return db_all(w->tx, &stmt_org_became, ARGS(A(org)), ret);
}

enum rc org_by_code(struct work *w, struct str code, struct org *ret)
{
    int64_t id;

    if (!code_number(code, &id))
        return db_one(w->tx, &stmt_org_coded, ARGS(A(code), A(tree_today(w))), ret);
    TRY(org_get(w, id, ret));
    return ret->to == NONE_I32 && !ret->code.n ? RC_OK : RC_NOT_FOUND;
}

enum rc org_line(struct work *w, int64_t id, struct rows *ret)
{
    struct rows rows;

    TRY(db_all(w->tx, &stmt_org_line, ARGS(A(id)), &rows));
    if (rows.n == 0)
        return RC_NOT_FOUND;
    *ret = rows;
    return RC_OK;
}

static bool is_there(const struct org *at, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].id == id)
            return true;
    return false;
}

/* Is none of the practice's kinds of organisations one of this kind, but itself? */
static bool is_narrow(const struct practice *p, struct str kind)
{
    for (size_t i = 0; i < p->n_org_kinds; i++)
        if (str_eq(p->org_kinds[i].of, kind))
            return false;
    return true;
}

enum rc orgs_covering(struct work *w, int64_t place, struct str kind, struct rows *ret)
{
    struct rows                rows;
    const struct covering_row *c;
    struct org                *at;
    size_t                     n = 0;

    if (kind.p && is_narrow(w->practice, kind))
        TRY(db_all(w->tx, &stmt_orgs_covering_as, ARGS(A(place), A(tree_today(w)), A(kind)),
                   &rows));
    else
        TRY(db_all(w->tx, &stmt_orgs_covering, ARGS(A(place), A(tree_today(w))), &rows));
    c  = rows.at;
    at = ARENA_ARRAY(w->arena, struct org, rows.n);
    for (size_t i = 0; i < rows.n; i++) /* one may cover several of the line: the nearest counts */
        if ((!kind.p || practice_org_is(w->practice, c[i].org.kind, kind)) &&
            !is_there(at, n, c[i].org.id))
            at[n++] = c[i].org;
    *ret = (struct rows){ at, n };
    return RC_OK;
}
