/* file: which files belong to a case. Receiving and scaling them is upload.c's. */
#include "cases/file.h"
#include "cases/engine.h"

enum rc case_file_of(struct run *r, int64_t file, bool photo)
{
    const struct actor *a = r->w->actor;
    struct file_row     f;
    bool                theirs;

    TRY(db_one(r->w->tx, &stmt_file_get, ARGS(A(file)), &f));
    if (f.case_id == NONE_I64)
        theirs = f.account == a->account || a->system;
    else
        theirs = f.case_id == r->c.id || f.case_id == r->comes_from;
    if (!theirs)
        return RC_NOT_FOUND;
    return photo && !str_starts(f.type, S("image/")) ? RC_UNSUPPORTED : RC_OK;
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
