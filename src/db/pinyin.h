#ifndef LINLI_DB_PINYIN_H
#define LINLI_DB_PINYIN_H
/*
 * pinyin: the initials by which a Chinese name is typed: "清华里3号楼" is "qhl3hl".
 *
 * Readings are ICU's: of a character with the one behind it, so that 重庆 is "cq"; and where a name
 * begins, of a surname too, so that 单 is both "d" and "s". What has no reading is left out. Any
 * thread; the first call loads ICU's tables, which takes a quarter of a second.
 */
#include "base/arena.h"

/* What a name is found by: its initials, and a space and those by the surname where they differ.
 * Letters and digits stand for themselves, folded. Empty when there is nothing to type. In the
 * arena; absent for absent or invalid text. */
struct str pinyin_key(struct arena *a, struct str name);

/* The initial of a Han character before `next` (0: none, or no Han), 'a' to 'z'; 0: it has none.
 * `first`: it begins a name and is read as a surname, if it is one. */
char pinyin_initial(uint32_t cp, uint32_t next, bool first);

#endif
