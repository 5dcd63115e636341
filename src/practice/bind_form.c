/* bind_form: fields of forms: by name alone, or defined. */
#include "practice/bind.h"

static const struct say say_no_field =
    SAY("pack_no_field", "没有“{0}”这个字段；自己定义的字段要写明 is（种类）",
        "there is no field '{0}'; one of your own says what it `is`");
static const struct say say_need_may =
    SAY("pack_need_may", "应是 need（必填）、may（可填）或字段定义，不是“{0}”",
        "need, may or a definition was expected, not '{0}'");
static const struct say say_asked_twice =
    SAY("pack_asked_twice", "字段“{0}”要求了两次", "the field '{0}' is asked for twice");
static const struct say say_choices =
    SAY("pack_choices", "“{0}”是选择项，要写 choices", "'{0}' is a choice and needs `choices`");
static const struct say say_when_here =
    SAY("pack_when_here", "这里的字段不能带条件 when", "a field cannot have a `when` here");

static const struct say say_bounds =
    SAY("pack_bounds", "“{0}”的 min 大于 max", "of '{0}' min is larger than max");

#define NUMBER_MOST INT64_C(1000000000000)

/* What a kind is unless the pack says otherwise. */
struct kind_default {
    int64_t   min, max;
    enum keep keep;
    enum mask mask;
};
static const struct kind_default defaults[] = {
    [FORM_TEXT]       = { 0, 2000, KEEP_OFFICE, MASK_ALL },
    [FORM_INT]        = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_CHOICES]    = { 0, 50, KEEP_OFFICE, MASK_ALL },
    [FORM_REAL]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_MONEY]      = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_BOOL]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_DATE]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_TIME]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_CHOICE]     = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_PLACE]      = { 0, 0, KEEP_PUBLIC, MASK_ALL },
    [FORM_CLASS]      = { 0, 0, KEEP_PUBLIC, MASK_ALL },
    [FORM_GRADE]      = { 0, 0, KEEP_PUBLIC, MASK_ALL },
    [FORM_NAME]       = { 0, 50, KEEP_PERSONAL, MASK_NAME },
    [FORM_PHONE]      = { 0, 20, KEEP_PERSONAL, MASK_PHONE },
    [FORM_PAPER]      = { 0, 30, KEEP_SENSITIVE, MASK_PAPER },
    [FORM_ADDRESS]    = { 0, 200, KEEP_PERSONAL, MASK_ADDRESS },
    [FORM_ORG]        = { 0, 0, KEEP_PUBLIC, MASK_ALL },
    [FORM_ORGS]       = { 0, 20, KEEP_PUBLIC, MASK_ALL },
    [FORM_PHOTOS]     = { 0, 9, KEEP_OFFICE, MASK_ALL },
    [FORM_FILES]      = { 0, 9, KEEP_OFFICE, MASK_ALL },
    [FORM_MARK]       = { 1, 5, KEEP_OFFICE, MASK_ALL },
    [FORM_CASE]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_PARTIES]    = { 1, 20, KEEP_OFFICE, MASK_ALL },
    [FORM_EACH_PARTY] = { 0, 0, KEEP_OFFICE, MASK_ALL },
    [FORM_UNIT_MARKS] = { 1, 5, KEEP_OFFICE, MASK_ALL },
    [FORM_VOTE]       = { 0, 0, KEEP_OFFICE, MASK_ALL },
};

static const char *const keep_words[] = {
    "public", "office", "personal", "sensitive", "minor", NULL
};
static const char *const mask_words[] = { "all", "name", "phone", "paper", "address", NULL };

/* -- choices -- */

#define T struct choice
static const struct bkey choice_keys[] = {
    K(T, "title", B_TEXT, title),
    K(T, "stop", B_TEXT, stop),
};
#undef T

/* "{title: …, stop: …}"; the words themselves in two languages are a map too, of other keys. */
static bool is_defined(const struct ynode *n)
{
    return n->kind == Y_MAP && (ynode_get(n, "title") || ynode_get(n, "stop"));
}

void bind_choices(struct bind *b, const struct ynode *n, const char *kind, bool ends,
                  const struct choice **ret_at, size_t *ret_n)
{
    struct choice *at;
    size_t         i = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, MANY))
        return;
    at = ARENA_ARRAY(b->arena, struct choice, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (!bind_key_name(b, m))
            continue;
        at[i].code = m->key;
        if (ends && is_defined(m))
            bind_map(b, m, choice_keys, ARRAY_LEN(choice_keys), &at[i]);
        if ((m->kind == Y_SCALAR && m->text.n == 0) || (ends && is_defined(m)))
            bind_title_default(b, m->key_mark, kind, m->key, &at[i].title);
        else
            (void)bind_text(b, m, &at[i].title);
        i++;
    }
    *ret_at = at;
    *ret_n  = i;
}

