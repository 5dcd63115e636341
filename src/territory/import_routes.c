/* import_routes: places from a file over HTTP. */
#include "territory/import.h"
#include "territory/territory_routes.h"
#include "territory/tree_sheet.h"

static const struct say say_name = SAY("import_name", "应写成 我们的列=文件的列，如 code=gb_code",
                                       "write ours=theirs, as in code=gb_code");

struct import_ask {
    int32_t     form;
    struct str  file, kind;
    struct list levels, names; /* struct str */
    int64_t     under;
    bool        top;
    int32_t     crs, on;
};
static const struct field import_ask_fields[] = {
    F(struct import_ask, form, .words = import_form_words, .opt = true, .doc = "csv if absent"),
    F(struct import_ask, file, .opt = true, .max = 200, .doc = "its name, for the record"),
    F(struct import_ask, kind, .opt = true, .max = 40, .doc = "of rows that say none"),
    F(struct import_ask, levels, .each = K_STR, .opt = true, .max = 16,
      .doc = "the kinds of level 1, 2, … of the column level"),
    F(struct import_ask, names, .each = K_STR, .opt = true, .max = IMPORT_NAMES_MOST,
      .doc = "ours=theirs: which column of the file is read as which"),
    F(struct import_ask, under, .as = AS_ID, .opt = true,
      .doc = "the place under which rows go whose parent is not known"),
    F(struct import_ask, top, .opt = true, .doc = "or they go to the top"),
    F(struct import_ask, crs, .words = crs_words, .opt = true, .doc = "of coordinates"),
    F(struct import_ask, on, .as = AS_DAY, .opt = true, .doc = "from this day on; today if absent"),
};
const struct shape import_ask_shape = SHAPE(struct import_ask, import_ask_fields);

/* The texts of a list, kept in `a`. */
static const struct str *kept(struct arena *a, struct list texts)
{
    const struct str *from = texts.at;
    struct str       *to   = ARENA_ARRAY(a, struct str, texts.n);

    for (size_t i = 0; i < texts.n; i++)
        to[i] = arena_str(a, from[i]);
    return to;
}

enum rc import_asked(const struct request *q, struct work *w, struct arena *a,
                     struct territory_import *ret)
{
    const struct import_ask *ask   = q->query;
    const struct str        *names = kept(a, ask->names);
    struct import_name      *at    = ARENA_ARRAY(a, struct import_name, ask->names.n);
    struct import_file      *file  = ARENA_NEW(a, struct import_file);
    int32_t                  form  = ask->form < 0 ? IMPORT_CSV : ask->form;

    for (size_t i = 0; i < ask->names.n; i++) {
        struct str rest = names[i];

        str_split(&rest, '=', &at[i].as);
        if (!rest.p || rest.n == 0)
            return WORK_FIELD(w, RC_INVALID, &say_name, S("names"), STR_NONE);
        at[i].column = rest;
    }
    *file = (struct import_file){ q->raw, arena_str(a, ask->file), (enum import_form)form };
    *ret  = (struct territory_import){ .files    = file,
                                       .n_files  = 1,
                                       .kind     = arena_str(a, ask->kind),
                                       .levels   = kept(a, ask->levels),
                                       .n_levels = ask->levels.n,
                                       .names    = at,
                                       .n_names  = ask->names.n,
                                       .under    = ask->under,
                                       .top      = ask->top,
                                       .crs      = ask->crs < 0 ? CRS_WGS84 : (enum crs)ask->crs,
                                       .on       = ask->on,
                                       .lang     = q->lang };
    return RC_OK;
}

static enum rc run(struct request *q, struct work *w, bool dry, struct import_report *ret)
{
    struct territory_import in;

    TRY(import_asked(q, w, w->arena, &in));
    in.dry = dry;
    return territory_import(w, &in, ret);
}

enum rc import_post(struct request *q, struct work *w)
{
    struct import_report r;

    TRY(run(q, w, false, &r));
    return reply(q, 200, &import_report_shape, &r);
}

enum rc import_check_post(struct request *q, struct work *w)
{
    struct import_report r;

    TRY(run(q, w, true, &r));
    return reply(q, 200, &import_report_shape, &r);
}

enum rc import_refused_post(struct request *q, struct work *w)
{
    struct import_report r;

    TRY(run(q, w, true, &r));
    return reply_download(q, sheet_type(r.back_form), sheet_bytes(w->arena, r.back_form, r.back),
                          sheet_name(w->arena, S("refused"), r.back_form));
}

enum rc import_template_get(struct request *q, struct work *w)
{
    const struct sheet_look *look = place_sheet_look(w, q->lang);
    struct sheet            *s;
    struct str               file;

    TRY(sheet_begin(w->arena, SHEET_XLSX, look, &s));
    TRY(sheet_end(s, &file));
    return reply_download(q, sheet_type(SHEET_XLSX), file, S("places.xlsx"));
}
