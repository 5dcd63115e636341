/* import_place: places, by their room's own import. */
#include "app/import.h"
#include "territory/import.h"
#include "territory/territory.h"

enum { LEVELS_MOST = 16, SHOWN_MOST = 20 };

struct place_task {
    struct arena           *out; /* outlives the unit of work */
    struct territory_import in;
    struct str              under;
    struct import_count     n;
    struct str              csv;
    struct import_told      told[SHOWN_MOST];
    size_t                  n_told;
};

static void keep(struct place_task *t, const struct import_report *r)
{
    const struct import_told *told = r->told.at;

    t->n      = (struct import_count){ r->given, r->added, r->changed, r->same, r->refused };
    t->csv    = arena_str(t->out, r->csv);
    t->n_told = r->told.n < SHOWN_MOST ? r->told.n : SHOWN_MOST;
    for (size_t i = 0; i < t->n_told; i++) {
        t->told[i].line = told[i].line;
        t->told[i].why =
            arena_fmt(t->out, "%.*s %.*s", STR_ARG(told[i].code), STR_ARG(told[i].why));
    }
}

static enum rc run(struct work *w, void *ctx)
{
    struct place_task   *t = ctx;
    struct import_report r;
    struct place         p;

    if (t->under.p) {
        TRY(place_by_code(w, t->under, &p));
        t->in.under = p.id;
    }
    TRY(territory_import(w, &t->in, &r));
    keep(t, &r);
    return RC_OK;
}

enum rc import_places(struct cli *c, struct instance *in, const struct import_given *g,
                      const struct place_options *o)
{
    struct place_task *t     = ARENA_NEW(c->arena, struct place_task);
    struct str         start = str_trim(g->text), level = o->levels, levels[LEVELS_MOST];

    t->out   = c->arena;
    t->under = o->under;
    t->in    = (struct territory_import){
           .text   = g->text,
           .file   = g->file,
           .form   = start.n && start.p[0] == '{' ? IMPORT_GEOJSON : IMPORT_CSV,
           .kind   = o->kind,
           .levels = levels,
           .under  = NONE_I64,
           .top    = o->top,
           .on     = g->on,
           .dry    = g->dry,
           .lang   = c->lang,
    };
    while (t->in.n_levels < LEVELS_MOST && str_split(&level, ',', &levels[t->in.n_levels]))
        t->in.n_levels++;
    TRY(work_do(&in->s, &actor_system, g->dry ? WORK_READ : WORK_WRITE, run, t, &c->faults));
    for (size_t i = 0; i < t->n_told; i++)
        import_tell_line(c, t->told[i].line, t->told[i].why);
    return import_tell(c, g, &t->n, t->csv);
}
