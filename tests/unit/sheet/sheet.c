/* Workbooks that we wrote come back as they were; others' come in as people see them; and those
 * made to do harm are refused. */
#include "../unit.h"

#include "sheet/sheet.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

static struct arena *a;

static int set_up(void **state)
{
    (void)state;
    a = arena_new((size_t)1 << 30);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(a);
    return 0;
}

/* -- a zip archive by hand -- */

struct zip {
    struct buf *b, *list;
    int         n;
};

static void le(struct buf *b, uint32_t v, int bytes)
{
    for (; bytes; bytes--, v >>= 8)
        buf_add1(b, (char)(v & 0xFF));
}

/* `whole`: bytes when unpacked, if it is packed at all. */
static void member_head(struct buf *b, struct str name, struct str packed, size_t whole)
{
    uint32_t crc = whole ? 0 : (uint32_t)crc32(0, (const Bytef *)packed.p, (uInt)packed.n);

    le(b, 20, 2);
    le(b, 0, 2);
    le(b, whole ? 8 : 0, 2);
    le(b, 0, 4);
    le(b, crc, 4);
    le(b, (uint32_t)packed.n, 4);
    le(b, (uint32_t)(whole ? whole : packed.n), 4);
    le(b, (uint32_t)name.n, 2);
    le(b, 0, 2);
}

static void zip_put(struct zip *z, const char *name, struct str packed, size_t whole)
{
    uint32_t at = (uint32_t)z->b->n;

    buf_add(z->b, S("PK\x03\x04"));
    member_head(z->b, str_of(name), packed, whole);
    buf_addc(z->b, name);
    buf_add(z->b, packed);
    buf_add(z->list, S("PK\x01\x02"));
    le(z->list, 20, 2);
    member_head(z->list, str_of(name), packed, whole);
    le(z->list, 0, 2);
    le(z->list, 0, 4);
    le(z->list, 0, 4);
    le(z->list, at, 4);
    buf_addc(z->list, name);
    z->n++;
}

static void zip_add(struct zip *z, const char *name, const char *text)
{
    zip_put(z, name, str_of(text), 0);
}

static struct str zip_end(struct zip *z)
{
    uint32_t at = (uint32_t)z->b->n, n = (uint32_t)z->list->n;

    buf_add(z->b, buf_str(z->list));
    buf_add(z->b, S("PK\x05\x06"));
    le(z->b, 0, 4);
    le(z->b, (uint32_t)z->n, 2);
    le(z->b, (uint32_t)z->n, 2);
    le(z->b, n, 4);
    le(z->b, at, 4);
    le(z->b, 0, 2);
    return buf_str(z->b);
}

static struct zip zip_begin(void)
{
    struct zip z = { 0 };

    z.b    = arena_buf(a, 64 << 20);
    z.list = arena_buf(a, 1 << 20);
    return z;
}

#define BOOK                                                                                       \
    "<workbook xmlns:r='x'><workbookPr%s/><sheets><sheet name='一' r:id='r1'/>"                   \
    "<sheet name='二' r:id='r2'/></sheets></workbook>"
#define RELS                                                                                       \
    "<Relationships><Relationship Id='r1' Type='t/worksheet' Target='worksheets/sheet1.xml'/>"     \
    "<Relationship Id='s' Type='t/sharedStrings' Target='/xl/sharedStrings.xml'/>"                 \
    "<Relationship Id='f' Type='t/styles' Target='styles.xml'/></Relationships>"
#define STYLES                                                                                     \
    "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='yyyy\"年\"m\"月\"d\"日\"'/>"       \
    "<numFmt numFmtId='171' formatCode='0.00\"days\"'/></numFmts><cellXfs><xf numFmtId='0'/>"      \
    "<xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='22'/><xf numFmtId='171'/></cellXfs>"     \
    "</styleSheet>"
#define SHARED                                                                                     \
    "<sst><si><t>编码</t></si><si><r><t>甲</t></r><r><t xml:space='preserve'> 乙</t></r>"      \
    "<rPh><t>jia</t></rPh></si><si><t>a&quot;b,c&#10;d_x000D_</t></si></sst>"

