/* bind_process: a process as a whole: its form, steps, ends, and what comes after. */
#include "practice/like.h"

static const struct say say_setter = SAY("pack_set", "不能设置“{0}”：可设置 grade 或 form.字段",
                                         "'{0}' cannot be set: grade or form.FIELD can");
static const struct say say_prefix =
    SAY("pack_prefix", "编号前缀应是1至6个大写字母，不是“{0}”",
        "the prefix of numbers is 1 to 6 capital letters, not '{0}'");
static const struct say say_types = SAY("pack_types", "字段“{0}”在同一流程里种类不一致",
                                        "the field '{0}' has different kinds within one process");

static const struct say say_fields =
    SAY("pack_fields", "一个流程最多{0}个字段", "a process has {0} fields at most");

/* -- expressions, when all names are known -- */

void bind_expr(struct bind *b, const struct ynode *n, const struct ename *names, size_t n_names,
               enum etype wanted, const struct expr **ret)
{
    struct faults f      = { 0 };
    struct mark   at     = n->mark;
    int64_t       column = 0;

    if (!bind_is_scalar(b, n) ||
        expr_parse(b->arena, n->text, names, n_names, wanted, &f, ret) == RC_OK)
        return;
    /* The place within the text, if it was written on one line. */
    if (str_int((struct str){ f.at[0].args, f.at[0].arg_n[0] }, &column) == RC_OK && column > 0)
        at.col += (uint32_t)column - 1 + n->quoted;
    find_fault(b->found, at, &f.at[0]);
}

void bind_expr_later(struct bind *b, const struct ynode *n, enum etype wanted,
                     const struct expr **ret)
{
    *VEC_PUSH(b->arena, &b->pending) = (struct pending){ n, wanted, ret, NULL };
}

void bind_set_later(struct bind *b, const struct ynode *n, struct setter *ret)
{
    ret->name                        = n->key;
    ret->value_mark                  = n->mark;
    *VEC_PUSH(b->arena, &b->pending) = (struct pending){ n, E_NULL, &ret->value, ret };
}

bool bind_is_code(const struct choice *at, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].code, code))
            return true;
    return false;
}

/* A code needs no quotes where only codes can stand: "set: {grade: urgent}". */
static bool is_code_of(const struct bind *b, struct str target, struct str text)
{
    const struct form_field *f = form_field(&b->pr->fields, str_skip(target, 5));

    if (str_is(target, "grade"))
        return bind_is_code(b->pr->grades, b->pr->n_grades, text);
    return f && f->kind == FORM_CHOICE && bind_is_code(f->choices, f->n_choices, text);
}

static void bind_set(struct bind *b, const struct pending *p)
{
    struct ynode   quoted = *p->node;
    struct nearest near   = nearest_to(b->found, p->set->name);

    for (size_t i = 0; i < b->pr->n_names; i++) {
        const struct ename *name = &b->pr->names[i];

        if (i < CN_COUNT && i != CN_GRADE)
            continue;
        nearest_try(&near, name->name);
        if (!str_eq(name->name, p->set->name))
            continue;
        if (p->node->kind == Y_SCALAR && is_code_of(b, p->set->name, p->node->text))
            quoted.text = arena_fmt(b->arena, "\"%.*s\"", STR_ARG(p->node->text));
        bind_expr(b, &quoted, b->pr->names, b->pr->n_names, name->type, p->ret);
        return;
    }
    bind_meant(b, p->node->key_mark, &say_setter, p->set->name, near);
}

static void bind_pending(struct bind *b)
{
    for (size_t i = 0; i < b->pending.n; i++) {
        const struct pending *p = &b->pending.at[i];

        if (p->set)
            bind_set(b, p);
        else
            bind_expr(b, p->node, b->pr->names, b->pr->n_names, p->wanted, p->ret);
    }
    b->pending.n = 0;
}

/* -- the names of a process -- */

struct gathering {
    struct name_map        by_name;
    VEC(struct form_field) fields;
};

