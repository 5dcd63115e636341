/* The real server on a free port, with a gate that answers as each test wants. */
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
static atomic_bool kept_seen; /* a write saw its header X-Word while it ran */

static void sleep_ms(int ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000L };

    nanosleep(&t, NULL);
}

static int64_t now_ms(void)
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
    atomic_store(&kept_seen, str_is(request_header(q, "x-word"), "kept"));
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

static enum rc admit(void *ctx, struct request *q)
{
    (void)ctx;
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
#define TASK_SLOW  POSTS("/tasks", "application/json", "30", "{\"how\":\"later\",\"wait_ms\":1700}")

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

/* -- tests -- */

static void one_connection_carries_many_calls(void **state)
{
    struct client c = client_open(port);

    (void)state;
    for (int i = 0; i < 5; i++) {
        struct answer a;

        client_send(&c, i % 2 ? TASK_NOW : GETS("/notes/7"));
        a = client_read(&c, false);
        assert_int_equal(i % 2 ? 201 : 200, a.status);
        answer_free(&a);
    }
    client_send(&c, GETS("/notes/8") TASK_LATER GETS("/nothing") GETS("/notes/9"));
    for (int i = 0; i < 4; i++) {
        static const int status[] = { 200, 201, 404, 200 };
        struct answer    a        = client_read(&c, false);

        assert_int_equal(status[i], a.status);
        answer_free(&a);
    }
    client_close(&c);
}

static void replies_carry_the_headers_that_keep_browsers_careful(void **state)
{
    (void)state;
    expect_part(GETS("/notes/1"), 200, "Cache-Control: no-store\r\n");
    expect_part(GETS("/notes/1"), 200, "X-Content-Type-Options: nosniff\r\n");
    expect_part(GETS("/page"), 200, "Content-Security-Policy: default-src 'self'");
    expect_part(GETS("/page"), 200, "Referrer-Policy: same-origin");
    expect_part(GETS("/files/1"), 200, "sandbox");
}

static void a_write_is_answered_from_another_thread(void **state)
{
    (void)state;
    expect_part(TASK_LATER, 201, "{\"wait_ms\":50,\"how\":\"later\"}");
    assert_true(atomic_load(&kept_seen));
    expect(TASK_NOW, 201);
    expect_part(POSTS("/tasks", "application/json", "12", "{\"how\":\"no\"}"), 503,
                "Retry-After: 1");
}

static void after_the_deadline_the_caller_is_told_and_the_unit_ends_in_peace(void **state)
{
    struct client c      = client_open(port);
    int           before = atomic_load(&answered);
    int64_t       from   = now_ms();
    struct answer a;

    (void)state;
    client_send(&c, TASK_SLOW);
    a = client_read(&c, false);
    assert_int_equal(503, a.status);
    assert_non_null(strstr(a.body, "\"code\":\"busy\""));
    assert_true(now_ms() - from >= 900 && now_ms() - from < 1600);
    answer_free(&a);
    /* the connection goes on, and ends before the unit does */
    client_send(&c, GETS("/notes/1"));
    a = client_read(&c, false);
    assert_int_equal(200, a.status);
    answer_free(&a);
    client_close(&c);
    atomic_store(&kept_seen, false);
    while (atomic_load(&answered) == before && now_ms() - from < 5000)
        sleep_ms(10);
    assert_int_equal(before + 1, atomic_load(&answered));
    assert_true(atomic_load(&kept_seen));
}

static void callers_who_hang_up_do_no_harm(void **state)
{
    int     before = atomic_load(&answered);
    int64_t from   = now_ms();

    (void)state;
    for (int i = 0; i < 20; i++) {
        struct client c = client_open(port);

        client_send(&c, i % 2 ? TASK_LATER : POSTS("/tasks", "application/json", "99", "{\"ho"));
        if (i % 4 == 1)
            sleep_ms(5);
        client_close(&c);
    }
    expect(TASK_LATER, 201);
    while (atomic_load(&answered) < before + 11 && now_ms() - from < 5000)
        sleep_ms(10);
    assert_int_equal(before + 11, atomic_load(&answered));
}

static void what_is_not_taken_is_refused_clearly(void **state)
{
    (void)state;
    expect(GETS("/nothing"), 404);
    expect_part("DELETE /page HTTP/1.1\r\nHost: x" END, 405, "Allow: GET, HEAD\r\n");
    expect(POSTS("/tasks", "text/plain", "13", "{\"how\":\"now\"}"), 415);
    expect(POSTS("/tasks", "application/json", "9", "{\"how\":1}"), 422);
    expect(POSTS("/tasks", "application/json", "3", "{\"h"), 400);
    expect_part("GET /notes/1 HTTP/1.1\r\nHost: x\r\nX-Strict: 1" END, 401, "WWW-Authenticate");
    expect("GET /notes/1 HTTP/1.1\r\nHost: x\r\nX-Strict: 1\r\nCookie: a=b; sid=x" END, 200);
    expect("DELETE /notes/1 HTTP/1.1\r\nHost: x" END, 204);
    expect(GETS("/files/2"), 404);
    expect_part(GETS("/rare"), 200, "hello");
    expect(GETS("/rare"), 200);
    expect_part(GETS("/rare"), 429, "Retry-After: ");
}

static void a_body_that_is_too_large_is_refused_early(void **state)
{
    static const char text[] = "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
                               "\r\nContent-Length: 99000000" END;
    struct client     c      = client_open(port);
    struct answer     a;

    (void)state;
    client_send(&c, text);
    a = client_read(&c, false);
    assert_int_equal(413, a.status);
    answer_free(&a);
    client_close(&c);
    /* "may I?" is answered before anything is sent */
    expect("POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nExpect: "
           "100-continue\r\nContent-Length: 70000" END,
           413);
}

static void a_body_a_little_too_large_is_read_so_that_the_reply_arrives(void **state)
{
    char *text = malloc(80000);
    int   n    = sprintf(text, "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
                                    "\r\nContent-Length: 70000" END);

    (void)state;
    memset(text + n, ' ', 70000);
    text[n + 70000] = 0;
    expect_part(text, 413, "65536");
    free(text);
}

static void a_body_without_a_length_ends_at_its_limit(void **state)
{
    struct client c = client_open(port);
    struct answer a;
    char          chunk[1100];

    (void)state;
    client_send(&c, "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked" END "d\r\n{\"how\":\"now\"}\r\n0" END);
    a = client_read(&c, false);
    assert_int_equal(201, a.status);
    answer_free(&a);
    client_send(&c, "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked" END);
    memset(chunk, ' ', sizeof(chunk));
    memcpy(chunk, "400\r\n", 5);
    memcpy(chunk + 5 + 1024, "\r\n", 3);
    for (int i = 0; i < 100; i++)
        client_send(&c, chunk);
    client_send(&c, "0" END);
    a = client_read(&c, false);
    assert_int_equal(413, a.status);
    answer_free(&a);
    client_close(&c);
    /* without end: the server hangs up */
    c = client_open(port);
    client_send(&c, "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    "Transfer-Encoding: chunked" END);
    for (int i = 0; i < 4000; i++)
        client_send(&c, chunk);
    a = client_read(&c, false);
    assert_true(a.status == 0 || a.status == 413);
    assert_true(c.ended);
    answer_free(&a);
    client_close(&c);
}

static void a_caller_may_ask_before_sending(void **state)
{
    struct client c = client_open(port);
    struct answer a;

    (void)state;
    client_send(&c, "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                    "Expect: 100-continue\r\nContent-Length: 13" END);
    a = client_read(&c, false);
    assert_int_equal(100, a.status);
    answer_free(&a);
    client_send(&c, "{\"how\":\"now\"}");
    a = client_read(&c, false);
    assert_int_equal(201, a.status);
    answer_free(&a);
    client_close(&c);
}

static void a_head_is_a_get_without_its_body(void **state)
{
    struct client c = client_open(port);
    struct answer a;

    (void)state;
    client_send(&c, "HEAD /notes/1 HTTP/1.1\r\nHost: x" END);
    a = client_read(&c, true);
    assert_int_equal(200, a.status);
    assert_non_null(strstr(a.head, "Content-Length: 25\r\n"));
    answer_free(&a);
    client_send(&c, GETS("/notes/1"));
    a = client_read(&c, false);
    assert_string_equal("{\"word\":\"hello\",\"id\":\"1\"}", a.body);
    answer_free(&a);
    client_close(&c);
}

static void a_file_is_sent_under_its_name(void **state)
{
    (void)state;
    expect_part(GETS("/files/1"), 200, "filename*=UTF-8''%E8%A1%A8.csv");
    expect_part(GETS("/files/1"), 200, "a,b\n");
}

static void a_large_reply_arrives_whole(void **state)
{
    struct answer a = ask(port, GETS("/big"));

    (void)state;
    assert_int_equal(200, a.status);
    assert_int_equal(500000, strlen(a.body));
    answer_free(&a);
}

static void an_uploaded_file_is_there_for_the_handler_only(void **state)
{
    struct client c = client_open(port);
    struct answer a;

    (void)state;
    client_send(&c, POSTS("/form", "multipart/form-data; boundary=b", "77",
                          "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"" END
                          "12345\r\n--b--\r\n"));
    a = client_read(&c, false);
    assert_int_equal(200, a.status);
    assert_string_equal("true", a.body);
    answer_free(&a);
    client_send(&c, GETS("/notes/1"));
    a = client_read(&c, false);
    answer_free(&a);
    assert_int_equal(-1, access(upload_path, F_OK));
    client_close(&c);
}

static void what_is_not_http_does_no_harm(void **state)
{
    static const char *const rubbish[] = {
        "\r\n\r\n\r\n",
        "GET\r\n\r\n",
        "\x16\x03\x01\x02",
        "GET / HTTP/9.9\r\n\r\n",
        "GET /notes/1 HTTP/1.1\r\n\r\n",
        "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Length: -1" END,
        "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999999" END,
        "GET /%zz HTTP/1.1\r\nHost: x" END,
        "GET /notes/1?%zz HTTP/1.1\r\nHost: x" END,
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(rubbish); i++) {
        struct client c = client_open(port);
        struct answer a;

        client_send(&c, rubbish[i]);
        shutdown(c.fd, SHUT_WR);
        a = client_read(&c, false);
        assert_true(a.status == 0 || a.status >= 400);
        answer_free(&a);
        client_close(&c);
    }
    expect(GETS("/notes/1"), 200);
}

static void an_address_that_is_too_long_is_refused(void **state)
{
    char *text = malloc(40000);

    (void)state;
    memset(text, 'x', 40000);
    memcpy(text, "GET /", 5);
    strcpy(text + 39900, " HTTP/1.1\r\nHost: x" END);
    expect(text, 414);
    free(text);
}

static void a_stream_tells_what_is_new(void **state)
{
    struct client c      = client_open(port);
    int           before = atomic_load(&closed);

    (void)state;
    atomic_store(&news, 2);
    client_send(&c, GETS("/news"));
    assert_true(client_until(&c, "Content-Type: text/event-stream\r\n"));
    assert_true(client_until(&c, "data: 0\n\n"));
    assert_true(client_until(&c, "data: 1\n\n"));
    for (int i = 2; i < 30; i++) {
        char mark[32];

        atomic_store(&news, i + 1);
        stream_wake(server);
        snprintf(mark, sizeof(mark), "data: %d\n\n", i);
        assert_true(client_until(&c, mark));
    }
    client_close(&c);
    /* gone: found out when there is something to tell */
    for (int i = 0; i < 500 && atomic_load(&closed) == before; i++) {
        atomic_fetch_add(&news, 1);
        stream_wake(server);
        sleep_ms(10);
    }
    assert_int_equal(before + 1, atomic_load(&closed));
}

static void *read_much(void *ctx)
{
    struct client c  = client_open(port);
    size_t       *ok = ctx;

    for (int i = 0; i < 150; i++) {
        struct answer a;

        client_send(&c, i % 3 == 0   ? POSTS("/tasks", "application/json", "27",
                                             "{\"how\":\"later\",\"wait_ms\":1}")
                        : i % 3 == 1 ? TASK_NOW
                                     : GETS("/notes/1"));
        a = client_read(&c, false);
        *ok += a.status == 200 || a.status == 201;
        answer_free(&a);
    }
    client_close(&c);
    return NULL;
}

static void many_callers_at_once_are_all_served(void **state)
{
    pthread_t threads[8];
    size_t    ok[8] = { 0 };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(threads); i++)
        assert_int_equal(0, pthread_create(&threads[i], NULL, read_much, &ok[i]));
    for (size_t i = 0; i < ARRAY_LEN(threads); i++) {
        pthread_join(threads[i], NULL);
        assert_int_equal(150, ok[i]);
    }
}

static void the_end_waits_for_what_was_taken_and_ends_streams(void **state)
{
    struct server *s      = start(10);
    struct client  writer = client_open(server_port(s)), reader = client_open(server_port(s));
    int            before = atomic_load(&closed);
    struct answer  a;

    (void)state;
    client_send(&reader, GETS("/news"));
    assert_true(client_until(&reader, "data: 0\n\n"));
    client_send(&writer,
                POSTS("/tasks", "application/json", "29", "{\"how\":\"later\",\"wait_ms\":300}"));
    sleep_ms(100);
    server_stop(s);
    assert_int_equal(before + 1, atomic_load(&closed));
    a = client_read(&writer, false);
    assert_int_equal(201, a.status);
    answer_free(&a);
    assert_false(client_until(&reader, "never"));
    assert_true(reader.ended);
    client_close(&writer);
    client_close(&reader);
}

static void a_port_that_is_taken_is_said(void **state)
{
    struct server_options o = { .address = "127.0.0.1",
                                .port    = port,
                                .tables  = tables,
                                .gate    = { .admit = admit, .serve = serve },
                                .spool   = spool };
    struct server        *s;
    struct buf            why;

    (void)state;
    buf_init(&why, 1000);
    assert_int_equal(RC_IO, server_start(&o, &s, &why));
    assert_has(buf_str(&why), "127.0.0.1 port");
    buf_clear(&why);
    o.address = "no address";
    assert_int_equal(RC_INVALID, server_start(&o, &s, &why));
    assert_has(buf_str(&why), "no address");
    buf_free(&why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_connection_carries_many_calls),
        cmocka_unit_test(replies_carry_the_headers_that_keep_browsers_careful),
        cmocka_unit_test(a_write_is_answered_from_another_thread),
        cmocka_unit_test(after_the_deadline_the_caller_is_told_and_the_unit_ends_in_peace),
        cmocka_unit_test(callers_who_hang_up_do_no_harm),
        cmocka_unit_test(what_is_not_taken_is_refused_clearly),
        cmocka_unit_test(a_body_that_is_too_large_is_refused_early),
        cmocka_unit_test(a_body_a_little_too_large_is_read_so_that_the_reply_arrives),
        cmocka_unit_test(a_body_without_a_length_ends_at_its_limit),
        cmocka_unit_test(a_caller_may_ask_before_sending),
        cmocka_unit_test(a_head_is_a_get_without_its_body),
        cmocka_unit_test(a_file_is_sent_under_its_name),
        cmocka_unit_test(a_large_reply_arrives_whole),
        cmocka_unit_test(an_uploaded_file_is_there_for_the_handler_only),
        cmocka_unit_test(what_is_not_http_does_no_harm),
        cmocka_unit_test(an_address_that_is_too_long_is_refused),
        cmocka_unit_test(a_stream_tells_what_is_new),
        cmocka_unit_test(many_callers_at_once_are_all_served),
        cmocka_unit_test(the_end_waits_for_what_was_taken_and_ends_streams),
        cmocka_unit_test(a_port_that_is_taken_is_said),
    };

    return cmocka_run_group_tests_name("server", tests, setup, teardown);
}
