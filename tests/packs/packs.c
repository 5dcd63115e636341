/* The packs that are shipped: each loads without a finding, and says what its sources say. */
#include "../unit/unit.h"
#include "practice/load.h"
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

/* -- what the five localities say of themselves -- */

struct known {
    const char *kind; /* of places or organisations */
    int32_t     n;    /* NONE_I32: not said, and so not to be found here */
};

static void check_known(const char *pack, const struct known *known, size_t n)
{
    struct pack k;

    pack_open(&k, pack);
    for (size_t i = 0; i < n; i++) {
        const struct place_kind *place = practice_place_kind(k.p, str_of(known[i].kind));
        const struct org_kind   *org   = practice_org_kind(k.p, str_of(known[i].kind));

        assert_true(place || org);
        assert_int_equal(place ? place->known : org->known, known[i].n);
        if (known[i].n != NONE_I32)
            assert_true((place ? place->known_source : org->known_source).n > 0);
    }
    pack_close(&k);
}

/* LZ-02, LZ-10, LZ-11, LZ-28 */
static void liuzhai_has_three_levels_and_nineteen_party_organisations(void **state)
{
    static const struct known known[] = {
        { "street", 1 },           { "community", 11 },           { "grid3", 69 },
        { "community_branch", 7 }, { "rural_branch", 4 },         { "enterprise_branch", 7 },
        { "organ_branch", 1 },     { "enforcement_squadron", 5 }, { "district_unit", 7 },
    };

    (void)state;
    check_known("liuzhai", known, ARRAY_LEN(known));
}

/* GJ-55, GJ-64, GJ-66 */
static void ganjingzi_has_three_levels(void **state)
{
    static const struct known known[] = {
        { "street", 14 },      { "community", 189 },
        { "grid3", 2850 },     { "property_party_org", 52 },
        { "social_org", 820 },
    };

    (void)state;
    check_known("ganjingzi", known, ARRAY_LEN(known));
}

/* QD-01, QD-12, QD-14, QD-38 */
static void what_is_masked_in_qindu_stays_unknown(void **state)
{
    static const struct known known[] = {
        { "street", NONE_I32 },
        { "community", NONE_I32 },
        { "grid", NONE_I32 },
        { "grid_branch", 424 },
        { "building_party_group", 715 },
        { "member_household_point", NONE_I32 },
        { "service_centre", 141 },
    };
    static const char *const masked[] = {
        "streets", "communities",  "grids",         "residents",
        "area",    "grid_workers", "confirmations", "left_behind"
    };
    size_t      found = 0;
    struct pack k;

    (void)state;
    check_known("qindu", known, ARRAY_LEN(known));
    pack_open(&k, "qindu");
    for (size_t i = 0; i < k.p->n_reported; i++)
        for (size_t m = 0; m < ARRAY_LEN(masked); m++)
            if (str_is(k.p->reported[i].name, masked[m])) {
                assert_int_equal(k.p->reported[i].sort, FIG_UNKNOWN);
                found++;
            }
    assert_int_equal(found, ARRAY_LEN(masked));
    pack_close(&k);
}

/* HY-03, HY-24 */
static void huayuanlu_has_five_levels_of_which_only_the_party_organisations_are_counted(
    void **state)
{
    static const struct known known[] = {
        { "street", NONE_I32 },
        { "community", NONE_I32 },
        { "grid3", NONE_I32 },
        { "grid4", NONE_I32 },
        { "grid5", NONE_I32 },
        { "grid_branch", 35 },
        { "building_group_party_group", 139 },
    };

    (void)state;
    check_known("huayuanlu", known, ARRAY_LEN(known));
}

/* LZ-28 three to five assistants in each community, LZ-29 a full-time mediator in each. */
static void liuzhai_says_how_many_assistants_and_mediators_a_community_has(void **state)
{
    const struct post *assistant, *mediator;
    struct pack        k;

    (void)state;
    pack_open(&k, "liuzhai");
    assistant = practice_post(k.p, S("assistant_officer"));
    mediator  = practice_post(k.p, S("mediator"));
    assert_int_equal(assistant->norm_least, 3);
    assert_int_equal(assistant->norm_most, 5);
    assert_int_equal(mediator->norm_least, 1);
    pack_close(&k);
}

