/*
 * sim_say: one run, or two beside each other, as tables for people.
 *
 * A column is as wide as its widest cell; a Chinese character is two wide.
 */
#include "app/sim_side.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

enum { COLS = 12, STUCK_SHOWN = 40, GAP = 2, CELL_MOST = 120 };

struct table {
    struct arena   *a;
    VEC(struct str) cells;
    size_t          cols;
    enum lang       lang;
};

static void cell(struct table *t, struct str s)
{
    *VEC_PUSH(t->a, &t->cells) = s;
}

static void head(struct table *t, struct words w)
{
    cell(t, str_of(t->lang == LANG_ZH ? w.zh : w.en));
}

static void number(struct table *t, int64_t v)
{
    cell(t, arena_fmt(t->a, "%lld", (long long)v));
}

static void percent(struct table *t, double v)
{
    cell(t, isnan(v) ? S("-") : arena_fmt(t->a, "%.1f%%", v * 100));
}

static void hours(struct table *t, double us)
{
    cell(t, isnan(us) ? S("-") : arena_fmt(t->a, "%.1f", us / (double)US_HOUR));
}

static size_t width(struct str s)
{
    size_t   n = 0;
    uint32_t cp;

    while (utf8_next(&s, &cp))
        n += cp >= 0x1100 ? 2 : 1;
    return n;
}

static void pad(struct buf *out, size_t n)
{
    while (n-- > 0)
        buf_add1(out, ' ');
}

/* The first column begins at the left, the others end at the right. */
static void write_out(struct table *t, struct buf *out)
{
    size_t wide[COLS] = { 0 };

    for (size_t i = 0; i < t->cells.n; i++) {
        size_t n = width(t->cells.at[i]);

        if (n > wide[i % t->cols])
            wide[i % t->cols] = n;
    }
    for (size_t i = 0; i < t->cells.n; i++) {
        size_t     col  = i % t->cols;
        struct str s    = t->cells.at[i];
        size_t     left = wide[col] - width(s);

        if (col)
            pad(out, GAP + left);
        buf_add(out, s);
        if (col == 0)
            pad(out, left);
        if (col + 1 == t->cols)
            buf_add1(out, '\n');
    }
    buf_add1(out, '\n');
    t->cells.n = 0;
}

/* -- the whole -- */

static const struct words runs[] = { { "现状", "as it is" }, { "假设", "what if" } };

static void run_heads(struct table *t, size_t n)
{
    for (size_t i = 0; i < n; i++)
        head(t, runs[i]);
}

struct line {
    struct words title;
    size_t       at; /* an int64_t of the report */
};

static void say_whole(struct table *t, const struct sim_side *at, size_t n, struct buf *out)
{
    static const struct line lines[] = {
        { { "在岗人数", "people at work" }, offsetof(struct sim_report, workers) },
        { { "上报", "reported" }, offsetof(struct sim_report, reported) },
        { { "未受理", "not taken" }, offsetof(struct sim_report, refused) },
        { { "办理步数", "moves" }, offsetof(struct sim_report, moves) },
        { { "办不成的步数", "moves not possible" }, offsetof(struct sim_report, failed) },
        { { "办结", "ended" }, offsetof(struct sim_report, ended) },
        { { "按时办结", "ended in time" }, offsetof(struct sim_report, on_time) },
        { { "未结", "open" }, offsetof(struct sim_report, open) },
        { { "未结且超期", "open and late" }, offsetof(struct sim_report, open_late) },
        { { "停住、无人能办", "stuck, nobody can act" }, offsetof(struct sim_report, stuck_cases) },
    };

    t->cols = n + 1;
    cell(t, S(""));
    run_heads(t, n);
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        head(t, lines[i].title);
        for (size_t j = 0; j < n; j++)
            number(t, *(const int64_t *)(const void *)((const char *)&at[j].report + lines[i].at));
    }
    head(t, (struct words){ "按时率", "on time" });
    for (size_t j = 0; j < n; j++)
        percent(t, sim_on_time(at[j].report.on_time, at[j].report.ended, at[j].report.open_late));
    head(t, (struct words){ "瓶颈岗位", "bottleneck" });
    for (size_t j = 0; j < n; j++) {
        const struct sim_report *r = &at[j].report;

        cell(t, r->n_posts ? r->posts[r->bottleneck].title[t->lang] : S("-"));
    }
    write_out(t, out);
}

/* -- processes -- */

static void say_processes(struct table *t, const struct sim_side *at, size_t n, struct buf *out)
{
    t->cols = 2 + n * 5;
    head(t, (struct words){ "流程", "process" });
    cell(t, S(""));
    for (size_t j = 0; j < n; j++) {
        head(t, (struct words){ "受理", "opened" });
        head(t, (struct words){ "办结", "ended" });
        head(t, (struct words){ "按时率", "on time" });
        head(t, (struct words){ "未结", "open" });
        head(t, (struct words){ "停住", "stuck" });
    }
    for (size_t i = 0; i < at[0].report.n_processes; i++) {
        cell(t, at[0].report.processes[i].title[t->lang]);
        cell(t, at[0].report.processes[i].name);
        for (size_t j = 0; j < n; j++) {
            const struct sim_process *p = &at[j].report.processes[i];

            number(t, p->opened);
            number(t, p->ended);
            percent(t, sim_on_time(p->on_time, p->ended, p->open_late));
            number(t, p->open);
            number(t, p->stuck);
        }
    }
    write_out(t, out);
}

