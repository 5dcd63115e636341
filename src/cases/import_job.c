#include "cases/import_job.h"
#include "base/log.h"
#include "cases/room.h"
#include "http/call.h"
#include "people/people.h"
#include "work/slow.h"

#include <stdlib.h>

enum { JOB_ROOM = 512 << 20, REASON_MOST = 4000 };

const char *const import_job_states[] = { "running", "done", "failed", "broken", NULL };

static const struct say say_gone = SAY("import_sender_gone", "发起导入的账号或令牌已停用",
                                       "the account or the token that sent it is no longer in use");

/* -- on a thread of its own line -- */

struct job {
    struct import_run         run;
    struct slow_task          task;
    const struct import_kind *kind;
    int64_t                   account, token;
    struct import_live        live;
    enum rc                   rc;
};

static enum rc find_actor(struct work *w, void *ctx)
{
    struct job *j  = ctx;
    enum rc     rc = people_actor_by(w, j->account, j->token, &j->run.actor);

    return rc == RC_NOT_FOUND ? WORK_FAULT(w, RC_DENIED, &say_gone) : rc;
}

static struct str why(struct job *j)
{
    struct buf *b = arena_buf(j->run.a, REASON_MOST);

    if (j->run.faults.n)
        fault_render(&j->run.faults.at[0], j->run.lang, b);
    else
        say_render(rc_say(j->rc), j->run.lang, NULL, 0, b);
    return buf_str(b);
}

static enum rc write_end(struct work *w, void *ctx)
{
    struct job        *j = ctx;
    struct import_run *r = &j->run;

    if (j->rc != RC_OK)
        return db_run(w->tx, &stmt_job_end,
                      ARGS(A(r->id), A(w->now), A(why(j)), A(STR_NONE), arg_b(STR_NONE)), NULL);
    TRY(import_job_step(w, r->id, &r->n));
    return db_run(w->tx, &stmt_job_end,
                  ARGS(A(r->id), A(w->now), A(STR_NONE), A(r->report), arg_b(r->back)), NULL);
}

static void free_job(struct job *j)
{
    room_live_end(j->run.s, &j->live);
    arena_free(j->run.a);
    free(j);
}

static void run(struct slow_task *t)
{
    struct job        *j = (struct job *)((char *)t - offsetof(struct job, task));
    struct import_run *r = &j->run;

    r->actor = NULL;
    j->rc    = work_do(r->s, &actor_system, WORK_READ, find_actor, j, &r->faults);
    if (j->rc == RC_OK)
        j->rc = j->kind->run(r);
    if (work_do(r->s, &actor_system, WORK_WRITE, write_end, j, NULL) != RC_OK)
        log_warn("an import ended and its report could not be kept"); /* it shows as broken */
    if (r->actor)
        people_actor_release(r->actor);
    free_job(j);
}

void import_job_far(void *ctx, int64_t given, int64_t done)
{
    struct job *j = ctx; /* its first member */

    atomic_store(&j->live.given, given);
    atomic_store(&j->live.done, done);
}

/* -- beginning -- */

static int64_t token_of(const struct actor *a)
{
    return a->token ? a->token : NONE_I64;
}

static enum rc write_begin(struct work *w, void *ctx)
{
    struct job        *j = ctx;
    struct import_run *r = &j->run;

    r->id = j->live.id = work_id(w);
    TRY(db_run(w->tx, &stmt_job_old, ARGS(A(w->now - IMPORT_JOB_KEPT_US)), NULL));
    return db_run(w->tx, &stmt_job_put,
                  ARGS(A(r->id), A(j->account), A(token_of(r->actor)), A(str_of(j->kind->name)),
                       A(r->file), A(r->dry), A(w->now)),
                  NULL);
}

struct import_run *import_job_new(struct services *s, const struct actor *actor,
                                  const struct import_kind *kind)
{
    struct job *j = calloc(1, sizeof(*j));

    BUG_ON(!j);
    j->task.run  = run;
    j->kind      = kind;
    j->account   = actor->account;
    j->token     = actor->token;
    j->run.s     = s;
    j->run.actor = actor; /* until it runs: then as they are then */
    j->run.a     = arena_new(JOB_ROOM);
    return &j->run;
}

void import_job_free(struct import_run *r)
{
    free_job((struct job *)r);
}

static enum rc give_up(struct work *w, void *ctx)
{
    struct job *j = ctx;

    j->rc = RC_BUSY;
    return write_end(w, j);
}

enum rc import_job_begin(struct import_run *r, struct faults *f, int64_t *ret_id)
{
    struct job         *j     = (struct job *)r;
    const struct actor *actor = r->actor;
    enum rc             rc    = work_do(r->s, actor, WORK_WRITE, write_begin, j, f);

