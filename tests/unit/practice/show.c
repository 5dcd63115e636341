/* A process in sentences: as the files in show/ have it, in both languages. */
#include "packs.h"

#include "practice/show_text.h"

static struct str read_text(struct arena *a, struct str path)
{
    char *text = arena_alloc(a, 1 << 20);
    FILE *f    = fopen(path.p, "r");

    if (!f)
        fail_msg("%s is not there", path.p);
    struct str s = { text, fread(text, 1, 1 << 20, f) };
    fclose(f);
    return s;
}

/* The processes below each other, against show/NAME.zh.txt and show/NAME.en.txt. */
static void as_written(const char *folder, const char *name, const char *const *processes)
{
    struct arena     *a = arena_new(256 << 20);
    struct faults     f = { 0 };
    struct pack_file *files;
    struct practice  *p;
    size_t            n;

    assert_rc(pack_read(a, arena_fmt(a, "%s/%s", UNIT_TESTS, folder).p, &f, &files, &n), RC_OK);
    p = load_files(a, files, n);
    for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
        struct buf *b    = arena_buf(a, 8 << 20);
        struct str  path = arena_fmt(a, "%s/practice/show/%s.%s.txt", UNIT_TESTS, name,
                                    lang == LANG_ZH ? "zh" : "en"),
                   want  = read_text(a, path), got_line, want_line, got;

        for (const char *const *at = processes; *at; at++) {
            process_text(p, practice_process(p, str_of(*at)), (enum lang)lang, b);
            buf_add1(b, '\n');
        }
        got = buf_str(b);
        for (size_t line = 1; str_split(&want, '\n', &want_line); line++) {
            assert_true(str_split(&got, '\n', &got_line));
            if (!str_eq(got_line, want_line))
                fail_msg("%s:%zu: got \"%.*s\", not \"%.*s\"", path.p, line, STR_ARG(got_line),
                         STR_ARG(want_line));
        }
        assert_true(!got.p);
    }
    practice_free(p);
    arena_free(a);
}

static void the_small_pack_is_told_as_written(void **state)
{
    (void)state;
    as_written("practice/packs/small", "small", (const char *const[]){ "demand", NULL });
}

static void every_word_of_the_language_is_told_as_written(void **state)
{
    static const char *const processes[] = { "caller",  "timed",    "promise",   "onsite",
                                             "running", "ladder",   "joint_any", "plain",
                                             "tip",     "auto",     "counter",   "called_in",
                                             "marked",  "whistled", NULL };

    (void)state;
    as_written("../rooms/cases/packs/many", "many", processes);
}

static void the_rule_of_a_vote_is_told_as_written(void **state)
{
    (void)state;
    as_written("../api/packs/votes", "votes", (const char *const[]){ "decision", NULL });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_small_pack_is_told_as_written),
        cmocka_unit_test(every_word_of_the_language_is_told_as_written),
        cmocka_unit_test(the_rule_of_a_vote_is_told_as_written),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