static void choices_of_field(struct bind *b, const struct ynode *n, void *obj)
{
    struct form_field *f = obj;

    bind_choices(b, n, "choice", true, &f->choices, &f->n_choices);
}

/* -- one field -- */

static void when_of_field(struct bind *b, const struct ynode *n, void *obj)
{
    if (b->pr)
        bind_expr_later(b, n, E_BOOL, &((struct form_field *)obj)->when);
    else
        bind_wrong(b, n->key_mark, &say_when_here, STR_NONE, STR_NONE);
}

#define T struct form_field
static const struct bkey field_keys[] = {
    { .key = "is", .kind = B_LATER },
    K(T, "title", B_TEXT, title),
    K(T, "hint", B_TEXT, hint),
    K(T, "of", B_STR, of),
    K(T, "need", B_BOOL, need),
    K_FN("when", when_of_field),
    K(T, "min", B_I64, min, .min = -NUMBER_MOST, .max = NUMBER_MOST),
    K(T, "max", B_I64, max, .min = -NUMBER_MOST, .max = NUMBER_MOST),
    K_FN("choices", choices_of_field),
    K(T, "keep", B_WORD, keep, .words = keep_words),
    K(T, "mask", B_WORD, mask, .words = mask_words),
    K(T, "publish", B_BOOL, publish),
};
#undef T

/* What a name alone means here: the process's form, the pack's fields, the language's. */
static const struct form_field *known_field(struct bind *b, struct str name)
{
    const struct form_field *f = b->pr ? form_field(&b->pr->form, name) : NULL;
    size_t                   i;

    if (f)
        return f;
    i = name_map_get(&b->fields, name);
    return i != NAME_NONE ? &b->field_at[i] : form_builtin(name);
}

static void no_field(struct bind *b, struct mark at, struct str name)
{
    struct nearest near = nearest_to(b->found, name);

    for (size_t i = 0; b->pr && i < b->pr->form.n; i++)
        nearest_try(&near, b->pr->form.at[i].name);
    for (size_t i = 0; i < b->sections[SEC_FIELDS].list.n; i++)
        nearest_try(&near, b->sections[SEC_FIELDS].list.at[i].name);
    for (size_t i = 0; i < form_builtins()->n; i++)
        nearest_try(&near, form_builtins()->at[i].name);
    bind_meant(b, at, &say_no_field, name, near);
}

/* Begin with what is known of a name; conditions hold only where they were written. */
static bool begin_known(struct bind *b, struct mark at, struct str name, bool need,
                        struct form_field *ret)
{
    const struct form_field *f = known_field(b, name);

    if (!f) {
        no_field(b, at, name);
        return false;
    }
    *ret      = *f;
    ret->mark = at;
    ret->need = need;
    ret->when = NULL;
    return true;
}

static bool begin_kind(struct bind *b, const struct ynode *is, struct form_field *ret)
{
    int32_t kind;

    if (!bind_word(b, is, form_kind_words, &kind))
        return false;
    *ret = (struct form_field){ .name = ret->name,
                                .mark = ret->mark,
                                .need = ret->need,
                                .kind = (enum form_kind)kind,
                                .min  = defaults[kind].min,
                                .max  = defaults[kind].max,
                                .keep = defaults[kind].keep,
                                .mask = defaults[kind].mask };
    return true;
}

static bool define(struct bind *b, const struct ynode *n, bool need, struct form_field *ret)
{
    const struct ynode *is = ynode_get(n, "is");

    ret->name = n->key;
    ret->mark = n->key_mark;
    ret->need = need;
    if (is ? !begin_kind(b, is, ret) : !begin_known(b, n->key_mark, n->key, need, ret))
        return false;
    bind_map(b, n, field_keys, ARRAY_LEN(field_keys), ret);
    bind_title_default(b, n->key_mark, "field", n->key, &ret->title);
    if (ret->kind == FORM_GRADE && b->pr) {
        ret->choices   = b->pr->grades;
        ret->n_choices = b->pr->n_grades;
    }
    if ((ret->kind == FORM_CHOICE || ret->kind == FORM_CHOICES) && ret->n_choices == 0)
        bind_wrong(b, n->key_mark, &say_choices, n->key, STR_NONE);
    if (ret->keep == KEEP_PUBLIC)
        ret->publish = true;
    if (ynode_get(n, "min") && !ynode_get(n, "max") && !ret->max) /* a `max: 0` is one */
        ret->max = NUMBER_MOST;
    if (ret->min > ret->max)
        bind_wrong(b, n->key_mark, &say_bounds, n->key, STR_NONE);
    return true;
}

