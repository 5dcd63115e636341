#ifndef LINLI_PRACTICE_SHOW_TEXT_H
#define LINLI_PRACTICE_SHOW_TEXT_H
/*
 * show_text: a process in sentences that can be read aloud, in Chinese or
 * English. Pure; any thread.
 */
#include "practice/practice.h"

void process_text(const struct practice *p, const struct process *pr, enum lang lang,
                  struct buf *out);

#endif
