#ifndef LINLI_APP_VERIFY_OWN_H
#define LINLI_APP_VERIFY_OWN_H
/* verify_own: what the files of `verify` share. */
#include "app/instance.h"

struct checking {
    struct cli      *c;
    struct instance *in;
    bool             served; /* somebody is at work on it: followers have to keep up */
    int64_t          broken;
};
void verify_broken(struct checking *k, const struct say *say, struct str a0, struct str a1);

CHECKED enum rc verify_files(struct work *w, void *ctx); /* ctx: struct checking */

#endif
