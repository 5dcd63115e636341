/* check_clock: every limit can be computed, and being late has an answer. */
#include "practice/check_hold.h"

static const struct say say_no_calendar = SAY("pack_no_calendar", "有时限却没有日历[“{0}”]",
                                              "there is a time limit and no calendar[ '{0}']");
static const struct say say_grade_limit =
    SAY("pack_grade_limit", "等级“{0}”没有时限：补上，或写 any",
        "the grade '{0}' has no limit: add it, or `any`");
static const struct say say_not_date =
    SAY("pack_not_date", "字段“{0}”不是日期或时间", "the field '{0}' is no date or time");
static const struct say say_maybe_date =
    SAY("pack_maybe_date", "走到这一步时字段“{0}”可能没填：请写 limit，或让之前的操作必填它",
        "the field '{0}' may be empty by then: give a `limit`, or let the moves to here need it");
static const struct say say_no_move =
    SAY("pack_no_move", "这一步没有“{0}”这个操作", "this step has no move '{0}'");
static const struct say say_late_needs =
    SAY("pack_late_needs", "超期后由程序自动做的“{0}”不能要求填写“{1}”",
        "'{0}', which the program makes when it is late, cannot need '{1}'");
static const struct say say_late_stays =
    SAY("pack_late_stays", "超期后由程序自动做的“{0}”没有去处",
        "'{0}', which the program makes when it is late, leads nowhere");
static const struct say say_late_dead =
    SAY("pack_late_dead", "这一条永远等不到：前面的“{0}”已经离开这一步",
        "this is never reached: '{0}' before it leaves the step");
static const struct say say_late_maybe = SAY(
    "pack_late_maybe", "“{0}”不一定做得成，那时超期就无人过问：再写 yellow、red、tell 或 up 之一",
    "'{0}' may not be possible, and then nothing answers being late: add yellow, red, tell or "
    "up");
static const struct say say_late_nobody =
    SAY("pack_late_nobody", "超期要告知的人里没有具体的人：anyone、signed_in、system 收不到消息",
        "being late is told to nobody: anyone, signed_in and system get no messages");
static const struct say say_extend_nobody =
    SAY("pack_extend_nobody", "延期没有人能批：程序不批延期",
        "nobody could grant more time: the program does not");
static const struct say say_pause_ever =
    SAY("pack_pause_ever", "因“{0}”暂停后没有操作恢复，也没有写 most：可能永远停着，永不超期",
        "nothing ends the standing still for '{0}': give `most`, or a move of this step that "
        "resumes it; else it is never late");
static const struct say say_every_most =
    SAY("pack_every_most", "每期都要做的“{0}”写了 most，做满以后每期都会漏掉",
        "'{0}' is owed again and again, but `most` bounds how often it can be made");
static const struct say say_every_leaves =
    SAY("pack_every_leaves", "“{0}”会离开这一步，不能作为每期要做的事",
        "'{0}' leaves the step, so it cannot be what is owed every so often");
static const struct say say_pause_dead =
    SAY("pack_pause_dead", "没有操作会因“{0}”而暂停", "no move pauses for '{0}'");

static const struct move *check_move(struct check *c, struct mark at, struct str name)
{
    const struct move *m    = step_move(c->step, name);
    struct nearest     near = nearest_to(c->found, name);

    if (m)
        return m;
    for (size_t i = 0; i < c->step->n_moves; i++)
        nearest_try(&near, c->step->moves[i].name);
    find_wrong(c->found, at, &say_no_move, name, STR_NONE, near.best);
    return NULL;
}

static void check_spans(struct check *c, const struct clock_rule *k)
{
    bool any = k->n_spans == 0;

    for (size_t i = 0; i < k->n_spans; i++) {
        any = any || !k->spans[i].grade.p;
        if (k->spans[i].grade.p)
            (void)check_grade(c, k->mark, c->pr, k->spans[i].grade);
    }
    for (size_t g = 0; !any && g < c->pr->n_grades; g++) {
        bool has = false;

        for (size_t i = 0; i < k->n_spans; i++)
            has = has || str_eq(k->spans[i].grade, c->pr->grades[g].code);
        if (!has)
            check_wrong(c, k->mark, &say_grade_limit, c->pr->grades[g].code, STR_NONE);
    }
}

static void check_by_field(struct check *c, const struct clock_rule *k)
{
    const struct form_field *f;

    if (k->by != LIMIT_FIELD || !check_field(c, k->mark, k->field, &f))
        return;
    if (f->kind != FORM_DATE && f->kind != FORM_TIME)
        check_wrong(c, k->mark, &say_not_date, k->field, STR_NONE);
    else if (k->n_spans == 0 && reached_without(c, c->step, k->field))
        check_wrong(c, k->mark, &say_maybe_date, k->field, STR_NONE);
}

