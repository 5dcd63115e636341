/*
 * check_hold: can a condition ever hold?
 *
 * A condition is split into atoms that ask one name each: `grade = "urgent"`,
 * `level > 2`, `known(form.x)`. For each name all values that differ in what
 * its atoms say are tried against those of the others. An atom that is more
 * than that, a sum or two names beside each other, may be either; so what is
 * said never to hold never does, and what is not said may all the same.
 */
#include "practice/check_hold_own.h"

/* More than that, and it may hold, as far as anybody knows. */
enum { ATOMS_MOST = 24, TRIES_MOST = 4096 };

/* -- atoms -- */

static bool is_leaf(const struct expr *e)
{
    return e->op == OP_NAME || e->op == OP_LITERAL;
}

static bool is_logic(const struct expr *e)
{
    return e->op == OP_OR || e->op == OP_AND || e->op == OP_NOT;
}

/* The level and whether it is the last are one thing. */
static size_t source_of(const struct hold *h, size_t name)
{
    if (h->of->answers || (name != CN_LEVEL && name != CN_LEVEL_LAST))
        return name;
    return h->c->pr ? CN_LEVEL : NAME_FREE; /* where a unit is suggested, any ladder's */
}

/* The one name that it asks; NAME_FREE when there are several, or more is done with it. */
static size_t name_of(const struct hold *h, const struct expr *e)
{
    const struct expr *a = e->a, *b = e->b;

    if (e->op == OP_NAME)
        return source_of(h, e->name);
    if (!a || !is_leaf(a) || (b && !is_leaf(b)))
        return NAME_FREE;
    if (b && (a->op == OP_NAME) == (b->op == OP_NAME))
        return NAME_FREE;
    switch (e->op) {
    case OP_EQ:
    case OP_NE:
    case OP_LT:
    case OP_LE:
    case OP_GT:
    case OP_GE:
    case OP_IN:
    case OP_WITHIN:
    case OP_KNOWN:
        return source_of(h, a->op == OP_NAME ? a->name : b->name);
    default:
        return NAME_FREE;
    }
}

static void add_atoms(struct hold *h, const struct expr *e)
{
    bool   value;
    size_t name;

    if (is_logic(e)) {
        add_atoms(h, e->a);
        if (e->b)
            add_atoms(h, e->b);
        return;
    }
    if (expr_constant(e, &value))
        return;
    if (h->atoms.n == ATOMS_MOST) {
        h->too_much = true;
        return;
    }
    name                                 = name_of(h, e);
    *VEC_PUSH(h->c->p->arena, &h->atoms) = (struct atom){ e, name };
    for (size_t i = 0; i < h->groups.n; i++)
        if (name != NAME_FREE && h->groups.at[i].name == name)
            return;
    *VEC_PUSH(h->c->p->arena, &h->groups) = (struct group){ .name = name, .atom = h->atoms.n - 1 };
}

/* -- all of them together -- */

static bool says(const struct hold *h, const struct expr *e, uint32_t said)
{
    bool value = false;

    switch (e->op) {
    case OP_OR:
        return says(h, e->a, said) || says(h, e->b, said);
    case OP_AND:
        return says(h, e->a, said) && says(h, e->b, said);
    case OP_NOT:
        return !says(h, e->a, said);
    default:
        break;
    }
    for (size_t i = 0; i < h->atoms.n; i++)
        if (h->atoms.at[i].e == e)
            return said >> i & 1;
    (void)expr_constant(e, &value);
    return value;
}

static bool all_say(const struct hold *h, const struct expr *const *all, size_t n, uint32_t said)
{
    for (size_t i = 0; i < n; i++)
        if (all[i] && says(h, all[i], said) == h->of->fails)
            return false;
    return true;
}

static bool search(struct hold *h, const struct expr *const *all, size_t n, size_t group,
                   uint32_t said)
{
    if (group == h->groups.n) {
        h->too_much = h->too_much || ++h->tries > TRIES_MOST || ++h->c->tries > TRIES_IN_ALL;
        return h->too_much || all_say(h, all, n, said);
    }
    for (size_t i = 0; i < h->groups.at[group].said.n; i++)
        if (search(h, all, n, group + 1, said | h->groups.at[group].said.at[i]))
            return true;
    return false;
}

bool check_may_hold_all(struct check *c, const struct expr *const *all, size_t n,
                        const struct asked_of *of)
{
    static const struct asked_of any = { 0 };
    struct hold                  h   = { .c = c, .of = of ? of : &any };

    for (size_t i = 0; i < n; i++)
        if (all[i])
            add_atoms(&h, all[i]);
    for (size_t i = 0; i < h.groups.n && !h.too_much; i++)
        hold_try(&h, &h.groups.at[i]);
    return h.too_much || search(&h, all, n, 0, 0);
}

bool check_may_hold(struct check *c, const struct expr *e, const struct asked_of *of)
{
    return !e || check_may_hold_all(c, &e, 1, of);
}

bool check_always_holds(struct check *c, const struct expr *e)
{
    static const struct asked_of fails = { .fails = true };

    return !e || !check_may_hold(c, e, &fails);
}

/* -- what is said of it -- */

static const struct say say_never =
    SAY("pack_never", "条件永远不成立", "the condition never holds");
static const struct say say_part_never =
    SAY("pack_part_never", "条件中 or 的第{0}部分永远不成立",
        "part {0} of what `or` joins in the condition never holds");

/* The parts that `or` joins, in their order. False: one of them never holds. */
static bool check_parts(struct check *c, struct mark at, const struct expr *e,
                        const struct asked_of *of, int64_t *part)
{
    char room[INT_TEXT];

    if (e->op == OP_OR)
        return check_parts(c, at, e->a, of, part) && check_parts(c, at, e->b, of, part);
    ++*part;
    if (check_may_hold(c, e, of))
        return true;
    check_wrong(c, at, &say_part_never, int_text(*part, room), STR_NONE);
    return false;
}

bool check_condition(struct check *c, struct mark at, const struct expr *e,
                     const struct asked_of *of)
{
    int64_t part = 0;
    size_t  had  = c->found->list.n;

    if (of && of->answers)
        check_answers(c, at, e, of->answers);
    else
        check_expr(c, at, e);
    if (!e || c->found->list.n > had)
        return true; /* compared with what does not exist: that is said */
    if (!check_may_hold(c, e, of)) {
        check_wrong(c, at, &say_never, STR_NONE, STR_NONE);
        return false;
    }
    (void)check_parts(c, at, e, of, &part);
    return true;
}