/* A workbook with these rows. */
static struct str book_with(const char *rows, bool from_1904)
{
    struct zip z = zip_begin();

    zip_add(&z, "xl/workbook.xml", arena_fmt(a, BOOK, from_1904 ? " date1904='1'" : "").p);
    zip_add(&z, "xl/_rels/workbook.xml.rels", RELS);
    zip_add(&z, "xl/sharedStrings.xml", SHARED);
    zip_add(&z, "xl/styles.xml", STYLES);
    zip_add(&z, "xl/worksheets/sheet1.xml", arena_fmt(a, "<worksheet>%s</worksheet>", rows).p);
    return zip_end(&z);
}

/* All rows as "1:a|b 3:c|d". */
static void rows_are(struct str file, const char *want)
{
    struct sheet_text t;
    struct csv        c;
    struct buf       *b = arena_buf(a, 1 << 20);
    const struct str *cell;
    size_t            n;

    assert_rc(sheet_read(a, file, NULL, &t), RC_OK);
    assert_rc(sheet_csv(&c, a, &t, NULL), RC_OK);
    while (csv_row(&c, NULL, &cell, &n) == RC_OK) {
        buf_addf(b, "%s%zu:", b->n ? " " : "", c.line);
        for (size_t i = 0; i < n; i++) {
            buf_addc(b, i ? "|" : "");
            buf_add(b, cell[i]);
        }
    }
    assert_text(buf_str(b), want);
}

static void refused(struct str file, enum rc want, const char *key)
{
    struct sheet_text t;
    struct faults     f = { 0 };

    assert_rc(sheet_read(a, file, &f, &t), want);
    assert_int_equal(f.n, 1);
    assert_string_equal(f.at[0].say->key, key);
}

/* -- in -- */

static void test_shared_inline_and_empty_cells(void **state)
{
    (void)state;
    rows_are(
        book_with("<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c>"
                  "<c r='C1' t='inlineStr'><is><t>名</t><rPh><t>ming</t></rPh></is></c></row>"
                  "<row r='4'><c r='A4' t='s'><v>1</v></c><c r='B4' s='1'/>"
                  "<c r='C4' t='str'><f>1+1</f><v>=2</v></c></row>"
                  "<row r='5'><c r='B5' t='s'><v>2</v></c><c r='C5' t='e'><v>#N/A</v></c></row>"
                  "<row r='6'><c r='A6' t='b'><v>1</v></c></row></sheetData>",
                  false),
        "1:编码||名 4:甲 乙||=2 5:|a\"b,c\nd|#N/A 6:TRUE");
}

static void test_numbers_as_people_see_them(void **state)
{
    (void)state;
    rows_are(book_with("<sheetData><row><c><v>13800000000</v></c><c><v>3.0</v></c>"
                       "<c><v>0.1</v></c><c><v>1.10101199001011E+17</v></c><c><v>-0</v></c>"
                       "<c s='4'><v>5</v></c></row></sheetData>",
                       false),
             "1:13800000000|3|0.1|1.10101199001011e+17|0|5");
}

static void test_dates_by_style_and_by_epoch(void **state)
{
    const char *rows = "<sheetData><row><c s='1'><v>46053</v></c><c s='3'><v>46053.354166666664</v>"
                       "</c><c s='2'><v>46053.999999999</v></c><c s='3'><v>0.5</v></c>"
                       "<c s='1'><v>59</v></c><c s='1'><v>61</v></c><c s='1'><v>-1</v></c></row>"
                       "</sheetData>";

    (void)state;
    rows_are(book_with(rows, false),
             "1:2026-01-31|2026-01-31 08:30:00|2026-02-01|12:00:00|1900-02-28|1900-03-01|-1");
    rows_are(book_with("<sheetData><row><c s='1'><v>44591</v></c></row></sheetData>", true),
             "1:2026-01-31");
}

static void test_other_sheets_are_named(void **state)
{
    struct sheet_text t;

    (void)state;
    assert_rc(sheet_read(a, book_with("<sheetData/>", false), NULL, &t), RC_OK);
    assert_int_equal(t.others.n, 1);
    assert_text(*(const struct str *)t.others.at, "二");
}

