#ifndef LINLI_PRACTICE_YAML_H
#define LINLI_PRACTICE_YAML_H
/*
 * yaml: a file as a tree in which every node knows its line and column.
 *
 * Only maps, lists and scalars: anchors, aliases and tags are refused, as is
 * a key that stands twice in one map. What a scalar means (number, yes or
 * no, date) is for whoever binds it. For this room.
 */
#include "practice/finding.h"

enum ykind { Y_SCALAR, Y_LIST, Y_MAP };

struct ynode {
    enum ykind    kind;
    bool          quoted;   /* written in quotes or as a block: never a short form */
    struct str    text;     /* Y_SCALAR */
    struct str    key;      /* its key within a map */
    struct mark   key_mark; /* and where that stands */
    struct mark   mark;
    struct ynode *first, *next;
    size_t        n; /* members */
};

enum { YAML_DEPTH = 32, YAML_NODES = 200000, YAML_FILE = 4 << 20 };

struct ydocs {
    VEC(const struct ynode *) list;  /* the root of each document, a map */
    size_t                    nodes; /* read so far, over all files */
};
/* Add the documents of one file. The tree is in `a`, its texts too. False: see `f`. */
bool yaml_read(struct arena *a, struct str file, struct str text, struct findings *f,
               struct ydocs *docs);

const struct ynode *ynode_get(const struct ynode *map, const char *key); /* NULL */

#endif
