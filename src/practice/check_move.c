/* check_move: every move can be made, and does what it says. */
#include "practice/check_hold.h"

static const struct say say_note_leads =
    SAY("pack_note_leads", "“{0}”是 note，不会把事项带走，不能写 to",
        "'{0}' is a note: it does not carry the case, so `to` has no effect");
static const struct say say_level_ladder =
    SAY("pack_level_ladder", "“{0}”换级，但流程没有 ladder",
        "'{0}' changes the level and the process has no ladder");
static const struct say say_level_stays =
    SAY("pack_level_stays", "“{0}”换级，却不去往任何步骤：级别只随去向改变，写 to",
        "'{0}' changes the level and leads to no step: the level changes on the way, so give it a "
        "`to`");
static const struct say say_level_top =
    SAY("pack_level_top", "到了 ladder 最高一级仍可选“{0}”，而上面没有了：加 when: not level_last",
        "'{0}' may be chosen at the ladder's last level, above which there is none: add "
        "`when: not level_last`");
static const struct say say_level_bottom =
    SAY("pack_level_bottom", "在 ladder 最低一级仍可选“{0}”，而下面没有了：加 when: level > 1",
        "'{0}' may be chosen at the ladder's first level, below which there is none: add "
        "`when: level > 1`");
static const struct say say_pause = SAY("pack_pause", "这一步的时限不因“{0}”暂停",
                                        "the clock of this step does not pause for '{0}'");
static const struct say say_resume = SAY("pack_resume", "没有操作因“{0}”暂停，无从恢复",
                                         "no move pauses for '{0}', so nothing resumes");
static const struct say say_main_case =
    SAY("pack_main_case", "并案的“{0}”要写 need: main_case，并去往 counts: merged 的结局",
        "'{0}' merges: it needs main_case and leads to an end that counts as merged");
static const struct say say_signs =
    SAY("pack_signs", "“{0}”是签到，应写 scope: task", "'{0}' signs in, so its scope is task");
static const struct say say_call_end =
    SAY("pack_call_end", "流程“{0}”没有“{1}”这个结局", "the process '{0}' has no end '{1}'");
static const struct say say_call_gap =
    SAY("pack_call_gap", "流程“{0}”以“{1}”结束时不知去向：补上，或写 any",
        "when '{0}' ends as '{1}' nothing follows: add it, or `any`");
static const struct say say_no_text =
    SAY("pack_no_text", "texts 中没有“{0}”", "there is no text '{0}'");
static const struct say say_set_grade = SAY("pack_set_grade", "grade 只能设为本流程的等级",
                                            "grade can only become a grade of this process");
static const struct say say_set_value =
    SAY("pack_set_value", "“{0}”不能设为“{1}”", "'{0}' cannot become '{1}'");
static const struct say say_set_kind =
    SAY("pack_set_kind", "“{0}”只能设为本流程同类的字段（form.字段）",
        "'{0}' can only become a field of the same kind (form.FIELD)");
static const struct say say_no_grades = SAY("pack_no_grades", "要填等级，但流程没有 grades",
                                            "a grade is asked for and the process has no grades");
static const struct say say_auto_move =
    SAY("pack_no_move", "这一步没有“{0}”这个操作", "this step has no move '{0}'");
static const struct say say_auto_needs =
    SAY("pack_auto_needs", "自动操作“{0}”只能要求程序知道的 unit，不能要求“{1}”",
        "the automatic move '{0}' may only need `unit`, which the program knows, not '{1}'");
static const struct say say_auto_dead =
    SAY("pack_auto_dead", "“{0}”一到就自动完成，这一步的其他操作永远用不上：给它写 when",
        "'{0}' is made at once, so no other move of this step is ever made: give it a `when`");
static const struct say say_own_words = SAY(
    "pack_words_keep",
    "“{0}”是事项本身的文字，谁能看这件事项就能看到：不能写得比 keep: office 更严，请另设字段",
    "'{0}' is the case's own text, read by whoever sees the case: it cannot be kept stricter than "
    "office; ask for that in a field of its own");
