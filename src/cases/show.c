#include "cases/show.h"
#include "cases/publicity.h"

#define T struct move_view
static const struct field move_view_fields[] = {
    F(T, name, .doc = "to be sent back"),
    F(T, title, .doc = "what the button says"),
    F(T, main, .doc = "the one to show first"),
    F(T, needs, .each = K_STR, .doc = "fields that must be given"),
    F(T, may, .each = K_STR, .doc = "fields that may be given"),
};
static const struct shape move_view_shape = SHAPE(T, move_view_fields);
#undef T

#define T struct case_view
static const struct field case_view_fields[] = {
    CASE_BRIEF_FIELDS(T, brief.),
    F(T, step_title, .doc = "what the step is called"),
    F(T, class_title, .opt = true, .doc = "what the class is called"),
    CASE_NAME_FIELDS(T, brief.),
    F(T, words, .opt = true, .doc = "what was reported"),
    F(T, address, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_ADDRESS,
      .doc = "where, in words"),
    F(T, practice, .doc = "the version of the practice that it runs by"),
    F(T, level, .doc = "of the process's ladder, from 0"),
    F(T, returned, .doc = "how often it went back a step"),
    F(T, reopened, .doc = "how often it was opened again"),
    F(T, parent, .as = AS_ID, .opt = true, .doc = "the case that it came from"),
    F(T, merged, .as = AS_ID, .opt = true, .doc = "the case that it went into"),
    F(T, form, .opt = true, .doc = "the process's own fields, masked as the caller may read them"),
    F(T, mine, .doc = "the caller reported it"),
    F(T, tasks, .of = &task_row_shape, .doc = "who has to act now"),
    F(T, moves, .of = &move_view_shape, .doc = "what the caller can do now"),
    F(T, notices, .of = &shown_row_shape, .opt = true, .doc = "public notices that it showed"),
};
const struct shape case_view_shape = SHAPE(T, case_view_fields);
#undef T

static void brief_of(const struct case_row *c, struct case_brief *b)
{
    *b = (struct case_brief){
        .id       = c->id,
        .number   = c->number,
        .process  = c->process,
        .step     = c->step,
        .state    = c->state,
        .version  = c->version,
        .channel  = c->channel,
        .class    = c->class,
        .grade    = c->grade,
        .title    = c->title,
        .place    = c->place,
        .lon      = c->lon,
        .lat      = c->lat,
        .unit     = c->unit,
        .opened   = c->opened,
        .due      = c->due,
        .closed   = c->closed,
        .card     = c->card,
        .late     = c->late,
        .outcome  = c->outcome,
        .ended_as = c->ended_as,
    };
}

static struct list field_names(struct arena *a, const struct form *f, bool need)
{
    struct str *at = ARENA_ARRAY(a, struct str, f->n + 1);
    size_t      n  = 0;

    for (size_t i = 0; i < f->n; i++)
        if (f->at[i].need == need)
            at[n++] = f->at[i].name;
    return (struct list){ at, n };
}

static enum rc moves_of(struct run *r, enum lang lang, struct list *ret)
{
    struct arena     *a    = r->w->arena;
    struct move_view *at   = ARENA_ARRAY(a, struct move_view, r->step->n_moves + 1);
    struct faults     kept = *r->w->faults;
    size_t            n    = 0;

    for (size_t i = 0; i < r->step->n_moves; i++) {
        const struct move *m  = &r->step->moves[i];
        enum rc            rc = move_possible(r, m);

        *r->w->faults = kept; /* that a move is not possible is no fault of this question */
        if (rc_status(rc) >= 500)
            return rc;
        if (rc == RC_OK)
            at[n++] = (struct move_view){ m->name, text_in(&m->title, lang), m->main,
                                          field_names(a, &m->form, true),
                                          field_names(a, &m->form, false) };
    }
    *ret = (struct list){ at, n };
    return RC_OK;
}

static enum rc names_of(struct run *r, struct case_view *v)
{
    struct place p;
    struct org   o;

    if (r->c.place != NONE_I64) {
        TRY(place_get(r->w, r->c.place, &p));
        v->brief.place_name = p.name;
    }
    if (r->c.unit != NONE_I64) {
        TRY(org_get(r->w, r->c.unit, &o));
        v->brief.unit_name = o.name;
    }
    return RC_OK;
}

static enum rc form_of(struct run *r, const struct form *own, struct view view, struct json *ret)
{
    struct buf *b;
    struct jw   w;

    if (!r->form)
        return RC_OK;
    b = run_buf(r);
    jw_init(&w, b);
    jw_obj(&w);
    form_show(&r->pr->fields, own, r->form, view, &w);
    jw_obj_end(&w);
    TRY(buf_check(b));
    ret->text = buf_str(b);
    return RC_OK;
}

/* How many objected is the offices'. */
static enum rc notices_of(struct run *r, bool inside, struct list *ret)
{
    struct rows       rows;
    struct shown_row *at;

    TRY(shown_of(r, &rows));
    at = ARENA_ARRAY(r->w->arena, struct shown_row, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        at[i] = ((const struct shown_row *)rows.at)[i];
        if (!inside) {
            at[i].why        = STR_NONE;
            at[i].objections = at[i].objections_open = NONE_I64;
        }
    }
    *ret = (struct list){ at, rows.n };
    return RC_OK;
}

enum rc case_show(struct run *r, enum lang lang, struct view view, struct case_view *ret)
{
    const struct case_class *k = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    struct case_view         v;
    bool                     inside;

    shape_clear(&case_view_shape, &v);
    brief_of(&r->c, &v.brief);
    v.mine = r->w->follows == r->c.id ||
             (r->c.initiator != NONE_I64 && r->c.initiator == r->w->actor->account);
    v.step_title  = text_in(&r->step->title, lang);
    v.class_title = k ? text_in(&k->title, lang) : STR_NONE;
    v.words       = r->c.words;
    v.address     = r->c.address;
    v.practice    = r->c.practice;
    v.level       = r->c.level;
    v.returned    = r->c.returned;
    v.reopened    = r->c.reopened;
    v.parent      = r->c.parent;
    v.merged      = r->c.merged;
    TRY(run_inside(r, &inside));
    if (!inside) /* what handlers and others filled in is not the reporter's to read */
        view.most = KEEP_PUBLIC;
    TRY(form_of(r, v.mine ? &r->pr->form : NULL, view, &v.form));
    TRY(names_of(r, &v));
    TRY(run_tasks(r));
    v.tasks = (struct list){ r->tasks, r->n_tasks };
    TRY(moves_of(r, lang, &v.moves));
    TRY(notices_of(r, inside, &v.notices));
    *ret = v;
    return RC_OK;
}
