#ifndef LINLI_APP_WIRING_H
#define LINLI_APP_WIRING_H
/* wiring: what every room gives to the program, in one place. */
#include "http/server.h"
#include "work/services.h"

extern const struct stmt *const *const wiring_stmts[];
extern const struct route *const       wiring_routes[];
extern const struct follower *const    wiring_followers[];
extern const struct timer *const       wiring_timers[];

/* The rooms' long-lived states, in the order of the law of includes; and back. What was begun is
 * ended again when one fails. */
CHECKED enum rc wiring_start(struct services *s);
void            wiring_stop(struct services *s);

#endif
