/* Which unit the rules send a case to, and what a correction does to it. */
#include "cases/list.h"
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static int64_t report(struct town *t, const char *class, int64_t place)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process = S("auto");
    in.class   = class ? str_of(class) : STR_NONE;
    in.place   = place;
    in.words   = S("楼前堆放杂物");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    return a.opened.id;
}

static int64_t unit_of(struct town *t, int64_t id)
{
    return town_case(t, id).unit;
}

/* -- rules -- */

static void the_program_dispatches_by_class_and_hour(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = report(t, "01.02", t->grid);
    const struct task_row *k;
    struct rows            rows;
    struct str             data;

    assert_text(town_case(t, id).step, "handling");
    assert_true(unit_of(t, id) == t->office);
    assert_int_equal(town_history(t, id, "case.moved", &data), 1);
    rows = town_tasks(t, id);
    k    = rows.at;
    assert_int_equal(rows.n, 2);
    assert_true(k[0].state == TASK_DONE && k[0].ended_by == NONE_I64);
    assert_true(k[1].org == t->office && k[1].lead);
    /* Outside office hours the rule does not hold, and the class's own kind of unit comes in. */
    fixture_turn(t->f, "2026-03-02 12:30");
    assert_true(unit_of(t, report(t, "01.02", t->grid)) == t->company);
    assert_true(unit_of(t, report(t, "02.01", t->grid)) == t->company);
    /* At night a unit that is named comes before all. */
    fixture_turn(t->f, "2026-03-02 22:00");
    assert_true(unit_of(t, report(t, "02.01", t->grid)) == t->office);
    fixture_turn(t->f, "2026-03-03 05:59");
    assert_true(unit_of(t, report(t, "02.01", t->grid)) == t->office);
    fixture_turn(t->f, "2026-03-03 06:00");
    assert_true(unit_of(t, report(t, "02.01", t->grid)) == t->company);
}

static void a_rule_without_such_a_unit_leaves_it_to_the_next(void **state)
{
    struct town *t = town_of(state);

    /* Nobody is called NOWHERE; for grids there is the department next. */
    assert_true(unit_of(t, report(t, "03", t->grid)) == t->office);
    assert_true(unit_of(t, report(t, "03", t->community)) == NONE_I64);
}

static void what_no_rule_knows_waits_for_somebody(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = report(t, NULL, t->grid), far;

    assert_text(town_case(t, id).step, "dispatch");
    town_refused(t, CLERK, id, "assign", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->company),
                 RC_CONFLICT, "not_now", "");
    town_move(t, CLERK, id, "choose", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->company));
    assert_true(unit_of(t, id) == t->company);
    /* No unit covers the second community. */
    far = report(t, "01.02", t->far_grid);
    assert_text(town_case(t, far).step, "dispatch");
    town_refused(t, CLERK, far, "choose", "{}", RC_NOT_FOUND, "no_case", "");
    town_refused(t, FAR_CLERK, far, "choose", "{}", RC_INVALID, "needed", "form.unit");
}

static enum rc end_office(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return node_end(w, &org_tree, a->t->office,
                    &(struct node_end){ .version = NONE_I64, .on = NONE_I32 });
}

static void a_unit_that_has_ended_gets_nothing(void **state)
{
    struct town *t = town_of(state);
    struct act   a = { .t = t };
    int64_t      id;

    assert_rc(by_program(t, end_office, &a), RC_OK);
    assert_true(unit_of(t, report(t, "01.02", t->grid)) == t->company);
    id = report(t, NULL, t->grid);
    town_refused(t, CLERK, id, "choose", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->office),
                 RC_INVALID, "ended_row", "form.unit");
    fixture_turn(t->f, "2026-03-02 23:00"); /* not by its name either */
    assert_true(unit_of(t, report(t, "02.01", t->grid)) == t->company);
}

static void what_comes_back_is_not_sent_there_again_by_the_program(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = report(t, "02.01", t->grid);

    town_move(t, HANDLER, id, "return", "{\"reason\":\"非物业区域\"}");
    assert_text(town_case(t, id).step, "choose_again");
    town_move(t, CLERK, id, "assign", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->office));
    town_move(t, HELPER, id, "done", NULL);
    assert_int_equal(town_case(t, id).state, CASE_ENDED);
}

/* -- corrections -- */

struct editing {
    int64_t         id;
    struct edit_in  in;
    struct case_row row;
};

static enum rc act_edit(struct work *w, void *ctx)
{
    struct editing *e = ctx;

    return case_edit(w, e->id, &e->in, &e->row);
}

static struct editing editing(struct town *t, int64_t id)
{
    struct editing e = { .id = id };

    shape_clear(&edit_in_shape, &e.in);
    e.in.version = town_case(t, id).version;
    return e;
}

static enum rc edit(struct town *t, enum person who, struct editing *e)
{
    return fixture_write(t->f, t->actor[who], act_edit, e);
}

