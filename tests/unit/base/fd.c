#include "../unit.h"

#include "base/fd.h"

#include <fcntl.h>
#include <unistd.h>

static void what_is_written_is_read_whole_and_the_end_is_no_error(void **state)
{
    int    ends[2];
    char   room[10];
    size_t n = 0;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(fd_write(ends[1], S("abc")), RC_OK);
    assert_int_equal(fd_write(ends[1], S("defg")), RC_OK);
    close(ends[1]);
    assert_int_equal(fd_read(ends[0], room, 5, &n), RC_OK);
    assert_true(str_eq((struct str){ room, n }, S("abcde")));
    assert_int_equal(fd_read(ends[0], room, sizeof(room), &n), RC_OK);
    assert_true(str_eq((struct str){ room, n }, S("fg")));
    assert_int_equal(fd_read(ends[0], room, sizeof(room), &n), RC_OK);
    assert_int_equal(n, 0);
    close(ends[0]);
}

static void a_full_disk_is_told_from_another_error(void **state)
{
    int    full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    char   room[1];
    size_t n = 7;

    (void)state;
    assert_true(full >= 0);
    assert_int_equal(fd_write(full, S("x")), RC_NO_SPACE);
    close(full);
    assert_int_equal(fd_write(-1, S("x")), RC_IO);
    assert_int_equal(fd_write(-1, S("")), RC_OK);
    assert_int_equal(fd_read(-1, room, 1, &n), RC_IO);
    assert_int_equal(n, 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_whole_and_the_end_is_no_error),
        cmocka_unit_test(a_full_disk_is_told_from_another_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
