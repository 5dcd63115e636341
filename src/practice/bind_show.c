/* bind_show: the public notice that stands while a case is in a step. */
#include "practice/bind.h"

static const struct say say_no_text =
    SAY("pack_no_text", "texts 中没有“{0}”", "there is no text '{0}'");

bool bind_words(struct bind *b, const struct ynode *n, struct text *ret)
{
    struct nearest near = nearest_to(b->found, n->text);
    size_t         i;

    if (n->kind != Y_SCALAR || !is_name(n->text))
        return bind_text(b, n, ret);
    i = name_map_get(&b->texts, n->text);
    if (i != NAME_NONE) {
        *ret = b->p->texts[i].text;
        return true;
    }
    for (i = 0; i < b->p->n_texts; i++)
        nearest_try(&near, b->p->texts[i].name);
    bind_meant(b, n->mark, &say_no_text, n->text, near);
    return false;
}

static void show_title(struct bind *b, const struct ynode *n, void *obj)
{
    (void)bind_words(b, n, &((struct show *)obj)->title);
}

static void show_text(struct bind *b, const struct ynode *n, void *obj)
{
    (void)bind_words(b, n, &((struct show *)obj)->words);
}

static void show_at(struct bind *b, const struct ynode *n, void *obj)
{
    struct str at;

    if (bind_name(b, n, &at) && !str_is(at, "place"))
        ((struct show *)obj)->at = at;
}

#define T struct show
static const struct bkey show_keys[] = {
    K_FN("title", show_title, .need = true),
    K_FN("words", show_text, .need = true),
    K_SOME(T, "what", B_NAMES, what),
    K_FN("at", show_at),
    K(T, "days", B_I32, days, .need = true, .min = 1, .max = 365),
    K(T, "objections", B_I32, objections, .min = 0, .max = 365),
    K(T, "comments", B_BOOL, comments),
};
#undef T

void bind_publicity(struct bind *b, const struct ynode *n, void *step)
{
    struct show *s = ARENA_NEW(b->arena, struct show);

    s->mark = n->mark;
    bind_map(b, n, show_keys, ARRAY_LEN(show_keys), s);
    ((struct step *)step)->show = s;
}
