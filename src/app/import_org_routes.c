/* import_org_routes: organisations from a file over HTTP. */
#include "app/import.h"
#include "cases/import_job.h"
#include "http/request.h"
#include "people/people.h"
#include "territory/tree_sheet.h"
#include "work/services.h"

enum { FILE_MOST = 16 << 20, REPORT_MOST = 16 << 20 };

struct org_import_query {
    struct str file;
    bool       dry_run;
    int32_t    on;
};
#define T struct org_import_query
static const struct field query_fields[] = {
    F(T, file, .opt = true, .max = 200, .doc = "its name, for the record"),
    F(T, dry_run, .opt = true, .doc = "change nothing, say what would become of it"),
    F(T, on, .as = AS_DAY, .opt = true, .doc = "from this day on; today if absent"),
};
static const struct shape query_shape = SHAPE(T, query_fields);
#undef T

static const struct field told_fields[] = {
    F(struct row_told, line, .doc = "of the file, the headings being line 1"),
    F(struct row_told, why, .doc = "in the caller's language"),
};
static const struct shape told_shape = SHAPE(struct row_told, told_fields);

struct org_import_report {
    int64_t     given, added, changed, same, refused;
    bool        dry;
    struct list told, unread_sheets;
};
#define T struct org_import_report
static const struct field report_fields[] = {
    F(T, given, .doc = "rows; the sum of added, changed, same and refused"),
    F(T, added, .doc = "or in a dry run: would be"),
    F(T, changed, .doc = "there under that code, and mended"),
    F(T, same, .doc = "there already"),
    F(T, refused, .doc = "see told"),
    F(T, dry, .doc = "nothing was changed"),
    F(T, told, .of = &told_shape, .doc = "why rows were refused; the first thousand"),
    F(T, unread_sheets, .each = K_STR, .doc = "of a workbook only the first sheet is read"),
};
static const struct shape report_shape = SHAPE(T, report_fields);
#undef T

static struct org_import_report report_of(const struct row_report *r, bool dry)
{
    return (struct org_import_report){ .given         = r->given,
                                       .added         = r->added,
                                       .changed       = r->changed,
                                       .same          = r->same,
                                       .refused       = r->refused,
                                       .dry           = dry,
                                       .told          = { r->told.at, r->told.n },
                                       .unread_sheets = r->unread_sheets };
}

static enum rc import_now(struct request *q, struct work *w, bool dry)
{
    const struct org_import_query *ask = q->query;
    struct row_report             *r   = ARENA_NEW(w->arena, struct row_report);
    const struct row_import        in  = { .kind  = &org_rows,
                                           .actor = w->actor,
                                           .text  = q->raw,
                                           .dry   = dry,
                                           .lang  = q->lang,
                                           .on    = ask->on,
                                           .out   = w->arena };

    q->found = r;
    return row_import(w->services, &in, w->faults, r);
}

static enum rc before_import(struct request *q, struct work *w)
{
    const struct org_import_query *ask = q->query;

    return import_now(q, w, ask->dry_run);
}

static enum rc post_import(struct request *q, struct work *w)
{
    const struct org_import_query *ask = q->query;
    struct org_import_report       out = report_of(q->found, ask->dry_run);

    (void)w;
    return reply(q, 200, &report_shape, &out);
}

static enum rc before_refused(struct request *q, struct work *w)
{
    return import_now(q, w, true);
}

static enum rc post_refused(struct request *q, struct work *w)
{
    const struct row_report *r = q->found;

    return reply_download(q, sheet_type(r->form), sheet_bytes(w->arena, r->form, r->back),
                          sheet_name(w->arena, S("refused"), r->form));
}

static enum rc get_template(struct request *q, struct work *w)
{
    const struct sheet_look *look = org_sheet_look(w, q->lang);
    struct sheet            *s;
    struct str               file;

    TRY(sheet_begin(w->arena, SHEET_XLSX, look, &s));
    TRY(sheet_end(s, &file));
    return reply_download(q, sheet_type(SHEET_XLSX), file, S("organisations.xlsx"));
}

/* -- in the background -- */

static enum rc run_job(struct import_run *r)
{
    const struct org_import_query *ask = r->ask;
    const struct row_import        in  = { .kind    = &org_rows,
                                           .actor   = r->actor,
                                           .text    = r->text,
                                           .dry     = r->dry,
                                           .lang    = r->lang,
                                           .on      = ask->on,
                                           .out     = r->a,
                                           .far     = import_job_far,
                                           .far_ctx = r };
    struct row_report              report;
    struct org_import_report       out;
    struct buf                    *b = arena_buf(r->a, REPORT_MOST);
    struct jw                      json;

    TRY(row_import(r->s, &in, &r->faults, &report));
    out = report_of(&report, r->dry);
    jw_init(&json, b);
    shape_to_json(&report_shape, &out, (struct view){ 0 }, &json);
    TRY(buf_check(b));
    r->n      = (struct import_counts){ report.given, report.added + report.changed, report.same,
                                        report.refused };
    r->report = buf_str(b);
    r->back   = report.back;
    return RC_OK;
}

static const struct import_kind org_kind = { "orgs", run_job };

static enum rc before_job(struct request *q, struct work *w)
{
    const struct org_import_query *ask  = q->query;
    struct import_run             *r    = import_job_new(w->services, w->actor, &org_kind);
    struct org_import_query       *kept = ARENA_NEW(r->a, struct org_import_query);

    *kept   = (struct org_import_query){ .on = ask->on };
    r->ask  = kept;
    r->text = arena_str(r->a, q->raw);
    r->file = arena_str(r->a, ask->file);
    r->dry  = ask->dry_run;
    return import_job_sent(q, w, r);
}

#define JOBS "/api/v1/imports/orgs/jobs"
const struct route org_import_routes[] = {
    IMPORT_JOB_SENDING(
        JOBS, CAP_ORG_EDIT, &org_kind, &query_shape, FILE_MOST, before_job,
        "The same as POST /orgs/import in the background: may be left, and asked for."),
    IMPORT_JOB_ASKING(JOBS, CAP_ORG_EDIT, &org_kind),
    { .on         = POST,
      .path       = "/api/v1/orgs/import",
      .can        = CAP_ORG_EDIT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &query_shape,
      .reply      = &report_shape,
      .body_most  = FILE_MOST,
      .per_minute = 30,
      .before     = before_import,
      .heavy      = true,
      .run        = post_import,
      .doc        = "Organisations from an Excel workbook or a CSV file: code, kind, name, parent, "
                    "place, covers. Bad rows are refused with their reasons, the others are taken." },
    { .on         = POST,
      .path       = "/api/v1/orgs/import/refused",
      .can        = CAP_ORG_EDIT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &query_shape,
      .reply_type = "*/*", /* as what came in */
      .body_most  = FILE_MOST,
      .per_minute = 30,
      .before     = before_refused,
      .heavy      = true,
      .run        = post_refused,
      .doc        = "The rows of a file that would be refused, as they stood, with line and reason "
                    "behind. Changes nothing." },
    { .on         = GET,
      .path       = "/api/v1/orgs/import/template",
      .can        = CAP_ORG_EDIT,
      .tx         = WORK_READ,
      .reply_type = "*/*",
      .per_minute = 60,
      .run        = get_template,
      .doc        = "An empty workbook for organisations to be filled in." },
    { 0 },
};
