/*
 * sheet_routes: a table that somebody sees, as a workbook. It holds what the caller sent and
 * nothing else, so it needs no right of its own and says nothing that was not on their screen.
 */
#include "app/import.h"
#include "http/request.h"

enum { BODY_MOST = 8 << 20, NOTES_MOST = 20, COLUMNS_MOST = 100, ROWS_MOST = 20000 };

enum cell_kind { CELL_TEXT, CELL_NUMBER };
static const char *const cell_words[] = { "text", "number", NULL };

struct table_column {
    struct str head;
    int32_t    kind;
};
struct table_row {
    struct list cells; /* struct str */
};
struct table {
    struct str  title;
    struct list notes, columns, rows;
};
static const struct field column_fields[] = {
    F(struct table_column, head, .max = 200),
    F(struct table_column, kind, .words = cell_words, .opt = true, .doc = "text if absent"),
};
static const struct shape column_shape = SHAPE(struct table_column, column_fields);
static const struct field row_fields[] = {
    F(struct table_row, cells, .each = K_STR, .max = COLUMNS_MOST, .doc = "numbers in decimal"),
};
static const struct shape row_shape      = SHAPE(struct table_row, row_fields);
static const struct field table_fields[] = {
    F(struct table, title, .max = 100, .doc = "of the sheet and the file"),
    F(struct table, notes, .each = K_STR, .opt = true, .max = NOTES_MOST,
      .doc = "lines above the headings: where it is from, of which time"),
    F(struct table, columns, .of = &column_shape, .min = 1, .max = COLUMNS_MOST),
    F(struct table, rows, .of = &row_shape, .max = ROWS_MOST),
};
static const struct shape table_shape = SHAPE(struct table, table_fields);

static void put_row(struct sheet *s, const struct table_column *columns, size_t n,
                    const struct table_row *row)
{
    const struct str *cells = row->cells.at;
    double            v;

    for (size_t i = 0; i < row->cells.n && i < n; i++)
        if (columns[i].kind == CELL_NUMBER && str_real(cells[i], &v) == RC_OK)
            sheet_put_real(s, v);
        else
            sheet_put(s, cells[i]);
    sheet_end_row(s);
}

static enum rc post_sheet(struct request *q, struct work *w)
{
    const struct table        *t       = q->body;
    const struct table_column *columns = t->columns.at;
    const struct table_row    *rows    = t->rows.at;
    struct sheet_column       *out     = ARENA_ARRAY(w->arena, struct sheet_column, t->columns.n);
    struct sheet_look          look    = { t->title, t->notes.at, t->notes.n, out, t->columns.n };
    struct sheet              *s;
    struct str                 file;

    for (size_t i = 0; i < t->columns.n; i++)
        out[i] = (struct sheet_column){ .head  = columns[i].head,
                                        .width = columns[i].kind == CELL_NUMBER ? 0 : 20 };
    TRY(sheet_begin(w->arena, SHEET_XLSX, &look, &s));
    for (size_t i = 0; i < t->rows.n; i++)
        put_row(s, columns, t->columns.n, &rows[i]);
    TRY(sheet_end(s, &file));
    return reply_download(q, sheet_type(SHEET_XLSX), file,
                          sheet_name(w->arena, t->title, SHEET_XLSX));
}

const struct route sheet_routes[] = {
    { .on         = POST,
      .path       = "/api/v1/sheets",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_NONE,
      .body       = &table_shape,
      .reply_type = "*/*",
      .body_most  = BODY_MOST,
      .per_minute = 60,
      .run        = post_sheet,
      .doc = "A table that is sent, as an Excel workbook: for downloads of what a page shows." },
    { 0 },
};
