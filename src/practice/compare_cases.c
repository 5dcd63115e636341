/*
 * compare_cases: what the differences mean for cases that were opened before.
 *
 * As the rooms of cases, work and people have it: a case is carried by the
 * version with which it began, and so is what it calls; who holds a post and
 * what that allows, the days of calendars and the figures are always those
 * of the version in force.
 */
#include "practice/compare_own.h"

static void mean(struct comparing *c, const struct say *say, struct str a0, struct str a1,
                 struct str a2)
{
    compare_line(c, DIFF_MEANS, say, a0, a1, a2);
}

static struct str shown(struct comparing *c, struct str name, const struct text *title)
{
    struct str text = text_in(title, c->lang);

    return text.n ? text : name;
}

/* -- processes and steps -- */

static void mean_steps(struct comparing *c, const struct process *b, const struct process *a)
{
    static const struct say gone =
                                SAY("mean_step_gone",
                                    "流程“{0}”：停在“{1}”的事项仍在那里，按旧版从“{1}”接着办；"
                                    "新版没有这一步",
                                    "process \"{0}\": cases at \"{1}\" stay there and go on from "
                                    "\"{1}\" under the old version; the new one has no such "
                                    "step"),
                            clock = SAY("mean_clock",
                                        "流程“{0}”：已经发起的事项在“{1}”的时限和超期处理照旧",
                                        "process \"{0}\": for cases opened before, limits and what "
                                        "answers being late at \"{1}\" stay as they were");
    struct str title              = shown(c, a->name, &a->title);

    compare_speak_of(c, b, a);
    for (size_t i = 0; i < b->n_steps; i++) {
        const struct step *s  = &b->steps[i];
        int32_t            is = process_step(a, s->name);
        struct str         at = shown(c, s->name, &s->title);

        if (is < 0)
            mean(c, &gone, title, at, STR_NONE);
        else if (!compare_same_clocks(c, s, &a->steps[is]))
            mean(c, &clock, title, at, STR_NONE);
    }
    compare_speak_of(c, NULL, NULL);
}

static void mean_processes(struct comparing *c)
{
    static const struct say gone =
        SAY("mean_process_gone", "流程“{0}”：启用后不能再发起；已经发起的按旧版办到结束",
            "process \"{0}\": none can be opened any more; those that "
            "were go on under the old version until they end");
    const struct practice *b = c->side[BEFORE].p, *a = c->side[AFTER].p;

    for (size_t i = 0; i < b->n_processes; i++) {
        const struct process *was = &b->processes[i], *is = practice_process(a, was->name);

        if (is)
            mean_steps(c, was, is);
        else
            mean(c, &gone, shown(c, was->name, &was->title), STR_NONE, STR_NONE);
    }
}

/* -- posts -- */

static bool is_gone(struct comparing *c, const struct who *w)
{
    return w->kind == WHO_POST && w->post.p && !practice_post(c->side[AFTER].p, w->post);
}

static bool names(const struct who_list *l, struct str post)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].kind == WHO_POST && l->at[i].post.p && str_eq(l->at[i].post, post))
            return true;
    return false;
}

static bool nobody_left(struct comparing *c, const struct who_list *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (!is_gone(c, &l->at[i]))
            return false;
    return l->n > 0;
}

static void mean_actors(struct comparing *c, const struct process *pr, const struct step *s,
                        const struct post *post)
{
    static const struct say nobody =
                                SAY("mean_nobody",
                                    "流程“{0}”：停在或将到“{1}”的已发起事项，启用后没有人能办："
                                    "旧版由“{2}”办理，任命还在，但不再有效；先留着这个岗位",
                                    "process \"{0}\": nobody can act any more at \"{1}\" in "
                                    "cases opened before: the old version has \"{2}\" do it, "
                                    "and who holds that post holds it in vain; keep the post "
                                    "until they have ended"),
                            others = SAY(
                                "mean_others",
                                "流程“{0}”：已发起的事项到“{1}”时，“{2}”不再能办，只由其余的人办",
                                "process \"{0}\": in cases opened before \"{2}\" can no "
                                "longer act at \"{1}\"; the others can"),
                            move =
                                SAY("mean_move",
                                    "流程“{0}”：已发起的事项启用后没有人能做“{1}”，旧版由“{2}”做",
                                    "process \"{0}\": nobody can make the move \"{1}\" any more "
                                    "in cases opened before: the old version has \"{2}\" "
                                    "make it");
    struct str process = shown(c, pr->name, &pr->title), title = shown(c, post->name, &post->title);

    if (names(&s->who, post->name))
        mean(c, nobody_left(c, &s->who) ? &nobody : &others, process, shown(c, s->name, &s->title),
             title);
    for (size_t i = 0; i < s->n_moves; i++) {
        const struct move *m = &s->moves[i];

        if (names(&m->who, post->name) && nobody_left(c, &m->who))
            mean(c, &move, process, shown(c, m->name, &m->title), title);
    }
}

static void mean_post_gone(struct comparing *c, const struct post *post)
{
    const struct practice *b = c->side[BEFORE].p;

    for (size_t i = 0; i < b->n_processes; i++)
        for (size_t k = 0; k < b->processes[i].n_steps; k++)
            mean_actors(c, &b->processes[i], &b->processes[i].steps[k], post);
}

