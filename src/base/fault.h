#ifndef LINLI_BASE_FAULT_H
#define LINLI_BASE_FAULT_H
/*
 * fault: what to tell the person, in their language.
 *
 * A sentence is written once, in both languages, where it is needed:
 *
 *   static const struct say too_late =
 *       SAY("too_late", "已于{0}截止", "closed at {0}");
 *   return fault_field(faults, RC_INVALID, &too_late, path, S("2026-01-31"));
 *
 * A part in square brackets is left out when a parameter in it was not given:
 * "no such field[; did you mean {0}?]". Parameters are shown as they are, so
 * they must read the same in every language.
 *
 * It is rendered once, at the edge (the HTTP reply, the command line). The
 * first fault decides the result; up to FAULTS_MOST are kept, so that a form
 * shows every wrong field at once. Nothing here allocates.
 */
#include "base/str.h"

struct say {
    const char *key; /* a stable word for programs: "too_long" */
    const char *zh, *en;
};
#define SAY(key, zh, en)                                                                           \
    {                                                                                              \
        key, zh, en                                                                                \
    }

enum lang { LANG_ZH, LANG_EN };

enum { FAULTS_MOST = 8, FAULT_ARGS = 3, SAY_ARGS = 6, FAULT_ROOM = 1000 };

struct fault {
    enum rc           rc;
    const struct say *say;
    char              field[96]; /* path of the field: "form.phone", "moves[2].name"; or "" */
    char              args[FAULT_ROOM];  /* the parameters, one after another */
    uint16_t          arg_n[FAULT_ARGS]; /* their lengths; 0 = none */
};

struct faults {
    size_t       n;
    struct fault at[FAULTS_MOST];
};

/*
 * All return `rc`, so that a rule can end with `return fault(...)`. Pass STR_NONE for no argument.
 * `f` may be NULL where nobody is told. Texts are copied, cut to what there is room for.
 */
enum rc fault(struct faults *f, enum rc rc, const struct say *say, struct str a0, struct str a1);
enum rc fault_field(struct faults *f, enum rc rc, const struct say *say, struct str field,
                    struct str a0);
enum rc fault_full(struct faults *f, enum rc rc, const struct say *say, struct str field,
                   const struct str *args, size_t n);

/* Append the sentence for `one`, parameters filled in. */
void fault_render(const struct fault *one, enum lang lang, struct buf *out);
/* The same for a bare sentence, which may have up to SAY_ARGS parameters. */
void say_render(const struct say *say, enum lang lang, const struct str *args, size_t n,
                struct buf *out);
/* One without parameters, as it stands. */
struct str say_bare(const struct say *say, enum lang lang);

/* Sentences that every room needs. */
extern const struct say say_needed;     /* must be given */
extern const struct say say_too_long;   /* {0} characters at most */
extern const struct say say_too_short;  /* {0} characters at least */
extern const struct say say_too_small;  /* at least {0} */
extern const struct say say_too_big;    /* at most {0} */
extern const struct say say_wrong_type; /* {0} expected */
extern const struct say say_unknown;    /* no such field; did you mean {0}? */
extern const struct say say_not_one_of; /* must be one of {0} */
extern const struct say say_bad_utf8;
extern const struct say say_not_found; /* {0} is not there */
extern const struct say say_denied;
extern const struct say say_changed; /* somebody changed it meanwhile: seen {0}, now {1} */

#endif
