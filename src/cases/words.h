#ifndef LINLI_CASES_WORDS_H
#define LINLI_CASES_WORDS_H
/* words: what a case holds, written out. For this room. */
#include "cases/engine.h"

/* A field of the process, or one of show_words; empty when the case has none. Whole: whoever shows
 * it to others masks it. */
CHECKED enum rc words_of(struct run *r, struct str name, struct str *ret);
struct str      words_day(struct arena *a, int64_t at); /* 2026年3月2日 */
/* 2026年3月2日 17:30, 2 March 2026 17:30 */
struct str words_time(struct arena *a, enum lang lang, int64_t at);

#endif
