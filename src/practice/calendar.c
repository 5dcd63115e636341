/* calendar: one walk over days serves reaching, explaining and setting out again. */
#include "practice/calendar.h"

#include <string.h>

/* A walk that is longer (five centuries) has no working day to find; it stops and says so. */
enum { WALK_MOST = 200000, SATURDAY = 6, MONTHS_MOST = 1200 };

const char *const day_sort_words[] = { "workday", "weekend", "holiday", "made_up", "half", NULL };
const char *const day_why_words[]  = { "counts", "begins", "off", "over", "moved", NULL };

struct trail { /* what a walk saw */
    const struct calendar *c;
    bool                   provisional;
    struct arena          *arena; /* NULL: only `provisional` is wanted */
    VEC(struct walked)     days;
    bool                   cut;
};

static enum day_type listed(const struct calendar *c, int32_t day)
{
    int64_t i = (int64_t)day - c->first_day;

    return i >= 0 && i < c->n_days ? (enum day_type)c->days[i] : DAY_UNKNOWN;
}

bool calendar_known(const struct calendar *c, int32_t day)
{
    return listed(c, day) != DAY_UNKNOWN;
}

enum day_type calendar_day(const struct calendar *c, int32_t day)
{
    enum day_type t = listed(c, day);

    if (t != DAY_UNKNOWN)
        return t;
    return day_weekday(day) >= SATURDAY ? DAY_OFF : DAY_WORK;
}

