#ifndef LINLI_HTTP_MULTIPART_H
#define LINLI_HTTP_MULTIPART_H
/*
 * multipart: a multipart/form-data body (RFC 7578) as it comes in.
 *
 * Fields are kept in the arena, files are written to the spool folder and
 * removed when the arena ends (a handler that keeps one renames or links it).
 * Bounded in parts, in the length of headers and of fields; the size of the
 * whole is the caller's to limit. One thread.
 */
#include "http/request.h"

enum {
    PARTS_MOST      = 64,
    PART_HEAD_MOST  = 4096,
    PART_FIELD_MOST = 256 << 10,
};

struct multipart;

/*
 * `boundary` from the content type; `spool` is borrowed.
 *   RC_MALFORMED  not a boundary
 */
CHECKED enum rc multipart_new(struct arena *a, struct str boundary, const char *spool,
                              struct multipart **ret);
/*
 * The next bytes, as they come.
 *   RC_MALFORMED  not by the book, or not UTF-8
 *   RC_TOO_LARGE  a bound was passed
 *   RC_NO_SPACE, RC_IO  a file could not be written
 */
CHECKED enum rc multipart_feed(struct multipart *m, struct str bytes);
/* RC_MALFORMED when the closing boundary was not seen. Closes the last file. */
CHECKED enum rc multipart_end(struct multipart *m);

/* What was found, arena. */
void multipart_pairs(const struct multipart *m, const struct pair **ret, size_t *ret_n);
void multipart_files(const struct multipart *m, struct file_part **ret, size_t *ret_n);

#endif
