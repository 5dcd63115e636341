#include "app/lock.h"
#include "app/read_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

enum { TRIES = 300, PAUSE_MS = 100, PID_MOST = 64 };

static const struct say served = SAY("already_served", "这个数据目录已有服务在运行[（进程{0}）]",
                                     "a server runs in this data folder already[ (process {0})]");
static const struct say busy =
    SAY("command_running", "另一条命令正在这个数据目录中运行[（进程{0}）]",
        "another command is at work in this data folder[ (process {0})]");

static enum rc refuse(struct arena *a, const char *path, enum lock_kind kind, struct faults *f)
{
    struct str pid = STR_NONE;

    /* Only to be helpful; the lock is not in what the file says. */
    if (read_file(a, path, PID_MOST, &pid) != RC_OK)
        pid = STR_NONE;
    return fault(f, RC_CONFLICT, kind == LOCK_SERVE ? &served : &busy, str_trim(pid), STR_NONE);
}

static bool try_lock(int fd, enum lock_kind kind)
{
    struct timespec pause = { .tv_nsec = PAUSE_MS * 1000000L };

    for (int i = 0; i < (kind == LOCK_SERVE ? 1 : TRIES); i++) {
        if (flock(fd, LOCK_EX | LOCK_NB) == 0)
            return true;
        if (kind == LOCK_COMMAND)
            nanosleep(&pause, NULL);
    }
    return false;
}

static struct str lock_path(struct arena *a, struct str dir, enum lock_kind kind)
{
    return arena_fmt(a, "%.*s/%s.lock", STR_ARG(dir), kind == LOCK_SERVE ? "linli" : "command");
}

bool lock_is_held(struct arena *a, struct str dir, enum lock_kind kind)
{
    struct str path = lock_path(a, dir, kind);
    int        fd   = open(path.p, O_RDONLY | O_CLOEXEC);
    bool       held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;

    if (fd >= 0)
        close(fd); /* and what it locked */
    return held;
}

enum rc lock_take(struct arena *a, struct str dir, enum lock_kind kind, struct faults *f,
                  int *ret_fd)
{
    struct str path =
        arena_fmt(a, "%.*s/%s.lock", STR_ARG(dir), kind == LOCK_SERVE ? "linli" : "command");
    char       pid[INT_TEXT];
    struct str text = int_text(getpid(), pid);
    int        fd   = open(path.p, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

    if (fd < 0)
        return RC_IO;
    if (!try_lock(fd, kind)) {
        close(fd);
        return refuse(a, path.p, kind, f);
    }
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text.p, text.n, 0) != (ssize_t)text.n) {
        close(fd);
        return RC_IO;
    }
    *ret_fd = fd;
    return RC_OK;
}
