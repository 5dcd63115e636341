#ifndef LINLI_BASE_STR_H
#define LINLI_BASE_STR_H
/*
 * str: a view of bytes, by value. buf: bytes that grow, under a ceiling.
 *
 * A view owns nothing and need not end in NUL. `p == NULL` means absent,
 * which is not the same as empty. Any thread may use what it owns.
 */
#include "base/rc.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t      n;
};

#define S(lit)     ((struct str){ "" lit "", sizeof(lit) - 1 })
#define STR_NONE   ((struct str){ 0 })
#define STR_ARG(s) (int)(s).n, (s).p /* for "%.*s" */

/* NULL gives STR_NONE. */
struct str str_of(const char *cstr);
bool       str_eq(struct str a, struct str b);
bool       str_is(struct str a, const char *cstr);
/* One of `words`, behind the last of which stands NULL. */
bool       str_is_word(struct str s, const char *const *words);
bool       str_is_digits(struct str s);         /* at least one, and nothing else */
int        str_cmp(struct str a, struct str b); /* by bytes */
bool       str_starts(struct str s, struct str prefix);
bool       str_ends(struct str s, struct str suffix);
struct str str_skip(struct str s, size_t n); /* at most all of it */
struct str str_head(struct str s, size_t n);
struct str str_trim(struct str s); /* ASCII white space */
/* Offset of the first `needle`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle);
/* Take up to `sep` off the front of `*s`; false when `*s` was absent. */
bool str_split(struct str *s, char sep, struct str *ret_part);
/* Whole of `s` as a decimal number: RC_OK or RC_INVALID. */
CHECKED enum rc str_int(struct str s, int64_t *ret_v);
CHECKED enum rc str_real(struct str s, double *ret_v);
uint64_t        str_hash(struct str s, uint64_t seed);
/* `v` in decimal; the view is into `room`. */
enum { INT_TEXT = 20 };
struct str int_text(int64_t v, char room[INT_TEXT]);

/*
 * The edit distance in code points, for "did you mean"; two neighbours exchanged count once.
 * `most` + 1 when it is above `most` or either text is longer than 64.
 */
size_t str_distance(struct str a, struct str b, size_t most);

/*
 * buf: born with a ceiling; an append that would pass it makes the buffer
 * `full` and every later append a no-op, so callers check once at the end.
 */
struct buf {
    char  *p;
    size_t n, cap, most;
    bool   full;
};

void       buf_init(struct buf *b, size_t most);
void       buf_free(struct buf *b);
void       buf_clear(struct buf *b); /* keeps the memory, forgets `full` */
void       buf_add(struct buf *b, struct str s);
void       buf_addc(struct buf *b, const char *cstr);
void       buf_add1(struct buf *b, char c);
void       buf_addi(struct buf *b, int64_t v);
void       buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *b); /* borrowed until the next append */
/* Room for `n` more bytes, to be written there and added to b->n by the caller; NULL when full. */
char *buf_room(struct buf *b, size_t n);
/* RC_OK, or RC_TOO_LARGE when it is full. */
CHECKED enum rc buf_check(const struct buf *b);

#endif
