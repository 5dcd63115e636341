#ifndef LINLI_WORK_JOURNAL_H
#define LINLI_WORK_JOURNAL_H
/* journal: what the runner and the check of a whole database need of it beside work.h. */
#include "work/work.h"

/* Seal up to `most` entries that were written unsealed. *ret_n how many. Only where the database
 * is not serial; RC_OK and 0 when there is nothing or another server does it. */
CHECKED enum rc journal_seal(struct work *w, int64_t most, int64_t *ret_n);
CHECKED enum rc journal_last(struct work *w, int64_t *ret_seq); /* 0 when empty */

/* A follower's cursor; 0 when it has none yet. */
CHECKED enum rc cursor_get(struct work *w, struct str name, int64_t *ret_seq);
/* Move it. RC_CONFLICT when another server moved it meanwhile: undo everything. */
CHECKED enum rc cursor_move(struct work *w, struct str name, int64_t from, int64_t to);

#endif
