/* The pack that docs/PRACTICE.md builds is put together from its blocks and loaded. */
#include "packs.h"
#include "practice/vote.h"

static struct str read_text(struct arena *a, const char *name)
{
    char  path[600];
    char *text = arena_alloc(a, 1 << 20);
    FILE *f;

    (void)snprintf(path, sizeof(path), "%s/../../%s", UNIT_TESTS, name);
    f = fopen(path, "r");
    if (!f)
        fail_msg("%s is not there", path);
    struct str s = { text, fread(text, 1, 1 << 20, f) };
    fclose(f);
    return s;
}

struct blocks {
    struct pack_file at[16];
    size_t           n;
};

/* Blocks of the same name follow each other in one file. */
static void add_block(struct arena *a, struct blocks *b, struct str name, struct str text)
{
    for (size_t i = 0; i < b->n; i++)
        if (str_eq(b->at[i].path, name)) {
            b->at[i].text = arena_fmt(a, "%.*s%.*s", STR_ARG(b->at[i].text), STR_ARG(text));
            return;
        }
    assert_true(b->n < ARRAY_LEN(b->at));
    b->at[b->n++] = (struct pack_file){ S("willow"), name, text };
}

/* "```yaml pack.yaml" opens a block of that file; a bare fence closes it. */
static void take_blocks(struct arena *a, struct str doc, struct blocks *b)
{
    struct str line, name = STR_NONE, text = S("");

    while (str_split(&doc, '\n', &line)) {
        if (!str_starts(line, S("```"))) {
            if (name.p)
                text = arena_fmt(a, "%.*s%.*s\n", STR_ARG(text), STR_ARG(line));
        } else if (name.p) {
            add_block(a, b, name, text);
            name = STR_NONE;
        } else if (str_find(line, S(" ")) != SIZE_MAX) {
            name = str_skip(line, str_find(line, S(" ")) + 1);
            text = S("");
        }
    }
}

static void the_tutorial_builds_a_pack_that_works(void **state)
{
    struct arena            *a = arena_new(64 << 20);
    struct blocks            b = { 0 };
    struct practice         *p;
    const struct process    *pr;
    const struct clock_rule *k;

    (void)state;
    take_blocks(a, read_text(a, "docs/PRACTICE.md"), &b);
    assert_int_equal(b.n, 3);
    p  = load_files(a, b.at, b.n);
    pr = practice_process(p, S("demand"));
    assert_true(pr && pr->n_steps == 3 && pr->evaluate.reopen && pr->publish.progress);
    k = pr->steps[1].clocks;
    assert_true(k->n_late == 3 && k->late[2].act == LATE_UP); /* as it is read aloud */
    assert_text(practice_class(p, S("01.02"))->unit_kind, "urban_management");
    assert_non_null(form_field(&step_move(&pr->steps[1], S("done"))->form, S("cost")));
    practice_free(p);
    arena_free(a);
}

static void is_named(struct str doc, struct str word)
{
    size_t at = 0;

    while (at < doc.n) {
        size_t found = str_find(str_skip(doc, at), word);
        char   before, after;

        if (found == SIZE_MAX)
            break;
        at += found;
        before = at ? doc.p[at - 1] : ' ';
        after  = at + word.n < doc.n ? doc.p[at + word.n] : ' ';
        if (strchr(" `.{[,", before) && strchr(" `,:.}])", after))
            return;
        at += word.n;
    }
    fail_msg("docs/PRACTICE.md does not name %.*s", STR_ARG(word));
}

static void the_reference_names_every_word_of_the_language(void **state)
{
    static const char *const *const lists[] = { form_kind_words, outcome_words, channel_words,
                                                measure_words, vote_result_words };
    struct arena                   *a       = arena_new(64 << 20);
    struct str                      doc     = read_text(a, "docs/PRACTICE.md");

    (void)state;
    doc = str_skip(doc, str_find(doc, S("# Part 2")));
    for (size_t l = 0; l < ARRAY_LEN(lists); l++)
        for (size_t i = 0; lists[l][i]; i++)
            is_named(doc, str_of(lists[l][i]));
    for (size_t i = 0; i < form_builtins()->n; i++)
        is_named(doc, form_builtins()->at[i].name);
    for (size_t i = 0; i < CN_COUNT; i++)
        is_named(doc, case_names[i].name);
    arena_free(a);
}

/* The keys that the binder's tables take, as they stand in its source. */
static void keys_are_named(struct arena *a, struct str doc, const char *source)
{
    static const char *const opens[] = { "K(T, \"", "K_FN(\"", "K_SOME(T, \"", ".key = \"" };
    struct str               text    = read_text(a, source);
    size_t                   n       = 0;

    for (size_t i = 0; i < ARRAY_LEN(opens); i++) {
        struct str rest = text;
        size_t     at;

        while ((at = str_find(rest, str_of(opens[i]))) != SIZE_MAX) {
            rest = str_skip(rest, at + strlen(opens[i]));
            is_named(doc, str_head(rest, str_find(rest, S("\""))));
            n++;
        }
    }
    if (n == 0)
        fail_msg("%s holds no keys", source);
}

static void the_reference_names_every_key_of_the_language(void **state)
{
    static const char *const sources[] = {
        "src/practice/bind_calendar.c", "src/practice/bind_class.c", "src/practice/bind_clock.c",
        "src/practice/bind_form.c",     "src/practice/bind_move.c",  "src/practice/bind_process.c",
        "src/practice/bind_scheme.c",   "src/practice/bind_vote.c",  "src/practice/bind_words.c",
    };
    struct arena *a   = arena_new(64 << 20);
    struct str    doc = read_text(a, "docs/PRACTICE.md");

    (void)state;
    doc = str_skip(doc, str_find(doc, S("# Part 2")));
    for (size_t i = 0; i < ARRAY_LEN(sources); i++)
        keys_are_named(a, doc, sources[i]);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tutorial_builds_a_pack_that_works),
        cmocka_unit_test(the_reference_names_every_word_of_the_language),
        cmocka_unit_test(the_reference_names_every_key_of_the_language),
    };

    return cmocka_run_group_tests_name("tutorial", tests, NULL, NULL);
}
