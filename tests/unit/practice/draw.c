/* Pictures of processes: nothing overlaps, nothing is missing, whatever a pack calls its things. */
#include "packs.h"

#include "practice/draw_own.h"

#include <stdlib.h>

/* -- where things are -- */

struct thing {
    struct rect at;
    const char *what;
    size_t      of; /* the node that it belongs to, or NODE_NONE */
};
struct drawn {
    struct picture p;
    struct thing   things[2000];
    size_t         n;
};

static bool overlap(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

static void put(struct drawn *d, struct rect at, const char *what, size_t of)
{
    assert_true(d->n < ARRAY_LEN(d->things));
    if (at.w && at.h)
        d->things[d->n++] = (struct thing){ at, what, of };
}

static void collect(struct drawn *d)
{
    for (size_t i = 0; i < d->p.nodes.n; i++) {
        const struct node *n = &d->p.nodes.at[i];

        put(d, n->box, "box", i);
        for (size_t k = 0; k < n->leaves.n; k++) {
            struct rect label = n->leaves.at[k].label_at, pill = n->leaves.at[k].pill;

            label.x += n->box.x;
            label.y += n->box.y + n->box.h;
            pill.x += n->box.x;
            pill.y += n->box.y + n->box.h;
            put(d, label, "label of an end", i);
            put(d, pill, "end", i);
        }
    }
    for (size_t i = 0; i < d->p.edges.n; i++)
        put(d, d->p.edges.at[i].label_at, "label", NODE_NONE);
}

static void nothing_overlaps(const struct drawn *d)
{
    for (size_t i = 0; i < d->n; i++) {
        const struct thing *a = &d->things[i];

        if (a->at.x < d->p.lane_w || a->at.y < d->p.top || a->at.x + a->at.w > d->p.w ||
            a->at.y + a->at.h > d->p.h - d->p.foot)
            fail_msg("%s %zu of %.*s is outside", a->what, i, STR_ARG(d->p.f.pr->name));
        for (size_t k = 0; k < i; k++)
            if (overlap(&a->at, &d->things[k].at))
                fail_msg("%.*s: %s at %d,%d and %s at %d,%d overlap", STR_ARG(d->p.f.pr->name),
                         a->what, a->at.x, a->at.y, d->things[k].what, d->things[k].at.x,
                         d->things[k].at.y);
    }
}

static struct rect line_rect(struct point a, struct point b)
{
    return (struct rect){ a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y,
                          a.x == b.x ? 1 : abs(a.x - b.x), a.y == b.y ? 1 : abs(a.y - b.y) };
}

static void no_arrow_runs_through_a_thing(const struct drawn *d)
{
    for (size_t i = 0; i < d->p.edges.n; i++) {
        const struct edge *e = &d->p.edges.at[i];

        for (size_t k = 1; k < e->n_at; k++) {
            struct rect line = line_rect(e->at[k - 1], e->at[k]);

            assert_true(e->at[k].x == e->at[k - 1].x || e->at[k].y == e->at[k - 1].y);
            for (size_t t = 0; t < d->n; t++) {
                struct rect in = d->things[t].at;

                if (d->things[t].of == NODE_NONE)
                    continue;
                in = (struct rect){ in.x + 1, in.y + 1, in.w - 2, in.h - 2 };
                if (overlap(&line, &in))
                    fail_msg("%.*s: the arrow \"%.*s\" runs through a %s", STR_ARG(d->p.f.pr->name),
                             STR_ARG(e->text), d->things[t].what);
            }
        }
    }
}

/* Of packs that people wrote; in a wild one there is not room enough beside each arrow. */
static void no_arrow_runs_through_a_label(const struct drawn *d)
{
    for (size_t i = 0; i < d->p.edges.n; i++)
        for (size_t k = 1; k < d->p.edges.at[i].n_at; k++) {
            const struct edge *e    = &d->p.edges.at[i];
            struct rect        line = line_rect(e->at[k - 1], e->at[k]);

            for (size_t o = 0; o < d->p.edges.n; o++)
                if (o != i && overlap(&line, &d->p.edges.at[o].label_at))
                    fail_msg("%.*s: the arrow \"%.*s\" runs through the label \"%.*s\"",
                             STR_ARG(d->p.f.pr->name), STR_ARG(e->text),
                             STR_ARG(d->p.edges.at[o].text));
        }
}

static void texts_stay_in_their_boxes(const struct drawn *d)
{
    for (size_t i = 0; i < d->p.lanes.n; i++) {
        const struct lane *l = &d->p.lanes.at[i];

        assert_true(l->title.w <= d->p.lane_w && l->where.w <= d->p.lane_w);
        assert_true(l->text_h <= l->h);
        assert_int_equal(i ? d->p.lanes.at[i - 1].y + d->p.lanes.at[i - 1].h : d->p.top, l->y);
    }
    for (size_t i = 0; i < d->p.nodes.n; i++) {
        const struct node *n = &d->p.nodes.at[i];

        for (size_t k = 0; k < n->n_paras; k++) {
            const struct para *a = &n->paras[k];

            assert_true(a->lines.w + PAD + (a->ink == INK_CLOCK ? 18 : 0) <= n->box.w);
            assert_true(a->y + (int32_t)a->lines.n * ink_line(a->ink) <= n->box.h);
        }
    }
}

/* -- what is said -- */

/* The text of the picture without tags, its lines put together again. */
static struct str said(struct arena *a, struct str svg)
{
    struct buf *b  = arena_buf(a, 8 << 20);
    bool        in = false;

    for (size_t i = 0; i < svg.n; i++) {
        if (svg.p[i] == '<')
            in = true;
        else if (svg.p[i] == '>')
            in = false;
        else if (!in && svg.p[i] != ' ' && svg.p[i] != '\n')
            buf_add1(b, svg.p[i]);
    }
    return buf_str(b);
}

static void is_said(struct arena *a, struct str all, struct str text)
{
    struct buf *b = arena_buf(a, 1 << 20);

    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] != ' ')
            buf_add1(b, text.p[i]);
    if (str_find(all, buf_str(b)) == SIZE_MAX)
        fail_msg("\"%.*s\" is not in the picture", STR_ARG(text));
}

