/*
 * Limits in calendars made at random, against a reference that is slow and obvious: it walks minute
 * by minute and day by day, and knows the calendar only as the pack's text was written. The seed of
 * a case that fails is printed; LINLI_SEED=n runs that case alone.
 */
#include "written.h"

#include <stdlib.h>

enum { TABLES = 250, TRIES = 14 };

/* -- the reference -- */

static bool slow_listed(const struct written *w, int32_t day)
{
    return day >= w->first && day < w->first + w->n && w->type[day - w->first];
}

static bool slow_known(const struct written *w, int32_t day)
{
    int y = date_from_day(day).y - FIRST_YEAR;

    return slow_listed(w, day) || (y >= 0 && y < YEARS && w->announced[y]);
}

static enum day_type slow_type(const struct written *w, int32_t day)
{
    if (slow_listed(w, day))
        return (enum day_type)w->type[day - w->first];
    return day_weekday(day) >= 6 ? DAY_OFF : DAY_WORK;
}

static bool slow_office(const struct written *w, int64_t at)
{
    int32_t              day  = day_of(at);
    struct date          d    = date_from_day(day);
    enum day_type        type = slow_type(w, day);
    int32_t              m    = (int32_t)((at - day_start(day)) / US_MINUTE);
    const struct season *s    = &w->seasons[0];

    for (size_t i = 0; i < w->n_seasons; i++)
        if (d.m * 100 + d.d >= w->seasons[i].from)
            s = &w->seasons[i];
    for (int32_t i = 0; i < s->n && type != DAY_OFF; i++)
        if (m >= s->at[i].from && m < s->at[i].to && (i == 0 || type == DAY_WORK))
            return true;
    return false;
}

static int64_t slow_workminutes(const struct written *w, int64_t from, int64_t minutes)
{
    while (minutes > 0) {
        minutes -= slow_office(w, from);
        from += US_MINUTE;
    }
    return from;
}

static int64_t slow_begin(const struct written *w, int32_t day)
{
    int64_t at = day_start(day);

    while (!slow_office(w, at))
        at += US_MINUTE;
    return at;
}

static int64_t slow_end(const struct written *w, int32_t day)
{
    int64_t at = day_start(day + 1);

    while (!slow_office(w, at - US_MINUTE))
        at -= US_MINUTE;
    return at;
}

static int32_t slow_next(const struct written *w, int32_t day)
{
    do
        day++;
    while (slow_type(w, day) == DAY_OFF);
    return day;
}

static int64_t slow_workdays(const struct written *w, int64_t from, int32_t n)
{
    int32_t day   = day_of(from);
    bool    works = slow_type(w, day) != DAY_OFF;
    int64_t hour;

    if (w->end_of_day) {
        if (!w->next_day && works && from < slow_end(w, day))
            n--;
        for (; n > 0; n--)
            day = slow_next(w, day);
        return slow_end(w, day);
    }
    if (!works || from > slow_end(w, day)) {
        day  = slow_next(w, day);
        from = slow_begin(w, day);
    }
    from = from < slow_begin(w, day) ? slow_begin(w, day) : from;
    hour = from - day_start(day);
    for (; n > 0; n--)
        day = slow_next(w, day);
    from = day_start(day) + hour;
    if (from < slow_begin(w, day))
        return slow_begin(w, day);
    return from > slow_end(w, day) ? slow_end(w, day) : from;
}

/* To the same day of a later month, or to its last: day by day. */
static int32_t slow_months(int32_t day, int32_t n)
{
    struct date d = date_from_day(day), at = d;

    for (; n > 0; n--)
        do
            at = date_from_day(++day);
        while (at.d != 1);
    while (at.d < d.d && date_from_day(day + 1).m == at.m)
        at = date_from_day(++day);
    return day;
}

static int64_t slow_days(const struct written *w, int64_t from, int32_t last)
{
    int64_t hour = from - day_start(day_of(from));

    while (w->move_on && slow_type(w, last) == DAY_OFF)
        last++;
    return w->days_end_of_day ? day_start(last + 1) : day_start(last) + hour;
}

