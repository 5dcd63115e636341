/* check_value: the values that a name may have, as far as conditions tell them apart. */
#include "practice/bind.h"
#include "practice/check_hold_own.h"

enum { CLASSES_MOST = 20000, CHOICES_MOST = 8 };

/* -- the values of a name -- */

static struct evalue get(void *ctx, size_t name)
{
    const struct hold *h = ctx;

    if (!h->of->answers && name == CN_LEVEL_LAST)
        return (struct evalue){ .type = E_BOOL, .yes = h->value.num >= (double)h->c->pr->n_ladder };
    return h->value;
}

static bool is_within(void *ctx, size_t name, struct str code, struct str above)
{
    const struct hold *h = ctx;

    (void)name;
    return practice_class_within(h->c->p, code, above);
}

/* What the atoms of the name say of that value; once is enough. */
static void try_value(struct hold *h, struct evalue v)
{
    struct eenv env  = { h, get, is_within };
    uint32_t    said = 0;

    h->value    = v;
    h->too_much = h->too_much || ++h->c->tries > TRIES_IN_ALL;
    for (size_t i = 0; i < h->atoms.n; i++)
        if (!h->too_much && h->atoms.at[i].name == h->g->name && expr_true(h->atoms.at[i].e, &env))
            said |= UINT32_C(1) << i;
    for (size_t i = 0; i < h->g->said.n; i++)
        if (h->g->said.at[i] == said)
            return;
    *VEC_PUSH(h->c->p->arena, &h->g->said) = said;
}

static void try_null(struct hold *h)
{
    try_value(h, (struct evalue){ .type = E_NULL });
}

static void try_text(struct hold *h, struct str s)
{
    try_value(h, (struct evalue){ .type = E_TEXT, .text = s });
}

static void try_bools(struct hold *h)
{
    try_value(h, (struct evalue){ .type = E_BOOL, .yes = false });
    try_value(h, (struct evalue){ .type = E_BOOL, .yes = true });
}

static void try_maybe(struct hold *h)
{
    try_null(h);
    try_bools(h);
}

static void try_words(struct hold *h, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        try_text(h, str_of(words[i]));
}

/* From `lo` to `hi`: what is just below, at and above each number that it is compared with. */
static void try_numbers(struct hold *h, enum etype type, double lo, double hi)
{
    static const double by[] = { -1, -0.5, 0, 0.5, 1 };

    for (size_t i = 0; i < h->atoms.n; i++) {
        const struct expr *e = h->atoms.at[i].e, *l;

        if (h->atoms.at[i].name != h->g->name || !e->b)
            continue;
        l = e->b->op == OP_LITERAL ? e->b : e->a;
        for (size_t k = 0; l->type != E_NULL && k < ARRAY_LEN(by); k++) {
            double v = l->value.num + by[k];

            if (v >= lo && v <= hi)
                try_value(h, (struct evalue){ .type = type, .num = v });
        }
    }
    try_value(h, (struct evalue){ .type = type, .num = lo });
    try_value(h, (struct evalue){ .type = type, .num = hi });
}

static void try_any_number(struct hold *h, enum etype type)
{
    try_null(h);
    try_numbers(h, type, -1e15, 1e15);
}

static void try_literal(struct hold *h, const struct expr *l, bool list)
{
    const struct evalue *v = &l->value;

    for (size_t i = 0; v->type == E_LIST && i < v->n; i++)
        try_text(h, v->list[i]);
    if (v->type == E_TEXT && list)
        try_value(h, (struct evalue){ .type = E_LIST, .list = &v->text, .n = 1 });
    else if (v->type == E_TEXT)
        try_text(h, v->text);
}

/* What it is compared with. Of a word that does not exist this is said elsewhere, and once. */
static void try_literals(struct hold *h, bool list)
{
    for (size_t i = 0; i < h->atoms.n; i++) {
        const struct expr *e = h->atoms.at[i].e;

        if (h->atoms.at[i].name == h->g->name && e->b)
            try_literal(h, e->b->op == OP_LITERAL ? e->b : e->a, list);
    }
}

static size_t count_literals(const struct hold *h)
{
    size_t n = 0;

    for (size_t i = 0; i < h->atoms.n; i++)
        n += h->atoms.at[i].name == h->g->name && h->atoms.at[i].e->b;
    return n;
}

/* Any text, or list of texts. A list may hold any of several at once: that is not tried out. */
static void try_free(struct hold *h, bool list)
{
    static const struct str other = { "\x01", 1 };

    if (list && count_literals(h) > 1) {
        h->too_much = true;
        return;
    }
    try_null(h);
    if (list)
        try_value(h, (struct evalue){ .type = E_LIST, .list = &other, .n = 1 });
    else
        try_text(h, other);
    try_literals(h, list);
}

static void try_either(struct hold *h)
{
    *VEC_PUSH(h->c->p->arena, &h->g->said) = 0;
    *VEC_PUSH(h->c->p->arena, &h->g->said) = UINT32_C(1) << h->g->atom;
}

/* A code that does not exist: that, too, is said elsewhere. */
static void try_no_class(struct hold *h)
{
    for (size_t i = 0; i < h->atoms.n; i++) {
        const struct expr *l = h->atoms.at[i].e->b;

        if (h->atoms.at[i].name == h->g->name && l && l->op == OP_LITERAL && l->type == E_TEXT &&
            !practice_class(h->c->p, l->value.text))
            try_text(h, l->value.text);
    }
}

