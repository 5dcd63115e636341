#include "../unit.h"

#include "base/digest.h"
#include "base/gzip.h"

#include <zlib.h>

static void expect_back(struct str plain)
{
    struct buf b;
    char       room[1 << 16];
    z_stream   z = { .next_out = (Bytef *)room, .avail_out = sizeof(room) };

    buf_init(&b, SIZE_MAX);
    buf_addc(&b, "before");
    gzip_add(&b, plain);
    assert_memory_equal(b.p, "before\x1f\x8b", 8);
    z.next_in  = (Bytef *)b.p + 6;
    z.avail_in = (uInt)b.n - 6;
    assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
    assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
    assert_int_equal(z.avail_in, 0);
    assert_int_equal(z.total_out, plain.n);
    assert_memory_equal(room, plain.p, plain.n);
    inflateEnd(&z);
    buf_free(&b);
}

static void what_is_packed_comes_out_again(void **state)
{
    char noise[50000];

    (void)state;
    expect_back(S(""));
    expect_back(S("东一网格"));
    random_bytes(noise, sizeof(noise)); /* which packing makes longer */
    expect_back((struct str){ noise, sizeof(noise) });
}

static void what_is_said_again_and_again_gets_short(void **state)
{
    struct buf plain, packed;

    (void)state;
    buf_init(&plain, 1 << 16);
    buf_init(&packed, 1 << 16);
    while (plain.n < 10000)
        buf_addc(&plain, "\"closed_on_time\":0,");
    gzip_add(&packed, buf_str(&plain));
    assert_true(packed.n < plain.n / 50);
    buf_free(&plain);
    buf_free(&packed);
}

static void a_buffer_that_is_too_small_says_so(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 10);
    gzip_add(&b, S("a page"));
    assert_int_equal(buf_check(&b), RC_TOO_LARGE);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_packed_comes_out_again),
        cmocka_unit_test(what_is_said_again_and_again_gets_short),
        cmocka_unit_test(a_buffer_that_is_too_small_says_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
