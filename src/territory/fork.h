#ifndef LINLI_TERRITORY_FORK_H
#define LINLI_TERRITORY_FORK_H
/*
 * fork: splitting one node into several and merging several into one.
 *
 * Both are planned first: every check is made and everything that moves is
 * listed. A preview stops there, so it can promise nothing that the change
 * itself would refuse. Private to this room.
 */
#include "territory/tree.h"

struct moving {
    struct node node;
    size_t      to; /* heir */
};
struct fork {
    const struct tree  *t;
    const char         *how; /* "split", "merge" */
    int32_t             day;
    struct node        *olds;
    size_t              n_olds;
    struct node        *heirs; /* a new one has the id NONE_I64 until it is made */
    const struct heir  *details;
    const struct area **areas; /* of each heir; NULL: it has none, or keeps its own */
    size_t              n_heirs;
    struct node         above; /* of new ones */
    struct moving      *moving;
    size_t              n_moving;
    VEC(struct share)   orgs; /* that are named */
    size_t              rest; /* heir of the organisations that are not */
    struct fork_plan    plan;
};

CHECKED enum rc fork_plan_split(struct work *w, struct fork *k, int64_t id,
                                const struct node_split *in);
CHECKED enum rc fork_plan_merge(struct work *w, struct fork *k, const struct node_merge *in);

#endif
