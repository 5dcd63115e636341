#include "http/listen.h"
#include "base/log.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BACKLOG = 1024, FULL_WAIT_MS = 10 };

enum rc listen_open(const char *address, int port, int *ret_fd, int *ret_port, struct buf *ret_why)
{
    struct sockaddr_in6 six  = { .sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port) };
    struct sockaddr_in  four = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    bool                v6   = strchr(address, ':') != NULL;
    struct sockaddr    *at   = v6 ? (void *)&six : (void *)&four;
    socklen_t           n    = v6 ? sizeof(six) : sizeof(four);
    int                 one  = 1, fd;

    if (port < 0 || port > UINT16_MAX ||
        inet_pton(at->sa_family, address, v6 ? (void *)&six.sin6_addr : (void *)&four.sin_addr) !=
            1) {
        buf_addf(ret_why, "%s port %d is not an address to listen on", address, port);
        return RC_INVALID;
    }
    fd = socket(at->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) != 0 ||
        bind(fd, at, n) != 0 || listen(fd, BACKLOG) != 0 || getsockname(fd, at, &n) != 0) {
        buf_addf(ret_why, "cannot listen on %s port %d: %s", address, port, strerror(errno));
        if (fd >= 0)
            close(fd);
        return RC_IO;
    }
    *ret_fd   = fd;
    *ret_port = ntohs(v6 ? six.sin6_port : four.sin_port);
    return RC_OK;
}

static void *keep(void *ctx)
{
    struct door    *d   = ctx;
    struct timespec nap = { .tv_nsec = FULL_WAIT_MS * 1000000L };

    while (!atomic_load(&d->shut)) {
        struct sockaddr_storage from;
        socklen_t               n    = sizeof(from);
        bool                    full = d->full(d->ctx);
        int                     fd   = -1;

        if (!full)
            fd = accept4(d->fd, (struct sockaddr *)&from, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd >= 0)
            d->enter(d->ctx, fd, (struct sockaddr *)&from, n);
        else if (full || (errno != EINTR && errno != ECONNABORTED))
            nanosleep(&nap, NULL); /* no room, files or memory are left: some will be */
    }
    return NULL;
}

void door_open(struct door *d)
{
    BUG_ON(pthread_create(&d->keeper, NULL, keep, d) != 0);
}

void door_close(struct door *d)
{
    atomic_store(&d->shut, true);
    shutdown(d->fd, SHUT_RDWR); /* wakes who waits to accept */
    pthread_join(d->keeper, NULL);
    close(d->fd);
}

unsigned listen_connections(unsigned most)
{
    struct rlimit files;

    /* The database's files and those of replies need numbers as well. */
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur / 2 > most)
        return most;
    return files.rlim_cur < 128 ? 64 : (unsigned)files.rlim_cur / 2;
}

void address_text(const struct sockaddr *at, char room[INET6_ADDRSTRLEN])
{
    struct sockaddr_in6 six;
    struct sockaddr_in  four;

    room[0] = 0;
    if (at->sa_family == AF_INET) {
        memcpy(&four, at, sizeof(four));
        inet_ntop(AF_INET, &four.sin_addr, room, INET6_ADDRSTRLEN);
    } else if (at->sa_family == AF_INET6) {
        memcpy(&six, at, sizeof(six));
        if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr))
            inet_ntop(AF_INET, &six.sin6_addr.s6_addr[12], room, INET6_ADDRSTRLEN);
        else
            inet_ntop(AF_INET6, &six.sin6_addr, room, INET6_ADDRSTRLEN);
    }
}
