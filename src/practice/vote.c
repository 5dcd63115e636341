/* vote: sums against thresholds. */
#include "practice/vote.h"

const char *const vote_result_words[] = { "carried",   "rejected", "no_quorum",
                                          "irregular", "poll",     NULL };

/* Nothing is decided by nobody, so never less than one. */
static int64_t least_of(const struct vote_threshold *t, int64_t of)
{
    int64_t share = of * t->num; /* within VOTE_SUM_MOST * VOTE_PARTS */
    int64_t least = t->more ? share / t->den + 1 : (share + t->den - 1) / t->den;

    return least > 1 ? least : 1;
}

static bool all_met(const struct vote_cast *in, const struct vote_threshold *t, size_t n,
                    bool decides, struct vote_met *ret)
{
    bool all = true;

    for (size_t i = 0; i < n; i++) {
        const struct vote_count *c = &in->at[t[i].measure];
        struct vote_met         *m = &ret[i];

        m->asked = &t[i];
        m->of    = t[i].base == VOTE_OF_ALL ? c->all : c->taking_part;
        m->least = least_of(&t[i], m->of);
        m->had   = decides ? c->in_favour : c->taking_part;
        m->met   = m->had >= m->least;
        all      = all && m->met;
    }
    return all;
}

static bool called_in_time(const struct vote *v, const struct vote_cast *in)
{
    return v->notice_days == 0 ||
           (in->announced != NONE_I32 && in->held - in->announced >= v->notice_days);
}

struct vote_outcome vote_evaluate(const struct vote *v, const struct vote_cast *in)
{
    struct vote_outcome o       = { 0 };
    bool                quorate = all_met(in, v->take_part, v->n_take_part, false, o.take_part),
         decided                = all_met(in, v->decide, v->n_decide, true, o.decide);

    if (v->roll && !in->roll_by.n)
        o.result = VOTE_POLL;
    else if (!called_in_time(v, in))
        o.result = VOTE_IRREGULAR;
    else if (!quorate)
        o.result = VOTE_NO_QUORUM;
    else
        o.result = decided ? VOTE_CARRIED : VOTE_REJECTED;
    return o;
}

bool vote_may_be(const struct vote *v, enum vote_result r)
{
    switch (r) {
    case VOTE_NO_QUORUM:
        return v->n_take_part > 0;
    case VOTE_IRREGULAR:
        return v->notice_days > 0;
    case VOTE_POLL:
        return v->roll;
    default:
        return true;
    }
}

const struct vote *practice_vote(const struct practice *p, struct str name)
{
    for (size_t i = 0; i < p->n_votes; i++) /* few */
        if (str_eq(p->votes[i].name, name))
            return &p->votes[i];
    return NULL;
}

/* -- sums as text -- */

enum rc vote_sum_parse(struct str s, int32_t decimals, int64_t *ret)
{
    struct str after = s, whole = STR_NONE;
    int64_t    sum   = 0;
    bool       point = str_find(s, S(".")) != SIZE_MAX;

    (void)str_split(&after, '.', &whole);
    if (!str_is_digits(whole) || (point && (!str_is_digits(after) || (int64_t)after.n > decimals)))
        return RC_INVALID;
    for (size_t i = 0; i < whole.n + (size_t)decimals; i++) {
        size_t k = i - whole.n;
        char   c = i < whole.n ? whole.p[i] : point && k < after.n ? after.p[k] : '0';

        sum = sum * 10 + (c - '0');
        if (sum > VOTE_SUM_MOST)
            return RC_TOO_LARGE;
    }
    *ret = sum;
    return RC_OK;
}

struct str vote_sum_text(struct arena *a, int64_t sum, int32_t decimals)
{
    int64_t unit = 1;

    for (int32_t i = 0; i < decimals; i++)
        unit *= 10;
    if (decimals == 0)
        return arena_fmt(a, "%lld", (long long)sum);
    return arena_fmt(a, "%lld.%0*lld", (long long)(sum / unit), (int)decimals,
                     (long long)(sum % unit));
}

struct str vote_threshold_text(struct arena *a, const struct vote_threshold *t)
{
    return arena_fmt(a, "%s %d/%d of %s", t->more ? ">" : ">=", (int)t->num, (int)t->den,
                     t->base == VOTE_OF_ALL ? "all" : "taking_part");
}
