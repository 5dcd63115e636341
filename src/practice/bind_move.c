/* bind_move: what can be done at a step, and where it leads. */
#include "practice/bind.h"

static const struct say say_no_target =
    SAY("pack_no_target", "没有“{0}”这个步骤（结局写作 end.名称，留在原步骤写 stay）",
        "there is no step '{0}' (an end is written end.NAME, staying is stay)");
static const struct say say_no_end =
    SAY("pack_no_end", "没有“{0}”这个结局", "there is no end '{0}'");
static const struct say say_then =
    SAY("pack_then", "then 要与 calls 一起写", "`then` and `calls` belong together");
static const struct say say_with =
    SAY("pack_with", "with 要与 calls 一起写（opens 的写在流程名下）",
        "`with` belongs to `calls`; what `opens` gives is written below the name of the process");

static bool target_end(struct bind *b, const struct ynode *n, struct str name, int32_t *ret_to)
{
    int32_t        i    = process_end(b->pr, name);
    struct nearest near = nearest_to(b->found, name);

    if (i >= 0) {
        *ret_to = TO_END + i;
        return true;
    }
    for (size_t k = 0; k < b->pr->n_ends; k++)
        nearest_try(&near, b->pr->ends[k].name);
    bind_meant(b, n->mark, &say_no_end, name, near);
    return false;
}

bool bind_target(struct bind *b, const struct ynode *n, int32_t *ret_to)
{
    struct nearest near;
    int32_t        step;

    if (!bind_is_scalar(b, n))
        return false;
    if (str_is(n->text, "stay")) {
        *ret_to = TO_STAY;
        return true;
    }
    if (str_starts(n->text, S("end.")))
        return target_end(b, n, str_skip(n->text, 4), ret_to);
    step = process_step(b->pr, n->text);
    if (step >= 0) {
        *ret_to = step;
        return true;
    }
    near = nearest_to(b->found, n->text);
    for (size_t i = 0; i < b->pr->n_steps; i++)
        nearest_try(&near, b->pr->steps[i].name);
    bind_meant(b, n->mark, &say_no_target, n->text, near);
    return false;
}

/* -- the keys of a move -- */

static void move_to(struct bind *b, const struct ynode *n, void *obj)
{
    struct move *m = obj;

    if (bind_target(b, n, &m->to) && m->to != TO_STAY)
        m->scope = MOVE_CASE;
}

static void move_who(struct bind *b, const struct ynode *n, void *obj)
{
    bind_who(b, n, &((struct move *)obj)->who);
}

static void move_when(struct bind *b, const struct ynode *n, void *obj)
{
    bind_expr_later(b, n, E_BOOL, &((struct move *)obj)->when);
}

static void move_level(struct bind *b, const struct ynode *n, void *obj)
{
    static const char *const words[] = { "back", "same", "next", NULL };
    int32_t                  i;

    if (bind_word(b, n, words, &i))
        ((struct move *)obj)->level = i - 1;
}

static void move_then(struct bind *b, const struct ynode *n, void *obj)
{
    struct move        *m   = obj;
    struct on_end      *at  = ARENA_ARRAY(b->arena, struct on_end, n->n + 1);
    const struct ynode *any = ynode_get(n, "any");
    size_t              i   = 0;

    if (n->kind == Y_SCALAR) {
        i = bind_target(b, n, &at[0].to);
    } else if (bind_is_map(b, n) && bind_few(b, n, SOME)) {
        for (const struct ynode *k = n->first; k; k = k->next) {
            at[i].end = k->key;
            if (k != any && bind_target(b, k, &at[i].to))
                i++;
        }
        at[i].end = STR_NONE;
        if (any && bind_target(b, any, &at[i].to))
            i++;
    }
    m->then   = at;
    m->n_then = i;
}

static void move_set(struct bind *b, const struct ynode *n, void *obj)
{
    struct move   *m = obj;
    struct setter *at;
    size_t         i = 0;

    if (!bind_is_map(b, n) || !bind_few(b, n, FEW))
        return;
    at = ARENA_ARRAY(b->arena, struct setter, n->n + 1);
    for (const struct ynode *k = n->first; k; k = k->next, i++) {
        at[i].name = k->key;
        bind_set_later(b, k, &at[i]);
    }
    m->sets   = at;
    m->n_sets = i;
}

