/* The packs that are shipped: each loads without a finding, and says what its sources say. */
#include "../unit/unit.h"
#include "practice/practice.h"
#include "work/caps.h"

#include <stdio.h>

enum { PACK_MOST = 64 << 20 };

struct pack {
    struct arena    *arena;
    struct practice *p;
};

static void pack_open(struct pack *k, const char *name)
{
    struct faults     f = { 0 };
    struct findings   found;
    struct pack_file *files;
    struct buf        text;
    size_t            n;
    char              path[512];
    enum rc           rc;

    snprintf(path, sizeof(path), "%s/%s", PACKS, name);
    k->arena = arena_new(PACK_MOST);
    found    = (struct findings){ .arena = k->arena };
    rc       = pack_read(k->arena, path, &f, &files, &n);
    assert_rc(rc, RC_OK);
    rc = practice_load(files, n, cap_known, &found, &k->p);
    buf_init(&text, 1 << 20);
    for (size_t i = 0; i < found.list.n; i++) {
        finding_render(&found.list.at[i], LANG_EN, &text);
        buf_add1(&text, '\n');
    }
    if (found.list.n)
        fail_msg("%zu findings:\n%.*s", found.list.n, STR_ARG(buf_str(&text)));
    buf_free(&text);
    assert_rc(rc, RC_OK);
}

static void pack_close(struct pack *k)
{
    practice_free(k->p);
    arena_free(k->arena);
}

static int32_t day(const char *text)
{
    int32_t d;

    assert_rc(day_parse(str_of(text), &d), RC_OK);
    return d;
}

static void each_pack_loads_without_a_finding(void **state)
{
    static const char *const names[] = { PACK_NAMES };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct pack k;

        pack_open(&k, names[i]);
        assert_text(k.p->name, names[i]);
        pack_close(&k);
    }
}

static void the_calendar_knows_the_holidays_and_make_up_days_of_2026(void **state)
{
    static const char *const worked[] = { "2026-01-04", "2026-02-14", "2026-02-28",
                                          "2026-05-09", "2026-09-20", "2026-10-10" };
    static const char *const off[]    = { "2026-01-01", "2026-02-15", "2026-02-23", "2026-04-06",
                                          "2026-05-05", "2026-06-19", "2026-09-25", "2026-10-07" };
    const struct calendar   *c;
    struct pack              k;

    (void)state;
    pack_open(&k, "base-cn");
    c = practice_calendar(k.p, STR_NONE);
    for (size_t i = 0; i < ARRAY_LEN(worked); i++)
        assert_int_equal(calendar_day(c, day(worked[i])), DAY_WORK);
    for (size_t i = 0; i < ARRAY_LEN(off); i++)
        assert_int_equal(calendar_day(c, day(off[i])), DAY_OFF);
    pack_close(&k);
}

static void the_calendar_covers_2007_to_2026_and_not_a_day_more(void **state)
{
    const struct calendar *c;
    struct pack            k;

    (void)state;
    pack_open(&k, "base-cn");
    c = practice_calendar(k.p, STR_NONE);
    assert_true(calendar_known(c, day("2007-01-01")));
    assert_true(calendar_known(c, day("2015-06-15")));
    assert_true(calendar_known(c, day("2026-12-31")));
    assert_false(calendar_known(c, day("2006-12-31")));
    assert_false(calendar_known(c, day("2027-01-01")));
    pack_close(&k);
}

static void the_loop_has_the_stages_of_the_standard_in_their_order(void **state)
{
    static const char *const stages[] = { "collect", "file",     "dispatch",
                                          "handle",  "feedback", "verify" };
    const struct process    *pr;
    struct pack              k;

    (void)state;
    pack_open(&k, "base-cn");
    pr = practice_process(k.p, S("loop"));
    assert_non_null(pr);
    assert_int_equal(pr->n_steps, ARRAY_LEN(stages));
    for (size_t i = 0; i < ARRAY_LEN(stages); i++)
        assert_text(pr->steps[i].stage, stages[i]);
    assert_true(pr->evaluate.on); /* 综合评价, the seventh */
    pack_close(&k);
}

static void the_standard_has_five_kinds_of_components_and_six_of_events(void **state)
{
    size_t      components = 0, events = 0;
    struct pack k;

    (void)state;
    pack_open(&k, "base-cn");
    for (size_t i = 0; i < k.p->n_classes; i++) {
        const struct case_class *c = &k.p->classes[i];

        components += str_is(c->above, "b") && !str_is(c->code, "b.x");
        events += str_is(c->above, "e") && !str_is(c->code, "e.x");
    }
    assert_int_equal(components, 5);
    assert_int_equal(events, 6);
    pack_close(&k);
}

static void five_levels_of_grid_are_known_with_their_source(void **state)
{
    static const int32_t known[] = { 1, 6, 29, 175, 497 };
    struct pack          k;

    (void)state;
    pack_open(&k, "hantang-north");
    for (size_t i = 0; i < ARRAY_LEN(known); i++) {
        char                     name[] = { 'g', 'r', 'i', 'd', (char)('1' + i), 0 };
        const struct place_kind *g      = practice_place_kind(k.p, str_of(name));

        assert_non_null(g);
        assert_int_equal(g->level, i + 1);
        assert_int_equal(g->known, known[i]);
        assert_true(g->known_source.n > 0);
    }
    pack_close(&k);
}

static void grid_heads_have_eight_capacities(void **state)
{
    struct pack k;

    (void)state;
    pack_open(&k, "hantang-north");
    assert_int_equal(practice_post(k.p, S("grid_head"))->n_duties, 8);
    pack_close(&k);
}

static void every_reported_figure_names_its_source(void **state)
{
    struct pack k;

    (void)state;
    pack_open(&k, "hantang-north");
    assert_true(k.p->n_reported > 15);
    for (size_t i = 0; i < k.p->n_reported; i++)
        assert_true(k.p->reported[i].source.n > 0);
    pack_close(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pack_loads_without_a_finding),
        cmocka_unit_test(the_calendar_knows_the_holidays_and_make_up_days_of_2026),
        cmocka_unit_test(the_calendar_covers_2007_to_2026_and_not_a_day_more),
        cmocka_unit_test(the_loop_has_the_stages_of_the_standard_in_their_order),
        cmocka_unit_test(the_standard_has_five_kinds_of_components_and_six_of_events),
        cmocka_unit_test(five_levels_of_grid_are_known_with_their_source),
        cmocka_unit_test(grid_heads_have_eight_capacities),
        cmocka_unit_test(every_reported_figure_names_its_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
