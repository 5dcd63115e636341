#ifndef LINLI_WORK_WORK_BEGIN_H
#define LINLI_WORK_WORK_BEGIN_H
/* How a unit of work begins; for this room, which opens them. */
#include "work/services.h"

void work_begin(struct work *w, struct services *s, const struct actor *actor, struct arena *a,
                struct tx *tx, struct faults *faults);

#endif
