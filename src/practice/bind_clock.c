/* bind_clock: time limits, and what happens when they are not kept. */
#include "practice/bind.h"

static const struct say say_by = SAY("pack_by", "应是 class 或 form.日期字段，不是“{0}”",
                                     "class or form.DATE was expected, not '{0}'");
static const struct say say_late =
    SAY("pack_late", "应是 yellow、red、{tell: 谁}、{up: 谁}、{move: 操作}，或“时限: 其中之一”",
        "yellow, red, {tell: WHO}, {up: WHO}, {move: NAME}, or 'LIMIT: one of these' was expected");
static const struct say say_late_who =
    SAY("pack_late_who", "要写明是谁：{ {0}: 岗位 @ 何处 }", "say who: { {0}: POST @ WHERE }");
static const struct say say_no_limit =
    SAY("pack_no_limit", "时限没有写 limit", "this clock has no `limit`");
static const struct say say_no_late =
    SAY("pack_no_late", "late 不能空着：超期之后总要有所动作",
        "`late` cannot be empty: something must answer being late");

/* "4 workhours", or by grade: {urgent: 30 minutes, any: 4 workhours}; any comes last. */
static void bind_limit(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule  *c  = obj;
    struct graded_span *at = ARENA_ARRAY(b->arena, struct graded_span, n->n + 1);
    size_t              i  = 0;

    if (n->kind == Y_SCALAR) {
        i = bind_span(b, n, &at[0].span);
    } else if (bind_is_map(b, n) && bind_few(b, n, FEW)) {
        const struct ynode *any = ynode_get(n, "any");

        for (const struct ynode *m = n->first; m; m = m->next) {
            at[i].grade = m->key;
            if (m != any && bind_span(b, m, &at[i].span))
                i++;
        }
        at[i].grade = STR_NONE;
        if (any && bind_span(b, any, &at[i].span))
            i++;
    }
    c->spans   = at;
    c->n_spans = i;
}

static void bind_by(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule *c = obj;

    if (!bind_is_scalar(b, n))
        return;
    if (str_is(n->text, "class")) {
        c->by = LIMIT_CLASS;
    } else if (str_starts(n->text, S("form."))) {
        c->by    = LIMIT_FIELD;
        c->field = str_skip(n->text, 5);
    } else {
        bind_wrong(b, n->mark, &say_by, n->text, STR_NONE);
    }
}

static void bind_remind(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule *c = obj;

    if (n->kind == Y_SCALAR && str_is(n->text, "half"))
        c->remind_half = true;
    else
        (void)bind_span(b, n, &c->remind);
}

/* -- late -- */

static void late_word(struct bind *b, const struct ynode *n, struct late *l)
{
    if (str_is(n->text, "yellow"))
        l->act = LATE_YELLOW;
    else if (str_is(n->text, "red"))
        l->act = LATE_RED;
    else if (str_is(n->text, "up") || str_is(n->text, "tell"))
        bind_wrong(b, n->mark, &say_late_who, n->text, STR_NONE);
    else
        bind_wrong(b, n->mark, &say_late, STR_NONE, STR_NONE);
}

static bool late_with(struct bind *b, const struct ynode *n, struct late *l)
{
    if (str_is(n->key, "tell") || str_is(n->key, "up")) {
        l->act = str_is(n->key, "up") ? LATE_UP : LATE_TELL;
        bind_who(b, n, &l->tell);
        return true;
    }
    if (str_is(n->key, "move")) {
        l->act = LATE_MOVE;
        (void)bind_name(b, n, &l->move);
        return true;
    }
    return false;
}

/* What is done: a word, or {tell: WHO} and its like. */
static void late_act(struct bind *b, const struct ynode *n, struct late *l)
{
    if (n->kind == Y_SCALAR)
        late_word(b, n, l);
    else if (n->kind != Y_MAP || n->n != 1 || !late_with(b, n->first, l))
        bind_wrong(b, n->mark, &say_late, STR_NONE, STR_NONE);
}

static void bind_late(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule *c  = obj;
    struct late       *at = ARENA_ARRAY(b->arena, struct late, bind_count(n) + 1);
    size_t             i  = 0;

    if (!bind_few(b, n, FEW))
        return;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m), i++) {
        at[i].mark = m->mark;
        if (m->kind != Y_MAP || m->n != 1 || late_with(b, m->first, &at[i])) {
            if (m->kind != Y_MAP || m->n != 1)
                late_act(b, m, &at[i]);
            continue;
        }
        /* "1 workday: red" */
        if (span_parse(m->first->key, &at[i].after) != RC_OK)
            bind_wrong(b, m->first->key_mark, &say_late, STR_NONE, STR_NONE);
        else
            late_act(b, m->first, &at[i]);
    }
    if (i == 0)
        bind_wrong(b, n->mark, &say_no_late, STR_NONE, STR_NONE);
    c->late   = at;
    c->n_late = i;
}

