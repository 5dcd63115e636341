/* import_template: a workbook to be filled in: the pack's own words, and what may be chosen. */
#include "cases/import_own.h"

enum { CHOICES_MOST = 2000, PLACES_MOST = 500 };

const struct str import_title[2]        = { { "导入", 6 }, { "import", 6 } };
const struct str import_reason_title[2] = { { "未导入的行", 15 }, { "refused rows", 12 } };

/* What stands in the template, from left to right, unless the pack has its own word for it. */
static const struct {
    enum target to;
    const char *head[2];
} usual[] = {
    { TO_OUTSIDE, { "工单号", "order number" } },
    { TO_OPENED, { "来电时间", "call time" } },
    { TO_NAME, { "诉求人", "caller" } },
    { TO_PHONE, { "联系电话", "phone" } },
    { TO_ADDRESS, { "地址", "address" } },
    { TO_WORDS, { "诉求内容", "content" } },
    { TO_CLASS, { "类别", "class" } },
    { TO_PLACE, { "网格编码", "grid code" } },
    { TO_GRADE, { "紧急程度", "urgency" } },
    { TO_PROCESS, { "流程", "process" } },
};

static const struct say hint_time = SAY("hint_time", "如 2026-01-31 08:30", "as 2026-01-31 08:30");
static const struct say hint_class = SAY("hint_class", "请从列表中选，或填类别代码",
                                         "choose from the list, or write the code of a class");
static const struct say hint_place = SAY("hint_place", "填地点编码；有列表的请从列表中选",
                                         "the code of a place; choose if there is a list");
static const struct say hint_outside = SAY("hint_outside", "来源系统的编号。同一编号只导入一次",
                                           "the number where it came from. It is taken in once");
static const struct say say_no_practice =
    SAY("no_practice", "尚未启用任何制度", "no practice is in force yet");
static const struct say hint_words = SAY("hint_words", "必填", "must be filled in");

static struct str sentence(struct arena *a, const struct say *say, enum lang lang)
{
    struct buf *b = arena_buf(a, 1000);

    say_render(say, lang, NULL, 0, b);
    return buf_str(b);
}

/* -- what may be chosen -- */

struct choosing {
    struct arena   *a;
    enum lang       lang;
    VEC(struct str) at;
};

static void add(struct choosing *c, struct str s)
{
    if (s.n && c->at.n < CHOICES_MOST)
        *VEC_PUSH(c->a, &c->at) = s;
}

/* By its title, unless several are called so. */
static void add_classes(struct choosing *c, const struct practice *p)
{
    for (size_t i = 0; i < p->n_classes; i++) {
        const struct case_class *k = &p->classes[i];

        if (k->leaf && !k->stop.zh.p)
            add(c, import_class(p, text_in(&k->title, c->lang)).p ? text_in(&k->title, c->lang)
                                                                  : k->code);
    }
}

static void add_processes(struct choosing *c, const struct practice *p)
{
    for (size_t i = 0; i < p->n_processes; i++)
        if (p->processes[i].channels & (1u << CH_HOTLINE | 1u << CH_IMPORT))
            add(c, text_in(&p->processes[i].title, c->lang));
}

static void add_choices(struct choosing *c, const struct choice *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add(c, text_in(&at[i].title, c->lang));
}

static void add_form(struct choosing *c, const struct form_field *f)
{
    if (f->kind == FORM_CHOICE)
        add_choices(c, f->choices, f->n_choices);
    if (f->kind == FORM_BOOL) {
        add(c, c->lang == LANG_ZH ? S("是") : S("yes"));
        add(c, c->lang == LANG_ZH ? S("否") : S("no"));
    }
}

static const struct process *process_of(const struct practice *p, struct str name)
{
    return name.p ? practice_process(p, name) : NULL;
}

static void choose(struct choosing *c, const struct practice *p, const struct process *pr,
                   const struct column *column)
{
    const struct form_field *f = NULL;

    switch (column->to) {
    case TO_CLASS:
        add_classes(c, p);
        break;
    case TO_PROCESS:
        add_processes(c, p);
        break;
    case TO_GRADE:
        if (pr)
            add_choices(c, pr->grades, pr->n_grades);
        break;
    case TO_FORM:
        f = pr ? form_field(&pr->form, column->field) : NULL;
        if (f)
            add_form(c, f);
        break;
    default:
        break;
    }
}

static struct str hint_of(struct arena *a, const struct process *pr, const struct column *c,
                          enum lang lang)
{
    const struct form_field *f = c->to == TO_FORM && pr ? form_field(&pr->form, c->field) : NULL;

