#include "cases/import.h"
#include "base/digest.h"
#include "cases/import_job.h"
#include "cases/import_own.h"

enum { BATCH = 20, REASON_MOST = 4000 };

static const struct say say_nothing_filed = SAY("import_withdrawn", "其他行有错误，整批没有导入",
                                                "another row was refused, so none was filed");
static const struct say say_channel = SAY("import_channel", "文件导入只能用这些渠道：{0}",
                                          "files come in by one of these channels: {0}");
static const struct say say_no_practice =
    SAY("no_practice", "尚未启用任何制度", "no practice is in force yet");
static const struct say say_refused = SAY("import_refused", "无法受理", "it cannot be taken");

#define T struct case_import_told
static const struct field told_fields[] = {
    F(T, line, .doc = "of the file, the headings being line 1"),
    F(T, column, .opt = true, .doc = "its heading in the file"),
    F(T, why, .doc = "in the caller's language"),
};
static const struct shape told_shape = SHAPE(T, told_fields);
#undef T
#define T struct case_import_row
static const struct field row_fields[] = {
    F(T, line, .doc = "of the file"),
    F(T, outside_number, .opt = true, .doc = "as the case is called where it came from"),
    F(T, number, .doc = "as it is called here"),
    F(T, again, .doc = "it had been filed before"),
};
static const struct shape row_shape = SHAPE(T, row_fields);
#undef T
#define T struct case_import_report
static const struct field report_fields[] = {
    F(T, given, .doc = "rows; taken + again + refused"),
    F(T, taken, .doc = "filed, or in a dry run: would be"),
    F(T, again, .doc = "filed before under the same outside number; nothing changed"),
    F(T, refused, .doc = "see told"),
    F(T, dry, .doc = "nothing was changed"),
    F(T, told, .of = &told_shape, .doc = "why rows were refused; the first thousand"),
    F(T, rows, .of = &row_shape, .doc = "what rows became; the first thousand"),
    F(T, unread, .each = K_STR, .doc = "columns that were not read"),
    F(T, unread_sheets, .each = K_STR, .doc = "of a workbook only the first sheet is read"),
    F(T, digest, .doc = "SM3 of the file"),
};
const struct shape case_import_report_shape = SHAPE(T, report_fields);
#undef T

/* -- one row -- */

static bool is_refusal(enum rc rc)
{
    switch (rc) {
    case RC_MALFORMED:
    case RC_DENIED:
    case RC_NOT_FOUND:
    case RC_CONFLICT:
    case RC_GONE:
    case RC_TOO_LARGE:
    case RC_UNSUPPORTED:
    case RC_INVALID:
        return true;
    default:
        return false;
    }
}

/* May this actor take in cases that lie there: a post at the place or above, or at an organisation
 * that sits there or above. */
static enum rc may_import(struct work *w, struct str place_path)
{
    const struct actor *a = w->actor;

    if (work_may(w, CAP_CASE_IMPORT, place_path, STR_NONE))
        return RC_OK;
    for (size_t i = 0; i < a->n_posts; i++) {
        struct org org;

        if (a->posts[i].org == NONE_I64 || !caps_has(&a->posts[i].caps, CAP_CASE_IMPORT))
            continue;
        TRY(org_get(w, a->posts[i].org, &org));
        if (path_within(place_path, org.place_path))
            return RC_OK;
    }
    return WORK_FIELD(w, RC_DENIED, &say_denied, S("place"), STR_NONE);
}

/* Where the row of that number is noted, or would be. */
static uint32_t *seen_at(struct importing *k, struct str outside)
{
    size_t at = str_hash(outside, k->seed) & (k->seen_room - 1);

    while (k->seen[at] && !str_eq(k->rows.at[k->seen[at] - 1].outside, outside))
        at = (at + 1) & (k->seen_room - 1);
    return &k->seen[at];
}

/* A dry run files nothing, so a number that stands twice in the file is found here only. */
static bool stands_above(struct importing *k, const struct import_row *row)
{
    uint32_t at = *seen_at(k, row->outside);

    return at && &k->rows.at[at - 1] < row;
}

