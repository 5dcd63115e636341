/* publish: what anybody may read of a case, by its number. */
#include "cases/acts.h"

enum { WAY_PAGE = 200, PAGE_ROOM = 64 << 20 };

static const struct say say_not_public =
    SAY("not_public", "没有这个事项，或尚未公开", "there is no such case, or it is not public");

#define T struct public_step
static const struct field public_step_fields[] = {
    F(T, at, .as = AS_TIME, .doc = "when"),
    F(T, step, .opt = true, .doc = "where it went"),
    F(T, move, .opt = true, .doc = "by what"),
};
const struct shape public_step_shape = SHAPE(T, public_step_fields);
#undef T

#define T struct public_view
static const struct field public_view_fields[] = {
    F(T, number, .doc = "as people read it out"),
    F(T, process_title, .doc = "what kind of matter"),
    F(T, step_title, .opt = true, .doc = "where it stands, or how it ended"),
    F(T, class_title, .opt = true, .doc = "its class"),
    F(T, place_name, .opt = true, .doc = "its place"),
    F(T, unit_name, .opt = true, .doc = "who handles it"),
    F(T, grade_title, .opt = true, .doc = "its grade"),
    F(T, title, .opt = true, .doc = "one line"),
    F(T, words, .opt = true, .doc = "what was reported"),
    F(T, opened, .as = AS_TIME, .opt = true, .doc = "when it was reported"),
    F(T, due, .as = AS_TIME, .opt = true, .doc = "by when its step is to be done"),
    F(T, closed, .as = AS_TIME, .opt = true, .doc = "when it ended"),
    F(T, outcome, .opt = true, .doc = "what came of it"),
    F(T, form, .opt = true, .doc = "the fields that the pack publishes, masked"),
    F(T, steps, .of = &public_step_shape, .doc = "its way, where the pack publishes it"),
};
const struct shape public_view_shape = SHAPE(T, public_view_fields);
#undef T

static void put_masked(const struct form_field *f, struct str text, struct jw *w)
{
    struct buf b;

    buf_init(&b, 8192);
    mask_text(f->mask, text, &b);
    jw_str(w, buf_str(&b));
    buf_free(&b);
}

static enum rc public_form(struct run *r, struct json *ret)
{
    const struct publish *p = &r->pr->publish;
    struct buf           *b = run_buf(r);
    struct jw             w;

    jw_init(&w, b);
    jw_obj(&w);
    for (size_t i = 0; i < p->n_what && r->form; i++) {
        const struct form_field *f = form_field(&r->pr->fields, p->what[i]);
        const struct jval       *v = json_get_str(r->form, p->what[i]);

        if (!v || !f)
            continue;
        jw_key(&w, p->what[i]);
        if (f->keep == KEEP_PUBLIC)
            jw_raw(&w, v->raw);
        else
            put_masked(f, v->kind == J_STR ? v->text : v->raw, &w);
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    ret->text = buf_str(b);
    return RC_OK;
}

static struct str title_of_step(const struct run *r, struct str name, enum lang lang)
{
    int32_t step = process_step(r->pr, name), end = process_end(r->pr, name);

    if (step >= 0)
        return text_in(&r->pr->steps[step].title, lang);
    return end >= 0 ? text_in(&r->pr->ends[end].title, lang) : name;
}

struct way {
    VEC(struct public_step) steps;
    int64_t                 seen; /* the last entry's id */
    size_t                  n;    /* entries of the page */
};

/* One page of the journal, read into `page`. */
static enum rc way_page(struct run *r, enum lang lang, struct arena *page, struct way *way)
{
    struct rows         rows;
    const struct entry *e;

    TRY(journal_about(r->w, S("case"), r->c.id, way->seen, WAY_PAGE, &rows));
    e      = rows.at;
    way->n = rows.n;
    for (size_t i = 0; i < rows.n; i++) {
        const struct jval *data = NULL, *to;

        way->seen = e[i].id;
        if (str_is(e[i].kind, "case.opened"))
            *VEC_PUSH(r->w->arena, &way->steps) = (struct public_step){ .at = e[i].at };
        if (!str_is(e[i].kind, "case.moved"))
            continue;
        TRY(json_parse(page, e[i].data.text, r->w->faults, &data));
        to = json_get(data, "to");
        if (to)
            *VEC_PUSH(r->w->arena, &way->steps) = (struct public_step){
                .at   = e[i].at,
                .step = arena_str(r->w->arena, title_of_step(r, to->text, lang)),
            };
    }
    return RC_OK;
}

/* The whole way, however long; what else the journal tells is let go page by page. */
enum rc case_way(struct run *r, enum lang lang, struct list *ret)
{
    struct arena *page = arena_new(PAGE_ROOM), *usual = tx_arena(r->w->tx);
    struct way    way = { .seen = NONE_I64, .n = WAY_PAGE };
    enum rc       rc  = RC_OK;

