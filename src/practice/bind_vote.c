/* bind_vote: rules by which people decide together. */
#include "practice/bind.h"
#include "practice/vote.h"

static const struct say say_threshold =
    SAY("pack_threshold", "“{0}”不是门槛：应写成 >= 2/3 或 > 1/2，分母最大{1}",
        "'{0}' is no threshold such as >= 2/3 or > 1/2, the lower number being {1} at most");
static const struct say say_of =
    SAY("pack_threshold_of", "“{0}”没有写以什么为总数：后面写 of taking_part 或 of all",
        "'{0}' does not say of what: add `of taking_part` or `of all`");
static const struct say say_of_all =
    SAY("pack_threshold_all", "“{0}”：参与表决只能以全体为总数（of all）",
        "'{0}': how much takes part is asked of all (`of all`)");
static const struct say say_never =
    SAY("pack_threshold_never", "“{0}”永远达不到", "'{0}' can never be met");
static const struct say say_measure =
    SAY("pack_no_measure", "measures 中没有“{0}”", "there is no measure '{0}'");
static const struct say say_idle = SAY("pack_measure_idle", "没有门槛用到“{0}”，统计它没有意义",
                                       "no threshold asks for '{0}', so it is counted in vain");
static const struct say say_notice = SAY("pack_vote_notice", "通知期只能按天或周计，不是“{0}”",
                                         "the notice is given in days or weeks, not '{0}'");
static const struct say say_decide =
    SAY("pack_vote_decide", "没有写怎样算通过：decide 至少一项",
        "what carries it is not said: `decide` has one threshold at least");

/* -- what is counted -- */

#define T struct vote_measure
static const struct bkey measure_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "unit", B_TEXT, unit),
    K(T, "decimals", B_I32, decimals, .min = 0, .max = VOTE_DECIMALS),
};
#undef T

static void vote_measures(struct bind *b, const struct ynode *n, void *obj)
{
    struct vote         *v = obj;
    struct vote_measure *at;

    if (!bind_is_map(b, n) || !bind_few(b, n, VOTE_MEASURES))
        return;
    at = ARENA_ARRAY(b->arena, struct vote_measure, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next) {
        struct vote_measure *one = &at[v->n_measures];

        if (!bind_key_name(b, m))
            continue;
        *one = (struct vote_measure){ .name = m->key, .mark = m->key_mark };
        bind_titled(b, m, measure_keys, ARRAY_LEN(measure_keys), one, &one->title);
        bind_title_default(b, m->key_mark, "measure", m->key, &one->title);
        v->n_measures++;
    }
    v->measures = at;
}

/* -- thresholds: "> 1/2 of taking_part" -- */

static bool take(struct str *s, struct str word)
{
    *s = str_trim(*s);
    if (!str_starts(*s, word))
        return false;
    *s = str_skip(*s, word.n);
    return true;
}

static bool take_whole(struct str *s, int32_t *ret)
{
    int64_t v = 0;
    size_t  n = 0;

    *s = str_trim(*s);
    while (n < s->n && n < 9 && s->p[n] >= '0' && s->p[n] <= '9')
        n++;
    if (n == 0 || str_int(str_head(*s, n), &v) != RC_OK)
        return false;
    *s   = str_skip(*s, n);
    *ret = (int32_t)v;
    return true;
}

static bool is_fraction(struct str *s, struct vote_threshold *t)
{
    t->more = !take(s, S(">="));
    return (!t->more || take(s, S(">"))) && take_whole(s, &t->num) && take(s, S("/")) &&
           take_whole(s, &t->den) && t->num > 0 && t->den > 0 && t->den <= VOTE_PARTS;
}

/* `decides`: it says of what. NULL, or what is wrong. */
static const struct say *read_threshold(struct str s, bool decides, struct vote_threshold *t)
{
    if (!is_fraction(&s, t))
        return &say_threshold;
    if (t->num > t->den || (t->more && t->num == t->den))
        return &say_never;
    t->base = VOTE_OF_ALL;
    s       = str_trim(s);
    if (s.n == 0)
        return decides ? &say_of : NULL;
    if (!take(&s, S("of ")))
        return &say_threshold;
    s = str_trim(s);
    if (str_is(s, "all"))
        return NULL;
    if (!str_is(s, "taking_part"))
        return &say_of;
    t->base = VOTE_OF_TAKING_PART;
    return decides ? NULL : &say_of_all;
}

