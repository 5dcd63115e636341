/* The calendar against a slow, obvious reference, and against days that people know. */
#include "practice/calendar.h"
#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { DAYS = 365 };

static const struct season seasons[] = {
    { .from = 101, .n = 2, .at = { { 510, 720 }, { 840, 1050 } } }, /* 08:30-12:00 14:00-17:30 */
    { .from = 501, .n = 2, .at = { { 510, 720 }, { 870, 1080 } } }, /* 14:30-18:00 */
    { .from = 1001, .n = 2, .at = { { 510, 720 }, { 840, 1050 } } },
};

static int32_t day(const char *s)
{
    int32_t d = 0;

    assert_int_equal(day_parse(str_of(s), &d), RC_OK);
    return d;
}

static int64_t at(const char *s)
{
    int64_t t = 0;

    assert_int_equal(time_parse(str_of(s), &t), RC_OK);
    return t;
}

static uint8_t days_2026[DAYS];

/* 2026 as the State Council announced it, and the last day of the year half, as some places do. */
static struct calendar year_2026(void)
{
    static const char *const off[][2] = {
        { "2026-01-01", "2026-01-03" }, { "2026-02-15", "2026-02-23" },
        { "2026-04-04", "2026-04-06" }, { "2026-05-01", "2026-05-05" },
        { "2026-06-19", "2026-06-21" }, { "2026-09-25", "2026-09-27" },
        { "2026-10-01", "2026-10-07" },
    };
    static const char *const     work[]  = { "2026-01-04", "2026-02-14", "2026-02-28",
                                             "2026-05-09", "2026-09-20", "2026-10-10" };
    static const struct day_note notes[] = { { .day = 20454, .name = { "元旦", 6 } } };
    int32_t                      first   = day("2026-01-01");

    for (int32_t i = 0; i < DAYS; i++)
        days_2026[i] = day_weekday(first + i) >= 6 ? DAY_OFF : DAY_WORK;
    for (size_t i = 0; i < ARRAY_LEN(off); i++)
        for (int32_t d = day(off[i][0]); d <= day(off[i][1]); d++)
            days_2026[d - first] = DAY_OFF;
    for (size_t i = 0; i < ARRAY_LEN(work); i++)
        days_2026[day(work[i]) - first] = DAY_WORK;
    days_2026[DAYS - 1] = DAY_HALF;
    return (struct calendar){
        .seasons    = seasons,
        .n_seasons  = ARRAY_LEN(seasons),
        .first_day  = first,
        .n_days     = DAYS,
        .days       = days_2026,
        .next_day   = true,
        .end_of_day = true,
        .notes      = notes,
        .n_notes    = ARRAY_LEN(notes),
    };
}

static struct span span(const char *s)
{
    struct span v = { 0 };

    assert_int_equal(span_parse(str_of(s), &v), RC_OK);
    return v;
}

static void reaches(const struct calendar *c, const char *from, const char *limit, const char *due)
{
    struct reach r = calendar_reach(c, at(from), span(limit));
    char         room[TIME_TEXT];

    if (r.at != at(due)) {
        struct str got = time_text(r.at, room);

        fail_msg("%s + %s: %.*s and not %s", from, limit, STR_ARG(got), due);
    }
}

/* -- the reference: one minute, one day at a time -- */

static enum day_type slow_day(const struct calendar *c, int32_t d)
{
    int weekday = day_weekday(d);

    if (d >= c->first_day && d < c->first_day + c->n_days && c->days[d - c->first_day])
        return (enum day_type)c->days[d - c->first_day];
    return weekday == 6 || weekday == 7 ? DAY_OFF : DAY_WORK;
}

static bool slow_in_office(const struct calendar *c, int64_t t)
{
    int32_t              d    = day_of(t);
    int32_t              m    = (int32_t)((t - day_start(d)) / US_MINUTE);
    struct date          date = date_from_day(d);
    const struct season *s    = NULL;
    enum day_type        type = slow_day(c, d);

    for (size_t i = 0; i < c->n_seasons; i++)
        if (c->seasons[i].from <= date.m * 100 + date.d)
            s = &c->seasons[i];
    if (type == DAY_OFF)
        return false;
    for (int32_t i = 0; i < (type == DAY_HALF ? 1 : s->n); i++)
        if (m >= s->at[i].from && m < s->at[i].to)
            return true;
    return false;
}

