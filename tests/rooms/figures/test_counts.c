/* Every measure: counted once, on its day, at its place and every place above. */
#include "../cases/town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

static void turn(struct town *t, const char *when)
{
    fixture_turn(t->f, when);
    fixture_settle(t->f);
}

static int64_t plain_at(struct town *t, int64_t place)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process   = S("plain");
    in.class     = S("02.01");
    in.place     = place;
    in.words     = S("夜间扰民");
    in.form.text = S("{\"people\":3}");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    return a.opened.id;
}

static void assign(struct town *t, int64_t id)
{
    town_move(t, CLERK, id, "assign", town_form(t, "{\"unit\":\"%lld\"}", (long long)t->company));
}

/* To the end, the ordinary way. */
static void solve(struct town *t, int64_t id)
{
    town_move(t, CLERK, id, "accept", NULL);
    assign(t, id);
    town_move(t, HANDLER, id, "done", "{\"words_public\":\"已劝阻\"}");
    town_move(t, HEAD, id, "pass", NULL);
}

static enum rc act_evaluate(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_evaluate(w, a->id, (struct json){ str_of(a->form) }, &a->row);
}

static void evaluate(struct town *t, int64_t id, const char *answers)
{
    struct act a = { .id = id, .form = answers };

    assert_rc(by(t, RESIDENT, act_evaluate, &a), RC_OK);
}

/* What is said is counted in the grid, its community and the street, and nothing else anywhere. */
struct wanted {
    enum measure m;
    int64_t      n;
};

static void check_sums(struct town *t, const struct wanted *wanted, size_t n)
{
    const int64_t places[]  = { t->grid, t->community, t->street };
    const int64_t nowhere[] = { t->other_grid, t->second, t->far_grid };

    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct sums s = town_sums(t, places[i], NULL);

        for (int m = 0; m < M_COUNT; m++) {
            int64_t want = 0;

            for (size_t k = 0; k < n; k++)
                want = wanted[k].m == (enum measure)m ? wanted[k].n : want;
            if (s.m[m] != want)
                fail_msg("%s at place %zu: %lld, not %lld", measure_words[m], i, (long long)s.m[m],
                         (long long)want);
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(nowhere); i++)
        for (int m = 0; m < M_COUNT; m++)
            assert_int_equal(town_sums(t, nowhere[i], NULL).m[m], 0);
}
#define CHECK(...)                                                                                 \
    check_sums(t, (const struct wanted[]){ __VA_ARGS__ },                                          \
               ARRAY_LEN(((const struct wanted[]){ __VA_ARGS__ })))

static void a_case_that_goes_the_ordinary_way_counts_once_in_each(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = plain_at(t, t->grid);

    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 });
    town_move(t, CLERK, id, "accept", NULL);
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 });
    assign(t, id);
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 }, { M_DISPATCHED, 1 });
    fixture_turn(t->f, "2026-03-02 10:00");
    town_move(t, HANDLER, id, "done", "{\"words_public\":\"已劝阻\"}");
    town_move(t, HEAD, id, "pass", NULL);
    CHECK({ M_OPENED, 1 }, { M_FILED, 1 }, { M_DISPATCHED, 1 }, { M_CLOSED, 1 },
          { M_CLOSED_ON_TIME, 1 }, { M_SOLVED, 1 }, { M_HANDLE_SECONDS, 3600 });
    evaluate(t, id, "{\"contacted\":true,\"resolved\":true,\"satisfied\":4}");
    CHECK({ M_OPENED, 1 }, { M_FILED, 1 }, { M_DISPATCHED, 1 }, { M_CLOSED, 1 },
          { M_CLOSED_ON_TIME, 1 }, { M_SOLVED, 1 }, { M_HANDLE_SECONDS, 3600 }, { M_EVALUATED, 1 },
          { M_CONTACTED, 1 }, { M_RESOLVED_SAID, 1 }, { M_SATISFIED, 1 });
}

