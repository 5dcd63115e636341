#include "territory/import.h"
#include "base/digest.h"
#include "shape/csv.h"
#include "territory/import_own.h"

enum { SCRATCH = 256 << 20, CSV_MOST = 256 << 20 };

const char *const import_form_words[] = { "csv", "geojson", NULL };

static const struct field told_fields[] = {
    F(struct import_told, line,
      .doc = "of the file; the headings are line 1. GeoJSON: the feature"),
    F(struct import_told, code, .opt = true),
    F(struct import_told, column, .opt = true),
    F(struct import_told, why),
    F(struct import_told, refused, .doc = "false: taken, but it looks wrong"),
};
static const struct shape told_shape      = SHAPE(struct import_told, told_fields);
static const struct field report_fields[] = {
    F(struct import_report, given, .doc = "the sum of added, changed, same and refused"),
    F(struct import_report, added),
    F(struct import_report, changed),
    F(struct import_report, same),
    F(struct import_report, refused),
    F(struct import_report, warnings),
    F(struct import_report, dry, .doc = "only checked: nothing was written"),
    F(struct import_report, told, .of = &told_shape, .doc = "the first of them"),
    F(struct import_report, unread, .each = K_STR, .doc = "columns that were not read"),
    F(struct import_report, digest, .doc = "SM3 of the file"),
};
const struct shape import_report_shape = SHAPE(struct import_report, report_fields);

struct import_note {
    struct str file, digest;
    int64_t    given, added, changed, same, refused;
};
static const struct field note_fields[] = {
    F(struct import_note, file, .opt = true),
    F(struct import_note, digest),
    F(struct import_note, given),
    F(struct import_note, added),
    F(struct import_note, changed),
    F(struct import_note, same),
    F(struct import_note, refused),
};
static const struct shape note_shape = SHAPE(struct import_note, note_fields);

/* -- telling -- */

static struct str sentence(struct importing *k, const struct fault *f)
{
    struct buf b;
    struct str s;

    buf_init(&b, 2000);
    fault_render(f, k->in->lang, &b);
    s = arena_str(k->w->arena, buf_str(&b));
    buf_free(&b);
    return s;
}

static void tell(struct importing *k, struct import_told t)
{
    if (k->told.n < IMPORT_TOLD_MOST)
        *VEC_PUSH(k->w->arena, &k->told) = t;
}

static void begin_csv(struct importing *k)
{
    bool zh = k->in->lang == LANG_ZH;

    csv_put(&k->csv, zh ? S("行") : S("line"), true);
    csv_put(&k->csv, zh ? S("列") : S("column"), false);
    csv_put(&k->csv, zh ? S("错误原因") : S("reason"), false);
    for (size_t i = 0; i < k->n_heads; i++)
        csv_put(&k->csv, k->heads[i], false);
    buf_addc(&k->csv, "\r\n");
}

void import_refuse(struct importing *k, struct in_row *row)
{
    struct import_told t = { .line = row->line, .code = row->code, .refused = true };
    char               room[INT_TEXT];

    BUG_ON(k->f.n == 0);
    t.column = arena_str(k->w->arena, str_of(k->f.at[0].field));
    t.why    = sentence(k, &k->f.at[0]);
    tell(k, t);
    if (k->csv.n == 0)
        begin_csv(k);
    csv_put(&k->csv, int_text(t.line, room), true);
    csv_put(&k->csv, t.column, false);
    csv_put(&k->csv, t.why, false);
    for (size_t i = 0; i < row->n_cells; i++)
        csv_put(&k->csv, row->cells[i], false);
    buf_addc(&k->csv, "\r\n");
    row->state = ROW_REFUSED;
    k->report->refused++;
    k->f.n = 0;
}

void import_warn(struct importing *k, const struct in_row *row, struct str column,
                 const struct say *say, struct str arg)
{
    struct faults f = { 0 };

    fault(&f, RC_OK, say, arg, STR_NONE);
    k->report->warnings++;
    tell(k, (struct import_told){ .line   = row->line,
                                  .code   = row->code,
                                  .column = column,
                                  .why    = sentence(k, &f.at[0]) });
}

/* -- all of it -- */

static enum rc find_under(struct importing *k)
{
    enum rc rc;

    k->top   = (struct there){ .p = { .id = NONE_I64, .parent = NONE_I64 }, .next = NONE_I64 };
    k->under = k->top;
    if (k->in->under == NONE_I64)
        return RC_OK;
    rc = place_get(k->w, k->in->under, &k->under.p);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(k->w, rc, place_tree.none, S("under"), STR_NONE);
    return rc;
}

static void count(struct importing *k)
{
    struct import_report *r = k->report;

    for (size_t i = 0; i < k->n_order; i++) {
        const struct in_row *row = &k->rows[k->order[i]];

        if (!row->was)
            r->added++;
        else if (row->renamed || row->moved || row->set || row->redrawn)
            r->changed++;
        else
            r->same++;
    }
    BUG_ON(r->given != r->added + r->changed + r->same + r->refused);
}

static enum rc note(struct importing *k)
{
    const struct import_report *r = k->report;
    struct import_note          n = { k->in->file, r->digest, r->given,  r->added,
                                      r->changed,  r->same,   r->refused };

    return work_note_row(k->w,
                         (struct entry){ .kind       = S("place.imported"),
                                         .on         = S("place"),
                                         .subject    = work_id(k->w),
                                         .place_path = k->under.p.path },
                         &note_shape, &n);
}

static enum rc import(struct importing *k)
{
    TRY(tree_day(k->w, k->in->on, &k->day));
    TRY(find_under(k));
    if (k->in->form == IMPORT_CSV)
        TRY(import_read_csv(k));
    else
        TRY(import_read_geojson(k));
    TRY(import_plan(k));
    count(k);
    if (k->in->dry || k->report->added + k->report->changed == 0)
        return RC_OK;
    TRY(import_write(k));
    return note(k);
}

static void free_buf(void *ctx)
{
    buf_free(ctx);
}

static void free_arena(void *ctx)
{
    arena_free(ctx);
}

enum rc territory_import(struct work *w, const struct territory_import *in,
                         struct import_report *ret)
{
    struct importing    *k      = ARENA_NEW(w->arena, struct importing);
    struct digest        d      = digest_of(in->text);
    char                *hex    = arena_alloc(w->arena, DIGEST_HEX + 1);
    struct import_report report = { .dry = in->dry, .digest = digest_hex(&d, hex) };

    *k = (struct importing){ .w = w, .in = in, .report = &report, .scratch = arena_new(SCRATCH) };
    arena_defer(w->arena, free_arena, k->scratch);
    buf_init(&k->csv, CSV_MOST);
    arena_defer(w->arena, free_buf, &k->csv);
    codes_init(&k->codes, w->arena, in->text.n / 32);
    k->may_top = w->actor->system || caps_has(&w->actor->any, CAP_ADMIN_SYSTEM);
    TRY(import(k));
    report.told = (struct list){ k->told.at, k->told.n };
    report.csv  = k->csv.n ? buf_str(&k->csv) : STR_NONE;
    TRY(buf_check(&k->csv));
    *ret = report;
    return RC_OK;
}
