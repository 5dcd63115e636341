/* draw_box: what stands in each box, and how big it is. */
#include "practice/draw_own.h"

/* English takes more room. */
enum {
    BOX_ZH          = 188,
    BOX_EN          = 220,
    LANE_TEXT       = 92,
    LABEL_ZH        = 78,
    LABEL_EN        = 108,
    BACK_LABEL_MOST = 200,
    PILL_MOST       = 104,
    LEAF_IN         = 26
};

static struct str say0(const struct picture *p, const struct say *say)
{
    return phrase_of(&p->f, say, STR_NONE, STR_NONE, STR_NONE);
}

static void add_para(struct picture *p, struct node *n, enum ink ink, struct str text,
                     int32_t width, size_t most)
{
    struct para *a = &n->paras[n->n_paras];

    if (!text.n || n->n_paras == PARAS)
        return;
    *a   = (struct para){ .ink = ink, .lines = text_wrap(p->f.arena, text, ink, width, most) };
    a->y = n->box.h;
    n->box.h += (int32_t)a->lines.n * ink_line(ink) + 3;
    n->n_paras++;
}

/* -- steps -- */

static struct str late_text(struct picture *p, const struct step *s, const struct clock_rule *k)
{
    static const struct say head   = SAY("draw_late", "超时：{0}", "Late: {0}"),
                            missed = SAY("draw_missed", "漏做：{0}", "Missed: {0}");
    struct str *part               = ARENA_ARRAY(p->f.arena, struct str, k->n_late + 1), all;

    for (size_t i = 0; i < k->n_late; i++)
        part[i] = phrase_late(&p->f, s, k, &k->late[i]);
    all = phrase_list(&p->f, part, k->n_late);
    return phrase_of(&p->f, k->every.n ? &missed : &head, all, STR_NONE, STR_NONE);
}

static struct str clock_text(struct picture *p, const struct clock_rule *k)
{
    static const struct say stop = SAY("draw_pausable", "{0}（可暂停）", "{0} (may stand still)");
    struct str              text = phrase_limit(&p->f, k);

    return k->n_pauses ? phrase_of(&p->f, &stop, text, STR_NONE, STR_NONE) : text;
}

/* What can be done without leaving the step. */
static struct str stay_text(struct picture *p, const struct step *s)
{
    static const struct say head = SAY("draw_stay", "可在此：{0}", "Here: {0}"),
                            by   = SAY("draw_stay_by", "{0}（{1}）", "{0} ({1})"),
                            call = SAY("draw_stay_call", "{0}（发起“{1}”）", "{0} (opens \"{1}\")");
    struct str *part             = ARENA_ARRAY(p->f.arena, struct str, s->n_moves + 1), all;

    for (size_t i = 0; i < s->n_moves; i++) {
        const struct move *m = &s->moves[i];

        if (m->to != TO_STAY)
            continue;
        part[i] = phrase_title(&p->f, &m->title);
        if (m->calls.p)
            part[i] = phrase_of(&p->f, &call, part[i], phrase_process(&p->f, m->calls), STR_NONE);
        else if (m->who.n)
            part[i] =
                phrase_of(&p->f, &by, part[i], phrase_who_post(&p->f, &m->who.at[0]), STR_NONE);
    }
    all = phrase_list(&p->f, part, s->n_moves);
    return all.n ? phrase_of(&p->f, &head, all, STR_NONE, STR_NONE) : STR_NONE;
}

static struct str calls_text(struct picture *p, size_t step)
{
    static const struct say waits = SAY("draw_waits", "等待：{0}", "Waits for: {0}");
    const struct process   *pr    = p->f.pr;
    struct str              all   = STR_NONE;

    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t k = 0; k < pr->steps[i].n_moves; k++) {
            const struct move *m      = &pr->steps[i].moves[k];
            struct str         two[2] = { all, STR_NONE };

            if (!m->calls.p || (m->to == TO_STAY ? i : (size_t)m->to) != step)
                continue;
            two[1] = phrase_process(&p->f, m->calls);
            all    = str_eq(two[0], two[1]) ? all : phrase_list(&p->f, two, 2);
        }
    return phrase_of(&p->f, &waits, all, STR_NONE, STR_NONE);
}

static struct str joint_text(struct picture *p, const struct step *s)
{
    static const struct say say[] = {
        [JOINT_ALL]  = SAY("draw_all", "联办：全部办完", "Together: until all are done"),
        [JOINT_LEAD] = SAY("draw_lead", "联办：主办办完", "Together: until the lead is done"),
        [JOINT_ANY]  = SAY("draw_any", "联办：一方办完", "Together: until any is done"),
    };

