#ifndef LINLI_APP_KEPT_PRACTICE_H
#define LINLI_APP_KEPT_PRACTICE_H
/*
 * kept_practice: when this program does not take the practice by which a data folder works, the
 * person at the terminal is told where and why, and what to do. The main thread.
 */
#include "app/command.h"
#include "work/services.h"

/*
 * Before the tables of an older database are brought up to date: once they are, the program that
 * took the practice could not go back. Asks nothing of a database that is not older; whatever else
 * is wrong with it is for who opens it. RC_INVALID: told.
 */
CHECKED enum rc kept_practice_fits(struct cli *c, const char *url, struct services *s);
/* `rc` of practice_refresh; RC_INVALID: told. */
CHECKED enum rc kept_practice_tell(struct cli *c, struct services *s, enum rc rc);

#endif
