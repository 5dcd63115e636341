#ifndef LINLI_TESTS_ROOMS_FIXTURE_H
#define LINLI_TESTS_ROOMS_FIXTURE_H
/*
 * fixture: the services over a fresh database, with a clock that the test
 * turns and the small pack in force; once on each engine.
 *
 *   static enum rc open_it(struct work *w, void *ctx) { … }
 *   assert_rc(fixture_write(f, &actor_system, open_it, &ctx), RC_OK);
 *
 * What a unit of work allocates lives until the test ends, so its results can
 * be looked at afterwards. Nothing may be asserted inside a unit: it runs on
 * the database's thread.
 */
#include "../asserts.h"
#include "engines.h"
#include "territory/territory.h"

/* What a room adds. Tables end with NULL; territory's are always there. */
struct fixture_with {
    const char               *pack; /* folder of another pack than the small one; may be NULL */
    const struct stmt *const *stmts[16];
    const struct follower    *followers[8];
    const struct timer       *timers[8];
    enum rc (*start[8])(struct services *s); /* in this order, when the practice is in force */
    void (*stop[8])(struct services *s);     /* of the same index; the last first */
};

struct fixture {
    struct fresh               fresh;
    struct clock               clock; /* Monday 2026-03-02 09:00 to begin with */
    struct services            s;
    struct arena              *arena;  /* until the test ends */
    struct faults              faults; /* of the last unit */
    struct buf                 said;
    const struct fixture_with *with;
    const struct stmt *const  *stmts[20];
    const struct follower     *followers[12];
    const struct timer        *timers[12];
};

extern const struct fixture_with fixture_plain; /* nothing more */

/* For setup and teardown of T(): *state becomes the struct fixture. */
int fixture_make(void **state, const struct fixture_with *with);
int fixture_drop(void **state);

/* One unit of work as `actor`. */
enum rc fixture_write(struct fixture *f, const struct actor *actor, work_fn *fn, void *ctx);
enum rc fixture_read(struct fixture *f, const struct actor *actor, work_fn *fn, void *ctx);

/* Followers and timers do what waits. */
void fixture_settle(struct fixture *f);
/* Another version of the pack in force, with `text` put behind what its file `path` holds. */
void fixture_enforce(struct fixture *f, const char *path, const char *text);
/* The pack of another folder in force instead; NULL: the small one. */
void fixture_enforce_pack(struct fixture *f, const char *folder);
/* "2026-03-02" or "2026-03-02 09:30", civil time; not back. */
void fixture_turn(struct fixture *f, const char *when);

/* Among the faults that the last unit left is one of this key at this field; "" = at none. */
#define assert_fault(f, key, field) fixture_fault((f), (key), (field), __FILE__, __LINE__)
void fixture_fault(struct fixture *f, const char *key, const char *field, const char *file,
                   int line);

#endif
