/* Whatever comes as a workbook: it is read as CSV of bounded size, or refused with a sentence. */
#include "fuzz.h"
#include "sheet/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena     *a = arena_new((size_t)4 << 30);
    struct faults     f = { 0 };
    struct sheet_text t;
    struct csv        c;
    const struct str *cells;
    size_t            n, line = 0;

    if (sheet_read(a, (struct str){ (const char *)data, size }, &f, &t) == RC_OK) {
        need(t.form == SHEET_CSV || t.text.n <= SHEET_TEXT_MOST);
        if (sheet_csv(&c, a, &t, &f) == RC_OK)
            while (csv_row(&c, &f, &cells, &n) == RC_OK) {
                need(c.line > line);
                line = c.line;
            }
    } else {
        need(f.n > 0);
    }
    arena_free(a);
    return 0;
}
