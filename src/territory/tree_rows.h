#ifndef LINLI_TERRITORY_TREE_ROWS_H
#define LINLI_TERRITORY_TREE_ROWS_H
/* tree_rows: the statements that both trees have, once for each. */
#include "territory/tree.h"

/* The statements, with their parameters. */
#define TREE_STMT_LIST(X)                                                                          \
    X(get)      /* i: by id */                                                                     \
    X(names)    /* NAMES_AT_ONCE ids, NULL where there are fewer: struct node_name */              \
    X(taken)    /* code, day: ids that have it then or later */                                    \
    X(children) /* id, day: that hold then or will, by path */                                     \
    X(below)    /* path, its end, day: how many, not itself */                                     \
    X(kinds)    /* path, its end, day: how many of each kind, not itself */                        \
    X(take)     /* id, n: next_child afterwards */                                                 \
    X(take_top) /* n */                                                                            \
    X(put)      /* id, parent, path, kind, code, name, from, place (of an organisation) */         \
    X(set_name) /* id, version, name */                                                            \
    X(set_code)                                                                                    \
    X(set_parent)                                                                                  \
    X(set_end)                                                                                     \
    X(end_below) /* path, its end, day */                                                          \
    X(rebase)    /* new path, length of the old + 1, old path, its end */                          \
    X(past_put)  /* id, from, to, parent, kind, code, name */                                      \
    X(past_last) /* id: the day of its last change */                                              \
    X(past_all)  /* id */                                                                          \
    X(heir_put)  /* old, heir, how, day */                                                         \
    X(heirs)     /* id: nodes that came of it */                                                   \
    X(old)       /* id: nodes that it came of */                                                   \
    X(relations) /* id, day: that hold then or will */                                             \
    X(relations_n)                                                                                 \
    X(relations_end)       /* id, day */                                                           \
    X(relations_end_below) /* path, its end, day */

struct tree_stmts {
#define X(what) const struct stmt *what;
    TREE_STMT_LIST(X)
#undef X
};
#define X(what) extern const struct stmt stmt_place_##what, stmt_org_##what;
TREE_STMT_LIST(X)
#undef X
extern const struct tree_stmts place_tree_stmts, org_tree_stmts;

enum { NAMES_AT_ONCE = 16 };
struct count_row {
    int64_t n;
};
extern const struct shape count_shape;
struct kind_row {
    struct str kind;
    int64_t    n;
};
extern const struct shape kind_shape;
struct day_row {
    int32_t day; /* NONE_I32: none */
};
struct past_row {
    int64_t    id;
    int32_t    from, to;
    int64_t    parent;
    struct str kind, code, name;
};
extern const struct shape past_shape;
extern const struct shape node_shape;

/* Holds on a day, or holds then or later. */
#define HOLDS(t, day)                                                                              \
    "(" t ".from_day <= " day " AND (" t ".to_day IS NULL OR " t ".to_day > " day "))"
#define LASTS(t, day) "(" t ".to_day IS NULL OR " t ".to_day > " day ")"

#endif
