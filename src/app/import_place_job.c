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
    return import_job_sent(q, w, r);
}

static enum rc before_check(struct request *q, struct work *w)
{
    return begin(q, w, true);
}

static enum rc before_job(struct request *q, struct work *w)
{
    return begin(q, w, false);
}

#define JOBS "/api/v1/imports/places/jobs"
const struct route place_import_job_routes[] = {
    IMPORT_JOB_SENDING(
        JOBS, CAP_TERRITORY_IMPORT, &place_kind, &import_ask_shape, FILE_MOST, before_job,
        "The same as POST /places/import in the background: may be left, and asked for."),
    IMPORT_JOB_SENDING(
        "/api/v1/imports/places/checks", CAP_TERRITORY_IMPORT, &place_kind, &import_ask_shape,
        FILE_MOST, before_check,
        "The same as POST /places/import/check in the background; asked for as an import."),
    IMPORT_JOB_ASKING(JOBS, CAP_TERRITORY_IMPORT, &place_kind),
    { 0 },
};