static void what_goes_back_and_forth_is_filed_and_dispatched_once(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = plain_at(t, t->grid);

    town_move(t, CLERK, id, "accept", NULL);
    town_move(t, CLERK, id, "back", "{\"reason\":\"信息不全\"}");
    town_move(t, CLERK, id, "accept", NULL);
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 }, { M_RETURNED, 1 });
    assign(t, id);
    town_move(t, HANDLER, id, "return", "{\"reason\":\"不是我们的\"}");
    assign(t, id);
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 }, { M_RETURNED, 2 }, { M_DISPATCHED, 1 },
          { M_REDISPATCHED, 1 });
    town_move(t, HANDLER, id, "done", "{\"words_public\":\"已劝阻\"}");
    town_move(t, HEAD, id, "rework", "{\"reason\":\"还在吵\"}");
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 }, { M_RETURNED, 2 }, { M_REWORKED, 1 },
          { M_DISPATCHED, 1 }, { M_REDISPATCHED, 1 });
}

static void what_is_refused_or_merged_was_not_filed(void **state)
{
    struct town *t     = town_of(state);
    int64_t      first = plain_at(t, t->grid);

    town_move(t, CLERK, plain_at(t, t->grid), "refuse", "{\"reason\":\"非辖区\"}");
    town_move(t, CLERK, plain_at(t, t->grid), "merge",
              town_form(t, "{\"main_case\":\"%lld\"}", (long long)first));
    CHECK({ M_OPENED, 3 }, { M_OPEN, 1 }, { M_CLOSED, 2 }, { M_CLOSED_ON_TIME, 2 },
          { M_REFUSED, 1 }, { M_MERGED, 1 });
}

static void what_is_opened_again_is_open_again(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = plain_at(t, t->grid);

    solve(t, id);
    evaluate(t, id, "{\"contacted\":true,\"resolved\":false,\"satisfied\":1}");
    /* It has not been closed, and so is on no list of what was. */
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_FILED, 1 }, { M_DISPATCHED, 1 }, { M_EVALUATED, 1 },
          { M_CONTACTED, 1 }, { M_REOPENED, 1 });
    turn(t, "2026-03-03 17:30"); /* a working day: it runs late */
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_OPEN_LATE, 1 }, { M_YELLOW, 1 }, { M_FILED, 1 },
          { M_DISPATCHED, 1 }, { M_EVALUATED, 1 }, { M_CONTACTED, 1 }, { M_REOPENED, 1 });
    town_move(t, HANDLER, id, "done", "{\"words_public\":\"已劝阻\"}");
    town_move(t, HEAD, id, "pass", NULL);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_CLOSED], 1);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_CLOSED_LATE], 1);
    evaluate(t, id, "{\"contacted\":false,\"resolved\":false,\"satisfied\":1}");
    /* Late once, it is late as soon as it is open again. */
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_OPEN_LATE], 1);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_CLOSED_LATE], 0);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_HANDLE_SECONDS], 0);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_REOPENED], 2);
}

struct asking {
    int64_t              id;
    struct extension_row row;
};
static enum rc act_extend(struct work *w, void *ctx)
{
    struct asking *a = ctx;

    TRY(case_extension_ask(w, a->id, &(struct extension_in){ S("1 workday"), S("等配件") },
                           &a->row));
    return case_extension_decide(w, a->id, a->row.id, &(struct decision_in){ true, STR_NONE },
                                 &a->row);
}
static enum rc act_card(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_card(w, a->id, &(struct card_in){ .card = (int32_t)a->other }, &a->row);
}

