#ifndef LINLI_TERRITORY_CODE_H
#define LINLI_TERRITORY_CODE_H
/*
 * code: what the code of a place may look like.
 *
 * The national rules, as far as they fix a form (domain C.1):
 *   division     GB/T 2260 and GB/T 10114: 2, 4, 6, 9 or 12 digits
 *                (province, city, county, street or town, community or village)
 *   unit_grid    GB/T 30428.1, DB11/T 2157: 15 digits = 12 of the community and 3
 *   social_grid  CJ/T 349: 20 digits = 6 of the object, 12 of the division and 2
 *   nested       any form that begins with the code of the place above
 *   local        any form of the locality's own
 * None of them has a `#`: with it begins the number that stands in sheets for a code where there
 * is none, so that what comes out of a sheet can be found again.
 * Pure; any thread.
 */
#include "practice/practice.h"

enum { CODE_MOST = 40 };

/*
 * Check `code` by `form`, under a place whose code is `above` (absent at the
 * top and where the place above has none). RC_INVALID with a fault at `field`.
 */
CHECKED enum rc code_check(enum code_form form, struct str code, struct str above, struct faults *f,
                           struct str field);

/* The code of the division above by the form alone: "110101001" for "110101001002"; absent where
 * there is none or it is no division code. A view into `code`. */
struct str code_above(struct str code);
/* `code`, or where it is absent "#" and the number. */
struct str code_or_number(struct arena *a, struct str code, int64_t id);
/* Is it such a number? */
bool code_number(struct str code, int64_t *ret_id);
/* How many generations of divisions lie above: 0 for two digits … 4 for twelve; -1 for others. */
int code_generation(struct str code);

#endif
