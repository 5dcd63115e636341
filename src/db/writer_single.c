/*
 * writer_single: several connections, one unit a transaction each.
 *
 * The server gathers commits by itself. What failed softly is run again here:
 * a serialisation failure or a deadlock, or a connection that went away
 * before the commit was asked for. Once it was asked for nobody knows what
 * became of it, and the unit is not run again.
 */
#include "db/writer.h"

/* A connection, if one can be had within the patience; nothing like it for each unit while the
 * server is away. */
static enum rc hand_connect(struct hand *h)
{
    struct db *db = h->writer->db;
    struct buf why;
    enum rc    rc = RC_OK;

    if (h->conn && !db->engine->lost(h->conn))
        return RC_OK;
    if (h->conn)
        db->engine->close(h->conn);
    h->conn = NULL;
    if (h->lost_at == 0)
        h->lost_at = wait_clock_us();
    buf_init(&why, 4096);
    for (int n = 1;; n++) {
        buf_clear(&why);
        rc = db_connect(db, CONN_WRITE, &h->conn, &why);
        if (rc == RC_OK || wait_clock_us() - h->lost_at > WRITER_PATIENCE_US)
            break;
        wait_back_off(n, &h->seed);
    }
    if (rc == RC_OK) {
        h->lost_at = 0;
    } else if (db->o.trouble) {
        buf_add1(&why, '\0');
        db->o.trouble(db->o.trouble_ctx, "connect", rc, buf_str(&why).p);
        rc = RC_BUSY;
    }
    buf_free(&why);
    return rc;
}

static enum rc unit_once(struct hand *h, struct db_unit *u, bool *ret_unsure)
{
    struct db           *db = h->writer->db;
    const struct engine *e  = db->engine;
    int                  depth;
    enum rc              rc = db_count(db);

    *ret_unsure = false;
    if (rc == RC_OK)
        rc = e->begin(h->conn, TX_WRITE);
    if (rc != RC_OK)
        return rc;
    rc = hand_run(h, u, &depth);
    if (rc == RC_OK) {
        rc = db_count(db);
        if (rc == RC_OK)
            rc = e->commit(h->conn, ret_unsure);
        if (rc != RC_OK)
            db_trouble(db, h->conn, "commit", rc);
    }
    if (rc != RC_OK)
        e->rollback(h->conn);
    return rc;
}

static enum rc unit_carry(struct hand *h, struct db_unit *u)
{
    bool unsure;

    for (int tries = 1;; tries++) {
        enum rc rc;

        TRY(hand_connect(h));
        rc = unit_once(h, u, &unsure);
        if (rc != RC_BUSY || unsure || tries == UNIT_TRIES)
            return rc;
        wait_back_off(tries, &h->seed);
    }
}

void *writer_single(void *hand)
{
    struct hand    *h  = hand;
    struct db      *db = h->writer->db;
    struct db_unit *u;

    while (writer_take(h->writer, UNTIL_ONE_COMES, &u, 1) == 1) {
        enum rc rc = unit_carry(h, u);

        u->done(u, rc);
        if (rc == RC_OK && db->o.after_commit)
            db->o.after_commit(db->o.after_commit_ctx);
    }
    return NULL;
}
