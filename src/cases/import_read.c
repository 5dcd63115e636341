/* import_read: a file into rows, and a row into a case to be opened. */
#include "base/utf8.h"
#include "cases/import_own.h"

#include <math.h>

enum { OUTSIDE_MOST = 64 };

static const struct say say_no_rows =
    SAY("import_empty", "文件里没有数据行", "the file has no rows");
static const struct say say_no_columns =
    SAY("import_no_columns", "认不出任何一列；至少要有内容或标题",
        "no column is known; at least words or a title are needed");
static const struct say say_many_rows =
    SAY("import_rows", "一次最多导入{0}行", "{0} rows at most at a time");
static const struct say say_bad_time = SAY("import_time", "“{0}”不是时间，应如2026-01-31 08:30",
                                           "{0} is no time, as 2026-01-31 08:30 is");
static const struct say say_future = SAY("import_future", "“{0}”在将来", "{0} lies in the future");
static const struct say say_class = SAY("import_class", "没有“{0}”这个类别，或同名的不止一个",
                                        "there is no class {0}, or more than one of that name");
static const struct say say_place =
    SAY("import_place", "没有编码为“{0}”的地点", "there is no place with the code {0}");
static const struct say say_process =
    SAY("import_process", "没有“{0}”这个流程", "there is no process {0}");
static const struct say say_grade =
    SAY("import_grade", "没有“{0}”这个等级", "there is no grade {0}");

/* -- the file -- */

static bool has_column(const struct importing *k, enum target to)
{
    for (size_t i = 0; i < k->n_heads; i++)
        if (k->columns[i].to == to)
            return true;
    return false;
}

/* Of two columns that mean the same the first is read. */
static bool is_repeated(const struct importing *k, size_t nth)
{
    const struct column *c = &k->columns[nth];

    for (size_t i = 0; i < nth; i++)
        if (k->columns[i].to == c->to &&
            (c->to != TO_FORM || str_eq(k->columns[i].field, c->field)))
            return true;
    return false;
}

const char *const import_reason_heads[2][3] = { { "行号", "错误列", "错误原因" },
                                                { "line", "column", "reason" } };

bool case_import_ours(struct str head)
{
    for (size_t lang = 0; lang < 2; lang++)
        for (size_t i = 0; i < 3; i++)
            if (str_is(str_trim(head), import_reason_heads[lang][i]))
                return true;
    return false;
}

static enum rc read_heads(struct importing *k)
{
    VEC(struct str) unread = { 0 };

    k->columns = ARENA_ARRAY(k->a, struct column, k->n_heads + 1);
    for (size_t i = 0; i < k->n_heads; i++) {
        struct column *c = &k->columns[i];

        *c = import_column(k->p, k->in->process, k->heads[i]);
        if (c->to != TO_NOTHING && is_repeated(k, i))
            c->to = TO_NOTHING;
        if (c->to == TO_NOTHING && c->head.n && !case_import_ours(c->head))
            *VEC_PUSH(k->a, &unread) = c->head;
    }
    k->report->unread = (struct list){ unread.at, unread.n };
    if (!has_column(k, TO_WORDS) && !has_column(k, TO_TITLE))
        return fault_field(k->f, RC_INVALID, &say_no_columns, S("file"), STR_NONE);
    return RC_OK;
}

static enum rc too_many(struct importing *k, int most)
{
    return fault_field(k->f, RC_TOO_LARGE, &say_many_rows, S("file"), arena_fmt(k->a, "%d", most));
}

enum rc case_import_read(struct importing *k)
{
    int        most = k->in->rows_most ? k->in->rows_most : CASE_IMPORT_MOST;
    struct csv csv;
    enum rc    rc;

    if (k->in->whole && most > CASE_IMPORT_WHOLE_MOST)
        most = CASE_IMPORT_WHOLE_MOST;
    TRY(sheet_read(k->a, k->in->text, k->f, &k->text));
    k->report->unread_sheets = k->text.others;
    k->report->form          = k->text.form;
    TRY(sheet_csv(&csv, k->a, &k->text, k->f));
    rc = csv_row(&csv, k->f, &k->heads, &k->n_heads);
    if (rc == RC_NOT_FOUND)
        return fault_field(k->f, RC_INVALID, &say_no_rows, S("file"), STR_NONE);
    TRY(rc);
    TRY(read_heads(k));
    for (;;) {
        struct import_row row = { 0 };

        rc = csv_row(&csv, k->f, &row.cells, &row.n);
        if (rc == RC_NOT_FOUND)
            return k->rows.n ? RC_OK
                             : fault_field(k->f, RC_INVALID, &say_no_rows, S("file"), STR_NONE);
        TRY(rc);
        if (k->rows.n == (size_t)most)
            return too_many(k, most);
        row.line                  = (int64_t)csv.line;
        *VEC_PUSH(k->a, &k->rows) = row;
    }
}