/* tell: initiator — or with the words: {initiator: refused} — or a list of both. */
static void tell_one(struct bind *b, const struct ynode *n, struct tell *at, size_t *ret_n)
{
    if (n->kind != Y_MAP) {
        bind_who(b, n, &at[(*ret_n)++].who);
        return;
    }
    for (const struct ynode *m = n->first; m; m = m->next) {
        struct ynode who = { .kind = Y_SCALAR, .text = m->key, .mark = m->key_mark };
        struct tell *t   = &at[(*ret_n)++];

        bind_who(b, &who, &t->who);
        (void)bind_str(b, m, &t->text);
    }
}

static void move_tell(struct bind *b, const struct ynode *n, void *obj)
{
    struct move *m  = obj;
    struct tell *at = ARENA_ARRAY(b->arena, struct tell, bind_form_count(n) + 1);

    m->n_tells = 0;
    if (!bind_few(b, n, FEW))
        return;
    for (const struct ynode *k = bind_first(n); k; k = bind_next(n, k))
        tell_one(b, k, at, &m->n_tells);
    m->tells = at;
}

static const char *const scope_words[] = { "case", "task", "note", NULL };

#define T struct move
static const struct bkey move_keys[] = {
    K(T, "title", B_TEXT, title),
    K_FN("to", move_to),
    K(T, "scope", B_WORD, scope, .words = scope_words),
    K(T, "main", B_BOOL, main),
    K_FN("who", move_who),
    K_FN("when", move_when),
    { .key = "need", .kind = B_LATER },
    { .key = "may", .kind = B_LATER },
    K(T, "most", B_I32, most, .min = 1, .max = 999),
    K(T, "pauses", B_NAME, pauses),
    K(T, "resumes", B_NAME, resumes),
    K_FN("level", move_level),
    K(T, "merges", B_BOOL, merges),
    K(T, "signs", B_BOOL, signs),
    K(T, "issues", B_NAME, issues),
    K(T, "annuls", B_NAME, annuls),
    K(T, "calls", B_NAME, calls),
    K_FN("then", move_then),
    { .key = "with", .kind = B_LATER },
    K_FN("opens", bind_opens),
    K_FN("set", move_set),
    K_FN("tell", move_tell),
};
#undef T

static void move_form(struct bind *b, const struct ynode *n, struct move *m)
{
    const struct ynode *need = ynode_get(n, "need"), *may = ynode_get(n, "may");
    size_t most = (need ? bind_form_count(need) : 0) + (may ? bind_form_count(may) : 0), i = 0;
    struct form_field *at = ARENA_ARRAY(b->arena, struct form_field, most + 1);

    if (need)
        bind_form_add(b, need, true, at, &i);
    if (may)
        bind_form_add(b, may, false, at, &i);
    m->form = (struct form){ at, i };
}

static void bind_move(struct bind *b, const struct ynode *n, struct move *m)
{
    const struct ynode *scope = ynode_get(n, "scope"), *with = ynode_get(n, "with");

    *m = (struct move){ .name = n->key, .mark = n->key_mark, .to = TO_STAY, .scope = MOVE_NOTE };
    if (n->kind == Y_SCALAR) { /* "accept: dispatch" */
        move_to(b, n, m);
    } else {
        bind_map(b, n, move_keys, ARRAY_LEN(move_keys), m);
        move_form(b, n, m);
    }
    if (m->calls.p && !scope)
        m->scope = MOVE_CASE;
    if (scope) /* whatever `to` made of it */
        (void)bind_word(b, scope, scope_words, (int32_t *)&m->scope);
    if (with && !m->calls.p)
        bind_wrong(b, with->key_mark, &say_with, STR_NONE, STR_NONE);
    else if (with)
        bind_with(b, with, m->calls, &m->with, &m->n_with);
    if (!m->calls.p != !m->n_then)
        bind_wrong(b, m->mark, &say_then, STR_NONE, STR_NONE);
    bind_title_default(b, m->mark, "move", m->name, &m->title);
}

void bind_moves(struct bind *b, const struct ynode *n, struct step *step)
{
    struct move *at;
    size_t       i    = 0;
    bool         main = false;

    if (!bind_is_map(b, n) || !bind_few(b, n, SOME))
        return;
    at = ARENA_ARRAY(b->arena, struct move, n->n + 1);
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (!bind_key_name(b, m))
            continue;
        bind_move(b, m, &at[i]);
        main = main || at[i].main;
        i++;
    }
    if (i && !main)
        at[0].main = true;
    step->moves   = at;
    step->n_moves = i;
}
