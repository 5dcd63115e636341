#include "work/work_rows.h"
#include "work/services.h"

#define ENTRY_FIELDS(T, m)                                                                         \
    F(T, m seq, .opt = true), F(T, m id, .as = AS_ID), F(T, m at, .as = AS_TIME),                  \
        F(T, m account, .as = AS_ID, .opt = true), F(T, m kind), F(T, m on),                       \
        F(T, m subject, .as = AS_ID), F(T, m place_path, .opt = true),                             \
        F(T, m org_path, .opt = true), F(T, m who, .opt = true),                                   \
        F(T, m data, .opt = true, .doc = "any JSON, by kind")

static const struct field entry_fields[] = { ENTRY_FIELDS(struct entry, ) };
const struct shape        entry_shape    = SHAPE(struct entry, entry_fields);

static const struct field head_fields[] = { F(struct head_row, seq), F(struct head_row, digest) };
static const struct shape head_shape    = SHAPE(struct head_row, head_fields);

static const struct field sealed_fields[] = { ENTRY_FIELDS(struct sealed_row, entry.),
                                              F(struct sealed_row, digest, .opt = true) };
static const struct shape sealed_shape    = SHAPE(struct sealed_row, sealed_fields);

static const struct field seq_fields[] = { F(struct seq_row, seq) };
static const struct shape seq_shape    = SHAPE(struct seq_row, seq_fields);

#define ENTRY_COLUMNS                                                                              \
    "seq, id, happened, account, kind, about, subject, place_path, org_path, who, data"

const struct stmt stmt_journal_head = {
    .name = "journal_head",
    .mode = TX_READ,
    .in   = "",
    .out  = &head_shape,
    .sql  = "SELECT seq, digest FROM journal WHERE seq IS NOT NULL ORDER BY seq DESC LIMIT 1",
};
const struct stmt stmt_journal_put = {
    .name = "journal_put",
    .mode = TX_WRITE,
    .in   = "iiiississssb",
    .sql  = "INSERT INTO journal (id, seq, happened, account, kind, about, subject, place_path,"
            " org_path, who, data, digest)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
};
const struct stmt stmt_journal_about = {
    .name = "journal_about",
    .mode = TX_READ,
    .in   = "isii",
    .out  = &entry_shape,
    .sql  = "SELECT " ENTRY_COLUMNS " FROM journal WHERE subject = $1 AND about = $2 AND id > $3"
            " ORDER BY id LIMIT $4",
};
const struct stmt stmt_journal_after = {
    .name = "journal_after",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &entry_shape,
    .sql  = "SELECT " ENTRY_COLUMNS " FROM journal WHERE seq > $1 ORDER BY seq LIMIT $2",
};
const struct stmt stmt_journal_before = {
    .name = "journal_before",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &entry_shape,
    .sql  = "SELECT " ENTRY_COLUMNS " FROM journal WHERE seq < $1 ORDER BY seq DESC LIMIT $2",
};
const struct stmt stmt_journal_turn = {
    .name = "journal_turn",
    .mode = TX_WRITE,
    .in   = "",
    .sql  = "UPDATE journal_head SET turns = turns + 1 WHERE one = 1",
};
const struct stmt stmt_journal_loose = {
    .name = "journal_loose",
    .mode = TX_READ,
    .in   = "i",
    .out  = &entry_shape,
    .sql  = "SELECT " ENTRY_COLUMNS " FROM journal WHERE seq IS NULL ORDER BY id LIMIT $1",
};
const struct stmt stmt_journal_sealed = {
    .name = "journal_sealed",
    .mode = TX_WRITE,
    .in   = "iib",
    .sql  = "UPDATE journal SET seq = $2, digest = $3 WHERE id = $1",
};
const struct stmt stmt_journal_sealed_all = {
    .name = "journal_sealed_all",
    .mode = TX_READ,
    .in   = "",
    .out  = &sealed_shape,
    .sql  = "SELECT " ENTRY_COLUMNS ", digest FROM journal WHERE seq IS NOT NULL ORDER BY seq",
};

const struct stmt stmt_cursor_get = {
    .name = "cursor_get",
    .mode = TX_READ,
    .in   = "s",
    .out  = &seq_shape,
    .sql  = "SELECT seq FROM follower WHERE name = $1",
};
const struct stmt stmt_cursor_furthest = {
    .name = "cursor_furthest",
    .mode = TX_READ,
    .in   = "",
    .out  = &seq_shape,
    .sql  = "SELECT COALESCE(MAX(seq), 0) FROM follower",
};
const struct stmt stmt_cursor_begin = {
    .name = "cursor_begin",
    .mode = TX_WRITE,
    .in   = "s",
    .sql  = "INSERT INTO follower (name, seq) VALUES ($1, 0) ON CONFLICT (name) DO NOTHING",
};
const struct stmt stmt_cursor_move = {
    .name = "cursor_move",
    .mode = TX_WRITE,
    .in   = "sii",
    .sql  = "UPDATE follower SET seq = $3 WHERE name = $1 AND seq = $2",
};