static bool bind_threshold(struct bind *b, const struct ynode *n, bool decides,
                           struct vote_threshold *ret)
{
    const struct say *wrong;

    if (!bind_is_scalar(b, n))
        return false;
    wrong = read_threshold(n->text, decides, ret);
    if (wrong)
        bind_wrong(b, n->mark, wrong, n->text, arena_fmt(b->arena, "%d", VOTE_PARTS));
    return !wrong;
}

static bool measure_of(struct bind *b, const struct vote *v, const struct ynode *n, size_t *ret)
{
    struct nearest near = nearest_to(b->found, n->key);

    for (size_t i = 0; i < v->n_measures; i++) {
        nearest_try(&near, v->measures[i].name);
        if (str_eq(v->measures[i].name, n->key)) {
            *ret = i;
            return true;
        }
    }
    bind_meant(b, n->key_mark, &say_measure, n->key, near);
    return false;
}

static void bind_thresholds(struct bind *b, const struct ynode *n, const struct vote *v,
                            bool decides, const struct vote_threshold **ret_at, size_t *ret_n)
{
    struct vote_threshold *at;
    size_t                 i = 0;

    if (!bind_is_map(b, n))
        return;
    at = ARENA_ARRAY(b->arena, struct vote_threshold, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next) {
        bool known = measure_of(b, v, m, &at[i].measure);

        if (bind_threshold(b, m, decides, &at[i]) && known)
            i++;
    }
    *ret_at = at;
    *ret_n  = i;
}

/* -- the rule -- */

static void vote_roll(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "certified", NULL };
    int32_t                  i;

    ((struct vote *)obj)->roll = bind_word(b, n, words, &i);
}

static void vote_notice(struct bind *b, const struct ynode *n, void *obj)
{
    struct span s;

    if (!bind_span(b, n, &s))
        return;
    if (s.unit == SPAN_DAY)
        ((struct vote *)obj)->notice_days = s.n;
    else
        bind_wrong(b, n->mark, &say_notice, n->text, STR_NONE);
}

#define T struct vote
static const struct bkey vote_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "source", B_STR, source),
    K_FN("measures", vote_measures, .need = true),
    { .key = "take_part", .kind = B_LATER },
    { .key = "decide", .kind = B_LATER, .need = true },
    K_FN("notice", vote_notice),
    K_FN("roll", vote_roll),
};
#undef T

static bool asks(const struct ynode *thresholds, struct str measure)
{
    for (const struct ynode *m = thresholds ? thresholds->first : NULL; m; m = m->next)
        if (str_eq(m->key, measure))
            return true;
    return false;
}

static void bind_vote(struct bind *b, const struct entry *e, struct vote *v)
{
    const struct ynode *part   = ynode_get(e->node, "take_part"),
                       *decide = ynode_get(e->node, "decide");

    bind_map(b, e->node, vote_keys, ARRAY_LEN(vote_keys), v);
    bind_title_default(b, e->mark, "vote", e->name, &v->title);
    if (!v->measures) /* said already; without them every threshold would be wrong */
        return;
    if (part)
        bind_thresholds(b, part, v, false, &v->take_part, &v->n_take_part);
    if (decide)
        bind_thresholds(b, decide, v, true, &v->decide, &v->n_decide);
    if (decide && decide->n == 0 && decide->kind == Y_MAP)
        bind_wrong(b, decide->mark, &say_decide, STR_NONE, STR_NONE);
    for (size_t i = 0; decide && i < v->n_measures; i++)
        if (!asks(part, v->measures[i].name) && !asks(decide, v->measures[i].name))
            bind_wrong(b, v->measures[i].mark, &say_idle, v->measures[i].name, STR_NONE);
}

void bind_votes(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_VOTES];
    struct vote          *at = ARENA_ARRAY(b->arena, struct vote, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        at[i] = (struct vote){ .name = s->list.at[i].name, .mark = s->list.at[i].mark };
        bind_vote(b, &s->list.at[i], &at[i]);
    }
    b->p->votes   = at;
    b->p->n_votes = s->list.n;
}
