/* The working calendar of base-cn: days and deadlines that people remember, 2007 to 2026. */
#include "packs.h"

static struct arena          *arena;
static struct practice       *base;
static const struct calendar *cal;

static int load_base(void **state)
{
    struct pack_file *files;
    struct faults     f = { 0 };
    size_t            n;

    (void)state;
    arena = arena_new(256 << 20);
    assert_rc(pack_read(arena, UNIT_TESTS "/../../practices/base-cn", &f, &files, &n), RC_OK);
    base = load_files(arena, files, n);
    cal  = practice_calendar(base, STR_NONE);
    return 0;
}

static int drop_base(void **state)
{
    (void)state;
    practice_free(base);
    arena_free(arena);
    return 0;
}

static int32_t day(const char *s)
{
    int32_t d = 0;

    assert_rc(day_parse(str_of(s), &d), RC_OK);
    return d;
}

static int64_t at(const char *s)
{
    int64_t t = 0;

    assert_rc(time_parse(str_of(s), &t), RC_OK);
    return t;
}

struct known {
    const char *from, *limit, *due;
};

static void each_is_due(const struct known *k, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct span  s = { 0 };
        struct reach r;
        char         room[TIME_TEXT];

        assert_rc(span_parse(str_of(k[i].limit), &s), RC_OK);
        r = calendar_reach(cal, at(k[i].from), s);
        if (r.at != at(k[i].due) || r.provisional)
            fail_msg("%s + %s: %.*s%s and not %s", k[i].from, k[i].limit,
                     STR_ARG(time_text(r.at, room)), r.provisional ? " (provisional)" : "",
                     k[i].due);
    }
}

/* Off 15 to 23 February; Saturdays the 14th and 28th are worked. */
static void deadlines_across_the_spring_festival_of_2026(void **state)
{
    static const struct known known[] = {
        { "2026-02-13 10:00", "1 workday", "2026-02-14 17:30" },
        { "2026-02-13 10:00", "2 workdays", "2026-02-24 17:30" },
        { "2026-02-13 10:00", "3 workdays", "2026-02-25 17:30" },
        { "2026-02-12 16:30", "10 workdays", "2026-03-04 17:30" },
        { "2026-02-14 10:00", "1 workday", "2026-02-24 17:30" },
        { "2026-02-17 00:00", "1 workday", "2026-02-24 17:30" },
        { "2026-02-23 23:59", "5 workdays", "2026-02-28 17:30" },
        { "2026-02-27 10:00", "1 workday", "2026-02-28 17:30" },
        { "2026-02-27 10:00", "2 workdays", "2026-03-02 17:30" },
        { "2026-02-14 16:30", "2 workhours", "2026-02-24 09:30" },
        { "2026-02-14 16:30", "8 workhours", "2026-02-24 17:30" },
        { "2026-02-20 12:00", "4 workhours", "2026-02-24 14:30" },
        { "2026-02-14 16:30", "2 hours", "2026-02-14 18:30" },
        { "2026-02-16 23:50", "30 minutes", "2026-02-17 00:20" },
        { "2026-02-13 10:00", "7 days", "2026-02-20 10:00" },
        { "2026-01-31 10:00", "1 month", "2026-02-28 10:00" },
    };

    (void)state;
    each_is_due(known, ARRAY_LEN(known));
}

/* Mid-autumn 25 to 27 September; 1 to 7 October off; Sunday 20 September and Saturday 10 October
 * are worked. */
static void deadlines_across_the_national_day_of_2026(void **state)
{
    static const struct known known[] = {
        { "2026-09-18 10:00", "1 workday", "2026-09-20 17:30" },
        { "2026-09-18 10:00", "2 workdays", "2026-09-21 17:30" },
        { "2026-09-24 10:00", "5 workdays", "2026-10-09 17:30" },
        { "2026-09-24 17:30", "1 workday", "2026-09-28 17:30" },
        { "2026-09-30 09:00", "1 workday", "2026-10-08 17:30" },
        { "2026-09-30 09:00", "3 workdays", "2026-10-10 17:30" },
        { "2026-09-30 09:00", "4 workdays", "2026-10-12 17:30" },
        { "2026-10-04 12:00", "3 workdays", "2026-10-10 17:30" },
        { "2026-10-09 10:00", "2 workdays", "2026-10-12 17:30" },
        { "2026-09-30 17:00", "1 workhour", "2026-10-08 09:00" },
        { "2026-09-30 08:30", "7 workhours", "2026-09-30 17:30" },
        { "2026-09-30 08:30", "22 workhours", "2026-10-10 09:30" },
        { "2026-09-30 09:00", "7 days", "2026-10-07 09:00" },
        { "2026-09-30 09:00", "1 week", "2026-10-07 09:00" },
    };

    (void)state;
    each_is_due(known, ARRAY_LEN(known));
}

