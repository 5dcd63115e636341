/*
 * follow_places: what becomes of cases when the tree under them changes.
 *
 * A case keeps the paths of its place and of its unit, so that a subtree is
 * one comparison; they follow when a node is moved. When a place is split or
 * merged its open cases go to what came of it: by their point, else to the
 * first heir; where nothing came of an organisation, unit_gone.c is told to
 * look. What has ended stays where it was, until it is opened again.
 */
#include "cases/engine.h"
#include "cases/room.h"

static struct str text_at(const struct jval *v, const char *name)
{
    const struct jval *m = json_get(v, name);

    return m && m->kind == J_STR ? m->text : STR_NONE;
}

/* Who has to act may sit elsewhere now: in the community to which the grid was moved. */
static enum rc tasks_follow(struct work *w, struct str path)
{
    struct rows          rows;
    const struct id_row *row;

    TRY(db_all(w->tx, &stmt_open_within, ARGS(A(path), A(path_end(w->arena, path))), &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct run r;

        TRY(run_load(w, row[i].id, &r));
        TRY(step_follow(&r));
    }
    return RC_OK;
}

static enum rc moved(struct work *w, const struct jval *data, bool place)
{
    const struct stmt *repath = place ? &stmt_case_repath : &stmt_case_repath_unit;
    struct str         before = text_at(data, "before"), after = text_at(data, "after");

    if (!before.p || !after.p)
        return RC_OK;
    TRY(db_run(w->tx, repath,
               ARGS(A(after), A((int64_t)before.n + 1), A(before), A(path_end(w->arena, before))),
               NULL));
    return place ? tasks_follow(w, after) : RC_OK;
}

static int64_t first_heir(const struct jval *data)
{
    const struct jval *heirs = json_get(data, "heirs");
    int64_t            id;

    return heirs && heirs->first && str_int(heirs->first->text, &id) == RC_OK ? id : NONE_I64;
}

static bool is_heir(const struct jval *data, int64_t id)
{
    const struct jval *heirs = json_get(data, "heirs");
    int64_t            one;

    for (const struct jval *m = heirs ? heirs->first : NULL; m; m = m->next)
        if (str_int(m->text, &one) == RC_OK && one == id)
            return true;
    return false;
}

/* Where the case's point lies now, and what is above that; none where nobody knows. */
static enum rc line_at_point(struct run *r, struct rows *ret)
{
    struct located at;
    enum rc        rc;

    *ret = (struct rows){ NULL, 0 };
    if (r->c.lon != r->c.lon)
        return RC_OK;
    rc = territory_locate(r->w->services, r->c.lon, r->c.lat, 0, &at);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    return place_line(r->w, at.place, ret);
}

/* That, if it is one of the heirs. */
static enum rc heir_by_point(struct run *r, const struct jval *data, int64_t *ret)
{
    struct rows line;

    TRY(line_at_point(r, &line));
    for (size_t i = 0; i < line.n; i++)
        if (is_heir(data, ((const struct place *)line.at)[i].id))
            *ret = ((const struct place *)line.at)[i].id;
    return RC_OK;
}

static enum rc place_passes(struct work *w, int64_t id, const struct jval *data)
{
    int64_t    heir = first_heir(data);
    struct run r;

    TRY(run_load(w, id, &r));
    TRY(heir_by_point(&r, data, &heir));
    if (heir == NONE_I64)
        return RC_OK;
    TRY(case_set_place(&r, heir));
    TRY(step_follow(&r));
    return run_save(&r);
}

static bool is_named(const struct jval *v, struct str id)
{
    for (const struct jval *m = v->kind == J_LIST ? v->first : NULL; m; m = m->next)
        if (str_eq(m->text, id))
            return true;
    return v->kind == J_STR && str_eq(v->text, id);
}

/* The answer with the heir in place of the other; where it names both, once. */
static struct str renamed(struct run *r, const struct jval *v, struct str old, struct str heir)
{
    bool        both = is_named(v, heir);
    struct buf *b    = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    if (v->kind == J_STR) {
        jw_str(&w, heir);
        return buf_str(b);
    }
    jw_list(&w);
    for (const struct jval *m = v->first; m; m = m->next)
        if (!str_eq(m->text, old))
            jw_str(&w, m->text);
        else if (!both)
            jw_str(&w, heir);
    jw_list_end(&w);
    return buf_str(b);
}

/* Whoever assists or was called is named in the form. What it was given for its work before remains
 * what the old one was given. */
static enum rc named_passes(struct run *r, int64_t old, int64_t heir)
{
    struct arena *a      = r->w->arena;
    struct str    from   = arena_fmt(a, "%lld", (long long)old),
               to        = arena_fmt(a, "%lld", (long long)heir);
    const struct form *f = &r->pr->fields;
    struct values      v = { ARENA_ARRAY(a, struct value, f->n + 1), 0 };

