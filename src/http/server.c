#include "base/log.h"
#include "http/flight.h"
#include "http/listen.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    DEADLINE_S       = 30,
    IDLE_S           = 75, /* a connection on which nothing comes or goes */
    CONNECTIONS_MOST = 4096,
    CONNECTION_ROOM  = 16 << 10,
    DRAIN_MOST       = 1 << 20, /* read and thrown away, so that the sender sees the reply */
    TICK_MS          = 20,      /* the watcher's, while a stream is open */
    TICK_QUIET_MS    = 100,     /* and otherwise */
    STOP_WAIT_MS     = 2000,
    THREADS_MOST     = SHARDS_MOST,
};

struct server {
    struct site          site;
    struct fleet         fleet;
    struct MHD_Daemon   *daemons[THREADS_MOST]; /* each serves its connections on its own thread */
    unsigned             n_daemons, turn;
    struct door          door;
    unsigned             most; /* connections of a daemon */
    int                  port;
    pthread_t            watcher;
    atomic_bool          stopping, stopped;
    struct MHD_Response *busy[2]; /* by language: when a deadline passes, and at the end */
};

/* The other end of one connection. */
struct line {
    struct peer peer;
    char        text[INET6_ADDRSTRLEN];
};

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void suspend(void *conn)
{
    MHD_suspend_connection(conn);
}

static void resume(void *conn)
{
    MHD_resume_connection(conn);
}

/* -- replies -- */

static const char csp_page[] = "default-src 'self'; img-src 'self' data: blob:; "
                               "style-src 'self' 'unsafe-inline'; object-src 'none'; "
                               "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
static const char csp_file[] = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

static void put(struct MHD_Response *r, const char *name, const char *value)
{
    if (MHD_add_response_header(r, name, value) != MHD_YES)
        log_warn("reply header %s could not be set", name);
}

static void put_heads(struct MHD_Response *r, const struct request *q)
{
    bool cached = false, policed = false;

    for (size_t i = 0; i < q->n_head; i++) {
        cached  = cached || str_is(q->head[i].name, "Cache-Control");
        policed = policed || str_is(q->head[i].name, "Content-Security-Policy");
        put(r, q->head[i].name.p, q->head[i].value.p);
    }
    if (q->type)
        put(r, MHD_HTTP_HEADER_CONTENT_TYPE, q->type);
    if (!cached)
        put(r, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store");
    put(r, "X-Content-Type-Options", "nosniff");
    if (q->file.p && !policed)
        put(r, "Content-Security-Policy", csp_file);
    if (!q->type || strncmp(q->type, "text/html", 9) != 0)
        return;
    put(r, "Referrer-Policy", "same-origin");
    if (!q->file.p && !policed)
        put(r, "Content-Security-Policy", csp_page);
}

static struct MHD_Response *file_response(struct request *q)
{
    struct stat          st;
    struct MHD_Response *r;
    int                  fd = open(q->file.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

    if (fd < 0)
        return NULL;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return NULL;
    }
    r = MHD_create_response_from_fd64((uint64_t)st.st_size, fd);
    if (!r)
        close(fd);
    return r;
}

static ssize_t stream_more(void *cls, uint64_t pos, char *to, size_t most)
{
    struct flight *f = cls;
    ssize_t        n = stream_read(f->call.stream, to, most, now_ms() / 1000);

    (void)pos;
    return n == STREAM_END ? MHD_CONTENT_READER_END_OF_STREAM : n;
}

/* The reply's bytes stay where they are: the flight outlives the response. */
static struct MHD_Response *response_of(struct flight *f)
{
    struct call    *c = &f->call;
    struct request *q = &c->q;

    call_finish(c);
    if (c->rc == RC_OK && c->stream) {
        c->stream->conn = f->conn;
        return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 4096, stream_more, f, NULL);
    }
    if (c->rc == RC_OK && q->file.p) {
        struct MHD_Response *r = file_response(q);

        if (r)
            return r;
        log_warn("%s: file %.*s: %s", q->route->path, STR_ARG(q->file), strerror(errno));
        q->n_head = 0;
        reply_error(q, RC_NOT_FOUND);
    }
    return MHD_create_response_from_buffer(q->out.n, q->out.p, MHD_RESPMEM_PERSISTENT);
}

static void log_fault(const struct flight *f)
{
    const struct call *c = &f->call;
    struct buf         text;

    buf_init(&text, 4096);
    for (size_t i = 0; i < c->q.faults.n; i++) {
        buf_addc(&text, i ? "; " : ": ");
        fault_render(&c->q.faults.at[i], LANG_EN, &text);
    }
    log_error("%.*s ended as %s%.*s", STR_ARG(c->path), rc_name(c->rc), (int)text.n,
              text.n ? text.p : "");
    buf_free(&text);
}

