/*
 * like: a process that is another one with changes.
 *
 * Done on the tree, before anything is bound: what comes out is bound and
 * checked like any other process, and each line keeps the place where it was
 * written.
 */
#include "practice/like.h"

static const struct say say_no_model =
    SAY("pack_like", "没有“{0}”这个流程可照", "there is no process '{0}' to be like");
static const struct say say_self =
    SAY("pack_like_self", "流程“{0}”照自己写，而所扩展的包里没有它",
        "the process '{0}' is like itself, and what is extended has none of that name");
static const struct say say_circle = SAY("pack_like_circle", "流程“{0}”绕一圈又照了自己",
                                         "the process '{0}' is like itself in a circle");
static const struct say say_nothing_there =
    SAY("pack_like_no", "所照的流程里没有“{0}”，无从去掉", "there is no '{0}' there to leave out");
static const struct say say_after = SAY("pack_like_after", "没有“{0}”这个步骤，不知写在哪一步之后",
                                        "there is no step '{0}' to stand after");
static const struct say say_large =
    SAY("pack_like_large", "照着写的流程太大", "processes that are like others are too large");

/* How deep what stands below a key is laid over name by name. */
enum layer {
    L_WHOLE, /* replaced */
    L_NAMES, /* members are added and replaced */
    L_PROCESS,
    L_STEPS,
    L_STEP,
    L_MOVES,
    L_MOVE,
};

static enum layer below(enum layer at, struct str key)
{
    switch (at) {
    case L_PROCESS:
        return str_is(key, "steps")                         ? L_STEPS
               : str_is(key, "form") || str_is(key, "ends") ? L_NAMES
                                                            : L_WHOLE;
    case L_STEPS:
        return L_STEP;
    case L_STEP:
        return str_is(key, "moves") ? L_MOVES : str_is(key, "clocks") ? L_NAMES : L_WHOLE;
    case L_MOVES:
        return L_MOVE;
    default:
        return L_WHOLE;
    }
}

/* "no" leaves out; in quotes it is a text like another. */
static bool leaves_out(const struct ynode *n)
{
    return n->kind == Y_SCALAR && !n->quoted && str_is(n->text, "no");
}

/* What belongs to the process that is written, not to whoever is like it. */
static bool is_own(struct str key)
{
    return str_is(key, "process") || str_is(key, "model") || str_is(key, "like");
}

struct laying {
    struct bind *b;
    bool         same; /* a process over itself in the pack that is extended: it stays a model */
};

static struct ynode *laid(struct laying *l, enum layer at, const struct ynode *base,
                          const struct ynode *over);

static const struct ynode *member(const struct ynode *map, struct str key)
{
    for (const struct ynode *m = map->first; m; m = m->next)
        if (str_eq(m->key, key))
            return m;
    return NULL;
}

static void append(struct ynode *map, struct ynode **last, struct ynode *m)
{
    m->next = NULL;
    if (*last)
        (*last)->next = m;
    else
        map->first = m;
    *last = m;
    map->n++;
}

static struct ynode *copy(struct laying *l, const struct ynode *n)
{
    struct ynode *c = ARENA_NEW(l->b->arena, struct ynode);

    *c = *n;
    return c;
}

/* Members of `base`, changed where `over` says so; absent what it leaves out. */
static void add_changed(struct laying *l, enum layer at, const struct ynode *base,
                        const struct ynode *over, struct ynode *to, struct ynode **last)
{
    for (const struct ynode *m = base->first; m; m = m->next) {
        const struct ynode *o = member(over, m->key);

        if (at == L_PROCESS && is_own(m->key) && !(l->same && str_is(m->key, "model")))
            continue;
        if (!o)
            append(to, last, copy(l, m));
        else if (!leaves_out(o))
            append(to, last, laid(l, below(at, m->key), m, o));
    }
}

/* A new step stands behind the one that it names with `after`; that key is read here alone. */
static void insert(struct laying *l, struct ynode *to, struct ynode **last, const struct ynode *o,
                   const struct ynode *after)
{
    struct ynode  *step = copy(l, o), *at = to->first, *end = NULL;
    struct nearest near = nearest_to(l->b->found, after->text);

    step->first = NULL;
    step->n     = 0;
    for (const struct ynode *m = o->first; m; m = m->next)
        if (m != after)
            append(step, &end, copy(l, m));
    for (; at && !str_eq(at->key, after->text); at = at->next)
        nearest_try(&near, at->key);
    if (!at || at == *last) {
        append(to, last, step);
        if (!at)
            bind_meant(l->b, after->mark, &say_after, after->text, near);
        return;
    }
    step->next = at->next;
    at->next   = step;
    to->n++;
}

