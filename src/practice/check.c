/* check: names that are used exist. */
#include "practice/check.h"

static const struct say say_no_place =
    SAY("pack_no_place_kind", "没有“{0}”这一类地方", "there is no kind of place '{0}'");
static const struct say say_no_org =
    SAY("pack_no_org_kind", "没有“{0}”这一类组织", "there is no kind of organisation '{0}'");
static const struct say say_no_post =
    SAY("pack_no_post", "没有“{0}”这个岗位", "there is no post '{0}'");
static const struct say say_no_process =
    SAY("pack_no_process", "没有“{0}”这个流程", "there is no process '{0}'");
static const struct say say_no_class =
    SAY("pack_no_class", "没有“{0}”这个类别", "there is no class '{0}'");
static const struct say say_no_field =
    SAY("pack_no_case_field", "这个流程没有“{0}”这个字段", "this process has no field '{0}'");
static const struct say say_no_grade =
    SAY("pack_no_grade", "流程“{1}”没有“{0}”这个等级", "the process '{1}' has no grade '{0}'");
static const struct say say_no_value =
    SAY("pack_no_value", "“{0}”不会等于“{1}”", "'{0}' is never '{1}'");

void check_wrong(struct check *c, struct mark at, const struct say *say, struct str a0,
                 struct str a1)
{
    find_wrong(c->found, at, say, a0, a1, STR_NONE);
}

void check_warn(struct check *c, struct mark at, const struct say *say, struct str a0,
                struct str a1)
{
    find_warn(c->found, at, say, a0, a1);
}

static bool no_such(struct check *c, struct mark at, const struct say *say, struct str name,
                    const struct nearest *near)
{
    find_wrong(c->found, at, say, name, STR_NONE, near->best);
    return false;
}

bool check_place_kind(struct check *c, struct mark at, struct str name)
{
    struct nearest near = nearest_to(c->found, name);

    if (practice_place_kind(c->p, name))
        return true;
    for (size_t i = 0; i < c->p->n_place_kinds; i++)
        nearest_try(&near, c->p->place_kinds[i].name);
    return no_such(c, at, &say_no_place, name, &near);
}

bool check_org_kind(struct check *c, struct mark at, struct str name)
{
    struct nearest near = nearest_to(c->found, name);

    if (practice_org_kind(c->p, name))
        return true;
    for (size_t i = 0; i < c->p->n_org_kinds; i++)
        nearest_try(&near, c->p->org_kinds[i].name);
    return no_such(c, at, &say_no_org, name, &near);
}

bool check_post(struct check *c, struct mark at, struct str name)
{
    struct nearest near = nearest_to(c->found, name);

    if (practice_post(c->p, name))
        return true;
    for (size_t i = 0; i < c->p->n_posts; i++)
        nearest_try(&near, c->p->posts[i].name);
    return no_such(c, at, &say_no_post, name, &near);
}

bool check_process_name(struct check *c, struct mark at, struct str name)
{
    struct nearest near = nearest_to(c->found, name);

    if (practice_process(c->p, name))
        return true;
    for (size_t i = 0; i < c->p->n_processes; i++)
        nearest_try(&near, c->p->processes[i].name);
    return no_such(c, at, &say_no_process, name, &near);
}

bool check_class_code(struct check *c, struct mark at, struct str code)
{
    struct nearest near = nearest_to(c->found, code);

    if (practice_class(c->p, code))
        return true;
    for (size_t i = 0; i < c->p->n_classes; i++)
        nearest_try(&near, c->p->classes[i].code);
    return no_such(c, at, &say_no_class, code, &near);
}

bool check_field(struct check *c, struct mark at, struct str name, const struct form_field **ret)
{
    struct nearest near = nearest_to(c->found, name);

    *ret = form_field(&c->pr->fields, name);
    if (*ret)
        return true;
    for (size_t i = 0; i < c->pr->fields.n; i++)
        nearest_try(&near, c->pr->fields.at[i].name);
    return no_such(c, at, &say_no_field, name, &near);
}

