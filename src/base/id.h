#ifndef LINLI_BASE_ID_H
#define LINLI_BASE_ID_H
/*
 * id: 63-bit names for rows, made by the program, ordered by time.
 *
 *   42 bits  milliseconds since 2020-01-01 UTC
 *    6 bits  the cell (one database) that made it, 0..63
 *   15 bits  a counter within the millisecond, carried over when it runs out
 *
 * Never below one made before by the same maker. In JSON an id is a string.
 * A maker may be used by any thread.
 */
#include "base/time.h"

#include <stdatomic.h>

struct id_maker {
    _Atomic int64_t last;
    int             cell;
};
int64_t id_make(struct id_maker *m, int64_t now_at);
int64_t id_time(int64_t id); /* the instant it was made at, to the millisecond */
int64_t id_at(int64_t at);   /* no id made at that instant or later is below it */

#endif
