/* file: which files belong to a case. Receiving and scaling them is upload.c's. */
#include "cases/file.h"
#include "cases/engine.h"

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

enum rc case_file_of(struct work *w, int64_t file, int64_t case_id)
{
    struct file_row f;

    TRY(db_one(w->tx, &stmt_file_get, ARGS(A(file)), &f));
    if (f.case_id != NONE_I64)
        return f.case_id == case_id ? RC_OK : RC_NOT_FOUND;
    return f.account == w->actor->account || w->actor->system ? RC_OK : RC_NOT_FOUND;
}

enum rc case_files_take(struct run *r, const struct values *v, struct str move)
{
    for (size_t i = 0; i < v->n; i++) {
        const struct value *one = &v->at[i];

        if (one->f->kind != FORM_PHOTOS && one->f->kind != FORM_FILES)
            continue;
        for (size_t j = 0; j < one->n_ids; j++)
            TRY(db_run(r->w->tx, &stmt_file_take,
                       ARGS(A(one->ids[j]), A(r->c.id), A(move), A(one->f->name)), NULL));
    }
    return RC_OK;
}
