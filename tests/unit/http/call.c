/* The way of a call from its first line to its reply, without a socket. */
#include "walking.h"

#include <unistd.h>

static enum rc get_note(struct request *q, struct work *w)
{
    struct note n = { S("hello"), q->path.id, 3 };

    (void)w;
    return reply(q, 200, &note_shape, &n);
}

static enum rc list_notes(struct request *q, struct work *w)
{
    const struct note *ask   = q->query;
    struct note        two[] = { { ask->word, 1, ask->count }, { S("b"), 2, NONE_I32 } };

    (void)w;
    return reply_list(q, &note_shape, &(struct rows_view){ two, 2 }, S("more"), S("\"total\":2"));
}

static enum rc post_note(struct request *q, struct work *w)
{
    (void)w;
    return reply(q, 201, &note_shape, q->body);
}

static enum rc post_raw(struct request *q, struct work *w)
{
    (void)w;
    return reply_text(q, 200, "text/plain", q->raw);
}

static enum rc post_form(struct request *q, struct work *w)
{
    const struct note *n = q->body;

    (void)w;
    return reply_json(q, 200,
                      arena_fmt(q->arena, "[\"%.*s\",%zu,%lld]", STR_ARG(n->word), q->n_files,
                                q->n_files ? (long long)q->files[0].size : -1LL));
}

static enum rc who(struct request *q, struct work *w)
{
    (void)w;
    return reply_text(q, 200, "text/plain", q->address);
}

static enum rc tree(struct request *q, struct work *w)
{
    (void)w;
    return reply_json(q, 200, q->body_json ? q->body_json->raw : S("null"));
}

static enum rc silent(struct request *q, struct work *w)
{
    (void)q;
    (void)w;
    return RC_OK;
}

static const struct say say_two = SAY("two", "两个{0}", "two of {0}");

static enum rc faulty(struct request *q, struct work *w)
{
    (void)w;
    fault_field(&q->faults, RC_INVALID, &say_needed, S("form.phone"), STR_NONE);
    return fault(&q->faults, RC_CONFLICT, &say_two, S("\"x\""), STR_NONE);
}

#define COMMON .can = 1, .doc = "d"
static const struct route routes[] = {
    { COMMON, .on = GET, .path = "/notes/{id}", .run = get_note },
    { COMMON, .on = GET, .path = "/notes", .run = list_notes, .query = &note_shape },
    { COMMON, .on = POST, .path = "/notes", .run = post_note, .body = &note_shape,
      .body_most = 100 },
    { COMMON, .on = POST, .path = "/raw", .run = post_raw, .takes = BODY_RAW },
    { COMMON, .on = POST, .path = "/form", .run = post_form, .body = &note_shape,
      .takes = BODY_PARTS },
    { COMMON, .on = POST, .path = "/tree", .run = tree },
    { COMMON, .on = GET, .path = "/who", .run = who, .per_minute = 3 },
    { COMMON, .on = GET, .path = "/silent", .run = silent },
    { COMMON, .on = GET, .path = "/faulty", .run = faulty },
    { 0 },
};
static const struct route *const tables[] = { routes, NULL };

static int setup(void **state)
{
    (void)state;
    return walk_begin(tables);
}

static struct str head(const char *name)
{
    for (size_t i = 0; i < call.q.n_head; i++)
        if (str_is(call.q.head[i].name, name))
            return call.q.head[i].value;
    return STR_NONE;
}

#define JSON "Content-Type", "application/json"

static void a_read_is_answered_by_shape(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/notes/12", { 0 } }));
    assert_int_equal(200, call.q.status);
    assert_text(out(), "{\"word\":\"hello\",\"id\":\"12\",\"count\":3}");
}

static void a_query_is_bound_by_shape(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/notes?word=%E5%8C%97&count=4", { 0 } }));
    assert_text(out(), "{\"items\":[{\"word\":\"北\",\"id\":\"1\",\"count\":4},"
                       "{\"word\":\"b\",\"id\":\"2\"}],\"next\":\"more\",\"total\":2}");
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/notes?count=99", { 0 } }));
    assert_has(out(), "\"path\":\"count\"");
    assert_has(out(), "\"path\":\"word\"");
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/notes/1?x=1", { 0 } }));
    assert_has(out(), "\"path\":\"x\",\"code\":\"unknown\"");
    assert_int_equal(RC_MALFORMED, go(&(struct said){ "GET", "/notes?word=%", { 0 } }));
}

