/* Due days that follow a changed calendar, and why a case stands as it does. */
#include "base/rng.h"
#include "cases/why.h"
#include "town.h"

#include <stdio.h>
#include <stdlib.h>

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

/* Another version of the pack, with these rows behind its table. */
static void days_become(struct town *t, const char *rows)
{
    fixture_enforce(t->f, "days.csv", rows);
    fixture_settle(t->f);
}

/* -- asking -- */

struct asking {
    int64_t         id;
    bool            all;
    enum lang       lang;
    struct case_why why;
    size_t          unlike; /* clocks that come to another day when they are gone through again */
};

static enum rc act_why(struct work *w, void *ctx)
{
    struct asking *a = ctx;
    struct run     r;

    TRY(run_load(w, a->id, &r));
    TRY(run_visible(&r));
    return case_why(&r, a->lang, &(struct why_query){ a->all }, &a->why);
}

static struct case_why why(struct town *t, enum person who, int64_t id)
{
    struct asking a = { .id = id };

    assert_rc(fixture_read(t->f, t->actor[who], act_why, &a), RC_OK);
    return a.why;
}

/* The i-th clock that runs. */
static const struct why_clock *clock_told(const struct case_why *v, size_t i)
{
    assert_true(i < v->clocks.n);
    return (const struct why_clock *)v->clocks.at + i;
}

static const struct why_next *next_told(const struct case_why *v, size_t i)
{
    const struct why_clock *k = clock_told(v, 0);

    assert_true(i < k->next.n);
    return (const struct why_next *)k->next.at + i;
}

/* -- a calendar changes -- */

static void a_year_announced_while_it_stands_still_counts_from_its_beginning(void **state)
{
    struct town     *t = town_of(state);
    int64_t          id;
    struct clock_row k;

    turn(t, "2026-12-29 10:00");
    id =
        town_open(t, "timed", NULL); /* the 30th, half of the 31st, and what may be a working day */
    turn(t, "2026-12-30 10:00");
    town_move(t, CLERK, id, "wait", NULL);
    assert_int_equal(town_clock(t, id).left_us, 16 * US_HOUR);
    days_become(t, "2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-04,half,试行\n");
    k = town_clock(t, id);
    assert_int_equal(k.left_us, 25 * US_HOUR / 2); /* half of the 4th is the third day now */
    assert_false(k.provisional);
    assert_true(k.paused != NONE_I64);
    turn(t, "2026-12-31 09:00");
    town_move(t, CLERK, id, "go_on", NULL);
    assert_at(town_case(t, id).due, "2027-01-05 16:30");
    assert_false(town_clock(t, id).provisional);
}

static enum rc act_ask(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_extension_ask(w, a->id, &(struct extension_in){ S("1 workday"), S("等配件") },
                              &a->extension);
}

static enum rc act_grant(struct work *w, void *ctx)
{
    struct act *a = ctx;

    return case_extension_decide(w, a->id, a->extension.id,
                                 &(struct decision_in){ true, S("同意") }, &a->extension);
}

static void give_a_day(struct town *t, int64_t id)
{
    struct act a = { .id = id };

    assert_rc(by(t, CLERK, act_ask, &a), RC_OK);
    assert_rc(by(t, SECRETARY, act_grant, &a), RC_OK);
}

static void time_that_was_granted_is_granted_again_when_a_year_is_announced(void **state)
{
    struct town *t = town_of(state);
    int64_t      id;
    struct str   data;

    turn(t, "2026-12-29 10:00");
    id = town_open(t, "timed", NULL);
    give_a_day(t, id);
    assert_at(town_case(t, id).due, "2027-01-04 17:30");
    assert_true(town_clock(t, id).provisional);
    days_become(t, "2027-01-01,off,元旦\n2027-01-02,off,元旦\n2027-01-03,work,调休\n");
    assert_at(town_case(t, id).due, "2027-01-04 17:30"); /* the 3rd, and a day more */
    assert_false(town_clock(t, id).provisional);
    assert_int_equal(town_history(t, id, "case.rescheduled", &data), 0);
    days_become(t, "2027-01-01,off,元旦\n2027-01-04,off,元旦\n");
    assert_at(town_case(t, id).due, "2027-01-06 17:30");
    assert_at(((struct task_row *)town_tasks(t, id).at)[0].due, "2027-01-06 17:30");
    assert_int_equal(town_history(t, id, "case.rescheduled", &data), 1);
}