static const struct say say_paper =
    SAY("pack_paper_keep", "“{0}”是证件号码，至少是个人信息：不能写 keep: public 或 office",
        "'{0}' holds numbers of identity papers, which are personal at least: never public nor "
        "office");
static const struct say say_nobody_told =
    SAY("pack_nobody_told", "要告知的人里没有具体的人：anyone、signed_in、system 收不到消息",
        "nobody is told: anyone, signed_in and system are not somebody who gets messages");
static const struct say say_program_signs =
    SAY("pack_program_signs", "“{0}”是现场签到，程序不能代做",
        "'{0}' proves that somebody is there, which the program cannot do");
static const struct say say_program_only =
    SAY("pack_program_only", "“{0}”只归程序做，却既不是 automatic 也不在 late 里",
        "'{0}' is for the program alone, and neither automatic nor what being late does");

static bool pauses_for(const struct step *s, struct str reason)
{
    for (size_t k = 0; k < s->n_clocks; k++)
        for (size_t i = 0; i < s->clocks[k].n_pauses; i++)
            if (str_eq(s->clocks[k].pauses[i], reason))
                return true;
    return false;
}

static bool some_move_pauses(const struct process *pr, struct str reason)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            if (str_eq(pr->steps[i].moves[j].pauses, reason))
                return true;
    return false;
}

/* The ladder's ends: where the way goes on, it must not be offered. */
static void check_level(struct check *c, const struct move *m)
{
    int32_t         last = (int32_t)c->pr->n_ladder;
    struct asked_of edge = { .level = m->level > 0 ? last : 1 };

    if (last == 0)
        check_wrong(c, m->mark, &say_level_ladder, m->name, STR_NONE);
    else if (m->to == TO_STAY || m->scope == MOVE_NOTE)
        check_wrong(c, m->mark, &say_level_stays, m->name, STR_NONE);
    else if (check_may_hold(c, m->when, &edge))
        check_wrong(c, m->mark, m->level > 0 ? &say_level_top : &say_level_bottom, m->name,
                    STR_NONE);
}

static void check_when(struct check *c, const struct move *m)
{
    if (check_condition(c, m->mark, m->when, NULL) && m->level)
        check_level(c, m);
}

static void check_effects(struct check *c, const struct move *m)
{
    if (m->scope == MOVE_NOTE && m->to != TO_STAY)
        check_wrong(c, m->mark, &say_note_leads, m->name, STR_NONE);
    if (m->pauses.p && !pauses_for(c->step, m->pauses))
        check_wrong(c, m->mark, &say_pause, m->pauses, STR_NONE);
    if (m->resumes.p && !some_move_pauses(c->pr, m->resumes))
        check_wrong(c, m->mark, &say_resume, m->resumes, STR_NONE);
    if (m->signs && m->scope != MOVE_TASK)
        check_wrong(c, m->mark, &say_signs, m->name, STR_NONE);
    for (size_t i = 0; i < m->n_tells; i++) {
        check_who(c, &m->tells[i].who);
        if (m->tells[i].who.n && !who_is_somebody(&m->tells[i].who))
            check_wrong(c, m->tells[i].who.mark, &say_nobody_told, STR_NONE, STR_NONE);
        if (m->tells[i].text.p && !practice_text(c->p, m->tells[i].text)) {
            struct nearest near = nearest_to(c->found, m->tells[i].text);

            for (size_t k = 0; k < c->p->n_texts; k++)
                nearest_try(&near, c->p->texts[k].name);
            find_wrong(c->found, m->mark, &say_no_text, m->tells[i].text, STR_NONE, near.best);
        }
    }
}

static void check_merge(struct check *c, const struct move *m)
{
    const struct form_field *f = form_field(&m->form, S("main_case"));

    if (m->merges && (!f || !f->need || f->kind != FORM_CASE || m->to < TO_END ||
                      c->pr->ends[m->to - TO_END].counts != OUT_MERGED))
        check_wrong(c, m->mark, &say_main_case, m->name, STR_NONE);
}