/* -- pause, extend -- */

static const struct say say_every =
    SAY("pack_every", "every 要与 stop_at 一起写，不与 limit、by、extend 一起写",
        "`every` goes with `stop_at`, and not with `limit`, `by` or `extend`");
static const struct say say_every_late =
    SAY("pack_every_late", "每期的事过期即算漏掉，late 里不能写过多久",
        "what is owed every so often is missed when it is due: `late` has no delays here");

#define T struct clock_rule
static const struct bkey pause_keys[] = {
    K(T, "for", B_NAMES, pauses, .at_n = offsetof(T, n_pauses), .need = true),
    K(T, "most", B_SPAN, pause_most),
};

static void bind_pause(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule *c = obj;

    if (n->kind == Y_MAP)
        bind_map(b, n, pause_keys, ARRAY_LEN(pause_keys), c);
    else
        bind_names(b, n, &c->pauses, &c->n_pauses);
}

static void bind_extend_who(struct bind *b, const struct ynode *n, void *obj)
{
    bind_who(b, n, &((struct clock_rule *)obj)->extend_who);
}

static const struct bkey extend_keys[] = {
    K_FN("who", bind_extend_who, .need = true),
    K(T, "most", B_I32, extend_most, .min = 1, .max = 99),
    K(T, "by", B_SPAN, extend_by),
};

static void bind_extend(struct bind *b, const struct ynode *n, void *obj)
{
    struct clock_rule *c = obj;

    c->extend_most = 1;
    bind_map(b, n, extend_keys, ARRAY_LEN(extend_keys), c);
}

static const struct bkey clock_keys[] = {
    K(T, "title", B_TEXT, title),     K(T, "every", B_SPAN, every),
    K_FN("limit", bind_limit),        K_FN("by", bind_by),
    K_FN("remind", bind_remind),      K_FN("late", bind_late),
    K_FN("pause", bind_pause),        K_FN("extend", bind_extend),
    K(T, "stop_at", B_NAME, stop_at), K(T, "calendar", B_NAME, calendar),
    K(T, "runs_on", B_BOOL, runs_on),
};
#undef T

static void bind_rule(struct bind *b, const struct ynode *n, struct clock_rule *c)
{
    static const struct late yellow = { .act = LATE_YELLOW };

    *c = (struct clock_rule){ .mark = n->mark, .late = &yellow, .n_late = 1 };
    if (n->kind == Y_SCALAR)
        bind_limit(b, n, c);
    else
        bind_map(b, n, clock_keys, ARRAY_LEN(clock_keys), c);
    if (n->kind == Y_MAP && c->by != LIMIT_FIELD && !ynode_get(n, "limit") && !c->every.n)
        bind_wrong(b, n->mark, &say_no_limit, STR_NONE, STR_NONE);
    if (c->every.n && (c->by != LIMIT_FIXED || c->n_spans || c->extend_most || !c->stop_at.p))
        bind_wrong(b, n->mark, &say_every, STR_NONE, STR_NONE);
    for (size_t i = 0; c->every.n && i < c->n_late; i++)
        if (c->late[i].after.n)
            bind_wrong(b, c->late[i].mark, &say_every_late, STR_NONE, STR_NONE);
}

static void bind_named(struct bind *b, const struct ynode *n, struct step *step,
                       struct clock_rule *at)
{
    if (!bind_is_map(b, n) || !bind_few(b, n, FEW))
        return;
    for (const struct ynode *k = n->first; k; k = k->next) {
        struct clock_rule *c = &at[step->n_clocks];

        if (!bind_key_name(b, k))
            continue;
        bind_rule(b, k, c);
        c->name = k->key;
        bind_title_default(b, k->key_mark, "clock", k->key, &c->title);
        step->n_clocks++;
    }
}

void bind_clocks(struct bind *b, const struct ynode *n, struct step *step)
{
    const struct ynode *one = ynode_get(n, "clock"), *named = ynode_get(n, "clocks");
    struct clock_rule  *at;

    if (!one && !named)
        return;
    at = ARENA_ARRAY(b->arena, struct clock_rule, (named ? named->n : 0) + 2);
    if (one)
        bind_rule(b, one, &at[step->n_clocks++]);
    if (named)
        bind_named(b, named, step, at);
    step->clocks = at;
}
