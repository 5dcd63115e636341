/* bind: single values and tables of keys. */
#include "practice/bind.h"
#include "base/utf8.h"

#include <string.h>

static const struct say say_no_key =
    SAY("pack_no_key", "没有“{0}”这一项", "there is no '{0}' here");
static const struct say say_missing = SAY("pack_missing", "缺少“{0}”", "'{0}' is missing");
static const struct say say_scalar =
    SAY("pack_scalar", "应是一个值，而不是列表或多项内容", "a single value was expected");
static const struct say say_map =
    SAY("pack_map", "应是“键: 值”的多项内容", "'key: value' pairs were expected");
static const struct say say_name =
    SAY("pack_name", "“{0}”不能作名称：要以小写字母开头，只用小写字母、数字和下划线",
        "'{0}' is no name: it begins with a lower-case letter and has lower-case letters, digits "
        "and underscores");
static const struct say say_name_long = SAY("pack_name_long", "名称“{0}”太长：最多{1}个字符",
                                            "the name '{0}' is too long: {1} characters at most");
static const struct say say_bool =
    SAY("pack_bool", "应是 yes 或 no，不是“{0}”", "yes or no was expected, not '{0}'");
static const struct say say_number =
    SAY("pack_number", "应是{0}之间的整数", "a whole number within {0} was expected");
static const struct say say_real =
    SAY("pack_real", "应是数，不是“{0}”", "a number was expected, not '{0}'");
static const struct say say_span =
    SAY("pack_span", "应是时限，如 4 workhours、3 workdays、7 days、30 minutes，不是“{0}”",
        "a time limit such as 4 workhours, 3 workdays, 7 days, 30 minutes was expected, not '{0}'");
static const struct say say_word =
    SAY("pack_word", "“{0}”不在可选之列：{1}", "'{0}' is not one of {1}");
static const struct say say_text =
    SAY("pack_text", "应是文字，或 {zh: …, en: …}", "a text was expected, or {zh: …, en: …}");
static const struct say say_long =
    SAY("pack_long", "文字太长，最多{0}个字", "the text is longer than {0} characters");
static const struct say say_empty = SAY("pack_empty", "这里不能空着", "this cannot be left empty");
static const struct say say_few = SAY("pack_few", "这里最多{0}项", "at most {0} members here");
static const struct say say_no_title =
    SAY("pack_title", "“{0}”没有名称：请写 title，或在 texts 中写 {1}",
        "'{0}' has no title: write `title`, or a text named {1}");

enum { TEXT_MOST = 5000, STR_MOST = 500 };

void bind_wrong(struct bind *b, struct mark at, const struct say *say, struct str a0, struct str a1)
{
    find_wrong(b->found, at, say, a0, a1, STR_NONE);
}

void bind_meant(struct bind *b, struct mark at, const struct say *say, struct str a0,
                struct nearest near)
{
    find_wrong(b->found, at, say, a0, STR_NONE, near.best);
}

/* -- shapes of nodes -- */

bool bind_is_scalar(struct bind *b, const struct ynode *n)
{
    if (n->kind == Y_SCALAR)
        return true;
    bind_wrong(b, n->mark, &say_scalar, STR_NONE, STR_NONE);
    return false;
}

bool bind_is_map(struct bind *b, const struct ynode *n)
{
    if (n->kind == Y_MAP)
        return true;
    bind_wrong(b, n->mark, &say_map, STR_NONE, STR_NONE);
    return false;
}

bool bind_few(struct bind *b, const struct ynode *n, size_t most)
{
    char room[INT_TEXT];

    if (n->n <= most)
        return true;
    bind_wrong(b, n->mark, &say_few, int_text((int64_t)most, room), STR_NONE);
    return false;
}

const struct ynode *bind_first(const struct ynode *n)
{
    return n->kind == Y_LIST ? n->first : n;
}