static int64_t slow_reach(const struct written *w, int64_t from, struct span s)
{
    switch (s.unit) {
    case SPAN_MINUTE:
        return from + s.n * US_MINUTE;
    case SPAN_HOUR:
        return from + s.n * US_HOUR;
    case SPAN_WORKHOUR:
        return slow_workminutes(w, from, s.n * 60);
    case SPAN_WORKDAY:
        return slow_workdays(w, from, s.n);
    case SPAN_DAY:
        return slow_days(w, from, day_of(from) + s.n);
    case SPAN_MONTH:
        return slow_days(w, from, slow_months(day_of(from), s.n));
    case SPAN_NONE:
        break;
    }
    return from;
}

/* -- random cases -- */

/* Any limit as people write it; not so long that the minutes take for ever. */
static struct span any_span(struct rng *r)
{
    static const struct {
        const char *unit;
        uint64_t    most;
    } units[] = { { "minutes", 3000 }, { "hours", 400 }, { "workhours", 30 }, { "workdays", 30 },
                  { "days", 90 },      { "weeks", 12 },  { "months", 15 },    { "years", 1 },
                  { "个工作日", 30 },  { "工作时", 30 }, { "天", 60 } };
    size_t      which = rng_below(r, ARRAY_LEN(units));
    char        room[64];
    struct span s = { 0 };

    snprintf(room, sizeof(room), "%d %s", (int)(1 + rng_below(r, units[which].most)),
             units[which].unit);
    assert_int_equal(span_parse(str_of(room), &s), RC_OK);
    return s;
}

/* Somewhere in the middle years, often near a holiday, on a whole minute. */
static int64_t any_time(struct trial *t)
{
    struct written *w   = &t->w;
    int32_t         day = w->first + 200 + (int32_t)rng_below(&t->r, 365 * 3);

    if (rng_below(&t->r, 2))
        for (int i = 0; i < 40 && !slow_listed(w, day + 2); i++)
            day++;
    return day_start(day) + (int64_t)rng_below(&t->r, 1440) * US_MINUTE;
}

static void each_table(void (*try)(struct trial *t), uint64_t first, int announced)
{
    const char *only = getenv("LINLI_SEED");

    for (uint64_t i = 0; i < TABLES; i++) {
        uint64_t     seed = only ? strtoull(only, NULL, 10) : first + i;
        struct trial t    = { .a = arena_new(64 << 20) };

        trial_make(&t, seed, announced);
        for (int k = 0; k < TRIES; k++)
            try(&t);
        practice_free(t.p);
        arena_free(t.a);
        if (only)
            break;
    }
}

static void same(const struct trial *t, const char *what, int64_t from, struct span s, int64_t got,
                 int64_t want)
{
    char a[TIME_TEXT], b[TIME_TEXT], c[TIME_TEXT];

    if (got == want)
        return;
    fail_msg("LINLI_SEED=%llu: %s: %d of unit %d from %.*s: %.*s and not %.*s",
             (unsigned long long)t->seed, what, (int)s.n, (int)s.unit, STR_ARG(time_text(from, a)),
             STR_ARG(time_text(got, b)), STR_ARG(time_text(want, c)));
}

static void holds(const struct trial *t, bool it, const char *what, int64_t from, struct span s)
{
    char room[TIME_TEXT];

    if (!it)
        fail_msg("LINLI_SEED=%llu: %s: %d of unit %d from %.*s", (unsigned long long)t->seed, what,
                 (int)s.n, (int)s.unit, STR_ARG(time_text(from, room)));
}

/* -- the end of a limit -- */

static void try_reach(struct trial *t)
{
    struct span s    = any_span(&t->r);
    int64_t     from = any_time(t);

    same(t, "reach", from, s, calendar_reach(t->c, from, s).at, slow_reach(&t->w, from, s));
}

static void every_limit_ends_where_the_reference_says(void **state)
{
    (void)state;
    each_table(try_reach, 1000, 4);
}

