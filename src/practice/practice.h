#ifndef LINLI_PRACTICE_PRACTICE_H
#define LINLI_PRACTICE_PRACTICE_H
/*
 * practice: a locality's way of working, read from a pack and never changed
 * after that, so any thread may use it.
 *
 * A pack is a folder of YAML (and CSV tables that the YAML names). Each file
 * holds one or more sections; which file holds which is the author's taste.
 * `extends` lays a pack over another: what has the same name is replaced,
 * what is new is added. docs/PRACTICE.md teaches the language.
 *
 * Everything in here lives in one arena that belongs to the practice.
 */
#include "practice/calendar.h"
#include "practice/expr.h"
#include "shape/shape.h"

/* Bytes that a name and the code of a class have at most; all of them are ASCII. Whoever keeps one
 * in a place of its own may rely on it: no practice with a longer one is loaded. */
enum { PRACTICE_NAME_MOST = 64, CLASS_CODE_MOST = 40 };

struct text { /* shown to people; en may be absent */
    struct str zh, en;
};

/* -- grid scheme (domain B.2 shape 1) -- */

/* The forms that national rules give to codes of places, and two without. */
enum code_form {
    CODES_LOCAL,       /* any form of the locality's own */
    CODES_NESTED,      /* … that begins with the code of the place above */
    CODES_DIVISION,    /* GB/T 2260, GB/T 10114: 2, 4, 6, 9 or 12 digits */
    CODES_UNIT_GRID,   /* GB/T 30428.1: 15 digits */
    CODES_SOCIAL_GRID, /* CJ/T 349: 20 digits */
};
extern const char *const code_form_words[]; /* "local", "nested", … NULL */

/* A kind of place: divisions, grids of each level, estates, buildings … from the top down. */
struct place_kind {
    struct str     name; /* "community", "grid1" */
    struct text    title;
    int32_t        rank;  /* its row in the scheme; a place lies under one of a smaller rank */
    enum code_form codes; /* the form of their codes */
    bool           grid;  /* a grid level */
    int32_t        level; /* of a grid: 1 = the largest; 0 for others */
    bool           takes_cases; /* a point is sought among these; the finest that has one wins */
    int32_t        known;       /* how many the source says there are; NONE_I32 = not said */
    struct str     known_source;
    struct str     head_post;       /* 网格长; absent if none */
    struct str     party_kind;      /* the kind of Party organisation joined to it */
    int32_t        norm_households; /* NONE_I32 */
    struct mark    mark;
};

struct org_kind {
    struct str  name;
    struct text title;
    struct str  of; /* the broader kind it is one of; absent at the top: "department" */
    int32_t     known;
    struct str  known_source;
    struct mark mark;
};

struct relation_kind { /* covers, member_of, paired_with, dual_led_by, contacts … */
    struct str  name;
    struct text title;
    bool        principal; /* of several at a time one is the principal: pack word «principal» */
    struct mark mark;
};

struct post {
    struct str         name;
    struct text        title;
    const struct str  *at; /* kinds of places and organisations where it may be held */
    size_t             n_at;
    const struct str  *can; /* public words of capabilities; checked by `work` when loaded */
    size_t             n_can;
    const struct text *duties; /* what the holder sees to */
    size_t             n_duties;
    int32_t            norm_least, norm_most; /* staffing norm per place; NONE_I32 = none */
    struct mark        mark;
};

struct team_slot {
    struct str  name;
    struct text title; /* absent when `empty` */
    struct str  empty; /* named by this source, which does not say what it is: left to the place */
    struct str  post;  /* absent: left to the deployment */
    int32_t     least, most;
};
struct team {
    struct str              name;
    struct text             title;
    struct str              at; /* kind of place */
    const struct team_slot *slots;
    size_t                  n_slots;
    struct mark             mark;
};

/* -- case classes -- */

