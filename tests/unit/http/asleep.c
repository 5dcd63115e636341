/* Writes that sleep until they are answered, streams that sleep until there is news. */
#include "serving.h"

enum { PATIENCE_MS = 20000 }; /* for what a busy machine does late */

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
    assert_true(now_ms() - from >= 900); /* not before it; the unit's own answer is another */
    answer_free(&a);
    /* the connection goes on, and ends before the unit does */
    client_send(&c, GETS("/notes/1"));
    a = client_read(&c, false);
    assert_int_equal(200, a.status);
    answer_free(&a);
    client_close(&c);
    atomic_store(&kept_seen, false);
    while (atomic_load(&answered) == before && now_ms() - from < PATIENCE_MS)
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
        if (i % 4 != 3)
            sleep_ms(5);
        client_close(&c);
    }
    expect(TASK_LATER, 201);
    while (atomic_load(&answered) < before + 11 && now_ms() - from < PATIENCE_MS)
        sleep_ms(10);
    assert_int_equal(before + 11, atomic_load(&answered));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_write_is_answered_from_another_thread),
        cmocka_unit_test(after_the_deadline_the_caller_is_told_and_the_unit_ends_in_peace),
        cmocka_unit_test(callers_who_hang_up_do_no_harm),
        cmocka_unit_test(a_stream_tells_what_is_new),
        cmocka_unit_test(many_callers_at_once_are_all_served),
        cmocka_unit_test(the_end_waits_for_what_was_taken_and_ends_streams),
    };

    return cmocka_run_group_tests_name("asleep", tests, setup, teardown);
}