static bool has_relation(const struct practice *p, const char *name)
{
    for (size_t i = 0; i < p->n_relations; i++)
        if (str_is(p->relations[i].name, name))
            return true;
    return false;
}

/* HY-04 三包, HY-05 四联, LZ-09 and LZ-10 pairing, GJ-16 and GJ-55 posts on both sides, QD-25,
 * HT-15. */
static void who_covers_contacts_and_exchanges_posts_are_relations(void **state)
{
    static const struct {
        const char *pack, *relation;
    } all[] = {
        { "huayuanlu", "branch_covers_grid" },  { "huayuanlu", "group_covers_group" },
        { "huayuanlu", "member_covers_floor" }, { "huayuanlu", "general_to_branch" },
        { "huayuanlu", "branch_to_group" },     { "huayuanlu", "group_to_members" },
        { "huayuanlu", "members_to_masses" },   { "liuzhai", "patch_paired_with" },
        { "liuzhai", "joint_building" },        { "ganjingzi", "cross_posted" },
        { "ganjingzi", "joint_agreement" },     { "qindu", "double_registered" },
        { "hantang-north", "member_contacts" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        struct pack k;

        pack_open(&k, all[i].pack);
        assert_true(has_relation(k.p, all[i].relation));
        pack_close(&k);
    }
}

/* How many slots of a team its source names without saying what they are. */
static void check_empty(const char *pack, const char *team, size_t empty, const char *row)
{
    const struct team *t = NULL;
    size_t             n = 0;
    struct pack        k;

    pack_open(&k, pack);
    for (size_t i = 0; i < k.p->n_teams; i++)
        if (str_is(k.p->teams[i].name, team))
            t = &k.p->teams[i];
    assert_non_null(t);
    for (size_t i = 0; i < t->n_slots; i++)
        if (t->slots[i].empty.p) {
            assert_text(t->slots[i].empty, row);
            assert_int_equal(t->slots[i].title.zh.n, 0);
            n++;
        }
    assert_int_equal(n, empty);
    pack_close(&k);
}

/* And HY-23, of which the source says all six. */
static void what_a_source_names_and_does_not_say_is_an_empty_slot(void **state)
{
    (void)state;
    check_empty("liuzhai", "one_head_five_members", 5, "LZ-15");
    check_empty("liuzhai", "legal_visitors", 4, "LZ-29");
    check_empty("ganjingzi", "alliance_mechanisms", 10, "GJ-17");
    check_empty("qindu", "six_offices_two_stations_one_centre", 9, "QD-06");
    check_empty("qindu", "three_posts", 3, "QD-50");
    check_empty("hantang-north", "ten_services", 10, "HT-16");
    check_empty("huayuanlu", "seven_forces", 7, "HY-25");
    check_empty("huayuanlu", "six_organisations", 0, "");
}

/* GJ-20: 1 + 2 + 3 kinds, and the backbone of Party members. */
static void the_red_butler_has_a_leader_two_deputies_and_three_heads(void **state)
{
    static const char *const slots[] = { "leader",          "deputy_owners",
                                         "deputy_property", "party_group_leader",
                                         "grid_head",       "building_head",
                                         "backbone" };
    struct pack              k;
    const struct team       *t = NULL;

    (void)state;
    pack_open(&k, "ganjingzi");
    for (size_t i = 0; i < k.p->n_teams; i++)
        if (str_is(k.p->teams[i].name, "red_butler"))
            t = &k.p->teams[i];
    assert_non_null(t);
    assert_int_equal(t->n_slots, ARRAY_LEN(slots));
    for (size_t i = 0; i < t->n_slots; i++)
        assert_text(t->slots[i].name, slots[i]);
    pack_close(&k);
}

/* The sources give no limit for handling anything: whose a limit is, stands there too. */
static void a_process_of_a_locality_names_its_source(void **state)
{
    static const char *const packs[] = { "liuzhai", "ganjingzi", "qindu", "huayuanlu" };

    (void)state;
    for (size_t n = 0; n < ARRAY_LEN(packs); n++) {
        struct pack k;

        pack_open(&k, packs[n]);
        for (size_t i = 0; i < k.p->n_processes; i++) {
            const struct process *pr = &k.p->processes[i];

            if (!str_is(pr->name, "loop"))
                assert_true(pr->source.n > 0);
        }
        pack_close(&k);
    }
}

static const struct step *step_of(const struct practice *p, const char *process, const char *step)
{
    const struct process *pr = practice_process(p, str_of(process));
    int32_t               i;

    if (!pr)
        fail_msg("there is no %s", process);
    i = process_step(pr, str_of(step));
    if (i < 0)
        fail_msg("%s has no step %s", process, step);
    return &pr->steps[i];
}

/* HT-21, domain C.5: 民发〔2021〕57号 gives days to low income; for the others no law does. */
static void a_benefit_has_the_limits_that_a_law_gives_and_no_others(void **state)
{
    static const char *const without[] = { "temporary_relief", "reward_assistance",
                                           "bereaved_support", "age_allowance" };
    struct pack              k;

    (void)state;
    pack_open(&k, "base-cn");
    for (size_t i = 0; i < ARRAY_LEN(without); i++) {
        const struct process *pr = practice_process(k.p, str_of(without[i]));

        for (size_t s = 0; s < pr->n_steps; s++)
            assert_int_equal(pr->steps[s].n_clocks, 0);
        assert_int_equal(step_of(k.p, without[i], "publicity")->show->days, 7);
    }
    assert_int_equal(step_of(k.p, "low_income", "accepted")->clocks[0].spans[0].span.n, 3);
    assert_int_equal(step_of(k.p, "low_income", "decision")->clocks[0].spans[0].span.n, 10);
    assert_int_equal(step_of(k.p, "low_income", "refusal")->clocks[0].spans[0].span.n, 3);
    assert_int_equal(step_of(k.p, "low_income", "publicity")->show->days, 7);
    pack_close(&k);
}

static void the_notice_of_a_bereaved_family_names_nobody(void **state)
{
    struct pack        k;
    const struct show *shown;

    (void)state;
    pack_open(&k, "base-cn");
    shown = step_of(k.p, "bereaved_support", "publicity")->show;
    for (size_t i = 0; i < shown->n_what; i++)
        assert_true(str_is(shown->what[i], "number") || str_is(shown->what[i], "opened"));
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
    static const struct {
        const char *pack;
        size_t      least;
    } packs[] = { { "hantang-north", 20 },
                  { "liuzhai", 19 },
                  { "ganjingzi", 39 },
                  { "qindu", 50 },
                  { "huayuanlu", 13 } };

    (void)state;
    for (size_t n = 0; n < ARRAY_LEN(packs); n++) {
        struct pack k;

        pack_open(&k, packs[n].pack);
        assert_true(k.p->n_reported >= packs[n].least);
        for (size_t i = 0; i < k.p->n_reported; i++)
            assert_true(k.p->reported[i].source.n > 0);
        pack_close(&k);
    }
}

static const struct reported *reported_of(const struct practice *p, const char *name)
{
    for (size_t i = 0; i < p->n_reported; i++)
        if (str_is(p->reported[i].name, name))
            return &p->reported[i];
    fail_msg("%s is not reported", name);
    return NULL;
}

/*
 * LZ-01 LZ-02; GJ-18 GJ-26 GJ-44 GJ-47 GJ-53 GJ-54 GJ-55 GJ-66 GJ-72 GJ-73 GJ-74; QD-01 QD-07 QD-09
 * QD-16 QD-20 QD-36 QD-46 QD-48; HT-01 HT-06; HY-09.
 */
static void a_figure_is_exact_at_least_about_or_unknown_as_its_source_has_it(void **state)
{
    static const struct {
        const char      *pack, *name;
        enum figure_sort sort;
        double           value;
    } all[] = {
        { "liuzhai", "area", FIG_EXACT, 3.04 },
        { "liuzhai", "residents", FIG_AT_LEAST, 30000 },
        { "liuzhai", "party_members", FIG_EXACT, 675 },
        { "liuzhai", "rural_members", FIG_UNKNOWN, 0 },
        { "ganjingzi", "alliance_units", FIG_AT_LEAST, 700 },
        { "ganjingzi", "dlw_level1_units", FIG_EXACT, 14 },
        { "ganjingzi", "dlw_level2_units", FIG_EXACT, 54 },
        { "ganjingzi", "butler_problems", FIG_EXACT, 128 },
        { "ganjingzi", "jj_solved", FIG_AT_LEAST, 95 },
        { "ganjingzi", "list_items", FIG_AT_LEAST, 1200 },
        { "ganjingzi", "honoured_orgs", FIG_EXACT, 42 },
        { "ganjingzi", "cross_posting", FIG_EXACT, 80 },
        { "ganjingzi", "community_social_orgs", FIG_AT_LEAST, 1800 },
        { "ganjingzi", "cases_promoted", FIG_EXACT, 28 },
        { "ganjingzi", "young_cadres", FIG_EXACT, 75 },
        { "ganjingzi", "service_fund", FIG_AT_LEAST, 2800 },
        { "qindu", "streets", FIG_UNKNOWN, 0 },
        { "qindu", "leader_posts", FIG_EXACT, 5 },
        { "qindu", "joint_members", FIG_EXACT, 45991 },
        { "qindu", "urgent_problems", FIG_AT_LEAST, 18000 },
        { "qindu", "unserved_estates", FIG_EXACT, 58 },
        { "qindu", "mediated", FIG_EXACT, 1949 },
        { "qindu", "compressed_to", FIG_EXACT, 50.6 },
        { "qindu", "cadres", FIG_EXACT, 32 },
        { "hantang-north", "area", FIG_ABOUT, 5 },
        { "hantang-north", "property_rate", FIG_EXACT, 27.5 },
        { "hantang-north", "owners_party_share", FIG_EXACT, 46 },
        { "huayuanlu", "star_groups", FIG_EXACT, 25 },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        const struct reported *r;
        struct pack            k;

        pack_open(&k, all[i].pack);
        r = reported_of(k.p, all[i].name);
        assert_int_equal(r->sort, all[i].sort);
        if (all[i].sort != FIG_UNKNOWN)
            assert_true(r->value == all[i].value);
        pack_close(&k);
    }
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
        cmocka_unit_test(liuzhai_has_three_levels_and_nineteen_party_organisations),
        cmocka_unit_test(ganjingzi_has_three_levels),
        cmocka_unit_test(what_is_masked_in_qindu_stays_unknown),
        cmocka_unit_test(
            huayuanlu_has_five_levels_of_which_only_the_party_organisations_are_counted),
        cmocka_unit_test(liuzhai_says_how_many_assistants_and_mediators_a_community_has),
        cmocka_unit_test(who_covers_contacts_and_exchanges_posts_are_relations),
        cmocka_unit_test(a_figure_is_exact_at_least_about_or_unknown_as_its_source_has_it),
        cmocka_unit_test(what_a_source_names_and_does_not_say_is_an_empty_slot),
        cmocka_unit_test(the_red_butler_has_a_leader_two_deputies_and_three_heads),
        cmocka_unit_test(a_process_of_a_locality_names_its_source),
        cmocka_unit_test(a_benefit_has_the_limits_that_a_law_gives_and_no_others),
        cmocka_unit_test(the_notice_of_a_bereaved_family_names_nobody),
        cmocka_unit_test(grid_heads_have_eight_capacities),
        cmocka_unit_test(every_reported_figure_names_its_source),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
