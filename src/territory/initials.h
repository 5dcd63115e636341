#ifndef LINLI_TERRITORY_INITIALS_H
#define LINLI_TERRITORY_INITIALS_H
/* initials: see db/pinyin.h; told in the background by two timers. */
#include "work/services.h"

extern const struct stmt *const initials_stmts[];
extern const struct timer       place_initials_timer, org_initials_timer;

#endif