static void a_holiday_made_longer_moves_what_was_due_after_it(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), still;

    still = town_open(t, "timed", NULL);
    turn(t, "2026-03-03 09:00");
    town_move(t, CLERK, still, "wait", NULL); /* for two working days */
    assert_at(town_clock(t, still).next_at, "2026-03-05 17:30");
    days_become(t, "2026-03-04,off,延长\n");
    assert_at(town_case(t, id).due, "2026-03-06 12:00"); /* Friday is half a day */
    assert_at(town_clock(t, still).next_at, "2026-03-06 12:00");
    assert_int_equal(town_history(t, id, "case.rescheduled", NULL), 1);
    turn(t, "2026-03-05 17:30"); /* when it was due before: the reminder came meanwhile */
    assert_int_equal(town_case(t, id).late, 0);
    turn(t, "2026-03-06 12:00");
    assert_int_equal(town_case(t, id).late, 1);
}

static void what_is_due_earlier_by_the_new_days_rings_at_once(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "hourly", NULL); /* to Wednesday at nine */

    turn(t, "2026-03-05 09:00");
    id = town_open(t, "timed", NULL); /* Friday, Monday, Tuesday the 10th */
    assert_at(town_case(t, id).due, "2026-03-10 17:30");
    turn(t, "2026-03-09 18:00");
    days_become(t, "2026-03-07,work,调休\n");
    assert_at(town_case(t, id).due, "2026-03-09 17:30");
    assert_int_equal(town_case(t, id).late, 1);
}

static void a_due_day_that_moved_is_reminded_of_anew(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-05 09:00");
    assert_int_equal(town_messages(t, CLERK), 1); /* on Wednesday evening */
    days_become(t, "2026-03-05,off,停工\n");
    assert_at(town_case(t, id).due, "2026-03-06 12:00");
    assert_int_equal(town_messages(t, CLERK), 2);
}

static enum rc act_ring(struct work *w, void *ctx)
{
    bool more;

    (void)ctx;
    return case_clock_timer.run(w, NULL, &more);
}

/* A deadline is not missed by a day that was still thought to be worked: also when the clock rings
 * before anybody computed it again. */
static void what_rings_is_computed_again_first(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-05 17:00");
    fixture_enforce(t->f, "days.csv", "2026-03-05,off,停工\n");
    assert_rc(practice_refresh(&t->f->s), RC_OK);
    fixture_turn(t->f, "2026-03-05 17:30");
    assert_rc(fixture_write(t->f, &actor_system, act_ring, NULL), RC_OK);
    assert_int_equal(town_case(t, id).late, 0);
    fixture_settle(t->f);
    assert_int_equal(town_case(t, id).late, 0);
    assert_at(town_case(t, id).due, "2026-03-06 12:00");
}

static void what_answers_being_late_moves_with_the_days(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL);

    turn(t, "2026-03-05 18:00"); /* late; a red card after a working day, Friday at noon */
    days_become(t, "2026-03-06,off,停工\n");
    turn(t, "2026-03-09 17:29");
    assert_int_equal(town_case(t, id).card, CARD_YELLOW);
    turn(t, "2026-03-09 17:30");
    assert_int_equal(town_case(t, id).card, CARD_RED);
    assert_int_equal(town_case(t, id).late, 1);
}

static void days_are_the_newest_but_how_they_are_counted_is_its_own(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = town_open(t, "timed", NULL), newer;

    fixture_enforce(t->f, "pack.yaml",
                    "---\ncalendars: {main: {workdays_end: same hour, "
                    "days: {2026-03-04: off}}}\n");
    fixture_settle(t->f);
    newer = town_open(t, "timed", NULL);
    assert_at(town_case(t, newer).due, "2026-03-06 09:00");
    assert_at(town_case(t, id).due, "2026-03-06 12:00");
}

/* -- lives at random: gone through again, each comes to where it stands -- */

static void assert_agrees(struct town *t, int64_t id, uint64_t seed)
{
    struct case_why         v = why(t, CLERK, id);
    const struct why_clock *k = v.clocks.at;

    for (size_t i = 0; i < v.clocks.n; i++)
        if (!k[i].agrees || !k[i].whole)
            fail_msg("seed %llu: the clock of %.*s does not agree with its story",
                     (unsigned long long)seed, STR_ARG(k[i].step));
}