static int64_t slow_office(const struct calendar *c, int64_t from, int64_t minutes)
{
    int64_t t = from;

    while (minutes > 0) {
        if (slow_in_office(c, t))
            minutes--;
        t += US_MINUTE;
    }
    return t;
}

/* The first instant of the day at which no more work follows on it. */
static int64_t slow_work_end(const struct calendar *c, int32_t d)
{
    int64_t t = day_start(d + 1);

    while (!slow_in_office(c, t - US_MINUTE))
        t -= US_MINUTE;
    return t;
}

static int64_t slow_work_begin(const struct calendar *c, int32_t d)
{
    int64_t t = day_start(d);

    while (!slow_in_office(c, t))
        t += US_MINUTE;
    return t;
}

static int32_t slow_nth(const struct calendar *c, int32_t d, int32_t n)
{
    while (n > 0) {
        d++;
        if (slow_day(c, d) != DAY_OFF)
            n--;
    }
    return d;
}

static int64_t slow_workdays(const struct calendar *c, int64_t from, int32_t n)
{
    int32_t d     = day_of(from);
    bool    works = slow_day(c, d) != DAY_OFF;
    int64_t hour, due;

    if (c->end_of_day) {
        if (!c->next_day && works && from < slow_work_end(c, d))
            n--;
        d = slow_nth(c, d, n);
        return slow_work_end(c, d);
    }
    if (!works || from > slow_work_end(c, d)) {
        d    = slow_nth(c, d, 1);
        from = slow_work_begin(c, d);
    }
    if (from < slow_work_begin(c, d))
        from = slow_work_begin(c, d);
    hour = from - day_start(d);
    d    = slow_nth(c, d, n);
    due  = day_start(d) + hour;
    if (due < slow_work_begin(c, d))
        return slow_work_begin(c, d);
    return due > slow_work_end(c, d) ? slow_work_end(c, d) : due;
}

/* A year with days off, made-up and half days anywhere, announced or not. */
static struct calendar any_year(struct rng *r, uint8_t *days)
{
    struct calendar c = year_2026();

    memcpy(days, days_2026, DAYS);
    for (int i = 0; i < 60; i++)
        days[rng_below(r, DAYS)] = (uint8_t)rng_below(r, 4);
    c.days            = days;
    c.n_days          = (int32_t)rng_below(r, DAYS + 1);
    c.next_day        = rng_below(r, 2);
    c.end_of_day      = rng_below(r, 2);
    c.days_end_of_day = rng_below(r, 2);
    c.days_move_on    = rng_below(r, 2);
    return c;
}

static void working_hours_and_days_agree_with_the_slow_reference(void **state)
{
    struct rng r;
    uint8_t    days[DAYS];

    (void)state;
    rng_seed(&r, 7);
    for (int i = 0; i < 1500; i++) {
        struct calendar c = any_year(&r, days);
        int64_t     from  = at("2025-12-20 00:00") + (int64_t)rng_below(&r, 380 * 1440) * US_MINUTE;
        struct span hours = { 1 + (int32_t)rng_below(&r, 60), SPAN_WORKHOUR };
        struct span wdays = { 1 + (int32_t)rng_below(&r, 40), SPAN_WORKDAY };

        assert_int_equal(calendar_reach(&c, from, hours).at, slow_office(&c, from, hours.n * 60));
        assert_int_equal(calendar_reach(&c, from, wdays).at, slow_workdays(&c, from, wdays.n));
    }
}

static void what_was_measured_is_what_is_advanced(void **state)
{
    struct rng r;
    uint8_t    days[DAYS];

    (void)state;
    rng_seed(&r, 8);
    for (int i = 0; i < 5000; i++) {
        struct calendar c    = any_year(&r, days);
        int64_t         from = at("2025-12-20 00:00") + (int64_t)rng_below(&r, 380 * US_DAY);
        int64_t         us   = (int64_t)rng_below(&r, 90 * US_HOUR);
        int64_t         to   = calendar_advance(&c, from, us, SPAN_WORKDAY).at;
        int64_t         mid  = from + (int64_t)rng_below(&r, (uint64_t)(to - from) + 1);

        assert_int_equal(calendar_measure(&c, from, to, SPAN_WORKDAY), us);
        assert_int_equal(calendar_measure(&c, to, from, SPAN_WORKHOUR), -us);
        assert_int_equal(calendar_measure(&c, from, mid, SPAN_WORKHOUR) +
                             calendar_measure(&c, mid, to, SPAN_WORKHOUR),
                         us);
        assert_int_equal(calendar_advance(&c, from, us, SPAN_HOUR).at, from + us);
        assert_int_equal(calendar_measure(&c, from, to, SPAN_DAY), to - from);
    }
}

