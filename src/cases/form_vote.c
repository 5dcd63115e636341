/*
 * form_vote: the sums of a vote, as whoever held it counted them, and what
 * they come to by the rule of the pack.
 *
 * What is kept is both, frozen: what was counted, what each threshold asked
 * and what there was, the result, and a sentence of it in both languages.
 * Only sums: who voted, and how, is nowhere.
 */
#include "cases/form_own.h"
#include "practice/vote.h"

enum { BY_MOST = 100 }; /* characters of whoever certified the roll */

static const struct say want_vote =
    SAY("wrong_type", "应为表决的统计结果", "what was counted in a vote expected");
static const struct say want_sums =
    SAY("wrong_type", "应为各项统计数", "an object expected: a sum of each measure");
static const struct say want_whole =
    SAY("wrong_type", "应为不小于0的整数", "a whole number, not negative");
static const struct say want_sum =
    SAY("wrong_type", "应为不小于0的数，最多{0}位小数，如\"38211.50\"",
        "a number, not negative, of {0} decimals at most, such as \"38211.50\"");
static const struct say say_nobody_due =
    SAY("vote_nobody_due", "应大于0：没有人应当表决就谈不上表决",
        "more than 0: where nobody is due there is no vote");
static const struct say say_more_than_all = SAY(
    "vote_more_than_all", "参与表决的不能多于全体（{0}）", "more take part than there are: {0}");
static const struct say say_more_than_part =
    SAY("vote_more_than_part", "赞成与反对合计不能多于参与表决的（{0}）",
        "in favour and against together are more than take part: {0}");
static const struct say say_future = SAY("vote_future", "日期不能晚于今天", "not after today");
static const struct say say_called_after =
    SAY("vote_called_after", "通知日期不能晚于表决日期（{0}）",
        "it cannot be called after it was held, {0}");
static const struct say say_roll_after =
    SAY("vote_roll_after", "名册核实日期不能晚于表决日期（{0}）",
        "the roll is certified before the vote or on its day, {0}");

struct vote_roll_in {
    struct str by;
    int32_t    on;
};
#define T struct vote_roll_in
static const struct field vote_roll_fields[] = {
    F(T, by, .min = 1, .max = BY_MOST, .doc = "the office that certified it"),
    F(T, on, .as = AS_DAY, .doc = "when"),
};
static const struct shape vote_roll_shape = SHAPE(T, vote_roll_fields);
#undef T

struct vote_in {
    int32_t     announced, held;
    struct json roll, all, taking_part, in_favour, against;
};
#define T struct vote_in
static const struct field vote_in_fields[] = {
    F(T, announced, .as = AS_DAY, .opt = true, .doc = "when those who are due were told of it"),
    F(T, held, .as = AS_DAY, .doc = "when it was held"),
    F(T, roll, .opt = true, .doc = "the certified roll that it was held by"),
    F(T, all, .doc = "all who are due, by each measure"),
    F(T, taking_part, .doc = "those who took part"),
    F(T, in_favour, .doc = "those of them in favour"),
    F(T, against, .doc = "those of them against"),
};
static const struct shape vote_in_shape = SHAPE(T, vote_in_fields);
#undef T

static struct str joined(struct checking *c, const char *a, struct str b)
{
    return a[0] ? arena_fmt(c->r->w->arena, "%s.%.*s", a, STR_ARG(b)) : b;
}

/* What is wrong is noted under `at`. False: it is no such object. */
static bool read_object(struct checking *c, const char *at, const struct shape *shape,
                        const struct jval *in, void *ret)
{
    struct faults f = { 0 };

    shape_clear(shape, ret);
    if (shape_from_json(shape, in, c->r->w->arena, &f, ret) == RC_OK)
        return true;
    for (size_t k = 0; k < f.n; k++)
        answer_wrong_in(c, f.at[k].say, joined(c, at, str_of(f.at[k].field)),
                        (struct str){ f.at[k].args, f.at[k].arg_n[0] });
    return false;
}

/* -- sums -- */

enum { ALL, TAKING_PART, IN_FAVOUR, AGAINST, SUMS };
static const char *const sum_names[SUMS] = { "all", "taking_part", "in_favour", "against" };

static int64_t *sum_of(struct vote_count *at, int which)
{
    int64_t *const sums[SUMS] = { &at->all, &at->taking_part, &at->in_favour, &at->against };

    return sums[which];
}

