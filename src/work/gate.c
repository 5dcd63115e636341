/*
 * gate: from a request to a unit of work.
 *
 * Reads run where they are, in a snapshot. Writes are handed to the
 * database's writer; the reply leaves when they are durable. What is slow
 * about a write is done before it, on threads of its own.
 */
#include "http/server.h"
#include "work/slow.h"
#include "work/work_begin.h"

struct principal {
    const struct actor *actor;
    void (*release)(const struct actor *);
};

struct write_unit {
    struct db_unit   unit;
    struct slow_task slow;
    struct services *s;
    struct request  *q;
};

static void give_back(void *ctx)
{
    struct principal *p = ctx;

    if (p->release)
        p->release(p->actor);
}

static enum rc admit(void *ctx, struct request *q)
{
    struct door      *door = ctx;
    struct principal *p    = ARENA_NEW(q->arena, struct principal);
    int               can  = q->route->can;

    TRY(door->who->who(door->s, q, &p->actor, &p->release));
    arena_defer(q->arena, give_back, p);
    q->principal = p;
    if (can == CAP_ANYBODY)
        return RC_OK;
    if (p->actor->account == NONE_I64)
        return RC_NO_ACTOR;
    if (can == CAP_SIGNED_IN || caps_has(&p->actor->any, (enum cap)can))
        return RC_OK;
    return RC_DENIED;
}

static const struct actor *actor_of(const struct request *q)
{
    const struct principal *p = q->principal;

    return p->actor;
}

/* The handler may be run again: nothing of an earlier run may show. */
static void reply_afresh(struct request *q)
{
    q->status   = 0;
    q->n_head   = 0;
    q->type     = NULL;
    q->file     = STR_NONE;
    q->faults.n = 0;
    q->findings = (struct list){ 0 };
    buf_clear(&q->out);
}

static enum rc run_write(struct db_unit *u, struct tx *tx)
{
    struct write_unit *wu = (struct write_unit *)u;
    struct request    *q  = wu->q;
    struct work        w;

    reply_afresh(q);
    tx_set_arena(tx, q->arena);
    work_begin(&w, wu->s, actor_of(q), q->arena, tx, &q->faults);
    return q->route->run(q, &w);
}

static void write_done(struct db_unit *u, enum rc rc)
{
    struct write_unit *wu = (struct write_unit *)u;

    server_answer(wu->q, rc);
}

/* On a slow thread: route->before, and on to the writer if it was content. */
static void run_before(struct slow_task *t)
{
    struct write_unit *wu = (struct write_unit *)((char *)t - offsetof(struct write_unit, slow));
    struct request    *q  = wu->q;
    struct work        w;
    enum rc            rc;

    work_begin(&w, wu->s, actor_of(q), q->arena, NULL, &q->faults);
    rc = q->route->before(q, &w);
    if (rc == RC_OK)
        db_submit(wu->s->db, &wu->unit);
    else
        server_answer(q, rc);
}

static enum rc serve_write(struct services *s, struct request *q)
{
    struct write_unit *wu = ARENA_NEW(q->arena, struct write_unit);

    wu->unit.run  = run_write;
    wu->unit.done = write_done;
    wu->s         = s;
    wu->q         = q;
    wu->slow.run  = run_before;
    if (q->route->before)
        return slow_take(q->route->heavy ? s->heavy : s->slow, &wu->slow);
    db_submit(s->db, &wu->unit);
    return RC_OK;
}

/* Which version of the practice it was: whoever drew forms and titles from an older one asks again.
 */
static void tell_practice(struct request *q, const struct work *w)
{
    char room[INT_TEXT];

    if (w->practice)
        reply_header(q, "Linli-Practice", arena_str(q->arena, int_text(w->practice_number, room)));
}

static enum rc serve(void *ctx, struct request *q)
{
    struct door *door = ctx;
    struct work  w;
    struct tx   *tx = NULL;
    enum rc      rc;

    if (q->route->tx == WORK_WRITE)
        return serve_write(door->s, q);
    if (q->route->tx == WORK_READ)
        TRY(db_read_begin(door->s->db, q->arena, &tx));
    work_begin(&w, door->s, actor_of(q), q->arena, tx, &q->faults);
    tell_practice(q, &w);
    rc = q->route->run(q, &w);
    if (tx)
        db_read_end(tx);
    return rc;
}

void gate_init(struct gate *g, struct services *s, const struct admission *who)
{
    struct door *door = &s->door;

    door->s   = s;
    door->who = who;
    if (!s->slow)
        s->slow = slow_new();
    if (!s->heavy)
        s->heavy = slow_new();
    if (!s->jobs)
        s->jobs = slow_new();
    *g = (struct gate){ .ctx = door, .admit = admit, .serve = serve };
}
