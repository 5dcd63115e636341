#include "../unit.h"

#include "base/time.h"

#include <string.h>
#include <time.h>

/* An independent calendar: the C library's, in UTC. */
static int64_t libc_day(int y, int m, int d)
{
    struct tm tm = { .tm_year = y - 1900, .tm_mon = m - 1, .tm_mday = d };

    return (int64_t)timegm(&tm) / 86400;
}

static void every_day_of_four_centuries_agrees_with_timegm(void **state)
{
    int32_t     day, last = day_from_date((struct date){ 2300, 12, 31 });
    struct date d;

    (void)state;
    for (day = day_from_date((struct date){ 1899, 12, 31 }); day <= last; day++) {
        time_t    t = (time_t)day * 86400;
        struct tm tm;

        d = date_from_day(day);
        gmtime_r(&t, &tm);
        assert_int_equal(d.y, tm.tm_year + 1900);
        assert_int_equal(d.m, tm.tm_mon + 1);
        assert_int_equal(d.d, tm.tm_mday);
        assert_int_equal(day_weekday(day), tm.tm_wday ? tm.tm_wday : 7);
        assert_int_equal(day_from_date(d), day);
        assert_true(libc_day(d.y, d.m, d.d) == day);
    }
}

static void the_ends_of_the_calendar_agree_too(void **state)
{
    static const struct date ends[] = { { 1, 1, 1 },     { 4, 2, 29 },     { 100, 2, 28 },
                                        { 400, 2, 29 },  { 1582, 10, 10 }, { 1969, 12, 31 },
                                        { 2400, 2, 29 }, { 9999, 12, 31 } };
    size_t                   i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(ends); i++) {
        struct date back = date_from_day(day_from_date(ends[i]));

        assert_true(day_from_date(ends[i]) == libc_day(ends[i].y, ends[i].m, ends[i].d));
        assert_memory_equal(&back, &ends[i], sizeof(back));
    }
}

static void a_civil_day_begins_at_16_utc_of_the_day_before(void **state)
{
    int32_t day   = day_from_date((struct date){ 2026, 1, 31 });
    int64_t start = (libc_day(2026, 1, 31) * 24 - 8) * US_HOUR;

    (void)state;
    assert_true(day_start(day) == start);
    assert_int_equal(day_of(start), day);
    assert_int_equal(day_of(start - 1), day - 1);
    assert_int_equal(day_of(start + US_DAY - 1), day);
    assert_int_equal(day_of(-1), 0);
    assert_int_equal(day_of(-8 * US_HOUR), 0);
    assert_int_equal(day_of(-8 * US_HOUR - 1), -1);
}

static void dates_that_are_not_there_are_refused(void **state)
{
    static const char *const bad[] = { "",           "2026-02-29", "2026-13-01", "2026-00-01",
                                       "2026-04-31", "2026-4-1",   "20260401",   "2026-04-01 ",
                                       "0000-01-01", "1900-02-29", "2026/04/01", "-026-04-01" };
    int32_t                  day   = 5;
    size_t                   i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        assert_rc(day_parse(str_of(bad[i]), &day), RC_INVALID);
    assert_int_equal(day, 5);
    assert_rc(day_parse(S("2024-02-29"), &day), RC_OK);
    assert_int_equal(day, libc_day(2024, 2, 29));
    assert_true(date_is_real((struct date){ 2000, 2, 29 }));
    assert_false(date_is_real((struct date){ 2100, 2, 29 }));
}