static enum MHD_Result send_reply(struct flight *f)
{
    struct MHD_Response *r = response_of(f);
    enum MHD_Result      sent;

    if (!r)
        return MHD_NO;
    if (rc_status(f->call.rc) == 500)
        log_fault(f);
    put_heads(r, &f->call.q);
    sent = MHD_queue_response(f->conn, (unsigned)f->call.q.status, r);
    MHD_destroy_response(r);
    return sent;
}

static enum MHD_Result send_busy(struct server *s, struct flight *f, enum lang lang)
{
    return MHD_queue_response(f->conn, 503, s->busy[lang]);
}

static struct MHD_Response *busy_response(struct site *site, enum lang lang)
{
    struct call          c;
    struct MHD_Response *r;

    call_init(&c, site);
    call_clear(&c);
    c.q.lang = lang;
    c.rc     = RC_BUSY;
    call_finish(&c);
    r = MHD_create_response_from_buffer(c.q.out.n, c.q.out.p, MHD_RESPMEM_MUST_COPY);
    if (r)
        put_heads(r, &c.q);
    call_release(&c);
    return r;
}

/* -- requests -- */

struct search {
    const char *name;
    struct str  found;
};

static enum MHD_Result search_line(void *cls, enum MHD_ValueKind kind, const char *name,
                                   size_t name_n, const char *value, size_t value_n)
{
    struct search *s = cls;

    (void)kind;
    if (value && name_n == strlen(s->name) && strncasecmp(name, s->name, name_n) == 0)
        s->found = (struct str){ value, value_n };
    return MHD_YES;
}

static struct str header_of_connection(void *conn, const char *name, bool last)
{
    struct search search = { .name = name };
    const char   *value  = NULL;
    size_t        n      = 0;

    if (last) {
        MHD_get_connection_values_n(conn, MHD_HEADER_KIND, search_line, &search);
        return search.found;
    }
    if (MHD_lookup_connection_value_n(conn, MHD_HEADER_KIND, name, strlen(name), &value, &n) !=
            MHD_YES ||
        !value)
        return STR_NONE;
    return (struct str){ value, n };
}

/* What a request has of its connection, kept: it may end before the unit of work does. */
struct heads {
    struct arena    *arena;
    VEC(struct pair) lines;
};

static enum MHD_Result keep_line(void *cls, enum MHD_ValueKind kind, const char *name,
                                 size_t name_n, const char *value, size_t value_n)
{
    struct heads *h = cls;

    (void)kind;
    *VEC_PUSH(h->arena, &h->lines) = (struct pair){
        .name  = arena_str(h->arena, (struct str){ name, name_n }),
        .value = arena_str(h->arena, (struct str){ value, value ? value_n : 0 }),
    };
    return MHD_YES;
}

static struct str header_kept(void *from, const char *name, bool last)
{
    const struct heads *h     = from;
    struct str          found = STR_NONE;

    for (size_t i = 0; i < h->lines.n && (last || !found.p); i++)
        if (h->lines.at[i].name.n == strlen(name) &&
            strncasecmp(h->lines.at[i].name.p, name, strlen(name)) == 0)
            found = h->lines.at[i].value;
    return found;
}

static void keep_heads(struct flight *f)
{
    struct heads *h = ARENA_NEW(f->call.q.arena, struct heads);

    h->arena = f->call.q.arena;
    MHD_get_connection_values_n(f->conn, MHD_HEADER_KIND, keep_line, h);
    f->call.header = header_kept;
    f->call.from   = h;

    f->call.q.address = arena_str(h->arena, f->call.q.address);
}

/* Is so little to come that it is better read and thrown away than cut off? */
static bool worth_draining(struct flight *f)
{
    int64_t    n;
    struct str length = request_header(&f->call.q, "Content-Length");

    if (request_header(&f->call.q, "Expect").p)
        return !length.p && !request_header(&f->call.q, "Transfer-Encoding").p;
    return !length.p || (str_int(length, &n) == RC_OK && n <= DRAIN_MOST);
}

static enum MHD_Result begin(struct server *s, struct flight *f, const char *method)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(f->conn, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    const struct line *line = info->socket_context;

    f->begun       = true;
    f->call.header = header_of_connection;
    f->call.from   = f->conn;
    call_begin(&f->call, str_of(method), f->uri, &line->peer, now_ms() / 1000);
    if (atomic_load(&s->stopping) && f->call.rc == RC_OK) {
        f->call.rc   = RC_BUSY;
        f->call.skip = true;
    }
    if (f->call.rc != RC_OK && !worth_draining(f))
        return send_reply(f);
    return MHD_YES;
}

