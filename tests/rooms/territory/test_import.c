/* Taking in places from files: what is taken, what is refused and why, and twice the same. */
#include "ops.h"

#include <string.h>

static struct import_file one; /* what import_of was given last */

static struct territory_import import_of(const char *text)
{
    one = (struct import_file){ str_of(text), S("test.csv"), IMPORT_CSV };
    return (struct territory_import){
        .files = &one, .n_files = 1, .under = NONE_I64, .top = true, .on = NONE_I32, .lang = LANG_EN
    };
}

static struct import_report take(struct fixture *f, const struct territory_import *in)
{
    struct op o = { .in = in };

    assert_rc(fixture_write(f, &actor_system, op_import, &o), RC_OK);
    assert_true(o.out.report.given == o.out.report.added + o.out.report.changed +
                                          o.out.report.same + o.out.report.refused);
    return o.out.report;
}

static void counts(struct import_report r, int64_t added, int64_t changed, int64_t same,
                   int64_t refused)
{
    if (r.added != added || r.changed != changed || r.same != same || r.refused != refused)
        fail_msg("added %d, changed %d, same %d, refused %d", (int)r.added, (int)r.changed,
                 (int)r.same, (int)r.refused);
}

/* The reason of the n-th line told has these words. */
static void told(struct import_report r, size_t n, int64_t line, const char *column,
                 const char *words)
{
    const struct import_told *t = (const struct import_told *)r.told.at + n;

    assert_true(n < r.told.n);
    assert_int_equal(t->line, line);
    assert_text(t->column, column);
    if (str_find(t->why, str_of(words)) == SIZE_MAX)
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(t->why), words);
}

static struct place coded(struct fixture *f, const char *code)
{
    struct op o = { .text = str_of(code) };

    assert_rc(fixture_read(f, &actor_system, op_place_by_code, &o), RC_OK);
    return o.out.place;
}

static const char town[] = "编码,名称,类型,上级编码,户数,经度,纬度\n"
                           "S1,东街,街道,,,,\n"
                           "C1,甲社区,社区,S1,1200,,\n"
                           "G1,甲一,网格,C1,300,98.51,39.74\n"
                           "G2,甲二,网格,C1,310,98.52,39.74\n";

static void rows_become_places_under_their_parents(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct import_report    r  = take(f, &in);
    struct place            c1 = coded(f, "C1"), g2 = coded(f, "G2");

    counts(r, 4, 0, 0, 0);
    assert_true(path_within(g2.path, c1.path) && g2.parent == c1.id);
    assert_true(g2.households == 310 && g2.lon == 98.52);
    assert_int_equal(r.unread.n, 0);
    /* a place added by hand afterwards stands behind them */
    add_place(f, c1.id, "grid", "G3", "甲三");
    assert_true(str_cmp(coded(f, "G3").path, g2.path) > 0);
}

static void the_same_file_twice_changes_nothing(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct op               o  = { .text = S("place") };

    take(f, &in);
    counts(take(f, &in), 0, 0, 4, 0);
    o.id = coded(f, "G1").id;
    assert_rc(fixture_read(f, &actor_system, op_journal, &o), RC_OK);
    assert_int_equal(o.out.rows.n, 0); /* one line for the file, none for its rows */
    assert_int_equal(coded(f, "G1").version, 1);
}

static void what_changed_is_updated_and_its_past_kept(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct place            g1;

    take(f, &in);
    g1 = coded(f, "G1");
    fixture_turn(f, "2026-06-01");
    in = import_of("code,name,kind,parent,households\n"
                   "C2,乙社区,community,S1,800\n"
                   "G1,甲一改,grid,C2,305\n" /* another name, parent and number */
                   "G2,甲二,grid,C1,310\n"   /* as it was */
                   "G9,乙一,grid,C2,\n");
    counts(take(f, &in), 2, 1, 1, 0);
    assert_true(coded(f, "G1").id == g1.id);
    assert_text(coded(f, "G1").name, "甲一改");
    assert_true(coded(f, "G1").households == 305 && coded(f, "G1").lon == 98.51);
    assert_true(path_within(coded(f, "G1").path, coded(f, "C2").path));
    counts(take(f, &in), 0, 0, 4, 0);
}

static void a_dry_run_tells_the_same_and_changes_nothing(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct op               o  = { .in = &in };

    in.dry = true;
    assert_rc(fixture_read(f, &actor_system, op_import, &o), RC_OK);
    counts(o.out.report, 4, 0, 0, 0);
    assert_true(o.out.report.dry);
    o = (struct op){ .text = S("S1") };
    assert_rc(fixture_read(f, &actor_system, op_place_by_code, &o), RC_NOT_FOUND);
}

