/* The list of an archive is looked through, and nothing but a plain archive passes. */
#include "cases/zip.h"
#include "../unit.h"
#include "zip_make.h"

static struct buf zip;
static int        seen;

static int setup(void **state)
{
    (void)state;
    buf_init(&zip, 1 << 20);
    return 0;
}
static int teardown(void **state)
{
    (void)state;
    buf_free(&zip);
    return 0;
}

static void see(void *ctx, struct str name)
{
    (void)ctx;
    (void)name;
    seen++;
}

static enum rc look(void)
{
    seen = 0;
    return zip_look(buf_str(&zip), see, NULL);
}

static enum rc look_at(const struct zip_member *m, size_t n)
{
    buf_clear(&zip);
    zip_make(&zip, 0, m, n, "");
    return look();
}

static const struct zip_member two[] = { { .name = "a.xml", .content = "<a/>" },
                                         { .name = "b/c.xml", .content = "hello" } };

static void every_member_is_named(void **state)
{
    (void)state;
    assert_rc(look_at(two, 2), RC_OK);
    assert_int_equal(seen, 2);
}

static void a_comment_may_stand_behind_it(void **state)
{
    (void)state;
    zip_make(&zip, 0, two, 2, "made by a test");
    assert_rc(look(), RC_OK);
}

static void what_stands_before_or_behind_makes_it_something_else(void **state)
{
    (void)state;
    zip_make(&zip, 0, two, 2, "");
    buf_add1(&zip, 'x');
    assert_rc(look(), RC_MALFORMED);
    buf_clear(&zip);
    buf_addc(&zip, "MZ a program");
    zip_make(&zip, 0, two, 2, "");
    assert_rc(look(), RC_MALFORMED);
    buf_clear(&zip);
    buf_addc(&zip, "MZ a program");
    zip_make(&zip, zip.n, two, 2, "");
    assert_rc(look(), RC_MALFORMED);
}

static void a_name_that_leads_out_is_refused(void **state)
{
    static const char *const names[] = { "/etc/passwd", "../x", "a/../../x", "a\\b", "" };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct zip_member m = { .name = names[i], .content = "x" };

        if (look_at(&m, 1) != RC_MALFORMED)
            fail_msg("%s was taken", names[i]);
    }
    assert_rc(look_at(&(struct zip_member){ .name = "a..b/..c", .content = "x" }, 1), RC_OK);
}

static void what_is_encrypted_or_packed_oddly_is_refused(void **state)
{
    (void)state;
    assert_rc(look_at(&(struct zip_member){ .name = "a", .content = "x", .flags = 1 }, 1),
              RC_MALFORMED);
    assert_rc(look_at(&(struct zip_member){ .name = "a", .content = "x", .method = 12 }, 1),
              RC_MALFORMED);
    assert_rc(look_at(&(struct zip_member){ .name = "a", .content = "x", .method = 8 }, 1), RC_OK);
}

static void a_list_that_says_otherwise_than_the_members_is_refused(void **state)
{
    (void)state;
    assert_rc(look_at(&(struct zip_member){ .name = "a", .other_name = "b", .content = "x" }, 1),
              RC_MALFORMED);
}

static void a_bomb_is_refused(void **state)
{
    const struct zip_member big = {
        .name = "a", .content = "x", .method = 8, .whole = ZIP_WHOLE_MOST + 1
    };
    const struct zip_member halves[] = {
        { .name = "a", .content = "x", .method = 8, .whole = ZIP_WHOLE_MOST / 2 },
        { .name = "b", .content = "x", .method = 8, .whole = ZIP_WHOLE_MOST / 2 + 1 },
    };

    (void)state;
    assert_rc(look_at(&big, 1), RC_MALFORMED);
    assert_rc(look_at(halves, 1), RC_OK);
    assert_rc(look_at(halves, 2), RC_MALFORMED);
}

/* Two entries of the list that name the same bytes. */
static void members_that_lie_over_each_other_are_refused(void **state)
{
    static const struct zip_member m[] = { { .name = "a", .content = "xyz" },
                                           { .name = "a", .content = "xyz" } };
    size_t                         second;

    (void)state;
    assert_rc(look_at(m, 2), RC_OK);
    second = zip.n - 22 - 5; /* the offset of the last entry, before its name */
    for (size_t i = 0; i < 4; i++)
        zip.p[second + i] = 0;
    assert_rc(look(), RC_OK); /* they still fit before the list */
    /* Take the second member's bytes away, so that both want the first's. */
    buf_clear(&zip);
    zip_make(&zip, 0, m, 1, "");
    {
        struct buf b;
        struct str all  = buf_str(&zip);
        size_t     list = all.n - 22 - 47;
        struct str head = str_head(all, list), entry = str_head(str_skip(all, list), 47);

        buf_init(&b, 4096);
        buf_add(&b, head);
        buf_add(&b, entry);
        buf_add(&b, entry);
        buf_add(&b, S("PK\5\6"));
        zip_u32(&b, 0);
        zip_u16(&b, 2);
        zip_u16(&b, 2);
        zip_u32(&b, 94);
        zip_u32(&b, (uint32_t)list);
        zip_u16(&b, 0);
        assert_rc(zip_look(buf_str(&b), see, NULL), RC_MALFORMED);
        buf_free(&b);
    }
}

static void an_archive_cut_off_anywhere_is_refused(void **state)
{
    struct str all;

    (void)state;
    zip_make(&zip, 0, two, 2, "");
    all = buf_str(&zip);
    for (size_t n = 0; n < all.n; n++)
        if (zip_look(str_head(all, n), see, NULL) != RC_MALFORMED)
            fail_msg("%zu bytes of %zu were taken", n, all.n);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(every_member_is_named),
        T(a_comment_may_stand_behind_it),
        T(what_stands_before_or_behind_makes_it_something_else),
        T(a_name_that_leads_out_is_refused),
        T(what_is_encrypted_or_packed_oddly_is_refused),
        T(a_list_that_says_otherwise_than_the_members_is_refused),
        T(a_bomb_is_refused),
        T(members_that_lie_over_each_other_are_refused),
        T(an_archive_cut_off_anywhere_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
