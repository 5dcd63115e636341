#ifndef LINLI_CASES_IMPORT_JOB_H
#define LINLI_CASES_IMPORT_JOB_H
/*
 * import_job: imports in the background, of cases and of other kinds of rows.
 * Whoever sent the file may leave and ask later how far it is. What is
 * committed in batches tells of itself in the same unit; what is one unit
 * tells how far it is in memory, in the process that does it. The file itself
 * is not kept: when the program ends in between, the job is told as broken
 * off with what was taken, at once by the next process where there is only
 * one, else when it did not get on for ten minutes; the file is sent again
 * (rows that were taken are known again).
 */
#include "cases/import.h"
#include "http/request.h"

enum { IMPORT_JOBS_TOLD = 20 };
#define IMPORT_JOB_KEPT_US  (3 * US_DAY)
#define IMPORT_JOB_STILL_US (10 * US_MINUTE) /* without getting on: it is broken off */

enum import_job_state { JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_BROKEN };
extern const char *const import_job_states[];

struct import_counts {
    int64_t given, taken, again, refused;
};

/* One that goes on: on a thread that may wait. */
struct import_run {
    struct services    *s;
    const struct actor *actor; /* who sent it, as they are now; by the token that they sent it by */
    struct arena       *a;     /* as long as the job */
    int64_t             id;
    bool                dry;
    enum lang           lang;
    struct str          file, text; /* its name, and all of it; in `a` */
    const void         *ask;        /* the kind's own; in `a` */
    struct faults       faults;
    /* what came of it; set by the kind, in `a` */
    struct import_counts n;
    struct str           report; /* JSON */
    struct str           back;   /* the refused rows as a file */
};
struct import_kind {
    const char *name; /* of its rows, in the table */
    enum rc (*run)(struct import_run *r);
};

/* Whoever wants one fills in what is said above, up to `ask`; then it is begun, or unmade. */
struct import_run *import_job_new(struct services *s, const struct actor *actor,
                                  const struct import_kind *kind);
void               import_job_free(struct import_run *r);
/* Not on a thread of the writer. `r` is the job's, whatever the result. RC_BUSY: too many wait.
 * What is wrong with the file is told by the job. */
CHECKED enum rc import_job_begin(struct import_run *r, struct faults *f, int64_t *ret_id);
/* Within the unit that took a batch. */
CHECKED enum rc import_job_step(struct work *w, int64_t id, const struct import_counts *n);
/* So far, `done` of `given` rows: by the kind, within one long unit. `ctx` is the import_run. */
void import_job_far(void *ctx, int64_t given, int64_t done);

/* Begun by a request: what import_job_begin does, for `before` of the routes below. */
CHECKED enum rc import_job_sent(struct request *q, struct work *w, struct import_run *r);

/*
 * The routes of a kind: sending a file, and asking for one's own of that kind; for an API token,
 * for those that it began. `before` makes the run and ends with import_job_sent.
 */
extern const struct shape import_job_shape;
enum rc                   import_job_post(struct request *q, struct work *w);
enum rc                   import_job_get_all(struct request *q, struct work *w);
enum rc                   import_job_get(struct request *q, struct work *w);
enum rc                   import_job_get_back(struct request *q, struct work *w);
#define IMPORT_JOB_SENDING(PATH, CAP, KIND, QUERY, MOST, BEFORE, DOC)                              \
    {                                                                                              \
        .on = POST, .path = PATH, .can = CAP, .tx = WORK_WRITE, .takes = BODY_RAW, .query = QUERY, \
        .reply = &import_job_shape, .body_most = MOST, .per_minute = 30, .before = BEFORE,         \
        .run = import_job_post, .of = KIND, .doc = DOC                                             \
    }
#define IMPORT_JOB_ASKING(PATH, CAP, KIND)                                                         \
    { .on         = GET,                                                                           \
      .path       = PATH,                                                                          \
      .can        = CAP,                                                                           \
      .tx         = WORK_READ,                                                                     \
      .reply      = &import_job_shape,                                                             \
      .reply_list = true,                                                                          \
      .run        = import_job_get_all,                                                            \
      .of         = KIND,                                                                          \
      .doc        = "One's own imports of this kind of the last three days, the newest first." },         \
        { .on    = GET,                                                                            \
          .path  = PATH "/{id}",                                                                   \
          .can   = CAP,                                                                            \
          .tx    = WORK_READ,                                                                      \
          .reply = &import_job_shape,                                                              \
          .run   = import_job_get,                                                                 \
          .of    = KIND,                                                                           \
          .doc   = "How far an import of one's own is, and at its end what came of it." },           \
    {                                                                                              \
        .on = GET, .path = PATH "/{id}/refused", .can = CAP, .tx = WORK_READ, .reply_type = "*/*", \
        .run = import_job_get_back, .of = KIND,                                                    \
        .doc = "Its refused rows as they stood and as a file of the same form, with line and "     \
               "reason beside."                                                                    \
    }

struct import_job_row {
    int64_t     id, account, asked, seen, ended;
    struct str  file;
    bool        dry;
    int64_t     given, taken, again, refused;
    struct str  failed;
    struct json report;
};
extern const struct stmt stmt_job_put, stmt_job_step, stmt_job_end, stmt_job_get, stmt_job_back,
    stmt_job_list, stmt_job_old;

extern const struct route case_import_job_routes[];

/* -- list_sheet.c: the list of cases as a workbook -- */
extern const struct shape list_sheet_shape;
enum rc                   list_sheet_before(struct request *q, struct work *w);
enum rc                   list_sheet_post(struct request *q, struct work *w);

/* -- import_routes.c -- */
enum { CASE_IMPORT_BODY_MOST = 16 << 20 };
extern const struct shape case_import_query_shape;
/* What a request that is asked by that shape asks for. */
void case_import_asked(const struct request *q, struct case_import *ret);

#endif
