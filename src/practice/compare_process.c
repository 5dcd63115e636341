/* compare_process: what can be said of processes, steps, moves, fields and ends. */
#include "practice/compare_own.h"

#define TRAIT(fn, zh, en)                                                                          \
    {                                                                                              \
        SAY(#fn, zh, en), fn                                                                       \
    }
/* -- fields -- */

static struct str field_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct form_field *)x)->title);
}

static struct str field_hint(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct form_field *)x)->hint);
}

static struct str field_kind(const struct phrase *f, const void *x)
{
    (void)f;
    return str_of(form_kind_words[((const struct form_field *)x)->kind]);
}

static struct str field_of(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct form_field *)x)->of;
}

static struct str field_least(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct form_field *)x)->min, 0);
}

static struct str field_most(const struct phrase *f, const void *x)
{
    return trait_number(f, ((const struct form_field *)x)->max, 0);
}

static struct str choices_text(const struct phrase *f, const struct choice *at, size_t n)
{
    struct str *part = ARENA_ARRAY(f->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        part[i] = phrase_named(f, at[i].code, &at[i].title);
    return phrase_list(f, part, n);
}

static struct str field_choices(const struct phrase *f, const void *x)
{
    const struct form_field *d = x;

    return choices_text(f, d->choices, d->n_choices);
}

static struct str field_keep(const struct phrase *f, const void *x)
{
    static const struct say keep[] = {
        [KEEP_PUBLIC]    = SAY("keep_public", "公开", "public"),
        [KEEP_OFFICE]    = SAY("keep_office", "内部", "the offices'"),
        [KEEP_PERSONAL]  = SAY("keep_personal", "个人信息", "personal"),
        [KEEP_SENSITIVE] = SAY("keep_sensitive", "敏感个人信息", "sensitive"),
        [KEEP_MINOR]     = SAY("keep_minor", "未成年人信息", "a minor's"),
    };

    return phrase_of(f, &keep[((const struct form_field *)x)->keep], STR_NONE, STR_NONE, STR_NONE);
}

static struct str field_mask(const struct phrase *f, const void *x)
{
    static const struct say mask[] = {
        [MASK_ALL]     = SAY("mask_all", "全部遮盖", "wholly"),
        [MASK_NAME]    = SAY("mask_name", "按姓名", "as a name"),
        [MASK_PHONE]   = SAY("mask_phone", "按电话", "as a telephone number"),
        [MASK_PAPER]   = SAY("mask_paper", "按证件号", "as an identity number"),
        [MASK_ADDRESS] = SAY("mask_address", "按地址", "as an address"),
    };

    return phrase_of(f, &mask[((const struct form_field *)x)->mask], STR_NONE, STR_NONE, STR_NONE);
}

static struct str field_publish(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct form_field *)x)->publish);
}

static struct str field_when(const struct phrase *f, const void *x)
{
    return phrase_when(f, ((const struct form_field *)x)->when);
}

static const struct trait field_traits[] = {
    TRAIT(field_title, "名称", "title"),
    TRAIT(field_hint, "提示", "hint"),
    TRAIT(field_kind, "种类", "kind"),
    TRAIT(field_of, "范围", "of"),
    TRAIT(field_least, "下限", "least"),
    TRAIT(field_most, "上限", "most"),
    TRAIT(field_choices, "选项", "choices"),
    TRAIT(field_keep, "密级", "kept as"),
    TRAIT(field_mask, "遮盖", "masked"),
    TRAIT(field_publish, "可公开", "may be published"),
    TRAIT(field_when, "出现条件", "asked only if"),
};
static const struct sort fields_kind = {
    .word     = SAY("word_field", "字段{0}", "the field {0}"),
    .size     = sizeof(struct form_field),
    .title    = offsetof(struct form_field, title),
    .traits   = field_traits,
    .n_traits = ARRAY_LEN(field_traits),
};

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
    TRAIT(move_then, "之后", "and then"),
    TRAIT(move_sets, "设置", "sets"),
    TRAIT(move_tells, "告知", "tells"),
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

static const struct trait step_traits[] = {
    TRAIT(step_title, "名称", "title"),
    TRAIT(step_who, "由谁办理", "done by"),
    TRAIT(step_stage, "环节", "stage"),
    TRAIT(step_joint, "联办", "together"),
    TRAIT(step_suggest, "推荐承办单位", "suggests a unit"),
    TRAIT(step_automatic, "自动操作", "by itself"),
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
        part[i] = phrase_late(f, c->s, &c->k->late[i]);
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

/* -- ends -- */

static struct str end_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct end *)x)->title);
}

