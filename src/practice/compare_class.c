/* compare_class: what can be said of case classes and their limits. */
#include "practice/compare_own.h"

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

const struct sort compared_classes =
    SORT(case_class, offsetof(struct case_class, title), class_traits, "类别{0}", "the class {0}");
