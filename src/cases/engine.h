#ifndef LINLI_CASES_ENGINE_H
#define LINLI_CASES_ENGINE_H
/*
 * engine: one case on its way, within one unit of work. For this room only.
 *
 * A `run` holds the case's row, its process and what was read so far; the
 * functions change the row in memory and the tasks and clocks in the
 * database, and run_save writes the row once, under its version.
 */
#include "cases/case_rows.h"

struct unit_mark {         /* what is thought of a unit's work */
    int64_t    unit, mark; /* an organisation; 1 to 5 */
    struct str words;
};

/* A checked answer to one field of a form. */
struct value {
    const struct form_field *f;
    bool                     given;
    struct str               json; /* as it is kept */
    struct str               text; /* text, code */
    double                   num;
    bool                     yes;
    int64_t                  id;  /* of a place, organisation or case */
    const int64_t           *ids; /* organisations, files, parties */
    size_t                   n_ids;
    const struct unit_mark  *marks; /* as given now */
    size_t                   n_marks;
    const struct party_row  *parties; /* as said now, beside `ids`; name absent: as they are */
};
struct values {
    struct value *at; /* one a field of the form, in its order */
    size_t        n;
};

struct suggested { /* the unit that the pack's rules suggest, and by which of them */
    int64_t                     org;  /* NONE_I64: none */
    const struct dispatch_rule *rule; /* … */
    const struct case_class *class;   /* … or whose class's kind of organisation it is */
};

/* Where somebody has to act: whoever holds a post there, or one account. */
struct seat {
    struct str post;
    int64_t    place, org, account;
    int64_t    number;
    bool       lead;
};
struct seats {
    struct seat *at;
    size_t       n, cap;
};

/* What becomes of an answer to a question that is not asked, its `when` being false. */
enum unasked {
    UNASKED_REFUSED, /* a person's: they are told */
    UNASKED_KEPT,    /* an import's: what another system knew is not lost */
    UNASKED_DROPPED, /* a called case's: it was given to another form */
};

struct run {
    struct work           *w;
    const struct practice *p;
    const struct process  *pr;
    const struct step     *step;
    struct case_row        c;
    struct case_row        stored;       /* its row as it lies there */
    int64_t                place_before; /* where it lay when it was loaded */
    const struct jval     *form;         /* of the case, parsed; NULL when it has none */
    struct rows            line;         /* struct place, from the top down to `line_of` */
    int64_t                line_of;
    struct task_row       *tasks; /* open ones, once read */
    size_t                 n_tasks;
    bool                   tasks_read, suggestion_read;
    bool                   clocks_none; /* no clock is left running of the steps before */
    struct suggested       suggested;
    int64_t                comes_from; /* while it is opened: the case that opened it */
    int                    depth;      /* of moves that the program carries by itself */
    int                    applied;    /* moves made in this unit */
    const struct move *making; /* the move whose answers are checked; NULL: opening, evaluation */
    struct rows        shown;  /* its public notices, once read */
    bool               shown_read;
    struct str         left_by, left_why; /* the move by which it leaves its step, and the reason
                                             given with it */
    enum unasked unasked;
};

/* -- run.c: loading, saving, telling the journal -- */
CHECKED enum rc run_load(struct work *w, int64_t id, struct run *ret);
CHECKED enum rc run_of_row(struct work *w, const struct case_row *row, struct run *ret);
/* Tell that it lies elsewhere, if it does: before it is told to have ended there. run_save tells
 * what was not told. */
CHECKED enum rc run_note_placed(struct run *r);
CHECKED enum rc run_save(struct run *r);
CHECKED enum rc run_tasks(struct run *r);
void            run_tasks_forget(struct run *r);
/* Those of one seat are open no more. What was read before stays as it is. */
CHECKED enum rc run_tasks_without(struct run *r, int64_t seat);
/* Rows of struct place, from the top down to `place`. Kept for the next time. RC_NOT_FOUND. */
CHECKED enum rc run_line(struct run *r, int64_t place, struct rows *ret);
/* `more`: members of the entry's data beside process, class and step, as JSON without braces. */
CHECKED enum rc run_note(struct run *r, const char *kind, struct str more);
/* `reason`, `words`: what was just said, for texts that repeat it; absent: nothing. */
CHECKED enum rc run_tell(struct run *r, const struct tell *tells, size_t n, struct str reason,
                         struct str words);
