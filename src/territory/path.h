#ifndef LINLI_TERRITORY_PATH_H
#define LINLI_TERRITORY_PATH_H
/*
 * path: the place of a node in its tree, as text that sorts like the tree.
 *
 * One word of PATH_WORD characters a generation, each character one of 64 in
 * the order of their bytes. Pure; any thread.
 */
#include "base/arena.h"

enum { PATH_CHILDREN = 64 * 64 * 64, PATH_DEPTH = 16 };

/* The path of child number `n` (below PATH_CHILDREN) of the node at `above` (absent: the top). */
struct str path_child(struct arena *a, struct str above, int64_t n);
size_t     path_depth(struct str path); /* generations; 1 at the top */

#endif