const struct ynode *bind_next(const struct ynode *list, const struct ynode *member)
{
    return list->kind == Y_LIST ? member->next : NULL;
}

size_t bind_count(const struct ynode *n)
{
    return n->kind == Y_LIST ? n->n : 1;
}

/* -- single values -- */

static bool is_spelt_as_name(struct str s)
{
    if (s.n == 0 || s.p[0] < 'a' || s.p[0] > 'z')
        return false;
    for (size_t i = 1; i < s.n; i++)
        if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9') && s.p[i] != '_')
            return false;
    return true;
}

bool is_name(struct str s)
{
    return s.n <= PRACTICE_NAME_MOST && is_spelt_as_name(s);
}

static bool check_name(struct bind *b, struct mark at, struct str s)
{
    char room[INT_TEXT];

    if (is_name(s))
        return true;
    if (is_spelt_as_name(s))
        bind_wrong(b, at, &say_name_long, s, int_text(PRACTICE_NAME_MOST, room));
    else
        bind_wrong(b, at, &say_name, s, STR_NONE);
    return false;
}

bool bind_key_name(struct bind *b, const struct ynode *n)
{
    return check_name(b, n->key_mark, n->key);
}

static bool bounded(struct bind *b, const struct ynode *n, size_t most)
{
    char room[INT_TEXT];

    if (!bind_is_scalar(b, n))
        return false;
    if (n->text.n == 0) {
        bind_wrong(b, n->mark, &say_empty, STR_NONE, STR_NONE);
        return false;
    }
    if (utf8_count(n->text) <= most)
        return true;
    bind_wrong(b, n->mark, &say_long, int_text((int64_t)most, room), STR_NONE);
    return false;
}

bool bind_str(struct bind *b, const struct ynode *n, struct str *ret)
{
    if (!bounded(b, n, STR_MOST))
        return false;
    *ret = n->text;
    return true;
}

bool bind_name(struct bind *b, const struct ynode *n, struct str *ret)
{
    if (!bind_is_scalar(b, n) || !check_name(b, n->mark, n->text))
        return false;
    *ret = n->text;
    return true;
}

bool bind_bool(struct bind *b, const struct ynode *n, bool *ret)
{
    static const char *const yes[] = { "yes", "true", "是" }, *const no[] = { "no", "false", "否" };

    if (!bind_is_scalar(b, n))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
        if (str_is(n->text, yes[i])) {
            *ret = true;
            return true;
        }
        if (str_is(n->text, no[i])) {
            *ret = false;
            return true;
        }
    }
    bind_wrong(b, n->mark, &say_bool, n->text, STR_NONE);
    return false;
}

static bool bind_number(struct bind *b, const struct ynode *n, int64_t min, int64_t max,
                        int64_t *ret)
{
    int64_t v = 0;

    if (min == 0 && max == 0)
        max = INT32_MAX;
    if (!bind_is_scalar(b, n))
        return false;
    if (str_int(n->text, &v) != RC_OK || v < min || v > max) {
        bind_wrong(b, n->mark, &say_number,
                   arena_fmt(b->arena, "%lld..%lld", (long long)min, (long long)max), STR_NONE);
        return false;
    }
    *ret = v;
    return true;
}

bool bind_span(struct bind *b, const struct ynode *n, struct span *ret)
{
    if (!bind_is_scalar(b, n))
        return false;
    if (span_parse(n->text, ret) == RC_OK)
        return true;
    bind_wrong(b, n->mark, &say_span, n->text, STR_NONE);
    return false;
}

bool bind_word(struct bind *b, const struct ynode *n, const char *const *words, int32_t *ret)
{
    struct nearest near;
    struct str     all = STR_NONE;

    if (!bind_is_scalar(b, n))
        return false;
    near = nearest_to(b->found, n->text);
    for (int32_t i = 0; words[i]; i++) {
        if (str_is(n->text, words[i])) {
            *ret = i;
            return true;
        }
        nearest_try(&near, str_of(words[i]));
        all = arena_fmt(b->arena, "%.*s%s%s", STR_ARG(all), i ? ", " : "", words[i]);
    }
    find_wrong(b->found, n->mark, &say_word, n->text, all, near.best);
    return false;
}

