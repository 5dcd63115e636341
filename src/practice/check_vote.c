/* check_vote: a vote that is asked for has a rule, and what is made of it can come about. */
#include "practice/check.h"
#include "practice/vote.h"

static const struct say say_no_rule =
    SAY("pack_vote_of", "“{0}”是表决结果，要用 of 写明按 votes 中的哪条规则",
        "'{0}' is a vote: `of` names the rule in `votes` by which it is held");
static const struct say say_no_vote =
    SAY("pack_no_vote", "votes 中没有“{0}”这条规则", "there is no rule '{0}' in `votes`");
static const struct say say_no_value =
    SAY("pack_no_value", "“{0}”不会等于“{1}”", "'{0}' is never '{1}'");

void check_vote_field(struct check *c, const struct form_field *f)
{
    struct nearest near = nearest_to(c->found, f->of);

    if (f->kind != FORM_VOTE)
        return;
    if (!f->of.p) {
        check_wrong(c, f->mark, &say_no_rule, f->name, STR_NONE);
        return;
    }
    if (practice_vote(c->p, f->of))
        return;
    for (size_t i = 0; i < c->p->n_votes; i++)
        nearest_try(&near, c->p->votes[i].name);
    find_wrong(c->found, f->mark, &say_no_vote, f->of, STR_NONE, near.best);
}

/* By any rule by which some move of the process asks for it; a rule that is not there is said where
 * it is named. */
static bool may_be(const struct check *c, struct str field, enum vote_result r)
{
    for (size_t i = 0; i < c->pr->n_steps; i++)
        for (size_t j = 0; j < c->pr->steps[i].n_moves; j++) {
            const struct form_field *f = form_field(&c->pr->steps[i].moves[j].form, field);
            const struct vote       *v = f && f->of.p ? practice_vote(c->p, f->of) : NULL;

            if (f && (!v || vote_may_be(v, r)))
                return true;
        }
    return false;
}

void check_vote_word(struct check *c, struct mark at, const struct form_field *f, struct str text)
{
    for (int r = 0; vote_result_words[r]; r++)
        if (str_is(text, vote_result_words[r]) && may_be(c, f->name, (enum vote_result)r))
            return;
    check_wrong(c, at, &say_no_value, f->name, text);
}
