/*
 * Any text is a pack or is told what is wrong with it; of a pack that loads, every clock ends,
 * every condition has a value, every vote can be carried, and the look-ups find what is there. What
 * stands behind a line "%%%" is the table t.csv; `extends: base` lays the text over a small pack.
 */
#include "fuzz.h"
#include "practice/load.h"
#include "practice/vote.h"

static const char base[] =
    "pack: base\n"
    "calendar: {hours: ['08:30-12:00', '14:00-17:30'], workdays_end: end of day}\n"
    "places: {street: 街道, community: 社区, grid: {title: 网格, grid: 1, cases: yes}}\n"
    "organisations: {department: 部门, police: {title: 公安, of: department}}\n"
    "posts:\n"
    "  clerk: {title: 受理员, at: community, can: case.read}\n"
    "  secretary: {title: 书记, at: [street, community]}\n"
    "  grid_head: {title: 网格长, at: grid}\n"
    "  handler: {title: 经办人, at: department}\n"
    "classes: {'01': {title: 市容, process: demand}, '01.01': 垃圾, '02': 物业}\n"
    "texts: {refused: 不受理, step.first: 第一步}\n"
    "---\n"
    "process: demand\n"
    "title: 诉求\n"
    "prefix: SQ\n"
    "grades: {low: 低, urgent: 急}\n"
    "form: {class: need, words: need, phone: may, people: {is: int, title: 人数}}\n"
    "steps:\n"
    "  first: {who: clerk @ community, clock: 1 workday, moves: {go: {title: 办, to: end.done}}}\n"
    "ends: {done: {title: 完成, counts: solved}}\n";

static struct evalue no_value(void *ctx, size_t name)
{
    (void)ctx;
    (void)name;
    return (struct evalue){ .type = E_NULL };
}

static bool never_within(void *ctx, size_t name, struct str code, struct str above)
{
    (void)ctx;
    (void)name;
    (void)code;
    (void)above;
    return false;
}

static void use_step(const struct practice *p, const struct process *pr, const struct step *s)
{
    const struct eenv env = { .get = no_value, .within = never_within };
    const int64_t     now = 1767225600 * US_SECOND; /* 2026-01-01 */

    for (size_t i = 0; i < s->n_moves; i++) {
        const struct move *m = &s->moves[i];

        (void)expr_true(m->when, &env);
        need(step_move(s, m->name) != NULL && m->title.zh.p);
        need(m->to == TO_STAY || (m->to >= 0 && m->to < (int32_t)pr->n_steps) ||
             (m->to >= TO_END && m->to < TO_END + (int32_t)pr->n_ends));
    }
    for (size_t k = 0; k < s->n_clocks; k++) {
        const struct clock_rule *rule = &s->clocks[k];
        const struct calendar   *c    = practice_calendar(p, rule->calendar);

        for (size_t i = 0; i < rule->n_spans; i++)
            need(calendar_reach(c, now, rule->spans[i].span).at > now);
        need(!rule->every.n || calendar_reach(c, now, rule->every).at > now);
    }
}

/* Everybody in favour carries it, whatever it asks; nobody does not. */
static void use_vote(const struct practice *p, const struct vote *v)
{
    struct vote_cast in = { .held = 20000, .roll_by = S("office"), .roll_on = 20000 };

    need(practice_vote(p, v->name) == v && v->n_decide > 0 && v->n_measures <= VOTE_MEASURES);
    in.announced = in.held - v->notice_days;
    for (size_t i = 0; i < v->n_measures; i++)
        in.at[i] = (struct vote_count){ VOTE_SUM_MOST, VOTE_SUM_MOST, VOTE_SUM_MOST, 0 };
    need(vote_evaluate(v, &in).result == VOTE_CARRIED);
    for (size_t i = 0; i < v->n_measures; i++)
        in.at[i].in_favour = 0;
    need(vote_evaluate(v, &in).result == VOTE_REJECTED);
}

static void use(const struct practice *p)
{
    for (size_t i = 0; i < p->n_classes; i++) {
        const struct case_class *k = &p->classes[i];

        need(practice_class(p, k->code) == k);
        need(practice_class_within(p, k->code, k->code));
        need(!k->above.p || practice_class_within(p, k->code, k->above));
    }
    for (size_t i = 0; i < p->n_processes; i++) {
        const struct process *pr = &p->processes[i];

        need(practice_process(p, pr->name) == pr && pr->n_steps > 0);
        for (size_t s = 0; s < pr->n_steps; s++)
            use_step(p, pr, &pr->steps[s]);
    }
    for (size_t i = 0; i < p->n_votes; i++)
        use_vote(p, &p->votes[i]);
    for (size_t i = 0; i < p->n_aliases; i++)
        need(practice_alias(p, p->aliases[i].table, p->aliases[i].from).p != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena    *a     = arena_new((size_t)1 << 30);
    struct findings  found = { .arena = a };
    struct practice *p     = NULL;
    struct str       text = { (const char *)data, size }, table = STR_NONE;
    struct buf       b;
    size_t           cut = str_find(text, S("\n%%%\n"));
    enum rc          rc;

    if (cut != SIZE_MAX) {
        table = str_skip(text, cut + 5);
        text  = str_head(text, cut + 1);
    }
    struct pack_file files[] = {
        { S("base"), S("pack.yaml"), str_of(base) },
        { S("f"), S("t.csv"), table.p ? table : S("") },
        { S("f"), S("pack.yaml"), text },
    };
    rc = practice_load(files, ARRAY_LEN(files), NULL, &found, &p);
    need((rc == RC_OK) == (p != NULL));
    need(rc == RC_OK || (rc == RC_INVALID && found.list.n > 0));
    buf_init(&b, 1 << 20);
    for (size_t i = 0; i < found.list.n; i++) {
        finding_render(&found.list.at[i], LANG_ZH, &b);
        finding_render(&found.list.at[i], LANG_EN, &b);
        buf_clear(&b);
    }
    buf_free(&b);
    if (p)
        use(p);
    practice_free(p);
    arena_free(a);
    return 0;
}
