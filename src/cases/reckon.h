#ifndef LINLI_CASES_RECKON_H
#define LINLI_CASES_RECKON_H
/*
 * reckon: how a clock's due day came about.
 *
 * A clock begins with a limit; then it is paused, goes on, is given more
 * time. What each of these does to the due day is said here once: for the
 * moment when it happens, for computing it again when a calendar changes,
 * and for telling whoever asks why. For this room.
 */
#include "cases/stages.h"

enum clock_act { ACT_PAUSED, ACT_WENT_ON, ACT_EXTENDED };
struct clock_act_row {
    int64_t    id, case_id, clock;
    int32_t    kind; /* enum clock_act */
    int64_t    at_us;
    struct str reason;
    int64_t    account, extension;
    int64_t    span_n;
    int32_t    span_unit;
};
extern const struct shape clock_act_row_shape;
extern const struct stmt  stmt_clock_act_put, stmt_clock_act_all, stmt_clock_stale,
    stmt_clock_reckoned;

struct leg {                         /* one part of the way to the due day */
    const struct clock_act_row *act; /* NULL: the limit, or the date that was promised */
    struct clock_row            k;   /* as the clock was after it */
    struct trace                days;
};
struct story {
    struct leg *at; /* at least one */
    size_t      n;
    bool        whole; /* all that happened to it is known; it was not before the acts were kept */
};
/* `days`: also each day that was looked at. */
CHECKED enum rc clock_story(struct run *r, const struct clock_rule *rule, const struct clock_row *k,
                            bool days, struct story *ret);

#endif
