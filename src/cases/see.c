/* see: who may look at a case, and who else it concerns. */
#include "cases/engine.h"

_Static_assert(PARTY_ME_TOO == 0, "the role in stmt_party_sees");

static const struct say say_hidden = SAY("no_case", "没有这个事项", "there is no such case");

static enum rc is_party(struct run *r, bool *ret)
{
    struct id_row row;
    enum rc       rc;

    *ret = false;
    if (r->w->actor->account == NONE_I64)
        return RC_OK;
    rc = db_one(r->w->tx, &stmt_party_sees, ARGS(A(r->c.id), A(r->w->actor->account)), &row);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = true;
    return RC_OK;
}

/* Has, or had, the actor something to do in it? */
static enum rc had_task(struct run *r, bool *ret)
{
    struct rows            rows;
    const struct task_row *t;

    TRY(db_all(r->w->tx, &stmt_task_all, ARGS(A(r->c.id)), &rows));
    t    = rows.at;
    *ret = false;
    for (size_t i = 0; i < rows.n && !*ret; i++)
        *ret = who_has_task(r, &t[i]);
    return RC_OK;
}

/* Is the actor asked for more time? They may look until they have answered. */
static enum rc is_asked_for_time(struct run *r, bool *ret)
{
    struct rows                 rows;
    const struct extension_row *e;
    struct clock_row            k;
    const struct clock_rule    *rule;

    TRY(db_all(r->w->tx, &stmt_extension_all, ARGS(A(r->c.id)), &rows));
    e    = rows.at;
    *ret = false;
    for (size_t i = 0; i < rows.n && !*ret; i++) {
        if (e[i].state != EXT_ASKED)
            continue;
        TRY(db_one(r->w->tx, &stmt_clock_get, ARGS(A(e[i].clock)), &k));
        rule = clock_rule_of(r, &k);
        if (rule)
            TRY(who_is(r, &rule->extend_who, ret));
    }
    return RC_OK;
}

bool process_published(const struct process *pr, int32_t state)
{
    return pr->publish.on && !pr->confidential && (pr->publish.at_once || state != CASE_OPEN);
}

bool process_publishes(const struct process *pr, struct str what)
{
    for (size_t i = 0; i < pr->publish.n_what; i++)
        if (str_eq(pr->publish.what[i], what))
            return true;
    return false;
}

enum rc run_inside(struct run *r, bool *ret)
{
    const struct actor    *a = r->w->actor;
    struct rows            rows;
    const struct task_row *t;

    *ret = a->system ||
           (!r->c.confidential && work_may(r->w, CAP_CASE_READ, r->c.place_path, r->c.unit_path));
    if (*ret || a->n_posts == 0)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_task_all, ARGS(A(r->c.id)), &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++)
        *ret = t[i].account == NONE_I64 && who_has_task(r, &t[i]);
    return RC_OK;
}

enum rc run_visible(struct run *r)
{
    const struct actor *a   = r->w->actor;
    bool                may = a->system || r->w->follows == r->c.id ||
               (a->account != NONE_I64 && a->account == r->c.initiator);

    if (!may && !r->c.confidential)
        may = work_may(r->w, CAP_CASE_READ, r->c.place_path, r->c.unit_path);
    if (!may)
        TRY(is_party(r, &may));
    if (!may && a->n_posts)
        TRY(had_task(r, &may));
    if (!may && a->n_posts && r->c.confidential)
        TRY(is_asked_for_time(r, &may));
    return may ? RC_OK : WORK_FAULT(r->w, RC_NOT_FOUND, &say_hidden);
}

enum rc case_party_add(struct run *r, enum party_role role, int64_t account, struct str name,
                       struct str phone)
{
    struct id_row row;
    enum rc       rc = RC_NOT_FOUND;

    if (account != NONE_I64)
        rc = db_one(r->w->tx, &stmt_party_of, ARGS(A(r->c.id), A(account), A((int64_t)role)), &row);
    if (rc != RC_NOT_FOUND)
        return rc; /* it is one already, or something failed */
    rc = db_run(r->w->tx, &stmt_party_put,
                ARGS(A(work_id(r->w)), A(r->c.id), A((int64_t)role), A(account), A(name), A(phone),
                     A(r->w->now), A(STR_NONE), A(STR_NONE), A(STR_NONE)),
                NULL);
    return rc == RC_CONFLICT ? RC_BUSY : rc; /* said twice at one instant: the slower finds it */
}

enum rc case_get(struct work *w, int64_t id, struct case_row *ret)
{
    struct run r;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    *ret = r.c;
    return RC_OK;
}

enum rc case_by_number(struct work *w, struct str number, struct case_row *ret)
{
    struct case_row row;
    struct run      r;
    enum rc         rc = db_one(w->tx, &stmt_case_by_number, ARGS(A(number)), &row);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_hidden);
    TRY(rc);
    TRY(run_of_row(w, &row, &r));
    TRY(run_visible(&r));
    *ret = r.c;
    return RC_OK;
}

enum rc case_by_code(struct work *w, struct str code, struct case_row *ret)
{
    enum rc rc = db_one(w->tx, &stmt_case_by_code, ARGS(A(case_code_digest(w->arena, code))), ret);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_hidden);
    TRY(rc);
    w->follows = ret->id;
    return RC_OK;
}

enum rc case_tasks(struct work *w, int64_t id, struct rows *ret)
{
    return db_all(w->tx, &stmt_task_open, ARGS(A(id)), ret);
}

enum rc case_suggestion(struct work *w, int64_t id, int64_t *ret_org)
{
    struct run r;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    return suggest_unit(&r, ret_org);
}
