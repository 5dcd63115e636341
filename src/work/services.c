#include "work/services.h"
#include "work/practice_shelf.h"
#include "work/slow.h"
#include "work/work_begin.h"

enum { WORK_CEILING = 512 << 20 }; /* imports of whole provinces */

void services_init(struct services *s)
{
    s->shelf = shelf_new();
}

void services_free(struct services *s)
{
    slow_free(s->jobs);
    slow_free(s->slow);
    slow_free(s->heavy);
    s->slow = s->heavy = s->jobs = NULL;
    runner_free(s);
    shelf_free(s->shelf);
    s->shelf = NULL;
}

/* What a unit of work begins with, the same for a request and for the program's own. */
void work_begin(struct work *w, struct services *s, const struct actor *actor, struct arena *a,
                struct tx *tx, struct faults *faults)
{
    *w = (struct work){
        .arena    = a,
        .tx       = tx,
        .now      = clock_now(s->clock),
        .actor    = actor,
        .faults   = faults,
        .services = s,
        .follows  = NONE_I64,
    };
    w->practice = practice_in_force(s, &w->practice_number);
}

struct doing {
    struct db_unit      unit;
    struct services    *s;
    const struct actor *actor;
    struct arena       *arena;
    work_fn            *fn;
    void               *ctx;
    struct faults      *faults;
};

static enum rc run_doing(struct db_unit *u, struct tx *tx)
{
    struct doing *d = (struct doing *)u;
    struct work   w;

    arena_clear(d->arena);
    tx_set_arena(tx, d->arena);
    d->faults->n = 0;
    work_begin(&w, d->s, d->actor, d->arena, tx, d->faults);
    return d->fn(&w, d->ctx);
}

static enum rc do_read(struct doing *d)
{
    struct work w;
    struct tx  *tx;
    enum rc     rc;

    TRY(db_read_begin(d->s->db, d->arena, &tx));
    work_begin(&w, d->s, d->actor, d->arena, tx, d->faults);
    rc = d->fn(&w, d->ctx);
    db_read_end(tx);
    return rc;
}

enum rc work_do(struct services *s, const struct actor *actor, enum work_mode mode, work_fn *fn,
                void *ctx, struct faults *faults)
{
    struct faults own = { 0 };
    struct doing  d   = {
           .unit.run = run_doing,
           .s        = s,
           .actor    = actor,
           .arena    = arena_new(WORK_CEILING),
           .fn       = fn,
           .ctx      = ctx,
           .faults   = faults ? faults : &own,
    };
    enum rc rc = mode == WORK_WRITE ? db_write(s->db, &d.unit) : do_read(&d);

    arena_free(d.arena);
    return rc;
}