bool check_grade(struct check *c, struct mark at, const struct process *pr, struct str grade)
{
    struct nearest near = nearest_to(c->found, grade);

    for (size_t i = 0; i < pr->n_grades; i++) {
        if (str_eq(pr->grades[i].code, grade))
            return true;
        nearest_try(&near, pr->grades[i].code);
    }
    find_wrong(c->found, at, &say_no_grade, grade, pr->name, near.best);
    return false;
}

bool post_may_be_at(const struct practice *p, const struct post *post, struct str kind)
{
    for (size_t i = 0; i < post->n_at; i++)
        if (str_eq(post->at[i], kind) || practice_org_is(p, kind, post->at[i]))
            return true;
    return false;
}

/* -- texts in expressions -- */

struct usage {
    struct check      *c;
    struct mark        at;
    const struct form *answers; /* names are its fields; NULL: they are those of a case */
};

static void case_text(struct usage *u, size_t name, struct str text)
{
    struct check *c = u->c;

    switch ((enum case_name)name) {
    case CN_CLASS:
        (void)check_class_code(c, u->at, text);
        break;
    case CN_GRADE:
        if (c->pr)
            (void)check_grade(c, u->at, c->pr, text);
        break;
    case CN_CHANNEL:
        if (!str_is_word(text, channel_words))
            check_wrong(c, u->at, &say_no_value, S("channel"), text);
        break;
    case CN_PLACE_KIND:
        (void)check_place_kind(c, u->at, text);
        break;
    case CN_UNIT_KIND:
        (void)check_org_kind(c, u->at, text);
        break;
    case CN_NOTICE:
        if (!str_is_word(text, notice_words))
            check_wrong(c, u->at, &say_no_value, S("notice"), text);
        break;
    default:
        break;
    }
}

static void field_text(struct usage *u, const struct form_field *f, struct str text)
{
    if (f->kind == FORM_CLASS) {
        (void)check_class_code(u->c, u->at, text);
        return;
    }
    if (f->kind == FORM_EACH_PARTY) {
        if (!str_is_word(text, each_party_words))
            check_wrong(u->c, u->at, &say_no_value, f->name, text);
        return;
    }
    if (f->kind == FORM_VOTE) {
        check_vote_word(u->c, u->at, f, text);
        return;
    }
    if (f->kind != FORM_CHOICE && f->kind != FORM_CHOICES)
        return;
    for (size_t i = 0; i < f->n_choices; i++)
        if (str_eq(f->choices[i].code, text))
            return;
    check_wrong(u->c, u->at, &say_no_value, f->name, text);
}

static void use(void *ctx, size_t name, struct str text, bool within)
{
    struct usage *u = ctx;

    (void)within;
    if (u->answers) {
        if (text.p)
            field_text(u, &u->answers->at[name], text);
        return;
    }
    if (name == CN_NOTICE || name == CN_OBJECTIONS || name == CN_OBJECTIONS_OPEN)
        check_shown(u->c, u->at, (enum case_name)name);
    if (!text.p)
        return;
    if (name < CN_COUNT)
        case_text(u, name, text);
    else
        field_text(u, &u->c->pr->fields.at[name - CN_COUNT], text);
}

void check_expr(struct check *c, struct mark at, const struct expr *e)
{
    struct usage u = { c, at, NULL };

    if (e)
        expr_uses(e, use, &u);
}

void check_answers(struct check *c, struct mark at, const struct expr *e, const struct form *of)
{
    struct usage u = { c, at, of };

    if (e)
        expr_uses(e, use, &u);
}

void practice_check(struct practice *p, bool (*cap_ok)(struct str word), struct findings *found)
{
    struct check c = { .p = p, .cap_ok = cap_ok, .found = found };

    check_scheme(&c);
    check_classes(&c);
    check_dispatch(&c);
    check_documents(&c);
    check_processes(&c);
    check_endless(&c);
}
