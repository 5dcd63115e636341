#ifndef LINLI_HTTP_CALL_H
#define LINLI_HTTP_CALL_H
/*
 * call: one request on its way through route, limits, gate, decoding and
 * handler to its reply, without a socket.
 *
 * A site is what all calls share and is read-only once made. server.c carries
 * bytes between libmicrohttpd and a call; tests and fuzzers do it by hand:
 *
 *   call_begin → while CALL_BODY: call_bytes … → call_decode → gate.serve
 *
 * One thread at a time per call.
 */
#include "http/flood.h"
#include "http/multipart.h"
#include "http/router.h"
#include "http/server.h"
#include "http/stream.h"

enum {
    BODY_MOST_USUAL = 64 << 10,
    PER_MINUTE      = 6000,
    CALL_ROOM       = 512 << 20, /* an arena's ceiling: far above what body_most allows */
    OUT_MOST        = 256 << 20,
    BUF_KEPT        = 64 << 10, /* a larger buffer is not kept for the next call */
};

struct site {
    struct router *router;
    struct flood  *flood;
    uint64_t       seed; /* of address hashes */
    struct gate    gate;
    const char    *spool, *trusted_proxy;
    int            per_minute;
    struct hall    hall;
};
/* RC_INVALID: *ret_why says which route is wrong. */
CHECKED enum rc site_init(struct site *s, const struct server_options *o, struct buf *ret_why);
void            site_release(struct site *s);

struct call {
    struct request q; /* first, so that a request is its call */
    struct site   *site;
    /* Where header lines are found, by name without regard to case; of several the first or the
     * last. */
    struct str (*header)(void *from, const char *name, bool last);
    void             *from;
    struct str        path, query; /* as sent */
    size_t            most, seen;  /* bytes of the body: allowed, come in */
    bool              skip;        /* the body is not wanted any more */
    struct buf        body;
    struct multipart *parts;
    enum rc           rc; /* what went wrong, or how it ended */
    unsigned          methods;
    int               retry_after; /* seconds, with RC_TOO_MANY */
    struct stream    *stream;
};

void call_init(struct call *c, struct site *s);
void call_release(struct call *c);
void call_clear(struct call *c); /* ready for the next request */

/* Who is at the other end of a connection. */
struct peer {
    struct str text; /* "192.0.2.7" */
    uint64_t   key;  /* of the flood table */
    bool       trusted;
};
/* `text` is borrowed. */
struct peer site_peer(const struct site *s, struct str text);

/*
 * The request line and the header lines are there. `now_s` is any count of seconds. Sets c->rc;
 * when it is not RC_OK the call goes on to its reply, and what there is of a body is skipped.
 */
void call_begin(struct call *c, struct str method, struct str uri, const struct peer *peer,
                int64_t now_s);
/* A piece of the body. */
void call_bytes(struct call *c, struct str piece);
/* All of it is there: decode by shape. Sets c->rc; if it is RC_OK the gate may serve it. */
void call_decode(struct call *c);
/* The handler ended with c->rc: see that there is a reply, the error's if it is not RC_OK. */
void call_finish(struct call *c);

/* reply.c: {"code":…,"message":…,"fields":[…]} from rc and q->faults, in q->lang. */
void reply_error(struct request *q, enum rc rc);
/* The sentence for a result nobody said more about. */
const struct say *rc_say(enum rc rc);

#endif
