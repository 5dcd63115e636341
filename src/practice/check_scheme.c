/* check_scheme: places, organisations, posts, teams, figures. */
#include "practice/check.h"

static const struct say say_circle =
    SAY("pack_kind_circle", "“{0}”绕一圈又属于自己", "'{0}' is one of itself in a circle");
static const struct say say_both = SAY("pack_both_kinds", "“{0}”既是地方又是组织，请改名",
                                       "'{0}' is both a place and an organisation: rename one");
static const struct say say_no_kind = SAY("pack_no_kind", "没有“{0}”这一类地方或组织",
                                          "there is no kind of place or organisation '{0}'");
static const struct say say_no_cap =
    SAY("pack_no_cap", "没有“{0}”这项权限", "there is no capability '{0}'");
static const struct say say_admin_cap =
    SAY("pack_admin_cap", "“{0}”只属于系统、安全、审计管理员，岗位不能有",
        "'{0}' belongs to the system, security and audit administrators alone: no post has it");
static const struct say say_head =
    SAY("pack_head", "岗位“{0}”不能设在“{1}”", "the post '{0}' cannot be held at '{1}'");
static const struct say say_least =
    SAY("pack_least", "“{0}”的 least 大于 most", "of '{0}' least is larger than most");
static const struct say say_no_cases =
    SAY("pack_no_cases", "没有一类地方写了 cases: yes，事项无处落格",
        "no kind of place says `cases: yes`: a case finds no place");

static bool is_kind(const struct practice *p, struct str name)
{
    return practice_place_kind(p, name) || practice_org_kind(p, name);
}

static void no_kind(struct check *c, struct mark at, struct str name)
{
    struct nearest near = nearest_to(c->found, name);

    for (size_t i = 0; i < c->p->n_place_kinds; i++)
        nearest_try(&near, c->p->place_kinds[i].name);
    for (size_t i = 0; i < c->p->n_org_kinds; i++)
        nearest_try(&near, c->p->org_kinds[i].name);
    find_wrong(c->found, at, &say_no_kind, name, STR_NONE, near.best);
}

static void check_places(struct check *c)
{
    bool takes = c->p->n_processes == 0;

    for (size_t i = 0; i < c->p->n_place_kinds; i++) {
        const struct place_kind *k = &c->p->place_kinds[i];

        takes = takes || k->takes_cases;
        if (practice_org_kind(c->p, k->name))
            check_wrong(c, k->mark, &say_both, k->name, STR_NONE);
        if (k->party_kind.p)
            (void)check_org_kind(c, k->mark, k->party_kind);
        if (k->head_post.p && check_post(c, k->mark, k->head_post) &&
            !post_may_be_at(c->p, practice_post(c->p, k->head_post), k->name))
            check_wrong(c, k->mark, &say_head, k->head_post, k->name);
    }
    if (!takes && c->p->n_place_kinds)
        check_wrong(c, c->p->place_kinds[0].mark, &say_no_cases, STR_NONE, STR_NONE);
}

static void check_orgs(struct check *c)
{
    for (size_t i = 0; i < c->p->n_org_kinds; i++) {
        const struct org_kind *k = &c->p->org_kinds[i], *up = k;
        size_t                 steps = 0;

        if (k->of.p && !check_org_kind(c, k->mark, k->of))
            continue;
        while (up && up->of.p && steps++ <= c->p->n_org_kinds)
            up = practice_org_kind(c->p, up->of);
        if (steps > c->p->n_org_kinds) {
            check_wrong(c, k->mark, &say_circle, k->name, STR_NONE);
            return;
        }
    }
}

/* What the three administrators do; a post that had it would join what is kept apart (GB/T 22239).
 */
static bool is_administrators(struct str cap)
{
    return str_starts(cap, S("admin.")) || str_is(cap, "practice.load") ||
           str_is(cap, "practice.enforce");
}

static void check_posts(struct check *c)
{
    for (size_t i = 0; i < c->p->n_posts; i++) {
        const struct post *post = &c->p->posts[i];

        for (size_t k = 0; k < post->n_at; k++)
            if (!is_kind(c->p, post->at[k]))
                no_kind(c, post->mark, post->at[k]);
        for (size_t k = 0; c->cap_ok && k < post->n_can; k++)
            if (!c->cap_ok(post->can[k]))
                check_wrong(c, post->mark, &say_no_cap, post->can[k], STR_NONE);
        for (size_t k = 0; k < post->n_can; k++)
            if (is_administrators(post->can[k]))
                check_wrong(c, post->mark, &say_admin_cap, post->can[k], STR_NONE);
        if (post->norm_most != NONE_I32 && post->norm_least > post->norm_most)
            check_wrong(c, post->mark, &say_least, post->name, STR_NONE);
    }
}

static void check_teams(struct check *c)
{
    for (size_t i = 0; i < c->p->n_teams; i++) {
        const struct team *t = &c->p->teams[i];

        if (!is_kind(c->p, t->at))
            no_kind(c, t->mark, t->at);
        for (size_t k = 0; k < t->n_slots; k++) {
            if (t->slots[k].post.p)
                (void)check_post(c, t->mark, t->slots[k].post);
            if (t->slots[k].least > t->slots[k].most)
                check_wrong(c, t->mark, &say_least, t->slots[k].name, STR_NONE);
        }
    }
}

/* What anybody may read is computed here, says what asks for it, and is of no confidential case. */
static void check_shared(struct check *c, const struct indicator *in)
{
    static const struct say typed =
        SAY("pack_public_typed", "“{0}”是填报的，不能写 public；来源自己报告的数写在 reported 里",
            "'{0}' is typed in and cannot be public; what a source reports stands under reported");
    static const struct say ground = SAY(
        "pack_public_ground", "“{0}”的 public 要写依据：哪部法规、哪份文件要求或者已经公开这个数",
        "public of '{0}' must say on what ground: which law or document asks for it or has it");
    static const struct say confidential =
        SAY("pack_public_confidential", "流程“{1}”是保密的，它的指标“{0}”不能公开",
            "the process '{1}' is confidential: its indicator '{0}' cannot be public");
    const struct process *pr = in->process.p ? practice_process(c->p, in->process) : NULL;

    if (!in->shared.zh.p)
        return;
    if (!in->value)
        check_wrong(c, in->mark, &typed, in->name, STR_NONE);
    if (str_is(in->shared.zh, "yes") || str_is(in->shared.zh, "no"))
        check_wrong(c, in->mark, &ground, in->name, STR_NONE);
    if (pr && pr->confidential)
        check_wrong(c, in->mark, &confidential, in->name, in->process);
}

static void check_indicators(struct check *c)
{
    static const struct say not_by =
        SAY("pack_indicator_by", "“{0}”写了 by: process，就要有 value，而且不能再限定 process",
            "'{0}' says by: process, so it needs a value and cannot be of one process");

    for (size_t i = 0; i < c->p->n_indicators; i++) {
        const struct indicator *in = &c->p->indicators[i];

        if (in->process.p)
            (void)check_process_name(c, in->mark, in->process);
        if (in->each && (!in->value || in->process.p))
            check_wrong(c, in->mark, &not_by, in->name, STR_NONE);
        check_shared(c, in);
    }
}

void check_scheme(struct check *c)
{
    check_places(c);
    check_orgs(c);
    check_posts(c);
    check_teams(c);
    check_indicators(c);
}