/* Asked for again: one value is kept, so it is kept as the stricter of both says. */
static void same_field(struct bind *b, struct form_field *had, const struct form_field *f)
{
    if (had->kind != f->kind)
        bind_wrong(b, f->mark, &say_types, f->name, STR_NONE);
    if (f->keep > had->keep) {
        had->keep = f->keep;
        had->mask = f->mask;
    }
    had->publish = had->publish && f->publish;
}

static void gather(struct bind *b, struct gathering *g, const struct form *form)
{
    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *f = &form->at[i];
        size_t                   had;

        if (field_is_of_case(f->name))
            continue;
        had = name_map_put(&g->by_name, b->arena, f->name, g->fields.n);
        if (had == NAME_NONE)
            *VEC_PUSH(b->arena, &g->fields) = *f;
        else
            same_field(b, &g->fields.at[had], f);
    }
}

static void name_fields(struct bind *b)
{
    struct process  *pr = b->pr;
    struct gathering g  = { 0 };
    struct ename    *names;
    char             room[INT_TEXT];

    gather(b, &g, &pr->form);
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            gather(b, &g, &pr->steps[i].moves[j].form);
    gather(b, &g, &pr->evaluate.asks);
    if (g.fields.n > MANY)
        bind_wrong(b, pr->mark, &say_fields, int_text(MANY, room), STR_NONE);
    names = ARENA_ARRAY(b->arena, struct ename, CN_COUNT + g.fields.n);
    for (size_t i = 0; i < CN_COUNT; i++)
        names[i] = case_names[i];
    for (size_t i = 0; i < g.fields.n; i++)
        names[CN_COUNT + i] = field_ename(b->arena, "form.", &g.fields.at[i]);
    pr->fields  = (struct form){ g.fields.at, g.fields.n };
    pr->names   = names;
    pr->n_names = CN_COUNT + g.fields.n;
}

/* -- steps and ends -- */

static void step_who(struct bind *b, const struct ynode *n, void *obj)
{
    bind_who(b, n, &((struct step *)obj)->who);
}

static void step_moves(struct bind *b, const struct ynode *n, void *obj)
{
    bind_moves(b, n, obj);
}

static void step_joint(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = {
        [JOINT_ALL] = "all", [JOINT_LEAD] = "lead", [JOINT_ANY] = "any", NULL
    };
    struct step *s = obj;

    s->joint = bind_word(b, n, words, (int32_t *)&s->done);
}

static void step_stage(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "collect",  "file",   "dispatch", "handle",
                                         "feedback", "verify", "evaluate", NULL };
    int32_t                  i;

    if (bind_word(b, n, words, &i))
        ((struct step *)obj)->stage = str_of(words[i]);
}

#define T struct step
static const struct bkey step_keys[] = {
    K(T, "title", B_TEXT, title),
    K_FN("stage", step_stage),
    K_FN("who", step_who),
    { .key = "clock", .kind = B_LATER },
    { .key = "clocks", .kind = B_LATER },
    K_FN("moves", step_moves),
    K_FN("show", bind_publicity),
    K_FN("joint", step_joint),
    K(T, "suggest", B_BOOL, suggest_unit),
    K(T, "automatic", B_NAME, automatic),
};
#undef T

/* A step waits where a move that calls leaves the case. */
static void mark_waiting(struct step *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < at[i].n_moves; j++) {
            const struct move *m = &at[i].moves[j];

            if (m->calls.p && m->to == TO_STAY)
                at[i].waits = true;
            else if (m->calls.p && m->to >= 0 && m->to < TO_END)
                at[m->to].waits = true;
        }
}

/* Names first, so that moves may lead to any step. */
static struct step *name_steps(struct bind *b, const struct ynode *n)
{
    struct step *at = ARENA_ARRAY(b->arena, struct step, n->n + 1);
    size_t       i  = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, SOME))
        return at;
    for (const struct ynode *m = n->first; m; m = m->next)
        if (bind_key_name(b, m))
            at[i++] = (struct step){ .name = m->key, .mark = m->key_mark };
    b->pr->steps   = at;
    b->pr->n_steps = i;
    return at;
}

