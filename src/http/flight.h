#ifndef LINLI_HTTP_FLIGHT_H
#define LINLI_HTTP_FLIGHT_H
/*
 * flight: a call and its connection, and the sleep of a write.
 *
 * Flights are kept for reuse in shards, one a thread, so that a read neither
 * allocates nor takes a lock that another thread wants.
 *
 * A write sleeps until its unit of work is answered or its deadline passes,
 * whichever is first; the connection is resumed exactly once. After a
 * deadline the unit still has the request, so the flight lives until the
 * answer comes: two references, the connection's and the unit's.
 */
#include "http/call.h"

enum { SHARDS_MOST = 64, FREE_MOST = 32 };

enum flight_state {
    FLIGHT_AWAKE,
    FLIGHT_ASLEEP,
    FLIGHT_ANSWERED, /* call.rc is the result */
    FLIGHT_EXPIRED,  /* the request belongs to the unit: touch nothing of the call */
};

struct flight {
    struct call    call; /* first, so that a request is its flight */
    struct fleet  *fleet;
    struct shard  *shard;
    void          *conn;
    struct str     uri;
    bool           begun;
    enum lang      lang; /* of the request when its unit was taken */
    _Atomic int    refs;
    _Atomic int    state;    /* enum flight_state; changed under the shard's lock */
    int64_t        until_ms; /* this and what follows: under the shard's lock */
    struct flight *next, *before;
};

struct shard {
    pthread_mutex_t lock;
    struct flight  *free;
    struct flight  *first, *last; /* asleep, in the order of their deadlines */
    size_t          n_free;
    size_t          n_out;     /* flights under way */
    size_t          n_taken;   /* units of work not answered yet */
    char            apart[64]; /* two shards share no cache line */
};

struct fleet {
    struct site     *site;
    int64_t          deadline_ms;
    _Atomic unsigned next_shard;
    void (*resume)(void *conn);
    struct shard shard[SHARDS_MOST];
};

void fleet_init(struct fleet *f, struct site *site, int64_t deadline_ms, void (*resume)(void *));
void fleet_release(struct fleet *f); /* none may be out */
/* Resume those whose deadline has passed. */
void   fleet_expire(struct fleet *f, int64_t now_ms);
size_t fleet_out(struct fleet *f);
size_t fleet_taken(struct fleet *f);

struct flight *flight_take(struct fleet *f);
void           flight_drop(struct flight *f); /* one reference less */

/* Before the unit is given away; the connection is suspended already. */
void flight_sleep(struct flight *f, int64_t now_ms);
/* The unit is done with the request, or never took it. */
void              flight_answer(struct flight *f, enum rc rc);
enum flight_state flight_state(struct flight *f);

#endif
