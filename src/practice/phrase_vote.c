/* phrase_vote: a rule of voting in words, and what came of a vote in one sentence. */
#include "practice/phrase.h"
#include "practice/vote.h"

enum { SENTENCE_MOST = 1 << 20 };

static const struct say result_says[] = {
    [VOTE_CARRIED]   = SAY("vote_carried", "通过", "Carried"),
    [VOTE_REJECTED]  = SAY("vote_rejected", "未通过", "Rejected"),
    [VOTE_NO_QUORUM] = SAY("vote_no_quorum", "参与表决未达到要求", "No quorum"),
    [VOTE_IRREGULAR] = SAY("vote_irregular", "未按期通知", "Irregular"),
    [VOTE_POLL]      = SAY("vote_poll", "意见征集（非法定表决）", "Poll, not a vote"),
};

struct str vote_result_title(enum vote_result r, enum lang lang)
{
    return str_of(lang == LANG_ZH ? result_says[r].zh : result_says[r].en);
}

/* -- the rule -- */

struct str phrase_vote_part(const struct phrase *f, const struct vote *v, bool decides)
{
    static const struct say more[] = {
        [VOTE_OF_ALL] = SAY("vote_more_all", "{0}超过全体的{1}", "{0} more than {1} of all"),
        [VOTE_OF_TAKING_PART] =
            SAY("vote_more_part", "{0}超过参与表决的{1}", "{0} more than {1} of those taking part"),
    };
    static const struct say least[] = {
        [VOTE_OF_ALL] = SAY("vote_least_all", "{0}不少于全体的{1}", "{0} at least {1} of all"),
        [VOTE_OF_TAKING_PART] = SAY("vote_least_part", "{0}不少于参与表决的{1}",
                                    "{0} at least {1} of those taking part"),
    };
    const struct vote_threshold *t    = decides ? v->decide : v->take_part;
    size_t                       n    = decides ? v->n_decide : v->n_take_part;
    struct str                  *part = ARENA_ARRAY(f->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++) {
        const struct vote_measure *m = &v->measures[t[i].measure];

        part[i] = phrase_of(f, t[i].more ? &more[t[i].base] : &least[t[i].base],
                            phrase_named(f, m->name, &m->title),
                            arena_fmt(f->arena, "%d/%d", (int)t[i].num, (int)t[i].den), STR_NONE);
    }
    return phrase_list(f, part, n);
}

struct str phrase_vote(const struct phrase *f, const struct vote *v)
{
    static const struct say part   = SAY("vote_part", "参与表决：{0}", "taking part: {0}"),
                            decide = SAY("vote_decide", "赞成：{0}", "in favour: {0}"),
                            notice = SAY("vote_notice", "至少提前{0}天通知",
                                         "called at least {0} days before"),
                            roll = SAY("vote_roll", "名册须经核实，否则只是意见征集",
                                       "with a certified roll, else it is a poll"),
                            source = SAY("vote_source", "依据：{0}", "source: {0}");
    struct str takes               = phrase_vote_part(f, v, false);
    struct str parts[]             = {
                    takes.n ? phrase_of(f, &part, takes, STR_NONE, STR_NONE) : STR_NONE,
        phrase_of(f, &decide, phrase_vote_part(f, v, true), STR_NONE, STR_NONE),
        v->notice_days ? phrase_of(f, &notice, phrase_number(f, v->notice_days), STR_NONE, STR_NONE)
                       : STR_NONE,
        v->roll ? phrase_of(f, &roll, STR_NONE, STR_NONE, STR_NONE) : STR_NONE,
        v->source.p ? phrase_of(f, &source, v->source, STR_NONE, STR_NONE) : STR_NONE,
    };

    return phrase_join(f, parts, ARRAY_LEN(parts), f->lang == LANG_ZH ? S("；") : S("; "));
}

/* -- what came of one -- */

struct telling {
    struct phrase              f;
    const struct vote         *v;
    const struct vote_cast    *in;
    const struct vote_outcome *o;
};

enum stage { TOOK_PART, IN_FAVOUR, AGAINST, THE_REST };

static int64_t amount(const struct vote_count *c, enum stage s)
{
    switch (s) {
    case TOOK_PART:
        return c->taking_part;
    case IN_FAVOUR:
        return c->in_favour;
    case AGAINST:
        return c->against;
    case THE_REST:
        break;
    }
    return c->taking_part - c->in_favour - c->against;
}

/* The threshold that a stage has in this measure; NULL: none. */
static const struct vote_met *met_of(const struct telling *t, enum stage s, size_t measure)
{
    const struct vote_met *at = s == TOOK_PART ? t->o->take_part : t->o->decide;
    size_t n = s == TOOK_PART ? t->v->n_take_part : s == IN_FAVOUR ? t->v->n_decide : 0;

    for (size_t i = 0; i < n; i++)
        if (at[i].asked->measure == measure)
            return &at[i];
    return NULL;
}

