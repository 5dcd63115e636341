/* compare_process: what can be said of processes, their fields and ends. */
#include "practice/compare_own.h"

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
        compare_line(c, DIFF_CHANGED, &order, phrase_list(&c->side[AFTER], was, b->n_steps),
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
    compare_steps(c, b, a);
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