/* -- each day told -- */

/* What the reference says a day is. */
static enum day_sort slow_sort(const struct written *w, int32_t day)
{
    bool weekend = day_weekday(day) >= 6;

    switch (slow_type(w, day)) {
    case DAY_HALF:
        return SORT_HALF;
    case DAY_OFF:
        return weekend && !slow_listed(w, day) ? SORT_WEEKEND : SORT_HOLIDAY;
    default:
        return weekend ? SORT_MADE_UP : SORT_WORKDAY;
    }
}

static void check_day(struct trial *t, const struct walked *d, int64_t from, struct span s)
{
    const struct written *w       = &t->w;
    bool                  off     = slow_type(w, d->day) == DAY_OFF;
    int64_t               counted = 0;

    holds(t, d->sort == slow_sort(w, d->day), "the sort of a day", from, s);
    holds(t, d->known == slow_known(w, d->day), "whether a day is known", from, s);
    holds(t, !d->note == !slow_listed(w, d->day), "whether a day is listed", from, s);
    holds(t, !d->note || d->note->day == d->day, "whose note it is", from, s);
    holds(t,
          !d->note || str_is(d->note->mark.file,
                             w->own[d->day - w->first] ? "town/pack.yaml" : "land/days.csv"),
          "where a day is written", from, s);
    if (s.unit == SPAN_WORKDAY || s.unit == SPAN_WORKHOUR)
        holds(t, off == (d->why == WHY_OFF), "a day is off or not", from, s);
    if (s.unit != SPAN_WORKHOUR)
        return;
    for (int64_t at = d->from; at < d->to; at += US_MINUTE)
        counted += slow_office(w, at) * US_MINUTE;
    holds(t, d->us == counted, "the time of a day", from, s);
}

/* How much of a limit the days told count. */
static int64_t counted_of(const struct trace *tr, bool time)
{
    int64_t sum = 0;

    for (size_t i = 0; i < tr->n; i++)
        sum += time ? tr->at[i].us : tr->at[i].why == WHY_COUNTS;
    return sum;
}

static void try_trace(struct trial *t)
{
    struct span  s     = any_span(&t->r);
    int64_t      from  = any_time(t);
    struct trace tr    = calendar_trace(t->c, from, s, t->a);
    struct reach r     = calendar_reach(t->c, from, s);
    bool         time  = s.unit <= SPAN_WORKHOUR;
    int64_t      whole = s.n * (s.unit == SPAN_MINUTE ? US_MINUTE : US_HOUR);

    same(t, "trace", from, s, tr.reach.at, r.at);
    holds(t, tr.reach.provisional == r.provisional, "provisional in the trace", from, s);
    holds(t, tr.n > 0 && !tr.cut && tr.at[0].day == day_of(from), "its first day", from, s);
    holds(t, tr.at[tr.n - 1].day == day_of(r.at - 1) || tr.at[tr.n - 1].day == day_of(r.at),
          "its last day", from, s);
    for (size_t i = 0; i < tr.n; i++) {
        holds(t, i == 0 || tr.at[i].day == tr.at[i - 1].day + 1, "a day is left out", from, s);
        check_day(t, &tr.at[i], from, s);
    }
    if (s.unit == SPAN_MONTH)
        return;
    holds(t, counted_of(&tr, time) == (time ? whole : s.n), "the sum of the days", from, s);
}

static void each_day_that_was_looked_at_is_told_as_what_it_is(void **state)
{
    (void)state;
    each_table(try_trace, 2000, 4);
}

/* -- pauses and more time -- */

static bool by_office(struct span s)
{
    return s.unit == SPAN_WORKHOUR || s.unit == SPAN_WORKDAY;
}

static int64_t slow_left(const struct written *w, int64_t from, int64_t to, struct span s)
{
    int64_t us = 0;

    if (!by_office(s))
        return to - from;
    for (; from < to; from += US_MINUTE)
        us += slow_office(w, from) * US_MINUTE;
    return us;
}

