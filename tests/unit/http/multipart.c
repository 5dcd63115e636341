#include "harness.h"

#include <dirent.h>
#include <unistd.h>

static char          spool[] = "/tmp/linli-spool-XXXXXX";
static struct arena *arena;

static int setup(void **state)
{
    (void)state;
    return mkdtemp(spool) ? 0 : -1;
}

static int teardown(void **state)
{
    (void)state;
    return rmdir(spool);
}

static int each_setup(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return 0;
}

static int each_teardown(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static size_t spooled(void)
{
    DIR   *d = opendir(spool);
    size_t n = 0;

    while (readdir(d))
        n++;
    closedir(d);
    return n - 2;
}

#define PART(disposition, more, body)                                                              \
    "--XX\r\nContent-Disposition: " disposition "\r\n" more "\r\n" body "\r\n"
#define FIELD(name, body) PART("form-data; name=\"" name "\"", "", body)

/* Feed `text` in pieces of `step` bytes. */
static enum rc read_all(struct str text, size_t step, struct multipart **ret)
{
    TRY(multipart_new(arena, S("XX"), spool, ret));
    for (size_t i = 0; i < text.n; i += step)
        TRY(multipart_feed(*ret, str_head(str_skip(text, i), step)));
    return multipart_end(*ret);
}

static struct str contents(struct str path)
{
    char  *room = arena_alloc(arena, 4096);
    FILE  *f    = fopen(arena_cstr(arena, path), "rb");
    size_t n;

    assert_non_null(f);
    n = fread(room, 1, 4096, f);
    fclose(f);
    return (struct str){ room, n };
}

static void fields_and_files_come_out_however_the_bytes_are_cut(void **state)
{
    struct str text = S(FIELD("word", "two\r\n--X lines") FIELD("empty", "") PART(
        "form-data; name=\"photo\"; filename=\"C:\\\\dir\\\\\xe5\x8c\x97.jpg\"",
        "Content-Type: image/jpeg\r\n", "\r\n\r\r\n--X\r\n--XY\r\n--") "--XX--\r\nignored");

    (void)state;
    for (size_t step = 1; step <= text.n; step++) {
        struct multipart  *m;
        const struct pair *pairs;
        struct file_part  *files;
        size_t             n;

        assert_int_equal(RC_OK, read_all(text, step, &m));
        multipart_pairs(m, &pairs, &n);
        assert_int_equal(2, n);
        assert_text(pairs[0].name, "word");
        assert_text(pairs[0].value, "two\r\n--X lines");
        assert_text(pairs[1].value, "");
        multipart_files(m, &files, &n);
        assert_int_equal(1, n);
        assert_text(files[0].name, "photo");
        assert_text(files[0].filename, "北.jpg");
        assert_text(files[0].type, "image/jpeg");
        assert_text(contents(files[0].path), "\r\n\r\r\n--X\r\n--XY\r\n--");
        assert_int_equal(18, files[0].size);
        arena_clear(arena);
    }
}

static void spooled_files_go_with_the_arena_unless_they_were_moved(void **state)
{
    struct str        text = S(PART("form-data; name=\"a\"; filename=\"a\"", "", "1")
                                   PART("form-data; name=\"b\"; filename=\"b\"", "", "2") "--XX--");
    struct multipart *m;
    struct file_part *files;
    size_t            n;
    char              kept[64];

    (void)state;
    assert_int_equal(RC_OK, read_all(text, 5, &m));
    multipart_files(m, &files, &n);
    assert_int_equal(2, n);
    assert_int_equal(2, spooled());
    snprintf(kept, sizeof(kept), "%s/kept", spool);
    assert_int_equal(0, rename(arena_cstr(arena, files[0].path), kept));
    arena_clear(arena);
    assert_int_equal(1, spooled());
    assert_int_equal(0, unlink(kept));
}

static void a_body_that_breaks_off_leaves_nothing_behind(void **state)
{
    struct str text = S(PART("form-data; name=\"a\"; filename=\"a\"", "", "some bytes") "--XX--");

    (void)state;
    for (size_t n = 0; n + 1 < text.n; n++) {
        struct multipart *m;

        assert_int_equal(RC_MALFORMED, read_all(str_head(text, n), 3, &m));
        arena_clear(arena);
        assert_int_equal(0, spooled());
    }
}

static void an_input_left_empty_is_no_file(void **state)
{
    struct multipart *m;
    struct file_part *files;
    size_t            n;

    (void)state;
    assert_int_equal(
        RC_OK, read_all(S(PART("form-data; name=\"a\"; filename=\"\"", "", "") "--XX--"), 100, &m));
    multipart_files(m, &files, &n);
    assert_int_equal(0, n);
}

static void a_name_of_a_file_is_only_a_name(void **state)
{
    static const struct {
        const char *sent, *got;
    } cases[] = { { "../../etc/passwd", "passwd" },
                  { "..", "_" },
                  { "a/..", "_" },
                  { "a%22b.txt", "a\"b.txt" },
                  { "100%.txt", "100%.txt" } };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct str        text = arena_fmt(arena,
                                           "--XX\r\nContent-Disposition: form-data; name=\"f\"; "
                                                  "filename=\"%s\"\r\n\r\nx\r\n--XX--",
                                           cases[i].sent);
        struct multipart *m;
        struct file_part *files;
        size_t            n;

        assert_int_equal(RC_OK, read_all(text, 50, &m));
        multipart_files(m, &files, &n);
        assert_int_equal(1, n);
        assert_text(files[0].filename, cases[i].got);
    }
}

