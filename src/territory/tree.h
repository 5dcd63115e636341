#ifndef LINLI_TERRITORY_TREE_H
#define LINLI_TERRITORY_TREE_H
/*
 * tree: what the tree of places and the tree of organisations have in common.
 *
 * Adding, renaming, moving, ending, splitting and merging are the same for
 * both; a `struct tree` names the statements and the capability of one. What
 * a node was before a change is kept in the tree's past, dated; the row itself
 * is always how it is now. Private to this room.
 */
#include "territory/edit.h"
#include "territory/territory.h"

struct node {
    int64_t    id, parent;
    struct str path, kind, code, name;
    int32_t    from, to;
    int64_t    version;
    int64_t    place; /* of an organisation, else NONE_I64 */
    struct str place_path;
};

struct tree_stmts;
struct tree {
    const char              *name; /* "place", "org": the journal's words and the table */
    enum cap                 edit;
    const struct tree_stmts *stmts;
    const struct say        *none; /* no such … */
    bool                     is_place;
};
extern const struct tree place_tree, org_tree;

/* -- finding -- */

/* RC_NOT_FOUND with a fault at `field`. */
CHECKED enum rc tree_find(struct work *w, const struct tree *t, int64_t id, struct str field,
                          struct node *ret);
/* The same for a change: it is as the caller saw it (`version`, NONE_I64: whatever), it still
 * holds, the actor may change it. RC_CONFLICT, RC_DENIED. */
CHECKED enum rc tree_take(struct work *w, const struct tree *t, int64_t id, int64_t version,
                          struct str field, struct node *ret);
/* May somebody stand below `parent` (NONE_I64: at the top), as far as kinds and rights go?
 * *ret is the parent, all absent at the top. */
CHECKED enum rc tree_under(struct work *w, const struct tree *t, int64_t parent, struct str kind,
                           struct node *ret);
/* The kind exists in the practice and may stand under `above`. */
CHECKED enum rc tree_kind(struct work *w, const struct tree *t, struct str kind,
                          const struct node *above);
int32_t         tree_today(const struct work *w);
/* `day` absent: today. A change is made today or afterwards for a day gone by, never ahead. */
CHECKED enum rc tree_day(struct work *w, int32_t day, int32_t *ret);

/* -- changing; the caller has checked who may -- */

/* `n` new paths below `above` (its id and path; NONE_I64 at the top): the first number. */
CHECKED enum rc tree_allot(struct work *w, const struct tree *t, int64_t above, int64_t n,
                           int64_t *ret_first);
CHECKED enum rc tree_code_free(struct work *w, const struct tree *t, struct str code, int32_t from,
                               int64_t but, struct str field);
CHECKED enum rc tree_put(struct work *w, const struct tree *t, const struct node *n);
CHECKED enum rc tree_set_name(struct work *w, const struct tree *t, struct node *n, struct str name,
                              int32_t day);
CHECKED enum rc tree_set_code(struct work *w, const struct tree *t, struct node *n, struct str code,
                              int32_t day);
/* Hang it and what is below it under `parent`, with the journal's line. */
CHECKED enum rc tree_hang(struct work *w, const struct tree *t, struct node *n,
                          const struct node *parent, int32_t day);
/* It holds until `day`; its relations are the caller's. */
CHECKED enum rc tree_close(struct work *w, const struct tree *t, struct node *n, int32_t day);

/* Of places: the code fits its kind and the code of the place above. */
CHECKED enum rc place_code_check(struct work *w, struct str kind, struct str code, struct str above,
                                 struct str field);
/* The rows of an area from `day` on; NULL: none. */
CHECKED enum rc area_set(struct work *w, int64_t place, int32_t day, const struct area *area);

/* A line in the journal about `n`: "place.renamed". */
CHECKED enum rc tree_note(struct work *w, const struct tree *t, const char *verb,
                          const struct node *n, const struct shape *s, const void *data);

#endif
