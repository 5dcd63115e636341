#ifndef LINLI_TERRITORY_PLACE_ROWS_H
#define LINLI_TERRITORY_PLACE_ROWS_H
/* place_rows: places and their areas, with the parameters of each statement. */
#include "territory/tree_rows.h"

#define PLACE_STMT_LIST(X)                                                                         \
    X(place_row)       /* id */                                                                    \
    X(place_coded)     /* code, day */                                                             \
    X(places_coded)    /* day: all that have a code */                                             \
    X(place_import)    /* id, parent, path, next_child, kind, code, name, from, lon, lat, … */   \
    X(place_import_8)  /* from, and eight times id, parent, path, next_child, kind, code, name */  \
    X(place_became)    /* id */                                                                    \
    X(place_set)       /* id, version, lon, lat, households */                                     \
    X(places_below)    /* parent, day, after path, most: as it was on that day */                  \
    X(places_top)      /* day, after path, most */                                                 \
    X(places_begin)    /* name, its end, day, path, its end, after name, after path, most */       \
    X(places_walk)     /* path, its end, after path, n: the path of the n-th from there, from 0 */ \
    X(places_contain)  /* pattern, day, path, its end, after path, most */                         \
    X(places_code)     /* code, its end, path, its end, after code, most */                        \
    X(places_of_kinds) /* path, its end, day: how many of each kind */                             \
    X(places_a_kind)   /* kind, day */                                                             \
    X(places_sheet)    /* path, its end, kind or empty, pattern, day */                            \
    X(places_sheet_n)  /* the same: how many */                                                    \
    X(area_put)        /* struct area_row */                                                       \
    X(area_stop)       /* place, day: what lasts ends then */                                      \
    X(area_drop)       /* place, day: what begins then or later goes */                            \
    X(area_on)         /* place, day */                                                            \
    X(areas)           /* path, end, kind, day, west, south, east, north, after path, most */      \
    X(areas_below)     /* parent, kind, day, most */                                               \
    X(map_turned) /* day, later day: how many begin or end behind the first, up to the other */    \
    X(map)        /* day: what a point is sought among */

#define X(what) extern const struct stmt stmt_##what;
PLACE_STMT_LIST(X)
#undef X

struct place_item { /* in a list of the tree */
    struct place place;
    bool         below;
};
extern const struct shape place_item_shape;

struct place_sheet_row { /* in a workbook */
    int64_t    id, above;
    struct str code, name, parent, kind; /* parent: the code of the one above */
    double     lon, lat;
    int32_t    households;
};

struct place_path {
    struct str path;
};

struct area_row {
    int64_t    place;
    int32_t    from, to;
    struct str wkb;
    double     m2, west, south, east, north;
};
extern const struct shape area_row_shape;

struct map_row {
    int64_t    place;
    struct str path, kind;
    double     lon, lat, m2;
    struct str wkb;
};

struct place_area_row {
    int64_t    id;
    struct str path, kind, code, name;
    double     m2;
    struct str wkb;
};

#endif