static void bind_steps(struct bind *b, const struct ynode *n, struct step *at)
{
    for (const struct ynode *m = n->first; m; m = m->next) {
        int32_t i = process_step(b->pr, m->key);

        if (i < 0)
            continue;
        bind_map(b, m, step_keys, ARRAY_LEN(step_keys), &at[i]);
        bind_clocks(b, m, &at[i]);
        bind_title_default(b, m->key_mark, "step", m->key, &at[i].title);
    }
    mark_waiting(at, b->pr->n_steps);
}

#define T struct end
static const struct bkey end_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "counts", B_WORD, counts, .words = outcome_words, .need = true),
};
#undef T

static void bind_ends(struct bind *b, const struct ynode *n)
{
    struct end *at = ARENA_ARRAY(b->arena, struct end, n->n + 1);
    size_t      i  = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, SOME))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (!bind_key_name(b, m))
            continue;
        at[i] = (struct end){ .name = m->key, .mark = m->key_mark };
        bind_map(b, m, end_keys, ARRAY_LEN(end_keys), &at[i]);
        bind_title_default(b, m->key_mark, "end", m->key, &at[i].title);
        i++;
    }
    b->pr->ends   = at;
    b->pr->n_ends = i;
}

/* -- what comes after -- */

static void evaluate_asks(struct bind *b, const struct ynode *n, void *obj)
{
    bind_form(b, n, &((struct evaluate *)obj)->asks);
}

/* Over the answers by their bare names. */
static void reopen_when(struct bind *b, const struct ynode *n, void *obj)
{
    struct evaluate *e     = obj;
    struct ename    *names = ARENA_ARRAY(b->arena, struct ename, e->asks.n + 1);

    for (size_t i = 0; i < e->asks.n; i++)
        names[i] = field_ename(b->arena, "", &e->asks.at[i]);
    bind_expr(b, n, names, e->asks.n, E_BOOL, &e->reopen);
}

static void reopen_to(struct bind *b, const struct ynode *n, void *obj)
{
    (void)bind_target(b, n, &((struct evaluate *)obj)->reopen_to);
}

#define T struct evaluate
static const struct bkey reopen_keys[] = {
    K_FN("when", reopen_when, .need = true),
    K_FN("to", reopen_to, .need = true),
    K(T, "most", B_I32, reopen_most, .min = 1, .max = 99),
};
static const struct bkey evaluate_keys[] = {
    K(T, "within", B_SPAN, within, .need = true),
    K_FN("asks", evaluate_asks, .need = true),
    { .key = "reopen", .kind = B_LATER },
};
#undef T

static void bind_evaluate(struct bind *b, const struct ynode *n, struct evaluate *e)
{
    const struct ynode *reopen = ynode_get(n, "reopen");

    e->on          = true;
    e->reopen_most = 1;
    bind_map(b, n, evaluate_keys, ARRAY_LEN(evaluate_keys), e);
    if (!reopen)
        return;
    e->reopen_mark = reopen->mark;
    bind_map(b, reopen, reopen_keys, ARRAY_LEN(reopen_keys), e);
}

static void publish_from(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "end", "opening", NULL };
    int32_t                  i;

    if (bind_word(b, n, words, &i))
        ((struct publish *)obj)->at_once = i == 1;
}

#define T struct publish
static const struct bkey publish_keys[] = {
    K_SOME(T, "what", B_NAMES, what, .need = true),
    K_FN("from", publish_from),
    K(T, "progress", B_BOOL, progress),
};
#undef T

static void bind_publish(struct bind *b, const struct ynode *n, void *obj)
{
    struct publish *p = &((struct process *)obj)->publish;

    p->on   = true;
    p->mark = n->mark;
    bind_map(b, n, publish_keys, ARRAY_LEN(publish_keys), p);
}

/* -- the process -- */

