/* draw_svg: the picture as SVG. */
#include "practice/draw_own.h"

#include "base/utf8.h"

#include <string.h>

enum { DRAW_ARENA = 1 << 29, HEAD_H = 56, WIDTH_LEAST = 420, RADIUS = 7 };

/* Escaped for text and attributes; what XML cannot hold is left out. */
void svg_text(struct buf *out, struct str s)
{
    uint32_t cp;
    char     room[4];

    while (utf8_next(&s, &cp)) {
        if (cp == '&')
            buf_addc(out, "&amp;");
        else if (cp == '<')
            buf_addc(out, "&lt;");
        else if (cp == '>')
            buf_addc(out, "&gt;");
        else if (cp == '"')
            buf_addc(out, "&quot;");
        else if (cp == '\n' || cp == '\t')
            buf_add1(out, ' ');
        else if (cp >= 0x20 && (cp & 0xfffe) != 0xfffe)
            buf_add(out, (struct str){ room, utf8_put(cp, room) });
    }
}

static void put_title(struct buf *out, struct str s)
{
    buf_addc(out, "<title>");
    svg_text(out, s);
    buf_addc(out, "</title>");
}

static const char *const ink_class[INK_COUNT] = {
    [INK_TITLE] = "t", [INK_WHO] = "w", [INK_CLOCK] = "c", [INK_LATE] = "l",  [INK_NOTE] = "n",
    [INK_LABEL] = "b", [INK_END] = "e", [INK_LANE] = "a",  [INK_PLACE] = "p", [INK_HEAD] = "h",
};

/* Lines below each other, the first one's top at y. */
static void put_lines(struct buf *out, const struct lines *l, enum ink ink, int32_t x, int32_t y,
                      const char *more)
{
    for (size_t i = 0; i < l->n; i++) {
        int32_t base = y + (int32_t)i * ink_line(ink) + ink_size(ink);

        buf_addf(out, "<text class=\"%s%s\" x=\"%d\" y=\"%d\">", ink_class[ink], more, x, base);
        svg_text(out, l->at[i]);
        buf_addc(out, "</text>\n");
    }
}