static const struct say say_no_english =
    SAY("pack_no_english", "本包声明有英文（languages），这里没有：写 {zh: …, en: …}",
        "the pack says that it has English (`languages`) and this has none: write {zh: …, en: …}");

static const struct say say_blank =
    SAY("pack_text_blank", "{{0}}只在中文或英文里有：两种文字要填的应相同",
        "{{0}} stands in one language only: both are filled in alike");

/* A text without English where its pack promises it. */
static void check_english(struct bind *b, struct mark at, struct str en)
{
    for (size_t i = 0; i < b->english.n && !en.n && !b->paper && !b->checked; i++) {
        struct str pack = b->english.at[i];

        if (str_starts(at.file, pack) && at.file.n > pack.n && at.file.p[pack.n] == '/') {
            bind_wrong(b, at, &say_no_english, STR_NONE, STR_NONE);
            return;
        }
    }
}

/* What is filled in in one language is filled in in the other. */
static void check_blanks(struct bind *b, struct mark at, struct str in, struct str of)
{
    struct str name;

    while (text_blank(&of, &name))
        if (!text_has_blank(in, name)) {
            bind_wrong(b, at, &say_blank, name, STR_NONE);
            return;
        }
}

bool bind_text(struct bind *b, const struct ynode *n, struct text *ret)
{
    const struct ynode *zh = ynode_get(n, "zh"), *en = ynode_get(n, "en");
    struct text         t = { 0 };

    if (n->kind == Y_SCALAR) {
        if (!bounded(b, n, TEXT_MOST))
            return false;
        ret->zh = n->text;
        check_english(b, n->mark, STR_NONE);
        return true;
    }
    if (!zh || n->n != 1 + (size_t)(en != NULL)) {
        bind_wrong(b, n->mark, &say_text, STR_NONE, STR_NONE);
        return false;
    }
    if (!bounded(b, zh, TEXT_MOST) || (en && !bounded(b, en, TEXT_MOST)))
        return false;
    t.zh = zh->text;
    if (en)
        t.en = en->text;
    check_english(b, n->mark, t.en);
    if (t.en.n) {
        check_blanks(b, n->mark, t.en, t.zh);
        check_blanks(b, n->mark, t.zh, t.en);
    }
    *ret = t;
    return true;
}

void bind_names(struct bind *b, const struct ynode *n, const struct str **ret_at, size_t *ret_n)
{
    struct str *at;
    size_t      i = 0;

    if (n->kind == Y_MAP) {
        (void)bind_is_scalar(b, n);
        return;
    }
    if (!bind_few(b, n, SOME))
        return;
    at = ARENA_ARRAY(b->arena, struct str, bind_count(n) + 1);
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
        if (bind_str(b, m, &at[i]))
            i++;
    *ret_at = at;
    *ret_n  = i;
}

static void bind_texts_of(struct bind *b, const struct ynode *n, const struct text **ret_at,
                          size_t *ret_n)
{
    struct text *at = ARENA_ARRAY(b->arena, struct text, bind_count(n) + 1);
    size_t       i  = 0;

    if (!bind_few(b, n, SOME))
        return;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
        if (bind_text(b, m, &at[i]))
            i++;
    *ret_at = at;
    *ret_n  = i;
}

/* -- maps -- */

static void bind_int(struct bind *b, const struct ynode *n, const struct bkey *k, char *to)
{
    int64_t v;

    if (!bind_number(b, n, k->min, k->max, &v))
        return;
    if (k->kind == B_I64)
        *(int64_t *)(void *)to = v;
    else
        *(int32_t *)(void *)to = (int32_t)v;
}

