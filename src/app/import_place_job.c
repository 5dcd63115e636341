/* import_place_job: places from a file in the background, over HTTP. */
#include "app/import.h"
#include "cases/import_job.h"
#include "territory/territory_routes.h"
#include "work/services.h"

enum { FILE_MOST = 64 << 20, REPORT_MOST = 16 << 20 };

/* All of it is one unit: what it tells is kept in the job's arena, for the unit's ends with it. */
static enum rc take(struct work *w, void *ctx)
{
    struct import_run      *r  = ctx;
    struct territory_import in = *(const struct territory_import *)r->ask;
    struct import_report    report;
    struct buf             *b = arena_buf(r->a, REPORT_MOST);
    struct jw               json;

    in.dry     = r->dry;
    in.far     = import_job_far;
    in.far_ctx = r;
    TRY(territory_import(w, &in, &report));
    jw_init(&json, b);
    shape_to_json(&import_report_shape, &report, (struct view){ 0 }, &json);
    TRY(buf_check(b));
    r->n      = (struct import_counts){ report.given, report.added + report.changed, report.same,
                                        report.refused };
    r->report = buf_str(b);
    r->back   = arena_str(r->a, report.back);
    return RC_OK;
}

static enum rc run(struct import_run *r)
{
    return work_do(r->s, r->actor, r->dry ? WORK_READ : WORK_WRITE, take, r, &r->faults);
}

static const struct import_kind place_kind = { "places", run };

static enum rc begin(struct request *q, struct work *w, bool dry)
{
    struct import_run       *r    = import_job_new(w->services, w->actor, &place_kind);
    struct territory_import *in   = ARENA_NEW(r->a, struct territory_import);
    int64_t                 *id   = ARENA_NEW(w->arena, int64_t);
    enum rc                  rc   = import_asked(q, w, r->a, in);
    struct import_file      *file = ARENA_NEW(r->a, struct import_file);

    if (rc != RC_OK) {
        import_job_free(r);
        return rc;
    }
    *file      = in->files[0];
    file->text = arena_str(r->a, file->text);
    in->files  = file;
    r->ask     = in;
    r->text    = file->text;
    r->file    = file->name;
    r->dry     = dry;
    r->lang    = q->lang;
    q->found   = id;
    return import_job_begin(r, w->faults, id);
}

static enum rc before_check(struct request *q, struct work *w)
{
    return begin(q, w, true);
}

static enum rc before_job(struct request *q, struct work *w)
{
    return begin(q, w, false);
}

static enum rc post_job(struct request *q, struct work *w)
{
    return import_job_reply_begun(q, w, *(const int64_t *)q->found);
}

static enum rc get_jobs(struct request *q, struct work *w)
{
    return import_job_reply_list(q, w, &place_kind);
}

static enum rc get_job(struct request *q, struct work *w)
{
    return import_job_reply(q, w, &place_kind);
}

static enum rc get_back(struct request *q, struct work *w)
{
    return import_job_reply_back(q, w, &place_kind);
}

const struct route place_import_job_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/imports/places/jobs",
      .can        = CAP_TERRITORY_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &import_ask_shape,
      .reply      = &import_job_shape,
      .body_most  = FILE_MOST,
      .per_minute = 30,
      .before     = before_job,
      .run        = post_job,
      .doc = "The same as POST /places/import in the background: may be left, and asked for." },
    { .on         = POST,
      .path       = "/api/v1/imports/places/checks",
      .can        = CAP_TERRITORY_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &import_ask_shape,
      .reply      = &import_job_shape,
      .body_most  = FILE_MOST,
      .per_minute = 30,
      .before     = before_check,
      .run        = post_job,
      .doc = "The same as POST /places/import/check in the background; asked for as an import." },
    { .on         = GET,
      .path       = "/api/v1/imports/places/jobs",
      .can        = CAP_TERRITORY_IMPORT,
      .tx         = WORK_READ,
      .reply      = &import_job_shape,
      .reply_list = true,
      .run        = get_jobs,
      .doc        = "One's own imports of places of the last three days, the newest first." },
    { .on    = GET,
      .path  = "/api/v1/imports/places/jobs/{id}",
      .can   = CAP_TERRITORY_IMPORT,
      .tx    = WORK_READ,
      .reply = &import_job_shape,
      .run   = get_job,
      .doc   = "How far an import of one's own is, and at its end what came of it." },
    { .on         = GET,
      .path       = "/api/v1/imports/places/jobs/{id}/refused",
      .can        = CAP_TERRITORY_IMPORT,
      .tx         = WORK_READ,
      .reply_type = "*/*", /* as what came in */
      .run        = get_back,
      .doc        = "Its refused rows as they stood, with line, column and reason before." },
    { 0 },
};