    for (size_t i = 0; i < f->n; i++) {
        const struct jval *held = r->form ? json_get_str(r->form, f->at[i].name) : NULL;

        if (held && (f->at[i].kind == FORM_ORG || f->at[i].kind == FORM_ORGS) &&
            is_named(held, from))
            v.at[v.n++] =
                (struct value){ .f = &f->at[i], .given = true, .json = renamed(r, held, from, to) };
    }
    return v.n ? run_form_put(r, &v) : RC_OK;
}

/* Whoever leads does not assist as well. */
static enum rc lead_is_no_assistant(struct run *r)
{
    const struct form_field *f    = form_field(&r->pr->fields, S("assist"));
    const struct jval       *held = r->form ? json_get_str(r->form, S("assist")) : NULL;
    struct str               unit = arena_fmt(r->w->arena, "%lld", (long long)r->c.unit);
    struct value             v;

    if (!f || !held || held->kind != J_LIST || !is_named(held, unit))
        return RC_OK;
    v = (struct value){ .f = f, .given = true, .json = renamed(r, held, unit, unit) };
    return run_form_put(r, &(struct values){ &v, 1 });
}

/* The task of the same post there that goes before this one: the lead's, else an older one. */
static const struct task_row *goes_before(const struct run *r, const struct task_row *t)
{
    for (size_t i = 0; i < r->n_tasks; i++) {
        const struct task_row *o = &r->tasks[i];

        if (o->org == t->org && str_eq(o->post, t->post) &&
            (o->lead == t->lead ? o->id < t->id : o->lead))
            return o;
    }
    return NULL;
}

/* Two units of the case are one now: what both had to do, it has to do once. That one of them was
 * on the spot holds for it. */
static enum rc tasks_join(struct run *r, int64_t unit)
{
    size_t ended = 0;

    run_tasks_forget(r);
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++) {
        const struct task_row *t = &r->tasks[i], *o = goes_before(r, t);

        if (t->org != unit || !o)
            continue;
        if (t->signed_at != NONE_I64)
            TRY(db_run(r->w->tx, &stmt_task_sign, ARGS(A(o->id), A(t->signed_at)), NULL));
        TRY(db_run(r->w->tx, &stmt_task_end,
                   ARGS(A(t->id), A((int64_t)TASK_FELL), A(r->w->now), A(NONE_I64), A(STR_NONE)),
                   NULL));
        ended++;
    }
    if (!ended)
        return RC_OK;
    run_tasks_forget(r);
    TRY(clocks_of_tasks(r));
    return run_note(r, "case.tasks_joined",
                    arena_fmt(r->w->arena, "\"org\":\"%lld\"", (long long)unit));
}

static enum rc unit_passes(struct work *w, int64_t id, int64_t old, const struct jval *data)
{
    int64_t    heir = first_heir(data);
    struct run r;
    struct org o;

    if (heir == NONE_I64)
        return RC_OK;
    TRY(run_load(w, id, &r));
    TRY(org_get(w, heir, &o));
    if (r.c.unit == old) {
        r.c.unit      = o.id;
        r.c.unit_path = o.path;
    }
    TRY(named_passes(&r, old, heir));
    TRY(lead_is_no_assistant(&r));
    TRY(db_run(w->tx, &stmt_task_to_org, ARGS(A(id), A(old), A(heir)), NULL));
    TRY(tasks_join(&r, heir));
    return run_save(&r);
}

/* -- what is opened again -- */

enum { GENERATIONS = 50 }; /* more changes of one place than any office makes */

/* What holds in the place's stead today: an heir, by the point if it tells which; where nothing
 * came of it, what lay above. */
static enum rc living_place(struct run *r, int64_t *id)
{
    struct rows  line, heirs;
    struct place p;

