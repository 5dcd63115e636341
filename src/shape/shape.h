#ifndef LINLI_SHAPE_SHAPE_H
#define LINLI_SHAPE_SHAPE_H
/*
 * shape: one table says what a struct's fields are.
 *
 * From it come JSON in and out, query parameters, CSV rows, database rows,
 * and the JSON Schema in the API's description. F() takes the kind from the
 * member's C type, so the table and the struct cannot drift apart.
 *
 *   static const struct field move_in_fields[] = {
 *       F(struct move_in, move,    .max = 64, .doc = "name of the move"),
 *       F(struct move_in, version, .min = 1,  .doc = "the version that the caller saw"),
 *       F(struct move_in, note,    .opt = true, .max = 2000),
 *   };
 *   const struct shape move_in_shape = SHAPE(struct move_in, move_in_fields);
 *
 * A field must be given unless `opt`. One that is absent reads as: numbers,
 * ids, times and days NONE_I64 or NONE_I32, reals NAN, strings and JSON
 * absent, bools false, lists empty, enums -1. Absent fields are left out of
 * JSON and are NULL in the database.
 *
 * Any thread; no I/O.
 */
#include "base/time.h"
#include "shape/json.h"

#define NONE_I32 INT32_MIN

enum { SHAPE_LIST_MOST = 1000, SHAPE_FIELDS = 256 };

enum kind {
    K_NONE,
    K_I64,
    K_I32,
    K_BOOL,
    K_REAL,
    K_STR,
    K_JSON, /* struct json: any JSON value, kept as text */
    K_LIST, /* struct list */
    K_OBJ,  /* a struct inside */
};

/* What an integer means to people. */
enum as { AS_PLAIN, AS_ID, AS_TIME, AS_DAY };

/* The class of a field: who may read it (domain C.7, architecture 7). */
enum keep { KEEP_PUBLIC, KEEP_OFFICE, KEEP_PERSONAL, KEEP_SENSITIVE, KEEP_MINOR };

/* How a string is shown to somebody who may not read it whole. */
enum mask { MASK_ALL, MASK_NAME, MASK_PHONE, MASK_PAPER, MASK_ADDRESS };

struct json {
    struct str text;
};
struct list {
    void  *at;
    size_t n;
};

struct shape;
struct field {
    const char *name;
    enum kind   kind;
    size_t      at; /* offset */
    enum as as;
    bool    opt;
    int64_t min,
        max; /* of numbers: value; of strings: characters; of lists: members. 0, 0 = free, but
                lists that come in have SHAPE_LIST_MOST then; max < min = no upper end */
    const char *const  *words; /* enum: an int32_t as one of these, ended by NULL */
    const struct shape *of;    /* K_OBJ, and K_LIST of objects */
    enum kind           each;  /* K_LIST of plain values: K_STR, K_I64 (with `as`), K_REAL */
    enum keep           keep;
    enum mask           mask;
    const char         *doc;
};

struct shape {
    const char         *name;
    size_t              size;
    const struct field *fields;
    size_t              n;
};

#define KIND_OF(x)                                                                                 \
    _Generic((x), int64_t                                                                          \
             : K_I64, int32_t                                                                      \
             : K_I32, bool                                                                         \
             : K_BOOL, double                                                                      \
             : K_REAL, struct str                                                                  \
             : K_STR, struct json                                                                  \
             : K_JSON, struct list                                                                 \
             : K_LIST, default                                                                     \
             : K_NONE)
#define F(T, member, ...)                                                                          \
    {                                                                                              \
        .name = #member, .kind = KIND_OF(((T *)0)->member), .at = offsetof(T, member), __VA_ARGS__ \
    }
/* A struct inside a struct. */
#define F_OBJ(T, member, shape_of, ...)                                                            \
    {                                                                                              \
        .name = #member, .kind = K_OBJ, .at = offsetof(T, member), .of = (shape_of), __VA_ARGS__   \
    }
#define SHAPE_NAME(T) #T /* T may be a macro */
/* In two steps, so that a struct may be given by a macro. */
#define SHAPE(T, table) SHAPE_OF(T, table)
#define SHAPE_OF(T, table)                                                                         \
    {                                                                                              \
        .name = #T, .size = sizeof(T), .fields = (table), .n = ARRAY_LEN(table)                    \
    }

/* Find a mistake in a table (no kind, wrong each, words on a string): NULL, or what is wrong
 * (a text that lasts until this thread asks again). */
const char *shape_check(const struct shape *s);

/*
 * Bind a JSON object into `ret` (s->size bytes). Strings are borrowed from
 * the tree. Every wrong field is reported, as far as `f` has room.
 *   RC_INVALID  wrong type, unknown field (with a suggestion), too long …
 */
CHECKED enum rc shape_from_json(const struct shape *s, const struct jval *v, struct arena *a,
                                struct faults *f, void *ret);

/*
 * The same from names with texts: query parameters, form fields, CSV columns. A list takes a name
 * that stands several times; an empty text is an absent field. Objects cannot be given so.
 */
struct pair {
    struct str name, value;
};
CHECKED enum rc shape_from_pairs(const struct shape *s, const struct pair *at, size_t n,
                                 struct arena *a, struct faults *f, void *ret);

/*
 * Put a value into one field from text, checked: for CSV and the command line. Empty is absent; a
 * list is split at , ; and their wide forms. `path` names the field in a fault; absent = its name.
 */
CHECKED enum rc     shape_set(const struct shape *s, const struct field *fd, struct str text,
                              struct arena *a, struct faults *f, struct str path, void *obj);
const struct field *shape_field(const struct shape *s, struct str name);
void                shape_clear(const struct shape *s, void *obj); /* every field absent */

/* What a value of another kind is refused with; also by those who read values without a shape. */
extern const struct say say_want_whole, say_want_real, say_want_bool, say_want_text, say_want_obj,
    say_want_id, say_want_time, say_want_day;

/*
 * Who is looking. Of fields of a class above `most`, texts are masked and all others left out; so
 * shape_check() wants those to be `opt`. Bools are always written; lists and objects that are
 * empty and `opt` are not.
 */
struct view {
    enum keep most;
};
void shape_to_json(const struct shape *s, const void *obj, struct view v, struct jw *w);
/* Append `text` as somebody sees it who may not read it whole: 王*, 138****5678, 210****1234,
 * 幸福路****. Must be valid UTF-8. */
void mask_text(enum mask how, struct str text, struct buf *out);

/* The JSON Schema (2020-12, as OpenAPI 3.1 uses it) of one shape; shapes inside are referred to as
 * "#/components/schemas/NAME". NAME is the struct's name without "struct ". */
void       shape_schema(const struct shape *s, struct jw *w);
struct str shape_public_name(const struct shape *s);

#endif
