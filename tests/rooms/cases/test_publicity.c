/* Public notices that a case shows while it is in a step. */
#include "cases/publicity.h"
#include "cases/show.h"
#include "notice/public.h"
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

struct looking {
    int64_t           id; /* the case, or the notice */
    struct rows       rows;
    struct notice_row notice;
    struct str        code, words;
};

static enum rc look(struct work *w, void *ctx)
{
    struct looking *l = ctx;
    struct run      r;

    TRY(run_load(w, l->id, &r));
    return shown_of(&r, &l->rows);
}

/* The case's last notice; there must be `n` of them. */
static struct shown_row last(struct town *t, int64_t id, size_t n)
{
    struct looking l = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, look, &l), RC_OK);
    assert_int_equal(l.rows.n, n);
    return ((struct shown_row *)l.rows.at)[n - 1];
}

static enum rc read_notice(struct work *w, void *ctx)
{
    struct looking *l = ctx;

    return notice_for_all(w, l->id, &l->notice);
}

static struct notice_row notice_of(struct town *t, int64_t id)
{
    struct looking l = { .id = id };

    assert_rc(fixture_read(t->f, &actor_system, read_notice, &l), RC_OK);
    return l.notice;
}

static enum rc do_object(struct work *w, void *ctx)
{
    struct looking *l = ctx;

    return objection_add(w, l->id, &(struct objection_new){ .words = S("家里有房") }, &l->id,
                         &l->code);
}

static enum rc do_answer(struct work *w, void *ctx)
{
    struct looking *l = ctx;

    return objection_answer(w, l->id, S("已核实，无房产"));
}

static int64_t object(struct town *t, int64_t notice)
{
    struct looking l = { .id = notice };

    assert_rc(fixture_write(t->f, t->actor[NEIGHBOUR], do_object, &l), RC_OK);
    fixture_settle(t->f);
    return l.id;
}

static void turn(struct town *t, const char *when)
{
    fixture_turn(t->f, when);
    fixture_settle(t->f);
}

static int64_t shown(struct town *t)
{
    int64_t id = town_open(t, "benefit", "{\"name\":\"王小明\",\"family\":3}");

    town_move(t, CLERK, id, "publish", "{\"amount\":860}");
    return id;
}

static void entering_the_step_opens_a_notice_with_nothing_but_what_is_named(void **state)
{
    struct town      *t  = town_of(state);
    int64_t           id = shown(t);
    struct shown_row  s  = last(t, id, 1);
    struct notice_row n  = notice_of(t, s.notice);

    assert_int_equal(s.state, NOTICE_OPEN);
    assert_text(s.step, "shown");
    assert_int_equal(s.objections, 0);
    assert_true(n.place == t->community);
    assert_text(n.frozen, "救助对象公示（3人户）\n\n拟给予王*户（3人）救助860元。\n\n"
                          "2026年3月2日至2026年3月8日\n");
    assert_int_equal(n.digest.n, 64);
    assert_true(str_find(n.body, S("小明")) == SIZE_MAX);
    assert_true(!n.names.p && n.maker == NONE_I64);
    assert_int_equal(n.to_day - n.from_day, 7);
    assert_int_equal(n.objections_to - n.from_day, 5);
    assert_int_equal(town_history(t, id, "case.notice", NULL), 1);
}

static void nobody_objected_so_the_case_goes_on_when_it_is_over(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = shown(t), version = town_case(t, id).version;

    town_refused(t, CLERK, id, "disputed", "{\"reason\":\"x\"}", RC_CONFLICT, "not_now", "");
    town_refused(t, CLERK, id, "settled", NULL, RC_CONFLICT, "not_now", "");
    turn(t, "2026-03-08 23:59");
    assert_text(town_case(t, id).step, "shown");
    assert_int_equal(town_case(t, id).version, version);
    turn(t, "2026-03-09 00:01");
    assert_text(town_case(t, id).step, "disclosed");
    assert_int_equal(town_case(t, id).version, version + 1);
    assert_int_equal(town_messages(t, CLERK), 0);
    /* The next step shows one of its own, with the number that its pack names. */
    assert_int_equal(last(t, id, 2).state, NOTICE_OPEN);
    assert_true(last(t, id, 2).comments);
    assert_true(str_find(notice_of(t, last(t, id, 2).notice).frozen, town_case(t, id).number) !=
                SIZE_MAX);
}

static void an_objection_is_told_and_keeps_the_case_where_it_is(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = shown(t), version = town_case(t, id).version, objection;

    objection = object(t, last(t, id, 1).notice);
    assert_int_equal(town_messages(t, CLERK), 1);
    assert_int_equal(town_messages(t, FAR_CLERK), 0);
    assert_int_equal(town_case(t, id).version, version);
    assert_int_equal(last(t, id, 1).objections_open, 1);
    turn(t, "2026-03-09 00:01");
    assert_text(town_case(t, id).step, "shown");
    town_refused(t, CLERK, id, "settled", NULL, RC_CONFLICT, "not_now", "");
    {
        struct looking l = { .id = objection };

        assert_rc(fixture_write(t->f, t->actor[CLERK], do_answer, &l), RC_OK);
    }
    assert_int_equal(last(t, id, 1).objections, 1);
    assert_int_equal(last(t, id, 1).objections_open, 0);
    town_move(t, CLERK, id, "settled", NULL);
    assert_int_equal(last(t, id, 2).state, NOTICE_OPEN);
}

