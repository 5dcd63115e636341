#ifndef LINLI_APP_TAR_H
#define LINLI_APP_TAR_H
/* tar: one block of a POSIX ustar archive (IEEE 1003.1, pax, "ustar Interchange Format"). Pure. */
#include "base/str.h"

enum { TAR_BLOCK = 512 };

/* `at` in µs. Sizes from 8 GiB on are written in base 256, as GNU tar does. */
void tar_header(struct str name, int64_t size, int64_t at, char ret_block[TAR_BLOCK]);
/* A block of zeros: the end. */
bool tar_is_end(const char block[TAR_BLOCK]);
/* RC_MALFORMED: a wrong sum, or anything but a plain file. *ret_name is in `block`. */
CHECKED enum rc tar_parse(const char block[TAR_BLOCK], struct str *ret_name, int64_t *ret_size);

#endif