struct class_limit {
    struct str  step, grade; /* grade absent: any */
    struct span span;
};
struct case_class {
    struct str  code;  /* within its table a path: "01.02.03" */
    struct str  above; /* code of the one above; absent at the top */
    struct text title;
    struct str  process;              /* the process it opens; inherited */
    struct str  unit_kind;            /* the kind of organisation that answers for it; inherited */
    const struct class_limit *limits; /* inherited when empty */
    size_t                    n_limits; /* the closest first: step and grade, step, grade, any */
    struct text               stop;     /* "call 119": the form ends here and says so */
    struct str                also;     /* other words for it, between spaces; not inherited */
    int32_t                   near_m;   /* duplicates: how near, metres; NONE_I32 = inherited */
    bool                      leaf;
    struct mark               mark;
};

/* -- forms -- */

enum form_kind {
    FORM_TEXT,
    FORM_INT,
    FORM_REAL,
    FORM_MONEY,
    FORM_BOOL,
    FORM_DATE,
    FORM_TIME,
    FORM_CHOICE,
    FORM_CHOICES,
    FORM_PLACE,
    FORM_CLASS,
    FORM_GRADE,
    FORM_NAME,
    FORM_PHONE,
    FORM_PAPER,
    FORM_ADDRESS,
    FORM_ORG,
    FORM_ORGS,
    FORM_PHOTOS,
    FORM_FILES,
    FORM_MARK,
    FORM_CASE,
    FORM_PARTIES,    /* whom it concerns: rows of their own; the form keeps their ids */
    FORM_EACH_PARTY, /* an answer of every party */
    FORM_UNIT_MARKS, /* a mark for each unit */
    FORM_VOTE,       /* the sums of a vote, and what they come to */
};
struct choice {
    struct str  code;
    struct text title;
    struct text stop; /* of a field's choice: with this answer the form ends and says so */
};
struct form_field {
    struct str     name;
    struct text    title, hint;
    enum form_kind kind;
    struct str     of; /* FORM_CLASS: below this class; FORM_ORG(S), FORM_PLACE: of this kind;
                          FORM_UNIT_MARKS: "case.units", which is also meant when it is absent,
                          or "form.X", a field that names organisations;
                          FORM_VOTE: by this rule */
    bool               need;
    const struct expr *when; /* asked only if; over the names of its process */
    int64_t min, max;        /* text: characters; numbers: value; photos: how many; 0,0 = free */
    const struct choice *choices;
    size_t               n_choices;
    enum keep            keep;
    enum mask            mask;
    bool                 publish; /* may be published (masked by `mask` unless KEEP_PUBLIC) */
    struct mark          mark;
};
struct form {
    const struct form_field *at;
    size_t                   n;
};
/* A field that every pack may ask for by name alone: words, reason, photos_after, unit … NULL: none
 * of that name. */
const struct form_field *form_builtin(struct str name);
const struct form       *form_builtins(void); /* all of them */
extern const char *const form_kind_words[];   /* "text", "int", … NULL */
/* What the answers of all parties come to, in expressions. */
enum each_party { PARTIES_ALL, PARTIES_SOME, PARTIES_REFUSED };
extern const char *const each_party_words[]; /* "all", "some", "refused", NULL */

/* -- documents -- */

enum sign { SIGN_PARTIES, SIGN_POST, SIGN_TEXT };
struct signer { /* who signs: a line on the paper */
    enum sign   as;
    struct str  post;  /* SIGN_POST: its title stands there */
    struct text title; /* SIGN_TEXT */
};
/* What is made out in a case and kept as it was: a certificate, an agreement. */
struct document {
    struct str           name;
    struct text          title;
    struct str           prefix; /* of its numbers: "JZ" */
    struct text          words;  /* {X} is filled in: a field, or one of document_words */
    const struct str    *need;   /* what must be filled in for it to be made out */
    size_t               n_need;
    enum keep            keep; /* who may read it */
    const struct signer *signers;
    size_t               n_signers;
    bool                 seal; /* there is a place for the seal */
    struct mark          mark;
};
extern const char *const document_words[]; /* beside fields: "today", "number", … NULL */

