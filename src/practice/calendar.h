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
#include "practice/mark.h"

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

struct day_note { /* a day that the pack lists, since it is not as the week says */
    int32_t           day;
    struct str        name;   /* 春节, 春节调休 …; may be absent */
    const struct str *papers; /* the notices that say so, as far as the pack names them */
    size_t            n_papers;
    struct mark       mark; /* the line of the pack, or of its table */
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
    const struct day_note *notes; /* by day, for explaining */
    size_t                 n_notes;
    struct mark            mark;
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

/* -- explaining -- */

enum day_sort { SORT_WORKDAY, SORT_WEEKEND, SORT_HOLIDAY, SORT_MADE_UP, SORT_HALF };
extern const char *const day_sort_words[]; /* "workday", "weekend", … NULL */
enum day_why {
    WHY_COUNTS,
    WHY_BEGINS, /* the limit begins on it and counts from what comes after */
    WHY_OFF,    /* nobody works on it */
    WHY_OVER,   /* no office time was left on it */
    WHY_MOVED,  /* the limit would have ended on a day off: this is the next working day */
};
extern const char *const day_why_words[]; /* "counts", "begins", … NULL */

struct walked { /* one day that a computation looked at */
    int32_t                day;
    enum day_sort          sort;
    enum day_why           why;
    bool                   known;    /* its year is announced */
    int64_t                from, to; /* of the time that counts on it, where time is counted … */
    int64_t                us;       /* … and how much; 0 where whole days are */
    const struct day_note *note;     /* NULL: as the week says */
};
struct trace {
    struct reach         reach;
    const struct walked *at; /* by day; arena */
    size_t               n;  /* WALKED_MOST at most */
    bool                 cut;
};
enum { WALKED_MOST = 1000 };
/* calendar_reach, and each day that it looked at; none when `a` is NULL. */
struct trace calendar_trace(const struct calendar *c, int64_t from, struct span span,
                            struct arena *a);
/* The same of a limit that goes on after a pause with `us` left: office time for working units; in
 * calendar days it ends as such a limit ends: at midnight, not on a day off, where that holds. */
struct trace calendar_trace_on(const struct calendar *c, int64_t from, int64_t us,
                               enum span_unit unit, struct arena *a);

/* "3 workdays", "2 workhours", "30 minutes", "7 days", "1 month"; "3个工作日", "2工作时" …; from 1
 * to SPAN_MOST: RC_OK or RC_INVALID. */
enum { SPAN_MOST = 99999 };
CHECKED enum rc span_parse(struct str s, struct span *ret);

#endif
