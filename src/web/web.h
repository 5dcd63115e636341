#ifndef LINLI_WEB_WEB_H
#define LINLI_WEB_WEB_H
/*
 * web: the faces. Pages, scripts, styles and pictures are made from web/ at
 * build time, compressed, and carried in the program; nothing is read from a
 * disk to serve them. A name of what lies under /assets/ changes with its
 * content, so it may be kept for ever; a page is asked about each time.
 */
#include "http/request.h"

extern const struct route web_routes[], statement_pages[]; /* faces; plain pages about the site */

#endif