/* -- processes (domain B.2 shape 2) -- */

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

enum joint_done { JOINT_ALL, JOINT_LEAD, JOINT_ANY };
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

/* Which unit is suggested: the first rule that fits. */
struct dispatch_rule {
    const struct expr *when;     /* over case names; NULL: always */
    struct str         org_kind; /* an organisation of this kind that covers the case's place … */
    struct str         org_code; /* … or this one */
    struct text        why;
    struct mark        mark;
};

/* -- figures (domain B.2 shape 10) -- */

enum measure { /* what roll-ups count, per place, process, class, day */
               M_OPENED,
               M_FILED,
               M_CLOSED,
               M_CLOSED_ON_TIME,
               M_CLOSED_LATE,
               M_SOLVED,
               M_REFUSED,
               M_MERGED,
               M_RETURNED,
               M_REWORKED,
               M_REOPENED,
               M_OPEN,
               M_OPEN_LATE,
               M_YELLOW,
               M_RED,
               M_EVALUATED,
               M_SATISFIED,
               M_CONTACTED,
               M_RESOLVED_SAID,
               M_EXTENDED,
               M_ESCALATED,
               M_DISPATCHED,
               M_REDISPATCHED,
               M_HANDLE_SECONDS,
               M_KEPT,          /* what clocks with `every` asked for and was done in time */
               M_MISSED,        /* and was not */
               M_UNIT_MARKS,    /* marks given to units that had a part in cases */
               M_UNIT_MARK_SUM, /* and added up */
               M_COUNT
};
extern const char *const measure_words[];
/* A figure: over the measures' names, "closed_on_time / (closed + open_late)"; or typed in by
 * somebody with its source; never both. */
struct indicator {
    struct str         name;
    struct text        title;
    const struct expr *value;   /* NULL: manual */
    struct str         percent; /* how it is shown: "percent", "number", "days" */
    struct str         source;  /* standard or document it comes from */
    int32_t            least;   /* league tables leave out whoever has fewer cases */
    struct str         process; /* only this one's cases; absent: all */
    struct mark        mark;
};
/* A figure that a source reports, with the source. */
enum figure_sort { FIG_EXACT, FIG_AT_LEAST, FIG_ABOUT, FIG_UNKNOWN };
struct reported {
    struct str       name;
    struct text      title;
    enum figure_sort sort;
    double           value; /* NAN when unknown */
    struct str       unit, period, source;
    struct mark      mark;
};

/* -- texts and tables -- */

struct named_text {
    struct str  name;
    struct text text; /* {0}-style words are names: {number}, {place}, {due} */
};
struct alias { /* another spelling of a name */
    struct str table, from, to;
};

struct vote; /* practice/vote.h */
struct practice_index;
struct practice {
    struct arena                *arena;
    const struct practice_index *index; /* for the look-ups below */
    struct str                   name;
    struct text                  title;
    struct digest_hex {
        char hex[65];
    } digest; /* of all its files */
    const struct place_kind    *place_kinds;
    size_t                      n_place_kinds;
    const struct org_kind      *org_kinds;
    size_t                      n_org_kinds;
    const struct relation_kind *relations;
    size_t                      n_relations;
    const struct post          *posts;
    size_t                      n_posts;
    const struct team          *teams;
    size_t                      n_teams;
    const struct case_class    *classes; /* by code */
    size_t                      n_classes;
    const struct calendar      *calendars;
    size_t                      n_calendars;
    const struct process       *processes;
    size_t                      n_processes;
    const struct dispatch_rule *dispatch;
    size_t                      n_dispatch;
    const struct indicator     *indicators;
    size_t                      n_indicators;
    const struct reported      *reported;
    size_t                      n_reported;
    const struct document      *documents;
    size_t                      n_documents;
    const struct vote          *votes;
    size_t                      n_votes;
    const struct named_text    *texts;
    size_t                      n_texts;
    const struct alias         *aliases;
    size_t                      n_aliases;
};

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
/* The next {name} of a text with places to be filled in; false when there is none left. */
bool text_blank(struct str *rest, struct str *ret_name);

