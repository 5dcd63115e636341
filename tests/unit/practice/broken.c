/*
 * Each folder of packs/broken breaks one rule; its file `expected` holds what
 * is then said, in Chinese and in English. A pack that gets only warnings may
 * be used all the same.
 */
#include "packs.h"

#include <dirent.h>

static struct str expected_of(struct arena *a, const char *name)
{
    char  path[600], text[4000];
    FILE *f;
    int   n;

    (void)snprintf(path, sizeof(path), "%s/practice/packs/broken/%s/expected", UNIT_TESTS, name);
    f = fopen(path, "r");
    if (!f)
        fail_msg("%s has no `expected`", name);
    n = (int)fread(text, 1, sizeof(text), f);
    fclose(f);
    return arena_str(a, (struct str){ text, (size_t)n });
}

static void breaks_its_rule(const char *name)
{
    struct arena     *a     = arena_new(64 << 20);
    struct findings   found = { .arena = a };
    struct practice  *p     = NULL;
    struct pack_file *files;
    struct str        said;
    size_t            n;

    read_folder(a, arena_fmt(a, "broken/%s", name).p, &files, &n);
    if (practice_load(files, n, only_case_fly_is_no_capability, &found, &p) == RC_OK)
        practice_free(p);
    if (found.list.n == 0)
        fail_msg("%s is taken", name);
    for (size_t i = 0; i < found.list.n; i++)
        assert_true(found.list.at[i].warn == (p != NULL));
    said = arena_fmt(a, "%.*s%.*s", STR_ARG(findings_text(a, &found, LANG_ZH)),
                     STR_ARG(findings_text(a, &found, LANG_EN)));
    if (!str_eq(said, expected_of(a, name)))
        fail_msg("%s says:\n%.*s", name, STR_ARG(said));
    arena_free(a);
}

static void what_was_checked_once_is_taken_by_a_stricter_program(void **state)
{
    static const char *const packs[] = { "broken/words_guarded", "broken/english_missing" };
    struct arena            *a       = arena_new(64 << 20);
    struct practice         *p       = NULL;
    struct pack_file        *files;
    size_t                   n;

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(packs); i++) {
        struct findings found = { .arena = a };

        read_folder(a, packs[i], &files, &n);
        assert_int_equal(RC_INVALID, practice_load(files, n, NULL, &found, &p));
        found = (struct findings){ .arena = a };
        assert_int_equal(RC_OK, practice_reload(files, n, &found, &p));
        practice_free(p);
    }
    arena_free(a);
}

static void every_broken_pack_says_what_is_wrong_and_nothing_else(void **state)
{
    char           path[600];
    struct dirent *e;
    DIR           *d;
    int            n = 0;

    (void)state;
    (void)snprintf(path, sizeof(path), "%s/practice/packs/broken", UNIT_TESTS);
    d = opendir(path);
    assert_non_null(d);
    while ((e = readdir(d)))
        if (e->d_name[0] != '.' && strcmp(e->d_name, "small") != 0) {
            breaks_its_rule(e->d_name);
            n++;
        }
    closedir(d);
    assert_true(n >= 280);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_broken_pack_says_what_is_wrong_and_nothing_else),
        cmocka_unit_test(what_was_checked_once_is_taken_by_a_stricter_program),
    };

    return cmocka_run_group_tests_name("broken packs", tests, NULL, NULL);
}
