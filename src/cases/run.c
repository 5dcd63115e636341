/* run: a case and its process, loaded, saved, told. */
#include "cases/merged.h"
#include "cases/words.h"

#include <math.h>

static const struct say say_no_case = SAY("no_case", "没有这个事项", "there is no such case");
static const struct say say_no_practice =
    SAY("no_practice", "该事项所依据的制度版本{0}无法读取",
        "version {0} of the practice, by which this case runs, cannot be read");

struct buf *run_buf(struct run *r)
{
    return arena_buf(r->w->arena, 1 << 20);
}

static enum rc parse_form(struct run *r)
{
    r->form = NULL;
    if (!r->c.form.text.p)
        return RC_OK;
    return json_parse(r->w->arena, r->c.form.text, r->w->faults, &r->form);
}

enum rc run_of_row(struct work *w, const struct case_row *row, struct run *ret)
{
    struct run r = { .w             = w,
                     .c             = *row,
                     .stored        = *row,
                     .place_before  = row->place,
                     .suggested.org = NONE_I64,
                     .comes_from    = NONE_I64 };
    int32_t    step;
    enum rc    rc = practice_version(w, row->practice, &r.p);

    if (rc != RC_OK)
        return fault(w->faults, rc == RC_NOT_FOUND || rc == RC_INVALID ? RC_INTERNAL : rc,
                     &say_no_practice, arena_fmt(w->arena, "%lld", (long long)row->practice),
                     STR_NONE);
    r.pr = practice_process(r.p, row->process);
    BUG_ON(!r.pr); /* a stored version is checked, and rows are written by it */
    step = process_step(r.pr, row->step);
    BUG_ON(step < 0);
    r.step = &r.pr->steps[step];
    TRY(parse_form(&r));
    *ret = r;
    return RC_OK;
}

enum rc run_load(struct work *w, int64_t id, struct run *ret)
{
    struct case_row row;
    enum rc         rc = db_one(w->tx, &stmt_case_get, ARGS(A(id)), &row);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_case);
    TRY(rc);
    return run_of_row(w, &row, ret);
}

bool run_over(const struct run *r, int32_t to)
{
    return to != NONE_I32 && to <= day_of(r->w->now);
}

/* It lies elsewhere now: figures take it from there to here. */
enum rc run_note_placed(struct run *r)
{
    int64_t from = r->place_before;

    if (from == r->c.place)
        return RC_OK;
    r->place_before = r->c.place;
    return run_note(r, "case.placed",
                    arena_fmt(r->w->arena, "\"from\":\"%lld\",\"open\":%s,\"late\":%lld",
                              (long long)from, r->c.state == CASE_OPEN ? "true" : "false",
                              (long long)r->c.late));
}

static bool same_real(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* Whose, where and what it is: most moves change none of it, and the indexes that hold it need not
 * be written again then. */
static bool is_where_it_was(const struct run *r)
{
    const struct case_row *c = &r->c, *s = &r->stored;

    return c->id == s->id && c->channel == s->channel && c->place == s->place &&
           c->unit == s->unit && c->initiator == s->initiator && c->opened == s->opened &&
           c->parent == s->parent && c->same_key == s->same_key &&
           str_eq(c->place_path, s->place_path) && str_eq(c->unit_path, s->unit_path) &&
           str_eq(c->title, s->title) && str_eq(c->words, s->words) &&
           str_eq(c->address, s->address) && same_real(c->lon, s->lon) && same_real(c->lat, s->lat);
}

static enum rc write_step(struct run *r, int64_t *ret_changed)
{
    const struct case_row *c = &r->c;

    return db_run(r->w->tx, &stmt_case_update_step,
                  ARGS(A(c->id), A(c->step), A(c->state), A(c->version), A(c->class), A(c->grade),
                       A(c->level), A(c->due), A(c->closed), A(c->card), A(c->late), A(c->returned),
                       A(c->reopened), A(c->outcome < 0 ? NONE_I64 : (int64_t)c->outcome),
                       A(c->ended_as), A(c->merged), A(c->acts), A(c->form.text)),
                  ret_changed);
}

static enum rc write_row(struct run *r, int64_t *ret_changed)
{
    const struct case_row *c = &r->c;

    return db_run(r->w->tx, &stmt_case_update,
                  ARGS(A(c->id), A(c->step), A(c->state), A(c->version), A(c->channel), A(c->class),
                       A(c->grade), A(c->title), A(c->words), A(c->place), A(c->place_path),
                       A(c->lon), A(c->lat), A(c->address), A(c->unit), A(c->unit_path),
                       A(c->level), A(c->initiator), A(c->opened), A(c->due), A(c->closed),
                       A(c->card), A(c->late), A(c->returned), A(c->reopened),
                       A(c->outcome < 0 ? NONE_I64 : (int64_t)c->outcome), A(c->ended_as),
                       A(c->parent), A(c->merged), A(c->acts), A(c->form.text), A(c->same_key)),
                  ret_changed);
}

enum rc run_save(struct run *r)
{
    int64_t changed;

    TRY(run_note_placed(r));
    r->c.version++;
    if (is_where_it_was(r))
        TRY(write_step(r, &changed));
    else
        TRY(write_row(r, &changed));
    if (changed != 1)
        return fault(r->w->faults, RC_CONFLICT, &say_changed,
                     arena_fmt(r->w->arena, "%lld", (long long)r->c.version - 1), STR_NONE);
    if (r->c.unit != r->stored.unit || r->c.place != r->stored.place)
        TRY(case_index_later(r->w, r->c.id));
    r->stored = r->c;
    return RC_OK;
}

enum rc run_tasks(struct run *r)
{
    struct rows rows;

    if (r->tasks_read)
        return RC_OK;
    if (r->c.state == CASE_ENDED) { /* whatever was open there fell away; nothing is looked up */
        r->n_tasks    = 0;
        r->tasks_read = true;
        return RC_OK;
    }
    TRY(db_all(r->w->tx, &stmt_task_open, ARGS(A(r->c.id)), &rows));
    r->tasks      = rows.at;
    r->n_tasks    = rows.n;
    r->tasks_read = true;
    return RC_OK;
}

enum rc run_tasks_without(struct run *r, int64_t seat)
{
    struct task_row *at;
    size_t           n = 0;

    TRY(run_tasks(r));
    at = ARENA_ARRAY(r->w->arena, struct task_row, r->n_tasks + 1);
    for (size_t i = 0; i < r->n_tasks; i++)
        if (r->tasks[i].seat != seat)
            at[n++] = r->tasks[i];
    r->tasks   = at;
    r->n_tasks = n;
    return RC_OK;
}

void run_tasks_forget(struct run *r)
{
    r->tasks_read = false;
}

enum rc run_line(struct run *r, int64_t place, struct rows *ret)
{
    if (!r->line.n || r->line_of != place) {
        TRY(place_line(r->w, place, &r->line));
        r->line_of = place;
    }
    *ret = r->line;
    return RC_OK;
}

enum rc run_note(struct run *r, const char *kind, struct str more)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "process");
    jw_str(&w, r->c.process);
    if (r->c.class.p) {
        jw_keyc(&w, "class");
        jw_str(&w, r->c.class);
    }
    jw_keyc(&w, "step");
    jw_str(&w, r->c.step);
    if (r->c.place != NONE_I64) {
        jw_keyc(&w, "place");
        jw_id(&w, r->c.place);
    }
    if (r->c.unit != NONE_I64) {
        jw_keyc(&w, "unit");
        jw_id(&w, r->c.unit);
    }
    if (r->c.confidential) { /* for whoever shows the journal */
        jw_keyc(&w, "confidential");
        jw_bool(&w, true);
    }
    if (more.n) {
        buf_add1(b, ',');
        buf_add(b, more);
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    return work_note(r->w, (struct entry){ .kind       = str_of(kind),
                                           .on         = S("case"),
                                           .subject    = r->c.id,
                                           .place_path = r->c.place_path,
                                           .org_path   = r->c.unit_path,
                                           .data.text  = buf_str(b) });
}