static enum MHD_Result serve(struct server *s, struct flight *f)
{
    struct call *c = &f->call;
    enum rc      rc;

    call_decode(c);
    if (c->rc != RC_OK)
        return send_reply(f);
    if (c->q.route->tx != WORK_WRITE) {
        c->rc = s->site.gate.serve(s->site.gate.ctx, &c->q);
        return send_reply(f);
    }
    keep_heads(f);
    MHD_suspend_connection(f->conn);
    flight_sleep(f, now_ms());
    rc = s->site.gate.serve(s->site.gate.ctx, &c->q);
    if (rc != RC_OK)
        flight_answer(f, rc);
    return MHD_YES;
}

void server_answer(struct request *q, enum rc rc)
{
    flight_answer((struct flight *)q, rc);
}

static enum MHD_Result on_request(void *cls, struct MHD_Connection *conn, const char *url,
                                  const char *method, const char *version, const char *bytes,
                                  size_t *n, void **mine)
{
    struct server *s = cls;
    struct flight *f = *mine;

    (void)conn;
    (void)url;
    (void)version;
    if (!f)
        return MHD_NO;
    if (!f->begun)
        return begin(s, f, method);
    if (*n) {
        call_bytes(&f->call, (struct str){ bytes, *n });
        *n = 0;
        return f->call.seen > f->call.most + DRAIN_MOST ? MHD_NO : MHD_YES;
    }
    switch (flight_state(f)) {
    case FLIGHT_ANSWERED:
        return send_reply(f);
    case FLIGHT_EXPIRED:
        return send_busy(s, f, f->lang);
    case FLIGHT_ASLEEP:
        return MHD_YES;
    case FLIGHT_AWAKE:
    default:
        return serve(s, f);
    }
}

/* The first that is heard of a request; its address has not been decoded yet. */
static void *on_uri(void *cls, const char *uri, struct MHD_Connection *conn)
{
    struct server *s = cls;
    struct flight *f = flight_take(&s->fleet);

    f->conn = conn;
    f->uri  = arena_str(f->call.q.arena, str_of(uri));
    return f;
}

static void on_completed(void *cls, struct MHD_Connection *conn, void **mine,
                         enum MHD_RequestTerminationCode why)
{
    (void)cls;
    (void)conn;
    (void)why;
    if (*mine)
        flight_drop(*mine);
    *mine = NULL;
}

/* Decoding is ours to do, strictly. */
static size_t leave_escaped(void *cls, struct MHD_Connection *conn, char *text)
{
    (void)cls;
    (void)conn;
    return strlen(text);
}

static void on_connection(void *cls, struct MHD_Connection *conn, void **mine,
                          enum MHD_ConnectionNotificationCode what)
{
    struct server                  *s = cls;
    const union MHD_ConnectionInfo *info;
    struct line                    *line;

    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        free(*mine);
        *mine = NULL;
        return;
    }
    line = calloc(1, sizeof(*line));
    BUG_ON(!line);
    info = MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info)
        address_text(info->client_addr, line->text);
    line->peer = site_peer(&s->site, str_of(line->text));
    *mine      = line;
}

static void __attribute__((format(printf, 2, 0))) on_log(void *cls, const char *fmt, va_list ap)
{
    char text[512];

    (void)cls;
    vsnprintf(text, sizeof(text), fmt, ap);
    log_line(LOG_DEBUG, "%.*s", STR_ARG(str_trim(str_of(text))));
}

/* -- start and stop -- */

/* Deadlines of sleeping writes, and waking of streams. */
static void *watch(void *ctx)
{
    struct server *s = ctx;

    while (!atomic_load(&s->stopped)) {
        int64_t         now = now_ms();
        long            ms  = atomic_load(&s->site.hall.n) ? TICK_MS : TICK_QUIET_MS;
        struct timespec nap = { .tv_nsec = ms * 1000000L };

        fleet_expire(&s->fleet, now);
        hall_rouse(&s->site.hall, now / 1000);
        nanosleep(&nap, NULL);
    }
    return NULL;
}

static bool has_room(const struct server *s, unsigned i)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(s->daemons[i], MHD_DAEMON_INFO_CURRENT_CONNECTIONS);

    return info && info->num_connections < s->most;
}

/* A daemon that has its most would cut the connection off; at the door it waits. */
static bool is_full(void *ctx)
{
    struct server *s = ctx;

    for (unsigned i = 0; i < s->n_daemons; i++)
        if (has_room(s, i))
            return false;
    return true;
}

