/* bind_scheme: places, organisations, relations, posts and teams. */
#include "practice/bind.h"

#include <string.h>

static const struct say say_no_place =
    SAY("pack_no_place_kind", "没有“{0}”这一类地方", "there is no kind of place '{0}'");
static const struct say say_reserved = SAY("pack_reserved", "“{0}”另有含义，不能用作名称",
                                           "'{0}' means something else and cannot be a name");

/* Words that stand behind @ in "clerk @ place" and are no kinds. */
static bool reserved(struct bind *b, const struct entry *e)
{
    static const char *const words[] = {
        "place", "level", "opener", "initiator", "anyone", "system"
    };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(e->name, words[i])) {
            bind_wrong(b, e->mark, &say_reserved, e->name, STR_NONE);
            return true;
        }
    return false;
}

/* -- places -- */

const char *const code_form_words[] = { "local",     "nested",      "division",
                                        "unit_grid", "social_grid", NULL };

#define T struct place_kind
static const struct bkey place_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "grid", B_I32, level, .min = 1, .max = 9),
    K(T, "cases", B_BOOL, takes_cases),
    K(T, "known", B_I32, known),
    K(T, "source", B_STR, known_source),
    K(T, "head", B_NAME, head_post),
    K(T, "party", B_NAME, party_kind),
    K(T, "households", B_I32, norm_households),
    K(T, "codes", B_WORD, codes, .words = code_form_words),
    { .key = "under", .kind = B_LATER },
};
#undef T

/* Where the i-th kind stands: below all before it, or right below the one that it names. */
static size_t position(struct bind *b, const struct entry *e, const struct str *order, size_t n)
{
    const struct ynode *under = ynode_get(e->node, "under");
    struct nearest      near;

    if (!under || !bind_is_scalar(b, under))
        return n;
    near = nearest_to(b->found, under->text);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(order[i], under->text))
            return i + 1;
        nearest_try(&near, order[i]);
    }
    bind_meant(b, under->mark, &say_no_place, under->text, near);
    return n;
}

void bind_places(struct bind *b)
{
    const struct section *s     = &b->sections[SEC_PLACES];
    struct place_kind    *at    = ARENA_ARRAY(b->arena, struct place_kind, s->list.n + 1);
    struct str           *order = ARENA_ARRAY(b->arena, struct str, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        size_t to = position(b, &s->list.at[i], order, i);

        memmove(&order[to + 1], &order[to], (i - to) * sizeof(*order));
        order[to] = s->list.at[i].name;
    }
    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[name_map_get(&s->by_name, order[i])];

        at[i] = (struct place_kind){
            .name = e->name, .known = NONE_I32, .norm_households = NONE_I32, .mark = e->mark
        };
        if (!reserved(b, e))
            bind_titled(b, e->node, place_keys, ARRAY_LEN(place_keys), &at[i], &at[i].title);
        bind_title_default(b, e->mark, "place", e->name, &at[i].title);
        at[i].rank = (int32_t)i;
        at[i].grid = at[i].level > 0;
    }
    b->p->place_kinds   = at;
    b->p->n_place_kinds = s->list.n;
}

/* -- organisations and relations -- */

#define T struct org_kind
static const struct bkey org_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "of", B_NAME, of),
    K(T, "known", B_I32, known),
    K(T, "source", B_STR, known_source),
};
#undef T

void bind_organisations(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_ORGANISATIONS];
    struct org_kind      *at = ARENA_ARRAY(b->arena, struct org_kind, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        at[i] = (struct org_kind){ .name = e->name, .known = NONE_I32, .mark = e->mark };
        if (!reserved(b, e))
            bind_titled(b, e->node, org_keys, ARRAY_LEN(org_keys), &at[i], &at[i].title);
        bind_title_default(b, e->mark, "organisation", e->name, &at[i].title);
    }
    b->p->org_kinds   = at;
    b->p->n_org_kinds = s->list.n;
}

static const struct bkey relation_keys[] = {
    K(struct relation_kind, "title", B_TEXT, title),
    K(struct relation_kind, "principal", B_BOOL, principal),
};

void bind_relations(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_RELATIONS];
    struct relation_kind *at = ARENA_ARRAY(b->arena, struct relation_kind, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        at[i] = (struct relation_kind){ .name = e->name, .mark = e->mark };
        bind_titled(b, e->node, relation_keys, ARRAY_LEN(relation_keys), &at[i], &at[i].title);
        bind_title_default(b, e->mark, "relation", e->name, &at[i].title);
    }
    b->p->relations   = at;
    b->p->n_relations = s->list.n;
}

/* -- posts -- */

static const struct bkey norm_keys[] = {
    K(struct post, "least", B_I32, norm_least),
    K(struct post, "most", B_I32, norm_most),
};

static void bind_norm(struct bind *b, const struct ynode *n, void *obj)
{
    bind_map(b, n, norm_keys, ARRAY_LEN(norm_keys), obj);
}

#define T struct post
static const struct bkey post_keys[] = {
    K(T, "title", B_TEXT, title),   K_SOME(T, "at", B_NAMES, at, .need = true),
    K_SOME(T, "can", B_NAMES, can), K_SOME(T, "duties", B_TEXTS, duties),
    K_FN("norm", bind_norm),
};
#undef T

void bind_posts(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_POSTS];
    struct post          *at = ARENA_ARRAY(b->arena, struct post, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        at[i] = (struct post){
            .name = e->name, .norm_least = NONE_I32, .norm_most = NONE_I32, .mark = e->mark
        };
        if (!reserved(b, e))
            bind_map(b, e->node, post_keys, ARRAY_LEN(post_keys), &at[i]);
        bind_title_default(b, e->mark, "post", e->name, &at[i].title);
    }
    b->p->posts   = at;
    b->p->n_posts = s->list.n;
}

/* -- teams -- */

#define T struct team_slot
static const struct bkey slot_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "empty", B_STR, empty),
    K(T, "post", B_NAME, post),
    K(T, "least", B_I32, least),
    K(T, "most", B_I32, most, .min = 1, .max = 10000),
};
#undef T

static void bind_slots(struct bind *b, const struct ynode *n, void *obj)
{
    struct team      *team = obj;
    struct team_slot *at;
    size_t            i = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, SOME))
        return;
    at = ARENA_ARRAY(b->arena, struct team_slot, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (!bind_key_name(b, m))
            continue;
        at[i] = (struct team_slot){ .name = m->key, .most = 1 };
        bind_titled(b, m, slot_keys, ARRAY_LEN(slot_keys), &at[i], &at[i].title);
        if (!at[i].empty.p)
            bind_title_default(b, m->key_mark, "slot", m->key, &at[i].title);
        i++;
    }
    team->slots   = at;
    team->n_slots = i;
}

#define T struct team
static const struct bkey team_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "at", B_NAME, at, .need = true),
    K_FN("slots", bind_slots, .need = true),
};
#undef T

void bind_teams(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_TEAMS];
    struct team          *at = ARENA_ARRAY(b->arena, struct team, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        at[i] = (struct team){ .name = e->name, .mark = e->mark };
        bind_map(b, e->node, team_keys, ARRAY_LEN(team_keys), &at[i]);
        bind_title_default(b, e->mark, "team", e->name, &at[i].title);
    }
    b->p->teams   = at;
    b->p->n_teams = s->list.n;
}
