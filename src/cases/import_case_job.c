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
    int64_t            *id = ARENA_NEW(w->arena, int64_t);

    case_import_asked(q, in);
    in->text    = arena_str(r->a, in->text);
    in->file    = arena_str(r->a, in->file);
    in->process = arena_str(r->a, in->process);
    r->ask      = in;
    r->text     = in->text;
    r->file     = in->file;
    r->dry      = in->dry;
    r->lang     = in->lang;
    q->found    = id;
    return import_job_begin(r, w->faults, id);
}

static enum rc post_job(struct request *q, struct work *w)
{
    return import_job_reply_begun(q, w, *(const int64_t *)q->found);
}

static enum rc get_jobs(struct request *q, struct work *w)
{
    return import_job_reply_list(q, w, &case_kind);
}

static enum rc get_job(struct request *q, struct work *w)
{
    return import_job_reply(q, w, &case_kind);
}

static enum rc get_back(struct request *q, struct work *w)
{
    return import_job_reply_back(q, w, &case_kind);
}

const struct route case_import_job_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/imports/cases/jobs",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &case_import_query_shape,
      .reply      = &import_job_shape,
      .body_most  = CASE_IMPORT_BODY_MOST,
      .per_minute = 30,
      .before     = before_job,
      .run        = post_job,
      .doc = "The same as POST /imports/cases in the background: may be left, and asked for." },
    { .on         = GET,
      .path       = "/api/v1/imports/cases/jobs",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_READ,
      .reply      = &import_job_shape,
      .reply_list = true,
      .run        = get_jobs,
      .doc        = "One's own imports of the last three days, the newest first." },
    { .on    = GET,
      .path  = "/api/v1/imports/cases/jobs/{id}",
      .can   = CAP_CASE_IMPORT,
      .tx    = WORK_READ,
      .reply = &import_job_shape,
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
