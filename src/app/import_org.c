/* import_org: organisations from CSV, the ones above before those below. */
#include "app/import.h"
#include "territory/edit.h"

struct org_line {
    struct str code, kind, name, parent, place, covers;
};
static const struct field org_line_fields[] = {
    F(struct org_line, code, .max = 64),
    F(struct org_line, kind, .max = 64),
    F(struct org_line, name, .max = NAME_MOST),
    F(struct org_line, parent, .opt = true, .max = 64),
    F(struct org_line, place, .opt = true, .max = 64),
    F(struct org_line, covers, .opt = true, .max = 64),
};
static const struct shape org_line_shape = SHAPE(struct org_line, org_line_fields);
static const char *const  org_line_zh[]  = { "编码",     "类型",     "名称",
                                             "上级编码", "地方编码", "服务地方编码" };

static const struct say no_org =
    SAY("no_org", "没有编码为{0}的组织", "no organisation has the code {0}");
static const struct say no_place =
    SAY("no_place", "没有编码为{0}的地方", "no place has the code {0}");
static const struct say differs = SAY("org_differs", "编码{0}已属于另一个组织“{1}”",
                                      "the code {0} is that of another organisation, {1}");

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

static enum rc add_org(struct work *w, const struct org_line *l, int32_t on, struct org *ret)
{
    struct org_new in = {
        .parent = NONE_I64, .kind = l->kind, .code = l->code, .name = l->name, .from = on
    };
    struct org above;

    if (l->parent.p) {
        enum rc rc = org_by_code(w, l->parent, &above);

        if (rc == RC_NOT_FOUND)
            return fault(w->faults, RC_NOT_FOUND, &no_org, l->parent, STR_NONE);
        TRY(rc);
        in.parent = above.id;
    }
    TRY(find_place(w, l->place, &in.place));
    return org_add(w, &in, ret);
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

/* One that is there under the same name and kind stays as it is. */
static enum rc take_org(struct work *w, const struct row_import *in, const void *row,
                        bool *ret_same)
{
    const struct org_line *given = row;
    struct org_line        line = *given, *l = &line;
    struct relation_new    covers = {
           .kind = S("covers"), .a_place = NONE_I64, .b_org = NONE_I64, .from = in->on
    };
    struct relation relation;
    struct org      org;
    enum rc         rc = org_by_code(w, l->code, &org);

    line.kind = kind_called(w->practice, line.kind);
    if (rc == RC_OK) {
        if (!str_eq(org.name, l->name) || !str_eq(org.kind, l->kind))
            return fault(w->faults, RC_CONFLICT, &differs, l->code, org.name);
        *ret_same = true;
        return RC_OK;
    }
    if (rc != RC_NOT_FOUND)
        return rc;
    TRY(add_org(w, l, in->on, &org));
    TRY(find_place(w, l->covers, &covers.b_place));
    if (covers.b_place == NONE_I64)
        return RC_OK;
    covers.a_org = org.id;
    return relation_add(w, &covers, &relation);
}

const struct row_kind org_rows = {
    .shape = &org_line_shape, .zh = org_line_zh, .keys = 3, .take = take_org
};
