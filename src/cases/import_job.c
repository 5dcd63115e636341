#include "cases/import_job.h"
#include "base/log.h"
#include "http/call.h"
#include "people/people.h"
#include "work/services.h"
#include "work/slow.h"

#include <stdlib.h>

enum { JOB_ROOM = 512 << 20, REPORT_MOST = 16 << 20, REASON_MOST = 4000 };

const char *const import_job_states[] = { "running", "done", "failed", "broken", NULL };

/* -- on a thread of its own line -- */

struct job {
    struct slow_task   task;
    struct services   *s;
    struct arena      *a;
    struct case_import in;
    int64_t            account, id;
    struct faults      faults;
    /* what came of it */
    const struct actor       *actor;
    enum rc                   rc;
    struct case_import_report report;
};

static enum rc find_actor(struct work *w, void *ctx)
{
    struct job *j = ctx;

    return people_actor(w, j->account, &j->actor);
}

static struct str why(struct job *j)
{
    struct buf *b = arena_buf(j->a, REASON_MOST);

    if (j->faults.n)
        fault_render(&j->faults.at[0], j->in.lang, b);
    else
        say_render(rc_say(j->rc), j->in.lang, NULL, 0, b);
    return buf_str(b);
}

static enum rc write_end(struct work *w, void *ctx)
{
    struct job *j = ctx;
    struct buf *b = arena_buf(w->arena, REPORT_MOST);
    struct jw   json;

    if (j->rc != RC_OK)
        return db_run(w->tx, &stmt_job_end,
                      ARGS(A(j->id), A(w->now), A(why(j)), A(STR_NONE), arg_b(STR_NONE)), NULL);
    jw_init(&json, b);
    shape_to_json(&case_import_report_shape, &j->report, (struct view){ 0 }, &json);
    TRY(buf_check(b));
    TRY(import_job_step(w, j->id, &j->report));
    return db_run(w->tx, &stmt_job_end,
                  ARGS(A(j->id), A(w->now), A(STR_NONE), A(buf_str(b)), arg_b(j->report.back)),
                  NULL);
}

static void run(struct slow_task *t)
{
    struct job *j = (struct job *)t;

    j->rc = work_do(j->s, &actor_system, WORK_READ, find_actor, j, &j->faults);
    if (j->rc == RC_OK)
        j->rc = case_import(j->s, j->actor, &j->in, j->a, &j->faults, &j->report);
    if (work_do(j->s, &actor_system, WORK_WRITE, write_end, j, NULL) != RC_OK)
        log_warn("an import ended and its report could not be kept"); /* it shows as broken */
    if (j->actor)
        people_actor_release(j->actor);
    arena_free(j->a);
    free(j);
}

/* -- beginning -- */

static enum rc write_begin(struct work *w, void *ctx)
{
    struct job *j = ctx;

    j->id = j->in.job = work_id(w);
    TRY(db_run(w->tx, &stmt_job_old, ARGS(A(w->now - IMPORT_JOB_KEPT_US)), NULL));
    return db_run(w->tx, &stmt_job_put,
                  ARGS(A(j->id), A(j->account), A(j->in.file), A(j->in.dry), A(w->now)), NULL);
}

static struct job *job_new(struct services *s, const struct actor *actor,
                           const struct case_import *in)
{
    struct job *j = calloc(1, sizeof(*j));

    BUG_ON(!j);
    j->task.run   = run;
    j->s          = s;
    j->account    = actor->account;
    j->a          = arena_new(JOB_ROOM);
    j->in         = *in;
    j->in.text    = arena_str(j->a, in->text);
    j->in.file    = arena_str(j->a, in->file);
    j->in.process = arena_str(j->a, in->process);
    return j;
}

static enum rc give_up(struct work *w, void *ctx)
{
    struct job *j = ctx;

    j->rc = RC_BUSY;
    return write_end(w, j);
}

enum rc import_job_begin(struct services *s, const struct actor *actor,
                         const struct case_import *in, struct faults *f, int64_t *ret_id)
{
    struct job *j  = job_new(s, actor, in);
    enum rc     rc = work_do(s, actor, WORK_WRITE, write_begin, j, f);

    *ret_id = j->id; /* the task may end before this does */
    if (rc == RC_OK) {
        rc = slow_take(s->jobs, &j->task);
        if (rc == RC_OK)
            return RC_OK;
        (void)!work_do(s, actor, WORK_WRITE, give_up, j, NULL);
    }
    arena_free(j->a);
    free(j);
    return rc;
}

enum rc import_job_step(struct work *w, int64_t id, const struct case_import_report *r)
{
    return db_run(w->tx, &stmt_job_step,
                  ARGS(A(id), A(w->now), A(r->given), A(r->taken), A(r->again), A(r->refused)),
                  NULL);
}

/* -- asking how far it is -- */