/* A message to whoever sits there, or has that task. `what`: its words and parameters. */
CHECKED enum rc run_tell_seat(struct run *r, const struct seat *to, const struct tell_in *what);
CHECKED enum rc run_tell_task(struct run *r, const struct task_row *of, const struct tell_in *what);
/* A buf that lives as long as the unit. */
struct buf *run_buf(struct run *r);
/* Has a place or an organisation that holds until `to` ended by now? */
bool run_over(const struct run *r, int32_t to);
/* Put `v` into the case's form, or take it out when it is absent. */
CHECKED enum rc run_form_put(struct run *r, const struct values *v);

/* -- who.c -- */
enum { PARTY_SEATS = 1000 }; /* seats of parties are numbered from here */
/* Where somebody has to act: one or more seats. Nobody to be found is not an error: n == 0. */
CHECKED enum rc who_seats(struct run *r, const struct who_list *who, struct seats *ret);
/* Is the actor one of them, and none of those who may not? */
CHECKED enum rc who_is(struct run *r, const struct who_list *who, bool *ret);
CHECKED enum rc who_not(struct run *r, const struct who_list *who, bool *ret_barred);
bool            who_has_task(const struct run *r, const struct task_row *t);

/* -- stand_in.c -- */
/* Whose the step is when it waits for organisations and none of them is there any more; n == 0:
 * it does not, or the pack has nobody who dispatches or supervises there. */
CHECKED enum rc stand_in(struct run *r, struct seats *ret);

/* -- form.c -- */
/*
 * Check what was sent against a form. `path` is put before the field names of faults.
 * Fields with a name and kind of the case itself are looked up too: class, unit, place …
 */
CHECKED enum rc form_check(struct run *r, const struct form *form, const struct jval *in,
                           const char *path, struct values *ret);
/* What was answered to it; NULL: nothing. */
const struct value *values_get(const struct values *v, struct str name);
/* Refuse, with the pack's words in either language as the sentence of the whole. RC_INVALID. */
enum rc form_stopped(struct run *r, struct str path, const struct text *words);
/* Members "name":value of what may stand in the journal: personal fields masked. */
void form_note(const struct values *v, struct jw *w);
/* Member "marks" of an entry's data, for whoever counts them: what each unit was given now. */
void form_note_marks(const struct values *v, struct jw *w);
/* What a case holds of `form`, as this view may read it; fields of `own` (may be NULL) whole:
 * whoever filled them in reads them. */
void form_show(const struct form *form, const struct form *own, const struct jval *v,
               struct view view, struct jw *w);

/* -- party.c: those whom a case is about -- */
/* Rows of struct party_row, in the order in which they were named. */
CHECKED enum rc case_parties(struct run *r, struct rows *ret);
/* The actor's own among them; NONE_I64: they are none. */
CHECKED enum rc case_party_own(struct run *r, int64_t *ret_id);
/* Those named in answers are parties from now on, and those of these fields whom they do not name
 * are none. */
CHECKED enum rc case_parties_take(struct run *r, const struct values *v);
/* Those that a field of the form names, as they would be answered for a new case. */
CHECKED enum rc case_parties_json(struct run *r, struct str field, struct str *ret);
/* What an answer of every party comes to: a word of each_party_words; absent while one is missing.
 */
CHECKED enum rc case_parties_say(struct run *r, const struct jval *answers, struct str *ret);

/* -- form_marks.c: what is thought of the work of units -- */
/* The lowest of an answer; false when there is none. */
bool case_marks_lowest(const struct jval *marks, double *ret);

/* -- sense.c: expressions over the case. They read places and organisations: what fails there is
 * the result, never a no. -- */
CHECKED enum rc sense_true(struct run *r, const struct expr *e, const struct values *asked,
                           bool *ret);
CHECKED enum rc sense_answers(struct run *r, const struct expr *e, const struct values *answers,
                              bool *ret);
CHECKED enum rc sense_value(struct run *r, const struct expr *e, const struct values *asked,
                            struct evalue *ret);
/* As it is kept in a form; absent: it has no value. */
CHECKED enum rc sense_json(struct run *r, const struct expr *e, const struct values *asked,
                           struct str *ret);
CHECKED enum rc suggest_by(struct run *r, const struct suggested **ret); /* borrowed from `r` */
CHECKED enum rc suggest_unit(struct run *r, int64_t *ret_org);           /* NONE_I64 when none */

/* -- may_open.c -- */
bool process_takes(const struct process *pr, int32_t channel);
/* Sets the case's channel: what was said, else what is usual for the actor. RC_DENIED. */
CHECKED enum rc case_check_channel(struct run *r, const struct case_in *in);
/* Somebody who is not the program and does not choose a channel takes the one that is theirs; the
 * others are for imports, calls and tokens that were given for them. RC_DENIED. */
CHECKED enum rc case_check_may_open(struct run *r);

