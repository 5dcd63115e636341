/* bind_words: texts, spellings, figures, and the rules that suggest a unit. */
#include "practice/bind.h"

#include <math.h>

/* -- texts -- */

void bind_texts(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_TEXTS];
    struct named_text    *at = ARENA_ARRAY(b->arena, struct named_text, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        at[i].name = s->list.at[i].name;
        (void)bind_text(b, s->list.at[i].node, &at[i].text);
        name_map_put(&b->texts, b->arena, at[i].name, i);
    }
    b->p->texts   = at;
    b->p->n_texts = s->list.n;
}

/* -- spellings -- */

struct spelling {
    VEC(struct alias) list;
    struct str        table;
};

static const struct say say_columns =
    SAY("pack_columns", "表中每一行都要有：{0}", "each row of the table needs {0}");

static void add_row(struct bind *b, const struct ynode *row, void *ctx)
{
    struct spelling    *sp   = ctx;
    const struct ynode *from = ynode_get(row, "from"), *to = ynode_get(row, "to");

    if (!from || !to)
        bind_wrong(b, row->mark, &say_columns, S("from, to"), STR_NONE);
    else
        *VEC_PUSH(b->arena, &sp->list) = (struct alias){ sp->table, from->text, to->text };
}

void bind_aliases(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_ALIASES];
    struct spelling       sp = { 0 };

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        sp.table = e->name;
        if (!bind_is_map(b, e->node))
            continue;
        for (const struct ynode *m = e->node->first; m; m = m->next) {
            struct alias one = { .table = e->name, .from = m->key };

            if (str_is(m->key, "table"))
                bind_table(b, m, e->pack, add_row, &sp);
            else if (bind_str(b, m, &one.to))
                *VEC_PUSH(b->arena, &sp.list) = one;
        }
    }
    b->p->aliases   = sp.list.at;
    b->p->n_aliases = sp.list.n;
}

/* -- figures -- */

static const struct say say_one_of =
    SAY("pack_one_of", "以下各项必须写且只能写一项：{0}", "exactly one of {0} must be written");

static void bind_value(struct bind *b, const struct ynode *n, void *obj)
{
    struct indicator *in = obj;
    struct ename      names[M_COUNT];

    for (int i = 0; i < M_COUNT; i++)
        names[i] = (struct ename){ .name = str_of(measure_words[i]), .type = E_NUM };
    bind_expr(b, n, names, M_COUNT, E_NUM, &in->value);
}

static void bind_show(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "percent", "number", "days", "hours", NULL };
    struct indicator        *in      = obj;
    int32_t                  i;

    if (bind_word(b, n, words, &i))
        in->percent = str_of(words[i]);
}

static void bind_by(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "process", NULL };
    int32_t                  i;

    ((struct indicator *)obj)->each = bind_word(b, n, words, &i);
}

#define T struct indicator
static const struct bkey indicator_keys[] = {
    K(T, "title", B_TEXT, title),         K_FN("value", bind_value),
    { .key = "manual", .kind = B_LATER }, K_FN("show", bind_show),
    K(T, "source", B_STR, source),        K(T, "least", B_I32, least),
    K(T, "process", B_NAME, process),     K_FN("by", bind_by),
    K(T, "public", B_TEXT, shared),
};
#undef T

void bind_indicators(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_INDICATORS];
    struct indicator     *at = ARENA_ARRAY(b->arena, struct indicator, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e      = &s->list.at[i];
        const struct ynode *m      = ynode_get(e->node, "manual");
        bool                manual = false;

        at[i] = (struct indicator){ .name = e->name, .percent = S("number"), .mark = e->mark };
        bind_map(b, e->node, indicator_keys, ARRAY_LEN(indicator_keys), &at[i]);
        bind_title_default(b, e->mark, "indicator", e->name, &at[i].title);
        if (m && !bind_bool(b, m, &manual))
            continue;
        if (manual == (ynode_get(e->node, "value") != NULL))
            bind_wrong(b, e->mark, &say_one_of, S("value, manual"), STR_NONE);
    }
    b->p->indicators   = at;
    b->p->n_indicators = s->list.n;
}

