#ifndef LINLI_DB_SQLITE_LOG_H
#define LINLI_DB_SQLITE_LOG_H
/*
 * sqlite_log: carries SQLite's log over into the database beside the writer.
 *
 * A checkpoint of a long log writes thousands of pages that lie everywhere and
 * waits for the disk; made by the writer it would hold up all who wait for a
 * commit, for half a second in a database of a million cases. SQLite allows
 * another connection to make it while the writer appends. What was appended
 * meanwhile is carried over too, until little is left. The rest is the
 * writer's: the log begins anew only when nothing is added meanwhile.
 */
#include <stdbool.h>

struct log_carrier;

/* A thread and a connection of its own to the database at `path`; NULL: it cannot be opened. */
struct log_carrier *log_carrier_open(const char *path);
/* Ends what it is at. */
void log_carrier_close(struct log_carrier *c);

/* Ask it to begin; it is idle. */
void log_carrier_begin(struct log_carrier *c);
/* The log has so many pages now: what lies ahead of them in its file is read, since SQLite is about
 * to write over it. Its writes are no whole blocks of the file: the system would read each block
 * from the disk first, and the writer wait for it. For the writer. */
void log_carrier_ahead(struct log_carrier *c, int pages);
/* Has it ended, or never begun? What it could not carry over stays in the log. */
bool log_carrier_idle(struct log_carrier *c);

#endif
