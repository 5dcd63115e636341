/* show_text: a process as sentences. */
#include "practice/show_text.h"
#include "practice/phrase.h"
#include "practice/vote.h"

enum { TEXT_ARENA = 1 << 29 }; /* one step takes a small part of it */

struct telling {
    struct phrase f;
    struct buf   *out;
};

static void line(struct telling *t, const char *indent, const struct say *say, struct str a0,
                 struct str a1)
{
    buf_addc(t->out, indent);
    buf_add(t->out, phrase_of(&t->f, say, a0, a1, STR_NONE));
    buf_add1(t->out, '\n');
}

/* Only when there is something to say. */
static void line_of(struct telling *t, const char *indent, const struct say *say, struct str a0)
{
    if (a0.n)
        line(t, indent, say, a0, STR_NONE);
}

/* A sentence after others on the same line. */
static void add(struct telling *t, const struct say *say, struct str a0, struct str a1)
{
    if (t->f.lang == LANG_EN)
        buf_add1(t->out, ' ');
    buf_add(t->out, phrase_of(&t->f, say, a0, a1, STR_NONE));
}

static void add_of(struct telling *t, const struct say *say, struct str a0)
{
    if (a0.n)
        add(t, say, a0, STR_NONE);
}

/* -- the head -- */

static struct str channels(const struct telling *t)
{
    struct str part[CH_COUNT] = { 0 };

    for (int c = 0; c < CH_COUNT; c++)
        if (t->f.pr->channels >> c & 1)
            part[c] = phrase_channel(&t->f, (enum channel)c);
    return phrase_list(&t->f, part, CH_COUNT);
}

static struct str grades(const struct telling *t)
{
    const struct process *pr   = t->f.pr;
    struct str           *part = ARENA_ARRAY(t->f.arena, struct str, pr->n_grades + 1);

    for (size_t i = 0; i < pr->n_grades; i++)
        part[i] = phrase_title(&t->f, &pr->grades[i].title);
    return phrase_list(&t->f, part, pr->n_grades);
}

static struct str ladder(const struct telling *t)
{
    const struct process *pr   = t->f.pr;
    struct str           *part = ARENA_ARRAY(t->f.arena, struct str, pr->n_ladder + 1);

    for (size_t i = 0; i < pr->n_ladder; i++)
        part[i] = phrase_kind(&t->f, pr->ladder[i]);
    return phrase_list(&t->f, part, pr->n_ladder);
}

static void tell_head(struct telling *t)
{
    static const struct say title  = SAY("show_title", "{0}（{1}）", "{0} ({1})"),
                            source = SAY("show_source", "依据：{0}", "Source: {0}"),
                            open = SAY("show_open", "谁可以发起：{0}", "Who may open one: {0}"),
                            by = SAY("show_channels", "来源渠道：{0}", "How it may come in: {0}"),
                            grade  = SAY("show_grades", "等级：{0}", "Grades: {0}"),
                            levels = SAY("show_ladder", "逐级：{0}", "From level to level: {0}"),
                            same_d = SAY(
                                "show_same", "查重：{0}天之内[，{1}米之内]",
                                "The same matter is sought {0} days back[ and {1} metres around]"),
                            secret = SAY("show_confidential", "保密：只有参与办理的人看得到",
                                         "Confidential: only those who have a part in it see it"),
                            need = SAY("show_need", "发起时必须填：{0}",
                                       "Must be given when it is opened: {0}"),
                            may  = SAY("show_may", "发起时可以填：{0}",
                                       "May be given when it is opened: {0}");
    const struct process *pr     = t->f.pr;

    line(t, "", &title, phrase_title(&t->f, &pr->title), pr->name);
    line_of(t, "", &source, pr->source);
    line_of(t, "", &open, phrase_who_list(&t->f, &pr->open));
    if (pr->channels != (UINT32_C(1) << CH_COUNT) - 1)
        line_of(t, "", &by, channels(t));
    if (pr->n_grades > 1)
        line_of(t, "", &grade, grades(t));
    line_of(t, "", &levels, ladder(t));
    if (pr->same_days)
        line(t, "", &same_d, phrase_number(&t->f, pr->same_days),
             pr->same_m ? phrase_number(&t->f, pr->same_m) : STR_NONE);
    if (pr->confidential)
        line(t, "", &secret, STR_NONE, STR_NONE);
    line_of(t, "", &need, phrase_fields(&t->f, &pr->form, true));
    line_of(t, "", &may, phrase_fields(&t->f, &pr->form, false));
}

/* -- clocks -- */

static struct str lates(struct telling *t, const struct step *s, const struct clock_rule *k)
{
    struct str *part = ARENA_ARRAY(t->f.arena, struct str, k->n_late + 1);

