/*
 * writer_group: many units, one durable commit.
 *
 * All that wait are run one after the other in one transaction; whoever
 * comes while they run joins them, within bounds. Then one commit, and only
 * then their `done`; while the disk is busy with it the next group gathers.
 * Those who were just told often come back at once: a group that is smaller
 * than the last two together waits for them, up to half as long as a commit
 * takes, so that a crowd shares one commit instead of taking turns in two.
 *
 * Nearly every unit succeeds, or fails before it changed anything, so the
 * units of a group are first run without savepoints round them: a savepoint
 * copies each page that is changed after it, and makes FTS5 write out what
 * it gathered. If one fails and leaves something behind, the transaction is
 * undone and the others are run again (they begin from nothing), now each in
 * its savepoint.
 */
#include "db/writer.h"

enum { GROUP_MOST = 256 };
#define GROUP_GATHER_US (5 * INT64_C(1000)) /* no newcomers after a group ran for so long */
#define GROUP_WAIT_US   (2 * INT64_C(1000)) /* the longest wait for them */

struct member {
    struct db_unit *unit;
    enum rc         rc;
    int             tries;
    bool            settled; /* it failed, and is not run again in this group */
};

struct group {
    struct hand  *hand;
    struct member at[GROUP_MOST];
    size_t        n;
    size_t        crowd;     /* units of the last two groups */
    size_t        last;      /* of the last one */
    int64_t       commit_us; /* what a commit takes of late */
};

static void group_take(struct group *g, int64_t until)
{
    struct db_unit *units[GROUP_MOST];
    size_t          n = writer_take(g->hand->writer, until, units, GROUP_MOST - g->n);

    for (size_t i = 0; i < n; i++)
        g->at[g->n++] = (struct member){ .unit = units[i] };
}

/* The lock may be another process's; its patience is not the units' tries. */
static enum rc group_begin(struct group *g)
{
    struct hand *h     = g->hand;
    struct db   *db    = h->writer->db;
    int64_t      until = wait_clock_us() + WRITER_PATIENCE_US;
    enum rc      rc;

    for (int n = 1;; n++) {
        rc = db_count(db);
        if (rc == RC_OK)
            rc = db->engine->begin(h->conn, TX_WRITE);
        if (rc != RC_BUSY || wait_clock_us() > until)
            break;
        wait_back_off(n, &h->seed);
    }
    if (rc != RC_OK)
        db_trouble(db, h->conn, "begin", rc);
    return rc;
}

/* Run one; false when the transaction must be undone because of it. */
static bool member_run(struct group *g, struct member *m, bool careful)
{
    const struct engine *e      = g->hand->writer->db->engine;
    struct conn         *c      = g->hand->conn;
    int64_t              before = e->changes(c);
    int                  depth;

    if (careful) {
        m->rc = e->save(c, UNIT_BEGIN);
        if (m->rc != RC_OK)
            return false;
    }
    m->rc = hand_run(g->hand, m->unit, &depth);
    if (m->rc == RC_OK && e->unmet(c))
        m->rc = RC_CONFLICT;
    if (e->gone(c))
        return false;
    if (careful)
        return e->save(c, m->rc == RC_OK ? UNIT_KEEP : UNIT_UNDO) == RC_OK;
    return m->rc == RC_OK || (depth == 0 && e->changes(c) == before);
}

/* Newcomers to a group that ran since `begun`, and all of whose units ran. */
static void group_gather(struct group *g, int64_t begun, int64_t *wait_until)
{
    int64_t now = wait_clock_us();

    if (g->n == GROUP_MOST || now > begun + GROUP_GATHER_US)
        return;
    if (g->n >= g->crowd)
        *wait_until = 0;
    else if (*wait_until == 0)
        *wait_until = now + (g->commit_us / 2 < GROUP_WAIT_US ? g->commit_us / 2 : GROUP_WAIT_US);
    group_take(g, *wait_until);
}

/* Run all that are not settled, and newcomers; false when it must be undone. */
static bool group_run(struct group *g, bool careful)
{
    int64_t begun = wait_clock_us(), wait_until = 0;

    for (size_t i = 0;; i++) {
        if (i == g->n)
            group_gather(g, begun, &wait_until);
        if (i == g->n)
            return true;
        if (!g->at[i].settled && !member_run(g, &g->at[i], careful)) {
            if (g->at[i].rc == RC_OK)
                g->at[i].rc = RC_DB;
            g->at[i].settled = true;
            return false;
        }
    }
}

static enum rc group_commit(struct group *g)
{
    struct hand *h      = g->hand;
    struct db   *db     = h->writer->db;
    bool         unsure = false;
    int64_t      begun  = wait_clock_us();
    enum rc      rc     = db_count(db);

    if (rc == RC_OK)
        rc = db->engine->commit(h->conn, &unsure);
    g->commit_us = (3 * g->commit_us + wait_clock_us() - begun) / 4;
    g->crowd     = g->last + g->n;
    g->last      = g->n;
    if (rc != RC_OK) {
        db_trouble(db, h->conn, "commit", rc);
        db->engine->rollback(h->conn);
    }
    return rc;
}

static enum rc group_carry(struct group *g)
{
    bool careful = false;

    for (;;) {
        TRY(group_begin(g));
        if (group_run(g, careful))
            return group_commit(g);
        g->hand->writer->db->engine->rollback(g->hand->conn);
        careful = true;
    }
}

/* Tell everybody; keep those who are to be tried again. */
static void group_tell(struct group *g, enum rc rc)
{
    struct db *db    = g->hand->writer->db;
    bool       wrote = false;
    int        tries = 0;
    size_t     kept  = 0;

    for (size_t i = 0; i < g->n; i++) {
        struct member m = g->at[i];

        /* What a unit refused it may have refused because of another that is now undone. */
        if (rc != RC_OK)
            m.rc = rc;
        if (m.rc == RC_BUSY && ++m.tries < UNIT_TRIES) {
            m.settled     = false;
            tries         = m.tries > tries ? m.tries : tries;
            g->at[kept++] = m;
            continue;
        }
        wrote |= m.rc == RC_OK;
        m.unit->done(m.unit, m.rc);
    }
    g->n = kept;
    if (wrote && db->o.after_commit)
        db->o.after_commit(db->o.after_commit_ctx);
    if (tries > 0)
        wait_back_off(tries, &g->hand->seed);
}

void *writer_groups(void *hand)
{
    struct group g = { .hand = hand };

    for (;;) {
        group_take(&g, g.n == 0 ? UNTIL_ONE_COMES : 0);
        if (g.n == 0)
            return NULL;
        group_tell(&g, group_carry(&g));
        g.hand->writer->db->engine->tidy(g.hand->conn);
    }
}
