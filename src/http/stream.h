#ifndef LINLI_HTTP_STREAM_H
#define LINLI_HTTP_STREAM_H
/*
 * stream: event streams, asleep most of the time.
 *
 * All streams of a server wait in its hall. A stream asks its source when
 * somebody called hall_wake since it last asked, and falls asleep when there
 * is nothing; the server's watcher wakes the sleepers. How a connection is put
 * to sleep is server.c's; here it is a pair of functions.
 */
#include "http/server.h"

#include <pthread.h>
#include <stdatomic.h>
#include <sys/types.h>

enum { STREAMS_MOST = 512, STREAM_OUT_MOST = 4 << 20, STREAM_QUIET_S = 20 };

struct hall {
    pthread_mutex_t  lock;
    struct stream   *asleep; /* list */
    _Atomic uint64_t generation;
    _Atomic size_t   n; /* open streams */
    atomic_bool      ending;
    void (*suspend)(void *conn);
    void (*resume)(void *conn);
};

struct stream {
    struct hall         *hall;
    struct stream_source source;
    int64_t              cursor;
    void                *conn;
    struct buf           out;
    size_t               sent;
    uint64_t             asked; /* the generation at which the source had nothing more */
    bool                 begun, is_asleep;
    int64_t              spoke_s; /* when something was last sent */
    struct stream       *next, *before;
};

void hall_init(struct hall *h);
void hall_release(struct hall *h);
void hall_wake(struct hall *h); /* something may be new; any thread */
/* Resume those who missed something, and those who have been quiet for long. */
void hall_rouse(struct hall *h, int64_t now_s);
void hall_end(struct hall *h); /* streams end at their next turn; none begins */

enum { STREAM_ASLEEP = 0, STREAM_END = -1 };
/* At most `most` bytes into `to`: their number, or one of the above. */
ssize_t stream_read(struct stream *s, char *to, size_t most, int64_t now_s);
void    stream_close(struct stream *s);

#endif
