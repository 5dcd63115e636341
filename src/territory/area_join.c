/* area_join: the area of what was merged. */
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

enum rc area_join(struct arena *a, const struct str *wkb, size_t n, struct faults *f,
                  struct str field, struct area *ret)
{
    static const struct say say_not = SAY("areas_join", "边界合不到一起，请先改好边界",
                                          "the areas do not make one; mend them first");
    struct area             area;
    struct str              one;
    struct buf              b;
    struct jw               j;
    const struct jval      *v;
    enum rc                 rc;

    if (join(a, wkb, n, &one) != RC_OK || area_from_wkb(one, a, &area) != RC_OK)
        return fault_field(f, RC_INVALID, &say_not, field, STR_NONE);
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
