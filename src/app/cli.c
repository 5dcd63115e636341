/* cli: reading an argument list by the command table. */
#include "app/command.h"
#include "shape/shape.h"

#include <stdlib.h>
#include <string.h>

static const struct say no_command = SAY("no_command", "没有命令“{0}”[，是不是想写“{1}”？]",
                                         "no command \"{0}\"[; did you mean \"{1}\"?]");
static const struct say no_option = SAY("no_option", "没有选项--{0}[，是不是想写--{1}？]",
                                        "no option --{0}[; did you mean --{1}?]");
static const struct say value_needed =
    SAY("value_needed", "选项--{0}后面要写{1}", "option --{0} needs {1} after it");
static const struct say no_value =
    SAY("no_value", "选项--{0}后面不带内容", "option --{0} takes nothing after it");
static const struct say option_needed =
    SAY("option_needed", "必须给出--{0} {1}", "--{0} {1} must be given");
static const struct say given_twice =
    SAY("given_twice", "选项--{0}写了两次", "option --{0} was given twice");
static const struct say too_many =
    SAY("too_many_arguments", "多余的内容：“{0}”", "too much: \"{0}\"");
static const struct say too_few = SAY("too_few_arguments", "还缺少：{0}", "missing: {0}");
static const struct say bad_day =
    SAY("bad_day", "应为2026-01-31这样的日期", "must be a day, such as 2026-01-31");
static const struct say bad_lang = SAY("bad_lang", "--lang应为zh或en", "--lang must be zh or en");

/* How many words of `words` stand at the front of argv, 0 if not all do. */
static int words_match(const char *words, int argc, char *const *argv)
{
    struct str rest = str_of(words), word;
    int        n    = 0;

    while (str_split(&rest, ' ', &word)) {
        if (n >= argc || !str_is(word, argv[n]))
            return 0;
        n++;
    }
    return n;
}

static const char *nearest_command(const struct command *const *table, struct str given)
{
    const char *best  = NULL;
    size_t      least = 3;

    for (; *table; table++) {
        struct str first, rest = str_of((*table)->words);
        size_t     whole = str_distance(given, rest, 3), one;

        str_split(&rest, ' ', &first);
        one   = str_distance(given, first, 3);
        whole = one < whole ? one : whole;
        if (whole < least) {
            least = whole;
            best  = (*table)->words;
        }
    }
    return best;
}

static size_t options_count(const struct command *cmd)
{
    size_t n = 0;

    while (cmd->options && cmd->options[n].name)
        n++;
    BUG_ON(n > OPTIONS_MOST);
    return n;
}

static size_t option_find(const struct command *cmd, struct str name)
{
    size_t n = options_count(cmd);

    for (size_t i = 0; i < n; i++)
        if (str_is(name, cmd->options[i].name))
            return i;
    return SIZE_MAX;
}

static const char *nearest_option(const struct command *cmd, struct str given)
{
    const char *best  = NULL;
    size_t      least = 3, n = options_count(cmd);

    for (size_t i = 0; i < n; i++) {
        size_t d = str_distance(given, str_of(cmd->options[i].name), 3);

        if (d < least) {
            least = d;
            best  = cmd->options[i].name;
        }
    }
    return best;
}

/* Take "--name", "--name=value" or "--name" "value". *at moves over what was used. */
static enum rc take_option(struct cli *c, int argc, char *const *argv, int *at)
{
    struct str           name = str_skip(str_of(argv[*at]), 2), value = STR_NONE;
    size_t               eq = str_find(name, S("=")), i;
    const struct option *o;

    if (eq != SIZE_MAX) {
        value = str_skip(name, eq + 1);
        name  = str_head(name, eq);
    }
    if (str_is(name, "lang")) {
        if (!value.p && *at + 1 < argc)
            value = str_of(argv[++*at]);
        if (!str_is(value, "zh") && !str_is(value, "en"))
            return fault(&c->faults, RC_INVALID, &bad_lang, STR_NONE, STR_NONE);
        c->lang = str_is(value, "zh") ? LANG_ZH : LANG_EN;
        return RC_OK;
    }
    i = option_find(c->command, name);
    if (i == SIZE_MAX)
        return fault(&c->faults, RC_INVALID, &no_option, name,
                     str_of(nearest_option(c->command, name)));
    o = &c->command->options[i];
    if (c->values[i].p)
        return fault(&c->faults, RC_INVALID, &given_twice, name, STR_NONE);
    if (!o->value && value.p)
        return fault(&c->faults, RC_INVALID, &no_value, name, STR_NONE);
    if (o->value && !value.p) {
        if (*at + 1 >= argc || strncmp(argv[*at + 1], "--", 2) == 0)
            return fault(&c->faults, RC_INVALID, &value_needed, name, str_of(o->value));
        value = str_of(argv[++*at]);
    }
    c->values[i] = o->value ? value : S("");
    return RC_OK;
}

