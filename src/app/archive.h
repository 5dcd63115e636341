#ifndef LINLI_APP_ARCHIVE_H
#define LINLI_APP_ARCHIVE_H
/*
 * archive: a tar stream (POSIX ustar) within one zstd frame with a checksum,
 * so that `tar --zstd -x` can read a backup without us.
 *
 * Written under another name and renamed when it is whole and on the disk.
 * Read with suspicion: only plain files, names of our own making, nothing
 * that leads out of a folder. One thread.
 */
#include "base/arena.h"

enum { ARCHIVE_NAME_MOST = 99 };

struct archive_out;
/* RC_CONFLICT: `path` is there already; RC_IO, RC_NO_SPACE. `path` is borrowed. */
CHECKED enum rc archive_create(const char *path, struct archive_out **ret);
CHECKED enum rc archive_add_text(struct archive_out *o, struct str name, struct str text,
                                 int64_t at);
/* RC_NOT_FOUND: no such file; then nothing was added. */
CHECKED enum rc archive_add_file(struct archive_out *o, struct str name, const char *path,
                                 int64_t at);
/* The end: durable and under its name, or gone. Frees in any case. */
CHECKED enum rc archive_finish(struct archive_out *o);
void            archive_abandon(struct archive_out *o);

struct archive_in;
CHECKED enum rc archive_open(const char *path, struct archive_in **ret);
/*
 * The next file.
 *   RC_NOT_FOUND  that was all, and the stream ended as it should
 *   RC_MALFORMED  cut off, changed, or not of our making
 */
CHECKED enum rc archive_next(struct archive_in *in, struct str *ret_name, int64_t *ret_size);
/* Its contents: into memory, or into a new file. RC_TOO_LARGE, RC_CONFLICT, RC_NO_SPACE. */
CHECKED enum rc archive_text(struct archive_in *in, struct arena *a, size_t most, struct str *ret);
CHECKED enum rc archive_extract(struct archive_in *in, const char *path);
void            archive_close(struct archive_in *in);

#endif
