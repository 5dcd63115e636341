/* check_who: every actor rule names a post that may be held there. */
#include "practice/check.h"

static const struct say say_not_there =
    SAY("pack_post_not_there", "岗位“{0}”不能设在“{1}”，这一步将无人可办",
        "the post '{0}' cannot be held at '{1}': nobody could act");
static const struct say say_no_place_post = SAY("pack_post_no_place", "岗位“{0}”不设在任何一类地方",
                                                "the post '{0}' is held at no kind of place");
static const struct say say_no_org_post = SAY("pack_post_no_org", "岗位“{0}”不设在任何一类组织",
                                              "the post '{0}' is held at no kind of organisation");
static const struct say say_no_ladder = SAY("pack_who_ladder", "用了 @ level，但流程没有 ladder",
                                            "'@ level' needs the process to have a ladder");
static const struct say say_too_high =
    SAY("pack_too_high", "“{0}”以上没有{1}级", "there are not {1} kinds of places above '{0}'");
static const struct say say_not_orgs = SAY("pack_not_orgs", "字段“{0}”不是组织（org 或 orgs）",
                                           "the field '{0}' holds no organisations (org or orgs)");
static const struct say say_no_unit =
    SAY("pack_no_unit", "没有任何操作填写 unit，case.unit 始终是空的",
        "no move asks for `unit`, so case.unit is never there");
static const struct say say_below = SAY("pack_below", "“{0}”在事项所落的“{1}”之下，找不到人",
                                        "'{0}' lies below '{1}', where cases are: nobody is found");
static const struct say say_post_below =
    SAY("pack_post_below", "岗位“{0}”只设在事项所落的“{1}”之下，找不到人",
        "the post '{0}' is held only below '{1}', where cases are: nobody is found");
static const struct say say_place_above =
    SAY("pack_place_above", "岗位“{0}”从所在的地方再往上{1}级，不设这个岗位，找不到人",
        "the post '{0}' is not held {1} up from any place where it is held: nobody is found");
static const struct say say_opener =
    SAY("pack_opener", "能发起事项的人所在之处不设岗位“{0}”，找不到人",
        "nobody who may open a case holds a post where '{0}' may be held: nobody is found");
static const struct say say_nobody = SAY("pack_nobody", "没有写是谁", "nobody is named");

/* Does the post sit at some kind of place, or of organisation? */
static bool held_at(const struct check *c, const struct post *post, bool place)
{
    for (size_t i = 0; i < post->n_at; i++)
        if (place ? practice_place_kind(c->p, post->at[i]) != NULL
                  : practice_org_kind(c->p, post->at[i]) != NULL)
            return true;
    return false;
}

/* The finest kind where cases are; NULL when nowhere. */
static const struct place_kind *finest(const struct check *c)
{
    for (size_t i = c->p->n_place_kinds; i-- > 0;)
        if (c->p->place_kinds[i].takes_cases)
            return &c->p->place_kinds[i];
    return NULL;
}

/* Some kind at or above where cases are at which the post may be held. */
static bool held_high_enough(const struct check *c, const struct post *post,
                             const struct place_kind *cases)
{
    for (size_t i = 0; i < post->n_at; i++) {
        const struct place_kind *k = practice_place_kind(c->p, post->at[i]);

        if (k && k->rank <= cases->rank)
            return true;
    }
    return false;
}

/* A place at or above where cases are where it is held, and so many kinds above that another. */
static bool held_above(const struct check *c, const struct post *post, int32_t above)
{
    const struct place_kind *cases = finest(c), *low = NULL, *high = NULL;

    for (size_t i = 0; i < post->n_at; i++) {
        const struct place_kind *k = practice_place_kind(c->p, post->at[i]);

        if (!k || (cases && k->rank > cases->rank))
            continue;
        low  = !low || k->rank > low->rank ? k : low;
        high = !high || k->rank < high->rank ? k : high;
    }
    return low && low->rank - high->rank >= above;
}

static void check_at_place(struct check *c, const struct who *w, const struct post *post)
{
    const struct place_kind *cases = finest(c);
    char                     room[INT_TEXT];

    if (!held_at(c, post, true))
        check_wrong(c, w->mark, &say_no_place_post, w->post, STR_NONE);
    else if (cases && !held_high_enough(c, post, cases))
        check_wrong(c, w->mark, &say_post_below, w->post, cases->name);
    else if (w->above && !held_above(c, post, w->above))
        check_wrong(c, w->mark, &say_place_above, w->post, int_text(w->above, room));
}

/* The kind `above` rows up the scheme from `kind`; NULL when there is none. */
static const struct place_kind *kind_above(const struct check *c, struct str kind, int32_t above)
{
    const struct place_kind *k = practice_place_kind(c->p, kind);

    return k && k->rank >= above ? &c->p->place_kinds[k->rank - above] : NULL;
}

/* Places of the kind itself or, `above` rows up, of any kind there: levels may be skipped. */
static void check_at_kind(struct check *c, const struct who *w, struct str kind)
{
    const struct post       *post = practice_post(c->p, w->post);
    char                     room[INT_TEXT];
    const struct place_kind *cases = finest(c);

    if (cases && practice_place_kind(c->p, kind)->rank > cases->rank) {
        check_wrong(c, w->mark, &say_below, kind, cases->name);
        return;
    }
    if (!kind_above(c, kind, w->above)) {
        check_wrong(c, w->mark, &say_too_high, kind, int_text(w->above, room));
        return;
    }
    if (!post)
        return;
    for (int32_t up = w->above; kind_above(c, kind, up); up++) {
        const struct place_kind *k = kind_above(c, kind, up);

        if (post_may_be_at(c->p, post, k->name))
            return;
        if (w->above == 0)
            break;
    }
    check_wrong(c, w->mark, &say_not_there, w->post, kind);
}