static void everything_is_said(struct arena *a, const struct process *pr, enum lang lang,
                               struct str svg)
{
    struct str all = said(a, svg);

    for (size_t i = 0; i < pr->n_steps; i++) {
        is_said(a, all, text_in(&pr->steps[i].title, lang));
        for (size_t k = 0; k < pr->steps[i].n_moves; k++)
            is_said(a, all, text_in(&pr->steps[i].moves[k].title, lang));
    }
    for (size_t i = 0; i < pr->n_ends; i++)
        if (pr->ends[i].counts != OUT_VOID) /* what a split leaves behind comes by no move */
            is_said(a, all, text_in(&pr->ends[i].title, lang));
}

static struct str draw(struct arena *a, const struct practice *p, const struct process *pr,
                       const struct draw_how *how)
{
    struct buf *b = arena_buf(a, 8 << 20);

    assert_rc(process_draw(p, pr, how, b), RC_OK);
    return buf_str(b);
}

static void check_one(struct arena *a, const struct practice *p, const struct process *pr,
                      enum lang lang, bool wild)
{
    struct draw_how how = { .lang = lang };
    struct drawn   *d   = arena_alloc(a, sizeof(*d));

    d->p = (struct picture){ .f = { a, lang, p, pr }, .how = &how };
    picture_make(&d->p);
    collect(d);
    nothing_overlaps(d);
    no_arrow_runs_through_a_thing(d);
    if (!wild)
        no_arrow_runs_through_a_label(d);
    texts_stay_in_their_boxes(d);
}

static struct practice *load_path(struct arena *a, const char *under)
{
    struct faults     f    = { 0 };
    struct str        path = arena_fmt(a, "%s/../../%s", UNIT_TESTS, under);
    struct pack_file *files;
    size_t            n;

    if (pack_read(a, path.p, &f, &files, &n) != RC_OK)
        fail_msg("%s cannot be read", path.p);
    return load_files(a, files, n);
}

