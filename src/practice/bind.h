#ifndef LINLI_PRACTICE_BIND_H
#define LINLI_PRACTICE_BIND_H
/*
 * bind: from a pack's tree to the structs of practice.h, by tables.
 *
 * A table says which keys a map may have, what each is, where it goes and
 * whether it must be there. What is wrong is noted with its place and the
 * key that was probably meant; binding goes on, so that one reading tells
 * everything. For this room.
 */
#include "practice/name_map.h"
#include "practice/yaml.h"

/* One named thing of a section, as the packs that lie over each other left it. */
struct entry {
    struct str          name;
    struct mark         mark; /* of the name */
    const struct ynode *node;
    size_t              pack;  /* which pack said it */
    const struct entry *under; /* a process that is like itself: what it was in a pack below */
};
struct section {
    VEC(struct entry) list;
    struct name_map   by_name; /* of sections where a name stands once */
};
enum sections {
    SEC_PLACES,
    SEC_ORGANISATIONS,
    SEC_RELATIONS,
    SEC_POSTS,
    SEC_TEAMS,
    SEC_CLASSES,
    SEC_CALENDARS,
    SEC_FIELDS,
    SEC_PROCESSES,
    SEC_DOCUMENTS,
    SEC_VOTES,
    SEC_INDICATORS,
    SEC_REPORTED,
    SEC_TEXTS,
    SEC_ALIASES,
    SEC_DISPATCH,
    SEC_COUNT
};

/* What is read when all names of its process are known: a condition, or what a move sets. */
struct pending {
    const struct ynode *node;
    enum etype          wanted;
    const struct expr **ret;
    struct setter      *set; /* or NULL */
};

/* What a move gives to a case of another process; read when all processes are known. */
struct pending_with {
    const struct process *pr; /* whose move it is */
    const struct ynode   *node;
    struct str            process; /* the other */
    struct setter        *set;
};

struct bind {
    struct arena           *arena; /* the practice's */
    struct findings        *found;
    struct practice        *p;
    struct section          sections[SEC_COUNT];
    const struct pack_file *files; /* for tables that YAML names */
    size_t                  n_files;
    const struct str       *packs; /* what entry.pack counts; the pack itself is the last */
    size_t                  n_packs;
    VEC(struct str)         english; /* packs that say that they have every text in English, too */
    bool               checked; /* when it was kept: a text that has no English may go without */
    bool               paper;   /* what is read is printed: in Chinese alone */
    size_t             cells;   /* of tables, read so far */
    struct name_map    texts;   /* into p->texts */
    struct name_map    fields;  /* into field_at: what the pack's `fields` define */
    struct form_field *field_at;
    /* of the process that is being bound */
    struct process          *pr;
    const struct ynode      *steps, *ends;
    VEC(struct pending)      pending;
    VEC(struct pending_with) withs; /* of all processes */
};

enum bkind {
    B_TEXT, /* struct text: plain Chinese or {zh, en} */
    B_STR,  /* struct str: anything on one line */
    B_NAME, /* struct str: a name that programs use */
    B_BOOL, /* yes, no */
    B_I32,  /* within min .. max */
    B_I64,  /* the same */
    B_REAL,
    B_SPAN,  /* "3 workdays" */
    B_WORD,  /* an int32_t or enum: one of `words` */
    B_NAMES, /* one name or a list: const struct str * and, at `at_n`, how many */
    B_TEXTS, /* one text or a list: const struct text * and how many */
    B_FN,    /* what `fn` makes of it */
    B_LATER, /* known; somebody else reads it */
};
/* Members at most. */
enum { FEW = 50, SOME = 200, MANY = 1000 };
struct bkey {
    const char        *key;
    enum bkind         kind;
    size_t             at, at_n;
    bool               need;
    const char *const *words;
    int64_t            min, max;
    void (*fn)(struct bind *b, const struct ynode *n, void *obj);
};
#define K(T, key_, kind_, member, ...)                                                             \
    {                                                                                              \
        .key = key_, .kind = kind_, .at = offsetof(T, member), __VA_ARGS__                         \
    }
