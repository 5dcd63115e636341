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

static const struct field listed_fields[] = {
    F(struct listed_account, login),
    F(struct listed_account, name),
    F(struct listed_account, role),
    F(struct listed_account, state),
};
static const struct shape listed_shape = SHAPE(struct listed_account, listed_fields);

const struct stmt stmt_listed_accounts = {
    .name = "app_listed_accounts",
    .mode = TX_READ,
    .in   = "",
    .out  = &listed_shape,
    .sql  = "SELECT login, name, role, state FROM account ORDER BY login",
};

const struct stmt *const app_stmts[] = { &stmt_last_id, &stmt_listed_accounts, NULL };
