/* A point finds its place, for many threads at once. */
#include "cells.h"
#include "territory/border.h"
#include "territory/geos.h"
#include "territory/map.h"
#include "territory/nearest.h"
#include "territory/zones.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
/* cmocka wants the four above */
#include <cmocka.h>
#include <math.h>
#include <pthread.h>

static const struct cells town = { 12, 10, 4, { 121.4, 38.8 }, 0.01 };

enum { COMMUNITY = 4, GRID = 6 };

struct here {
    struct arena     *a;
    struct map_maker *m;
};

static int set_up(void **state)
{
    struct here *k = test_calloc(1, sizeof(*k));

    k->a   = arena_new(64 << 20);
    k->m   = map_begin();
    *state = k;
    return 0;
}

static int tear_down(void **state)
{
    struct here *k = *state;

    arena_free(k->a);
    test_free(k);
    return 0;
}

static struct str square(struct arena *a, double west, double south, double side)
{
    struct lonlat ring[] = { { west, south },
                             { west + side, south },
                             { west + side, south + side },
                             { west, south + side },
                             { west, south } };

    return cells_wkb(a, ring, 5);
}

static void add(struct here *k, int64_t place, const char *path, int32_t rank, double lon,
                double lat, struct str wkb, double m2)
{
    const struct map_place p = { place, str_of(path), rank, lon, lat, m2, wkb };

    assert_int_equal(map_add(k->m, &p), RC_OK);
}

static int64_t at(const struct map *map, double lon, double lat, double most_m)
{
    struct located l = { .place = 0 };

    if (map_locate(map, (struct lonlat){ lon, lat }, most_m, &l) != RC_OK)
        return -1;
    return l.place;
}

static void add_cells(struct here *k)
{
    struct lonlat ring[CELL_POINTS_MOST];

    for (int row = 0; row < town.rows; row++)
        for (int col = 0; col < town.cols; col++) {
            size_t        n    = cells_ring(&town, col, row, ring);
            struct lonlat p    = cells_corner(&town, col, row);
            struct str    path = arena_fmt(k->a, "000%03d", row * town.cols + col);

            add(k, row * town.cols + col, path.p, GRID, p.lon, p.lat, cells_wkb(k->a, ring, n), 1);
        }
}

static void the_finest_place_wins_and_what_it_leaves_open_is_the_one_above(void **state)
{
    struct here *k = *state;
    struct map  *map;

    add(k, 1, "000", COMMUNITY, NAN, NAN, square(k->a, 98, 39, 1), 100);
    add(k, 2, "000000", GRID, NAN, NAN, square(k->a, 98.1, 39.1, 0.3), 10);
    map = map_finish(k->m);
    assert_int_equal(at(map, 98.2, 39.2, 0), 2);
    assert_int_equal(at(map, 98.6, 39.6, 0), 1);
    assert_int_equal(at(map, 99.6, 39.6, 0), -1);
    map_free(map);
}

static void a_point_on_a_border_is_on_one_side_of_it_only(void **state)
{
    struct here *k = *state;
    struct map  *map;

    add(k, 7, "000", GRID, NAN, NAN, square(k->a, 98, 39, 1), 50);
    add(k, 5, "001", GRID, NAN, NAN, square(k->a, 99, 39, 1), 50);
    add(k, 9, "002", GRID, NAN, NAN, square(k->a, 98, 40, 1), 50);
    map = map_finish(k->m);
    assert_int_equal(at(map, 99, 39.5, 0), 5);  /* the eastern */
    assert_int_equal(at(map, 98.5, 40, 0), 9);  /* the northern */
    assert_int_equal(at(map, 98, 39, 0), 7);    /* its own corner */
    assert_int_equal(at(map, 98.5, 41, 0), -1); /* the end of them all */
    map_free(map);
}

static void of_two_that_overlap_the_smaller_and_then_the_older_takes_it(void **state)
{
    struct here *k = *state;
    struct map  *map;

    add(k, 7, "000", GRID, NAN, NAN, square(k->a, 98, 39, 1), 50);
    add(k, 5, "001", GRID, NAN, NAN, square(k->a, 98.5, 39, 1), 50);
    add(k, 9, "002", GRID, NAN, NAN, square(k->a, 98.2, 39, 0.5), 40);
    map = map_finish(k->m);
    assert_int_equal(at(map, 98.6, 39.2, 0), 9);
    assert_int_equal(at(map, 98.9, 39.2, 0), 5);
    assert_int_equal(at(map, 98.1, 39.2, 0), 7);
    map_free(map);
}

