#ifndef LINLI_PRACTICE_DOCUMENT_H
#define LINLI_PRACTICE_DOCUMENT_H
/* document: what is made out in a case and kept as it was: a certificate, an agreement. */
#include "practice/mark.h"
#include "practice/text.h"
#include "shape/shape.h"

enum sign { SIGN_PARTIES, SIGN_POST, SIGN_TEXT };
struct signer { /* who signs: a line on the paper */
    enum sign   as;
    struct str  post;  /* SIGN_POST: its title stands there */
    struct text title; /* SIGN_TEXT */
};
struct document {
    struct str           name;
    struct text          title;
    struct str           prefix; /* of its numbers: "JZ" */
    struct text          words;  /* {X} is filled in: a field, or one of document_words */
    const struct str    *need;   /* what must be filled in for it to be made out */
    size_t               n_need;
    enum keep            keep; /* who may read it */
    const struct signer *signers;
    size_t               n_signers;
    bool                 seal; /* there is a place for the seal */
    struct mark          mark;
};
extern const char *const document_words[]; /* beside fields: "today", "number", … NULL */

#endif
