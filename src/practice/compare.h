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

/* One thing that is different, or that follows from all of them. */
enum difference_kind { DIFF_GONE, DIFF_NEW, DIFF_CHANGED, DIFF_MEANS };
extern const char *const difference_words[]; /* "gone", "new", "changed", "means", NULL */
struct difference {
    int32_t    kind;  /* enum difference_kind */
    struct str about; /* the heading that it stands under */
    struct str code;  /* a stable word for what the sentence says */
    struct str words;
};
/* One after the other, those under one heading together; what `d` holds lives until it returns. */
typedef void difference_fn(void *ctx, const struct difference *d);
/* True when anything but remarks and the order of files is different. */
bool practice_differences(const struct practice *before, const struct practice *after,
                          enum lang lang, difference_fn *tell, void *ctx);

/* The same as a page of text. Whether anything but remarks and the order of files is different.
 * RC_TOO_LARGE: `out` is full. */
CHECKED enum rc practice_compare(const struct practice *before, const struct practice *after,
                                 enum lang lang, struct buf *out, bool *ret_different);

#endif
