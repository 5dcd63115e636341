#include "app/row_import.h"
#include "work/services.h"

enum { ROW_ROOM = 256 << 20, COLUMNS_MOST = 64, WHY_MOST = 4000 };

static const struct say no_column =
    SAY("no_column", "没有“{0}”这一列", "there is no column \"{0}\"");
static const struct say odd_column =
    SAY("odd_column", "不认识“{0}”这一列[，是不是“{1}”？]",
        "the column \"{0}\" is not known[; did you mean \"{1}\"?]");
static const struct say too_wide =
    SAY("too_many_columns", "这一行的列数比标题多", "the row has more columns than headings");

struct reading {
    const struct row_import *in;
    struct row_report       *report;
    struct csv               csv;
    const struct field      *columns[COLUMNS_MOST];
    const struct str        *heads;
    size_t                   n, wide; /* columns; with the two that we added to refused rows */
    struct arena            *row;     /* cleared between rows */
    struct sheet_text        text;
    struct sheet            *back; /* NULL: none is refused yet */
};

static const struct field *column_of(const struct row_kind *k, struct str head)
{
    for (size_t i = 0; i < k->shape->n; i++)
        if (str_is(head, k->shape->fields[i].name) || (k->zh[i] && str_is(head, k->zh[i])))
            return &k->shape->fields[i];
    return NULL;
}

static struct str nearest(const struct row_kind *k, struct str head)
{
    struct str best  = STR_NONE;
    size_t     least = 3;

    for (size_t i = 0; i < k->shape->n; i++) {
        size_t d = str_distance(head, str_of(k->shape->fields[i].name), least);

        if (d < least) {
            least = d;
            best  = str_of(k->shape->fields[i].name);
        }
    }
    return best;
}

static const char *const ours[2][2] = { { "行号", "错误原因" }, { "line", "reason" } };

/* Refused rows that were set right and are sent again have our two columns behind theirs. */
static bool ends_with_ours(const struct reading *r)
{
    for (size_t lang = 0; r->n > 2 && lang < 2; lang++)
        if (str_is(r->heads[r->n - 2], ours[lang][0]) && str_is(r->heads[r->n - 1], ours[lang][1]))
            return true;
    return false;
}

static enum rc read_heads(struct reading *r, struct faults *f)
{
    const struct row_kind *k    = r->in->kind;
    uint64_t               seen = 0;
    enum rc                rc   = csv_row(&r->csv, f, &r->heads, &r->wide);

    if (rc == RC_NOT_FOUND)
        return fault(f, RC_INVALID, &no_column, str_of(k->shape->fields[0].name), STR_NONE);
    TRY(rc);
    if (r->wide > COLUMNS_MOST)
        return RC_TOO_LARGE;
    r->n = r->wide;
    if (ends_with_ours(r))
        r->n -= 2;
    for (size_t i = 0; i < r->n; i++) {
        struct str head = str_trim(r->heads[i]);

        r->columns[i] = column_of(k, head);
        if (!r->columns[i])
            return fault(f, RC_INVALID, &odd_column, head, nearest(k, head));
        seen |= UINT64_C(1) << (r->columns[i] - k->shape->fields);
    }
    for (size_t i = 0; i < k->keys; i++)
        if (!(seen >> i & 1))
            return fault(f, RC_INVALID, &no_column, str_of(k->shape->fields[i].name), STR_NONE);
    return RC_OK;
}

static enum rc bind(struct reading *r, const struct str *cells, size_t n, struct faults *f,
                    void *row)
{
    const struct shape *s  = r->in->kind->shape;
    enum rc             rc = RC_OK;

    if (n > r->wide)
        return fault(f, RC_INVALID, &too_wide, STR_NONE, STR_NONE);
    if (n > r->n)
        n = r->n;
    shape_clear(s, row);
    for (size_t i = 0; i < n; i++) {
        enum rc one = shape_set(s, r->columns[i], str_trim(cells[i]), r->row, f, STR_NONE, row);

        if (rc == RC_OK)
            rc = one;
    }
    for (size_t i = 0; i < s->n && rc == RC_OK; i++) {
        const struct field *fd = &s->fields[i];
        size_t              k  = 0;

        while (k < n && r->columns[k] != fd)
            k++;
        if (!fd->opt && (k == n || str_trim(cells[k]).n == 0))
            rc = fault_field(f, RC_INVALID, &say_needed, str_of(fd->name), STR_NONE);
    }
    return rc;
}

/* Why, in one line. */
static struct str reason(struct reading *r, const struct faults *f, enum rc rc)
{
    struct buf b;
    struct str why;

    buf_init(&b, WHY_MOST);
    for (size_t i = 0; i < f->n; i++) {
        if (i)
            buf_addc(&b, "; ");
        if (f->at[i].field[0])
            buf_addf(&b, "%s: ", f->at[i].field);
        fault_render(&f->at[i], r->in->lang, &b);
    }
    if (b.n == 0)
        buf_addc(&b, rc_code(rc));
    why = arena_str(r->in->out, buf_str(&b));
    buf_free(&b);
    return why;
}

/* Kept as long as the unit of work, in the report's arena. */
static enum rc begin_back(struct reading *r)
{
    struct arena        *a       = r->in->out;
    struct sheet_look   *look    = ARENA_NEW(a, struct sheet_look);
    struct sheet_column *columns = ARENA_ARRAY(a, struct sheet_column, r->n + 2);

