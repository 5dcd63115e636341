/* What a file is, is told by its content, whatever it is called. */
#include "cases/sniff.h"
#include "../unit.h"
#include "zip_make.h"

static enum file_type of(struct str s)
{
    return sniff(s, STR_NONE);
}

static void photos_are_told_by_their_first_bytes(void **state)
{
    (void)state;
    assert_int_equal(of(S("\xff\xd8\xff\xe0 and so on")), FILE_JPEG);
    assert_int_equal(of(S("\x89PNG\r\n\x1a\n")), FILE_PNG);
    assert_int_equal(of(S("GIF89a..")), FILE_GIF);
    assert_int_equal(of(S("RIFF\x24\0\0\0WEBPVP8 ")), FILE_WEBP);
    assert_int_equal(of(S("RIFF\x24\0\0\0WAVEfmt ")), FILE_NONE);
    assert_int_equal(of(S("\0\0\0\x18"
                          "ftypheic\0\0\0\0mif1heic")),
                     FILE_HEIC);
}

static void of_the_iso_family_only_heic_is_taken(void **state)
{
    (void)state;
    assert_int_equal(of(S("\0\0\0\x18"
                          "ftypmif1\0\0\0\0mif1heic")),
                     FILE_HEIC);
    assert_int_equal(of(S("\0\0\0\x18"
                          "ftypmp42\0\0\0\0mp42isom")),
                     FILE_NONE);
    assert_int_equal(of(S("\0\0\0\x18"
                          "ftypavif\0\0\0\0avifmif1")),
                     FILE_NONE);
    /* the minor version is no brand, and the box must be there */
    assert_int_equal(of(S("\0\0\0\x10"
                          "ftypmp42heic")),
                     FILE_NONE);
    assert_int_equal(of(S("\0\0\0\xff"
                          "ftypheic\0\0\0\0mif1heic")),
                     FILE_NONE);
    assert_int_equal(of(S("\0\0\0\x08"
                          "ftypheic\0\0\0\0mif1heic")),
                     FILE_NONE);
}

static void a_pdf_has_a_beginning_and_an_end(void **state)
{
    (void)state;
    assert_int_equal(of(S("%PDF-1.4\n1 0 obj\n%%EOF\n")), FILE_PDF);
    assert_int_equal(of(S("%PDF-1.4\n1 0 obj\n")), FILE_NONE);
    assert_int_equal(of(S("x%PDF-1.4\n%%EOF\n\1")), FILE_NONE);
}

static enum file_type of_zip(const struct zip_member *m, size_t n)
{
    struct buf     b;
    enum file_type type;

    buf_init(&b, 1 << 16);
    zip_make(&b, 0, m, n, "");
    type = of(buf_str(&b));
    buf_free(&b);
    return type;
}

static void office_files_are_told_by_their_members(void **state)
{
    static const struct zip_member m[] = {
        { .name = "[Content_Types].xml", .content = "<Types/>" },
        { .name = "word/document.xml", .content = "<w/>" },
        { .name = "xl/workbook.xml", .content = "<x/>" },
        { .name = "word/vbaProject.bin", .content = "code" },
    };
    const struct zip_member word[] = { m[0], m[1] }, sheet[] = { m[0], m[2] },
                            both[] = { m[0], m[1], m[2] }, macros[] = { m[0], m[1], m[3] },
                            untyped[] = { m[1] }, none[] = { m[0] };

    (void)state;
    assert_int_equal(of_zip(word, 2), FILE_DOCX);
    assert_int_equal(of_zip(sheet, 2), FILE_XLSX);
    assert_int_equal(of_zip(both, 3), FILE_NONE);
    assert_int_equal(of_zip(macros, 3), FILE_NONE);
    assert_int_equal(of_zip(untyped, 1), FILE_NONE);
    assert_int_equal(of_zip(none, 1), FILE_NONE);
}

