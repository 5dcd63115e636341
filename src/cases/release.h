#ifndef LINLI_CASES_RELEASE_H
#define LINLI_CASES_RELEASE_H
/*
 * release: cases leave as a file when somebody else has agreed to it.
 *
 * Whoever may export asks, with a purpose; somebody who may approve, and is
 * not the one who asked, lets it go or refuses it; whoever asked fetches it
 * within RELEASE_US. What was asked for stays what it was: no case that was
 * reported later is in it. Each step is in the journal, and each line of the
 * file says whose it is, from when, what for and who agreed. For this room.
 */
#include "cases/export.h"

enum { RELEASE_PURPOSE_LEAST = 4, RELEASE_WORDS_MOST = 300 }; /* characters */
#define RELEASE_US (3 * US_DAY)                               /* from the approval on */

enum release_state { RELEASE_WAITING, RELEASE_APPROVED, RELEASE_REFUSED, RELEASE_OVER };
extern const char *const release_states[];

struct release_in {
    int64_t    place; /* NONE_I64: wherever the asker may */
    int64_t    since, until, closed_since;
    int32_t    channel; /* -1: any */
    struct str process;
    bool       unmask;
    struct str purpose;
};
extern const struct shape release_in_shape;

struct release_row {
    int64_t    id;
    struct str number;
    int64_t    asker, asked, place;
    struct str place_path;
    int64_t    since, until, closed_since;
    int64_t    channel;
    struct str process;
    bool       unmask;
    struct str purpose;
    int64_t    cases;
    int32_t    state; /* enum release_state, but never RELEASE_OVER */
    int64_t    decider, decided;
    struct str words;
    int64_t    ends, fetched, fetches;
};
extern const struct shape release_row_shape;
extern const struct stmt  stmt_release_put, stmt_release_get, stmt_release_before,
    stmt_release_decide, stmt_release_fetched;

/* What a person is told of it. */
struct release_view {
    int64_t    id;
    struct str number, asker, place;
    bool       own, deciding; /* the caller asked for it; may decide it */
    int64_t    asked, since, until, closed_since;
    int32_t    channel;
    struct str process;
    bool       unmask;
    struct str purpose;
    int64_t    cases;
    int32_t    state; /* enum release_state */
    struct str decider;
    int64_t    decided;
    struct str words;
    int64_t    ends, fetched, fetches;
};
extern const struct shape release_view_shape;

/* Ids of the places and organisations of which the actor may export: an export without a place. */
void release_reach(struct work *w, struct list *ret_places, struct list *ret_orgs);
/* As it was when request `id` was made, in paths of now; these are in `a`. RC_NOT_FOUND: nothing
 * says what it was. */
CHECKED enum rc release_reach_read(struct work *w, int64_t id, struct arena *a, struct scope *ret);

/* How many there would be, counted by writing them; on a slow thread, as case_export. */
CHECKED enum rc release_count(struct work *w, const struct release_in *in, enum lang lang,
                              struct exported *ret);
CHECKED enum rc release_ask(struct work *w, const struct release_in *in, const struct exported *e,
                            struct release_view *ret);
/*
 *   RC_NOT_FOUND  none, or not for this actor
 *   RC_DENIED     the actor asked for it
 *   RC_CONFLICT   it was decided before
 */
CHECKED enum rc release_decide(struct work *w, int64_t id, bool yes, struct str words,
                               struct release_view *ret);
/* One's own, those that one may decide, and all for whoever audits; the newest first, from before
 * `before` on (NONE_I64: from the newest). `state` -1: any. */
CHECKED enum rc release_list(struct work *w, int64_t before, int32_t state, int64_t most,
                             struct rows *ret, int64_t *ret_next);

struct released {
    struct release_row row;
    struct exported    e;
};
/*
 * The file, on a slow thread.
 *   RC_NOT_FOUND  none, or not for this actor
 *   RC_DENIED     somebody else asked for it
 *   RC_CONFLICT   nobody approved it yet, or it was refused
 *   RC_GONE       it was to be fetched earlier
 */
CHECKED enum rc release_write(struct work *w, int64_t id, enum lang lang, struct released *ret);
/* Within the unit of work that sends it. */
CHECKED enum rc release_note(struct work *w, const struct released *r);

#endif
