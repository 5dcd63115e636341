/* text_rows: the SQL of text. */
#include "cases/text_rows.h"

const struct stmt stmt_text_new = {
    .name = "case_text_new",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "@search_new(case_text,$1,$2)",
};
const struct stmt stmt_text_put = {
    .name = "case_text_put",
    .mode = TX_WRITE,
    .in   = "is",
    .sql  = "@search_put(case_text,$1,$2)",
};
const struct stmt stmt_text_later = {
    .name = "case_text_later",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "INSERT INTO case_text_due (id) VALUES ($1) ON CONFLICT (id) DO NOTHING",
};
static const struct field id_fields[]   = { F(struct id_row, id) };
static const struct shape id_shape      = SHAPE(struct id_row, id_fields);
const struct stmt         stmt_text_due = {
            .name = "case_text_due",
            .mode = TX_READ,
            .in   = "i",
            .out  = &id_shape,
            .sql  = "SELECT id FROM case_text_due ORDER BY id DESC LIMIT $1",
};
const struct stmt stmt_text_done = {
    .name = "case_text_done",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM case_text_due WHERE id = $1",
};

const struct stmt *const case_text_stmts[] = { &stmt_text_new, &stmt_text_put,  &stmt_text_later,
                                               &stmt_text_due, &stmt_text_done, NULL };