/* -- calling another process -- */

static bool follows(const struct move *m, struct str end)
{
    for (size_t i = 0; i < m->n_then; i++)
        if (!m->then[i].end.p || str_eq(m->then[i].end, end))
            return true;
    return false;
}

static void check_call(struct check *c, const struct move *m)
{
    const struct process *to;

    to = m->calls.p ? practice_process(c->p, m->calls) : NULL;
    if (!to) /* that there is none of that name is said by check_opened */
        return;
    for (size_t i = 0; i < m->n_then; i++) {
        struct nearest near = nearest_to(c->found, m->then[i].end);

        if (!m->then[i].end.p || process_end(to, m->then[i].end) >= 0)
            continue;
        for (size_t k = 0; k < to->n_ends; k++)
            nearest_try(&near, to->ends[k].name);
        find_wrong(c->found, m->mark, &say_call_end, to->name, m->then[i].end, near.best);
    }
    for (size_t k = 0; k < to->n_ends; k++)
        if (!follows(m, to->ends[k].name))
            check_wrong(c, m->mark, &say_call_gap, to->name, to->ends[k].name);
}

/* -- what is set and asked -- */

static bool is_choice_of(const struct form_field *f, struct str code)
{
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].code, code))
            return true;
    return false;
}

/* A value that is said outright is an answer to the field. */
static void check_constant(struct check *c, const struct setter *s, const struct form_field *f,
                           struct evalue v)
{
    char room[INT_TEXT];

    if (f->kind == FORM_CLASS && v.type == E_TEXT)
        (void)check_class_code(c, s->value_mark, v.text);
    else if (f->kind == FORM_CHOICE && v.type == E_TEXT && !is_choice_of(f, v.text))
        check_wrong(c, s->value_mark, &say_set_value, s->name, v.text);
    else if (f->kind == FORM_INT && v.type == E_NUM && (f->min || f->max) &&
             (v.num < (double)f->min || v.num > (double)f->max))
        check_wrong(c, s->value_mark, &say_set_value, s->name, int_text((int64_t)v.num, room));
}

static void check_set_field(struct check *c, const struct setter *s, const struct form_field *f)
{
    static const struct eenv none = { 0 };
    bool                     value;
    size_t                   name = CN_COUNT;

    if (expr_constant(s->value, &value) && !form_kind_names(f->kind)) {
        check_constant(c, s, f, expr_eval(s->value, &none));
        return;
    }
    if (f->kind != FORM_CHOICE && !form_kind_names(f->kind))
        return;
    if (f->kind == FORM_ORG && expr_is_name(s->value, &name) && name == CN_UNIT)
        return;
    if (!expr_is_name(s->value, &name) || name < CN_COUNT ||
        !field_goes_over(&c->pr->fields.at[name - CN_COUNT], f))
        check_wrong(c, s->value_mark, &say_set_kind, s->name, STR_NONE);
}

static void check_set(struct check *c, const struct setter *s)
{
    static const struct eenv none = { 0 };
    const struct form_field *f    = form_field(&c->pr->fields, str_skip(s->name, S("form.").n));
    bool                     value;

    check_expr(c, s->value_mark, s->value);
    if (!str_is(s->name, "grade") && f && f->kind != FORM_PARTIES && !form_kind_is_answers(f->kind))
        check_set_field(c, s, f);
    check_party_set(c, s);
    if (f)
        check_kept(c, s, f->keep);
    if (!str_is(s->name, "grade"))
        return;
    if (!expr_constant(s->value, &value))
        check_wrong(c, s->value_mark, &say_set_grade, STR_NONE, STR_NONE);
    else
        (void)check_grade(c, s->value_mark, c->pr, expr_eval(s->value, &none).text);
}

static bool is_own_text(struct str name)
{
    return str_is(name, "words") || str_is(name, "reason") || str_is(name, "note");
}