static enum rc filed_before(struct importing *k, struct work *w, struct import_row *row)
{
    struct outside_row was;

    if (!row->outside.p)
        return RC_NOT_FOUND;
    if (k->in->dry && stands_above(k, row))
        return RC_OK;
    TRY(db_one(w->tx, &stmt_outside_get, ARGS(A((int64_t)k->in->channel), A(row->outside)), &was));
    row->number = arena_str(k->a, was.number);
    return RC_OK;
}

static enum rc file_row(struct importing *k, struct work *w, struct import_row *row)
{
    struct case_in  in;
    struct opened   o;
    struct case_row c;
    enum rc         rc = filed_before(k, w, row);

    if (rc != RC_NOT_FOUND) {
        row->state = ROW_AGAIN;
        return rc;
    }
    TRY(case_import_row_in(k, w, row, &in));
    TRY(case_open(w, &in, &o));
    TRY(db_one(w->tx, &stmt_case_get, ARGS(A(o.id)), &c));
    TRY(may_import(w, c.place_path));
    if (row->outside.p)
        TRY(db_run(w->tx, &stmt_outside_put,
                   ARGS(A((int64_t)k->in->channel), A(row->outside), A(o.id)), NULL));
    row->state = ROW_TAKEN;
    if (!k->in->dry)
        row->number = arena_str(k->a, o.number);
    else if (row->outside.p)
        *seen_at(k, row->outside) = (uint32_t)(row - k->rows.at) + 1;
    return RC_OK;
}

static void tell(struct importing *k, struct import_row *row, struct str field,
                 const struct say *say, const struct fault *fault)
{
    struct buf b;

    buf_init(&b, REASON_MOST);
    if (fault)
        fault_render(fault, k->in->lang, &b);
    else
        say_render(say, k->in->lang, NULL, 0, &b);
    *VEC_PUSH(k->a, &row->told) =
        (struct case_import_told){ row->line,
                                   field.n ? case_import_head(k, arena_str(k->a, field)) : STR_NONE,
                                   arena_str(k->a, buf_str(&b)) };
    buf_free(&b);
}

static void refuse(struct importing *k, struct work *w, struct import_row *row)
{
    row->state = ROW_REFUSED;
    for (size_t i = 0; i < w->faults->n; i++)
        tell(k, row, str_of(w->faults->at[i].field), NULL, &w->faults->at[i]);
    if (w->faults->n == 0)
        tell(k, row, STR_NONE, &say_refused, NULL);
    w->faults->n = 0;
}

struct trying {
    struct importing  *k;
    struct import_row *row;
};

/* Without a fault it is the database that says so: somebody files the same at this moment. */
static enum rc file_part(struct work *w, void *ctx)
{
    struct trying *t  = ctx;
    enum rc        rc = file_row(t->k, w, t->row);

    return rc == RC_CONFLICT && w->faults->n == 0 ? RC_BUSY : rc;
}

static enum rc try_row(struct importing *k, struct work *w, struct import_row *row)
{
    struct trying t = { k, row };
    enum rc       rc;

    row->state   = ROW_WAITS;
    row->number  = STR_NONE;
    row->told.n  = 0;
    row->outside = case_import_cell(k, row, TO_OUTSIDE);
    w->faults->n = 0;
    rc           = k->in->dry ? work_rehearse(w, file_part, &t) : work_part(w, file_part, &t);
    if (rc == RC_OK || !is_refusal(rc))
        return rc;
    refuse(k, w, row);
    return RC_OK;
}

/* -- all of them -- */

/* What a person reports by themselves does not come in a file. */
static enum rc check_channel(const struct importing *k)
{
    switch (k->in->channel) {
    case CH_HOTLINE:
    case CH_IMPORT:
    case CH_API:
    case CH_PATROL:
    case CH_VIDEO:
        return RC_OK;
    default:
        return k->actor->system ? RC_OK
                                : fault_field(k->f, RC_INVALID, &say_channel, S("channel"),
                                              S("hotline, import, api, patrol, video"));
    }
}

