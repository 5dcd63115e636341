#ifndef LINLI_TESTS_HTTP_SERVING_H
#define LINLI_TESTS_HTTP_SERVING_H
/* serving: the real server on a free port, with a gate that answers as each test wants. */
#include "harness.h"

#include "base/log.h"
#include "client.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <time.h>

/* -- a gate -- */

struct task { /* what a write asks of the fake writer */
    int32_t    wait_ms;
    struct str how; /* "later", "now", "no" */
};
static const struct field task_fields[] = {
    F(struct task, wait_ms, .opt = true, .max = 60000, .doc = "before it is answered"),
    F(struct task, how, .max = 10, .doc = "how it is answered"),
};
static const struct shape task_shape = SHAPE(struct task, task_fields);

static _Atomic int answered;
static atomic_bool kept_seen; /* a write saw its header X-Word and its address */

static void sleep_ms(int ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

    nanosleep(&t, NULL);
}

static inline int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void *write_later(void *ctx)
{
    struct request    *q = ctx;
    const struct task *t = q->body;

    if (t->wait_ms > 0)
        sleep_ms(t->wait_ms);
    atomic_store(&kept_seen,
                 str_is(request_header(q, "x-word"), "kept") && str_is(q->address, "127.0.0.1"));
    server_answer(q, q->route->run(q, NULL));
    atomic_fetch_add(&answered, 1);
    return NULL;
}

static enum rc serve(void *ctx, struct request *q)
{
    const struct task *t = q->body;
    pthread_t          thread;

    (void)ctx;
    if (q->route->tx != WORK_WRITE)
        return q->route->run(q, NULL);
    if (str_is(t->how, "no"))
        return RC_BUSY;
    if (str_is(t->how, "now")) {
        server_answer(q, q->route->run(q, NULL));
        return RC_OK;
    }
    if (pthread_create(&thread, NULL, write_later, q) != 0)
        return RC_BUSY;
    pthread_detach(thread);
    return RC_OK;
}

/* How many calls each thread was asked. */
static _Atomic int       n_threads, calls_of[16];
static _Thread_local int own_thread = -1;

static enum rc admit(void *ctx, struct request *q)
{
    (void)ctx;
    if (own_thread < 0)
        own_thread = atomic_fetch_add(&n_threads, 1);
    atomic_fetch_add(&calls_of[own_thread % 16], 1);
    return request_cookie(q, "sid").p || !request_header(q, "X-Strict").p ? RC_OK : RC_NO_ACTOR;
}

/* -- routes -- */

static enum rc get_note(struct request *q, struct work *w)
{
    struct note n = { S("hello"), q->path.id, NONE_I32 };

    (void)w;
    return reply(q, 200, &note_shape, &n);
}

static enum rc post_task(struct request *q, struct work *w)
{
    (void)w;
    return reply(q, 201, &task_shape, q->body);
}

static enum rc get_page(struct request *q, struct work *w)
{
    (void)w;
    return reply_text(q, 200, "text/html; charset=utf-8", S("<p>页"));
}

static char file_path[64];

static enum rc get_file(struct request *q, struct work *w)
{
    (void)w;
    return reply_file(q, "text/csv", q->path.id == 1 ? str_of(file_path) : S("/nowhere/at all"),
                      S("表.csv"));
}

static char upload_path[128];

static enum rc post_form(struct request *q, struct work *w)
{
    (void)w;
    if (q->n_files != 1)
        return RC_INVALID;
    snprintf(upload_path, sizeof(upload_path), "%.*s", STR_ARG(q->files[0].path));
    return reply_json(q, 200, access(upload_path, R_OK) == 0 ? S("true") : S("false"));
}

static enum rc big(struct request *q, struct work *w)
{
    char line[1001];

    (void)w;
    memset(line, 'x', sizeof(line));
    reply_text(q, 200, "text/plain", S(""));
    for (int i = 0; i < 500; i++)
        buf_add(&q->out, (struct str){ line, 1000 });
    return RC_OK;
}

static _Atomic int news = 1, closed;

