/* compare_words: figures, texts, spellings, and the rules that suggest a unit. */
#include "practice/compare_own.h"
#include "practice/name_map.h"

/* -- figures -- */

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

static struct str indicator_each(const struct phrase *f, const void *x)
{
    static const struct say each = SAY("each_process", "按流程分别算", "of each process by itself");

    if (!((const struct indicator *)x)->each)
        return STR_NONE;
    return phrase_of(f, &each, STR_NONE, STR_NONE, STR_NONE);
}

static struct str indicator_shared(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct indicator *)x)->shared);
}

static const struct trait indicator_traits[] = {
    TRAIT(indicator_title, "名称", "title"),
    TRAIT(indicator_value, "算法", "value"),
    TRAIT(indicator_shown, "显示为", "shown as"),
    TRAIT(indicator_source, "来源", "source"),
    TRAIT(indicator_least, "上榜最少件数", "least in league tables"),
    TRAIT(indicator_process, "只算流程", "only of"),
    TRAIT(indicator_each, "分别算", "by itself"),
    TRAIT(indicator_shared, "公开依据", "public because of"),
};

const struct sort compared_indicators = SORT(indicator, offsetof(struct indicator, title),
                                             indicator_traits, "指标{0}", "the indicator {0}");

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

    return phrase_of(f, &sort[r->sort], arena_fmt(f->arena, "%.12g", r->value),
                     trait_text(f, &r->unit), STR_NONE);
}

static struct str reported_period(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct reported *)x)->period);
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

const struct sort compared_reported = SORT(reported, offsetof(struct reported, title),
                                           reported_traits, "上报数{0}", "the reported figure {0}");

/* -- texts -- */

static struct str text_words(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct named_text *)x)->text);
}

static const struct trait text_traits[] = { TRAIT(text_words, "内容", "words") };

const struct sort compared_texts =
    SORT(named_text, NO_TITLE, text_traits, "文字{0}", "the text {0}");

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

void compare_dispatch(struct comparing *c)
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

void compare_aliases(struct comparing *c)
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
