/* area_join: areas made of others: that of what was merged, and those that a line cuts. */
#include "territory/area.h"
#include "territory/geos.h"

/* A centimetre: borders that were drawn along each other meet again. */
static const double grid = 1e-7;

/* What GEOS holds as bytes in the arena. */
static enum rc bytes_of(GEOSContextHandle_t h, const GEOSGeometry *g, struct arena *a,
                        struct str *ret)
{
    GEOSWKBWriter *w = GEOSWKBWriter_create_r(h);
    size_t         n = 0;
    unsigned char *at;

    GEOSWKBWriter_setByteOrder_r(h, w, GEOS_WKB_NDR);
    at = GEOSWKBWriter_write_r(h, w, g, &n);
    GEOSWKBWriter_destroy_r(h, w);
    if (!at)
        return RC_INVALID;
    *ret = arena_str(a, (struct str){ (const char *)at, n });
    GEOSFree_r(h, at);
    return RC_OK;
}

static enum rc join(struct arena *a, const struct str *wkb, size_t n, struct str *ret)
{
    GEOSContextHandle_t h     = geos_open(a);
    GEOSGeometry      **parts = ARENA_ARRAY(a, GEOSGeometry *, n), *all, *one;
    size_t              made  = 0;

    for (; made < n; made++)
        if (geos_from_wkb(h, wkb[made], &parts[made]) != RC_OK)
            break;
    if (made < n) {
        for (size_t i = 0; i < made; i++)
            GEOSGeom_destroy_r(h, parts[i]);
        return RC_INVALID;
    }
    all = GEOSGeom_createCollection_r(h, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)n);
    one = geos_keep(a, h, GEOSUnaryUnionPrec_r(h, geos_keep(a, h, all), grid));
    return one ? bytes_of(h, one, a, ret) : RC_INVALID;
}

/* As what people send is read: with its size, and once more checked. */
static enum rc area_of_bytes(struct arena *a, struct str wkb, struct faults *f, struct str field,
                             struct area *ret)
{
    struct area        area;
    struct buf         b;
    struct jw          j;
    const struct jval *v;
    enum rc            rc;

    TRY(area_from_wkb(wkb, a, &area));
    buf_init(&b, 256 + area.n * 64 + area.n_rings * 8 + area.n_parts * 8);
    jw_init(&j, &b);
    area_to_json(&area, CRS_WGS84, &j);
    rc = buf_check(&b);
    if (rc == RC_OK)
        rc = json_parse_most(a, arena_str(a, buf_str(&b)), 8 * area.n + 1000, f, &v);
    buf_free(&b);
    TRY(rc);
    return area_from_json(v, CRS_WGS84, a, f, field, ret);
}

enum rc area_join(struct arena *a, const struct str *wkb, size_t n, struct faults *f,
                  struct str field, struct area *ret)
{
    static const struct say say_not = SAY("areas_join", "边界合不到一起，请先改好边界",
                                          "the areas do not make one; mend them first");
    struct str              one;

    if (join(a, wkb, n, &one) != RC_OK)
        return fault_field(f, RC_INVALID, &say_not, field, STR_NONE);
    return area_of_bytes(a, one, f, field, ret);
}

/* -- cutting -- */

static GEOSGeometry *line_of(GEOSContextHandle_t h, const struct lonlat *at, size_t n)
{
    GEOSCoordSequence *s = GEOSCoordSeq_create_r(h, (unsigned)n, 2);

    for (size_t i = 0; i < n; i++)
        GEOSCoordSeq_setXY_r(h, s, (unsigned)i, at[i].lon, at[i].lat);
    return GEOSGeom_createLineString_r(h, s);
}

/* The faces between the border and the line, on the grid so that an end on the border meets it. */
static enum rc faces(struct arena *a, GEOSContextHandle_t h, const GEOSGeometry *g,
                     const struct lonlat *at, size_t n, const GEOSGeometry **ret)
{
    GEOSGeometry       *border = geos_keep(a, h, GEOSBoundary_r(h, g));
    GEOSGeometry       *line   = geos_keep(a, h, line_of(h, at, n)), *both;
    const GEOSGeometry *one[1];

    both = border && line ? geos_keep(a, h, GEOSUnionPrec_r(h, border, line, grid)) : NULL;
    if (!both)
        return RC_INVALID;
    one[0] = both;
    *ret   = geos_keep(a, h, GEOSPolygonize_r(h, one, 1));
    return *ret ? RC_OK : RC_INVALID;
}

enum rc area_cut(struct arena *a, struct str wkb, const struct lonlat *at, size_t n,
                 struct faults *f, struct str field, const struct area **ret, size_t *ret_n)
{
    GEOSContextHandle_t h = geos_open(a);
    GEOSGeometry       *g;
    const GEOSGeometry *all;
    VEC(struct area)    parts = { 0 };
    int                 found;

    TRY(geos_from_wkb(h, wkb, &g));
    geos_keep(a, h, g);
    TRY(faces(a, h, g, at, n, &all));
    found = GEOSGetNumGeometries_r(h, all);
    for (int i = 0; i < found; i++) {
        const GEOSGeometry *face = GEOSGetGeometryN_r(h, all, i);
        GEOSGeometry       *in   = geos_keep(a, h, GEOSPointOnSurface_r(h, face));
        struct str          bytes;

        if (!in || GEOSContains_r(h, g, in) != 1)
            continue; /* a hole, or a loop of the line outside */
        TRY(bytes_of(h, face, a, &bytes));
        TRY(area_of_bytes(a, bytes, f, field, VEC_PUSH(a, &parts)));
    }
    *ret   = parts.at;
    *ret_n = parts.n;
    return RC_OK;
}