static enum rc check_given(struct cli *c)
{
    const struct command *cmd = c->command;
    size_t                n   = options_count(cmd);

    if (c->n_args > cmd->most)
        return fault(&c->faults, RC_INVALID, &too_many, c->args[cmd->most], STR_NONE);
    if (c->n_args < cmd->least)
        return fault(&c->faults, RC_INVALID, &too_few, str_of(cmd->takes), STR_NONE);
    for (size_t i = 0; i < n; i++)
        if (cmd->options[i].need && !c->values[i].p)
            return fault(&c->faults, RC_INVALID, &option_needed, str_of(cmd->options[i].name),
                         str_of(cmd->options[i].value));
    return RC_OK;
}

static const struct command *find_command(const struct command *const *table, int argc,
                                          char *const *argv, int *ret_words)
{
    const struct command *best = NULL;

    *ret_words = 0;
    for (; *table; table++) {
        int n = words_match((*table)->words, argc, argv);

        if (n > *ret_words) {
            *ret_words = n;
            best       = *table;
        }
    }
    return best;
}

enum rc cli_parse(struct cli *c, const struct command *const *table, int argc, char *const *argv)
{
    int  at;
    bool only_args = false;

    c->command = find_command(table, argc, argv, &at);
    if (!c->command)
        return fault(&c->faults, RC_INVALID, &no_command, argc ? str_of(argv[0]) : S(""),
                     argc ? str_of(nearest_command(table, str_of(argv[0]))) : STR_NONE);
    c->args = ARENA_ARRAY(c->arena, struct str, (size_t)argc + 1);
    for (; at < argc; at++) {
        if (!only_args && strcmp(argv[at], "--") == 0)
            only_args = true;
        else if (!only_args && strncmp(argv[at], "--", 2) == 0)
            TRY(take_option(c, argc, argv, &at));
        else
            c->args[c->n_args++] = str_of(argv[at]);
    }
    return check_given(c);
}

struct str cli_value(const struct cli *c, const char *name)
{
    size_t i = option_find(c->command, str_of(name));

    BUG_ON(i == SIZE_MAX);
    return c->values[i];
}

bool cli_given(const struct cli *c, const char *name)
{
    return cli_value(c, name).p != NULL;
}

enum rc cli_int(struct cli *c, const char *name, int64_t least, int64_t most, int64_t otherwise,
                int64_t *ret)
{
    struct str text = cli_value(c, name), field = arena_fmt(c->arena, "--%s", name);
    char       room[INT_TEXT];
    int64_t    v;

    if (!text.p) {
        *ret = otherwise;
        return RC_OK;
    }
    if (str_int(text, &v) != RC_OK)
        return fault_field(&c->faults, RC_INVALID, &say_wrong_type, field, S("123"));
    if (v < least)
        return fault_field(&c->faults, RC_INVALID, &say_too_small, field, int_text(least, room));
    if (v > most)
        return fault_field(&c->faults, RC_INVALID, &say_too_big, field, int_text(most, room));
    *ret = v;
    return RC_OK;
}

enum rc cli_day(struct cli *c, const char *name, int32_t *ret)
{
    struct str text = cli_value(c, name);

    if (!text.p) {
        *ret = NONE_I32;
        return RC_OK;
    }
    if (day_parse(text, ret) == RC_OK)
        return RC_OK;
    return fault_field(&c->faults, RC_INVALID, &bad_day, arena_fmt(c->arena, "--%s", name),
                       STR_NONE);
}

enum lang lang_of_environment(void)
{
    static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        const char *v = getenv(names[i]);

        if (v && *v)
            return strncmp(v, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
    }
    return LANG_EN;
}
