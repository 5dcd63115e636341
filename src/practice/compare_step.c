/* compare_step: what can be said of steps, their clocks and their moves. */
#include "practice/compare_own.h"

/* -- moves -- */

static struct str move_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct move *)x)->title);
}

static struct str move_to(const struct phrase *f, const void *x)
{
    static const struct say stay = SAY("to_stay", "留在原步骤", "it stays");
    const struct move      *m    = x;

    return m->to == TO_STAY ? phrase_of(f, &stay, STR_NONE, STR_NONE, STR_NONE)
                            : phrase_target(f, m->to);
}

static struct str move_who(const struct phrase *f, const void *x)
{
    return phrase_who_list(f, &((const struct move *)x)->who);
}

static struct str move_when(const struct phrase *f, const void *x)
{
    return phrase_when(f, ((const struct move *)x)->when);
}

static struct str move_need(const struct phrase *f, const void *x)
{
    return phrase_fields(f, &((const struct move *)x)->form, true);
}

static struct str move_may(const struct phrase *f, const void *x)
{
    return phrase_fields(f, &((const struct move *)x)->form, false);
}

static struct str move_most(const struct phrase *f, const void *x)
{
    const struct move *m = x;

    return m->most ? phrase_times(f, m->most) : STR_NONE;
}

static struct str move_scope(const struct phrase *f, const void *x)
{
    static const struct say scope[] = {
        [MOVE_CASE] = SAY("scope_case", "整个事项", "the case"),
        [MOVE_TASK] = SAY("scope_task", "本单位的任务", "one's own task"),
        [MOVE_NOTE] = SAY("scope_note", "只作记录", "a note"),
    };

    return phrase_of(f, &scope[((const struct move *)x)->scope], STR_NONE, STR_NONE, STR_NONE);
}

static struct str move_clock(const struct phrase *f, const void *x)
{
    static const struct say stands = SAY("clock_stands", "暂停（{0}）", "it stands still ({0})"),
                            goes   = SAY("clock_goes", "恢复（{0}）", "it goes on ({0})");
    const struct move *m           = x;

    if (m->pauses.p)
        return phrase_of(f, &stands, m->pauses, STR_NONE, STR_NONE);
    return m->resumes.p ? phrase_of(f, &goes, m->resumes, STR_NONE, STR_NONE) : STR_NONE;
}

static struct str move_level(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct move *)x)->level, 0);
}

static struct str move_merges(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct move *)x)->merges);
}

static struct str move_signs(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct move *)x)->signs);
}

static struct str move_main(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct move *)x)->main);
}

static struct str move_calls(const struct phrase *f, const void *x)
{
    const struct move *m = x;

    return m->calls.p ? phrase_process(f, m->calls) : STR_NONE;
}

static struct str settings(const struct phrase *f, const struct setter *at, size_t n)
{
    struct str *part = ARENA_ARRAY(f->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        part[i] = arena_fmt(f->arena, "%.*s = %.*s", STR_ARG(at[i].name),
                            STR_ARG(expr_text(at[i].value)));
    return phrase_list(f, part, n);
}

static struct str move_with(const struct phrase *f, const void *x)
{
    const struct move *m = x;

    return settings(f, m->with, m->n_with);
}

static struct str move_opens(const struct phrase *f, const void *x)
{
    const struct move *m    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, m->n_opens + 1);

    for (size_t i = 0; i < m->n_opens; i++) {
        const struct opens *o = &m->opens[i];

        part[i] = phrase_process(f, o->process);
        if (o->n_with)
            part[i] = arena_fmt(f->arena, "%.*s (%.*s)", STR_ARG(part[i]),
                                STR_ARG(settings(f, o->with, o->n_with)));
    }
    return phrase_list(f, part, m->n_opens);
}

static struct str move_then(const struct phrase *f, const void *x)
{
    const struct move *m    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, m->n_then + 1);

    for (size_t i = 0; i < m->n_then; i++)
        part[i] = arena_fmt(f->arena, "%.*s → %.*s", STR_ARG(phrase_result(f, m, i)),
                            STR_ARG(phrase_target(f, m->then[i].to)));
    return phrase_list(f, part, m->n_then);
}

static struct str move_sets(const struct phrase *f, const void *x)
{
    const struct move *m    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, m->n_sets + 1);

    for (size_t i = 0; i < m->n_sets; i++)
        part[i] = arena_fmt(f->arena, "%.*s = %.*s", STR_ARG(phrase_set_name(f, m->sets[i].name)),
                            STR_ARG(phrase_set_value(f, &m->sets[i])));
    return phrase_list(f, part, m->n_sets);
}

static struct str move_tells(const struct phrase *f, const void *x)
{
    const struct move *m    = x;
    struct str        *part = ARENA_ARRAY(f->arena, struct str, m->n_tells + 1);

