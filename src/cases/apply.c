/* apply: what one move does to a case, whoever made it. */
#include "cases/document.h"

enum { AUTOMATIC_MOST = 8 }; /* moves of the program one after another; a pack's loop ends here */

static const struct say say_ladder_end =
    SAY("ladder_end", "已经到最后一级，不能再移交", "this is the last level: it goes no further");
static const struct say say_same_case =
    SAY("same_case", "不能并入自己", "a case cannot be merged into itself");
static const struct say say_no_main =
    SAY("no_row", "没有编号为{0}的记录", "there is no row with the id {0}");
static const struct say say_merge_ended =
    SAY("merge_ended", "主事项{0}已并入其他事项", "case {0} was itself merged into another");

/* -- what the answers change of the case itself -- */

enum rc case_set_place(struct run *r, int64_t id)
{
    const struct place *p;
    struct rows         line;

    TRY(run_line(r, id, &line));
    p               = (const struct place *)line.at + line.n - 1;
    r->c.place      = p->id;
    r->c.place_path = p->path;
    return RC_OK;
}

static enum rc set_unit(struct run *r, int64_t id)
{
    struct org o;

    TRY(org_get(r->w, id, &o));
    r->c.unit      = o.id;
    r->c.unit_path = o.path;
    return RC_OK;
}

/* Who assists is said with the unit: whoever assisted the one before does not assist this one. */
static bool nobody_assists(const struct values *v, const struct value *one)
{
    return str_is(one->f->name, "assist") && !one->given && values_get(v, S("unit"));
}

static enum rc take_answers(struct run *r, const struct values *v)
{
    struct values kept = { ARENA_ARRAY(r->w->arena, struct value, v->n + 1), 0 };

    for (size_t i = 0; i < v->n; i++) {
        const struct value *one = &v->at[i];

        if (nobody_assists(v, one))
            kept.at[kept.n++] = (struct value){ .f = one->f, .given = true };
        if (!one->given)
            continue;
        if (str_is(one->f->name, "class"))
            r->c.class = one->text;
        else if (str_is(one->f->name, "grade"))
            r->c.grade = one->text;
        else if (str_is(one->f->name, "place"))
            TRY(case_set_place(r, one->id));
        else if (str_is(one->f->name, "unit"))
            TRY(set_unit(r, one->id));
        if (!field_is_of_case(one->f->name))
            kept.at[kept.n++] = *one;
    }
    r->suggestion_read = false;
    return kept.n ? run_form_put(r, &kept) : RC_OK;
}

bool step_gives_to_unit(const struct step *s)
{
    for (size_t i = 0; i < s->n_moves; i++) {
        const struct form_field *f = form_field(&s->moves[i].form, S("unit"));

        if (f && f->kind == FORM_ORG && f->need)
            return true;
    }
    return false;
}

/* -- what the pack says is set -- */

static enum rc set_one(struct run *r, const struct setter *s, const struct values *asked)
{
    struct form_field f   = { 0 };
    struct value      one = { .f = &f, .given = true };
    struct evalue     v;

    if (str_is(s->name, "grade")) {
        TRY(sense_value(r, s->value, asked, &v));
        if (v.type == E_TEXT)
            r->c.grade = v.text;
        return RC_OK;
    }
    f.name = str_skip(s->name, S("form.").n);
    TRY(sense_json(r, s->value, asked, &one.json));
    return run_form_put(r, &(struct values){ &one, 1 });
}

/* -- merging -- */

static enum rc load_main(struct run *r, int64_t id, struct run *ret)
{
    size_t  said = r->w->faults->n;
    enum rc rc;

    TRY(run_load(r->w, id, ret));
    rc = run_visible(ret);
    if (rc != RC_NOT_FOUND)
        return rc;
    r->w->faults->n = said; /* one that they cannot see is not there */
    return WORK_FIELD(r->w, RC_INVALID, &say_no_main, S("form.main_case"),
                      arena_fmt(r->w->arena, "%lld", (long long)id));
}

static enum rc merge_into(struct run *r, const struct values *v)
{
    const struct value *main_case = values_get(v, S("main_case"));
    struct run          into;