static void lateness_cards_and_levels_count_once(void **state)
{
    struct town  *t  = town_of(state);
    int64_t       id = town_open(t, "timed", NULL);
    struct asking a  = { .id = id };
    struct act    c  = { .id = id, .other = CARD_YELLOW };

    assert_rc(fixture_write(t->f, &actor_system, act_extend, &a), RC_OK);
    assert_rc(by(t, SECRETARY, act_card, &c), RC_OK);
    assert_rc(by(t, SECRETARY, act_card, &c), RC_CONFLICT); /* it has that one */
    assert_fault(t->f, "has_card", "");
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_EXTENDED, 1 }, { M_YELLOW, 1 });
    turn(t, "2026-03-31 12:00"); /* yellow it is already; red, up, and it falls to somebody */
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_OPEN_LATE, 1 }, { M_EXTENDED, 1 }, { M_YELLOW, 1 },
          { M_RED, 1 }, { M_ESCALATED, 1 });
    c.other = CARD_NONE;
    assert_rc(by(t, SECRETARY, act_card, &c), RC_OK);
    town_move(t, SECRETARY, id, "close", NULL);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_OPEN_LATE], 0);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_CLOSED_LATE], 1);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_SOLVED], 0);
}

static void whoever_sends_a_case_up_escalates_it(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;

    town_give(t, NEIGHBOUR, "mediator", t->grid, NONE_I64);
    town_give(t, NEIGHBOUR, "mediator", t->community, NONE_I64);
    id = town_open(t, "ladder", NULL);
    town_move(t, NEIGHBOUR, id, "up", NULL);
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_ESCALATED, 1 });
    town_move(t, NEIGHBOUR, id, "down", "{\"reason\":\"x\"}");
    CHECK({ M_OPENED, 1 }, { M_OPEN, 1 }, { M_ESCALATED, 1 });
}

/* -- places -- */

static void assert_gauges(struct town *t)
{
    const int64_t places[] = { t->street, t->community,  t->second,
                               t->grid,   t->other_grid, t->far_grid };

    fixture_settle(t->f);
    for (size_t i = 0; i < ARRAY_LEN(places); i++) {
        struct sums s = town_sums(t, places[i], NULL);
        int64_t     open, late;

        town_gauge(t, places[i], &open, &late);
        if (s.m[M_OPEN] != open || s.m[M_OPEN_LATE] != late)
            fail_msg("place %zu: %lld open, %lld late, but %lld and %lld are there", i,
                     (long long)s.m[M_OPEN], (long long)s.m[M_OPEN_LATE], (long long)open,
                     (long long)late);
    }
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

static void what_is_open_moves_with_its_place(void **state)
{
    struct town *t    = town_of(state);
    int64_t      late = plain_at(t, t->grid);
    struct act   a;

    turn(t, "2026-03-02 11:00");
    a = (struct act){ .id = late, .version = 1, .other = t->far_grid };
    assert_rc(by(t, CHIEF, act_move_place, &a), RC_OK);
    assert_gauges(t);
    assert_int_equal(town_sums(t, t->far_grid, NULL).m[M_OPEN_LATE], 1);
    assert_int_equal(town_sums(t, t->far_grid, NULL).m[M_OPENED], 0); /* it was opened elsewhere */
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_OPENED], 1);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_OPEN], 1);
    town_move(t, FAR_CLERK, late, "refuse", "{\"reason\":\"重复\"}");
    assert_gauges(t);
    assert_int_equal(town_sums(t, t->far_grid, NULL).m[M_CLOSED_LATE], 1);
}

static void a_move_that_places_and_ends_leaves_nothing_behind(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = plain_at(t, t->grid);

    town_move(t, CLERK, id, "refuse",
              town_form(t, "{\"reason\":\"非辖区\",\"place\":\"%lld\"}", (long long)t->other_grid));
    assert_gauges(t);
    assert_int_equal(town_sums(t, t->other_grid, NULL).m[M_CLOSED], 1);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_OPEN], 0);
}

static enum rc move_grid(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return node_move(
        w, &place_tree, a->id,
        &(struct node_move){ .version = NONE_I64, .on = NONE_I32, .parent = a->other });
}

