#ifndef LINLI_WEB_WEB_FILES_H
#define LINLI_WEB_WEB_FILES_H
/* web_files: what web/ was built into; made by tools/embed_web.py at every build. */
#include "base/str.h"

struct web_file {
    struct str  path;            /* "index.html", "assets/office-1a2b3c.js" */
    const char *type;            /* its media type */
    struct str  tag;             /* of its content, for ETag; with quotes */
    struct str  plain, gzip, br; /* gzip, br: absent where compressing does not pay */
};
extern const struct web_file web_files[]; /* by path */
extern const size_t          n_web_files;

#endif
