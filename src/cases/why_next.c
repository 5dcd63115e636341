/* why_next: what happens, and when, if nobody does anything. */
#include "cases/why.h"

static const struct say say_at    = SAY("next_at", "{0}：{1}", "{0}: {1}");
static const struct say say_later = SAY("next_later", "恢复计时后：{0}", "once it goes on: {0}");
static const struct say say_unless = SAY("next_unless", "{0}（如前一自动操作未执行）",
                                         "{0} (unless the program carried it on before)");
static const struct say say_remind = SAY("next_remind", "提醒{0}", "{0}: a reminder");
static const struct say say_late =
    SAY("next_late", "到期，记为超期，通知{0}", "due; counted as late, {0} is told");
static const struct say say_missed =
    SAY("next_missed", "没有做就记为漏做，通知{0}，并开始下一期",
        "missed for good if it was not done: {0} is told, and the next is owed");
static const struct say say_tell = SAY("next_tell", "通知{0}", "{0} is told");
static const struct say say_yellow = SAY("next_yellow", "亮黄牌[（{0}）]", "a yellow card[ ({0})]");
static const struct say say_red = SAY("next_red", "亮红牌[（{0}）]", "a red card[ ({0})]");
static const struct say say_has_card =
    SAY("next_has_card", "已有牌，不再变化", "it has one already");
static const struct say say_up =
    SAY("next_up", "升级督办，通知{0}", "it goes up: {0} watches over it");
static const struct say say_move =
    SAY("next_move", "由程序执行“{0}”，转入“{1}”", "the program carries out «{0}», to «{1}»");
static const struct say say_move_in = SAY("next_move_in", "由程序执行“{0}”，环节不变",
                                          "the program carries out «{0}», the step stays");
static const struct say say_not_move = SAY("next_not_move", "本应由程序执行“{0}”，但按现状不能执行",
                                           "the program would carry out «{0}» but could not now");
static const struct say say_go_on =
    SAY("next_go_on", "停满{0}，自动恢复计时", "it has stood still for {0} and goes on by itself");

/* So many stages may the program carry a case on at. */
struct ahead {
    struct why              *y;
    const struct clock_rule *rule;
    const struct clock_row  *k;
    bool                     moved; /* by an earlier stage */
    VEC(struct why_next)     out;
};

static struct str to_title(struct why *y, int32_t to)
{
    const struct process *pr = y->r->pr;

    if (to == TO_STAY)
        return STR_NONE;
    return text_in(to >= TO_END ? &pr->ends[to - TO_END].title : &pr->steps[to].title, y->lang);
}

/* The program carries out a move only where it stands in the step, and fills in no form. */
static enum rc of_move(struct ahead *h, const struct late *l, struct why_next *v, struct str *ret)
{
    struct why        *y    = h->y;
    struct run        *r    = y->r;
    int32_t            step = process_step(r->pr, h->k->step);
    const struct move *m    = step_move(&r->pr->steps[step], l->move);
    enum bar           bar;
    bool               asks_nothing;

    BUG_ON(!m); /* the checker: a move of the clock's step */
    v->move       = l->move;
    v->move_title = text_in(&m->title, y->lang);
    v->to_title   = to_title(y, m->to);
    TRY(move_bar(r, m, &bar));
    TRY(move_asks_nothing(r, m, &asks_nothing));
    v->possible = bar == BAR_NONE && asks_nothing && str_eq(r->step->name, h->k->step);
    if (!v->possible)
        *ret = WHY_SAY(y, &say_not_move, v->move_title);
    else if (v->to_title.p)
        *ret = WHY_SAY(y, &say_move, v->move_title, v->to_title);
    else
        *ret = WHY_SAY(y, &say_move_in, v->move_title);
    h->moved = h->moved || (v->possible && m->to != TO_STAY);
    return RC_OK;
}

/* A card is shown where there is none as grave. */
static struct str of_card(struct why *y, enum card card, struct why_next *v)
{
    v->possible = y->r->c.card < (int32_t)card;
    return WHY_SAY(y, card == CARD_RED ? &say_red : &say_yellow,
                   v->possible ? STR_NONE : WHY_SAY(y, &say_has_card, STR_NONE));
}

