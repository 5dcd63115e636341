/*
 * follow_closed: what is opened again has not been closed.
 *
 * Closings are counted as cases: one that is opened again is taken back from
 * the day, the places, the class and the unit where it was counted, and counts
 * anew when it ends. So what was closed in some days is as many cases as a
 * list of them has. That it was opened again is a figure of its own.
 */
#include "figures/follow_closed.h"

enum { AT_ONCE = 200 };

struct closing {
    struct work *w;
    struct str   process, class;
    int64_t      place, unit;
    int32_t      day;
    bool         late;
    int64_t      m[M_COUNT]; /* what it counted as */
};

static struct str text_of(const struct jval *data, const char *name)
{
    const struct jval *v = json_get(data, name);

    return v && v->kind == J_STR ? v->text : STR_NONE;
}

static int64_t id_of(const struct jval *data, const char *name)
{
    int64_t id;

    return str_int(text_of(data, name), &id) == RC_OK ? id : NONE_I64;
}

static int64_t int_of(const struct jval *data, const char *name)
{
    const struct jval *v = json_get(data, name);
    int64_t            n = 0;

    return v && v->kind == J_NUM && json_int(v, &n) == RC_OK ? n : 0;
}

/* The last one before it. RC_NOT_FOUND: the journal has none. */
static enum rc closing_before(struct work *w, const struct entry *again, struct entry *ret)
{
    int64_t after = 0;
    bool    found = false;

    for (;;) {
        struct rows         rows;
        const struct entry *e;

        TRY(journal_about(w, again->on, again->subject, after, AT_ONCE, &rows));
        e = rows.at;
        for (size_t i = 0; i < rows.n; i++) {
            after = e[i].id;
            if (!str_is(e[i].kind, "case.closed") || e[i].seq >= again->seq)
                continue;
            *ret  = e[i];
            found = true;
        }
        if (rows.n < AT_ONCE)
            return found ? RC_OK : RC_NOT_FOUND;
    }
}

static enum rc closing_read(struct work *w, const struct entry *e, struct closing *ret)
{
    const struct jval *data;
    struct str         outcome;

    TRY(json_parse(w->arena, e->data.text, w->faults, &data));
    outcome = text_of(data, "outcome");
    *ret    = (struct closing){
           .w       = w,
           .process = text_of(data, "process"),
           .class   = text_of(data, "class"),
           .place   = id_of(data, "place"),
           .unit    = id_of(data, "unit"),
           .day     = day_of(e->at),
           .late    = int_of(data, "late") > 0,
    };
    ret->m[M_CLOSED]                                     = 1;
    ret->m[ret->late ? M_CLOSED_LATE : M_CLOSED_ON_TIME] = 1;
    ret->m[M_HANDLE_SECONDS]                             = int_of(data, "seconds");
    ret->m[M_SOLVED]                                     = str_is(outcome, "solved");
    ret->m[M_REFUSED]                                    = str_is(outcome, "refused");
    ret->m[M_MERGED]                                     = str_is(outcome, "merged");
    return RC_OK;
}

static enum rc take_back_at(const struct closing *c, int64_t place, int64_t parent)
{
    struct arg args[4 + M_COUNT];

    args[0] = arg_i(place);
    args[1] = arg_s(c->process);
    args[2] = arg_i(c->day);
    args[3] = arg_i(parent);
    for (size_t i = 0; i < M_COUNT; i++)
        args[4 + i] = arg_i(-c->m[i]);
    TRY(db_run(c->w->tx, &stmt_figure_add, args, ARRAY_LEN(args), NULL));
    if (!c->class.p)
        return RC_OK;
    return db_run(c->w->tx, &stmt_figure_class_add,
                  ARGS(A(place), A(c->class), A((int64_t)c->day), A((int64_t)0), A((int64_t)-1),
                       A(-(int64_t)c->late)),
                  NULL);
}

static enum rc take_back_of_unit(const struct closing *c, int64_t place)
{
    if (c->unit == NONE_I64)
        return RC_OK;
    return db_run(c->w->tx, &stmt_figure_unit_add,
                  ARGS(A(place), A((int64_t)c->day), A(c->unit), A(c->process), A((int64_t)-1),
                       A(-(int64_t)c->late), A((int64_t)0), A(-c->m[M_HANDLE_SECONDS]),
                       A((int64_t)0), A((int64_t)0)),
                  NULL);
}

/* Upwards by what was above each place when it was counted: it may lie elsewhere by now. */
static enum rc take_back(const struct closing *c)
{
    struct parent_row up;
    enum rc           rc;

    for (int64_t place = c->place; place != NONE_I64 && place != 0; place = up.parent) {
        struct place p;

        TRY(place_get(c->w, place, &p));
        rc = db_one(c->w->tx, &stmt_figure_closed_below,
                    ARGS(A(place), A(c->process), A((int64_t)c->day),
                         A(p.parent == NONE_I64 ? (int64_t)0 : p.parent)),
                    &up);
        if (rc == RC_NOT_FOUND) /* it was not counted */
            return RC_OK;
        TRY(rc);
        TRY(take_back_at(c, place, up.parent));
        TRY(take_back_of_unit(c, place));
    }
    return take_back_of_unit(c, EVERYWHERE);
}

enum rc follow_reopened(struct work *w, const struct entry *again)
{
    struct entry   e;
    struct closing c;
    enum rc        rc = closing_before(w, again, &e);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    TRY(closing_read(w, &e, &c));
    return take_back(&c);
}
