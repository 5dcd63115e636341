/* The reader and writer against jansson, another implementation: on texts made by chance, sound
 * and broken, both must give the same verdict and the same values. */
#include "../unit.h"

#include "base/rng.h"
#include "shape/json.h"

/* Its maker of reals has the name of our reader of them. */
#define json_real jansson_real
#include <jansson.h>
#undef json_real

#include <string.h>

enum { FLAGS = JSON_DECODE_ANY | JSON_REJECT_DUPLICATES };

static void same_value(const struct jval *v, const json_t *o);

static void same_members(const struct jval *v, const json_t *o)
{
    const struct jval *m;

    assert_int_equal(v->n, json_object_size(o));
    for (m = v->first; m; m = m->next) {
        const json_t *member = json_object_getn(o, m->name.p, m->name.n);

        assert_non_null(member);
        same_value(m, member);
    }
}

static void same_value(const struct jval *v, const json_t *o)
{
    const struct jval *m;
    int64_t            whole;
    double             real;
    size_t             i = 0;

    switch (json_typeof(o)) {
    case JSON_OBJECT:
        assert_int_equal(v->kind, J_OBJ);
        same_members(v, o);
        break;
    case JSON_ARRAY:
        assert_int_equal(v->kind, J_LIST);
        assert_int_equal(v->n, json_array_size(o));
        for (m = v->first; m; m = m->next)
            same_value(m, json_array_get(o, i++));
        break;
    case JSON_STRING:
        assert_int_equal(v->kind, J_STR);
        assert_int_equal(v->text.n, json_string_length(o));
        assert_memory_equal(v->text.p, json_string_value(o), v->text.n);
        break;
    case JSON_INTEGER:
        assert_rc(json_int(v, &whole), RC_OK);
        assert_true(whole == json_integer_value(o));
        break;
    case JSON_REAL:
        assert_rc(json_real(v, &real), RC_OK);
        assert_true(real == json_real_value(o));
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        assert_int_equal(v->kind, J_BOOL);
        assert_int_equal(v->yes, json_is_true(o));
        break;
    case JSON_NULL:
        assert_int_equal(v->kind, J_NULL);
        break;
    }
}

static void written_again_it_is_the_same(const struct jval *v, const json_t *o)
{
    struct buf b;
    struct jw  w;
    json_t    *again;

    buf_init(&b, 1 << 20);
    jw_init(&w, &b);
    jw_val(&w, v);
    again = json_loadb(b.p, b.n, FLAGS, NULL);
    assert_non_null(again);
    assert_true(json_equal(o, again));
    json_decref(again);
    buf_free(&b);
}

/* true when both took it. */
static bool compare(struct arena *a, struct str text)
{
    const struct jval *v;
    struct faults      f = { 0 };
    json_error_t       error;
    json_t            *o    = json_loadb(text.p, text.n, FLAGS, &error);
    bool               ours = json_parse(a, text, &f, &v) == RC_OK;

    if (!o && json_error_code(&error) == json_error_numeric_overflow)
        return false; /* numbers of any size are JSON; to take them or not is free */
    if (ours != (o != NULL))
        fail_msg("jansson %s, we %s: %.*s", o ? "takes" : "refuses", ours ? "take" : "refuse",
                 STR_ARG(text));
    if (o) {
        same_value(v, o);
        written_again_it_is_the_same(v, o);
        json_decref(o);
    } else {
        assert_int_equal(f.n, 1);
    }
    return ours;
}

static const char *const pieces[] = {
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    " ",
    "\n",
    "\t",
    "\r",
    "\"a\"",
    "\"b\"",
    "\"\"",
    "\"网\"",
    "\"\\n\"",
    "\"\\u7f51\"",
    "true",
    "false",
    "null",
    "nul",
    "True",
    "0",
    "-0",
    "1",
    "-1",
    "01",
    "1.5",
    "1.",
    ".5",
    "1e3",
    "1e",
    "-",
    "1E-2",
    "+1",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00\"",
    "\"\\x\"",
    "\"\\u00\"",
    "\"\\u0000\"",
    "\"\t\"",
    "\"",
    "\xEF\xBB\xBF",
    "\xC3",
    "\"\xED\xA0\x80\"",
    "\"\xF0\x9F\x98\x80\"",
    "'a'",
    "//",
    "\\",
    "\x7F",
    "123456789",
    "\"a\":",
    "\"b\":",
    "NaN",
};

