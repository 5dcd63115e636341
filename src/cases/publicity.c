#include "cases/publicity.h"
#include "base/utf8.h"
#include "cases/words.h"

enum { TITLE_MOST = 100 };

static const struct text words_objection = {
    S("事项{number}的公示收到一条异议"),
    S("There is an objection to the notice of case {number}"),
};
static const struct text words_comment = {
    S("事项{number}的公示收到一条意见"),
    S("There is a comment on the notice of case {number}"),
};

static bool ever_shows(const struct process *pr)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        if (pr->steps[i].show)
            return true;
    return false;
}

enum rc shown_of(struct run *r, struct rows *ret)
{
    if (!r->shown_read && ever_shows(r->pr))
        TRY(db_all(r->w->tx, &stmt_shown_of, ARGS(A(r->c.id)), &r->shown));
    r->shown_read = true;
    *ret          = r->shown;
    return RC_OK;
}

/* -- what stands in it -- */

static struct str masked(struct run *r, const struct form_field *f, struct str text)
{
    struct buf *b = run_buf(r);

    mask_text(f->mask, text, b);
    return buf_str(b);
}

/* Personal fields masked, all others as they are: the checker has let none through that may not be
 * read. */
static enum rc filled(struct run *r, const struct show *s, struct pair *at)
{
    for (size_t i = 0; i < s->n_what; i++) {
        const struct form_field *f = form_field(&r->pr->fields, s->what[i]);

        at[i].name = s->what[i];
        TRY(words_of(r, s->what[i], &at[i].value));
        if (f && f->keep >= KEEP_PERSONAL)
            at[i].value = masked(r, f, at[i].value);
    }
    return RC_OK;
}

/* A title is one line. */
static struct str one_line(struct run *r, struct str text)
{
    struct buf *b    = run_buf(r);
    struct str  rest = text, line;

    while (str_split(&rest, '\n', &line)) {
        if (b->n)
            buf_add1(b, ' ');
        buf_add(b, line);
    }
    return utf8_brief(r->w->arena, buf_str(b), TITLE_MOST);
}

/* The place of that kind at or above the case's; the case's own where there is none. */
static enum rc place_of(struct run *r, const struct show *s, int64_t *ret)
{
    struct rows         rows;
    const struct place *at;
    struct place        top;

