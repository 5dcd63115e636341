/* compare_scheme: places, organisations, posts, classes, calendars, figures and words. */
#include "practice/compare_own.h"
#include "practice/name_map.h"

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

static struct str post_named(const struct phrase *f, struct str name)
{
    const struct post *post = practice_post(f->p, name);

    return post ? phrase_named(f, name, &post->title) : name;
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

/* -- classes -- */

static struct str class_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct case_class *)x)->title);
}

static struct str class_above(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct case_class *)x)->above;
}

static struct str class_process(const struct phrase *f, const void *x)
{
    const struct case_class *k = x;

    return k->process.p ? phrase_process(f, k->process) : STR_NONE;
}

static struct str class_unit(const struct phrase *f, const void *x)
{
    return phrase_kind(f, ((const struct case_class *)x)->unit_kind);
}

static struct str class_limits(const struct phrase *f, const void *x)
{
    const struct case_class *k    = x;
    const struct process    *pr   = k->process.p ? practice_process(f->p, k->process) : NULL;
    struct phrase            own  = *f;
    struct str              *part = ARENA_ARRAY(f->arena, struct str, k->n_limits + 1);

    own.pr = pr;
    for (size_t i = 0; i < k->n_limits; i++) {
        const struct class_limit *l       = &k->limits[i];
        int32_t                   step    = pr && l->step.p ? process_step(pr, l->step) : -1;
        struct str                where[] = { step >= 0 ? phrase_target(&own, step) : l->step,
                               l->grade.p ? phrase_grade(&own, l->grade) : STR_NONE };
        struct str at = phrase_list(f, where, 2), span = phrase_span(f, l->span);

        part[i] = at.p ? arena_fmt(f->arena, "%.*s %.*s", STR_ARG(at), STR_ARG(span)) : span;
    }
    return phrase_list(f, part, k->n_limits);
}

static struct str class_stop(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct case_class *)x)->stop);
}

static struct str class_also(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct case_class *)x)->also;
}

static struct str class_near(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct case_class *)x)->near_m, NONE_I32);
}

static const struct trait class_traits[] = {
    TRAIT(class_title, "名称", "title"),
    TRAIT(class_above, "上级类别", "below"),
    TRAIT(class_process, "流程", "opens"),
    TRAIT(class_unit, "承办单位种类", "unit"),
    TRAIT(class_limits, "时限", "limits"),
    TRAIT(class_stop, "指引", "ends the form with"),
    TRAIT(class_also, "其他说法", "other words"),
    TRAIT(class_near, "查重范围（米）", "the same within metres"),
};

/* -- figures and words -- */

static struct str indicator_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct indicator *)x)->title);
}

static struct str indicator_value(const struct phrase *f, const void *x)
{
    const struct indicator *i      = x;
    static const struct say manual = SAY("manual", "人工填报", "typed in");

    return i->value ? expr_text(i->value) : phrase_of(f, &manual, STR_NONE, STR_NONE, STR_NONE);
}

static struct str indicator_shown(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct indicator *)x)->percent;
}

static struct str indicator_source(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct indicator *)x)->source;
}

static struct str indicator_least(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct indicator *)x)->least, 0);
}

static struct str indicator_process(const struct phrase *f, const void *x)
{
    const struct indicator *i = x;

    return i->process.p ? phrase_process(f, i->process) : STR_NONE;
}

static const struct trait indicator_traits[] = {
    TRAIT(indicator_title, "名称", "title"),
    TRAIT(indicator_value, "算法", "value"),
    TRAIT(indicator_shown, "显示为", "shown as"),
    TRAIT(indicator_source, "来源", "source"),
    TRAIT(indicator_least, "上榜最少件数", "least in league tables"),
    TRAIT(indicator_process, "只算流程", "only of"),
};

static struct str reported_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct reported *)x)->title);
}

