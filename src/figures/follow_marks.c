/*
 * follow_marks: what units were given for their work.
 *
 * A unit has one mark of a case, however often it was marked there: a later
 * one takes the place of the earlier, which then counts no more on the day on
 * which it was given. So an average is one of cases. Who marked what and when
 * remains in the journal.
 */
#include "figures/follow_marks.h"

/* The places at which a mark counts are kept with it: by the time that it is taken back the case,
 * or a place, may lie elsewhere. */
static enum rc places_of(struct work *w, int64_t place, struct str *ret)
{
    struct rows         rows;
    const struct place *p;
    struct buf         *b;

    *ret = S("");
    if (place == NONE_I64)
        return RC_OK;
    TRY(place_line(w, place, &rows));
    p = rows.at;
    b = arena_buf(w->arena, rows.n * 24 + 1);
    for (size_t i = 0; i < rows.n; i++)
        buf_addf(b, "%s%lld", i ? " " : "", (long long)p[i].id);
    TRY(buf_check(b));
    *ret = buf_str(b);
    return RC_OK;
}

static enum rc add_at(struct work *w, const struct marking *g, int64_t place, int64_t parent,
                      const struct mark_row *m, int64_t times)
{
    struct arg args[4 + M_COUNT];

    args[0] = arg_i(place);
    args[1] = arg_s(g->process);
    args[2] = arg_i(m->day);
    args[3] = arg_i(parent);
    for (size_t i = 0; i < M_COUNT; i++)
        args[4 + i] = arg_i(i == M_UNIT_MARKS ? times : i == M_UNIT_MARK_SUM ? times * m->mark : 0);
    return db_run(w->tx, &stmt_figure_add, args, ARRAY_LEN(args), NULL);
}

static enum rc add_unit(struct work *w, const struct marking *g, int64_t unit, int64_t place,
                        const struct mark_row *m, int64_t times)
{
    return db_run(w->tx, &stmt_figure_unit_add,
                  ARGS(A(place), A(m->day), A(unit), A(g->process), A((int64_t)0), A((int64_t)0),
                       A((int64_t)0), A((int64_t)0), A(times), A(times * m->mark)),
                  NULL);
}

/* At its places, and of its unit there and everywhere; or, -1 times, taken back there. */
static enum rc add(struct work *w, const struct marking *g, int64_t unit, const struct mark_row *m,
                   int64_t times)
{
    struct str rest = m->places, id;
    int64_t    place, parent = 0;

    while (rest.n && str_split(&rest, ' ', &id)) {
        TRY(str_int(id, &place));
        TRY(add_at(w, g, place, parent, m, times));
        TRY(add_unit(w, g, unit, place, m, times));
        parent = place;
    }
    return add_unit(w, g, unit, EVERYWHERE, m, times);
}

static enum rc one(struct work *w, const struct marking *g, const struct jval *v)
{
    struct str      field = json_get(v, "field")->text;
    struct mark_row now   = { .day = g->day }, before;
    int64_t         unit;
    enum rc         rc;

    TRY(str_int(json_get(v, "unit")->text, &unit));
    TRY(json_int(json_get(v, "mark"), &now.mark));
    TRY(places_of(w, g->place, &now.places));
    rc = db_one(w->tx, &stmt_figure_mark, ARGS(A(g->case_id), A(field), A(unit)), &before);
    if (rc == RC_OK)
        TRY(add(w, g, unit, &before, -1));
    else if (rc != RC_NOT_FOUND)
        return rc;
    TRY(db_run(w->tx, &stmt_figure_mark_put,
               ARGS(A(g->case_id), A(field), A(unit), A(now.day), A(now.mark), A(now.places)),
               NULL));
    return add(w, g, unit, &now, 1);
}

enum rc follow_marks(struct work *w, const struct marking *g, const struct jval *marks)
{
    for (const struct jval *m = marks ? marks->first : NULL; m; m = m->next)
        TRY(one(w, g, m));
    return RC_OK;
}
