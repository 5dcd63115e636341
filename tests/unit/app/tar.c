#include "../unit.h"

#include "app/tar.h"

#include <string.h>

static char block[TAR_BLOCK];

static void make(int64_t size)
{
    tar_header(S("files/ab/abcd"), size, 1772413200000000, block);
}

static void a_header_reads_back(void **state)
{
    static const int64_t sizes[] = {
        0, 1, 511, 512, INT64_C(8589934591), INT64_C(8589934592), INT64_C(1) << 50, INT64_MAX
    };
    struct str name;
    int64_t    size;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        make(sizes[i]);
        assert_rc(tar_parse(block, &name, &size), RC_OK);
        assert_text(name, "files/ab/abcd");
        assert_int_equal(size, sizes[i]);
        assert_false(tar_is_end(block));
    }
}

static void a_changed_byte_is_seen(void **state)
{
    struct str name;
    int64_t    size;

    (void)state;
    for (size_t i = 0; i < TAR_BLOCK; i++) {
        make(12345);
        block[i] ^= 1;
        if (i >= 148 && i < 156) /* the sum itself: its last two bytes are only an end */
            continue;
        assert_rc(tar_parse(block, &name, &size), RC_MALFORMED);
    }
}

/* Set the sum right after a change, as a forger would. */
static void resum(void)
{
    unsigned sum = 0;

    memset(block + 148, ' ', 8);
    for (size_t i = 0; i < TAR_BLOCK; i++)
        sum += (unsigned char)block[i];
    for (int i = 5; i >= 0; i--) {
        block[148 + i] = (char)('0' + (sum & 7));
        sum >>= 3;
    }
    block[154] = '\0';
}

static void only_plain_files_are_taken(void **state)
{
    static const char types[] = { '1', '2', '5', 'x', 'L', '\0' };
    struct str        name;
    int64_t           size;

    (void)state;
    for (size_t i = 0; i < sizeof(types); i++) {
        make(1);
        block[156] = types[i];
        resum();
        assert_rc(tar_parse(block, &name, &size), RC_MALFORMED);
    }
    make(1);
    resum();
    assert_rc(tar_parse(block, &name, &size), RC_OK);
}

static void a_size_that_is_no_number_is_refused(void **state)
{
    struct str name;
    int64_t    size;

    (void)state;
    make(1);
    memcpy(block + 124, "12x45678901", 12);
    resum();
    assert_rc(tar_parse(block, &name, &size), RC_MALFORMED);
    make(1);
    memset(block + 124, 0xff, 12);
    block[124] = (char)0x80;
    resum();
    assert_rc(tar_parse(block, &name, &size), RC_MALFORMED);
}

static void zeros_are_the_end(void **state)
{
    struct str name;
    int64_t    size;

    (void)state;
    memset(block, 0, sizeof(block));
    assert_true(tar_is_end(block));
    assert_rc(tar_parse(block, &name, &size), RC_MALFORMED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_header_reads_back),
        cmocka_unit_test(a_changed_byte_is_seen),
        cmocka_unit_test(only_plain_files_are_taken),
        cmocka_unit_test(a_size_that_is_no_number_is_refused),
        cmocka_unit_test(zeros_are_the_end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