static void any_row_of_pieces_is_judged_alike(void **state)
{
    struct arena *a = arena_new(16 << 20);
    struct rng    r;
    size_t        taken = 0;
    int           i;

    (void)state;
    rng_seed(&r, 1);
    for (i = 0; i < 100000; i++) {
        struct buf b;
        uint64_t   n = 1 + rng_below(&r, 8);

        buf_init(&b, 1 << 16);
        while (n--)
            buf_addc(&b, pieces[rng_below(&r, ARRAY_LEN(pieces))]);
        taken += compare(a, buf_str(&b));
        buf_free(&b);
        arena_clear(a);
    }
    assert_true(taken > 1000);
    arena_free(a);
}

static void add_string(struct rng *r, struct buf *b)
{
    static const char *const parts[] = { "a",   "\\\"",    "\\\\",
                                         "\\/", "\\b",     "网格",
                                         "\\n", "\\u00e9", "\\uD83D\\uDE00",
                                         "é",   " ",       "plain text that is longer",
                                         "😀",   "\\u001f", "x" };
    uint64_t                 n       = rng_below(r, 5);

    buf_add1(b, '"');
    while (n--)
        buf_addc(b, parts[rng_below(r, ARRAY_LEN(parts))]);
    buf_add1(b, '"');
}

static void add_space(struct rng *r, struct buf *b)
{
    static const char *const spaces[] = { "", "", "", " ", "\n  ", "\t", "\r\n" };

    buf_addc(b, spaces[rng_below(r, ARRAY_LEN(spaces))]);
}

static void add_value(struct rng *r, struct buf *b, int depth)
{
    static const char *const words[] = { "true", "false", "null", "0", "-0", "-12.5e-3", "1E5" };
    uint64_t                 what = rng_below(r, depth > 6 ? 4 : 8), n = rng_below(r, 20), i;

    if (what == 0) {
        buf_addi(b, (int64_t)rng_next(r) >> rng_below(r, 63));
    } else if (what == 1) {
        buf_addf(b, "%.*g", (int)rng_below(r, 17) + 1, (rng_real(r) - 0.5) * 1e6);
    } else if (what == 2) {
        buf_addc(b, words[rng_below(r, ARRAY_LEN(words))]);
    } else if (what == 3) {
        add_string(r, b);
    } else {
        buf_add1(b, what & 1 ? '{' : '[');
        for (i = 0; i < n; i++) {
            buf_addc(b, i ? "," : "");
            add_space(r, b);
            if (what & 1) {
                buf_addf(b, "\"k%d\"", (int)rng_below(r, 300));
                add_space(r, b);
                buf_addc(b, ":");
                add_space(r, b);
            }
            add_value(r, b, depth + 3);
            add_space(r, b);
        }
        buf_add1(b, what & 1 ? '}' : ']');
    }
}

static void sound_texts_and_the_same_with_one_byte_changed_are_judged_alike(void **state)
{
    struct arena *a = arena_new(64 << 20);
    struct rng    r;
    size_t        taken = 0;
    int           i, j;

    (void)state;
    rng_seed(&r, 2);
    for (i = 0; i < 3000; i++) {
        struct buf b;

        buf_init(&b, 1 << 20);
        add_value(&r, &b, 0);
        taken += compare(a, buf_str(&b));
        for (j = 0; j < 5; j++) {
            size_t at  = rng_below(&r, b.n);
            char   was = b.p[at];

            /* No zero byte: jansson takes one behind a number. */
            b.p[at] = rng_below(&r, 2) ? (char)(1 + rng_below(&r, 255))
                                       : "{}[]\",:0e\\"[rng_below(&r, 10)];
            compare(a, buf_str(&b));
            compare(a, str_head(buf_str(&b), rng_below(&r, b.n)));
            b.p[at] = was;
        }
        buf_free(&b);
        arena_clear(a);
    }
    /* Some hold a name twice. */
    assert_true(taken > 1500);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_row_of_pieces_is_judged_alike),
        cmocka_unit_test(sound_texts_and_the_same_with_one_byte_changed_are_judged_alike),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