static enum rc of_late(struct ahead *h, const struct late *l, struct why_next *v, struct str *ret)
{
    struct why *y = h->y;

    v->rule = why_mark(y, l->mark.file.n ? l->mark : h->rule->mark);
    TRY(why_seats(y, &l->tell, true, &v->told));
    switch (l->act) {
    case LATE_TELL:
        v->what = NEXT_TELL;
        *ret    = WHY_SAY(y, &say_tell, why_seats_words(y, &v->told));
        break;
    case LATE_YELLOW:
        v->what = NEXT_YELLOW;
        *ret    = of_card(y, CARD_YELLOW, v);
        break;
    case LATE_RED:
        v->what = NEXT_RED;
        *ret    = of_card(y, CARD_RED, v);
        break;
    case LATE_UP:
        v->what = NEXT_UP;
        *ret    = WHY_SAY(y, &say_up, why_seats_words(y, &v->told));
        break;
    case LATE_MOVE:
        v->what = NEXT_MOVE;
        return of_move(h, l, v, ret);
    }
    return RC_OK;
}

/* Until it is due, and when it is. */
static enum rc until_due(struct ahead *h, int64_t nth, struct why_next *v, struct str *ret)
{
    struct why       *y   = h->y;
    const struct say *say = &say_remind;

    v->what = NEXT_REMIND;
    if (nth == STAGE_DUE) {
        v->what = h->rule->every.n ? NEXT_MISSED : NEXT_LATE;
        say     = h->rule->every.n ? &say_missed : &say_late;
    }
    TRY(why_task_seats(y, h->k->task, &v->told));
    *ret = WHY_SAY(y, say, why_seats_words(y, &v->told));
    return RC_OK;
}

static struct str in_time(const struct ahead *h, const struct why_next *v, struct str words)
{
    struct str s = v->at == NONE_I64 ? WHY_SAY(h->y, &say_later, words)
                                     : WHY_SAY(h->y, &say_at, why_time(h->y, v->at), words);

    return v->unless ? WHY_SAY(h->y, &say_unless, s) : s;
}

/* One stage that is still to come. While the clock stands still nobody knows when. */
static enum rc stage(struct ahead *h, int64_t nth)
{
    struct why      *y  = h->y;
    struct clock_row at = *h->k;
    struct why_next  v  = {
          .at = NONE_I64, .unless = h->moved, .possible = true, .rule = why_mark(y, h->rule->mark)
    };
    struct str words = STR_NONE;

    at.stage = nth;
    clock_stage(y->r, h->rule, &at);
    if (h->k->paused == NONE_I64)
        v.at = at.next_at;
    if (nth >= STAGE_LATE)
        TRY(of_late(h, clock_late(y->r, h->rule, h->k, nth), &v, &words));
    else
        TRY(until_due(h, nth, &v, &words));
    v.words                     = in_time(h, &v, words);
    *VEC_PUSH(h->y->a, &h->out) = v;
    return RC_OK;
}

/* A pause that has a bound is over there. */
static void pause_ends(struct ahead *h)
{
    struct why     *y = h->y;
    struct why_next v = { .at       = h->k->next_at,
                          .what     = NEXT_GO_ON,
                          .possible = true,
                          .rule     = why_mark(y, h->rule->mark) };

    if (h->k->paused == NONE_I64 || h->k->next_at == NONE_I64)
        return;
    v.words = in_time(h, &v, WHY_SAY(y, &say_go_on, phrase_span(&y->f, h->rule->pause_most)));
    *VEC_PUSH(y->a, &h->out) = v;
}

enum rc why_nexts(struct why *y, const struct clock_rule *rule, const struct clock_row *k,
                  struct list *ret)
{
    struct ahead h = { .y = y, .rule = rule, .k = k };

    pause_ends(&h);
    for (int64_t s = k->stage; s < STAGE_LATE + (int64_t)rule->n_late; s++)
        TRY(stage(&h, s));
    *ret = (struct list){ h.out.at, h.out.n };
    return RC_OK;
}