    for (size_t i = 0; i < k->n_late; i++)
        part[i] = phrase_late(&t->f, s, k, &k->late[i]);
    return phrase_join(&t->f, part, k->n_late, t->f.lang == LANG_ZH ? S("；") : S("; "));
}

static void tell_pause(struct telling *t, const struct clock_rule *k)
{
    static const struct say pause  = SAY("show_pause", "      可以暂停计时[，最长{0}]。",
                                         "      It may stand still[ for at most {0}]."),
                            extend = SAY("show_extend", "      {0}可以延期，最多{1}",
                                         "      More time may be granted by: {0}; at most {1}"),
                            by = SAY("show_extend_by", "，每次最多{0}。", ", by at most {0}.");
    static const struct say stop = SAY("show_full_stop", "。", ".");

    if (k->n_pauses)
        line(t, "", &pause, k->pause_most.n ? phrase_span(&t->f, k->pause_most) : STR_NONE,
             STR_NONE);
    if (!k->extend_most)
        return;
    buf_add(t->out, phrase_of(&t->f, &extend, phrase_who_list(&t->f, &k->extend_who),
                              phrase_times(&t->f, k->extend_most), STR_NONE));
    line(t, "", k->extend_by.n ? &by : &stop,
         k->extend_by.n ? phrase_span(&t->f, k->extend_by) : STR_NONE, STR_NONE);
}

static void tell_clock(struct telling *t, const struct step *s, const struct clock_rule *k)
{
    static const struct say limit = SAY("show_limit", "      时限：{0}。", "      Limit: {0}."),
                            again = SAY("show_again", "      定期：{0}。",
                                        "      Again and again: {0}."),
                            missed = SAY("show_missed", "      漏做：{0}。", "      Missed: {0}."),
                            half = SAY("show_half", "时限过半提醒。", "A reminder at half of it."),
                            remind =
                                SAY("show_remind", "到期前{0}提醒。", "A reminder {0} before."),
                            late = SAY("show_late", "      超期：{0}。", "      Late: {0}."),
                            stop_at =
                                SAY("show_stop_at", "“{0}”后即停止计时。", "\"{0}\" stops it."),
                            owed = SAY("show_owed", "要做的是“{0}”。", "What is owed is \"{0}\"."),
                            runs_on = SAY("show_runs_on", "再次到这一步时接着计时。",
                                          "It runs on when the step is entered again.");
    const struct move *stop         = k->stop_at.p ? step_move(s, k->stop_at) : NULL;

    buf_add(t->out, phrase_of(&t->f, k->every.n ? &again : &limit, phrase_limit(&t->f, k), STR_NONE,
                              STR_NONE));
    if (k->remind_half)
        add(t, &half, STR_NONE, STR_NONE);
    else if (k->remind.n)
        add(t, &remind, phrase_span(&t->f, k->remind), STR_NONE);
    if (stop)
        add(t, k->every.n ? &owed : &stop_at, phrase_title(&t->f, &stop->title), STR_NONE);
    if (k->runs_on)
        add(t, &runs_on, STR_NONE, STR_NONE);
    buf_add1(t->out, '\n');
    line_of(t, "", k->every.n ? &missed : &late, lates(t, s, k));
    tell_pause(t, k);
}

/* -- moves -- */

static void tell_called(struct telling *t, const struct move *m)
{
    static const struct say call  = SAY("show_call", "发起“{0}”并等它办完。",
                                        "A case of \"{0}\" is opened and waited for."),
                            then  = SAY("show_then", "        它{0}时 → {1}。",
                                        "        When {0} → {1}."),
                            opens = SAY("show_opens", "另开一件“{0}”，不等它。",
                                        "A case of \"{0}\" is opened; nobody waits for it."),
                            here  = SAY("show_then_here", "        它{0}时留在原步骤。",
                                        "        When {0} it stays here.");

    for (size_t i = 0; i < m->n_opens; i++)
        add(t, &opens, phrase_process(&t->f, m->opens[i].process), STR_NONE);
    if (!m->calls.p)
        return;
    add(t, &call, phrase_process(&t->f, m->calls), STR_NONE);
    for (size_t i = 0; i < m->n_then; i++) {
        buf_add1(t->out, '\n');
        buf_add(t->out, phrase_of(&t->f, m->then[i].to == TO_STAY ? &here : &then,
                                  phrase_result(&t->f, m, i), phrase_target(&t->f, m->then[i].to),
                                  STR_NONE));
    }
}