/* -- look-ups: NULL when there is none -- */
const struct process    *practice_process(const struct practice *p, struct str name);
const struct post       *practice_post(const struct practice *p, struct str name);
const struct place_kind *practice_place_kind(const struct practice *p, struct str name);
const struct org_kind   *practice_org_kind(const struct practice *p, struct str name);
bool                     practice_org_is(const struct practice *p, struct str kind,
                                         struct str of); /* itself or below */
const struct case_class *practice_class(const struct practice *p, struct str code);
bool practice_class_within(const struct practice *p, struct str code, struct str above);
const struct calendar *practice_calendar(const struct practice *p,
                                         struct str             name); /* absent: first */
const struct document *practice_document(const struct practice *p, struct str name);
const struct text     *practice_text(const struct practice *p, struct str name);
/* The word for `from` in an alias table; `from` itself when there is none. */
struct str practice_alias(const struct practice *p, struct str table, struct str from);
int32_t    process_step(const struct process *p, struct str name); /* -1 */
int32_t    process_end(const struct process *p, struct str name);  /* -1 */
bool       end_reopens(const struct end *e);
/* Whether an answer to `from`, of one process, is always one to `to`, of another. */
bool field_goes_over(const struct form_field *from, const struct form_field *to);
/* Fields that a case has itself: they stand beside its form when it is opened. */
bool                     field_is_beside(struct str name);
const struct move       *step_move(const struct step *s, struct str name);
const struct form_field *form_field(const struct form *f, struct str name);
struct str               text_in(const struct text *t, enum lang lang); /* en falls back to zh */

/* -- loading -- */

struct finding {            /* what is wrong with a pack, and where */
    bool              warn; /* the pack may be used all the same */
    struct mark       mark;
    const struct say *say;
    struct str        args[3];
    struct str        suggest; /* the name that was meant; may be absent */
};
struct findings {
    struct arena       *arena;
    VEC(struct finding) list;
};
void finding_render(const struct finding *f, enum lang lang,
                    struct buf *out); /* file:line:col: … */

struct pack_file {
    struct str pack, path, text; /* "base-cn", "processes/demand.yaml" */
};
/* Read a folder and what it extends (folders beside it). RC_IO, RC_TOO_LARGE, RC_NOT_FOUND. */
CHECKED enum rc pack_read(struct arena *a, const char *folder, struct faults *f,
                          struct pack_file **ret_at, size_t *ret_n);
/* The same from memory: `find` gives the files of a pack in any order, borrowed, or RC_NOT_FOUND.
 * Kept are those that the reading of a folder would keep, in its order, so that a pack has the same
 * digest whichever way it came. RC_NOT_FOUND without a fault: there is no file of `pack` itself. */
typedef enum rc pack_finder(void *ctx, struct str pack, const struct pack_file **ret_at,
                            size_t *ret_n);
CHECKED enum rc pack_gather(struct arena *a, struct str pack, pack_finder *find, void *ctx,
                            struct faults *f, struct pack_file **ret_at, size_t *ret_n);
/*
 * Bind and check. The pack of the last file is the one that is loaded; the others are what it
 * extends. Nothing of `files` is needed afterwards. RC_INVALID: see `found`, which may also hold
 * warnings when RC_OK. `caps_ok` tells whether a capability word exists (NULL: any).
 */
CHECKED enum rc practice_load(const struct pack_file *files, size_t             n,
                              bool (*cap_ok)(struct str word), struct findings *found,
                              struct practice **ret);
/* The same of a version that was checked when it was kept: a rule that a later program adds does
 * not shut out what people already work by. */
CHECKED enum rc practice_reload(const struct pack_file *files, size_t n, struct findings *found,
                                struct practice **ret);
void            practice_free(struct practice *p);

#endif
