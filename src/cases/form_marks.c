/*
 * form_marks: what is thought of the work of each unit.
 *
 * Only a unit of the case is marked, or one that was called: whoever had
 * nothing to do with it is not. A mark stands until another takes its place.
 */
#include "cases/form_own.h"

static const struct say say_no_unit =
    SAY("mark_no_unit", "编号为{0}的单位没有参加办理", "the unit {0} has no part in this case");
static const struct say say_twice =
    SAY("mark_twice", "同一单位评了两次", "this unit is marked twice");
static const struct say say_missing =
    SAY("mark_missing", "还有单位没有评分：{0}", "not every unit is marked: {0}");
static const struct say say_nobody =
    SAY("mark_nobody", "没有参加办理的单位", "no unit has a part in this case");
static const struct say want_marks =
    SAY("wrong_type", "应为各单位评分的列表", "a list of the units' marks expected");

#define T struct unit_mark
static const struct field mark_fields[] = {
    F(T, unit, .as = AS_ID, .doc = "which"),
    F(T, mark, .min = 1, .max = 5, .doc = "5 is best"),
    F(T, words, .opt = true, .max = 500, .doc = "why"),
};
static const struct shape mark_shape = SHAPE(T, mark_fields);
#undef T

/* -- who is marked -- */

static bool is_id_among(const int64_t *at, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (at[i] == id)
            return true;
    return false;
}

static void add_once(int64_t *at, size_t *n, const struct jval *v)
{
    int64_t id;

    if (v->kind == J_STR && str_int(v->text, &id) == RC_OK && !is_id_among(at, *n, id))
        at[(*n)++] = id;
}

/* int64_t: the organisations that such a field asks a mark of, each once. */
static void case_marked_units(const struct run *r, const struct form_field *f, struct list *ret)
{
    bool               units = !f->of.p || str_is(f->of, "case.units");
    struct str         field = units ? S("assist") : str_skip(f->of, S("form.").n);
    const struct jval *named = r->form ? json_get_str(r->form, field) : NULL;
    int64_t           *at    = ARENA_ARRAY(r->w->arena, int64_t, (named ? named->n : 0) + 2);
    size_t             n     = 0;

    if (units && r->c.unit != NONE_I64)
        at[n++] = r->c.unit;
    if (named && named->kind == J_STR)
        add_once(at, &n, named);
    for (const struct jval *m = named && named->kind == J_LIST ? named->first : NULL; m;
         m                    = m->next)
        add_once(at, &n, m);
    *ret = (struct list){ at, n };
}

enum rc case_to_mark(struct work *w, int64_t id, const struct form_field *f, struct list *ret)
{
    struct run r;

    TRY(run_load(w, id, &r));
    case_marked_units(&r, f, ret);
    return RC_OK;
}

/* -- what they are given -- */

static bool is_marked(const struct unit_mark *at, size_t n, int64_t unit)
{
    for (size_t i = 0; i < n; i++)
        if (at[i].unit == unit)
            return true;
    return false;
}

/* What was given before to others than these, and what is given now. */
static struct str put_together(struct run *r, struct str field, const struct unit_mark *at,
                               size_t n)
{
    const struct jval *before = r->form ? json_get_str(r->form, field) : NULL;
    struct buf        *b      = run_buf(r);
    struct jw          w;

    jw_init(&w, b);
    jw_list(&w);
    for (const struct jval *m = before ? before->first : NULL; m; m = m->next) {
        const struct jval *unit = json_get(m, "unit");
        int64_t            id;

        if (unit && str_int(unit->text, &id) == RC_OK && !is_marked(at, n, id))
            jw_raw(&w, m->raw);
    }
    for (size_t i = 0; i < n; i++)
        shape_to_json(&mark_shape, &at[i], (struct view){ KEEP_OFFICE }, &w);
    jw_list_end(&w);
    return buf_str(b);
}

enum rc answer_unit_marks(struct checking *c, const struct jval *in)
{
    struct run       *r = c->r;
    struct list       units;
    struct unit_mark *at;
    size_t            n = 0, i = 0;

    if (in->kind != J_LIST) {
        answer_wrong(c, &want_marks, STR_NONE);
        return RC_OK;
    }
    case_marked_units(r, c->v->f, &units);
    at = ARENA_ARRAY(r->w->arena, struct unit_mark, in->n + 1);
    for (const struct jval *m = in->first; m; m = m->next, i++) {
        shape_clear(&mark_shape, &at[n]);
        if (!answer_object(c, i, &mark_shape, m, &at[n]))
            continue;
        if (!is_id_among(units.at, units.n, at[n].unit))
            answer_wrong_at(c, i, "unit", &say_no_unit,
                            arena_fmt(r->w->arena, "%lld", (long long)at[n].unit));
        else if (is_marked(at, n, at[n].unit))
            answer_wrong_at(c, i, "unit", &say_twice, STR_NONE);
        n++;
    }
    c->v->marks   = at;
    c->v->n_marks = n;
    if (!c->failed)
        c->v->json = put_together(r, c->v->f->name, at, n);
    return RC_OK;
}

enum rc answer_every_unit(struct checking *c)
{
    struct run *r = c->r;
    struct buf *b = run_buf(r);
    struct list units;
    struct org  o;

    if (c->failed)
        return RC_OK;
    case_marked_units(r, c->v->f, &units);
    for (size_t i = 0; i < units.n; i++) {
        int64_t id = ((const int64_t *)units.at)[i];

        if (is_marked(c->v->marks, c->v->n_marks, id))
            continue;
        TRY(org_get(r->w, id, &o));
        if (b->n)
            buf_addc(b, "、");
        buf_add(b, o.name);
    }
    if (units.n == 0)
        answer_wrong(c, &say_nobody, STR_NONE);
    else if (b->n)
        answer_wrong(c, &say_missing, buf_str(b));
    return RC_OK;
}

bool case_marks_lowest(const struct jval *marks, double *ret)
{
    bool   any = false;
    double one;

    for (const struct jval *m = marks ? marks->first : NULL; m; m = m->next) {
        const struct jval *mark = json_get(m, "mark");

        if (!mark || json_real(mark, &one) != RC_OK || (any && one >= *ret))
            continue;
        *ret = one;
        any  = true;
    }
    return any;
}

void form_note_marks(const struct values *v, struct jw *w)
{
    bool any = false;

    for (size_t i = 0; i < v->n; i++)
        for (size_t k = 0; v->at[i].given && k < v->at[i].n_marks; k++) {
            const struct unit_mark *one = &v->at[i].marks[k];

            if (!any) {
                jw_keyc(w, "marks");
                jw_list(w);
            }
            any = true;
            jw_obj(w);
            jw_keyc(w, "field");
            jw_str(w, v->at[i].f->name);
            jw_keyc(w, "unit");
            jw_id(w, one->unit);
            jw_keyc(w, "mark");
            jw_int(w, one->mark);
            jw_obj_end(w);
        }
    if (any)
        jw_list_end(w);
}
