#ifndef LINLI_TERRITORY_INITIALS_ROWS_H
#define LINLI_TERRITORY_INITIALS_ROWS_H
/* The SQL of initials: names without them, and putting them down. */
#include "territory/initials.h"

extern const struct stmt stmt_place_untold, stmt_place_tell, stmt_org_untold, stmt_org_tell;

#endif