static void a_longer_limit_never_ends_earlier_nor_a_later_start(void **state)
{
    struct rng r;
    uint8_t    days[DAYS];

    (void)state;
    rng_seed(&r, 9);
    for (int i = 0; i < 20000; i++) {
        struct calendar c     = any_year(&r, days);
        int64_t         from  = at("2025-12-20 00:00") + (int64_t)rng_below(&r, 380 * US_DAY);
        int64_t         later = from + (int64_t)rng_below(&r, 10 * US_DAY);
        struct span     s     = { 1 + (int32_t)rng_below(&r, 40), 1 + (int)rng_below(&r, 6) };
        struct span     more  = { s.n + 1, s.unit };
        int64_t         due   = calendar_reach(&c, from, s).at;

        assert_true(due >= from);
        assert_true(calendar_reach(&c, from, more).at >= due);
        /* 30 and 31 January + 1 month meet on 28 February, at their own hours */
        if (s.unit < SPAN_DAY || c.days_end_of_day)
            assert_true(calendar_reach(&c, later, s).at >= due);
    }
}

static void make_up_days_count_and_holidays_do_not(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    /* Friday before the Spring Festival; Saturday 14 February is made up, 15 to 23 are off */
    reaches(&c, "2026-02-13 10:00", "1 workday", "2026-02-14 17:30");
    reaches(&c, "2026-02-13 10:00", "2 workdays", "2026-02-24 17:30");
    reaches(&c, "2026-02-13 17:00", "1 workhour", "2026-02-14 09:00");
    reaches(&c, "2026-02-14 16:30", "2 workhours", "2026-02-24 09:30");
    reaches(&c, "2026-09-30 09:00", "3 workdays", "2026-10-10 17:30");
    /* urgent hours run day and night */
    reaches(&c, "2026-02-16 23:30", "2 hours", "2026-02-17 01:30");
    reaches(&c, "2026-02-16 23:50", "30 minutes", "2026-02-17 00:20");
}

static void hours_follow_the_season_and_lunch_does_not_count(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    reaches(&c, "2026-04-30 11:30", "1 workhour", "2026-04-30 14:30");
    reaches(&c, "2026-05-06 11:30", "1 workhour", "2026-05-06 15:00");
    reaches(&c, "2026-05-06 09:00", "1 workday", "2026-05-07 18:00");
    /* used up exactly when work stops: due then, and not after lunch */
    reaches(&c, "2026-05-06 11:00", "1 workhour", "2026-05-06 12:00");
}

static void half_a_day_counts_as_a_day_and_ends_at_noon(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    reaches(&c, "2026-12-30 10:00", "1 workday", "2026-12-31 12:00");
    c.end_of_day = false;
    reaches(&c, "2026-12-30 15:00", "1 workday", "2026-12-31 12:00");
}

static void working_days_begin_and_end_as_the_calendar_says(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    reaches(&c, "2026-03-06 10:00", "1 workday", "2026-03-09 17:30"); /* Friday */
    c.next_day = false;
    reaches(&c, "2026-03-06 10:00", "1 workday", "2026-03-06 17:30");
    reaches(&c, "2026-03-06 18:00", "1 workday", "2026-03-09 17:30");
    c.end_of_day = false;
    reaches(&c, "2026-03-06 10:00", "1 workday", "2026-03-09 10:00");
    reaches(&c, "2026-03-07 10:00", "1 workday", "2026-03-10 08:30");
    reaches(&c, "2026-03-06 05:00", "1 workday", "2026-03-09 08:30");
}

static void calendar_days_and_months_end_as_the_calendar_says(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    reaches(&c, "2026-01-31 10:00", "1 month", "2026-02-28 10:00");
    reaches(&c, "2026-03-31 10:00", "13 months", "2027-04-30 10:00");
    reaches(&c, "2026-04-27 10:00", "7 days", "2026-05-04 10:00");
    c.days_end_of_day = true;
    reaches(&c, "2026-04-27 10:00", "7 days", "2026-05-05 00:00");
    c.days_move_on = true; /* 4 May is off, the next working day is the 6th */
    reaches(&c, "2026-04-27 10:00", "7 days", "2026-05-07 00:00");
    reaches(&c, "2026-04-07 10:00", "7 days", "2026-04-15 00:00");
}

