#ifndef LINLI_BASE_FD_H
#define LINLI_BASE_FD_H
/* fd: all of it to and from a file descriptor, however often the system stops half way. */
#include "base/str.h"

/* What `errno` says of a call that was to write: RC_NO_SPACE or RC_IO. */
CHECKED enum rc fd_refused(void);
/* RC_NO_SPACE, RC_IO: a part of it may be written. */
CHECKED enum rc fd_write(int fd, struct str s);
/* `n` bytes into `to`; less only at the end of the file. RC_IO. */
CHECKED enum rc fd_read(int fd, char *to, size_t n, size_t *ret_n);

#endif