static struct str sum_text(struct checking *c, const struct vote_measure *m, int64_t sum)
{
    return vote_sum_text(c->r->w->arena, sum, m->decimals);
}

static void sum_wrong(struct checking *c, int which, struct str measure, const struct say *say,
                      struct str arg)
{
    answer_wrong_in(c, say, joined(c, sum_names[which], measure), arg);
}

static void read_sum(struct checking *c, int which, const struct vote_measure *m,
                     const struct jval *in, int64_t *ret)
{
    char    room[INT_TEXT];
    bool    is = in && (in->kind == J_NUM || in->kind == J_STR);
    enum rc rc = is ? vote_sum_parse(str_trim(in->text), m->decimals, ret) : RC_INVALID;

    if (!in || in->kind == J_NULL)
        sum_wrong(c, which, m->name, &say_needed, STR_NONE);
    else if (rc == RC_TOO_LARGE)
        sum_wrong(c, which, m->name, &say_too_big, sum_text(c, m, VOTE_SUM_MOST));
    else if (rc != RC_OK)
        sum_wrong(c, which, m->name, m->decimals ? &want_sum : &want_whole,
                  int_text(m->decimals, room));
}

static bool is_measure(const struct vote *v, struct str name)
{
    for (size_t i = 0; i < v->n_measures; i++)
        if (str_eq(v->measures[i].name, name))
            return true;
    return false;
}

/* With the measure that was probably meant. */
static void unknown_measure(struct checking *c, const struct vote *v, int which, struct str name)
{
    struct str best  = STR_NONE;
    size_t     least = 4;

    for (size_t i = 0; i < v->n_measures; i++) {
        size_t d = str_distance(name, v->measures[i].name, least);

        if (d < least) {
            least = d;
            best  = v->measures[i].name;
        }
    }
    sum_wrong(c, which, name, &say_unknown, best);
}

static void read_sums(struct checking *c, const struct vote *v, int which, const struct jval *in,
                      struct vote_count *at)
{
    if (in->kind != J_OBJ) {
        answer_wrong_in(c, &want_sums, str_of(sum_names[which]), STR_NONE);
        return;
    }
    for (const struct jval *m = in->first; m; m = m->next)
        if (!is_measure(v, m->name))
            unknown_measure(c, v, which, m->name);
    for (size_t i = 0; i < v->n_measures; i++)
        read_sum(c, which, &v->measures[i], json_get_str(in, v->measures[i].name),
                 sum_of(&at[i], which));
}

static void check_count(struct checking *c, const struct vote_measure *m,
                        const struct vote_count *n)
{
    if (n->all == 0)
        sum_wrong(c, ALL, m->name, &say_nobody_due, STR_NONE);
    else if (n->taking_part > n->all)
        sum_wrong(c, TAKING_PART, m->name, &say_more_than_all, sum_text(c, m, n->all));
    if (n->in_favour + n->against > n->taking_part)
        sum_wrong(c, IN_FAVOUR, m->name, &say_more_than_part, sum_text(c, m, n->taking_part));
}

/* -- days and the roll -- */

static void check_days(struct checking *c, const struct vote *v, const struct vote_cast *in)
{
    char       room[TIME_TEXT];
    struct str held = arena_str(c->r->w->arena, day_text(in->held, room));

    if (in->held > day_of(c->r->w->now))
        answer_wrong_in(c, &say_future, S("held"), STR_NONE);
    if (in->announced == NONE_I32 && v->notice_days)
        answer_wrong_in(c, &say_needed, S("announced"), STR_NONE);
    if (in->announced != NONE_I32 && in->announced > in->held)
        answer_wrong_in(c, &say_called_after, S("announced"), held);
    if (in->roll_by.n && in->roll_on > in->held)
        answer_wrong_in(c, &say_roll_after, S("roll.on"), held);
}

static void read_roll(struct checking *c, const struct jval *in, struct vote_cast *ret)
{
    struct vote_roll_in roll;

    if (!in || in->kind == J_NULL || !read_object(c, "roll", &vote_roll_shape, in, &roll))
        return;
    ret->roll_by = str_trim(roll.by);
    ret->roll_on = roll.on;
    if (!ret->roll_by.n)
        answer_wrong_in(c, &say_needed, S("roll.by"), STR_NONE);
}

/* -- what is kept -- */

static void put_day(struct jw *w, const char *name, int32_t day)
{
    if (day == NONE_I32)
        return;
    jw_keyc(w, name);
    jw_day(w, day);
}

