/* import_place: places, by their room's own import. */
#include "app/import.h"
#include "territory/import.h"
#include "territory/territory.h"

enum { LEVELS_MOST = 16, SHOWN_MOST = 20 };

static const struct say bad_name = SAY("import_name", "应写成 我们的列=文件的列，如 code=gb_code",
                                       "write ours=theirs, as in code=gb_code");
static const struct say too_long = SAY("import_long", "最多{0}个", "{0} at most");
static const struct say bad_crs  = SAY("import_crs", "应为{0}", "must be {0}");

struct shown {
    int64_t    line;
    struct str why;
};
struct place_report { /* of one file; lives as long as the command */
    struct import_count n;
    struct str          csv;
    struct shown        told[SHOWN_MOST];
    size_t              n_told;
};
struct place_task {
    struct arena           *out; /* outlives the unit of work */
    struct territory_import in;
    struct str              under;
    struct place_report    *reports; /* by in.files */
};

static void keep(struct arena *a, const struct import_report *r, struct place_report *ret)
{
    const struct import_told *told = r->told.at;

    ret->n      = (struct import_count){ r->given, r->added, r->changed, r->same, r->refused };
    ret->csv    = arena_str(a, r->back);
    ret->n_told = r->told.n < SHOWN_MOST ? r->told.n : SHOWN_MOST;
    for (size_t i = 0; i < ret->n_told; i++) {
        ret->told[i].line = told[i].line;
        ret->told[i].why  = arena_fmt(a, "%.*s %.*s", STR_ARG(told[i].code), STR_ARG(told[i].why));
    }
}

static enum rc run(struct work *w, void *ctx)
{
    struct place_task    *t = ctx;
    struct import_report *r = ARENA_ARRAY(w->arena, struct import_report, t->in.n_files);
    struct place          p;

    if (t->under.p) {
        TRY(place_by_code(w, t->under, &p));
        t->in.under = p.id;
    }
    TRY(territory_import(w, &t->in, r));
    for (size_t i = 0; i < t->in.n_files; i++)
        keep(t->out, &r[i], &t->reports[i]);
    return RC_OK;
}

/* -- what is asked for -- */

static enum rc read_levels(struct cli *c, struct str words, struct territory_import *in)
{
    struct str *at = ARENA_ARRAY(c->arena, struct str, LEVELS_MOST);
    char        room[INT_TEXT];

    in->levels = at;
    while (words.n && in->n_levels < LEVELS_MOST && str_split(&words, ',', &at[in->n_levels]))
        in->n_levels++;
    return words.n == 0 ? RC_OK
                        : fault_field(&c->faults, RC_INVALID, &too_long, S("--levels"),
                                      int_text(LEVELS_MOST, room));
}

static enum rc read_names(struct cli *c, struct str words, struct territory_import *in)
{
    struct import_name *at = ARENA_ARRAY(c->arena, struct import_name, IMPORT_NAMES_MOST);
    struct str          one;
    char                room[INT_TEXT];

    in->names = at;
    while (words.n && in->n_names < IMPORT_NAMES_MOST && str_split(&words, ',', &one)) {
        struct import_name *n = &at[in->n_names++];

        str_split(&one, '=', &n->as);
        n->column = one;
        if (!one.p || one.n == 0)
            return fault_field(&c->faults, RC_INVALID, &bad_name, S("--names"), STR_NONE);
    }
    return words.n == 0 ? RC_OK
                        : fault_field(&c->faults, RC_INVALID, &too_long, S("--names"),
                                      int_text(IMPORT_NAMES_MOST, room));
}

static enum rc read_crs(struct cli *c, struct str word, enum crs *ret)
{
    struct buf *all = arena_buf(c->arena, 200);

    for (int i = 0; crs_words[i]; i++) {
        if (!word.p || str_is(word, crs_words[i])) {
            *ret = (enum crs)i;
            return RC_OK;
        }
        buf_addf(all, i ? ", %s" : "%s", crs_words[i]);
    }
    return fault_field(&c->faults, RC_INVALID, &bad_crs, S("--crs"), buf_str(all));
}

static struct import_file file_of(const struct import_given *g)
{
    struct str start = str_trim(g->text);

    return (struct import_file){ .text = g->text,
                                 .name = g->file,
                                 .form =
                                     start.n && start.p[0] == '{' ? IMPORT_GEOJSON : IMPORT_CSV };
}

/* -- telling -- */

static enum rc tell(struct cli *c, const struct import_given *g, size_t n,
                    const struct place_report *reports)
{
    struct import_count all = { 0 };

    for (size_t i = 0; i < n; i++) {
        const struct place_report *r = &reports[i];

        for (size_t k = 0; k < r->n_told; k++) {
            if (n == 1)
                import_tell_line(c, r->told[k].line, r->told[k].why);
            else
                import_tell_file_line(c, g[i].file, r->told[k].line, r->told[k].why);
        }
        if (n == 1)
            return import_tell(c, g, &r->n, r->csv);
        TRY(import_tell_file(c, &g[i], &r->n, r->csv));
        all.given += r->n.given;
        all.added += r->n.added;
        all.changed += r->n.changed;
        all.same += r->n.same;
        all.refused += r->n.refused;
    }
    import_tell_all(c, g->dry, &all);
    return RC_OK;
}

enum rc import_places(struct cli *c, struct instance *in, const struct import_given g[], size_t n,
                      const struct place_options *o)
{
    struct import_file *files = ARENA_ARRAY(c->arena, struct import_file, n);
    struct place_task   t     = { .out     = c->arena,
                                  .under   = o->under,
                                  .reports = ARENA_ARRAY(c->arena, struct place_report, n),
                                  .in      = { .files   = files,
                                               .n_files = n,
                                               .kind    = o->kind,
                                               .under   = NONE_I64,
                                               .top     = o->top,
                                               .on      = g->on,
                                               .dry     = g->dry,
                                               .lang    = c->lang } };

    for (size_t i = 0; i < n; i++)
        files[i] = file_of(&g[i]);
    TRY(read_levels(c, o->levels, &t.in));
    TRY(read_names(c, o->names, &t.in));
    TRY(read_crs(c, o->crs, &t.in.crs));
    TRY(work_do(&in->s, &actor_system, g->dry ? WORK_READ : WORK_WRITE, run, &t, &c->faults));
    return tell(c, g, n, t.reports);
}
