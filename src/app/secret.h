#ifndef LINLI_APP_SECRET_H
#define LINLI_APP_SECRET_H
/*
 * secret: a password from the person at the terminal or from a file, never
 * from the argument list, which every user of the machine can read.
 */
#include "app/command.h"

enum { SECRET_MOST = 200 };

/*
 * From `file` if it is given (its first line), else asked for twice at the terminal, without echo,
 * else, where there is no terminal, the first line of standard input.
 *   RC_INVALID  empty, too long, not UTF-8, or the two differ; said
 */
CHECKED enum rc secret_ask(struct cli *c, struct str file, struct str *ret);
/* A random one that satisfies a strict policy; in the arena. */
struct str secret_random(struct arena *a);

#endif
