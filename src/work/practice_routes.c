/*
 * practice_routes: the practice in force, for faces that draw forms and
 * processes from it. Anybody may read it: how a neighbourhood is governed is
 * public.
 */
#include "http/request.h"
#include "work/practice_vote.h"
#include "work/services.h"

static const struct say say_no_practice =
    SAY("no_practice", "尚未启用任何制度", "no practice is in force yet");
static const struct say say_no_process =
    SAY("no_process", "没有“{0}”这个流程", "there is no process {0}");

/* -- shapes -- */

struct choice_view {
    struct str code, title, stop;
};
#define T struct choice_view
static const struct field choice_fields[] = {
    F(T, code, .doc = "to be sent"),
    F(T, title, .doc = "what it is called"),
    F(T, stop, .opt = true, .doc = "with this answer the form ends and says this"),
};
static const struct shape choice_shape = SHAPE(T, choice_fields);
#undef T

static const char *const keep_words[] = {
    "public", "office", "personal", "sensitive", "minor", NULL
};
struct field_view {
    struct str  name, title, hint, kind, of;
    bool        need;
    struct json when;
    int64_t     min, max;
    struct list choices;
    int32_t     keep;
    bool        publish;

    struct vote_view vote;
};
#define T struct field_view
static const struct field field_fields[] = {
    F(T, name, .doc = "to be sent"),
    F(T, title, .doc = "the label"),
    F(T, hint, .opt = true, .doc = "help under the label"),
    F(T, kind, .doc = "text, int, place, photos …"),
    F(T, of, .opt = true,
      .doc = "only classes below this one, organisations or places of this kind; whose marks"),
    F(T, need, .doc = "must be given"),
    F(T, when, .opt = true, .doc = "asked only if this expression holds, in postfix order"),
    F(T, min, .opt = true, .doc = "characters, value or number, by kind"),
    F(T, max, .opt = true, .doc = "characters, value or number, by kind"),
    F(T, choices, .of = &choice_shape, .max = 1000, .doc = "of a choice"),
    F(T, keep, .words = keep_words, .doc = "who may read it"),
    F(T, publish, .doc = "may be published"),
    F_OBJ(T, vote, &vote_view_shape, .opt = true, .doc = "of a vote: its rule"),
};
static const struct shape field_shape = SHAPE(T, field_fields);
#undef T

struct way_view { /* a move */
    struct str  name, title, to, scope;
    bool        main, signs;
    struct str  issues;
    struct list form;
};
#define T struct way_view
static const struct field way_fields[] = {
    F(T, name, .doc = "to be sent"),
    F(T, title, .doc = "what the button says"),
    F(T, to, .opt = true, .doc = "step or end that it leads to; absent: it stays"),
    F(T, scope, .doc = "case, task or note"),
    F(T, main, .doc = "the one to show first"),
    F(T, signs, .doc = "it proves presence: lon and lat go with it"),
    F(T, issues, .opt = true, .doc = "what the document that it makes out is called"),
    F(T, form, .of = &field_shape, .max = 200, .doc = "what is asked with it"),
};
static const struct shape way_shape = SHAPE(T, way_fields);
#undef T

struct step_view {
    struct str  name, title, stage;
    bool        joint, waits, shows;
    struct list moves;
};
#define T struct step_view
static const struct field step_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, stage, .opt = true, .doc = "of the standard's loop"),
    F(T, joint, .doc = "several act side by side"),
    F(T, waits, .doc = "for a case that was called"),
    F(T, shows, .doc = "a public notice stands while a case is here"),
    F(T, moves, .of = &way_shape, .max = 200, .doc = "what can be done"),
};
static const struct shape step_shape = SHAPE(T, step_fields);
#undef T

struct end_view {
    struct str name, title, counts;
};
#define T struct end_view
static const struct field end_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, counts, .doc = "how figures count it"),
};
static const struct shape end_shape = SHAPE(T, end_fields);
#undef T