    tx_set_arena(r->w->tx, page);
    while (rc == RC_OK && way.n == WAY_PAGE) {
        rc = way_page(r, lang, page, &way);
        arena_clear(page);
    }
    tx_set_arena(r->w->tx, usual);
    arena_free(page);
    TRY(rc);
    *ret = (struct list){ way.steps.at, way.steps.n };
    return RC_OK;
}

/* `progress` shows steps and dates. */
static bool shows(const struct run *r, const char *what)
{
    static const char *const of_way[] = { "step", "end", "opened", "closed" };
    bool                     shown    = process_publishes(r->pr, str_of(what));

    for (size_t i = 0; i < ARRAY_LEN(of_way); i++)
        shown = shown || (r->pr->publish.progress && str_is(str_of(what), of_way[i]));
    return shown;
}

static void fill_state(const struct run *r, enum lang lang, struct public_view *v)
{
    bool ended = r->c.state == CASE_ENDED;

    if (shows(r, ended ? "end" : "step"))
        v->step_title =
            ended ? title_of_step(r, r->c.ended_as, lang) : text_in(&r->step->title, lang);
    if (shows(r, "end") && r->c.outcome >= 0)
        v->outcome = str_of(outcome_words[r->c.outcome]);
    if (shows(r, "opened"))
        v->opened = r->c.opened;
    if (shows(r, "closed"))
        v->closed = r->c.closed;
    if (shows(r, "due"))
        v->due = r->c.due;
}

static enum rc fill_names(struct run *r, enum lang lang, struct public_view *v)
{
    const struct case_class *k = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    struct place             place;
    struct org               org;

    if (shows(r, "class") && k)
        v->class_title = text_in(&k->title, lang);
    for (size_t i = 0; shows(r, "grade") && i < r->pr->n_grades; i++)
        if (str_eq(r->pr->grades[i].code, r->c.grade))
            v->grade_title = text_in(&r->pr->grades[i].title, lang);
    if (shows(r, "place") && r->c.place != NONE_I64) {
        TRY(place_get(r->w, r->c.place, &place));
        v->place_name = place.name;
    }
    if (shows(r, "unit") && r->c.unit != NONE_I64) {
        TRY(org_get(r->w, r->c.unit, &org));
        v->unit_name = org.name;
    }
    return RC_OK;
}

static enum rc fill(struct run *r, enum lang lang, struct public_view *v)
{
    v->number        = r->c.number;
    v->process_title = text_in(&r->pr->title, lang);
    if (shows(r, "title") || shows(r, "words")) /* it may be the beginning of the words */
        v->title = r->c.title;
    if (shows(r, "words"))
        v->words = r->c.words;
    fill_state(r, lang, v);
    TRY(fill_names(r, lang, v));
    TRY(public_form(r, &v->form));
    return r->pr->publish.progress ? case_way(r, lang, &v->steps) : RC_OK;
}

enum rc case_public_run(struct work *w, struct str number, enum lang lang, struct run *ret_run,
                        struct public_view *ret)
{
    struct case_row    row;
    struct run         r;
    struct public_view v;
    enum rc            rc;

    if (!case_number_ok(number))
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_public);
    rc = db_one(w->tx, &stmt_case_by_number, ARGS(A(number)), &row);
    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_public);
    TRY(rc);
    TRY(run_of_row(w, &row, &r));
    if (!process_published(r.pr, r.c.state))
        return WORK_FAULT(w, RC_NOT_FOUND, &say_not_public);
    shape_clear(&public_view_shape, &v);
    TRY(fill(&r, lang, &v));
    *ret_run = r;
    *ret     = v;
    return RC_OK;
}

enum rc case_public(struct work *w, struct str number, enum lang lang, struct public_view *ret)
{
    struct run r;

    return case_public_run(w, number, lang, &r, ret);
}