static void when_a_place_moves_its_open_cases_move_with_it(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = plain_at(t, t->grid), ended = plain_at(t, t->grid);
    struct act   a = { .id = t->grid, .other = t->second };

    town_move(t, CLERK, ended, "refuse", "{\"reason\":\"重复\"}");
    turn(t, "2026-03-02 11:00");
    assert_rc(by_program(t, move_grid, &a), RC_OK);
    assert_gauges(t);
    assert_int_equal(town_sums(t, t->second, NULL).m[M_OPEN_LATE], 1);
    assert_int_equal(town_sums(t, t->community, NULL).m[M_OPEN], 0);
    assert_int_equal(town_sums(t, t->community, NULL).m[M_CLOSED], 1); /* that was before */
    /* And whoever may act and see is whoever holds posts there now. */
    a = (struct act){ .id = id };
    assert_rc(by(t, FAR_CLERK, act_get, &a), RC_OK);
    town_refused(t, CLERK, id, "accept", NULL, RC_NOT_FOUND, "no_case", "");
    town_move(t, FAR_CLERK, id, "refuse", "{\"reason\":\"非辖区\"}");
    assert_gauges(t);
}

static void the_sums_of_a_place_are_those_of_its_children(void **state)
{
    struct town *t = town_of(state);
    struct sums  street, community, second, a, b, far;

    solve(t, plain_at(t, t->grid));
    (void)plain_at(t, t->other_grid);
    town_move(t, FAR_CLERK, plain_at(t, t->far_grid), "refuse", "{\"reason\":\"重复\"}");
    turn(t, "2026-03-04 09:00");
    street    = town_sums(t, t->street, NULL);
    community = town_sums(t, t->community, NULL);
    second    = town_sums(t, t->second, NULL);
    a         = town_sums(t, t->grid, NULL);
    b         = town_sums(t, t->other_grid, NULL);
    far       = town_sums(t, t->far_grid, NULL);
    for (int m = 0; m < M_COUNT; m++) {
        assert_int_equal(street.m[m], community.m[m] + second.m[m]);
        assert_int_equal(community.m[m], a.m[m] + b.m[m]);
        assert_int_equal(second.m[m], far.m[m]);
    }
    assert_int_equal(street.m[M_OPENED], 3);
    /* What lies at the community itself is in its sums alone. */
    (void)plain_at(t, t->community);
    assert_int_equal(town_sums(t, t->community, NULL).m[M_OPEN], 2);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_OPEN], 2);
}

/* -- by process and day -- */

static void each_process_is_counted_for_itself(void **state)
{
    struct town *t = town_of(state);

    (void)plain_at(t, t->grid);
    (void)town_open(t, "timed", NULL);
    assert_int_equal(town_sums(t, t->grid, "plain").m[M_OPEN], 1);
    assert_int_equal(town_sums(t, t->grid, "timed").m[M_OPENED], 1);
    assert_int_equal(town_sums(t, t->grid, "running").m[M_OPENED], 0);
    assert_int_equal(town_sums(t, t->grid, NULL).m[M_OPENED], 2);
}

struct summing {
    int64_t     place;
    const char *from, *to;
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

static void what_was_entered_later_counts_on_its_own_day(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };
    struct summing s  = { t->grid, "2026-02-01", "2026-02-28", { { 0 } } };

    in.process = S("timed");
    in.place   = t->grid;
    assert_rc(time_parse(S("2026-02-20 10:00"), &in.opened), RC_OK);
    assert_rc(by(t, CLERK, act_open, &a), RC_OK);
    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, sum_days, &s), RC_OK);
    assert_int_equal(s.sums.m[M_OPENED], 1);
    assert_int_equal(s.sums.m[M_OPEN], 1); /* at the end of February */
    s.to = "2026-02-19";
    assert_rc(fixture_read(t->f, &actor_system, sum_days, &s), RC_OK);
    assert_int_equal(s.sums.m[M_OPENED], 0);
    assert_int_equal(s.sums.m[M_OPEN], 0);
}

