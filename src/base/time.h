#ifndef LINLI_BASE_TIME_H
#define LINLI_BASE_TIME_H
/*
 * time: instants, dates and the one clock.
 *
 * An instant is int64_t microseconds since 1970 UTC, named `_at`; NONE_I64
 * is "not set" and is NULL in the database. A date is int32_t days since
 * 1970-01-01 in the civil time of the instance, which is UTC+8 all over
 * China and without summer time, so plain arithmetic serves. No rule reads
 * the system's clock: it is handed in, and tests and the simulator turn it.
 */
#include "base/str.h"

#define NONE_I64 INT64_MIN

#define US_SECOND       INT64_C(1000000)
#define US_MINUTE       (60 * US_SECOND)
#define US_HOUR         (60 * US_MINUTE)
#define US_DAY          (24 * US_HOUR)
#define CIVIL_OFFSET_US (8 * US_HOUR)

/* A clock that may be turned. now() is monotonic within one clock. */
struct clock {
    int64_t (*now)(const struct clock *c);
    int64_t at; /* for a virtual clock */
};
int64_t                   clock_now(const struct clock *c);
extern const struct clock clock_system;
void clock_virtual_init(struct clock *c, int64_t at); /* stands until `at` is set */

struct date {
    int y, m, d; /* 2026, 1..12, 1..31 */
};
int32_t     day_of(int64_t at);           /* civil day of an instant */
int64_t     day_start(int32_t day);       /* 00:00 civil time as an instant */
int32_t     day_from_date(struct date d); /* the date must be real */
struct date date_from_day(int32_t day);
int         day_weekday(int32_t day); /* 1 Monday .. 7 Sunday (GB/T 7408) */
bool        date_is_real(struct date d);
const char *month_name(int m); /* 1 "January" .. 12 */

/* "2026-01-31": RC_OK or RC_INVALID. */
CHECKED enum rc day_parse(struct str s, int32_t *ret_day);
/*
 * An instant: "2026-01-31T08:30:00+08:00", "…Z", with fraction or without;
 * "2026-01-31 08:30[:00]" is read as civil time. RC_OK or RC_INVALID.
 */
CHECKED enum rc time_parse(struct str s, int64_t *ret_at);

enum { TIME_TEXT = 40 };
struct str time_text(int64_t at,
                     char    room[TIME_TEXT]); /* "2026-01-31T08:30:00+08:00", µs only if any */
struct str day_text(int32_t day, char room[TIME_TEXT]);

#endif
