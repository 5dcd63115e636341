#ifndef LINLI_APP_SIM_SIDE_H
#define LINLI_APP_SIM_SIDE_H
/* sim_side: one run, or two beside each other, and how they are shown. */
#include "app/instance.h"
#include "app/simulate.h"

struct sim_side {
    const char        *name; /* for programs: "as_is", "what_if" */
    struct sim_options options;
    struct sim_report  report;
    struct arena      *arena; /* the report's texts; owned: sim_side_free */
};
void sim_side_free(struct sim_side *s);

/*
 * Live both sides in copies of the data of `in`, which is only read, and at the same time. The
 * copies are deleted again. Both begin alike and are asked for the same things.
 *   RC_UNSUPPORTED  the data is not in SQLite; said in the faults
 */
CHECKED enum rc sim_compare(struct cli *c, struct instance *in, struct sim_side sides[2]);

/* sim_say.c, sim_json.c */
void sim_table(enum lang lang, const struct sim_side *at, size_t n, struct buf *out);
void sim_json(const struct sim_side *at, size_t n, struct buf *out);

#endif
