/*
 * check_opened: a case of another process that a move opens gets what that
 * process needs, and nothing that it could not take.
 */
#include "practice/check.h"
#include "practice/expr_tree.h"

static const struct say say_field =
    SAY("pack_call_field", "流程“{0}”必填“{1}”：这一步要让人填，或用 with 给出，或此前必填",
        "the process '{0}' needs '{1}': this move asks for it, `with` gives it, or it was needed "
        "before");
static const struct say say_fits =
    SAY("pack_call_fits", "“{1}”带不到流程“{0}”去：种类、选项、范围或保密等级不同，用 with 给出",
        "'{1}' does not go over to the process '{0}': its kind, choices, bounds or keep differ; "
        "give it in `with`");
static const struct say say_channel =
    SAY("pack_call_channel", "流程“{0}”的 channels 不含 case，不能被调用",
        "the process '{0}' does not take the channel `case`, so it cannot be called");
static const struct say say_confidential =
    SAY("pack_call_open", "保密的事项不能开启不保密的流程“{0}”",
        "a confidential case cannot open one of the process '{0}', which is not");
static const struct say say_name_only =
    SAY("pack_with_name", "“{0}”只能给本流程同类的字段（写 form.字段）",
        "'{0}' can only be given a field of this process of the same kind (write form.FIELD)");
static const struct say say_perhaps_null =
    SAY("pack_with_null", "“{0}”是必填的，而给它的“{1}”此时可能还没填",
        "'{0}' is needed, and '{1}', which is given to it, may not be there yet");
static const struct say say_looser =
    SAY("pack_set_keep", "“{0}”不能取自“{1}”：“{1}”的 keep 更严，这样会泄露",
        "'{0}' cannot be given '{1}', whose keep is stricter: who may not read the one would read "
        "it in the other");
static const struct say say_no_choice =
    SAY("pack_with_choice", "“{0}”不能是“{1}”", "'{0}' cannot be '{1}'");

/* Is there a value in every case that makes this move? */
static bool held_by_then(struct check *c, const struct move *m, struct str field)
{
    return form_needs(&m->form, field) || form_needs(&c->pr->form, field) ||
           !reached_without(c, c->step, field);
}

/* -- what goes over by itself -- */

static void check_needed(struct check *c, const struct move *m, const struct opens *o,
                         const struct process *to, const struct form_field *f)
{
    const struct form_field *own = form_field(&c->pr->fields, f->name);

    if (!f->need || f->when || field_is_beside(f->name) || opens_gives(o, f->name))
        return;
    if (!own || !held_by_then(c, m, f->name))
        check_wrong(c, o->mark, &say_field, to->name, f->name);
    else if (!field_goes_over(own, f))
        check_wrong(c, o->mark, &say_fits, to->name, f->name);
}

/* -- what is given on purpose -- */

struct naming {
    struct check      *c;
    const struct move *m;
    struct str         missing;
};

static void may_be_missing(void *ctx, size_t name, struct str literal, bool within)
{
    struct naming *n = ctx;
    struct str     field;

    (void)literal;
    (void)within;
    if (name < CN_COUNT)
        return;
    field = str_skip(n->c->pr->names[name].name, S("form.").n);
    if (!held_by_then(n->c, n->m, field))
        n->missing = field;
}

bool form_kind_names(enum form_kind kind)
{
    switch (kind) {
    case FORM_TEXT:
    case FORM_INT:
    case FORM_REAL:
    case FORM_MONEY:
    case FORM_BOOL:
    case FORM_DATE:
    case FORM_CHOICE:
    case FORM_CLASS:
    case FORM_GRADE:
    case FORM_MARK:
        return false;
    default:
        return true;
    }
}

static bool is_same_kind(const struct check *c, const struct setter *s, const struct form_field *f)
{
    size_t                   name;
    const struct form_field *own;

    if (!expr_is_name(s->value, &name))
        return false;
    if (name < CN_COUNT)
        return name == CN_UNIT && f->kind == FORM_ORG && !f->of.p;
    own = &c->pr->fields.at[name - CN_COUNT];
    return field_goes_over(own, f);
}