static void without_a_polygon_the_nearest_centre_within_the_bound(void **state)
{
    struct here   *k = *state;
    struct map    *map;
    struct located l;

    add(k, 1, "000", COMMUNITY, 98.0, 39.0, STR_NONE, NAN);
    add(k, 2, "001", COMMUNITY, 98.1, 39.0, STR_NONE, NAN);
    map = map_finish(k->m);
    assert_int_equal(at(map, 98.04, 39.0, 10000), 1);
    assert_int_equal(at(map, 98.06, 39.0, 10000), 2);
    assert_int_equal(at(map, 98.06, 39.0, 1000), -1);
    assert_int_equal(at(map, NAN, 39.0, 1000), -1);
    assert_int_equal(map_locate(map, (struct lonlat){ 98.1, 39.1 }, 20000, &l), RC_OK);
    assert_false(l.by_polygon);
    assert_true(fabs(l.metres - 11119.5) < 1);
    map_free(map);
}

static void a_place_whose_parts_are_sought_is_not_sought_by_its_own_centre(void **state)
{
    struct here *k = *state;
    struct map  *map;

    add(k, 2, "000000", GRID, 98.1, 39.0, STR_NONE, NAN);
    add(k, 1, "000", COMMUNITY, 98.0, 39.0, STR_NONE, NAN);
    add(k, 3, "001", COMMUNITY, 98.9, 39.0, STR_NONE, NAN);
    map = map_finish(k->m);
    assert_int_equal(map_centres(map), 2);
    assert_int_equal(at(map, 98.0, 39.0, 20000), 2);
    assert_int_equal(at(map, 98.9, 39.0, 20000), 3);
    map_free(map);
}

/* -- against GEOS -- */

/* A crooked star with a hole, and a second part beside it. */
static struct str crooked(struct arena *a, struct rng *r, int points)
{
    struct lonlat *at = ARENA_ARRAY(a, struct lonlat, 2 * points + 8);
    struct ring    rings[3];
    struct part    parts[2] = { { 0, 2 }, { 2, 1 } };
    size_t         n        = 0;

    for (int hole = 0; hole < 2; hole++) {
        rings[hole].from = n;
        for (int i = 0; i < points; i++) {
            double turn = (hole ? -1 : 1) * 2 * acos(-1.0) * i / points;
            double far  = hole ? 0.2 : 0.5 + 0.5 * rng_real(r);

            at[n++] = (struct lonlat){ 98 + far * cos(turn), 39 + far * sin(turn) };
        }
        at[n]         = at[rings[hole].from];
        rings[hole].n = ++n - rings[hole].from;
    }
    rings[2].from = n;
    at[n++]       = (struct lonlat){ 99.5, 38.5 };
    at[n++]       = (struct lonlat){ 100, 38.5 };
    at[n++]       = (struct lonlat){ 99.75, 39.5 };
    at[n++]       = (struct lonlat){ 99.5, 38.5 };
    rings[2].n    = 4;
    return area_to_wkb(
        &(struct area){
            .at = at, .n = n, .rings = rings, .n_rings = 3, .parts = parts, .n_parts = 2 },
        a);
}

static void areas_hold_the_points_that_geos_says_they_hold(void **state)
{
    struct here        *k = *state;
    GEOSContextHandle_t h = geos_open(k->a);
    struct rng          r;
    size_t              in = 0;

    map_give_up(k->m);
    rng_seed(&r, 3);
    for (int t = 0; t < 12; t++) {
        struct str                  wkb = crooked(k->a, &r, t < 6 ? 5 + 7 * t : 400 * t);
        struct map                 *map;
        GEOSGeometry               *g;
        const GEOSPreparedGeometry *prepared;

        k->m = map_begin();
        add(k, 1, "000", GRID, NAN, NAN, wkb, 1);
        map = map_finish(k->m);
        assert_int_equal(geos_from_wkb(h, wkb, &g), RC_OK);
        geos_keep(k->a, h, g);
        prepared = GEOSPrepare_r(h, g);
        for (int q = 0; q < 1500; q++) {
            struct lonlat p     = { 96.9 + 3.2 * rng_real(&r), 37.9 + 2.2 * rng_real(&r) };
            GEOSGeometry *point = GEOSGeom_createPointFromXY_r(h, p.lon, p.lat);
            bool          holds = GEOSPreparedIntersects_r(h, prepared, point) == 1;

            GEOSGeom_destroy_r(h, point);
            assert_int_equal(at(map, p.lon, p.lat, 0), holds ? 1 : -1);
            in += holds;
        }
        GEOSPreparedGeom_destroy_r(h, prepared);
        map_free(map);
    }
    assert_true(in > 3000);
}

