#ifndef LINLI_APP_LOCK_H
#define LINLI_APP_LOCK_H
/*
 * lock: who works in a data folder.
 *
 * One server holds DIR/linli.lock while it runs. A command that writes
 * beside it holds DIR/command.lock, so that there is at most one: the two
 * processes share the database by its own locks, and make ids that differ
 * in the number of their maker. The system gives a lock up when the process
 * ends, however it ends.
 */
#include "base/arena.h"
#include "base/fault.h"

enum lock_kind { LOCK_SERVE, LOCK_COMMAND };

/*
 * *ret_fd is to be closed to give it up.
 *   RC_CONFLICT  another process has it (LOCK_COMMAND: still after half a minute); said in `f`
 *   RC_IO
 */
CHECKED enum rc lock_take(struct arena *a, struct str dir, enum lock_kind kind, struct faults *f,
                          int *ret_fd);
/* Does some process have it now? */
bool lock_is_held(struct arena *a, struct str dir, enum lock_kind kind);

#endif
