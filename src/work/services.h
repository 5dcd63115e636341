#ifndef LINLI_WORK_SERVICES_H
#define LINLI_WORK_SERVICES_H
/*
 * services: what lives as long as the program and is handed down: database,
 * clock, ids, the practice in force, the data folder, followers. Made once
 * by `app`; no room keeps one in a global.
 */
#include "http/route.h"
#include "work/work.h"

struct follower;

struct services {
    struct db          *db;
    const struct clock *clock;
    struct id_maker     ids;
    const char         *data;     /* the data folder; files lie in data/files */
    struct holder      *practice; /* see practice_in_force */
    struct runner      *runner;
    void (*on_commit)(struct services *s); /* wakes streams; set by app */
    void *app;
    /* Long-lived states of rooms, one slot each: the territory's polygons, the session cache … */
    void *room[16];
};
enum room_slot { ROOM_TERRITORY, ROOM_PEOPLE, ROOM_NOTICE, ROOM_CASES, ROOM_FIGURES };

/* Practice versions: swapped whole; a unit of work keeps the one it began with. Old versions stay
 * loaded while open cases run under them. */
CHECKED enum rc        practice_put(struct services *s, const struct practice *p, int64_t version);
const struct practice *practice_in_force(struct services *s, int64_t *ret_version);
/* The pack of that version, or NULL when it is not loaded. */
const struct practice *practice_version(struct services *s, int64_t version);

/*
 * Do one thing outside HTTP as `actor`: the command line, timers, the simulator. Opens arena and
 * transaction, runs, commits (durable) or undoes. `faults` may be NULL.
 */
typedef enum rc work_fn(struct work *w, void *ctx);
CHECKED enum rc work_do(struct services *s, const struct actor *actor, enum work_mode mode,
                        work_fn *fn, void *ctx, struct faults *faults);
extern const struct actor actor_system; /* the program itself: may do everything */

/*
 * A follower reads the journal behind a cursor of its own. Its effect and the cursor are committed
 * together, so each entry counts exactly once however often the process dies.
 */
struct follower {
    const char *name;  /* the cursor's key */
    int         batch; /* entries a time at most */
    enum rc (*run)(struct work *w, const struct entry *e, size_t n, void *ctx);
    void *ctx;
};
/* A timer: run when `due` says something waits. `due` gives the next instant, NONE_I64 for never.
 */
struct timer {
    const char *name;
    enum rc (*next)(struct work *w, void *ctx, int64_t *ret_at);
    enum rc (*run)(struct work *w, void *ctx, bool *ret_more); /* a bounded piece of it */
    void *ctx;
};
/* One thread drives them all (and seals the journal where it is sealed afterwards). */
CHECKED enum rc runner_start(struct services *s, const struct follower *const *followers,
                             const struct timer *const *timers);
void            runner_wake(struct services *s);
void            runner_stop(struct services *s);
/* Tests, the simulator, `linli verify`: do all that is waiting now, on this thread. */
CHECKED enum rc runner_settle(struct services *s, const struct follower *const *followers,
                              const struct timer *const *timers);

/* The gate of the HTTP server (http/server.h). `who` is people's: finds the actor of a request. */
struct gate;
struct request;
struct admission {
    enum rc (*who)(struct services *s, struct request *q, const struct actor **ret,
                   void (**ret_release)(const struct actor *));
};
void gate_init(struct gate *g, struct services *s, const struct admission *who);
/* The actor of a request, in a handler: w->actor. */

#endif
