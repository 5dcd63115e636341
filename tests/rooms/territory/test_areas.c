/* Drawing areas, finding points, and the map that follows what changes. */
#include "ops.h"

#include <pthread.h>
#include <stdatomic.h>

static struct area square(struct fixture *f, double west, double south, double side)
{
    struct area        area;
    const struct jval *v;
    double             e = west + side, n = south + side;
    struct str         json = arena_fmt(f->arena,
                                        "{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],[%f,%f],[%f,%f],"
                                                "[%f,%f],[%f,%f]]]}",
                                        west, south, e, south, e, n, west, n, west, south);

    assert_rc(json_parse(f->arena, json, &f->faults, &v), RC_OK);
    assert_rc(area_from_json(v, CRS_WGS84, f->arena, &f->faults, S("area"), &area), RC_OK);
    return area;
}

static enum rc draw(struct fixture *f, int64_t place, const struct area *area, int32_t on)
{
    struct op o = { .id = place, .in = area, .on = on };

    return fixture_write(f, &actor_system, op_draw, &o);
}

/* The place at a point, 0 for none. */
static int64_t at(struct fixture *f, double lon, double lat)
{
    struct located l;

    return territory_locate(&f->s, lon, lat, 500, &l) == RC_OK ? l.place : 0;
}

struct town {
    struct place street, community, g1, g2;
};
static struct town make_town(struct fixture *f)
{
    struct town t;

    t.street    = add_place(f, NONE_I64, "street", "S", "街");
    t.community = add_place(f, t.street.id, "community", "C", "社区");
    t.g1        = add_place(f, t.community.id, "grid", "G1", "一");
    t.g2        = add_place(f, t.community.id, "grid", "G2", "二");
    return t;
}

static void a_point_is_found_once_the_followers_have_seen_the_area(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct area     a = square(f, 98.5, 39.7, 0.01), b = square(f, 98.51, 39.7, 0.01);

    assert_rc(draw(f, t.g1.id, &a, NONE_I32), RC_OK);
    assert_rc(draw(f, t.g2.id, &b, NONE_I32), RC_OK);
    assert_rc(draw(f, t.community.id, &a, NONE_I32), RC_OK); /* takes no cases in this pack */
    assert_true(at(f, 98.505, 39.705) == 0);
    fixture_settle(f);
    assert_true(at(f, 98.505, 39.705) == t.g1.id);
    assert_true(at(f, 98.515, 39.705) == t.g2.id);
    assert_true(at(f, 98.6, 39.8) == 0);
    assert_true(get_place(f, t.g1.id).lon > 98.5 && get_place(f, t.g1.id).lon < 98.51);
}

static void a_new_area_takes_the_place_of_the_old_one_from_its_day_on(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct area     a = square(f, 98.5, 39.7, 0.01), b = square(f, 98.7, 39.7, 0.01);

    assert_rc(draw(f, t.g1.id, &a, NONE_I32), RC_OK);
    fixture_turn(f, "2026-04-01 10:00");
    assert_rc(draw(f, t.g1.id, &b, day("2026-03-20")), RC_OK);
    fixture_settle(f);
    assert_true(at(f, 98.505, 39.705) == 0);
    assert_true(at(f, 98.705, 39.705) == t.g1.id);
    assert_rc(draw(f, t.g1.id, NULL, NONE_I32), RC_OK);
    fixture_settle(f);
    /* without an area the centre is still known */
    assert_true(at(f, 98.705, 39.705) == t.g1.id);
    assert_true(at(f, 98.7001, 39.7001) == 0);
}

static void what_ends_takes_no_points_from_that_day_on(void **state)
{
    struct fixture *f  = *state;
    struct town     t  = make_town(f);
    struct area     a  = square(f, 98.5, 39.7, 0.01);
    struct node_end in = { .version = NONE_I64, .on = day("2026-03-10") };
    struct op       o  = { .in = &in, .t = &place_tree, .id = t.g1.id };

    assert_rc(draw(f, t.g1.id, &a, NONE_I32), RC_OK);
    assert_rc(fixture_write(f, &actor_system, op_end, &o), RC_OK);
    fixture_settle(f);
    assert_true(at(f, 98.505, 39.705) == t.g1.id);
    fixture_turn(f, "2026-03-10 00:00");
    fixture_settle(f);
    assert_true(at(f, 98.505, 39.705) == 0);
}