static void count(struct importing *k)
{
    struct case_import_report *r = k->report;

    r->taken = r->again = r->refused = 0;
    for (size_t i = 0; i < k->rows.n; i++) {
        r->taken += k->rows.at[i].state == ROW_TAKEN;
        r->again += k->rows.at[i].state == ROW_AGAIN;
        r->refused += k->rows.at[i].state == ROW_REFUSED;
    }
}

static enum rc note(struct importing *k, struct work *w)
{
    const struct case_import_report *r = k->report;
    struct buf                       b;
    struct jw                        j;
    enum rc                          rc;

    buf_init(&b, REASON_MOST);
    jw_init(&j, &b);
    jw_obj(&j);
    jw_keyc(&j, "channel");
    jw_cstr(&j, channel_words[k->in->channel]);
    if (k->in->file.p) {
        jw_keyc(&j, "file");
        jw_str(&j, k->in->file);
    }
    jw_keyc(&j, "digest");
    jw_str(&j, r->digest);
    jw_keyc(&j, "given");
    jw_int(&j, r->given);
    jw_keyc(&j, "taken");
    jw_int(&j, r->taken);
    jw_keyc(&j, "again");
    jw_int(&j, r->again);
    jw_keyc(&j, "refused");
    jw_int(&j, r->refused);
    jw_obj_end(&j);
    rc = buf_check(&b);
    if (rc == RC_OK)
        rc = work_note(w, (struct entry){ .kind      = S("case.imported"),
                                          .on        = S("import"),
                                          .subject   = work_id(w),
                                          .data.text = arena_str(w->arena, buf_str(&b)) });
    buf_free(&b);
    return rc;
}

static enum rc run_batch(struct work *w, void *ctx)
{
    struct importing *k = ctx;

    for (size_t i = k->next; i < k->until; i++)
        TRY(try_row(k, w, &k->rows.at[i]));
    count(k);
    if (k->in->job)
        TRY(import_job_step(w, k->in->job,
                            &(struct import_counts){ k->report->given, k->report->taken,
                                                     k->report->again, k->report->refused }));
    if (k->until < k->rows.n)
        return RC_OK;
    k->withdrawn = k->in->whole && k->report->refused > 0;
    if (k->in->dry)
        return RC_OK;
    return k->withdrawn ? RC_INVALID /* undoes it all */ : note(k, w);
}

static void make_seen(struct importing *k)
{
    k->seen_room = 16;
    while (k->seen_room < 2 * k->rows.n)
        k->seen_room *= 2;
    k->seen = ARENA_ARRAY(k->a, uint32_t, k->seen_room);
    random_bytes(&k->seed, sizeof(k->seed)); /* whoever wrote the file cannot make them collide */
}

static enum rc run_all(struct importing *k)
{
    size_t batch = k->in->whole ? k->rows.n : BATCH;

    if (k->in->dry)
        make_seen(k);
    for (k->next = 0; k->next < k->rows.n; k->next = k->until) {
        enum rc rc;

        k->until = k->next + batch < k->rows.n ? k->next + batch : k->rows.n;
        rc       = work_do(k->s, k->actor, WORK_WRITE, run_batch, k, k->f);
        if (rc != RC_OK && !k->withdrawn)
            return rc;
    }
    k->f->n = 0;
    return RC_OK;
}

/* All or nothing, and a row was refused: the good ones are refused too. */
static void withdraw(struct importing *k)
{
    for (size_t i = 0; i < k->rows.n; i++) {
        struct import_row *row = &k->rows.at[i];

        if (row->state != ROW_TAKEN)
            continue;
        row->state  = ROW_REFUSED;
        row->number = STR_NONE;
        tell(k, row, STR_NONE, &say_nothing_filed, NULL);
    }
}

/* -- the report -- */

