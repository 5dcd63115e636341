/* check_marks: whoever is marked had a part in the case by then. */
#include "practice/check.h"

static const struct say say_no_units =
    SAY("pack_marks_units", "流程不选定 unit，不知道给谁评分：要问 unit，或写 of: form.字段",
        "the process never chooses a `unit`, so nobody can be marked: ask for it, or say "
        "`of: form.FIELD`");
static const struct say say_of =
    SAY("pack_marks_of", "评分的 of 应是 case.units 或 form.字段，不是“{0}”",
        "who is marked is `case.units` or `form.FIELD`, not '{0}'");
static const struct say say_not_orgs =
    SAY("pack_marks_orgs", "字段“{0}”不是单位（org、orgs），不能评分",
        "the field '{0}' names no organisations that could be marked");
static const struct say say_public = SAY("pack_marks_public", "“{0}”是对单位的评价，不得公开",
                                         "'{0}' says what is thought of units: never public");
static const struct say say_scale = SAY("pack_marks_scale", "“{0}”只能评 1 到 5 分，不写 min、max",
                                        "'{0}' takes marks from 1 to 5: no `min`, no `max`");

static const struct say say_self =
    SAY("pack_marks_self", "“{0}”里被评的单位不能给自己评分：这个操作由别人做",
        "the units that '{0}' marks cannot mark themselves: the move is others'");

static void check_of_field(struct check *c, const struct form_field *f)
{
    const struct form_field *named;
    struct str               name = str_skip(f->of, S("form.").n);

    if (!check_field(c, f->mark, name, &named))
        return;
    if (named->kind != FORM_ORG && named->kind != FORM_ORGS)
        check_wrong(c, f->mark, &say_not_orgs, name, STR_NONE);
    else
        check_is_given(c, f->mark, name);
}

static bool is_among_them(const struct who *w, const struct form_field *f)
{
    if (w->kind != WHO_POST)
        return false;
    if (f->of.p && str_starts(f->of, S("form.")))
        return w->at == AT_FIELD && str_eq(w->name, str_skip(f->of, S("form.").n));
    return w->at == AT_UNIT || w->at == AT_UNITS ||
           (w->at == AT_FIELD && (str_is(w->name, "unit") || str_is(w->name, "assist")));
}

void check_markers(struct check *c, const struct move *m)
{
    const struct who_list *who = m->who.n ? &m->who : &c->step->who;

    for (size_t i = 0; i < m->form.n; i++)
        for (size_t k = 0; m->form.at[i].kind == FORM_UNIT_MARKS && k < who->n; k++)
            if (is_among_them(&who->at[k], &m->form.at[i]))
                check_wrong(c, m->mark, &say_self, m->form.at[i].name, STR_NONE);
}

void check_marks_field(struct check *c, const struct form_field *f)
{
    if (f->kind != FORM_UNIT_MARKS || !c->step) /* that only a move may ask it is said already */
        return;
    if (f->publish)
        check_wrong(c, f->mark, &say_public, f->name, STR_NONE);
    if (f->min != 1 || f->max != 5)
        check_wrong(c, f->mark, &say_scale, f->name, STR_NONE);
    if (f->of.p && str_starts(f->of, S("form.")))
        check_of_field(c, f);
    else if (f->of.p && !str_is(f->of, "case.units"))
        check_wrong(c, f->mark, &say_of, f->of, STR_NONE);
    else if (!field_is_asked(c->pr, S("unit")))
        check_wrong(c, f->mark, &say_no_units, STR_NONE, STR_NONE);
    else
        check_is_given(c, f->mark, S("unit"));
}