static void tell_effects(struct telling *t, const struct move *m)
{
    static const struct say up   = SAY("show_up", "升一级。", "One level up."),
                            down = SAY("show_down", "降一级。", "One level down."),
                            merges =
                                SAY("show_merges", "并入主事项。", "It goes into the main case."),
                            signs = SAY("show_signs", "要有到场的时间和位置。",
                                        "Time and place of being there are checked."),
                            pauses = SAY("show_pauses", "计时暂停。", "The clock stands still."),
                            resumes = SAY("show_resumes", "计时恢复。", "The clock goes on."),
                            issues  = SAY("show_issues", "出具《{0}》。", "Issues \"{0}\"."),
                            annuls  = SAY("show_annuls", "《{0}》作废。", "Annuls \"{0}\"."),
                            task    = SAY("show_task", "只结束本单位的任务。",
                                          "Only one's own task ends."),
                            set     = SAY("show_set", "{0}设为{1}。", "{0} is set to {1}.");

    add_of(t, &issues, phrase_document(&t->f, m->issues));
    add_of(t, &annuls, phrase_document(&t->f, m->annuls));
    if (m->level)
        add(t, m->level > 0 ? &up : &down, STR_NONE, STR_NONE);
    if (m->merges)
        add(t, &merges, STR_NONE, STR_NONE);
    if (m->signs)
        add(t, &signs, STR_NONE, STR_NONE);
    else if (m->scope == MOVE_TASK)
        add(t, &task, STR_NONE, STR_NONE);
    if (m->pauses.p)
        add(t, &pauses, STR_NONE, STR_NONE);
    if (m->resumes.p)
        add(t, &resumes, STR_NONE, STR_NONE);
    for (size_t i = 0; i < m->n_sets; i++)
        add(t, &set, phrase_set_name(&t->f, m->sets[i].name), phrase_set_value(&t->f, &m->sets[i]));
}

/* By which rules votes are counted that are asked for. */
static void tell_votes(struct telling *t, const struct form *form)
{
    static const struct say vote =
        SAY("show_vote", "“{0}”按“{1}”：{2}。", "\"{0}\" by \"{1}\": {2}.");

    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *f = &form->at[i];
        const struct vote       *v = f->kind == FORM_VOTE ? practice_vote(t->f.p, f->of) : NULL;

        if (!v)
            continue;
        buf_addc(t->out, "\n        ");
        buf_add(t->out, phrase_of(&t->f, &vote, phrase_title(&t->f, &f->title),
                                  phrase_title(&t->f, &v->title), phrase_vote(&t->f, v)));
    }
}

static void tell_move(struct telling *t, const struct step *s, const struct move *m)
{
    static const struct say goes =
                                SAY("show_goes", "      ·「{0}」→ {1}。", "      - \"{0}\" → {1}."),
                            stays  = SAY("show_stays", "      ·「{0}」。", "      - \"{0}\"."),
                            by     = SAY("show_by", "由{0}。", "By {0}."),
                            itself = SAY("show_itself", "系统自动办理。",
                                         "The program does it by itself."),
                            when   = SAY("show_when", "条件：{0}。", "Only if {0}."),
                            need   = SAY("show_ask", "必须填：{0}。", "Must be given: {0}."),
                            may   = SAY("show_ask_may", "可以填：{0}。", "May be given: {0}."),
                            most  = SAY("show_most", "最多{0}。", "At most {0}."),
                            tells = SAY("show_tells", "告知{0}。", "Told: {0}.");
    struct str *told              = ARENA_ARRAY(t->f.arena, struct str, m->n_tells + 1);

    buf_add(t->out,
            phrase_of(&t->f, m->to == TO_STAY ? &stays : &goes, phrase_title(&t->f, &m->title),
                      phrase_target(&t->f, m->to), STR_NONE));
    if (s->automatic.p && str_eq(s->automatic, m->name))
        add(t, &itself, STR_NONE, STR_NONE);
    else
        add_of(t, &by, phrase_who_list(&t->f, &m->who));
    add_of(t, &when, phrase_when(&t->f, m->when));
    add_of(t, &need, phrase_fields(&t->f, &m->form, true));
    add_of(t, &may, phrase_fields(&t->f, &m->form, false));
    if (m->most)
        add(t, &most, phrase_times(&t->f, m->most), STR_NONE);
    tell_effects(t, m);
    for (size_t i = 0; i < m->n_tells; i++)
        told[i] = phrase_who_list(&t->f, &m->tells[i].who);
    add_of(t, &tells, phrase_list(&t->f, told, m->n_tells));
    tell_called(t, m);
    tell_votes(t, &m->form);
    buf_add1(t->out, '\n');
}

static void tell_show(struct telling *t, const struct show *s)
{
    static const struct say head     = SAY("show_shown", "      公示“{0}”{1}天。",
                                           "      The notice \"{0}\" stands for {1} days."),
                            takes    = SAY("show_objections", "{0}天内可提异议。",
                                           "Objections are taken for {0} days."),
                            comments = SAY("show_comments", "{0}天内可提意见。",
                                           "Comments are taken for {0} days.");

    buf_add(t->out, phrase_of(&t->f, &head, phrase_title(&t->f, &s->title),
                              phrase_number(&t->f, s->days), STR_NONE));
    if (s->objections)
        add(t, s->comments ? &comments : &takes, phrase_number(&t->f, s->objections), STR_NONE);
    buf_add1(t->out, '\n');
}