    BUG_ON(!main_case); /* the checker: a move that merges needs main_case */
    if (main_case->id == r->c.id)
        return WORK_FIELD(r->w, RC_INVALID, &say_same_case, S("form.main_case"), STR_NONE);
    TRY(load_main(r, main_case->id, &into));
    if (into.c.merged != NONE_I64)
        return WORK_FIELD(r->w, RC_INVALID, &say_merge_ended, S("form.main_case"), into.c.number);
    r->c.merged = into.c.id;
    TRY(case_link(r, into.c.id, LINK_MERGED));
    if (r->c.initiator != NONE_I64 && r->c.initiator != into.c.initiator)
        TRY(case_party_add(&into, PARTY_WATCHER, r->c.initiator, STR_NONE, STR_NONE));
    TRY(case_parties_follow(r, &into));
    TRY(case_links_follow(r, &into));
    return run_note(&into, "case.took_in",
                    arena_fmt(r->w->arena, "\"other\":\"%lld\",\"number\":\"%.*s\"",
                              (long long)r->c.id, STR_ARG(r->c.number)));
}

/* -- the move -- */

static struct str stage_of(const struct run *r, int32_t to)
{
    return to >= 0 && to < TO_END ? r->pr->steps[to].stage : STR_NONE;
}

/* Back is to a step that stands before this one. */
static bool goes_back(const struct run *r, int32_t to)
{
    return to >= 0 && to < TO_END && to < (int32_t)(r->step - r->pr->steps);
}

/* Did the case go on from this step before, on an earlier visit? Whoever counts what was filed and
 * dispatched counts it once. */
static enum rc went_on_before(struct run *r, bool *ret)
{
    struct rows            rows;
    const struct task_row *t;

    *ret = false;
    if (r->c.returned == 0 && r->c.reopened == 0)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_task_all, ARGS(A(r->c.id)), &rows));
    t = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++) {
        const struct move *m = t[i].move.p ? step_move(r->step, t[i].move) : NULL;

        *ret = str_eq(t[i].step, r->step->name) && t[i].round != r->c.acts && m &&
               m->to != TO_STAY && m->to < TO_END && !goes_back(r, m->to);
    }
    return RC_OK;
}

static void note_flag(struct jw *w, const char *name, bool on)
{
    if (!on)
        return;
    jw_keyc(w, name);
    jw_bool(w, true);
}

static enum rc note_move(struct run *r, const struct move *m, const struct values *v,
                         const struct task_row *task, bool moved)
{
    struct buf *b = run_buf(r);
    struct jw   w;
    int32_t     to    = moved ? m->to : TO_STAY;
    bool        again = false;

    if (to != TO_STAY && to < TO_END && !goes_back(r, to))
        TRY(went_on_before(r, &again));
    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "move");
    jw_str(&w, m->name);
    if (r->step->stage.p) {
        jw_keyc(&w, "stage");
        jw_str(&w, r->step->stage);
    }
    if (to != TO_STAY) {
        jw_keyc(&w, "to");
        jw_str(&w, to >= TO_END ? r->pr->ends[to - TO_END].name : r->pr->steps[to].name);
    }
    if (stage_of(r, to).p) {
        jw_keyc(&w, "to_stage");
        jw_str(&w, stage_of(r, to));
    }
    note_flag(&w, "back", goes_back(r, to));
    note_flag(&w, "ends", to >= TO_END);
    note_flag(&w, "again", again);
    note_flag(&w, "up", moved && m->level > 0);
    if (task && task->post.p) {
        jw_keyc(&w, "post");
        jw_str(&w, task->post);
    }
    jw_keyc(&w, "form");
    jw_obj(&w);
    form_note(v, &w);
    jw_obj_end(&w);
    form_note_marks(v, &w);
    jw_obj_end(&w);
    TRY(buf_check(b));
    /* Without the outer braces: members of the entry's data. */
    return run_note(r, "case.moved", str_head(str_skip(buf_str(b), 1), b->n - 2));
}

