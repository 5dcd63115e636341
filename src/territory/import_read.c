/* import_read: CSV and GeoJSON into rows; what can be said of one row by itself. */
#include "base/utf8.h"
#include "territory/code.h"
#include "territory/edit.h"
#include "territory/geojson.h"
#include "territory/import_own.h"

#include <math.h>

const char *const column_words[] = { "code", "name", "parent",     "kind", "level",
                                     "lon",  "lat",  "households", NULL };

/* Other headings that people write. */
static const struct {
    const char *says;
    enum column is;
} headings[] = {
    { "编码", COL_CODE },       { "代码", COL_CODE },          { "区划代码", COL_CODE },
    { "网格编码", COL_CODE },   { "名称", COL_NAME },          { "上级", COL_PARENT },
    { "上级编码", COL_PARENT }, { "parent_code", COL_PARENT }, { "类型", COL_KIND },
    { "级别", COL_LEVEL },      { "层级", COL_LEVEL },         { "经度", COL_LON },
    { "lng", COL_LON },         { "longitude", COL_LON },      { "纬度", COL_LAT },
    { "latitude", COL_LAT },    { "户数", COL_HOUSEHOLDS },
};

static const struct say say_kind =
    SAY("import_kind", "不知道是什么类型：文件里要有“类型”或“级别”一列，或另行指定",
        "of what kind? The file needs a column kind or level, or say it for all");
static const struct say say_no_kind =
    SAY("import_no_kind", "实践包里没有这种类型：{0}", "the practice has no such kind: {0}");
static const struct say say_level =
    SAY("import_level", "级别“{0}”没有对应的类型", "no kind was given for level {0}");
static const struct say say_twice =
    SAY("import_twice", "编码与第{0}行重复", "the same code as in line {0}");
static const struct say say_number = SAY("import_number", "“{0}”不是数", "“{0}” is no number");
static const struct say say_no_column =
    SAY("import_no_column", "文件里没有“{0}”一列", "the file has no column {0}");
static const struct say say_column_twice =
    SAY("import_column_twice", "“{0}”有两列", "two columns are {0}");
static const struct say say_rows =
    SAY("import_rows", "一次最多导入{0}行", "{0} rows at most at a time");
static const struct say say_abroad = SAY("import_abroad", "坐标不在中国范围内，请核对坐标系",
                                         "not in China: check the coordinate system");

/* -- one row -- */

static struct str at(const struct str cells[], enum column c)
{
    return str_trim(cells[c]);
}

static enum rc read_number(struct importing *k, struct str cell, const char *column, double *ret)
{
    if (cell.n == 0)
        return RC_OK;
    if (str_real(cell, ret) != RC_OK)
        return fault_field(&k->f, RC_INVALID, &say_number, str_of(column), cell);
    return RC_OK;
}

/* What the row says that it is, or what its level or, of a division, the length of its code says.
 */
static enum rc kind_word(struct importing *k, const struct str cells[], struct str code,
                         bool *ret_by_code, struct str *ret)
{
    struct str word = at(cells, COL_KIND), level = at(cells, COL_LEVEL);
    int        generation = code_generation(code);
    int64_t    n;

    if (word.n == 0 && level.n && k->in->n_levels) {
        if (str_int(level, &n) != RC_OK || n < 1 || (size_t)n > k->in->n_levels)
            return fault_field(&k->f, RC_INVALID, &say_level, S("level"), level);
        word = k->in->levels[n - 1];
    }
    if (word.n == 0)
        word = k->in->kind;
    *ret_by_code = word.n == 0;
    if (word.n == 0 && generation >= 0 && (size_t)generation < k->in->n_levels)
        word = k->in->levels[generation];
    if (word.n == 0)
        return fault_field(&k->f, RC_INVALID, &say_kind, S("kind"), STR_NONE);
    *ret = word;
    return RC_OK;
}

static enum rc read_kind(struct importing *k, const struct str cells[], struct in_row *row)
{
    const struct practice *p = k->w->practice;
    struct str             word;
    bool                   by_code;