/* Whole sums as numbers, others as text: they are exact. */
static void put_sum(struct jw *w, struct arena *a, const struct vote_measure *m, int64_t sum)
{
    if (m->decimals)
        jw_str(w, vote_sum_text(a, sum, m->decimals));
    else
        jw_int(w, sum);
}

static void put_sums(struct jw *w, struct arena *a, const struct vote *v, int which,
                     struct vote_cast *in)
{
    jw_keyc(w, sum_names[which]);
    jw_obj(w);
    for (size_t i = 0; i < v->n_measures; i++) {
        jw_key(w, v->measures[i].name);
        put_sum(w, a, &v->measures[i], *sum_of(&in->at[i], which));
    }
    jw_obj_end(w);
}

static void put_thresholds(struct jw *w, struct arena *a, const struct vote *v, const char *stage,
                           const struct vote_met *at, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct vote_measure *m = &v->measures[at[i].asked->measure];

        jw_obj(w);
        jw_keyc(w, "stage");
        jw_cstr(w, stage);
        jw_keyc(w, "measure");
        jw_str(w, m->name);
        jw_keyc(w, "asks");
        jw_str(w, vote_threshold_text(a, at[i].asked));
        jw_keyc(w, "least");
        put_sum(w, a, m, at[i].least);
        jw_keyc(w, "had");
        put_sum(w, a, m, at[i].had);
        jw_keyc(w, "met");
        jw_bool(w, at[i].met);
        jw_obj_end(w);
    }
}

static void put_says(struct jw *w, struct arena *a, const struct vote *v,
                     const struct vote_cast *in, const struct vote_outcome *o)
{
    jw_keyc(w, "says");
    jw_obj(w);
    jw_keyc(w, "zh");
    jw_str(w, vote_sentence(a, LANG_ZH, v, in, o));
    jw_keyc(w, "en");
    jw_str(w, vote_sentence(a, LANG_EN, v, in, o));
    jw_obj_end(w);
}

static struct str kept(struct run *r, const struct vote *v, struct vote_cast *in)
{
    struct vote_outcome o = vote_evaluate(v, in);
    struct arena       *a = r->w->arena;
    struct buf         *b = run_buf(r);
    struct jw           w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "rule");
    jw_str(&w, v->name);
    put_day(&w, "announced", in->announced);
    put_day(&w, "held", in->held);
    if (in->roll_by.n) {
        jw_keyc(&w, "roll");
        shape_to_json(&vote_roll_shape, &(struct vote_roll_in){ in->roll_by, in->roll_on },
                      (struct view){ KEEP_PUBLIC }, &w);
    }
    for (int i = 0; i < SUMS; i++)
        put_sums(&w, a, v, i, in);
    jw_keyc(&w, "thresholds");
    jw_list(&w);
    put_thresholds(&w, a, v, "take_part", o.take_part, v->n_take_part);
    put_thresholds(&w, a, v, "decide", o.decide, v->n_decide);
    jw_list_end(&w);
    jw_keyc(&w, "result");
    jw_cstr(&w, vote_result_words[o.result]);
    put_says(&w, a, v, in, &o);
    jw_obj_end(&w);
    return buf_str(b);
}

enum rc answer_vote(struct checking *c, const struct jval *in)
{
    const struct vote *v    = practice_vote(c->r->p, c->v->f->of);
    struct vote_cast   cast = { .announced = NONE_I32, .held = NONE_I32, .roll_on = NONE_I32 };
    size_t             was  = c->failed;
    struct vote_in     got;

    BUG_ON(!v); /* the checker: a vote names its rule */
    if (in->kind != J_OBJ) {
        answer_wrong(c, &want_vote, STR_NONE);
        return RC_OK;
    }
    if (!read_object(c, "", &vote_in_shape, in, &got))
        return RC_OK;
    cast.announced = got.announced;
    cast.held      = got.held;
    read_roll(c, json_get(in, "roll"), &cast);
    for (int i = 0; i < SUMS; i++)
        read_sums(c, v, i, json_get(in, sum_names[i]), cast.at);
    for (size_t i = 0; i < v->n_measures && c->failed == was; i++)
        check_count(c, &v->measures[i], &cast.at[i]);
    check_days(c, v, &cast);
    if (c->failed == was)
        c->v->json = kept(c->r, v, &cast);
    return RC_OK;
}