static void try_classes(struct hold *h, struct str of)
{
    const struct practice *p = h->c->p;

    if (p->n_classes > CLASSES_MOST) {
        h->too_much = true;
        return;
    }
    try_null(h);
    for (size_t i = 0; i < p->n_classes; i++)
        if (!of.p || practice_class_within(p, p->classes[i].code, of))
            try_text(h, p->classes[i].code);
    try_no_class(h);
}

static bool goes_up(const struct process *pr)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            if (pr->steps[i].moves[j].level > 0)
                return true;
    return false;
}

static void try_levels(struct hold *h)
{
    int32_t most = goes_up(h->c->pr) ? (int32_t)h->c->pr->n_ladder : 1, only = h->of->level;

    for (int32_t i = 1; i <= most; i++)
        if (!only || i == only)
            try_value(h, (struct evalue){ .type = E_NUM, .num = i });
}

static void try_grades(struct hold *h)
{
    const struct process *pr = h->c->pr;

    if (!pr) {
        try_free(h, false);
        return;
    }
    for (size_t i = 0; i < pr->n_grades; i++)
        try_text(h, pr->grades[i].code);
    try_literals(h, false);
    if (pr->n_grades == 0)
        try_null(h);
}

static void try_channels(struct hold *h)
{
    for (int32_t i = 0; i < CH_COUNT; i++)
        if (!h->c->pr || h->c->pr->channels >> i & 1)
            try_text(h, str_of(channel_words[i]));
}

static void try_kinds(struct hold *h, bool place)
{
    const struct practice *p = h->c->p;

    try_null(h);
    for (size_t i = 0; place && i < p->n_place_kinds; i++)
        try_text(h, p->place_kinds[i].name);
    for (size_t i = 0; !place && i < p->n_org_kinds; i++)
        try_text(h, p->org_kinds[i].name);
    try_literals(h, false);
}

/* Without a process (where a unit is suggested) only what does not hang on one. */
static void try_case(struct hold *h, enum case_name name)
{
    const struct process *pr = h->c->pr;

    switch (name) {
    case CN_CLASS:
        try_classes(h, STR_NONE);
        break;
    case CN_GRADE:
        try_grades(h);
        break;
    case CN_CHANNEL:
        try_channels(h);
        break;
    case CN_PLACE_KIND:
    case CN_UNIT_KIND:
        try_kinds(h, name == CN_PLACE_KIND);
        break;
    case CN_LEVEL:
    case CN_LEVEL_LAST:
        try_levels(h);
        break;
    case CN_CARD:
        try_numbers(h, E_NUM, 0, 2);
        break;
    case CN_HOUR:
        try_numbers(h, E_NUM, 0, 23);
        break;
    case CN_REOPENED:
        try_numbers(h, E_NUM, 0, pr && !pr->evaluate.reopen ? 0 : 1e9);
        break;
    case CN_RETURNS:
    case CN_OBJECTIONS:
    case CN_OBJECTIONS_OPEN:
        try_numbers(h, E_NUM, 0, 1e9);
        break;
    case CN_SUGGESTED:
    case CN_WORKTIME:
        try_bools(h);
        break;
    case CN_NOTICE:
        try_words(h, notice_words);
        try_literals(h, false);
        break;
    default:
        try_free(h, false);
    }
}

/* Every choice of several. */
static void try_choices(struct hold *h, const struct form_field *f)
{
    struct str *list = ARENA_ARRAY(h->c->p->arena, struct str, CHOICES_MOST);

    if (f->n_choices > CHOICES_MOST) {
        h->too_much = true;
        return;
    }
    try_null(h);
    for (uint32_t set = 0; set < UINT32_C(1) << f->n_choices; set++) {
        size_t n = 0;

        for (size_t i = 0; i < f->n_choices; i++)
            if (set >> i & 1)
                list[n++] = f->choices[i].code;
        try_value(h, (struct evalue){ .type = E_LIST, .list = list, .n = n });
    }
}

static void try_field(struct hold *h, const struct form_field *f)
{
    enum etype type = field_ename(h->c->p->arena, "", f).type;

    switch (f->kind) {
    case FORM_CHOICE:
        try_null(h);
        for (size_t i = 0; i < f->n_choices; i++)
            try_text(h, f->choices[i].code);
        try_literals(h, false);
        break;
    case FORM_CHOICES:
        try_choices(h, f);
        break;
    case FORM_CLASS:
        try_classes(h, f->of);
        break;
    case FORM_EACH_PARTY:
        try_null(h);
        try_words(h, each_party_words);
        try_literals(h, false);
        break;
    case FORM_INT:
    case FORM_UNIT_MARKS:
        try_null(h);
        if (f->min || f->max)
            try_numbers(h, type, (double)f->min, (double)f->max);
        else
            try_numbers(h, type, -1e15, 1e15);
        break;
    default:
        if (type == E_BOOL)
            try_maybe(h);
        else if (type == E_NUM || type == E_DATE)
            try_any_number(h, type);
        else
            try_free(h, type == E_LIST);
    }
}

/* A field of the case, which nobody may have filled in by then. */
static void try_kept(struct hold *h, const struct form_field *f)
{
    if ((h->of->own && form_field(h->of->own, f->name)) || check_may_be_known(h->c, f))
        try_field(h, f);
    else
        try_null(h);
}

void hold_try(struct hold *h, struct group *g)
{
    h->g = g;
    if (g->name == NAME_FREE)
        try_either(h);
    else if (h->of->answers)
        try_field(h, &h->of->answers->at[g->name]);
    else if (g->name < CN_COUNT)
        try_case(h, (enum case_name)g->name);
    else
        try_kept(h, &h->c->pr->fields.at[g->name - CN_COUNT]);
}
