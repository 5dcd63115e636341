#ifndef LINLI_BASE_GZIP_H
#define LINLI_BASE_GZIP_H
/* gzip: what goes to a reader who unpacks it again (RFC 1952). */
#include "base/str.h"

/* Append `plain`, packed. */
void gzip_add(struct buf *out, struct str plain);

#endif
