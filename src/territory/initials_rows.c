/* initials_rows: see initials.c. */
#include "territory/initials_rows.h"

#define T struct untold
static const struct field untold_fields[] = { F(T, id), F(T, name) };
const struct shape        untold_shape    = SHAPE(T, untold_fields);
#undef T

INITIALS_STMTS(place)
INITIALS_STMTS(org)

const struct stmt *const initials_stmts[] = { &stmt_place_untold, &stmt_place_tell,
                                              &stmt_org_untold, &stmt_org_tell, NULL };
