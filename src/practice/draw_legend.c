/* draw_legend: what the lines, boxes and signs of a picture mean, as far as they are in it. */
#include "practice/draw_own.h"

enum { LEGEND_LINE = 24 };

struct key {
    const char *sign; /* within 34 by 16, about its left middle */
    struct say  say;
};
enum { WAY_MAIN, WAY_OTHER, WAY_BACK, WAY_WHEN, WAY_KEYS };
static const struct key way_keys[WAY_KEYS] = {
    { "<path class=\"to m\" marker-end=\"url(#am)\" d=\"M0 0h32\"/>",
      SAY("key_main", "主线", "main way") },
    { "<path class=\"to\" marker-end=\"url(#af)\" d=\"M0 0h32\"/>",
      SAY("key_other", "其他去向", "other ways") },
    { "<path class=\"to k\" marker-end=\"url(#ak)\" d=\"M0 0h32\"/>",
      SAY("key_back", "退回、重办", "back") },
    { "<path class=\"gd\" d=\"M17 -5l5 5l-5 5l-5 -5z\"/>",
      SAY("key_when", "有条件", "on a condition") },
};
static const struct key joint_key = {
    "<rect class=\"step j\" x=\"4\" y=\"-7\" width=\"26\" height=\"14\" rx=\"3\"/>",
    SAY("key_joint", "多方联办", "several together")
};
static const struct key wait_key = {
    "<rect class=\"step d\" x=\"4\" y=\"-7\" width=\"26\" height=\"14\" rx=\"3\"/>",
    SAY("key_wait", "等待中", "waiting")
};
static const struct key self_key = {
    "<rect class=\"step u\" x=\"4\" y=\"-7\" width=\"26\" height=\"14\" rx=\"3\"/>",
    SAY("key_self", "系统自动", "by the program")
};

static const struct key again_key = {
    "<path class=\"ck\" transform=\"translate(11 1)\" d=\"" SVG_AGAIN "\"/>",
    SAY("key_again", "定期要做", "owed again and again")
};
static const struct key opens_key = {
    "<rect class=\"op\" x=\"4\" y=\"-8\" width=\"28\" height=\"16\" rx=\"4\"/>"
    "<path class=\"ia\" transform=\"translate(13 -5)\" d=\"" SVG_OUTWARD "\"/>",
    SAY("key_opens", "另开事项，不等待", "another case, not waited for")
};

static const struct key number_key = {
    "<rect class=\"num\" x=\"4\" y=\"-9\" width=\"26\" height=\"18\" rx=\"9\"/>"
    "<text class=\"g\" x=\"17\" y=\"5\">n</text>",
    SAY("key_number", "在办件数", "open cases there")
};

struct legend {
    struct buf           *out; /* NULL: only measured */
    const struct picture *p;
    int32_t               x, y;
};

static int32_t legend_room(struct legend *l, struct str text)
{
    int32_t w = 40 + text_width(text, ink_size(INK_NOTE)) + 18, x = l->x;

    if (x > 12 && x + w > l->p->w) {
        x = 12;
        l->y += LEGEND_LINE;
    }
    l->x = x + w;
    return x;
}

static void put_key_text(struct legend *l, int32_t x, struct str text)
{
    buf_addf(l->out, "<text class=\"n\" x=\"%d\" y=\"%d\">", x + 40, l->y + 4);
    svg_text(l->out, text);
    buf_addc(l->out, "</text>\n");
}

static void put_key(struct legend *l, const struct key *k)
{
    struct str text = phrase_of(&l->p->f, &k->say, STR_NONE, STR_NONE, STR_NONE);
    int32_t    x    = legend_room(l, text);

    if (!l->out)
        return;
    buf_addf(l->out, "<g transform=\"translate(%d %d)\">%s</g>", x, l->y, k->sign);
    put_key_text(l, x, text);
}

static void put_outcome_key(struct legend *l, enum outcome o)
{
    static const struct say counts = SAY("key_outcome", "计为“{0}”", "counts as {0}");
    struct str text = phrase_of(&l->p->f, &counts, phrase_outcome(&l->p->f, o), STR_NONE, STR_NONE);
    int32_t    x    = legend_room(l, text);

    if (!l->out)
        return;
    buf_addf(l->out, "<rect class=\"o%d\" x=\"%d\" y=\"%d\" width=\"30\" height=\"16\" rx=\"8\"/>",
             (int)o, x + 4, l->y - 8);
    svg_sign(l->out, o, x + 13, l->y - 5);
    put_key_text(l, x, text);
}

/* Of the ways only those that are there. */
static void put_way_keys(struct legend *l)
{
    const struct picture *p              = l->p;
    bool                  ways[WAY_KEYS] = { [WAY_MAIN] = true };

    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        ways[e->back ? WAY_BACK : e->main ? WAY_MAIN : WAY_OTHER] = true;
        ways[WAY_WHEN]                                            = ways[WAY_WHEN] || e->guarded;
    }
    for (size_t i = 0; i < p->nodes.n; i++)
        for (size_t k = 0; k < p->nodes.at[i].leaves.n; k++) {
            const struct leave *leave = &p->nodes.at[i].leaves.at[k];

            ways[WAY_OTHER] = ways[WAY_OTHER] || !leave->opens.p;
            ways[WAY_WHEN]  = ways[WAY_WHEN] || leave->guarded;
        }
    for (size_t i = 0; i < WAY_KEYS; i++)
        if (ways[i])
            put_key(l, &way_keys[i]);
}

/* What the lines and signs mean, as far as they are there. Gives how high it is. */
int32_t picture_legend(struct buf *out, const struct picture *p)
{
    struct legend         l     = { out, p, 12, out ? p->h - p->foot + LEGEND_LINE : 0 };
    int32_t               top   = l.y;
    const struct process *pr    = p->f.pr;
    bool                  joint = false, waits = false, self = false, counts[OUT_VOID + 1] = { 0 };
    bool                  again = false, opens = false, numbers = false;

    put_way_keys(&l);
    for (size_t i = 0; i < p->nodes.n; i++) {
        const struct node *n = &p->nodes.at[i];

        joint   = joint || (n->kind == NODE_STEP && pr->steps[n->index].joint);
        waits   = waits || n->waits;
        self    = self || n->automatic;
        numbers = numbers || (n->kind == NODE_STEP && n->number >= 0);
        for (size_t k = 0; k < n->n_paras; k++)
            again = again || n->paras[k].again;
        for (size_t k = 0; k < n->leaves.n; k++)
            opens = opens || n->leaves.at[k].opens.p;
    }
    if (numbers)
        put_key(&l, &number_key);
    if (joint)
        put_key(&l, &joint_key);
    if (waits)
        put_key(&l, &wait_key);
    if (self)
        put_key(&l, &self_key);
    if (again)
        put_key(&l, &again_key);
    if (opens)
        put_key(&l, &opens_key);
    for (size_t i = 0; i < pr->n_ends; i++)
        counts[pr->ends[i].counts] = true;
    for (size_t o = 0; o < ARRAY_LEN(counts); o++)
        if (counts[o])
            put_outcome_key(&l, (enum outcome)o);
    return l.y - top + 2 * LEGEND_LINE - 6;
}