    return s->joint ? say0(p, &say[s->done]) : STR_NONE;
}

static void fill_step(struct picture *p, struct node *n)
{
    static const struct say itself = SAY("draw_by_itself", "系统自动办理", "Done by the program"),
                            notice = SAY("draw_notice", "公示{0}天", "Public notice: {0} days");
    const struct step *s           = &p->f.pr->steps[n->index];
    int32_t            in          = p->box_w - 2 * PAD;

    n->box = (struct rect){ .w = p->box_w, .h = PAD };
    add_para(p, n, INK_TITLE, phrase_title(&p->f, &s->title), n->number < 0 ? in : in - 40, 3);
    add_para(p, n, INK_WHO, phrase_who_list(&p->f, &s->who), in, 7);
    for (size_t i = 0; i < s->n_clocks; i++) {
        add_para(p, n, INK_CLOCK, clock_text(p, &s->clocks[i]), in - 18, 6);
        if (n->n_paras && n->paras[n->n_paras - 1].ink == INK_CLOCK)
            n->paras[n->n_paras - 1].again = s->clocks[i].every.n > 0;
        add_para(p, n, INK_LATE, late_text(p, s, &s->clocks[i]), in, 9);
    }
    if (s->show)
        add_para(p, n, INK_NOTE,
                 phrase_of(&p->f, &notice, phrase_number(&p->f, s->show->days), STR_NONE, STR_NONE),
                 in, 2);
    add_para(p, n, INK_NOTE, joint_text(p, s), in, 2);
    if (s->waits)
        add_para(p, n, INK_NOTE, calls_text(p, n->index), in, 3);
    else if (n->automatic)
        add_para(p, n, INK_NOTE, say0(p, &itself), in, 2);
    add_para(p, n, INK_NOTE, stay_text(p, s), in, 7);
    n->box.h += PAD - 3;
}

/* -- others -- */

static void fill_start(struct picture *p, struct node *n)
{
    static const struct say begin = SAY("draw_begin", "发起", "Opened");

    n->box = (struct rect){ .h = 8 };
    add_para(p, n, INK_END, say0(p, &begin), PILL_MOST, 1);
    n->box.w = n->paras[0].lines.w + 28;
    n->box.h += 4;
}

static void fill_end(struct picture *p, struct node *n)
{
    n->box = (struct rect){ .h = 8 };
    add_para(p, n, INK_END, phrase_title(&p->f, &p->f.pr->ends[n->index].title), PILL_MOST, 3);
    n->box.w = n->paras[0].lines.w + 44;
    n->box.h += 4;
}

static void fill_evaluation(struct picture *p, struct node *n)
{
    static const struct say title  = SAY("draw_evaluate", "反映人评价", "The reporter judges"),
                            within = SAY("draw_within", "结束后{0}内", "within {0} of the end"),
                            again  = SAY("draw_reopen", "{0}，重新办理（最多{1}）",
                                         "Opened again if {0} (at most {1})");
    const struct evaluate *e       = &p->f.pr->evaluate;
    int32_t                in      = p->box_w - 2 * PAD;

    n->box = (struct rect){ .w = p->box_w, .h = PAD };
    add_para(p, n, INK_TITLE, say0(p, &title), in, 2);
    add_para(p, n, INK_CLOCK,
             phrase_of(&p->f, &within, phrase_span(&p->f, e->within), STR_NONE, STR_NONE), in - 18,
             2);
    if (e->reopen)
        add_para(p, n, INK_NOTE,
                 phrase_of(&p->f, &again, phrase_answers(&p->f, e->reopen),
                           phrase_times(&p->f, e->reopen_most), STR_NONE),
                 in, 5);
    n->box.h += PAD - 3;
}

/* What hangs under a step: ends, with what the move is called unless the end is called the same;
 * and cases that are opened beside. */
static void fill_leaves(struct picture *p, struct node *n)
{
    static const struct say opens =
        SAY("draw_opens", "{0}：另开一件，不等待", "{0}: opens another, not waited for");
    int32_t y = n->leaves.n ? 8 : 0;

    for (size_t i = 0; i < n->leaves.n; i++) {
        struct leave *l     = &n->leaves.at[i];
        struct str    title = l->opens.p ? phrase_process(&p->f, l->opens)
                                         : phrase_title(&p->f, &p->f.pr->ends[l->end].title);

        if (l->opens.p)
            l->whole = phrase_of(&p->f, &opens, l->whole, STR_NONE, STR_NONE);
        if (!str_eq(title, l->whole))
            l->label = text_wrap(p->f.arena, l->whole, INK_LABEL, p->box_w - LEAF_IN, 3);
        l->title = text_wrap(p->f.arena, title, INK_END, p->box_w - LEAF_IN - 36, 2);
        l->label_at =
            (struct rect){ LEAF_IN, y, l->label.w, (int32_t)l->label.n * ink_line(INK_LABEL) };
        y += l->label_at.h + 2;
        l->pill = (struct rect){ LEAF_IN, y, l->title.w + 36,
                                 (int32_t)l->title.n * ink_line(INK_END) + 6 };
        y += l->pill.h + 8;
    }
    n->leaves_h = y;
}