    switch (c->to) {
    case TO_OPENED:
        return sentence(a, &hint_time, lang);
    case TO_CLASS:
        return sentence(a, &hint_class, lang);
    case TO_PLACE:
        return sentence(a, &hint_place, lang);
    case TO_OUTSIDE:
        return sentence(a, &hint_outside, lang);
    case TO_WORDS:
        return sentence(a, &hint_words, lang);
    default:
        return f ? text_in(&f->hint, lang) : STR_NONE;
    }
}

struct sheet_column case_import_column(struct arena *a, const struct practice *p,
                                       struct str process, enum lang lang, struct str head)
{
    struct column         column = import_column(p, process, head);
    const struct process *pr     = process_of(p, process);
    struct choosing       c      = { .a = a, .lang = lang };

    choose(&c, p, pr, &column);
    return (struct sheet_column){
        .head      = head,
        .choices   = c.at.at,
        .n_choices = c.at.n,
        .hint      = hint_of(a, pr, &column, lang),
        .width     = column.to == TO_WORDS || column.to == TO_ADDRESS ? 40 : 18,
        .as_text   = true,
    };
}

/* -- the template -- */

/* The pack's own spelling first. */
static struct str head_of(const struct practice *p, size_t nth, enum lang lang)
{
    for (size_t i = 0; i < p->n_aliases; i++)
        if (str_is(p->aliases[i].table, "import_columns") &&
            str_is(p->aliases[i].to, import_targets[usual[nth].to]))
            return p->aliases[i].from;
    return str_of(usual[nth].head[lang]);
}

/* Where the caller may import: "code name" each, if they are few enough to choose from. */
static enum rc add_places(struct work *w, struct choosing *c)
{
    size_t all = 0;

    for (size_t i = 0; i < w->practice->n_place_kinds; i++) {
        struct rows         rows;
        const struct place *place;

        if (!w->practice->place_kinds[i].takes_cases)
            continue;
        TRY(places_of_kind(w, w->practice->place_kinds[i].name, &rows));
        place = rows.at;
        all += rows.n;
        if (all > PLACES_MOST) {
            c->at.n = 0;
            return RC_OK;
        }
        for (size_t k = 0; k < rows.n; k++)
            if (place[k].code.n && work_may(w, CAP_CASE_IMPORT, place[k].path, STR_NONE))
                add(c,
                    arena_fmt(c->a, "%.*s %.*s", STR_ARG(place[k].code), STR_ARG(place[k].name)));
    }
    return RC_OK;
}

/* A field that has a column of its own: no file, and none of the usual ones under another name. */
static bool has_column(const struct practice *p, const struct process *pr,
                       const struct form_field *f, enum lang lang)
{
    struct column c = import_column(p, pr->name, text_in(&f->title, lang));

    return f->kind != FORM_PHOTOS && f->kind != FORM_FILES && f->kind != FORM_UNIT_MARKS &&
           c.to == TO_FORM && str_eq(c.field, f->name);
}

enum rc case_import_template(struct work *w, struct str process, enum lang lang, struct str *ret)
{
    const struct practice *p  = w->practice;
    const struct process  *pr = process_of(p, process);
    struct sheet_column   *columns;
    struct sheet_look      look   = { .title = import_title[lang] };
    struct choosing        places = { .a = w->arena, .lang = lang };
    struct sheet          *s;

    if (!p)
        return WORK_FAULT(w, RC_CONFLICT, &say_no_practice);
    if (process.p && !pr)
        return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("process"), STR_NONE);
    columns = ARENA_ARRAY(w->arena, struct sheet_column, ARRAY_LEN(usual) + (pr ? pr->form.n : 0));
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        if (pr && usual[i].to == TO_PROCESS)
            continue;
        columns[look.n] = case_import_column(w->arena, p, process, lang, head_of(p, i, lang));
        if (usual[i].to == TO_PLACE) {
            TRY(add_places(w, &places));
            columns[look.n].choices   = places.at.at;
            columns[look.n].n_choices = places.at.n;
        }
        look.n++;
    }
    for (size_t i = 0; pr && i < pr->form.n; i++)
        if (has_column(p, pr, &pr->form.at[i], lang))
            columns[look.n++] = case_import_column(w->arena, p, process, lang,
                                                   text_in(&pr->form.at[i].title, lang));
    look.columns = columns;
    TRY(sheet_begin(w->arena, SHEET_XLSX, &look, &s));
    return sheet_end(s, ret);
}
