#include "territory/import.h"
#include "base/digest.h"
#include "shape/csv.h"
#include "territory/import_own.h"

/* Far above what a file of 64 MiB can need. */
static const size_t OWN_ROOM = (size_t)4 << 30, SCRATCH_ROOM = (size_t)1 << 30;
enum { CSV_MOST = 256 << 20 };

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

static void tell(struct importing *k, struct import_told t, const struct fault *why)
{
    struct arena *a = k->w->arena;
    struct buf    b;

    if (k->told.n == IMPORT_TOLD_MOST)
        return;
    buf_init(&b, 2000);
    fault_render(why, k->in->lang, &b);
    t.code                 = arena_str(a, t.code);
    t.column               = arena_str(a, t.column);
    t.why                  = arena_str(a, buf_str(&b));
    *VEC_PUSH(a, &k->told) = t;
    buf_free(&b);
}

/* What the refused rows of the file stand behind. */
static void put_heads(struct importing *k)
{
    bool zh = k->in->lang == LANG_ZH;

    csv_put(&k->csv, zh ? S("行") : S("line"), true);
    csv_put(&k->csv, zh ? S("列") : S("column"), false);
    csv_put(&k->csv, zh ? S("错误原因") : S("reason"), false);
    if (!k->sep)
        csv_put(&k->csv, S("code"), false);
    for (size_t i = 0; i < k->n_heads; i++)
        csv_put(&k->csv, k->heads[i], false);
    buf_addc(&k->csv, "\r\n");
}

static void put_cells(struct importing *k, const struct in_row *row)
{
    struct csv        c = { .rest = row->raw, .sep = k->sep, .line_next = 1, .arena = k->scratch };
    const struct str *cells;
    size_t            n;

    if (!k->sep) {
        csv_put(&k->csv, row->code, false);
    } else if (csv_row(&c, NULL, &cells, &n) == RC_OK) {
        for (size_t i = 0; i < n; i++)
            csv_put(&k->csv, cells[i], false);
    }
    buf_addc(&k->csv, "\r\n");
}

void import_refuse(struct importing *k, struct in_row *row)
{
    const struct fault *why    = &k->f.at[0];
    struct str          column = str_of(why->field);
    struct buf          b;
    char                room[INT_TEXT];

    BUG_ON(k->f.n == 0);
    tell(k,
         (struct import_told){
             .line = row->line, .code = row->code, .column = column, .refused = true },
         why);
    if (k->csv.n == 0)
        put_heads(k);
    buf_init(&b, 2000);
    fault_render(why, k->in->lang, &b);
    csv_put(&k->csv, int_text(row->line, room), true);
    csv_put(&k->csv, column, false);
    csv_put(&k->csv, buf_str(&b), false);
    put_cells(k, row);
    buf_free(&b);
    row->state = ROW_REFUSED;
    k->report->refused++;
    k->f.n = 0;
}

void import_warn(struct importing *k, const struct in_row *row, struct str column,
                 const struct say *say, struct str a0, struct str a1)
{
    struct faults f = { 0 };

    fault(&f, RC_OK, say, a0, a1);
    k->report->warnings++;
    tell(k, (struct import_told){ .line = row->line, .code = row->code, .column = column },
         &f.at[0]);
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
    TRY(import_borders(k));
    count(k);
    if (k->in->dry || k->report->added + k->report->changed == 0)
        return RC_OK;
    TRY(import_write(k));
    return note(k);
}

/* How many rows a file may have, so that the tables for them are allocated once: growing them in an
 * arena would take twice the room. */
static size_t rows_at_most(struct str text)
{
    size_t lf = 0, cr = 0;

    for (size_t i = 0; i < text.n; i++) {
        lf += text.p[i] == '\n';
        cr += text.p[i] == '\r';
    }
    lf = lf > cr ? lf : cr;
    return lf + 2 < IMPORT_ROWS_MOST ? lf + 2 : IMPORT_ROWS_MOST;
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

    *k = (struct importing){ .w       = w,
                             .in      = in,
                             .report  = &report,
                             .arena   = arena_new(OWN_ROOM),
                             .scratch = arena_new(SCRATCH_ROOM) };
    arena_defer(w->arena, free_arena, k->arena);
    arena_defer(w->arena, free_arena, k->scratch);
    buf_init(&k->csv, CSV_MOST);
    arena_defer(w->arena, free_buf, &k->csv);
    k->room = rows_at_most(in->text);
    k->rows = ARENA_ARRAY(k->arena, struct in_row, k->room);
    codes_init(&k->codes, k->arena, k->room);
    k->may_top = w->actor->system || caps_has(&w->actor->any, CAP_ADMIN_SYSTEM);
    TRY(import(k));
    report.told = (struct list){ k->told.at, k->told.n };
    report.csv  = k->csv.n ? buf_str(&k->csv) : STR_NONE;
    TRY(buf_check(&k->csv));
    *ret = report;
    return RC_OK;
}
