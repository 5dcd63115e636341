#ifndef LINLI_PRACTICE_COMPARE_H
#define LINLI_PRACTICE_COMPARE_H
/*
 * compare: what a new version of a practice changes, in words, and what that
 * means for cases that were opened before it.
 *
 * Things are known by the names that programs see: what has another name is
 * gone, and something else is new. Pure; any thread.
 */
#include "practice/practice.h"

/* Whether anything but remarks and the order of files is different. RC_TOO_LARGE: `out` is full. */
CHECKED enum rc practice_compare(const struct practice *before, const struct practice *after,
                                 enum lang lang, struct buf *out, bool *ret_different);

#endif
