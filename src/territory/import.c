#include "territory/import.h"
#include "base/digest.h"
#include "territory/import_own.h"

/* Far above what a file of 64 MiB can need. */
static const size_t OWN_ROOM = (size_t)4 << 30, SCRATCH_ROOM = (size_t)1 << 30;

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
    F(struct import_report, unread_sheets, .each = K_STR,
      .doc = "of a workbook only the first sheet is read"),
    F(struct import_report, digest, .doc = "SM3 of the file"),
};
const struct shape import_report_shape = SHAPE(struct import_report, report_fields);

static const struct say say_in_file =
    SAY("import_in_file", "问题在文件“{0}”里，全部未导入", "that is in {0}; nothing was taken in");

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

static struct source *source_of(const struct importing *k, const struct in_row *row)
{
    return &k->sources[row->source];
}

static void tell(struct importing *k, struct source *s, struct import_told t,
                 const struct fault *why)
{
    struct arena *a = k->w->arena;
    struct buf    b;

    if (s->told.n == IMPORT_TOLD_MOST)
        return;
    buf_init(&b, 2000);
    fault_render(why, k->in->lang, &b);
    t.code                 = arena_str(a, t.code);
    t.column               = arena_str(a, t.column);
    t.why                  = arena_str(a, buf_str(&b));
    *VEC_PUSH(a, &s->told) = t;
    buf_free(&b);
}

static const char *const ours[2][3] = { { "行", "列", "错误原因" },
                                        { "line", "column", "reason" } };

bool import_ours(struct str head)
{
    for (size_t lang = 0; lang < 2; lang++)
        for (size_t i = 0; i < 3; i++)
            if (str_is(str_trim(head), ours[lang][i]))
                return true;
    return false;
}

/* What the refused rows of the file stand behind. */
static enum rc begin_back(const struct importing *k, struct source *s)
{
    struct arena        *a       = k->w->arena;
    struct sheet_look   *look    = ARENA_NEW(a, struct sheet_look);
    struct sheet_column *columns = ARENA_ARRAY(a, struct sheet_column, s->n_heads + 4);

    look->title   = k->in->lang == LANG_ZH ? S("未导入的行") : S("refused rows");
    look->columns = columns;
    for (size_t i = 0; i < 3; i++)
        columns[look->n++] = (struct sheet_column){ .head  = str_of(ours[k->in->lang][i]),
                                                    .red   = true,
                                                    .width = i == 2 ? 40 : 0 };
    if (!s->sep)
        columns[look->n++].head = S("code");
    for (size_t i = 0; i < s->n_heads; i++)
        if (!import_ours(s->heads[i]))
            columns[look->n++] =
                (struct sheet_column){ .head = s->heads[i], .width = 18, .as_text = true };
    return sheet_begin(a, s->text.form, look, &s->back);
}

static void put_cells(struct importing *k, struct source *s, const struct in_row *row)
{
    struct csv        c = { .rest = row->raw, .sep = s->sep, .line_next = 1, .arena = k->scratch };
    const struct str *cells;
    size_t            n;

    if (!s->sep) {
        sheet_put(s->back, row->code);
    } else if (csv_row(&c, NULL, &cells, &n) == RC_OK) {
        for (size_t i = 0; i < n; i++)
            if (i >= s->n_heads || !import_ours(s->heads[i]))
                sheet_put(s->back, cells[i]);
    }
    sheet_end_row(s->back);
}

/* A sheet that cannot be begun is told when it should end. */
static void put_back(struct importing *k, struct source *s, const struct in_row *row,
                     struct str column, struct str why)
{
    if (!s->back && begin_back(k, s) != RC_OK)
        return;
    sheet_put_int(s->back, row->line);
    sheet_put(s->back, column);
    sheet_put(s->back, why);
    put_cells(k, s, row);
}

void import_refuse(struct importing *k, struct in_row *row)
{
    struct source      *s      = source_of(k, row);
    const struct fault *why    = &k->f.at[0];
    struct str          column = str_of(why->field);
    struct buf          b;

    BUG_ON(k->f.n == 0);
    tell(k, s,
         (struct import_told){
             .line = row->line, .code = row->code, .column = column, .refused = true },
         why);
    buf_init(&b, 2000);
    fault_render(why, k->in->lang, &b);
    put_back(k, s, row, column, buf_str(&b));
    buf_free(&b);
    row->state = ROW_REFUSED;
    s->report->refused++;
    k->f.n = 0;
}

void import_warn(struct importing *k, const struct in_row *row, struct str column,
                 const struct say *say, struct str a0, struct str a1)
{
    struct source *s = source_of(k, row);
    struct faults  f = { 0 };

    fault(&f, RC_OK, say, a0, a1);
    s->report->warnings++;
    tell(k, s, (struct import_told){ .line = row->line, .code = row->code, .column = column },
         &f.at[0]);
}

void import_far(const struct importing *k, size_t done)
{
    enum { EVERY = 64 };

    if (k->in->far && done % EVERY == 0)
        k->in->far(k->in->far_ctx, (int64_t)k->n, (int64_t)done);
}