    *ret = r->c.place;
    if (r->c.place == NONE_I64) {
        TRY(place_top(r->w, &top));
        *ret = top.id;
        return RC_OK;
    }
    if (!s->at.p)
        return RC_OK;
    TRY(run_line(r, r->c.place, &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (str_eq(at[i].kind, s->at))
            *ret = at[i].id;
    return RC_OK;
}

static enum rc note(struct run *r, int64_t notice, const char *what)
{
    return run_note(
        r, "case.notice",
        arena_fmt(r->w->arena, "\"notice\":\"%lld\",\"is\":\"%s\"", (long long)notice, what));
}

enum rc shown_open(struct run *r)
{
    const struct show *s = r->step->show;
    struct pair       *at;
    struct notice_new  in;
    int64_t            id;

    if (!s)
        return RC_OK;
    at = ARENA_ARRAY(r->w->arena, struct pair, s->n_what + 1);
    TRY(filled(r, s, at));
    in = (struct notice_new){
        .title    = one_line(r, text_fill(r->w->arena, text_in(&s->title, LANG_ZH), at, s->n_what)),
        .body     = text_fill(r->w->arena, text_in(&s->words, LANG_ZH), at, s->n_what),
        .days     = s->days,
        .comments = s->comments,
        .objection_days = s->objections,
    };
    TRY(place_of(r, s, &in.place));
    TRY(notice_show(r->w, &in, &id));
    TRY(db_run(r->w->tx, &stmt_shown_put, ARGS(A(id), A(r->c.id), A(r->step->name), A(r->c.acts)),
               NULL));
    r->shown_read = false;
    return note(r, id, "open");
}

/* What everybody reads is what the pack calls the move, never what an office wrote with it. */
enum rc shown_close(struct run *r)
{
    struct rows             rows;
    const struct shown_row *at;

    if (!r->step->show)
        return RC_OK;
    TRY(shown_of(r, &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (at[i].state != NOTICE_OPEN)
            continue;
        TRY(notice_take_down(r->w, at[i].notice,
                             r->left_by.p ? r->left_by : S("事项已转入其他环节")));
        TRY(db_run(r->w->tx, &stmt_shown_why, ARGS(A(at[i].notice), A(r->left_why)), NULL));
        TRY(note(r, at[i].notice, at[i].to <= day_of(r->w->now) ? "over" : "withdrawn"));
    }
    r->shown_read = false;
    return RC_OK;
}

/* -- what is asked of it -- */

static const char *state_word(const struct shown_row *s, int64_t now)
{
    if (!s)
        return notice_words[0];
    if (s->state == NOTICE_OPEN && s->to > day_of(now))
        return notice_words[1];
    return notice_words[s->state == NOTICE_WITHDRAWN ? 3 : 2];
}

enum rc shown_value(struct run *r, enum case_name name, struct evalue *ret)
{
    const struct shown_row *last = NULL;
    struct rows             rows;
    int64_t                 n = 0;

    TRY(shown_of(r, &rows));
    if (rows.n)
        last = (const struct shown_row *)rows.at + rows.n - 1;
    if (name == CN_NOTICE) {
        *ret = (struct evalue){ .type = E_TEXT, .text = str_of(state_word(last, r->w->now)) };
        return RC_OK;
    }
    if (last)
        n = name == CN_OBJECTIONS ? last->objections : last->objections_open;
    *ret = (struct evalue){ .type = E_NUM, .num = (double)n };
    return RC_OK;
}

/* -- when something becomes of it -- */

static enum rc tell_tasks(struct run *r, const struct text *words)
{
    struct pair    number = { S("number"), r->c.number };
    struct tell_in in     = { .words = words, .params = &number, .n_params = 1 };

    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks; i++)
        TRY(run_tell_task(r, &r->tasks[i], &in));
    return RC_OK;
}

struct heard {
    int64_t case_id, notice;
    bool    objection;
};

/* Is it the notice of where the case stands now? */
static const struct shown_row *stands_for(const struct run *r, const struct rows *rows,
                                          int64_t notice)
{
    const struct shown_row *at = rows->at;

    for (size_t i = 0; i < rows->n; i++)
        if (at[i].notice == notice && str_eq(at[i].step, r->step->name) &&
            at[i].round == r->c.acts && r->c.state == CASE_OPEN)
            return &at[i];
    return NULL;
}

/* A case whose automatic move holds now goes on; one where nothing holds keeps its version, since
 * nobody changed it. */
static enum rc look_again(struct work *w, void *ctx)
{
    const struct heard     *h = ctx;
    const struct shown_row *s;
    struct run              r;
    struct rows             rows;

    TRY(run_load(w, h->case_id, &r));
    TRY(shown_of(&r, &rows));
    s = stands_for(&r, &rows, h->notice);
    if (!s)
        return RC_OK;
    if (h->objection)
        TRY(tell_tasks(&r, s->comments ? &words_comment : &words_objection));
    TRY(apply_automatic(&r));
    return r.applied ? run_save(&r) : RC_OK;
}

/* What a pack or its data make impossible must not keep the other cases waiting: somebody makes
 * the move by hand. */
static enum rc hear(struct work *w, const struct entry *e)
{
    struct heard  h = { .notice = e->subject, .objection = str_is(e->kind, "notice.objection") };
    struct id_row of;
    enum rc       rc = db_one(w->tx, &stmt_shown_case, ARGS(A(e->subject)), &of);

    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    h.case_id = of.id;
    rc        = work_part(w, look_again, &h);
    if (rc == RC_OK || work_lost(rc))
        return rc;
    w->faults->n = 0;
    return work_note(
        w, (struct entry){ .kind      = S("case.notice_stuck"),
                           .on        = S("case"),
                           .subject   = h.case_id,
                           .data.text = arena_fmt(w->arena, "{\"reason\":\"%s\"}", rc_code(rc)) });
}

static bool concerns(const struct entry *e)
{
    static const char *const kinds[] = { "notice.closed", "notice.withdrawn", "notice.objection",
                                         "notice.answered", NULL };

    return str_is_word(e->kind, kinds);
}

static enum rc follow(struct work *w, const struct entry *e, size_t n, void *ctx)
{
    (void)ctx;
    for (size_t i = 0; i < n; i++)
        if (concerns(&e[i]))
            TRY(hear(w, &e[i]));
    return RC_OK;
}

const struct follower case_notice_follower = { .name  = "case notices",
                                               .batch = 200,
                                               .run   = follow };