static void test_merged_headings_are_refused(void **state)
{
#define MERGED(ref)                                                                                \
    "<sheetData><row r='2'><c r='A2' t='s'><v>0</v></c></row></sheetData>"                         \
    "<mergeCells><mergeCell ref='" ref "'/></mergeCells>"
    (void)state;
    refused(book_with(MERGED("A1:B2"), false), RC_INVALID, "sheet_merged");
    rows_are(book_with(MERGED("A3:B4"), false), "2:编码");
}

static void test_text_stays_as_it_came(void **state)
{
    struct sheet_text t;

    (void)state;
    assert_rc(sheet_read(a, S("a,b\n"), NULL, &t), RC_OK);
    assert_int_equal(t.form, SHEET_CSV);
    assert_text(t.text, "a,b\n");
}

/* -- harm -- */

static void test_what_is_no_workbook(void **state)
{
    struct str good = book_with("<sheetData/>", false);
    struct zip z    = zip_begin();

    (void)state;
    refused(S("\xD0\xCF\x11\xE0\xA1\xB1"), RC_UNSUPPORTED, "sheet_old");
    refused(S("PK\x03\x04 and no more"), RC_MALFORMED, "sheet_broken");
    refused(str_head(good, good.n - 40), RC_MALFORMED, "sheet_broken");
    zip_add(&z, "word/document.xml", "<a/>");
    refused(zip_end(&z), RC_MALFORMED, "sheet_broken");
    good = arena_str(a, good);
    memcpy((char *)(uintptr_t)good.p + str_find(good, S("numFmtId='14'")), "numFmtId='15'", 13);
    refused(good, RC_MALFORMED, "sheet_broken"); /* its sum is wrong */
    refused(book_with("<sheetData><row>", false), RC_MALFORMED, "sheet_broken");
    refused(book_with("<sheetData><row r='2'/><row r='1'/></sheetData>", false), RC_MALFORMED,
            "sheet_broken");
    refused(book_with("<sheetData><row r='1048577'/></sheetData>", false), RC_MALFORMED,
            "sheet_broken");
    refused(book_with("<sheetData><c><v>1</v></c></sheetData>", false), RC_MALFORMED,
            "sheet_broken");
}