static void each_bad_row_is_refused_with_line_column_and_reason(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of("code,name,kind,parent,households,lon,lat\n"
                                           "S1,Street,street,,,,\n"
                                           ",No code,grid,S1,,,\n"
                                           "G1,,grid,S1,,,\n"
                                           "G2,Castle,castle,S1,,,\n"
                                           "G3,Orphan,grid,S9,,,\n"
                                           "G4,First,grid,S1,,,\n"
                                           "G4,Second,grid,S1,,,\n"
                                           "G5,Many,grid,S1,lots,,\n"
                                           "G6,Half,grid,S1,,98.5,\n"
                                           "G7,Turned,grid,S1,,39.7,98.5\n"
                                           "G8,No number,grid,S1,,x,39.7\n"
                                           "S2,Below itself,street,S1,,,\n"
                                           "C1,One,community,C2,,,\n"
                                           "C2,Two,community,C1,,,\n"
                                           "G9,Of a refused one,grid,C2,,,\n"
                                           "G 1,Bad code,grid,S1,,,\n"
                                           "G0,Abroad,grid,S1,,2.35,48.85\n");
    struct import_report    r  = take(f, &in);

    counts(r, 3, 0, 0, 14);
    assert_int_equal(r.warnings, 1);
    assert_int_equal(r.told.n, 15);
    told(r, 0, 3, "code", "must be given");
    told(r, 1, 4, "name", "must be given");
    told(r, 2, 5, "kind", "castle");
    told(r, 3, 8, "code", "line 7");
    told(r, 4, 9, "households", "lots");
    told(r, 5, 10, "lat", "must be given");
    told(r, 6, 11, "lon", "not on the globe");
    told(r, 7, 12, "lon", "no number");
    told(r, 8, 18, "lon", "not in China");
    told(r, 9, 6, "parent", "S9");
    assert_true(str_starts(r.back, S("line,column,reason,code,name,kind,parent")));
    assert_true(str_find(r.back, S("\r\n6,parent,")) != SIZE_MAX);
    assert_true(str_find(r.back, S("G3,Orphan,grid,S9")) != SIZE_MAX);
    assert_true(str_find(r.back, S("G4,First")) == SIZE_MAX);
}

static void divisions_find_their_parents_by_their_codes(void **state)
{
    static const struct str levels[] = { { "street", 6 }, { "community", 9 }, { "grid", 4 } };
    struct fixture         *f        = *state;
    struct territory_import in       = import_of("code,name,level\n"
                                                       "620902001,东北街,1\n"
                                                       "620902001003,甲社区,2\n"
                                                       "620902001004,乙社区,2\n"
                                                       "620902009001,别街社区,2\n"
                                                       "620902001005,三级外,9\n");
    struct import_report    r;

    in.levels   = levels;
    in.n_levels = 3;
    r           = take(f, &in);
    counts(r, 3, 0, 0, 2);
    told(r, 0, 6, "level", "level 9");
    told(r, 1, 5, "parent", "620902009");
    assert_true(coded(f, "620902001004").parent == coded(f, "620902001").id);
    /* the rest of the tree afterwards, from another file and of one kind */
    in      = import_of("code,name\n620902001006,丙社区\n");
    in.kind = S("community");
    in.top  = false;
    counts(take(f, &in), 1, 0, 0, 0);
    assert_true(coded(f, "620902001006").parent == coded(f, "620902001").id);
}

static void without_a_place_to_go_rows_are_refused_not_put_at_the_top(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of("code,name,kind\nX1,甲,street\n");
    struct place            s;

    in.top = false;
    counts(take(f, &in), 0, 0, 0, 1);
    s        = add_place(f, NONE_I64, "street", "S", "街");
    in       = import_of("code,name,kind\nX1,甲,community\n");
    in.under = s.id;
    counts(take(f, &in), 1, 0, 0, 0);
    assert_true(coded(f, "X1").parent == s.id);
    in.under = 4711;
    assert_rc(fixture_write(f, &actor_system, op_import, &(struct op){ .in = &in }), RC_NOT_FOUND);
}

