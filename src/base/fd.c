#include "base/fd.h"

#include <errno.h>
#include <unistd.h>

enum rc fd_refused(void)
{
    return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? RC_NO_SPACE : RC_IO;
}

enum rc fd_write(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fd_refused();
        s = str_skip(s, (size_t)n);
    }
    return RC_OK;
}

enum rc fd_read(int fd, char *to, size_t n, size_t *ret_n)
{
    size_t had = 0;

    while (had < n) {
        ssize_t got = read(fd, to + had, n - had);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return RC_IO;
        if (got == 0)
            break;
        had += (size_t)got;
    }
    *ret_n = had;
    return RC_OK;
}
