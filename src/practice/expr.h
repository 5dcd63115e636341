#ifndef LINLI_PRACTICE_EXPR_H
#define LINLI_PRACTICE_EXPR_H
/*
 * expr: the small typed language of conditions, points and indicators.
 *
 * No loops, no assignment, no calls of ours back: one syntax tree, checked
 * against the names that its place offers, evaluated on the server and
 * written as JSON for the browser.
 *
 *   form.people > 10 and (class within "01.02" or grade = "urgent")
 *   not resolved          amount * 2 + 1          channel in ["hotline", "app"]
 *
 * Literals: numbers, "text", true, false, lists of texts, null. Operators, loosest
 * first: or; and; not; = != < <= > >= in within; + -; * /; unary -. Words for
 * people who would rather read: is = "=", is not = "!="; not in, not within. Functions:
 * count(list), days(from, to), min, max, known(x). A text beside a date is a date:
 * form.born < "1960-01-01"; dates and days add. A name that has no value is null; comparing null
 * with anything but = and != null gives false; where yes or no is needed it is no; arithmetic with
 * it, and dividing by 0, give null. `in` takes a list of texts, `within` a code or a list of them.
 *
 * Pure; any thread. Depth and length are bounded.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "shape/json.h"

enum etype { E_BOOL = 1, E_NUM, E_TEXT, E_LIST, E_DATE, E_NULL };

struct evalue {
    enum etype        type;
    bool              yes;
    double            num; /* also days of E_DATE */
    struct str        text;
    const struct str *list;
    size_t            n;
};

/* A name that may stand in expressions of one place. */
struct ename {
    struct str name; /* "form.people", "class" */
    enum etype type;
    bool       tree; /* a code in a tree: may stand before `within` */
};

struct expr;

/* RC_INVALID with a fault whose first parameter is the place in `text` (characters, from 1) and
 * that says what was expected or which name was meant. */
CHECKED enum rc expr_parse(struct arena *a, struct str text, const struct ename *names, size_t n,
                           enum etype wanted, struct faults *f, const struct expr **ret);
/* `get` gives the value of names[i]; `code_within` decides `within`. */
struct eenv {
    void *ctx;
    struct evalue (*get)(void *ctx, size_t name);
    bool (*within)(void *ctx, size_t name, struct str code, struct str above);
};
struct evalue expr_eval(const struct expr *e, const struct eenv *env);
bool expr_true(const struct expr *e, const struct eenv *env); /* NULL expr is true; null is false */
/* For the browser, in postfix order, so that its depth does not grow: operands are {"name": …},
 * {"value": …} or {"date": …}, operators are words; neg, not, count and known take one operand, all
 * others two: [{"name":"form.people"},{"value":10},">"]. */
void       expr_json(const struct expr *e, struct jw *w);
struct str expr_text(const struct expr *e); /* as it was written */
/* Call `fn` for each name used, with the text that it is compared with (absent: none) and whether
 * by `within`: for checking that such a class, grade or choice exists. */
void expr_uses(const struct expr *e,
               void (*fn)(void *ctx, size_t name, struct str literal, bool within), void *ctx);
/* Whether it rests on so few that it may point to somebody: a count that is above nought and below
 * `least`, alone or above the line of a fraction; or anything below `least` under the line. */
bool expr_on_few(const struct expr *e, const struct eenv *env, double least);
/* What it comes to. */
enum etype expr_type(const struct expr *e);
/* Whether it is a name alone, and which. */
bool expr_is_name(const struct expr *e, size_t *ret_name);
/* Whether it names nothing and so is always the same. */
bool expr_constant(const struct expr *e, bool *ret_value);

#endif