static void bind_real(struct bind *b, const struct ynode *n, double *ret)
{
    if (bind_is_scalar(b, n) && str_real(n->text, ret) != RC_OK)
        bind_wrong(b, n->mark, &say_real, n->text, STR_NONE);
}

static void bind_key(struct bind *b, const struct ynode *n, const struct bkey *k, void *obj)
{
    char *base = obj, *to = base + k->at;

    switch (k->kind) {
    case B_TEXT:
        (void)bind_text(b, n, (struct text *)(void *)to);
        break;
    case B_STR:
        (void)bind_str(b, n, (struct str *)(void *)to);
        break;
    case B_NAME:
        (void)bind_name(b, n, (struct str *)(void *)to);
        break;
    case B_BOOL:
        (void)bind_bool(b, n, (bool *)to);
        break;
    case B_I32:
    case B_I64:
        bind_int(b, n, k, to);
        break;
    case B_REAL:
        bind_real(b, n, (double *)(void *)to);
        break;
    case B_SPAN:
        (void)bind_span(b, n, (struct span *)(void *)to);
        break;
    case B_WORD:
        (void)bind_word(b, n, k->words, (int32_t *)(void *)to);
        break;
    case B_NAMES:
        bind_names(b, n, (const struct str **)(void *)to, (size_t *)(void *)(base + k->at_n));
        break;
    case B_TEXTS:
        bind_texts_of(b, n, (const struct text **)(void *)to, (size_t *)(void *)(base + k->at_n));
        break;
    case B_FN:
        k->fn(b, n, obj);
        break;
    case B_LATER:
        break;
    }
}

static void no_key(struct bind *b, const struct ynode *m, const struct bkey *keys, size_t n_keys)
{
    struct nearest near = nearest_to(b->found, m->key);

    for (size_t i = 0; i < n_keys; i++)
        nearest_try(&near, str_of(keys[i].key));
    bind_meant(b, m->key_mark, &say_no_key, m->key, near);
}

void bind_map(struct bind *b, const struct ynode *n, const struct bkey *keys, size_t n_keys,
              void *obj)
{
    uint64_t given = 0;

    BUG_ON(n_keys > 64);
    if (!bind_is_map(b, n))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        size_t i = 0;

        while (i < n_keys && !str_is(m->key, keys[i].key))
            i++;
        if (i == n_keys) {
            no_key(b, m, keys, n_keys);
            continue;
        }
        given |= UINT64_C(1) << i;
        bind_key(b, m, &keys[i], obj);
    }
    for (size_t i = 0; i < n_keys; i++)
        if (keys[i].need && !(given >> i & 1))
            bind_wrong(b, n->mark, &say_missing, str_of(keys[i].key), STR_NONE);
}

void bind_titled(struct bind *b, const struct ynode *n, const struct bkey *keys, size_t n_keys,
                 void *obj, struct text *title)
{
    if (n->kind == Y_SCALAR || ynode_get(n, "zh"))
        (void)bind_text(b, n, title);
    else
        bind_map(b, n, keys, n_keys, obj);
}

/* Whether what begins at `at` was found wrong: then it needs no second finding. */
static bool wrong_since(const struct bind *b, struct mark at)
{
    const struct finding *last = b->found->list.n ? &b->found->list.at[b->found->list.n - 1] : NULL;

    return last && last->mark.line >= at.line && str_eq(last->mark.file, at.file);
}

void bind_title_default(struct bind *b, struct mark at, const char *kind, struct str name,
                        struct text *title)
{
    struct str key;
    size_t     i;

    if (title->zh.p)
        return;
    key = arena_fmt(b->arena, "%s.%.*s", kind, STR_ARG(name));
    i   = name_map_get(&b->texts, key);
    if (i != NAME_NONE)
        *title = b->p->texts[i].text;
    else if (!wrong_since(b, at))
        bind_wrong(b, at, &say_no_title, name, key);
}