    *ret_id = r->id; /* the task may end before this does */
    if (rc == RC_OK) {
        room_live_begin(r->s, &j->live);
        rc = slow_take(r->s->jobs, &j->task);
        if (rc == RC_OK)
            return RC_OK;
        (void)!work_do(r->s, actor, WORK_WRITE, give_up, j, NULL);
    }
    free_job(j);
    return rc;
}

enum rc import_job_step(struct work *w, int64_t id, const struct import_counts *n)
{
    return db_run(w->tx, &stmt_job_step,
                  ARGS(A(id), A(w->now), A(n->given), A(n->taken), A(n->again), A(n->refused)),
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
    F(T, done, .doc = "rows so far; at the end the sum of taken, again and refused"),
    F(T, taken, .doc = "new or changed"),
    F(T, again, .doc = "there before as they are"),
    F(T, refused),
    F(T, failed, .opt = true, .doc = "why the file as a whole was refused"),
    F(T, report, .opt = true, .doc = "when it is done: as the same import tells it at once"),
};
const struct shape import_job_shape = SHAPE(T, view_fields);
#undef T

static int32_t state_of(const struct work *w, const struct import_job_row *r, bool live)
{
    if (r->failed.p)
        return JOB_FAILED;
    if (r->ended != NONE_I64)
        return JOB_DONE;
    if (live)
        return JOB_RUNNING;
    return room_live_lost(w->services, r->seen) || w->now - r->seen > IMPORT_JOB_STILL_US
               ? JOB_BROKEN
               : JOB_RUNNING;
}

static struct job_view view_of(const struct work *w, const struct import_job_row *r)
{
    struct job_view v = { .id      = r->id,
                          .asked   = r->asked,
                          .ended   = r->ended,
                          .file    = r->file,
                          .dry     = r->dry,
                          .given   = r->given,
                          .done    = r->taken + r->again + r->refused,
                          .taken   = r->taken,
                          .again   = r->again,
                          .refused = r->refused,
                          .failed  = r->failed,
                          .report  = r->report };
    int64_t         given, done;
    bool            live = room_live_get(w->services, r->id, &given, &done);

    v.state = state_of(w, r, live);
    if (v.state == JOB_RUNNING && live && given) { /* by what is committed it has not begun */
        v.given = given;
        v.done  = done;
    }
    return v;
}

static struct str kind_of(const struct import_kind *kind)
{
    return str_of(kind->name);
}

enum rc import_job_sent(struct request *q, struct work *w, struct import_run *r)
{
    int64_t *id = ARENA_NEW(w->arena, int64_t);

    r->lang  = q->lang;
    q->found = id;
    return import_job_begin(r, w->faults, id);
}

static struct str asked_kind(const struct request *q)
{
    return kind_of(q->route->of);
}

enum rc import_job_get_all(struct request *q, struct work *w)
{
    const struct import_job_row *row;
    struct rows                  rows;
    struct job_view             *at;

    TRY(db_all(w->tx, &stmt_job_list,
               ARGS(A(w->actor->account), A(token_of(w->actor)), A(asked_kind(q)),
                    A(w->now - IMPORT_JOB_KEPT_US), A((int64_t)IMPORT_JOBS_TOLD)),
               &rows));
    row = rows.at;
    at  = ARENA_ARRAY(w->arena, struct job_view, rows.n);
    for (size_t i = 0; i < rows.n; i++)
        at[i] = view_of(w, &row[i]);
    return reply_list(q, &import_job_shape, &(struct rows_view){ at, rows.n }, STR_NONE, STR_NONE);
}

static enum rc reply_one(struct request *q, struct work *w, int64_t id, int status)
{
    struct import_job_row row;
    struct job_view       view;

    TRY(db_one(w->tx, &stmt_job_get,
               ARGS(A(id), A(w->actor->account), A(token_of(w->actor)), A(asked_kind(q))), &row));
    view = view_of(w, &row);
    return reply(q, status, &import_job_shape, &view);
}

enum rc import_job_get(struct request *q, struct work *w)
{
    return reply_one(q, w, q->path.id, 200);
}

enum rc import_job_post(struct request *q, struct work *w)
{
    return reply_one(q, w, *(const int64_t *)q->found, 201);
}

enum rc import_job_get_back(struct request *q, struct work *w)
{
    struct str      back = STR_NONE;
    enum sheet_form form;

    TRY(db_one(w->tx, &stmt_job_back,
               ARGS(A(q->path.id), A(w->actor->account), A(token_of(w->actor)), A(asked_kind(q))),
               &back));
    if (!back.n)
        return RC_NOT_FOUND;
    form = str_starts(back, S("PK\x03\x04")) ? SHEET_XLSX : SHEET_CSV;
    return reply_download(q, sheet_type(form), sheet_bytes(w->arena, form, back),
                          sheet_name(w->arena, S("refused"), form));
}
