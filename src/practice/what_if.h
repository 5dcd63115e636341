#ifndef LINLI_PRACTICE_WHAT_IF_H
#define LINLI_PRACTICE_WHAT_IF_H
/*
 * what_if: a question to the simulator: which staff, hours and load are to be
 * otherwise.
 *
 *   staff:
 *     dispatcher: 2             # twice as many
 *     grid_worker: 0.5          # half of them
 *     handler: {each: 3}        # three wherever it is held
 *   hours: 1.25                 # everybody works so much longer a day
 *   arrivals: 0.8               # so much of what is reported now
 *
 * Reads a text, no files; any thread.
 */
#include "practice/load.h"

struct what_if_post {
    struct str post;   /* its name in the pack */
    double     factor; /* of those who hold it; NAN when `each` is said */
    int32_t    each;   /* so many wherever it is held; 0 when `factor` is said */
};
struct what_if {
    const struct what_if_post *posts;
    size_t                     n_posts;
    double                     hours, arrivals; /* 1: as it is */
};

/* Everything as it is. */
struct what_if what_if_nothing(void);
/* From YAML: RC_INVALID, see `found`. In the arena of `a`. */
CHECKED enum rc what_if_read(struct arena *a, const struct practice *p, struct str file,
                             struct str text, struct findings *found, struct what_if *ret);
/* From "POST=FACTOR,POST=FACTOR", added to *io: RC_INVALID with a fault. */
CHECKED enum rc what_if_words(struct arena *a, const struct practice *p, struct str words,
                              struct faults *f, struct what_if *io);

#endif