static struct str end_counts(const struct phrase *f, const void *x)
{
    return phrase_outcome(f, ((const struct end *)x)->counts);
}

static const struct trait end_traits[] = {
    TRAIT(end_title, "名称", "title"),
    TRAIT(end_counts, "计为", "counts as"),
};
static const struct sort ends_kind = {
    .word     = SAY("word_end", "结局{0}", "the end {0}"),
    .size     = sizeof(struct end),
    .title    = offsetof(struct end, title),
    .traits   = end_traits,
    .n_traits = ARRAY_LEN(end_traits),
};

/* -- a process -- */

static struct str process_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct process *)x)->title);
}

static struct str process_prefix(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct process *)x)->prefix;
}

static struct str process_source(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct process *)x)->source;
}

static struct str process_open(const struct phrase *f, const void *x)
{
    return phrase_who_list(f, &((const struct process *)x)->open);
}

static struct str process_channels(const struct phrase *f, const void *x)
{
    const struct process *pr             = x;
    struct str            part[CH_COUNT] = { 0 };

    for (int i = 0; i < CH_COUNT; i++)
        if (pr->channels >> i & 1)
            part[i] = phrase_channel(f, (enum channel)i);
    return phrase_list(f, part, CH_COUNT);
}

static struct str process_grades(const struct phrase *f, const void *x)
{
    const struct process *pr = x;

    return choices_text(f, pr->grades, pr->n_grades);
}

static struct str process_ladder(const struct phrase *f, const void *x)
{
    const struct process *pr = x;

    return trait_names(f, pr->ladder, pr->n_ladder, phrase_kind);
}

static struct str process_secret(const struct phrase *f, const void *x)
{
    return trait_yes(f, ((const struct process *)x)->confidential);
}

static struct str process_same(const struct phrase *f, const void *x)
{
    static const struct say same = SAY("same", "{0}天[，{1}米]", "{0} days[, {1} metres]");
    const struct process   *pr   = x;

    return pr->same_days ? phrase_of(f, &same, phrase_number(f, pr->same_days),
                                     trait_number(f, pr->same_m, 0), STR_NONE)
                         : STR_NONE;
}

static struct str process_need(const struct phrase *f, const void *x)
{
    return phrase_fields(f, &((const struct process *)x)->form, true);
}

static struct str process_may(const struct phrase *f, const void *x)
{
    return phrase_fields(f, &((const struct process *)x)->form, false);
}

static struct str process_first(const struct phrase *f, const void *x)
{
    const struct process *pr = x;

    return pr->n_steps ? phrase_target(f, 0) : STR_NONE;
}

static struct str process_asks(const struct phrase *f, const void *x)
{
    static const struct say within =
        SAY("asks_within", "{0}内：{1}[、{2}]", "within {0}: {1}[, {2}]");
    const struct evaluate *e = &((const struct process *)x)->evaluate;

    return e->on ? phrase_of(f, &within, phrase_span(f, e->within),
                             phrase_fields(f, &e->asks, true), phrase_fields(f, &e->asks, false))
                 : STR_NONE;
}

static struct str process_reopen(const struct phrase *f, const void *x)
{
    static const struct say again = SAY("reopen", "{0} → {1}，最多{2}", "{0} → {1}, at most {2}");
    const struct evaluate *e      = &((const struct process *)x)->evaluate;

    return e->reopen ? phrase_of(f, &again, phrase_answers(f, e->reopen),
                                 phrase_target(f, e->reopen_to), phrase_times(f, e->reopen_most))
                     : STR_NONE;
}

static struct str process_public(const struct phrase *f, const void *x)
{
    static const struct say begun =
                                SAY("public_begun", "从发起起：{0}", "from the opening on: {0}"),
                            ended = SAY("public_ended", "结束后：{0}", "from the end on: {0}");
    const struct publish *u       = &((const struct process *)x)->publish;

    return u->on
               ? phrase_of(f, u->at_once ? &begun : &ended,
                           trait_names(f, u->what, u->n_what, phrase_published), STR_NONE, STR_NONE)
               : STR_NONE;
}

static struct str process_progress(const struct phrase *f, const void *x)
{
    const struct publish *u = &((const struct process *)x)->publish;