static const struct day_note *note_of(const struct calendar *c, int32_t day)
{
    size_t from = 0, to = c->n_notes;

    while (from < to) {
        size_t mid = from + (to - from) / 2;

        if (c->notes[mid].day == day)
            return &c->notes[mid];
        if (c->notes[mid].day < day)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

static enum day_sort sort_of(const struct calendar *c, int32_t day, const struct day_note *note)
{
    bool weekend = day_weekday(day) >= SATURDAY;

    switch (calendar_day(c, day)) {
    case DAY_HALF:
        return SORT_HALF;
    case DAY_OFF:
        return weekend && !note ? SORT_WEEKEND : SORT_HOLIDAY;
    default:
        return weekend ? SORT_MADE_UP : SORT_WORKDAY;
    }
}

/* A day that the walk looked at. The one that is kept, to add to; NULL when none is. */
static struct walked *see(struct trail *t, int32_t day, enum day_why why)
{
    const struct day_note *note;
    struct walked         *kept;

    t->provisional |= !calendar_known(t->c, day);
    if (!t->arena)
        return NULL;
    t->cut |= t->days.n == WALKED_MOST;
    if (t->cut)
        return NULL;
    note  = note_of(t->c, day);
    kept  = VEC_PUSH(t->arena, &t->days);
    *kept = (struct walked){
        .day   = day,
        .sort  = sort_of(t->c, day, note),
        .why   = why,
        .known = calendar_known(t->c, day),
        .note  = note,
    };
    return kept;
}

/* The same, and so much of its time. */
static void see_time(struct trail *t, int32_t day, int64_t from, int64_t to, int64_t us)
{
    struct walked *kept = see(t, day, us ? WHY_COUNTS : WHY_OVER);

    if (!kept)
        return;
    kept->from = from;
    kept->to   = to;
    kept->us   = us;
    if (!us && calendar_day(t->c, day) == DAY_OFF)
        kept->why = WHY_OFF;
}

/* The stretches of work on a day; none on a day off. */
static const struct stretch *hours_of(const struct calendar *c, int32_t day, int32_t *ret_n)
{
    enum day_type        type = calendar_day(c, day);
    struct date          d    = date_from_day(day);
    const struct season *s    = &c->seasons[0];

    for (size_t i = 1; i < c->n_seasons && c->seasons[i].from <= d.m * 100 + d.d; i++)
        s = &c->seasons[i];
    *ret_n = type == DAY_OFF ? 0 : type == DAY_HALF ? 1 : s->n;
    return s->at;
}

static int64_t work_begins(const struct calendar *c, int32_t day)
{
    int32_t n;

    return day_start(day) + hours_of(c, day, &n)[0].from * US_MINUTE;
}

static int64_t work_ends(const struct calendar *c, int32_t day)
{
    int32_t               n;
    const struct stretch *at = hours_of(c, day, &n);

    return day_start(day) + at[n - 1].to * US_MINUTE;
}

static bool works(const struct calendar *c, int32_t day)
{
    return calendar_day(c, day) != DAY_OFF;
}

/* Office time. A limit that is used up exactly at the end of a stretch ends there. */
static int64_t office_advance(struct trail *t, int64_t from, int64_t us)
{
    int32_t day = day_of(from);

    if (us <= 0)
        return from;
    for (int i = 0; i < WALK_MOST; i++, day++) {
        int32_t               n;
        const struct stretch *at    = hours_of(t->c, day, &n);
        int64_t               first = 0, last = 0, counted = 0;

        for (int32_t k = 0; k < n && us > 0; k++) {
            int64_t begin = day_start(day) + at[k].from * US_MINUTE;
            int64_t end   = day_start(day) + at[k].to * US_MINUTE;

            begin = begin < from ? from : begin;
            if (end <= begin)
                continue;
            end   = us < end - begin ? begin + us : end;
            first = counted ? first : begin;
            last  = end;
            counted += end - begin;
            us -= end - begin;
        }
        see_time(t, day, first, last, counted);
        if (us == 0)
            return last;
    }
    t->provisional = true;
    return day_start(day);
}

static int64_t office_between(const struct calendar *c, int64_t from, int64_t to)
{
    int64_t sum = 0;

    for (int32_t day = day_of(from), last = day_of(to); day <= last; day++) {
        int32_t               n;
        const struct stretch *at = hours_of(c, day, &n);

        for (int32_t k = 0; k < n; k++) {
            int64_t begin = day_start(day) + at[k].from * US_MINUTE;
            int64_t end   = day_start(day) + at[k].to * US_MINUTE;

            begin = begin < from ? from : begin;
            end   = end > to ? to : end;
            sum += end > begin ? end - begin : 0;
        }
    }
    return sum;
}

/* The n-th working day after `day`; what the last of them is, `why` says. */
static int32_t nth_workday(struct trail *t, int32_t day, int32_t n, enum day_why why)
{
    for (int i = 0; n > 0 && i < WALK_MOST; i++) {
        day++;
        n -= works(t->c, day);
        see(t, day, !works(t->c, day) ? WHY_OFF : n == 0 ? why : WHY_COUNTS);
    }
    t->provisional |= n > 0;
    return day;
}

/* Of the day on which a limit begins that does not count it. */
static enum day_why why_first(const struct calendar *c, int64_t from)
{
    int32_t day = day_of(from);

    if (!works(c, day))
        return WHY_OFF;
    return from < work_ends(c, day) ? WHY_BEGINS : WHY_OVER;
}

/* To the end of the n-th day's work, the day of `from` counting only where the calendar says so. */
static int64_t workdays_to_end(struct trail *t, int64_t from, int32_t n)
{
    const struct calendar *c       = t->c;
    int32_t                day     = day_of(from);
    bool                   counted = !c->next_day && works(c, day) && from < work_ends(c, day);

    see(t, day, counted ? WHY_COUNTS : why_first(c, from));
    day = nth_workday(t, day, n - counted, WHY_COUNTS);
    return works(c, day) ? work_ends(c, day) : day_start(day + 1);
}

/* To the same hour of the n-th working day after; what comes outside the hours of a working day
 * comes when the next work begins. */
static int64_t workdays_to_hour(struct trail *t, int64_t from, int32_t n)
{
    const struct calendar *c   = t->c;
    int32_t                day = day_of(from);
    int64_t                hour, at;

    if (!works(c, day) || from > work_ends(c, day)) {
        see(t, day, works(c, day) ? WHY_OVER : WHY_OFF);
        day  = nth_workday(t, day, 1, WHY_BEGINS);
        from = works(c, day) ? work_begins(c, day) : day_start(day);
    } else {
        see(t, day, WHY_BEGINS);
        from = from < work_begins(c, day) ? work_begins(c, day) : from;
    }
    hour = from - day_start(day);
    day  = nth_workday(t, day, n, WHY_COUNTS);
    at   = day_start(day) + hour;
    if (!works(c, day))
        return at;
    at = at < work_begins(c, day) ? work_begins(c, day) : at;
    return at > work_ends(c, day) ? work_ends(c, day) : at;
}

static int32_t month_later(int32_t day, int32_t n)
{
    struct date d      = date_from_day(day);
    int         months = d.y * 12 + d.m - 1 + (n > MONTHS_MOST ? MONTHS_MOST : n);

    d.y = months / 12;
    d.m = months % 12 + 1;
    while (d.d > 28 && !date_is_real(d))
        d.d--;
    return day_from_date(d);
}

/* Where a limit in calendar days ends whose last day is `last`, and on it `hour`. */
static int64_t last_day_ends(struct trail *t, int32_t last, int64_t hour)
{
    const struct calendar *c = t->c;

    t->provisional = false; /* announced or not, a calendar day counts */
    if (c->days_move_on) {
        t->provisional = !calendar_known(c, last);
        if (!works(c, last))
            last = nth_workday(t, last, 1, WHY_MOVED);
    }
    return c->days_end_of_day ? day_start(last + 1) : day_start(last) + hour;
}

/* Calendar days: the day of `from` does not count (民法典 201). */
static int64_t days_to(struct trail *t, int64_t from, int32_t last)
{
    for (int32_t day = day_of(from); t->arena && day <= last && !t->cut; day++)
        see(t, day, day == day_of(from) ? WHY_BEGINS : WHY_COUNTS);
    return last_day_ends(t, last, from - day_start(day_of(from)));
}

static int64_t plain(struct trail *t, int64_t from, int64_t us)
{
    int64_t to = from + us;

    for (int32_t day = day_of(from); t->arena && day_start(day) < to && !t->cut; day++) {
        int64_t begin = day_start(day) < from ? from : day_start(day);
        int64_t end   = day_start(day + 1) > to ? to : day_start(day + 1);

        see_time(t, day, begin, end, end - begin);
    }
    t->provisional = false;
    return to;
}

static struct reach reach(struct trail *t, int64_t from, struct span span)
{
    int32_t n  = span.n > SPAN_MOST ? SPAN_MOST : span.n;
    int64_t at = from;

    if (n <= 0)
        return (struct reach){ from, false };
    switch (span.unit) {
    case SPAN_NONE:
        break;
    case SPAN_MINUTE:
        at = plain(t, from, n * US_MINUTE);
        break;
    case SPAN_HOUR:
        at = plain(t, from, n * US_HOUR);
        break;
    case SPAN_WORKHOUR:
        at = office_advance(t, from, n * US_HOUR);
        break;
    case SPAN_WORKDAY:
        at = t->c->end_of_day ? workdays_to_end(t, from, n) : workdays_to_hour(t, from, n);
        break;
    case SPAN_DAY:
        at = days_to(t, from, day_of(from) + n);
        break;
    case SPAN_MONTH:
        at = days_to(t, from, month_later(day_of(from), n));
        break;
    }
    return (struct reach){ at, t->provisional };
}

struct reach calendar_reach(const struct calendar *c, int64_t from, struct span span)
{
    struct trail t = { .c = c };

    return reach(&t, from, span);
}

static struct trace trace_of(const struct trail *t, struct reach r)
{
    return (struct trace){ r, t->days.at, t->days.n, t->cut };
}

struct trace calendar_trace(const struct calendar *c, int64_t from, struct span span,
                            struct arena *a)
{
    struct trail t = { .c = c, .arena = a };
    struct reach r = reach(&t, from, span);

    return trace_of(&t, r);
}

static bool in_office_time(enum span_unit unit)
{
    return unit == SPAN_WORKHOUR || unit == SPAN_WORKDAY;
}

int64_t calendar_measure(const struct calendar *c, int64_t from, int64_t to, enum span_unit unit)
{
    if (!in_office_time(unit))
        return to - from;
    return to >= from ? office_between(c, from, to) : -office_between(c, to, from);
}

static struct reach advance(struct trail *t, int64_t from, int64_t us, enum span_unit unit)
{
    int64_t at = in_office_time(unit) ? office_advance(t, from, us) : plain(t, from, us);

    return (struct reach){ at, t->provisional };
}

struct reach calendar_advance(const struct calendar *c, int64_t from, int64_t us,
                              enum span_unit unit)
{
    struct trail t = { .c = c };

    return advance(&t, from, us, unit);
}

/* What ends at midnight belongs to the day before. */
static int64_t days_go_on(struct trail *t, int64_t from, int64_t us)
{
    int64_t to = plain(t, from, us);

    return last_day_ends(t, day_of(t->c->days_end_of_day ? to - 1 : to),
                         to - day_start(day_of(to)));
}

struct trace calendar_trace_on(const struct calendar *c, int64_t from, int64_t us,
                               enum span_unit unit, struct arena *a)
{
    struct trail t = { .c = c, .arena = a };
    struct reach r;

    if (us > 0 && (unit == SPAN_DAY || unit == SPAN_MONTH)) {
        r.at          = days_go_on(&t, from, us);
        r.provisional = t.provisional;
    } else {
        r = advance(&t, from, us, unit);
    }
    return trace_of(&t, r);
}

enum rc span_parse(struct str s, struct span *ret)
{
    static const struct {
        const char    *word;
        enum span_unit unit;
        int32_t        times;
    } units[] = {
        { "minute", SPAN_MINUTE, 1 },
        { "minutes", SPAN_MINUTE, 1 },
        { "hour", SPAN_HOUR, 1 },
        { "hours", SPAN_HOUR, 1 },
        { "workhour", SPAN_WORKHOUR, 1 },
        { "workhours", SPAN_WORKHOUR, 1 },
        { "workday", SPAN_WORKDAY, 1 },
        { "workdays", SPAN_WORKDAY, 1 },
        { "day", SPAN_DAY, 1 },
        { "days", SPAN_DAY, 1 },
        { "week", SPAN_DAY, 7 },
        { "weeks", SPAN_DAY, 7 },
        { "month", SPAN_MONTH, 1 },
        { "months", SPAN_MONTH, 1 },
        { "year", SPAN_MONTH, 12 },
        { "years", SPAN_MONTH, 12 },
        { "分钟", SPAN_MINUTE, 1 },
        { "小时", SPAN_HOUR, 1 },
        { "紧急工作时", SPAN_HOUR, 1 },
        { "工作时", SPAN_WORKHOUR, 1 },
        { "工作日", SPAN_WORKDAY, 1 },
        { "个工作日", SPAN_WORKDAY, 1 },
        { "日", SPAN_DAY, 1 },
        { "天", SPAN_DAY, 1 },
        { "周", SPAN_DAY, 7 },
        { "个月", SPAN_MONTH, 1 },
        { "年", SPAN_MONTH, 12 },
    };
    size_t  digits = 0;
    int64_t n;

    s = str_trim(s);
    while (digits < s.n && s.p[digits] >= '0' && s.p[digits] <= '9')
        digits++;
    TRY(str_int(str_head(s, digits), &n));
    s = str_trim(str_skip(s, digits));
    for (size_t i = 0; i < ARRAY_LEN(units); i++)
        if (str_is(s, units[i].word)) {
            if (n < 1 ||
                n > (units[i].unit == SPAN_MONTH ? MONTHS_MOST : SPAN_MOST) / units[i].times)
                return RC_INVALID;
            *ret = (struct span){ (int32_t)n * units[i].times, units[i].unit };
            return RC_OK;
        }
    return RC_INVALID;
}