struct process_view {
    struct str  name, title;
    struct list channels, grades, form, steps, ends, evaluation, published;
    bool        confidential;
};
#define T struct process_view
static const struct field process_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, channels, .each = K_STR, .doc = "how a case may come in"),
    F(T, grades, .of = &choice_shape, .doc = "the first is usual"),
    F(T, form, .of = &field_shape, .max = 200, .doc = "what is asked when it is opened"),
    F(T, steps, .of = &step_shape, .max = 200, .doc = "it begins in the first"),
    F(T, ends, .of = &end_shape, .doc = "how it may end"),
    F(T, evaluation, .of = &field_shape, .doc = "what is asked after the end"),
    F(T, published, .each = K_STR, .doc = "what anybody may read of a case"),
    F(T, confidential, .doc = "only parties and those with a task in it see it"),
};
static const struct shape process_shape = SHAPE(T, process_fields);
#undef T

struct class_item {
    struct str code, above, title, process, stop, also;
    bool       leaf;
};
#define T struct class_item
static const struct field class_fields[] = {
    F(T, code, .doc = "to be sent"),
    F(T, above, .opt = true, .doc = "the class above it"),
    F(T, title, .doc = "what it is called"),
    F(T, process, .opt = true, .doc = "the process that it opens"),
    F(T, stop, .opt = true, .doc = "the form ends here and says this"),
    F(T, also, .opt = true, .doc = "other words for it, between spaces"),
    F(T, leaf, .doc = "there is no class below it"),
};
static const struct shape class_shape = SHAPE(T, class_fields);
#undef T

