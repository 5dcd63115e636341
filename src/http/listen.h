#ifndef LINLI_HTTP_LISTEN_H
#define LINLI_HTTP_LISTEN_H
/* listen: the socket that callers come in by, and how addresses are written. */
#include "base/str.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdatomic.h>

/*
 * Listen on an address of version 4 or 6 ("::" takes both); port 0 = any free one.
 *   RC_INVALID  not an address or port
 *   RC_IO       *ret_why says what the system said
 */
CHECKED enum rc listen_open(const char *address, int port, int *ret_fd, int *ret_port,
                            struct buf *ret_why);
/*
 * Whoever lets callers in, on a thread of its own: so they can be spread over the threads that
 * serve. Threads that wait at one socket take them unevenly; one may take all.
 */
struct door {
    bool (*full)(void *ctx);                                                    /* let them wait */
    void (*enter)(void *ctx, int fd, const struct sockaddr *from, socklen_t n); /* owns the fd */
    void       *ctx;
    int         fd; /* that is listened on; the door's */
    pthread_t   keeper;
    atomic_bool shut;
};

void door_open(struct door *d);
/* Nobody comes in afterwards; who waits outside is refused. */
void door_close(struct door *d);

/* How many connections fit into the process's files. */
unsigned listen_connections(unsigned most);
/* "192.0.2.7", also for what came in by version 6; "" for what is no address. */
void address_text(const struct sockaddr *at, char room[INET6_ADDRSTRLEN]);

#endif
