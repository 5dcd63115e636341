#include "photo/cage.h"
#include "photo/photo.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    MEMORY_MOST = 1 << 30, /* 50 megapixels of four bytes, twice, and the libraries */
    WRITE_MOST  = 32 << 20,
    FILES_MOST  = 32,
};

/* The sanitizers lay out more address space than any ceiling. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WATCHED 1
#endif
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

static bool ceiling(int what, rlim_t most)
{
    struct rlimit l = { most, most };

    return setrlimit(what, &l) == 0;
}

bool cage_limit(void)
{
    /* One heap: each more would take address space of its own. */
    mallopt(M_ARENA_MAX, 1);
    if (close_range(PHOTO_SMALL + 1, ~0U, 0) != 0)
        return false;
    return (WATCHED || ceiling(RLIMIT_AS, MEMORY_MOST)) && ceiling(RLIMIT_CPU, PHOTO_SECONDS) &&
           ceiling(RLIMIT_FSIZE, WRITE_MOST) && ceiling(RLIMIT_NOFILE, FILES_MOST) &&
           ceiling(RLIMIT_CORE, 0) && chdir("/") == 0 &&
           prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

/* Memory, threads, time, and what is open. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),

    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(tgkill),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(membarrier),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

/* glibc's fstat: of what is open, not of a path. */
static bool allow_fstat(scmp_filter_ctx c)
{
    return seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                            SCMP_A3(SCMP_CMP_EQ, AT_EMPTY_PATH)) == 0;
}

static bool allow_threads(scmp_filter_ctx c)
{
    /* glibc asks for clone3, whose flags no filter can see; told that there is none, it takes
     * clone, and that only for threads. */
    const unsigned thread = 0x00010000; /* CLONE_THREAD */

    return seccomp_rule_add(c, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0 &&
           seccomp_rule_add(c, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, thread, thread)) == 0;
}

bool cage_shut(void)
{
    scmp_filter_ctx c  = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    bool            ok = c != NULL;

    for (size_t i = 0; ok && i < sizeof(allowed) / sizeof(allowed[0]); i++)
        ok = seccomp_rule_add(c, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    ok = ok && allow_fstat(c) && allow_threads(c) && seccomp_load(c) == 0;
    if (c)
        seccomp_release(c);
    return ok;
}
