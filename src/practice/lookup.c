/* lookup: by name, quickly: these are on the way of every request. */
#include "practice/practice_index.h"

/* -- building -- */

/* The things that are looked up begin with their name. */
static void index_names(struct name_map *m, struct arena *a, const void *at, size_t n, size_t size)
{
    for (size_t i = 0; i < n; i++)
        name_map_put(m, a, *(const struct str *)(const void *)((const char *)at + i * size), i);
}

_Static_assert(offsetof(struct process, name) == 0 && offsetof(struct post, name) == 0 &&
                   offsetof(struct place_kind, name) == 0 && offsetof(struct org_kind, name) == 0 &&
                   offsetof(struct calendar, name) == 0 && offsetof(struct named_text, name) == 0 &&
                   offsetof(struct case_class, code) == 0,
               "the name comes first");

static void index_aliases(struct practice *p, struct practice_index *x, struct arena *a)
{
    x->aliases = ARENA_ARRAY(a, struct alias_table, p->n_aliases + 1);
    for (size_t i = 0; i < p->n_aliases; i++) {
        size_t t = name_map_put(&x->alias_tables, a, p->aliases[i].table, x->alias_tables.n);
        size_t had;

        if (t == NAME_NONE)
            t = x->alias_tables.n - 1;
        had = name_map_put(&x->aliases[t].by_from, a, p->aliases[i].from, i);
        if (had != NAME_NONE) /* the pack on top comes last and wins */
            name_map_set(&x->aliases[t].by_from, p->aliases[i].from, i);
    }
}

struct numbering {
    const size_t       *first, *next; /* children, NAME_NONE ends */
    struct class_range *ranges;
    uint32_t            n;
};

/* Number the classes so that what lies below one is a row of numbers. Iterative: a table's depth
 * is the author's. */
static void number_from(struct numbering *nb, const size_t *above, size_t top)
{
    size_t at = top;

    nb->ranges[at].from = nb->n++;
    for (;;) {
        if (nb->first[at] != NAME_NONE) {
            at                  = nb->first[at];
            nb->ranges[at].from = nb->n++;
            continue;
        }
        nb->ranges[at].to = nb->n;
        while (at != top && nb->next[at] == NAME_NONE) {
            at                = above[at];
            nb->ranges[at].to = nb->n;
        }
        if (at == top)
            return;
        at                  = nb->next[at];
        nb->ranges[at].from = nb->n++;
    }
}

