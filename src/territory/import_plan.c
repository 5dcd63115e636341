/* import_plan: rows against each other and against what is there. */
#include "territory/code.h"
#include "territory/import_own.h"
#include "territory/path.h"

#include <math.h>
#include <string.h>

enum { LOOK_UP_MOST = 4096 }; /* with more codes than this, all places are read through once */

static const struct say say_no_parent =
    SAY("import_no_parent", "上级编码{0}不存在", "there is no place above with the code {0}");
static const struct say say_no_number =
    SAY("import_no_number", "没有编号为{0}、又没有编码的地方；它可能已有编码或已撤销，请重新导出",
        "there is no place without a code of the number {0}; it may have one by now or be gone: "
        "export again");
static const struct say say_no_above =
    SAY("import_no_above", "没有上级：请填上级编码，或指定导入到哪里",
        "nothing above it: give the code of the parent, or say where to import to");
static const struct say say_parent_refused =
    SAY("import_parent_refused", "上级（[“{1}”]第{0}行）未被接受",
        "the place above it (line {0}[ of {1}]) was refused");
static const struct say say_first_refused =
    SAY("import_first_refused", "“{1}”第{0}行的同一地方未被接受",
        "the same place in line {0} of {1} was refused");
static const struct say say_cycle =
    SAY("import_cycle", "上下级成环：“{0}”在自己的下级之内", "{0} would lie within itself");
static const struct say say_rank =
    SAY("import_rank", "“{0}”不能放在“{1}”之下", "a {0} cannot lie under a {1}");
static const struct say say_other_kind =
    SAY("import_other_kind", "已有这个编码，但类型是“{0}”", "the code is there already, as a {0}");
static const struct say say_not_yours =
    SAY("import_not_yours", "没有在这里导入的权限", "not permitted to import here");
static const struct say say_deep = SAY("import_deep", "层级太多", "too many generations");
static const struct say say_full =
    SAY("import_full", "“{0}”的下级太多", "too many directly below {0}");

/* -- the table of codes -- */

void codes_init(struct codes *c, struct arena *a, size_t n)
{
    size_t slots = 64;

    while (slots < 2 * n)
        slots *= 2;
    *c        = (struct codes){ .slot = ARENA_ARRAY(a, uint32_t, slots), .slots = slots };
    c->at.at  = ARENA_ARRAY(a, struct coded, n);
    c->at.cap = n;
    random_bytes(&c->seed, sizeof(c->seed)); /* the codes come from outside */
}

static uint32_t *slot_of(const struct codes *c, struct str code)
{
    size_t i = (size_t)str_hash(code, c->seed) & (c->slots - 1);

    while (c->slot[i] && !str_eq(c->at.at[c->slot[i] - 1].code, code))
        i = (i + 1) & (c->slots - 1);
    return &c->slot[i];
}

struct coded *codes_find(const struct codes *c, struct str code)
{
    uint32_t *slot = slot_of(c, code);

    return *slot ? &c->at.at[*slot - 1] : NULL;
}

static void grow(struct codes *c, struct arena *a)
{
    c->slots *= 2;
    c->slot = ARENA_ARRAY(a, uint32_t, c->slots);
    for (size_t i = 0; i < c->at.n; i++)
        *slot_of(c, c->at.at[i].code) = (uint32_t)i + 1;
}

struct coded *codes_add(struct codes *c, struct arena *a, struct str code)
{
    uint32_t *slot = slot_of(c, code);

    if (*slot)
        return &c->at.at[*slot - 1];
    if (2 * (c->at.n + 1) > c->slots) {
        grow(c, a);
        slot = slot_of(c, code);
    }
    *VEC_PUSH(a, &c->at) = (struct coded){ code, SIZE_MAX, SIZE_MAX, NULL };
    *slot                = (uint32_t)c->at.n;
    return &c->at.at[c->at.n - 1];
}

/* -- what is there -- */

static struct there *keep_place(struct arena *a, const struct place *p, struct str code)
{
    struct there *kept = ARENA_NEW(a, struct there);

    *kept        = (struct there){ .p = *p, .next = NONE_I64 };
    kept->p.path = arena_str(a, p->path);
    kept->p.kind = arena_str(a, p->kind);
    kept->p.name = arena_str(a, p->name);
    kept->p.code = code;
    return kept;
}

static enum rc meet(void *ctx, const void *row)
{
    struct importing   *k = ctx;
    const struct place *p = row;
    struct coded       *c = codes_find(&k->codes, p->code);

    if (c)
        c->was = keep_place(k->arena, p, c->code);
    return RC_OK;
}

/* The number of a place that has no code. */
static enum rc look_up_numbered(struct importing *k)
{
    for (size_t i = 0; i < k->codes.at.n; i++) {
        struct coded *c = &k->codes.at.at[i];
        struct place  p;
        int64_t       id;
        enum rc       rc;

        if (!code_number(c->code, &id))
            continue;
        rc = place_by_code(k->w, c->code, &p);
        if (rc == RC_NOT_FOUND)
            continue;
        TRY(rc);
        c->was = keep_place(k->arena, &p, STR_NONE);
    }
    return RC_OK;
}