/* -- messages -- */

/* What a move says that names no text. */
static const struct text words_plain = {
    S("事项{number}“{title}”有新的进展"),
    S("There is news of case {number} “{title}”"),
};

/* Of the version that the case runs by; NULL: it has none of that name, and the one in force may.
 */
static const struct text *words_told(const struct run *r, const struct tell *t)
{
    return t->text.p ? practice_text(r->p, t->text) : &words_plain;
}

enum rc run_tell_seat(struct run *r, const struct seat *to, const struct tell_in *what)
{
    struct tell_in in = *what;

    in.account = to->account;
    in.post    = to->post;
    in.place   = to->place;
    in.org     = to->org;
    in.on      = S("case");
    in.subject = r->c.id;
    return notice_tell(r->w, &in);
}

enum rc run_tell_task(struct run *r, const struct task_row *of, const struct tell_in *what)
{
    struct seat to = {
        .account = of->account, .post = of->post, .place = of->place, .org = of->org
    };

    return run_tell_seat(r, &to, what);
}

static enum rc tell_seats(struct run *r, const struct tell *t, const struct pair *params, size_t n)
{
    struct tell_in in = {
        .text = t->text, .words = words_told(r, t), .params = params, .n_params = n
    };
    struct seats seats = { 0 };

    TRY(merged_words(r, &in.words));
    TRY(who_seats(r, &t->who, &seats));
    for (size_t i = 0; i < seats.n; i++)
        TRY(run_tell_seat(r, &seats.at[i], &in));
    return RC_OK;
}

enum rc run_tell(struct run *r, const struct tell *tells, size_t n, struct str reason,
                 struct str words)
{
    struct pair params[] = {
        { S("number"), r->c.number },
        { S("title"), r->c.title },
        { S("step"), text_in(&r->step->title, LANG_ZH) },
        { S("due"), r->c.due == NONE_I64 ? S("") : words_time(r->w->arena, LANG_ZH, r->c.due) },
        { S("reason"), reason.p ? reason : S("") },
        { S("words"), words.p ? words : S("") },
        { S("class"), S("") },
        { S("place"), S("") },
    };

    if (n == 0)
        return RC_OK;
    TRY(words_of(r, S("class"), &params[6].value));
    TRY(words_of(r, S("place"), &params[7].value));
    for (size_t i = 0; i < n; i++)
        TRY(tell_seats(r, &tells[i], params, ARRAY_LEN(params)));
    return RC_OK;
}

/* -- the case's own form -- */

enum rc run_form_put(struct run *r, const struct values *v)
{
    struct buf *b = run_buf(r);
    struct jw   w;
    size_t      n = 0;

    jw_init(&w, b);
    jw_obj(&w);
    for (const struct jval *m = r->form ? r->form->first : NULL; m; m = m->next) {
        if (values_get(v, m->name))
            continue;
        jw_key(&w, m->name);
        jw_raw(&w, m->raw);
        n++;
    }
    for (size_t i = 0; i < v->n; i++) {
        if (!v->at[i].given || !v->at[i].json.p)
            continue;
        jw_key(&w, v->at[i].f->name);
        jw_raw(&w, v->at[i].json);
        n++;
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    r->c.form.text = n ? buf_str(b) : STR_NONE;
    return parse_form(r);
}
