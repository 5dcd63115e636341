#ifndef LINLI_CASES_ROOM_H
#define LINLI_CASES_ROOM_H
/* room: what this room keeps in memory while the program runs. For this room. Any thread. */
#include "work/services.h"

#include <stdatomic.h>

/* The path of linli-photo: said, or beside this program. */
const char *room_photo_program(const struct services *s);
/* Counts one more file from that address without an account; false once it had its share of these
 * ten minutes. */
bool room_upload_take(struct work *w, struct str address);
/* One more report, likewise. */
bool room_report_take(struct work *w, struct str address);

/* The last day on which it was looked whose units are no more; looking is due after that. */
int32_t room_units_day(const struct services *s);
void    room_units_looked(struct services *s, int32_t day); /* 0: it is due now */

/*
 * How far what goes on in this process is, before any of it is committed. In the list between
 * begin and end; the members are the owner's, who may change the numbers on any thread.
 */
struct import_live {
    struct import_live *next;
    bool                listed;
    int64_t             id;
    _Atomic int64_t     given, done;
};
void room_live_begin(struct services *s, struct import_live *l);
void room_live_end(struct services *s, struct import_live *l);
/* Is it certain that what last got on then goes on nowhere? Where one process has the database for
 * itself and began later, it is. */
bool room_live_lost(const struct services *s, int64_t seen_at);
/* False: it does not go on here. */
bool room_live_get(const struct services *s, int64_t id, int64_t *ret_given, int64_t *ret_done);

#endif