    for (size_t i = 0; i < m->n_tells; i++) {
        part[i] = phrase_who_list(f, &m->tells[i].who);
        if (m->tells[i].text.p)
            part[i] =
                arena_fmt(f->arena, "%.*s (%.*s)", STR_ARG(part[i]), STR_ARG(m->tells[i].text));
    }
    return phrase_list(f, part, m->n_tells);
}

static struct str move_issues(const struct phrase *f, const void *x)
{
    return phrase_document(f, ((const struct move *)x)->issues);
}

static struct str move_annuls(const struct phrase *f, const void *x)
{
    return phrase_document(f, ((const struct move *)x)->annuls);
}

static const struct trait move_traits[] = {
    TRAIT(move_title, "名称", "title"),
    TRAIT(move_to, "去向", "leads to"),
    TRAIT(move_who, "由谁", "by"),
    TRAIT(move_when, "条件", "only if"),
    TRAIT(move_need, "必须填", "must be given"),
    TRAIT(move_may, "可以填", "may be given"),
    TRAIT(move_most, "最多", "at most"),
    TRAIT(move_scope, "作用于", "is about"),
    TRAIT(move_clock, "计时", "the clock"),
    TRAIT(move_level, "升降级", "levels up"),
    TRAIT(move_merges, "并案", "merges"),
    TRAIT(move_signs, "签到", "signs in"),
    TRAIT(move_main, "首选", "shown first"),
    TRAIT(move_calls, "发起流程", "opens a case of"),
    TRAIT(move_with, "给它", "gives it"),
    TRAIT(move_opens, "另开", "opens besides"),
    TRAIT(move_then, "之后", "and then"),
    TRAIT(move_sets, "设置", "sets"),
    TRAIT(move_tells, "告知", "tells"),
    TRAIT(move_issues, "出具文书", "issues"),
    TRAIT(move_annuls, "作废文书", "annuls"),
};

/* -- steps -- */

static struct str step_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct step *)x)->title);
}

static struct str step_who(const struct phrase *f, const void *x)
{
    return phrase_who_list(f, &((const struct step *)x)->who);
}

static struct str step_stage(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct step *)x)->stage;
}

static struct str step_joint(const struct phrase *f, const void *x)
{
    return phrase_joint(f, x);
}

static struct str step_suggest(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct step *)x)->suggest_unit);
}

static struct str step_automatic(const struct phrase *f, const void *x)
{
    const struct step *s = x;
    const struct move *m = s->automatic.p ? step_move(s, s->automatic) : NULL;

    return m ? phrase_named(f, m->name, &m->title) : STR_NONE;
}

static struct str step_show(const struct phrase *f, const void *x)
{
    static const struct say days =
        SAY("show_days", "“{0}”{1}天[，异议{2}天]", "\"{0}\" for {1} days[, objections for {2}]");
    const struct show *n = ((const struct step *)x)->show;

    return n ? phrase_of(f, &days, trait_text(f, &n->title), phrase_number(f, n->days),
                         trait_number(f, n->objections, 0))
             : STR_NONE;
}

static struct str step_show_words(const struct phrase *f, const void *x)
{
    const struct show *n = ((const struct step *)x)->show;

    return n ? trait_text(f, &n->words) : STR_NONE;
}

static struct str step_show_what(const struct phrase *f, const void *x)
{
    const struct show *n = ((const struct step *)x)->show;

    return n ? trait_names(f, n->what, n->n_what, phrase_published) : STR_NONE;
}

static struct str step_show_at(const struct phrase *f, const void *x)
{
    const struct show *n = ((const struct step *)x)->show;

    return n && n->at.p ? phrase_kind(f, n->at) : STR_NONE;
}

static const struct trait step_traits[] = {
    TRAIT(step_title, "名称", "title"),
    TRAIT(step_who, "由谁办理", "done by"),
    TRAIT(step_stage, "环节", "stage"),
    TRAIT(step_joint, "联办", "together"),
    TRAIT(step_suggest, "推荐承办单位", "suggests a unit"),
    TRAIT(step_automatic, "自动操作", "by itself"),
    TRAIT(step_show, "公示", "public notice"),
    TRAIT(step_show_words, "公示文字", "words of the notice"),
    TRAIT(step_show_what, "公示内容", "shown in the notice"),
    TRAIT(step_show_at, "公示范围", "the notice is for"),
};

/* -- clocks -- */

struct step_clock { /* one of a step's; the one without a name is called by none */
    struct str               name;
    struct text              title;
    const struct step       *s;
    const struct clock_rule *k;
};

static struct str clock_limit(const struct phrase *f, const void *x)
{
    return phrase_limit(f, ((const struct step_clock *)x)->k);
}

static struct str clock_late(const struct phrase *f, const void *x)
{
    const struct step_clock *c    = x;
    struct str              *part = ARENA_ARRAY(f->arena, struct str, c->k->n_late + 1);

    for (size_t i = 0; i < c->k->n_late; i++)
        part[i] = phrase_late(f, c->s, c->k, &c->k->late[i]);
    return phrase_list(f, part, c->k->n_late);
}