static enum rc next_news(void *ctx, int64_t *cursor, struct buf *out)
{
    (void)ctx;
    for (; *cursor < atomic_load(&news); ++*cursor)
        buf_addf(out, "data: %d\n\n", (int)*cursor);
    return RC_OK;
}

static void close_news(void *ctx)
{
    (void)ctx;
    atomic_fetch_add(&closed, 1);
}

static enum rc follow(struct request *q, struct work *w)
{
    (void)w;
    return stream_open(q, (struct stream_source){ .next = next_news, .closed = close_news }, 0);
}

static enum rc empty(struct request *q, struct work *w)
{
    (void)w;
    return reply_empty(q);
}

#define COMMON .can = 1, .doc = "d"
#define READ   COMMON, .on = GET, .tx = WORK_READ
static const struct route routes[] = {
    { READ, .path = "/notes/{id}", .run = get_note },
    { COMMON, .on = POST, .path = "/tasks", .tx = WORK_WRITE, .run = post_task,
      .body = &task_shape },
    { READ, .path = "/page", .run = get_page },
    { READ, .path = "/files/{id}", .run = get_file },
    { COMMON, .on = POST, .path = "/form", .takes = BODY_PARTS, .run = post_form },
    { READ, .path = "/big", .run = big },
    { READ, .path = "/news", .run = follow },
    { READ, .path = "/rare", .run = get_note, .per_minute = 2 },
    { COMMON, .on = DELETE_, .path = "/notes/{id}", .run = empty },
    { 0 },
};
static const struct route *const tables[] = { routes, NULL };

/* -- start -- */

static struct server *server;
static int            port;
static char           spool[] = "/tmp/linli-http-XXXXXX";

static struct server *start(int deadline_s)
{
    struct server_options o = { .address    = "127.0.0.1",
                                .threads    = 2,
                                .tables     = tables,
                                .gate       = { .admit = admit, .serve = serve },
                                .spool      = spool,
                                .per_minute = 1000000,
                                .deadline_s = deadline_s };
    struct server        *s;
    struct buf            why;

    buf_init(&why, 1000);
    if (server_start(&o, &s, &why) != RC_OK)
        fail_msg("%.*s", STR_ARG(buf_str(&why)));
    buf_free(&why);
    return s;
}

static int setup(void **state)
{
    FILE *f;

    (void)state;
    log_set(LOG_ERROR);
    if (!mkdtemp(spool))
        return -1;
    snprintf(file_path, sizeof(file_path), "%s/file", spool);
    f = fopen(file_path, "wb");
    fputs("a,b\n", f);
    fclose(f);
    server = start(1);
    port   = server_port(server);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    server_stop(server);
    unlink(file_path);
    return rmdir(spool);
}

#define END        "\r\n\r\n"
#define GETS(path) "GET " path " HTTP/1.1\r\nHost: x" END
/* `n` is the length of `body`, as text. */
#define POSTS(path, type, n, body)                                                                 \
    "POST " path " HTTP/1.1\r\nHost: x\r\nX-Word: kept\r\nContent-Type: " type                     \
    "\r\nContent-Length: " n END body
#define TASK_NOW   POSTS("/tasks", "application/json", "13", "{\"how\":\"now\"}")
#define TASK_LATER POSTS("/tasks", "application/json", "28", "{\"how\":\"later\",\"wait_ms\":50}")
#define TASK_SLOW  POSTS("/tasks", "application/json", "30", "{\"how\":\"later\",\"wait_ms\":3000}")

#define expect(text, code)                                                                         \
    do {                                                                                           \
        struct answer got_ = ask(port, text);                                                      \
        if (got_.status != (code))                                                                 \
            fail_msg("%d instead of %d: %s%s", got_.status, code, got_.head, got_.body);           \
        answer_free(&got_);                                                                        \
    } while (0)

#define expect_part(text, code, part)                                                              \
    do {                                                                                           \
        struct answer got_ = ask(port, text);                                                      \
        if (got_.status != (code) || (!strstr(got_.head, part) && !strstr(got_.body, part)))       \
            fail_msg("%d instead of %d, or no \"%s\": %s%s", got_.status, code, part, got_.head,   \
                     got_.body);                                                                   \
        answer_free(&got_);                                                                        \
    } while (0)

#endif