    TRY(kind_word(k, cells, row->code, &by_code, &word));
    for (size_t i = 0; i < p->n_place_kinds; i++) {
        const struct place_kind *kind = &p->place_kinds[i];

        if (!str_eq(kind->name, word) && !str_eq(kind->title.zh, word) &&
            !(kind->title.en.p && str_eq(kind->title.en, word)))
            continue;
        if (by_code && kind->codes != CODES_DIVISION)
            return fault_field(&k->f, RC_INVALID, &say_kind, S("kind"), STR_NONE);
        row->kind = kind;
        return RC_OK;
    }
    return fault_field(&k->f, RC_INVALID, &say_no_kind, S("kind"), word);
}

static enum rc read_name(struct importing *k, struct str name, struct in_row *row)
{
    char room[INT_TEXT];

    if (name.n == 0)
        return fault_field(&k->f, RC_INVALID, &say_needed, S("name"), STR_NONE);
    if (utf8_count(name) > NAME_MOST)
        return fault_field(&k->f, RC_INVALID, &say_too_long, S("name"), int_text(NAME_MOST, room));
    row->name = name;
    return RC_OK;
}

static enum rc read_point(struct importing *k, const struct str cells[], struct in_row *row)
{
    struct lonlat p = { NAN, NAN };

    TRY(read_number(k, at(cells, COL_LON), "lon", &p.lon));
    TRY(read_number(k, at(cells, COL_LAT), "lat", &p.lat));
    if (isnan(p.lon) && isnan(p.lat))
        return RC_OK;
    if (isnan(p.lon) || isnan(p.lat))
        return fault_field(&k->f, RC_INVALID, &say_needed, isnan(p.lon) ? S("lon") : S("lat"),
                           STR_NONE);
    TRY(point_check(p, k->in->crs, &k->f, S("lon"), &p));
    row->lon = p.lon;
    row->lat = p.lat;
    return RC_OK;
}

static enum rc read_households(struct importing *k, struct str cell, struct in_row *row)
{
    int64_t n;

    if (cell.n == 0)
        return RC_OK;
    if (str_int(cell, &n) != RC_OK || n < 0 || n > HOUSEHOLDS_MOST)
        return fault_field(&k->f, RC_INVALID, &say_number, S("households"), cell);
    row->households = (int32_t)n;
    return RC_OK;
}

/* The code of the place above: the column, or what the code says. */
static void find_parent(const struct str cells[], struct in_row *row)
{
    row->parent = at(cells, COL_PARENT);
    if (row->parent.n)
        return;
    row->implied = true;
    row->parent  = code_above(row->code);
    if (row->kind->codes == CODES_UNIT_GRID && row->code.n == 15)
        row->parent = str_head(row->code, 12);
    if (row->kind->codes == CODES_SOCIAL_GRID && row->code.n == 20)
        row->parent = str_head(str_skip(row->code, 6), 12);
}

static enum rc read_row(struct importing *k, const struct str cells[], struct in_row *row)
{
    struct coded *c;
    char          room[INT_TEXT];

    row->code = at(cells, COL_CODE);
    if (row->code.n == 0)
        return fault_field(&k->f, RC_INVALID, &say_needed, S("code"), STR_NONE);
    if (row->code.n > CODE_MOST)
        return fault_field(&k->f, RC_INVALID, &say_too_long, S("code"), int_text(CODE_MOST, room));
    TRY(read_kind(k, cells, row));
    TRY(read_name(k, at(cells, COL_NAME), row));
    TRY(read_point(k, cells, row));
    TRY(read_households(k, at(cells, COL_HOUSEHOLDS), row));
    find_parent(cells, row);
    c = codes_add(&k->codes, k->arena, row->code);
    if (c->row == SIZE_MAX)
        c->row = (size_t)(row - k->rows);
    else if (k->rows[c->last].source == row->source)
        return fault_field(&k->f, RC_INVALID, &say_twice, S("code"),
                           int_text(k->rows[c->last].line, room));
    else
        row->first = (uint32_t)c->row;
    c->last = (size_t)(row - k->rows);
    return RC_OK;
}