static void check_at_level(struct check *c, const struct who *w)
{
    if (c->pr->n_ladder == 0)
        check_wrong(c, w->mark, &say_no_ladder, STR_NONE, STR_NONE);
    for (size_t i = 0; i < c->pr->n_ladder; i++)
        if (practice_place_kind(c->p, c->pr->ladder[i]))
            check_at_kind(c, w, c->pr->ladder[i]);
}

bool field_is_asked(const struct process *pr, struct str field)
{
    if (form_field(&pr->form, field))
        return true;
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            if (form_field(&pr->steps[i].moves[j].form, field))
                return true;
    return false;
}

/* Somebody in that post at a kind of organisation, or at one that is part of it. */
static bool held_within(const struct check *c, const struct post *post, struct str kind)
{
    bool held = post_may_be_at(c->p, post, kind);

    for (size_t i = 0; i < c->p->n_org_kinds && !held; i++)
        held = practice_org_is(c->p, c->p->org_kinds[i].name, kind) &&
               post_may_be_at(c->p, post, c->p->org_kinds[i].name);
    return held;
}

/* Where forms bound which unit is chosen, some of those has the post. */
static void check_chosen(struct check *c, const struct who *w, const struct post *post,
                         const struct str *kinds, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!held_within(c, post, kinds[i])) {
            check_wrong(c, w->mark, &say_not_there, w->post, kinds[i]);
            return;
        }
}

/* The unit that is suggested has somebody in that post. */
static void check_at_unit(struct check *c, const struct who *w)
{
    const struct post *post = practice_post(c->p, w->post);

    if (!field_is_asked(c->pr, S("unit")))
        check_wrong(c, w->mark, &say_no_unit, STR_NONE, STR_NONE);
    for (size_t i = 0; post && i < c->unit_kinds.n; i++)
        if (!post_may_be_at(c->p, post, c->unit_kinds.at[i]))
            check_wrong(c, w->mark, &say_not_there, w->post, c->unit_kinds.at[i]);
    if (post)
        check_chosen(c, w, post, c->chosen_units.at, c->chosen_units.n);
    if (post && w->at == AT_UNITS)
        check_chosen(c, w, post, c->chosen_assist.at, c->chosen_assist.n);
}

static void check_at_org(struct check *c, const struct who *w)
{
    const struct post *post = practice_post(c->p, w->post);

    if (post && !held_at(c, post, false))
        check_wrong(c, w->mark, &say_no_org_post, w->post, STR_NONE);
    else if (w->at != AT_FIELD)
        check_at_unit(c, w);
}

static void check_at_field(struct check *c, const struct who *w)
{
    const struct form_field *f;

    if (!check_field(c, w->mark, w->name, &f))
        return;
    if (f->kind != FORM_ORG && f->kind != FORM_ORGS)
        check_wrong(c, w->mark, &say_not_orgs, w->name, STR_NONE);
    else if (f->of.p && w->post.p && practice_org_kind(c->p, f->of) &&
             !held_within(c, practice_post(c->p, w->post), f->of))
        check_wrong(c, w->mark, &say_not_there, w->post, f->of);
    else
        check_at_org(c, w);
}

static bool share_a_kind(const struct check *c, const struct post *a, const struct post *b)
{
    for (size_t i = 0; i < a->n_at; i++)
        if (practice_place_kind(c->p, a->at[i]) ? post_may_be_at(c->p, b, a->at[i])
                                                : held_within(c, b, a->at[i]))
            return true;
    return false;
}

/* `open` says who opens a case; one that another case opens comes from whoever made that move. */
static void check_at_opener(struct check *c, const struct who *w, const struct post *post)
{
    const struct who_list *open = &c->pr->open;

    if (open->n == 0 || c->opened)
        return;
    for (size_t i = 0; i < open->n; i++) {
        const struct post *opens = practice_post(c->p, open->at[i].post);

        if (open->at[i].kind != WHO_POST || !opens || share_a_kind(c, opens, post))
            return;
    }
    check_wrong(c, w->mark, &say_opener, w->post, STR_NONE);
}

bool who_is_somebody(const struct who_list *who)
{
    for (size_t i = 0; i < who->n; i++)
        if (who->at[i].kind != WHO_ANYONE && who->at[i].kind != WHO_SIGNED_IN &&
            who->at[i].kind != WHO_SYSTEM)
            return true;
    return false;
}

static void check_one(struct check *c, const struct who *w)
{
    const struct post *post;

    if (w->kind == WHO_PARTIES)
        check_parties(c, w->mark);
    if (w->kind != WHO_POST || (w->post.p && !check_post(c, w->mark, w->post)))
        return;
    post = practice_post(c->p, w->post);
    switch (w->at) {
    case AT_KIND:
        if (check_place_kind(c, w->mark, w->name))
            check_at_kind(c, w, w->name);
        break;
    case AT_PLACE:
        if (post)
            check_at_place(c, w, post);
        break;
    case AT_LEVEL:
        check_at_level(c, w);
        break;
    case AT_UNIT:
    case AT_UNITS:
        check_at_org(c, w);
        break;
    case AT_FIELD:
        check_at_field(c, w);
        break;
    case AT_OPENER:
        if (post)
            check_at_opener(c, w, post);
        break;
    }
}

void check_who(struct check *c, const struct who_list *who)
{
    if (who->n == 0)
        check_wrong(c, who->mark, &say_nobody, STR_NONE, STR_NONE);
    for (size_t i = 0; i < who->n; i++)
        check_one(c, &who->at[i]);
}
