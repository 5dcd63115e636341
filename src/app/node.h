#ifndef LINLI_APP_NODE_H
#define LINLI_APP_NODE_H
/* node: a place or an organisation by its code, as people write it. */
#include "territory/territory.h"

/* One of the two, the other NONE_I64. RC_NOT_FOUND with a fault. */
CHECKED enum rc node_by_code(struct work *w, struct str code, int64_t *ret_place, int64_t *ret_org);

#endif
