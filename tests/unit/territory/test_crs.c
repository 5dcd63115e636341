/* Coordinates, distances and areas. */
#include "territory/crs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>
#include <math.h>

static void assert_near(double a, double b, double within)
{
    if (!(fabs(a - b) <= within))
        fail_msg("%.12f is not %.12f within %g", a, b, within);
}

static void a_known_point_is_offset_as_the_public_maps_offset_it(void **state)
{
    struct lonlat p = { 116.403988, 39.914266 };
    struct lonlat g = crs_from_wgs84(CRS_GCJ02, p), b = crs_from_wgs84(CRS_BD09, p);

    (void)state;
    assert_near(g.lon, 116.41023240747266, 1e-9);
    assert_near(g.lat, 39.91567025111343, 1e-9);
    assert_near(b.lon, 116.41661560068297, 1e-9);
    assert_near(b.lat, 39.92196580126834, 1e-9);
}

static void there_and_back_is_the_same_within_a_millionth_of_a_degree(void **state)
{
    (void)state;
    for (double lon = 73; lon < 136; lon += 0.71)
        for (double lat = 3; lat < 54; lat += 0.53)
            for (int c = CRS_WGS84; c <= CRS_BD09; c++) {
                struct lonlat p = { lon, lat };
                struct lonlat q = crs_to_wgs84((enum crs)c, crs_from_wgs84((enum crs)c, p));

                assert_near(q.lon, lon, 1e-8);
                assert_near(q.lat, lat, 1e-8);
            }
}

static void gcj02_is_wgs84_outside_china(void **state)
{
    struct lonlat paris = { 2.3522, 48.8566 }, p = crs_from_wgs84(CRS_GCJ02, paris);

    (void)state;
    assert_true(p.lon == paris.lon && p.lat == paris.lat);
    p = crs_to_wgs84(CRS_GCJ02, paris);
    assert_true(p.lon == paris.lon && p.lat == paris.lat);
}

static void a_degree_of_latitude_is_111_km(void **state)
{
    (void)state;
    assert_near(lonlat_metres((struct lonlat){ 110, 30 }, (struct lonlat){ 110, 31 }), 111195, 5);
    assert_near(lonlat_metres((struct lonlat){ 110, 60 }, (struct lonlat){ 111, 60 }), 55597, 5);
    assert_near(lonlat_metres((struct lonlat){ 110, 30 }, (struct lonlat){ 110, 30 }), 0, 0);
}

static void the_plane_has_the_area_of_the_ellipsoid_and_leads_back(void **state)
{
    struct plane o = plane_of((struct lonlat){ 0, 0 }), c = plane_of((struct lonlat){ 180, 90 });

    (void)state;
    assert_near(4 * (c.x - o.x) * (c.y - o.y) / 1e6, 510065621.7, 1);
    for (double lat = -89; lat <= 89; lat += 3.7) {
        struct lonlat p = plane_to_lonlat(plane_of((struct lonlat){ 100.5, lat }));

        assert_near(p.lon, 100.5, 1e-11);
        assert_near(p.lat, lat, 1e-11);
    }
}

static void a_point_that_is_no_point_is_refused(void **state)
{
    (void)state;
    assert_false(lonlat_ok((struct lonlat){ NAN, 1 }));
    assert_false(lonlat_ok((struct lonlat){ 1, NAN }));
    assert_false(lonlat_ok((struct lonlat){ 39.9, 116.4 }));
    assert_true(lonlat_ok((struct lonlat){ -180, 90 }));
    assert_false(lonlat_in_china((struct lonlat){ 0, 0 }));
    assert_true(lonlat_in_china((struct lonlat){ 98.5, 39.7 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_known_point_is_offset_as_the_public_maps_offset_it),
        cmocka_unit_test(there_and_back_is_the_same_within_a_millionth_of_a_degree),
        cmocka_unit_test(gcj02_is_wgs84_outside_china),
        cmocka_unit_test(a_degree_of_latitude_is_111_km),
        cmocka_unit_test(the_plane_has_the_area_of_the_ellipsoid_and_leads_back),
        cmocka_unit_test(a_point_that_is_no_point_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
