/* plan: statements and their declarations, before any engine saw them. */
#include "db/engine.h"

#include <stdlib.h>

static void *must(void *p)
{
    BUG_ON(!p);
    return p;
}

/* How a field is fetched; false when a column cannot hold it. */
static bool column_of(const struct field *f, struct column *ret)
{
    *ret = (struct column){ .opt = f->opt, .at = f->at, .name = f->name };
    switch (f->kind) {
    case K_I64:
        ret->op = COLUMN_I64;
        return true;
    case K_I32:
        ret->op = f->words ? COLUMN_WORD : COLUMN_I32;
        while (f->words && f->words[ret->words])
            ret->words++;
        return true;
    case K_BOOL:
        ret->op = COLUMN_BOOL;
        return true;
    case K_REAL:
        ret->op = COLUMN_REAL;
        return true;
    case K_STR:
    case K_JSON: /* one string inside */
        ret->op = COLUMN_TEXT;
        return true;
    default:
        return false;
    }
}

static enum rc plan_make(const struct engine *e, const struct stmt *s, struct plan *p,
                         struct buf *why)
{
    struct buf sql;
    enum rc    rc;

    *p = (struct plan){ .stmt = s, .n_args = s->in ? strlen(s->in) : 0 };
    if (s->mode != TX_READ && s->mode != TX_WRITE) {
        buf_addf(why, "statement %s: it has no mode", s->name);
        return RC_INTERNAL;
    }
    if (s->in && strspn(s->in, "isdb") != p->n_args) {
        buf_addf(why, "statement %s: its parameters are “%s”, but i s d b are all there is",
                 s->name, s->in);
        return RC_INTERNAL;
    }
    p->n_columns = s->out ? s->out->n : 0;
    p->columns   = must(calloc(p->n_columns + 1, sizeof(*p->columns)));
    for (size_t i = 0; i < p->n_columns; i++) {
        if (!column_of(&s->out->fields[i], &p->columns[i])) {
            buf_addf(why, "statement %s: %s.%s cannot be a column", s->name, s->out->name,
                     s->out->fields[i].name);
            return RC_INTERNAL;
        }
    }
    buf_init(&sql, 1 << 20);
    rc = words_put(e, str_of(s->sql), &sql, why);
    if (rc == RC_OK && buf_check(&sql) == RC_OK)
        p->sql = must(strndup(sql.p, sql.n));
    else
        buf_addf(why, " (statement %s)", s->name);
    buf_free(&sql);
    return p->sql ? RC_OK : RC_INTERNAL;
}

static enum rc plans_index(struct plans *ps, struct buf *why)
{
    size_t room = 16;

    while (room < 2 * ps->n + 1)
        room *= 2;
    ps->mask  = room - 1;
    ps->index = must(calloc(room, sizeof(*ps->index)));
    for (size_t k = 0; k < ps->n; k++) {
        const struct stmt *s = ps->at[k].stmt;
        size_t i = (size_t)(((uintptr_t)s * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & ps->mask;

        for (; ps->index[i]; i = (i + 1) & ps->mask) {
            if (ps->at[ps->index[i] - 1].stmt == s) {
                buf_addf(why, "statement %s stands twice in the tables", s->name);
                return RC_INTERNAL;
            }
        }
        ps->index[i] = (uint32_t)k + 1;
    }
    return RC_OK;
}

static int plan_by_name(const void *a, const void *b)
{
    const struct plan *const *pa = a, *const *pb = b;

    return strcmp((*pa)->stmt->name, (*pb)->stmt->name);
}

static enum rc plans_names(const struct plans *ps, struct buf *why)
{
    const struct plan **by_name = must(calloc(ps->n + 1, sizeof(const struct plan *)));
    enum rc             rc      = RC_OK;

    for (size_t i = 0; i < ps->n; i++)
        by_name[i] = &ps->at[i];
    qsort(by_name, ps->n, sizeof(const struct plan *), plan_by_name);
    for (size_t i = 1; i < ps->n && rc == RC_OK; i++) {
        if (plan_by_name(&by_name[i - 1], &by_name[i]) == 0) {
            buf_addf(why, "two statements are called %s", by_name[i]->stmt->name);
            rc = RC_INTERNAL;
        }
    }
    free(by_name);
    return rc;
}

static enum rc plans_fill(const struct engine *e, const struct stmt *const *const *tables,
                          struct plans *ps, struct buf *why)
{
    size_t n = 0;

    for (const struct stmt *const *const *t = tables; t && *t; t++)
        for (const struct stmt *const *s = *t; *s; s++)
            n++;
    ps->at = must(calloc(n + 1, sizeof(*ps->at)));
    for (const struct stmt *const *const *t = tables; t && *t; t++) {
        for (const struct stmt *const *s = *t; *s; s++) {
            TRY(plan_make(e, *s, &ps->at[ps->n++], why));
            if ((*s)->out && (*s)->out->size > ps->widest)
                ps->widest = (*s)->out->size;
        }
    }
    TRY(plans_names(ps, why));
    return plans_index(ps, why);
}

enum rc plans_make(const struct engine *e, const struct stmt *const *const *tables,
                   struct plans *ret, struct buf *why)
{
    struct plans ps = { 0 };
    enum rc      rc = plans_fill(e, tables, &ps, why);

    if (rc == RC_OK)
        *ret = ps;
    else
        plans_free(&ps);
    return rc;
}

void plans_free(struct plans *p)
{
    for (size_t i = 0; i < p->n; i++) {
        free(p->at[i].sql);
        free(p->at[i].columns);
    }
    free(p->at);
    free(p->index);
    *p = (struct plans){ 0 };
}

bool plan_name_fits(const struct plan *p, size_t column, const char *name)
{
    if (!name || strcmp(p->columns[column].name, name) == 0)
        return true;
    for (size_t i = 0; i < p->n_columns; i++)
        if (strcmp(p->columns[i].name, name) == 0)
            return false;
    return true;
}

size_t args_of(const struct shape *s, const void *row, struct arg *ret, size_t room)
{
    const char *from = row;

    BUG_ON(s->n > room);
    for (size_t i = 0; i < s->n; i++) {
        const struct field *f = &s->fields[i];
        union {
            int64_t    i64;
            int32_t    i32;
            bool       yes;
            double     real;
            struct str str;
        } v;

        switch (f->kind) {
        case K_I64:
            memcpy(&v.i64, from + f->at, sizeof(v.i64));
            ret[i] = arg_i(v.i64);
            break;
        case K_I32:
            memcpy(&v.i32, from + f->at, sizeof(v.i32));
            ret[i] = f->words && v.i32 < 0 ? arg_i(NONE_I64) : arg_n(v.i32);
            break;
        case K_BOOL:
            memcpy(&v.yes, from + f->at, sizeof(v.yes));
            ret[i] = arg_i(v.yes);
            break;
        case K_REAL:
            memcpy(&v.real, from + f->at, sizeof(v.real));
            ret[i] = arg_d(v.real);
            break;
        case K_STR:
        case K_JSON:
            memcpy(&v.str, from + f->at, sizeof(v.str));
            ret[i] = arg_s(v.str);
            break;
        default:
            bug_at(__FILE__, __LINE__, f->name);
        }
    }
    return s->n;
}
