#include "with_arena.h"

#include "shape/json.h"

#include <string.h>

static const struct jval *parse(const char *text)
{
    const struct jval *v = NULL;
    struct faults      f = { 0 };

    assert_rc(json_parse(a, str_of(text), &f, &v), RC_OK);
    assert_int_equal(f.n, 0);
    return v;
}

/* The English sentence for what is wrong with `text`. */
static void refused(struct str text, const char *want)
{
    const struct jval *v = NULL;
    struct faults      f = { 0 };
    struct buf         b;

    assert_rc(json_parse(a, text, &f, &v), RC_MALFORMED);
    assert_null(v);
    assert_int_equal(f.n, 1);
    buf_init(&b, 4096);
    fault_render(&f.at[0], LANG_EN, &b);
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static void a_tree_holds_kinds_names_and_places(void **state)
{
    const struct jval *v = parse("{ \"网格\": [1, -2.50, true],\n  \"b\" : \"x\\ty\", \"c\":null}");
    const struct jval *list = json_get(v, "网格"), *b = json_get(v, "b");

    (void)state;
    assert_int_equal(v->kind, J_OBJ);
    assert_int_equal(v->n, 3);
    assert_int_equal(list->kind, J_LIST);
    assert_int_equal(list->n, 3);
    assert_text(list->raw, "[1, -2.50, true]");
    assert_int_equal(list->line, 1);
    assert_int_equal(list->col, 9); /* characters, not bytes */
    assert_text(list->first->next->text, "-2.50");
    assert_true(list->first->next->next->yes);
    assert_text(b->text, "x\ty");
    assert_text(b->raw, "\"x\\ty\"");
    assert_int_equal(b->line, 2);
    assert_int_equal(b->col, 9);
    assert_int_equal(json_get(v, "c")->kind, J_NULL);
    assert_null(json_get(v, "d"));
    assert_null(json_get(list, "b"));
}

static void escapes_are_undone(void **state)
{
    (void)state;
    assert_text(parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"")->text, "\"\\/\b\f\n\r\t");
    assert_text(parse("\"a\\u7f51\\u00E9\\u0001z\"")->text, "a网é\x01z");
    assert_text(parse("\"\\ud83d\\ude00\"")->text, "😀");
    assert_text(parse("\"\"")->text, "");
}

static void what_is_not_json_is_refused_with_its_place(void **state)
{
    (void)state;
    refused(S(""), "line 1, column 1: a JSON value expected");
    refused(STR_NONE, "line 1, column 1: a JSON value expected");
    refused(S(" \n "), "line 2, column 2: a JSON value expected");
    refused(S("\xEF\xBB\xBF{}"), "line 1, column 1: a JSON value expected");
    refused(S("{\"a\":1,}"), "line 1, column 8: a name in double quotes expected");
    refused(S("{a:1}"), "line 1, column 2: a name in double quotes expected");
    refused(S("{\"a\" 1}"), "line 1, column 6: a colon expected after the name");
    refused(S("[1 2]"), "line 1, column 4: a comma or ] expected");
    refused(S("{\"a\":1 \"b\"}"), "line 1, column 8: a comma or } expected");
    refused(S("[1,\n\n]"), "line 3, column 1: a JSON value expected");
    refused(S("{} {}"), "line 1, column 4: text after the end of the value");
    refused(S("[\"网\",\"abc]"), "line 1, column 6: this string does not end");
    refused(S("\"abc\\"), "line 1, column 1: this string does not end");
    refused(S("[\"a\tb\"]"), "line 1, column 4: a control character in a string must be escaped");
    refused(S("\"网\\q\""), "line 1, column 3: no such escape");
    refused(S("\"\\u12g4\""), "line 1, column 2: no such escape");
    refused(S("\"\\u12\""), "line 1, column 2: no such escape");
    refused(S("\"a\\ud83dx\""), "line 1, column 3: half of a surrogate pair stands alone");
    refused(S("\"\\ud83d\\u0041\""), "line 1, column 2: half of a surrogate pair stands alone");
    refused(S("\"\\ud83d\\uffff\""), "line 1, column 2: half of a surrogate pair stands alone");
    refused(S("\"\\ude00\""), "line 1, column 2: half of a surrogate pair stands alone");
    refused(S("\"\\u0000\""), "line 1, column 2: the zero character is not taken");
    refused(S("[01]"), "line 1, column 2: not a JSON number");
    refused(S("[1.]"), "line 1, column 2: not a JSON number");
    refused(S("[-]"), "line 1, column 2: not a JSON number");
    refused(S("[1e+]"), "line 1, column 2: not a JSON number");
    refused(S("[+1]"), "line 1, column 2: a JSON value expected");
    refused(S("[nul]"), "line 1, column 2: a JSON value expected");
    refused(S("// hi\n1"), "line 1, column 1: a JSON value expected");
}

