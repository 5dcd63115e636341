/* import_case: cases, by their room's own import. */
#include "app/import.h"
#include "cases/import.h"

enum { SHOWN_MOST = 20 };

static const struct say no_place =
    SAY("no_place", "没有编码为{0}的地方", "no place has the code {0}");

struct sought {
    struct str code;
    int64_t    id;
};

static enum rc find_place(struct work *w, void *ctx)
{
    struct sought *s = ctx;
    struct place   p;
    enum rc        rc = place_by_code(w, s->code, &p);

    if (rc == RC_NOT_FOUND)
        return fault(w->faults, rc, &no_place, s->code, STR_NONE);
    TRY(rc);
    s->id = p.id;
    return RC_OK;
}

enum rc import_cases(struct cli *c, struct instance *in, const struct import_given *g,
                     const struct case_options *o)
{
    struct case_import i = {
        .text    = g->text,
        .file    = g->file,
        .channel = o->hotline ? CH_HOTLINE : CH_IMPORT,
        .process = o->process,
        .place   = NONE_I64,
        .dry     = g->dry,
        .lang    = c->lang,
    };
    struct sought                  at = { o->place, NONE_I64 };
    struct case_import_report      r;
    const struct case_import_told *told;

    if (at.code.p)
        TRY(work_do(&in->s, &actor_system, WORK_READ, find_place, &at, &c->faults));
    i.place = at.id;
    TRY(case_import(&in->s, &actor_system, &i, c->arena, &c->faults, &r));
    told = r.told.at;
    for (size_t k = 0; k < r.told.n && k < SHOWN_MOST; k++)
        import_tell_line(
            c, told[k].line,
            arena_fmt(c->arena, "%.*s %.*s", STR_ARG(told[k].column), STR_ARG(told[k].why)));
    return import_tell(c, g, &(struct import_count){ r.given, r.taken, 0, r.again, r.refused },
                       r.back);
}
