#ifndef LINLI_TERRITORY_EDIT_H
#define LINLI_TERRITORY_EDIT_H
/*
 * edit: changing the two trees, for routes, the command line and the
 * simulator.
 *
 * Every change is dated (`on`; absent: today, never ahead), checks the version
 * that the caller saw (NONE_I64: whatever it is now) and leaves a line in the
 * journal: place.added, renamed, edited, moved, ended, split, merged, drawn,
 * and the same for org. Paths that changed are in the line of `moved`, so that
 * who keeps a path can follow.
 *
 * All: RC_OK, RC_NOT_FOUND, RC_DENIED, RC_CONFLICT (changed meanwhile, ended,
 * a code that is taken), RC_INVALID; always with a fault.
 */
#include "territory/area.h"
#include "territory/territory.h"

enum { NAME_MOST = 60, HOUSEHOLDS_MOST = 100000000 };

struct place_new {
    int64_t    parent; /* NONE_I64: at the top */
    struct str kind, code, name;
    int32_t    from; /* NONE_I32: today */
    double     lon, lat;
    int32_t    households;
};
extern const struct shape place_new_shape;
CHECKED enum rc           place_add(struct work *w, const struct place_new *in, struct place *ret);

/* Fields that are absent stay as they are. */
struct place_edit {
    int64_t    version;
    int32_t    on;
    struct str code;
    double     lon, lat;
    int32_t    households;
};
extern const struct shape place_edit_shape;
CHECKED enum rc           place_edit(struct work *w, int64_t id, const struct place_edit *in,
                                     struct place *ret);

struct org_new {
    int64_t    parent;
    struct str kind, code, name;
    int64_t    place;
    int32_t    from;
};
extern const struct shape org_new_shape;
CHECKED enum rc           org_add(struct work *w, const struct org_new *in, struct org *ret);

struct org_edit {
    int64_t    version;
    int32_t    on;
    struct str code;
    int64_t    place;
};
extern const struct shape org_edit_shape;
CHECKED enum rc org_edit(struct work *w, int64_t id, const struct org_edit *in, struct org *ret);

/* -- the same for both trees -- */

struct tree; /* &place_tree, &org_tree */
extern const struct tree place_tree, org_tree;

struct node_rename {
    int64_t    version;
    int32_t    on;
    struct str name;
};
extern const struct shape node_rename_shape;
CHECKED enum rc           node_rename(struct work *w, const struct tree *t, int64_t id,
                                      const struct node_rename *in);

struct node_move { /* with everything below */
    int64_t version;
    int32_t on;
    int64_t parent;
};
extern const struct shape node_move_shape;
CHECKED enum rc           node_move(struct work *w, const struct tree *t, int64_t id,
                                    const struct node_move *in);

struct node_end { /* `on` may lie ahead here */
    int64_t version;
    int32_t on;
    bool    below; /* what is below ends too; without it, having something below is a conflict */
};
extern const struct shape node_end_shape;
CHECKED enum rc           node_end(struct work *w, const struct tree *t, int64_t id,
                                   const struct node_end *in);

/* One that comes of a split or a merge. It is of the kind of what it came from. */
struct heir {
    struct str  code, name;
    double      lon, lat; /* places */
    int32_t     households;
    struct json area; /* of a place: a GeoJSON geometry, WGS-84; may be absent */
};
struct share { /* what goes to which heir, counted from 0 */
    int64_t id;
    int32_t to;
};
struct node_split {
    int64_t     version;
    int32_t     on;
    struct list into;     /* struct heir; two or more */
    struct list children; /* struct share: what is directly below */
    struct list orgs;     /* struct share: organisations that sit at the place */
    int32_t     rest;     /* the heir of all that is not named; NONE_I32: children must be named */
};
extern const struct shape node_split_shape;

struct version_of {
    int64_t id, version;
};
struct node_merge {
    int32_t     on;
    struct list nodes;      /* struct version_of; of one kind, two or more, or one and `keep` */
    int64_t     keep;       /* one that goes on and takes the others in; NONE_I64: a new one */
    int64_t     parent;     /* of a new one; NONE_I64: that of the first */
    struct str  code, name; /* of a new one */
    double      lon, lat;
    int32_t     households;
};
extern const struct shape node_merge_shape;

/* What a split or merge would move, reckoned by the same checks; nothing is changed. */
struct heir_plan {
    struct str name;
    int64_t    children; /* directly below */
    int64_t    below;    /* all that comes with them */
    double     m2;       /* of its area; NAN without one */
};
struct fork_plan {
    int64_t     children, below, relations, orgs;
    struct list heirs; /* struct heir_plan */
};
extern const struct shape fork_plan_shape;
CHECKED enum rc           node_split_plan(struct work *w, const struct tree *t, int64_t id,
                                          const struct node_split *in, struct fork_plan *ret);
CHECKED enum rc node_merge_plan(struct work *w, const struct tree *t, const struct node_merge *in,
                                struct fork_plan *ret);
/* Children, relations and organisations that sat there go on under the heirs; what was split or
 * merged ends on `on`. Heirs of a split have the areas that are given; what came of a merger has
 * that of all together, if each had one. *ret_ids: int64_t each, the heirs in order. */
CHECKED enum rc node_split(struct work *w, const struct tree *t, int64_t id,
                           const struct node_split *in, struct rows *ret_ids);
CHECKED enum rc node_merge(struct work *w, const struct tree *t, const struct node_merge *in,
                           int64_t *ret_id);

/* -- areas -- */

/* The area of the place from `on` on; the one before ends then. NULL: it has none from then on. */
CHECKED enum rc place_draw(struct work *w, int64_t id, int64_t version, int32_t on,
                           const struct area *area);

/* -- relations -- */

struct relation {
    int64_t    id;
    struct str kind;
    int64_t    a_place, a_org, b_place, b_org; /* one a, one b */
    bool       principal;
    int32_t    from, to;
    int64_t    version;
};
extern const struct shape relation_shape;
struct relation_new {
    struct str kind;
    int64_t    a_place, a_org, b_place, b_org;
    bool       principal; /* the one before stands back */
    int32_t    from;      /* NONE_I32: today; may lie ahead */
};
extern const struct shape relation_new_shape;
CHECKED enum rc relation_add(struct work *w, const struct relation_new *in, struct relation *ret);
/* Is `org` related to `place` like that, on the day or later? */
CHECKED enum rc relation_there(struct work *w, struct str kind, int64_t org, int64_t place,
                               int32_t on, bool *ret);
struct relation_end {
    int64_t version;
    int32_t on; /* NONE_I32: today; may lie ahead */
};
extern const struct shape relation_end_shape;
CHECKED enum rc           relation_end(struct work *w, int64_t id, const struct relation_end *in,
                                       struct relation *ret);

#endif
