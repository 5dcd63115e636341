#ifndef LINLI_CASES_IMPORT_JOB_H
#define LINLI_CASES_IMPORT_JOB_H
/*
 * import_job: an import in the background. Whoever sent the file may leave
 * and ask later how far it is; each batch of rows and the counts that tell of
 * it are committed together. The file itself is not kept: when the program
 * ends in between, the job is told as broken off, and the file is sent again
 * (rows with an outside number are filed once).
 */
#include "cases/import.h"
#include "http/request.h"

enum { IMPORT_JOBS_TOLD = 20 };
#define IMPORT_JOB_KEPT_US  (3 * US_DAY)
#define IMPORT_JOB_STILL_US (10 * US_MINUTE) /* without getting on: it is broken off */

enum import_job_state { JOB_RUNNING, JOB_DONE, JOB_FAILED, JOB_BROKEN };
extern const char *const import_job_states[];

struct import_job_row {
    int64_t     id, account, asked, seen, ended;
    struct str  file;
    bool        dry;
    int64_t     given, taken, again, refused;
    struct str  failed;
    struct json report;
};

/* Begin one; not on a thread of the writer. As case_import(), and RC_BUSY: too many wait. What is
 * wrong with the file is told by the job. */
CHECKED enum rc import_job_begin(struct services *s, const struct actor *actor,
                                 const struct case_import *in, struct faults *f, int64_t *ret_id);
/* Within the unit that took a batch. */
CHECKED enum rc import_job_step(struct work *w, int64_t id, const struct case_import_report *r);

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
