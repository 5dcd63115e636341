#ifndef LINLI_WORK_PRACTICE_SHELF_H
#define LINLI_WORK_PRACTICE_SHELF_H
/* The practices in memory. For this room; others use services.h. */
#include "work/services.h"

struct shelf                *shelf_new(void);
void                         shelf_free(struct shelf *sh);
extern const struct follower practice_follower; /* `here`: takes up what was put in force */

#endif
