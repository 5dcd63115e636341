#ifndef LINLI_CASES_STORE_H
#define LINLI_CASES_STORE_H
/*
 * store: files named by the digest (SM3) of what they hold, in the data
 * folder: files/ab/cdef… A file is written under another name, made durable,
 * and only then linked to its own, so what has its name is whole. The same
 * content is there once.
 *
 * Which digests are still wanted, the database knows. Slow (the disk is waited
 * for): not for a writing thread, but for store_settle and store_drop. No
 * faults are told.
 */
#include "base/arena.h"
#include "base/digest.h"

enum { STORE_RESERVE = 64 << 20 }; /* bytes that are left on the disk for the database */

/* Not in the store yet; its name goes away with the arena. */
struct draft {
    const char *data; /* the data folder, borrowed */
    const char *path;
    int         fd;
};
struct kept {
    struct draft draft;
    struct str   digest; /* hexadecimal, arena */
    int64_t      size;
};

/* Make what lacks of the folders, and clear away what a process left that died. RC_IO, RC_NO_SPACE
 */
CHECKED enum rc store_start(const char *data, struct arena *a);
/* A file to be written to, when there is room for `size` bytes and the reserve: RC_NO_SPACE,
 * RC_IO. */
CHECKED enum rc draft_begin(const char *data, struct arena *a, int64_t size, struct draft *ret);
/* Everything of `from` into it. RC_NO_SPACE, RC_IO. */
CHECKED enum rc draft_copy(struct draft *d, const char *from);
/* It is whole: make it durable and give it its name. RC_NO_SPACE, RC_IO. */
CHECKED enum rc draft_keep(struct draft *d, struct arena *a, struct kept *ret);

/* See that it still has its name, for a content that was there before and may have been dropped
 * since. Within the unit of work that counts it; quick unless it was. */
CHECKED enum rc store_settle(const struct kept *k, struct arena *a);
/* The path of a digest, arena. Absent for what is not one. */
struct str store_path(struct arena *a, const char *data, struct str digest);
/* Nobody wants it any more. RC_OK also when it is not there. */
CHECKED enum rc store_drop(struct arena *a, const char *data, struct str digest);

#endif
