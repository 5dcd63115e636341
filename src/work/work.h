#ifndef LINLI_WORK_WORK_H
#define LINLI_WORK_WORK_H
/*
 * work: the unit of work, all that an action is given.
 *
 * An action reads and writes through `tx`, allocates in `arena`, takes the
 * time from `now`, says what was wrong into `faults`, and tells the journal
 * what happened. Rows and journal are committed together or not at all.
 * One thread at a time; it may be run again from the start.
 */
#include "base/digest.h"
#include "base/id.h"
#include "db/db.h"
#include "practice/practice.h"
#include "work/caps.h"

/* A post somebody holds: what it lets them do, and where. */
struct held_post {
    struct str  post; /* its name in the pack */
    struct caps caps;
    int64_t     place, org; /* where it is held: one of them, the other NONE_I64 */
    struct str  path;       /* path of that place or organisation */
};

/* Who acts. Immutable once made; shared between threads by reference count in people. */
struct actor {
    int64_t    account; /* NONE_I64: nobody, or the program itself */
    struct str name;    /* as shown in histories */
    bool       system;  /* the program: clocks, imports, the simulator's hand */
    int64_t    token;   /* the API token by which it acts, only as its scope says;
                           0: none */
    const struct held_post *posts;
    size_t                  n_posts;
    struct caps             any; /* all capabilities of all posts, and of the roles below */
};

struct services; /* what lives as long as the program: see services.h */

struct work {
    struct arena          *arena;
    struct tx             *tx;
    int64_t                now;
    const struct actor    *actor;
    struct faults         *faults;
    const struct practice *practice;        /* the version in force */
    int64_t                practice_number; /* its number */
    struct services       *services;
    struct str             reason;  /* why personal fields are unmasked, if they are */
    int64_t                follows; /* the case whose code the caller showed; NONE_I64 */
    struct {                        /* the journal's: the last link, once this unit has read it */
        bool          read;
        int64_t       seq;
        struct digest digest;
    } head;
};

int64_t work_id(struct work *w); /* a new row's id */

/* -- parts -- */

typedef enum rc work_fn(struct work *w, void *ctx);
/*
 * Do a part of the unit that may fail alone: one row of an import, one clock of many. When `fn`
 * fails, its rows and what it told the journal are undone, and the unit goes on from where it was;
 * nobody else sets savepoints. `fn` may put an arena or an actor of its own into `w`: it is as it
 * was before afterwards, whatever the result. What it said into the faults stays said.
 *
 * The result is that of `fn`. After one of which work_lost is true nothing was undone, since all
 * is: return it.
 */
CHECKED enum rc work_part(struct work *w, work_fn *fn, void *ctx);
/* The same, undone when it succeeded, too. */
CHECKED enum rc work_rehearse(struct work *w, work_fn *fn, void *ctx);
/* The database can do no more in this unit: RC_BUSY, RC_DB, RC_NO_SPACE. */
bool work_lost(enum rc rc);

/* -- permission -- */

/*
 * May the actor do `cap` at something that lies at `place_path` and belongs to `org_path` (either
 * may be absent)? True when a post that carries the capability is held at one of them or above.
 */
bool work_may(const struct work *w, enum cap cap, struct str place_path, struct str org_path);
/* The same as a result: RC_OK, or RC_DENIED with a fault. */
CHECKED enum rc work_need(struct work *w, enum cap cap, struct str place_path, struct str org_path);
/*
 * For lists: the subtrees in which the actor may do `cap`, outermost only. Paths borrowed from the
 * actor. n == 0: nowhere.
 */
struct scope {
    const struct str *places, *orgs;
    size_t            n_places, n_orgs;
};
struct scope work_scope(struct work *w, enum cap cap);
bool         actor_holds(const struct actor *a, struct str post, int64_t place, int64_t org);

/* A path is a row of fixed-width words, so that a subtree is a range: path >= p AND path < end. */
bool       path_within(struct str path, struct str above);
struct str path_end(struct arena *a, struct str path); /* the first path after the subtree */

/* -- journal -- */

/*
 * What happened, in one line of the journal. Also the case's timeline, the audit trail, and what
 * followers follow.
 */
struct entry {
    int64_t     seq; /* set when sealed; NONE_I64 before */
    int64_t     id, at;
    int64_t     account;              /* who; NONE_I64: the program or nobody */
    struct str  kind;                 /* "case.opened", "account.locked": room.verb */
    struct str  on;                   /* what kind of row it happened to: "case" */
    int64_t     subject;              /* its id */
    struct str  place_path, org_path; /* where it counts; may be absent */
    struct str  who;                  /* the actor's name as shown then */
    struct json data;                 /* the rest, by kind */
};
extern const struct shape entry_shape;

/* Append. Fills id, at, account, who. `data` may be absent. */
CHECKED enum rc work_note(struct work *w, struct entry e);
/* With data by a shape. */
CHECKED enum rc work_note_row(struct work *w, struct entry e, const struct shape *s,
                              const void *obj);
/* The entries about one row, oldest first, after `seq`. */
CHECKED enum rc journal_about(struct work *w, struct str on, int64_t subject, int64_t after_id,
                              int64_t most, struct rows *ret);
/* Before `seq`, the newest first; NONE_I64: from the end. */
CHECKED enum rc journal_before(struct work *w, int64_t seq, int64_t most, struct rows *ret);
CHECKED enum rc journal_after(struct work *w, int64_t seq, int64_t most, struct rows *ret);
/* Prove the chain from the first entry. *ret_n entries seen; RC_CONFLICT and *ret_seq where it
 * breaks. */
CHECKED enum rc journal_verify(struct work *w, int64_t *ret_n, int64_t *ret_seq);

/* -- saying what was wrong -- */

#define WORK_FAULT(w, rc, say)             fault((w)->faults, (rc), (say), STR_NONE, STR_NONE)
#define WORK_FIELD(w, rc, say, field, arg) fault_field((w)->faults, (rc), (say), (field), (arg))

#endif