static void add_new(struct laying *l, enum layer at, const struct ynode *base,
                    const struct ynode *over, struct ynode *to, struct ynode **last)
{
    for (const struct ynode *o = over->first; o; o = o->next) {
        const struct ynode *m = member(base, o->key);

        if (at == L_PROCESS && is_own(o->key)) {
            if (str_is(o->key, "process") || (str_is(o->key, "model") && !(l->same && m)))
                append(to, last, copy(l, o));
        } else if (!m && at == L_STEPS && ynode_get(o, "after")) {
            insert(l, to, last, o, ynode_get(o, "after"));
        } else if (!m && !leaves_out(o)) {
            append(to, last, copy(l, o));
        } else if (!m && at != L_PROCESS) {
            bind_wrong(l->b, o->key_mark, &say_nothing_there, o->key, STR_NONE);
        }
    }
}

static struct ynode *laid(struct laying *l, enum layer at, const struct ynode *base,
                          const struct ynode *over)
{
    struct ynode *to = copy(l, over), *last = NULL;

    if (at == L_WHOLE || base->kind != Y_MAP || over->kind != Y_MAP)
        return to;
    to->first = NULL;
    to->n     = 0;
    add_changed(l, at, base, over, to, &last);
    add_new(l, at, base, over, to, &last);
    return to;
}

/* -- over what it was in the pack that is extended -- */

void like_keep(struct bind *b, const struct entry *before, struct entry *io)
{
    const struct ynode *like = ynode_get(io->node, "like");
    struct entry       *under;

    if (!like || like->kind != Y_SCALAR || !str_eq(like->text, io->name))
        return;
    if (!before || !before->node) {
        bind_wrong(b, like->mark, &say_self, io->name, STR_NONE);
        return;
    }
    under     = ARENA_NEW(b->arena, struct entry);
    *under    = *before;
    io->under = under;
}

/* -- over another -- */

/* Nodes of a tree; its depth is bounded by YAML_DEPTH. */
static size_t count_nodes(const struct ynode *n)
{
    size_t sum = 1;

    for (const struct ynode *m = n->first; m; m = m->next)
        sum += count_nodes(m);
    return sum;
}

enum { UNTOUCHED, BUSY, DONE };
struct resolving {
    struct bind    *b;
    struct section *s;
    uint8_t        *state; /* of each process */
    size_t          nodes; /* that were taken over so far */
};

static void resolve(struct resolving *r, size_t i);

/* `doc`, which says `like` another, over that one; `doc` itself where that does not go. */
static const struct ynode *taken_over(struct resolving *r, size_t i, const struct ynode *doc,
                                      const struct ynode *like)
{
    size_t        from = name_map_get(&r->s->by_name, like->text);
    struct laying l    = { r->b, false };

    if (from == NAME_NONE) {
        struct nearest near = nearest_to(r->b->found, like->text);

        for (size_t k = 0; k < r->s->list.n; k++)
            nearest_try(&near, r->s->list.at[k].name);
        bind_meant(r->b, like->mark, &say_no_model, like->text, near);
        return doc;
    }
    if (r->state[from] == BUSY) {
        if (from != i) /* one that is like itself alone was told of */
            bind_wrong(r->b, like->mark, &say_circle, r->s->list.at[i].name, STR_NONE);
        return doc;
    }
    resolve(r, from);
    r->nodes += count_nodes(r->s->list.at[from].node);
    if (r->nodes > YAML_NODES) { /* as much as may be written out */
        bind_wrong(r->b, like->mark, &say_large, STR_NONE, STR_NONE);
        return doc;
    }
    return laid(&l, L_PROCESS, r->s->list.at[from].node, doc);
}

/* From below: what the lowest pack makes of another process, and each pack on top of that. */
static const struct ynode *whole(struct resolving *r, size_t i, const struct entry *e)
{
    struct laying       l    = { r->b, true };
    const struct ynode *like = ynode_get(e->node, "like");

    if (e->under)
        return laid(&l, L_PROCESS, whole(r, i, e->under), e->node);
    return like && bind_is_scalar(r->b, like) ? taken_over(r, i, e->node, like) : e->node;
}

static void resolve(struct resolving *r, size_t i)
{
    if (r->state[i] != UNTOUCHED)
        return;
    r->state[i]            = BUSY;
    r->s->list.at[i].node  = whole(r, i, &r->s->list.at[i]);
    r->s->list.at[i].under = NULL;
    r->state[i]            = DONE;
}

static bool is_model(struct bind *b, const struct ynode *doc)
{
    const struct ynode *m  = ynode_get(doc, "model");
    bool                is = false;

    return m && bind_bool(b, m, &is) && is;
}

void like_resolve(struct bind *b)
{
    struct section  *s = &b->sections[SEC_PROCESSES];
    struct resolving r = { b, s, ARENA_ARRAY(b->arena, uint8_t, s->list.n + 1), 0 };
    size_t           n = 0;

    for (size_t i = 0; i < s->list.n; i++)
        resolve(&r, i);
    for (size_t i = 0; i < s->list.n; i++)
        if (!is_model(b, s->list.at[i].node))
            s->list.at[n++] = s->list.at[i];
    s->list.n = n;
}