static void instants_are_read_in_every_promised_form(void **state)
{
    int64_t base = libc_day(2026, 1, 31) * US_DAY + 30 * US_MINUTE; /* 08:30 civil time */
    static const struct {
        const char *text;
        int64_t     us;
    } good[] = {
        { "2026-01-31T08:30:00+08:00", 0 },
        { "2026-01-31T00:30:00Z", 0 },
        { "2026-01-31t00:30:00z", 0 },
        { "2026-01-30T19:30:00-05:00", 0 },
        { "2026-01-31 08:30", 0 },
        { "2026-01-31T08:30", 0 },
        { "2026-01-31 08:30:00", 0 },
        { "2026-01-31 08:30:07", 7000000 },
        { "2026-01-31T08:30:00.5+08:00", 500000 },
        { "2026-01-31T00:30:00.123456789Z", 123456 },
    };
    static const char *const bad[] = {
        "2026-01-31",
        "2026-01-31T24:00:00Z",
        "2026-01-31T08:60:00Z",
        "2026-01-31T08:30:60Z",
        "2026-01-31T08:30:00.",
        "2026-01-31T08:30:00.Z",
        "2026-01-31T08:30:00+",
        "2026-01-31T08:30:00+8",
        "2026-01-31T08:30:00+24:00",
        "2026-01-31T08",
        "2026-01-31T08:3",
        "2026-02-30T08:30:00Z",
        "2026-01-31X08:30",
        "2026-01-31T08:30:00Zx",
        "9999-12-31T23:00:00Z",
        "0001-01-01T00:00:00+09:00",
    };
    int64_t at = 7;
    size_t  i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++)
        if (time_parse(str_of(bad[i]), &at) != RC_INVALID)
            fail_msg("%s was taken", bad[i]);
    assert_int_equal(at, 7);
    for (i = 0; i < ARRAY_LEN(good); i++) {
        assert_rc(time_parse(str_of(good[i].text), &at), RC_OK);
        if (at != base + good[i].us)
            fail_msg("%s is %lld off", good[i].text, (long long)(at - base - good[i].us));
    }
}

static void an_instant_as_text_reads_back(void **state)
{
    static const int64_t ats[] = { 0,
                                   1,
                                   -1,
                                   INT64_C(1769819400000000),
                                   INT64_C(1769819400123456),
                                   INT64_C(-2208988800000000),
                                   INT64_C(253402271999999999) };
    char                 room[TIME_TEXT];
    int64_t              back;
    size_t               i;

    (void)state;
    assert_text(time_text(INT64_C(1769819400000000), room), "2026-01-31T08:30:00+08:00");
    assert_text(time_text(INT64_C(1769819400000010), room), "2026-01-31T08:30:00.000010+08:00");
    assert_string_equal(room, "2026-01-31T08:30:00.000010+08:00");
    for (i = 0; i < ARRAY_LEN(ats); i++) {
        assert_rc(time_parse(time_text(ats[i], room), &back), RC_OK);
        assert_true(back == ats[i]);
    }
    /* The first and last of all have no readable form, but must fit. */
    assert_true(time_text(INT64_MAX, room).n < TIME_TEXT);
    assert_true(time_text(INT64_MIN, room).n < TIME_TEXT);
    assert_text(day_text((int32_t)libc_day(2026, 12, 1), room), "2026-12-01");
    assert_true(day_text(INT32_MIN, room).n < TIME_TEXT);
    assert_true(day_text(INT32_MAX, room).n < TIME_TEXT);
}

static void a_virtual_clock_stands_until_it_is_turned(void **state)
{
    struct clock c;

    (void)state;
    clock_virtual_init(&c, 1000);
    assert_int_equal(clock_now(&c), 1000);
    assert_int_equal(clock_now(&c), 1000);
    c.at = 2000;
    assert_int_equal(clock_now(&c), 2000);
}

static void the_system_clock_never_goes_back(void **state)
{
    int64_t before = clock_now(&clock_system);
    int     i;

    (void)state;
    for (i = 0; i < 10000; i++) {
        int64_t now = clock_now(&clock_system);

        assert_true(now >= before);
        before = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_day_of_four_centuries_agrees_with_timegm),
        cmocka_unit_test(the_ends_of_the_calendar_agree_too),
        cmocka_unit_test(a_civil_day_begins_at_16_utc_of_the_day_before),
        cmocka_unit_test(dates_that_are_not_there_are_refused),
        cmocka_unit_test(instants_are_read_in_every_promised_form),
        cmocka_unit_test(an_instant_as_text_reads_back),
        cmocka_unit_test(a_virtual_clock_stands_until_it_is_turned),
        cmocka_unit_test(the_system_clock_never_goes_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
