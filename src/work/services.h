#ifndef LINLI_WORK_SERVICES_H
#define LINLI_WORK_SERVICES_H
/*
 * services: what lives as long as the program and is handed down: database,
 * clock, ids, the practice in force, the data folder, followers. Made once
 * by `app`; no room keeps one in a global.
 */
#include "http/route.h"
#include "practice/load.h"
#include "work/work.h"

struct follower;
struct admission;

struct door { /* the gate's */
    struct services        *s;
    const struct admission *who;
};

struct services {
    struct db          *db;
    const struct clock *clock;
    struct id_maker     ids;
    const char         *data;  /* the data folder; files lie in data/files */
    const char         *photo; /* path of linli-photo; NULL: beside this program */
    int reports; /* of people without an account, per address in ten minutes; 0: as is usual */
    struct shelf  *shelf; /* the practices, see practice_in_force */
    struct runner *runner;
    struct slow   *slow, *heavy, *jobs;    /* threads for what is slow; made by gate_init */
    void (*on_commit)(struct services *s); /* wakes streams; set by app */
    void       *app;
    struct door door;
    /* Long-lived states of rooms, one slot each: the territory's polygons, the session cache … */
    void *room[16];
};
enum room_slot { ROOM_TERRITORY, ROOM_PEOPLE, ROOM_NOTICE, ROOM_CASES, ROOM_FIGURES };

/*
 * Practice versions. The files of each are kept in the database, so that a
 * backup holds them and every server of one database works by the same. One
 * is in force; a unit of work keeps the one it began with, and a case ends
 * under the version that it began with unless it is moved on purpose.
 * Versions once read stay in memory: a locality loads a few a year.
 */
/* Checked before; not in force by that. What was kept already is not kept twice: *ret_version is
 * its number then, and *ret_made false. */
CHECKED enum rc practice_store(struct work *w, const struct pack_file *files, size_t n,
                               int64_t *ret_version, bool *ret_made);
/*
 * Put a version in force in place of `expected`, the number that the caller saw in force (0: there
 * was none). Whoever kept it cannot be the one who puts it in force, but the program may: whoever
 * has its command line has everything.
 *   RC_NOT_FOUND  there is no such version
 *   RC_CONFLICT   another is in force meanwhile, or this one is already
 *   RC_DENIED     it is the actor's own
 *   RC_INVALID    the program no longer takes the pack
 */
CHECKED enum rc practice_enforce(struct work *w, int64_t version, int64_t expected,
                                 struct str note);
struct practice_term {       /* a time during which a version was in force */
    int64_t    since, until; /* until: NONE_I64 while it is */
    int64_t    account;      /* who put it in force; NONE_I64: the program */
    struct str who, note;
};
enum practice_state { PRACTICE_STORED, PRACTICE_IN_FORCE, PRACTICE_PAST };
struct practice_kept {
    int64_t     number;
    struct str  name, digest;
    int64_t     stored, account;
    struct str  who;
    int32_t     state; /* enum practice_state */
    struct list terms; /* struct practice_term, oldest first */
};
extern const struct shape practice_kept_shape;
/* Rows of struct practice_kept, newest first, of numbers below `before` (NONE_I64: all). */
CHECKED enum rc practice_list(struct work *w, int64_t before, int64_t most, struct rows *ret);
CHECKED enum rc practice_kept_get(struct work *w, int64_t number, struct practice_kept *ret);
/* Its files as they were kept, in the arena of the unit. RC_NOT_FOUND. */
CHECKED enum rc practice_files(struct work *w, int64_t number, struct pack_file **ret_at,
                               size_t *ret_n);
/* The files of one pack: of the version in force if that holds it, else of the newest that does.
 * RC_NOT_FOUND. */
CHECKED enum rc practice_pack(struct work *w, struct str pack, struct pack_file **ret_at,
                              size_t *ret_n);
/* The pack of that version, read from the database when it is not in memory; for as long as the
 * unit of work. RC_NOT_FOUND. */
CHECKED enum rc practice_version(struct work *w, int64_t version, const struct practice **ret);
/* What is in force, NULL before there is any. Two loads from memory. */
const struct practice *practice_in_force(struct services *s, int64_t *ret_version);
/* At start, and when another process changed it. RC_INVALID: this program does not take it. */
CHECKED enum rc practice_refresh(struct services *s);
struct practice_trial {
    int64_t version;        /* that is in force; 0: none is */
    bool    taken, altered; /* altered: its files are not those that were kept */
};
/* Would this program take what is in force, and why not? It needs a database with no more than
 * `practice_trial_stmts`, so it may be asked before the tables are brought up to date. */
CHECKED enum rc                 practice_try(struct services *s, struct findings *found,
                                             struct practice_trial *ret);
extern const struct stmt *const practice_trial_stmts[];

/*
 * Do one thing outside HTTP as `actor`: the command line, timers, the simulator. Opens arena and
 * transaction, runs, commits (durable) or undoes. `faults` may be NULL.
 */
CHECKED enum rc work_do(struct services *s, const struct actor *actor, enum work_mode mode,
                        work_fn *fn, void *ctx, struct faults *faults);
extern const struct actor actor_system; /* the program itself: may do everything */

/*
 * A follower reads the journal behind a cursor of its own. Its effect and the cursor are committed
 * together, so each entry counts exactly once however often the process dies, and once however
 * many servers share the database.
 *
 * One that only keeps memory fresh (`here`) runs in every process, in a reading unit of work, from
 * the entries written after the process began.
 */
struct follower {
    const char *name;  /* the cursor's key */
    int         batch; /* entries a time at most, where others wait for the writer */
    bool        here;
    enum rc (*run)(struct work *w, const struct entry *e, size_t n, void *ctx);
    void *ctx;
};
/* A timer: run when `next` says something waits; NONE_I64 for never. */
struct timer {
    const char *name;
    enum rc (*next)(struct work *w, void *ctx, int64_t *ret_at);
    enum rc (*run)(struct work *w, void *ctx, bool *ret_more); /* a bounded piece of it */
    void *ctx;
};
/* One runner drives them all, and seals the journal where it is sealed afterwards. Tables end with
 * NULL. Made first; then either started on a thread of its own, or settled by hand: tests, the
 * simulator and `linli verify` do all that is waiting now, on the calling thread. */
CHECKED enum rc runner_make(struct services *s, const struct follower *const *followers,
                            const struct timer *const *timers);
CHECKED enum rc runner_start(struct services *s);
CHECKED enum rc runner_settle(struct services *s);
void            runner_wake(struct services *s); /* any thread; cheap */
void            runner_free(struct services *s); /* stops first */
/* The last entry whose effect of this follower is committed, without asking the database: any
 * thread. What another server of it did is known a second later. NONE_I64: no runner was made, or
 * not with this follower. */
int64_t runner_seen(const struct services *s, const struct follower *f);

/* Make and unmake what `services` needs of its own; the other members are set by the caller. */
void services_init(struct services *s);
void services_free(struct services *s);

/* The gate of the HTTP server (http/server.h). `who` is people's: finds the actor of a
 * request, and says in q->view what they may read of classed fields. */
struct gate;
struct request;
struct admission {
    enum rc (*who)(struct services *s, struct request *q, const struct actor **ret,
                   void (**ret_release)(const struct actor *));
};
void gate_init(struct gate *g, struct services *s, const struct admission *who);
extern const struct stmt *const work_stmts[];
extern const struct route       practice_routes[]; /* the practice in force, to be read */

#endif
