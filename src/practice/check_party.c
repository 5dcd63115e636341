/* check_party: whom a case concerns is known before anything is asked of them. */
#include "practice/check.h"

static const struct say say_no_parties =
    SAY("pack_no_parties", "流程没有 parties 类字段，不知道谁是当事人",
        "the process has no field of the kind `parties`, so nobody is a party");
static const struct say say_alone =
    SAY("pack_parties_alone", "当事人可能没有账号：步骤“{0}”还要写明由谁代为办理",
        "a party may have no account: the step '{0}' also says who speaks for them");
static const struct say say_not_yet =
    SAY("pack_parties_late", "走到步骤“{0}”时可能还没有登记当事人：之前要必填“{1}”",
        "the step '{0}' can be reached before the parties are known: '{1}' must be needed before");
static const struct say say_in_move =
    SAY("pack_only_in_move", "“{0}”只能在操作里问：提交时还没有可答的",
        "'{0}' can only be asked by a move: when a case is opened there is no answer to it yet");
static const struct say say_not_set =
    SAY("pack_not_set", "“{0}”不能用 set 设置", "'{0}' cannot be `set`");
static const struct say say_no_public =
    SAY("pack_people_public", "“{0}”涉及当事人，不得公开", "'{0}' is about parties: never public");

bool form_kind_is_answers(enum form_kind kind)
{
    return kind == FORM_EACH_PARTY || kind == FORM_UNIT_MARKS || kind == FORM_VOTE;
}

/* The first field that names parties; NULL when none does. */
static const struct form_field *parties_of(const struct process *pr)
{
    for (size_t i = 0; i < pr->fields.n; i++)
        if (pr->fields.at[i].kind == FORM_PARTIES)
            return &pr->fields.at[i];
    return NULL;
}

void check_parties(struct check *c, struct mark at)
{
    const struct form_field *f = parties_of(c->pr);

    if (!f)
        check_wrong(c, at, &say_no_parties, STR_NONE, STR_NONE);
    else if (c->step && reached_without(c, c->step, f->name))
        check_wrong(c, at, &say_not_yet, c->step->name, f->name);
}

void check_party_step(struct check *c)
{
    const struct step *s       = c->step;
    bool               parties = false, others = false;

    for (size_t i = 0; i < s->who.n; i++) {
        parties = parties || s->who.at[i].kind == WHO_PARTIES;
        others  = others || s->who.at[i].kind != WHO_PARTIES;
    }
    if (parties && !others)
        check_wrong(c, s->mark, &say_alone, s->name, STR_NONE);
}

void check_party_field(struct check *c, const struct form_field *f)
{
    bool people = f->kind == FORM_PARTIES || f->kind == FORM_EACH_PARTY;

    if (form_kind_is_answers(f->kind) && !c->step)
        check_wrong(c, f->mark, &say_in_move, f->name, STR_NONE);
    else if (f->kind == FORM_EACH_PARTY)
        check_parties(c, f->mark);
    if (people && f->publish)
        check_wrong(c, f->mark, &say_no_public, f->name, STR_NONE);
}

void check_party_set(struct check *c, const struct setter *s)
{
    const struct form_field *f = form_field(&c->pr->fields, str_skip(s->name, S("form.").n));

    if (f && (form_kind_is_answers(f->kind) || f->kind == FORM_PARTIES))
        check_wrong(c, s->value_mark, &say_not_set, s->name, STR_NONE);
}
