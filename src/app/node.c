#include "app/node.h"

static const struct say no_node =
    SAY("no_node", "没有编码为{0}的地方或组织", "no place or organisation has the code {0}");

enum rc node_by_code(struct work *w, struct str code, int64_t *ret_place, int64_t *ret_org)
{
    struct place p;
    struct org   o;
    enum rc      rc = place_by_code(w, code, &p);

    if (rc == RC_OK) {
        *ret_place = p.id;
        *ret_org   = NONE_I64;
    }
    if (rc != RC_NOT_FOUND)
        return rc;
    rc = org_by_code(w, code, &o);
    if (rc == RC_NOT_FOUND)
        return fault(w->faults, RC_NOT_FOUND, &no_node, code, STR_NONE);
    TRY(rc);
    *ret_place = NONE_I64;
    *ret_org   = o.id;
    return RC_OK;
}
