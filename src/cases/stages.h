#ifndef LINLI_CASES_STAGES_H
#define LINLI_CASES_STAGES_H
/* stages: what a clock goes through, between clock.c and ring.c. */
#include "cases/engine.h"

enum { STAGE_REMIND, STAGE_DUE, STAGE_LATE };

/* Set next_at by the stage that the clock is at. */
void    clock_stage(const struct run *r, const struct clock_rule *rule, struct clock_row *k);
int64_t clock_first_stage(const struct clock_rule *rule);
/* What answers being late at that stage, from STAGE_LATE on. */
const struct late *clock_late(const struct run *r, const struct clock_rule *rule,
                              const struct clock_row *k, int64_t stage);
/* The limit that the rule gives a case like this one in that step; *ret_class: the class that says
 * so, NULL when the step does. n 0: none. */
struct span clock_limit(const struct run *r, const struct clock_rule *rule, struct str step,
                        const struct case_class **ret_class);
/* The end of the day that somebody promised; false when nobody did. */
bool clock_promised(const struct run *r, const struct clock_rule *rule, int64_t *ret_at);
const struct calendar *clock_calendar(const struct run *r, const struct clock_rule *rule);
CHECKED enum rc        clock_write(struct run *r, const struct clock_row *k);
/* By when the tasks of a clock are due; NONE_I64: there is nothing to be late for. */
CHECKED enum rc clock_tasks_due(struct run *r, const struct clock_row *k, int64_t at);
CHECKED enum rc clocks_running(struct run *r, struct clock_row **ret_at, size_t *ret_n);
/* May the program make it, which fills in no forms? */
CHECKED enum rc move_asks_nothing(struct run *r, const struct move *m, bool *ret);
/* End its pause, as of `at`. */
CHECKED enum rc clock_go_on(struct run *r, struct clock_row *k, int64_t at);
/* Of a clock with `every`: what was owed until its due day is settled, and the next begins. */
CHECKED enum rc clock_next_period(struct run *r, const struct clock_rule *rule,
                                  struct clock_row *k);
/* "case.kept", "case.missed" */
CHECKED enum rc clock_note_period(struct run *r, const struct clock_row *k, const char *kind);
CHECKED enum rc clock_recompute(struct run *r, struct clock_row *k);

#endif
