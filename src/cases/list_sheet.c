/*
 * list_sheet: the list of cases as somebody sees it, as a workbook: their filters, their columns.
 * It leaves by the rules of every export: on record, marked, and without asking anybody only as
 * many as the policy lets go. The list shows no personal fields.
 */
#include "cases/export.h"
#include "cases/import_job.h"
#include "cases/list.h"
#include "http/request.h"
#include "work/services.h"

enum { COLUMNS_MOST = 20, PAGE = LIST_MOST };

struct sheet_in {
    struct list columns; /* struct str */
};
static const struct field sheet_in_fields[] = {
    F(struct sheet_in, columns, .each = K_STR, .opt = true, .max = COLUMNS_MOST,
      .doc = "of number title process step class place unit opened due closed card; all if absent"),
};
const struct shape list_sheet_shape = SHAPE(struct sheet_in, sheet_in_fields);

enum what { NUMBER, TITLE, PROCESS, STEP, CLASS, PLACE, UNIT, OPENED, DUE, CLOSED, CARD, WHATS };
static const struct {
    const char *name, *head[2];
    int         width;
} columns[WHATS] = {
    [NUMBER]  = { "number", { "编号", "number" }, 18 },
    [TITLE]   = { "title", { "标题", "title" }, 40 },
    [PROCESS] = { "process", { "业务", "process" }, 16 },
    [STEP]    = { "step", { "环节", "step" }, 14 },
    [CLASS]   = { "class", { "类别", "class" }, 16 },
    [PLACE]   = { "place", { "地点", "place" }, 20 },
    [UNIT]    = { "unit", { "承办单位", "unit" }, 22 },
    [OPENED]  = { "opened", { "上报时间", "opened" }, 18 },
    [DUE]     = { "due", { "到期时间", "due" }, 18 },
    [CLOSED]  = { "closed", { "办结时间", "closed" }, 18 },
    [CARD]    = { "card", { "牌", "card" }, 8 },
};
static const struct say say_column =
    SAY("list_column", "没有“{0}”这一列", "there is no column {0}");

struct writing {
    struct request   *q;
    struct arena     *a;
    struct list_query ask;
    enum what         wanted[WHATS];
    size_t            n_wanted;
    struct sheet     *out;
    int64_t           n, most, next;
};
struct list_sheet {
    struct str file;
    int64_t    n;
};

static enum rc choose(struct writing *x, struct work *w)
{
    const struct sheet_in *in = x->q->body;
    const struct str      *at = in->columns.at;

    for (size_t i = 0; i < in->columns.n && x->n_wanted < WHATS; i++) {
        size_t k = 0;

        while (k < WHATS && !str_is(at[i], columns[k].name))
            k++;
        if (k == WHATS)
            return WORK_FIELD(w, RC_INVALID, &say_column, S("columns"), at[i]);
        x->wanted[x->n_wanted++] = (enum what)k;
    }
    for (size_t k = 0; in->columns.n == 0 && k < WHATS; k++)
        x->wanted[x->n_wanted++] = (enum what)k;
    return RC_OK;
}

static enum rc put_place(struct writing *x, struct work *w, int64_t id)
{
    struct place p = { 0 };

    if (id != NONE_I64)
        TRY(place_get(w, id, &p));
    sheet_put(x->out, p.name);
    return RC_OK;
}

static enum rc put_unit(struct writing *x, struct work *w, int64_t id)
{
    struct org o = { 0 };

    if (id != NONE_I64)
        TRY(org_get(w, id, &o));
    sheet_put(x->out, o.name);
    return RC_OK;
}

/* The pack in force names them; what it no longer knows stands as its word. */
static void put_titled(struct writing *x, const struct practice *p, enum what what,
                       const struct case_brief *b)
{
    const struct process    *pr   = p ? practice_process(p, b->process) : NULL;
    const struct case_class *k    = p && b->class.p ? practice_class(p, b->class) : NULL;
    int32_t                  step = pr ? process_step(pr, b->step) : -1;
    enum lang                lang = x->q->lang;

    if (what == PROCESS)
        sheet_put(x->out, pr ? text_in(&pr->title, lang) : b->process);
    else if (what == STEP)
        sheet_put(x->out, step >= 0 ? text_in(&pr->steps[step].title, lang) : b->step);
    else
        sheet_put(x->out, k ? text_in(&k->title, lang) : b->class);
}

