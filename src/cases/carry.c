/* carry: a person makes a move. */
#include "cases/engine.h"

#include <math.h>

enum { PRESENCE_M = 300 }; /* a phone's fix among high houses is good to about 100 m */

static const struct say say_seen =
    SAY("changed", "事项已被他人更新（您看到的是第{0}版，现在是第{1}版），请刷新后再办",
        "somebody changed the case meanwhile (you saw version {0}, now {1}): look again");
static const struct say say_ended = SAY("case_ended", "事项已办结", "the case has ended");
static const struct say say_no_move =
    SAY("no_move", "当前环节没有“{0}”这个操作", "there is no move {0} from this step");
static const struct say say_not_now =
    SAY("not_now", "现在不符合“{0}”的条件", "the condition of {0} does not hold now");
static const struct say say_too_often =
    SAY("too_often", "“{0}”最多只能做{1}次", "{0} may be made {1} times at most");
static const struct say say_ladder_end =
    SAY("ladder_end", "已经到最后一级，不能再移交", "this is the last level: it goes no further");
static const struct say say_not_yours =
    SAY("not_yours", "这一步不由您办理", "this step is not yours");
static const struct say say_own_work = SAY("own_work", "经办过该事项的人不能做这一步",
                                           "somebody who handled the case may not do this step");
static const struct say say_where =
    SAY("where_needed", "签到需要您的位置", "signing in needs your position");
static const struct say say_too_far =
    SAY("too_far", "您离现场约{0}米，请到场后再签到", "you are about {0} m away: sign in on site");

double metres_between(double lon1, double lat1, double lon2, double lat2)
{
    const double rad = 3.14159265358979323846 / 180, earth = 6371008.8;
    double       s1 = sin((lat2 - lat1) * rad / 2), s2 = sin((lon2 - lon1) * rad / 2);
    double       h = s1 * s1 + cos(lat1 * rad) * cos(lat2 * rad) * s2 * s2;

    return 2 * earth * asin(sqrt(h < 1 ? h : 1));
}

static enum rc check_presence(struct run *r, const struct move *m, const struct move_in *in)
{
    double far;

    if (!m->signs)
        return RC_OK;
    if (isnan(in->lon) || isnan(in->lat))
        return WORK_FIELD(r->w, RC_INVALID, &say_where, S("lon"), STR_NONE);
    if (isnan(r->c.lon))
        return RC_OK;
    far = metres_between(in->lon, in->lat, r->c.lon, r->c.lat);
    if (far <= PRESENCE_M)
        return RC_OK;
    return WORK_FIELD(r->w, RC_INVALID, &say_too_far, S("lon"),
                      arena_fmt(r->w->arena, "%.0f", far));
}

static enum rc made_enough(struct run *r, const struct move *m, bool *ret)
{
    struct number_row row;
    enum rc           rc;

    *ret = false;
    if (m->most <= 0)
        return RC_OK;
    rc = db_one(r->w->tx, &stmt_made_get, ARGS(A(r->c.id), A(m->name)), &row);
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = row.n >= m->most;
    return RC_OK;
}

bool level_exists(const struct run *r, int64_t level)
{
    return level == 0 || (level > 0 && level < (int64_t)r->pr->n_ladder);
}

enum rc move_bar(struct run *r, const struct move *m, enum bar *ret)
{
    bool enough, now;

    *ret = BAR_NONE;
    TRY(sense_true(r, m->when, NULL, &now));
    if (!now) {
        *ret = BAR_CONDITION;
        return RC_OK;
    }
    if (!level_exists(r, r->c.level + m->level)) {
        *ret = BAR_LADDER;
        return RC_OK;
    }
    TRY(made_enough(r, m, &enough));
    *ret = enough ? BAR_OFTEN : BAR_NONE;
    return RC_OK;
}

enum rc move_open(struct run *r, const struct move *m, bool *ret)
{
    enum bar bar;

    TRY(move_bar(r, m, &bar));
    *ret = bar == BAR_NONE;
    return RC_OK;
}

/* The open task by which the actor may act here; NULL when there is none. */
static enum rc own_task(struct run *r, int64_t wanted, struct task_row **ret)
{
    *ret = NULL;
    TRY(run_tasks(r));
    for (size_t i = 0; i < r->n_tasks && !*ret; i++)
        if ((wanted == NONE_I64 || r->tasks[i].id == wanted) && who_has_task(r, &r->tasks[i]))
            *ret = &r->tasks[i];
    return RC_OK;
}

/* Those of the step's actors for whom no task is laid out: anybody, or the one who follows it by
 * its code; and a party that has done its own, where not all have to. */
static enum rc acts_without_task(struct run *r, bool *ret)
{
    struct who     *at     = ARENA_ARRAY(r->w->arena, struct who, r->step->who.n + 1);
    struct who_list others = r->step->who;

