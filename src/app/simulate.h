#ifndef LINLI_APP_SIMULATE_H
#define LINLI_APP_SIMULATE_H
/*
 * simulate: a practice lived on a virtual clock, through the same actions
 * that people use.
 *
 * Things are reported by the hour and the weekday, workers have office hours
 * and one pair of hands, and work takes time: lateness is nobody's parameter,
 * it comes from load. The same seed gives the same year.
 */
#include "base/rng.h"
#include "cases/cases.h"

struct sim_options {
    int64_t  begin_at; /* the first instant */
    int32_t  days;
    uint64_t seed;
    double   per_day;  /* cases reported on a usual working day; 0: by households */
    double   staff;    /* 1: one holder a post and place; 0.5: half of the places share */
    bool     progress; /* a line a month on standard error */
};
struct sim_report {
    int64_t workers, reported, refused, moves, failed, closed, late, open;
    int64_t busiest_waiting; /* tasks in the longest queue at the end */
    char    busiest[80];
    char    why[200], why_not[200]; /* the first report refused, the first move: why */
};
/* `s` must have a virtual clock and a runner that was made and not started. */
CHECKED enum rc simulate(struct services *s, struct clock *clock, const struct sim_options *o,
                         struct faults *f, struct sim_report *ret);

#endif
