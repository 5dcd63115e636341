#ifndef LINLI_PRACTICE_LIKE_H
#define LINLI_PRACTICE_LIKE_H
/*
 * like: a process that is another one with changes: "like: NAME". Maps are
 * laid over name by name down to the keys of a move; what is written `no` is
 * left out. For this room.
 */
#include "practice/bind.h"

/* `io` is to replace `before`, of the same name in a pack that is extended; NULL: there is none. If
 * it is like itself, that is kept below it. */
void like_keep(struct bind *b, const struct entry *before, struct entry *io);
/* When all packs are laid over each other: each process is made whole; models go from the list. */
void like_resolve(struct bind *b);

#endif