static void columns_of_any_name_can_be_read(void **state)
{
    static const struct import_name names[] = {
        { { "gb_code", 7 }, { "code", 4 } },
        { { "community", 9 }, { "name", 4 } },
        { { "lng_bd09", 8 }, { "lon", 3 } },
        { { "lat_bd09", 8 }, { "lat", 3 } },
    };
    struct fixture         *f  = *state;
    struct territory_import in = import_of(
        "code,gb_code,community,lng_bd09,lat_bd09\n10000,440310002003,马峦,114.338203,22.644538\n");
    struct import_report r;

    in.kind    = S("community");
    in.names   = names;
    in.n_names = ARRAY_LEN(names);
    in.crs     = CRS_BD09;
    r          = take(f, &in);
    counts(r, 1, 0, 0, 0);
    assert_int_equal(r.unread.n, 1); /* `code`, since another was named for it */
    assert_true(fabs(coded(f, "440310002003").lon - 114.326841) < 1e-5);
}

static void a_file_that_is_not_what_it_says_is_refused_whole(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char      *text;
        enum import_form form;
        enum rc          rc;
    } bad[] = {
        { "", IMPORT_CSV, RC_INVALID },
        { "name,kind\nx,grid\n", IMPORT_CSV, RC_INVALID },
        { "code,name,编码\n1,2,3\n", IMPORT_CSV, RC_INVALID },
        { "code,name\n\"x", IMPORT_CSV, RC_MALFORMED },
        { "code,name\n\xff\xff\xff,\xfe\n", IMPORT_CSV, RC_MALFORMED },
        { "code,name\n", IMPORT_GEOJSON, RC_MALFORMED },
        { "{\"type\":\"FeatureCollection\",\"features\":[{]}", IMPORT_GEOJSON, RC_MALFORMED },
    };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct territory_import in = import_of(bad[i].text);
        struct op               o  = { .in = &in };

        one.form = bad[i].form;
        assert_rc(fixture_write(f, &actor_system, op_import, &o), bad[i].rc);
        assert_int_equal(f->faults.n, 1);
    }
}

static void one_imports_only_where_one_may(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct somebody         s;
    struct op               o;
    struct place            c1;

    take(f, &in);
    c1 = coded(f, "C1");
    add_place(f, coded(f, "S1").id, "community", "C2", "乙社区");
    somebody_at(&s, &c1, CAP_TERRITORY_IMPORT);
    in = import_of("code,name,kind,parent\n"
                   "G5,甲五,grid,C1\n"   /* may */
                   "G6,乙六,grid,C2\n"   /* another community */
                   "G1,甲一新,grid,C2\n" /* would leave */
                   "C2,乙社区改,community,S1\n"
                   "S2,西街,street,\n");
    o  = (struct op){ .in = &in };
    assert_rc(fixture_write(f, &s.actor, op_import, &o), RC_OK);
    counts(o.out.report, 1, 0, 0, 4);
    assert_text(coded(f, "C2").name, "乙社区");
}

/* -- several files -- */

#define S_INIT(text)                                                                               \
    {                                                                                              \
        text, sizeof(text) - 1                                                                     \
    }

static struct import_file several[3];

/* `n` texts as CSV, named a.csv, b.csv, c.csv. */
static struct territory_import import_several(size_t n, const char *const texts[])
{
    static const char *const names[] = { "a.csv", "b.csv", "c.csv" };
    struct territory_import  in      = import_of("");

    for (size_t i = 0; i < n; i++)
        several[i] = (struct import_file){ str_of(texts[i]), str_of(names[i]), IMPORT_CSV };
    in.files   = several;
    in.n_files = n;
    return in;
}

static void take_all(struct fixture *f, const struct territory_import *in, struct op *o)
{
    *o = (struct op){ .in = in };
    if (in->dry)
        assert_rc(fixture_read(f, &actor_system, op_import, o), RC_OK);
    else
        assert_rc(fixture_write(f, &actor_system, op_import, o), RC_OK);
}

static void files_may_come_in_any_order(void **state)
{
    static const char *const below_first[] = { "code,name,kind,parent\nG1,甲一,grid,C1\n",
                                               "code,name,kind,parent\nC1,甲社区,community,S1\n",
                                               "code,name,kind\nS1,东街,street\n" };
    struct fixture          *f             = *state;
    struct territory_import  in            = import_several(3, below_first);
    struct op                o;

    in.dry = true;
    take_all(f, &in, &o);
    for (size_t i = 0; i < 3; i++)
        counts(o.out.reports[i], 1, 0, 0, 0);
    in.dry = false;
    take_all(f, &in, &o);
    for (size_t i = 0; i < 3; i++)
        counts(o.out.reports[i], 1, 0, 0, 0);
    assert_true(path_within(coded(f, "G1").path, coded(f, "S1").path));
}

