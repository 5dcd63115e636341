#include "http/router.h"
#include "http/parse.h"

#include <stdlib.h>
#include <string.h>

enum { ID_DIGITS = 19, ROUTER_ROOM = 16 << 20 };

struct node;
struct branch {
    struct str   word;
    struct node *to;
};

struct node {
    VEC(struct branch)  literal;
    struct node        *id, *sub, *word;
    const struct route *on[METHODS];
    size_t              nth[METHODS];
};

struct router {
    struct arena *arena;
    struct str    base;
    struct node  *root;
};

/* One path cut at its slashes. */
struct cut {
    struct str at[ROUTE_DEPTH];
    size_t     n;
};

static const char *const method_names[METHODS] = { "GET", "POST", "PUT", "PATCH", "DELETE" };

const char *method_name(enum method m)
{
    return method_names[m];
}

enum rc method_of(struct str word, enum method *ret)
{
    if (str_is(word, "HEAD")) {
        *ret = GET;
        return RC_OK;
    }
    for (unsigned m = 0; m < METHODS; m++)
        if (str_is(word, method_names[m])) {
            *ret = (enum method)m;
            return RC_OK;
        }
    return RC_NO_METHOD;
}

static bool path_cut(struct str path, struct cut *ret)
{
    struct str part;

    ret->n = 0;
    if (path.n == 0 || path.p[0] != '/')
        return false;
    path = str_skip(path, 1);
    if (path.n == 0)
        return true;
    while (str_split(&path, '/', &part)) {
        if (part.n == 0 || ret->n == ROUTE_DEPTH)
            return false;
        ret->at[ret->n++] = part;
    }
    return true;
}

/* -- making the tree -- */

enum seg { SEG_LITERAL, SEG_ID, SEG_SUB, SEG_WORD };

static enum seg seg_of(struct str s)
{
    if (s.p[0] != '{')
        return SEG_LITERAL;
    if (str_is(s, "{id}"))
        return SEG_ID;
    return str_is(s, "{sub}") ? SEG_SUB : SEG_WORD;
}

static bool id_of(struct str s, int64_t *ret)
{
    if (s.n == 0 || s.n > ID_DIGITS)
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return str_int(s, ret) == RC_OK;
}

static struct node *node_new(struct arena *a)
{
    return ARENA_NEW(a, struct node);
}

static struct node *child_of(struct arena *a, struct node *at, struct str s)
{
    struct node **slot;

    switch (seg_of(s)) {
    case SEG_ID:
        slot = &at->id;
        break;
    case SEG_SUB:
        slot = &at->sub;
        break;
    case SEG_WORD:
        slot = &at->word;
        break;
    case SEG_LITERAL:
    default:
        for (size_t i = 0; i < at->literal.n; i++)
            if (str_eq(at->literal.at[i].word, s))
                return at->literal.at[i].to;
        {
            struct branch *b = VEC_PUSH(a, &at->literal);

            b->word = s;
            b->to   = node_new(a);
            return b->to;
        }
    }
    if (!*slot)
        *slot = node_new(a);
    return *slot;
}

static const char *pattern_wrong(const struct cut *c)
{
    size_t ids = 0, subs = 0, words = 0;

    for (size_t i = 0; i < c->n; i++) {
        struct str s = c->at[i];

        for (size_t k = 0; k < s.n; k++) {
            bool brace = s.p[k] == '{' || s.p[k] == '}';

            if (brace && !(k == 0 && s.p[0] == '{' && s.n > 2 && s.p[s.n - 1] == '}') &&
                !(k == s.n - 1 && s.p[0] == '{'))
                return "a segment is either a word or one {name}";
            if (s.p[k] == '%' || s.p[k] == '?' || s.p[k] == '#')
                return "a path is written plainly";
        }
        switch (seg_of(s)) {
        case SEG_ID:
            ids++;
            break;
        case SEG_SUB:
            subs++;
            break;
        case SEG_WORD:
            words++;
            break;
        case SEG_LITERAL:
        default:
            break;
        }
    }
    if (ids > 1 || subs > 1 || words > PATH_WORDS)
        return "too many words in braces";
    return NULL;
}

static bool segs_meet(struct str a, struct str b)
{
    enum seg ka = seg_of(a), kb = seg_of(b);
    int64_t  id;

    if (ka == SEG_LITERAL && kb == SEG_LITERAL)
        return str_eq(a, b);
    if (ka == SEG_WORD || kb == SEG_WORD)
        return true;
    if (ka == SEG_LITERAL)
        return id_of(a, &id);
    if (kb == SEG_LITERAL)
        return id_of(b, &id);
    return true;
}

static bool paths_meet(const struct cut *a, const struct cut *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!segs_meet(a->at[i], b->at[i]))
            return false;
    return true;
}

static const char *route_wrong(const struct route *t)
{
    const struct shape *shapes[] = { t->query, t->body, t->reply };

    if (t->can == CAN_UNSAID)
        return "does not say who may call it (.can)";
    if (!t->run)
        return "has no handler (.run)";
    if (!t->doc || !*t->doc)
        return "has no sentence for people who integrate (.doc)";
    if (t->on == GET && t->tx == WORK_WRITE)
        return "writes in a GET";
    if (t->before && t->tx != WORK_WRITE)
        return "does something before a write, and writes nothing";
    if (t->on == GET && t->body)
        return "takes a body in a GET";
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        const char *wrong = shapes[i] ? shape_check(shapes[i]) : NULL;

        if (wrong)
            return wrong;
    }
    return NULL;
}

struct known { /* a route that was taken into the tree */
    const struct route *route;
    struct cut          cut;
};

