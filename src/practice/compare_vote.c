/* compare_vote: what can be said of rules by which people vote. */
#include "practice/compare_own.h"
#include "practice/vote.h"

static struct str vote_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct vote *)x)->title);
}

static struct str vote_source(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct vote *)x)->source;
}

static struct str vote_measures(const struct phrase *f, const void *x)
{
    static const struct say what =
        SAY("vote_measure", "{0}[（{1}）][，{2}位小数]", "{0}[ ({1})][ with {2} decimals]");
    const struct vote *v    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, v->n_measures + 1);

    for (size_t i = 0; i < v->n_measures; i++) {
        const struct vote_measure *m = &v->measures[i];

        part[i] = phrase_of(f, &what, trait_text(f, &m->title), trait_text(f, &m->unit),
                            trait_number(f, m->decimals, 0));
        if (f->bare)
            part[i] = arena_fmt(f->arena, "%.*s: %.*s", STR_ARG(m->name), STR_ARG(part[i]));
    }
    return phrase_list(f, part, v->n_measures);
}

static struct str vote_take_part(const struct phrase *f, const void *x)
{
    return phrase_vote_part(f, x, false);
}

static struct str vote_decide(const struct phrase *f, const void *x)
{
    return phrase_vote_part(f, x, true);
}

static struct str vote_notice(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct vote *)x)->notice_days, 0);
}

static struct str vote_roll(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct vote *)x)->roll);
}

static const struct trait vote_traits[] = {
    TRAIT(vote_title, "名称", "title"),
    TRAIT(vote_source, "依据", "source"),
    TRAIT(vote_measures, "统计", "what is counted"),
    TRAIT(vote_take_part, "参与表决", "taking part"),
    TRAIT(vote_decide, "赞成", "in favour"),
    TRAIT(vote_notice, "提前通知（天）", "days of notice"),
    TRAIT(vote_roll, "名册须经核实", "a certified roll"),
};

const struct sort compared_votes =
    SORT(vote, offsetof(struct vote, title), vote_traits, "表决规则{0}", "the vote {0}");
