#ifndef LINLI_TERRITORY_TREE_SHEET_H
#define LINLI_TERRITORY_TREE_SHEET_H
/* tree_sheet: the columns in which places and organisations leave and come in as workbooks. */
#include "sheet/sheet.h"
#include "work/work.h"

enum { ORG_COLUMNS_N = 6 };
extern const char *const org_sheet_heads[2][ORG_COLUMNS_N]; /* by language */

/* With the kinds of the practice to choose from; in w->arena. */
const struct sheet_look *place_sheet_look(const struct work *w, enum lang lang);
const struct sheet_look *org_sheet_look(const struct work *w, enum lang lang);

#endif