/* What it is a part of: as the threshold asks, or as people would. */
static int64_t whole_of(const struct telling *t, enum stage s, size_t measure)
{
    const struct vote_met *asked = met_of(t, s, measure);

    if (asked)
        return asked->of;
    return s == TOOK_PART ? t->in->at[measure].all : t->in->at[measure].taking_part;
}

/* "业主人数300/412（至少275）" */
static struct str one_measure(const struct telling *t, enum stage s, size_t i)
{
    static const struct say sum = SAY("vote_sum", "{0}{1}[/{2}]", "{0} {1}[ of {2}]"),
                            met = SAY("vote_met", "{0}{1}（至少{2}）", "{0}[ {1}] (at least {2})"),
                            missed   = SAY("vote_missed", "{0}{1}（未达到{2}）",
                                           "{0}[ {1}] (less than {2})"),
                            plain    = SAY("vote_plain", "{0}[{1}]", "{0}[ {1}]");
    const struct phrase       *f     = &t->f;
    const struct vote_measure *m     = &t->v->measures[i];
    const struct vote_met     *asked = met_of(t, s, i);
    struct str                 had = vote_sum_text(f->arena, amount(&t->in->at[i], s), m->decimals),
               unit                = phrase_title(f, &m->unit), text;

    text = phrase_of(f, &sum, phrase_title(f, &m->title), had,
                     s <= IN_FAVOUR ? vote_sum_text(f->arena, whole_of(t, s, i), m->decimals)
                                    : STR_NONE);
    if (!asked || t->o->result == VOTE_POLL)
        return phrase_of(f, &plain, text, unit, STR_NONE);
    return phrase_of(f, asked->met ? &met : &missed, text, unit,
                     vote_sum_text(f->arena, asked->least, m->decimals));
}

static struct str one_stage(const struct telling *t, enum stage s)
{
    static const struct say says[] = {
        [TOOK_PART] = SAY("vote_took_part", "参与表决{0}", "taking part: {0}"),
        [IN_FAVOUR] = SAY("vote_in_favour", "赞成{0}", "in favour: {0}"),
        [AGAINST]   = SAY("vote_against", "反对{0}", "against: {0}"),
        [THE_REST]  = SAY("vote_rest", "弃权或无效{0}", "abstained or invalid: {0}"),
    };
    struct str part[VOTE_MEASURES];

    for (size_t i = 0; i < t->v->n_measures; i++)
        part[i] = one_measure(t, s, i);
    return phrase_of(&t->f, &says[s], phrase_list(&t->f, part, t->v->n_measures), STR_NONE,
                     STR_NONE);
}

/* Why it decides nothing, whatever was counted; absent: it may. */
static struct str why_not(const struct telling *t)
{
    static const struct say poll = SAY("vote_no_roll", "没有经核实的名册，不作出决定",
                                       "without a certified roll it decides nothing"),
                            late = SAY("vote_late", "应提前{0}天通知，只提前了{1}天",
                                       "called {1} days before instead of {0}");
    int64_t before               = (int64_t)t->in->held - t->in->announced;

    if (t->o->result == VOTE_POLL)
        return phrase_of(&t->f, &poll, STR_NONE, STR_NONE, STR_NONE);
    if (t->o->result != VOTE_IRREGULAR)
        return STR_NONE;
    return phrase_of(&t->f, &late, phrase_number(&t->f, t->v->notice_days),
                     phrase_number(&t->f, before), STR_NONE);
}

static struct str when_held(const struct telling *t)
{
    static const struct say says = SAY("vote_held", "{0}表决[，名册由{1}于{2}核实]",
                                       "held {0}[, the roll certified by {1} on {2}]");
    char                    held[TIME_TEXT], on[TIME_TEXT];
    bool                    roll = t->in->roll_by.n > 0;

    return phrase_of(&t->f, &says, day_text(t->in->held, held), roll ? t->in->roll_by : STR_NONE,
                     roll ? day_text(t->in->roll_on, on) : STR_NONE);
}

struct str vote_sentence(struct arena *a, enum lang lang, const struct vote *v,
                         const struct vote_cast *in, const struct vote_outcome *o)
{
    static const struct say whole   = SAY("vote_whole", "{0}：{1}。", "{0}: {1}.");
    struct telling          t       = { { .arena = a, .lang = lang }, v, in, o };
    struct str              parts[] = { why_not(&t),
                                        one_stage(&t, TOOK_PART),
                                        one_stage(&t, IN_FAVOUR),
                                        one_stage(&t, AGAINST),
                                        one_stage(&t, THE_REST),
                                        when_held(&t) };

    return phrase_of(
        &t.f, &whole, vote_result_title(o->result, lang),
        phrase_join(&t.f, parts, ARRAY_LEN(parts), lang == LANG_ZH ? S("；") : S("; ")), STR_NONE);
}