static struct str cell_at(const struct import_row *row, size_t nth)
{
    struct str s = nth < row->n ? str_trim(row->cells[nth]) : STR_NONE;

    return s.n ? s : STR_NONE;
}

struct str case_import_cell(const struct importing *k, const struct import_row *row, enum target to)
{
    for (size_t i = 0; i < k->n_heads; i++)
        if (k->columns[i].to == to)
            return cell_at(row, i);
    return STR_NONE;
}

struct str case_import_head(const struct importing *k, struct str field)
{
    for (size_t i = 0; i < k->n_heads; i++) {
        const struct column *c = &k->columns[i];

        if ((c->to < TARGETS && str_is(field, import_targets[c->to])) ||
            (c->to == TO_FORM && str_starts(field, S("form.")) &&
             str_eq(str_skip(field, 5), c->field)))
            return c->head;
    }
    return field;
}

/* -- one row -- */

struct reading {
    struct importing        *k;
    struct work             *w;
    const struct import_row *row;
    struct case_in          *in;
    const struct process    *pr; /* NULL when it cannot be told; opening will say so */
};

static struct str cell(const struct reading *r, enum target to)
{
    return case_import_cell(r->k, r->row, to);
}

static void wrong(struct reading *r, const struct say *say, enum target to)
{
    (void)WORK_FIELD(r->w, RC_INVALID, say, str_of(import_targets[to]), cell(r, to));
}

/* Plain texts and numbers, under the limits of a report that is sent. */
static void read_plain(struct reading *r)
{
    static const enum target plain[] = { TO_NAME,  TO_PHONE, TO_ADDRESS, TO_WORDS,
                                         TO_TITLE, TO_LON,   TO_LAT };

    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        struct str          name = str_of(import_targets[plain[i]]), said = cell(r, plain[i]);
        const struct field *f = shape_field(&case_in_shape, name);

        if (said.p)
            (void)!shape_set(&case_in_shape, f, said, r->w->arena, r->w->faults, name, r->in);
    }
    if (!r->in->words.p)
        r->in->words = r->in->title;
}

static void read_opened(struct reading *r)
{
    struct str said = cell(r, TO_OPENED);

    if (!said.p)
        return;
    if (import_time(said, &r->in->opened) != RC_OK)
        wrong(r, &say_bad_time, TO_OPENED);
    else if (r->in->opened > r->w->now)
        wrong(r, &say_future, TO_OPENED);
}

static enum rc read_place(struct reading *r)
{
    struct str   said = cell(r, TO_PLACE);
    struct place place;
    enum rc      rc;

    if (!said.p) {
        if (isnan(r->in->lon))
            r->in->place = r->k->in->place;
        return RC_OK;
    }
    rc = place_by_code(r->w, practice_alias(r->k->p, S("place"), said), &place);
    if (rc == RC_NOT_FOUND && str_find(said, S(" ")) != SIZE_MAX) /* as the template lists them */
        rc = place_by_code(r->w, str_head(said, str_find(said, S(" "))), &place);
    if (rc == RC_NOT_FOUND) {
        wrong(r, &say_place, TO_PLACE);
        return RC_OK;
    }
    TRY(rc);
    r->in->place = place.id;
    return RC_OK;
}

static const struct process *process_called(const struct practice *p, struct str said)
{
    for (size_t i = 0; i < p->n_processes; i++)
        if (str_eq(p->processes[i].name, said) || str_eq(p->processes[i].title.zh, said) ||
            str_eq(p->processes[i].title.en, said))
            return &p->processes[i];
    return NULL;
}

static void read_class(struct reading *r)
{
    struct str said = cell(r, TO_CLASS), process = cell(r, TO_PROCESS);

    r->in->process = r->k->in->process;
    if (said.p) {
        r->in->class = import_class(r->k->p, said);
        if (!r->in->class.p)
            wrong(r, &say_class, TO_CLASS);
    }
    if (process.p) {
        r->pr = process_called(r->k->p, process);
        if (r->pr)
            r->in->process = r->pr->name;
        else
            wrong(r, &say_process, TO_PROCESS);
    }
}