/* -- indicators -- */

static double value(struct town *t, const char *name, int64_t place)
{
    int64_t                number;
    const struct practice *p = practice_in_force(&t->f->s, &number);

    for (size_t i = 0; i < p->n_indicators; i++) {
        struct sums s;

        if (!str_is(p->indicators[i].name, name))
            continue;
        s = town_sums(t, place, p->indicators[i].process.p ? "plain" : NULL);
        return figures_indicator(&p->indicators[i], &s);
    }
    return NAN;
}

static void open_late_cases_are_not_hidden_from_the_on_time_rate(void **state)
{
    struct town *t = town_of(state);

    assert_true(isnan(value(t, "on_time", t->grid))); /* nothing of nothing is no rate */
    solve(t, plain_at(t, t->grid));
    assert_true(value(t, "on_time", t->grid) == 1);
    (void)plain_at(t, t->grid);
    assert_true(value(t, "on_time", t->grid) == 1); /* open, and there is time */
    turn(t, "2026-03-02 11:00");
    assert_true(value(t, "on_time", t->grid) == 0.5);
    assert_true(value(t, "on_time", t->street) == 0.5);
    assert_true(value(t, "filed", t->grid) == 0.5);
    assert_true(value(t, "plain", t->grid) == 1);
    assert_true(isnan(value(t, "fees", t->grid))); /* somebody types it in */
}

/* As long as a name may be, and apart in their last character alone. */
#define LONG_NAME "a_process_whose_name_is_as_long_as_the_name_of_anything_may_be_"
_Static_assert(sizeof(LONG_NAME) == PRACTICE_NAME_MOST, "one character is left to differ");

static int64_t open_of(struct town *t, struct str process)
{
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };

    in.process = process;
    in.place   = t->grid;
    in.words   = S("路灯不亮");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    return a.opened.id;
}

static void the_longest_names_are_told_apart_by_their_last_character(void **state)
{
    struct town *t = town_of(state);

#define SHORT(name, prefix)                                                                        \
    "---\nprocess: " name "\ntitle: 短\nprefix: " prefix "\nopen: anyone\n"                        \
    "form: {place: need, words: need}\nsteps:\n  take:\n    title: 办\n"                          \
    "    who: clerk @ community\n    moves: {done: {title: 结, to: end.done}}\n"                  \
    "ends:\n  done: {title: 结, counts: solved}\n"
    fixture_enforce(t->f, "processes/calls.yaml",
                    SHORT(LONG_NAME "1", "XYA") SHORT(LONG_NAME "2", "XYB"));
#undef SHORT
    (void)open_of(t, S(LONG_NAME "1"));
    (void)open_of(t, S(LONG_NAME "1"));
    (void)open_of(t, S(LONG_NAME "2"));
    assert_int_equal(town_sums(t, t->street, LONG_NAME "1").m[M_OPENED], 2);
    assert_int_equal(town_sums(t, t->street, LONG_NAME "2").m[M_OPENED], 1);
    assert_int_equal(town_sums(t, t->street, NULL).m[M_OPENED], 3);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_case_that_goes_the_ordinary_way_counts_once_in_each),
        T(what_goes_back_and_forth_is_filed_and_dispatched_once),
        T(what_is_refused_or_merged_was_not_filed),
        T(what_is_opened_again_is_open_again),
        T(lateness_cards_and_levels_count_once),
        T(whoever_sends_a_case_up_escalates_it),
        T(what_is_open_moves_with_its_place),
        T(a_move_that_places_and_ends_leaves_nothing_behind),
        T(when_a_place_moves_its_open_cases_move_with_it),
        T(the_sums_of_a_place_are_those_of_its_children),
        T(each_process_is_counted_for_itself),
        T(what_was_entered_later_counts_on_its_own_day),
        T(the_longest_names_are_told_apart_by_their_last_character),
        T(open_late_cases_are_not_hidden_from_the_on_time_rate),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
