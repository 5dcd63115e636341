/* bind_who: "clerk @ community", "handler @ case.unit", "not: handling". */
#include "practice/bind.h"

static const struct say say_who = SAY(
    "pack_who", "“{0}”看不懂：应写 岗位 @ 何处，或 anyone、signed_in、initiator、parties、system",
    "'{0}' was not understood: write POST @ WHERE, or anyone, signed_in, initiator, parties, "
    "system");
static const struct say say_where =
    SAY("pack_where",
        "“@ {0}”看不懂：应是某类地方、place、level、opener、case.unit、case.units 或 form.字段",
        "'@ {0}' was not understood: a kind of place, place, level, opener, case.unit, case.units "
        "or form.FIELD");
static const struct say say_above = SAY("pack_above", "“+ {0}”应是1至9，且只用于地方",
                                        "'+ {0}' goes from 1 to 9 and only with places");
static const struct say say_not = SAY("pack_not", "not 后应是步骤名或 initiator，没有“{0}”",
                                      "not: takes steps or initiator; there is no '{0}'");

static bool bind_where(struct bind *b, const struct ynode *n, struct str where, struct who *ret)
{
    static const struct {
        const char *word;
        enum who_at at;
    } words[] = { { "place", AT_PLACE },
                  { "level", AT_LEVEL },
                  { "opener", AT_OPENER },
                  { "case.unit", AT_UNIT },
                  { "case.units", AT_UNITS } };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(where, words[i].word)) {
            ret->at = words[i].at;
            return true;
        }
    if (str_starts(where, S("form.")) && is_name(str_skip(where, 5))) {
        ret->at   = AT_FIELD;
        ret->name = str_skip(where, 5);
        return true;
    }
    ret->at   = AT_KIND;
    ret->name = where;
    if (!is_name(where))
        bind_wrong(b, n->mark, &say_where, where, STR_NONE);
    return is_name(where);
}

static bool bind_above(struct bind *b, const struct ynode *n, struct str above, struct who *ret)
{
    int64_t v;

    if (str_int(above, &v) != RC_OK || v < 1 || v > 9 ||
        (ret->at != AT_KIND && ret->at != AT_PLACE && ret->at != AT_LEVEL)) {
        bind_wrong(b, n->mark, &say_above, above, STR_NONE);
        return false;
    }
    ret->above = (int32_t)v;
    return true;
}

static bool bind_post(struct bind *b, const struct ynode *n, struct str post, struct str where,
                      struct who *ret)
{
    struct str place, above = where;

    ret->kind = WHO_POST;
    if (!str_is(post, "anyone") && !is_name(post)) {
        bind_wrong(b, n->mark, &say_who, n->text, STR_NONE);
        return false;
    }
    if (!str_is(post, "anyone"))
        ret->post = post;
    (void)str_split(&above, '+', &place);
    return bind_where(b, n, str_trim(place), ret) &&
           (!above.p || bind_above(b, n, str_trim(above), ret));
}

static bool bind_one(struct bind *b, const struct ynode *n, struct who *ret)
{
    static const struct {
        const char   *word;
        enum who_kind kind;
    } words[] = { { "anyone", WHO_ANYONE },
                  { "signed_in", WHO_SIGNED_IN },
                  { "initiator", WHO_INITIATOR },
                  { "parties", WHO_PARTIES },
                  { "system", WHO_SYSTEM } };
    struct str     post, where = n->text;
    struct nearest near = nearest_to(b->found, n->text);

    ret->mark = n->mark;
    if (!bind_is_scalar(b, n))
        return false;
    (void)str_split(&where, '@', &post);
    if (where.p)
        return bind_post(b, n, str_trim(post), str_trim(where), ret);
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (str_is(n->text, words[i].word)) {
            ret->kind = words[i].kind;
            return true;
        }
        nearest_try(&near, str_of(words[i].word));
    }
    bind_meant(b, n->mark, &say_who, n->text, near);
    return false;
}

static void bind_not(struct bind *b, const struct ynode *n, struct who_list *who)
{
    int32_t *at = ARENA_ARRAY(b->arena, int32_t, who->n_not + bind_count(n) + 1);

    if (!bind_few(b, n, FEW))
        return;
    for (size_t i = 0; i < who->n_not; i++) /* of another `not` of the same list */
        at[i] = who->not_step[i];
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m)) {
        struct nearest near = nearest_to(b->found, m->text);
        int32_t        step;

        if (!bind_is_scalar(b, m))
            continue;
        if (str_is(m->text, "initiator")) {
            who->not_initiator = true;
            continue;
        }
        step = process_step(b->pr, m->text);
        if (step >= 0) {
            at[who->n_not++] = step;
            continue;
        }
        for (size_t i = 0; i < b->pr->n_steps; i++)
            nearest_try(&near, b->pr->steps[i].name);
        bind_meant(b, m->mark, &say_not, m->text, near);
    }
    who->not_step = at;
}

static void bind_exception(struct bind *b, const struct ynode *n, void *obj)
{
    bind_not(b, n, obj);
}

void bind_who(struct bind *b, const struct ynode *n, struct who_list *ret)
{
    static const struct bkey not_keys[] = { K_FN("not", bind_exception, .need = true) };
    struct who              *at         = ARENA_ARRAY(b->arena, struct who, bind_count(n) + 1);
    struct who_list          who        = { .at = at, .mark = n->mark };

    if (!bind_few(b, n, FEW))
        return;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m)) {
        if (m->kind == Y_MAP)
            bind_map(b, m, not_keys, ARRAY_LEN(not_keys), &who);
        else if (bind_one(b, m, &at[who.n]))
            who.n++;
    }
    *ret = who;
}