static void text_that_is_not_utf8_is_refused_where_it_breaks(void **state)
{
    (void)state;
    refused(S("{\n\"网\":\"\xC3(\"}"), "line 2, column 6: not valid UTF-8, or a zero byte");
    refused(S("[1,\0]"), "line 1, column 4: not valid UTF-8, or a zero byte");
    refused(S("\"\xED\xA0\x80\""), "line 1, column 2: not valid UTF-8, or a zero byte");
}

static void a_name_twice_is_refused_in_small_and_large_objects(void **state)
{
    struct buf b;
    int        i;

    (void)state;
    refused(S("{\"a\":1,\n\"b\":2, \"a\":3}"),
            "line 2, column 12: the name \"a\" stands twice in one object");
    refused(S("{\"a\":1,\"\\u0061\":3}"),
            "line 1, column 17: the name \"a\" stands twice in one object");
    parse("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":2}}");
    buf_init(&b, 1 << 20);
    buf_addc(&b, "{");
    for (i = 0; i < 500; i++)
        buf_addf(&b, "\"n%d\":%d,", i, i);
    buf_addc(&b, "\"n77\":0}");
    refused(buf_str(&b), "line 1, column 5288: the name \"n77\" stands twice in one object");
    buf_free(&b);
}

static void depth_and_number_of_values_are_bounded(void **state)
{
    struct buf         b;
    const struct jval *v;
    struct faults      f = { 0 };
    int                i;

    (void)state;
    buf_init(&b, 1 << 20);
    for (i = 0; i < JSON_DEPTH; i++)
        buf_add1(&b, '[');
    for (i = 0; i < JSON_DEPTH; i++)
        buf_add1(&b, ']');
    assert_rc(json_parse(a, buf_str(&b), &f, &v), RC_OK);
    buf_clear(&b);
    for (i = 0; i < 10000; i++)
        buf_add1(&b, '[');
    refused(buf_str(&b), "line 1, column 33: nested more than 32 deep");
    buf_clear(&b);
    buf_addc(&b, "[1");
    for (i = 2; i < JSON_VALUES; i++)
        buf_addc(&b, ",1");
    buf_addc(&b, "]");
    assert_rc(json_parse(a, buf_str(&b), &f, &v), RC_OK);
    b.n--;
    buf_addc(&b, ",1]");
    refused(buf_str(&b), "line 1, column 200000: more than 100000 values");
    assert_rc(json_parse_most(a, buf_str(&b), 2 * JSON_VALUES, &f, &v), RC_OK);
    assert_int_equal(v->n, JSON_VALUES);
    assert_rc(json_parse_most(a, S("[1,2]"), 2, &f, &v), RC_MALFORMED);
    buf_free(&b);
}

static void numbers_are_kept_as_text_and_read_when_asked(void **state)
{
    int64_t i = 5;
    double  d;

    (void)state;
    assert_text(parse("0.10000000000000000000000001")->text, "0.10000000000000000000000001");
    assert_rc(json_int(parse("9223372036854775807"), &i), RC_OK);
    assert_true(i == INT64_MAX);
    assert_rc(json_int(parse("1e3"), &i), RC_OK);
    assert_int_equal(i, 1000);
    assert_rc(json_int(parse("-2.0"), &i), RC_OK);
    assert_int_equal(i, -2);
    assert_rc(json_int(parse("9223372036854775808"), &i), RC_INVALID);
    assert_rc(json_int(parse("1.5"), &i), RC_INVALID);
    assert_rc(json_int(parse("1e300"), &i), RC_INVALID);
    assert_rc(json_int(parse("\"1\""), &i), RC_INVALID);
    assert_rc(json_int(NULL, &i), RC_INVALID);
    assert_int_equal(i, -2);
    assert_rc(json_real(parse("1.25"), &d), RC_OK);
    assert_true(d == 1.25);
    assert_rc(json_real(parse("1e999"), &d), RC_INVALID);
    assert_rc(json_real(parse("null"), &d), RC_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tree_holds_kinds_names_and_places),
        cmocka_unit_test(escapes_are_undone),
        cmocka_unit_test(what_is_not_json_is_refused_with_its_place),
        cmocka_unit_test(text_that_is_not_utf8_is_refused_where_it_breaks),
        cmocka_unit_test(a_name_twice_is_refused_in_small_and_large_objects),
        cmocka_unit_test(depth_and_number_of_values_are_bounded),
        cmocka_unit_test(numbers_are_kept_as_text_and_read_when_asked),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
