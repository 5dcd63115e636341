#ifndef LINLI_WORK_SLOW_H
#define LINLI_WORK_SLOW_H
/*
 * slow: two threads for what takes long and needs no transaction, so that
 * neither the writer nor an event loop waits for it. Tasks are done in the
 * order they came; when too many wait already, a new one is refused.
 */
#include "base/rc.h"

struct slow_task { /* the caller's until `run` was called */
    void (*run)(struct slow_task *t);
    struct slow_task *next;
};
struct slow;

struct slow *slow_new(void);
/* Any thread. RC_BUSY: too many wait. */
CHECKED enum rc slow_take(struct slow *l, struct slow_task *t);
void            slow_free(struct slow *l); /* does what was taken first */

#endif