static enum rc look_up(struct importing *k)
{
    for (size_t i = 0; i < k->codes.at.n; i++) {
        struct coded *c = &k->codes.at.at[i];
        struct place  p;
        enum rc       rc = db_one(k->w->tx, &stmt_place_coded, ARGS(A(c->code), A(k->day)), &p);

        if (rc == RC_NOT_FOUND)
            continue;
        TRY(rc);
        c->was = keep_place(k->arena, &p, c->code);
    }
    return RC_OK;
}

/* Find every code of the file, and of the parents that it names, among the places. */
static enum rc find_there(struct importing *k)
{
    int64_t number;

    k->shortest = SIZE_MAX;
    for (size_t i = 0; i < k->n; i++) {
        const struct in_row *row = &k->rows[i];

        if (row->state == ROW_REFUSED)
            continue;
        if (row->code.n < k->shortest && !code_number(row->code, &number))
            k->shortest = row->code.n;
        if (row->parent.n)
            codes_add(&k->codes, k->arena, row->parent);
    }
    TRY(look_up_numbered(k));
    if (k->codes.at.n > LOOK_UP_MOST)
        return db_each(k->w->tx, &stmt_places_coded, ARGS(A(k->day)), meet, k);
    return look_up(k);
}

/* -- each row -- */

static enum rc import_deny(struct importing *k, struct in_row *row, const struct say *say,
                           struct str column, struct str a, struct str b)
{
    fault_full(&k->f, RC_INVALID, say, column, (struct str[]){ a, b }, 2);
    import_refuse(k, row);
    return RC_INVALID;
}

/* Its parent: a row of the file, a place that is there, or where the import goes. */
static enum rc find_above(struct importing *k, struct in_row *row)
{
    struct coded *c = row->parent.n ? codes_find(&k->codes, row->parent) : NULL;

    if (c && (c->row != SIZE_MAX || c->was)) {
        row->above     = c->row;
        row->above_was = c->was;
        return RC_OK;
    }
    if (row->parent.n && (!row->implied || row->code.n != k->shortest))
        return import_deny(k, row, &say_no_parent, S("parent"), row->parent, STR_NONE);
    if (row->implied && (row->was || row->first != UINT32_MAX)) /* it stays where it is */
        return RC_OK;
    if (k->under.p.id != NONE_I64) {
        row->above_was = &k->under;
        return RC_OK;
    }
    if (k->in->top || code_generation(row->code) == 0) {
        row->above_was = &k->top;
        return RC_OK;
    }
    return import_deny(k, row, &say_no_above, S("parent"), STR_NONE, STR_NONE);
}

bool import_stays(const struct in_row *row)
{
    return row->above == SIZE_MAX && !row->above_was;
}

static enum rc check_same_kind(struct importing *k, struct in_row *row)
{
    struct str kind = row->kind->name;

    if (row->first != UINT32_MAX)
        kind = k->rows[row->first].kind->name;
    else if (row->was)
        kind = row->was->p.kind;
    if (!str_eq(kind, row->kind->name))
        return import_deny(k, row, &say_other_kind, S("kind"), kind, STR_NONE);
    return RC_OK;
}

static enum rc check_rank(struct importing *k, struct in_row *row)
{
    const struct place_kind *above = NULL;

    if (row->above != SIZE_MAX)
        above = k->rows[row->above].kind;
    else if (row->above_was->p.kind.p)
        above = practice_place_kind(k->w->practice, row->above_was->p.kind);
    if (above && above->rank >= row->kind->rank)
        return import_deny(k, row, &say_rank, S("kind"), row->kind->title.zh, above->title.zh);
    return RC_OK;
}

static enum rc check_code(struct importing *k, struct in_row *row)
{
    struct str above = STR_NONE;

    if (row->above != SIZE_MAX)
        above =
            k->rows[row->above].was ? k->rows[row->above].was->p.code : k->rows[row->above].code;
    else
        above = row->above_was->p.code;
    if (code_check(row->kind->codes, row->code, above, &k->f, S("code")) == RC_OK)
        return RC_OK;
    import_refuse(k, row);
    return RC_INVALID;
}

/* New rows are allowed by where they go, what is there by where it is; below a row of the file the
 * answer is that row's. */
static enum rc check_right(struct importing *k, struct in_row *row)
{
    const struct there *t   = row->above_was;
    bool                may = true;

    if (row->was)
        may = work_may(k->w, CAP_TERRITORY_IMPORT, row->was->p.path, STR_NONE);
    if (may && t && row->above == SIZE_MAX && (!row->was || t->p.id != row->was->p.parent))
        may = t == &k->top ? k->may_top : work_may(k->w, CAP_TERRITORY_IMPORT, t->p.path, STR_NONE);
    return may ? RC_OK : import_deny(k, row, &say_not_yours, STR_NONE, STR_NONE, STR_NONE);
}

static enum rc compare_area(struct importing *k, struct in_row *row)
{
    struct area_row was;
    enum rc         rc;