static struct str reported_value(const struct phrase *f, const void *x)
{
    static const struct say sort[] = {
        [FIG_EXACT]    = SAY("fig_exact", "{0}[{1}]", "{0}[ {1}]"),
        [FIG_AT_LEAST] = SAY("fig_at_least", "至少{0}[{1}]", "at least {0}[ {1}]"),
        [FIG_ABOUT]    = SAY("fig_about", "约{0}[{1}]", "about {0}[ {1}]"),
        [FIG_UNKNOWN]  = SAY("fig_unknown", "未知", "unknown"),
    };
    const struct reported *r = x;

    return phrase_of(f, &sort[r->sort], arena_fmt(f->arena, "%.12g", r->value), r->unit, STR_NONE);
}

static struct str reported_period(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct reported *)x)->period;
}

static struct str reported_source(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct reported *)x)->source;
}

static const struct trait reported_traits[] = {
    TRAIT(reported_title, "名称", "title"),
    TRAIT(reported_value, "数值", "value"),
    TRAIT(reported_period, "时段", "period"),
    TRAIT(reported_source, "来源", "source"),
};

static struct str document_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct document *)x)->title);
}

static struct str document_prefix(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct document *)x)->prefix;
}

static struct str document_text(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct document *)x)->words);
}

static struct str document_need(const struct phrase *f, const void *x)
{
    const struct document *d = x;

    return phrase_list(f, d->need, d->n_need);
}

static struct str document_keep(const struct phrase *f, const void *x)
{
    static const struct say words[] = {
        [KEEP_PUBLIC]    = SAY("document_public", "公开", "public"),
        [KEEP_OFFICE]    = SAY("document_office", "办公", "the offices'"),
        [KEEP_PERSONAL]  = SAY("document_personal", "个人信息", "personal"),
        [KEEP_SENSITIVE] = SAY("document_sensitive", "敏感信息", "sensitive"),
        [KEEP_MINOR]     = SAY("document_minor", "未成年人信息", "a minor's"),
    };

    return phrase_of(f, &words[((const struct document *)x)->keep], STR_NONE, STR_NONE, STR_NONE);
}

static struct str document_signers(const struct phrase *f, const void *x)
{
    static const struct say parties = SAY("sign_parties", "各方当事人", "each party"),
                            seal    = SAY("sign_seal", "盖章", "the seal");
    const struct document *d        = x;
    struct str            *part     = ARENA_ARRAY(f->arena, struct str, d->n_signers + 1);

    for (size_t i = 0; i < d->n_signers; i++) {
        const struct signer *s = &d->signers[i];
        const struct post   *p = s->as == SIGN_POST ? practice_post(f->p, s->post) : NULL;

        part[i] = s->as == SIGN_PARTIES ? phrase_of(f, &parties, STR_NONE, STR_NONE, STR_NONE)
                                        : phrase_title(f, p ? &p->title : &s->title);
    }
    if (d->seal)
        part[d->n_signers] = phrase_of(f, &seal, STR_NONE, STR_NONE, STR_NONE);
    return phrase_list(f, part, d->n_signers + 1);
}

static const struct trait document_traits[] = {
    TRAIT(document_title, "名称", "title"),
    TRAIT(document_prefix, "编号前缀", "prefix of numbers"),
    TRAIT(document_text, "内容", "words"),
    TRAIT(document_need, "必须填", "must be given"),
    TRAIT(document_keep, "密级", "kept as"),
    TRAIT(document_signers, "签名", "signed by"),
};

static struct str text_words(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct named_text *)x)->text);
}

static const struct trait text_traits[] = { TRAIT(text_words, "内容", "words") };

/* -- dispatch and aliases: they have no names of their own -- */

static struct str rule_text(const struct phrase *f, const struct dispatch_rule *r)
{
    static const struct say on  = SAY("rule_when", "{0} → {1}", "if {0} → {1}"),
                            any = SAY("rule_always", "其余 → {1}", "else → {1}");
    struct str unit             = r->org_code.p ? r->org_code : phrase_kind(f, r->org_kind);

    return phrase_of(f, r->when ? &on : &any, phrase_when(f, r->when), unit, STR_NONE);
}

struct rules {
    struct str     *text; /* in bare names */
    struct name_map by_text;
};

static struct rules rules_of(struct comparing *c, int side)
{
    const struct practice *p = c->side[side].p;
    struct rules           r = { ARENA_ARRAY(c->arena, struct str, p->n_dispatch + 1), { 0 } };

