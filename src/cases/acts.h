#ifndef LINLI_CASES_ACTS_H
#define LINLI_CASES_ACTS_H
/*
 * acts: what is done to a case beside its process: supervised, extended,
 * evaluated, split, linked, corrected, published. For this room.
 */
#include "cases/engine.h"

/* -- supervise.c -- */
struct card_in {
    int32_t    card; /* enum card; none takes it back */
    struct str words;
};
struct extension_in {
    struct str limit; /* "3 workdays" */
    struct str reason;
};
struct decision_in {
    bool       grant;
    struct str note;
};
extern const struct shape card_in_shape, extension_in_shape, decision_in_shape;
CHECKED enum rc           case_card(struct work *w, int64_t id, const struct card_in *in,
                                    struct case_row *ret);
/* Words of somebody above: in the history, and told to whoever has the task. */
CHECKED enum rc case_instruct(struct work *w, int64_t id, struct str words);
/* RC_CONFLICT: no clock runs that may be extended, or one was asked for already. */
CHECKED enum rc case_extension_ask(struct work *w, int64_t id, const struct extension_in *in,
                                   struct extension_row *ret);
CHECKED enum rc case_extension_decide(struct work *w, int64_t id, int64_t extension,
                                      const struct decision_in *in, struct extension_row *ret);

/* -- link.c -- */
struct link_in {
    int64_t    other;
    struct str words;
};
struct part_in {
    struct str class, title, words;
    int64_t place;
};
struct split_in {
    int64_t     version;
    struct list parts; /* struct part_in, two at least */
};
extern const struct shape link_in_shape, split_in_shape;
/* Once: said again, either way, nothing is done. RC_NOT_FOUND: one of them is not for this actor.
 */
CHECKED enum rc case_relate(struct work *w, int64_t id, const struct link_in *in);
/* Each part becomes a case of its own; the case itself ends by its first end that counts as void or
 * merged, or, when the process has none, goes on with what is left. */
CHECKED enum rc case_split(struct work *w, int64_t id, const struct split_in *in,
                           struct rows *ret_opened);

/* -- me_too.c -- */
struct me_too_in {
    struct str client_token; /* of whoever has no account; else it does not matter */
};
struct me_too {
    struct str number, code; /* of whoever has no account, to follow the case's progress */
    bool       again;
};
extern const struct shape me_too_in_shape, me_too_shape;
/*
 * It concerns the actor as well. Said again, or of one's own, nothing is done.
 *   RC_NOT_FOUND  none; or confidential, or ended, and not for this actor to see
 *   RC_DENIED     confidential, to those who see it
 *   RC_CONFLICT   it has ended
 *   RC_INVALID    nobody's, and no token that could be a secret
 *   RC_NO_ACTOR   nobody's, and of a process that takes no reports without an account
 */
CHECKED enum rc case_me_too(struct work *w, int64_t id, const struct me_too_in *in,
                            struct me_too *ret);
/* The case that was joined without an account, by the code that this gave: for its progress only,
 * it does not make the case visible. RC_NOT_FOUND. */
CHECKED enum rc case_by_me_too(struct work *w, struct str code, struct case_row *ret);

/* -- progress.c -- */
struct progress {
    struct str  number, joined; /* joined: the one that it was merged from */
    struct str  process_title, class_title, step_title, place_name, unit_name;
    int32_t     state, outcome;
    int64_t     opened, due, closed;
    struct list says;  /* struct str: who must act, by when */
    struct list steps; /* struct public_step */
};
extern const struct shape progress_shape;
/* How a case goes on, for whoever joined it or holds its own code: nothing that anybody wrote in
 * it. RC_NOT_FOUND: it is neither's code. */
CHECKED enum rc case_progress(struct work *w, struct str code, enum lang lang,
                              struct progress *ret);

/* Of a case that was merged into another: the one in which it goes on, for its progress. One that
 * is confidential is not told of: then it stays what it was. */
CHECKED enum rc case_surviving(struct work *w, struct case_row *c);

/* -- edit.c -- */
struct edit_in {
    int64_t version;
    struct str class, title, words, address;
    int64_t place;
    double  lon, lat;
};
extern const struct shape edit_in_shape;
/* Correct what was filed. A case that has a unit is not sent elsewhere by that: whoever corrects
 * it is told that the rules would now suggest another. */
CHECKED enum rc case_edit(struct work *w, int64_t id, const struct edit_in *in,
                          struct case_row *ret);
struct case_unmask_in {
    struct list fields; /* names */
    struct str  reason;
};
extern const struct shape case_unmask_in_shape;
CHECKED enum rc           case_unmask(struct work *w, int64_t id, const struct case_unmask_in *in,
                                      struct json *ret);

/* Rows of struct link_row; of another that the actor may not see, the number stands for the line.
 */
CHECKED enum rc case_links(struct work *w, int64_t id, struct rows *ret);

/* -- same.c -- */
struct same_query {
    double  lon, lat;
    int64_t place;
    struct str class, words, process;
};
struct same_view {
    int64_t    id;
    struct str number, title;
    int64_t    opened;
    double     metres, likeness; /* 0..1 */
};
extern const struct shape same_query_shape, same_view_shape;
/* Open or recent cases that are probably the same matter, the likeliest first. */
CHECKED enum rc case_same(struct work *w, const struct same_query *q, struct rows *ret);
/* The path of that place, or of the one in which or near which the point lies; absent when there is
 * none. RC_INVALID: there is no such place. */
CHECKED enum rc case_here(struct work *w, int64_t place, double lon, double lat, struct str *ret);

/* -- suggest.c -- */
struct suggest_query {
    struct str text;
    double     lon, lat;
    int64_t    place;
};
struct class_suggested {
    struct str code, title, process, stop, word; /* that stands in the text; absent: none does */
    int64_t    reports;                          /* like ones that were filed as this */
    double     score;
};
extern const struct shape suggest_query_shape, class_suggested_shape;
/* Classes that the caller can report under, the likeliest for that text first: by their title and
 * other words, and by what like reports were filed as lately. What is read is bounded. */
CHECKED enum rc case_suggest(struct work *w, enum lang lang, const struct suggest_query *q,
                             struct rows *ret);

/* -- publish.c -- */
struct public_view {
    struct str  number, process_title, step_title, class_title, place_name, unit_name, grade_title;
    struct str  title, words;
    int64_t     opened, due, closed;
    struct str  outcome;
    struct json form;  /* what the pack publishes, masked */
    struct list steps; /* struct public_step, when progress is published */
};
struct public_step {
    int64_t    at;
    struct str step, move;
};
extern const struct shape public_view_shape, public_step_shape;
/* RC_NOT_FOUND unless the process publishes and the time has come. */
CHECKED enum rc case_public(struct work *w, struct str number, enum lang lang,
                            struct public_view *ret);
/* With the case itself, for whoever writes it out. */
CHECKED enum rc case_public_run(struct work *w, struct str number, enum lang lang,
                                struct run *ret_run, struct public_view *ret);
/* Which steps a case went and when, however long: struct public_step each. */
CHECKED enum rc case_way(struct run *r, enum lang lang, struct list *ret);

#endif