static void deadlines_that_people_remember_of_other_years(void **state)
{
    static const struct known known[] = {
        /* Saturday and Sunday about the Spring Festival of 2007 were worked */
        { "2007-02-16 10:00", "2 workdays", "2007-02-25 17:30" },
        { "2011-12-30 10:00", "1 workday", "2011-12-31 17:30" },
        { "2011-12-30 10:00", "2 workdays", "2012-01-04 17:30" },
        /* three days for the seventieth anniversary, made up for on Sunday */
        { "2015-09-02 10:00", "1 workday", "2015-09-06 17:30" },
        /* the May holiday that was made longer in March */
        { "2019-04-30 10:00", "1 workday", "2019-05-05 17:30" },
        /* the Spring Festival that was made longer while it lasted */
        { "2020-01-23 10:00", "1 workday", "2020-02-03 17:30" },
        { "2020-01-23 16:30", "2 workhours", "2020-02-03 09:30" },
        { "2023-09-28 10:00", "2 workdays", "2023-10-08 17:30" },
        /* New Year's Eve was no day off in 2024 */
        { "2024-02-08 10:00", "1 workday", "2024-02-09 17:30" },
        { "2024-02-09 10:00", "1 workday", "2024-02-18 17:30" },
        { "2025-12-31 10:00", "1 workday", "2026-01-04 17:30" },
    };

    (void)state;
    each_is_due(known, ARRAY_LEN(known));
}

/* Mondays to Fridays less the statutory holidays: 10 days, 11 from 2008, 13 from 2025. What is
 * unlike that: two days about New Year 2007 were made up for in 2006, one about New Year 2012 in
 * 2011; one day more was off in 2015, and two in 2020, which nobody made up for. */
static void each_year_has_its_number_of_working_days(void **state)
{
    static const int workdays[] = { 249, 251, 250, 250, 250, 249, 250, 250, 249, 250,
                                    249, 250, 250, 249, 250, 249, 249, 251, 248, 248 };

    (void)state;
    for (int y = 2007; y <= 2026; y++) {
        int n = 0;

        for (int32_t d = day_from_date((struct date){ y, 1, 1 });
             d < day_from_date((struct date){ y + 1, 1, 1 }); d++) {
            assert_true(calendar_known(cal, d));
            n += calendar_day(cal, d) == DAY_WORK;
        }
        if (n != workdays[y - 2007])
            fail_msg("%d has %d working days and not %d", y, n, workdays[y - 2007]);
    }
    assert_false(calendar_known(cal, day("2027-01-01")));
    assert_false(calendar_known(cal, day("2006-12-31")));
}

static const struct walked *told(const struct trace *t, const char *date)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].day == day(date))
            return &t->at[i];
    fail_msg("%s is not told", date);
    return NULL;
}

static void a_holiday_is_told_with_its_line_and_its_notices(void **state)
{
    struct trace t =
        calendar_trace(cal, at("2026-02-13 10:00"), (struct span){ 3, SPAN_WORKDAY }, arena);
    const struct walked *d = told(&t, "2026-02-17");

    (void)state;
    assert_text(d->note->name, "春节");
    assert_text(d->note->mark.file, "base-cn/calendar/days.csv");
    assert_true(d->note->mark.line > 600);
    assert_int_equal(d->note->n_papers, 1);
    assert_true(str_find(d->note->papers[0], S("202511/content_7047091")) != SIZE_MAX);
    assert_null(told(&t, "2026-02-24")->note);
    /* Two notices speak of 2020: the year's, and the one that made the holiday longer. */
    t = calendar_trace(cal, at("2020-01-23 10:00"), (struct span){ 1, SPAN_WORKDAY }, arena);
    assert_int_equal(told(&t, "2020-01-31")->note->n_papers, 2);
    /* The notice for 2012 says that the last day of 2011 is worked. */
    t = calendar_trace(cal, at("2011-12-30 10:00"), (struct span){ 1, SPAN_WORKDAY }, arena);
    assert_int_equal(told(&t, "2011-12-31")->sort, SORT_MADE_UP);
    assert_int_equal(told(&t, "2011-12-31")->note->n_papers, 1);
    assert_true(str_find(told(&t, "2011-12-31")->note->papers[0], S("2011-12/06")) != SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_across_the_spring_festival_of_2026),
        cmocka_unit_test(deadlines_across_the_national_day_of_2026),
        cmocka_unit_test(deadlines_that_people_remember_of_other_years),
        cmocka_unit_test(each_year_has_its_number_of_working_days),
        cmocka_unit_test(a_holiday_is_told_with_its_line_and_its_notices),
    };

    return cmocka_run_group_tests_name("years", tests, load_base, drop_base);
}
