/* finding: what is wrong with a pack is told as file, line, column, sentence and suggestion. */
#include "practice/finding.h"
#include "base/utf8.h"

enum { SUGGEST_WITHIN = 3 };

struct nearest nearest_to(const struct findings *f, struct str wanted)
{
    /* a third of a word changed is another word */
    size_t most = wanted.n / 3 < SUGGEST_WITHIN ? wanted.n / 3 : SUGGEST_WITHIN;

    return (struct nearest){ .wanted   = wanted,
                             .distance = f->list.n < FINDINGS_MOST ? most + 1 : 0 };
}

void nearest_try(struct nearest *n, struct str name)
{
    size_t d;

    if (n->distance == 0)
        return;
    d = str_distance(n->wanted, name, n->distance - 1);
    if (d < n->distance) {
        n->distance = d;
        n->best     = name;
    }
}

/* A line that several processes share is told of once. */
static bool is_told(const struct findings *f, struct mark at, const struct say *say, struct str a0,
                    struct str a1)
{
    for (size_t i = 0; i < f->list.n; i++) {
        const struct finding *one = &f->list.at[i];

        if (one->say == say && one->mark.line == at.line && one->mark.col == at.col && at.line &&
            str_eq(one->mark.file, at.file) && str_eq(one->args[0], utf8_head(a0, 100)) &&
            str_eq(one->args[1], utf8_head(a1, 100)))
            return true;
    }
    return false;
}

static struct finding *add(struct findings *f, struct mark at, const struct say *say, struct str a0,
                           struct str a1)
{
    struct finding *one;

    if (f->list.n == FINDINGS_MOST || is_told(f, at, say, a0, a1))
        return NULL;
    one            = VEC_PUSH(f->arena, &f->list);
    *one           = (struct finding){ .mark = at, .say = say };
    one->args[0]   = arena_str(f->arena, utf8_head(a0, 100));
    one->args[1]   = arena_str(f->arena, utf8_head(a1, 100));
    one->mark.file = arena_str(f->arena, at.file);
    return one;
}

void find_wrong(struct findings *f, struct mark at, const struct say *say, struct str a0,
                struct str a1, struct str suggest)
{
    struct finding *one = add(f, at, say, a0, a1);

    if (one)
        one->suggest = arena_str(f->arena, suggest);
}

void find_warn(struct findings *f, struct mark at, const struct say *say, struct str a0,
               struct str a1)
{
    struct finding *one = add(f, at, say, a0, a1);

    if (one)
        one->warn = true;
}

void find_fault(struct findings *f, struct mark at, const struct fault *fault)
{
    struct finding *one = add(f, at, fault->say, STR_NONE, STR_NONE);
    const char     *arg = fault->args;

    for (size_t i = 0; one && i < ARRAY_LEN(one->args); i++) {
        one->args[i] = arena_str(f->arena, (struct str){ arg, fault->arg_n[i] });
        arg += fault->arg_n[i];
    }
}

bool findings_bad(const struct findings *f)
{
    for (size_t i = 0; i < f->list.n; i++)
        if (!f->list.at[i].warn)
            return true;
    return f->list.n == FINDINGS_MOST;
}

void finding_render(const struct finding *f, enum lang lang, struct buf *out)
{
    static const struct say meant = SAY("meant", "。是不是“{0}”？", "; did you mean \"{0}\"?");
    static const struct say warns = SAY("warns", "提醒：", "warning: ");

    buf_add(out, f->mark.file);
    if (f->mark.line) {
        buf_add1(out, ':');
        buf_addi(out, f->mark.line);
        buf_add1(out, ':');
        buf_addi(out, f->mark.col);
    }
    buf_addc(out, ": ");
    if (f->warn)
        say_render(&warns, lang, NULL, 0, out);
    say_render(f->say, lang, f->args, ARRAY_LEN(f->args), out);
    if (f->suggest.n)
        say_render(&meant, lang, &f->suggest, 1, out);
}