static void a_json_body_is_bound_by_shape(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "POST",
                                               "/notes",
                                               { JSON, "Content-Length", "21" },
                                               S("{\"word\":\"a\",\"id\":\"7\"}") }));
    assert_int_equal(201, call.q.status);
    assert_text(out(), "{\"word\":\"a\",\"id\":\"7\"}");
}

static void a_body_that_is_not_the_routes_is_refused(void **state)
{
    static const struct {
        struct str  body;
        enum rc     rc;
        const char *part;
    } cases[] = {
        { { "{\"word\":1}", 10 }, RC_INVALID, "\"path\":\"word\",\"code\":\"wrong_type\"" },
        { { "{\"wort\":\"a\"}", 12 }, RC_INVALID, "\"path\":\"wort\",\"code\":\"unknown\"" },
        { { "{\"word\":", 8 }, RC_MALFORMED, "\"code\":\"malformed\"" },
        { { "[1]", 3 }, RC_MALFORMED, "\"reason\":\"json\"" },
        { { "{\"word\":\"\xff\"}", 12 }, RC_MALFORMED, "malformed" },
        { { "{\"word\":\"123456789\"}", 20 }, RC_INVALID, "too_long" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        assert_int_equal(
            cases[i].rc,
            go(&(struct said){
                "POST", "/notes", { JSON, "Transfer-Encoding", "chunked" }, cases[i].body }));
        assert_has(out(), cases[i].part);
    }
    assert_int_equal(RC_MALFORMED, go(&(struct said){ "POST", "/notes", { 0 } }));
}

static void a_body_of_another_type_is_refused(void **state)
{
    static const char *const types[] = { "text/plain", "application/x-www-form-urlencoded",
                                         "multipart/form-data; boundary=x", NULL };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        assert_int_equal(RC_UNSUPPORTED,
                         go(&(struct said){
                             "POST",
                             "/notes",
                             { "Content-Length", "2", types[i] ? "Content-Type" : NULL, types[i] },
                             S("{}") }));
        assert_has(out(), "application/json");
    }
    assert_int_equal(
        RC_UNSUPPORTED,
        go(&(struct said){ "POST", "/form", { JSON, "Content-Length", "2" }, S("{}") }));
    assert_int_equal(RC_UNSUPPORTED,
                     go(&(struct said){ "POST",
                                        "/raw",
                                        { "Content-Type", "application/x-www-form-urlencoded",
                                          "Content-Length", "1" },
                                        S("a") }));
}

static void a_body_too_long_is_refused_by_its_announcement(void **state)
{
    struct said s = { "POST", "/notes", { JSON, "Content-Length", "101" } };
    struct peer p = site_peer(&site, S("192.0.2.1"));

    (void)state;
    call_clear(&call);
    call.header = said_header;
    call.from   = &s;
    call_begin(&call, S("POST"), S("/notes"), &p, 0);
    assert_int_equal(RC_TOO_LARGE, call.rc);
    assert_true(call.skip);
    s.head[3] = "x";
    call_clear(&call);
    call_begin(&call, S("POST"), S("/notes"), &p, 0);
    assert_int_equal(RC_MALFORMED, call.rc);
}

static void a_body_that_grows_too_long_is_refused_on_the_way(void **state)
{
    char       big[101];
    struct str body = { big, sizeof(big) };

    (void)state;
    memset(big, ' ', sizeof(big));
    assert_int_equal(
        RC_TOO_LARGE,
        go(&(struct said){ "POST", "/notes", { JSON, "Transfer-Encoding", "chunked" }, body }));
    assert_has(out(), "100");
    assert_true(call.body.n <= 100);
}

static void a_raw_body_comes_as_it_is(void **state)
{
    (void)state;
    assert_int_equal(RC_OK,
                     go(&(struct said){ "POST",
                                        "/raw",
                                        { "Content-Type", "text/csv", "Content-Length", "9" },
                                        S("a,b\r\n1,\xff\n") }));
    assert_text(out(), "a,b\r\n1,\xff\n");
}

static void a_form_is_bound_and_its_files_counted(void **state)
{
    static const char form[] =
        "--b\r\nContent-Disposition: form-data; name=\"word\"\r\n\r\nhi\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n12345\r\n--b--";

    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "POST",
                                               "/form",
                                               { "Content-Type", "multipart/form-data; boundary=b",
                                                 "Content-Length", "177" },
                                               str_of(form) }));
    assert_text(out(), "[\"hi\",1,5]");
    assert_int_equal(RC_MALFORMED,
                     go(&(struct said){ "POST",
                                        "/form",
                                        { "Content-Type", "multipart/form-data; boundary=b",
                                          "Content-Length", "9" },
                                        S("--b\r\nhalf") }));
    assert_int_equal(RC_MALFORMED, go(&(struct said){ "POST",
                                                      "/form",
                                                      { "Content-Type", "multipart/form-data",
                                                        "Content-Length", "9" },
                                                      S("--b\r\nhalf") }));
}

