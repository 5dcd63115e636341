#ifndef LINLI_PRACTICE_MARK_H
#define LINLI_PRACTICE_MARK_H
/* mark: where in a pack something was written, so that whoever asks can be shown the line. */
#include "base/str.h"

struct mark {
    struct str file;
    uint32_t   line, col;
};

#endif