static void every_process_of_every_pack_is_drawn_without_overlap(void **state)
{
    static const char *const packs[] = { "practices/base-cn",
                                         "practices/ganjingzi",
                                         "practices/hantang-north",
                                         "practices/huayuanlu",
                                         "practices/liuzhai",
                                         "practices/qindu",
                                         "tests/unit/practice/packs/small",
                                         "tests/rooms/cases/packs/many" };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(packs); i++) {
        struct arena    *a = arena_new(256 << 20);
        struct practice *p = load_path(a, packs[i]);

        for (size_t k = 0; k < p->n_processes; k++)
            for (int lang = LANG_ZH; lang <= LANG_EN; lang++) {
                struct draw_how how = { .lang = (enum lang)lang };
                struct str      svg = draw(a, p, &p->processes[k], &how);

                check_one(a, p, &p->processes[k], how.lang, false);
                everything_is_said(a, &p->processes[k], how.lang, svg);
                assert_true(str_eq(svg, draw(a, p, &p->processes[k], &how)));
            }
        practice_free(p);
        arena_free(a);
    }
}

/* -- hostile packs -- */

/* A process of `n` steps whose moves lead anywhere; the same for the same seed. */
static struct str wild_process(struct arena *a, uint32_t seed, int n, const char *title)
{
    static const char *const who[] = { "clerk @ community", "secretary @ community",
                                       "grid_head @ place", "initiator" };
    struct buf              *b     = arena_buf(a, 4 << 20);

    buf_addf(b, "process: wild\ntitle: %s\nprefix: WI\nopen: anyone\nform: {place: need}\nsteps:\n",
             title);
    for (int i = 0; i < n; i++) {
        buf_addf(b, "  s%d:\n    title: %s\n    who: %s\n    clock: 2 workdays\n    moves:\n", i,
                 title, i ? who[(seed >> (i % 24)) % 4] : who[0]);
        buf_addf(b, "      on: {title: %s, to: %s%d, may: note}\n", title,
                 i + 1 < n ? "s" : "end.e", i + 1 < n ? i + 1 : 0);
        if (i == 0)
            buf_addf(b, "      stop: {title: %s, to: end.e1}\n", title);
        for (int k = 0; k < 4; k++) {
            seed = seed * UINT32_C(1103515245) + 12345;
            buf_addf(b, "      m%d: {title: %s, to: ", k, title);
            if (seed >> 28 < 3)
                buf_addf(b, "end.e%d, need: reason}\n", (int)(seed >> 20 & 1));
            else
                buf_addf(b, "s%d, need: reason}\n", (int)(seed >> 16) % n);
        }
    }
    buf_addf(b, "ends:\n  e0: {title: %s, counts: solved}\n  e1: {title: %s, counts: refused}\n",
             title, title);
    return buf_str(b);
}

static struct practice *load_wild(struct arena *a, uint32_t seed, int n, const char *title)
{
    struct pack_file *small, *all;
    struct findings   found = { .arena = a };
    struct practice  *p;
    size_t            n_small;

    read_folder(a, "small", &small, &n_small);
    all = ARENA_ARRAY(a, struct pack_file, n_small + 2);
    memcpy(all, small, n_small * sizeof(*all));
    all[n_small] = (struct pack_file){ S("own"), S("wild.yaml"), wild_process(a, seed, n, title) };
    all[n_small + 1] =
        (struct pack_file){ S("own"), S("pack.yaml"), S("pack: own\nextends: small\n") };
    if (practice_load(all, n_small + 2, NULL, &found, &p) != RC_OK)
        fail_msg("%s", findings_text(a, &found, LANG_EN).p);
    return p;
}

static void a_wild_process_is_drawn_without_overlap(void **state)
{
    (void)state;
    for (uint32_t seed = 1; seed <= 40; seed++) {
        struct arena    *a = arena_new(512 << 20);
        struct practice *p = load_wild(a, seed * 7919, 2 + (int)seed % 14, "\"任务处理\"");

        check_one(a, p, practice_process(p, S("wild")), LANG_ZH, true);
        practice_free(p);
        arena_free(a);
    }
}