static void put_refused(struct importing *k, const struct import_row *row, struct sheet *out)
{
    struct buf why;

    buf_init(&why, FAULTS_MOST * REASON_MOST);
    for (size_t i = 0; i < row->told.n; i++) {
        if (i)
            buf_addc(&why, "; ");
        buf_add(&why, row->told.at[i].why);
    }
    for (size_t i = 0; i < k->n_heads; i++)
        if (!case_import_ours(k->heads[i]))
            sheet_put(out, i < row->n ? row->cells[i] : STR_NONE);
    sheet_put_int(out, row->line);
    sheet_put(out, row->told.n ? row->told.at[0].column : STR_NONE);
    sheet_put(out, buf_str(&why));
    sheet_end_row(out);
    buf_free(&why);
}

/* As the file came: its columns, and behind them in red what is wrong. */
static enum rc write_back(struct importing *k)
{
    struct sheet_column *columns = ARENA_ARRAY(k->a, struct sheet_column, k->n_heads + 3);
    struct sheet_look    look = { .title = import_reason_title[k->in->lang], .columns = columns };
    struct sheet        *out;

    if (k->report->refused == 0)
        return RC_OK;
    for (size_t i = 0; i < k->n_heads; i++)
        if (!case_import_ours(k->heads[i]))
            columns[look.n++] =
                case_import_column(k->a, k->p, k->in->process, k->in->lang, k->heads[i]);
    for (size_t i = 0; i < 3; i++)
        columns[look.n++] =
            (struct sheet_column){ .head  = str_of(import_reason_heads[k->in->lang][i]),
                                   .red   = true,
                                   .width = i == 2 ? 50 : 0 };
    TRY(sheet_begin(k->a, k->text.form, &look, &out));
    for (size_t i = 0; i < k->rows.n; i++)
        if (k->rows.at[i].state == ROW_REFUSED)
            put_refused(k, &k->rows.at[i], out);
    return sheet_end(out, &k->report->back);
}

static void list_rows(struct importing *k)
{
    VEC(struct case_import_told) told = { 0 };
    VEC(struct case_import_row)  rows = { 0 };

    for (size_t i = 0; i < k->rows.n; i++) {
        const struct import_row *row = &k->rows.at[i];

        for (size_t j = 0; j < row->told.n && told.n < CASE_IMPORT_TOLD_MOST; j++)
            *VEC_PUSH(k->a, &told) = row->told.at[j];
        if (row->number.p && rows.n < CASE_IMPORT_TOLD_MOST)
            *VEC_PUSH(k->a, &rows) = (struct case_import_row){ row->line, row->outside, row->number,
                                                               row->state == ROW_AGAIN };
    }
    k->report->told = (struct list){ told.at, told.n };
    k->report->rows = (struct list){ rows.at, rows.n };
}

enum rc case_import(struct services *s, const struct actor *actor, const struct case_import *in,
                    struct arena *a, struct faults *f, struct case_import_report *ret)
{
    struct case_import_report report = { .dry = in->dry };
    struct importing          k      = { .s      = s,
                                         .actor  = actor,
                                         .in     = in,
                                         .a      = a,
                                         .f      = f,
                                         .p      = practice_in_force(s, &(int64_t){ 0 }),
                                         .report = &report };
    struct digest             digest = digest_of(in->text);

    if (!actor->system && !caps_has(&actor->any, CAP_CASE_IMPORT))
        return fault(f, RC_DENIED, &say_denied, STR_NONE, STR_NONE);
    if (!k.p)
        return fault(f, RC_CONFLICT, &say_no_practice, STR_NONE, STR_NONE);
    TRY(check_channel(&k));
    report.digest = digest_hex(&digest, arena_alloc(a, DIGEST_HEX + 1));
    TRY(case_import_read(&k));
    report.given = (int64_t)k.rows.n;
    TRY(run_all(&k));
    if (k.withdrawn)
        withdraw(&k);
    count(&k);
    BUG_ON(report.taken + report.again + report.refused != report.given);
    list_rows(&k);
    TRY(write_back(&k));
    *ret = report;
    return RC_OK;
}