/* -- open.c -- */
/* RC_INVALID: half a point, or not on the earth. Both NAN: none was given. */
CHECKED enum rc case_check_point(struct work *w, double lon, double lat);
/* It lies there; `at`: when it happened. RC_INVALID: no such place, or it had ended by then. */
CHECKED enum rc case_take_place(struct run *r, int64_t id, int64_t at);
/* RC_INVALID: that point is in no place and near none. */
CHECKED enum rc case_take_point(struct run *r, double lon, double lat);
CHECKED enum rc case_check_words(struct run *r, struct str words); /* RC_INVALID: too long; none */

/* -- steps.c -- */
CHECKED enum rc step_enter(struct run *r, int32_t step);
CHECKED enum rc step_follow(struct run *r); /* tasks lie where the case lies now */
CHECKED enum rc step_ask(struct run *r);    /* tasks for those whom it names now, none being open */
CHECKED enum rc step_parties(struct run *r); /* and are those of the parties that it has now */
CHECKED enum rc step_to(struct run *r, int32_t to); /* leave, and enter or end */

/* -- clock.c -- */
/* The step's clocks, before its tasks; *ret_due: when those are due, or NONE_I64. */
CHECKED enum rc clocks_begin(struct run *r, int64_t *ret_due);
/* What each of several must do for itself has a clock for each; after the tasks. */
CHECKED enum rc clocks_begin_each(struct run *r);
CHECKED enum rc clocks_stop(struct run *r, bool all);
CHECKED enum rc clocks_stop_at(struct run *r, struct str move, int64_t task);
CHECKED enum rc clocks_of_tasks(struct run *r); /* stop those whose task is over */
CHECKED enum rc clocks_pause(struct run *r, struct str reason);
CHECKED enum rc clocks_resume(struct run *r, struct str reason);
CHECKED enum rc clock_extend(struct run *r, struct clock_row *k, const struct extension_row *e);
CHECKED enum rc clocks_due(struct run *r); /* the case's earliest, from its clocks */
const struct clock_rule *clock_rule_of(const struct run *r, const struct clock_row *k);
const struct calendar   *run_calendar(const struct run *r, struct str name); /* absent: the main */

/* -- apply.c: one move, by anybody who may -- */
CHECKED enum rc apply_move(struct run *r, const struct move *m, const struct jval *form,
                           struct task_row *task);
/* By the program itself, when the move's condition holds and nothing it needs is missing. */
CHECKED enum rc apply_automatic(struct run *r);

CHECKED enum rc case_set_place(struct run *r, int64_t id);
/* follow_places.c: of one that had ended and is opened again, what its place and its units have
 * become since. What ended without an heir: the place above; no unit. Those that assist stay named
 * as they were, and have nothing to do. */
CHECKED enum rc case_catch_up(struct run *r);

/* Does a move of that step give the case to a unit? */
bool step_gives_to_unit(const struct step *s);
/* Is there still somebody whose doing completes the step? Its tasks have been read. */
bool step_can_be_done(const struct run *r);
/* One who had to do it too is no more: where all had to and the others have, it goes on as the last
 * of them said. */
CHECKED enum rc apply_by_others(struct run *r, bool *ret_went);

/* -- unit_gone.c: units that are no more -- */
bool step_waits_for_unit(const struct step *s);
/* Who has to act at `*to` is no more: to the step from which it is given to another. The one that
 * gives cases to a unit and leads there, else the first that gives them, else the nearest before it
 * that leads there and where somebody acts; it stays when there is none. The case's unit is none.
 */
CHECKED enum rc step_given_anew(struct run *r, int32_t *to);
/* It goes to step `*to`: there if its unit still is, else where it is given to another. */
CHECKED enum rc unit_turns_back(struct run *r, int32_t *to);
/* Those who have a task in it now are told that its unit is no more. */
CHECKED enum rc unit_tell_gone(struct run *r, int64_t org);

/* -- carry.c -- */
/* What stands between somebody and a move. */
enum bar {
    BAR_NONE,
    BAR_ENDED,     /* the case has */
    BAR_TOKEN,     /* an API token that may not carry cases */
    BAR_NOT_YOURS, /* somebody else's */
    BAR_OWN_WORK,  /* the pack keeps those out who acted before, or who reported it */
    BAR_CONDITION, /* the pack's does not hold */
    BAR_LADDER,    /* no further level */
    BAR_OFTEN,     /* made as often as it may be */
};
/* Of the actor: nothing, BAR_TOKEN, BAR_NOT_YOURS or BAR_OWN_WORK. *ret_task is what they would
 * make it for (`wanted`: a certain one, or NONE_I64); NULL where the move has actors of its own or
 * the step waits for nobody in particular. */
