/*
 * merged: whoever reported a case that went into another.
 *
 * They are told into which, told when that one ends, and only then asked what they think of it:
 * what came of their matter is what came of that one. What went into a confidential case is not
 * told of any further.
 */
#include "cases/merged.h"
#include "cases/acts.h"

enum { DEEP_MOST = 8 }; /* merged into each other, one after the other */

enum rc merged_into(struct run *r, struct run *ret, bool *ret_known)
{
    struct case_row c = r->c;

    *ret_known = false;
    if (c.merged == NONE_I64)
        return RC_OK;
    TRY(case_surviving(r->w, &c));
    if (c.merged != NONE_I64) /* the next is confidential */
        return RC_OK;
    *ret_known = true;
    return run_of_row(r->w, &c, ret);
}

enum rc merged_asked(struct run *r, int64_t *ret_at)
{
    struct run into;
    bool       known;

    *ret_at = r->c.closed; /* none while it is open */
    if (r->c.merged == NONE_I64)
        return RC_OK;
    TRY(merged_into(r, &into, &known));
    *ret_at = known ? into.c.closed : NONE_I64;
    return RC_OK;
}

enum rc merged_words(struct run *r, const struct text **words)
{
    struct arena *a = r->w->arena;
    struct run    into;
    struct text  *more;
    bool          known;

    if (!*words)
        return RC_OK;
    TRY(merged_into(r, &into, &known));
    if (!known)
        return RC_OK;
    more     = ARENA_NEW(a, struct text);
    *more    = **words;
    more->zh = arena_fmt(a, "%.*s已并入事项%.*s，其进度可在本事项中查看。", STR_ARG((*words)->zh),
                         STR_ARG(into.c.number));
    more->en = arena_fmt(a, "%.*s It went into case %.*s; this case tells how that one goes on.",
                         STR_ARG((*words)->en), STR_ARG(into.c.number));
    *words   = more;
    return RC_OK;
}

static enum rc tell_reporter(struct run *r, struct run *from)
{
    static const struct text said[] = {
        { S("事项{number}“{title}”所并入的事项{into}已办结：{end}"),
          S("Case {into}, into which {number} “{title}” was merged, has ended: {end_en}") },
        { S("事项{number}“{title}”所并入的事项{into}已办结：{end}。请您评价。"),
          S("Case {into}, into which {number} “{title}” was merged, has ended: {end_en}. "
            "Please say what you think of it.") },
    };
    const struct end *end      = &r->pr->ends[process_end(r->pr, r->c.ended_as)];
    const struct pair params[] = { { S("number"), from->c.number },
                                   { S("title"), from->c.title },
                                   { S("into"), r->c.number },
                                   { S("end"), text_in(&end->title, LANG_ZH) },
                                   { S("end_en"), text_in(&end->title, LANG_EN) } };

    if (from->c.initiator == NONE_I64 || from->c.initiator == r->c.initiator)
        return RC_OK; /* they ask by their code; they are told of this one */
    return notice_tell(r->w, &(struct tell_in){ .account  = from->c.initiator,
                                                .place    = NONE_I64,
                                                .org      = NONE_I64,
                                                .words    = &said[from->pr->evaluate.on],
                                                .params   = params,
                                                .n_params = ARRAY_LEN(params),
                                                .on       = S("case"),
                                                .subject  = from->c.id });
}

/* Those merged into `id`, and those merged into these. */
static enum rc tell_those_of(struct run *r, int64_t id, int depth)
{
    struct rows            links;
    const struct link_row *l;

    TRY(db_all(r->w->tx, &stmt_link_all, ARGS(A(id)), &links));
    l = links.at;
    for (size_t i = 0; i < links.n; i++) {
        struct run from;

        if (l[i].kind != LINK_MERGED)
            continue;
        TRY(run_load(r->w, l[i].other, &from));
        if (from.c.merged != id)
            continue;
        TRY(tell_reporter(r, &from));
        if (depth < DEEP_MOST)
            TRY(tell_those_of(r, from.c.id, depth + 1));
    }
    return RC_OK;
}

enum rc merged_end(struct run *r)
{
    return r->c.confidential || r->c.merged != NONE_I64 ? RC_OK : tell_those_of(r, r->c.id, 1);
}
