/*
 * call: a case opens cases of other processes: one that it waits for, and
 * such as follow from it, for which nobody waits.
 */
#include "cases/engine.h"

static enum rc kept_text(struct run *r, struct str json, struct str *ret)
{
    const struct jval *v;

    TRY(json_parse(r->w->arena, json, r->w->faults, &v));
    *ret = v->text;
    return RC_OK;
}

/* What stands beside the form of the other case. */
static enum rc give_beside(struct run *r, struct str name, struct str json, struct case_in *in)
{
    struct str text;

    TRY(kept_text(r, json, &text));
    if (str_is(name, "title"))
        in->title = text;
    else if (str_is(name, "words"))
        in->words = text;
    else if (str_is(name, "class"))
        in->class = text;
    else
        in->grade = text;
    return RC_OK;
}

static enum rc parties_over(struct run *r, const struct setter *s, const struct form_field *own,
                            const struct form_field *to, struct str *ret)
{
    size_t name;

    if (s && expr_is_name(s->value, &name) && name >= CN_COUNT)
        own = &r->pr->fields.at[name - CN_COUNT];
    if (!own || !field_goes_over(own, to))
        return RC_OK;
    return case_parties_json(r, own->name, ret);
}

/* What one field of the other case's form gets: on purpose, or because it is asked for here too. */
static enum rc goes_over(struct run *r, const struct opens *o, const struct form_field *to,
                         const struct values *answers, struct str *ret)
{
    const struct setter     *s    = opens_gives(o, to->name);
    const struct form_field *own  = form_field(&r->pr->fields, to->name);
    const struct value      *now  = values_get(answers, to->name);
    const struct jval       *kept = r->form ? json_get_str(r->form, to->name) : NULL;

    *ret = STR_NONE;
    if (to->kind == FORM_PARTIES) /* people are said anew: each case has rows of its own */
        return parties_over(r, s, own, to, ret);
    if (s)
        return sense_json(r, s->value, answers, ret);
    if (own && field_goes_over(own, to))
        *ret = now ? now->json : kept ? kept->raw : STR_NONE;
    return RC_OK;
}

static enum rc form_for(struct run *r, const struct opens *o, const struct process *pr,
                        const struct values *answers, struct str *ret)
{
    struct buf *b = run_buf(r);
    struct jw   w;
    struct str  json;

    jw_init(&w, b);
    jw_obj(&w);
    for (size_t i = 0; i < pr->form.n; i++) {
        const struct form_field *f = &pr->form.at[i];

        if (field_is_beside(f->name))
            continue;
        TRY(goes_over(r, o, f, answers, &json));
        if (!json.p)
            continue;
        jw_key(&w, f->name);
        jw_raw(&w, json);
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    *ret = buf_str(b);
    return RC_OK;
}

static enum rc open_one(struct run *r, const struct opens *o, struct str move, enum link_kind how,
                        const struct values *answers, struct opened *ret)
{
    const struct process *pr = practice_process(r->p, o->process);
    struct case_in        in;
    struct str            json;

    BUG_ON(!pr); /* the checker */
    shape_clear(&case_in_shape, &in);
    in.process = pr->name;
    in.channel = CH_CASE;
    in.title   = r->c.title;
    in.words   = r->c.words;
    in.class   = r->c.class;
    in.place   = r->c.place;
    in.lon     = r->c.lon;
    in.lat     = r->c.lat;
    in.address = r->c.address;
    for (size_t i = 0; i < o->n_with; i++) {
        if (!field_is_beside(o->with[i].name))
            continue;
        TRY(sense_json(r, o->with[i].value, answers, &json));
        if (json.p)
            TRY(give_beside(r, o->with[i].name, json, &in));
    }
    TRY(form_for(r, o, pr, answers, &in.form.text));
    return case_open_called(r, move, how, &in, ret);
}

static enum rc follow_up(struct run *r, const struct opens *o, const struct move *m,
                         const struct values *answers)
{
    struct opened opened;
    struct run    other;

    TRY(open_one(r, o, m->name, LINK_FOLLOWS, answers, &opened));
    TRY(run_load(r->w, opened.id, &other));
    TRY(case_parties_follow(r, &other));
    return run_note(r, "case.followed",
                    arena_fmt(r->w->arena, "\"other\":\"%lld\",\"number\":\"%.*s\"",
                              (long long)opened.id, STR_ARG(opened.number)));
}

static enum rc call(struct run *r, const struct move *m, const struct values *answers)
{
    struct opens  o = { m->calls, m->with, m->n_with, m->mark };
    struct opened opened;
    struct run    after;

    TRY(run_save(r));
    TRY(open_one(r, &o, m->name, LINK_CALLED, answers, &opened));
    TRY(run_load(r->w, r->c.id, &after));
    after.depth   = r->depth;
    after.applied = r->applied;
    *r            = after;
    return RC_OK;
}

enum rc case_open_others(struct run *r, const struct move *m, const struct values *answers)
{
    for (size_t i = 0; i < m->n_opens; i++)
        TRY(follow_up(r, &m->opens[i], m, answers));
    return m->calls.p ? call(r, m, answers) : RC_OK;
}