static void forty_steps_with_long_titles_are_drawn_without_overlap(void **state)
{
    static const char *const titles[] = {
        ("\"一个非常非常长而且怎么也说不完的步骤名称，里面还有（括号）、“引号”和其他东西，继续写下"
         "去"
         "直到没有地方\""),
        "\"Averyveryverylongwordwithoutanyplacewhereitcouldbebrokenasitgoesonandon and some more\"",
        "\"<b>&amp;\\\" ' ]]> &lt; \\x01 \\uFFFE\"",
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(titles); i++) {
        struct arena    *a = arena_new((size_t)1 << 30);
        struct practice *p = load_wild(a, 77, 40, titles[i]);

        check_one(a, p, practice_process(p, S("wild")), LANG_EN, true);
        practice_free(p);
        arena_free(a);
    }
}

static void what_a_pack_calls_things_is_escaped(void **state)
{
    struct arena    *a   = arena_new((size_t)1 << 30);
    struct practice *p   = load_wild(a, 3, 3, "\"<script>&\\\"' \\x01\\uFFFE\"");
    struct draw_how  how = { .lang = LANG_ZH };
    struct str       svg = draw(a, p, practice_process(p, S("wild")), &how);

    (void)state;
    assert_true(str_find(svg, S("<script")) == SIZE_MAX);
    assert_true(str_find(svg, S("&lt;script&gt;&amp;&quot;'")) != SIZE_MAX);
    assert_true(str_find(svg, S("\x01")) == SIZE_MAX);
    assert_true(str_find(svg, S("\xef\xbf\xbe")) == SIZE_MAX);
    practice_free(p);
    arena_free(a);
}

static int64_t number_of(void *ctx, size_t step)
{
    (void)ctx;
    return step == 1 ? -1 : (int64_t)step * 1000 + 41;
}

static void a_step_shows_the_number_that_it_is_given(void **state)
{
    struct arena    *a    = arena_new(64 << 20);
    struct practice *p    = load_path(a, "tests/unit/practice/packs/small");
    struct draw_how  how  = { .lang = LANG_ZH, .number = number_of };
    struct draw_how  bare = { .lang = LANG_ZH };
    struct str       svg  = draw(a, p, practice_process(p, S("demand")), &how);
    struct str       none = draw(a, p, practice_process(p, S("demand")), &bare);

    (void)state;
    assert_true(str_find(svg, S(">41</text>")) != SIZE_MAX);
    assert_true(str_find(svg, S(">1041</text>")) == SIZE_MAX);
    assert_true(str_find(svg, S(">2041</text>")) != SIZE_MAX);
    assert_true(str_find(none, S("class=\"num\"")) == SIZE_MAX);
    assert_true(str_find(svg, S("在办件数")) != SIZE_MAX);
    assert_true(str_find(none, S("在办件数")) == SIZE_MAX);
    practice_free(p);
    arena_free(a);
}

static void what_is_opened_beside_and_what_is_owed_again_have_signs_of_their_own(void **state)
{
    struct arena    *a = arena_new(64 << 20);
    struct practice *p =
        load_over_small(a, "---\n"
                           "process: care\n"
                           "title: 关爱\n"
                           "prefix: GA\n"
                           "form: {place: need}\n"
                           "steps:\n"
                           "  going:\n"
                           "    title: 走访期间\n"
                           "    who: clerk @ community\n"
                           "    clocks: {visit: {title: 走访, every: 1 month, stop_at: visit}}\n"
                           "    moves:\n"
                           "      visit: {title: 上门走访, need: note, opens: care}\n"
                           "      end: {title: 结束关爱, to: end.over}\n"
                           "ends: {over: {title: 不再需要, counts: solved}}\n");
    struct draw_how how = { .lang = LANG_ZH };
    struct str      svg = draw(a, p, practice_process(p, S("care")), &how);
    struct str      old = draw(a, p, practice_process(p, S("demand")), &how);

    (void)state;
    assert_true(str_find(svg, S("data-opens=\"care\"")) != SIZE_MAX);
    assert_true(str_find(svg, S("上门走访：另开一件，")) != SIZE_MAX);
    assert_true(str_find(svg, S("走访：每月一次")) != SIZE_MAX);
    assert_true(str_find(svg, S("漏做：黄牌")) != SIZE_MAX);
    assert_true(str_find(svg, S("定期要做")) != SIZE_MAX);
    assert_true(str_find(svg, S("另开事项")) != SIZE_MAX);
    assert_true(str_find(old, S("定期要做")) == SIZE_MAX);
    assert_true(str_find(old, S("另开事项")) == SIZE_MAX);
    practice_free(p);
    arena_free(a);
}