    TRY(line_at_point(r, &line));
    for (int i = 0; i < GENERATIONS; i++) {
        const struct place *heir, *near = line.at;

        TRY(place_get(r->w, *id, &p));
        if (!run_over(r, p.to))
            return RC_OK;
        TRY(place_successors(r->w, *id, &heirs));
        heir = heirs.at;
        if (heirs.n == 0 && p.parent == NONE_I64)
            return RC_OK;
        *id = heirs.n ? heir[0].id : p.parent;
        for (size_t j = 0; j < heirs.n; j++)
            for (size_t k = 0; k < line.n; k++)
                if (heir[j].id == near[k].id)
                    *id = near[k].id;
    }
    return RC_OK;
}

static enum rc living_org(struct run *r, int64_t *id)
{
    struct rows heirs;
    struct org  o;

    for (int i = 0; i < GENERATIONS; i++) {
        TRY(org_get(r->w, *id, &o));
        if (!run_over(r, o.to))
            return RC_OK;
        TRY(org_successors(r->w, *id, &heirs));
        if (heirs.n == 0)
            return RC_OK;
        *id = ((const struct org *)heirs.at)[0].id;
    }
    return RC_OK;
}

/* One organisation that the form names. */
static enum rc named_catches_up(struct run *r, struct str text)
{
    int64_t old, heir;

    if (str_int(text, &old) != RC_OK)
        return RC_OK;
    heir = old;
    TRY(living_org(r, &heir));
    return heir == old ? RC_OK : named_passes(r, old, heir);
}

static enum rc form_catches_up(struct run *r)
{
    const struct form *f = &r->pr->fields;

    for (size_t i = 0; i < f->n; i++) {
        const struct jval *held = r->form ? json_get_str(r->form, f->at[i].name) : NULL;

        if (!held || (f->at[i].kind != FORM_ORG && f->at[i].kind != FORM_ORGS))
            continue;
        if (held->kind == J_STR)
            TRY(named_catches_up(r, held->text));
        for (const struct jval *m = held->kind == J_LIST ? held->first : NULL; m; m = m->next)
            TRY(named_catches_up(r, m->text));
    }
    return RC_OK;
}

enum rc case_catch_up(struct run *r)
{
    int64_t    place = r->c.place, unit = r->c.unit;
    struct org o;

    if (place != NONE_I64) {
        TRY(living_place(r, &place));
        if (place != r->c.place)
            TRY(case_set_place(r, place));
    }
    if (unit != NONE_I64) {
        TRY(living_org(r, &unit));
        TRY(org_get(r->w, unit, &o));
        r->c.unit      = run_over(r, o.to) ? NONE_I64 : o.id;
        r->c.unit_path = run_over(r, o.to) ? STR_NONE : o.path;
    }
    return form_catches_up(r);
}

/* -- the follower -- */

static enum rc forked(struct work *w, const struct entry *e, const struct jval *data, bool place)
{
    struct rows          rows;
    const struct id_row *row;
    struct str           in_a_form = arena_fmt(w->arena, "%%\"%lld\"%%", (long long)e->subject);

    TRY(place ? db_all(w->tx, &stmt_open_at, ARGS(A(e->place_path)), &rows)
              : db_all(w->tx, &stmt_open_of, ARGS(A(e->subject), A(in_a_form)), &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(place ? place_passes(w, row[i].id, data) : unit_passes(w, row[i].id, e->subject, data));
    return RC_OK;
}

static enum rc one(struct work *w, const struct entry *e)
{
    bool               place = str_is(e->on, "place"), org = str_is(e->on, "org");
    bool               fork = str_ends(e->kind, S(".split")) || str_ends(e->kind, S(".merged"));
    const struct jval *data;

    if (str_is(e->kind, "org.ended"))
        room_units_looked(w->services, 0);
    if (!(place || org) || !e->data.text.p || !(fork || str_ends(e->kind, S(".moved"))))
        return RC_OK;
    TRY(json_parse(w->arena, e->data.text, w->faults, &data));
    if (fork)
        return forked(w, e, data, place);
    return moved(w, data, place);
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        TRY(one(w, &e[i]));
    return RC_OK;
}

const struct follower case_places_follower = { .name = "case places", .batch = 200, .run = follow };