static void a_row_is_refused_with_what_it_hangs_on_in_another_file(void **state)
{
    static const char *const bad_above[] = {
        "code,name,kind,parent\nG1,甲一,grid,C1\nG2,乙,grid,S1\n",
        "code,name,kind,parent\nS1,东街,street,\n"
        "C1,甲社区,community,S9\n"
    };
    struct fixture         *f  = *state;
    struct territory_import in = import_several(2, bad_above);
    struct op               o;

    take_all(f, &in, &o);
    counts(o.out.reports[0], 1, 0, 0, 1);
    counts(o.out.reports[1], 1, 0, 0, 1);
    told(o.out.reports[0], 0, 2, "parent", "line 3 of b.csv");
    told(o.out.reports[1], 0, 3, "parent", "S9");
    assert_true(str_find(o.out.reports[0].back, S("C1,甲社区")) == SIZE_MAX);
    assert_true(str_find(o.out.reports[1].back, S("C1,甲社区")) != SIZE_MAX);
}

static void a_later_file_says_more_of_a_place(void **state)
{
    static const char *const twice[] = {
        ("code,name,kind,parent,households\nS1,东街,street,,\nC1,甲,community,S1,\n"
         "C2,乙,community,S1,\nG1,一,grid,C1,5\n"),
        "code,name,kind,parent,lon,lat\nG1,一改,grid,C2,98.5,39.7\nC1,甲,community,,,\n",
        "code,name,kind\nG1,一改,grid\nC2,乙,street\nC1,甲,community\nC1,甲,community\n"
    };
    struct fixture         *f  = *state;
    struct territory_import in = import_several(3, twice);
    struct op               o;
    struct place            g1;

    for (int again = 0; again < 2; again++) {
        take_all(f, &in, &o);
        if (again) /* the first file says again what the second one changes */
            counts(o.out.reports[0], 0, 1, 3, 0);
        else
            counts(o.out.reports[0], 4, 0, 0, 0);
        counts(o.out.reports[1], 0, 1, 1, 0);
        counts(o.out.reports[2], 0, 0, 2, 2);
        told(o.out.reports[2], 0, 5, "code", "line 4");
        told(o.out.reports[2], 1, 3, "kind", "community");
        g1 = coded(f, "G1");
        assert_text(g1.name, "一改");
        assert_true(g1.households == 5 && g1.lon == 98.5 && g1.version == 1);
        assert_true(path_within(g1.path, coded(f, "C2").path));
        assert_true(coded(f, "C1").version == 1);
    }
}

static void what_is_said_again_of_a_refused_place_is_refused(void **state)
{
    static const char *const twice[] = { "code,name,kind,parent\nC1,甲,community,S9\n",
                                         "code,name,kind\nC1,甲,community\n" };
    struct fixture          *f       = *state;
    struct territory_import  in      = import_several(2, twice);
    struct op                o;

    take_all(f, &in, &o);
    counts(o.out.reports[0], 0, 0, 0, 1);
    counts(o.out.reports[1], 0, 0, 0, 1);
    told(o.out.reports[1], 0, 2, "code", "line 2 of a.csv");
}

static void the_length_of_a_code_says_nothing_of_a_kind_with_codes_of_its_own(void **state)
{
    static const struct str levels[] = { S_INIT("street") };
    struct fixture         *f        = *state;
    struct territory_import in       = import_of("code,name\n63,乙\n");
    struct import_report    r;

    in.levels   = levels;
    in.n_levels = ARRAY_LEN(levels);
    r           = take(f, &in);
    counts(r, 0, 0, 0, 1);
    told(r, 0, 2, "kind", "of what kind?");
}

static void one_file_that_cannot_be_read_stops_all(void **state)
{
    static const char *const second_bad[] = { "code,name,kind\nS1,东街,street\n", "name\n东街\n" };
    struct fixture          *f            = *state;
    struct territory_import in            = import_several(2, second_bad);
    struct op               o             = { .in = &in };
    struct buf              b;

    assert_rc(fixture_write(f, &actor_system, op_import, &o), RC_INVALID);
    assert_int_equal(f->faults.n, 2);
    buf_init(&b, 1000);
    fault_render(&f->faults.at[1], LANG_EN, &b);
    assert_true(str_find(buf_str(&b), S("b.csv")) != SIZE_MAX);
    buf_free(&b);
    o = (struct op){ .text = S("S1") };
    assert_rc(fixture_read(f, &actor_system, op_place_by_code, &o), RC_NOT_FOUND);
}

#define SQUARE(w, s, e, n)                                                                         \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" w "," s "],[" e "," s "],[" e "," n "],[" w "," n  \
    "],[" w "," s "]]]}"
