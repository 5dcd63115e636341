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

#define T struct exported_node
static const struct field node_fields[] = {
    F(T, code, .opt = true),
    F(T, kind),
    F(T, name),
    F(T, parent, .opt = true),
    F(T, lon, .opt = true),
    F(T, lat, .opt = true),
    F(T, households, .opt = true),
};
static const struct shape node_shape = SHAPE(T, node_fields);
#undef T
#define T struct exported_org
static const struct field org_fields[] = {
    F(T, code, .opt = true),  F(T, kind), F(T, name), F(T, parent, .opt = true),
    F(T, place, .opt = true),
};
static const struct shape exported_org_shape = SHAPE(T, org_fields);
#undef T

const struct stmt stmt_exported_places = {
    .name = "app_exported_places",
    .mode = TX_READ,
    .in   = "",
    .out  = &node_shape,
    .sql  = "SELECT p.code AS code, p.kind AS kind, p.name AS name, a.code AS parent, p.lon AS lon,"
            " p.lat AS lat, p.households AS households FROM place p"
            " LEFT JOIN place a ON a.id = p.parent WHERE p.to_day IS NULL ORDER BY p.path",
};
const struct stmt stmt_exported_orgs = {
    .name = "app_exported_orgs",
    .mode = TX_READ,
    .in   = "",
    .out  = &exported_org_shape,
    .sql  = "SELECT o.code AS code, o.kind AS kind, o.name AS name, a.code AS parent,"
            " p.code AS place FROM org o LEFT JOIN org a ON a.id = o.parent"
            " LEFT JOIN place p ON p.id = o.place WHERE o.to_day IS NULL ORDER BY o.path",
};

const struct stmt *const app_stmts[] = { &stmt_last_id, &stmt_listed_accounts,
                                         &stmt_exported_places, &stmt_exported_orgs, NULL };
