#ifndef LINLI_APP_COMMAND_H
#define LINLI_APP_COMMAND_H
/*
 * command: one line of the command table, and one call of it.
 *
 * The table says what a command takes, so that help, the refusal of what is
 * not known and the suggestion of what was meant are the same everywhere.
 * One thread: the one that main runs on.
 */
#include "base/arena.h"
#include "base/fault.h"
#include "base/time.h"

struct words { /* shown to the person at the terminal */
    const char *zh, *en;
};

struct option {
    const char  *name;  /* without the dashes; NULL ends a table */
    const char  *value; /* what it takes, "DIR"; NULL: a switch */
    bool         need;
    struct words about;
};

struct cli;
struct command {
    const char          *words; /* "practice check" */
    const char          *takes; /* "FOLDER"; "" for none */
    size_t               least, most;
    struct words         about;
    const struct option *options; /* NULL: none */
    int (*run)(struct cli *c);    /* the exit status: 0 done, 1 not, 2 wrongly called */
};
extern const struct command *const commands[]; /* ended by NULL */

enum { OPTIONS_MOST = 16 };
struct cli {
    const struct command *command;
    enum lang             lang;
    struct arena         *arena;
    struct str           *args;
    size_t                n_args;
    struct str            values[OPTIONS_MOST]; /* beside command->options; absent: not given */
    struct faults         faults;
};

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* What was given for an option of the command; absent if it was not. Asking for one that the
 * command does not have is a bug. */
struct str cli_value(const struct cli *c, const char *name);
bool       cli_given(const struct cli *c, const char *name);
/* A whole number of an option: `otherwise` when not given; RC_INVALID with a fault. */
CHECKED enum rc cli_int(struct cli *c, const char *name, int64_t least, int64_t most,
                        int64_t otherwise, int64_t *ret);

/* A day of an option: NONE_I32 when not given; RC_INVALID with a fault. */
CHECKED enum rc cli_day(struct cli *c, const char *name, int32_t *ret);

/* Tell the person: a sentence, on standard output or standard error, with a line's end. */
void cli_say(struct cli *c, const struct say *say, struct str a0, struct str a1);
void cli_warn(struct cli *c, const struct say *say, struct str a0, struct str a1);
/* What the faults say, on standard error; a general sentence when there is none. EXIT_FAILED. */
int cli_fail(struct cli *c, enum rc rc);
/* Write all of `b` on standard output; RC_IO when nobody takes it. */
CHECKED enum rc cli_out(const struct buf *b);

/*
 * Find the command of an argument list and what it is given.
 *   RC_INVALID  with a fault: no such command, option, too much or too little
 * *ret->command may be set even then, to show its help.
 */
CHECKED enum rc cli_parse(struct cli *c, const struct command *const *table, int argc,
                          char *const *argv);
/* LC_ALL, LC_MESSAGES, LANG: Chinese when it begins with "zh". */
enum lang lang_of_environment(void);
void      help_all(const struct command *const *table, enum lang lang, struct buf *out);
void      help_one(const struct command *cmd, enum lang lang, struct buf *out);

#endif
