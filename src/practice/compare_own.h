#ifndef LINLI_PRACTICE_COMPARE_OWN_H
#define LINLI_PRACTICE_COMPARE_OWN_H
/*
 * compare_own: tables of traits, and what they are held against. For this room.
 *
 * A trait is one thing that can be said of a step, a post and so on. It is
 * compared with the bare names in it, so that something else of the same
 * title is not taken for the same, and shown with titles.
 */
#include "practice/compare.h"
#include "practice/phrase.h"

struct trait {
    struct say name;
    struct str (*of)(const struct phrase *f, const void *x);
};
#define TRAIT(fn, zh, en)                                                                          \
    {                                                                                              \
        SAY(#fn, zh, en), fn                                                                       \
    }
enum { BEFORE, AFTER };
#define NO_TITLE SIZE_MAX
struct comparing {
    struct arena  *arena; /* for what lasts; that of the phrases is cleared in between */
    enum lang      lang;
    struct phrase  side[2], bare[2]; /* before and after; with titles, with names alone */
    difference_fn *tell;             /* NULL: nothing is told */
    void          *ctx;
    struct str     head;  /* what the next lines stand under */
    size_t         n;     /* differences so far */
    size_t         depth; /* of things within things */
};

/* A heading over the lines to come; gives the one that it takes the place of. */
struct str compare_under(struct comparing *c, struct str head);
void       compare_line(struct comparing *c, enum difference_kind kind, const struct say *say,
                        struct str a0, struct str a1, struct str a2);

/* From now on differences are counted from 0 and not told. */
void compare_silently(struct comparing *c);

struct sort {                 /* what is compared: things that begin with their name */
    struct say          word; /* "步骤{0}"; {1}: what it belongs to */
    struct str          owner;
    size_t              size, title; /* where the title is, or NO_TITLE */
    const struct trait *traits;
    size_t              n_traits;
    /* Compares what is inside two of the same name; NULL: nothing is. */
    void (*inside)(struct comparing *c, const void *before, const void *after);
};
/* Of `struct T`; `title_`: where its title is, or NO_TITLE. */
#define SORT(T, title_, traits_, zh, en)                                                           \
    {                                                                                              \
        .word = SAY("word_" #T, zh, en), .size = sizeof(struct T), .title = title_,                \
        .traits = traits_, .n_traits = ARRAY_LEN(traits_)                                          \
    }
void compare_things(struct comparing *c, const struct sort *k, const void *before, size_t n_before,
                    const void *after, size_t n_after);
void compare_traits(struct comparing *c, const struct trait *traits, size_t n, const void *before,
                    const void *after);
/* The thing of that name, or NULL. */
const void *compare_find(const void *at, size_t n, size_t size, struct str name);

/* Of which two processes the phrases speak; NULL: of none. */
void compare_speak_of(struct comparing *c, const struct process *before,
                      const struct process *after);

/* compare_scheme.c, compare_class.c, compare_words.c, compare_document.c, compare_days.c,
 * compare_vote.c: the kinds of things that a pack has, by their member of struct practice. */
extern const struct sort compared_place_kinds, compared_org_kinds, compared_relations,
    compared_posts, compared_teams, compared_classes, compared_indicators, compared_reported,
    compared_documents, compared_texts, compared_calendars, compared_votes;
/* Those without names of their own. */
void compare_dispatch(struct comparing *c);
void compare_aliases(struct comparing *c);
void compare_days(struct comparing *c, const struct calendar *before, const struct calendar *after);

/* compare_pack.c, compare_process.c, compare_step.c, compare_cases.c */
void compare_pack(struct comparing *c);
void compare_processes(struct comparing *c);
void compare_steps(struct comparing *c, const struct process *before, const struct process *after);
void compare_cases(struct comparing *c);
/* Whether all that is said of time is the same at two steps. */
bool compare_same_clocks(const struct comparing *c, const struct step *before,
                         const struct step *after);

/* Shared traits. A text is the same when it is so in both languages. */
struct str trait_text(const struct phrase *f, const struct text *t);
struct str trait_yes(const struct phrase *f, bool yes); /* STR_NONE for no */
struct str trait_number(const struct phrase *f, int64_t n, int64_t none);
/* Names of a list through `fn`. */
struct str trait_names(const struct phrase *f, const struct str *at, size_t n,
                       struct str (*fn)(const struct phrase *f, struct str name));

#endif
