/* The SQL of releases. */
#include "cases/release.h"

#define T struct release_row
static const struct field row_fields[] = {
    F(T, id),
    F(T, number),
    F(T, asker),
    F(T, asked),
    F(T, place, .opt = true),
    F(T, place_path),
    F(T, since, .opt = true),
    F(T, until),
    F(T, closed_since, .opt = true),
    F(T, channel, .opt = true),
    F(T, process, .opt = true),
    F(T, unmask),
    F(T, purpose),
    F(T, cases),
    F(T, state),
    F(T, decider, .opt = true),
    F(T, decided, .opt = true),
    F(T, words, .opt = true),
    F(T, ends, .opt = true),
    F(T, fetched, .opt = true),
    F(T, fetches),
};
const struct shape release_row_shape = SHAPE(T, row_fields);
#undef T

#define COLUMNS                                                                                    \
    "id, number, asker, asked, place, place_path, since, until, closed_since, channel, process,"   \
    " unmask, purpose, cases, state, decider, decided, words, ends, fetched, fetches"

const struct stmt stmt_release_put = {
    .name = "release_put",
    .mode = TX_WRITE,
    .in   = "isiiisiiiisisiiiisiii",
    .sql  = "INSERT INTO case_release (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
};
const struct stmt stmt_release_get = {
    .name = "release_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &release_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_release WHERE id = $1",
};
const struct stmt stmt_release_before = {
    .name = "release_before",
    .mode = TX_READ,
    .in   = "iii",
    .out  = &release_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_release WHERE id < $1 AND ($2 IS NULL OR state = $2)"
            " ORDER BY id DESC LIMIT $3",
};
const struct stmt stmt_release_decide = {
    .name = "release_decide",
    .mode = TX_WRITE,
    .in   = "iiiisi",
    .sql  = "UPDATE case_release SET state = $2, decider = $3, decided = $4, words = $5, ends = $6"
            " WHERE id = $1 AND state = 0",
};
const struct stmt stmt_release_fetched = {
    .name = "release_fetched",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE case_release SET fetched = $2, fetches = fetches + 1 WHERE id = $1",
};

const struct stmt *const case_release_stmts[] = {
    &stmt_release_put,    &stmt_release_get,     &stmt_release_before,
    &stmt_release_decide, &stmt_release_fetched, NULL,
};
