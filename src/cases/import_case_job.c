/* import_case_job: cases from a file in the background, over HTTP. */
#include "cases/import_job.h"
#include "work/services.h"

enum { REPORT_MOST = 16 << 20 };

static enum rc run(struct import_run *r)
{
    struct case_import        in = *(const struct case_import *)r->ask;
    struct case_import_report report;
    struct buf               *b = arena_buf(r->a, REPORT_MOST);
    struct jw                 json;

    in.job = r->id;
    TRY(case_import(r->s, r->actor, &in, r->a, &r->faults, &report));
    jw_init(&json, b);
    shape_to_json(&case_import_report_shape, &report, (struct view){ 0 }, &json);
    TRY(buf_check(b));
    r->n      = (struct import_counts){ report.given, report.taken, report.again, report.refused };
    r->report = buf_str(b);
    r->back   = report.back;
    return RC_OK;
}

static const struct import_kind case_kind = { "cases", run };

static enum rc before_job(struct request *q, struct work *w)
{
    struct import_run  *r  = import_job_new(w->services, w->actor, &case_kind);
    struct case_import *in = ARENA_NEW(r->a, struct case_import);

    case_import_asked(q, in);
    in->text    = arena_str(r->a, in->text);
    in->file    = arena_str(r->a, in->file);
    in->process = arena_str(r->a, in->process);
    r->ask      = in;
    r->text     = in->text;
    r->file     = in->file;
    r->dry      = in->dry;
    return import_job_sent(q, w, r);
}

#define JOBS "/api/v1/imports/cases/jobs"
const struct route case_import_job_routes[] = {
    IMPORT_JOB_SENDING(
        JOBS, CAP_CASE_IMPORT, &case_kind, &case_import_query_shape, CASE_IMPORT_BODY_MOST,
        before_job,
        "The same as POST /imports/cases in the background: may be left, and asked for."),
    IMPORT_JOB_ASKING(JOBS, CAP_CASE_IMPORT, &case_kind),
    { 0 },
};
