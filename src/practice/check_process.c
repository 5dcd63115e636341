/* check_process: a process as a whole, and what the public may read of it. */
#include "practice/check_hold.h"
#include "practice/name_map.h"

static const struct say say_prefix = SAY("pack_same_prefix", "编号前缀“{0}”与流程“{1}”相同",
                                         "the prefix '{0}' is also that of the process '{1}'");
static const struct say say_open_case =
    SAY("pack_open_case", "打开事项时还没有办理单位，open 里不能写 case.unit 或 form.字段",
        "when a case is opened it has no unit yet: `open` cannot name case.unit or form.FIELD");
static const struct say say_open_parties =
    SAY("pack_open_parties", "打开事项时还没有当事人，open 里不能写 parties",
        "when a case is opened it has no parties yet: `open` cannot name them");
static const struct say say_ladder =
    SAY("pack_ladder", "ladder 应由低到高，“{0}”不在“{1}”之上",
        "the ladder goes from low to high: '{0}' is not above '{1}'");
static const struct say say_joint = SAY("pack_joint", "步骤“{0}”只有一方办理，谈不上 joint",
                                        "the step '{0}' has one actor only, so it is not joint");
static const struct say say_no_published = SAY("pack_no_published", "不能公开“{0}”：没有这个字段",
                                               "'{0}' cannot be published: there is no such field");
static const struct say say_not_public =
    SAY("pack_not_public",
        "字段“{0}”没有定为公开：写 keep: public，或 publish: yes（按 mask 遮盖后公开）",
        "the field '{0}' is not classed as public: write keep: public, or publish: yes (it is then "
        "masked)");
static const struct say say_never_public =
    SAY("pack_never_public", "字段“{0}”是敏感信息或未成年人信息，不得公开",
        "the field '{0}' is sensitive or a minor's: it is never published");
static const struct say say_confidential =
    SAY("pack_confidential", "保密的流程“{0}”不能公开",
        "the process '{0}' is confidential and cannot be published");
static const struct say say_reopen =
    SAY("pack_reopen", "重新打开后要去往一个步骤", "what is opened again goes to a step");

/* What of a case may be published without being a field. */
static const char *const case_words[] = { "number", "title", "class",  "place",  "grade", "step",
                                          "end",    "unit",  "opened", "closed", "due",   NULL };

static void check_one_published(struct check *c, struct str what)
{
    const struct form_field *f    = form_field(&c->pr->fields, what);
    struct nearest           near = nearest_to(c->found, what);

    for (size_t i = 0; case_words[i]; i++) {
        if (str_is(what, case_words[i]))
            return;
        nearest_try(&near, str_of(case_words[i]));
    }
    for (size_t i = 0; i < c->pr->fields.n; i++)
        nearest_try(&near, c->pr->fields.at[i].name);
    if (!f) /* the words of a case are its own, but not for everybody */
        f = form_field(&c->pr->form, what);
    if (!f)
        find_wrong(c->found, c->pr->publish.mark, &say_no_published, what, STR_NONE, near.best);
    else if (f->keep >= KEEP_SENSITIVE)
        check_wrong(c, c->pr->publish.mark, &say_never_public, what, STR_NONE);
    else if (!f->publish)
        check_wrong(c, c->pr->publish.mark, &say_not_public, what, STR_NONE);
}

static void check_publish(struct check *c)
{
    if (!c->pr->publish.on)
        return;
    if (c->pr->confidential)
        check_wrong(c, c->pr->publish.mark, &say_confidential, c->pr->name, STR_NONE);
    for (size_t i = 0; i < c->pr->publish.n_what; i++)
        check_one_published(c, c->pr->publish.what[i]);
}

static void check_open(struct check *c)
{
    const struct who_list *open = &c->pr->open;

    for (size_t i = 0; i < open->n; i++)
        if (open->at[i].kind == WHO_POST &&
            (open->at[i].at == AT_UNIT || open->at[i].at == AT_UNITS || open->at[i].at == AT_FIELD))
            check_wrong(c, open->at[i].mark, &say_open_case, STR_NONE, STR_NONE);
    for (size_t i = 0; i < open->n; i++)
        if (open->at[i].kind == WHO_PARTIES) {
            check_wrong(c, open->at[i].mark, &say_open_parties, STR_NONE, STR_NONE);
            return;
        }
    if (open->mark.line)
        check_who(c, open);
}

static void check_ladder(struct check *c)
{
    const struct process *pr = c->pr;

    for (size_t i = 0; i < pr->n_ladder; i++) {
        const struct place_kind *k = practice_place_kind(c->p, pr->ladder[i]), *below;

        if (!check_place_kind(c, pr->mark, pr->ladder[i]) || i == 0)
            continue;
        below = practice_place_kind(c->p, pr->ladder[i - 1]);
        if (below && below->rank <= k->rank)
            check_wrong(c, pr->mark, &say_ladder, k->name, below->name);
    }
}

