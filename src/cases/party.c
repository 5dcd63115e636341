/* party: those whom a case is about: rows of their own, so that their names are kept as names. */
#include "cases/engine.h"

static const struct say say_twice = SAY("party_twice", "同一当事人登记了两次", "named twice");

enum rc case_parties(struct run *r, struct rows *ret)
{
    struct rows       rows;
    struct party_row *p;
    size_t            n = 0;

    TRY(db_all(r->w->tx, &stmt_party_all, ARGS(A(r->c.id)), &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (p[i].role == PARTY_PARTY)
            p[n++] = p[i];
    *ret = (struct rows){ p, n };
    return RC_OK;
}

enum rc case_party_own(struct run *r, int64_t *ret_id)
{
    struct id_row row;
    enum rc       rc;

    *ret_id = NONE_I64;
    if (r->w->actor->account == NONE_I64)
        return RC_OK;
    rc = db_one(r->w->tx, &stmt_party_of,
                ARGS(A(r->c.id), A(r->w->actor->account), A((int64_t)PARTY_PARTY)), &row);
    if (rc == RC_OK)
        *ret_id = row.id;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* -- naming them -- */

static bool is_named(const struct value *v, int64_t id)
{
    for (size_t i = 0; i < v->n_ids; i++)
        if (v->ids[i] == id)
            return true;
    return false;
}

static bool is_there(const struct rows *rows, int64_t id)
{
    const struct party_row *p = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        if (p[i].id == id)
            return true;
    return false;
}

static enum rc put_party(struct run *r, const struct value *v, const struct party_row *p)
{
    enum rc rc =
        db_run(r->w->tx, &stmt_party_put,
               ARGS(A(p->id), A(r->c.id), A((int64_t)PARTY_PARTY), A(p->account), A(p->name),
                    A(p->phone), A(r->w->now), A(p->paper), A(p->side), A(v->f->name)),
               NULL);

    return rc == RC_CONFLICT ? RC_BUSY : rc;
}

/* One account is one party, whatever field names it. */
static enum rc check_once(struct run *r, const struct value *v, const struct party_row *p)
{
    struct id_row row;
    enum rc       rc;

    if (p->account == NONE_I64)
        return RC_OK;
    rc = db_one(r->w->tx, &stmt_party_of, ARGS(A(r->c.id), A(p->account), A((int64_t)PARTY_PARTY)),
                &row);
    if (rc == RC_NOT_FOUND || (rc == RC_OK && row.id == p->id))
        return RC_OK;
    TRY(rc);
    return WORK_FIELD(r->w, RC_INVALID, &say_twice,
                      arena_fmt(r->w->arena, "form.%.*s", STR_ARG(v->f->name)), STR_NONE);
}

static enum rc take_field(struct run *r, const struct value *v)
{
    struct rows             rows;
    const struct party_row *had;

    TRY(case_parties(r, &rows));
    had = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (str_eq(had[i].field, v->f->name) && !is_named(v, had[i].id))
            TRY(db_run(r->w->tx, &stmt_party_drop, ARGS(A(had[i].id)), NULL));
    for (size_t i = 0; i < v->n_ids; i++) {
        const struct party_row *p = &v->parties[i];

        TRY(check_once(r, v, p));
        if (!is_there(&rows, p->id))
            TRY(put_party(r, v, p));
        else if (p->name.p)
            TRY(db_run(
                r->w->tx, &stmt_party_edit,
                ARGS(A(p->id), A(p->account), A(p->name), A(p->phone), A(p->paper), A(p->side)),
                NULL));
    }
    return RC_OK;
}

enum rc case_parties_take(struct run *r, const struct values *v)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->at[i].given && v->at[i].f->kind == FORM_PARTIES)
            TRY(take_field(r, &v->at[i]));
    return RC_OK;
}

/* -- for another case -- */

static void member(struct jw *w, const char *name, struct str text)
{
    if (!text.p)
        return;
    jw_keyc(w, name);
    jw_str(w, text);
}

enum rc case_parties_json(struct run *r, struct str field, struct str *ret)
{
    struct buf             *b = run_buf(r);
    struct rows             rows;
    const struct party_row *p;
    struct jw               w;
    size_t                  n = 0;

    TRY(case_parties(r, &rows));
    p = rows.at;
    jw_init(&w, b);
    jw_list(&w);
    for (size_t i = 0; i < rows.n; i++) {
        if (!str_eq(p[i].field, field))
            continue;
        n++;
        jw_obj(&w);
        member(&w, "name", p[i].name);
        member(&w, "phone", p[i].phone);
        member(&w, "paper", p[i].paper);
        member(&w, "side", p[i].side);
        if (p[i].account != NONE_I64) {
            jw_keyc(&w, "account");
            jw_id(&w, p[i].account);
        }
        jw_obj_end(&w);
    }
    jw_list_end(&w);
    TRY(buf_check(b));
    *ret = n ? buf_str(b) : STR_NONE;
    return RC_OK;
}
