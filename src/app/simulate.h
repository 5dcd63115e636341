#ifndef LINLI_APP_SIMULATE_H
#define LINLI_APP_SIMULATE_H
/*
 * simulate: a practice lived on a virtual clock, through the same actions
 * that people use.
 *
 * Things are reported by the hour and the weekday, workers have office hours
 * and one pair of hands, and work takes time: lateness is nobody's parameter,
 * it comes from load. The same seed over the same data gives the same year.
 * What happens out there is drawn apart from what people do about it, so that
 * two runs with other staff are asked for the same things.
 */
#include "base/rng.h"
#include "cases/cases.h"
#include "practice/what_if.h"

struct sim_options {
    int64_t        begin_at; /* the first instant */
    int32_t        days;
    uint64_t       seed;
    double         per_day;  /* cases reported on a usual working day; 0: by households */
    double         staff;    /* 1: one holder a post and place; 0.5: half of the places share */
    struct what_if other;    /* what is otherwise than the data says */
    enum lang      lang;     /* of the reasons that are told */
    bool           progress; /* a line a month in the log */
};

struct sim_end {
    struct str name;
    struct str title[2];
    int64_t    cases;
};
struct sim_process { /* of the cases opened in the run */
    struct str      name;
    struct str      title[2]; /* by enum lang */
    int64_t         opened, refused, ended, on_time, open, open_late;
    int64_t         moved; /* something was done about them */
    int64_t         stuck; /* open, and nobody is able to act, now or later */
    struct sim_end *ends;  /* those of the process, in its order */
    size_t          n_ends;
};
struct sim_post {
    struct str name;
    struct str title[2];
    int64_t    people, hired; /* hired: at places where nobody held it, or one too few */
    int64_t    done, waiting; /* tasks; waiting: at the end */
    int64_t    worked_us;     /* office time; of several posts people give each the same share */
    int64_t    there_us;
    int64_t    waited_us;  /* office time of all tasks together, until somebody took them up or the
                          end */
    double     busiest;    /* worked of there, of the one who has most to do */
    struct str busiest_at; /* where */
};
enum sim_why { SIM_NOBODY, SIM_REFUSED, SIM_OUTSIDE };
struct sim_stuck {                    /* where stuck cases stand */
    struct str   process, step, post; /* names; post absent: no post acts there */
    struct str   title[2];            /* of the step */
    enum sim_why why;
    struct str   what; /* SIM_NOBODY: a place or organisation without one; SIM_REFUSED: the words */
    int64_t      cases;
};
struct sim_lack {    /* what a form asked for and the data have not got */
    struct str kind; /* of organisation */
    struct str title[2];
    int64_t    times;
};
struct sim_report {
    int64_t             workers, reported, refused, moves, failed;
    int64_t             ended, on_time, open, open_late; /* of the cases opened in the run */
    int64_t             stuck_cases;
    struct sim_process *processes;
    struct sim_post    *posts;
    struct sim_stuck   *stuck;
    struct sim_lack    *lacks;
    size_t              n_processes, n_posts, n_stuck, n_lacks;
    size_t              bottleneck;             /* of posts: where tasks waited longest */
    char                why[200], why_not[200]; /* the first report refused, the first move: why */
};
/*
 * `s` must have a virtual clock and a runner that was made and not started. The report's texts are
 * in `a`. No global state: runs over different services may be on different threads.
 */
CHECKED enum rc simulate(struct services *s, struct clock *clock, const struct sim_options *o,
                         struct arena *a, struct faults *f, struct sim_report *ret);
/* Of what was to be ended by now, the share that was ended in time; NAN when nothing was. */
double sim_on_time(int64_t on_time, int64_t ended, int64_t open_late);

#endif