/* Several act only where several may be meant. */
static bool may_be_several(const struct step *s)
{
    if (s->who.n != 1)
        return s->who.n > 1;
    if (s->who.at[0].kind == WHO_PARTIES)
        return true;
    return s->who.at[0].kind == WHO_POST &&
           (s->who.at[0].at == AT_UNITS || s->who.at[0].at == AT_FIELD);
}

static void check_steps(struct check *c)
{
    for (size_t i = 0; i < c->pr->n_steps; i++) {
        c->step = &c->pr->steps[i];
        if (c->step->who.mark.line)
            check_who(c, &c->step->who);
        check_party_step(c);
        if (c->step->joint && !may_be_several(c->step))
            check_wrong(c, c->step->mark, &say_joint, c->step->name, STR_NONE);
        for (size_t k = 0; k < c->step->n_clocks; k++)
            check_clock(c, &c->step->clocks[k]);
        check_moves(c);
        check_given(c);
        check_show(c);
    }
    c->step = NULL;
}

static void check_evaluate(struct check *c)
{
    const struct evaluate *e = &c->pr->evaluate;

    (void)check_condition(c, e->reopen_mark, e->reopen, &(struct asked_of){ .answers = &e->asks });
    if (e->reopen && (e->reopen_to < 0 || e->reopen_to >= TO_END))
        check_wrong(c, e->reopen_mark, &say_reopen, STR_NONE, STR_NONE);
}

static bool suggests(const struct process *pr)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        if (pr->steps[i].suggest_unit)
            return true;
    return false;
}

static void add_kind(struct check *c, struct name_map *had, struct str kind)
{
    if (practice_org_kind(c->p, kind) && name_map_put(had, c->p->arena, kind, 0) == NAME_NONE)
        *VEC_PUSH(c->p->arena, &c->unit_kinds) = kind;
}

/* What its unit may turn out to be when nobody chooses otherwise. */
static void gather_unit_kinds(struct check *c)
{
    struct name_map had = { 0 };

    c->unit_kinds.n = 0;
    for (size_t i = 0; i < c->p->n_classes; i++)
        if (str_eq(c->p->classes[i].process, c->pr->name))
            add_kind(c, &had, c->p->classes[i].unit_kind);
    for (size_t i = 0; suggests(c->pr) && i < c->p->n_dispatch; i++)
        add_kind(c, &had, c->p->dispatch[i].org_kind);
}

/* -- what is asked of the whole process again and again -- */

/* More kinds than these are not held against each actor. */
enum { KINDS_MOST = 20 };

static void add_chosen(struct check *c, const struct form *form)
{
    const struct form_field *unit   = form_field(form, S("unit")),
                            *assist = form_field(form, S("assist"));

    if (unit && unit->of.p && practice_org_kind(c->p, unit->of) && c->chosen_units.n < KINDS_MOST)
        *VEC_PUSH(c->p->arena, &c->chosen_units) = unit->of;
    if (assist && assist->of.p && practice_org_kind(c->p, assist->of) &&
        c->chosen_assist.n < KINDS_MOST)
        *VEC_PUSH(c->p->arena, &c->chosen_assist) = assist->of;
}

static bool move_opens(const struct move *m, struct str process)
{
    bool opens = str_eq(m->calls, process);

    for (size_t i = 0; i < m->n_opens; i++)
        opens = opens || str_eq(m->opens[i].process, process);
    return opens;
}

static bool is_opened(const struct practice *p, struct str process)
{
    for (size_t n = 0; n < p->n_processes; n++)
        for (size_t i = 0; i < p->processes[n].n_steps; i++)
            for (size_t j = 0; j < p->processes[n].steps[i].n_moves; j++)
                if (move_opens(&p->processes[n].steps[i].moves[j], process))
                    return true;
    return false;
}

static void gather_process(struct check *c)
{
    const struct process *pr = c->pr;

    gather_unit_kinds(c);
    c->known          = NULL;
    c->opened         = is_opened(c->p, pr->name);
    c->chosen_units.n = c->chosen_assist.n = 0;
    add_chosen(c, &pr->form);
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            add_chosen(c, &pr->steps[i].moves[j].form);
}

static void check_prefixes(struct check *c)
{
    for (size_t i = 0; i < c->p->n_processes; i++)
        for (size_t k = 0; k < i; k++)
            if (str_eq(c->p->processes[i].prefix, c->p->processes[k].prefix)) {
                check_wrong(c, c->p->processes[i].mark, &say_prefix, c->p->processes[i].prefix,
                            c->p->processes[k].name);
                break;
            }
}

void check_processes(struct check *c)
{
    for (size_t i = 0; i < c->p->n_processes; i++) {
        c->pr = &c->p->processes[i];
        gather_process(c);
        check_open(c);
        check_ladder(c);
        check_form(c, &c->pr->form, &c->pr->form);
        check_form(c, &c->pr->evaluate.asks, &c->pr->fields);
        check_steps(c);
        check_evaluate(c);
        check_flow(c);
        check_repeats(c);
        check_publish(c);
    }
    c->pr = NULL;
    check_prefixes(c);
}
