#ifndef LINLI_APP_READ_FILE_H
#define LINLI_APP_READ_FILE_H
/* read_file: a whole file into an arena, under a ceiling. */
#include "base/arena.h"

/* RC_NOT_FOUND, RC_TOO_LARGE, RC_IO. */
CHECKED enum rc read_file(struct arena *a, const char *path, size_t most, struct str *ret);
/* The same; what is gzip by its first bytes is inflated. `most` counts what comes out.
 * RC_MALFORMED: a gzip that is broken or ends too early. */
CHECKED enum rc read_file_gz(struct arena *a, const char *path, size_t most, struct str *ret);

#endif