#define FEATURE(code, name, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"code\":\"" code "\",\"name\":\"" name                 \
    "\",\"parent\":\"C1\",\"kind\":\"grid\",\"households\":12},\"geometry\":" geometry "}"

static const char grids[] = "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE(
    "G1", "甲一",
    SQUARE(
        "98.50", "39.70", "98.51",
        "39.71")) ",\n" FEATURE("G2", "甲二",
                                SQUARE(
                                    "98.51", "39.70", "98.52",
                                    "39.71")) ",\n" FEATURE("G3", "甲三",
                                                            "{\"type\":\"Polygon\",\"coordinates\":"
                                                            "[[[98,39],[99,40],[99,39],[98,40],[98,"
                                                            "39]]]}") ",\n" FEATURE("G4", "甲四",
                                                                                    "{\"type\":"
                                                                                    "\"Point\","
                                                                                    "\"coordinates"
                                                                                    "\":[98.53,39."
                                                                                    "72]}") "]}";

static void features_bring_areas_and_points(void **state)
{
    struct fixture         *f  = *state;
    struct territory_import in = import_of(town);
    struct import_report    r;
    struct located          l;

    take(f, &in);
    in       = import_of(grids);
    one.form = IMPORT_GEOJSON;
    r        = take(f, &in);
    counts(r, 1, 2, 0, 1);
    told(r, 0, 3, "geometry", "crosses itself at (98.5");
    assert_true(coded(f, "G1").households == 12);
    assert_true(fabs(coded(f, "G1").lon - 98.505) < 0.005); /* within the area now */
    assert_true(fabs(coded(f, "G4").lon - 98.53) < 1e-9);
    counts(take(f, &in), 0, 0, 3, 1);
    fixture_settle(f);
    assert_rc(territory_locate(&f->s, 98.515, 39.705, 0, &l), RC_OK);
    assert_true(l.by_polygon && l.place == coded(f, "G2").id);
}

static void areas_that_do_not_fit_are_taken_with_a_warning(void **state)
{
    static const char overlapping[] = "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE(
        "G1", "甲一",
        SQUARE("98.50", "39.70", "98.51", "39.71")) "," FEATURE("G2", "甲二",
                                                                SQUARE("98.509", "39.70", "98.52",
                                                                       "39.71")) "]}";
    static const char third[] = "{\"type\":\"FeatureCollection\",\"features\":[" FEATURE(
        "G3", "甲三", SQUARE("98.515", "39.705", "98.53", "39.71")) "]}";
    struct fixture           *f  = *state;
    struct territory_import   in = import_of(town);
    struct import_report      r;
    const struct import_told *t;

    take(f, &in);
    in       = import_of(overlapping);
    one.form = IMPORT_GEOJSON;
    in.dry   = true;
    r        = take(f, &in);
    counts(r, 0, 2, 0, 0);
    assert_int_equal(r.warnings, 1);
    told(r, 0, 1, "geometry", "overlaps 甲二 by 95"); /* 95 thousand m² */
    t = r.told.at;
    assert_false(t->refused);
    in.dry = false;
    take(f, &in);
    /* and with one that is there already */
    in       = import_of(third);
    one.form = IMPORT_GEOJSON;
    r        = take(f, &in);
    counts(r, 1, 0, 0, 0);
    assert_int_equal(r.warnings, 1);
    told(r, 0, 1, "geometry", "overlaps 甲二");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(rows_become_places_under_their_parents),
        T(the_same_file_twice_changes_nothing),
        T(what_changed_is_updated_and_its_past_kept),
        T(a_dry_run_tells_the_same_and_changes_nothing),
        T(each_bad_row_is_refused_with_line_column_and_reason),
        T(divisions_find_their_parents_by_their_codes),
        T(without_a_place_to_go_rows_are_refused_not_put_at_the_top),
        T(columns_of_any_name_can_be_read),
        T(a_file_that_is_not_what_it_says_is_refused_whole),
        T(one_imports_only_where_one_may),
        T(files_may_come_in_any_order),
        T(a_row_is_refused_with_what_it_hangs_on_in_another_file),
        T(a_later_file_says_more_of_a_place),
        T(what_is_said_again_of_a_refused_place_is_refused),
        T(the_length_of_a_code_says_nothing_of_a_kind_with_codes_of_its_own),
        T(one_file_that_cannot_be_read_stops_all),
        T(features_bring_areas_and_points),
        T(areas_that_do_not_fit_are_taken_with_a_warning),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