static void text_is_utf8_or_gb18030_and_nothing_else(void **state)
{
    (void)state;
    assert_int_equal(of(S("社区公告\r\n\t第一条")), FILE_TEXT);
    assert_int_equal(of(S("\xc9\xe7\xc7\xf8\xb9\xab\xb8\xe6")), FILE_TEXT); /* GBK */
    assert_int_equal(of(S("\x81\x30\x81\x30")), FILE_TEXT);                 /* four bytes */
    assert_int_equal(of(S("a\0b")), FILE_NONE);
    assert_int_equal(of(S("a\x1b[31m")), FILE_NONE);
    assert_int_equal(of(S("\xc9")), FILE_NONE);
    assert_int_equal(of(S("\xc9\x20")), FILE_NONE);
    assert_int_equal(of(S("")), FILE_NONE);
}

static void only_between_text_and_csv_the_name_decides(void **state)
{
    (void)state;
    assert_int_equal(sniff(S("a,b\n1,2\n"), S("清单.CSV")), FILE_CSV);
    assert_int_equal(sniff(S("a,b\n1,2\n"), S("清单.txt")), FILE_TEXT);
    assert_int_equal(sniff(S("GIF89a.."), S("清单.csv")), FILE_GIF);
}

static void a_program_is_nothing_that_is_taken(void **state)
{
    (void)state;
    assert_int_equal(of(S("MZ\x90\0\3\0\0\0")), FILE_NONE);
    assert_int_equal(of(S("\x7f"
                          "ELF\2\1\1\0")),
                     FILE_NONE);
    assert_int_equal(sniff(S("MZ\x90\0\3\0\0\0"), S("photo.jpg")), FILE_NONE);
}

static void a_name_that_promises_another_type_is_noticed(void **state)
{
    (void)state;
    assert_true(sniff_misnamed(S("合同.pdf"), FILE_JPEG));
    assert_true(sniff_misnamed(S("photo.jpg"), FILE_PDF));
    assert_true(sniff_misnamed(S("a.docx"), FILE_XLSX));
    assert_false(sniff_misnamed(S("photo.JPEG"), FILE_JPEG));
    assert_false(sniff_misnamed(S("photo.jpg"), FILE_HEIC)); /* as telephones do */
    assert_false(sniff_misnamed(S("photo"), FILE_JPEG));
    assert_false(sniff_misnamed(S("notes.log"), FILE_TEXT));
    assert_false(sniff_misnamed(STR_NONE, FILE_TEXT));
}

static void a_file_goes_out_under_the_ending_of_what_it_is(void **state)
{
    struct arena *a = arena_new(1 << 16);

    (void)state;
    assert_text(sniff_name(a, S("门口.heic"), FILE_JPEG), "门口.jpg");
    assert_text(sniff_name(a, S("门口.JPG"), FILE_JPEG), "门口.JPG");
    assert_text(sniff_name(a, S("run.bat"), FILE_TEXT), "run.bat.txt");
    assert_text(sniff_name(a, S("门口"), FILE_WEBP), "门口.webp");
    arena_free(a);
}

static void a_type_is_found_by_its_name(void **state)
{
    (void)state;
    for (int t = FILE_NONE + 1; t < FILE_TYPES; t++)
        assert_int_equal(sniff_type_of(str_of(file_kinds[t].mime)), t);
    assert_int_equal(sniff_type_of(S("text/html")), FILE_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(photos_are_told_by_their_first_bytes),
        cmocka_unit_test(of_the_iso_family_only_heic_is_taken),
        cmocka_unit_test(a_pdf_has_a_beginning_and_an_end),
        cmocka_unit_test(office_files_are_told_by_their_members),
        cmocka_unit_test(text_is_utf8_or_gb18030_and_nothing_else),
        cmocka_unit_test(only_between_text_and_csv_the_name_decides),
        cmocka_unit_test(a_program_is_nothing_that_is_taken),
        cmocka_unit_test(a_name_that_promises_another_type_is_noticed),
        cmocka_unit_test(a_file_goes_out_under_the_ending_of_what_it_is),
        cmocka_unit_test(a_type_is_found_by_its_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
