#include "app/app_rows.h"

static const struct field last_id_fields[] = { F(struct last_id_row, id) };
static const struct shape last_id_shape    = SHAPE(struct last_id_row, last_id_fields);

const struct stmt stmt_last_id = {
    .name = "app_last_id",
    .mode = TX_READ,
    .in   = "",
    .out  = &last_id_shape,
    .sql  = "SELECT COALESCE(MAX(id), 0) FROM journal",
};

const struct stmt *const app_stmts[] = { &stmt_last_id, NULL };