static enum rc put_cell(struct writing *x, struct work *w, enum what what,
                        const struct case_brief *b)
{
    static const char *const cards[2][3] = { { "", "黄牌", "红牌" }, { "", "yellow", "red" } };

    switch (what) {
    case NUMBER:
    case TITLE:
        sheet_put(x->out, what == NUMBER ? b->number : b->title);
        return RC_OK;
    case PLACE:
        return put_place(x, w, b->place);
    case UNIT:
        return put_unit(x, w, b->unit);
    case OPENED:
    case DUE:
    case CLOSED:
        sheet_put_time(x->out, what == OPENED ? b->opened : what == DUE ? b->due : b->closed);
        return RC_OK;
    case CARD:
        sheet_put(x->out,
                  b->card >= 0 && b->card < 3 ? str_of(cards[x->q->lang][b->card]) : STR_NONE);
        return RC_OK;
    default:
        put_titled(x, w->practice, what, b);
        return RC_OK;
    }
}

static enum rc put_page(struct work *w, void *ctx)
{
    struct writing          *x = ctx;
    const struct case_brief *b;
    struct rows              rows;

    TRY(case_list(w, &x->ask, &rows, &x->next));
    b = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        for (size_t k = 0; k < x->n_wanted; k++)
            TRY(put_cell(x, w, x->wanted[k], &b[i]));
        sheet_end_row(x->out);
        x->ask.before    = b[i].id;
        x->ask.due_after = x->ask.order == ORDER_DUE ? b[i].due : NONE_I64;
    }
    x->n += (int64_t)rows.n;
    return RC_OK;
}

static enum rc begin(struct writing *x, struct work *w)
{
    struct export_mark   mark = { .who = w->actor->name, .at = w->now };
    struct sheet_column *out  = ARENA_ARRAY(w->arena, struct sheet_column, x->n_wanted);
    struct sheet_look   *look = ARENA_NEW(w->arena, struct sheet_look);
    struct str          *note = ARENA_NEW(w->arena, struct str);

    *note = export_mark_text(w->arena, &mark, x->q->lang);
    for (size_t i = 0; i < x->n_wanted; i++)
        out[i] = (struct sheet_column){ .head  = str_of(columns[x->wanted[i]].head[x->q->lang]),
                                        .width = columns[x->wanted[i]].width };
    *look = (struct sheet_look){ x->q->lang == LANG_ZH ? S("台账") : S("cases"), note, 1, out,
                                 x->n_wanted };
    return sheet_begin(w->arena, SHEET_XLSX, look, &x->out);
}

enum rc list_sheet_before(struct request *q, struct work *w)
{
    struct writing     x = { .q = q, .a = w->arena, .ask = *(const struct list_query *)q->query };
    struct list_sheet *r = ARENA_NEW(w->arena, struct list_sheet);

    TRY(choose(&x, w));
    TRY(case_export_most(w, &x.most));
    TRY(begin(&x, w));
    x.ask.limit = PAGE;
    for (x.next = 0; x.next != NONE_I64;) {
        TRY(work_do(w->services, w->actor, WORK_READ, put_page, &x, w->faults));
        if (x.n > x.most)
            return case_export_ask(w);
    }
    TRY(sheet_end(x.out, &r->file));
    r->n     = x.n;
    q->found = r;
    return RC_OK;
}

enum rc list_sheet_post(struct request *q, struct work *w)
{
    const struct list_sheet *r = q->found;
    struct exported          e = { .n = r->n };
    struct export_query      none;

    shape_clear(&export_query_shape, &none);
    TRY(case_export_note(w, &none, &e));
    return reply_download(q, sheet_type(SHEET_XLSX), r->file, S("cases.xlsx"));
}