static struct str clock_remind(const struct phrase *f, const void *x)
{
    static const struct say half   = SAY("remind_half", "过半", "at half of it"),
                            before = SAY("remind_before", "到期前{0}", "{0} before");
    const struct clock_rule *k     = ((const struct step_clock *)x)->k;

    if (k->remind_half)
        return phrase_of(f, &half, STR_NONE, STR_NONE, STR_NONE);
    return k->remind.n ? phrase_of(f, &before, phrase_span(f, k->remind), STR_NONE, STR_NONE)
                       : STR_NONE;
}

static struct str clock_pause(const struct phrase *f, const void *x)
{
    static const struct say  most   = SAY("pause_most", "{0}，最长{1}", "{0}, at most {1}");
    const struct clock_rule *k      = ((const struct step_clock *)x)->k;
    struct str               reason = trait_names(f, k->pauses, k->n_pauses, NULL);

    return reason.p && k->pause_most.n
               ? phrase_of(f, &most, reason, phrase_span(f, k->pause_most), STR_NONE)
               : reason;
}

static struct str clock_extend(const struct phrase *f, const void *x)
{
    static const struct say by =
        SAY("extend_by", "{0}，{1}[，每次最多{2}]", "{0}, {1}[, by at most {2}]");
    const struct clock_rule *k = ((const struct step_clock *)x)->k;

    if (!k->extend_most)
        return STR_NONE;
    return phrase_of(f, &by, phrase_who_list(f, &k->extend_who), phrase_times(f, k->extend_most),
                     k->extend_by.n ? phrase_span(f, k->extend_by) : STR_NONE);
}

static struct str clock_stop(const struct phrase *f, const void *x)
{
    const struct step_clock *c = x;
    const struct move       *m = c->k->stop_at.p ? step_move(c->s, c->k->stop_at) : NULL;

    return m ? phrase_named(f, m->name, &m->title) : STR_NONE;
}

static struct str clock_runs_on(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct step_clock *)x)->k->runs_on);
}

static struct str clock_calendar(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct step_clock *)x)->k->calendar;
}

static const struct trait clock_traits[] = {
    TRAIT(clock_limit, "时限", "limit"),
    TRAIT(clock_late, "超期", "late"),
    TRAIT(clock_remind, "提醒", "reminder"),
    TRAIT(clock_pause, "可暂停", "may stand still for"),
    TRAIT(clock_extend, "可延期", "may be extended by"),
    TRAIT(clock_stop, "停表操作", "stopped by"),
    TRAIT(clock_runs_on, "接着计时", "runs on"),
    TRAIT(clock_calendar, "日历", "calendar"),
};

static const struct step_clock *clocks_of(struct comparing *c, const struct step *s)
{
    struct step_clock *at = ARENA_ARRAY(c->arena, struct step_clock, s->n_clocks + 1);

    for (size_t i = 0; i < s->n_clocks; i++) {
        const struct clock_rule *k = &s->clocks[i];

        at[i] = (struct step_clock){ k->name.p ? k->name : S(""), k->title, s, k };
    }
    return at;
}

static void compare_clocks(struct comparing *c, const struct step *b, const struct step *a)
{
    const struct sort clocks = {
        .word     = SAY("word_clock", "“{1}”的计时{0}", "the clock[ {0}] of \"{1}\""),
        .owner    = phrase_title(&c->side[AFTER], &a->title),
        .size     = sizeof(struct step_clock),
        .title    = offsetof(struct step_clock, title),
        .traits   = clock_traits,
        .n_traits = ARRAY_LEN(clock_traits),
    };

    compare_things(c, &clocks, clocks_of(c, b), b->n_clocks, clocks_of(c, a), a->n_clocks);
}

bool compare_same_clocks(const struct comparing *c, const struct step *before,
                         const struct step *after)
{
    struct comparing try = *c;

    compare_silently(&try);
    compare_clocks(&try, before, after);
    return try.n == 0;
}

static void step_inside(struct comparing *c, const void *before, const void *after)
{
    const struct step *b = before, *a = after;
    const struct sort  moves = {
         .word     = SAY("word_move", "“{1}”的操作{0}", "the move {0} of \"{1}\""),
         .owner    = phrase_title(&c->side[AFTER], &a->title),
         .size     = sizeof(struct move),
         .title    = offsetof(struct move, title),
         .traits   = move_traits,
         .n_traits = ARRAY_LEN(move_traits),
    };

    compare_clocks(c, b, a);
    compare_things(c, &moves, b->moves, b->n_moves, a->moves, a->n_moves);
}

static const struct sort steps_kind = {
    .word     = SAY("word_step", "步骤{0}", "the step {0}"),
    .size     = sizeof(struct step),
    .title    = offsetof(struct step, title),
    .traits   = step_traits,
    .n_traits = ARRAY_LEN(step_traits),
    .inside   = step_inside,
};

void compare_steps(struct comparing *c, const struct process *before, const struct process *after)
{
    compare_things(c, &steps_kind, before->steps, before->n_steps, after->steps, after->n_steps);
}