CHECKED enum rc actor_bar(struct run *r, const struct move *m, int64_t wanted,
                          struct task_row **ret_task, enum bar *ret);
/* Whoever makes it: nothing, BAR_CONDITION, BAR_LADDER or BAR_OFTEN. */
CHECKED enum rc move_bar(struct run *r, const struct move *m, enum bar *ret);
CHECKED enum rc move_open(struct run *r, const struct move *m, bool *ret);
bool            level_exists(const struct run *r, int64_t level);
/* RC_OK when the actor could make the move now; RC_DENIED, RC_CONFLICT. */
CHECKED enum rc move_possible(struct run *r, const struct move *m);
double          metres_between(double lon1, double lat1, double lon2, double lat2);

/* -- sending.c -- */
enum { CODE_CHARS = 10 };
/* The code that follows from the token of somebody without an account, `n` characters, the same for
 * the same sending; false: there is no token that could keep it secret. */
bool sending_code(struct work *w, const struct case_in *in, char *room, size_t n);
/* How the sender's token is kept; absent when there is none. RC_INVALID: too short, too long. */
CHECKED enum rc sending_token(struct work *w, const struct case_in *in, struct str *ret);
/* Was it sent before? Then *ret is what became of it. RC_CONFLICT: something else was, by somebody
 * without an account, with the same token. */
CHECKED enum rc sending_before(struct work *w, const struct case_in *in, struct str token,
                               struct opened *ret, bool *ret_before);

/* -- open.c -- */
/* Make it found by its words: number, title, words, address. */
CHECKED enum rc case_index(struct work *w, const struct case_row *c, bool anew);
/* In the background, soon: its place or its unit is another one. */
CHECKED enum rc case_index_later(struct work *w, int64_t id);

/* -- same.c -- */
int64_t case_same_key(struct str words); /* NONE_I64 for too few words to tell */

/* -- see.c: who may look at it, and whom else it concerns -- */
enum party_role { PARTY_ME_TOO, PARTY_ON_BEHALF, PARTY_PARTY, PARTY_WATCHER };
enum link_kind { LINK_SAME, LINK_MERGED, LINK_SPLIT, LINK_CALLED, LINK_RELATED, LINK_FOLLOWS };
CHECKED enum rc case_party_add(struct run *r, enum party_role role, int64_t account,
                               struct str name, struct str phone);
/* Is it seen by a post, not as one's own report or by a code? */
CHECKED enum rc run_inside(struct run *r, bool *ret);
/* Once: RC_OK also when they are linked so already, either way. */
CHECKED enum rc case_link(struct run *r, int64_t other, enum link_kind kind);
/* Whom `from` concerns, `to` concerns; what it is related to, so is `to`. */
CHECKED enum rc case_parties_follow(struct run *from, struct run *to);
/* me_too.c: likewise whoever said "me too" without an account, each device once. */
CHECKED enum rc case_voices_follow(struct run *from, struct run *to);
CHECKED enum rc case_links_follow(struct run *from, struct run *to);
CHECKED enum rc run_visible(struct run *r); /* RC_NOT_FOUND with a fault when it is not for them */
/* May anybody read, of a case of this process in that state, what the pack publishes? */
bool process_published(const struct process *pr, int32_t state);
bool process_publishes(const struct process *pr, struct str what);

/* -- open.c -- */
/* A case that another opens by its move `called_by` (absent: is split from), and linked to it. One
 * that follows has no parent: nobody waits for it. */
CHECKED enum rc case_open_called(struct run *caller, struct str called_by, enum link_kind how,
                                 const struct case_in *in, struct opened *ret);

/* -- call.c -- */
/* The cases of other processes that the move opens, after all else that it does. What it calls may
 * end at once and carry `r` on, so that is saved and read anew. */
CHECKED enum rc case_open_others(struct run *r, const struct move *m, const struct values *answers);

/* -- number.c -- */
CHECKED enum rc case_number_make(struct work *w, struct str prefix, struct str *ret);
bool            case_number_ok(struct str number); /* its check digit fits */
struct str      case_code_digest(struct arena *a, struct str code);

/* -- file.c -- */
/* RC_OK when the file is there and belongs to this case or the one that opens it, or to none yet
 * and to this actor. RC_NOT_FOUND; RC_UNSUPPORTED: a photo is wanted and this is none. */
CHECKED enum rc case_file_of(struct run *r, int64_t file, bool photo);
/* Files named in answers belong to the case from now on. */
CHECKED enum rc case_files_take(struct run *r, const struct values *v, struct str move);

#endif
