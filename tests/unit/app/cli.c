#include "../unit.h"

#include "app/command.h"

static int run_nothing(struct cli *c)
{
    (void)c;
    return EXIT_DONE;
}

static const struct option options[] = {
    { "data", "DIR", true, { "数据目录", "the data folder" } },
    { "dry-run", NULL, false, { "试运行", "try only" } },
    { "days", "N", false, { "天数", "days" } },
    { 0 },
};
static const struct command cmd_check = {
    .words = "practice check", .takes = "FOLDER", .least = 1, .most = 1, .run = run_nothing
};
static const struct command        cmd_import = { .words   = "import",
                                                  .takes   = "KIND FILE",
                                                  .least   = 2,
                                                  .most    = 2,
                                                  .options = options,
                                                  .run     = run_nothing };
static const struct command *const table[]    = { &cmd_check, &cmd_import, NULL };

static struct cli cli;

static int begin(void **state)
{
    (void)state;
    cli = (struct cli){ .lang = LANG_EN, .arena = arena_new(1 << 20) };
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(cli.arena);
    return 0;
}

enum { WORDS_MOST = 12 };
static enum rc parse(const char *line)
{
    char      *argv[WORDS_MOST];
    int        n    = 0;
    struct str rest = str_of(line), word;

    while (str_split(&rest, ' ', &word))
        argv[n++] = arena_cstr(cli.arena, word);
    return cli_parse(&cli, table, n, argv);
}

static void assert_refused(const char *line, const char *sentence)
{
    struct buf b;

    cli.faults.n = 0;
    cli.n_args   = 0;
    for (size_t i = 0; i < OPTIONS_MOST; i++)
        cli.values[i] = STR_NONE;
    assert_rc(parse(line), RC_INVALID);
    assert_int_equal(cli.faults.n, 1);
    buf_init(&b, 1000);
    fault_render(&cli.faults.at[0], LANG_EN, &b);
    assert_text(buf_str(&b), sentence);
    buf_free(&b);
}

static void two_words_name_a_command(void **state)
{
    (void)state;
    assert_rc(parse("practice check packs/x"), RC_OK);
    assert_ptr_equal(cli.command, &cmd_check);
    assert_int_equal(cli.n_args, 1);
    assert_text(cli.args[0], "packs/x");
}

static void options_stand_anywhere_and_in_both_forms(void **state)
{
    int64_t days;

    (void)state;
    assert_rc(parse("import --data d territory --days=7 --dry-run x.csv"), RC_OK);
    assert_text(cli_value(&cli, "data"), "d");
    assert_true(cli_given(&cli, "dry-run"));
    assert_rc(cli_int(&cli, "days", 1, 10, 5, &days), RC_OK);
    assert_int_equal(days, 7);
    assert_int_equal(cli.n_args, 2);
    assert_text(cli.args[1], "x.csv");
}

static void after_two_dashes_all_are_arguments(void **state)
{
    (void)state;
    assert_rc(parse("import --data d -- --days y"), RC_OK);
    assert_text(cli.args[0], "--days");
}

static void what_is_wrong_is_said_with_a_suggestion(void **state)
{
    (void)state;
    assert_refused("improt a b", "no command \"improt\"; did you mean \"import\"?");
    assert_refused("practice", "no command \"practice\"; did you mean \"practice check\"?");
    assert_refused("import a b --dta d", "no option --dta; did you mean --data?");
    assert_refused("import a b", "--data DIR must be given");
    assert_refused("import a --data d", "missing: KIND FILE");
    assert_refused("import a b c --data d", "too much: \"c\"");
    assert_refused("import a b --data", "option --data needs DIR after it");
    assert_refused("import a b --data --dry-run", "option --data needs DIR after it");
    assert_refused("import a b --dry-run=1 --data d", "option --dry-run takes nothing after it");
    assert_refused("import a b --data d --data e", "option --data was given twice");
    assert_refused("import a b --data d --lang fr", "--lang must be zh or en");
}

static void a_number_is_checked(void **state)
{
    int64_t days = 1;

    (void)state;
    assert_rc(parse("import a b --data d --days 11"), RC_OK);
    assert_rc(cli_int(&cli, "days", 1, 10, 5, &days), RC_INVALID);
    assert_string_equal(cli.faults.at[0].field, "--days");
    assert_int_equal(days, 1);
}

static void help_shows_every_option(void **state)
{
    struct buf b;

    (void)state;
    buf_init(&b, 10000);
    help_one(&cmd_import, LANG_ZH, &b);
    assert_true(
        str_find(buf_str(&b), S("linli import KIND FILE --data DIR [--dry-run] [--days N]")) !=
        SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("试运行")) != SIZE_MAX);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(two_words_name_a_command, begin, end),
        cmocka_unit_test_setup_teardown(options_stand_anywhere_and_in_both_forms, begin, end),
        cmocka_unit_test_setup_teardown(after_two_dashes_all_are_arguments, begin, end),
        cmocka_unit_test_setup_teardown(what_is_wrong_is_said_with_a_suggestion, begin, end),
        cmocka_unit_test_setup_teardown(a_number_is_checked, begin, end),
        cmocka_unit_test_setup_teardown(help_shows_every_option, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
