/* sheet_write: a table as a workbook, row by row, or as CSV. */
#include "base/utf8.h"
#include "sheet/sheet.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    FILE_MOST   = 256 << 20,
    CELL_CHARS  = 32000, /* Excel takes 32,767 */
    HINT_CHARS  = 255,
    TITLE_CHARS = 31,
    WIDTH_LEAST = 8,
    WIDTH_MOST  = 60,
    FILLED_MOST = 20000, /* rows that have drop-downs */
    PATH_ROOM   = 40,
};
#define EXACT 9007199254740992 /* 2^53: a cell's number is a double */

const char *const sheet_form_words[] = { "csv", "xlsx", NULL };

const char *sheet_type(enum sheet_form form)
{
    return form == SHEET_XLSX ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
                              : "text/csv; charset=utf-8";
}

struct str sheet_bytes(struct arena *a, enum sheet_form form, struct str file)
{
    return form == SHEET_XLSX ? file : arena_fmt(a, "\xEF\xBB\xBF%.*s", STR_ARG(file));
}

struct str sheet_name(struct arena *a, struct str stem, enum sheet_form form)
{
    return arena_fmt(a, "%.*s.%s", STR_ARG(stem), sheet_form_words[form]);
}

struct sheet {
    struct arena            *a;
    enum sheet_form          form;
    const struct sheet_look *look;
    size_t                   row, column;
    struct buf               csv;
    lxw_workbook            *book;
    lxw_worksheet           *page;
    lxw_format              *head, *head_red, *red, *wrap, *day, *time, *note, *typed;
    int                      fd; /* where the workbook is written: memory */
    bool                     failed;
};

static void give_back(void *ctx)
{
    struct sheet *s = ctx;

    buf_free(&s->csv);
    if (s->book)
        lxw_workbook_free(s->book);
    if (s->fd >= 0)
        close(s->fd);
}

/* -- texts that a workbook can hold -- */

/* Without control characters and cut to `most` characters; ends in NUL, in the arena. */
static const char *fit(struct arena *a, struct str s, size_t most)
{
    char    *p = arena_alloc(a, s.n + 1);
    size_t   n = 0, count = 0;
    uint32_t cp;

    while (count < most && utf8_next(&s, &cp)) {
        if ((cp < ' ' && cp != '\n' && cp != '\t') || cp == 0xFFFE || cp == 0xFFFF)
            continue;
        n += utf8_put(cp, p + n);
        count += cp > 0xFFFF ? 2 : 1; /* as Excel counts */
    }
    return p;
}

/* How wide it looks: Chinese characters are twice as wide as Latin ones. */
static int width_of(struct str s)
{
    uint32_t cp;
    int      w = 0;

    while (utf8_next(&s, &cp))
        w += cp >= 0x1100 ? 2 : 1;
    return w;
}

static lxw_row_t xrow(const struct sheet *s)
{
    return (lxw_row_t)s->row;
}

static lxw_col_t xcol(const struct sheet *s)
{
    return (lxw_col_t)s->column;
}

/* -- the head -- */

static lxw_format *format(struct sheet *s, const char *number, bool bold, bool red)
{
    lxw_format *f = workbook_add_format(s->book);

    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
    if (number)
        format_set_num_format(f, number);
    if (bold) {
        format_set_bold(f);
        format_set_bg_color(f, red ? 0xFDE2E0 : 0xE8EEF4);
    }
    if (red)
        format_set_font_color(f, 0xB42318);
    return f;
}

static void make_formats(struct sheet *s)
{
    s->head     = format(s, NULL, true, false);
    s->head_red = format(s, NULL, true, true);
    s->red      = format(s, NULL, false, true);
    s->wrap     = format(s, NULL, false, false);
    s->note     = format(s, NULL, false, false);
    s->day      = format(s, "yyyy-mm-dd", false, false);
    s->typed    = format(s, "@", false, false);
    s->time     = format(s, "yyyy-mm-dd hh:mm", false, false);
    format_set_text_wrap(s->wrap);
    format_set_text_wrap(s->red);
    format_set_font_color(s->note, 0x5F6B76);
}

static void put_heads(struct sheet *s)
{
    for (size_t i = 0; i < s->look->n_notes; i++) {
        worksheet_write_string(s->page, xrow(s), 0, fit(s->a, s->look->notes[i], CELL_CHARS),
                               s->note);
        s->row++;
    }
    for (size_t i = 0; i < s->look->n; i++) {
        const struct sheet_column *c = &s->look->columns[i];
        int                        w = c->width ? c->width : width_of(c->head) + 2;

        w = w < WIDTH_LEAST ? WIDTH_LEAST : w > WIDTH_MOST ? WIDTH_MOST : w;
        worksheet_set_column(s->page, (lxw_col_t)i, (lxw_col_t)i, w, c->as_text ? s->typed : NULL);
        worksheet_write_string(s->page, xrow(s), (lxw_col_t)i, fit(s->a, c->head, CELL_CHARS),
                               c->red ? s->head_red : s->head);
    }
    s->row++;
    worksheet_freeze_panes(s->page, xrow(s), 0);
}

