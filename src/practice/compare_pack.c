/* compare_pack: all that a pack has beside its processes, section by section. */
#include "practice/compare_own.h"

static struct str pack_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct practice *)x)->title);
}

static const struct trait pack_traits[] = { TRAIT(pack_title, "名称", "title") };

struct section {
    struct say         head;
    const struct sort *kind;
    size_t             at, n; /* in struct practice: where they are and how many */
};
#define SECTION(member, zh, en)                                                                    \
    {                                                                                              \
        SAY("head_" #member, zh, en), &compared_##member, offsetof(struct practice, member),       \
            offsetof(struct practice, n_##member)                                                  \
    }
static const struct section sections[] = {
    SECTION(place_kinds, "地方的种类", "Kinds of places"),
    SECTION(org_kinds, "组织的种类", "Kinds of organisations"),
    SECTION(relations, "关系", "Relations"),
    SECTION(posts, "岗位", "Posts"),
    SECTION(teams, "队伍", "Teams"),
    SECTION(classes, "案件类别", "Case classes"),
    SECTION(indicators, "指标", "Indicators"),
    SECTION(reported, "上报的数", "Reported figures"),
    SECTION(documents, "文书", "Documents"),
    SECTION(texts, "文字", "Texts"),
    SECTION(calendars, "日历", "Calendars"),
    SECTION(votes, "表决规则", "Votes"),
};

static const void *things_of(const struct practice *p, const struct section *s, size_t *ret_n)
{
    *ret_n = *(const size_t *)(const void *)((const char *)p + s->n);
    return *(const void *const *)(const void *)((const char *)p + s->at);
}

/* The heading before is the caller's to put back. */
static struct str under(struct comparing *c, const struct say *head)
{
    return compare_under(c, phrase_of(&c->side[AFTER], head, STR_NONE, STR_NONE, STR_NONE));
}

void compare_pack(struct comparing *c)
{
    static const struct say dispatch = SAY("head_dispatch", "派遣规则", "Dispatch"),
                            aliases  = SAY("head_aliases", "别名", "Spellings"),
                            own      = SAY("head_pack", "实践包", "The pack");
    struct str had                   = under(c, &own);

    compare_traits(c, pack_traits, ARRAY_LEN(pack_traits), c->side[BEFORE].p, c->side[AFTER].p);
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        const struct section *s = &sections[i];
        size_t                n_before, n_after;
        const void           *before = things_of(c->side[BEFORE].p, s, &n_before);
        const void           *after  = things_of(c->side[AFTER].p, s, &n_after);

        (void)under(c, &s->head);
        compare_things(c, s->kind, before, n_before, after, n_after);
    }
    (void)under(c, &dispatch);
    compare_dispatch(c);
    (void)under(c, &aliases);
    compare_aliases(c);
    compare_under(c, had);
}
