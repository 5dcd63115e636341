/* import_org: organisations from CSV, the ones above before those below. */
#include "app/import.h"
#include "territory/code.h"
#include "territory/edit.h"
#include "territory/tree_sheet.h"

#include <string.h>

struct org_line {
    struct str code, kind, name, parent, place, covers;
};
static const struct field org_line_fields[] = {
    F(struct org_line, code, .max = 64),
    F(struct org_line, kind, .max = 64),
    F(struct org_line, name, .max = NAME_MOST),
    F(struct org_line, parent, .opt = true, .max = 64),
    F(struct org_line, place, .opt = true, .max = 64),
    F(struct org_line, covers, .opt = true, .max = 2000),
};
static const struct shape org_line_shape = SHAPE(struct org_line, org_line_fields);

static const struct say no_org =
    SAY("no_org", "没有编码为{0}的组织", "no organisation has the code {0}");
static const struct say no_number =
    SAY("no_org_number", "没有编号为{0}、又没有编码的组织；它可能已有编码或已撤销，请重新导出",
        "there is no organisation without a code of the number {0}; it may have one by now or be "
        "gone: export again");
static const struct say no_place =
    SAY("no_place", "没有编码为{0}的地方", "no place has the code {0}");
static const struct say other_kind =
    SAY("org_other_kind", "编码{0}已属于“{1}”，它的类型不是这个；类型不能改",
        "the code {0} is that of {1}, which is of another kind; the kind cannot be changed");

static enum rc find_place(struct work *w, struct str code, int64_t *ret)
{
    struct place p;
    enum rc      rc;

    *ret = NONE_I64;
    if (!code.p)
        return RC_OK;
    rc = place_by_code(w, code, &p);
    if (rc == RC_NOT_FOUND)
        return fault(w->faults, RC_NOT_FOUND, &no_place, code, STR_NONE);
    TRY(rc);
    *ret = p.id;
    return RC_OK;
}

static enum rc find_parent(struct work *w, struct str code, int64_t *ret)
{
    struct org above;
    enum rc    rc;

    *ret = NONE_I64;
    if (!code.p)
        return RC_OK;
    rc = org_by_code(w, code, &above);
    if (rc == RC_NOT_FOUND)
        return fault(w->faults, RC_NOT_FOUND, &no_org, code, STR_NONE);
    TRY(rc);
    *ret = above.id;
    return RC_OK;
}

static enum rc add_org(struct work *w, const struct org_line *l, int32_t on, struct org *ret)
{
    struct org_new in = { .kind = l->kind, .code = l->code, .name = l->name, .from = on };

    TRY(find_parent(w, l->parent, &in.parent));
    TRY(find_place(w, l->place, &in.place));
    return org_add(w, &in, ret);
}

/* What the row says otherwise of one that is there; an empty cell says nothing. */
static enum rc change_org(struct work *w, const struct org_line *l, int32_t on,
                          const struct org *was, bool *ret_changed)
{
    struct node_rename name = { .version = NONE_I64, .on = on, .name = l->name };
    struct node_move   move = { .version = NONE_I64, .on = on };
    struct org_edit    edit = { .version = NONE_I64, .on = on };
    struct org         now;

    if (!str_eq(was->kind, l->kind))
        return fault(w->faults, RC_CONFLICT, &other_kind, l->code, was->name);
    TRY(find_parent(w, l->parent, &move.parent));
    TRY(find_place(w, l->place, &edit.place));
    if (!str_eq(was->name, l->name)) {
        TRY(node_rename(w, &org_tree, was->id, &name));
        *ret_changed = true;
    }
    if (move.parent != NONE_I64 && move.parent != was->parent) {
        TRY(node_move(w, &org_tree, was->id, &move));
        *ret_changed = true;
    }
    if (edit.place != NONE_I64 && edit.place != was->place) {
        TRY(org_edit(w, was->id, &edit, &now));
        *ret_changed = true;
    }
    return RC_OK;
}

/* The next of several codes in a cell, between which any mark may stand. */
static bool next_code(struct str *rest, struct str *ret)
{
    static const char *const marks[] = { "、", "，", "；", ",", ";", " ", "\n" };
    size_t                   n = 0, mark = 0;

    for (; n < rest->n && !mark; n += !mark)
        for (size_t i = 0; i < ARRAY_LEN(marks) && !mark; i++)
            if (str_starts(str_skip(*rest, n), str_of(marks[i])))
                mark = strlen(marks[i]);
    *ret  = str_head(*rest, n);
    *rest = str_skip(*rest, n + mark);
    if (n == 0 && mark)
        return next_code(rest, ret);
    return n > 0;
}

/* The codes in one cell, with any mark between them: a new one is covered from then on. */
static enum rc cover(struct work *w, struct str codes, int32_t on, int64_t org, bool *ret_changed)
{
    struct relation_new in = {
        .kind = S("covers"), .a_org = org, .a_place = NONE_I64, .b_org = NONE_I64, .from = on
    };
    struct relation made;
    struct str      code;
    bool            is;

    while (next_code(&codes, &code)) {
        TRY(find_place(w, code, &in.b_place));
        TRY(relation_there(w, in.kind, org, in.b_place, on, &is));
        if (is)
            continue;
        TRY(relation_add(w, &in, &made));
        *ret_changed = true;
    }
    return RC_OK;
}

/* A kind by its name or as the pack calls it. */
static struct str kind_called(const struct practice *p, struct str said)
{
    for (size_t i = 0; p && i < p->n_org_kinds; i++) {
        const struct org_kind *k = &p->org_kinds[i];

        if (str_eq(k->name, said) || str_eq(k->title.zh, said) ||
            (k->title.en.p && str_eq(k->title.en, said)))
            return k->name;
    }
    return said;
}

/* One that is there is known by its code, and mended by what the row says of it. */
static enum rc take_org(struct work *w, const struct row_import *in, const void *row,
                        enum row_came *ret)
{
    struct org_line line = *(const struct org_line *)row;
    struct org      org;
    enum rc         rc      = org_by_code(w, line.code, &org);
    bool            changed = false;
    int64_t         number;

    line.kind = kind_called(w->practice, line.kind);
    if (rc == RC_NOT_FOUND && code_number(line.code, &number))
        return fault(w->faults, RC_NOT_FOUND, &no_number, line.code, STR_NONE);
    if (rc == RC_NOT_FOUND) {
        TRY(add_org(w, &line, in->on, &org));
        return cover(w, line.covers, in->on, org.id, &changed);
    }
    TRY(rc);
    TRY(change_org(w, &line, in->on, &org, &changed));
    TRY(cover(w, line.covers, in->on, org.id, &changed));
    *ret = changed ? ROW_CHANGED : ROW_SAME;
    return RC_OK;
}

const struct row_kind org_rows = {
    .shape = &org_line_shape, .zh = org_sheet_heads[LANG_ZH], .keys = 3, .take = take_org
};
