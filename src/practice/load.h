#ifndef LINLI_PRACTICE_LOAD_H
#define LINLI_PRACTICE_LOAD_H
/*
 * load: from the files of a pack to a practice that was checked, or to what is
 * wrong with it.
 */
#include "practice/practice.h"

struct finding {            /* what is wrong with a pack, and where */
    bool              warn; /* the pack may be used all the same */
    struct mark       mark;
    const struct say *say;
    struct str        args[3];
    struct str        suggest; /* the name that was meant; may be absent */
};
struct findings {
    struct arena       *arena;
    VEC(struct finding) list;
};
void finding_render(const struct finding *f, enum lang lang,
                    struct buf *out); /* file:line:col: … */

struct pack_file {
    struct str pack, path, text; /* "base-cn", "processes/demand.yaml" */
};
/* One digest over every file, so that two versions can be told apart and one be named. The view is
 * into `room`. */
struct str pack_digest(const struct pack_file *files, size_t n, char room[DIGEST_HEX + 1]);
/* Read a folder and what it extends (folders beside it). RC_IO, RC_TOO_LARGE, RC_NOT_FOUND. */
CHECKED enum rc pack_read(struct arena *a, const char *folder, struct faults *f,
                          struct pack_file **ret_at, size_t *ret_n);
/* The same from memory: `find` gives the files of a pack in any order, borrowed, or RC_NOT_FOUND.
 * Kept are those that the reading of a folder would keep, in its order, so that a pack has the same
 * digest whichever way it came. RC_NOT_FOUND without a fault: there is no file of `pack` itself. */
typedef enum rc pack_finder(void *ctx, struct str pack, const struct pack_file **ret_at,
                            size_t *ret_n);
CHECKED enum rc pack_gather(struct arena *a, struct str pack, pack_finder *find, void *ctx,
                            struct faults *f, struct pack_file **ret_at, size_t *ret_n);
/*
 * Bind and check. The pack of the last file is the one that is loaded; the others are what it
 * extends. Nothing of `files` is needed afterwards. RC_INVALID: see `found`, which may also hold
 * warnings when RC_OK. `cap_ok` tells whether a capability word exists (NULL: any).
 */
CHECKED enum rc practice_load(const struct pack_file *files, size_t             n,
                              bool (*cap_ok)(struct str word), struct findings *found,
                              struct practice **ret);
/* The same of a version that was checked when it was kept: a rule that a later program adds does
 * not shut out what people already work by. */
CHECKED enum rc practice_reload(const struct pack_file *files, size_t n, struct findings *found,
                                struct practice **ret);
void            practice_free(struct practice *p);

#endif
