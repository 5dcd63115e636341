#ifndef LINLI_TESTS_PACKS_H
#define LINLI_TESTS_PACKS_H
/* packs: the test packs beside this file, and packs written in a test. */
#include "practice/load.h"

#include "../unit.h"

#include <stdio.h>
#include <string.h>

static inline bool only_case_fly_is_no_capability(struct str word)
{
    return !str_is(word, "case.fly");
}

/* Every finding on a line of its own, in the order in which it was found. */
static inline struct str findings_text(struct arena *a, const struct findings *found,
                                       enum lang lang)
{
    struct buf b;
    struct str s;

    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < found->list.n; i++) {
        finding_render(&found->list.at[i], lang, &b);
        buf_add1(&b, '\n');
    }
    s = arena_str(a, b.n ? buf_str(&b) : S(""));
    buf_free(&b);
    return s;
}

static inline struct practice *load_files(struct arena *a, const struct pack_file *files, size_t n)
{
    struct findings  found = { .arena = a };
    struct practice *p     = NULL;
    enum rc          rc    = practice_load(files, n, only_case_fly_is_no_capability, &found, &p);

    if (rc != RC_OK || found.list.n)
        fail_msg("%s", findings_text(a, &found, LANG_EN).p);
    return p;
}

static inline void read_folder(struct arena *a, const char *name, struct pack_file **ret_at,
                               size_t *ret_n)
{
    struct faults f    = { 0 };
    struct str    path = arena_fmt(a, "%s/practice/packs/%s", UNIT_TESTS, name);

    if (pack_read(a, path.p, &f, ret_at, ret_n) != RC_OK)
        fail_msg("%s cannot be read", path.p);
}

/* The pack of the file names and texts that follow, over the small pack. */
static inline struct practice *load_over_small(struct arena *a, const char *yaml)
{
    struct pack_file *small, *all;
    size_t            n;

    read_folder(a, "small", &small, &n);
    all = ARENA_ARRAY(a, struct pack_file, n + 1);
    memcpy(all, small, n * sizeof(*all));
    all[n] = (struct pack_file){ S("own"), S("pack.yaml"),
                                 arena_fmt(a, "pack: own\nextends: small\n%s", yaml) };
    return load_files(a, all, n + 1);
}

#endif
