/* compare: walking two practices side by side. */
#include "practice/compare.h"
#include "practice/compare_own.h"
#include "practice/name_map.h"

enum { COMPARE_ARENA = 1 << 30, HEAD_MOST = 1 << 20 };

const char *const difference_words[] = { "gone", "new", "changed", "means", NULL };

/* -- lines -- */

struct str compare_under(struct comparing *c, struct str head)
{
    struct str had = c->head;

    c->head = arena_str(c->arena, head);
    return had;
}

void compare_silently(struct comparing *c)
{
    c->tell = NULL;
    c->n    = 0;
}

void compare_line(struct comparing *c, enum difference_kind kind, const struct say *say,
                  struct str a0, struct str a1, struct str a2)
{
    c->n++;
    if (c->tell)
        c->tell(c->ctx,
                &(struct difference){ .kind  = (int32_t)kind,
                                      .about = c->head,
                                      .code  = str_of(say->key),
                                      .words = phrase_of(&c->side[AFTER], say, a0, a1, a2) });
}

/* -- traits -- */

struct str trait_yes(const struct phrase *f, bool yes)
{
    static const struct say is = SAY("yes", "是", "yes");

    return yes ? phrase_of(f, &is, STR_NONE, STR_NONE, STR_NONE) : STR_NONE;
}

struct str trait_text(const struct phrase *f, const struct text *t)
{
    if (f->bare && t->en.p)
        return arena_fmt(f->arena, "%.*s | %.*s", STR_ARG(t->zh), STR_ARG(t->en));
    return phrase_title(f, t);
}

struct str trait_number(const struct phrase *f, int64_t n, int64_t none)
{
    return n == none ? STR_NONE : phrase_number(f, n);
}

struct str trait_names(const struct phrase *f, const struct str *at, size_t n,
                       struct str (*fn)(const struct phrase *f, struct str name))
{
    struct str *part = ARENA_ARRAY(f->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++)
        part[i] = fn ? fn(f, at[i]) : at[i];
    return phrase_list(f, part, n);
}

static bool same(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || str_eq(a, b));
}

static struct str or_none(struct comparing *c, struct str s)
{
    static const struct say none = SAY("compare_none", "（无）", "(none)");

    return s.n ? s : phrase_of(&c->side[AFTER], &none, STR_NONE, STR_NONE, STR_NONE);
}

static void one_trait(struct comparing *c, const struct trait *t, struct str thing,
                      const void *before, const void *after)
{
    static const struct say of    = SAY("compare_of", "{0}：{1}", "{0}: {1}"),
                            alone = SAY("compare_alone", "{0}：{1} → {2}", "{0}: {1} → {2}");
    struct str was = t->of(&c->side[BEFORE], before), is = t->of(&c->side[AFTER], after);
    struct str bare_was = t->of(&c->bare[BEFORE], before), bare_is = t->of(&c->bare[AFTER], after),
               name;

    if (same(bare_was, bare_is))
        return;
    if (same(was, is)) { /* other things of the same title */
        was = bare_was;
        is  = bare_is;
    }
    name = phrase_of(&c->side[AFTER], &t->name, STR_NONE, STR_NONE, STR_NONE);
    if (thing.p)
        name = phrase_of(&c->side[AFTER], &of, thing, name, STR_NONE);
    compare_line(c, DIFF_CHANGED, &alone, name, or_none(c, was), or_none(c, is));
}

static void traits_of(struct comparing *c, const struct trait *traits, size_t n, struct str thing,
                      const void *before, const void *after)
{
    for (size_t i = 0; i < n; i++)
        one_trait(c, &traits[i], thing, before, after);
}

void compare_traits(struct comparing *c, const struct trait *traits, size_t n, const void *before,
                    const void *after)
{
    traits_of(c, traits, n, STR_NONE, before, after);
}

/* -- things by name -- */

static struct str name_of(const void *thing)
{
    return *(const struct str *)thing;
}

static const void *nth(const void *at, size_t i, size_t size)
{
    return (const char *)at + i * size;
}

const void *compare_find(const void *at, size_t n, size_t size, struct str name)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(name_of(nth(at, i, size)), name))
            return nth(at, i, size);
    return NULL;
}

/* "步骤“立案”（file）" */
static struct str thing_text(struct comparing *c, const struct sort *k, const void *thing, int side)
{
    static const struct say both = SAY("compare_thing", "“{0}”（{1}）", "\"{0}\" ({1})");
    struct str              name = name_of(thing), shown = STR_NONE;

