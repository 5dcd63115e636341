/* import_rows: the numbers that cases have elsewhere. */
#include "cases/import_own.h"

#define T struct outside_row
static const struct field outside_fields[] = { F(T, case_id), F(T, number) };
static const struct shape outside_shape    = SHAPE(T, outside_fields);
#undef T

const struct stmt stmt_outside_get = {
    .name = "outside_get",
    .mode = TX_READ,
    .in   = "is",
    .out  = &outside_shape,
    .sql  = "SELECT o.case_id, c.number FROM case_outside o JOIN civic_case c ON c.id = o.case_id"
            " WHERE o.channel = $1 AND o.number = $2",
};
const struct stmt stmt_outside_put = {
    .name = "outside_put",
    .mode = TX_WRITE,
    .in   = "isi",
    .sql  = "INSERT INTO case_outside (channel, number, case_id) VALUES ($1, $2, $3)",
};