static const char style[] =
    "<style>"
    "text{font-family:\"Noto Sans SC\",\"Noto Sans CJK SC\",\"Source Han Sans SC\",\"PingFang SC\","
    "\"Microsoft YaHei\",\"WenQuanYi Micro Hei\",sans-serif;fill:#1c2733}"
    ".h{font-size:20px;font-weight:700}.s{font-size:13px;fill:#51606f}"
    ".a{font-size:15px;font-weight:700}.p{font-size:12px;fill:#51606f}"
    ".t{font-size:16px;font-weight:700}.w{font-size:12px;fill:#51606f}"
    ".c{font-size:13px;fill:#0b5394}.l{font-size:12px;fill:#a61c00}.n{font-size:12px;fill:#3f4b57}"
    ".b{font-size:13px;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    ".b.k{fill:#8a4500}.e{font-size:13px;font-weight:700;fill:#fff}"
    ".g{font-size:13px;font-weight:700;fill:#fff;text-anchor:middle}"
    ".m{text-anchor:middle}"
    ".lane{fill:#fff;stroke:#c9d2db}.lane.o{fill:#f4f7fa}.side{fill:#e3eaf1;stroke:#c9d2db}"
    ".step{fill:#fff;stroke:#2f5d8a;stroke-width:1.6}.step.d{stroke-dasharray:6 3}"
    ".step.j{stroke-width:4}.step.u{fill:#eef4ee}"
    ".to{fill:none;stroke:#5b6b7b;stroke-width:1.6}.to.m{stroke:#1f5fa8;stroke-width:2.6}"
    ".to.k{stroke:#b45f06;stroke-dasharray:7 4}"
    ".x{fill:none;stroke:#5b6b7b;stroke-width:1.6}.gd{fill:#fff;stroke:#5b6b7b;stroke-width:1.4}"
    ".o0{fill:#2e7d32}.o1{fill:#6b5a00}.o2{fill:#a61c00}.o3{fill:#4a4f8c}.o4{fill:#5f6368}"
    ".o5{fill:#5f6368}.st{fill:#1f5fa8}.num{fill:#1c2733}"
    ".op{fill:#fff;stroke:#1f5fa8;stroke-width:1.4;stroke-dasharray:5 3}.e.q{fill:#1f5fa8}"
    ".ia{fill:none;stroke:#1f5fa8;stroke-width:1.8}.x.q{stroke:#1f5fa8;stroke-dasharray:5 3}"
    ".ck{fill:none;stroke:#0b5394;stroke-width:1.5}.ic{fill:none;stroke:#fff;stroke-width:2}"
    "</style>\n";

static const char marks[] =
    "<defs>"
    "<marker id=\"am\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"13\" "
    "markerHeight=\"13\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<path d=\"M0 0L10 5L0 10z\" fill=\"#1f5fa8\"/></marker>"
    "<marker id=\"af\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"11\" "
    "markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<path d=\"M0 0L10 5L0 10z\" fill=\"#5b6b7b\"/></marker>"
    "<marker id=\"ak\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"11\" "
    "markerHeight=\"11\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">"
    "<path d=\"M0 0L10 5L0 10z\" fill=\"#b45f06\"/></marker>"
    "</defs>\n";

/* -- lanes -- */

static void put_lane(struct buf *out, const struct picture *p, size_t i)
{
    const struct lane *l = &p->lanes.at[i];
    int32_t            y = l->y + (l->h - l->text_h) / 2;

    buf_addf(out, "<rect class=\"lane%s\" x=\"0.5\" y=\"%d.5\" width=\"%d\" height=\"%d\"/>\n",
             i % 2 ? " o" : "", l->y, p->w - 1, l->h);
    buf_addf(out, "<rect class=\"side\" x=\"0.5\" y=\"%d.5\" width=\"%d\" height=\"%d\"/>\n", l->y,
             p->lane_w, l->h);
    put_lines(out, &l->title, INK_LANE, p->lane_w / 2, y, " m");
    put_lines(out, &l->where, INK_PLACE, p->lane_w / 2,
              y + (int32_t)l->title.n * ink_line(INK_LANE), " m");
}

/* -- ends: a sign for each outcome beside the colour, so that it is told apart in grey too -- */

void svg_sign(struct buf *out, enum outcome o, int32_t x, int32_t y)
{
    static const char *const sign[] = {
        [OUT_SOLVED]    = "M0 5L4 9L11 1",
        [OUT_UNSOLVED]  = "M1 5H10",
        [OUT_REFUSED]   = "M1 1L10 9M10 1L1 9",
        [OUT_MERGED]    = "M1 1L6 5L1 9M6 5H11",
        [OUT_WITHDRAWN] = "M6 1L1 5L6 9M1 5H11",
        [OUT_VOID]      = "M2 5a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0",
    };

    buf_addf(out, "<path class=\"ic\" transform=\"translate(%d %d)\" d=\"%s\"/>\n", x, y, sign[o]);
}

static void put_pill(struct buf *out, const struct picture *p, size_t end, const struct rect *r,
                     const struct lines *title)
{
    const struct end *e = &p->f.pr->ends[end];
    int32_t           y = r->y + (r->h - (int32_t)title->n * ink_line(INK_END)) / 2;

    buf_addf(out,
             "<g data-end=\"%.*s\"><rect class=\"o%d\" x=\"%d\" y=\"%d\" width=\"%d\" "
             "height=\"%d\" rx=\"%d\"/>",
             STR_ARG(e->name), (int)e->counts, r->x, r->y, r->w, r->h,
             r->h / 2 > 14 ? 14 : r->h / 2);
    put_title(out, phrase_title(&p->f, &e->title));
    svg_sign(out, e->counts, r->x + 10, r->y + r->h / 2 - 5);
    put_lines(out, title, INK_END, r->x + 26, y, "");
    buf_addc(out, "</g>\n");
}

/* A case of another process, for which nobody waits. */
static void put_opened(struct buf *out, const struct picture *p, const struct leave *l,
                       const struct rect *r)
{
    int32_t y = r->y + (r->h - (int32_t)l->title.n * ink_line(INK_END)) / 2;

    buf_addf(out,
             "<g data-opens=\"%.*s\"><rect class=\"op\" x=\"%d\" y=\"%d\" width=\"%d\" "
             "height=\"%d\" rx=\"4\"/>",
             STR_ARG(l->opens), r->x, r->y, r->w, r->h);
    put_title(out, phrase_process(&p->f, l->opens));
    buf_addf(out, "<path class=\"ia\" transform=\"translate(%d %d)\" d=\"" SVG_OUTWARD "\"/>\n",
             r->x + 10, r->y + r->h / 2 - 5);
    put_lines(out, &l->title, INK_END, r->x + 26, y, " q");
    buf_addc(out, "</g>\n");
}

/* It is there on a condition only. */
static void put_guard(struct buf *out, int32_t x, int32_t y)
{
    buf_addf(out, "<path class=\"gd\" d=\"M%d %dl5 5l-5 5l-5 -5z\"/>", x, y - 5);
}

static void put_leaves(struct buf *out, const struct picture *p, const struct node *n)
{
    int32_t x = n->box.x + 12, y = n->box.y + n->box.h;

    for (size_t i = 0; i < n->leaves.n; i++) {
        const struct leave *l    = &n->leaves.at[i];
        struct rect         pill = { n->box.x + l->pill.x, y + l->pill.y, l->pill.w, l->pill.h };
        int32_t             mid  = pill.y + pill.h / 2;

        buf_addf(out, "<path class=\"x%s\" marker-end=\"url(#a%s)\" d=\"M%d %dV%dH%d\"/>\n",
                 l->opens.p ? " q" : "", l->opens.p ? "m" : "f", x, y, mid, pill.x);
        if (l->guarded)
            put_guard(out, x, mid);
        put_lines(out, &l->label, INK_LABEL, n->box.x + l->label_at.x, y + l->label_at.y, "");
        if (l->opens.p)
            put_opened(out, p, l, &pill);
        else
            put_pill(out, p, l->end, &pill, &l->title);
    }
}

/* -- boxes -- */

static void put_clock(struct buf *out, int32_t x, int32_t y)
{
    buf_addf(out,
             "<path class=\"ck\" d=\"M%d %da6 6 0 1 0 12 0a6 6 0 1 0 -12 0M%d %dv-4M%d %dh3\"/>", x,
             y, x + 6, y, x + 6, y);
}

/* What it asks for comes again: a ring that closes. */
static void put_again(struct buf *out, int32_t x, int32_t y)
{
    buf_addf(out, "<path class=\"ck\" transform=\"translate(%d %d)\" d=\"" SVG_AGAIN "\"/>", x, y);
}

static void put_number(struct buf *out, const struct node *n)
{
    char       room[INT_TEXT];
    struct str s = int_text(n->number, room);
    int32_t    w = text_width(s, ink_size(INK_COUNT)) + 14;

    buf_addf(out,
             "<rect class=\"num\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" rx=\"10\"/>"
             "<text class=\"g\" x=\"%d\" y=\"%d\">%.*s</text>\n",
             n->box.x + n->box.w - w - 6, n->box.y + 7, w, n->box.x + n->box.w - w / 2 - 6,
             n->box.y + 22, STR_ARG(s));
}

static void put_paras(struct buf *out, const struct node *n)
{
    for (size_t i = 0; i < n->n_paras; i++) {
        const struct para *a = &n->paras[i];
        int32_t            x = n->box.x + PAD, y = n->box.y + a->y;

        if (a->ink == INK_CLOCK) {
            if (a->again)
                put_again(out, x, y + 9);
            else
                put_clock(out, x, y + 8);
            x += 18;
        }
        put_lines(out, &a->lines, a->ink, x, y, "");
    }
}

static struct str whole_text(const struct picture *p, const struct node *n)
{
    if (n->kind == NODE_STEP)
        return phrase_title(&p->f, &p->f.pr->steps[n->index].title);
    return STR_NONE;
}

static void put_box(struct buf *out, const struct picture *p, const struct node *n)
{
    const struct rect *r    = &n->box;
    bool               step = n->kind == NODE_STEP;
    const struct step *s    = step ? &p->f.pr->steps[n->index] : NULL;

    buf_addf(out, "<g%s%.*s%s>", step ? " data-step=\"" : "", STR_ARG(step ? s->name : S("")),
             step ? "\"" : " data-evaluate=\"\"");
    if (step)
        put_title(out, whole_text(p, n));
    buf_addf(out,
             "<rect class=\"step%s%s%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n",
             n->waits || !step ? " d" : "", step && s->joint ? " j" : "", n->automatic ? " u" : "",
             r->x, r->y, r->w, r->h);
    put_paras(out, n);
    if (n->number >= 0)
        put_number(out, n);
    buf_addc(out, "</g>\n");
    put_leaves(out, p, n);
}

static void put_start(struct buf *out, const struct node *n)
{
    const struct rect *r = &n->box;

    buf_addf(out,
             "<g data-start=\"\"><rect class=\"st\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
             "rx=\"%d\"/>",
             r->x, r->y, r->w, r->h, r->h / 2);
    put_lines(out, &n->paras[0].lines, INK_END, r->x + 14, r->y + n->paras[0].y - 1, "");
    buf_addc(out, "</g>\n");
}

static void put_node(struct buf *out, const struct picture *p, const struct node *n)
{
    switch (n->kind) {
    case NODE_START:
        put_start(out, n);
        break;
    case NODE_END:
        put_pill(out, p, n->index, &n->box, &n->paras[0].lines);
        break;
    case NODE_STEP:
    case NODE_EVALUATE:
        put_box(out, p, n);
        break;
    }
}

/* -- arrows -- */

static int32_t sign_of(int32_t v)
{
    return (v > 0) - (v < 0);
}

static int32_t least(int32_t a, int32_t b)
{
    return a < b ? a : b;
}

static int32_t length(struct point a, struct point b)
{
    int32_t dx = a.x - b.x, dy = a.y - b.y;

    return (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
}

/* A polyline with rounded corners. */
static void put_path(struct buf *out, const struct edge *e)
{
    buf_addf(out, "M%d %d", e->at[0].x, e->at[0].y);
    for (size_t i = 1; i + 1 < e->n_at; i++) {
        struct point a = e->at[i - 1], b = e->at[i], c = e->at[i + 1];
        int32_t      r = least(RADIUS, least(length(a, b), length(b, c)) / 2);

        buf_addf(out, "L%d %dQ%d %d %d %d", b.x - r * sign_of(b.x - a.x),
                 b.y - r * sign_of(b.y - a.y), b.x, b.y, b.x + r * sign_of(c.x - b.x),
                 b.y + r * sign_of(c.y - b.y));
    }
    buf_addf(out, "L%d %d", e->at[e->n_at - 1].x, e->at[e->n_at - 1].y);
}

static void put_edge(struct buf *out, const struct edge *e)
{
    const char *kind = e->back ? " k" : e->main ? " m" : "";

    buf_addc(out, "<g>");
    if (e->text.n)
        put_title(out, e->text);
    buf_addf(out, "<path class=\"to%s\" marker-end=\"url(#a%s)\" d=\"", kind,
             e->back   ? "k"
             : e->main ? "m"
                       : "f");
    put_path(out, e);
    buf_addc(out, "\"/>");
    if (e->guarded)
        put_guard(out, e->at[0].x + 6 * sign_of(e->at[1].x - e->at[0].x),
                  e->at[0].y + 6 * sign_of(e->at[1].y - e->at[0].y));
    buf_addc(out, "</g>\n");
}

static void put_labels(struct buf *out, const struct picture *p)
{
    for (size_t i = 0; i < p->edges.n; i++) {
        const struct edge *e = &p->edges.at[i];

        put_lines(out, &e->label, INK_LABEL, e->label_at.x, e->label_at.y, e->back ? " k" : "");
    }
}

/* -- the whole -- */

static void put_head(struct buf *out, const struct picture *p)
{
    static const struct say about = SAY("draw_about", "{0}　流程图", "{0}: how a case goes");
    struct str              name  = phrase_title(&p->f, &p->f.pr->title);

    buf_addf(out,
             "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
             "viewBox=\"0 0 %d %d\" role=\"img\" lang=\"%s\" aria-label=\"",
             p->w, p->h, p->w, p->h, p->f.lang == LANG_ZH ? "zh-CN" : "en");
    svg_text(out, name);
    buf_addc(out, "\">\n");
    put_title(out, name);
    buf_addc(out, style);
    buf_addc(out, marks);
    buf_addf(out, "<rect x=\"0\" y=\"0\" width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n", p->w, p->h);
    put_lines(out, &p->title, INK_HEAD, 12, 8, "");
    buf_addc(out, "<text class=\"s\" x=\"12\" y=\"48\">");
    svg_text(out,
             phrase_of(&p->f, &about, phrase_title(&p->f, &p->f.p->title), STR_NONE, STR_NONE));
    buf_addc(out, "</text>\n");
}

void picture_make(struct picture *p)
{
    p->top   = HEAD_H;
    p->title = text_wrap(p->f.arena, phrase_title(&p->f, &p->f.pr->title), INK_HEAD, 900, 1);
    picture_plan(p);
    if (p->too_many)
        return;
    picture_fill(p);
    picture_route(p);
    p->w    = p->w < WIDTH_LEAST ? WIDTH_LEAST : p->w;
    p->foot = picture_legend(NULL, p);
    p->h += p->foot;
}

static void draw(const struct picture *p, struct buf *out)
{
    put_head(out, p);
    for (size_t i = 0; i < p->lanes.n; i++)
        put_lane(out, p, i);
    for (size_t i = 0; i < p->edges.n; i++)
        put_edge(out, &p->edges.at[i]);
    for (size_t i = 0; i < p->nodes.n; i++)
        put_node(out, p, &p->nodes.at[i]);
    put_labels(out, p);
    (void)picture_legend(out, p);
    buf_addc(out, "</svg>\n");
}

enum rc process_draw(const struct practice *p, const struct process *pr, const struct draw_how *how,
                     struct buf *out)
{
    struct arena  *a   = arena_new(DRAW_ARENA);
    struct picture pic = { .f = { a, how->lang, p, pr }, .how = how };
    bool           too_many;

    picture_make(&pic);
    if (!pic.too_many)
        draw(&pic, out);
    too_many = pic.too_many;
    arena_free(a);
    return too_many ? RC_TOO_LARGE : buf_check(out);
}