/* One row by its cells, in the order of column_words; absent cells are empty. */
static enum rc import_take_row(struct importing *k, uint32_t line, const struct str cells[],
                               struct str raw, const struct area *area)
{
    struct in_row *row;
    char           room[INT_TEXT];

    if (k->n == IMPORT_ROWS_MOST)
        return WORK_FIELD(k->w, RC_TOO_LARGE, &say_rows, S("file"),
                          int_text(IMPORT_ROWS_MOST, room));
    if (k->n == k->room)
        k->rows = arena_grow(k->arena, k->rows, &k->room, sizeof(*k->rows));
    row  = &k->rows[k->n++];
    *row = (struct in_row){ .lon        = NAN,
                            .lat        = NAN,
                            .households = NONE_I32,
                            .above      = SIZE_MAX,
                            .line       = line,
                            .source     = (uint32_t)(k->source - k->sources),
                            .first      = UINT32_MAX,
                            .raw        = raw,
                            .area       = area };
    k->source->report->given++;
    /* a fault may be there from the geometry */
    if (k->f.n || read_row(k, cells, row) != RC_OK) {
        row->code = at(cells, COL_CODE);
        import_refuse(k, row);
        return RC_OK;
    }
    if ((!isnan(row->lon) && !lonlat_in_china((struct lonlat){ row->lon, row->lat })) ||
        (area && !lonlat_in_china(area->inside)))
        import_warn(k, row, area ? S("geometry") : S("lon"), &say_abroad, STR_NONE, STR_NONE);
    return RC_OK;
}

/* -- headings -- */

/* Which of our columns `head` is, -1 for none. */
static int column_of(const struct importing *k, struct str head)
{
    head = str_trim(head);
    for (size_t i = 0; i < k->in->n_names; i++) {
        if (!str_eq(k->in->names[i].column, head))
            continue;
        for (int c = 0; column_words[c]; c++)
            if (str_is(k->in->names[i].as, column_words[c]))
                return c;
        return -1;
    }
    for (int c = 0; column_words[c]; c++) {
        bool named = false; /* ours by name, unless another column was named for it */

        for (size_t i = 0; i < k->in->n_names; i++)
            named = named || str_is(k->in->names[i].as, column_words[c]);
        if (str_is(head, column_words[c]))
            return named ? -1 : c;
    }
    for (size_t i = 0; i < ARRAY_LEN(headings); i++)
        if (str_is(head, headings[i].says))
            return headings[i].is;
    return -1;
}

static enum rc read_heads(struct importing *k)
{
    struct source  *s      = k->source;
    VEC(struct str) unread = { 0 };

    for (int c = 0; c < COL_COUNT; c++)
        k->col[c] = -1;
    for (size_t i = 0; i < s->n_heads; i++) {
        int c = column_of(k, s->heads[i]);

        if (c < 0 && import_ours(s->heads[i]))
            continue;
        if (c < 0) {
            *VEC_PUSH(k->w->arena, &unread) = s->heads[i];
            continue;
        }
        if (k->col[c] >= 0)
            return WORK_FIELD(k->w, RC_INVALID, &say_column_twice, S("file"),
                              str_of(column_words[c]));
        k->col[c] = (int)i;
    }
    s->report->unread = (struct list){ unread.at, unread.n };
    for (int c = COL_CODE; c <= COL_NAME; c++)
        if (k->col[c] < 0)
            return WORK_FIELD(k->w, RC_INVALID, &say_no_column, S("file"), str_of(column_words[c]));
    return RC_OK;
}

/* A cell that was quoted may lie in the scratch arena, which the next row clears. */
static struct str keep(struct importing *k, struct str text, struct str cell)
{
    if (cell.p >= text.p && cell.p + cell.n <= text.p + text.n)
        return cell;
    return arena_str(k->arena, cell);
}

