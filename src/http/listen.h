#ifndef LINLI_HTTP_LISTEN_H
#define LINLI_HTTP_LISTEN_H
/* listen: the socket that callers come in by, and how addresses are written. */
#include "base/str.h"

#include <arpa/inet.h>

/*
 * Listen on an address of version 4 or 6 ("::" takes both); port 0 = any free one.
 *   RC_INVALID  not an address or port
 *   RC_IO       *ret_why says what the system said
 */
CHECKED enum rc listen_open(const char *address, int port, int *ret_fd, int *ret_port,
                            struct buf *ret_why);
/* How many connections fit into the process's files. */
unsigned listen_connections(unsigned most);
/* "192.0.2.7", also for what came in by version 6; "" for what is no address. */
void address_text(const struct sockaddr *at, char room[INET6_ADDRSTRLEN]);

#endif
