#ifndef LINLI_CASES_ZIP_H
#define LINLI_CASES_ZIP_H
/*
 * zip: the list of members of a zip archive, looked through and never
 * unpacked.
 *
 * Stricter than the format: the archive begins with its first member and ends
 * with its list, what the list says of a member is what stands there, nothing
 * is encrypted, no name leads out of a folder, and members do not lie over
 * each other. So no program can see another archive in the same bytes. Pure;
 * any thread.
 */
#include "base/str.h"

enum {
    ZIP_MEMBERS_MOST = 10000,
    ZIP_WHOLE_MOST   = 512 << 20, /* all members together, unpacked */
};

/* RC_OK when it is one, after `each` saw every name. RC_MALFORMED: not one, or not so strict. */
CHECKED enum rc zip_look(struct str zip, void (*each)(void *ctx, struct str name), void *ctx);

#endif
