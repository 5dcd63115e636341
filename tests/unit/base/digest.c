#include "../unit.h"

#include "base/digest.h"
#include "base/fd.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void expect_hex(struct digest d, const char *want)
{
    char room[DIGEST_HEX + 1];

    assert_text(digest_hex(&d, room), want);
}

/* GB/T 32905-2016, appendix A. */
static void it_is_sm3_as_in_the_standard(void **state)
{
    char text[65];
    int  i;

    (void)state;
    expect_hex(digest_of(S("abc")),
               "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    for (i = 0; i < 64; i++)
        text[i] = "abcd"[i % 4];
    text[64] = '\0';
    expect_hex(digest_of(str_of(text)),
               "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    expect_hex(digest_of(S("")),
               "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

static void a_chain_digests_the_link_before_and_the_text(void **state)
{
    struct digest before = digest_of(S("first")), got, want;
    char          both[DIGEST_LEN + 6];

    (void)state;
    memcpy(both, before.b, DIGEST_LEN);
    memcpy(both + DIGEST_LEN, "second", 6);
    got  = digest_chain(&before, S("second"));
    want = digest_of((struct str){ both, sizeof(both) });
    assert_memory_equal(got.b, want.b, DIGEST_LEN);
}

static void a_stream_in_parts_is_the_digest_of_the_whole(void **state)
{
    struct digest_stream *s = digest_begin();
    struct digest         got, want = digest_of(S("one two three"));

    (void)state;
    digest_more(s, S("one "));
    digest_of(S("something between"));
    digest_more(s, S(""));
    digest_more(s, S("two three"));
    got = digest_end(s);
    assert_memory_equal(got.b, want.b, DIGEST_LEN);
}

static void *digest_often(void *want)
{
    int i, wrong = 0;

    for (i = 0; i < 2000; i++) {
        struct digest d = digest_of(S("abc"));

        wrong += memcmp(d.b, ((const struct digest *)want)->b, DIGEST_LEN) != 0;
    }
    return wrong ? want : NULL;
}

static void threads_do_not_disturb_each_other(void **state)
{
    struct digest want = digest_of(S("abc"));
    pthread_t     t[4];
    void         *wrong;
    int           i;

    (void)state;
    for (i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&t[i], NULL, digest_often, &want), 0);
    for (i = 0; i < 4; i++) {
        pthread_join(t[i], &wrong);
        assert_null(wrong);
    }
}

static void codes_hold_no_letter_that_is_misread(void **state)
{
    char   code[4000];
    size_t i;
    int    seen[256] = { 0 }, kinds = 0;

    (void)state;
    random_code(code, sizeof(code));
    for (i = 0; i < sizeof(code); i++) {
        assert_null(memchr("0O1IL", code[i], 5));
        assert_true((code[i] >= '2' && code[i] <= '9') || (code[i] >= 'A' && code[i] <= 'Z'));
        kinds += !seen[(unsigned char)code[i]]++;
    }
    assert_int_equal(kinds, 31);
    for (i = 0; i < 256; i++) /* each 129 times in the mean: these are seven deviations away */
        assert_true(seen[i] == 0 || (seen[i] > 50 && seen[i] < 208));
}

/* Parts of a pipe come as they come; what is whole rooms long ends at its end all the same. */
static void a_file_is_digested_from_where_it_stands_to_its_end(void **state)
{
    static char         text[3 << 16];
    static const size_t lengths[] = { 0, 1, 65535, 65536, 65537, sizeof(text) };
    FILE               *f         = tmpfile();

    (void)state;
    assert_non_null(f);
    memset(text, 'a', sizeof(text));
    for (size_t i = 0; i < sizeof(text); i += 1000)
        text[i] = (char)('b' + i % 20);
    assert_int_equal(fd_write(fileno(f), (struct str){ text, sizeof(text) }), RC_OK);
    for (size_t i = 0; i < ARRAY_LEN(lengths); i++) {
        struct digest got,
            want  = digest_of((struct str){ text + sizeof(text) - lengths[i], lengths[i] });
        int64_t n = -1;

        assert_true(lseek(fileno(f), -(off_t)lengths[i], SEEK_END) >= 0);
        assert_int_equal(fd_digest(fileno(f), &got, &n), RC_OK);
        assert_int_equal(n, lengths[i]);
        assert_memory_equal(got.b, want.b, DIGEST_LEN);
    }
    fclose(f);
}

static void what_cannot_be_read_has_no_digest(void **state)
{
    struct digest got = { { 7 } };
    int64_t       n   = 7;

    (void)state;
    assert_int_equal(fd_digest(-1, &got, &n), RC_IO);
    assert_int_equal(n, 7);
    assert_int_equal(got.b[0], 7);
}

static void random_bytes_differ(void **state)
{
    uint8_t a[32] = { 0 }, b[32] = { 0 };

    (void)state;
    random_bytes(a, sizeof(a));
    random_bytes(b, sizeof(b));
    assert_memory_not_equal(a, b, sizeof(a));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_sm3_as_in_the_standard),
        cmocka_unit_test(a_chain_digests_the_link_before_and_the_text),
        cmocka_unit_test(a_stream_in_parts_is_the_digest_of_the_whole),
        cmocka_unit_test(threads_do_not_disturb_each_other),
        cmocka_unit_test(codes_hold_no_letter_that_is_misread),
        cmocka_unit_test(a_file_is_digested_from_where_it_stands_to_its_end),
        cmocka_unit_test(what_cannot_be_read_has_no_digest),
        cmocka_unit_test(random_bytes_differ),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
