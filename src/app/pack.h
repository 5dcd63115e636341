#ifndef LINLI_APP_PACK_H
#define LINLI_APP_PACK_H
/* pack: reading and checking a practice pack for a command, findings shown to the person. */
#include "app/command.h"
#include "practice/load.h"

#include <stdio.h>

struct pack {
    struct pack_file *files; /* in the arena of the call */
    size_t            n;
    struct practice  *practice; /* owned: practice_free */
    size_t            errors, warnings;
};

/*
 * Findings go to standard error, or to standard output with `report`. RC_INVALID when there are
 * errors (shown; no fault), else RC_IO, RC_NOT_FOUND, RC_TOO_LARGE with a fault.
 */
CHECKED enum rc pack_load(struct cli *c, struct str folder, bool report, struct pack *ret);
/* A line each, counted into `count`. */
void pack_findings(struct cli *c, const struct findings *found, FILE *to, struct pack *count);
/* What a person wants to see of a practice, as plain text. */
void pack_show(const struct practice *p, enum lang lang, struct buf *out);

#endif