/* Of the fields whose values go into it the one that is kept most strictly; NULL: none. What is
 * only asked of a field, such as whether it is known, is not its value. */
static const struct form_field *strictest(const struct check *c, const struct expr *e)
{
    const struct form_field *a, *b;

    switch (e->op) {
    case OP_NAME:
        return e->name < CN_COUNT ? NULL : &c->pr->fields.at[e->name - CN_COUNT];
    case OP_ADD:
    case OP_SUB:
    case OP_MUL:
    case OP_DIV:
    case OP_NEG:
    case OP_MIN:
    case OP_MAX:
        a = strictest(c, e->a);
        b = e->b ? strictest(c, e->b) : NULL;
        return !a || (b && b->keep > a->keep) ? b : a;
    default:
        return NULL;
    }
}

void check_kept(struct check *c, const struct setter *s, enum keep keep)
{
    const struct form_field *from = s->value ? strictest(c, s->value) : NULL;

    if (from && from->keep > keep)
        check_wrong(c, s->value_mark, &say_looser, s->name, from->name);
}

/* A code that is said outright exists over there. */
static void check_code(struct check *c, const struct setter *s, const struct process *to,
                       const struct form_field *f)
{
    static const struct eenv none = { 0 };
    struct evalue            v;
    bool                     same;

    if (!expr_constant(s->value, &same))
        return;
    v = expr_eval(s->value, &none);
    if (v.type != E_TEXT)
        return;
    if (str_is(s->name, "class") || (f && f->kind == FORM_CLASS)) {
        (void)check_class_code(c, s->value_mark, v.text);
        return;
    }
    if (str_is(s->name, "grade")) {
        (void)check_grade(c, s->value_mark, to, v.text);
        return;
    }
    if (!f || f->kind != FORM_CHOICE)
        return;
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].code, v.text))
            return;
    check_wrong(c, s->value_mark, &say_no_choice, f->name, v.text);
}

static void check_with(struct check *c, const struct move *m, const struct setter *s,
                       const struct process *to)
{
    const struct form_field *f = field_is_beside(s->name) ? NULL : form_field(&to->form, s->name);
    struct naming            n = { c, m, STR_NONE };

    if (!s->value)
        return;
    check_expr(c, s->value_mark, s->value);
    check_code(c, s, to, f);
    check_kept(c, s, f ? f->keep : KEEP_OFFICE);
    if (f && form_kind_names(f->kind) && !is_same_kind(c, s, f))
        check_wrong(c, s->value_mark, &say_name_only, s->name, STR_NONE);
    expr_uses(s->value, may_be_missing, &n);
    if (f && f->need && !f->when && n.missing.p)
        check_wrong(c, s->value_mark, &say_perhaps_null, s->name, n.missing);
}

/* -- one opening -- */

static void check_opening(struct check *c, const struct move *m, const struct opens *o)
{
    const struct process *to;

    if (!check_process_name(c, o->mark, o->process))
        return;
    to = practice_process(c->p, o->process);
    if (!(to->channels >> CH_CASE & 1))
        check_wrong(c, o->mark, &say_channel, to->name, STR_NONE);
    if (c->pr->confidential && !to->confidential)
        check_wrong(c, o->mark, &say_confidential, to->name, STR_NONE);
    for (size_t i = 0; i < o->n_with; i++)
        check_with(c, m, &o->with[i], to);
    for (size_t i = 0; i < to->form.n; i++)
        check_needed(c, m, o, to, &to->form.at[i]);
}

void check_opened(struct check *c, const struct move *m)
{
    struct opens call = { m->calls, m->with, m->n_with, m->mark };

    if (m->calls.p)
        check_opening(c, m, &call);
    for (size_t i = 0; i < m->n_opens; i++)
        check_opening(c, m, &m->opens[i]);
}
