#include "harness.h"

static enum rc run(struct request *q, struct work *w)
{
    (void)w;
    return reply_empty(q);
}

struct inner {
    struct str word;
};
static const struct field inner_fields[] = { F(struct inner, word, .doc = "a word") };
static const struct shape inner_shape    = SHAPE(struct inner, inner_fields);

struct outer {
    struct inner one;
    struct list  many;
    struct json  data;
};
static const struct field outer_fields[] = {
    F_OBJ(struct outer, one, &inner_shape, .doc = "one"),
    F(struct outer, many, .of = &note_shape, .doc = "many"),
    F(struct outer, data, .opt = true, .doc = "anything"),
};
static const struct shape outer_shape = SHAPE(struct outer, outer_fields);

struct ask {
    struct str  word;
    struct list ids;
};
static const struct field ask_fields[] = {
    F(struct ask, word, .opt = true, .max = 20, .doc = "what to look for"),
    F(struct ask, ids, .opt = true, .each = K_I64, .as = AS_ID, .doc = "only these"),
};
static const struct shape ask_shape = SHAPE(struct ask, ask_fields);

static const struct route cases[] = {
    { .on         = GET,
      .path       = "/api/v1/cases",
      .can        = 7,
      .run        = run,
      .query      = &ask_shape,
      .reply      = &note_shape,
      .reply_list = true,
      .doc        = "List the cases." },
    { .on    = POST,
      .path  = "/api/v1/cases",
      .can   = 8,
      .run   = run,
      .body  = &outer_shape,
      .reply = &note_shape,
      .doc   = "File a case." },
    { .on    = POST,
      .path  = "/api/v1/cases/{id}/files",
      .can   = 8,
      .run   = run,
      .takes = BODY_PARTS,
      .body  = &ask_shape,
      .doc   = "Add photos." },
    { 0 },
};
static const struct route others[] = {
    { .on    = PUT,
      .path  = "/api/v1/practice/{name}",
      .can   = 8,
      .run   = run,
      .takes = BODY_RAW,
      .doc   = "Load a practice." },
    { .on         = GET,
      .path       = "/p/{code}",
      .can        = 7,
      .run        = run,
      .reply_type = "text/html; charset=utf-8",
      .doc        = "One case as a page." },
    { 0 },
};
static const struct route *const tables[] = { cases, others, NULL };

static struct arena      *arena;
static const struct jval *doc;
static struct buf         text;

static const char *can_name(int can)
{
    return can == 7 ? "anybody" : "case.open";
}

static int setup(void **state)
{
    struct faults f = { 0 };

    (void)state;
    arena = arena_new(16 << 20);
    buf_init(&text, 4 << 20);
    openapi_write(tables, can_name, &text);
    if (json_parse(arena, buf_str(&text), &f, &doc) != RC_OK)
        fail_msg("not JSON: %.*s", STR_ARG(buf_str(&text)));
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    buf_free(&text);
    arena_free(arena);
    return 0;
}

/* Follow names into the document; fails when one is not there. */
#define AT(...) at((const char *const[]){ __VA_ARGS__, NULL })
static const struct jval *at(const char *const *names)
{
    const struct jval *v = doc;

    for (; *names; names++) {
        const struct jval *next;

        if (v->kind == J_LIST) {
            next = v->first;
            for (char i = '0'; next && i < **names; i++) /* "0" to "9" */
                next = next->next;
        } else {
            next = json_get(v, *names);
        }
        if (!next)
            fail_msg("no %s", *names);
        v = next;
    }
    return v;
}

#define CASES "paths", "/api/v1/cases"

static void an_operation_tells_what_its_route_tells(void **state)
{
    (void)state;
    assert_text(AT("openapi")->text, "3.1.0");
    assert_text(AT(CASES, "get", "operationId")->text, "getCases");
    assert_text(AT(CASES, "post", "operationId")->text, "postCases");
    assert_text(AT("paths", "/api/v1/cases/{id}/files", "post", "operationId")->text,
                "postCasesByIdFiles");
    assert_text(AT(CASES, "get", "summary")->text, "List the cases.");
    assert_text(AT(CASES, "get", "x-capability")->text, "anybody");
    assert_text(AT(CASES, "get", "tags", "0")->text, "cases");
    assert_text(AT("paths", "/p/{code}", "get", "tags", "0")->text, "pages");
}

static void parameters_come_from_path_and_query(void **state)
{
    (void)state;
    assert_text(AT(CASES, "get", "parameters", "0", "name")->text, "word");
    assert_text(AT(CASES, "get", "parameters", "0", "in")->text, "query");
    assert_text(AT(CASES, "get", "parameters", "0", "description")->text, "what to look for");
    assert_text(AT(CASES, "get", "parameters", "0", "schema", "maxLength")->text, "20");
    assert_false(AT(CASES, "get", "parameters", "0", "required")->yes);
    assert_text(AT(CASES, "get", "parameters", "1", "schema", "items", "pattern")->text,
                "^[0-9]{1,19}$");
    assert_text(
        AT("paths", "/api/v1/cases/{id}/files", "post", "parameters", "0", "schema", "pattern")
            ->text,
        "^[0-9]{1,19}$");
    assert_null(json_get(AT("paths", "/p/{code}", "get", "parameters", "0", "schema"), "pattern"));
}

static void bodies_and_replies_refer_to_shapes(void **state)
{
    (void)state;
    assert_text(
        AT(CASES, "post", "requestBody", "content", "application/json", "schema", "$ref")->text,
        "#/components/schemas/outer");
    assert_text(
        AT(CASES, "post", "responses", "201", "content", "application/json", "schema", "$ref")
            ->text,
        "#/components/schemas/note");
    assert_text(AT(CASES, "get", "responses", "200", "content", "application/json", "schema",
                   "properties", "items", "items", "$ref")
                    ->text,
                "#/components/schemas/note");
    assert_text(AT("paths", "/api/v1/cases/{id}/files", "post", "requestBody", "content",
                   "multipart/form-data", "schema", "properties", "word", "type")
                    ->text,
                "string");
    assert_non_null(AT("paths", "/api/v1/practice/{name}", "put", "requestBody", "content", "*/*"));
    assert_non_null(AT("paths", "/api/v1/practice/{name}", "put", "responses", "204"));
    assert_non_null(
        AT("paths", "/p/{code}", "get", "responses", "200", "content", "text/html; charset=utf-8"));
}

static void components_are_those_that_are_used_and_no_others(void **state)
{
    const struct jval *schemas = AT("components", "schemas");

    (void)state;
    assert_int_equal(6, schemas->n);
    assert_non_null(json_get(schemas, "note"));
    assert_non_null(json_get(schemas, "outer"));
    assert_non_null(json_get(schemas, "inner"));
    assert_non_null(json_get(schemas, "api_error"));
    assert_non_null(json_get(schemas, "field_error"));
    assert_non_null(json_get(schemas, "file_finding"));
    assert_null(json_get(schemas, "ask"));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_operation_tells_what_its_route_tells),
        cmocka_unit_test(parameters_come_from_path_and_query),
        cmocka_unit_test(bodies_and_replies_refer_to_shapes),
        cmocka_unit_test(components_are_those_that_are_used_and_no_others),
    };

    if (argc > 1 && strcmp(argv[1], "--print") == 0) { /* for the lint's own test */
        buf_init(&text, 4 << 20);
        openapi_write(tables, can_name, &text);
        printf("%.*s\n", STR_ARG(buf_str(&text)));
        buf_free(&text);
        return 0;
    }
    return cmocka_run_group_tests_name("openapi", tests, setup, teardown);
}