/* As opening will choose: said, of the class, or the only one that this channel may open. */
static void find_process(struct reading *r)
{
    const struct practice   *p = r->k->p;
    const struct case_class *c = r->in->class.p ? practice_class(p, r->in->class) : NULL;
    size_t                   n = 0;

    if (r->in->process.p || (c && c->process.p)) {
        r->pr = practice_process(p, r->in->process.p ? r->in->process : c->process);
        return;
    }
    for (size_t i = 0; i < p->n_processes; i++)
        if (p->processes[i].channels >> r->k->in->channel & 1) {
            r->pr = &p->processes[i];
            n++;
        }
    if (n != 1)
        r->pr = NULL;
}

static void read_grade(struct reading *r)
{
    struct str said = cell(r, TO_GRADE);

    if (!said.p || !r->pr)
        return;
    r->in->grade = import_grade(r->k->p, r->pr, said);
    if (!r->in->grade.p)
        wrong(r, &say_grade, TO_GRADE);
}

/* -- the form -- */

/* What names a row of ours is written as its code. */
static enum rc answer_code(struct reading *r, const struct form_field *f, struct str said,
                           struct jw *w)
{
    struct place place;
    struct org   org;
    bool         is_place = f->kind == FORM_PLACE;
    struct str   code     = practice_alias(r->k->p, is_place ? S("place") : S("unit"), said);
    enum rc      rc = is_place ? place_by_code(r->w, code, &place) : org_by_code(r->w, code, &org);

    if (rc == RC_NOT_FOUND) {
        jw_str(w, said);
        return RC_OK;
    }
    TRY(rc);
    jw_id(w, is_place ? place.id : org.id);
    return RC_OK;
}

static enum rc answer(struct reading *r, struct str name, struct str said, struct jw *w)
{
    const struct form_field *f = form_field(&r->pr->form, name);

    jw_key(w, name);
    if (!f) { /* another process's: the check of the form says so */
        jw_str(w, said);
        return RC_OK;
    }
    if (f->kind == FORM_PLACE || f->kind == FORM_ORG)
        return answer_code(r, f, said, w);
    import_answer(f, said, w);
    return RC_OK;
}

/* Who called is kept as the person it is filed for; a form that insists on it gets it too. */
static enum rc answer_needed(struct reading *r, const char *name, struct str said, struct jw *w)
{
    const struct form_field *f = form_field(&r->pr->form, str_of(name));

    for (size_t i = 0; i < r->k->n_heads; i++)
        if (r->k->columns[i].to == TO_FORM && str_is(r->k->columns[i].field, name))
            return RC_OK;
    return f && f->need && said.p ? answer(r, str_of(name), said, w) : RC_OK;
}

static enum rc read_form(struct reading *r)
{
    struct buf *b = arena_buf(r->w->arena, 1 << 20);
    struct jw   w;

    if (!r->pr)
        return RC_OK;
    jw_init(&w, b);
    jw_obj(&w);
    for (size_t i = 0; i < r->k->n_heads; i++) {
        const struct column *c    = &r->k->columns[i];
        struct str           said = cell_at(r->row, i);

        if (c->to == TO_FORM && said.p)
            TRY(answer(r, c->field, said, &w));
    }
    TRY(answer_needed(r, "name", r->in->for_name, &w));
    TRY(answer_needed(r, "phone", r->in->for_phone, &w));
    jw_obj_end(&w);
    TRY(buf_check(b));
    r->in->form.text = buf_str(b);
    return RC_OK;
}

enum rc case_import_row_in(struct importing *k, struct work *w, const struct import_row *row,
                           struct case_in *ret)
{
    struct reading r       = { .k = k, .w = w, .row = row, .in = ret };
    struct str     outside = case_import_cell(k, row, TO_OUTSIDE);

    shape_clear(&case_in_shape, ret);
    ret->channel = k->in->channel;
    if (outside.p && utf8_count(outside) > OUTSIDE_MOST)
        (void)WORK_FIELD(w, RC_INVALID, &say_too_long, S("outside_number"),
                         arena_fmt(w->arena, "%d", OUTSIDE_MOST));
    read_plain(&r);
    read_opened(&r);
    TRY(read_place(&r));
    read_class(&r);
    if (!r.pr)
        find_process(&r);
    read_grade(&r);
    TRY(read_form(&r));
    return w->faults->n ? RC_INVALID : RC_OK;
}