static bool same_words(const struct str *a, size_t n_a, const struct str *b, size_t n_b)
{
    if (n_a != n_b)
        return false;
    for (size_t i = 0; i < n_a; i++)
        if (!str_eq(a[i], b[i]))
            return false;
    return true;
}

static void mean_posts(struct comparing *c)
{
    static const struct say can = SAY(
                                "mean_can", "岗位“{0}”的权限一启用就是新的，办已经发起的事项也一样",
                                "post \"{0}\": what it may do is as the new version says from "
                                "the moment it is in force, in cases opened before too"),
                            at =
                                SAY("mean_at",
                                    "岗位“{0}”：已有的任命继续有效；新的任命按新版规定的地方",
                                    "post \"{0}\": who holds it goes on holding it; from now on it "
                                    "is given where the new version says");
    const struct practice *b = c->side[BEFORE].p;

    for (size_t i = 0; i < b->n_posts; i++) {
        const struct post *was = &b->posts[i], *is = practice_post(c->side[AFTER].p, was->name);

        if (!is) {
            mean_post_gone(c, was);
            continue;
        }
        if (!same_words(was->can, was->n_can, is->can, is->n_can))
            mean(c, &can, shown(c, is->name, &is->title), STR_NONE, STR_NONE);
        if (!same_words(was->at, was->n_at, is->at, is->n_at))
            mean(c, &at, shown(c, is->name, &is->title), STR_NONE, STR_NONE);
    }
}

/* -- days and figures -- */

static bool days_differ(const struct comparing *c)
{
    const struct practice *b   = c->side[BEFORE].p;
    struct comparing       try = *c;

    compare_silently(&try);
    for (size_t i = 0; i < b->n_calendars; i++) {
        const struct calendar *is = practice_calendar(c->side[AFTER].p, b->calendars[i].name);

        if (is)
            compare_days(&try, &b->calendars[i], is);
    }
    return try.n > 0;
}

static void mean_calendars(struct comparing *c)
{
    static const struct say days = SAY(
                                "mean_days",
                                "日历：已经定下的时限不变；跨到未公布年份的暂定时限一启用就重算；"
                                "以后再定、暂停后恢复和延期的时限按新日历，已经发起的事项也一样",
                                "calendars: limits that are set stay; provisional ones, which "
                                "reach into a year that was not announced, are computed again "
                                "at once; limits set, resumed or extended from now on follow "
                                "the new calendar, in cases opened before too"),
                            gone =
                                SAY("mean_calendar_gone",
                                    "日历“{0}”没有了：已经发起的事项仍按旧版里的它计时",
                                    "the calendar \"{0}\" is gone: cases opened before go on by it "
                                    "as the old version has it");
    const struct practice *b = c->side[BEFORE].p;

    if (days_differ(c))
        mean(c, &days, STR_NONE, STR_NONE, STR_NONE);
    for (size_t i = 0; i < b->n_calendars; i++)
        if (!compare_find(c->side[AFTER].p->calendars, c->side[AFTER].p->n_calendars,
                          sizeof(struct calendar), b->calendars[i].name))
            mean(c, &gone, b->calendars[i].name, STR_NONE, STR_NONE);
}

static void mean_indicators(struct comparing *c)
{
    static const struct say new_ =
        SAY("mean_indicator", "指标“{0}”：一启用就按新算法，以前的事项也按它算",
            "indicator \"{0}\": computed the new way at once, for days "
            "that are over too");
    const struct practice *a = c->side[AFTER].p;

    for (size_t i = 0; i < a->n_indicators; i++) {
        const struct indicator *is  = &a->indicators[i];
        const struct indicator *was = compare_find(
            c->side[BEFORE].p->indicators, c->side[BEFORE].p->n_indicators, sizeof(*is), is->name);

        if (was && is->value && was->value &&
            (!str_eq(expr_text(is->value), expr_text(was->value)) ||
             is->process.n != was->process.n ||
             (is->process.n && !str_eq(is->process, was->process))))
            mean(c, &new_, shown(c, is->name, &is->title), STR_NONE, STR_NONE);
    }
}

void compare_cases(struct comparing *c)
{
    static const struct say
        head = SAY("head_cases", "对已经发起的事项意味着什么",
                   "What it means for cases opened before"),
        rule = SAY("mean_rule",
                   "每个事项按发起时的版本办到底：步骤、操作、时限、表单、类别、派遣规则、"
                   "消息、公开、评价和重新办理，以及它再发起的流程，都照旧；"
                   "新版只管启用以后发起的事项",
                   "each ends under the version with which it began: its steps, "
                   "moves, limits, form, classes, rules of dispatch, messages, "
                   "publication, evaluation and reopening, and what it calls; "
                   "the new version is for cases opened after it is in force");
    struct str had =
        compare_under(c, phrase_of(&c->side[AFTER], &head, STR_NONE, STR_NONE, STR_NONE));

    mean(c, &rule, STR_NONE, STR_NONE, STR_NONE);
    mean_processes(c);
    mean_posts(c);
    mean_calendars(c);
    mean_indicators(c);
    compare_under(c, had);
}
