#ifndef LINLI_PRACTICE_LIKE_H
#define LINLI_PRACTICE_LIKE_H
/*
 * like: a process that is another one with changes: "like: NAME". Maps are
 * laid over name by name down to the keys of a move; what is written `no` is
 * left out. For this room.
 */
#include "practice/bind.h"

/* `doc` is to replace `before`, a process of the same name in a pack that is extended; NULL: there
 * is none. If it is like itself, both together, else `doc`. */
const struct ynode *like_itself(struct bind *b, struct str name, const struct ynode *before,
                                const struct ynode *doc);
/* When all packs are laid over each other: the others; models are taken from the list. */
void like_resolve(struct bind *b);

#endif