/* How a case comes in where no `open` says who may bring it. */
static struct str channels_text(const struct picture *p)
{
    const struct process *pr             = p->f.pr;
    struct str            part[CH_COUNT] = { 0 };

    if (pr->open.n || pr->channels == (UINT32_C(1) << CH_COUNT) - 1)
        return STR_NONE;
    for (int c = 0; c < CH_COUNT; c++)
        if (pr->channels >> c & 1)
            part[c] = phrase_channel(&p->f, (enum channel)c);
    return phrase_list(&p->f, part, CH_COUNT);
}

static void fill_lane(struct picture *p, struct lane *l)
{
    static const struct say reporter = SAY("draw_reporter", "反映人", "Reporter"),
                            opener   = SAY("draw_opener", "发起人", "Whoever opens it"),
                            program  = SAY("draw_system", "系统", "The program"),
                            other    = SAY("draw_other", "其他流程", "Another process");
    const struct who *who            = l->of.n ? &l->of.at[0] : NULL;
    struct str        title, where = STR_NONE;

    switch (l->kind) {
    case LANE_REPORTER:
        title = say0(p, p->f.pr->open.n ? &reporter : &opener);
        where = who && who->kind != WHO_INITIATOR ? phrase_who_post(&p->f, who) : channels_text(p);
        break;
    case LANE_SYSTEM:
        title = say0(p, &program);
        break;
    case LANE_OTHER:
        title = say0(p, &other);
        break;
    case LANE_ACTOR:
        title = phrase_who_post(&p->f, who);
        where = phrase_who_where(&p->f, who);
        break;
    }
    l->title = text_wrap(p->f.arena, title, INK_LANE, LANE_TEXT, 5);
    l->where = text_wrap(p->f.arena, where, INK_PLACE, LANE_TEXT, 4);
    l->text_h =
        (int32_t)l->title.n * ink_line(INK_LANE) + (int32_t)l->where.n * ink_line(INK_PLACE);
}

static void fill_label(struct picture *p, struct edge *e)
{
    int32_t width = e->back ? BACK_LABEL_MOST : p->f.lang == LANG_ZH ? LABEL_ZH : LABEL_EN;

    e->text = phrase_join(&p->f, e->ways.at, e->ways.n, S("\n·"));
    if (e->ways.n > 1)
        e->text = arena_fmt(p->f.arena, "·%.*s", STR_ARG(e->text));
    e->label = text_wrap(p->f.arena, e->text, INK_LABEL, width, 6);
    /* As narrow as it can be in so many lines: none of one character. */
    for (int32_t w = e->label.w - 4; w > 30 && !text_ends_well(e->label.at[0]); w -= 4) {
        struct lines tried = text_wrap(p->f.arena, e->text, INK_LABEL, w, 6);

        if (tried.n != e->label.n || tried.cut || tried.torn)
            break;
        e->label = tried;
    }
    e->label_at.w = e->label.w;
    e->label_at.h = (int32_t)e->label.n * ink_line(INK_LABEL);
}

void picture_fill(struct picture *p)
{
    p->lane_w = LANE_TEXT + 2 * PAD;
    p->box_w  = p->f.lang == LANG_ZH ? BOX_ZH : BOX_EN;
    for (size_t i = 0; i < p->lanes.n; i++)
        fill_lane(p, &p->lanes.at[i]);
    for (size_t i = 0; i < p->nodes.n; i++) {
        struct node *n = &p->nodes.at[i];

        switch (n->kind) {
        case NODE_START:
            fill_start(p, n);
            break;
        case NODE_STEP:
            fill_step(p, n);
            break;
        case NODE_END:
            fill_end(p, n);
            break;
        case NODE_EVALUATE:
            fill_evaluation(p, n);
            break;
        }
        fill_leaves(p, n);
    }
    for (size_t i = 0; i < p->edges.n; i++)
        fill_label(p, &p->edges.at[i]);
}
