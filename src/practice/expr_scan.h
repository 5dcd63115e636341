#ifndef LINLI_PRACTICE_EXPR_SCAN_H
#define LINLI_PRACTICE_EXPR_SCAN_H
/* expr_scan: an expression's tokens, and faults that say where. For expr_parse.c. */
#include "practice/expr.h"

enum token { T_END, T_NUM, T_TEXT, T_WORD, T_SIGN };

/* One parse. */
struct parser {
    struct arena       *arena;
    struct str          text;
    size_t              at;    /* byte where the next token begins to be sought */
    size_t              begin; /* and where the present one began */
    enum token          token;
    struct str          word; /* its letters; of T_TEXT what is between the quotes */
    double              num;
    const struct ename *names;
    size_t              n_names;
    struct faults      *faults;
    int                 depth;
};

extern const struct say say_value; /* a value was expected */
/* The fault's first parameter is the place: characters from 1. */
enum rc parser_wrong(struct parser *p, size_t byte, const struct say *say, struct str a1,
                     struct str a2);
/* Take the next token. */
CHECKED enum rc parser_next(struct parser *p);

#endif