    for (size_t i = 0; i < p->n_dispatch; i++) {
        r.text[i] = arena_str(c->arena, rule_text(&c->bare[side], &p->dispatch[i]));
        (void)name_map_put(&r.by_text, c->arena, r.text[i], i);
    }
    return r;
}

static void compare_dispatch(struct comparing *c)
{
    static const struct say gone = SAY("rule_gone", "派遣规则没有了：{0}", "the rule is gone: {0}"),
                            new_ = SAY("rule_new", "新增派遣规则：{0}", "the rule is new: {0}"),
                            order = SAY("rule_order", "派遣规则的先后变了",
                                        "the rules stand in another order");
    const struct practice *b = c->side[BEFORE].p, *a = c->side[AFTER].p;
    struct rules           was = rules_of(c, BEFORE), is = rules_of(c, AFTER);
    bool                   same = b->n_dispatch == a->n_dispatch, all = same;

    for (size_t i = 0; i < b->n_dispatch; i++) {
        same = same && str_eq(was.text[i], is.text[i]);
        if (name_map_get(&is.by_text, was.text[i]) != NAME_NONE)
            continue;
        all = false;
        compare_line(c, DIFF_GONE, &gone, rule_text(&c->side[BEFORE], &b->dispatch[i]), STR_NONE,
                     STR_NONE);
    }
    for (size_t i = 0; i < a->n_dispatch; i++) {
        if (name_map_get(&was.by_text, is.text[i]) != NAME_NONE)
            continue;
        all = false;
        compare_line(c, DIFF_NEW, &new_, rule_text(&c->side[AFTER], &a->dispatch[i]), STR_NONE,
                     STR_NONE);
    }
    if (all && !same)
        compare_line(c, DIFF_CHANGED, &order, STR_NONE, STR_NONE, STR_NONE);
}

static void compare_aliases(struct comparing *c)
{
    static const struct say gone =
                                SAY("alias_gone", "{0}：不再认识“{1}”", "{0}: \"{1}\" is unknown"),
                            new_ = SAY("alias_new", "{0}：“{1}”就是{2}", "{0}: \"{1}\" means {2}"),
                            now = SAY("alias_changed", "{0}：“{1}”改指{2}",
                                      "{0}: \"{1}\" now means {2}");
    const struct practice *b = c->side[BEFORE].p, *a = c->side[AFTER].p;

    for (size_t i = 0; i < b->n_aliases; i++) {
        const struct alias *x  = &b->aliases[i];
        struct str          is = practice_alias(a, x->table, x->from);

        if (str_eq(is, x->from) && !str_eq(x->to, x->from))
            compare_line(c, DIFF_GONE, &gone, x->table, x->from, STR_NONE);
        else if (!str_eq(is, practice_alias(b, x->table, x->from)))
            compare_line(c, DIFF_CHANGED, &now, x->table, x->from, is);
    }
    for (size_t i = 0; i < a->n_aliases; i++) {
        const struct alias *x = &a->aliases[i];

        if (str_eq(practice_alias(b, x->table, x->from), x->from) && !str_eq(x->to, x->from))
            compare_line(c, DIFF_NEW, &new_, x->table, x->from, x->to);
    }
}

/* -- all of them -- */

static void calendar_inside(struct comparing *c, const void *before, const void *after)
{
    compare_days(c, before, after);
}

