#include "practice/what_if.h"
#include "practice/yaml.h"

#include <math.h>

#define FACTOR_LEAST 0.01
#define FACTOR_MOST  100

static const struct say say_no_post = SAY("what_if_post", "没有“{0}”这个岗位[，是不是想写“{1}”？]",
                                          "there is no post {0}[; did you mean {1}?]");
static const struct say say_factor =
    SAY("what_if_factor", "“{0}”应为0.01到100之间的数", "{0} must be a number from 0.01 to 100");
static const struct say say_pair = SAY("what_if_pair", "“{0}”应写成 岗位=倍数，如 dispatcher=2",
                                       "{0} should read POST=FACTOR, as in dispatcher=2");
static const struct say say_each = SAY("what_if_each", "“each”应为1到1000之间的整数",
                                       "each must be a whole number from 1 to 1000");
static const struct say say_key = SAY("what_if_key", "没有“{0}”这一项", "there is no key {0} here");
static const struct say say_map = SAY("what_if_map", "应为键值表", "a map is expected here");

struct what_if what_if_nothing(void)
{
    return (struct what_if){ .hours = 1, .arrivals = 1 };
}

static struct str nearest_post(const struct practice *p, struct str name)
{
    struct str best  = STR_NONE;
    size_t     least = 4;

    for (size_t i = 0; i < p->n_posts; i++) {
        size_t d = str_distance(name, p->posts[i].name, least);

        if (d < least) {
            least = d;
            best  = p->posts[i].name;
        }
    }
    return best;
}

static bool is_factor(struct str s, double *ret)
{
    double v;

    if (str_real(s, &v) != RC_OK || !(v >= FACTOR_LEAST && v <= FACTOR_MOST))
        return false;
    *ret = v;
    return true;
}

/* The last word about a post holds. */
static void put(struct arena *a, struct what_if *w, struct what_if_post one)
{
    struct what_if_post *at = ARENA_ARRAY(a, struct what_if_post, w->n_posts + 1);
    size_t               n  = 0;

    for (size_t i = 0; i < w->n_posts; i++)
        if (!str_eq(w->posts[i].post, one.post))
            at[n++] = w->posts[i];
    at[n++]    = one;
    w->posts   = at;
    w->n_posts = n;
}

/* -- YAML -- */

static void read_factor(const struct ynode *n, struct findings *found, double *ret)
{
    if (n->kind != Y_SCALAR || !is_factor(n->text, ret))
        find_wrong(found, n->mark, &say_factor, n->key, STR_NONE, STR_NONE);
}

static void read_each(const struct ynode *n, struct findings *found, int32_t *ret)
{
    const struct ynode *each = ynode_get(n, "each");
    int64_t             v    = 0;

    for (const struct ynode *m = n->first; m; m = m->next)
        if (!str_is(m->key, "each"))
            find_wrong(found, m->key_mark, &say_key, m->key, STR_NONE, S("each"));
    if (!each || each->kind != Y_SCALAR || str_int(each->text, &v) != RC_OK || v < 1 || v > 1000)
        find_wrong(found, n->mark, &say_each, STR_NONE, STR_NONE, STR_NONE);
    *ret = (int32_t)v;
}

static void read_staff(struct arena *a, const struct practice *p, const struct ynode *n,
                       struct findings *found, struct what_if *w)
{
    if (n->kind != Y_MAP) {
        find_wrong(found, n->mark, &say_map, STR_NONE, STR_NONE, STR_NONE);
        return;
    }
    for (const struct ynode *m = n->first; m; m = m->next) {
        struct what_if_post one = { .post = arena_str(a, m->key), .factor = NAN };

        if (!practice_post(p, m->key))
            find_wrong(found, m->key_mark, &say_no_post, m->key, STR_NONE, nearest_post(p, m->key));
        if (m->kind == Y_MAP)
            read_each(m, found, &one.each);
        else
            read_factor(m, found, &one.factor);
        put(a, w, one);
    }
}

static void read_root(struct arena *a, const struct practice *p, const struct ynode *root,
                      struct findings *found, struct what_if *w)
{
    for (const struct ynode *m = root->first; m; m = m->next) {
        if (str_is(m->key, "staff"))
            read_staff(a, p, m, found, w);
        else if (str_is(m->key, "hours"))
            read_factor(m, found, &w->hours);
        else if (str_is(m->key, "arrivals"))
            read_factor(m, found, &w->arrivals);
        else
            find_wrong(found, m->key_mark, &say_key, m->key, STR_NONE, STR_NONE);
    }
}

enum rc what_if_read(struct arena *a, const struct practice *p, struct str file, struct str text,
                     struct findings *found, struct what_if *ret)
{
    struct what_if w      = what_if_nothing();
    struct ydocs   docs   = { 0 };
    size_t         before = found->list.n;

    if (!yaml_read(a, file, text, found, &docs))
        return RC_INVALID;
    for (size_t i = 0; i < docs.list.n; i++)
        read_root(a, p, docs.list.at[i], found, &w);
    if (found->list.n > before)
        return RC_INVALID;
    *ret = w;
    return RC_OK;
}

/* -- words -- */

enum rc what_if_words(struct arena *a, const struct practice *p, struct str words, struct faults *f,
                      struct what_if *io)
{
    struct what_if w = *io;
    struct str     part;

    while (str_split(&words, ',', &part)) {
        struct what_if_post one  = { 0 };
        struct str          pair = str_trim(part), value = pair, name;

        if (str_find(pair, S("=")) >= pair.n || !str_split(&value, '=', &name))
            return fault(f, RC_INVALID, &say_pair, pair, STR_NONE);
        one.post = arena_str(a, str_trim(name));
        if (!practice_post(p, one.post))
            return fault(f, RC_INVALID, &say_no_post, one.post, nearest_post(p, one.post));
        if (!is_factor(str_trim(value), &one.factor))
            return fault(f, RC_INVALID, &say_factor, one.post, STR_NONE);
        put(a, &w, one);
    }
    *io = w;
    return RC_OK;
}
