/* import_again: a place that an earlier file brings, and what a later one says of it. */
#include "territory/import_own.h"

#include <math.h>

/* Does `row` hang the place of `first` elsewhere? */
static bool elsewhere(const struct importing *k, const struct in_row *first,
                      const struct in_row *row)
{
    int64_t parent = NONE_I64;

    if (!import_stays(first))
        return row->above != first->above || row->above_was != first->above_was;
    /* `first` says nothing of it: it lies where it lay before */
    if (row->above != SIZE_MAX && !k->rows[row->above].was)
        return true;
    parent = row->above != SIZE_MAX ? k->rows[row->above].was->p.id : row->above_was->p.id;
    return parent != first->was->p.parent;
}

/* The area as it is when the earlier rows are written; absent: none. */
static enum rc area_before(struct importing *k, const struct in_row *first, struct str *ret)
{
    struct area_row was;
    enum rc         rc;

    *ret = STR_NONE;
    if (first->area)
        *ret = area_to_wkb(first->area, k->arena);
    if (first->area || !first->was)
        return RC_OK;
    rc = db_one(k->w->tx, &stmt_area_on, ARGS(A(first->was->p.id), A(k->day)), &was);
    if (rc == RC_OK)
        *ret = arena_str(k->arena, was.wkb);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static bool differs(double given, double was)
{
    return !isnan(given) && !(fabs(given - was) < 1e-9);
}

/* The point and the area; a new area brings a new point, as it does for a place that is there. */
static enum rc lay_geometry(struct importing *k, struct in_row *first, const struct in_row *row,
                            bool *ret_changes)
{
    double     lon = row->lon, lat = row->lat;
    struct str before;

    if (row->area) {
        TRY(area_before(k, first, &before));
        if (str_eq(before, area_to_wkb(row->area, k->arena)))
            return RC_OK;
        first->area = row->area;
        if (isnan(lon)) {
            lon = row->area->inside.lon;
            lat = row->area->inside.lat;
        }
        *ret_changes = true;
    }
    if (isnan(lon))
        return RC_OK;
    if (!row->area && first->was && !first->redrawn)
        first->area = NULL; /* it is as it was: the point alone is set */
    *ret_changes = *ret_changes ||
                   differs(lon, isnan(first->lon) && first->was ? first->was->p.lon : first->lon) ||
                   differs(lat, isnan(first->lat) && first->was ? first->was->p.lat : first->lat);
    first->lon = lon;
    first->lat = lat;
    return RC_OK;
}

/* What is to be written of a place that is there; what its own row changes stays counted. */
static enum rc compare_anew(struct importing *k, struct in_row *first)
{
    bool    changes = first->changes;
    enum rc rc;

    if (!first->was)
        return RC_OK;
    rc             = import_compare(k, first);
    first->changes = changes;
    return first->state == ROW_REFUSED ? RC_OK : rc;
}

enum rc import_lay_over(struct importing *k, struct in_row *row)
{
    struct in_row *first = &k->rows[row->first];
    int32_t        households;

    row->state = ROW_AGAIN;
    if (first->state == ROW_REFUSED)
        return RC_OK; /* and so will be this one */
    if (!import_stays(row) && elsewhere(k, first, row)) {
        first->above     = row->above;
        first->above_was = row->above_was;
        row->changes     = true;
    }
    if (!str_eq(first->name, row->name)) {
        first->name  = row->name;
        row->changes = true;
    }
    TRY(lay_geometry(k, first, row, &row->changes));
    households = first->households;
    if (households == NONE_I32 && first->was)
        households = first->was->p.households;
    if (row->households != NONE_I32 && row->households != households) {
        first->households = row->households;
        row->changes      = true;
    }
    return compare_anew(k, first);
}