static void index_classes(struct practice *p, struct practice_index *x, struct arena *a)
{
    size_t  n     = p->n_classes;
    size_t *above = ARENA_ARRAY(a, size_t, n + 1), *first = ARENA_ARRAY(a, size_t, n + 1),
           *next        = ARENA_ARRAY(a, size_t, n + 1);
    struct numbering nb = { first, next, ARENA_ARRAY(a, struct class_range, n + 1), 1 };

    index_names(&x->classes, a, p->classes, n, sizeof(*p->classes));
    for (size_t i = 0; i < n; i++)
        first[i] = next[i] = NAME_NONE;
    for (size_t i = n; i-- > 0;) {
        above[i] = name_map_get(&x->classes, p->classes[i].above);
        if (above[i] != NAME_NONE) {
            next[i]         = first[above[i]];
            first[above[i]] = i;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (above[i] == NAME_NONE)
            number_from(&nb, above, i);
    x->ranges      = nb.ranges;
    x->class_above = above;
}

void practice_index_build(struct practice *p)
{
    struct arena          *a = p->arena;
    struct practice_index *x = ARENA_NEW(a, struct practice_index);

    index_names(&x->processes, a, p->processes, p->n_processes, sizeof(*p->processes));
    index_names(&x->posts, a, p->posts, p->n_posts, sizeof(*p->posts));
    index_names(&x->place_kinds, a, p->place_kinds, p->n_place_kinds, sizeof(*p->place_kinds));
    index_names(&x->org_kinds, a, p->org_kinds, p->n_org_kinds, sizeof(*p->org_kinds));
    index_names(&x->calendars, a, p->calendars, p->n_calendars, sizeof(*p->calendars));
    index_names(&x->texts, a, p->texts, p->n_texts, sizeof(*p->texts));
    index_classes(p, x, a);
    index_aliases(p, x, a);
    p->index = x;
}

/* -- looking up -- */

const struct process *practice_process(const struct practice *p, struct str name)
{
    size_t i = name_map_get(&p->index->processes, name);

    return i == NAME_NONE ? NULL : &p->processes[i];
}

const struct post *practice_post(const struct practice *p, struct str name)
{
    size_t i = name_map_get(&p->index->posts, name);

    return i == NAME_NONE ? NULL : &p->posts[i];
}

const struct place_kind *practice_place_kind(const struct practice *p, struct str name)
{
    size_t i = name_map_get(&p->index->place_kinds, name);

    return i == NAME_NONE ? NULL : &p->place_kinds[i];
}

const struct org_kind *practice_org_kind(const struct practice *p, struct str name)
{
    size_t i = name_map_get(&p->index->org_kinds, name);

    return i == NAME_NONE ? NULL : &p->org_kinds[i];
}

bool practice_org_is(const struct practice *p, struct str kind, struct str of)
{
    const struct org_kind *k = practice_org_kind(p, kind);

    /* The checker refuses circles; kinds are few and flat. */
    while (k && !str_eq(k->name, of))
        k = k->of.p ? practice_org_kind(p, k->of) : NULL;
    return k != NULL;
}

const struct case_class *practice_class(const struct practice *p, struct str code)
{
    size_t i = name_map_get(&p->index->classes, code);

    return i == NAME_NONE ? NULL : &p->classes[i];
}

bool practice_class_within(const struct practice *p, struct str code, struct str above)
{
    const struct practice_index *x = p->index;
    size_t                       i = name_map_get(&x->classes, code);
    size_t                       k = name_map_get(&x->classes, above);

    return i != NAME_NONE && k != NAME_NONE && x->ranges[i].from >= x->ranges[k].from &&
           x->ranges[i].from < x->ranges[k].to;
}

const struct calendar *practice_calendar(const struct practice *p, struct str name)
{
    size_t i = name.p ? name_map_get(&p->index->calendars, name) : 0;

    return i < p->n_calendars ? &p->calendars[i] : NULL;
}

const struct document *practice_document(const struct practice *p, struct str name)
{
    for (size_t i = 0; i < p->n_documents; i++) /* few */
        if (str_eq(p->documents[i].name, name))
            return &p->documents[i];
    return NULL;
}

const struct text *practice_text(const struct practice *p, struct str name)
{
    size_t i = name_map_get(&p->index->texts, name);

    return i == NAME_NONE ? NULL : &p->texts[i].text;
}

struct str practice_alias(const struct practice *p, struct str table, struct str from)
{
    size_t t = name_map_get(&p->index->alias_tables, table);
    size_t i = t == NAME_NONE ? NAME_NONE : name_map_get(&p->index->aliases[t].by_from, from);

    return i == NAME_NONE ? from : p->aliases[i].to;
}

/* -- within a process: few, so walked -- */

int32_t process_step(const struct process *p, struct str name)
{
    for (size_t i = 0; i < p->n_steps; i++)
        if (str_eq(p->steps[i].name, name))
            return (int32_t)i;
    return -1;
}

int32_t process_end(const struct process *p, struct str name)
{
    for (size_t i = 0; i < p->n_ends; i++)
        if (str_eq(p->ends[i].name, name))
            return (int32_t)i;
    return -1;
}

const struct setter *opens_gives(const struct opens *o, struct str name)
{
    for (size_t i = 0; i < o->n_with; i++)
        if (str_eq(o->with[i].name, name))
            return &o->with[i];
    return NULL;
}

bool end_reopens(const struct end *e)
{
    return e->counts == OUT_SOLVED || e->counts == OUT_UNSOLVED;
}

const struct move *step_move(const struct step *s, struct str name)
{
    for (size_t i = 0; i < s->n_moves; i++)
        if (str_eq(s->moves[i].name, name))
            return &s->moves[i];
    return NULL;
}

const struct form_field *form_field(const struct form *f, struct str name)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->at[i].name, name))
            return &f->at[i];
    return NULL;
}

bool text_blank(struct str *rest, struct str *ret_name)
{
    size_t open = str_find(*rest, S("{")), shut;

    if (open == SIZE_MAX)
        return false;
    *rest = str_skip(*rest, open + 1);
    shut  = str_find(*rest, S("}"));
    if (shut == SIZE_MAX)
        return false;
    *ret_name = str_head(*rest, shut);
    *rest     = str_skip(*rest, shut + 1);
    return true;
}

bool text_has_blank(struct str text, struct str name)
{
    struct str one;

    while (text_blank(&text, &one))
        if (str_eq(one, name))
            return true;
    return false;
}

bool field_is_beside(struct str name)
{
    static const char *const names[] = { "place", "class", "words", "address",
                                         "grade", "title", NULL };

    return str_is_word(name, names);
}

bool field_is_of_case(struct str name)
{
    static const char *const names[] = { "class",  "grade", "place", "unit", "main_case",
                                         "reason", "note",  "words", NULL };

    return str_is_word(name, names);
}

/* Every choice of one is a choice of the other. */
static bool choices_within(const struct form_field *from, const struct form_field *to)
{
    for (size_t i = 0; i < from->n_choices; i++) {
        bool there = false;

        for (size_t k = 0; k < to->n_choices && !there; k++)
            there = str_eq(from->choices[i].code, to->choices[k].code);
        if (!there)
            return false;
    }
    return true;
}

/* 0, 0 is no bound at all. */
static bool bounds_within(const struct form_field *from, const struct form_field *to)
{
    if (to->min == 0 && to->max == 0)
        return true;
    if (from->min == 0 && from->max == 0)
        return false;
    return from->min >= to->min && (to->max == 0 || (from->max != 0 && from->max <= to->max));
}

bool field_goes_over(const struct form_field *from, const struct form_field *to)
{
    return from->kind == to->kind && from->keep <= to->keep && choices_within(from, to) &&
           bounds_within(from, to) && (!to->of.p || str_eq(from->of, to->of));
}

struct str text_in(const struct text *t, enum lang lang)
{
    return lang == LANG_EN && t->en.p ? t->en : t->zh;
}