static void live(struct town *t, struct rng *r, int64_t id, uint64_t seed)
{
    static const char *const rows[] = { "2026-03-10,off,甲\n", "2026-03-12,half,乙\n",
                                        "2026-03-14,work,丙\n2026-03-16,off,丙\n", "" };
    char                     day[TIME_TEXT], when[64];

    for (int i = 0; i < 10; i++) {
        struct clock_row k  = { 0 };
        int64_t          to = t->f->clock.at + (int64_t)rng_below(r, 20) * US_HOUR;
        struct str       s  = day_text(day_of(to), day);

        snprintf(when, sizeof(when), "%.*s %02d:30", STR_ARG(s),
                 (int)((to - day_start(day_of(to))) / US_HOUR));
        if (i)
            turn(t, when);
        if (!str_is(town_case(t, id).step, "work"))
            return;
        k = town_clock(t, id);
        switch (rng_below(r, 4)) {
        case 0:
            town_move(t, CLERK, id, k.paused == NONE_I64 ? "wait" : "go_on", NULL);
            break;
        case 1:
            if (k.extended < 9)
                give_a_day(t, id);
            break;
        case 2:
            days_become(t, rows[rng_below(r, ARRAY_LEN(rows))]);
            break;
        default:
            break;
        }
        assert_agrees(t, id, seed);
    }
}

static void gone_through_again_a_clock_comes_to_where_it_stands(void **state)
{
    struct town *t    = town_of(state);
    const char  *only = getenv("LINLI_SEED");
    struct rng   r;

    for (uint64_t seed = 1; seed <= 12; seed++) {
        uint64_t own = only ? strtoull(only, NULL, 10) : seed;

        rng_seed(&r, own);
        live(t, &r, town_open(t, "hourly", NULL), own);
    }
}

/* -- why -- */

static void what_is_owed_every_so_often_is_told_with_what_comes_when_it_is_missed(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = town_open(t, "project", NULL);
    struct case_why         v  = why(t, CLERK, id);
    const struct why_clock *k  = clock_told(&v, 2);
    const struct why_next  *n  = k->next.at;

    assert_int_equal(v.clocks.n, 3);
    assert_text(k->name, "quarter");
    assert_text(k->title, "季推进");
    assert_text(k->every, "3 months");
    assert_text(k->stops_at, "push");
    assert_int_equal(k->next.n, 3);
    assert_int_equal(n[0].what, NEXT_MISSED);
    assert_true(n[1].what == NEXT_RED && n[1].at == n[0].at && n[2].what == NEXT_TELL);
    turn(t, "2026-04-02 09:00"); /* the first month was missed: the next is told from there */
    v = why(t, CLERK, id);
    k = clock_told(&v, 1);
    assert_text(k->name, "monthly");
    assert_at(k->started, "2026-04-02 09:00");
    assert_at(k->due, "2026-05-02 09:00");
    assert_true(k->agrees && k->whole);
    assert_int_equal(next_told(&v, 0)->what, NEXT_LATE); /* of the year */
}

static void a_clock_of_one_task_tells_and_reminds_that_task_alone(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = town_open(t, "onsite", NULL);
    struct case_why         v;
    const struct why_clock *k;
    const struct why_task  *task;

    town_move(t, CLERK, id, "send",
              town_form(t, "{\"unit\":\"%lld\",\"assist\":[\"%lld\"]}", (long long)t->company,
                        (long long)t->office));
    v    = why(t, CLERK, id);
    task = v.tasks.at;
    assert_true(v.tasks.n == 2 && v.clocks.n == 2);
    assert_true(task[0].lead && !task[1].lead);
    assert_text(task[0].seat.post_title, "经办人");
    for (size_t i = 0; i < 2; i++) {
        k = clock_told(&v, i);
        assert_true(k->task == task[i].id);
        assert_int_equal(((const struct why_next *)k->next.at)->told.n, 1);
        assert_true(
            ((const struct why_seat *)((const struct why_next *)k->next.at)->told.at)->org ==
            task[i].seat.org);
    }
    assert_int_equal(((const struct why_leg *)k->legs.at)->days.n, 1);
    assert_int_equal(
        ((const struct why_day *)((const struct why_leg *)k->legs.at)->days.at)->seconds, 1800);
}