    if (!row->area)
        return RC_OK;
    row->redrawn = true;
    rc           = db_one(k->w->tx, &stmt_area_on, ARGS(A(row->was->p.id), A(k->day)), &was);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    row->redrawn = !str_eq(was.wkb, area_to_wkb(row->area, k->arena));
    return RC_OK;
}

static bool differs(double given, double was)
{
    return !isnan(given) && !(fabs(given - was) < 1e-9);
}

enum rc import_compare(struct importing *k, struct in_row *row)
{
    const struct place *was = &row->was->p;

    row->renamed = !str_eq(was->name, row->name);
    row->set     = (!row->area && (differs(row->lon, was->lon) || differs(row->lat, was->lat))) ||
               (row->households != NONE_I32 && row->households != was->households);
    if (row->above != SIZE_MAX)
        row->moved = !k->rows[row->above].was || k->rows[row->above].was->p.id != was->parent;
    else if (row->above_was)
        row->moved = row->above_was->p.id != was->parent;
    if (row->moved && row->above_was && row->above_was->p.path.p &&
        path_within(row->above_was->p.path, was->path))
        return import_deny(k, row, &say_cycle, S("parent"), row->name, STR_NONE);
    TRY(compare_area(k, row));
    row->changes = row->renamed || row->moved || row->set || row->redrawn;
    return RC_OK;
}

static enum rc check_row(struct importing *k, struct in_row *row)
{
    struct coded *c = codes_find(&k->codes, row->code);
    int64_t       number;

    row->was = c->was;
    if (!row->was && code_number(row->code, &number))
        return import_deny(k, row, &say_no_number, S("code"), row->code, STR_NONE);
    TRY(check_same_kind(k, row));
    TRY(find_above(k, row));
    if (!import_stays(row)) {
        TRY(check_rank(k, row));
        if (!row->was)
            TRY(check_code(k, row));
    }
    TRY(check_right(k, row));
    if (row->first != UINT32_MAX)
        return import_lay_over(k, row);
    return row->was ? import_compare(k, row) : RC_OK;
}

/* -- parents before children -- */

struct climb {
    VEC(size_t) line; /* from a row up to one that is settled */
};

/* Settle `row`, whose parent is settled. */
static void settle(struct importing *k, struct in_row *row, size_t depth)
{
    struct in_row *above = row->above == SIZE_MAX ? NULL : &k->rows[row->above];
    char           room[INT_TEXT];

    row->state = ROW_READY;
    if (above && above->state == ROW_REFUSED) {
        import_deny(k, row, &say_parent_refused, S("parent"), int_text(above->line, room),
                    import_other_file(k, row, above));
        return;
    }
    if (depth > PATH_DEPTH) {
        import_deny(k, row, &say_deep, S("parent"), STR_NONE, STR_NONE);
        return;
    }
    if (!row->was) {
        int64_t *n = above && !above->was ? &above->children : &row->above_was->wanted;

        if (*n == PATH_CHILDREN) {
            import_deny(k, row, &say_full, S("parent"), above ? above->name : STR_NONE, STR_NONE);
            return;
        }
        ++*n;
    }
    k->order[k->n_order++] = (uint32_t)(row - k->rows);
}

/* Climb from row `i`; a row that is met open again lies within itself. */
static void climb(struct importing *k, struct climb *c, size_t i)
{
    size_t n;

    c->line.n = 0;
    while (i != SIZE_MAX && k->rows[i].state == ROW_NEW) {
        k->rows[i].state              = ROW_OPEN;
        *VEC_PUSH(k->arena, &c->line) = i;
        i                             = k->rows[i].above;
    }
    n = c->line.n;
    if (i != SIZE_MAX && k->rows[i].state == ROW_OPEN) {
        struct in_row *row = &k->rows[c->line.at[n - 1]];

        import_deny(k, row, &say_cycle, S("parent"), row->name, STR_NONE);
        n--;
    }
    for (; n > 0; n--)
        settle(k, &k->rows[c->line.at[n - 1]], c->line.n - n + 1);
}

/* What a later row says of a place that was refused in the end has nothing to go to. */
static void deny_with_first(struct importing *k, struct in_row *row)
{
    const struct in_row *first = &k->rows[row->first];
    char                 room[INT_TEXT];

    if (first->state == ROW_REFUSED)
        import_deny(k, row, &say_first_refused, S("code"), int_text(first->line, room),
                    import_other_file(k, row, first));
}

enum rc import_plan(struct importing *k)
{
    struct climb c = { 0 };

    TRY(find_there(k));
    k->order = ARENA_ARRAY(k->arena, uint32_t, k->n + 1);
    for (size_t i = 0; i < k->n; i++) {
        enum rc rc = k->rows[i].state == ROW_REFUSED ? RC_OK : check_row(k, &k->rows[i]);

        import_far(k, k->in->dry ? i : 0);
        if (rc != RC_OK && k->rows[i].state != ROW_REFUSED)
            return rc;
    }
    for (size_t i = 0; i < k->n; i++)
        climb(k, &c, i);
    for (size_t i = 0; i < k->n; i++)
        if (k->rows[i].state == ROW_AGAIN)
            deny_with_first(k, &k->rows[i]);
    return RC_OK;
}