static void tell_step(struct telling *t, size_t i)
{
    static const struct say head  = SAY("show_step", "第{0}步：{1}", "Step {0}: {1}"),
                            who   = SAY("show_who", "      由{0}办理。", "      Done by: {0}."),
                            joint = SAY("show_joint", "      {0}。", "      {0}."),
                            waits = SAY("show_waits", "      等待所发起的事项办完。",
                                        "      It waits for the case that was opened.");
    const struct step *s          = &t->f.pr->steps[i];

    buf_add1(t->out, '\n');
    line(t, "", &head, phrase_number(&t->f, (int64_t)i + 1), phrase_title(&t->f, &s->title));
    line_of(t, "", &who, phrase_who_list(&t->f, &s->who));
    line_of(t, "", &joint, phrase_joint(&t->f, s));
    if (s->waits)
        line(t, "", &waits, STR_NONE, STR_NONE);
    if (s->show)
        tell_show(t, s->show);
    for (size_t k = 0; k < s->n_clocks; k++)
        tell_clock(t, s, &s->clocks[k]);
    for (size_t k = 0; k < s->n_moves; k++)
        tell_move(t, s, &s->moves[k]);
}

/* -- after the steps -- */

static void tell_ends(struct telling *t)
{
    static const struct say head = SAY("show_ends", "怎样结束：", "How it may end:"),
                            one  = SAY("show_end", "      · {0}，统计为“{1}”。",
                                       "      - {0}, counted as {1}.");
    const struct process *pr     = t->f.pr;

    buf_add1(t->out, '\n');
    line(t, "", &head, STR_NONE, STR_NONE);
    for (size_t i = 0; i < pr->n_ends; i++)
        line(t, "", &one, phrase_title(&t->f, &pr->ends[i].title),
             phrase_outcome(&t->f, pr->ends[i].counts));
}

static struct str asked(struct telling *t, const struct form *form)
{
    struct str both[] = { phrase_fields(&t->f, form, true), phrase_fields(&t->f, form, false) };

    return phrase_list(&t->f, both, ARRAY_LEN(both));
}

static void tell_evaluation(struct telling *t)
{
    static const struct say asks  = SAY("show_asks", "结束后{0}内请反映人评价：{1}。",
                                        "Within {0} of the end the reporter is asked: {1}."),
                            again = SAY("show_reopen", "如果{0}，重新办理 → {1}",
                                        "If {0}, it is opened again → {1}"),
                            most  = SAY("show_reopen_most", "，最多{0}。", ", at most {0}.");
    const struct evaluate *e      = &t->f.pr->evaluate;

    if (!e->on)
        return;
    buf_add1(t->out, '\n');
    line(t, "", &asks, phrase_span(&t->f, e->within), asked(t, &e->asks));
    if (!e->reopen)
        return;
    buf_add(t->out, phrase_of(&t->f, &again, phrase_answers(&t->f, e->reopen),
                              phrase_target(&t->f, e->reopen_to), STR_NONE));
    line(t, "", &most, phrase_times(&t->f, e->reopen_most), STR_NONE);
}

static void tell_publication(struct telling *t)
{
    static const struct say begun = SAY("show_public_at_once", "从发起起就公开：{0}。",
                                        "Public from the opening on: {0}."),
                            ended = SAY("show_public", "结束后公开：{0}。",
                                        "Public from the end on: {0}."),
                            steps = SAY("show_progress", "办理经过和日期也公开。",
                                        "Its steps and dates are public too.");
    const struct publish *u       = &t->f.pr->publish;
    struct str           *part;

    if (!u->on)
        return;
    part = ARENA_ARRAY(t->f.arena, struct str, u->n_what + 1);
    for (size_t i = 0; i < u->n_what; i++)
        part[i] = phrase_published(&t->f, u->what[i]);
    buf_add1(t->out, '\n');
    buf_add(t->out, phrase_of(&t->f, u->at_once ? &begun : &ended,
                              phrase_list(&t->f, part, u->n_what), STR_NONE, STR_NONE));
    if (u->progress)
        add(t, &steps, STR_NONE, STR_NONE);
    buf_add1(t->out, '\n');
}

void process_text(const struct practice *p, const struct process *pr, enum lang lang,
                  struct buf *out)
{
    struct arena  *a = arena_new(TEXT_ARENA);
    struct telling t = { { a, lang, p, pr }, out };

    tell_head(&t);
    for (size_t i = 0; i < pr->n_steps; i++) {
        arena_clear(a);
        tell_step(&t, i);
    }
    tell_ends(&t);
    tell_evaluation(&t);
    tell_publication(&t);
    arena_free(a);
}
