/* import_routes: cases in from a file and out into one. */
#include "cases/export.h"
#include "cases/export_rows.h"
#include "cases/import_job.h"
#include "cases/import_own.h"
#include "cases/list.h"
#include "http/request.h"

enum { HTTP_ROWS_MOST = 20000 };

struct import_query {
    int32_t    channel;
    struct str process, file;
    int64_t    place;
    bool       dry_run, all_or_nothing;
};
#define T struct import_query
static const struct field import_query_fields[] = {
    F(T, channel, .words = channel_words, .doc = "how they came in: hotline, import"),
    F(T, process, .opt = true, .max = 64, .doc = "of rows that say none; else their class's"),
    F(T, file, .opt = true, .max = 200, .doc = "the file's name, for the record"),
    F(T, place, .as = AS_ID, .opt = true, .doc = "where rows lie that say neither place nor point"),
    F(T, dry_run, .opt = true, .doc = "change nothing, say what would become of it"),
    F(T, all_or_nothing, .opt = true, .doc = "file none when a row is refused"),
};
const struct shape case_import_query_shape = SHAPE(T, import_query_fields);
#undef T

void case_import_asked(const struct request *q, struct case_import *ret)
{
    const struct import_query *ask = q->query;

    *ret = (struct case_import){ .text      = q->raw,
                                 .file      = ask->file,
                                 .channel   = ask->channel,
                                 .process   = ask->process,
                                 .place     = ask->place,
                                 .dry       = ask->dry_run,
                                 .whole     = ask->all_or_nothing,
                                 .rows_most = HTTP_ROWS_MOST,
                                 .lang      = q->lang };
}

static enum rc import_now(struct request *q, struct work *w, bool dry)
{
    struct case_import_report *r = ARENA_NEW(w->arena, struct case_import_report);
    struct case_import         in;

    case_import_asked(q, &in);
    in.dry   = dry;
    q->found = r;
    return case_import(w->services, w->actor, &in, w->arena, w->faults, r);
}

static enum rc before_import(struct request *q, struct work *w)
{
    const struct import_query *ask = q->query;

    return import_now(q, w, ask->dry_run);
}

/* All was done before, in units of its own: this one only answers. */
static enum rc post_import(struct request *q, struct work *w)
{
    (void)w;
    return reply(q, 200, &case_import_report_shape, q->found);
}

static enum rc before_refused(struct request *q, struct work *w)
{
    return import_now(q, w, true);
}

static enum rc post_refused(struct request *q, struct work *w)
{
    const struct case_import_report *r = q->found;

    return reply_download(q, sheet_type(r->form), sheet_bytes(w->arena, r->form, r->back),
                          sheet_name(w->arena, S("refused"), r->form));
}

struct template_query {
    struct str process;
};
#define T struct template_query
static const struct field template_query_fields[] = {
    F(T, process, .opt = true, .max = 64, .doc = "with the fields of its form"),
};
static const struct shape template_query_shape = SHAPE(T, template_query_fields);
#undef T

static enum rc get_template(struct request *q, struct work *w)
{
    const struct template_query *ask = q->query;
    struct str                   file;

    TRY(case_import_template(w, ask->process, q->lang, &file));
    return reply_download(q, sheet_type(SHEET_XLSX), file, S("template.xlsx"));
}

static enum rc before_export(struct request *q, struct work *w)
{
    struct exported *e = ARENA_NEW(w->arena, struct exported);

    q->found = e;
    return case_export_free(w, q->body, q->lang, e);
}

static enum rc post_export(struct request *q, struct work *w)
{
    const struct exported *e = q->found;

    TRY(case_export_note(w, q->body, e));
    return reply_file(q, "text/csv; charset=utf-8", str_of(e->file.path), S("cases.csv"));
}

static enum rc get_outside(struct request *q, struct work *w)
{
    struct outside_view v;

    TRY(case_by_outside(w, q->path.word[0], q->path.word[1], q->lang, &v));
    return reply(q, 200, &outside_view_shape, &v);
}

const struct route case_import_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/imports/cases",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &case_import_query_shape,
      .reply      = &case_import_report_shape,
      .body_most  = CASE_IMPORT_BODY_MOST,
      .per_minute = 60,
      .before     = before_import,
      .heavy      = true,
      .run        = post_import,
      .doc = "Cases from an Excel workbook or a CSV file. Bad rows are refused with their reasons, "
             "the others are "
             "filed; a number from outside is filed once." },
    { .on         = POST,
      .path       = "/api/v1/imports/cases/refused",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_WRITE,
      .takes      = BODY_RAW,
      .query      = &case_import_query_shape,
      .reply_type = "*/*", /* as what came in */
      .body_most  = CASE_IMPORT_BODY_MOST,
      .per_minute = 60,
      .before     = before_refused,
      .heavy      = true,
      .run        = post_refused,
      .doc = "The rows of a file that would be refused, as they stood, with line, column and "
             "reason behind, as a workbook or as CSV as they came. Changes nothing." },
    { .on         = GET,
      .path       = "/api/v1/imports/cases/template",
      .can        = CAP_CASE_IMPORT,
      .tx         = WORK_READ,
      .query      = &template_query_shape,
      .reply_type = "*/*",
      .per_minute = 60,
      .run        = get_template,
      .doc        = "An empty workbook for cases to be filled in, with what may be chosen." },
    { .on         = POST, /* it leaves a trace */
      .path       = "/api/v1/exports/list",
      .can        = CAP_CASE_EXPORT,
      .tx         = WORK_WRITE,
      .query      = &list_query_shape,
      .body       = &list_sheet_shape,
      .reply_type = "*/*",
      .per_minute = 20,
      .before     = list_sheet_before,
      .heavy      = true,
      .run        = list_sheet_post,
      .doc = "The list of cases as a workbook: narrowed as GET /cases, without personal fields, "
             "and no more than the policy lets go without asking. It is on record." },
    { .on         = POST, /* it leaves a trace */
      .path       = "/api/v1/exports/cases",
      .can        = CAP_CASE_EXPORT,
      .tx         = WORK_WRITE,
      .body       = &export_query_shape,
      .reply_type = "text/csv",
      .per_minute = 20,
      .before     = before_export,
      .heavy      = true,
      .run        = post_export,
      .doc = "A few cases with their outside numbers and answers, as CSV, nothing personal; more, "
             "and whole names, are asked for (/api/v1/exports). It is on record." },
    { .on    = GET,
      .path  = "/api/v1/outside/{channel}/{number}",
      .can   = CAP_SIGNED_IN,
      .tx    = WORK_READ,
      .reply = &outside_view_shape,
      .run   = get_outside,
      .doc   = "What became of the case that has this number where it came from." },
    { 0 },
};

const struct stmt *const case_import_stmts[] = {
    &stmt_outside_get, &stmt_outside_put, &stmt_export,  &stmt_job_put,
    &stmt_job_step,    &stmt_job_end,     &stmt_job_get, &stmt_job_back,
    &stmt_job_list,    &stmt_job_old,     NULL
};
