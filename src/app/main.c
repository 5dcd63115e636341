/* main: finds the command and runs it. */
#include "app/command.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { CLI_CEILING = 1 << 30, HELP_MOST = 1 << 20 };

static int show_help(enum lang lang, int argc, char **argv)
{
    struct buf out;
    bool       any = false;

    buf_init(&out, HELP_MOST);
    for (const struct command *const *c = commands; argc > 0 && *c; c++) {
        struct str first, rest = str_of((*c)->words);

        str_split(&rest, ' ', &first);
        if (!str_is(first, argv[0]) || (argc > 1 && rest.p && !str_is(rest, argv[1])))
            continue;
        if (any)
            buf_add1(&out, '\n');
        help_one(*c, lang, &out);
        any = true;
    }
    if (!any)
        help_all(commands, lang, &out);
    if (cli_out(&out) != RC_OK)
        any = false;
    buf_free(&out);
    return any || argc == 0 ? EXIT_DONE : EXIT_USAGE;
}

/* "--lang en" and "--lang=en" may also stand before the command. */
static void take_lang(enum lang *lang, int *argc, char ***argv)
{
    while (*argc > 0 && strncmp((*argv)[0], "--lang", 6) == 0) {
        const char *word = (*argv)[0] + 6;
        int         n    = *word == '=' ? 1 : 2;

        if ((*word && *word != '=') || n > *argc)
            return;
        *lang = strcmp(n == 1 ? word + 1 : (*argv)[1], "zh") == 0 ? LANG_ZH : LANG_EN;
        *argc -= n;
        *argv += n;
    }
}

int main(int argc, char **argv)
{
    struct cli c = { .lang = lang_of_environment() };
    int        status;

    umask(077); /* what is stored is nobody else's to read */
    argc--;
    argv++;
    take_lang(&c.lang, &argc, &argv);
    if (argc == 0 || strcmp(argv[0], "help") == 0 || strcmp(argv[0], "--help") == 0) {
        if (argc)
            argc--, argv++;
        take_lang(&c.lang, &argc, &argv);
        return show_help(c.lang, argc, argv);
    }
    if (strcmp(argv[0], "--version") == 0) {
        puts("linli " LINLI_VERSION);
        return EXIT_DONE;
    }
    if (strcmp(argv[argc - 1], "--help") == 0)
        return show_help(c.lang, argc - 1, argv);
    c.arena = arena_new(CLI_CEILING);
    if (cli_parse(&c, commands, argc, argv) != RC_OK) {
        cli_fail(&c, RC_INVALID);
        status = EXIT_USAGE;
    } else {
        status = c.command->run(&c);
    }
    arena_free(c.arena);
    return status;
}