/* A member of a map: "phone: may", "people: {is: int, …}". */
static bool bind_field(struct bind *b, const struct ynode *n, bool need, struct form_field *ret)
{
    if (!bind_key_name(b, n))
        return false;
    if (n->kind != Y_SCALAR)
        return bind_is_map(b, n) && define(b, n, need, ret);
    if (n->text.n && !str_is(n->text, "need") && !str_is(n->text, "may")) {
        bind_wrong(b, n->mark, &say_need_may, n->text, STR_NONE);
        return false;
    }
    need = n->text.n ? str_is(n->text, "need") : need;
    return begin_known(b, n->key_mark, n->key, need, ret);
}

/* -- several -- */

size_t bind_form_count(const struct ynode *n)
{
    size_t sum = 0;

    if (n->kind == Y_MAP)
        return n->n;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
        sum += m->kind == Y_MAP ? m->n : 1;
    return sum;
}

/* at[*ret_n] was bound: it stays, unless there is one of that name. Fields are bound where they
 * stay, since a condition is put into its field later, when all names are known. */
static void add_field(struct bind *b, const struct form_field *at, size_t *ret_n)
{
    const struct form_field *f = &at[*ret_n];

    for (size_t i = 0; i < *ret_n; i++)
        if (str_eq(at[i].name, f->name)) {
            bind_wrong(b, f->mark, &say_asked_twice, f->name, STR_NONE);
            return;
        }
    (*ret_n)++;
}

static void add_map(struct bind *b, const struct ynode *n, bool need, struct form_field *at,
                    size_t *ret_n)
{
    if (!bind_few(b, n, SOME))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        at[*ret_n] = (struct form_field){ 0 };
        if (bind_field(b, m, need, &at[*ret_n]))
            add_field(b, at, ret_n);
    }
}

void bind_form_add(struct bind *b, const struct ynode *n, bool need, struct form_field *at,
                   size_t *ret_n)
{
    if (n->kind == Y_LIST && !bind_few(b, n, SOME))
        return;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m)) {
        if (m->kind == Y_MAP) {
            add_map(b, m, need, at, ret_n);
            continue;
        }
        at[*ret_n] = (struct form_field){ 0 };
        if (bind_is_scalar(b, m) && begin_known(b, m->mark, m->text, need, &at[*ret_n]))
            add_field(b, at, ret_n);
    }
}

/* In a list each is needed; in a map what says so. */
void bind_form(struct bind *b, const struct ynode *n, struct form *ret)
{
    struct form_field *at = ARENA_ARRAY(b->arena, struct form_field, bind_form_count(n) + 1);
    size_t             i  = 0;

    bind_form_add(b, n, n->kind != Y_MAP, at, &i);
    *ret = (struct form){ at, i };
}

/* The pack's own fields, which any process may ask for by name. */
void bind_fields(struct bind *b)
{
    const struct section *s = &b->sections[SEC_FIELDS];

    b->field_at = ARENA_ARRAY(b->arena, struct form_field, s->list.n + 1);
    for (size_t i = 0; i < s->list.n; i++)
        if (bind_is_map(b, s->list.at[i].node) &&
            define(b, s->list.at[i].node, false, &b->field_at[i]))
            name_map_put(&b->fields, b->arena, s->list.at[i].name, i);
}

struct ename field_ename(struct arena *a, const char *prefix, const struct form_field *f)
{
    static const enum etype types[] = {
        [FORM_TEXT] = E_TEXT,      [FORM_INT] = E_NUM,      [FORM_REAL] = E_NUM,
        [FORM_MONEY] = E_NUM,      [FORM_BOOL] = E_BOOL,    [FORM_DATE] = E_DATE,
        [FORM_TIME] = E_TEXT,      [FORM_CHOICE] = E_TEXT,  [FORM_CHOICES] = E_LIST,
        [FORM_PLACE] = E_TEXT,     [FORM_CLASS] = E_TEXT,   [FORM_GRADE] = E_TEXT,
        [FORM_NAME] = E_TEXT,      [FORM_PHONE] = E_TEXT,   [FORM_PAPER] = E_TEXT,
        [FORM_ADDRESS] = E_TEXT,   [FORM_ORG] = E_TEXT,     [FORM_ORGS] = E_LIST,
        [FORM_PHOTOS] = E_LIST,    [FORM_FILES] = E_LIST,   [FORM_MARK] = E_NUM,
        [FORM_CASE] = E_TEXT,      [FORM_PARTIES] = E_LIST, [FORM_EACH_PARTY] = E_TEXT,
        [FORM_UNIT_MARKS] = E_NUM, [FORM_VOTE] = E_TEXT,
    };

    return (struct ename){ .name = arena_fmt(a, "%s%.*s", prefix, STR_ARG(f->name)),
                           .type = types[f->kind],
                           .tree = f->kind == FORM_CLASS };
}
