#ifndef LINLI_CASES_CASES_H
#define LINLI_CASES_CASES_H
/*
 * cases: the process engine at run time (domain B.1 CASE).
 *
 * A case runs by a process of the pack: it stands in a step, somebody has a
 * task there, a clock may run, and a move carries it on. This room knows
 * steps, tasks, clocks, moves and ends; what they are called and how they
 * follow one another is the pack's.
 */
#include "notice/notice.h"
#include "territory/territory.h"

enum case_state { CASE_OPEN, CASE_ENDED };
enum card { CARD_NONE, CARD_YELLOW, CARD_RED };

struct case_row {
    int64_t    id;
    struct str number, process;
    int64_t    practice;
    struct str step;
    int32_t    state; /* enum case_state */
    int64_t    version;
    int32_t    channel; /* enum channel */
    struct str class, grade, title, words;
    int64_t     place;
    struct str  place_path;
    double      lon, lat; /* WGS-84; NAN when unknown */
    struct str  address;
    int64_t     unit;
    struct str  unit_path;
    int64_t     level;
    int64_t     initiator, opener;
    int64_t     opened, due, closed;
    int32_t     card; /* enum card */
    int64_t     late, returned, reopened;
    int32_t     outcome; /* enum outcome */
    struct str  ended_as;
    int64_t     parent, merged, acts;
    struct json form;
    struct str  code, token;  /* never shown */
    int64_t     same_key;     /* of how its words begin: two cases that begin alike have the same */
    struct str  called_by;    /* the move of the parent that called it */
    bool        confidential; /* as its process was when it was opened, whatever packs come later */
};
extern const struct shape case_row_shape; /* every column of the database */

struct case_brief { /* in lists */
    int64_t    id;
    struct str number, process, step;
    int32_t    state;
    int64_t    version;
    int32_t    channel;
    struct str class, grade, title;
    int64_t    place;
    double     lon, lat;
    int64_t    unit, opened, due, closed;
    int32_t    card;
    int64_t    late;
    int32_t    outcome;
    struct str ended_as;
    struct str place_name, unit_name; /* absent until case_list_names */
};
extern const struct shape case_brief_shape; /* without the names */

/*
 * -- opening --
 *
 * Whoever reports need not know of which class it is: the class may be left out, unless the form of
 * the process needs it, and it may be a broad one. Whoever corrects it later, by a move's field, by
 * hand or by splitting it, may set any class that the pack has, broad or fine; a field that says
 * `of` takes that one and those below it.
 */

struct case_in {
    struct str process; /* absent: the class's, or the pack's only one that this channel may open */
    int32_t    channel; /* -1: by the actor: account, worker, anyone */
    struct str class, grade, title, words;
    int64_t     place;
    double      lon, lat;
    struct str  address;
    struct json form;
    struct str  for_name,
        for_phone;           /* filed for somebody at the counter, on the phone, at the door */
    struct str client_token; /* 8 to 64 characters; sent twice, filed once */
    int64_t opened; /* imports, and paper signed at the door: when it really was; else NONE_I64 */
};
extern const struct shape case_in_shape;

struct opened {
    int64_t    id;
    struct str number;
    struct str code;  /* with it anybody may follow the case; of `again` see sending_code */
    bool       again; /* the same token had been sent before: nothing was filed now */
};
/*
 * File a case.
 *   RC_INVALID   with every wrong field; also when the class or an answer ends the form ("call
 *                119"): the faults say so, of the whole and of the field
 *   RC_DENIED    this actor may not open that process by that channel
 *   RC_CONFLICT  somebody without an account sent something else with this token
 */
CHECKED enum rc case_open(struct work *w, const struct case_in *in, struct opened *ret);

/* -- carrying -- */

struct move_in {
    struct str  move;
    int64_t     version;  /* that the caller saw */
    int64_t     task;     /* NONE_I64: the one that is theirs */
    double      lon, lat; /* where the actor is: for moves that prove presence */
    struct json form;
};
extern const struct shape move_in_shape;
/*
 * Carry a case by one move.
 *   RC_NOT_FOUND  no such case, or not for this actor
 *   RC_CONFLICT   another version; ended; no such move from here; made too often
 *   RC_DENIED     there is such a move, but it is not this actor's
 *   RC_INVALID    with every wrong field
 */
CHECKED enum rc case_carry(struct work *w, int64_t id, const struct move_in *in,
                           struct case_row *ret);

/* What may be seen and done. RC_NOT_FOUND also when it is not for this actor. */
CHECKED enum rc case_get(struct work *w, int64_t id, struct case_row *ret);
CHECKED enum rc case_by_number(struct work *w, struct str number, struct case_row *ret);
/* By the code that was given to whoever reported it; from then on w follows that case. */
CHECKED enum rc case_by_code(struct work *w, struct str code, struct case_row *ret);

/* -- who has to act -- */

enum task_state { TASK_OPEN, TASK_DONE, TASK_BACK, TASK_FELL };
struct task_row {
    int64_t    id, case_id;
    struct str step;
    int64_t    round, seat;
    struct str post;
    int64_t    place, org, account;
    bool       lead;
    int32_t    state; /* enum task_state */
    int64_t    since, due, ended, ended_by;
    struct str move;
    int64_t    signed_at;
};
extern const struct shape task_row_shape;
/* The open tasks of a case, whoever asks: for the program itself. Rows of struct task_row. */
CHECKED enum rc case_tasks(struct work *w, int64_t id, struct rows *ret);
/* The unit that the pack's rules suggest; NONE_I64 when none. */
CHECKED enum rc case_suggestion(struct work *w, int64_t id, int64_t *ret_org);
/* int64_t: the units that a field of the kind unit_marks asks a mark of, whoever asks. */
CHECKED enum rc case_to_mark(struct work *w, int64_t id, const struct form_field *f,
                             struct list *ret);
/* What the initiator says after the end; may open the case again. */
CHECKED enum rc case_evaluate(struct work *w, int64_t id, struct json answers,
                              struct case_row *ret);

/* For `linli verify`: `wrong` is told the number of each document that is not what was digested. */
CHECKED enum rc documents_verify(struct work *w, void (*wrong)(void *ctx, struct str number),
                                 void *ctx, int64_t *ret_n);

/* The room's hooks. */
CHECKED enum rc           cases_start(struct services *s);
void                      cases_stop(struct services *s);
extern const struct route case_routes[], case_act_routes[], case_file_routes[],
    case_import_routes[], case_document_routes[], case_passing_routes[], case_release_routes[],
    case_wall_routes[], case_pages[];
extern const struct stmt *const case_stmts[], *const case_same_stmts[], *const case_list_stmts[];
extern const struct stmt *const case_document_stmts[], *const case_file_stmts[];
extern const struct stmt *const case_import_stmts[], *const case_release_stmts[];
extern const struct stmt *const case_wall_stmts[], *const case_text_stmts[];
extern const struct follower case_places_follower; /* goes with the tree when it changes */
extern const struct timer    case_text_timer;      /* the words of cases that are behind */
extern const struct timer    case_clock_timer;     /* reminders, lateness */
extern const struct timer    case_deadline_timer;  /* due days, when a calendar changed */
extern const struct timer    case_unit_timer;      /* what waits for units that are no more */
extern const struct timer    case_file_timer;      /* drops files that no report came for */
extern const struct follower case_notice_follower; /* what becomes of a case's notice */

#endif
