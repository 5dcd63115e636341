#include "db/sqlite_log.h"
#include "base/rc.h"

#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    ROUNDS_MOST = 4,
    LITTLE      = 1024,      /* pages that a round still found: few enough for the writer itself */
    FRAME       = 24 + 4096, /* bytes of the log for a page */
    AHEAD       = 32 << 20,  /* bytes that are read ahead, again when half of them are written */
};

struct log_carrier {
    sqlite3        *at;
    pthread_t       thread;
    pthread_mutex_t lock;
    pthread_cond_t  wake;
    bool            busy, stopping;

    /* The writer's. */
    char *log;            /* its path */
    int   fd;             /* -1: not yet there */
    off_t written, ahead; /* bytes of the log that are written, and that were read ahead */
};

static void carry(sqlite3 *at)
{
    int logged, done, before = 0;

    for (int k = 0; k < ROUNDS_MOST; k++) {
        if (sqlite3_wal_checkpoint_v2(at, NULL, SQLITE_CHECKPOINT_PASSIVE, &logged, &done) !=
                SQLITE_OK ||
            done - before < LITTLE)
            return;
        before = done;
    }
}

static void *carrier_run(void *ctx)
{
    struct log_carrier *c = ctx;

    pthread_mutex_lock(&c->lock);
    while (!c->stopping) {
        if (!c->busy) {
            pthread_cond_wait(&c->wake, &c->lock);
            continue;
        }
        pthread_mutex_unlock(&c->lock);
        carry(c->at);
        pthread_mutex_lock(&c->lock);
        c->busy = false;
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

struct log_carrier *log_carrier_open(const char *path)
{
    struct log_carrier *c = calloc(1, sizeof(*c));

    BUG_ON(!c || asprintf(&c->log, "%s-wal", path) < 0);
    c->fd = -1;
    pthread_mutex_init(&c->lock, NULL);
    pthread_cond_init(&c->wake, NULL);
    /* A connection that never read does not know of the log. */
    if (sqlite3_open_v2(path, &c->at, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ==
            SQLITE_OK &&
        sqlite3_exec(c->at, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) == SQLITE_OK &&
        pthread_create(&c->thread, NULL, carrier_run, c) == 0)
        return c;
    sqlite3_close(c->at);
    free(c->log);
    free(c);
    return NULL;
}

void log_carrier_close(struct log_carrier *c)
{
    if (!c)
        return;
    pthread_mutex_lock(&c->lock);
    c->stopping = true;
    pthread_cond_signal(&c->wake);
    pthread_mutex_unlock(&c->lock);
    sqlite3_interrupt(c->at);
    pthread_join(c->thread, NULL);
    BUG_ON(sqlite3_close(c->at) != SQLITE_OK);
    if (c->fd >= 0)
        close(c->fd);
    free(c->log);
    free(c);
}

void log_carrier_begin(struct log_carrier *c)
{
    pthread_mutex_lock(&c->lock);
    c->busy = true;
    pthread_cond_signal(&c->wake);
    pthread_mutex_unlock(&c->lock);
}

bool log_carrier_idle(struct log_carrier *c)
{
    bool idle;

    pthread_mutex_lock(&c->lock);
    idle = !c->busy;
    pthread_mutex_unlock(&c->lock);
    return idle;
}

void log_carrier_ahead(struct log_carrier *c, int pages)
{
    off_t at = (off_t)pages * FRAME;

    if (at < c->written) /* it began anew */
        c->ahead = 0;
    c->written = at;
    if (c->ahead - at >= AHEAD / 2)
        return;
    c->ahead = at + AHEAD;
    if (c->fd < 0)
        c->fd = open(c->log, O_RDONLY | O_CLOEXEC);
    if (c->fd >= 0)
        (void)posix_fadvise(c->fd, at, AHEAD, POSIX_FADV_WILLNEED);
}