static const struct field version_fields[]  = { F(struct version_row, number) };
static const struct shape version_shape     = SHAPE(struct version_row, version_fields);
static const struct field kept_row_fields[] = {
    F(struct kept_row, number), F(struct kept_row, name), F(struct kept_row, digest),
    F(struct kept_row, stored), F(struct kept_row, account, .opt = true)
};
static const struct shape kept_row_shape = SHAPE(struct kept_row, kept_row_fields);
static const struct field file_fields[]  = { F(struct file_row, pack), F(struct file_row, path),
                                             F(struct file_row, body) };
static const struct shape file_shape     = SHAPE(struct file_row, file_fields);

const struct stmt stmt_practice_last = {
    .name = "practice_last",
    .mode = TX_READ,
    .in   = "",
    .out  = &version_shape,
    .sql  = "SELECT COALESCE(MAX(number), 0) FROM practice_version",
};
const struct stmt stmt_practice_put = {
    .name = "practice_put",
    .mode = TX_WRITE,
    .in   = "issii",
    .sql  = "INSERT INTO practice_version (number, name, digest, stored, account)"
            " VALUES ($1, $2, $3, $4, $5)",
};
const struct stmt stmt_practice_file_put = {
    .name = "practice_file_put",
    .mode = TX_WRITE,
    .in   = "iisss",
    .sql = "INSERT INTO practice_file (version, nth, pack, path, body) VALUES ($1, $2, $3, $4, $5)",
};
const struct stmt stmt_practice_files = {
    .name = "practice_files",
    .mode = TX_READ,
    .in   = "i",
    .out  = &file_shape,
    .sql  = "SELECT pack, path, body FROM practice_file WHERE version = $1 ORDER BY nth",
};
const struct stmt stmt_practice_pack = {
    .name = "practice_pack",
    .mode = TX_READ,
    .in   = "s",
    .out  = &file_shape,
    .sql  = "SELECT pack, path, body FROM practice_file WHERE pack = $1 AND version = COALESCE("
            "(SELECT f.version FROM practice_force f WHERE EXISTS (SELECT 1 FROM practice_file x"
            " WHERE x.version = f.version AND x.pack = $1)),"
            " (SELECT MAX(version) FROM practice_file WHERE pack = $1)) ORDER BY nth",
};
const struct stmt stmt_practice_same = {
    .name = "practice_same",
    .mode = TX_READ,
    .in   = "s",
    .out  = &version_shape,
    .sql  = "SELECT number FROM practice_version WHERE digest = $1 ORDER BY number DESC LIMIT 1",
};
const struct stmt stmt_practice_kept = {
    .name = "practice_kept",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &kept_row_shape,
    .sql  = "SELECT number, name, digest, stored, account FROM practice_version WHERE number < $1"
            " ORDER BY number DESC LIMIT $2",
};
const struct stmt stmt_practice_told = {
    .name = "practice_told",
    .mode = TX_READ,
    .in   = "",
    .out  = &entry_shape,
    .sql  = "SELECT " ENTRY_COLUMNS " FROM journal WHERE about = 'practice' AND subject >= 1"
            " AND subject <= (SELECT COALESCE(MAX(number), 0) FROM practice_version) ORDER BY id",
};
const struct stmt stmt_practice_force_first = {
    .name = "practice_force_first",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "INSERT INTO practice_force (one, version) VALUES (1, $1) ON CONFLICT (one) DO NOTHING",
};
const struct stmt stmt_practice_force = {
    .name = "practice_force",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE practice_force SET version = $1 WHERE one = 1 AND version = $2",
};
const struct stmt stmt_practice_in_force = {
    .name = "practice_in_force",
    .mode = TX_READ,
    .in   = "",
    .out  = &version_shape,
    .sql  = "SELECT version FROM practice_force WHERE one = 1",
};

const struct stmt *const work_stmts[] = {
    &stmt_journal_head,
    &stmt_journal_put,
    &stmt_journal_about,
    &stmt_journal_after,
    &stmt_journal_before,
    &stmt_journal_turn,
    &stmt_journal_loose,
    &stmt_journal_sealed,
    &stmt_journal_sealed_all,
    &stmt_cursor_get,
    &stmt_cursor_furthest,
    &stmt_cursor_begin,
    &stmt_cursor_move,
    &stmt_practice_last,
    &stmt_practice_put,
    &stmt_practice_file_put,
    &stmt_practice_files,
    &stmt_practice_pack,
    &stmt_practice_same,
    &stmt_practice_kept,
    &stmt_practice_told,
    &stmt_practice_force,
    &stmt_practice_force_first,
    &stmt_practice_in_force,
    NULL,
};
