#ifndef LINLI_APP_VERIFY_H
#define LINLI_APP_VERIFY_H
/*
 * verify: is what is stored whole? Looks only, also while it is served.
 *
 * Each check is one line with a count: the chain of the journal from its
 * first entry, rows that point at rows that are gone, followers behind or
 * beyond the journal's end, practice versions that no longer load, attached
 * files that are missing or changed.
 */
#include "app/instance.h"

/* Exit status: 0, or 1 when a check failed. */
int verify_folder(struct cli *c, struct str dir);

#endif