static void say_ends(struct table *t, const struct sim_side *at, size_t n, struct buf *out)
{
    t->cols = 2 + n;
    head(t, (struct words){ "流程", "process" });
    head(t, (struct words){ "办结方式", "ended as" });
    run_heads(t, n);
    for (size_t i = 0; i < at[0].report.n_processes; i++) {
        const struct sim_process *p = &at[0].report.processes[i];

        for (size_t k = 0; k < p->n_ends; k++) {
            cell(t, k == 0 ? p->title[t->lang] : S(""));
            cell(t, p->ends[k].title[t->lang]);
            for (size_t j = 0; j < n; j++)
                number(t, at[j].report.processes[i].ends[k].cases);
        }
    }
    write_out(t, out);
}

/* -- posts -- */

static const struct sim_post *post_of(const struct sim_report *r, struct str name)
{
    for (size_t i = 0; i < r->n_posts; i++)
        if (str_eq(r->posts[i].name, name))
            return &r->posts[i];
    return NULL;
}

static void say_post(struct table *t, const struct sim_post *p)
{
    static const struct sim_post none;

    p = p ? p : &none;
    number(t, p->people);
    percent(t, p->there_us ? (double)p->worked_us / (double)p->there_us : NAN);
    percent(t, p->busiest);
    number(t, p->waiting);
    hours(t, p->done + p->waiting ? (double)p->waited_us / (double)(p->done + p->waiting) : NAN);
}

static void say_posts(struct table *t, const struct sim_side *at, size_t n, struct buf *out)
{
    t->cols = 2 + n * 5;
    head(t, (struct words){ "岗位", "post" });
    cell(t, S(""));
    for (size_t j = 0; j < n; j++) {
        head(t, (struct words){ "人数", "people" });
        head(t, (struct words){ "负荷", "load" });
        head(t, (struct words){ "最忙者", "busiest" });
        head(t, (struct words){ "在等", "waiting" });
        head(t, (struct words){ "平均等待小时", "mean wait, hours" });
    }
    for (size_t i = 0; i < at[0].report.n_posts; i++) {
        const struct sim_post *p = &at[0].report.posts[i];

        cell(t, p->title[t->lang]);
        cell(t, p->name);
        for (size_t j = 0; j < n; j++)
            say_post(t, post_of(&at[j].report, p->name));
    }
    write_out(t, out);
}

static void say_hired(struct table *t, const struct sim_report *r, struct buf *out)
{
    t->cols = 2;
    head(t, (struct words){ "无人在岗或人手不足、模拟时补上的岗位",
                            "posts that too few held, filled for the run" });
    head(t, (struct words){ "处", "places" });
    for (size_t i = 0; i < r->n_posts; i++) {
        if (!r->posts[i].hired)
            continue;
        cell(t, r->posts[i].title[t->lang]);
        number(t, r->posts[i].hired);
    }
    if (t->cells.n > 2)
        write_out(t, out);
    t->cells.n = 0;
}

static void say_lacks(struct table *t, const struct sim_report *r, struct buf *out)
{
    if (r->n_lacks == 0)
        return;
    t->cols = 3;
    head(t, (struct words){ "数据中没有、表单要填的机构",
                            "organisations that forms ask for and the data have not" });
    cell(t, S(""));
    head(t, (struct words){ "次", "times" });
    for (size_t i = 0; i < r->n_lacks; i++) {
        cell(t, r->lacks[i].title[t->lang]);
        cell(t, r->lacks[i].kind);
        number(t, r->lacks[i].times);
    }
    write_out(t, out);
}

/* -- where cases stand still -- */

static void say_stuck(struct table *t, const struct sim_report *r, struct buf *out)
{
    static const struct words why[] = { { "此处无人任该岗位", "nobody holds the post there" },
                                        { "任该岗位者办不了", "whoever holds it cannot" },
                                        { "等的是外面的人，没有来",
                                          "waits for somebody outside who does not come" } };
    size_t                    n     = r->n_stuck < STUCK_SHOWN ? r->n_stuck : STUCK_SHOWN;

    if (n == 0)
        return;
    t->cols = 5;
    head(t, (struct words){ "停住的环节", "cases are stuck at" });
    head(t, (struct words){ "岗位", "post" });
    head(t, (struct words){ "件", "cases" });
    head(t, (struct words){ "原因", "why" });
    cell(t, S(""));
    for (size_t i = 0; i < n; i++) {
        const struct sim_stuck *s = &r->stuck[i];

        cell(t, arena_fmt(t->a, "%.*s.%.*s %.*s", STR_ARG(s->process), STR_ARG(s->step),
                          STR_ARG(s->title[t->lang])));
        cell(t, s->post.p ? s->post : S("-"));
        number(t, s->cases);
        head(t, why[s->why]);
        cell(t, utf8_head(s->what.p ? s->what : S(""), CELL_MOST));
    }
    write_out(t, out);
}

void sim_table(enum lang lang, const struct sim_side *at, size_t n, struct buf *out)
{
    struct table t = { .a = at[0].arena, .lang = lang };

    say_whole(&t, at, n, out);
    say_processes(&t, at, n, out);
    say_ends(&t, at, n, out);
    say_posts(&t, at, n, out);
    say_hired(&t, &at[0].report, out);
    say_lacks(&t, &at[n - 1].report, out);
    say_stuck(&t, &at[n - 1].report, out);
}
