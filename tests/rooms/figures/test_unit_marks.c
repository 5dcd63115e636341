/* What units were given for their work counts in their figures, once a case (GJ-59). */
#include "../cases/town.h"
#include "figures/figure_rows.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

/* The company leads, the office assists. */
static int64_t sent(struct town *t)
{
    int64_t id = town_open(t, "marked", NULL);

    town_move(t, CLERK, id, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)t->company,
                        (long long)t->office));
    return id;
}

static void mark(struct town *t, int64_t id, const char *move, int64_t unit, int mark)
{
    town_move(t, CLERK, id, move,
              town_form(t, "{\"marks\":[{\"unit\":\"%lld\",\"mark\":%d}]}", (long long)unit, mark));
}

struct asking {
    const char *from, *to;
    int64_t     least;
    struct rows rows;
};
static enum rc ask(struct work *w, void *ctx)
{
    struct asking *a = ctx;
    int32_t        from, to;

    TRY(day_parse(str_of(a->from), &from));
    TRY(day_parse(str_of(a->to), &to));
    return db_all(w->tx, &stmt_figure_units,
                  ARGS(A(from), A(to), A(a->least), A(STR_NONE), A((int64_t)EVERYWHERE)), &a->rows);
}

/* All zero when it is not listed. */
static struct unit_row unit_between(struct town *t, int64_t unit, const char *from, const char *to,
                                    int64_t least)
{
    struct asking          a = { from, to, least, { 0 } };
    const struct unit_row *u;

    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, ask, &a), RC_OK);
    u = a.rows.at;
    for (size_t i = 0; i < a.rows.n; i++)
        if (u[i].unit == unit)
            return u[i];
    return (struct unit_row){ 0 };
}

static struct unit_row unit_of(struct town *t, int64_t unit)
{
    return unit_between(t, unit, "2026-01-01", "2027-01-01", 1);
}

static void it_counts_for_the_unit_that_was_marked_and_for_no_other(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);

    mark(t, id, "before", t->office, 2);
    assert_int_equal(unit_of(t, t->office).unit_marks, 1);
    assert_int_equal(unit_of(t, t->office).unit_mark_sum, 2);
    assert_int_equal(unit_of(t, t->company).unit, 0);
    mark(t, id, "before", t->company, 5);
    assert_int_equal(unit_of(t, t->company).unit_mark_sum, 5);
    assert_int_equal(unit_of(t, t->office).unit_mark_sum, 2);
    assert_int_equal(unit_of(t, t->office).closed, 0);
    /* Where the case lies, both count. */
    assert_int_equal(town_sums(t, t->grid, "marked").m[M_UNIT_MARKS], 2);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_UNIT_MARK_SUM], 7);
    assert_int_equal(town_sums(t, t->second, NULL).m[M_UNIT_MARKS], 0);
}

static void an_average_takes_as_many_as_are_asked_for(void **state)
{
    struct town    *t = town_of(state);
    struct unit_row u;

    mark(t, sent(t), "before", t->office, 2);
    mark(t, sent(t), "before", t->office, 5);
    u = unit_of(t, t->office);
    assert_true(u.mark == 3.5);
    assert_int_equal(unit_between(t, t->office, "2026-01-01", "2027-01-01", 3).unit, 0);
    for (int i = 0; i < 3; i++)
        town_move(t, CLERK, sent(t), "close",
                  town_form(t,
                            "{\"marks\":[{\"unit\":\"%lld\",\"mark\":4},"
                            "{\"unit\":\"%lld\",\"mark\":4}]}",
                            (long long)t->company, (long long)t->office));
    u = unit_between(t, t->company, "2026-01-01", "2027-01-01", 3);
    assert_int_equal(u.closed, 3);
    assert_true(u.mark == 4);
    u = unit_between(t, t->office, "2026-01-01", "2027-01-01", 5);
    assert_int_equal(u.closed, 0);
    assert_true(u.mark == 3.8);
    for (int i = 0; i < 2; i++) /* cases enough, and no more marks */
        town_move(t, CLERK, sent(t), "drop", NULL);
    u = unit_between(t, t->company, "2026-01-01", "2027-01-01", 5);
    assert_int_equal(u.closed, 5);
    assert_int_equal(u.unit_marks, 3);
    assert_true(isnan(u.mark));
}

static enum rc act_evaluate(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_evaluate(w, a->id, (struct json){ str_of(a->form) }, &a->row);
}

static const char *both(struct town *t, int company, int office)
{
    return town_form(
        t, "{\"marks\":[{\"unit\":\"%lld\",\"mark\":%d},{\"unit\":\"%lld\",\"mark\":%d}]}",
        (long long)t->company, company, (long long)t->office, office);
}