/* The program fills in no forms. */
static void check_late_move(struct check *c, const struct late *l)
{
    const struct move *m = check_move(c, l->mark, l->move);

    if (!m)
        return;
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.at[i].need && !m->form.at[i].when)
            check_wrong(c, l->mark, &say_late_needs, m->name, m->form.at[i].name);
    if (m->to == TO_STAY && !m->calls.p)
        check_wrong(c, l->mark, &say_late_stays, m->name, STR_NONE);
}

/* Whether the program can always make it: nothing is asked that it does not know. */
static bool is_certain(struct check *c, const struct move *m)
{
    if (!m || m->most || !check_always_holds(c, m->when))
        return false;
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.at[i].need)
            return false;
    return true;
}

/* Whether `a` surely comes before `b`, or with it and is written first. */
static bool comes_before(const struct late *a, const struct late *b)
{
    if (a->after.n == 0 || b->after.n == 0)
        return a->after.n == 0 && (b->after.n > 0 || a < b);
    return a->after.unit == b->after.unit &&
           (a->after.n < b->after.n || (a->after.n == b->after.n && a < b));
}

/* What makes a certain move before this could come; NULL when nothing does. */
static const struct late *leaves_before(struct check *c, const struct clock_rule *k,
                                        const struct late *l)
{
    for (size_t i = 0; i < k->n_late; i++)
        if (k->late[i].act == LATE_MOVE && &k->late[i] != l && comes_before(&k->late[i], l) &&
            is_certain(c, step_move(c->step, k->late[i].move)))
            return &k->late[i];
    return NULL;
}

static bool asks_always(const struct move *m)
{
    for (size_t i = 0; i < m->form.n; i++)
        if (m->form.at[i].need && !m->form.at[i].when)
            return true;
    return false;
}

static void check_late(struct check *c, const struct clock_rule *k)
{
    bool        answered = false, wrong = false;
    struct str  maybe = STR_NONE;
    struct mark at    = k->mark;

    for (size_t i = 0; i < k->n_late; i++) {
        const struct late *l = &k->late[i], *left = leaves_before(c, k, l);
        const struct move *m = NULL;

        if (left)
            check_wrong(c, l->mark, &say_late_dead, left->move, STR_NONE);
        if (l->act == LATE_TELL || l->act == LATE_UP) {
            check_who(c, &l->tell);
            wrong = wrong || (l->tell.n && !who_is_somebody(&l->tell));
            if (l->tell.n && !who_is_somebody(&l->tell))
                check_wrong(c, l->mark, &say_late_nobody, STR_NONE, STR_NONE);
        }
        if (l->act == LATE_MOVE) {
            check_late_move(c, l);
            m     = step_move(c->step, l->move);
            wrong = wrong || !m || asks_always(m);
            maybe = l->move;
            at    = l->mark;
        }
        answered = answered || l->act != LATE_MOVE || is_certain(c, m);
    }
    if (!answered && !wrong && maybe.p)
        check_wrong(c, at, &say_late_maybe, maybe, STR_NONE);
}

static bool is_paused_for(const struct step *s, struct str reason)
{
    for (size_t i = 0; i < s->n_moves; i++)
        if (str_eq(s->moves[i].pauses, reason))
            return true;
    return false;
}

static bool is_resumed(const struct step *s, struct str reason)
{
    for (size_t i = 0; i < s->n_moves; i++)
        if (str_eq(s->moves[i].resumes, reason))
            return true;
    return false;
}

static void check_pauses(struct check *c, const struct clock_rule *k)
{
    for (size_t i = 0; i < k->n_pauses; i++)
        if (!is_paused_for(c->step, k->pauses[i]))
            check_wrong(c, k->mark, &say_pause_dead, k->pauses[i], STR_NONE);
        else if (!k->pause_most.n && !is_resumed(c->step, k->pauses[i]))
            check_wrong(c, k->mark, &say_pause_ever, k->pauses[i], STR_NONE);
}

static bool is_program(const struct who_list *who)
{
    bool only = who->n > 0;

    for (size_t i = 0; i < who->n; i++)
        only = only && who->at[i].kind == WHO_SYSTEM;
    return only;
}

void check_clock(struct check *c, const struct clock_rule *k)
{
    if (!practice_calendar(c->p, k->calendar))
        check_wrong(c, k->mark, &say_no_calendar, k->calendar, STR_NONE);
    check_spans(c, k);
    check_by_field(c, k);
    check_late(c, k);
    if (k->extend_most) {
        check_who(c, &k->extend_who);
        if (is_program(&k->extend_who))
            check_wrong(c, k->mark, &say_extend_nobody, STR_NONE, STR_NONE);
    }
    if (k->stop_at.p) {
        const struct move *m = check_move(c, k->mark, k->stop_at);

        if (m && k->every.n && m->to != TO_STAY)
            check_wrong(c, k->mark, &say_every_leaves, m->name, STR_NONE);
        if (m && k->every.n && m->most)
            check_wrong(c, k->mark, &say_every_most, m->name, STR_NONE);
    }
    check_pauses(c, k);
}