static void a_class_may_be_broad_when_it_is_reported_and_when_it_is_corrected(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };
    struct editing e;
    int64_t        id;

    in.process   = S("plain");
    in.place     = t->grid;
    in.words     = S("楼前堆放杂物");
    in.form.text = S("{\"people\":3}");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    id = a.opened.id;
    assert_true(!town_case(t, id).class.p);
    town_refused(t, CLERK, id, "accept", "{\"class\":\"77\"}", RC_INVALID, "no_class",
                 "form.class");
    town_move(t, CLERK, id, "accept", "{\"class\":\"01\"}");
    assert_text(town_case(t, id).class, "01");
    e          = editing(t, id);
    e.in.class = S("02");
    assert_rc(edit(t, CLERK, &e), RC_OK);
    assert_text(town_case(t, id).class, "02");
    assert_text(town_case(t, report(t, "02", t->grid)).class, "02");
}

static void a_correction_does_not_take_a_case_from_its_unit(void **state)
{
    struct town   *t = town_of(state);
    struct editing e = editing(t, report(t, "02.01", t->grid));

    e.in.class = S("01.01");
    assert_rc(edit(t, CLERK, &e), RC_OK);
    assert_text(e.row.class, "01.01");
    assert_true(e.row.unit == t->company);
    assert_int_equal(e.row.version, e.in.version + 1);
    assert_int_equal(town_history(t, e.id, "case.edited", NULL), 1);
    town_move(t, HANDLER, e.id, "done", NULL);
    e = editing(t, e.id);
    assert_rc(edit(t, CLERK, &e), RC_CONFLICT);
    assert_fault(t->f, "case_ended", "");
}

static void where_it_lies_now_those_act_who_hold_posts_there(void **state)
{
    struct town   *t = town_of(state);
    struct editing e = editing(t, report(t, NULL, t->grid));

    e.in.place = t->far_grid;
    assert_rc(edit(t, HEAD, &e), RC_DENIED);
    assert_rc(edit(t, FAR_CLERK, &e), RC_NOT_FOUND);
    assert_rc(edit(t, CLERK, &e), RC_OK);
    assert_true(e.row.place == t->far_grid);
    town_refused(t, CLERK, e.id, "choose", "{}", RC_NOT_FOUND, "no_case", "");
    town_move(t, FAR_CLERK, e.id, "choose",
              town_form(t, "{\"unit\":\"%lld\"}", (long long)t->company));
}

static void what_is_wrong_with_a_correction_is_said_and_changes_nothing(void **state)
{
    struct town    *t      = town_of(state);
    struct editing  e      = editing(t, report(t, "02.01", t->grid));
    struct case_row before = town_case(t, e.id), after;

    fixture_settle(t->f);
    e.in.class = S("02.77");
    assert_rc(edit(t, CLERK, &e), RC_INVALID);
    assert_fault(t->f, "no_class", "class");
    e.in.class = STR_NONE;
    e.in.lon   = 98.51;
    assert_rc(edit(t, CLERK, &e), RC_INVALID);
    assert_fault(t->f, "half_point", "lon");
    e.in.lat = 391;
    assert_rc(edit(t, CLERK, &e), RC_INVALID);
    assert_fault(t->f, "off_earth", "lon");
    e.in.lat = 30;
    assert_rc(edit(t, CLERK, &e), RC_INVALID);
    assert_fault(t->f, "no_place_here", "lon");
    e          = editing(t, e.id);
    e.in.place = 77;
    assert_rc(edit(t, CLERK, &e), RC_INVALID);
    assert_fault(t->f, "not_found", "place");
    e            = editing(t, e.id);
    e.in.version = 1;
    assert_rc(edit(t, CLERK, &e), RC_CONFLICT);
    after = town_case(t, e.id);
    assert_int_equal(before.version, after.version);
    assert_true(before.place == after.place && str_eq(before.class, after.class));
}

static enum rc act_search(struct work *w, void *ctx)
{
    struct act       *a = ctx;
    struct list_query q;
    int64_t           next;

    shape_clear(&list_query_shape, &q);
    q.q = str_of(a->form);
    return case_list(w, &q, &a->rows, &next);
}

static void corrected_words_are_found_and_the_old_ones_no_more(void **state)
{
    struct town   *t = town_of(state);
    struct editing e = editing(t, report(t, "02.01", t->grid));
    struct act     a = { .form = "杂物" };

    assert_rc(by(t, CLERK, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    e.in.words = S("  夜间装修噪声  ");
    e.in.title = S("噪声");
    assert_rc(edit(t, CLERK, &e), RC_OK);
    assert_text(e.row.words, "夜间装修噪声");
    assert_rc(by(t, CLERK, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 0);
    a.form = "装修";
    assert_rc(by(t, CLERK, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    /* Whoever handles it finds it too, though it lies outside every place of theirs. */
    assert_rc(by(t, HANDLER, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 1);
    assert_rc(by(t, HELPER, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 0);
    a.form = "灯"; /* one character is a word */
    assert_rc(by(t, CLERK, act_search, &a), RC_OK);
    assert_int_equal(a.rows.n, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(the_program_dispatches_by_class_and_hour),
        T(a_rule_without_such_a_unit_leaves_it_to_the_next),
        T(what_no_rule_knows_waits_for_somebody),
        T(a_unit_that_has_ended_gets_nothing),
        T(what_comes_back_is_not_sent_there_again_by_the_program),
        T(a_class_may_be_broad_when_it_is_reported_and_when_it_is_corrected),
        T(a_correction_does_not_take_a_case_from_its_unit),
        T(where_it_lies_now_those_act_who_hold_posts_there),
        T(what_is_wrong_with_a_correction_is_said_and_changes_nothing),
        T(corrected_words_are_found_and_the_old_ones_no_more),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
