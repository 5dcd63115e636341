/* A form reads the same however its bytes are cut. The first byte says how; the boundary is b. */
#include "base/utf8.h"
#include "fuzz.h"
#include "http/multipart.h"

static enum rc read_all(struct arena *a, struct str text, size_t step, struct multipart **ret)
{
    TRY(multipart_new(a, S("b"), "/tmp", ret));
    for (size_t i = 0; i < text.n; i += step)
        TRY(multipart_feed(*ret, str_head(str_skip(text, i), step)));
    return multipart_end(*ret);
}

static void same(const struct multipart *one, const struct multipart *two)
{
    const struct pair *p, *q;
    struct file_part  *f, *g;
    size_t             n, m;

    multipart_pairs(one, &p, &n);
    multipart_pairs(two, &q, &m);
    need(n == m && n <= PARTS_MOST);
    for (size_t i = 0; i < n; i++) {
        need(str_eq(p[i].name, q[i].name) && str_eq(p[i].value, q[i].value));
        need(utf8_ok(p[i].name) && utf8_ok(p[i].value) && p[i].name.n > 0);
    }
    multipart_files(one, &f, &n);
    multipart_files(two, &g, &m);
    need(n == m && n <= PARTS_MOST);
    for (size_t i = 0; i < n; i++) {
        need(str_eq(f[i].name, g[i].name) && str_eq(f[i].filename, g[i].filename));
        need(f[i].size == g[i].size && utf8_ok(f[i].filename));
        need(str_find(f[i].filename, S("/")) == SIZE_MAX);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena     *a = arena_new((size_t)1 << 30);
    struct multipart *one, *two;
    struct str        text = { (const char *)data + 1, size - 1 };
    enum rc           rc;

    if (size > 1) {
        rc = read_all(a, text, text.n, &one);
        need(rc == read_all(a, text, 1 + data[0] % 16U, &two));
        if (rc == RC_OK)
            same(one, two);
    }
    arena_free(a);
    return 0;
}