static enum rc end_task(struct run *r, const struct task_row *t, enum task_state state,
                        const struct move *m)
{
    int64_t changed;

    TRY(db_run(r->w->tx, &stmt_task_end,
               ARGS(A(t->id), A((int64_t)state), A(r->w->now), A(r->w->actor->account), A(m->name)),
               &changed));
    if (changed != 1)
        return WORK_FAULT(r->w, RC_CONFLICT, &say_changed);
    return RC_OK;
}

/* One of them is done: its alternatives fall away, if it has any. */
static enum rc seat_falls(struct run *r, const struct task_row *done)
{
    bool others = false;

    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        others = others || (r->tasks[i].seat == done->seat && r->tasks[i].id != done->id);
    if (others)
        TRY(db_run(r->w->tx, &stmt_task_fall, ARGS(A(r->c.id), A(done->seat), A(r->w->now)), NULL));
    return run_tasks_without(r, done->seat);
}

bool step_can_be_done(const struct run *r)
{
    bool can = false;

    for (size_t i = 0; i < r->n_tasks; i++)
        can = can || !r->step->joint || r->step->done != JOINT_LEAD || r->tasks[i].lead;
    return can;
}

/* Is what several have to do together done? */
static enum rc joint_done(struct run *r, const struct task_row *mine, bool *ret)
{
    TRY(run_tasks(r));
    switch (r->step->done) {
    case JOINT_ANY:
        *ret = true;
        break;
    case JOINT_LEAD:
        *ret = mine->lead || r->n_tasks == 0; /* organisations in a field have no lead */
        break;
    case JOINT_ALL:
        *ret = r->n_tasks == 0;
        break;
    }
    return RC_OK;
}

/* Does the case go on by this move now? Ends the task that it was made for. */
static enum rc goes_on(struct run *r, const struct move *m, struct task_row *task, bool *ret)
{
    *ret = m->to != TO_STAY;
    if (m->scope == MOVE_NOTE || (m->to == TO_STAY && m->scope == MOVE_CASE)) {
        *ret = false;
        return RC_OK;
    }
    if (!task)
        return RC_OK;
    if (m->signs) {
        TRY(db_run(r->w->tx, &stmt_task_sign, ARGS(A(task->id), A(r->w->now)), NULL));
        *ret = false;
        return RC_OK;
    }
    TRY(end_task(r, task, m->scope == MOVE_TASK ? TASK_BACK : TASK_DONE, m));
    TRY(seat_falls(r, task));
    TRY(clocks_of_tasks(r));
    if (m->scope == MOVE_TASK) {
        TRY(run_tasks(r));
        *ret = *ret && !step_can_be_done(r);
        return RC_OK;
    }
    /* A move with actors of its own speaks for the whole case. */
    if (r->step->joint && m->who.n == 0)
        return joint_done(r, task, ret);
    return RC_OK;
}

static struct str said(const struct values *v, struct str name)
{
    const struct value *one = values_get(v, name);

    return one ? one->text : STR_NONE;
}

/* What is kept stricter than an office's is read in the case, not in messages about it. */
static struct str said_to_all(const struct values *v, struct str name)
{
    const struct value *one = values_get(v, name);

    return one && one->f->keep <= KEEP_OFFICE ? one->text : STR_NONE;
}

enum rc apply_move(struct run *r, const struct move *m, const struct jval *form,
                   struct task_row *task)
{
    struct values v;
    int64_t       level = r->c.level + m->level;
    bool          moved;

    r->making = m;
    TRY(form_check(r, &m->form, form, "form", &v));
    r->making = NULL;
    if (!level_exists(r, level))
        return WORK_FAULT(r->w, RC_CONFLICT, &say_ladder_end);
    TRY(case_files_take(r, &v, m->name));
    TRY(case_parties_take(r, &v));
    TRY(take_answers(r, &v));
    TRY(run_note_placed(r));
    for (size_t i = 0; i < m->n_sets; i++)
        TRY(set_one(r, &m->sets[i], &v));
    if (m->most > 0)
        TRY(db_run(r->w->tx, &stmt_made_more, ARGS(A(r->c.id), A(m->name)), NULL));
    TRY(clocks_stop_at(r, m->name, task ? task->id : NONE_I64));
    TRY(goes_on(r, m, task, &moved));
    TRY(note_move(r, m, &v, task, moved));
    if (m->pauses.p)
        TRY(clocks_pause(r, m->pauses));
    if (m->resumes.p)
        TRY(clocks_resume(r, m->resumes));
    if (m->merges)
        TRY(merge_into(r, &v));
    TRY(run_tell(r, m->tells, m->n_tells, said_to_all(&v, S("reason")),
                 said_to_all(&v, S("words"))));
    if (moved || m->to == TO_STAY)
        TRY(document_move(r, m, task, said(&v, S("reason"))));
    r->applied++;
    if (moved) {
        r->left_by  = text_in(&m->title, LANG_ZH);
        r->left_why = said(&v, S("reason"));
        r->c.returned += goes_back(r, m->to);
        r->c.level = level;
        TRY(step_to(r, m->to));
    } else {
        TRY(step_parties(r));
    }
    return case_open_others(r, m, &v);
}

