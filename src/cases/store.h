#ifndef LINLI_CASES_STORE_H
#define LINLI_CASES_STORE_H
/*
 * store: files named by the digest (SM3) of what they hold, in the data
 * folder: files/ab/cdef… A file is written under another name, made durable,
 * and only then given its own, so what has its name is whole. The same
 * content is there once.
 *
 * Which digests are still wanted, the database knows: a row for the digest is
 * there before the file gets its name, and the file goes before the row does,
 * so none is ever left behind unknown.
 *
 * Slow (the disk is waited for): not for a writing thread, but for
 * store_drop. No faults are told.
 */
#include "base/arena.h"
#include "base/digest.h"

enum { STORE_RESERVE = 64 << 20 }; /* bytes that are left on the disk for the database */

/* Not in the store yet; it goes away with the arena. */
struct draft {
    const char *data; /* the data folder, borrowed */
    const char *path;
    int         fd;
};
/* What a draft holds, when it is whole and durable. */
struct kept {
    struct draft draft;
    struct str   digest; /* hexadecimal, arena */
    int64_t      size;
};

/* A file to be written to, when there is room for `size` bytes and the reserve: RC_NO_SPACE,
 * RC_IO. */
CHECKED enum rc draft_begin(const char *data, struct arena *a, int64_t size, struct draft *ret);
/* Everything of `from` into it. RC_NO_SPACE, RC_IO. */
CHECKED enum rc draft_copy(struct draft *d, const char *from);
/* It is whole: make it durable. RC_NO_SPACE, RC_IO. */
CHECKED enum rc draft_end(struct draft *d, struct arena *a, struct kept *ret);

/* Give it its name; durable. RC_NO_SPACE, RC_IO. */
CHECKED enum rc store_put(const struct kept *k, struct arena *a);
/* The path of a digest, arena. Absent for what is not one. */
struct str store_path(struct arena *a, const char *data, struct str digest);
/* Nobody wants it any more. RC_OK also when it is not there. */
CHECKED enum rc store_drop(struct arena *a, const char *data, struct str digest);
/* Clear away drafts of processes that died. */
CHECKED enum rc store_sweep(const char *data, struct arena *a);

#endif
