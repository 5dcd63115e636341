#include "cases/cases.h"
#include "cases/document.h"

static const char *const state_words[] = { "valid", "annulled", NULL };
static const char *const keep_words[]  = {
     "public", "office", "personal", "sensitive", "minor", NULL
};

#define T struct document_row
static const struct field document_fields[] = {
    F(T, id),
    F(T, case_id),
    F(T, kind),
    F(T, number),
    F(T, org, .opt = true),
    F(T, place, .opt = true),
    F(T, issuer),
    F(T, title),
    F(T, words),
    F(T, signers, .opt = true),
    F(T, seal),
    F(T, keep, .words = keep_words),
    F(T, digest),
    F(T, code),
    F(T, day),
    F(T, made),
    F(T, maker, .opt = true),
    F(T, state, .words = state_words),
    F(T, annulled, .opt = true),
    F(T, annuller, .opt = true),
    F(T, why, .opt = true),
};
const struct shape document_row_shape = SHAPE(T, document_fields);
#undef T

static const struct field number_fields[] = { F(struct number_row, n) };
static const struct shape number_shape    = SHAPE(struct number_row, number_fields);

#define COLUMNS                                                                                    \
    "id, case_id, kind, number, org, place, issuer, title, words, signers, seal, keep, digest,"    \
    " code, day, made, maker, state, annulled, annuller, why"

const struct stmt stmt_document_put = {
    .name = "document_put",
    .mode = TX_WRITE,
    .in   = "iissiissssiissiiiiiis",
    .sql  = "INSERT INTO case_document (" COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
};
const struct stmt stmt_document_get = {
    .name = "document_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &document_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_document WHERE id = $1",
};
const struct stmt stmt_document_of = {
    .name = "document_of",
    .mode = TX_READ,
    .in   = "i",
    .out  = &document_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_document WHERE case_id = $1 ORDER BY id",
};
const struct stmt stmt_document_number = {
    .name = "document_number",
    .mode = TX_READ,
    .in   = "s",
    .out  = &document_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_document WHERE number = $1 ORDER BY id",
};
const struct stmt stmt_document_each = {
    .name = "document_each",
    .mode = TX_READ,
    .in   = "",
    .out  = &document_row_shape,
    .sql  = "SELECT " COLUMNS " FROM case_document ORDER BY id",
};
const struct stmt stmt_document_annul = {
    .name = "document_annul",
    .mode = TX_WRITE,
    .in   = "iiis",
    .sql  = "UPDATE case_document SET state = 1, annulled = $2, annuller = $3, why = $4"
            " WHERE id = $1 AND state = 0",
};
const struct stmt stmt_series_more = {
    .name = "series_more",
    .mode = TX_WRITE,
    .in   = "sii",
    .sql  = "UPDATE document_counter SET last = last + 1"
            " WHERE prefix = $1 AND year = $2 AND issuer = $3",
};
const struct stmt stmt_series_first = {
    .name = "series_first",
    .mode = TX_WRITE,
    .in   = "sii",
    .sql  = "INSERT INTO document_counter (prefix, year, issuer, last) VALUES ($1, $2, $3, 1)",
};
const struct stmt stmt_series_get = {
    .name = "series_get",
    .mode = TX_READ,
    .in   = "sii",
    .out  = &number_shape,
    .sql  = "SELECT last FROM document_counter WHERE prefix = $1 AND year = $2 AND issuer = $3",
};

const struct stmt *const case_document_stmts[] = {
    &stmt_document_put,  &stmt_document_get,
    &stmt_document_of,   &stmt_document_number,
    &stmt_document_each, &stmt_document_annul,
    &stmt_series_more,   &stmt_series_first,
    &stmt_series_get,    NULL,
};
