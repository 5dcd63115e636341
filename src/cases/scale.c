#include "cases/scale.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TOLD_MOST = 64, ABOVE_STANDARD = 16 };

/* What the helper is given. All of them above the numbers that they get there. */
struct ends {
    int in, tell[2], large, small;
};

static void ends_close(struct ends *e)
{
    int all[] = { e->in, e->tell[0], e->tell[1], e->large, e->small };

    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        if (all[i] >= 0)
            close(all[i]);
}

static int lifted(int fd)
{
    int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, ABOVE_STANDARD);

    if (fd >= 0)
        close(fd);
    return high;
}

static enum rc ends_open(struct ends *e, const char *from, const struct scaled *s)
{
    int tell[2];

    *e       = (struct ends){ -1, { -1, -1 }, -1, -1 };
    e->in    = lifted(open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    e->large = fcntl(s->large.fd, F_DUPFD_CLOEXEC, ABOVE_STANDARD);
    e->small = fcntl(s->small.fd, F_DUPFD_CLOEXEC, ABOVE_STANDARD);
    if (e->in >= 0 && pipe2(tell, O_CLOEXEC) == 0) {
        e->tell[0] = lifted(tell[0]);
        e->tell[1] = lifted(tell[1]);
    }
    if (e->in >= 0 && e->large >= 0 && e->small >= 0 && e->tell[0] >= 0 && e->tell[1] >= 0)
        return RC_OK;
    ends_close(e);
    return RC_IO;
}

static int start(const char *program, const char *kind, const struct ends *e, pid_t *ret)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t          attr;
    sigset_t                   none, all;
    char *const argv[] = { (char *)(uintptr_t) "linli-photo", (char *)(uintptr_t)kind, NULL };
    char *const env[]  = { (char *)(uintptr_t) "LC_ALL=C", NULL };
    int         bad;

    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attr);
    bad = posix_spawn_file_actions_adddup2(&files, e->in, PHOTO_IN) |
          posix_spawn_file_actions_adddup2(&files, e->tell[1], PHOTO_TELL) |
          posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0) |
          posix_spawn_file_actions_adddup2(&files, e->large, PHOTO_LARGE) |
          posix_spawn_file_actions_adddup2(&files, e->small, PHOTO_SMALL) |
          posix_spawnattr_setsigmask(&attr, &none) | posix_spawnattr_setsigdefault(&attr, &all) |
          posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (!bad)
        bad = posix_spawn(ret, program, &files, &attr, argv, env);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return bad;
}

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* What it tells, until it closes its end. False: it took too long. */
static bool listen_to(int fd, int seconds, char *room, size_t *ret_n)
{
    int64_t until = now_ms() + (int64_t)seconds * 1000;

    *ret_n = 0;
    for (;;) {
        struct pollfd p    = { .fd = fd, .events = POLLIN };
        int64_t       left = until - now_ms();
        ssize_t       n;

        if (left <= 0 || (poll(&p, 1, (int)left) < 0 && errno != EINTR))
            return false;
        if (!p.revents)
            continue;
        n = read(fd, room + *ret_n, TOLD_MOST - *ret_n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return true;
        *ret_n += (size_t)n;
        if (*ret_n == TOLD_MOST)
            return true;
    }
}

static bool read_told(struct str told, struct scaled *s)
{
    static const struct str types[] = { { "image/jpeg", 10 }, { "image/webp", 10 } };
    struct str              type, width;

    if (!str_ends(told, S("\n")))
        return false;
    told = str_head(told, told.n - 1);
    if (!str_split(&told, ' ', &type) || !str_split(&told, ' ', &width) ||
        str_int(width, &s->width) != RC_OK || str_int(told, &s->height) != RC_OK)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        if (str_eq(type, types[i]))
            s->type = types[i];
    return s->type.p && s->width > 0 && s->width <= PHOTO_LARGE_SIDE && s->height > 0 &&
           s->height <= PHOTO_LARGE_SIDE;
}

/* How it ended. Signals are its own limits: of memory, of time, of what it may do. */
static void judge(int status, struct str told, struct scaled *s)
{
    s->end = WIFEXITED(status) ? (enum photo_end)WEXITSTATUS(status) : PHOTO_UNREADABLE;
    if (s->end == PHOTO_DONE && !read_told(told, s))
        s->end = PHOTO_UNREADABLE;
}

static enum rc run(const struct scaler *by, const char *kind, struct ends *e, struct scaled *s)
{
    char   told[TOLD_MOST];
    size_t n;
    pid_t  pid;
    int    status, bad = start(by->program, kind, e, &pid);

    if (bad == ENOENT || bad == EACCES) {
        s->absent = true;
        return RC_OK;
    }
    if (bad)
        return RC_IO;
    close(e->tell[1]); /* or its own end would keep the pipe open */
    e->tell[1] = -1;
    s->overdue = !listen_to(e->tell[0], by->seconds, told, &n);
    if (s->overdue)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            return RC_IO;
    judge(status, (struct str){ told, n }, s);
    return RC_OK;
}

enum rc scale_photo(const struct scaler *by, const char *kind, const char *from, const char *data,
                    struct arena *a, struct scaled *ret)
{
    struct scaled s = { .end = PHOTO_UNREADABLE };
    struct ends   e;
    enum rc       rc;

    TRY(draft_begin(data, a, PHOTO_BYTES_MOST, &s.large));
    TRY(draft_begin(data, a, 0, &s.small));
    TRY(ends_open(&e, from, &s));
    rc = run(by, kind, &e, &s);
    ends_close(&e);
    TRY(rc);
    if (s.end == PHOTO_NO_SPACE)
        return RC_NO_SPACE;
    *ret = s;
    return RC_OK;
}
