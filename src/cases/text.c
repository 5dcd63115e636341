/*
 * text: the words by which cases are found: of their number, title, words and address, and the
 * names of their place and unit, these by their initials too. What people wrote is not: a title has
 * more initials than all its words, and each costs as much when a case is filed. What a name is
 * called later is found when the case is indexed again.
 */
#include "cases/engine.h"
#include "cases/text_rows.h"

enum { TEXT_BATCH = 200 };

/* What is not there any more has no name. */
static enum rc name_of(enum rc rc, struct str name, struct str *ret)
{
    *ret = rc == RC_OK ? name : S("");
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc case_index(struct work *w, const struct case_row *c, bool anew)
{
    struct place p    = { 0 };
    struct org   o    = { 0 };
    struct str   unit = S(""), place = S(""), names, text;

    if (c->place != NONE_I64)
        TRY(name_of(place_get(w, c->place, &p), p.name, &place));
    if (c->unit != NONE_I64)
        TRY(name_of(org_get(w, c->unit, &o), o.name, &unit));
    names = arena_fmt(w->arena, "%.*s\n%.*s", STR_ARG(place), STR_ARG(unit));
    text  = arena_fmt(w->arena, "%.*s\n%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(c->number),
                      STR_ARG(c->title), STR_ARG(c->words), STR_ARG(c->address), STR_ARG(names));
    return db_run(w->tx, anew ? &stmt_text_put : &stmt_text_new,
                  ARGS(A(c->id), A(search_grams_named(w->arena, text, names))), NULL);
}

enum rc case_index_later(struct work *w, int64_t id)
{
    return db_run(w->tx, &stmt_text_later, ARGS(A(id)), NULL);
}

static enum rc next_text(struct work *w, void *ctx, int64_t *ret_at)
{
    struct rows rows;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_text_due, ARGS(A((int64_t)1)), &rows));
    *ret_at = rows.n ? w->now : NONE_I64;
    return RC_OK;
}

static enum rc index_some(struct work *w, void *ctx, bool *ret_more)
{
    struct rows          rows;
    const struct id_row *at;
    struct case_row      c;

    (void)ctx;
    TRY(db_all(w->tx, &stmt_text_due, ARGS(A((int64_t)TEXT_BATCH)), &rows));
    at = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        enum rc rc = db_one(w->tx, &stmt_case_get, ARGS(A(at[i].id)), &c);

        if (rc != RC_NOT_FOUND) {
            TRY(rc);
            TRY(case_index(w, &c, true));
        }
        TRY(db_run(w->tx, &stmt_text_done, ARGS(A(at[i].id)), NULL));
    }
    *ret_more = false; /* the others have their turn; the next round goes on */
    return RC_OK;
}

const struct timer case_text_timer = { .name = "words of cases",
                                       .next = next_text,
                                       .run  = index_some };
