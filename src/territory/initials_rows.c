/* initials_rows: see initials.c. */
#include "territory/initials_rows.h"

#define T struct untold
static const struct field untold_fields[] = { F(T, id), F(T, name) };
static const struct shape untold_shape    = SHAPE(T, untold_fields);
#undef T

#define STMTS(TREE)                                                                                \
    const struct stmt stmt_##TREE##_untold = {                                                     \
        .name = #TREE "_untold",                                                                   \
        .mode = TX_READ,                                                                           \
        .in   = "i",                                                                               \
        .out  = &untold_shape,                                                                     \
        .sql  = "SELECT id, name FROM " #TREE " WHERE initials IS NULL ORDER BY id LIMIT $1",      \
    };                                                                                             \
    const struct stmt stmt_##TREE##_tell = {                                                       \
        .name = #TREE "_tell",                                                                     \
        .mode = TX_WRITE,                                                                          \
        .in   = "is",                                                                              \
        .sql  = "UPDATE " #TREE " SET initials = $2 WHERE id = $1",                                \
    };
STMTS(place)
STMTS(org)

const struct stmt *const initials_stmts[] = { &stmt_place_untold, &stmt_place_tell,
                                              &stmt_org_untold, &stmt_org_tell, NULL };
