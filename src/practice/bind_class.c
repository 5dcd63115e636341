/* bind_class: case classes and their limits. */
#include "practice/bind.h"

#include <stdlib.h>
#include <string.h>

static const struct say say_code =
    SAY("pack_code", "“{0}”不能作编码：只用字母、数字、点、横线和下划线，最多{1}个",
        "'{0}' is no code: letters, digits, dots, hyphens and underscores, {1} at most");

static bool is_code(struct str s)
{
    if (s.n == 0 || s.n > CLASS_CODE_MOST)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z') &&
            c != '.' && c != '-' && c != '_')
            return false;
    }
    return true;
}

struct limits {
    VEC(struct class_limit) list;
};

static struct str unless_any(struct str s)
{
    return str_is(s, "any") ? STR_NONE : s;
}

/* "4 workhours", or by grade: {urgent: 2 hours, any: 4 workhours}. */
static void add_limits(struct bind *b, const struct ynode *n, struct str step, struct limits *to)
{
    struct class_limit one = { .step = step };

    if (n->kind == Y_SCALAR) {
        if (bind_span(b, n, &one.span))
            *VEC_PUSH(b->arena, &to->list) = one;
        return;
    }
    if (!bind_is_map(b, n) || !bind_few(b, n, FEW))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        one.grade = unless_any(m->key);
        if (bind_span(b, m, &one.span))
            *VEC_PUSH(b->arena, &to->list) = one;
    }
}

static int closeness(const struct class_limit *l)
{
    return (l->step.p ? 2 : 0) + (l->grade.p ? 1 : 0);
}

/* The closest first, otherwise as written. */
static void sort_limits(struct class_limit *at, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j && closeness(&at[j]) > closeness(&at[j - 1]); j--) {
            struct class_limit t = at[j];

            at[j]     = at[j - 1];
            at[j - 1] = t;
        }
}

static void bind_limits(struct bind *b, const struct ynode *class, struct case_class *k)
{
    const struct ynode *all = ynode_get(class, "limit"), *steps = ynode_get(class, "limits");
    struct limits       l = { 0 };

    if (all)
        add_limits(b, all, STR_NONE, &l);
    if (steps && bind_is_map(b, steps) && bind_few(b, steps, FEW))
        for (const struct ynode *m = steps->first; m; m = m->next)
            add_limits(b, m, unless_any(m->key), &l);
    sort_limits(l.list.at, l.list.n);
    k->limits   = l.list.at;
    k->n_limits = l.list.n;
}

#define T struct case_class
static const struct bkey class_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "above", B_STR, above),
    K(T, "process", B_NAME, process),
    K(T, "unit", B_NAME, unit_kind),
    { .key = "limit", .kind = B_LATER },
    { .key = "limits", .kind = B_LATER },
    K(T, "stop", B_TEXT, stop),
    K(T, "also", B_STR, also),
    K(T, "near", B_I32, near_m, .min = 1, .max = 100000),
};
#undef T

/* "01.02" lies below "01" unless it says otherwise. */
static struct str code_above(struct str code)
{
    for (size_t i = code.n; i-- > 1;)
        if (code.p[i] == '.')
            return str_head(code, i);
    return STR_NONE;
}

static int by_code(const void *a, const void *b)
{
    const struct entry *const *x = a, *const *y = b;

    return str_cmp((*x)->name, (*y)->name);
}

void bind_classes(struct bind *b)
{
    const struct section *s      = &b->sections[SEC_CLASSES];
    struct case_class    *at     = ARENA_ARRAY(b->arena, struct case_class, s->list.n + 1);
    const struct entry  **sorted = ARENA_ARRAY(b->arena, const struct entry *, s->list.n + 1);
    char                  room[INT_TEXT];

    for (size_t i = 0; i < s->list.n; i++)
        sorted[i] = &s->list.at[i];
    qsort(sorted, s->list.n, sizeof(const struct entry *), by_code);
    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = sorted[i];

        at[i] = (struct case_class){ .code = e->name, .near_m = NONE_I32, .mark = e->mark };
        if (!is_code(e->name))
            bind_wrong(b, e->mark, &say_code, e->name, int_text(CLASS_CODE_MOST, room));
        bind_titled(b, e->node, class_keys, ARRAY_LEN(class_keys), &at[i], &at[i].title);
        bind_title_default(b, e->mark, "class", e->name, &at[i].title);
        if (e->node->kind == Y_MAP)
            bind_limits(b, e->node, &at[i]);
        if (!at[i].above.p)
            at[i].above = code_above(e->name);
    }
    b->p->classes   = at;
    b->p->n_classes = s->list.n;
}