    return trait_yes(f, u->on && u->progress);
}

static const struct trait process_traits[] = {
    TRAIT(process_title, "名称", "title"),
    TRAIT(process_prefix, "编号前缀", "prefix of numbers"),
    TRAIT(process_source, "依据", "source"),
    TRAIT(process_open, "谁可以发起", "may be opened by"),
    TRAIT(process_channels, "来源渠道", "comes in by"),
    TRAIT(process_grades, "等级", "grades"),
    TRAIT(process_ladder, "逐级", "levels"),
    TRAIT(process_secret, "保密", "confidential"),
    TRAIT(process_same, "查重", "the same matter within"),
    TRAIT(process_need, "发起时必须填", "must be given at the opening"),
    TRAIT(process_may, "发起时可以填", "may be given at the opening"),
    TRAIT(process_first, "第一步", "first step"),
    TRAIT(process_asks, "评价", "evaluation"),
    TRAIT(process_reopen, "重新办理", "opened again"),
    TRAIT(process_public, "公开", "published"),
    TRAIT(process_progress, "公开办理经过", "its way is published"),
};

/* The same steps in another order: what stands before counts as going back. */
static void compare_order(struct comparing *c, const struct process *b, const struct process *a)
{
    static const struct say order =
        SAY("step_order", "步骤的先后：{0} → {1}", "the order of steps: {0} → {1}");
    struct str *was = ARENA_ARRAY(c->arena, struct str, b->n_steps + 1);
    struct str *is  = ARENA_ARRAY(c->arena, struct str, a->n_steps + 1);
    bool        all = a->n_steps == b->n_steps, same = true;

    for (size_t i = 0; all && i < a->n_steps; i++) {
        int32_t had = process_step(b, a->steps[i].name);

        all    = had >= 0;
        same   = same && had == (int32_t)i;
        was[i] = phrase_target(&c->side[BEFORE], (int32_t)i);
        is[i]  = phrase_target(&c->side[AFTER], (int32_t)i);
    }
    if (all && !same)
        compare_line(c, '~', &order, phrase_list(&c->side[AFTER], was, b->n_steps),
                     phrase_list(&c->side[AFTER], is, a->n_steps), STR_NONE);
}

void compare_speak_of(struct comparing *c, const struct process *before,
                      const struct process *after)
{
    c->side[BEFORE].pr = c->bare[BEFORE].pr = before;
    c->side[AFTER].pr = c->bare[AFTER].pr = after;
}

static struct str process_head(struct comparing *c, const struct process *pr)
{
    static const struct say head = SAY("head_process", "流程“{0}”（{1}）", "Process \"{0}\" ({1})");

    return phrase_of(&c->side[AFTER], &head, phrase_title(&c->side[AFTER], &pr->title), pr->name,
                     STR_NONE);
}

static void compare_process(struct comparing *c, const struct process *b, const struct process *a)
{
    struct str had = compare_under(c, process_head(c, a));

    compare_speak_of(c, b, a);
    compare_traits(c, process_traits, ARRAY_LEN(process_traits), b, a);
    compare_things(c, &fields_kind, b->fields.at, b->fields.n, a->fields.at, a->fields.n);
    compare_things(c, &steps_kind, b->steps, b->n_steps, a->steps, a->n_steps);
    compare_order(c, b, a);
    compare_things(c, &ends_kind, b->ends, b->n_ends, a->ends, a->n_ends);
    compare_speak_of(c, NULL, NULL);
    compare_under(c, had);
}

void compare_processes(struct comparing *c)
{
    static const struct sort processes = {
        .word  = SAY("word_process", "流程{0}", "the process {0}"),
        .size  = sizeof(struct process),
        .title = offsetof(struct process, title),
    };
    static const struct say head = SAY("head_processes", "流程", "Processes");
    const struct practice  *b = c->side[BEFORE].p, *a = c->side[AFTER].p;
    struct str              had =
        compare_under(c, phrase_of(&c->side[AFTER], &head, STR_NONE, STR_NONE, STR_NONE));

    compare_things(c, &processes, b->processes, b->n_processes, a->processes, a->n_processes);
    compare_under(c, had);
    for (size_t i = 0; i < a->n_processes; i++) {
        const struct process *was = practice_process(b, a->processes[i].name);

        if (was)
            compare_process(c, was, &a->processes[i]);
    }
}