struct job_view {
    int64_t     id, asked, ended;
    int32_t     state;
    struct str  file;
    bool        dry;
    int64_t     given, done, taken, again, refused;
    struct str  failed;
    struct json report;
};
#define T struct job_view
static const struct field view_fields[] = {
    F(T, id, .as = AS_ID),
    F(T, state, .words = import_job_states,
      .doc = "failed: see failed; broken: it did not get on for long, send the file again"),
    F(T, file, .opt = true, .doc = "its name"),
    F(T, dry, .doc = "nothing is changed"),
    F(T, asked, .as = AS_TIME),
    F(T, ended, .as = AS_TIME, .opt = true),
    F(T, given, .doc = "rows of the file; 0 until it was read"),
    F(T, done, .doc = "rows so far: taken, again and refused"),
    F(T, taken),
    F(T, again),
    F(T, refused),
    F(T, failed, .opt = true, .doc = "why the file as a whole was refused"),
    F(T, report, .opt = true, .doc = "when it is done: as POST /imports/cases tells it"),
};
static const struct shape view_shape = SHAPE(T, view_fields);
#undef T

static int32_t state_of(const struct import_job_row *r, int64_t now)
{
    if (r->failed.p)
        return JOB_FAILED;
    if (r->ended != NONE_I64)
        return JOB_DONE;
    return now - r->seen > IMPORT_JOB_STILL_US ? JOB_BROKEN : JOB_RUNNING;
}

static struct job_view view_of(const struct import_job_row *r, int64_t now)
{
    return (struct job_view){ .id      = r->id,
                              .asked   = r->asked,
                              .ended   = r->ended,
                              .state   = state_of(r, now),
                              .file    = r->file,
                              .dry     = r->dry,
                              .given   = r->given,
                              .done    = r->taken + r->again + r->refused,
                              .taken   = r->taken,
                              .again   = r->again,
                              .refused = r->refused,
                              .failed  = r->failed,
                              .report  = r->report };
}

static enum rc get_jobs(struct request *q, struct work *w)
{
    const struct import_job_row *row;
    struct rows                  rows;
    struct job_view             *at;

    TRY(db_all(
        w->tx, &stmt_job_list,
        ARGS(A(w->actor->account), A(w->now - IMPORT_JOB_KEPT_US), A((int64_t)IMPORT_JOBS_TOLD)),
        &rows));
    row = rows.at;
    at  = ARENA_ARRAY(w->arena, struct job_view, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        at[i] = view_of(&row[i], w->now);
    return reply_list(q, &view_shape, &(struct rows_view){ at, rows.n }, STR_NONE, STR_NONE);
}

static enum rc get_job(struct request *q, struct work *w)
{
    struct import_job_row row;
    struct job_view       view;

    TRY(db_one(w->tx, &stmt_job_get, ARGS(A(q->path.id), A(w->actor->account)), &row));
    view = view_of(&row, w->now);
    return reply(q, 200, &view_shape, &view);
}

static enum rc get_back(struct request *q, struct work *w)
{
    struct str      back = STR_NONE;
    enum sheet_form form;

    TRY(db_one(w->tx, &stmt_job_back, ARGS(A(q->path.id), A(w->actor->account)), &back));
    if (!back.n)
        return RC_NOT_FOUND;
    form = str_starts(back, S("PK\x03\x04")) ? SHEET_XLSX : SHEET_CSV;
    return reply_download(q, sheet_type(form), sheet_bytes(w->arena, form, back),
                          sheet_name(w->arena, S("refused"), form));
}

/* -- beginning, over HTTP -- */

static enum rc before_job(struct request *q, struct work *w)
{
    struct case_import in;
    int64_t           *id = ARENA_NEW(w->arena, int64_t);

    case_import_asked(q, &in);
    q->found = id;
    return import_job_begin(w->services, w->actor, &in, w->faults, id);
}

static enum rc post_job(struct request *q, struct work *w)
{
    const int64_t        *id = q->found;
    struct import_job_row row;
    struct job_view       view;

    TRY(db_one(w->tx, &stmt_job_get, ARGS(A(*id), A(w->actor->account)), &row));
    view = view_of(&row, w->now);
    return reply(q, 201, &view_shape, &view);
}

const struct route case_import_job_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/imports/cases/jobs",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &case_import_query_shape,
      .reply      = &view_shape,
      .body_most  = CASE_IMPORT_BODY_MOST,
      .per_minute = 30,
      .before     = before_job,
      .run        = post_job,
      .doc = "The same as POST /imports/cases in the background: may be left, and asked for." },
    { .on         = GET,
      .path       = "/api/v1/imports/cases/jobs",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_READ,
      .reply      = &view_shape,
      .reply_list = true,
      .run        = get_jobs,
      .doc        = "One's own imports of the last three days, the newest first." },
    { .on    = GET,
      .path  = "/api/v1/imports/cases/jobs/{id}",
      .can   = CAP_CASE_IMPORT,
      .tx    = WORK_READ,
      .reply = &view_shape,
      .run   = get_job,
      .doc   = "How far an import of one's own is, and at its end what came of it." },
    { .on         = GET,
      .path       = "/api/v1/imports/cases/jobs/{id}/refused",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_READ,
      .reply_type = "*/*", /* as what came in */
      .run        = get_back,
      .doc        = "Its refused rows as they stood, with line, column and reason behind." },
    { 0 },
};
