#ifndef LINLI_PRACTICE_TEXT_H
#define LINLI_PRACTICE_TEXT_H
/* text: what a pack shows to people, in two languages; and how long its names are at most. */
#include "base/fault.h"

/* Bytes that a name and the code of a class have at most; all of them are ASCII. Whoever keeps one
 * in a place of its own may rely on it: no practice with a longer one is loaded. */
enum { PRACTICE_NAME_MOST = 64, CLASS_CODE_MOST = 40 };

struct text { /* shown to people; en may be absent */
    struct str zh, en;
};
struct str text_in(const struct text *t, enum lang lang); /* en falls back to zh */
/* The next {name} of a text with places to be filled in; false when there is none left. */
bool text_blank(struct str *rest, struct str *ret_name);
bool text_has_blank(struct str text, struct str name);

#endif
