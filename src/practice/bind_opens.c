/* bind_opens: what a move gives to the cases of other processes that it opens. */
#include "practice/bind.h"

enum { OPENS_MOST = 5 }; /* at once, by one move */

static const struct say say_not_asked =
    SAY("pack_with_unknown", "流程“{1}”不问“{0}”：可给它表单的字段和 title、words、class、grade",
        "the process '{1}' does not ask for '{0}': fields of its form, title, words, class and "
        "grade can be given");

void bind_with(struct bind *b, const struct ynode *n, struct str process,
               const struct setter **ret_at, size_t *ret_n)
{
    struct setter *at;
    size_t         i = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, FEW))
        return;
    at = ARENA_ARRAY(b->arena, struct setter, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next, i++) {
        at[i]                          = (struct setter){ .name = m->key, .value_mark = m->mark };
        *VEC_PUSH(b->arena, &b->withs) = (struct pending_with){ b->pr, m, process, &at[i] };
    }
    *ret_at = at;
    *ret_n  = i;
}

static void add_opening(struct bind *b, const struct ynode *n, struct opens *at, size_t *ret_n)
{
    struct opens *o = &at[*ret_n];

    *o = (struct opens){ .mark = n->mark };
    if (bind_name(b, n, &o->process))
        (*ret_n)++;
}

/* "review", or {review: {field: expression}}, or a list of these. */
static void add_openings(struct bind *b, const struct ynode *n, struct opens *at, size_t *ret_n)
{
    if (n->kind != Y_MAP) {
        add_opening(b, n, at, ret_n);
        return;
    }
    for (const struct ynode *m = n->first; m; m = m->next) {
        struct opens *o = &at[*ret_n];

        if (!bind_key_name(b, m))
            continue;
        *o = (struct opens){ .process = m->key, .mark = m->key_mark };
        bind_with(b, m, o->process, &o->with, &o->n_with);
        (*ret_n)++;
    }
}

void bind_opens(struct bind *b, const struct ynode *n, void *obj)
{
    struct move  *m  = obj;
    struct opens *at = ARENA_ARRAY(b->arena, struct opens, bind_form_count(n) + 1);

    m->n_opens = 0;
    if (!bind_few(b, n, OPENS_MOST))
        return;
    for (const struct ynode *k = bind_first(n); k; k = bind_next(n, k))
        add_openings(b, k, at, &m->n_opens);
    m->opens = at;
}

/* -- when all processes are known -- */

static const struct process *process_called(const struct bind *b, struct str name)
{
    for (size_t i = 0; i < b->p->n_processes; i++)
        if (str_eq(b->p->processes[i].name, name))
            return &b->p->processes[i];
    return NULL;
}

/* What is expected of a value: its type, and the codes that it may be. */
static bool target_of(const struct process *to, struct str name, struct form_field *ret)
{
    const struct form_field *f = form_field(&to->form, name);

    *ret = (struct form_field){ .name = name, .kind = FORM_TEXT };
    if (str_is(name, "grade")) {
        ret->choices   = to->grades;
        ret->n_choices = to->n_grades;
        return true;
    }
    if (str_is(name, "title") || str_is(name, "words") || str_is(name, "class"))
        return true;
    if (f && !field_is_beside(name)) {
        *ret = *f;
        return true;
    }
    return false;
}

static void not_asked(struct bind *b, const struct process *to, const struct pending_with *w)
{
    struct nearest near = nearest_to(b->found, w->set->name);

    for (size_t i = 0; i < to->form.n; i++)
        nearest_try(&near, to->form.at[i].name);
    find_wrong(b->found, w->node->key_mark, &say_not_asked, w->set->name, to->name, near.best);
}

static void bind_one_with(struct bind *b, const struct pending_with *w)
{
    const struct process *to     = process_called(b, w->process);
    struct ynode          quoted = *w->node;
    struct form_field     target;

    if (!to) /* said where it is named */
        return;
    if (!target_of(to, w->set->name, &target)) {
        not_asked(b, to, w);
        return;
    }
    /* As with `set`: a code needs no quotes. */
    if (w->node->kind == Y_SCALAR && bind_is_code(target.choices, target.n_choices, w->node->text))
        quoted.text = arena_fmt(b->arena, "\"%.*s\"", STR_ARG(w->node->text));
    bind_expr(b, &quoted, w->pr->names, w->pr->n_names, field_ename(b->arena, "", &target).type,
              &w->set->value);
}

void bind_withs(struct bind *b)
{
    for (size_t i = 0; i < b->withs.n; i++)
        bind_one_with(b, &b->withs.at[i]);
}
