#include "base/time.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>

static int64_t system_now(const struct clock *c)
{
    static _Atomic int64_t last;
    struct timespec        ts;
    int64_t                now, seen = last;

    (void)c;
    BUG_ON(clock_gettime(CLOCK_REALTIME, &ts) != 0);
    now = (int64_t)ts.tv_sec * US_SECOND + ts.tv_nsec / 1000;
    /* The machine's clock may be set back; ours stands still until it has caught up. */
    while (now > seen)
        if (atomic_compare_exchange_weak(&last, &seen, now))
            return now;
    return seen;
}

static int64_t virtual_now(const struct clock *c)
{
    return __atomic_load_n(&c->at, __ATOMIC_ACQUIRE);
}

const struct clock clock_system = { .now = system_now };

int64_t clock_now(const struct clock *c)
{
    return c->now(c);
}

void clock_virtual_init(struct clock *c, int64_t at)
{
    *c = (struct clock){ .now = virtual_now, .at = at };
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* 0 .. b-1; a - floor_div(a, b) * b would overflow for the first instants of all. */
static int64_t floor_mod(int64_t a, int64_t b)
{
    return a % b + (a % b < 0 ? b : 0);
}

int32_t day_of(int64_t at)
{
    return (int32_t)(floor_div(at, US_DAY) + (floor_mod(at, US_DAY) >= US_DAY - CIVIL_OFFSET_US));
}

int64_t day_start(int32_t day)
{
    int64_t at;

    BUG_ON(__builtin_mul_overflow((int64_t)day, US_DAY, &at) ||
           __builtin_sub_overflow(at, CIVIL_OFFSET_US, &at));
    return at;
}

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

bool date_is_real(struct date d)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    if (d.y < 1 || d.y > 9999 || d.m < 1 || d.m > 12)
        return false;
    return d.d >= 1 && d.d <= days[d.m - 1] + (d.m == 2 && is_leap(d.y));
}

const char *month_name(int m)
{
    static const char *const names[] = { "January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December" };

    return names[m - 1];
}

/*
 * Both ways by years that begin in March, so that the leap day is the last of the year, in eras of
 * 400 years = 146097 days (Hinnant, "chrono-compatible low-level date algorithms").
 */
int32_t day_from_date(struct date d)
{
    int64_t y = d.y - (d.m <= 2), era = floor_div(y, 400), in_era = y - era * 400;
    int64_t in_year = (153 * (d.m + (d.m > 2 ? -3 : 9)) + 2) / 5 + d.d - 1;

    BUG_ON(!date_is_real(d));
    return (int32_t)(era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719468);
}

struct date date_from_day(int32_t day)
{
    int64_t z = (int64_t)day + 719468, era = floor_div(z, 146097), in_era = z - era * 146097;
    int64_t year    = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
    int64_t month   = (5 * in_year + 2) / 153;
    int     m       = (int)(month < 10 ? month + 3 : month - 9);

    return (struct date){ .y = (int)(year + era * 400) + (m <= 2),
                          .m = m,
                          .d = (int)(in_year - (153 * month + 2) / 5 + 1) };
}

int day_weekday(int32_t day)
{
    /* 1970-01-01 was a Thursday. */
    return (int)floor_mod((int64_t)day + 3, 7) + 1;
}

/* Take exactly `n` digits off the front. */
static bool take_number(struct str *s, size_t n, int *ret_v)
{
    size_t i;
    int    v = 0;

    if (s->n < n)
        return false;
    for (i = 0; i < n; i++) {
        if (s->p[i] < '0' || s->p[i] > '9')
            return false;
        v = v * 10 + (s->p[i] - '0');
    }
    *s     = str_skip(*s, n);
    *ret_v = v;
    return true;
}

static bool take_one_of(struct str *s, const char *set, char *ret_c)
{
    if (s->n == 0 || s->p[0] == '\0' || !strchr(set, s->p[0]))
        return false;
    *ret_c = s->p[0];
    *s     = str_skip(*s, 1);
    return true;
}

static bool take_date(struct str *s, int32_t *ret_day)
{
    struct date d;
    char        c;

    if (!take_number(s, 4, &d.y) || !take_one_of(s, "-", &c) || !take_number(s, 2, &d.m) ||
        !take_one_of(s, "-", &c) || !take_number(s, 2, &d.d) || !date_is_real(d))
        return false;
    *ret_day = day_from_date(d);
    return true;
}

