/* Bytes in and bytes out, over real sockets. */
#include "serving.h"

enum { RUBBISH_WAIT_MS = 300 };

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

static void connections_are_spread_over_the_threads(void **state)
{
    struct client c[12];
    int           before[2] = { calls_of[0], calls_of[1] };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(c); i++)
        c[i] = client_open(port);
    for (size_t i = 0; i < ARRAY_LEN(c); i++) {
        struct answer a;

        client_send(&c[i], GETS("/notes/7"));
        a = client_read(&c[i], false);
        assert_int_equal(200, a.status);
        answer_free(&a);
    }
    assert_int_equal(2, n_threads);
    assert_int_equal(6, calls_of[0] - before[0]);
    assert_int_equal(6, calls_of[1] - before[1]);
    for (size_t i = 0; i < ARRAY_LEN(c); i++)
        client_close(&c[i]);
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
    int   n    = snprintf(text, 80000,
                          "POST /tasks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
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
        /* The library may see neither a whole request nor that no more comes, until it is idle. */
        if (client_more(&c, RUBBISH_WAIT_MS)) {
            a = client_read(&c, false);
            assert_true(a.status == 0 || a.status >= 400);
            answer_free(&a);
        }
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
    snprintf(text + 39900, 100, "%s", " HTTP/1.1\r\nHost: x" END);
    expect(text, 414);
    free(text);
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
        cmocka_unit_test(connections_are_spread_over_the_threads),
        cmocka_unit_test(replies_carry_the_headers_that_keep_browsers_careful),
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
        cmocka_unit_test(a_port_that_is_taken_is_said),
    };

    return cmocka_run_group_tests_name("server", tests, setup, teardown);
}
