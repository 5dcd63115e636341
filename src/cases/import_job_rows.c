/* The SQL of imports in the background. */
#include "cases/import_job.h"

#define T struct import_job_row
static const struct field row_fields[] = {
    F(T, id),
    F(T, account),
    F(T, asked),
    F(T, seen),
    F(T, ended, .opt = true),
    F(T, file, .opt = true),
    F(T, dry),
    F(T, given),
    F(T, taken),
    F(T, again),
    F(T, refused),
    F(T, failed, .opt = true),
    F(T, report, .opt = true),
};
static const struct shape row_shape = SHAPE(T, row_fields);
#undef T
static const struct field back_fields[] = { { .name = "back", .kind = K_STR, .opt = true } };
static const struct shape back_shape    = { .fields = back_fields,
                                            .n      = ARRAY_LEN(back_fields),
                                            .size   = sizeof(struct str) };

/* Of its account; for a token only what it began itself. */
#define OWN(account, token) " account = " account " AND (" token " IS NULL OR token = " token ")"

#define COLUMNS "id, account, asked, seen, ended, file, dry, given, taken, again, refused, failed"

const struct stmt stmt_job_put = {
    .name = "import_job_put",
    .mode = TX_WRITE,
    .in   = "iiissii",
    .sql  = "INSERT INTO import_job (id, account, token, kind, file, dry, asked, seen, given,"
            " taken, again, refused) VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0, 0, 0, 0)",
};
const struct stmt stmt_job_step = {
    .name = "import_job_step",
    .mode = TX_WRITE,
    .in   = "iiiiii",
    .sql  = "UPDATE import_job SET seen = $2, given = $3, taken = $4, again = $5, refused = $6"
            " WHERE id = $1",
};
const struct stmt stmt_job_end = {
    .name = "import_job_end",
    .mode = TX_WRITE,
    .in   = "iissb",
    .sql  = "UPDATE import_job SET seen = $2, ended = $2, failed = $3, report = $4, back = $5"
            " WHERE id = $1",
};
const struct stmt stmt_job_get = {
    .name = "import_job_get",
    .mode = TX_READ,
    .in   = "iiis",
    .out  = &row_shape,
    .sql  = "SELECT " COLUMNS ", report FROM import_job WHERE id = $1 AND" OWN(
         "$2", "$3") " AND kind = COALESCE($4, kind)",
};
const struct stmt stmt_job_back = {
    .name = "import_job_back",
    .mode = TX_READ,
    .in   = "iiis",
    .out  = &back_shape,
    .sql  = "SELECT back FROM import_job WHERE id = $1 AND" OWN("$2", "$3") " AND kind = $4",
};
const struct stmt stmt_job_list = {
    .name = "import_job_list",
    .mode = TX_READ,
    .in   = "iisii",
    .out  = &row_shape,
    .sql  = "SELECT " COLUMNS ", NULL AS report FROM import_job WHERE" OWN(
         "$1", "$2") " AND kind = $3 AND asked > $4 ORDER BY id DESC LIMIT $5",
};
const struct stmt stmt_job_old = {
    .name = "import_job_old",
    .mode = TX_WRITE,
    .in   = "i",
    .sql  = "DELETE FROM import_job WHERE asked < $1",
};