static enum rc refuse(struct buf *why, const struct route *t, const char *what)
{
    buf_addf(why, "%s %s: %s", method_names[t->on], t->path, what);
    return RC_INVALID;
}

static enum rc route_add(struct router *r, const struct route *t, struct known *known, size_t n,
                         struct buf *why)
{
    struct known *k     = &known[n];
    struct node  *at    = r->root;
    const char   *wrong = route_wrong(t);

    k->route = t;
    if (wrong)
        return refuse(why, t, wrong);
    if (!path_cut(str_of(t->path), &k->cut))
        return refuse(why, t, "is not a path of at most 16 segments");
    wrong = pattern_wrong(&k->cut);
    if (wrong)
        return refuse(why, t, wrong);
    for (size_t i = 0; i < n; i++)
        if (known[i].route->on == t->on && paths_meet(&known[i].cut, &k->cut)) {
            buf_addf(why, "%s %s and %s could match one path", method_names[t->on], t->path,
                     known[i].route->path);
            return RC_INVALID;
        }
    for (size_t i = 0; i < k->cut.n; i++)
        at = child_of(r->arena, at, k->cut.at[i]);
    at->on[t->on]  = t;
    at->nth[t->on] = n;
    return RC_OK;
}

enum rc router_new(const struct route *const *tables, const char *base, struct router **ret,
                   struct buf *ret_why)
{
    struct router *r = calloc(1, sizeof(*r));
    struct known  *known;
    size_t         n  = 0;
    enum rc        rc = RC_OK;

    BUG_ON(!r);
    r->arena = arena_new(ROUTER_ROOM);
    r->root  = node_new(r->arena);
    r->base  = arena_str(r->arena, str_of(base ? base : ""));
    for (size_t t = 0; tables[t]; t++)
        for (size_t i = 0; tables[t][i].path; i++)
            n++;
    known = ARENA_ARRAY(r->arena, struct known, n + 1);
    n     = 0;
    if (r->base.n && (r->base.p[0] != '/' || str_ends(r->base, S("/")))) {
        buf_addc(ret_why, "the base path begins with / and does not end with it");
        rc = RC_INVALID;
    }
    for (size_t t = 0; rc == RC_OK && tables[t]; t++)
        for (size_t i = 0; rc == RC_OK && tables[t][i].path; i++)
            rc = route_add(r, &tables[t][i], known, n++, ret_why);
    if (rc != RC_OK) {
        router_free(r);
        return rc;
    }
    *ret = r;
    return RC_OK;
}

void router_free(struct router *r)
{
    if (!r)
        return;
    arena_free(r->arena);
    free(r);
}

/* -- finding -- */

struct walk {
    struct cut       cut;
    enum method      on;
    unsigned         methods; /* seen at ends of this path */
    struct route_hit hit;
};

static bool walk_from(const struct node *at, struct walk *w, size_t i, size_t word)
{
    struct str s;
    int64_t    id;

    if (i == w->cut.n) {
        for (unsigned m = 0; m < METHODS; m++)
            if (at->on[m])
                w->methods |= 1U << m;
        w->hit.route = at->on[w->on];
        w->hit.nth   = at->nth[w->on];
        return w->hit.route != NULL;
    }
    s = w->cut.at[i];
    for (size_t k = 0; k < at->literal.n; k++)
        if (str_eq(at->literal.at[k].word, s)) {
            if (walk_from(at->literal.at[k].to, w, i + 1, word))
                return true;
            break;
        }
    if ((at->id || at->sub) && id_of(s, &id)) {
        if (at->id && walk_from(at->id, w, i + 1, word)) {
            w->hit.words.id = id;
            return true;
        }
        if (at->sub && walk_from(at->sub, w, i + 1, word)) {
            w->hit.words.sub = id;
            return true;
        }
    }
    if (at->word && walk_from(at->word, w, i + 1, word + 1)) {
        w->hit.words.word[word] = s;
        return true;
    }
    return false;
}

struct str router_below(const struct router *r, struct str path)
{
    return str_starts(path, r->base) ? str_skip(path, r->base.n) : STR_NONE;
}

static bool walk_begin(const struct router *r, struct str path, struct arena *a, struct walk *w)
{
    struct str below = router_below(r, path);

    if (!below.p || !path_cut(below, &w->cut))
        return false;
    for (size_t i = 0; i < w->cut.n; i++)
        if (memchr(w->cut.at[i].p, '%', w->cut.at[i].n) &&
            (url_decode(a, w->cut.at[i], false, &w->cut.at[i]) != RC_OK || w->cut.at[i].n == 0))
            return false;
        else if (!text_plain(w->cut.at[i]))
            return false;
    return true;
}

enum rc router_find(const struct router *r, enum method on, struct str path, struct arena *a,
                    struct route_hit *ret)
{
    struct walk w = { .on = on };

    w.hit.words.id = w.hit.words.sub = NONE_I64;
    if (!walk_begin(r, path, a, &w))
        return RC_NOT_FOUND;
    if (!walk_from(r->root, &w, 0, 0))
        return w.methods ? RC_NO_METHOD : RC_NOT_FOUND;
    *ret = w.hit;
    return RC_OK;
}

unsigned router_methods(const struct router *r, struct str path, struct arena *a)
{
    struct walk w = { 0 };

    /* Walk once per method: a walk ends at the first route it finds. */
    if (!walk_begin(r, path, a, &w))
        return 0;
    for (unsigned m = 0; m < METHODS; m++) {
        w.on = (enum method)m;
        walk_from(r->root, &w, 0, 0);
    }
    return w.methods;
}
