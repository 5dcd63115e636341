#include "with_arena.h"

#include "shape/csv.h"

#include <string.h>

/* All rows as "1:a|b 3:c|d": their lines and cells; then "!" for an open quote. */
static void rows_are(struct str text, const char *want)
{
    struct csv        c;
    struct buf        b;
    const struct str *cell;
    size_t            n, i;
    enum rc           rc;

    buf_init(&b, 1 << 20);
    assert_rc(csv_open(&c, a, text, NULL), RC_OK);
    while ((rc = csv_row(&c, NULL, &cell, &n)) == RC_OK) {
        buf_addf(&b, "%s%zu:", b.n ? " " : "", c.line);
        for (i = 0; i < n; i++) {
            buf_addc(&b, i ? "|" : "");
            buf_add(&b, cell[i]);
        }
    }
    if (rc == RC_MALFORMED)
        buf_addc(&b, "!");
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static void rows_end_in_any_of_three_ways_or_not_at_all(void **state)
{
    (void)state;
    rows_are(S("a,b\r\nc,d\r\n"), "1:a|b 2:c|d");
    rows_are(S("a,b\nc,d"), "1:a|b 2:c|d");
    rows_are(S("a,b\rc,d\r"), "1:a|b 2:c|d");
    rows_are(S("a,b,"), "1:a|b|");
    rows_are(S(""), "");
    rows_are(STR_NONE, "");
    rows_are(S(",a"), "1:|a");
}

static void quotes_hold_separators_line_ends_and_quotes(void **state)
{
    (void)state;
    rows_are(S("\"a,b\",\"c\"\"d\"\n\"\",x"), "1:a,b|c\"d 2:|x");
    rows_are(S("\"1\n2\r\n3\",y\nz"), "1:1\n2\r\n3|y 4:z");
    rows_are(S("\"\"\"\"\"\",q"), "1:\"\"|q");
    rows_are(S("\"a\"b,c"), "1:ab|c");
    rows_are(S("a\"b\",c"), "1:a\"b\"|c");
}

static void an_open_quote_is_refused_with_its_line(void **state)
{
    struct faults     f = { 0 };
    struct csv        c;
    struct buf        b;
    const struct str *cell;
    size_t            n;

    (void)state;
    assert_rc(csv_open(&c, a, S("a\n\n\"b\nc\nd,\n"), &f), RC_OK);
    assert_rc(csv_row(&c, &f, &cell, &n), RC_OK);
    assert_rc(csv_row(&c, &f, &cell, &n), RC_MALFORMED);
    buf_init(&b, 1000);
    fault_render(&f.at[0], LANG_EN, &b);
    assert_text(buf_str(&b), "line 3: a quote is not closed");
    buf_free(&b);
    rows_are(S("x\n\"abc\"\""), "1:x!");
}

static void rows_without_anything_are_passed_over_but_counted(void **state)
{
    (void)state;
    rows_are(S("\n\r\na\n,,\n\"\",\nb\n\n"), "3:a 6:b");
}

static void a_mark_at_the_front_is_no_part_of_the_first_cell(void **state)
{
    (void)state;
    rows_are(S("\xEF\xBB\xBF名称,b\n"), "1:名称|b");
}

static void tabs_separate_when_there_are_more_of_them(void **state)
{
    (void)state;
    rows_are(S("a\tb,c\td\n1,2\t3\n"), "1:a|b,c|d 2:1,2|3");
    rows_are(S("\"x\t\t\t\",b\n1\t2,3\n"), "1:x\t\t\t|b 2:1\t2|3");
}

static void gb18030_and_utf16_are_converted(void **state)
{
    (void)state;
    /* 姓名,路 / 㐀 of four bytes */
    rows_are(S("\xD0\xD5\xC3\xFB,\xC2\xB7\n\x81\x39\xEE\x39,1\n"), "1:姓名|路 2:㐀|1");
    rows_are(S("\xFF\xFE\xD3\x59\t\x00\x31\x00\n\x00\x32\x00"), "1:姓|1 2:2");
    rows_are(S("\xFE\xFF\x59\xD3\x00,\x00\x31"), "1:姓|1");
}

static void what_is_no_text_is_refused(void **state)
{
    static const struct str bad[] = {
        { "a,\xFF\xFF", 4 },
        { "a\0b", 3 },
        { "\x81", 1 },
        { "\xFF\xFE\x31", 3 },
        { "\xFF\xFE\x00\xD8\x31\x00", 6 },
        { "\xC2\xB7\0", 3 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < ARRAY_LEN(bad); i++) {
        struct faults f = { 0 };
        struct csv    c;

        assert_rc(csv_open(&c, a, bad[i], &f), RC_MALFORMED);
        assert_int_equal(f.n, 1);
        assert_string_equal(f.at[0].say->key, "bad_encoding");
    }
}

static void very_wide_rows_keep_all_their_cells(void **state)
{
    struct buf        b;
    struct csv        c;
    const struct str *cell;
    size_t            n, i;

    (void)state;
    buf_init(&b, 1 << 20);
    for (i = 0; i < 1000; i++)
        buf_addf(&b, "%s%zu", i ? "," : "", i);
    assert_rc(csv_open(&c, a, buf_str(&b), NULL), RC_OK);
    assert_rc(csv_row(&c, NULL, &cell, &n), RC_OK);
    assert_int_equal(n, 1000);
    for (i = 0; i < n; i++) {
        int64_t v;

        assert_rc(str_int(cell[i], &v), RC_OK);
        assert_int_equal(v, i);
    }
    buf_free(&b);
}

static void a_row_of_more_cells_than_a_table_has_is_refused(void **state)
{
    struct faults     f = { 0 };
    struct buf        b;
    struct csv        c;
    const struct str *cell;
    size_t            n;

    (void)state;
    buf_init(&b, 1 << 20);
    buf_addc(&b, "a\n");
    for (int i = 0; i < CSV_FIELDS_MOST; i++)
        buf_add1(&b, ',');
    assert_rc(csv_open(&c, a, buf_str(&b), NULL), RC_OK);
    c.sep = ',';
    assert_rc(csv_row(&c, &f, &cell, &n), RC_OK);
    assert_rc(csv_row(&c, &f, &cell, &n), RC_MALFORMED);
    buf_clear(&b);
    fault_render(&f.at[0], LANG_EN, &b);
    assert_text(buf_str(&b), "line 2: more than 1000 columns");
    buf_free(&b);
}

static void an_arena_of_a_row_may_be_cleared_between_rows(void **state)
{
    struct arena     *row = arena_new(1 << 16);
    struct csv        c;
    const struct str *cell;
    size_t            n, rows = 0;

    (void)state;
    assert_rc(csv_open(&c, a, S("\xD0\xD5,\"a\"\"b\"\n\xD0\xD5,\"a\"\"b\"\n"), NULL), RC_OK);
    c.arena = row;
    for (; csv_row(&c, NULL, &cell, &n) == RC_OK; rows++) {
        assert_text(cell[0], "姓");
        assert_text(cell[1], "a\"b");
        arena_clear(row);
    }
    assert_int_equal(rows, 2);
    arena_free(row);
}

static void put_is(const char *cell, const char *want)
{
    struct buf b;

    buf_init(&b, 1000);
    csv_put(&b, str_of(cell), true);
    assert_text(buf_str(&b), want);
    buf_free(&b);
}

static void cells_are_quoted_when_they_must(void **state)
{
    struct buf b;

    (void)state;
    put_is("plain 网", "plain 网");
    put_is("a,b", "\"a,b\"");
    put_is("a\"b", "\"a\"\"b\"");
    put_is("a\nb", "\"a\nb\"");
    put_is(" a", "\" a\"");
    put_is("a ", "\"a \"");
    put_is("", "");
    put_is(NULL, "");
    buf_init(&b, 1000);
    csv_put(&b, S("a"), true);
    csv_put(&b, STR_NONE, false);
    csv_put(&b, S("b"), false);
    assert_text(buf_str(&b), "a,,b");
    buf_free(&b);
}

static void formulas_are_made_harmless_but_numbers_stay(void **state)
{
    (void)state;
    put_is("=1+1", "\"'=1+1\"");
    put_is("@SUM(A1)", "\"'@SUM(A1)\"");
    put_is("+8613800005678x", "\"'+8613800005678x\"");
    put_is("-cmd|x", "\"'-cmd|x\"");
    put_is("\t=1", "\"'\t=1\"");
    put_is("  =1", "\"'  =1\"");
    put_is("=1", "\"'=1\"");
    put_is("-5", "-5");
    put_is("-121.5e3", "-121.5e3");
    put_is("a=b", "a=b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_end_in_any_of_three_ways_or_not_at_all),
        cmocka_unit_test(quotes_hold_separators_line_ends_and_quotes),
        cmocka_unit_test(an_open_quote_is_refused_with_its_line),
        cmocka_unit_test(rows_without_anything_are_passed_over_but_counted),
        cmocka_unit_test(a_mark_at_the_front_is_no_part_of_the_first_cell),
        cmocka_unit_test(tabs_separate_when_there_are_more_of_them),
        cmocka_unit_test(gb18030_and_utf16_are_converted),
        cmocka_unit_test(what_is_no_text_is_refused),
        cmocka_unit_test(very_wide_rows_keep_all_their_cells),
        cmocka_unit_test(a_row_of_more_cells_than_a_table_has_is_refused),
        cmocka_unit_test(an_arena_of_a_row_may_be_cleared_between_rows),
        cmocka_unit_test(cells_are_quoted_when_they_must),
        cmocka_unit_test(formulas_are_made_harmless_but_numbers_stay),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
