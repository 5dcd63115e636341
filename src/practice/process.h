#ifndef LINLI_PRACTICE_PROCESS_H
#define LINLI_PRACTICE_PROCESS_H
/*
 * process: steps and ends, who acts, clocks and moves (domain B.2 shape 2); how
 * a case comes in, and what expressions of a case may name.
 */
#include "practice/calendar.h"
#include "practice/form.h"

/* -- who acts -- */

enum who_kind {
    WHO_ANYONE, /* no account needed */
    WHO_SIGNED_IN,
    WHO_INITIATOR, /* who reported it, by account or by the case's code */
    WHO_POST,      /* a post held somewhere */
    WHO_SYSTEM,
    WHO_PARTIES, /* each party that has an account */
};
enum who_at {
    AT_KIND,   /* the place of kind `name` at or above the case's place */
    AT_PLACE,  /* the case's own place, or the nearest above it where that post is held */
    AT_LEVEL,  /* the ladder's level that the case is at: a kind of place */
    AT_UNIT,   /* the lead unit of the case */
    AT_UNITS,  /* lead and assisting units, one task each */
    AT_FIELD,  /* organisations in the form field `name`, one task each */
    AT_OPENER, /* where the post of the one who opened it was held */
};
struct who {
    enum who_kind kind;
    struct str    post; /* of WHO_POST; "anyone @ case.unit" has none: any post there */
    enum who_at   at;
    struct str    name;
    int32_t       above; /* so many levels further up */
    struct mark   mark;
};
struct who_list {
    const struct who *at;
    size_t            n;
    const int32_t    *not_step; /* not somebody who acted at these steps */
    size_t            n_not;
    bool              not_initiator;
    struct mark       mark;
};

/* -- clocks -- */

enum late_act { LATE_TELL, LATE_YELLOW, LATE_RED, LATE_UP, LATE_MOVE };
struct late {
    struct span     after; /* n 0: when due */
    enum late_act   act;
    struct who_list tell; /* LATE_TELL, LATE_UP: who is told or takes over the watching; never none
                             for these two */
    struct str  move;     /* LATE_MOVE: carried by the program */
    struct mark mark;
};
enum limit_by { LIMIT_FIXED, LIMIT_CLASS, LIMIT_FIELD };
struct graded_span {
    struct str  grade; /* absent: any */
    struct span span;
};
struct clock_rule {
    struct str  name;  /* of several in a step; absent: the one that is written `clock:` */
    struct text title; /* absent without a name */
    struct span every; /* n > 0: what stop_at names is owed in each such stretch of time anew,
                          counted from when the last was due, as long as the step lasts */
    enum limit_by             by;
    const struct graded_span *spans; /* LIMIT_FIXED; also what holds when the class says nothing */
    size_t                    n_spans;
    struct str                field; /* LIMIT_FIELD: a date in the case's form (a promise) */
    struct str
        stop_at; /* the move that stops it while the step goes on (sign_in); absent: leaving */
    struct str         calendar;    /* absent: the pack's first */
    bool               remind_half; /* at half of the time */
    struct span        remind;      /* or so long before */
    const struct late *late; /* at least one: a yellow card when due unless the pack says more */
    size_t             n_late;
    const struct str  *pauses; /* reasons that stop it */
    size_t             n_pauses;
    struct span        pause_most;  /* n 0: no bound */
    int32_t            extend_most; /* how often; 0 = never */
    struct span        extend_by;   /* at most so much; n 0: at most the limit again */
    struct who_list    extend_who;  /* who grants it */
    bool               runs_on;     /* not begun anew when the step is entered again */
    struct mark        mark;
};

/* -- moves -- */

enum move_scope {
    MOVE_CASE, /* carries the case; where the step is joint: when `done` is fulfilled */
    MOVE_TASK, /* ends or marks only this actor's task: sign_in, object, give_back */
    MOVE_NOTE, /* changes no step: add words, ask, answer */
};
enum {
    TO_STAY = -1,
    TO_END  = 1000
}; /* `to`: a step's number, TO_STAY, or TO_END + the end's number */

struct on_end {     /* when a called case ended so, carry on there */
    struct str end; /* name of the other process's end; absent: any other */
    int32_t    to;
};
struct setter {
    struct str         name; /* "grade", "form.x" */
    const struct expr *value;
    struct mark        value_mark;
};
/* A case of another process that a move opens. What both forms ask for by the same name goes over
 * by itself, where it fits (field_goes_over). */
struct opens {
    struct str process;
    const struct setter
               *with; /* of the other case: title, words, class, grade, a field of its form */
    size_t      n_with;
    struct mark mark;
};
struct tell {
    struct who_list who;
    struct str      text; /* name of a message text; absent: the program's plain message */
};
struct move {
    struct str         name;
    struct text        title;
    int32_t            to;
    enum move_scope    scope;
    bool               main; /* the one that a face shows first */
    struct who_list    who;  /* n 0: the step's */
    const struct expr *when;
    struct form        form;            /* what is asked with it */
    int32_t            most;            /* times in one case; 0 = any */
    struct str         pauses, resumes; /* a reason of the clock */
    int32_t            level;           /* +1: to the ladder's next level, -1 back */
    bool               merges;          /* ends it into another case (main_case) */
    bool               signs;           /* proves presence: place and time are needed and checked */

    struct str           issues, annuls; /* documents: made out; no longer valid */
    struct str           calls;          /* opens a case of that process and waits */
    const struct setter *with;           /* what is given to that one, as in struct opens */
    size_t               n_with;
    const struct opens  *opens; /* and these, for which nobody waits */
    size_t               n_opens;
    const struct on_end *then;
    size_t               n_then;
    const struct setter *sets;
    size_t               n_sets;
    const struct tell   *tells;
    size_t               n_tells;
    struct mark          mark;
};