void bind_prefix(struct bind *b, const struct ynode *n, struct str *ret)
{
    bool ok = bind_is_scalar(b, n) && n->text.n > 0 && n->text.n <= 6;

    for (size_t i = 0; ok && i < n->text.n; i++)
        ok = n->text.p[i] >= 'A' && n->text.p[i] <= 'Z';
    if (ok)
        *ret = n->text;
    else
        bind_wrong(b, n->mark, &say_prefix, n->text, STR_NONE);
}

static void process_prefix(struct bind *b, const struct ynode *n, void *obj)
{
    bind_prefix(b, n, &((struct process *)obj)->prefix);
}

static void process_open(struct bind *b, const struct ynode *n, void *obj)
{
    bind_who(b, n, &((struct process *)obj)->open);
}

static void process_channels(struct bind *b, const struct ynode *n, void *obj)
{
    struct process *pr = obj;
    int32_t         i;

    pr->channels = 0;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
        if (bind_word(b, m, channel_words, &i))
            pr->channels |= UINT32_C(1) << i;
}

static void process_grades(struct bind *b, const struct ynode *n, void *obj)
{
    struct process *pr = obj;

    bind_choices(b, n, "grade", false, &pr->grades, &pr->n_grades);
}

#define T struct process
static const struct bkey same_keys[] = {
    K(T, "days", B_I32, same_days, .need = true, .min = 1, .max = 3650),
    K(T, "metres", B_I32, same_m, .need = true, .min = 1, .max = 100000),
};

static void process_same(struct bind *b, const struct ynode *n, void *obj)
{
    bind_map(b, n, same_keys, ARRAY_LEN(same_keys), obj);
}

static const struct bkey process_keys[] = {
    { .key = "process", .kind = B_LATER },
    { .key = "like", .kind = B_LATER },
    { .key = "model", .kind = B_LATER },
    K(T, "title", B_TEXT, title),
    K(T, "source", B_STR, source),
    K_FN("prefix", process_prefix, .need = true),
    K_FN("open", process_open),
    K_FN("channels", process_channels),
    K_FN("grades", process_grades),
    K_SOME(T, "ladder", B_NAMES, ladder),
    K(T, "confidential", B_BOOL, confidential),
    K_FN("same", process_same),
    { .key = "form", .kind = B_LATER },
    { .key = "steps", .kind = B_LATER, .need = true },
    { .key = "ends", .kind = B_LATER, .need = true },
    { .key = "evaluate", .kind = B_LATER },
    K_FN("publish", bind_publish),
};
#undef T

static void bind_process(struct bind *b, const struct entry *e, struct process *pr)
{
    const struct ynode *form = ynode_get(e->node, "form"), *steps = ynode_get(e->node, "steps"),
                       *ends     = ynode_get(e->node, "ends"),
                       *evaluate = ynode_get(e->node, "evaluate");
    struct step *at              = NULL;

    *pr   = (struct process){ .name     = e->name,
                              .channels = (UINT32_C(1) << CH_COUNT) - 1,
                              .mark     = e->mark };
    b->pr = pr;
    if (steps)
        at = name_steps(b, steps);
    if (ends)
        bind_ends(b, ends);
    bind_map(b, e->node, process_keys, ARRAY_LEN(process_keys), pr);
    bind_title_default(b, e->mark, "process", e->name, &pr->title);
    if (form)
        bind_form(b, form, &pr->form);
    if (at)
        bind_steps(b, steps, at);
    if (evaluate)
        bind_evaluate(b, evaluate, &pr->evaluate);
    name_fields(b);
    bind_pending(b);
    b->pr = NULL;
}

void bind_processes(struct bind *b)
{
    const struct section *s = &b->sections[SEC_PROCESSES];
    struct process       *at;

    like_resolve(b);
    at = ARENA_ARRAY(b->arena, struct process, s->list.n + 1);
    for (size_t i = 0; i < s->list.n; i++)
        bind_process(b, &s->list.at[i], &at[i]);
    b->p->processes   = at;
    b->p->n_processes = s->list.n;
    bind_withs(b);
}