struct practice_view {
    struct str  name, title, digest;
    int64_t     version;
    struct list processes;
};
#define T struct practice_view
static const struct field practice_fields[] = {
    F(T, name, .doc = "of the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, digest, .doc = "of all its files, SM3"),
    F(T, version, .doc = "its number here"),
    F(T, processes, .of = &choice_shape, .doc = "name and title of each"),
};
static const struct shape practice_shape = SHAPE(T, practice_fields);
#undef T

struct post_view {
    struct str  name, title;
    struct list at, can;
};
#define T struct post_view
static const struct field post_fields[] = {
    F(T, name, .doc = "to be sent"),
    F(T, title, .doc = "what it is called"),
    F(T, at, .each = K_STR, .doc = "kinds of places and organisations where it may be held"),
    F(T, can, .each = K_STR, .doc = "capabilities that come with it"),
};
static const struct shape post_shape = SHAPE(T, post_fields);
#undef T

struct names_view {
    struct list posts, orgs, relations;
};
#define T struct names_view
static const struct field names_fields[] = {
    F(T, posts, .of = &post_shape, .max = 1000, .doc = "posts that may be given"),
    F(T, orgs, .of = &choice_shape, .max = 1000, .doc = "kinds of organisations"),
    F(T, relations, .of = &choice_shape, .max = 1000, .doc = "kinds of relations"),
};
static const struct shape names_shape = SHAPE(T, names_fields);
#undef T

/* -- from the practice -- */

static struct list choices_of(struct arena *a, const struct choice *at, size_t n, enum lang lang)
{
    struct choice_view *v = ARENA_ARRAY(a, struct choice_view, n + 1);

    for (size_t i = 0; i < n; i++)
        v[i] = (struct choice_view){ at[i].code, text_in(&at[i].title, lang),
                                     text_in(&at[i].stop, lang) };
    return (struct list){ v, n };
}

static struct list names_of(struct arena *a, const struct str *at, size_t n)
{
    struct str *v = ARENA_ARRAY(a, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        v[i] = at[i];
    return (struct list){ v, n };
}

static struct json when_of(struct arena *a, const struct expr *e)
{
    struct buf *b;
    struct jw   w;

    if (!e)
        return (struct json){ STR_NONE };
    b = arena_buf(a, 1 << 16);
    jw_init(&w, b);
    expr_json(e, &w);
    return (struct json){ buf_str(b) };
}

static struct list form_of(struct arena *a, const struct practice *p, const struct form *f,
                           enum lang lang)
{
    struct field_view *v = ARENA_ARRAY(a, struct field_view, f->n + 1);

    for (size_t i = 0; i < f->n; i++) {
        const struct form_field *x         = &f->at[i];
        bool                     free_size = x->min == 0 && x->max == 0;

        v[i] = (struct field_view){
            .name    = x->name,
            .title   = text_in(&x->title, lang),
            .hint    = text_in(&x->hint, lang),
            .kind    = str_of(form_kind_words[x->kind]),
            .of      = x->of,
            .need    = x->need,
            .when    = when_of(a, x->when),
            .min     = free_size ? NONE_I64 : x->min,
            .max     = free_size ? NONE_I64 : x->max,
            .choices = choices_of(a, x->choices, x->n_choices, lang),
            .keep    = x->keep,
            .publish = x->publish,
            .vote    = vote_view_of(a, x->kind == FORM_VOTE ? practice_vote(p, x->of) : NULL, lang),
        };
    }
    return (struct list){ v, f->n };
}

static struct str where_to(const struct process *p, int32_t to)
{
    if (to == TO_STAY)
        return STR_NONE;
    return to >= TO_END ? p->ends[to - TO_END].name : p->steps[to].name;
}

static struct list moves_of(struct arena *a, const struct practice *in, const struct process *p,
                            const struct step *s, enum lang lang)
{
    static const char *const scopes[] = { "case", "task", "note" };
    struct way_view         *v        = ARENA_ARRAY(a, struct way_view, s->n_moves + 1);

    for (size_t i = 0; i < s->n_moves; i++) {
        const struct move     *m = &s->moves[i];
        const struct document *d = m->issues.p ? practice_document(in, m->issues) : NULL;

        v[i] = (struct way_view){ m->name,
                                  text_in(&m->title, lang),
                                  where_to(p, m->to),
                                  str_of(scopes[m->scope]),
                                  m->main,
                                  m->signs,
                                  d ? text_in(&d->title, lang) : STR_NONE,
                                  form_of(a, in, &m->form, lang) };
    }
    return (struct list){ v, s->n_moves };
}

static struct list steps_of(struct arena *a, const struct practice *in, const struct process *p,
                            enum lang lang)
{
    struct step_view *v = ARENA_ARRAY(a, struct step_view, p->n_steps + 1);

    for (size_t i = 0; i < p->n_steps; i++) {
        const struct step *s = &p->steps[i];

        v[i] = (struct step_view){
            s->name,         text_in(&s->title, lang),   s->stage, s->joint, s->waits,
            s->show != NULL, moves_of(a, in, p, s, lang)
        };
    }
    return (struct list){ v, p->n_steps };
}

static struct list ends_of(struct arena *a, const struct process *p, enum lang lang)
{
    struct end_view *v = ARENA_ARRAY(a, struct end_view, p->n_ends + 1);

    for (size_t i = 0; i < p->n_ends; i++)
        v[i] = (struct end_view){ p->ends[i].name, text_in(&p->ends[i].title, lang),
                                  str_of(outcome_words[p->ends[i].counts]) };
    return (struct list){ v, p->n_ends };
}

static struct list channels_of(struct arena *a, const struct process *p)
{
    struct str *v = ARENA_ARRAY(a, struct str, CH_COUNT + 1);
    size_t      n = 0;

    for (int c = 0; c < CH_COUNT; c++)
        if (p->channels >> c & 1)
            v[n++] = str_of(channel_words[c]);
    return (struct list){ v, n };
}

/* -- the table -- */

static enum rc in_force(struct work *w)
{
    return w->practice ? RC_OK : WORK_FAULT(w, RC_NOT_FOUND, &say_no_practice);
}

static enum rc get_practice(struct request *q, struct work *w)
{
    const struct practice *p = w->practice;
    struct practice_view   v = { .version = w->practice_number };
    struct choice         *names;

    TRY(in_force(w));
    names = ARENA_ARRAY(w->arena, struct choice, p->n_processes + 1);
    for (size_t i = 0; i < p->n_processes; i++)
        names[i] = (struct choice){ .code = p->processes[i].name, .title = p->processes[i].title };
    v.name      = p->name;
    v.title     = text_in(&p->title, q->lang);
    v.digest    = str_of(p->digest);
    v.processes = choices_of(w->arena, names, p->n_processes, q->lang);
    return reply(q, 200, &practice_shape, &v);
}

static enum rc get_process(struct request *q, struct work *w)
{
    const struct process *p;
    struct process_view   v;

    TRY(in_force(w));
    p = practice_process(w->practice, q->path.word[0]);
    if (!p)
        return fault(w->faults, RC_NOT_FOUND, &say_no_process, q->path.word[0], STR_NONE);
    v = (struct process_view){
        .name         = p->name,
        .title        = text_in(&p->title, q->lang),
        .channels     = channels_of(w->arena, p),
        .grades       = choices_of(w->arena, p->grades, p->n_grades, q->lang),
        .form         = form_of(w->arena, w->practice, &p->form, q->lang),
        .steps        = steps_of(w->arena, w->practice, p, q->lang),
        .ends         = ends_of(w->arena, p, q->lang),
        .evaluation   = form_of(w->arena, w->practice, &p->evaluate.asks, q->lang),
        .published    = names_of(w->arena, p->publish.what, p->publish.on ? p->publish.n_what : 0),
        .confidential = p->confidential,
    };
    return reply(q, 200, &process_shape, &v);
}

static struct list posts_of(struct arena *a, const struct practice *p, enum lang lang)
{
    struct post_view *v = ARENA_ARRAY(a, struct post_view, p->n_posts + 1);

    for (size_t i = 0; i < p->n_posts; i++)
        v[i] = (struct post_view){ p->posts[i].name, text_in(&p->posts[i].title, lang),
                                   names_of(a, p->posts[i].at, p->posts[i].n_at),
                                   names_of(a, p->posts[i].can, p->posts[i].n_can) };
    return (struct list){ v, p->n_posts };
}

static enum rc get_names(struct request *q, struct work *w)
{
    const struct practice *p = w->practice;
    struct choice         *orgs, *relations;
    struct names_view      v;

    TRY(in_force(w));
    orgs      = ARENA_ARRAY(w->arena, struct choice, p->n_org_kinds + 1);
    relations = ARENA_ARRAY(w->arena, struct choice, p->n_relations + 1);
    for (size_t i = 0; i < p->n_org_kinds; i++)
        orgs[i] = (struct choice){ .code = p->org_kinds[i].name, .title = p->org_kinds[i].title };
    for (size_t i = 0; i < p->n_relations; i++)
        relations[i] =
            (struct choice){ .code = p->relations[i].name, .title = p->relations[i].title };
    v.posts     = posts_of(w->arena, p, q->lang);
    v.orgs      = choices_of(w->arena, orgs, p->n_org_kinds, q->lang);
    v.relations = choices_of(w->arena, relations, p->n_relations, q->lang);
    return reply(q, 200, &names_shape, &v);
}

struct class_query {
    struct str within;
};
static const struct field class_query_fields[] = {
    F(struct class_query, within, .opt = true, .max = 64, .doc = "only this class and below"),
};
static const struct shape class_query_shape = SHAPE(struct class_query, class_query_fields);

static enum rc get_classes(struct request *q, struct work *w)
{
    const struct class_query *in = q->query;
    const struct practice    *p  = w->practice;
    struct class_item        *v;
    struct rows_view          rows;
    size_t                    n = 0;

    TRY(in_force(w));
    v = ARENA_ARRAY(w->arena, struct class_item, p->n_classes + 1);
    for (size_t i = 0; i < p->n_classes; i++) {
        const struct case_class *k = &p->classes[i];

        if (in->within.p && !practice_class_within(p, k->code, in->within))
            continue;
        v[n++] = (struct class_item){
            k->code, k->above, text_in(&k->title, q->lang), k->process, text_in(&k->stop, q->lang),
            k->also, k->leaf
        };
    }
    rows = (struct rows_view){ v, n };
    return reply_list(q, &class_shape, &rows, STR_NONE, STR_NONE);
}

const struct route practice_routes[] = {
    { .on    = GET,
      .path  = "/api/v1/practice",
      .can   = CAP_ANYBODY,
      .tx    = WORK_NONE,
      .reply = &practice_shape,
      .run   = get_practice,
      .doc   = "The practice in force." },
    { .on         = GET,
      .path       = "/api/v1/practice/classes",
      .can        = CAP_ANYBODY,
      .tx         = WORK_NONE,
      .query      = &class_query_shape,
      .reply      = &class_shape,
      .reply_list = true,
      .run        = get_classes,
      .doc        = "Classes of cases." },
    { .on    = GET,
      .path  = "/api/v1/practice/names",
      .can   = CAP_ANYBODY,
      .tx    = WORK_NONE,
      .reply = &names_shape,
      .run   = get_names,
      .doc   = "What posts, kinds of organisations and relations are called." },
    { .on    = GET,
      .path  = "/api/v1/practice/processes/{name}",
      .can   = CAP_ANYBODY,
      .tx    = WORK_NONE,
      .reply = &process_shape,
      .run   = get_process,
      .doc   = "One process: its form, steps, moves and ends." },
    { 0 },
};
