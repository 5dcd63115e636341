#include "work/practice_vote.h"

struct measure_view {
    struct str name, title, unit;
    int32_t    decimals;
};
#define T struct measure_view
static const struct field measure_fields[] = {
    F(T, name, .doc = "to be sent with its sum"),
    F(T, title, .doc = "what is counted"),
    F(T, unit, .opt = true, .doc = "what it is counted in"),
    F(T, decimals, .doc = "digits after the point, at most; with any, sums are sent as texts"),
};
static const struct shape measure_shape = SHAPE(T, measure_fields);
#undef T

struct threshold_view {
    struct str measure, asks;
};
#define T struct threshold_view
static const struct field threshold_fields[] = {
    F(T, measure, .doc = "of what"),
    F(T, asks, .doc = "so much of all, or of those taking part: \"> 1/2 of taking_part\""),
};
static const struct shape threshold_shape = SHAPE(T, threshold_fields);
#undef T

#define T struct vote_view
static const struct field vote_view_fields[] = {
    F(T, name, .opt = true, .doc = "in the pack"),
    F(T, title, .opt = true, .doc = "what it is called"),
    F(T, source, .opt = true, .doc = "the law or document that says so"),
    F(T, measures, .of = &measure_shape, .opt = true, .doc = "what is counted"),
    F(T, take_part, .of = &threshold_shape, .opt = true, .doc = "how much must take part"),
    F(T, decide, .of = &threshold_shape, .opt = true, .doc = "how much must be in favour"),
    F(T, notice_days, .opt = true, .doc = "called so many days before it is held, at least"),
    F(T, roll, .doc = "without a certified roll it is only a poll"),
};
const struct shape vote_view_shape = SHAPE(T, vote_view_fields);
#undef T

static struct list measures_of(struct arena *a, const struct vote *v, enum lang lang)
{
    struct measure_view *at = ARENA_ARRAY(a, struct measure_view, v->n_measures + 1);

    for (size_t i = 0; i < v->n_measures; i++) {
        const struct vote_measure *m = &v->measures[i];

        at[i] = (struct measure_view){ m->name, text_in(&m->title, lang), text_in(&m->unit, lang),
                                       m->decimals };
    }
    return (struct list){ at, v->n_measures };
}

static struct list thresholds_of(struct arena *a, const struct vote *v,
                                 const struct vote_threshold *t, size_t n)
{
    struct threshold_view *at = ARENA_ARRAY(a, struct threshold_view, n + 1);

    for (size_t i = 0; i < n; i++)
        at[i] = (struct threshold_view){ v->measures[t[i].measure].name,
                                         vote_threshold_text(a, &t[i]) };
    return (struct list){ at, n };
}

struct vote_view vote_view_of(struct arena *a, const struct vote *v, enum lang lang)
{
    if (!v)
        return (struct vote_view){ .notice_days = NONE_I64 };
    return (struct vote_view){
        .name        = v->name,
        .title       = text_in(&v->title, lang),
        .source      = v->source,
        .measures    = measures_of(a, v, lang),
        .take_part   = thresholds_of(a, v, v->take_part, v->n_take_part),
        .decide      = thresholds_of(a, v, v->decide, v->n_decide),
        .notice_days = v->notice_days ? v->notice_days : NONE_I64,
        .roll        = v->roll,
    };
}
