#ifndef LINLI_HTTP_QR_H
#define LINLI_HTTP_QR_H
/*
 * qr: addresses as QR codes (GB/T 18284), as a drawing. The only file that
 * knows libqrencode.
 */
#include "http/request.h"

/*
 * The address under which the caller reached this call, without its last segment: of
 * ".../grids/G011/qr.svg" that is the page of the grid. It is made of what the caller sent, so it
 * is for the caller's eyes alone and must not be kept for others. Arena.
 *   RC_MALFORMED  the caller did not say under which name, or it is no name
 */
CHECKED enum rc request_page_url(const struct request *q, struct str *ret);

/* A drawing with the quiet zone around it; black on white, a unit a module.
 *   RC_TOO_LARGE  no code holds so long a text */
CHECKED enum rc qr_svg(struct str text, struct buf *out);

/* Of ".../qr.svg": the drawing that leads to the page above it, for page_qr. */
CHECKED enum rc reply_page_qr(struct request *q);

#endif
