#ifndef LINLI_HTTP_PARSE_H
#define LINLI_HTTP_PARSE_H
/*
 * parse: the small languages of HTTP: percent-encoding, query strings,
 * cookies, media types, Accept-Language, Content-Disposition.
 *
 * Strict: what is not by the book is refused, never repaired. Pure; any
 * thread.
 */
#include "shape/shape.h"

enum { QUERY_PAIRS = 128 };

/* No control characters, UTF-8. */
bool text_plain(struct str s);

/*
 * Undo percent-encoding; with `plus`, a + is a space. Without an escape the
 * result is `s` itself, else arena.
 *   RC_MALFORMED  a broken escape, or the result is not plain text (line ends and tabs are let
 *                 through where `plus` is set: a form's text area has them)
 */
CHECKED enum rc url_decode(struct arena *a, struct str s, bool plus, struct str *ret);

/*
 * Cut a query string (or an urlencoded form) into pairs.
 *   RC_MALFORMED  a broken escape, a pair without a name, more than QUERY_PAIRS
 */
CHECKED enum rc query_parse(struct arena *a, struct str query, struct pair **ret, size_t *ret_n);

/*
 * One cookie of a Cookie header (RFC 6265, 4.2.1), borrowed. Absent when it is not there, when the
 * header is not by the book, and when the name stands twice with different values: whoever
 * planted the second must not be believed.
 */
struct str cookie_find(struct str header, struct str name);

/* "application/json; charset=utf-8" is "application/json"; without regard to case. */
bool media_is(struct str content_type, const char *type);
/* A parameter of a media type or disposition, unquoted; absent if it is not there. */
struct str media_param(struct arena *a, struct str header, const char *name);

/* The language to answer in; Chinese unless English is wanted more. */
enum lang lang_of(struct str accept_language);

/* Does an Accept-Encoding, "gzip;q=0.8, br", take this coding by name (RFC 9110, 12.5.3)? */
bool coding_taken(struct str accept_encoding, const char *coding);

/* attachment; filename="…"; filename*=UTF-8''… (RFC 6266, RFC 8187) */
struct str disposition_of(struct arena *a, struct str download_name);

/* `s` without regard to the case of ASCII letters. */
bool str_like(struct str s, const char *lower);

#endif
