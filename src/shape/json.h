#ifndef LINLI_SHAPE_JSON_H
#define LINLI_SHAPE_JSON_H
/*
 * json: text to a tree and a writer to text.
 *
 * The reader takes RFC 8259 and nothing more, bounded in depth and in the
 * number of values, refuses a name that stands twice in one object and text
 * that is not UTF-8, and says line and column. The writer writes straight
 * into a buf. No I/O; any thread.
 */
#include "base/arena.h"
#include "base/fault.h"

enum jkind { J_NULL, J_BOOL, J_NUM, J_STR, J_LIST, J_OBJ };

struct jval {
    enum jkind   kind;
    bool         yes;  /* J_BOOL */
    struct str   text; /* J_STR: decoded; J_NUM: as written */
    struct str   name; /* its name within an object */
    struct str   raw;  /* the source of this value, borrowed from the input */
    struct jval *first, *next;
    size_t       n;         /* members of a list or object */
    uint32_t     line, col; /* where it begins, from 1; columns are characters */
};

enum { JSON_DEPTH = 32, JSON_VALUES = 100000 };

/*
 * Parse all of `text` (which must live as long as the tree; the tree is in `a`).
 *   RC_OK
 *   RC_MALFORMED  and a fault with line, column and what was expected
 */
CHECKED enum rc json_parse(struct arena *a, struct str text, struct faults *f,
                           const struct jval **ret_v);
/* The same for a file of the office's own, which may hold more values than a request. */
CHECKED enum rc json_parse_most(struct arena *a, struct str text, size_t most_values,
                                struct faults *f, const struct jval **ret_v);
/* The member called `name`, or NULL. */
const struct jval *json_get(const struct jval *obj, const char *name);
const struct jval *json_get_str(const struct jval *obj, struct str name);
CHECKED enum rc    json_int(const struct jval *v, int64_t *ret_v); /* RC_INVALID if not whole */
CHECKED enum rc    json_real(const struct jval *v, double *ret_v);

/*
 * The writer keeps the commas. Depth up to JSON_DEPTH. Texts must be valid UTF-8; they are not
 * looked through again. Whether all found room says buf_check().
 */
struct jw {
    struct buf *b;
    uint32_t    had; /* bit per depth: a member was written */
    uint8_t     depth;
    bool        after_key;
};
void jw_init(struct jw *w, struct buf *b);
void jw_obj(struct jw *w);
void jw_obj_end(struct jw *w);
void jw_list(struct jw *w);
void jw_list_end(struct jw *w);
void jw_key(struct jw *w, struct str name);
void jw_keyc(struct jw *w, const char *name);
void jw_str(struct jw *w, struct str s); /* absent writes null */
void jw_cstr(struct jw *w, const char *s);
void jw_int(struct jw *w, int64_t v);
void jw_id(struct jw *w, int64_t id);   /* as a string; NONE_I64 writes null */
void jw_time(struct jw *w, int64_t at); /* RFC 3339 with +08:00; NONE_I64 writes null */
void jw_day(struct jw *w, int32_t day);
void jw_real(struct jw *w, double v); /* shortest that reads back the same; NAN writes null */
void jw_bool(struct jw *w, bool v);
void jw_null(struct jw *w);
void jw_raw(struct jw *w, struct str json); /* already JSON; absent writes null */
void jw_val(struct jw *w, const struct jval *v);

#endif
