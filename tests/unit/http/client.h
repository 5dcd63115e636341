#ifndef LINLI_TESTS_HTTP_CLIENT_H
#define LINLI_TESTS_HTTP_CLIENT_H
/* client: a raw socket that sends what it is told and reads one reply at a time. */
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CLIENT_ROOM = 1 << 20, CLIENT_WAIT_MS = 10000 };

struct client {
    int    fd;
    char  *p; /* what came and was not looked at yet, ended by NUL */
    size_t n;
    bool   ended; /* the server closed */
};

struct answer {
    int   status;
    char *head, *body; /* the caller frees head, which holds both */
};

static inline struct client client_open(int port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    struct client      c  = { .fd = socket(AF_INET, SOCK_STREAM, 0), .p = malloc(CLIENT_ROOM) };

    inet_pton(AF_INET, "127.0.0.1", &at.sin_addr);
    if (connect(c.fd, (void *)&at, sizeof(at)) != 0)
        abort();
    c.p[0] = 0;
    return c;
}

static inline void client_close(struct client *c)
{
    close(c->fd);
    free(c->p);
}

static inline void client_send(struct client *c, const char *text)
{
    size_t n = strlen(text);

    while (n) {
        ssize_t done = send(c->fd, text, n, MSG_NOSIGNAL);

        if (done <= 0)
            return; /* the reply tells why */
        text += done;
        n -= (size_t)done;
    }
}

/* Wait for more; false at the end or when nothing comes. */
static inline bool client_more(struct client *c, int wait_ms)
{
    struct pollfd p = { .fd = c->fd, .events = POLLIN };
    ssize_t       n;

    if (poll(&p, 1, wait_ms) != 1)
        return false;
    n = recv(c->fd, c->p + c->n, CLIENT_ROOM - c->n - 1, 0);
    if (n <= 0) {
        c->ended = true;
        return false;
    }
    c->n += (size_t)n;
    c->p[c->n] = 0;
    return true;
}

static inline void client_drop(struct client *c, size_t n)
{
    memmove(c->p, c->p + n, c->n - n + 1);
    c->n -= n;
}

/* Read up to `mark`; false when it does not come. */
static inline bool client_until(struct client *c, const char *mark)
{
    char *at;

    while (!(at = strstr(c->p, mark)))
        if (!client_more(c, CLIENT_WAIT_MS))
            return false;
    client_drop(c, (size_t)(at - c->p) + strlen(mark));
    return true;
}

/* One reply; status 0 when the connection ended without one. */
static inline struct answer client_read(struct client *c, bool head_only)
{
    struct answer a = { 0 };
    char         *end;
    const char   *length;
    size_t        head_n, body_n;

    while (!(end = strstr(c->p, "\r\n\r\n")))
        if (!client_more(c, CLIENT_WAIT_MS)) {
            a.head = a.body = strdup("");
            return a;
        }
    head_n = (size_t)(end - c->p) + 4;
    length = strstr(c->p, "Content-Length: ");
    body_n = length && length < end && !head_only ? strtoul(length + 16, NULL, 10) : 0;
    while (c->n < head_n + body_n && client_more(c, CLIENT_WAIT_MS))
        ;
    a.head = calloc(1, head_n + body_n + 2);
    a.body = a.head + head_n + 1;
    memcpy(a.head, c->p, head_n);
    memcpy(a.body, c->p + head_n, body_n);
    a.status = (int)strtol(a.head + 9, NULL, 10);
    client_drop(c, head_n + body_n);
    return a;
}

static inline void answer_free(struct answer *a)
{
    free(a->head);
}

/* One call over a connection of its own. */
static inline struct answer ask(int port, const char *text)
{
    struct client c = client_open(port);
    struct answer a;

    client_send(&c, text);
    a = client_read(&c, strncmp(text, "HEAD", 4) == 0);
    client_close(&c);
    return a;
}

#endif