struct summing {
    const char *from, *to;
    int64_t     place;
    struct sums sums;
};
static enum rc sum_days(struct work *w, void *ctx)
{
    struct summing *s = ctx;
    int32_t         from, to;

    TRY(day_parse(str_of(s->from), &from));
    TRY(day_parse(str_of(s->to), &to));
    return figures_sum(w, s->place, STR_NONE, from, to, &s->sums);
}

static int64_t marks_on(struct town *t, int64_t place, const char *from, const char *to)
{
    struct summing s = { .from = from, .to = to, .place = place };

    assert_rc(fixture_read(t->f, &actor_system, sum_days, &s), RC_OK);
    return s.sums.m[M_UNIT_MARKS];
}

/* The case is opened again and judged again: what is thought of it last is what counts. */
static void a_later_mark_of_the_same_case_takes_the_place_of_the_earlier(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);
    struct act   a  = { .id = id, .form = "{\"satisfied\":1}" };

    town_move(t, CLERK, id, "close", both(t, 5, 4));
    assert_int_equal(unit_of(t, t->company).unit_mark_sum, 5);
    fixture_turn(t->f, "2026-04-01 10:00");
    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_OK);
    town_move(t, CLERK, id, "close", both(t, 1, 4));
    assert_int_equal(unit_of(t, t->company).unit_marks, 1);
    assert_int_equal(unit_of(t, t->company).unit_mark_sum, 1);
    assert_int_equal(unit_of(t, t->office).unit_mark_sum, 4);
    assert_int_equal(unit_between(t, t->company, "2026-01-01", "2026-03-31", 1).unit_marks, 0);
    assert_int_equal(unit_between(t, t->company, "2026-04-01", "2026-04-01", 1).unit_mark_sum, 1);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_UNIT_MARKS], 2);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_UNIT_MARK_SUM], 5);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_CLOSED], 1);
    assert_int_equal(marks_on(t, t->community, "2026-01-01", "2026-03-31"), 0);
    assert_int_equal(marks_on(t, t->community, "2026-04-01", "2026-04-01"), 2);
}

static void twice_in_one_go_is_once_too(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);

    for (int i = 1; i <= 5; i++) /* the follower reads all of them in one batch */
        mark(t, id, "before", t->office, i);
    assert_int_equal(unit_of(t, t->office).unit_marks, 1);
    assert_int_equal(unit_of(t, t->office).unit_mark_sum, 5);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_UNIT_MARK_SUM], 5);
}

static enum rc act_move_place(struct work *w, void *ctx)
{
    struct act    *a = ctx;
    struct edit_in in;

    shape_clear(&edit_in_shape, &in);
    in.version = a->version;
    in.place   = a->other;
    return case_edit(w, a->id, &in, &a->row);
}

static enum rc move_grid(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return node_move(
        w, &place_tree, a->id,
        &(struct node_move){ .version = NONE_I64, .on = NONE_I32, .parent = a->other });
}

/* It is taken back where it was counted, wherever the case and its place lie by then. */
static void what_is_taken_back_is_taken_back_where_it_was_counted(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = sent(t);
    struct act   a  = { .id = t->grid, .other = t->second };

    mark(t, id, "before", t->office, 2);
    fixture_settle(t->f);
    assert_rc(by_program(t, move_grid, &a), RC_OK);
    assert_int_equal(town_sums(t, t->community, NULL).m[M_UNIT_MARKS], 1); /* it was so then */
    a = (struct act){ .id = id, .version = town_case(t, id).version, .other = t->other_grid };
    assert_rc(by(t, CHIEF, act_move_place, &a), RC_OK);
    mark(t, id, "before", t->office, 3);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_UNIT_MARKS], 0);
    assert_int_equal(town_sums(t, t->second, NULL).m[M_UNIT_MARKS], 0);
    assert_int_equal(town_sums(t, t->other_grid, NULL).m[M_UNIT_MARK_SUM], 3);
    assert_int_equal(town_sums(t, t->community, NULL).m[M_UNIT_MARK_SUM], 3);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_UNIT_MARKS], 1);
    assert_int_equal(unit_of(t, t->office).unit_mark_sum, 3);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(it_counts_for_the_unit_that_was_marked_and_for_no_other),
        T(an_average_takes_as_many_as_are_asked_for),
        T(a_later_mark_of_the_same_case_takes_the_place_of_the_earlier),
        T(twice_in_one_go_is_once_too),
        T(what_is_taken_back_is_taken_back_where_it_was_counted),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
