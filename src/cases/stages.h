#ifndef LINLI_CASES_STAGES_H
#define LINLI_CASES_STAGES_H
/* stages: what a clock goes through, between clock.c and ring.c. */
#include "cases/engine.h"

enum { STAGE_REMIND, STAGE_DUE, STAGE_LATE };

/* Set next_at by the stage that the clock is at. */
void clock_stage(const struct run *r, const struct clock_rule *rule, struct clock_row *k);
/* What answers being late at that stage, from STAGE_LATE on. */
const struct late *clock_late(const struct run *r, const struct clock_rule *rule,
                              const struct clock_row *k, int64_t stage);
/* End its pause, as of `at`. */
CHECKED enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at);
CHECKED enum rc clock_recompute(struct run *r, struct clock_row *k);

#endif