/* The program's move up the ladder: below the top it would be carried out, at the top not. */
static void what_the_program_would_do_is_told_as_far_as_it_could(void **state)
{
    struct town           *t  = town_of(state);
    int64_t                id = town_open(t, "ladder", NULL);
    struct case_why        v  = why(t, CLERK, id);
    const struct why_next *n;

    assert_int_equal(clock_told(&v, 0)->next.n, 3);
    n = next_told(&v, 2);
    assert_int_equal(n->what, NEXT_MOVE);
    assert_true(n->possible);
    assert_text(n->move, "up");
    assert_at(n->at, "2026-03-05 17:30");
    turn(t, "2026-03-05 17:30");
    turn(t, "2026-03-10 17:30"); /* twice up: now at the street */
    assert_int_equal(town_case(t, id).level, 2);
    v = why(t, CLERK, id);
    n = next_told(&v, 2);
    assert_false(n->possible);
    assert_at(n->at, "2026-03-13 17:30");
    n = next_told(&v, 1);
    assert_int_equal(n->what, NEXT_YELLOW);
    assert_false(n->possible); /* it has one from below */
    turn(t, "2026-03-31 12:00");
    v = why(t, CLERK, id);
    assert_int_equal(clock_told(&v, 0)->next.n, 0);
    assert_true(clock_told(&v, 0)->late);
}

static void a_case_that_waits_for_another_says_for_which(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = town_open(t, "caller", NULL);
    struct case_why         v;
    const struct why_waits *waits;

    town_move(t, CLERK, id, "ask", "{\"topic\":\"修路\"}");
    v     = why(t, CLERK, id);
    waits = v.waits.at;
    assert_int_equal(v.tasks.n, 0);
    assert_int_equal(v.waits.n, 1);
    assert_text(waits[0].process_title, "审批");
    assert_true(waits[0].number.n > 0 && waits[0].id != NONE_I64);
}

static void colleagues_are_named_to_colleagues(void **state)
{
    struct town           *t  = town_of(state);
    struct case_in         in = town_blank();
    struct act             o  = { .in = &in };
    struct asking          a  = { 0 };
    struct case_why        v;
    const struct why_task *task;

    in.process = S("tip");
    in.place   = t->grid;
    in.words   = S("有人偷倒垃圾");
    assert_rc(by(t, RESIDENT, act_open, &o), RC_OK);
    a.id = o.opened.id;
    v    = why(t, SECRETARY, a.id);
    task = v.tasks.at;
    assert_int_equal(task[0].seat.holders, 1);
    assert_int_equal(task[0].seat.names.n, 1);
    v    = why(t, RESIDENT, a.id);
    task = v.tasks.at;
    assert_int_equal(task[0].seat.holders, 1);
    assert_int_equal(task[0].seat.names.n, 0);
    assert_rc(fixture_read(t->f, t->actor[CLERK], act_why, &a), RC_NOT_FOUND);
    assert_rc(fixture_read(t->f, t->actor[CHIEF], act_why, &a), RC_NOT_FOUND);
}

/* A limit by class is told with the line of the class that says it, until the class is corrected.
 */
static void the_line_that_says_how_long_is_told(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = town_report(t, "02.02", "灯不亮");
    struct case_why         v  = why(t, CLERK, id);
    const struct why_clock *k  = clock_told(&v, 0);

    assert_int_equal(k->limit_from, FROM_CLASS);
    assert_text(k->class, "02.02");
    assert_text(k->limit, "6 workhours");
    assert_true(str_find(k->limit_rule, S("many/pack.yaml:")) == 0);
    assert_text(k->rule, "many/processes/clocks.yaml:13");
    assert_text(v.step_rule, "many/processes/clocks.yaml:9");
    id = town_open(t, "timed", NULL);
    v  = why(t, CLERK, id);
    k  = clock_told(&v, 0);
    assert_int_equal(k->limit_from, FROM_STEP);
    assert_text(k->limit_rule, "many/processes/clocks.yaml:13");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_year_announced_while_it_stands_still_counts_from_its_beginning),
        T(time_that_was_granted_is_granted_again_when_a_year_is_announced),
        T(a_holiday_made_longer_moves_what_was_due_after_it),
        T(what_is_due_earlier_by_the_new_days_rings_at_once),
        T(a_due_day_that_moved_is_reminded_of_anew),
        T(what_rings_is_computed_again_first),
        T(what_answers_being_late_moves_with_the_days),
        T(days_are_the_newest_but_how_they_are_counted_is_its_own),
        T(gone_through_again_a_clock_comes_to_where_it_stands),
        T(what_is_owed_every_so_often_is_told_with_what_comes_when_it_is_missed),
        T(a_clock_of_one_task_tells_and_reminds_that_task_alone),
        T(what_the_program_would_do_is_told_as_far_as_it_could),
        T(a_case_that_waits_for_another_says_for_which),
        T(colleagues_are_named_to_colleagues),
        T(the_line_that_says_how_long_is_told),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