    if (k->title != NO_TITLE)
        shown =
            text_in((const struct text *)(const void *)((const char *)thing + k->title), c->lang);
    if (shown.n && !str_eq(shown, name))
        name = phrase_of(&c->side[side], &both, shown, name, STR_NONE);
    return phrase_of(&c->side[side], &k->word, name, k->owner, STR_NONE);
}

static void index_things(struct arena *a, const void *at, size_t n, size_t size,
                         struct name_map *ret)
{
    for (size_t i = 0; i < n; i++)
        (void)name_map_put(ret, a, name_of(nth(at, i, size)), i);
}

/* What was said of a thing is written; things inside of another are still needed. */
static void forget(struct comparing *c)
{
    if (c->depth == 1)
        arena_clear(c->side[AFTER].arena);
}

void compare_things(struct comparing *c, const struct sort *k, const void *before, size_t n_before,
                    const void *after, size_t n_after)
{
    static const struct say gone = SAY("compare_gone", "{0}没有了", "{0} is gone"),
                            new_ = SAY("compare_new", "新增{0}", "{0} is new");
    struct name_map was = { 0 }, is = { 0 };

    c->depth++;
    index_things(c->arena, before, n_before, k->size, &was);
    index_things(c->arena, after, n_after, k->size, &is);
    for (size_t i = 0; i < n_before; i++) {
        const void *old = nth(before, i, k->size);

        if (name_map_get(&is, name_of(old)) == NAME_NONE)
            compare_line(c, DIFF_GONE, &gone, thing_text(c, k, old, BEFORE), STR_NONE, STR_NONE);
    }
    for (size_t i = 0; i < n_after; i++) {
        const void *one = nth(after, i, k->size);
        size_t      had = name_map_get(&was, name_of(one));

        if (had == NAME_NONE) {
            compare_line(c, DIFF_NEW, &new_, thing_text(c, k, one, AFTER), STR_NONE, STR_NONE);
            continue;
        }
        traits_of(c, k->traits, k->n_traits, thing_text(c, k, one, AFTER),
                  nth(before, had, k->size), one);
        if (k->inside)
            k->inside(c, nth(before, had, k->size), one);
        forget(c);
    }
    c->depth--;
}

bool practice_differences(const struct practice *before, const struct practice *after,
                          enum lang lang, difference_fn *tell, void *ctx)
{
    struct arena    *a = arena_new(COMPARE_ARENA), *said = arena_new(COMPARE_ARENA);
    struct comparing c = { .arena = a, .lang = lang, .tell = tell, .ctx = ctx };
    bool             any;

    c.side[BEFORE] = (struct phrase){ .arena = said, .lang = lang, .p = before };
    c.side[AFTER]  = (struct phrase){ .arena = said, .lang = lang, .p = after };
    for (int i = BEFORE; i <= AFTER; i++) {
        c.bare[i]      = c.side[i];
        c.bare[i].bare = true;
    }
    compare_pack(&c);
    compare_processes(&c);
    any = c.n > 0;
    if (any)
        compare_cases(&c);
    arena_free(said);
    arena_free(a);
    return any;
}

/* -- as a page of text -- */

struct page {
    struct buf *out;
    struct buf  head; /* under which the last line stands */
};

static void write_line(void *ctx, const struct difference *d)
{
    static const char signs[] = {
        [DIFF_GONE] = '-', [DIFF_NEW] = '+', [DIFF_CHANGED] = '~', [DIFF_MEANS] = '>'
    };
    struct page *p = ctx;

    if (d->about.n && !str_eq(buf_str(&p->head), d->about)) {
        if (p->out->n)
            buf_add1(p->out, '\n');
        buf_add(p->out, d->about);
        buf_add1(p->out, '\n');
        buf_clear(&p->head);
        buf_add(&p->head, d->about);
    }
    buf_addf(p->out, "  %c ", signs[d->kind]);
    buf_add(p->out, d->words);
    buf_add1(p->out, '\n');
}

enum rc practice_compare(const struct practice *before, const struct practice *after,
                         enum lang lang, struct buf *out, bool *ret_different)
{
    static const struct say equal = SAY("compare_equal", "没有差别", "there is no difference");
    struct page             p     = { .out = out };

    buf_init(&p.head, HEAD_MOST);
    *ret_different = practice_differences(before, after, lang, write_line, &p);
    if (!*ret_different) {
        say_render(&equal, lang, NULL, 0, out);
        buf_add1(out, '\n');
    }
    buf_free(&p.head);
    return buf_check(out);
}
