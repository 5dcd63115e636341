#include "harness.h"

static enum rc run(struct request *q, struct work *w)
{
    (void)w;
    return reply_empty(q);
}

#define ROUTE(m, p)                                                                                \
    {                                                                                              \
        .on = m, .path = p, .can = 1, .run = run, .doc = "d"                                       \
    }

static const struct route routes[] = {
    ROUTE(GET, "/"),
    ROUTE(GET, "/api/v1/cases"),
    ROUTE(POST, "/api/v1/cases"),
    ROUTE(GET, "/api/v1/cases/{id}"),
    ROUTE(GET, "/api/v1/cases/search"),
    ROUTE(DELETE_, "/api/v1/cases/{id}/files/{sub}"),
    ROUTE(GET, "/api/v1/practice/{name}/{part}"),
    ROUTE(PUT, "/api/v1/practice/{name}/current"),
    ROUTE(GET, "/a/{id}/x"),
    ROUTE(GET, "/a/{name}/y"),
    { 0 },
};
static const struct route *const tables[] = { routes, NULL };

static struct router *router;
static struct arena  *arena;

static int setup(void **state)
{
    struct buf why;

    (void)state;
    buf_init(&why, 1000);
    arena = arena_new(1 << 20);
    if (router_new(tables, "", &router, &why) != RC_OK)
        fail_msg("%.*s", STR_ARG(buf_str(&why)));
    buf_free(&why);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    router_free(router);
    arena_free(arena);
    return 0;
}

static enum rc find(enum method on, const char *path, struct route_hit *hit)
{
    return router_find(router, on, str_of(path), arena, hit);
}

static void a_path_finds_its_route(void **state)
{
    struct route_hit hit;

    (void)state;
    for (size_t i = 0; routes[i].path; i++) {
        if (strchr(routes[i].path, '{'))
            continue;
        assert_int_equal(RC_OK, find(routes[i].on, routes[i].path, &hit));
        assert_ptr_equal(&routes[i], hit.route);
        assert_int_equal(i, hit.nth);
    }
}

static void words_of_the_path_are_given_to_the_route(void **state)
{
    struct route_hit hit;

    (void)state;
    assert_int_equal(RC_OK, find(DELETE_, "/api/v1/cases/9223372036854775807/files/42", &hit));
    assert_int_equal(INT64_MAX, hit.words.id);
    assert_int_equal(42, hit.words.sub);
    assert_int_equal(RC_OK, find(GET, "/api/v1/practice/base-cn/flows", &hit));
    assert_text(hit.words.word[0], "base-cn");
    assert_text(hit.words.word[1], "flows");
    assert_true(hit.words.id == NONE_I64);
}

static void a_literal_and_an_id_stand_side_by_side(void **state)
{
    struct route_hit hit;

    (void)state;
    assert_int_equal(RC_OK, find(GET, "/api/v1/cases/search", &hit));
    assert_string_equal("/api/v1/cases/search", hit.route->path);
    assert_int_equal(RC_OK, find(GET, "/api/v1/cases/7", &hit));
    assert_int_equal(7, hit.words.id);
}

static void a_branch_that_leads_nowhere_is_left_again(void **state)
{
    struct route_hit hit;

    (void)state;
    assert_int_equal(RC_OK, find(GET, "/a/12/x", &hit));
    assert_int_equal(12, hit.words.id);
    assert_int_equal(RC_OK, find(GET, "/a/12/y", &hit));
    assert_text(hit.words.word[0], "12");
    assert_true(hit.words.id == NONE_I64);
    assert_int_equal(RC_NOT_FOUND, find(GET, "/a/12/z", &hit));
}

static void what_is_no_id_is_not_found(void **state)
{
    static const char *const no[] = { "/api/v1/cases/x",
                                      "/api/v1/cases/-1",
                                      "/api/v1/cases/",
                                      "/api/v1/cases/9223372036854775808",
                                      "/api/v1/cases/00000000000000000001",
                                      "/api/v1/cases//7",
                                      "/api/v1/cases/7/",
                                      "api/v1/cases",
                                      "" };
    struct route_hit         hit;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(no); i++)
        if (find(GET, no[i], &hit) != RC_NOT_FOUND)
            fail_msg("%s was found", no[i]);
}

static void a_segment_is_decoded_before_it_is_compared(void **state)
{
    struct route_hit hit;

    (void)state;
    assert_int_equal(RC_OK, find(GET, "/api/v1/c%61ses", &hit));
    assert_int_equal(RC_OK, find(GET, "/api/v1/practice/%e5%8c%97/a%2Fb", &hit));
    assert_text(hit.words.word[0], "北");
    assert_text(hit.words.word[1], "a/b");
    assert_int_equal(RC_NOT_FOUND, find(GET, "/api/v1/practice/%zz/b", &hit));
    assert_int_equal(RC_NOT_FOUND, find(GET, "/api/v1/practice/%00/b", &hit));
    assert_int_equal(RC_NOT_FOUND, find(GET, "/api/v1/practice/%ff/b", &hit));
    assert_int_equal(RC_NOT_FOUND, find(GET, "/api/v1/practice/\xff/b", &hit));
}