static int64_t slow_go_on(const struct written *w, int64_t at, int64_t left, struct span s)
{
    if (by_office(s))
        return slow_workminutes(w, at, left / US_MINUTE);
    at += left;
    if (left == 0 || s.unit < SPAN_DAY)
        return at;
    while (w->days_end_of_day && at != day_start(day_of(at)))
        at += US_MINUTE;
    while (w->move_on && slow_type(w, day_of(w->days_end_of_day ? at - 1 : at)) == DAY_OFF)
        at += US_DAY;
    return at;
}

static void try_pause(struct trial *t)
{
    struct span  s    = any_span(&t->r);
    struct span  more = any_span(&t->r);
    int64_t      from = any_time(t), due = calendar_reach(t->c, from, s).at, at = from, left, was;
    struct trace tr;

    for (int i = 0; i < 3 && at < due; i++) {
        at += (int64_t)rng_below(&t->r, (uint64_t)((due - at) / US_MINUTE + 1)) * US_MINUTE;
        left = calendar_measure(t->c, at, due, s.unit);
        same(t, "what is left at a pause", at, s, left, slow_left(&t->w, at, due, s));
        at += (int64_t)rng_below(&t->r, 20 * 1440) * US_MINUTE; /* often over a holiday */
        was = due;
        tr  = calendar_trace_on(t->c, at, left, s.unit, t->a);
        due = tr.reach.at;
        same(t, "going on", at, s, due, slow_go_on(&t->w, at, left, s));
        holds(t, counted_of(&tr, true) == left, "the sum of what was left", at, s);
        holds(t, slow_left(&t->w, due, was, s) <= 0, "a pause takes no time away", at, s);
    }
    same(t, "more time", due, more, calendar_reach(t->c, due, more).at,
         slow_reach(&t->w, due, more));
}

static void what_is_left_at_a_pause_is_what_goes_on(void **state)
{
    (void)state;
    each_table(try_pause, 3000, 5);
}

/* -- years that are not announced, and then are -- */

static void try_announced(struct trial *t, struct trial *later)
{
    struct span  s     = any_span(&t->r);
    int64_t      from  = any_time(t);
    struct reach r     = calendar_reach(t->c, from, s);
    struct reach then  = calendar_reach(later->c, from, s);
    bool         known = true;

    for (int32_t day = day_of(from); day <= day_of(r.at - 1); day++)
        known = known && slow_known(&t->w, day);
    same(t, "by the weekend rule", from, s, r.at, slow_reach(&t->w, from, s));
    same(t, "announced", from, s, then.at, slow_reach(&later->w, from, s));
    holds(t, !known || !r.provisional, "all of it is known", from, s);
    holds(t, r.provisional || then.at == r.at, "it was said to be final", from, s);
    holds(t, !then.provisional, "every year is announced", from, s);
    if (s.unit <= SPAN_HOUR || (s.unit >= SPAN_DAY && !t->w.move_on))
        holds(t, !r.provisional, "calendar days hang on no table", from, s);
}

static void what_is_not_provisional_stays_when_a_year_is_announced(void **state)
{
    const char *only = getenv("LINLI_SEED");

    (void)state;
    for (uint64_t i = 0; i < TABLES; i++) {
        uint64_t     seed = only ? strtoull(only, NULL, 10) : 4000 + i;
        struct trial t = { .a = arena_new(64 << 20) }, later = { .a = arena_new(64 << 20) };

        trial_make(&t, seed, 2);
        trial_make(&later, seed, YEARS);
        for (int k = 0; k < TRIES; k++)
            try_announced(&t, &later);
        practice_free(t.p);
        practice_free(later.p);
        arena_free(t.a);
        arena_free(later.a);
        if (only)
            break;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_limit_ends_where_the_reference_says),
        cmocka_unit_test(each_day_that_was_looked_at_is_told_as_what_it_is),
        cmocka_unit_test(what_is_left_at_a_pause_is_what_goes_on),
        cmocka_unit_test(what_is_not_provisional_stays_when_a_year_is_announced),
    };

    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