/* ":SS" and its fraction; digits below a microsecond are dropped. */
static bool take_seconds(struct str *s, int64_t *ret_us)
{
    int64_t us, unit = US_SECOND / 10;
    int     v;
    char    c;

    if (!take_number(s, 2, &v) || v > 59)
        return false;
    us = v * US_SECOND;
    if (take_one_of(s, ".", &c)) {
        if (!take_number(s, 1, &v))
            return false;
        do {
            us += v * unit;
            unit /= 10;
        } while (take_number(s, 1, &v));
    }
    *ret_us = us;
    return true;
}

static bool take_zone(struct str *s, int64_t *ret_us)
{
    char c;
    int  h, m;

    if (s->n == 0) {
        *ret_us = CIVIL_OFFSET_US;
        return true;
    }
    if (take_one_of(s, "Zz", &c)) {
        *ret_us = 0;
        return true;
    }
    if (!take_one_of(s, "+-", &c) || !take_number(s, 2, &h) || h > 23)
        return false;
    take_one_of(s, ":", &(char){ 0 });
    if (!take_number(s, 2, &m) || m > 59)
        return false;
    *ret_us = (c == '-' ? -1 : 1) * (h * US_HOUR + m * US_MINUTE);
    return true;
}

enum rc day_parse(struct str s, int32_t *ret_day)
{
    int32_t day;

    if (!take_date(&s, &day) || s.n)
        return RC_INVALID;
    *ret_day = day;
    return RC_OK;
}

enum rc time_parse(struct str s, int64_t *ret_at)
{
    int64_t seconds = 0, zone, at;
    int32_t day;
    int     h, m;
    char    c;

    if (!take_date(&s, &day) || !take_one_of(&s, "Tt ", &c) || !take_number(&s, 2, &h) || h > 23 ||
        !take_one_of(&s, ":", &c) || !take_number(&s, 2, &m) || m > 59)
        return RC_INVALID;
    if (take_one_of(&s, ":", &c) && !take_seconds(&s, &seconds))
        return RC_INVALID;
    if (!take_zone(&s, &zone) || s.n)
        return RC_INVALID;
    at = day * US_DAY + h * US_HOUR + m * US_MINUTE + seconds - zone;
    /* A zone may carry it out of the years that a date can be written in. */
    if (!date_is_real(date_from_day(day_of(at))))
        return RC_INVALID;
    *ret_at = at;
    return RC_OK;
}

static char *put_digits(char *p, int v, int n)
{
    int i;

    for (i = n; i-- > 0; v /= 10)
        p[i] = (char)('0' + v % 10);
    return p + n;
}

static char *put_date(char *p, struct date d)
{
    char       room[INT_TEXT];
    struct str year;

    if (d.y >= 0 && d.y <= 9999) {
        p = put_digits(p, d.y, 4);
    } else {
        year = int_text(d.y, room);
        memcpy(p, year.p, year.n);
        p += year.n;
    }
    *p++ = '-';
    p    = put_digits(p, d.m, 2);
    *p++ = '-';
    return put_digits(p, d.d, 2);
}

struct str day_text(int32_t day, char room[TIME_TEXT])
{
    char *end = put_date(room, date_from_day(day));

    *end = '\0';
    return (struct str){ room, (size_t)(end - room) };
}

struct str time_text(int64_t at, char room[TIME_TEXT])
{
    int32_t day  = day_of(at);
    int64_t rest = (floor_mod(at, US_DAY) + CIVIL_OFFSET_US) % US_DAY;
    char   *p    = put_date(room, date_from_day(day));
    int     seconds, us;

    rest -= rest >= US_DAY ? US_DAY : 0;
    seconds = (int)(rest / US_SECOND);
    us      = (int)(rest % US_SECOND);
    *p++    = 'T';
    p       = put_digits(p, seconds / 3600, 2);
    *p++    = ':';
    p       = put_digits(p, seconds / 60 % 60, 2);
    *p++    = ':';
    p       = put_digits(p, seconds % 60, 2);
    if (us) {
        *p++ = '.';
        p    = put_digits(p, us, 6);
    }
    memcpy(p, "+08:00", 7);
    return (struct str){ room, (size_t)(p + 6 - room) };
}
