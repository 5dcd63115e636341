/* writer: handing units in, and starting and stopping the threads that write. */
#include "db/writer.h"
#include "base/digest.h"

#include <semaphore.h>
#include <stdlib.h>
#include <time.h>

int64_t wait_clock_us(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * US_SECOND + t.tv_nsec / 1000;
}

void wait_back_off(int n, uint64_t *seed)
{
    int64_t most = n < 8 ? 1000 << n : 200000;
    int64_t us;

    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    us    = most / 2 + (int64_t)((*seed >> 33) % (uint64_t)(most / 2 + 1));
    clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){ .tv_nsec = us * 1000 }, NULL);
}

/* With the lock held; false when the time is over. */
static bool wait_for_unit(struct writer *w, int64_t until)
{
    struct timespec t   = { until / US_SECOND, until % US_SECOND * 1000 };
    int             err = 0;

    w->sleeping++;
    if (until == UNTIL_ONE_COMES)
        pthread_cond_wait(&w->wake, &w->lock);
    else
        err = pthread_cond_timedwait(&w->wake, &w->lock, &t);
    w->sleeping--;
    return err == 0;
}

size_t writer_take(struct writer *w, int64_t until, struct db_unit **ret, size_t most)
{
    size_t n = 0;

    pthread_mutex_lock(&w->lock);
    while (until > 0 && !w->first && !w->stopping)
        if (!wait_for_unit(w, until))
            break;
    while (w->first && n < most) {
        struct db_unit *u = w->first;

        w->first = u->next;
        u->next  = NULL;
        ret[n++] = u;
    }
    pthread_mutex_unlock(&w->lock);
    return n;
}

void db_submit(struct db *db, struct db_unit *u)
{
    struct writer *w = db->writer;

    u->next = NULL;
    pthread_mutex_lock(&w->lock);
    if (w->first)
        w->last->next = u;
    else
        w->first = u;
    w->last = u;
    if (w->sleeping > 0)
        pthread_cond_signal(&w->wake);
    pthread_mutex_unlock(&w->lock);
}

/* A unit that somebody waits for. */
struct waited {
    struct db_unit  unit;
    struct db_unit *real;
    enum rc         rc;
    sem_t           done;
};

static enum rc waited_run(struct db_unit *u, struct tx *tx)
{
    struct waited *w = (struct waited *)u;

    return w->real->run(w->real, tx);
}

static void waited_done(struct db_unit *u, enum rc rc)
{
    struct waited *w = (struct waited *)u;

    if (w->real->done)
        w->real->done(w->real, rc);
    w->rc = rc;
    sem_post(&w->done);
}

enum rc db_write(struct db *db, struct db_unit *u)
{
    struct waited w = { .unit = { .run = waited_run, .done = waited_done }, .real = u };

    for (int i = 0; i < db->writer->n_hands; i++)
        BUG_ON(pthread_equal(db->writer->hands[i].thread, pthread_self()));
    BUG_ON(sem_init(&w.done, 0, 0) != 0);
    db_submit(db, &w.unit);
    while (sem_wait(&w.done) != 0)
        continue;
    sem_destroy(&w.done);
    return w.rc;
}

enum rc hand_run(struct hand *h, struct db_unit *u, int *ret_depth)
{
    struct tx tx = { .db = h->writer->db, .conn = h->conn, .arena = h->arena, .mode = TX_WRITE };
    enum rc   rc = u->run(u, &tx);

    if (rc == RC_OK)
        rc = tx.failed;
    BUG_ON(rc == RC_OK && tx.depth > 0);
    *ret_depth = tx.depth;
    arena_clear(h->arena);
    return rc;
}

void writer_free(struct db *db)
{
    struct writer *w = db->writer;

    for (int i = 0; i < w->n_hands; i++) {
        if (w->hands[i].conn)
            db->engine->close(w->hands[i].conn);
        arena_free(w->hands[i].arena);
    }
    pthread_cond_destroy(&w->wake);
    pthread_mutex_destroy(&w->lock);
    free(w->hands);
    free(w);
    db->writer = NULL;
}

enum rc writer_start(struct db *db, struct buf *why)
{
    struct writer     *w    = calloc(1, sizeof(*w));
    int                want = db->engine->serial ? 1 : db->o.writers;
    pthread_condattr_t by_clock;

    BUG_ON(!w);
    db->writer = w;
    w->db      = db;
    w->hands   = calloc((size_t)want, sizeof(*w->hands));
    BUG_ON(!w->hands);
    BUG_ON(pthread_mutex_init(&w->lock, NULL) != 0);
    pthread_condattr_init(&by_clock);
    pthread_condattr_setclock(&by_clock, CLOCK_MONOTONIC);
    BUG_ON(pthread_cond_init(&w->wake, &by_clock) != 0);
    pthread_condattr_destroy(&by_clock);
    for (; w->n_hands < want; w->n_hands++) {
        struct hand *h = &w->hands[w->n_hands];
        enum rc      rc;

        rc = db_connect(db, CONN_WRITE, &h->conn, why);
        if (rc != RC_OK) {
            writer_free(db);
            return rc;
        }
        h->writer = w;
        h->arena  = arena_new((size_t)256 << 20);
        random_bytes(&h->seed, sizeof(h->seed));
    }
    for (int i = 0; i < want; i++)
        BUG_ON(pthread_create(&w->hands[i].thread, NULL,
                              db->engine->serial ? writer_groups : writer_single,
                              &w->hands[i]) != 0);
    return RC_OK;
}

void writer_stop(struct db *db)
{
    struct writer *w = db->writer;

    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_broadcast(&w->wake);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < w->n_hands; i++)
        pthread_join(w->hands[i].thread, NULL);
}