struct section {
    struct say  head;
    struct sort kind;
    size_t      at, n; /* in struct practice: where they are and how many */
};
#define SECTION(T, member, title_, traits_, zh_head, en_head, zh, en)                              \
    {                                                                                              \
        SAY("head_" #member, zh_head, en_head),                                                    \
            { .word     = SAY("word_" #T, zh, en),                                                 \
              .size     = sizeof(struct T),                                                        \
              .title    = title_,                                                                  \
              .traits   = traits_,                                                                 \
              .n_traits = ARRAY_LEN(traits_) },                                                    \
            offsetof(struct practice, member), offsetof(struct practice, n_##member)               \
    }
static const struct section sections[] = {
    SECTION(place_kind, place_kinds, offsetof(struct place_kind, title), place_traits, "地方的种类",
            "Kinds of places", "地方{0}", "the place {0}"),
    SECTION(org_kind, org_kinds, offsetof(struct org_kind, title), org_traits, "组织的种类",
            "Kinds of organisations", "组织{0}", "the organisation {0}"),
    SECTION(relation_kind, relations, offsetof(struct relation_kind, title), relation_traits,
            "关系", "Relations", "关系{0}", "the relation {0}"),
    SECTION(post, posts, offsetof(struct post, title), post_traits, "岗位", "Posts", "岗位{0}",
            "the post {0}"),
    SECTION(team, teams, offsetof(struct team, title), team_traits, "队伍", "Teams", "队伍{0}",
            "the team {0}"),
    SECTION(case_class, classes, offsetof(struct case_class, title), class_traits, "案件类别",
            "Case classes", "类别{0}", "the class {0}"),
    SECTION(indicator, indicators, offsetof(struct indicator, title), indicator_traits, "指标",
            "Indicators", "指标{0}", "the indicator {0}"),
    SECTION(reported, reported, offsetof(struct reported, title), reported_traits, "上报的数",
            "Reported figures", "上报数{0}", "the reported figure {0}"),
    SECTION(document, documents, offsetof(struct document, title), document_traits, "文书",
            "Documents", "文书{0}", "the document {0}"),
    SECTION(named_text, texts, NO_TITLE, text_traits, "文字", "Texts", "文字{0}", "the text {0}"),
};

static const void *things_of(const struct practice *p, const struct section *s, size_t *ret_n)
{
    *ret_n = *(const size_t *)(const void *)((const char *)p + s->n);
    return *(const void *const *)(const void *)((const char *)p + s->at);
}

static void compare_calendars(struct comparing *c)
{
    static const struct sort calendars = { .word =
                                               SAY("word_calendar", "日历{0}", "the calendar {0}"),
                                           .size   = sizeof(struct calendar),
                                           .title  = NO_TITLE,
                                           .inside = calendar_inside };
    const struct practice   *b = c->side[BEFORE].p, *a = c->side[AFTER].p;

    compare_things(c, &calendars, b->calendars, b->n_calendars, a->calendars, a->n_calendars);
}

static void under(struct comparing *c, const struct say *head, void (*fn)(struct comparing *c))
{
    struct str had =
        compare_under(c, phrase_of(&c->side[AFTER], head, STR_NONE, STR_NONE, STR_NONE));

    fn(c);
    compare_under(c, had);
}

static struct str pack_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct practice *)x)->title);
}

static const struct trait pack_traits[] = { TRAIT(pack_title, "名称", "title") };

void compare_scheme(struct comparing *c)
{
    static const struct say calendars = SAY("head_calendars", "日历", "Calendars"),
                            votes     = SAY("head_votes", "表决规则", "Votes"),
                            dispatch  = SAY("head_dispatch", "派遣规则", "Dispatch"),
                            aliases   = SAY("head_aliases", "别名", "Spellings"),
                            own       = SAY("head_pack", "实践包", "The pack");
    struct str had;

    had = compare_under(c, phrase_of(&c->side[AFTER], &own, STR_NONE, STR_NONE, STR_NONE));
    compare_traits(c, pack_traits, ARRAY_LEN(pack_traits), c->side[BEFORE].p, c->side[AFTER].p);
    compare_under(c, had);
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        const struct section *s = &sections[i];
        size_t                n_before, n_after;
        const void           *before = things_of(c->side[BEFORE].p, s, &n_before);
        const void           *after  = things_of(c->side[AFTER].p, s, &n_after);

        had = compare_under(c, phrase_of(&c->side[AFTER], &s->head, STR_NONE, STR_NONE, STR_NONE));
        compare_things(c, &s->kind, before, n_before, after, n_after);
        compare_under(c, had);
    }
    under(c, &calendars, compare_calendars);
    under(c, &votes, compare_votes);
    under(c, &dispatch, compare_dispatch);
    under(c, &aliases, compare_aliases);
}
