/* check_class: classes inherit from those above; their rules and limits can be met. */
#include "base/utf8.h"
#include "practice/check_hold.h"

static const struct say say_circle =
    SAY("pack_class_circle", "类别“{0}”绕一圈又在自己下面，或超过{1}层",
        "the class '{0}' lies below itself in a circle, or deeper than {1}");
static const struct say say_no_step = SAY("pack_limit_step", "时限所指的步骤“{0}”在流程“{1}”中没有",
                                          "the limit's step '{0}' is not in the process '{1}'");
static const struct say say_limit_process = SAY("pack_limit_process", "类别“{0}”有时限却没有流程",
                                                "the class '{0}' has limits and no process");
static const struct say say_shadowed =
    SAY("pack_shadowed", "这一条永远用不上：{0}处的规则在它之前总是成立",
        "this rule is never used: the one at {0} always fits before it");

static const struct say say_short_word =
    SAY("pack_also_short", "其他说法“{0}”太短：一个字什么都像，至少两个字",
        "the other word '{0}' is too short: one character fits everything, two at least");
static const struct say say_word_twice =
    SAY("pack_also_twice", "其他说法“{0}”写了两次", "the other word '{0}' stands there twice");
static const struct say say_word_title =
    SAY("pack_also_title", "其他说法“{0}”就是名称", "the other word '{0}' is the title itself");

enum { CLASS_DEPTH = 12 };

/* -- classes -- */

/* A circle is deep, too. */
static bool too_deep(struct check *c, const struct case_class *k)
{
    int depth = 0;

    while (k && k->above.p && depth <= CLASS_DEPTH) {
        k = practice_class(c->p, k->above);
        depth++;
    }
    return depth > CLASS_DEPTH;
}

static bool is_whole(struct check *c)
{
    bool ok = true;
    char room[INT_TEXT];

    for (size_t i = 0; i < c->p->n_classes; i++) {
        const struct case_class *k = &c->p->classes[i];

        if (k->above.p && !check_class_code(c, k->mark, k->above)) {
            ok = false;
        } else if (too_deep(c, k)) {
            check_wrong(c, k->mark, &say_circle, k->code, int_text(CLASS_DEPTH, room));
            return false;
        }
    }
    return ok;
}

/* Those above must have inherited before; `done` says who has. */
static void inherit(struct check *c, struct case_class *all, size_t i, bool *done)
{
    struct case_class       *k = &all[i];
    const struct case_class *up;

    if (done[i])
        return;
    done[i] = true;
    up      = k->above.p ? practice_class(c->p, k->above) : NULL;
    if (!up)
        return;
    inherit(c, all, (size_t)(up - c->p->classes), done);
    all[up - c->p->classes].leaf = false;
    if (!k->process.p)
        k->process = up->process;
    if (!k->unit_kind.p)
        k->unit_kind = up->unit_kind;
    if (k->near_m == NONE_I32)
        k->near_m = up->near_m;
    if (k->n_limits == 0) {
        k->limits   = up->limits;
        k->n_limits = up->n_limits;
    }
}

static void check_limits(struct check *c, const struct case_class *k)
{
    const struct process *pr = k->process.p ? practice_process(c->p, k->process) : NULL;

    if (k->n_limits && !k->process.p)
        check_wrong(c, k->mark, &say_limit_process, k->code, STR_NONE);
    for (size_t i = 0; pr && i < k->n_limits; i++) {
        struct nearest near = nearest_to(c->found, k->limits[i].step);

        if (k->limits[i].grade.p)
            (void)check_grade(c, k->mark, pr, k->limits[i].grade);
        if (!k->limits[i].step.p || process_step(pr, k->limits[i].step) >= 0)
            continue;
        for (size_t s = 0; s < pr->n_steps; s++)
            nearest_try(&near, pr->steps[s].name);
        find_wrong(c->found, k->mark, &say_no_step, k->limits[i].step, pr->name, near.best);
    }
}

/* Other words are sought in what people write: each of some length, none for nothing. */
static void check_also(struct check *c, const struct case_class *k)
{
    struct str left = k->also, word, rest, other;

    while (left.p && str_split(&left, ' ', &word)) {
        if (!word.n)
            continue;
        if (utf8_count(word) < 2)
            check_wrong(c, k->mark, &say_short_word, word, STR_NONE);
        if (str_eq(word, k->title.zh) || str_eq(word, k->title.en))
            check_wrong(c, k->mark, &say_word_title, word, STR_NONE);
        rest = left;
        while (rest.p && str_split(&rest, ' ', &other))
            if (str_eq(word, other)) {
                check_wrong(c, k->mark, &say_word_twice, word, STR_NONE);
                break;
            }
    }
}

void check_classes(struct check *c)
{
    size_t             n   = c->p->n_classes;
    struct case_class *all = (struct case_class *)(uintptr_t)c->p->classes;
    bool              *done;

    if (!is_whole(c))
        return;
    done = ARENA_ARRAY(c->p->arena, bool, n + 1);
    for (size_t i = 0; i < n; i++)
        all[i].leaf = true;
    for (size_t i = 0; i < n; i++)
        inherit(c, all, i, done);
    for (size_t i = 0; i < n; i++) {
        const struct case_class *k  = &all[i];
        const struct case_class *up = k->above.p ? practice_class(c->p, k->above) : NULL;

        check_also(c, k);
        /* What is inherited was found wrong where it was written. */
        if (k->process.p && !(up && str_eq(up->process, k->process)) &&
            !check_process_name(c, k->mark, k->process))
            continue;
        if (k->unit_kind.p && !(up && str_eq(up->unit_kind, k->unit_kind)))
            (void)check_org_kind(c, k->mark, k->unit_kind);
        if (!up || up->limits != k->limits || !str_eq(up->process, k->process))
            check_limits(c, k);
    }
}

/* -- the rules that suggest a unit -- */

/* Whether `b` is never reached when `a` stands before it. A rule by kind is passed over where no
 * such organisation covers the place, so only the same kind shadows. */
static bool shadows(const struct dispatch_rule *a, const struct dispatch_rule *b)
{
    bool value = true;
    bool fits  = !a->when || (expr_constant(a->when, &value) && value) ||
                (b->when && str_eq(expr_text(a->when), expr_text(b->when)));

    return fits && (a->org_code.p || (b->org_kind.p && str_eq(a->org_kind, b->org_kind)));
}

void check_dispatch(struct check *c)
{
    const struct dispatch_rule *r = c->p->dispatch;

    for (size_t i = 0; i < c->p->n_dispatch; i++) {
        if (r[i].org_kind.p)
            (void)check_org_kind(c, r[i].mark, r[i].org_kind);
        (void)check_condition(c, r[i].mark, r[i].when, NULL);
        for (size_t k = 0; k < i; k++)
            if (shadows(&r[k], &r[i])) {
                check_wrong(
                    c, r[i].mark, &say_shadowed,
                    arena_fmt(c->found->arena, "%.*s:%u", STR_ARG(r[k].mark.file), r[k].mark.line),
                    STR_NONE);
                break;
            }
    }
}