/* What may be chosen stands on a sheet of its own: a list within the cell ends at 255 letters. */
static void put_choices(struct sheet *s, lxw_worksheet *lists)
{
    size_t rows = 0;

    for (size_t i = 0; i < s->look->n; i++)
        if (rows < s->look->columns[i].n_choices)
            rows = s->look->columns[i].n_choices;
    for (size_t r = 0; r < rows; r++)
        for (size_t i = 0; i < s->look->n; i++)
            if (r < s->look->columns[i].n_choices)
                worksheet_write_string(lists, (lxw_row_t)r, (lxw_col_t)i,
                                       fit(s->a, s->look->columns[i].choices[r], CELL_CHARS), NULL);
}

static void validate(struct sheet *s, size_t nth)
{
    const struct sheet_column *c    = &s->look->columns[nth];
    lxw_data_validation        rule = { .validate      = LXW_VALIDATION_TYPE_ANY,
                                        .input_message = NULL,
                                        .error_type    = LXW_VALIDATION_ERROR_TYPE_WARNING };
    char                       name[LXW_MAX_COL_NAME_LENGTH];

    if (!c->n_choices && !c->hint.p)
        return;
    if (c->n_choices) {
        lxw_col_to_name(name, (lxw_col_t)nth, 1);
        rule.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
        rule.value_formula =
            (char *)(uintptr_t)arena_fmt(s->a, "=lists!%s$1:%s$%zu", name, name, c->n_choices).p;
    }
    if (c->hint.p) {
        rule.input_message = (char *)(uintptr_t)fit(s->a, c->hint, HINT_CHARS);
    }
    worksheet_data_validation_range(s->page, xrow(s), (lxw_col_t)nth, FILLED_MOST, (lxw_col_t)nth,
                                    &rule);
}

static bool has_choices(const struct sheet_look *look)
{
    for (size_t i = 0; i < look->n; i++)
        if (look->columns[i].n_choices)
            return true;
    return false;
}

/* Signs that the name of a sheet cannot have become spaces. */
static const char *title_of(struct sheet *s)
{
    char *p = (char *)(uintptr_t)fit(s->a, s->look->title, TITLE_CHARS);

    for (char *c = p; *c; c++)
        if (strchr("[]:*?/\\'\n\t", *c))
            *c = ' ';
    return *p ? p : NULL;
}

static enum rc begin_book(struct sheet *s)
{
    lxw_workbook_options how = { .constant_memory = LXW_TRUE };
    char                 path[PATH_ROOM];

    s->fd = memfd_create("sheet", MFD_CLOEXEC);
    if (s->fd < 0)
        return RC_IO;
    snprintf(path, sizeof(path), "/proc/self/fd/%d", s->fd);
    s->book = workbook_new_opt(path, &how);
    if (!s->book)
        return RC_IO;
    s->page = workbook_add_worksheet(s->book, title_of(s));
    if (!s->page)
        return RC_IO;
    make_formats(s);
    put_heads(s);
    if (has_choices(s->look)) {
        lxw_worksheet *lists = workbook_add_worksheet(s->book, "lists");

        if (!lists)
            return RC_IO;
        put_choices(s, lists);
        worksheet_hide(lists);
    }
    for (size_t i = 0; i < s->look->n; i++)
        validate(s, i);
    return RC_OK;
}

static void begin_csv(struct sheet *s)
{
    for (size_t i = 0; i < s->look->n_notes; i++) {
        csv_put(&s->csv, s->look->notes[i], true);
        buf_addc(&s->csv, "\r\n");
    }
    for (size_t i = 0; i < s->look->n; i++)
        csv_put(&s->csv, s->look->columns[i].head, i == 0);
    buf_addc(&s->csv, "\r\n");
}

enum rc sheet_begin(struct arena *a, enum sheet_form form, const struct sheet_look *look,
                    struct sheet **ret)
{
    struct sheet *s = ARENA_NEW(a, struct sheet);

    *s = (struct sheet){ .a = a, .form = form, .look = look, .fd = -1 };
    buf_init(&s->csv, FILE_MOST);
    arena_defer(a, give_back, s);
    if (form == SHEET_XLSX)
        TRY(begin_book(s));
    else
        begin_csv(s);
    *ret = s;
    return RC_OK;
}

