/*
 * Whatever bytes come, telling their type reads nothing outside them; an
 * archive that passes has the members that a plain reader of the format finds.
 */
#include "cases/sniff.h"
#include "cases/zip.h"
#include "fuzz.h"

#include <string.h>

struct names {
    struct str zip;
    size_t     n, length;
};

static void see(void *ctx, struct str name)
{
    struct names *s = ctx;

    need(name.n > 0 && name.p >= s->zip.p && name.p + name.n <= s->zip.p + s->zip.n);
    need(name.p[0] != '/');
    s->n++;
    s->length += name.n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of its own, so that a sanitizer sees a step outside. */
    char          *own  = malloc(size ? size : 1);
    struct str     s    = { own, size };
    struct names   seen = { .zip = s };
    enum file_type type;

    memcpy(own, data, size);
    type = sniff(s, S("a.csv"));
    need(type >= FILE_NONE && type < FILE_TYPES);
    if (zip_look(s, see, &seen) == RC_OK) {
        need(seen.n > 0 && seen.n <= ZIP_MEMBERS_MOST);
        /* Each member stands twice: by itself and in the list. */
        need(2 * seen.length + seen.n * 76 + 22 <= size);
    } else {
        need(type != FILE_DOCX && type != FILE_XLSX);
    }
    free(own);
    return 0;
}