static void bind_figure(struct bind *b, const struct ynode *n, void *obj)
{
    static const struct say not_number = SAY("pack_figure", "“{0}”不是数", "'{0}' is not a number");
    static const char *const words[] = {
        [FIG_EXACT] = "value", [FIG_AT_LEAST] = "at_least", [FIG_ABOUT] = "about"
    };
    struct reported *r = obj;

    if (!bind_is_scalar(b, n))
        return;
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(n->key, words[i]))
            r->sort = (enum figure_sort)i;
    if (str_real(n->text, &r->value) != RC_OK)
        bind_wrong(b, n->mark, &not_number, n->text, STR_NONE);
}

static void bind_unknown(struct bind *b, const struct ynode *n, void *obj)
{
    struct reported *r       = obj;
    bool             unknown = false;

    if (bind_bool(b, n, &unknown) && unknown)
        r->sort = FIG_UNKNOWN;
}

/* "%" and "2018" read the same in both languages. */
static void bind_plain(struct bind *b, const struct ynode *n, struct text *ret)
{
    bool same = n->kind == Y_SCALAR;

    for (size_t i = 0; same && i < n->text.n; i++)
        same = (unsigned char)n->text.p[i] < 0x80;
    if (same && bind_str(b, n, &ret->zh))
        ret->en = ret->zh;
    else if (!same)
        (void)bind_text(b, n, ret);
}

static void bind_unit(struct bind *b, const struct ynode *n, void *obj)
{
    bind_plain(b, n, &((struct reported *)obj)->unit);
}

static void bind_period(struct bind *b, const struct ynode *n, void *obj)
{
    bind_plain(b, n, &((struct reported *)obj)->period);
}

#define T struct reported
static const struct bkey reported_keys[] = {
    K(T, "title", B_TEXT, title),  K_FN("value", bind_figure),
    K_FN("at_least", bind_figure), K_FN("about", bind_figure),
    K_FN("unknown", bind_unknown), K_FN("unit", bind_unit),
    K_FN("period", bind_period),   K(T, "source", B_STR, source, .need = true),
};
#undef T

void bind_reported(struct bind *b)
{
    static const char *const given[] = { "value", "at_least", "about", "unknown" };
    const struct section    *s       = &b->sections[SEC_REPORTED];
    struct reported         *at      = ARENA_ARRAY(b->arena, struct reported, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];
        int                 n = 0;

        at[i] = (struct reported){ .name = e->name, .value = NAN, .mark = e->mark };
        bind_map(b, e->node, reported_keys, ARRAY_LEN(reported_keys), &at[i]);
        bind_title_default(b, e->mark, "reported", e->name, &at[i].title);
        for (size_t k = 0; k < ARRAY_LEN(given); k++)
            n += ynode_get(e->node, given[k]) != NULL;
        if (n != 1)
            bind_wrong(b, e->mark, &say_one_of, S("value, at_least, about, unknown"), STR_NONE);
    }
    b->p->reported   = at;
    b->p->n_reported = s->list.n;
}

/* -- dispatch -- */

static void bind_when(struct bind *b, const struct ynode *n, void *obj)
{
    bind_expr(b, n, case_names, CN_COUNT, E_BOOL, &((struct dispatch_rule *)obj)->when);
}

#define T struct dispatch_rule
static const struct bkey dispatch_keys[] = {
    K_FN("when", bind_when),
    K(T, "kind", B_NAME, org_kind),
    K(T, "org", B_STR, org_code),
    K(T, "why", B_TEXT, why),
};
#undef T

/* The first rule that fits is taken, so those of the pack itself stand before what it extends. */
void bind_dispatch(struct bind *b)
{
    const struct section *s    = &b->sections[SEC_DISPATCH];
    struct dispatch_rule *at   = ARENA_ARRAY(b->arena, struct dispatch_rule, s->list.n + 1);
    size_t                n    = 0;
    size_t                last = s->list.n ? s->list.at[s->list.n - 1].pack : 0;

    for (size_t pack = last + 1; pack-- > 0;)
        for (size_t i = 0; i < s->list.n; i++) {
            const struct entry *e = &s->list.at[i];

            if (e->pack != pack)
                continue;
            at[n].mark = e->mark;
            bind_map(b, e->node, dispatch_keys, ARRAY_LEN(dispatch_keys), &at[n]);
            if (!at[n].org_kind.p == !at[n].org_code.p)
                bind_wrong(b, e->mark, &say_one_of, S("kind, org"), STR_NONE);
            n++;
        }
    b->p->dispatch   = at;
    b->p->n_dispatch = n;
}