/* What a second process of the same database does is seen through the journal. */
static void what_another_process_draws_is_seen(void **state)
{
    struct fixture *f     = *state;
    struct town     t     = make_town(f);
    struct area     a     = square(f, 98.5, 39.7, 0.01);
    struct services other = { .clock = &f->clock, .data = f->s.data, .ids = { .cell = 1 } };
    struct op       o     = { .id = t.g1.id, .in = &a, .on = NONE_I32 };
    struct faults   faults;

    fixture_settle(f);
    other.db = fresh_open(&f->fresh, db_migrations, f->stmts, NULL);
    services_init(&other);
    assert_rc(practice_refresh(&other), RC_OK);
    assert_rc(territory_start(&other), RC_OK);
    assert_rc(work_do(&other, &actor_system, WORK_WRITE, op_draw, &o, &faults), RC_OK);
    assert_true(at(f, 98.505, 39.705) == 0);
    fixture_settle(f);
    assert_true(at(f, 98.505, 39.705) == t.g1.id);
    territory_stop(&other);
    services_free(&other);
    db_close(other.db);
}

static void only_who_may_edit_the_place_draws_it(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct area     a = square(f, 98.5, 39.7, 0.01);
    struct somebody s;
    struct op       o = { .id = t.g1.id, .in = &a, .on = NONE_I32 };

    somebody_at(&s, &t.g2, CAP_TERRITORY_EDIT);
    assert_rc(fixture_write(f, &s.actor, op_draw, &o), RC_DENIED);
    somebody_at(&s, &t.community, CAP_TERRITORY_EDIT);
    assert_rc(fixture_write(f, &s.actor, op_draw, &o), RC_OK);
    o.on = day("2026-03-03");
    assert_rc(fixture_write(f, &s.actor, op_draw, &o), RC_INVALID);
    assert_fault(f, "day_ahead", "on");
}

/* -- many ask while the map is replaced -- */

enum { ASKERS = 3, MAPS = 20 };

struct asking {
    struct services *s;
    int64_t          one, other; /* what a point may be found to be */
    _Atomic bool     stop;
    _Atomic long     found, wrong;
};

static void *ask(void *ctx)
{
    struct asking *k = ctx;

    while (!k->stop) {
        struct located l;

        if (territory_locate(k->s, 98.505, 39.705, 100, &l) != RC_OK ||
            (l.place != k->one && l.place != k->other))
            k->wrong++;
        k->found++;
    }
    return NULL;
}

static void points_are_found_while_the_map_is_replaced(void **state)
{
    struct fixture *f = *state;
    struct town     t = make_town(f);
    struct area     a = square(f, 98.5, 39.7, 0.01), b = square(f, 98.502, 39.702, 0.005);
    struct asking   k = { .s = &f->s, .one = t.g1.id, .other = t.g2.id };
    pthread_t       thread[ASKERS];

    assert_rc(draw(f, t.g1.id, &a, NONE_I32), RC_OK);
    fixture_settle(f);
    for (int i = 0; i < ASKERS; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, ask, &k), 0);
    for (int i = 0; i < MAPS; i++) {
        /* the smaller one over the point comes and goes */
        assert_rc(draw(f, t.g2.id, i % 2 ? NULL : &b, NONE_I32), RC_OK);
        fixture_settle(f);
    }
    k.stop = true;
    for (int i = 0; i < ASKERS; i++)
        pthread_join(thread[i], NULL);
    assert_true(k.found > 0);
    assert_int_equal(k.wrong, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_point_is_found_once_the_followers_have_seen_the_area),
        T(a_new_area_takes_the_place_of_the_old_one_from_its_day_on),
        T(what_ends_takes_no_points_from_that_day_on),
        T(what_another_process_draws_is_seen),
        T(only_who_may_edit_the_place_draws_it),
        T(points_are_found_while_the_map_is_replaced),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