struct str import_other_file(const struct importing *k, const struct in_row *row,
                             const struct in_row *other)
{
    return row->source == other->source ? STR_NONE : source_of(k, other)->file->name;
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
    for (size_t i = 0; i < k->n; i++) {
        const struct in_row  *row = &k->rows[i];
        struct import_report *r   = source_of(k, row)->report;

        if (row->state == ROW_REFUSED)
            continue;
        if (!row->was && row->first == UINT32_MAX)
            r->added++;
        else if (row->changes)
            r->changed++;
        else
            r->same++;
    }
    for (size_t i = 0; i < k->in->n_files; i++) {
        const struct import_report *r = k->sources[i].report;

        BUG_ON(r->given != r->added + r->changed + r->same + r->refused);
    }
}

static enum rc note(struct importing *k, const struct source *s)
{
    const struct import_report *r = s->report;
    struct import_note          n = { s->file->name, r->digest, r->given,  r->added,
                                      r->changed,    r->same,   r->refused };

    if (r->added + r->changed == 0)
        return RC_OK;
    return work_note_row(k->w,
                         (struct entry){ .kind       = S("place.imported"),
                                         .on         = S("place"),
                                         .subject    = work_id(k->w),
                                         .place_path = k->under.p.path },
                         &note_shape, &n);
}

/* Why a file cannot be read at all is followed by which of several it is. */
static enum rc read_source(struct importing *k, struct source *s)
{
    enum rc rc;

    k->source = s;
    rc        = s->file->form == IMPORT_CSV ? import_read_csv(k) : import_read_geojson(k);
    if (rc != RC_OK && k->in->n_files > 1)
        return fault(k->w->faults, rc, &say_in_file, s->file->name, STR_NONE);
    return rc;
}

static enum rc import(struct importing *k)
{
    int64_t writes = 0;

    TRY(tree_day(k->w, k->in->on, &k->day));
    TRY(find_under(k));
    for (size_t i = 0; i < k->in->n_files; i++)
        TRY(read_source(k, &k->sources[i]));
    TRY(import_plan(k));
    TRY(import_borders(k));
    count(k);
    for (size_t i = 0; i < k->in->n_files; i++)
        writes += k->sources[i].report->added + k->sources[i].report->changed;
    if (k->in->dry || writes == 0)
        return RC_OK;
    TRY(import_write(k));
    for (size_t i = 0; i < k->in->n_files; i++)
        TRY(note(k, &k->sources[i]));
    return RC_OK;
}

/* How many rows the files may have, so that the tables for them are allocated once: growing them in
 * an arena would take twice the room. */
static size_t rows_at_most(const struct importing *k)
{
    size_t all = 0;

    for (size_t i = 0; i < k->in->n_files; i++) {
        struct str text = k->sources[i].text.text;
        size_t     lf = 0, cr = 0;

        for (size_t c = 0; c < text.n; c++) {
            lf += text.p[c] == '\n';
            cr += text.p[c] == '\r';
        }
        all += (lf > cr ? lf : cr) + 2;
    }
    return all < IMPORT_ROWS_MOST ? all : IMPORT_ROWS_MOST;
}

static void free_arena(void *ctx)
{
    arena_free(ctx);
}

static enum rc open_sources(struct importing *k, struct import_report *reports)
{
    struct arena *a = k->w->arena;

    k->sources = ARENA_ARRAY(a, struct source, k->in->n_files);
    for (size_t i = 0; i < k->in->n_files; i++) {
        struct source *s   = &k->sources[i];
        struct digest  d   = digest_of(k->in->files[i].text);
        char          *hex = arena_alloc(a, DIGEST_HEX + 1);

        reports[i] = (struct import_report){ .dry = k->in->dry, .digest = digest_hex(&d, hex) };
        *s         = (struct source){ .file = &k->in->files[i], .report = &reports[i] };
        TRY(sheet_read(k->arena, s->file->text, k->w->faults, &s->text));
        reports[i].back_form     = s->text.form;
        reports[i].unread_sheets = s->text.others;
    }
    return RC_OK;
}

enum rc territory_import(struct work *w, const struct territory_import *in,
                         struct import_report ret[])
{
    struct importing     *k       = ARENA_NEW(w->arena, struct importing);
    struct import_report *reports = ARENA_ARRAY(w->arena, struct import_report, in->n_files);

    BUG_ON(in->n_files == 0 || in->n_files > IMPORT_FILES_MOST);
    *k = (struct importing){
        .w = w, .in = in, .arena = arena_new(OWN_ROOM), .scratch = arena_new(SCRATCH_ROOM)
    };
    arena_defer(w->arena, free_arena, k->arena);
    arena_defer(w->arena, free_arena, k->scratch);
    TRY(open_sources(k, reports));
    k->room = rows_at_most(k);
    k->rows = ARENA_ARRAY(k->arena, struct in_row, k->room);
    codes_init(&k->codes, k->arena, k->room);
    k->may_top = w->actor->system || caps_has(&w->actor->any, CAP_ADMIN_SYSTEM);
    TRY(import(k));
    for (size_t i = 0; i < in->n_files; i++) {
        struct source *s = &k->sources[i];

        reports[i].told = (struct list){ s->told.at, s->told.n };
        if (reports[i].refused)
            TRY(s->back ? sheet_end(s->back, &reports[i].back) : RC_IO);
    }
    for (size_t i = 0; i < in->n_files; i++)
        ret[i] = reports[i];
    return RC_OK;
}
