#ifndef LINLI_TERRITORY_ORG_ROWS_H
#define LINLI_TERRITORY_ORG_ROWS_H
/* org_rows: organisations and relations, with the parameters of each statement. */
#include "territory/tree_rows.h"

#define ORG_STMT_LIST(X)                                                                           \
    X(org_row)            /* id */                                                                 \
    X(org_coded)          /* code, day */                                                          \
    X(org_line)           /* id */                                                                 \
    X(org_became)         /* id */                                                                 \
    X(org_set)            /* id, version, place */                                                 \
    X(orgs_below)         /* parent, day, after path, most */                                      \
    X(orgs_top)           /* day, after path, most */                                              \
    X(orgs_a_kind)        /* kind, day */                                                          \
    X(orgs_gone)          /* day */                                                                \
    X(orgs_at)            /* place, day, after path, most */                                       \
    X(orgs_in)            /* path, its end, day, after path, most: that sit in the subtree */      \
    X(orgs_at_n)          /* place, day */                                                         \
    X(orgs_sheet)         /* path, its end, kind or empty, pattern, day */                         \
    X(orgs_sheet_n)       /* the same: how many */                                                 \
    X(orgs_sheet_covers)  /* path, its end, day: what they cover, in their order */                \
    X(orgs_rehouse)       /* place, day, new place: that sit there */                              \
    X(org_rehouse)        /* id, place, new place */                                               \
    X(orgs_contain)       /* pattern, day, after path, most */                                     \
    X(orgs_code)          /* code, its end, after code, most */                                    \
    X(orgs_covering)      /* place, day */                                                         \
    X(orgs_covering_as)   /* place, day, kind */                                                   \
    X(relation_row)       /* id */                                                                 \
    X(relation_put)       /* struct relation */                                                    \
    X(relation_stop)      /* id, version, day */                                                   \
    X(relation_unlead)    /* id */                                                                 \
    X(relations_alike)    /* kind, b_place, b_org, day: that hold then or later */                 \
    X(relations_of_place) /* place, day, after id, most */                                         \
    X(relations_of_org)

#define X(what) extern const struct stmt stmt_##what;
ORG_STMT_LIST(X)
#undef X

struct org_sheet_row { /* in a workbook */
    int64_t    id, above, at;
    struct str path, code, kind, name, parent, place; /* parent, place: codes of above and at */
};
struct covered_row {
    struct str path; /* of the organisation */
    int64_t    place;
    struct str code; /* the place's */
};

struct covering_row {
    struct org org;
    int64_t    near; /* length of the covered place's path */
    bool       principal;
};

#endif