static void enter(void *ctx, int fd, const struct sockaddr *from, socklen_t n)
{
    struct server *s = ctx;

    do
        s->turn = (s->turn + 1) % s->n_daemons;
    while (!has_room(s, s->turn) && !is_full(s));
    if (MHD_add_connection(s->daemons[s->turn], fd, from, n) != MHD_YES)
        log_line(LOG_DEBUG, "a connection was not taken: %s", strerror(errno));
}

static struct MHD_Daemon *start_daemon(struct server *s, unsigned most_of_one_address)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC |
                     MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ERROR_LOG;

    return MHD_start_daemon(
        flags, 0, NULL, NULL, on_request, s, MHD_OPTION_EXTERNAL_LOGGER, on_log, NULL,
        MHD_OPTION_URI_LOG_CALLBACK, on_uri, s, MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped,
        NULL, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_ROOM, MHD_OPTION_CONNECTION_LIMIT, s->most,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_S, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
        most_of_one_address, MHD_OPTION_END);
}

/* One for each thread, not the library's pool: its threads take connections as they come. */
static enum rc start_daemons(struct server *s, const struct server_options *o, struct buf *why)
{
    long     cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned n     = o->threads > 0 ? (unsigned)o->threads : (unsigned)cores;

    n       = n < 1 ? 1 : n > THREADS_MOST ? THREADS_MOST : n;
    s->most = listen_connections(CONNECTIONS_MOST) / n;
    for (; s->n_daemons < n; s->n_daemons++) {
        /* Behind a proxy everybody has one address. */
        s->daemons[s->n_daemons] = start_daemon(s, o->trusted_proxy ? 0 : s->most / 4);
        if (!s->daemons[s->n_daemons]) {
            buf_addf(why, "libmicrohttpd did not start: %s", strerror(errno));
            return RC_IO;
        }
    }
    return RC_OK;
}

static void stop_daemons(struct server *s)
{
    while (s->n_daemons > 0)
        MHD_stop_daemon(s->daemons[--s->n_daemons]);
}

static void server_free(struct server *s)
{
    for (size_t i = 0; i < ARRAY_LEN(s->busy); i++)
        if (s->busy[i])
            MHD_destroy_response(s->busy[i]);
    fleet_release(&s->fleet);
    hall_release(&s->site.hall);
    site_release(&s->site);
    free(s);
}

enum rc server_start(const struct server_options *o, struct server **ret, struct buf *ret_why)
{
    struct server *s = calloc(1, sizeof(*s));
    enum rc        rc;

    BUG_ON(!s);
    s->door = (struct door){ .full = is_full, .enter = enter, .ctx = s, .fd = -1 };
    rc      = site_init(&s->site, o, ret_why);
    hall_init(&s->site.hall);
    s->site.hall.suspend = suspend;
    s->site.hall.resume  = resume;
    fleet_init(&s->fleet, &s->site, (o->deadline_s > 0 ? o->deadline_s : DEADLINE_S) * 1000,
               resume);
    if (rc == RC_OK)
        rc = listen_open(o->address ? o->address : "127.0.0.1", o->port, &s->door.fd, &s->port,
                         ret_why);
    if (rc == RC_OK) {
        s->busy[LANG_ZH] = busy_response(&s->site, LANG_ZH);
        s->busy[LANG_EN] = busy_response(&s->site, LANG_EN);
        rc               = start_daemons(s, o, ret_why);
    }
    if (rc != RC_OK) {
        stop_daemons(s);
        if (s->door.fd >= 0)
            close(s->door.fd);
        server_free(s);
        return rc;
    }
    BUG_ON(pthread_create(&s->watcher, NULL, watch, s) != 0);
    door_open(&s->door);
    *ret = s;
    return RC_OK;
}

int server_port(const struct server *s)
{
    return s->port;
}

void stream_wake(struct server *s)
{
    hall_wake(&s->site.hall);
}

void server_stop(struct server *s)
{
    struct timespec nap  = { .tv_nsec = 2000000 };
    int64_t         from = now_ms();

    atomic_store(&s->stopping, true);
    door_close(&s->door);
    hall_end(&s->site.hall);
    /* What was taken is answered; its reply and all others under way have a moment to leave. */
    while (fleet_taken(&s->fleet) > 0)
        nanosleep(&nap, NULL);
    while (fleet_out(&s->fleet) > 0 && now_ms() - from < STOP_WAIT_MS)
        nanosleep(&nap, NULL);
    atomic_store(&s->stopped, true);
    pthread_join(s->watcher, NULL);
    stop_daemons(s);
    server_free(s);
}
