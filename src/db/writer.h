#ifndef LINLI_DB_WRITER_H
#define LINLI_DB_WRITER_H
/*
 * writer: the queue of waiting units and the threads that carry them out;
 * for the files of this room only.
 *
 * One lock guards the queue; whoever hands a unit in wakes a writer only if
 * one sleeps, and one only.
 */
#include "db/engine.h"

struct writer {
    struct db      *db;
    pthread_mutex_t lock;
    pthread_cond_t  wake;
    struct db_unit *first, *last;
    int             sleeping;
    bool            stopping;
    struct hand    *hands;
    int             n_hands;
};

/* One writing thread. */
struct hand {
    struct writer *writer;
    pthread_t      thread;
    struct conn   *conn; /* NULL while it is lost */
    struct arena  *arena;
    uint64_t       seed;
    int64_t        lost_at; /* by wait_clock_us, when the connection went; 0 = it is there */
};

/* Up to `most` units, oldest first, their `next` cut. While there is none, waits until then by
 * wait_clock_us; 0 with UNTIL_ONE_COMES means that the writer stops. */
size_t writer_take(struct writer *w, int64_t until, struct db_unit **ret, size_t most);
#define UNTIL_ONE_COMES INT64_MAX

/* Run one unit in a transaction that has begun. */
CHECKED enum rc hand_run(struct hand *h, struct db_unit *u, int *ret_depth);

void *writer_groups(void *hand); /* SQLite: one hand, many units a commit */
void *writer_single(void *hand); /* PostgreSQL: several hands, one unit a commit */

enum { UNIT_TRIES = 10 };                   /* after RC_BUSY */
#define WRITER_PATIENCE_US (10 * US_SECOND) /* for the lock of another process, for the server */

#endif