    look->title   = r->in->lang == LANG_ZH ? S("未导入的行") : S("refused rows");
    look->columns = columns;
    for (; look->n < r->n; look->n++)
        columns[look->n] = (struct sheet_column){ .head    = arena_str(a, r->heads[look->n]),
                                                  .width   = 18,
                                                  .as_text = true };
    for (size_t i = 0; i < 2; i++)
        columns[look->n++] = (struct sheet_column){ .head  = str_of(ours[r->in->lang][i]),
                                                    .red   = true,
                                                    .width = i ? 50 : 0 };
    return sheet_begin(a, r->text.form, look, &r->back);
}

static enum rc refuse(struct reading *r, const struct str *cells, size_t n, struct str why)
{
    r->report->refused++;
    if (r->report->told.n < ROWS_TOLD)
        *VEC_PUSH(r->in->out, &r->report->told) = (struct row_told){ (int64_t)r->csv.line, why };
    if (!r->back)
        TRY(begin_back(r));
    for (size_t i = 0; i < r->n; i++)
        sheet_put(r->back, i < n ? cells[i] : STR_NONE);
    sheet_put_int(r->back, (int64_t)r->csv.line);
    sheet_put(r->back, why);
    sheet_end_row(r->back);
    return RC_OK;
}

static bool is_of_the_row(enum rc rc)
{
    return rc == RC_INVALID || rc == RC_CONFLICT || rc == RC_NOT_FOUND || rc == RC_DENIED ||
           rc == RC_GONE || rc == RC_UNSUPPORTED || rc == RC_MALFORMED;
}

struct bound { /* a row whose cells were right by themselves */
    struct reading *r;
    void           *row;
    struct faults   faults;
    enum row_came   came;
};

/* With the row's arena as that of the unit of work: whatever one row needs is given back before the
 * next. */
static enum rc take_bound(struct work *w, void *ctx)
{
    struct bound *b = ctx;

    tx_set_arena(w->tx, b->r->row);
    w->arena  = b->r->row;
    w->faults = &b->faults;
    return b->r->in->kind->take(w, b->r->in, b->row, &b->came);
}

static enum rc take_row(struct work *w, struct reading *r, const struct str *cells, size_t n)
{
    struct bound b  = { .r = r, .row = arena_alloc(r->row, r->in->kind->shape->size) };
    enum rc      rc = bind(r, cells, n, &b.faults, b.row);

    r->report->given++;
    if (rc == RC_OK)
        rc = work_part(w, take_bound, &b);
    if (rc == RC_OK)
        *(int64_t *[]){ &r->report->added, &r->report->changed, &r->report->same }[b.came] += 1;
    else if (is_of_the_row(rc))
        return refuse(r, cells, n, reason(r, &b.faults, rc));
    else
        return rc;
    return RC_OK;
}

static struct list names_kept(struct arena *a, struct list names)
{
    struct str *at = ARENA_ARRAY(a, struct str, names.n);

    for (size_t i = 0; i < names.n; i++)
        at[i] = arena_str(a, ((const struct str *)names.at)[i]);
    return (struct list){ at, names.n };
}

/* How many rows will come; what cannot be read is told when it is its turn. */
static int64_t count_rows(struct work *w, struct reading *r)
{
    const struct str *cells;
    size_t            n;
    struct faults     unsaid = { 0 };
    struct csv        csv;
    int64_t           rows = 0;

    if (!r->in->far || sheet_csv(&csv, w->arena, &r->text, &unsaid) != RC_OK)
        return 0;
    csv.arena = r->row;
    while (csv_row(&csv, &unsaid, &cells, &n) == RC_OK) {
        arena_clear(r->row);
        rows++;
    }
    return rows ? rows - 1 : 0; /* the headings */
}

static enum rc read_rows(struct work *w, struct reading *r)
{
    const struct str *cells;
    size_t            n;
    enum rc           rc;
    int64_t           rows;

    TRY(sheet_read(w->arena, r->in->text, w->faults, &r->text));
    r->report->form          = r->text.form;
    r->report->unread_sheets = names_kept(r->in->out, r->text.others);
    rows                     = count_rows(w, r);
    TRY(sheet_csv(&r->csv, w->arena, &r->text, w->faults));
    TRY(read_heads(r, w->faults));
    r->csv.arena = r->row;
    while ((rc = csv_row(&r->csv, w->faults, &cells, &n)) == RC_OK) {
        if (rows)
            r->in->far(r->in->far_ctx, rows, r->report->given);
        TRY(take_row(w, r, cells, n));
        arena_clear(r->row);
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

struct importing {
    const struct row_import *in;
    struct row_report       *report;
    bool                     done; /* a dry run that came to its end, and is undone on purpose */
};

static enum rc import(struct work *w, void *ctx)
{
    struct importing *i = ctx;
    struct reading    r = { .in = i->in, .report = i->report };
    enum rc           rc;

    *i->report = (struct row_report){ 0 };
    r.row      = arena_new(ROW_ROOM);
    rc         = read_rows(w, &r);
    if (rc == RC_OK && r.back)
        rc = sheet_end(r.back, &r.report->back);
    arena_free(r.row);
    i->done = rc == RC_OK && i->in->dry;
    return i->done ? RC_CONFLICT : rc;
}

enum rc row_import(struct services *s, const struct row_import *in, struct faults *f,
                   struct row_report *ret)
{
    struct importing i = { .in = in, .report = ret };
    enum rc rc = work_do(s, in->actor ? in->actor : &actor_system, WORK_WRITE, import, &i, f);

    return i.done ? RC_OK : rc;
}