enum rc import_read_csv(struct importing *k)
{
    struct csv        csv;
    struct str        text;
    const struct str *raw;
    size_t            n;
    enum rc           rc;

    TRY(sheet_csv(&csv, k->arena, &k->source->text, k->w->faults));
    text           = csv.rest;
    k->source->sep = csv.sep;
    rc             = csv_row(&csv, k->w->faults, &k->source->heads, &k->source->n_heads);
    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(k->w, RC_INVALID, &say_no_column, S("file"), S("code"));
    TRY(rc);
    TRY(read_heads(k));
    csv.arena = k->scratch;
    for (;;) {
        struct str cells[COL_COUNT], line = csv.rest;

        arena_clear(k->scratch);
        rc = csv_row(&csv, k->w->faults, &raw, &n);
        if (rc != RC_OK)
            return rc == RC_NOT_FOUND ? RC_OK : rc;
        line.n -= csv.rest.n;
        for (int c = 0; c < COL_COUNT; c++)
            cells[c] =
                k->col[c] >= 0 && (size_t)k->col[c] < n ? keep(k, text, raw[k->col[c]]) : S("");
        TRY(import_take_row(k, (uint32_t)csv.line, cells, line, NULL));
    }
}

/* -- GeoJSON -- */

/* Properties that are texts or numbers; the first that is one of ours counts. */
static void read_properties(struct importing *k, const struct jval *properties, struct str *cells)
{
    for (int c = 0; c < COL_COUNT; c++)
        cells[c] = S("");
    for (const struct jval *v = properties ? properties->first : NULL; v; v = v->next) {
        int c = column_of(k, v->name);

        if (c >= 0 && cells[c].n == 0 && (v->kind == J_STR || v->kind == J_NUM))
            cells[c] = arena_str(k->arena, v->text);
    }
}

static const struct area *keep_area(struct arena *a, const struct area *area)
{
    struct area *kept = ARENA_NEW(a, struct area);

    if (area_from_wkb(area_to_wkb(area, a), a, kept) != RC_OK)
        bug_at(__FILE__, __LINE__, "an area that was checked");
    kept->m2     = area->m2;
    kept->inside = area->inside;
    return kept;
}

/* The geometry: an area, or a point, which counts as if it stood in lon and lat. */
static const struct area *read_geometry(struct importing *k, const struct jval *g,
                                        struct str *cells)
{
    const struct jval *type = g ? json_get(g, "type") : NULL;
    struct area        area;
    struct lonlat      p;

    if (!g)
        return NULL;
    if (type && type->kind == J_STR && str_is(type->text, "Point")) {
        if (point_from_json(g, CRS_WGS84, &k->f, S("geometry"), &p) == RC_OK) {
            cells[COL_LON] = arena_fmt(k->arena, "%.9f", p.lon);
            cells[COL_LAT] = arena_fmt(k->arena, "%.9f", p.lat);
        }
        return NULL;
    }
    if (area_from_json(g, k->in->crs, k->scratch, &k->f, S("geometry"), &area) != RC_OK)
        return NULL;
    return keep_area(k->arena, &area);
}

enum rc import_read_geojson(struct importing *k)
{
    struct geojson g;
    struct feature one;
    enum rc        rc;

    TRY(geojson_open(&g, k->arena, k->source->file->text, k->w->faults));
    for (;;) {
        struct str         cells[COL_COUNT];
        const struct area *area = NULL;

        arena_clear(k->scratch);
        rc = geojson_next(&g, k->scratch, &k->f, &one);
        if (rc == RC_NOT_FOUND)
            return RC_OK;
        if (rc == RC_MALFORMED) { /* nothing can be read behind this */
            *k->w->faults = k->f;
            return rc;
        }
        read_properties(k, rc == RC_OK ? one.properties : NULL, cells);
        if (rc == RC_OK)
            area = read_geometry(k, one.geometry, cells);
        TRY(import_take_row(k, (uint32_t)g.nth, cells, STR_NONE, area));
    }
}