    others.at = at;
    others.n  = 0;
    for (size_t i = 0; i < r->step->who.n; i++)
        if (r->step->who.at[i].kind != WHO_POST &&
            (r->step->who.at[i].kind != WHO_PARTIES || !r->step->joint))
            at[others.n++] = r->step->who.at[i];
    return who_is(r, &others, ret);
}

static enum rc none(enum bar *ret)
{
    *ret = BAR_NONE;
    return RC_OK;
}

/* Of those who may not: is it theirs but for what they did before? */
static enum rc why_not_theirs(struct run *r, const struct who_list *who, enum bar *ret)
{
    struct who_list anybody = *who;
    bool            is;

    anybody.n_not         = 0;
    anybody.not_initiator = false;
    TRY(who_is(r, &anybody, &is));
    *ret = is ? BAR_OWN_WORK : BAR_NOT_YOURS;
    return RC_OK;
}

enum rc actor_bar(struct run *r, const struct move *m, int64_t wanted, struct task_row **ret_task,
                  enum bar *ret)
{
    const struct actor *a  = r->w->actor;
    bool                is = true, barred;

    *ret_task = NULL;
    *ret      = BAR_TOKEN;
    if (a->token && !caps_has(&a->any, CAP_CASE_MOVE) && r->w->follows != r->c.id)
        return RC_OK;
    TRY(own_task(r, wanted, ret_task));
    if (m->who.n) {
        TRY(who_is(r, &m->who, &is));
        return is ? none(ret) : why_not_theirs(r, &m->who, ret);
    }
    *ret = BAR_NOT_YOURS;
    if (!*ret_task)
        TRY(acts_without_task(r, &is));
    if (!is)
        return RC_OK;
    TRY(who_not(r, &r->step->who, &barred));
    *ret = barred ? BAR_OWN_WORK : BAR_NONE;
    return RC_OK;
}

static enum rc check_actor(struct run *r, const struct move *m, int64_t wanted,
                           struct task_row **ret_task)
{
    enum bar bar;

    TRY(actor_bar(r, m, wanted, ret_task, &bar));
    switch (bar) {
    case BAR_TOKEN:
        return WORK_FAULT(r->w, RC_DENIED, &say_denied);
    case BAR_NOT_YOURS:
        return WORK_FAULT(r->w, RC_DENIED, &say_not_yours);
    case BAR_OWN_WORK:
        return WORK_FAULT(r->w, RC_DENIED, &say_own_work);
    default:
        return RC_OK;
    }
}

static enum rc check_open(struct run *r, const struct move *m)
{
    enum bar bar;

    TRY(move_bar(r, m, &bar));
    switch (bar) {
    case BAR_CONDITION:
        return fault(r->w->faults, RC_CONFLICT, &say_not_now, m->name, STR_NONE);
    case BAR_LADDER:
        return WORK_FAULT(r->w, RC_CONFLICT, &say_ladder_end);
    case BAR_OFTEN:
        return fault(r->w->faults, RC_CONFLICT, &say_too_often, m->name,
                     arena_fmt(r->w->arena, "%d", (int)m->most));
    default:
        return RC_OK;
    }
}

enum rc move_possible(struct run *r, const struct move *m)
{
    struct task_row *task;
    enum bar         bar;

    if (r->c.state != CASE_OPEN)
        return RC_CONFLICT;
    TRY(actor_bar(r, m, NONE_I64, &task, &bar));
    if (bar != BAR_NONE)
        return RC_DENIED;
    TRY(move_bar(r, m, &bar));
    return bar == BAR_NONE ? RC_OK : RC_CONFLICT;
}

static enum rc check_version(struct run *r, int64_t seen)
{
    struct arena *a = r->w->arena;

    if (seen == r->c.version)
        return RC_OK;
    return fault(r->w->faults, RC_CONFLICT, &say_seen, arena_fmt(a, "%lld", (long long)seen),
                 arena_fmt(a, "%lld", (long long)r->c.version));
}

enum rc case_carry(struct work *w, int64_t id, const struct move_in *in, struct case_row *ret)
{
    struct run         r;
    const struct move *m;
    const struct jval *form = NULL;
    struct task_row   *task;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    TRY(check_version(&r, in->version));
    if (r.c.state != CASE_OPEN)
        return WORK_FAULT(w, RC_CONFLICT, &say_ended);
    m = step_move(r.step, in->move);
    if (!m)
        return WORK_FIELD(w, RC_CONFLICT, &say_no_move, S("move"), in->move);
    TRY(check_actor(&r, m, in->task, &task));
    TRY(check_open(&r, m));
    TRY(check_presence(&r, m, in));
    if (in->form.text.p)
        TRY(json_parse(w->arena, in->form.text, w->faults, &form));
    TRY(apply_move(&r, m, form, task));
    TRY(apply_automatic(&r));
    TRY(run_save(&r));
    *ret = r.c;
    return RC_OK;
}