static void a_picture_that_is_too_large_is_not_given(void **state)
{
    struct arena    *a   = arena_new(64 << 20);
    struct practice *p   = load_path(a, "tests/unit/practice/packs/small");
    struct draw_how  how = { .lang = LANG_ZH };
    struct buf       out;

    (void)state;
    buf_init(&out, 5000);
    assert_rc(process_draw(p, practice_process(p, S("demand")), &how, &out), RC_TOO_LARGE);
    buf_free(&out);
    practice_free(p);
    arena_free(a);
}

static void a_process_with_more_arrows_than_anybody_could_follow_is_not_drawn(void **state)
{
    struct arena    *a   = arena_new((size_t)1 << 30);
    struct buf      *b   = arena_buf(a, 1 << 20);
    struct draw_how  how = { .lang = LANG_ZH };
    struct practice *p;

    (void)state;
    buf_addc(b, "---\nprocess: web\ntitle: 网\nprefix: WE\nopen: anyone\nform: {place: need}\n"
                "ends: {e: {title: 完, counts: solved}}\nsteps:\n");
    for (int i = 0; i < 40; i++) {
        buf_addf(b, "  s%d:\n    title: 步\n    who: clerk @ community\n    moves:\n", i);
        buf_addc(b, "      end: {title: 完, to: end.e}\n");
        for (int k = 0; k < 40; k++)
            buf_addf(b, "      m%d: {title: 走, to: s%d}\n", k, k);
    }
    p = load_over_small(a, arena_cstr(a, buf_str(b)));
    b = arena_buf(a, 8 << 20);
    assert_rc(process_draw(p, practice_process(p, S("web")), &how, b), RC_TOO_LARGE);
    practice_free(p);
    arena_free(a);
}

static void text_is_broken_where_it_may_be(void **state)
{
    static const struct {
        const char *text;
        int32_t     width;
        const char *lines[3];
    } want[] = {
        { "核查通过，结案", 60, { "核查通", "过，结案" } },
        { "Send to verification", 90, { "Send to", "verification" } },
        { "2个工作日以内", 52, { "2个工作", "日以内" } },
        { "一二三四五六七八九十一二三四", 52, { "一二三四", "五六七八", "九十一…" } },
        { "其余3个工作日", 80, { "其余", "3个工作日" } },   /* no unit is torn */
        { "一二三四五六七", 78, { "一二三四", "五六七" } }, /* no letter is left alone */
        { "超期3天红牌、超期5天上报", 100, { "超期3天红牌、", "超期5天上报" } },
    };
    struct arena *a = arena_new(1 << 20);

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(want); i++) {
        struct lines got = text_wrap(a, str_of(want[i].text), INK_LABEL, want[i].width, 3);

        for (size_t k = 0; k < 3 && want[i].lines[k]; k++) {
            assert_true(k < got.n);
            assert_text(got.at[k], want[i].lines[k]);
        }
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_process_of_every_pack_is_drawn_without_overlap),
        cmocka_unit_test(a_wild_process_is_drawn_without_overlap),
        cmocka_unit_test(forty_steps_with_long_titles_are_drawn_without_overlap),
        cmocka_unit_test(what_a_pack_calls_things_is_escaped),
        cmocka_unit_test(a_step_shows_the_number_that_it_is_given),
        cmocka_unit_test(what_is_opened_beside_and_what_is_owed_again_have_signs_of_their_own),
        cmocka_unit_test(a_picture_that_is_too_large_is_not_given),
        cmocka_unit_test(a_process_with_more_arrows_than_anybody_could_follow_is_not_drawn),
        cmocka_unit_test(text_is_broken_where_it_may_be),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