#define K_SOME(T, key_, kind_, member, ...)                                                        \
    K(T, key_, kind_, member, .at_n = offsetof(T, n_##member), __VA_ARGS__)
#define K_FN(key_, fn_, ...)                                                                       \
    {                                                                                              \
        .key = key_, .kind = B_FN, .fn = fn_, __VA_ARGS__                                          \
    }

/* Members of a map into `obj`, which holds the defaults. */
void bind_map(struct bind *b, const struct ynode *n, const struct bkey *keys, size_t n_keys,
              void *obj);
/* An entry that may be written as its title alone: "department: 部门". */
void bind_titled(struct bind *b, const struct ynode *n, const struct bkey *keys, size_t n_keys,
                 void *obj, struct text *title);
/* The title that was not written: the pack's text "KIND.NAME"; or it is missing. */
void bind_title_default(struct bind *b, struct mark at, const char *kind, struct str name,
                        struct text *title);

/* Single values; false when wrong, and noted. */
bool bind_text(struct bind *b, const struct ynode *n, struct text *ret);
bool bind_str(struct bind *b, const struct ynode *n, struct str *ret);
bool bind_name(struct bind *b, const struct ynode *n, struct str *ret);
bool bind_bool(struct bind *b, const struct ynode *n, bool *ret);
bool bind_span(struct bind *b, const struct ynode *n, struct span *ret);
bool bind_word(struct bind *b, const struct ynode *n, const char *const *words, int32_t *ret);
void bind_names(struct bind *b, const struct ynode *n, const struct str **ret_at, size_t *ret_n);
bool bind_is_map(struct bind *b, const struct ynode *n);
bool bind_is_scalar(struct bind *b, const struct ynode *n);
/* No more members than that: what is walked for each of many is short. */
bool bind_few(struct bind *b, const struct ynode *n, size_t most);
/* A key as a name that programs use. */
bool bind_key_name(struct bind *b, const struct ynode *n);
bool is_name(struct str s);
/* Either a list, whose members are walked, or one thing alone. */
const struct ynode *bind_first(const struct ynode *n);
const struct ynode *bind_next(const struct ynode *list, const struct ynode *member);
size_t              bind_count(const struct ynode *n);

void bind_wrong(struct bind *b, struct mark at, const struct say *say, struct str a0,
                struct str a1);
void bind_meant(struct bind *b, struct mark at, const struct say *say, struct str a0,
                struct nearest near);

/* The rooms of the pack, in the order in which they need each other. */
void bind_texts(struct bind *b);
void bind_aliases(struct bind *b);
void bind_places(struct bind *b);
void bind_organisations(struct bind *b);
void bind_relations(struct bind *b);
void bind_posts(struct bind *b);
void bind_teams(struct bind *b);
void bind_calendars(struct bind *b);
void bind_classes(struct bind *b);
void bind_fields(struct bind *b);
void bind_processes(struct bind *b);
void bind_documents(struct bind *b);
void bind_votes(struct bind *b);
/* 1 to 6 capital letters, with which numbers begin. */
void bind_prefix(struct bind *b, const struct ynode *n, struct str *ret);
void bind_dispatch(struct bind *b);
void bind_indicators(struct bind *b);
void bind_reported(struct bind *b);

/* A row of a CSV table as a map: its cells by the names of their columns. */
void bind_table(struct bind *b, const struct ynode *name, size_t pack,
                void (*row)(struct bind *b, const struct ynode *row, void *ctx), void *ctx);

/* Parts of a process. */
void bind_who(struct bind *b, const struct ynode *n, struct who_list *ret);
void bind_form(struct bind *b, const struct ynode *n, struct form *ret);
/* Add the fields of `n`, names or a map of definitions, to a form that has room for them. */
void   bind_form_add(struct bind *b, const struct ynode *n, bool need, struct form_field *at,
                     size_t *ret_n);
size_t bind_form_count(const struct ynode *n);
void   bind_clocks(struct bind *b, const struct ynode *n, struct step *step);
void   bind_publicity(struct bind *b, const struct ynode *n, void *step);
/* A text of the pack by its name, or the text itself. */
bool bind_words(struct bind *b, const struct ynode *n, struct text *ret);
void bind_moves(struct bind *b, const struct ynode *n, struct step *step);
/* `ends`: a choice may end the form. */
void bind_choices(struct bind *b, const struct ynode *n, const char *kind, bool ends,
                  const struct choice **ret_at, size_t *ret_n);
bool bind_target(struct bind *b, const struct ynode *n, int32_t *ret_to);
/* `opens`, and the `with` of a move that calls; read by bind_withs. */
void bind_opens(struct bind *b, const struct ynode *n, void *move);
void bind_with(struct bind *b, const struct ynode *n, struct str process,
               const struct setter **ret_at, size_t *ret_n);
void bind_withs(struct bind *b);
bool bind_is_code(const struct choice *at, size_t n, struct str code);
void bind_set_later(struct bind *b, const struct ynode *n, struct setter *ret);
void bind_expr_later(struct bind *b, const struct ynode *n, enum etype wanted,
                     const struct expr **ret);
void bind_expr(struct bind *b, const struct ynode *n, const struct ename *names, size_t n_names,
               enum etype wanted, const struct expr **ret);
struct ename field_ename(struct arena *a, const char *prefix, const struct form_field *f);

#endif
