/* What is taken from GeoJSON can be kept and given out again: the same rings from the bytes, and
 * from the JSON that is written of them. Nothing that is taken is more than GEOS can reckon with.
 */
#include "fuzz.h"
#include "territory/area.h"
#include "territory/geojson.h"

#include <math.h>

static void same_bytes(struct arena *a, const struct area *area)
{
    struct str  wkb = area_to_wkb(area, a);
    struct area again;

    need(area_from_wkb(wkb, a, &again) == RC_OK);
    need(again.n == area->n && again.n_rings == area->n_rings && again.n_parts == area->n_parts);
    need(str_eq(area_to_wkb(&again, a), wkb));
}

static void read_area(struct arena *a, const struct jval *g, enum crs crs)
{
    struct faults f = { 0 };
    struct area   area;

    if (area_from_json(g, crs, a, &f, S("geometry"), &area) != RC_OK) {
        need(f.n > 0);
        return;
    }
    need(area.m2 > 0 && area.n_parts > 0);
    need(lonlat_ok(area.inside));
    need(area.west <= area.inside.lon && area.inside.lon <= area.east);
    need(area.south <= area.inside.lat && area.inside.lat <= area.north);
    same_bytes(a, &area);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str     text = { (const char *)data, size };
    struct arena  *a = arena_new((size_t)1 << 30), *row = arena_new((size_t)1 << 30);
    struct faults  f = { 0 };
    struct geojson g;
    struct feature one;
    struct lonlat  p;
    struct area    area;
    size_t         n = 0;
    enum rc        rc;

    if (geojson_open(&g, a, text, &f) == RC_OK) {
        while ((rc = geojson_next(&g, row, &f, &one)) == RC_OK || rc == RC_INVALID) {
            need(g.nth == ++n);
            if (rc == RC_OK && one.geometry) {
                read_area(row, one.geometry, CRS_WGS84);
                read_area(row, one.geometry, CRS_BD09);
                if (point_from_json(one.geometry, CRS_GCJ02, NULL, S("geometry"), &p) == RC_OK)
                    need(!isnan(p.lon) && !isnan(p.lat));
            }
            arena_clear(row);
            f.n = 0;
        }
        need(rc == RC_NOT_FOUND || rc == RC_MALFORMED);
    } else {
        need(f.n > 0);
    }
    /* bytes from a damaged database */
    if (area_from_wkb(text, row, &area) == RC_OK)
        same_bytes(row, &area);
    arena_free(row);
    arena_free(a);
    return 0;
}