/* The last move of this visit by which somebody did their part, of those that lead on. */
static const struct move *last_done(const struct run *r, const struct rows *tasks)
{
    const struct task_row *t    = tasks->at;
    const struct move     *last = NULL;
    int64_t                at   = NONE_I64;

    for (size_t i = 0; i < tasks->n; i++) {
        const struct move *m = t[i].move.p ? step_move(r->step, t[i].move) : NULL;

        if (t[i].round != r->c.acts || t[i].state != TASK_DONE || !m || m->to == TO_STAY ||
            t[i].ended < at)
            continue;
        last = m;
        at   = t[i].ended;
    }
    return last;
}

enum rc apply_by_others(struct run *r, bool *ret_went)
{
    const struct values none = { 0 };
    const struct move  *m;
    struct rows         tasks;

    *ret_went = false;
    TRY(run_tasks(r));
    if (!r->step->joint || r->step->done != JOINT_ALL || r->n_tasks)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_task_all, ARGS(A(r->c.id)), &tasks));
    m = last_done(r, &tasks);
    if (!m)
        return RC_OK;
    *ret_went = true;
    TRY(note_move(r, m, &none, NULL, true));
    TRY(document_move(r, m, NULL, STR_NONE));
    r->applied++;
    r->left_by = text_in(&m->title, LANG_ZH);
    r->c.returned += goes_back(r, m->to);
    r->c.level += m->level;
    return step_to(r, m->to);
}

/* -- by the program -- */

/* The answers that a move needs, as far as the program knows them: only the suggested unit. */
static enum rc known_answers(struct run *r, const struct move *m, const struct jval **ret_form,
                             bool *ret_enough)
{
    struct str text = S("{}");
    int64_t    unit;

    *ret_enough = true;
    for (size_t i = 0; i < m->form.n; i++) {
        if (!m->form.at[i].need)
            continue;
        *ret_enough = str_is(m->form.at[i].name, "unit") && *ret_enough;
        if (!*ret_enough)
            return RC_OK;
        TRY(suggest_unit(r, &unit));
        *ret_enough = unit != NONE_I64;
        text        = arena_fmt(r->w->arena, "{\"unit\":\"%lld\"}", (long long)unit);
    }
    return json_parse(r->w->arena, text, r->w->faults, ret_form);
}

static enum rc automatic_once(struct run *r, bool *ret_did)
{
    const struct move *m = r->step->automatic.p ? step_move(r->step, r->step->automatic) : NULL;
    const struct jval *form;
    struct task_row   *task = NULL;

    *ret_did = false;
    if (!m || r->c.state != CASE_OPEN)
        return RC_OK;
    TRY(move_open(r, m, ret_did));
    if (!*ret_did)
        return RC_OK;
    TRY(known_answers(r, m, &form, ret_did));
    if (!*ret_did)
        return RC_OK;
    TRY(run_tasks(r));
    if (r->n_tasks)
        task = &r->tasks[0];
    return apply_move(r, m, form, task);
}

enum rc apply_automatic(struct run *r)
{
    const struct actor *person = r->w->actor;
    enum rc             rc     = RC_OK;
    bool                did    = true;

    r->w->actor = &actor_system;
    while (rc == RC_OK && did && r->depth++ < AUTOMATIC_MOST)
        rc = automatic_once(r, &did);
    r->w->actor = person;
    return rc;
}