void check_form(struct check *c, const struct form *form, const struct form *known)
{
    for (size_t i = 0; i < form->n; i++) {
        const struct form_field *f = &form->at[i];

        (void)check_condition(c, f->mark, f->when, &(struct asked_of){ .own = known });
        check_party_field(c, f);
        check_marks_field(c, f);
        check_vote_field(c, f);
        if (f->kind == FORM_PAPER && f->keep < KEEP_PERSONAL)
            check_wrong(c, f->mark, &say_paper, f->name, STR_NONE);
        if (f->keep > KEEP_OFFICE && is_own_text(f->name))
            check_wrong(c, f->mark, &say_own_words, f->name, STR_NONE);
        if (f->kind == FORM_GRADE && c->pr->n_grades == 0)
            check_wrong(c, f->mark, &say_no_grades, STR_NONE, STR_NONE);
        if (!f->of.p)
            continue;
        if (f->kind == FORM_CLASS)
            (void)check_class_code(c, f->mark, f->of);
        else if (f->kind == FORM_PLACE)
            (void)check_place_kind(c, f->mark, f->of);
        else if (f->kind == FORM_ORG || f->kind == FORM_ORGS)
            (void)check_org_kind(c, f->mark, f->of);
    }
}

/* -- by the program -- */

static bool is_late_move(const struct step *s, struct str name)
{
    for (size_t k = 0; k < s->n_clocks; k++)
        for (size_t i = 0; i < s->clocks[k].n_late; i++)
            if (s->clocks[k].late[i].act == LATE_MOVE && str_eq(s->clocks[k].late[i].move, name))
                return true;
    return false;
}

static void check_program(struct check *c, const struct move *m)
{
    const struct who_list *who  = m->who.n ? &m->who : &c->step->who;
    bool                   only = who->n > 0;
    bool makes = str_eq(c->step->automatic, m->name) || is_late_move(c->step, m->name);

    for (size_t i = 0; i < who->n; i++)
        only = only && who->at[i].kind == WHO_SYSTEM;
    if (only && !makes)
        check_wrong(c, m->mark, &say_program_only, m->name, STR_NONE);
    if (makes && m->signs)
        check_wrong(c, m->mark, &say_program_signs, m->name, STR_NONE);
}

/* Whether the move is made as soon as the case comes, whatever the case. */
static bool is_made_at_once(struct check *c, const struct move *m)
{
    if (m->to == TO_STAY || !check_always_holds(c, m->when))
        return false;
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.at[i].need)
            return false;
    return true;
}

static void check_automatic(struct check *c)
{
    const struct step *s = c->step;
    const struct move *m = step_move(s, s->automatic);

    if (!s->automatic.p)
        return;
    if (!m) {
        struct nearest near = nearest_to(c->found, s->automatic);

        for (size_t i = 0; i < s->n_moves; i++)
            nearest_try(&near, s->moves[i].name);
        find_wrong(c->found, s->mark, &say_auto_move, s->automatic, STR_NONE, near.best);
        return;
    }
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.at[i].need && !str_is(m->form.at[i].name, "unit"))
            check_wrong(c, m->mark, &say_auto_needs, m->name, m->form.at[i].name);
    if (s->n_moves > 1 && is_made_at_once(c, m))
        check_wrong(c, s->mark, &say_auto_dead, m->name, STR_NONE);
}

void check_moves(struct check *c)
{
    for (size_t i = 0; i < c->step->n_moves; i++) {
        const struct move *m = &c->step->moves[i];

        if (m->who.mark.line)
            check_who(c, &m->who);
        check_when(c, m);
        check_effects(c, m);
        check_merge(c, m);
        check_call(c, m);
        check_opened(c, m);
        for (size_t k = 0; k < m->n_sets; k++)
            check_set(c, &m->sets[k]);
        check_form(c, &m->form, &m->form);
        check_markers(c, m);
        check_program(c, m);
        check_papers(c, m);
    }
    check_automatic(c);
}
