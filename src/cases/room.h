#ifndef LINLI_CASES_ROOM_H
#define LINLI_CASES_ROOM_H
/* room: what this room keeps in memory while the program runs. For this room. Any thread. */
#include "work/services.h"

/* The path of linli-photo: said, or beside this program. */
const char *room_photo_program(const struct services *s);
/* One more file from that address without an account; false when it was enough for now. */
bool room_upload_take(struct work *w, struct str address);
/* One more report, likewise. */
bool room_report_take(struct work *w, struct str address);

#endif