static void a_form_not_by_the_book_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "--XX",
        "preamble\r\n--XX\r\n",
        "--XXX\r\n",
        "--XX\nContent-Disposition: form-data; name=\"a\"\n\nx\n--XX--",
        PART("attachment; name=\"a\"", "", "x") "--XX--",
        PART("form-data", "", "x") "--XX--",
        PART("form-data; name=\"\"", "", "x") "--XX--",
        PART("form-data; name=\"a\x01\"", "", "x") "--XX--",
        PART("form-data; name=\"a\xff\"", "", "x") "--XX--",
        PART("form-data; name=\"a\"", "nocolon\r\n", "x") "--XX--",
        PART("form-data; name=\"a\"", "Content-Transfer-Encoding: base64\r\n", "eA==") "--XX--",
        "--XX\r\n\r\nx\r\n--XX--",
        FIELD("a", "not utf-8 \xff") "--XX--",
        FIELD("a", "x") "--XX-",
        PART("form-data; name=\"a\"; filename=\"\"", "", "bytes of no file") "--XX--",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct multipart *m;

        if (read_all(str_of(bad[i]), 4, &m) != RC_MALFORMED)
            fail_msg("number %zu was taken", i);
        arena_clear(arena);
    }
}

static void bounds_hold(void **state)
{
    struct buf        b;
    struct multipart *m;

    (void)state;
    buf_init(&b, 4 << 20);
    for (int i = 0; i <= PARTS_MOST; i++)
        buf_addc(&b, FIELD("a", "x"));
    buf_addc(&b, "--XX--");
    assert_int_equal(RC_TOO_LARGE, read_all(buf_str(&b), 1000, &m));

    buf_clear(&b);
    buf_addc(&b, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n");
    for (int i = 0; i < PART_FIELD_MOST / 10 + 1; i++)
        buf_addc(&b, "0123456789");
    buf_addc(&b, "\r\n--XX--");
    assert_int_equal(RC_TOO_LARGE, read_all(buf_str(&b), 1000, &m));

    buf_clear(&b);
    buf_addc(&b, "--XX\r\nX: ");
    for (int i = 0; i < PART_HEAD_MOST; i++)
        buf_addc(&b, "x");
    assert_int_equal(RC_TOO_LARGE, read_all(buf_str(&b), 1000, &m));
    buf_free(&b);
}

static void a_boundary_is_checked(void **state)
{
    struct multipart *m;

    (void)state;
    assert_int_equal(RC_MALFORMED, multipart_new(arena, STR_NONE, spool, &m));
    assert_int_equal(RC_MALFORMED, multipart_new(arena, S(""), spool, &m));
    assert_int_equal(RC_MALFORMED, multipart_new(arena, S("a\rb"), spool, &m));
    assert_int_equal(RC_MALFORMED, multipart_new(arena, S("ends in space "), spool, &m));
    assert_int_equal(RC_MALFORMED, multipart_new(arena,
                                                 S("0123456789012345678901234567890123456789"
                                                   "0123456789012345678901234567890"),
                                                 spool, &m));
}

static void a_spool_that_is_not_there_is_our_fault(void **state)
{
    struct multipart *m;

    (void)state;
    assert_int_equal(RC_OK, multipart_new(arena, S("XX"), "/nowhere", &m));
    assert_int_equal(RC_IO,
                     multipart_feed(m, S(PART("form-data; name=\"a\"; filename=\"a\"", "", "x"))));
}

#define T(f) cmocka_unit_test_setup_teardown(f, each_setup, each_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(fields_and_files_come_out_however_the_bytes_are_cut),
        T(spooled_files_go_with_the_arena_unless_they_were_moved),
        T(a_body_that_breaks_off_leaves_nothing_behind),
        T(an_input_left_empty_is_no_file),
        T(a_name_of_a_file_is_only_a_name),
        T(a_form_not_by_the_book_is_refused),
        T(bounds_hold),
        T(a_boundary_is_checked),
        T(a_spool_that_is_not_there_is_our_fault),
    };

    return cmocka_run_group_tests_name("multipart", tests, setup, teardown);
}
