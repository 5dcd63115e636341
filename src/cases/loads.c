/* loads: what lies with each unit in a subtree now. For whoever shares work out. */
#include "cases/loads.h"
#include "cases/case_rows.h"
#include "cases/engine.h"

#define T struct unit_load
static const struct field load_fields[] = {
    F(T, unit, .as = AS_ID, .doc = "the unit"),
    F(T, name, .doc = "what it is called"),
    F(T, open, .doc = "cases that it handles and that are open"),
    F(T, late, .doc = "those of them that are past their time"),
};
const struct shape unit_load_shape = SHAPE(T, load_fields);
#undef T

static const struct field query_fields[] = {
    F(struct load_query, place, .as = AS_ID, .doc = "cases of this place and what lies in it"),
};
const struct shape load_query_shape = SHAPE(struct load_query, query_fields);

enum rc unit_loads(struct work *w, int64_t place, struct rows *ret)
{
    struct place p;
    struct rows  counts;
    enum rc      rc = place_get(w, place, &p);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
    TRY(rc);
    TRY(work_need(w, CAP_CASE_READ, p.path, STR_NONE));
    TRY(db_all(w->tx, &stmt_unit_loads, ARGS(A(p.path), A(path_end(w->arena, p.path)), A(w->now)),
               &counts));

    const struct load_count *from = counts.at;
    struct unit_load        *at   = ARENA_ARRAY(w->arena, struct unit_load, counts.n + 1);
    for (size_t i = 0; i < counts.n; i++) {
        struct org o;

        TRY(org_get(w, from[i].unit, &o));
        at[i] = (struct unit_load){ from[i].unit, o.name, from[i].open, from[i].late };
    }
    *ret = (struct rows){ at, counts.n };
    return RC_OK;
}
