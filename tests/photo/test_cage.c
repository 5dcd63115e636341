/* What a confined process can do no more, each tried by a child of its own. */
#include "../unit/unit.h"
#include "photo/cage.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { AS_WANTED = 0, NOT_CAGED = 100, DID_IT = 101 };

/* Run `act` in a cage. What it returns is the child's exit status. */
static int caged(int (*act)(void))
{
    pid_t pid = fork();
    int   status;

    assert_true(pid >= 0);
    if (pid == 0) {
        if (!cage_limit() || !cage_shut())
            _exit(NOT_CAGED);
        _exit(act());
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int forbidden(long result)
{
    return result < 0 && (errno == EPERM || errno == EACCES || errno == ENOSYS) ? AS_WANTED
                                                                                : DID_IT;
}

static int open_file(void)
{
    return forbidden(open("/etc/passwd", O_RDONLY));
}
static int write_file(void)
{
    return forbidden(open("/tmp/linli-cage-test", O_WRONLY | O_CREAT, 0600));
}
static int connect_out(void)
{
    return forbidden(socket(AF_INET, SOCK_STREAM, 0));
}
static int talk_local(void)
{
    int pair[2];

    return forbidden(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}
static int begin_process(void)
{
    return forbidden(fork());
}
static int run_program(void)
{
    char *const argv[] = { NULL };

    return forbidden(execve("/bin/true", argv, argv));
}
static int signal_parent(void)
{
    return forbidden(kill(getppid(), 0));
}
static int look_at_file(void)
{
    struct stat st;

    return forbidden(chdir("/tmp")) | forbidden(unlink("/tmp/linli-cage-test")) |
           forbidden(chmod("/tmp/linli-cage-test", 0600)) | forbidden(stat("/etc/passwd", &st)) |
           (fstat(STDOUT_FILENO, &st) == 0 ? AS_WANTED : DID_IT);
}
static int use_other_descriptors(void)
{
    /* What the parent had open is closed: a write has nowhere to go. */
    for (int fd = 5; fd < 64; fd++)
        if (write(fd, "x", 1) >= 0)
            return DID_IT;
    return AS_WANTED;
}

static void *nothing(void *ctx)
{
    return ctx;
}
static int compute(void)
{
    pthread_t t;
    void     *room = malloc(32 << 20);

    if (!room || pthread_create(&t, NULL, nothing, NULL) != 0 || pthread_join(t, NULL) != 0)
        return DID_IT;
    memset(room, 1, 32 << 20);
    free(room);
    return AS_WANTED;
}

static void it_opens_no_files(void **state)
{
    (void)state;
    assert_int_equal(caged(open_file), AS_WANTED);
    assert_int_equal(caged(write_file), AS_WANTED);
    assert_int_equal(caged(look_at_file), AS_WANTED);
}
static void it_talks_to_nobody(void **state)
{
    (void)state;
    assert_int_equal(caged(connect_out), AS_WANTED);
    assert_int_equal(caged(talk_local), AS_WANTED);
}
static void it_starts_and_signals_no_process(void **state)
{
    (void)state;
    assert_int_equal(caged(begin_process), AS_WANTED);
    assert_int_equal(caged(run_program), AS_WANTED);
    assert_int_equal(caged(signal_parent), AS_WANTED);
}
static void it_has_nothing_open_but_what_it_was_given(void **state)
{
    int fd = open("/dev/null", O_WRONLY), high = fcntl(fd, F_DUPFD, 20);

    (void)state;
    assert_true(high >= 20);
    assert_int_equal(caged(use_other_descriptors), AS_WANTED);
    close(fd);
    close(high);
}
static void it_computes_with_memory_and_threads(void **state)
{
    (void)state;
    assert_int_equal(caged(compute), AS_WANTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_opens_no_files),
        cmocka_unit_test(it_talks_to_nobody),
        cmocka_unit_test(it_starts_and_signals_no_process),
        cmocka_unit_test(it_has_nothing_open_but_what_it_was_given),
        cmocka_unit_test(it_computes_with_memory_and_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
