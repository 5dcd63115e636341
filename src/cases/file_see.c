/*
 * file_see: who may look at a file.
 *
 * Whoever sent it; whoever may see its case; anybody, where the process
 * publishes the field that it came in. A photo cannot be masked, so one in a
 * personal field is seen by its sender, by whoever reported the case, and by
 * who has just had that field unmasked, on record.
 */
#include "cases/upload.h"

enum { LOOKS_MOST = 200 };

static const struct say say_no_file = SAY("no_file_here", "没有这个文件", "there is no such file");
static const struct say say_personal_file =
    SAY("personal_file", "这是个人信息，请先说明理由查看该字段",
        "this is personal: have the field unmasked first, with a reason");

static bool published(const struct run *r, const struct form_field *field)
{
    return field && field->keep < KEEP_PERSONAL && process_published(r->pr, r->c.state) &&
           process_publishes(r->pr, field->name);
}

static bool is_own(const struct run *r, const struct file_row *f)
{
    const struct actor *a = r->w->actor;

    return a->system || r->w->follows == r->c.id ||
           (a->account != NONE_I64 && (a->account == f->account || a->account == r->c.initiator));
}

/* Did the actor have the field unmasked just now? */
static enum rc just_unmasked(struct run *r, struct str field, bool *ret)
{
    struct rows         rows;
    const struct entry *e;

    *ret = false;
    TRY(journal_about(r->w, S("case"), r->c.id, id_at(r->w->now - UNMASKED_US), LOOKS_MOST, &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++) {
        const struct jval *data, *fields;

        if (e[i].account != r->w->actor->account || !str_is(e[i].kind, "case.unmasked"))
            continue;
        TRY(json_parse(r->w->arena, e[i].data.text, NULL, &data));
        fields = json_get(data, "fields");
        for (const struct jval *one = fields ? fields->first : NULL; one; one = one->next)
            *ret = *ret || str_eq(one->text, field);
    }
    return RC_OK;
}

static enum rc no_file(struct work *w)
{
    w->faults->n = 0; /* whoever may not see a case learns nothing of its files either */
    return WORK_FAULT(w, RC_NOT_FOUND, &say_no_file);
}

/* Was that case given the file, and does the actor see it there? */
static enum rc seen_there(struct run *r, int64_t other, const struct file_row *f, bool *ret)
{
    struct str mark = arena_fmt(r->w->arena, "\"%lld\"", (long long)f->id);
    struct run called;
    enum rc    rc;

    TRY(run_load(r->w, other, &called));
    if (!called.c.form.text.p || str_find(called.c.form.text, mark) == SIZE_MAX)
        return RC_OK;
    rc = run_visible(&called);
    if (rc != RC_NOT_FOUND)
        TRY(rc);
    *ret = rc == RC_OK;
    return RC_OK;
}

/* A case that this one opened was given its files with the answers. */
static enum rc seen_in_called(struct run *r, const struct file_row *f, bool *ret)
{
    struct rows            rows;
    const struct link_row *l;

    *ret = false;
    TRY(db_all(r->w->tx, &stmt_link_all, ARGS(A(r->c.id)), &rows));
    l = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++)
        if (l[i].case_id == r->c.id &&
            (l[i].kind == LINK_CALLED || l[i].kind == LINK_SPLIT || l[i].kind == LINK_FOLLOWS))
            TRY(seen_there(r, l[i].other, f, ret));
    return RC_OK;
}

static enum rc see_of_case(struct work *w, const struct file_row *f)
{
    const struct form_field *field;
    struct run               r;
    bool                     seen = true;
    enum rc                  rc;

    TRY(run_load(w, f->case_id, &r));
    field = form_field(&r.pr->fields, f->field); /* NULL: the pack knows none of that name */
    if (is_own(&r, f) || published(&r, field))
        return RC_OK;
    rc = run_visible(&r);
    if (rc == RC_NOT_FOUND)
        TRY(seen_in_called(&r, f, &seen));
    else
        TRY(rc);
    if (!seen)
        return no_file(w);
    w->faults->n = 0;
    if (!field || field->keep < KEEP_PERSONAL)
        return RC_OK;
    TRY(just_unmasked(&r, f->field, &seen));
    return seen ? RC_OK : WORK_FIELD(w, RC_DENIED, &say_personal_file, f->field, STR_NONE);
}

enum rc upload_see(struct work *w, int64_t id, struct file_row *ret)
{
    struct file_row f;
    enum rc         rc = db_one(w->tx, &stmt_file_get, ARGS(A(id)), &f);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_file);
    TRY(rc);
    if (f.case_id != NONE_I64)
        TRY(see_of_case(w, &f));
    else if (f.account != w->actor->account && !w->actor->system)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_file);
    *ret = f;
    return RC_OK;
}
