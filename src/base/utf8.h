#ifndef LINLI_BASE_UTF8_H
#define LINLI_BASE_UTF8_H
/* utf8: checking, counting and walking text. Pure; any thread. */
#include "base/arena.h"

bool utf8_ok(struct str s); /* strict: no surrogates, no overlong forms, no NUL */
/* How many bytes at the front are valid in that sense. */
size_t utf8_good(struct str s);
size_t utf8_count(struct str s); /* code points; `s` must be valid */
/* Take one code point off the front of `*s`; false at the end. `*s` must be valid. */
bool       utf8_next(struct str *s, uint32_t *ret_cp);
size_t     utf8_put(uint32_t cp, char room[4]);
struct str utf8_head(struct str s, size_t most); /* the first `most` code points */
/* One line of at most `most` code points, for a title: `s` itself, or its beginning up to the end
 * of a sentence or clause and an ellipsis. */
struct str utf8_brief(struct arena *a, struct str s, size_t most);
bool       cp_is_han(uint32_t cp);
/* Full-width forms to half-width, ASCII letters to lower case: for comparing and searching. */
uint32_t cp_fold(uint32_t cp);

#endif
