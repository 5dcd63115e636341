#ifndef LINLI_APP_IMPORT_H
#define LINLI_APP_IMPORT_H
/* import: what can be taken in from files, by kind. */
#include "app/instance.h"
#include "app/row_import.h"

extern const struct row_kind org_rows, account_rows; /* one file each */

struct account_ctx {      /* of account_rows */
    struct str hash;      /* first password of all; absent: none, a code later */
    bool       keep_hash; /* it need not be changed */
};

/* Tell the person what came of it; the refused rows into `errors`, if it is given.
 * RC_IO when that cannot be written. */
CHECKED enum rc import_report(struct cli *c, const struct row_report *r, bool dry,
                              struct str errors);

/* What lies in the folder `demo` of a pack, in an instance that is open: places.csv,
 * places.geojson, organisations.csv, accounts.csv, each if it is there. */
CHECKED enum rc import_demo(struct cli *c, struct instance *in, struct str pack,
                            const struct account_ctx *accounts);

#endif