/* Also where rounding decides: at corners, in the middle of edges, a hair beside them. */
static void areas_that_fit_together_share_no_point_and_lose_none(void **state)
{
    struct here       *k      = *state;
    struct zone_shape *shapes = ARENA_ARRAY(k->a, struct zone_shape, 120);
    struct zones      *one    = ARENA_ARRAY(k->a, struct zones, 120);
    struct lonlat      ring[CELL_POINTS_MOST];
    size_t             n = 0;

    map_give_up(k->m);
    for (int row = 0; row < town.rows; row++)
        for (int col = 0; col < town.cols; col++) {
            size_t      points = cells_ring(&town, col, row, ring);
            struct area area;

            assert_int_equal(area_from_wkb(cells_wkb(k->a, ring, points), k->a, &area), RC_OK);
            shapes[n] = zone_shape(k->a, &area, (struct zone){ (int64_t)n, GRID, 1 });
            zones_make(&one[n], k->a, &shapes[n], 1);
            n++;
        }
    for (int row = 1; row + 1 < town.rows; row++)
        for (int col = 1; col + 1 < town.cols; col++) {
            size_t points = cells_ring(&town, col, row, ring);

            for (size_t i = 0; i + 1 < points; i++)
                for (int f = 0; f < 8; f++) {
                    struct lonlat a = ring[i], b = ring[i + 1];
                    struct lonlat p    = { a.lon + f / 8.0 * (b.lon - a.lon),
                                           a.lat + f / 8.0 * (b.lat - a.lat) };
                    int           held = 0;

                    for (int c = 0; c < 9; c++) /* itself and those round it */
                        held += zones_find(&one[(row + c / 3 - 1) * town.cols + col + c % 3 - 1],
                                           p) != NULL;
                    assert_int_equal(held, 1);
                }
        }
}

static void an_empty_map_has_no_place(void **state)
{
    struct here *k   = *state;
    struct map  *map = map_finish(k->m);

    assert_int_equal(at(map, 98.0, 39.0, 1e7), -1);
    map_free(map);
}

static void bytes_that_are_no_polygon_are_refused(void **state)
{
    struct here           *k = *state;
    const struct map_place p = { 1, S("000"), GRID, NAN, NAN, 1, S("nonsense") };

    assert_int_equal(map_add(k->m, &p), RC_INVALID);
    map_give_up(k->m);
}

static void the_k_d_tree_finds_what_looking_at_all_finds(void **state)
{
    enum { N = 700 };
    struct here       *k    = *state;
    struct lonlat     *all  = ARENA_ARRAY(k->a, struct lonlat, N);
    struct near_point *tree = ARENA_ARRAY(k->a, struct near_point, N);
    struct nearest     t;
    struct rng         r;

    map_give_up(k->m);
    rng_seed(&r, 11);
    for (int i = 0; i < N; i++) { /* many share a meridian or a place */
        all[i]  = (struct lonlat){ 98 + (double)rng_below(&r, 40) / 100, 39 + rng_real(&r) };
        tree[i] = near_point(all[i], i);
    }
    nearest_make(&t, tree, N);
    for (int q = 0; q < 2000; q++) {
        struct lonlat p    = { 97.9 + rng_real(&r), 38.9 + 1.2 * rng_real(&r) };
        double        most = 500 + 5000 * rng_real(&r), least = INFINITY, got;
        int64_t       id;

        for (int i = 0; i < N; i++)
            least = fmin(least, lonlat_metres(p, all[i]));
        if (!nearest_find(&t, p, most, &id, &got)) {
            assert_true(least > most - 1e-3);
            continue;
        }
        assert_true(fabs(got - least) < 1e-3);
        assert_true(fabs(lonlat_metres(p, all[id]) - got) < 1e-3);
    }
}

/* -- many threads -- */

enum { THREADS = 4, ASK = 20000 };

struct asker {
    const struct map *map;
    uint64_t          seed;
    uint64_t          sum; /* over what was found, in order */
    size_t            found;
};

static void *ask(void *ctx)
{
    struct asker *k = ctx;
    struct rng    r;

    rng_seed(&r, k->seed);
    for (int i = 0; i < ASK; i++) {
        struct lonlat  p = { town.from.lon + town.step * town.cols * rng_real(&r),
                             town.from.lat + town.step * town.rows * rng_real(&r) };
        struct located l;

        if (map_locate(k->map, p, 2000, &l) == RC_OK) {
            k->found++;
            k->sum = k->sum * 31 + (uint64_t)l.place;
        }
    }
    return NULL;
}