/* -- steps and ends -- */

/* A public notice that stands while a case is in a step. */
struct show {
    struct text       title, words; /* {X} is filled in from the case, X one of `what` */
    const struct str *what;         /* fields, and words of show_words */
    size_t            n_what;
    struct str        at;         /* the kind of place that it concerns; absent: the case's own */
    int32_t           days;       /* calendar days */
    int32_t           objections; /* of these, objections are taken; 0: none */
    bool              comments;   /* what is taken is called comments */
    struct mark       mark;
};
extern const char *const show_words[]; /* what a case has beside its fields: "number", … NULL */
enum joint_done { JOINT_ALL, JOINT_LEAD, JOINT_ANY };
struct step {
    struct str  name;
    struct text title;
    struct str
        stage; /* of the standard's loop: collect file dispatch handle feedback verify evaluate */
    struct who_list          who;
    const struct clock_rule *clocks; /* those with a name after the one without */
    size_t                   n_clocks;
    const struct move       *moves;
    size_t                   n_moves;
    bool                     joint;
    enum joint_done          done;
    bool waits; /* for a called case: a move that calls stays here or leads here. `who` and moves
                   may then be none */
    bool       suggest_unit;
    struct str automatic; /* a move that the program carries at once when its `when` holds and what
                             it needs is known */
    const struct show *show; /* NULL: none */
    struct mark        mark;
};
enum outcome { OUT_SOLVED, OUT_UNSOLVED, OUT_REFUSED, OUT_MERGED, OUT_WITHDRAWN, OUT_VOID };
extern const char *const outcome_words[]; /* "solved", … NULL */
struct end {
    struct str   name;
    struct text  title;
    enum outcome counts; /* how figures count it */
    struct mark  mark;
};
/* By the initiator, after an end. Only a case that counts as solved or unsolved is opened again:
 * what was refused, merged or withdrawn never had what its later steps count on. */
struct evaluate {
    bool        on;
    struct span within;
    struct form asks;
    const struct expr
               *reopen; /* over the answers by their bare names, `asks` in order; NULL: never */
    int32_t     reopen_to, reopen_most;
    struct mark reopen_mark;
};
struct publish { /* what anybody may read of a case */
    bool              on;
    bool              at_once; /* from the opening on; else from the end on */
    const struct str *what;    /* form fields, "class", "place", "step", "photos_after" … */
    size_t            n_what;
    bool              progress; /* its steps and dates too */
    struct mark       mark;
};

/* -- the whole -- */

struct process {
    struct str           name;
    struct text          title;
    struct str           prefix;   /* of case numbers: "SQ" */
    uint32_t             channels; /* bits of enum channel: how it may come in */
    struct who_list      open;
    const struct choice *grades; /* the first is what a case has unless said */
    size_t               n_grades;
    const struct str    *ladder; /* kinds of places, lowest first */
    size_t               n_ladder;
    bool                 confidential; /* only parties and those who have a task in it */
    struct form          form;
    const struct step   *steps; /* a case begins in the first */
    size_t               n_steps;
    const struct end    *ends;
    size_t               n_ends;
    struct evaluate      evaluate;
    struct publish       publish;
    int32_t              same_days; /* duplicates: how far back; 0 = not sought */
    int32_t              same_m;    /* and how near */
    /* Every field that a case may come to hold: those of `form`, then what moves and the evaluation
     * ask for; without what a case has itself (class, grade, place, unit, words, reason, note,
     * main_case). One that is asked for in several places has the strictest `keep` of them. */
    struct form fields;
    /* What its expressions may name, and so what `get` of struct eenv is asked for: case_names
     * first; from CN_COUNT on "form.X" for each of `fields`. Also those of a field's `when`. */
    const struct ename *names;
    size_t              n_names;
    struct str          source; /* document that it comes from */
    struct mark         mark;
};
enum channel { /* how a case came in */
               CH_ANYONE,
               CH_ACCOUNT,
               CH_WORKER,
               CH_ON_BEHALF,
               CH_HOTLINE,
               CH_API,
               CH_IMPORT,
               CH_CASE,
               CH_PATROL,
               CH_VIDEO,
               CH_COUNT
};
extern const char *const channel_words[]; /* "anyone", "account", … NULL */

/* Names over which expressions of a case are written; the form's fields follow as "form.NAME". */
enum case_name {
    CN_CLASS,
    CN_GRADE,
    CN_CHANNEL,
    CN_PLACE_KIND,
    CN_LEVEL,
    CN_LEVEL_LAST,
    CN_UNIT,
    CN_UNIT_KIND,
    CN_CARD,
    CN_RETURNS,
    CN_REOPENED,
    CN_SUGGESTED,
    CN_HOUR,
    CN_WORKTIME,
    CN_NOTICE,          /* the case's last public notice: one of notice_words */
    CN_OBJECTIONS,      /* to it */
    CN_OBJECTIONS_OPEN, /* those of them that were not answered */
    CN_COUNT
};
extern const struct ename case_names[CN_COUNT];
extern const char *const  notice_words[]; /* "none", "open", "over", "withdrawn", NULL */

int32_t process_step(const struct process *p, struct str name); /* -1 */
int32_t process_end(const struct process *p, struct str name);  /* -1 */
bool    end_reopens(const struct end *e);
/* What it gives to the field `name` on purpose, or NULL. */
const struct setter *opens_gives(const struct opens *o, struct str name);
const struct move   *step_move(const struct step *s, struct str name);

#endif
