#include "territory/border.h"
#include "base/time.h"
#include "territory/area.h"
#include "territory/geos.h"

#include <math.h>
#include <stdlib.h>

const char *const border_words[] = { "overlap", "gap", "outside", NULL };

struct checking {
    struct arena              *arena;
    GEOSContextHandle_t        h;
    const struct border_place *at;
    GEOSGeometry             **g; /* on the equal-area plane */
    size_t                     n, now;
    double                     least;
    VEC(struct border_finding) found;
    VEC(size_t)                near; /* candidates of the one looked at */
};

/* The same polygons in metres. */
static enum rc flatten(struct checking *k, struct str wkb, GEOSGeometry **ret)
{
    struct area    area;
    struct lonlat *at;

    TRY(area_from_wkb(wkb, k->arena, &area));
    at = ARENA_ARRAY(k->arena, struct lonlat, area.n);
    for (size_t i = 0; i < area.n; i++) {
        struct plane p = plane_of(area.at[i]);

        at[i] = (struct lonlat){ p.x, p.y };
    }
    area.at = at;
    TRY(geos_from_wkb(k->h, area_to_wkb(&area, k->arena), ret));
    geos_keep(k->arena, k->h, *ret);
    return RC_OK;
}

/* Note `g` if it is large enough. */
static enum rc note(struct checking *k, const GEOSGeometry *g, struct border_finding f)
{
    GEOSGeometry *p;
    struct plane  in;

    if (GEOSArea_r(k->h, g, &f.m2) != 1)
        return RC_INVALID;
    if (f.m2 < k->least)
        return RC_OK;
    p = geos_keep(k->arena, k->h, GEOSPointOnSurface_r(k->h, g));
    if (!p || GEOSGeomGetX_r(k->h, p, &in.x) != 1 || GEOSGeomGetY_r(k->h, p, &in.y) != 1)
        return RC_INVALID;
    f.at                           = plane_to_lonlat(in);
    *VEC_PUSH(k->arena, &k->found) = f;
    return RC_OK;
}

/* Each polygon of a collection by itself; lines and points along which two touch are nothing. */
static enum rc note_parts(struct checking *k, const GEOSGeometry *g, struct border_finding f)
{
    int n;

    if (!g || (n = GEOSGetNumGeometries_r(k->h, g)) < 0)
        return RC_INVALID;
    for (int i = 0; i < n; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(k->h, g, i);

        if (GEOSGeomTypeId_r(k->h, part) == GEOS_POLYGON && GEOSisEmpty_r(k->h, part) == 0)
            TRY(note(k, part, f));
    }
    return RC_OK;
}

static void collect(void *item, void *ctx)
{
    struct checking *k = ctx;
    size_t           i = (size_t)(uintptr_t)item - 1;

    if (i > k->now)
        *VEC_PUSH(k->arena, &k->near) = i;
}

static enum rc overlaps(struct checking *k)
{
    GEOSSTRtree *tree = GEOSSTRtree_create_r(k->h, 10);
    enum rc      rc   = RC_OK;

    for (size_t i = 0; i < k->n; i++)
        GEOSSTRtree_insert_r(k->h, tree, k->g[i], (void *)(uintptr_t)(i + 1));
    for (k->now = 0; k->now < k->n && rc == RC_OK; k->now++) {
        k->near.n = 0;
        GEOSSTRtree_query_r(k->h, tree, k->g[k->now], collect, k);
        for (size_t j = 0; j < k->near.n && rc == RC_OK; j++) {
            size_t        o    = k->near.at[j];
            GEOSGeometry *both = GEOSIntersection_r(k->h, k->g[k->now], k->g[o]);

            rc = note_parts(k, geos_keep(k->arena, k->h, both),
                            (struct border_finding){ .what  = BORDER_OVERLAP,
                                                     .place = k->at[k->now].place,
                                                     .other = k->at[o].place });
        }
    }
    GEOSSTRtree_destroy_r(k->h, tree);
    return rc;
}

static const struct border_finding gap = { .what  = BORDER_GAP,
                                           .place = NONE_I64,
                                           .other = NONE_I64 };

/* What all together leave open within. */
static enum rc enclosed(struct checking *k, const GEOSGeometry *all)
{
    int n = GEOSGetNumGeometries_r(k->h, all);

    for (int i = 0; i < n; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(k->h, all, i);
        int                 rings;

        if (GEOSGeomTypeId_r(k->h, part) != GEOS_POLYGON)
            continue;
        rings = GEOSGetNumInteriorRings_r(k->h, part);
        for (int r = 0; r < rings; r++) {
            const GEOSGeometry *ring = GEOSGetInteriorRingN_r(k->h, part, r);
            GEOSGeometry       *hole =
                GEOSGeom_createPolygon_r(k->h, GEOSGeom_clone_r(k->h, ring), NULL, 0);

            TRY(note_parts(k, geos_keep(k->arena, k->h, hole), gap));
        }
    }
    return RC_OK;
}

static enum rc gaps(struct checking *k, struct str above)
{
    GEOSGeometry **copy = ARENA_ARRAY(k->arena, GEOSGeometry *, k->n), *all, *whole;

    for (size_t i = 0; i < k->n; i++)
        copy[i] = GEOSGeom_clone_r(k->h, k->g[i]);
    all =
        geos_keep(k->arena, k->h,
                  GEOSGeom_createCollection_r(k->h, GEOS_GEOMETRYCOLLECTION, copy, (unsigned)k->n));
    if (!all)
        return RC_INVALID;
    all = geos_keep(k->arena, k->h, GEOSUnaryUnion_r(k->h, all));
    if (!all)
        return RC_INVALID;
    if (!above.p)
        return enclosed(k, all);
    TRY(flatten(k, above, &whole));
    TRY(note_parts(k, geos_keep(k->arena, k->h, GEOSDifference_r(k->h, whole, all)), gap));
    for (size_t i = 0; i < k->n; i++)
        TRY(note_parts(k, geos_keep(k->arena, k->h, GEOSDifference_r(k->h, k->g[i], whole)),
                       (struct border_finding){
                           .what = BORDER_OUTSIDE, .place = k->at[i].place, .other = NONE_I64 }));
    return RC_OK;
}

static int larger_first(const void *a, const void *b)
{
    const struct border_finding *x = a, *y = b;

    return (x->m2 < y->m2) - (x->m2 > y->m2);
}

enum rc border_check(struct arena *a, const struct border_place *at, size_t n, struct str above,
                     double least_m2, const struct border_finding **ret, size_t *ret_n)
{
    struct checking k = { .arena = a, .at = at, .n = n, .least = least_m2 };

    if (n > BORDER_PLACES_MOST)
        return RC_TOO_LARGE;
    if (n > 0) {
        k.h = geos_open(a);
        k.g = ARENA_ARRAY(a, GEOSGeometry *, n);
        for (size_t i = 0; i < n; i++)
            TRY(flatten(&k, at[i].wkb, &k.g[i]));
        TRY(overlaps(&k));
        TRY(gaps(&k, above));
    }
    if (k.found.n)
        qsort(k.found.at, k.found.n, sizeof(*k.found.at), larger_first);
    *ret   = k.found.at;
    *ret_n = k.found.n;
    return RC_OK;
}