static void many_threads_find_what_one_finds(void **state)
{
    struct here *k = *state;
    struct map  *map;
    struct asker one, many[THREADS];
    pthread_t    thread[THREADS];

    add_cells(k);
    map = map_finish(k->m);
    /* all start on a map that nobody has asked yet, with the same questions */
    for (int i = 0; i < THREADS; i++) {
        many[i] = (struct asker){ map, 5, 0, 0 };
        assert_int_equal(pthread_create(&thread[i], NULL, ask, &many[i]), 0);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    one = (struct asker){ map, 5, 0, 0 };
    ask(&one);
    assert_int_equal(one.found, ASK);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(many[i].found, one.found);
        assert_true(many[i].sum == one.sum);
    }
    map_free(map);
}

/* -- borders -- */

static void places_that_fit_together_have_no_findings(void **state)
{
    struct here                 *k  = *state;
    struct border_place         *at = ARENA_ARRAY(k->a, struct border_place, 120);
    struct lonlat                ring[CELL_POINTS_MOST];
    const struct border_finding *found;
    size_t                       n = 0, n_found;

    map_give_up(k->m);
    for (int row = 0; row < town.rows; row++)
        for (int col = 0; col < town.cols; col++) {
            size_t points = cells_ring(&town, col, row, ring);

            at[n] = (struct border_place){ (int64_t)n, cells_wkb(k->a, ring, points) };
            n++;
        }
    assert_int_equal(border_check(k->a, at, n, STR_NONE, 1, &found, &n_found), RC_OK);
    assert_int_equal(n_found, 0);
    /* without one in the middle there is a gap of its size */
    at[5 * 12 + 6] = at[--n];
    assert_int_equal(border_check(k->a, at, n, STR_NONE, 1, &found, &n_found), RC_OK);
    assert_int_equal(n_found, 1);
    assert_int_equal(found[0].what, BORDER_GAP);
    assert_true(found[0].m2 > 600000 && found[0].m2 < 1300000); /* about 868 m x 1110 m */
    assert_true(fabs(found[0].at.lon - 121.465) < 0.01 && fabs(found[0].at.lat - 38.855) < 0.01);
}

static void overlap_gap_and_outside_are_told_with_size_and_place(void **state)
{
    struct here                 *k    = *state;
    const struct border_place    at[] = { { 1, square(k->a, 98.0, 39, 0.01) },
                                          { 2, square(k->a, 98.009, 39, 0.01) },
                                          { 3, square(k->a, 98.03, 39, 0.01) } };
    const struct border_finding *found;
    size_t                       n;
    int                          seen[3] = { 0 };

    map_give_up(k->m);
    assert_int_equal(border_check(k->a, at, 3, square(k->a, 98, 39, 0.035), 1, &found, &n), RC_OK);
    for (size_t i = 0; i < n; i++) {
        seen[found[i].what]++;
        assert_true(i == 0 || found[i].m2 <= found[i - 1].m2);
        if (found[i].what == BORDER_OVERLAP) {
            assert_true(found[i].place == 1 && found[i].other == 2);
            assert_true(fabs(found[i].m2 / (86.6 * 1110) - 1) < 0.01);
            assert_true(found[i].at.lon > 98.009 && found[i].at.lon < 98.01);
        } else if (found[i].what == BORDER_OUTSIDE) {
            assert_int_equal(found[i].place, 3);
        }
    }
    assert_int_equal(seen[BORDER_OVERLAP], 1);
    assert_int_equal(seen[BORDER_OUTSIDE], 1);
    assert_int_equal(seen[BORDER_GAP], 1);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(the_finest_place_wins_and_what_it_leaves_open_is_the_one_above),
        TEST(a_point_on_a_border_is_on_one_side_of_it_only),
        TEST(of_two_that_overlap_the_smaller_and_then_the_older_takes_it),
        TEST(areas_hold_the_points_that_geos_says_they_hold),
        TEST(areas_that_fit_together_share_no_point_and_lose_none),
        TEST(without_a_polygon_the_nearest_centre_within_the_bound),
        TEST(a_place_whose_parts_are_sought_is_not_sought_by_its_own_centre),
        TEST(an_empty_map_has_no_place),
        TEST(bytes_that_are_no_polygon_are_refused),
        TEST(the_k_d_tree_finds_what_looking_at_all_finds),
        TEST(many_threads_find_what_one_finds),
        TEST(places_that_fit_together_have_no_findings),
        TEST(overlap_gap_and_outside_are_told_with_size_and_place),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
