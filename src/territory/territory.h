#ifndef LINLI_TERRITORY_TERRITORY_H
#define LINLI_TERRITORY_TERRITORY_H
/*
 * territory: places and organisations, two dated trees joined by dated
 * relations (domain B.1 TREE).
 *
 * A node's `path` is a row of fixed-width words, one a generation, so that a
 * subtree is a range of paths and "is it within" is a comparison of bytes.
 * Paths are the program's; people see codes and names. What ended keeps its
 * rows; split and merge say what came of what, so figures stay comparable.
 */
#include "work/services.h"

enum { PATH_WORD = 3 }; /* characters of one generation, base 64 in byte order: 262,144 siblings */

struct place {
    int64_t    id;
    int64_t    parent; /* NONE_I64 at the top */
    struct str path, kind, code, name;
    int32_t    from, to;   /* days it holds; `to` (the first day no more) NONE_I32 while it does */
    double     lon, lat;   /* a point in it, WGS-84 / CGCS2000; NAN when unknown */
    int32_t    households; /* NONE_I32 */
    int64_t    version;
};
extern const struct shape place_shape;

struct org {
    int64_t    id;
    int64_t    parent;
    struct str path, kind, code, name;
    int64_t    place; /* where it sits or what it serves first; may be NONE_I64 */
    struct str place_path;
    int32_t    from, to;
    int64_t    version;
};
extern const struct shape org_shape;

/* A place as it is now. RC_NOT_FOUND without a fault. */
CHECKED enum rc place_get(struct work *w, int64_t id, struct place *ret);
/* `code`, or as a sheet names one that has none: "#" and its number; and one that holds today. */
CHECKED enum rc place_by_code(struct work *w, struct str code, struct place *ret);
/* The top of the tree, the oldest one that holds today if there are several. RC_NOT_FOUND. */
CHECKED enum rc place_top(struct work *w, struct place *ret);
CHECKED enum rc org_get(struct work *w, int64_t id, struct org *ret);
CHECKED enum rc org_by_code(struct work *w, struct str code, struct org *ret);
/* What many are called, by id: rows of struct node_name, in no order; each id once, none for one
 * that nobody has. Ids that are NONE_I64 are passed over. */
struct node_name {
    int64_t    id;
    struct str name;
};
CHECKED enum rc place_names(struct work *w, const int64_t *ids, size_t n, struct rows *ret);
CHECKED enum rc org_names(struct work *w, const int64_t *ids, size_t n, struct rows *ret);
/* Among such rows; absent when it is not there. */
struct str node_name_of(const struct rows *names, int64_t id);
/* Every place (organisation) of that kind that holds today, by path: for staffing and simulating.
 * Rows of struct place (struct org). */
CHECKED enum rc places_of_kind(struct work *w, struct str kind, struct rows *ret);
CHECKED enum rc orgs_of_kind(struct work *w, struct str kind, struct rows *ret);
/* Those that are over today and of which nothing came. Rows of struct org. */
CHECKED enum rc orgs_gone(struct work *w, struct rows *ret);
/* From the top down to the place itself: struct place each. */
CHECKED enum rc place_line(struct work *w, int64_t id, struct rows *ret);
CHECKED enum rc org_line(struct work *w, int64_t id, struct rows *ret);

/*
 * Which place takes a case at this point: the finest kind that takes cases
 * whose polygon holds it; without one, the nearest by centre within `most_m`.
 *   RC_NOT_FOUND  none
 * No database: the polygons are in memory (GEOS STRtree), swapped whole when
 * they change.
 */
struct located {
    int64_t place;
    bool    by_polygon;
    double  metres; /* to the centre, when by nearest */
};
CHECKED enum rc territory_locate(struct services *s, double lon, double lat, double most_m,
                                 struct located *ret);

/* Organisations of `kind` (or below it, as the pack says; absent: any) that cover the place or one
 * above it today, or sit there; the nearest coverer first, the principal one before others. Rows of
 * struct org. */
CHECKED enum rc orgs_covering(struct work *w, int64_t place, struct str kind, struct rows *ret);

/* What came of a place that was split or merged: for reading old cases and
 * for figures over years. One generation; rows of struct place. */
CHECKED enum rc place_successors(struct work *w, int64_t place, struct rows *ret);
CHECKED enum rc org_successors(struct work *w, int64_t org, struct rows *ret); /* struct org */

/* The room's hooks. Start after the practice is in force and after runner_make. */
CHECKED enum rc                 territory_start(struct services *s); /* loads polygons */
void                            territory_stop(struct services *s);
extern const struct route       territory_routes[];
extern const struct stmt *const territory_stmts[];
extern const struct follower    territory_follower; /* `here`: reloads areas when they changed */
extern const struct timer       territory_timer;    /* and when a day begins */

#endif
