/* compare_scheme: what can be said of places, organisations, relations, posts and teams. */
#include "practice/compare_own.h"

static struct str post_named(const struct phrase *f, struct str name)
{
    const struct post *post = practice_post(f->p, name);

    return post ? phrase_named(f, name, &post->title) : name;
}

/* -- places -- */

static struct str place_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct place_kind *)x)->title);
}

static struct str place_rank(const struct phrase *f, const void *x)
{
    return phrase_number(f, ((const struct place_kind *)x)->rank);
}

static struct str place_level(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct place_kind *)x)->level, 0);
}

static struct str place_cases(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct place_kind *)x)->takes_cases);
}

static struct str place_head(const struct phrase *f, const void *x)
{
    return post_named(f, ((const struct place_kind *)x)->head_post);
}

static struct str place_party(const struct phrase *f, const void *x)
{
    return phrase_kind(f, ((const struct place_kind *)x)->party_kind);
}

static struct str place_codes(const struct phrase *f, const void *x)
{
    (void)f;
    return str_of(code_form_words[((const struct place_kind *)x)->codes]);
}

static struct str place_known(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct place_kind *)x)->known, NONE_I32);
}

static struct str place_households(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct place_kind *)x)->norm_households, NONE_I32);
}

static const struct trait place_traits[] = {
    TRAIT(place_title, "名称", "title"),
    TRAIT(place_rank, "自上而下的位置", "row from the top"),
    TRAIT(place_level, "网格级别", "grid level"),
    TRAIT(place_cases, "承接事项", "takes cases"),
    TRAIT(place_head, "负责岗位", "its head"),
    TRAIT(place_party, "党组织", "its Party organisation"),
    TRAIT(place_codes, "编码形式", "form of codes"),
    TRAIT(place_known, "已知数量", "known number"),
    TRAIT(place_households, "户数标准", "norm of households"),
};

const struct sort compared_place_kinds =
    SORT(place_kind, offsetof(struct place_kind, title), place_traits, "地方{0}", "the place {0}");

/* -- organisations, relations -- */

static struct str org_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct org_kind *)x)->title);
}

static struct str org_of(const struct phrase *f, const void *x)
{
    return phrase_kind(f, ((const struct org_kind *)x)->of);
}

static struct str org_known(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct org_kind *)x)->known, NONE_I32);
}

static const struct trait org_traits[] = {
    TRAIT(org_title, "名称", "title"),
    TRAIT(org_of, "属于", "one of"),
    TRAIT(org_known, "已知数量", "known number"),
};

const struct sort compared_org_kinds =
    SORT(org_kind, offsetof(struct org_kind, title), org_traits, "组织{0}", "the organisation {0}");

static struct str relation_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct relation_kind *)x)->title);
}

static struct str relation_principal(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct relation_kind *)x)->principal);
}

static const struct trait relation_traits[] = {
    TRAIT(relation_title, "名称", "title"),
    TRAIT(relation_principal, "主责", "principal"),
};

const struct sort compared_relations = SORT(relation_kind, offsetof(struct relation_kind, title),
                                            relation_traits, "关系{0}", "the relation {0}");

/* -- posts, teams -- */

static struct str post_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct post *)x)->title);
}

static struct str post_at(const struct phrase *f, const void *x)
{
    const struct post *p = x;

    return trait_names(f, p->at, p->n_at, phrase_kind);
}

static struct str post_can(const struct phrase *f, const void *x)
{
    const struct post *p = x;

    return trait_names(f, p->can, p->n_can, NULL);
}

static struct str post_duties(const struct phrase *f, const void *x)
{
    const struct post *p    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, p->n_duties + 1);

    for (size_t i = 0; i < p->n_duties; i++)
        part[i] = trait_text(f, &p->duties[i]);
    return phrase_list(f, part, p->n_duties);
}

static struct str range(const struct phrase *f, int32_t least, int32_t most)
{
    static const struct say from = SAY("norm_from", "至少{0}", "at least {0}"),
                            to   = SAY("norm_to", "至多{0}", "at most {0}"),
                            both = SAY("norm_both", "{0}至{1}", "{0} to {1}");
    struct str a = trait_number(f, least, NONE_I32), b = trait_number(f, most, NONE_I32);

    if (a.p && b.p)
        return phrase_of(f, &both, a, b, STR_NONE);
    return a.p   ? phrase_of(f, &from, a, STR_NONE, STR_NONE)
           : b.p ? phrase_of(f, &to, b, STR_NONE, STR_NONE)
                 : STR_NONE;
}

static struct str post_norm(const struct phrase *f, const void *x)
{
    const struct post *p = x;

    return range(f, p->norm_least, p->norm_most);
}

static const struct trait post_traits[] = {
    TRAIT(post_title, "名称", "title"), TRAIT(post_at, "设在", "held at"),
    TRAIT(post_can, "权限", "may"),     TRAIT(post_duties, "职责", "duties"),
    TRAIT(post_norm, "编制", "norm"),
};

const struct sort compared_posts =
    SORT(post, offsetof(struct post, title), post_traits, "岗位{0}", "the post {0}");

static struct str team_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct team *)x)->title);
}

static struct str team_at(const struct phrase *f, const void *x)
{
    return phrase_kind(f, ((const struct team *)x)->at);
}

static struct str team_slots(const struct phrase *f, const void *x)
{
    const struct team *t    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, t->n_slots + 1);

    for (size_t i = 0; i < t->n_slots; i++) {
        const struct team_slot *s       = &t->slots[i];
        struct str              whole[] = { s->empty.p ? s->empty : trait_text(f, &s->title),
                               s->post.p ? post_named(f, s->post) : STR_NONE,
                               range(f, s->least, s->most) };

        part[i] = phrase_list(f, whole, ARRAY_LEN(whole));
        if (f->bare)
            part[i] = arena_fmt(f->arena, "%.*s: %.*s", STR_ARG(s->name), STR_ARG(part[i]));
    }
    return phrase_list(f, part, t->n_slots);
}

static const struct trait team_traits[] = {
    TRAIT(team_title, "名称", "title"),
    TRAIT(team_at, "设在", "at"),
    TRAIT(team_slots, "组成", "made up of"),
};

const struct sort compared_teams =
    SORT(team, offsetof(struct team, title), team_traits, "队伍{0}", "the team {0}");