static void a_route_without_a_shape_may_still_get_json(void **state)
{
    (void)state;
    assert_int_equal(
        RC_OK,
        go(&(struct said){ "POST", "/tree", { JSON, "Content-Length", "7" }, S("{\"a\":1}") }));
    assert_text(out(), "{\"a\":1}");
    assert_int_equal(RC_OK, go(&(struct said){ "POST", "/tree", { 0 } }));
    assert_text(out(), "null");
}

static void nothing_there_and_another_method_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(RC_NOT_FOUND, go(&(struct said){ "GET", "/nothing", { 0 } }));
    assert_int_equal(RC_NOT_FOUND, go(&(struct said){ "BREW", "/nothing", { 0 } }));
    assert_int_equal(RC_NO_METHOD, go(&(struct said){ "DELETE", "/notes", { 0 } }));
    assert_text(head("Allow"), "GET, HEAD, POST");
    assert_int_equal(RC_NO_METHOD, go(&(struct said){ "OPTIONS", "/raw", { 0 } }));
    assert_text(head("Allow"), "POST");
    assert_int_equal(RC_OK, go(&(struct said){ "HEAD", "/notes/1", { 0 } }));
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "http://host/notes/1", { 0 } }));
}

static void an_error_is_told_in_the_callers_language(void **state)
{
    (void)state;
    assert_int_equal(RC_CONFLICT,
                     go(&(struct said){ "GET", "/faulty", { "Accept-Language", "en" } }));
    assert_int_equal(409, call.q.status);
    assert_text(
        out(),
        "{\"code\":\"conflict\",\"message\":\"two of \\\"x\\\"\",\"reason\":\"two\",\"fields\":["
        "{\"path\":\"form.phone\",\"code\":\"needed\",\"message\":\"must be given\"}]}");
    assert_int_equal(RC_CONFLICT,
                     go(&(struct said){ "GET", "/faulty", { "accept-language", "zh" } }));
    assert_has(out(), "两个\\\"x\\\"");
    assert_int_equal(RC_NOT_FOUND,
                     go(&(struct said){ "GET", "/nothing", { "Accept-Language", "en" } }));
    assert_text(out(),
                "{\"code\":\"not_found\",\"message\":\"There is nothing here.\",\"fields\":[]}");
}

static void every_result_has_a_sentence_of_its_own(void **state)
{
    (void)state;
    for (int rc = 0; rc < RC_COUNT; rc++) {
        assert_non_null(rc_say((enum rc)rc)->zh);
        assert_non_null(rc_say((enum rc)rc)->en);
        if (rc != RC_OK)
            assert_string_equal(rc_code((enum rc)rc), rc_say((enum rc)rc)->key);
    }
}

static void a_handler_that_says_nothing_is_our_fault(void **state)
{
    (void)state;
    assert_int_equal(RC_INTERNAL, go(&(struct said){ "GET", "/silent", { 0 } }));
    assert_int_equal(500, call.q.status);
}

static enum rc go_from(const char *peer, const struct said *s, int64_t at_s)
{
    call_clear(&call);
    call_walk(&call, s, peer, at_s);
    return call.rc;
}

static enum rc call_who(const char *peer, const char *forwarded, int64_t at_s)
{
    return go_from(peer, &(struct said){ "GET", "/who", { "X-Forwarded-For", forwarded } }, at_s);
}

static void too_many_calls_of_one_address_are_refused(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(RC_OK, call_who("198.51.100.1", NULL, 1215));
    assert_int_equal(RC_TOO_MANY, call_who("198.51.100.1", NULL, 1215));
    assert_int_equal(429, call.q.status);
    assert_text(head("Retry-After"), "45");
    assert_int_equal(RC_OK, call_who("198.51.100.2", NULL, 1215));
    assert_int_equal(RC_OK, call_who("198.51.100.1", NULL, 1260));
    site.per_minute = 2;
    walk_now_s      = 1320;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/notes/1", { 0 } }));
    assert_int_equal(RC_NOT_FOUND, go(&(struct said){ "GET", "/nothing", { 0 } }));
    assert_int_equal(RC_TOO_MANY, go(&(struct said){ "GET", "/notes/1", { 0 } }));
    site.per_minute = PER_MINUTE;
}

