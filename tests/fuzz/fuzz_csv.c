/* Every row that is read can be written and read again: the same cells, but for the apostrophe
 * before what a spreadsheet would run. */
#include "fuzz.h"
#include "shape/csv.h"

static void read_again(struct arena *a, const struct str *cells, size_t n)
{
    struct csv        c;
    struct buf        out;
    const struct str *again;
    size_t            m, i;

    buf_init(&out, (size_t)1 << 28);
    for (i = 0; i < n; i++)
        csv_put(&out, cells[i], i == 0);
    need(csv_open(&c, a, buf_str(&out), NULL) == RC_OK);
    need(c.sep == ',');
    need(csv_row(&c, NULL, &again, &m) == RC_OK);
    need(m == n);
    for (i = 0; i < n; i++)
        need(str_eq(cells[i], again[i]) ||
             (str_starts(again[i], S("'")) && str_eq(cells[i], str_skip(again[i], 1))));
    need(csv_row(&c, NULL, &again, &m) == RC_NOT_FOUND);
    buf_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena     *a = arena_new((size_t)1 << 30);
    struct faults     f = { 0 };
    struct csv        c;
    const struct str *cells;
    size_t            n, line = 0;

    if (csv_open(&c, a, (struct str){ (const char *)data, size }, &f) == RC_OK)
        while (csv_row(&c, &f, &cells, &n) == RC_OK) {
            need(n > 0 && c.line > line);
            line = c.line;
            read_again(a, cells, n);
        }
    arena_free(a);
    return 0;
}