static void a_year_without_a_table_follows_the_weekend_rule_provisionally(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    assert_false(calendar_known(&c, day("2027-01-01")));
    assert_int_equal(calendar_day(&c, day("2027-01-01")), DAY_WORK);
    assert_int_equal(calendar_day(&c, day("2027-01-02")), DAY_OFF);
    assert_false(calendar_reach(&c, at("2026-12-30 10:00"), span("1 workday")).provisional);
    assert_true(calendar_reach(&c, at("2026-12-30 10:00"), span("2 workdays")).provisional);
    assert_true(calendar_reach(&c, at("2026-12-31 16:00"), span("1 workhour")).provisional);
    assert_false(calendar_reach(&c, at("2026-12-30 10:00"), span("30 days")).provisional);
    assert_false(calendar_reach(&c, at("2026-12-30 10:00"), span("300 hours")).provisional);
    c.days_move_on = true;
    assert_true(calendar_reach(&c, at("2026-12-30 10:00"), span("30 days")).provisional);
}

static void the_walk_explains_every_day_between(void **state)
{
    struct arena   *a = arena_new(1 << 20);
    struct calendar c = year_2026();
    struct trace    t;

    (void)state;
    t = calendar_trace(&c, at("2025-12-31 10:00"), span("1 workday"), a);
    assert_int_equal(t.reach.at, at("2026-01-04 17:30"));
    assert_true(t.reach.provisional); /* 2025 has no table */
    assert_int_equal(t.n, 5);
    assert_true(t.at[0].why == WHY_BEGINS && !t.at[0].known);
    assert_true(t.at[1].why == WHY_OFF && t.at[1].known && t.at[1].sort == SORT_HOLIDAY);
    assert_true(str_is(t.at[1].note->name, "元旦"));
    assert_true(t.at[4].why == WHY_COUNTS && t.at[4].day == day("2026-01-04"));
    assert_true(t.at[4].sort == SORT_MADE_UP && !t.at[4].note);
    arena_free(a);
}

static void limits_far_out_end(void **state)
{
    struct calendar c = year_2026();

    (void)state;
    for (int i = 1; i <= 6; i++)
        assert_true(calendar_reach(&c, at("2026-03-03 10:00"), (struct span){ INT32_MAX, i }).at >
                    at("2026-03-03 10:00"));
    assert_int_equal(calendar_reach(&c, 5, (struct span){ -3, SPAN_WORKDAY }).at, 5);
}

static void a_span_is_read_in_both_languages(void **state)
{
    static const char *const wrong[] = { "",         "workdays",    "0 days",       "-1 days",
                                         "3",        "3 wd",        "100000 hours", "3.5 hours",
                                         "3 days x", "20000 weeks", "101 years" };
    struct span              s       = { 7, SPAN_DAY };

    (void)state;
    assert_true(span("3 workdays").n == 3 && span("3 workdays").unit == SPAN_WORKDAY);
    assert_true(span(" 1 month ").unit == SPAN_MONTH && span("2 weeks").n == 14);
    assert_true(span("3个工作日").unit == SPAN_WORKDAY && span("4 工作时").unit == SPAN_WORKHOUR);
    assert_true(span("1 year").n == 12 && span("2紧急工作时").unit == SPAN_HOUR);
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_int_equal(span_parse(str_of(wrong[i]), &s), RC_INVALID);
    assert_true(s.n == 7 && s.unit == SPAN_DAY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(working_hours_and_days_agree_with_the_slow_reference),
        cmocka_unit_test(what_was_measured_is_what_is_advanced),
        cmocka_unit_test(a_longer_limit_never_ends_earlier_nor_a_later_start),
        cmocka_unit_test(make_up_days_count_and_holidays_do_not),
        cmocka_unit_test(hours_follow_the_season_and_lunch_does_not_count),
        cmocka_unit_test(half_a_day_counts_as_a_day_and_ends_at_noon),
        cmocka_unit_test(working_days_begin_and_end_as_the_calendar_says),
        cmocka_unit_test(calendar_days_and_months_end_as_the_calendar_says),
        cmocka_unit_test(a_year_without_a_table_follows_the_weekend_rule_provisionally),
        cmocka_unit_test(the_walk_explains_every_day_between),
        cmocka_unit_test(limits_far_out_end),
        cmocka_unit_test(a_span_is_read_in_both_languages),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