static void another_method_is_told_from_nothing_there(void **state)
{
    struct route_hit hit;

    (void)state;
    assert_int_equal(RC_NO_METHOD, find(PATCH, "/api/v1/cases", &hit));
    assert_int_equal(1U << GET | 1U << POST, router_methods(router, S("/api/v1/cases"), arena));
    /* two patterns of one path, each with a method of its own */
    assert_int_equal(1U << GET | 1U << PUT,
                     router_methods(router, S("/api/v1/practice/p/current"), arena));
    assert_int_equal(0, router_methods(router, S("/nothing"), arena));
}

static void a_base_path_stands_before_all(void **state)
{
    struct router   *based;
    struct route_hit hit;
    struct buf       why;

    (void)state;
    buf_init(&why, 1000);
    assert_int_equal(RC_OK, router_new(tables, "/linli", &based, &why));
    assert_int_equal(RC_OK, router_find(based, GET, S("/linli/api/v1/cases"), arena, &hit));
    assert_int_equal(RC_NOT_FOUND, router_find(based, GET, S("/api/v1/cases"), arena, &hit));
    assert_int_equal(RC_NOT_FOUND, router_find(based, GET, S("/linlix/api"), arena, &hit));
    router_free(based);
    assert_int_equal(RC_INVALID, router_new(tables, "linli/", &based, &why));
    buf_free(&why);
}

static void refused(const struct route *two, const char *why_part)
{
    const struct route *const wrong[] = { two, NULL };
    struct router            *r;
    struct buf                why;

    buf_init(&why, 1000);
    assert_int_equal(RC_INVALID, router_new(wrong, NULL, &r, &why));
    assert_has(buf_str(&why), why_part);
    buf_free(&why);
}

static void routes_that_could_match_one_path_are_refused(void **state)
{
    (void)state;
    refused((struct route[]){ ROUTE(GET, "/a/{id}"), ROUTE(GET, "/a/{name}"), { 0 } }, "one path");
    refused((struct route[]){ ROUTE(GET, "/a/{id}"), ROUTE(GET, "/a/{sub}"), { 0 } }, "one path");
    refused((struct route[]){ ROUTE(GET, "/a/7"), ROUTE(GET, "/a/{id}"), { 0 } }, "one path");
    refused((struct route[]){ ROUTE(GET, "/a/{x}"), ROUTE(GET, "/a/new"), { 0 } }, "one path");
    refused((struct route[]){ ROUTE(PUT, "/a"), ROUTE(PUT, "/a"), { 0 } }, "one path");
}

static void a_route_that_says_too_little_is_refused(void **state)
{
    struct field bad_fields[] = { { .name = "x" } };
    struct shape bad          = { .name = "struct bad", .size = 8, .fields = bad_fields, .n = 1 };
    struct route r            = ROUTE(POST, "/a");

    (void)state;
    r.can = CAN_UNSAID;
    refused((struct route[]){ r, { 0 } }, "who may call it");
    r.can = 1;
    r.doc = NULL;
    refused((struct route[]){ r, { 0 } }, "sentence");
    r.doc = "d";
    r.run = NULL;
    refused((struct route[]){ r, { 0 } }, "no handler");
    r.run  = run;
    r.body = &bad;
    refused((struct route[]){ r, { 0 } }, "struct bad.x");
    r.body = NULL;
    r.on   = GET;
    r.tx   = WORK_WRITE;
    refused((struct route[]){ r, { 0 } }, "writes in a GET");
    r.tx     = WORK_READ;
    r.before = run;
    refused((struct route[]){ r, { 0 } }, "writes nothing");
}

static void a_pattern_by_no_rule_is_refused(void **state)
{
    (void)state;
    refused((struct route[]){ ROUTE(GET, "a"), { 0 } }, "is not a path");
    refused((struct route[]){ ROUTE(GET, "/a/"), { 0 } }, "is not a path");
    refused((struct route[]){ ROUTE(GET, "/a{id}"), { 0 } }, "one {name}");
    refused((struct route[]){ ROUTE(GET, "/{id"), { 0 } }, "one {name}");
    refused((struct route[]){ ROUTE(GET, "/{}"), { 0 } }, "one {name}");
    refused((struct route[]){ ROUTE(GET, "/a%20"), { 0 } }, "plainly");
    refused((struct route[]){ ROUTE(GET, "/{id}/{id}"), { 0 } }, "too many words");
    refused((struct route[]){ ROUTE(GET, "/{a}/{b}/{c}/{d}/{e}"), { 0 } }, "too many words");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_finds_its_route),
        cmocka_unit_test(words_of_the_path_are_given_to_the_route),
        cmocka_unit_test(a_literal_and_an_id_stand_side_by_side),
        cmocka_unit_test(a_branch_that_leads_nowhere_is_left_again),
        cmocka_unit_test(what_is_no_id_is_not_found),
        cmocka_unit_test(a_segment_is_decoded_before_it_is_compared),
        cmocka_unit_test(another_method_is_told_from_nothing_there),
        cmocka_unit_test(a_base_path_stands_before_all),
        cmocka_unit_test(routes_that_could_match_one_path_are_refused),
        cmocka_unit_test(a_route_that_says_too_little_is_refused),
        cmocka_unit_test(a_pattern_by_no_rule_is_refused),
    };

    return cmocka_run_group_tests_name("router", tests, setup, teardown);
}