static void all_addresses_of_one_line_of_version_6_count_as_one(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, call_who("2001:db8:1:2::1", NULL, 1800));
    assert_int_equal(RC_OK, call_who("2001:db8:1:2::2", NULL, 1800));
    assert_int_equal(RC_OK, call_who("2001:db8:1:2:ffff::3", NULL, 1800));
    assert_int_equal(RC_TOO_MANY, call_who("2001:db8:1:2::4", NULL, 1800));
    assert_int_equal(RC_OK, call_who("2001:db8:1:3::1", NULL, 1800));
}

static void only_the_trusted_proxy_names_another_caller(void **state)
{
    (void)state;
    site.trusted_proxy = "192.0.2.9";
    assert_int_equal(RC_OK, call_who("192.0.2.9", "10.0.0.1, 203.0.113.5", 2400));
    assert_text(out(), "203.0.113.5");
    assert_int_equal(RC_OK, call_who("192.0.2.8", "203.0.113.6", 2400));
    assert_text(out(), "192.0.2.8");
    assert_int_equal(RC_OK, call_who("192.0.2.9", "not an address", 2400));
    assert_text(out(), "192.0.2.9");
    assert_int_equal(RC_OK, call_who("192.0.2.9", "2001:db8::1", 2400));
    assert_text(out(), "2001:db8::1");
    /* a line of the caller's own, and the proxy's behind it */
    assert_int_equal(RC_OK, go_from("192.0.2.9",
                                    &(struct said){ "GET",
                                                    "/who",
                                                    { "X-Forwarded-For", "10.9.9.9",
                                                      "X-Forwarded-For", "203.0.113.7" } },
                                    2460));
    assert_text(out(), "203.0.113.7");
    site.trusted_proxy = NULL;
}

static void a_header_is_said_once_but_each_cookie_has_its_line(void **state)
{
    struct request *q = &call.q;

    (void)state;
    call_clear(&call);
    reply_header(q, "ETag", S("1"));
    reply_header(q, "ETag", S("2"));
    reply_header(q, "Set-Cookie", S("a=1; Path=/"));
    reply_header(q, "Set-Cookie", S("b=1"));
    reply_header(q, "Set-Cookie", S("a=2; Path=/"));
    reply_header(q, "X-Bad", S("a\r\nSet-Cookie: evil=1"));
    assert_int_equal(3, q->n_head);
    assert_text(q->head[0].value, "2");
    assert_text(q->head[1].value, "a=2; Path=/");
    assert_text(q->head[2].value, "b=1");
}

static void a_call_keeps_nothing_of_the_one_before(void **state)
{
    (void)state;
    assert_int_equal(RC_CONFLICT,
                     go(&(struct said){ "GET", "/faulty", { "Accept-Language", "en" } }));
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/notes/5", { 0 } }));
    assert_text(out(), "{\"word\":\"hello\",\"id\":\"5\",\"count\":3}");
    assert_int_equal(0, call.q.n_head);
    assert_int_equal(0, call.q.faults.n);
    assert_int_equal(LANG_ZH, call.q.lang);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_read_is_answered_by_shape),
        cmocka_unit_test(a_query_is_bound_by_shape),
        cmocka_unit_test(a_json_body_is_bound_by_shape),
        cmocka_unit_test(a_body_that_is_not_the_routes_is_refused),
        cmocka_unit_test(a_body_of_another_type_is_refused),
        cmocka_unit_test(a_body_too_long_is_refused_by_its_announcement),
        cmocka_unit_test(a_body_that_grows_too_long_is_refused_on_the_way),
        cmocka_unit_test(a_raw_body_comes_as_it_is),
        cmocka_unit_test(a_form_is_bound_and_its_files_counted),
        cmocka_unit_test(a_route_without_a_shape_may_still_get_json),
        cmocka_unit_test(nothing_there_and_another_method_are_told_apart),
        cmocka_unit_test(an_error_is_told_in_the_callers_language),
        cmocka_unit_test(every_result_has_a_sentence_of_its_own),
        cmocka_unit_test(a_handler_that_says_nothing_is_our_fault),
        cmocka_unit_test(too_many_calls_of_one_address_are_refused),
        cmocka_unit_test(all_addresses_of_one_line_of_version_6_count_as_one),
        cmocka_unit_test(only_the_trusted_proxy_names_another_caller),
        cmocka_unit_test(a_header_is_said_once_but_each_cookie_has_its_line),
        cmocka_unit_test(a_call_keeps_nothing_of_the_one_before),
    };

    return cmocka_run_group_tests_name("call", tests, setup, walk_end);
}
