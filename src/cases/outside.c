/* outside: what became of the case that has this number elsewhere. */
#include "cases/engine.h"
#include "cases/export.h"
#include "cases/import_own.h"

static const struct say say_no_case = SAY("no_case", "没有这个事项", "there is no such case");
static const struct say say_no_channel =
    SAY("no_channel", "没有“{0}”这个渠道", "there is no channel {0}");

static const char *const state_words[] = { "open", "ended", NULL };

#define T struct outside_view
static const struct field outside_fields[] = {
    F(T, id, .as = AS_ID, .doc = "the case"),
    F(T, number, .doc = "as it is called here"),
    F(T, outside_number, .doc = "as it is called there"),
    F(T, state, .words = state_words, .doc = "open or ended"),
    F(T, step_title, .doc = "where it stands, or how it ended"),
    F(T, opened, .as = AS_TIME, .doc = "when it was reported"),
    F(T, closed, .as = AS_TIME, .opt = true, .doc = "when it ended"),
    F(T, outcome, .words = outcome_words, .opt = true, .doc = "what came of it"),
    F(T, answer, .opt = true, .doc = "the words for the public"),
};
const struct shape outside_view_shape = SHAPE(T, outside_fields);
#undef T

static enum rc channel_of(struct work *w, struct str word, int64_t *ret)
{
    for (int i = 0; channel_words[i]; i++)
        if (str_is(word, channel_words[i])) {
            *ret = i;
            return RC_OK;
        }
    return fault(w->faults, RC_NOT_FOUND, &say_no_channel, word, STR_NONE);
}

enum rc case_by_outside(struct work *w, struct str channel, struct str number, enum lang lang,
                        struct outside_view *ret)
{
    struct outside_row row;
    struct run         r;
    const struct jval *answer;
    int64_t            nth;
    int32_t            end;
    enum rc            rc;

    TRY(channel_of(w, channel, &nth));
    rc = db_one(w->tx, &stmt_outside_get, ARGS(A(nth), A(number)), &row);
    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_case);
    TRY(rc);
    TRY(run_load(w, row.case_id, &r));
    TRY(run_visible(&r));
    end    = r.c.ended_as.p ? process_end(r.pr, r.c.ended_as) : -1;
    answer = r.form ? json_get(r.form, "words_public") : NULL;
    *ret   = (struct outside_view){
          .id             = r.c.id,
          .number         = r.c.number,
          .outside_number = number,
          .state          = r.c.state,
          .step_title     = text_in(end >= 0 ? &r.pr->ends[end].title : &r.step->title, lang),
          .opened         = r.c.opened,
          .closed         = r.c.closed,
          .outcome        = r.c.outcome,
          .answer         = answer && answer->kind == J_STR ? answer->text : STR_NONE,
    };
    return RC_OK;
}
