#ifndef LINLI_CASES_SCALE_H
#define LINLI_CASES_SCALE_H
/* scale: have linli-photo make two clean photos of one that was sent. Slow; blocks its thread. */
#include "cases/store.h"
#include "photo/photo.h"

struct scaled {
    struct draft   large, small;
    enum photo_end end;
    bool           absent;  /* there is no such program here */
    bool           overdue; /* it was killed */
    struct str     type;    /* "image/jpeg", "image/webp"; static */
    int64_t        width, height;
};
struct scaler {
    const char *program; /* the path of linli-photo */
    int         seconds; /* that it may take */
};
/*
 * `from`: the path of the photo. RC_OK also when no photos came of it: see ret->end, absent,
 * overdue.
 *   RC_NO_SPACE, RC_IO
 */
CHECKED enum rc scale_photo(const struct scaler *by, const char *kind, const char *from,
                            const char *data, struct arena *a, struct scaled *ret);

#endif
