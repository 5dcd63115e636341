#include "http/qr.h"
#include "http/call.h"

#include <qrencode.h>

#include <errno.h>

enum {
    QUIET     = 4,
    TEXT_MOST = 1000,
    SVG_MOST  = 1 << 20
}; /* QUIET: modules around it, as the standard wants */

/* A host and a port and nothing else: it goes into a code that people will trust. */
static bool host_ok(struct str host)
{
    for (size_t i = 0; i < host.n; i++) {
        char c = host.p[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              c == '.' || c == '-' || c == ':' || c == '[' || c == ']'))
            return false;
    }
    return host.n > 0;
}

enum rc request_page_url(const struct request *q, struct str *ret)
{
    const struct call *c     = (const struct call *)q;
    struct str         host  = request_header(q, "Host");
    struct str         proto = request_header(q, "X-Forwarded-Proto");
    size_t             end   = c->path.n;

    if (!host_ok(host))
        return RC_MALFORMED;
    while (end && c->path.p[end - 1] != '/')
        end--;
    if (end == 0)
        return RC_MALFORMED;
    *ret = arena_fmt(q->arena, "%s://%.*s%.*s", str_is(proto, "https") ? "https" : "http",
                     STR_ARG(host), (int)(end - 1), c->path.p);
    return RC_OK;
}

static void put_modules(const QRcode *code, struct buf *out)
{
    for (int y = 0; y < code->width; y++)
        for (int x = 0; x < code->width; x++) {
            int from = x;

            while (x < code->width && code->data[y * code->width + x] & 1)
                x++;
            if (x > from)
                buf_addf(out, "M%d %dh%dv1h-%dz", from + QUIET, y + QUIET, x - from, x - from);
        }
}

enum rc qr_svg(struct str text, struct buf *out)
{
    QRcode *code = NULL;
    int     side;

    if (text.n && text.n <= TEXT_MOST)
        code = QRcode_encodeData((int)text.n, (const unsigned char *)text.p, 0, QR_ECLEVEL_M);
    if (!code) {
        BUG_ON(errno == ENOMEM);
        return RC_TOO_LARGE;
    }
    side = code->width + 2 * QUIET;
    buf_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
             " shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/>"
             "<path d=\"",
             side, side, side, side);
    put_modules(code, out);
    buf_addc(out, "\"/></svg>\n");
    QRcode_free(code);
    return buf_check(out);
}

enum rc reply_page_qr(struct request *q)
{
    struct buf *b = arena_buf(q->arena, SVG_MOST);
    struct str  url;

    TRY(request_page_url(q, &url));
    TRY(qr_svg(url, b));
    reply_header(q, "Content-Security-Policy", S("default-src 'none'"));
    return reply_text(q, 200, "image/svg+xml", buf_str(b));
}
