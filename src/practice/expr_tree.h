#ifndef LINLI_PRACTICE_EXPR_TREE_H
#define LINLI_PRACTICE_EXPR_TREE_H
/* The syntax tree of expressions: for expr_parse.c, which grows it, expr.c, which walks it, and
 * check_hold.c, which takes it apart. */
#include "practice/expr.h"

enum expr_op {
    OP_LITERAL,
    OP_NAME,
    OP_OR,
    OP_AND,
    OP_NOT,
    OP_EQ,
    OP_NE,
    OP_LT,
    OP_LE,
    OP_GT,
    OP_GE,
    OP_IN,
    OP_WITHIN,
    OP_ADD,
    OP_SUB,
    OP_MUL,
    OP_DIV,
    OP_NEG,
    OP_COUNT_OF,
    OP_DAYS,
    OP_MIN,
    OP_MAX,
    OP_KNOWN,
};

struct expr {
    enum expr_op       op;
    enum etype         type;
    const struct expr *a, *b; /* a alone for one operand; min and max nest */
    struct evalue      value; /* OP_LITERAL */
    size_t             name;  /* OP_NAME: its number and, for people, itself */
    struct str         name_text;
    struct str         text; /* of the root: as it was written */
};

#endif
