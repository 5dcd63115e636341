/* progress: how a case goes on, for somebody whom it concerns and who did not report it. */
#include "cases/acts.h"
#include "cases/why.h"

#define T struct progress
static const struct field progress_fields[] = {
    F(T, number, .doc = "as people read it out"),
    F(T, joined, .opt = true,
      .doc = "the number that the code was given for, where that case was merged into this one"),
    F(T, process_title, .doc = "what kind of matter"),
    F(T, class_title, .opt = true, .doc = "its class"),
    F(T, step_title, .doc = "where it stands, or how it ended"),
    F(T, place_name, .opt = true, .doc = "its place"),
    F(T, unit_name, .opt = true, .doc = "who handles it"),
    F(T, state, .words = case_state_words, .doc = "open or ended"),
    F(T, outcome, .words = outcome_words, .opt = true, .doc = "how figures count its end"),
    F(T, opened, .as = AS_TIME, .doc = "when it was reported"),
    F(T, due, .as = AS_TIME, .opt = true, .doc = "by when its step is to be done"),
    F(T, closed, .as = AS_TIME, .opt = true, .doc = "when it ended"),
    F(T, says, .each = K_STR, .doc = "who must act, by when, in sentences"),
    F(T, steps, .of = &public_step_shape, .doc = "its way"),
};
const struct shape progress_shape = SHAPE(T, progress_fields);
#undef T

/* Its own code, or one of those who joined it. What the former also lets its holder see is not
 * needed here. */
static enum rc by_either_code(struct work *w, struct str code, struct case_row *ret)
{
    enum rc rc = case_by_me_too(w, code, ret);

    if (rc != RC_NOT_FOUND)
        return rc;
    w->faults->n = 0;
    return case_by_code(w, code, ret);
}

static enum rc fill_names(struct run *r, enum lang lang, struct progress *v)
{
    const struct case_class *k     = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    bool                     ended = r->c.state == CASE_ENDED;
    int32_t                  end   = ended ? process_end(r->pr, r->c.ended_as) : -1;
    struct place             place;
    struct org               org;

    v->process_title = text_in(&r->pr->title, lang);
    if (k)
        v->class_title = text_in(&k->title, lang);
    v->step_title =
        end >= 0 ? text_in(&r->pr->ends[end].title, lang) : text_in(&r->step->title, lang);
    if (r->c.place != NONE_I64) {
        TRY(place_get(r->w, r->c.place, &place));
        v->place_name = place.name;
    }
    if (r->c.unit != NONE_I64) {
        TRY(org_get(r->w, r->c.unit, &org));
        v->unit_name = org.name;
    }
    return RC_OK;
}

static enum rc fill_says(struct run *r, enum lang lang, struct progress *v)
{
    struct why_query       now = { .all = false };
    struct case_why        why;
    const struct why_task *t;
    struct str            *at;

    TRY(case_why(r, lang, &now, &why));
    t  = why.tasks.at;
    at = ARENA_ARRAY(r->w->arena, struct str, why.tasks.n + 1);
    for (size_t i = 0; i < why.tasks.n; i++)
        at[i] = t[i].words;
    v->says = (struct list){ at, why.tasks.n };
    return RC_OK;
}

enum rc case_progress(struct work *w, struct str code, enum lang lang, struct progress *ret)
{
    struct progress v;
    struct case_row row;
    struct str      joined;
    struct run      r;

    TRY(by_either_code(w, code, &row));
    joined = row.number;
    TRY(case_surviving(w, &row));
    TRY(run_of_row(w, &row, &r));
    shape_clear(&progress_shape, &v);
    v.number = r.c.number;
    if (!str_eq(joined, v.number))
        v.joined = joined;
    v.state   = r.c.state;
    v.outcome = r.c.outcome;
    v.opened  = r.c.opened;
    v.due     = r.c.state == CASE_OPEN ? r.c.due : NONE_I64;
    v.closed  = r.c.closed;
    TRY(fill_names(&r, lang, &v));
    TRY(fill_says(&r, lang, &v));
    TRY(case_way(&r, lang, &v.steps));
    *ret = v;
    return RC_OK;
}
