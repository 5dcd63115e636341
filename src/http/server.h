#ifndef LINLI_HTTP_SERVER_H
#define LINLI_HTTP_SERVER_H
/*
 * server: libmicrohttpd, the router and the gate.
 *
 * Reads run on the server's own threads. A write is handed to the gate,
 * which answers later from another thread; the connection sleeps meanwhile
 * under a deadline of the server's own.
 */
#include "http/request.h"

/* What stands between HTTP and the rest of the program. Implemented by `work`. */
struct gate {
    void *ctx;
    /*
     * Who is it, may they call this route at all, within the limits? Sets q->principal, q->lang,
     * q->view. Called before the body is read, so that nobody unknown can send a large one.
     */
    enum rc (*admit)(void *ctx, struct request *q);
    /*
     * Run the handler. WORK_NONE and WORK_READ: at once, returns its result. WORK_WRITE: returns
     * RC_OK when the unit was taken, and `server_answer` is called when it is durable or failed.
     */
    enum rc (*serve)(void *ctx, struct request *q);
};
/* From any thread, exactly once per taken write. */
void server_answer(struct request *q, enum rc rc);

struct server_options {  /* all borrowed until server_stop */
    const char *address; /* "127.0.0.1" */
    int         port;    /* 0 = any free one, see server_port */
    int         threads; /* 0 = one per core */
    const struct route *const
               *tables; /* one per room, each ended by a route without path; ended by NULL */
    struct gate gate;
    const char *base_path;     /* "" or "/linli" behind a proxy */
    const char *trusted_proxy; /* its address, or NULL */
    const char *spool;         /* folder for uploaded files */
    int         per_minute;    /* calls per address, 0 = 6000 */
    int         deadline_s;    /* for a sleeping write; default 30 */
};
struct server;
/* *ret_why: a sentence for the log. Refuses tables with a route that says no `can`, two routes
 * that could match one path, or a shape with a mistake. */
CHECKED enum rc server_start(const struct server_options *o, struct server **ret,
                             struct buf *ret_why);
int             server_port(const struct server *s);
void            server_stop(struct server *s); /* no new calls; waits for those under way */

/*
 * Event streams (text/event-stream). A handler of a WORK_READ route calls stream_open instead of
 * reply; what is then sent is whatever `next` gives, called on a server thread when stream_wake
 * was called or 20 s passed (then a comment line keeps the line alive).
 */
struct stream;
struct stream_source {
    void *ctx;
    /* Append events after `*cursor`; move it. Nothing new: append nothing. */
    enum rc (*next)(void *ctx, int64_t *cursor, struct buf *out);
    void (*closed)(void *ctx);
};
enum rc stream_open(struct request *q, struct stream_source source, int64_t cursor);
void    stream_wake(struct server *s); /* any thread */

/* The OpenAPI 3.1 description of the tables: docs/api/openapi.json. `can_name` gives the public
 * word of a capability. */
void openapi_write(const struct route *const *tables, const char *(*can_name)(int can),
                   struct buf                *out);

#endif
