#ifndef LINLI_CASES_MERGED_H
#define LINLI_CASES_MERGED_H
/* merged: what whoever reported a case is told when it went into another. For this room. */
#include "cases/engine.h"

/* The case in which it goes on; *ret_known false: it was not merged, or that one is confidential.
 */
CHECKED enum rc merged_into(struct run *r, struct run *ret, bool *ret_known);
/* From when on whoever reported it is asked what they think of what came of it: its end, or that
 * of the case in which it goes on. NONE_I64: not yet. */
CHECKED enum rc merged_asked(struct run *r, int64_t *ret_at);
/* Words of a message about it, with the number of the case into which it went. Arena. */
CHECKED enum rc merged_words(struct run *r, const struct text **words);
/* It ended: tell those whose cases went into it. */
CHECKED enum rc merged_end(struct run *r);

#endif