static void test_entities_are_refused(void **state)
{
    struct zip z = zip_begin();

    (void)state;
    zip_add(
        &z, "xl/workbook.xml",
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><workbook>&b;</workbook>");
    zip_add(&z, "xl/_rels/workbook.xml.rels", RELS);
    refused(zip_end(&z), RC_MALFORMED, "sheet_broken");
}

static void test_a_bomb_is_refused(void **state)
{
    static char piece[1 << 20];
    z_stream    d      = { 0 };
    struct zip  z      = zip_begin();
    struct buf *packed = arena_buf(a, 4 << 20);

    (void)state;
    assert_int_equal(deflateInit2(&d, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    d.next_out  = (Bytef *)buf_room(packed, 2 << 20);
    d.avail_out = 2 << 20;
    for (int i = 0; i <= 300; i++) {
        memset(piece, ' ', sizeof(piece));
        if (i == 0)
            memcpy(piece, "<workbook>", 10);
        d.next_in  = (Bytef *)piece;
        d.avail_in = sizeof(piece);
        deflate(&d, i == 300 ? Z_FINISH : Z_NO_FLUSH);
    }
    packed->n += d.total_out;
    deflateEnd(&d);
    zip_put(&z, "xl/workbook.xml", buf_str(packed), 301 << 20);
    refused(zip_end(&z), RC_TOO_LARGE, "sheet_large");
}

static void test_a_sheet_of_commas_is_refused(void **state)
{
    struct buf *rows = arena_buf(a, 4 << 20);

    (void)state;
    buf_addc(rows, "<sheetData>");
    for (int i = 1; i < 2000; i++)
        buf_addf(rows, "<row r='%d'><c r='ZZZ%d'><v>1</v></c></row>", i, i);
    buf_addc(rows, "</sheetData>");
    refused(book_with(arena_cstr(a, buf_str(rows)), false), RC_TOO_LARGE, "sheet_text");
}

/* -- out, and in again -- */

static struct sheet *begin(enum sheet_form form, size_t notes)
{
    static const struct str          choice[]  = { { "道路", 6 }, { "噪声", 6 } };
    static const struct str          note[]    = { { "来源:测试", 13 } };
    static const struct sheet_column columns[] = {
        { .head = { "编号", 6 } },
        { .head = { "类别", 6 }, .choices = choice, .n_choices = 2, .hint = { "请选择", 9 } },
        { .head = { "时间", 6 } },
        { .head = { "错误原因", 12 }, .red = true },
    };
    struct sheet_look *look = ARENA_NEW(a, struct sheet_look);
    struct sheet      *s;

    *look = (struct sheet_look){ S("表[1]"), note, notes, columns, ARRAY_LEN(columns) };
    assert_rc(sheet_begin(a, form, look, &s), RC_OK);
    return s;
}

static struct str written(enum sheet_form form)
{
    struct sheet *s = begin(form, 1);
    struct str    file;

    sheet_put(s, S("110101199001011234"));
    sheet_put(s, S("=1+1"));
    sheet_put_time(s, day_start(day_from_date((struct date){ 2026, 1, 31 })) + 510 * US_MINUTE);
    sheet_put(s, S("坏\x01的\n两行"));
    sheet_end_row(s);
    sheet_put_int(s, INT64_C(9007199254740993));
    sheet_put_real(s, 0.5);
    sheet_put_day(s, day_from_date((struct date){ 2026, 1, 31 }));
    sheet_end_row(s);
    sheet_put_int(s, 12);
    sheet_put_real(s, NAN);
    sheet_put_time(s, NONE_I64);
    sheet_end_row(s);
    assert_rc(sheet_end(s, &file), RC_OK);
    return file;
}

static void test_written_comes_back(void **state)
{
    (void)state;
    rows_are(written(SHEET_XLSX), "1:来源:测试 2:编号|类别|时间|错误原因 "
                                  "3:110101199001011234|=1+1|2026-01-31 08:30:00|坏的\n两行 "
                                  "4:9007199254740993|0.5|2026-01-31 5:12");
    assert_text(written(SHEET_CSV), "来源:测试\r\n编号,类别,时间,错误原因\r\n"
                                    "110101199001011234,\"'=1+1\",2026-01-31 08:30:00,"
                                    "\"坏\x01的\n两行\"\r\n"
                                    "9007199254740993,0.5,2026-01-31\r\n12,,\r\n");
}

static void test_what_may_be_chosen_is_hidden(void **state)
{
    struct sheet_text t;

    (void)state;
    assert_rc(sheet_read(a, written(SHEET_XLSX), NULL, &t), RC_OK);
    assert_int_equal(t.others.n, 0);
}

static void test_a_hundred_thousand_rows_are_not_kept(void **state)
{
    struct sheet *s = begin(SHEET_XLSX, 0);
    struct str    file;
    size_t        before = arena_used(a);

    (void)state;
    for (int i = 0; i < 100000; i++) {
        sheet_put_int(s, i);
        sheet_put(s, S("道路破损,请尽快修补"));
        sheet_put_time(s, US_DAY * i);
        sheet_end_row(s);
    }
    assert_true(arena_used(a) - before < 1 << 20);
    assert_rc(sheet_end(s, &file), RC_OK);
    assert_true(file.n > 500000 && file.n < 10 << 20);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_shared_inline_and_empty_cells),
        TEST(test_numbers_as_people_see_them),
        TEST(test_dates_by_style_and_by_epoch),
        TEST(test_other_sheets_are_named),
        TEST(test_merged_headings_are_refused),
        TEST(test_text_stays_as_it_came),
        TEST(test_what_is_no_workbook),
        TEST(test_entities_are_refused),
        TEST(test_a_bomb_is_refused),
        TEST(test_a_sheet_of_commas_is_refused),
        TEST(test_written_comes_back),
        TEST(test_what_may_be_chosen_is_hidden),
        TEST(test_a_hundred_thousand_rows_are_not_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