/* -- cells -- */

static void wrote(struct sheet *s, lxw_error e)
{
    s->failed = s->failed || (e != LXW_NO_ERROR);
    s->column++;
}

static lxw_format *text_format(const struct sheet *s)
{
    const struct sheet_column *c = s->column < s->look->n ? &s->look->columns[s->column] : NULL;

    return c && c->red ? s->red : c && c->as_text ? s->typed : s->wrap;
}

void sheet_put(struct sheet *s, struct str text)
{
    struct arena *a;

    if (s->form == SHEET_CSV) {
        csv_put(&s->csv, text.p ? text : S(""), s->column++ == 0);
        return;
    }
    if (!text.n) {
        s->column++;
        return;
    }
    a = arena_new(text.n * 2 + (1 << 20)); /* a hundred thousand rows are not kept */
    wrote(s, worksheet_write_string(s->page, xrow(s), xcol(s), fit(a, text, CELL_CHARS),
                                    text_format(s)));
    arena_free(a);
}

void sheet_put_int(struct sheet *s, int64_t v)
{
    char room[INT_TEXT];

    if (v == NONE_I64)
        sheet_put(s, STR_NONE);
    else if (s->form == SHEET_CSV || v > EXACT || v < -EXACT)
        sheet_put(s, int_text(v, room));
    else
        wrote(s, worksheet_write_number(s->page, xrow(s), xcol(s), (double)v, NULL));
}

void sheet_put_real(struct sheet *s, double v)
{
    char room[TIME_TEXT];

    if (!isfinite(v))
        sheet_put(s, STR_NONE);
    else if (s->form == SHEET_CSV)
        sheet_put(s, (struct str){ room, (size_t)snprintf(room, sizeof(room), "%.10g", v) });
    else
        wrote(s, worksheet_write_number(s->page, xrow(s), xcol(s), v, NULL));
}

/* Days since 1899-12-30, as Excel counts them from 1900-03-01. */
static double serial(int32_t day)
{
    return (double)(day - day_from_date((struct date){ 1899, 12, 30 }));
}

void sheet_put_day(struct sheet *s, int32_t day)
{
    char room[TIME_TEXT];

    if (day == INT32_MIN)
        sheet_put(s, STR_NONE);
    else if (s->form == SHEET_CSV || serial(day) < 61)
        sheet_put(s, day_text(day, room));
    else
        wrote(s, worksheet_write_number(s->page, xrow(s), xcol(s), serial(day), s->day));
}

void sheet_put_time(struct sheet *s, int64_t at)
{
    char    room[TIME_TEXT];
    int32_t day;

    if (at == NONE_I64) {
        sheet_put(s, STR_NONE);
        return;
    }
    day = day_of(at);
    if (s->form == SHEET_CSV || serial(day) < 61) {
        time_text(at, room);
        room[10] = ' '; /* "2026-01-31 08:30:00", as spreadsheets read it */
        sheet_put(s, (struct str){ room, 19 });
        return;
    }
    wrote(s, worksheet_write_number(
                 s->page, xrow(s), xcol(s),
                 serial(day) + (double)((at - day_start(day)) / US_SECOND) / 86400, s->time));
}

void sheet_end_row(struct sheet *s)
{
    if (s->form == SHEET_CSV)
        buf_addc(&s->csv, "\r\n");
    s->row++;
    s->column = 0;
}

/* -- the file -- */

static enum rc take_file(struct sheet *s, struct str *ret)
{
    struct stat st;
    char       *p;
    size_t      got = 0;

    if (fstat(s->fd, &st) != 0)
        return RC_IO;
    if (st.st_size > FILE_MOST)
        return RC_TOO_LARGE;
    p = arena_alloc(s->a, (size_t)st.st_size + 1);
    while (got < (size_t)st.st_size) {
        ssize_t n = pread(s->fd, p + got, (size_t)st.st_size - got, (off_t)got);

        if (n <= 0)
            return RC_IO;
        got += (size_t)n;
    }
    *ret = (struct str){ p, got };
    return RC_OK;
}

enum rc sheet_end(struct sheet *s, struct str *ret_file)
{
    lxw_error e;

    if (s->form == SHEET_CSV) {
        TRY(buf_check(&s->csv));
        *ret_file = arena_str(s->a, buf_str(&s->csv));
        return RC_OK;
    }
    e       = workbook_close(s->book); /* frees it, however it ends */
    s->book = NULL;
    if (e != LXW_NO_ERROR)
        return errno == ENOSPC ? RC_NO_SPACE : RC_IO;
    return s->failed ? RC_TOO_LARGE : take_file(s, ret_file);
}