static void leaving_before_its_time_takes_it_down_and_keeps_the_offices_reason(void **state)
{
    struct town      *t  = town_of(state);
    int64_t           id = shown(t);
    struct shown_row  s  = last(t, id, 1);
    struct notice_row n;

    (void)object(t, s.notice);
    town_move(t, CLERK, id, "disputed", "{\"reason\":\"邻居反映另有房产\"}");
    s = last(t, id, 1);
    n = notice_of(t, s.notice);
    assert_int_equal(s.state, NOTICE_WITHDRAWN);
    assert_text(s.why, "邻居反映另有房产");
    assert_text(n.result, "有异议，重新核查");
    /* Again, after the new check: another notice, to which nobody has objected yet. */
    turn(t, "2026-03-03 09:00");
    town_move(t, CLERK, id, "publish", "{\"amount\":430}");
    s = last(t, id, 2);
    assert_int_equal(s.state, NOTICE_OPEN);
    assert_int_equal(s.objections, 0);
    assert_true(str_find(notice_of(t, s.notice).frozen, S("430")) != SIZE_MAX);
    turn(t, "2026-03-09 00:01");
    assert_text(town_case(t, id).step, "shown");
    turn(t, "2026-03-10 00:01");
    assert_text(town_case(t, id).step, "disclosed");
}

static void a_case_that_ends_shows_nothing_more(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = shown(t);

    town_move(t, RESIDENT, id, "give_up", NULL);
    assert_int_equal(last(t, id, 1).state, NOTICE_WITHDRAWN);
    assert_text(notice_of(t, last(t, id, 1).notice).result, "申请人撤回");
    assert_true(!last(t, id, 1).why.p);
    /* What comes of the notice afterwards is nothing to the case. */
    turn(t, "2026-03-20 09:00");
    assert_int_equal(town_history(t, id, "case.notice_stuck", NULL), 0);
}

static void whose_days_are_over_is_over_though_nobody_looked(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = shown(t);

    (void)object(t, last(t, id, 1).notice);
    fixture_turn(t->f, "2026-03-09 08:00"); /* the timer has not come yet */
    town_move(t, CLERK, id, "disputed", "{\"reason\":\"再查\"}");
    assert_int_equal(last(t, id, 1).state, NOTICE_CLOSED);
    fixture_settle(t->f);
    assert_text(town_case(t, id).step, "checking");
}

static enum rc withdraw(struct work *w, void *ctx)
{
    struct looking *l = ctx;

    return notice_withdraw(w, l->id, S("有误"));
}

static void an_office_may_take_it_down_by_hand_and_the_case_waits(void **state)
{
    struct town   *t  = town_of(state);
    int64_t        id = shown(t);
    struct looking l  = { .id = last(t, id, 1).notice };

    assert_rc(fixture_write(t->f, t->actor[CLERK], withdraw, &l), RC_OK);
    turn(t, "2026-03-20 09:00");
    assert_text(town_case(t, id).step, "shown");
    assert_int_equal(last(t, id, 1).state, NOTICE_WITHDRAWN);
}

static enum rc show_it(struct work *w, void *ctx)
{
    struct looking  *l = ctx;
    struct run       r;
    struct case_view v;

    TRY(run_load(w, l->id, &r));
    TRY(case_show(&r, LANG_ZH, (struct view){ KEEP_OFFICE }, &v));
    l->rows = (struct rows){ .at = v.notices.at, .n = v.notices.n };
    return RC_OK;
}

static void whoever_sees_the_case_sees_its_notices_and_only_offices_who_objected(void **state)
{
    struct town            *t  = town_of(state);
    int64_t                 id = shown(t);
    struct looking          l  = { .id = id };
    const struct shown_row *s;

    (void)object(t, last(t, id, 1).notice);
    assert_rc(fixture_read(t->f, t->actor[CLERK], show_it, &l), RC_OK);
    s = l.rows.at;
    assert_int_equal(l.rows.n, 1);
    assert_int_equal(s->objections, 1);
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], show_it, &l), RC_OK);
    s = l.rows.at;
    assert_int_equal(l.rows.n, 1);
    assert_true(s->objections == NONE_I64 && s->objections_open == NONE_I64);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(entering_the_step_opens_a_notice_with_nothing_but_what_is_named),
        T(nobody_objected_so_the_case_goes_on_when_it_is_over),
        T(an_objection_is_told_and_keeps_the_case_where_it_is),
        T(leaving_before_its_time_takes_it_down_and_keeps_the_offices_reason),
        T(a_case_that_ends_shows_nothing_more),
        T(whose_days_are_over_is_over_though_nobody_looked),
        T(an_office_may_take_it_down_by_hand_and_the_case_waits),
        T(whoever_sees_the_case_sees_its_notices_and_only_offices_who_objected),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
