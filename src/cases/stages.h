#ifndef LINLI_CASES_STAGES_H
#define LINLI_CASES_STAGES_H
/* stages: what a clock goes through, between clock.c and ring.c. */
#include "cases/engine.h"

enum { STAGE_REMIND, STAGE_DUE, STAGE_LATE };

const struct calendar *clock_calendar(const struct run *r, const struct clock_rule *rule);
int64_t                clock_first_stage(const struct clock_rule *rule);
/* Set next_at by the stage that the clock is at. */
void clock_stage(const struct run *r, const struct clock_rule *rule, struct clock_row *k);
/* What answers being late at that stage, from STAGE_LATE on. */
const struct late *clock_late(const struct run *r, const struct clock_rule *rule,
                              const struct clock_row *k, int64_t stage);
/* End its pause, as of `at`. */
CHECKED enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at);
/* Of a clock with `every`: what was owed until its due day is settled, and the next begins. */
CHECKED enum rc clock_next_period(struct run *r, const struct clock_rule *rule,
                                  struct clock_row *k);
/* "case.kept", "case.missed" */
CHECKED enum rc clock_note_period(struct run *r, const struct clock_row *k, const char *kind);
CHECKED enum rc clock_recompute(struct run *r, struct clock_row *k);

#endif
