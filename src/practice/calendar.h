#ifndef LINLI_PRACTICE_CALENDAR_H
#define LINLI_PRACTICE_CALENDAR_H
/*
 * calendar: working days and hours, and how far a time limit reaches.
 *
 * Four clock units of the digitised-management standards (GB/T 30428 series
 * in use): urgent hours run day and night, working hours only in office
 * hours, working days by the State Council's yearly notice with its make-up
 * days, calendar days always. A year that is not announced yet follows the
 * weekend rule, and whatever was computed with it is provisional.
 *
 * Pure; never changed after loading; any thread.
 */
#include "base/arena.h"
#include "base/time.h"

enum span_unit {
    SPAN_NONE,
    SPAN_MINUTE,   /* urgent, day and night */
    SPAN_HOUR,     /* 紧急工作时, day and night */
    SPAN_WORKHOUR, /* 工作时 */
    SPAN_WORKDAY,  /* 工作日 */
    SPAN_DAY,      /* 日, calendar days */
    SPAN_MONTH,    /* to the same day of a later month, or its last */
};
struct span {
    int32_t        n;
    enum span_unit unit;
};

enum day_type {
    DAY_UNKNOWN,
    DAY_WORK,
    DAY_OFF,
    DAY_HALF
}; /* half: the first stretch of hours only */

enum { STRETCHES = 4 };
struct stretch { /* minutes after midnight */
    int32_t from, to;
};
struct season { /* office hours that hold from a day of the year on, "05-01" as 501 */
    int32_t        from;
    int32_t        n;
    struct stretch at[STRETCHES];
};

struct day_name {
    int32_t    day;
    struct str name;
};
struct calendar {
    struct str           name;
    const struct season *seasons; /* by `from`; at least one, the first from 101 */
    size_t               n_seasons;
    int32_t              first_day, n_days; /* days[] covers first_day .. first_day + n_days - 1 */
    const uint8_t       *days;              /* enum day_type; DAY_UNKNOWN: not announced */
    bool                 next_day;          /* working-day limits count from the next working day */
    bool                 end_of_day; /* and end when that day's work ends, not at the same hour */
    bool                 days_end_of_day; /* calendar-day limits end at midnight of the last day */
    bool days_move_on; /* and when that is a day off, on the next working day (民法典 203) */
    const struct day_name *names; /* by day: 春节 … for explaining */
    size_t                 n_names;
};

struct reach {
    int64_t at;
    bool    provisional; /* a year without a table was crossed */
};

bool          calendar_known(const struct calendar *c, int32_t day); /* its year is announced */
enum day_type calendar_day(const struct calendar *c, int32_t day); /* never UNKNOWN: weekend rule */
/*
 * Where `span` ends that begins at `from`. Half a working day counts as one. Where working-day
 * limits end at the same hour, what came outside office hours came when the next work began.
 */
struct reach calendar_reach(const struct calendar *c, int64_t from, struct span span);
/* Time of the unit's own kind between two instants, in µs: office time for working units, plain
 * time for the others. Negative when `to` is before `from`. For pausing: measure what is left… */
int64_t calendar_measure(const struct calendar *c, int64_t from, int64_t to, enum span_unit unit);
/* …and set out again. */
struct reach calendar_advance(const struct calendar *c, int64_t from, int64_t us,
                              enum span_unit unit);

/* The days that calendar_reach walked over, the first WALKED_MOST of them, and what each counted,
 * for explaining a deadline. */
enum { WALKED_MOST = 1000 };
struct walked {
    int32_t       day;
    enum day_type type;
    bool          counted, known;
    struct str    name; /* of the holiday or make-up day; may be absent */
};
struct reach calendar_walk(const struct calendar *c, int64_t from, struct span span,
                           struct arena *a, const struct walked **ret_at, size_t *ret_n);

/* "3 workdays", "2 workhours", "30 minutes", "7 days", "1 month"; "3个工作日", "2工作时" …; from 1
 * to SPAN_MOST: RC_OK or RC_INVALID. */
enum { SPAN_MOST = 99999 };
CHECKED enum rc span_parse(struct str s, struct span *ret);

#endif
