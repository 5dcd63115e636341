/* sim_json: one run, or two, for programs. */
#include "app/sim_side.h"
#include "shape/json.h"

#include <math.h>

static void count(struct jw *w, const char *name, int64_t v)
{
    jw_keyc(w, name);
    jw_int(w, v);
}

static void rate(struct jw *w, const char *name, double v)
{
    jw_keyc(w, name);
    jw_real(w, isnan(v) ? v : round(v * 10000) / 10000);
}

static void text(struct jw *w, const char *name, struct str v)
{
    jw_keyc(w, name);
    jw_str(w, v);
}

static void title(struct jw *w, const struct str at[2])
{
    jw_keyc(w, "title");
    jw_obj(w);
    text(w, "zh", at[LANG_ZH]);
    text(w, "en", at[LANG_EN]);
    jw_obj_end(w);
}

static double hours(int64_t us)
{
    return (double)us / (double)US_HOUR;
}

static void put_process(struct jw *w, const struct sim_process *p)
{
    jw_obj(w);
    text(w, "name", p->name);
    title(w, p->title);
    count(w, "opened", p->opened);
    count(w, "refused", p->refused);
    count(w, "ended", p->ended);
    count(w, "on_time", p->on_time);
    rate(w, "on_time_rate", sim_on_time(p->on_time, p->ended, p->open_late));
    count(w, "open", p->open);
    count(w, "open_late", p->open_late);
    count(w, "moved", p->moved);
    count(w, "stuck", p->stuck);
    jw_keyc(w, "ends");
    jw_obj(w);
    for (size_t i = 0; i < p->n_ends; i++) {
        jw_key(w, p->ends[i].name);
        jw_int(w, p->ends[i].cases);
    }
    jw_obj_end(w);
    jw_obj_end(w);
}

static void put_post(struct jw *w, const struct sim_post *p)
{
    jw_obj(w);
    text(w, "name", p->name);
    title(w, p->title);
    count(w, "people", p->people);
    count(w, "hired", p->hired);
    count(w, "done", p->done);
    count(w, "waiting", p->waiting);
    rate(w, "worked_hours", hours(p->worked_us));
    rate(w, "there_hours", hours(p->there_us));
    rate(w, "load", p->there_us ? (double)p->worked_us / (double)p->there_us : NAN);
    rate(w, "busiest", p->busiest);
    text(w, "busiest_at", p->busiest_at);
    rate(w, "waited_hours", hours(p->waited_us));
    jw_obj_end(w);
}

static void put_stuck(struct jw *w, const struct sim_stuck *s)
{
    static const char *const why[] = { "nobody", "refused", "outside" };

    jw_obj(w);
    text(w, "process", s->process);
    text(w, "step", s->step);
    text(w, "post", s->post);
    jw_keyc(w, "why");
    jw_cstr(w, why[s->why]);
    text(w, "what", s->what);
    count(w, "cases", s->cases);
    jw_obj_end(w);
}

static void put_run(struct jw *w, const struct sim_side *s)
{
    const struct sim_report *r = &s->report;

    jw_obj(w);
    text(w, "name", str_of(s->name));
    count(w, "workers", r->workers);
    count(w, "reported", r->reported);
    count(w, "refused", r->refused);
    count(w, "moves", r->moves);
    count(w, "failed", r->failed);
    count(w, "ended", r->ended);
    count(w, "on_time", r->on_time);
    rate(w, "on_time_rate", sim_on_time(r->on_time, r->ended, r->open_late));
    count(w, "open", r->open);
    count(w, "open_late", r->open_late);
    count(w, "stuck_cases", r->stuck_cases);
    text(w, "bottleneck", r->n_posts ? r->posts[r->bottleneck].name : STR_NONE);
    jw_keyc(w, "processes");
    jw_list(w);
    for (size_t i = 0; i < r->n_processes; i++)
        put_process(w, &r->processes[i]);
    jw_list_end(w);
    jw_keyc(w, "posts");
    jw_list(w);
    for (size_t i = 0; i < r->n_posts; i++)
        put_post(w, &r->posts[i]);
    jw_list_end(w);
    jw_keyc(w, "lacks");
    jw_list(w);
    for (size_t i = 0; i < r->n_lacks; i++) {
        jw_obj(w);
        text(w, "kind", r->lacks[i].kind);
        count(w, "times", r->lacks[i].times);
        jw_obj_end(w);
    }
    jw_list_end(w);
    jw_keyc(w, "stuck");
    jw_list(w);
    for (size_t i = 0; i < r->n_stuck; i++)
        put_stuck(w, &r->stuck[i]);
    jw_list_end(w);
    jw_obj_end(w);
}

void sim_json(const struct sim_side *at, size_t n, struct buf *out)
{
    struct jw w;

    jw_init(&w, out);
    jw_obj(&w);
    count(&w, "days", at[0].options.days);
    count(&w, "seed", (int64_t)at[0].options.seed);
    jw_keyc(&w, "from");
    jw_day(&w, day_of(at[0].options.begin_at));
    jw_keyc(&w, "runs");
    jw_list(&w);
    for (size_t i = 0; i < n; i++)
        put_run(&w, &at[i]);
    jw_list_end(&w);
    jw_obj_end(&w);
    buf_add1(out, '\n');
}
