/* file_rows: what was handed in, by rows; and how many rows name each stored file. */
#include "cases/file.h"

#define T struct file_row
static const struct field file_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the file"),
    F(T, case_id, .as = AS_ID, .opt = true, .doc = "the case that it belongs to"),
    F(T, account, .as = AS_ID, .opt = true, .doc = "who sent it"),
    F(T, move, .opt = true, .doc = "with which move it came; open: with the report"),
    F(T, field, .opt = true, .doc = "in which field"),
    F(T, name, .opt = true, .doc = "as the sender called it"),
    F(T, type, .doc = "by its content"),
    F(T, size, .doc = "bytes"),
    F(T, digest, .doc = "SM3"),
    F(T, width, .opt = true, .doc = "of a photo, px"),
    F(T, height, .opt = true, .doc = "of a photo, px"),
    F(T, small, .opt = true, .doc = "digest of the small photo"),
    F(T, since, .as = AS_TIME, .doc = "when it came"),
};
const struct shape file_row_shape = SHAPE(T, file_fields);
#undef T

#define FILE_COLUMNS                                                                               \
    "id, case_id, account, move, field, name, type, size, digest, width, height, small, since"

const struct stmt stmt_file_put = {
    .name = "file_put",
    .mode = TX_WRITE,
    .in   = "iiissssisiisi",
    .sql  = "INSERT INTO case_file (" FILE_COLUMNS ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,"
            " $10, $11, $12, $13)",
};
const struct stmt stmt_file_get = {
    .name = "file_get",
    .mode = TX_READ,
    .in   = "i",
    .out  = &file_row_shape,
    .sql  = "SELECT " FILE_COLUMNS " FROM case_file WHERE id = $1",
};
const struct stmt stmt_file_take = {
    .name = "file_take",
    .mode = TX_WRITE,
    .in   = "iiss",
    .sql  = "UPDATE case_file SET case_id = $2, move = $3, field = $4"
            " WHERE id = $1 AND case_id IS NULL",
};
const struct stmt stmt_file_all = {
    .name = "file_all",
    .mode = TX_READ,
    .in   = "i",
    .out  = &file_row_shape,
    .sql  = "SELECT " FILE_COLUMNS " FROM case_file WHERE case_id = $1 ORDER BY id",
};

#define T struct loose_row
static const struct field loose_fields[] = {
    F(T, id),
    F(T, digest),
    F(T, small, .opt = true),
    F(T, size),
};
static const struct shape loose_shape = SHAPE(T, loose_fields);
#undef T
static const struct field since_fields[]  = { F(struct file_since, since, .opt = true) };
static const struct shape since_shape     = SHAPE(struct file_since, since_fields);
static const struct field unused_fields[] = { F(struct file_unused, digest) };
static const struct shape unused_shape    = SHAPE(struct file_unused, unused_fields);

const struct stmt stmt_file_oldest = {
    .name = "file_oldest",
    .mode = TX_READ,
    .in   = "",
    .out  = &since_shape,
    .sql  = "SELECT MIN(since) FROM case_file WHERE case_id IS NULL",
};
const struct stmt stmt_file_expire = {
    .name = "file_expire",
    .mode = TX_WRITE,
    .in   = "ii",
    .out  = &loose_shape,
    .sql  = "DELETE FROM case_file WHERE id IN (SELECT id FROM case_file WHERE case_id IS NULL"
            " AND since <= $1 ORDER BY since LIMIT $2) RETURNING id, digest, small, size",
};
const struct stmt stmt_stored_put = {
    .name = "stored_put",
    .mode = TX_WRITE,
    .in   = "sii",
    .sql  = "INSERT INTO stored_file (digest, size, named, since) VALUES ($1, $2, 0, $3)"
            " ON CONFLICT (digest) DO UPDATE SET since = $3",
};
const struct stmt stmt_stored_more = {
    .name = "stored_more",
    .mode = TX_WRITE,
    .in   = "s",
    .sql  = "UPDATE stored_file SET named = named + 1 WHERE digest = $1",
};
const struct stmt stmt_stored_less = {
    .name = "stored_less",
    .mode = TX_WRITE,
    .in   = "s",
    .sql  = "UPDATE stored_file SET named = named - 1 WHERE digest = $1",
};
const struct stmt stmt_stored_oldest = {
    .name = "stored_oldest",
    .mode = TX_READ,
    .in   = "",
    .out  = &since_shape,
    .sql  = "SELECT MIN(since) FROM stored_file WHERE named = 0",
};
const struct stmt stmt_stored_drop = {
    .name = "stored_drop",
    .mode = TX_WRITE,
    .in   = "ii",
    .out  = &unused_shape,
    .sql  = "DELETE FROM stored_file WHERE digest IN (SELECT digest FROM stored_file"
            " WHERE named = 0 AND since <= $1 ORDER BY since LIMIT $2) RETURNING digest",
};

const struct stmt *const case_file_stmts[] = {
    &stmt_file_oldest, &stmt_file_expire,   &stmt_stored_put,  &stmt_stored_more,
    &stmt_stored_less, &stmt_stored_oldest, &stmt_stored_drop, NULL,
};
