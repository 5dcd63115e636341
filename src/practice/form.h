#ifndef LINLI_PRACTICE_FORM_H
#define LINLI_PRACTICE_FORM_H
/* form: what is asked of people, field by field. */
#include "practice/expr.h"
#include "practice/mark.h"
#include "practice/text.h"
#include "shape/shape.h"

enum form_kind {
    FORM_TEXT,
    FORM_INT,
    FORM_REAL,
    FORM_MONEY,
    FORM_BOOL,
    FORM_DATE,
    FORM_TIME,
    FORM_CHOICE,
    FORM_CHOICES,
    FORM_PLACE,
    FORM_CLASS,
    FORM_GRADE,
    FORM_NAME,
    FORM_PHONE,
    FORM_PAPER,
    FORM_ADDRESS,
    FORM_ORG,
    FORM_ORGS,
    FORM_PHOTOS,
    FORM_FILES,
    FORM_MARK,
    FORM_CASE,
    FORM_PARTIES,    /* whom it concerns: rows of their own; the form keeps their ids */
    FORM_EACH_PARTY, /* an answer of every party */
    FORM_UNIT_MARKS, /* a mark for each unit */
    FORM_VOTE,       /* the sums of a vote, and what they come to */
};
struct choice {
    struct str  code;
    struct text title;
    struct text stop; /* of a field's choice: with this answer the form ends and says so */
};
struct form_field {
    struct str     name;
    struct text    title, hint;
    enum form_kind kind;
    struct str     of; /* FORM_CLASS: below this class; FORM_ORG(S), FORM_PLACE: of this kind;
                          FORM_UNIT_MARKS: "case.units", which is also meant when it is absent,
                          or "form.X", a field that names organisations;
                          FORM_VOTE: by this rule */
    bool               need;
    const struct expr *when; /* asked only if; over the names of its process */
    int64_t min, max;        /* text: characters; numbers: value; photos: how many; 0,0 = free */
    const struct choice *choices;
    size_t               n_choices;
    enum keep            keep;
    enum mask            mask;
    bool                 publish; /* may be published (masked by `mask` unless KEEP_PUBLIC) */
    struct mark          mark;
};
struct form {
    const struct form_field *at;
    size_t                   n;
};
/* A field that every pack may ask for by name alone: words, reason, photos_after, unit … NULL: none
 * of that name. */
const struct form_field *form_builtin(struct str name);
const struct form       *form_builtins(void); /* all of them */
extern const char *const form_kind_words[];   /* "text", "int", … NULL */
/* What the answers of all parties come to, in expressions. */
enum each_party { PARTIES_ALL, PARTIES_SOME, PARTIES_REFUSED };
extern const char *const each_party_words[]; /* "all", "some", "refused", NULL */
const struct form_field *form_field(const struct form *f, struct str name); /* or NULL */

/* Fields that a case has itself: they stand beside its form when it is opened. */
bool field_is_beside(struct str name);
/* Fields whose answers say something of the case itself, and are not kept in its form. */
bool field_is_of_case(struct str name);
/* Whether an answer to `from`, of one process, is always one to `to`, of another. */
bool field_goes_over(const struct form_field *from, const struct form_field *to);

#endif
