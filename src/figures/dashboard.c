/*
 * dashboard: one place's figures as a page needs them.
 *
 * What was written out once is kept until the roll-ups move on or another
 * day begins, so that a wall of screens costs one reading. The permission is
 * asked each time, for where the place lay then: a place that moves is in the
 * journal, and what is kept of it is no longer as of now.
 */
#include "figures/dashboard.h"
#include "base/gzip.h"
#include "figures/formula.h"
#include "work/journal.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT = 512, CLASSES = 20 };

struct page_key {
    int64_t place, practice, seq;
    int32_t days, today, last, lang;
    size_t  process_n;
    char    process[PRACTICE_NAME_MOST];
};
struct page {
    struct page_key key;
    struct buf      path, text, gzip; /* the place's; what is said of it, and that packed */
};
struct shelf_of_pages {
    pthread_rwlock_t lock;
    struct page      at[KEPT];
};

static void page_forget(struct page *p)
{
    buf_free(&p->path);
    buf_free(&p->text);
    buf_free(&p->gzip);
}

enum rc figures_start(struct services *s)
{
    struct shelf_of_pages *sh = calloc(1, sizeof(*sh));

    BUG_ON(!sh);
    pthread_rwlock_init(&sh->lock, NULL);
    s->room[ROOM_FIGURES] = sh;
    return RC_OK;
}

void figures_stop(struct services *s)
{
    struct shelf_of_pages *sh = s->room[ROOM_FIGURES];

    if (!sh)
        return;
    for (size_t i = 0; i < KEPT; i++)
        page_forget(&sh->at[i]);
    pthread_rwlock_destroy(&sh->lock);
    free(sh);
    s->room[ROOM_FIGURES] = NULL;
}

/* A page is looked for where its place and period say; another that falls there replaces it. */
static struct page *slot(struct shelf_of_pages *sh, const struct page_key *k)
{
    uint64_t h = (uint64_t)k->place * 0x9e3779b97f4a7c15u;

    h ^= (uint64_t)(uint32_t)k->days << 7 ^ (uint64_t)(uint32_t)k->lang;
    h ^= (uint64_t)(uint32_t)k->last << 24;
    for (size_t i = 0; i < k->process_n; i++)
        h = (h ^ (unsigned char)k->process[i]) * 0x100000001b3u;
    return &sh->at[(h ^ h >> 32) % KEPT];
}

static bool same_page(const struct page_key *a, const struct page_key *b)
{
    return a->place == b->place && a->practice == b->practice && a->seq == b->seq &&
           a->days == b->days && a->today == b->today && a->last == b->last && a->lang == b->lang &&
           a->process_n == b->process_n && memcmp(a->process, b->process, a->process_n) == 0;
}

static struct page_key key_of(const struct work *w, const struct dashboard_of *of, int64_t seq)
{
    int32_t         today = day_of(w->now);
    struct page_key k     = { .place     = of->place,
                              .practice  = w->practice_number,
                              .seq       = seq,
                              .days      = of->days,
                              .today     = today,
                              .last      = of->last == NONE_I32 ? today : of->last,
                              .lang      = (int32_t)of->lang,
                              .process_n = of->process.n };

    BUG_ON(of->process.n > sizeof(k.process));
    if (of->process.n)
        memcpy(k.process, of->process.p, of->process.n);
    return k;
}

bool dashboard_kept(struct work *w, const struct dashboard_of *of, struct str *ret_path,
                    struct buf *out)
{
    struct shelf_of_pages *sh  = w->services->room[ROOM_FIGURES];
    struct page_key        k   = key_of(w, of, runner_seen(w->services, &figures_follower));
    const struct page     *p   = slot(sh, &k);
    bool                   hit = false;

    pthread_rwlock_rdlock(&sh->lock);
    if (p->text.n && same_page(&p->key, &k)) {
        hit       = true;
        *ret_path = arena_str(w->arena, buf_str(&p->path));
        buf_add(out, buf_str(of->gzip ? &p->gzip : &p->text));
    }
    pthread_rwlock_unlock(&sh->lock);
    return hit;
}

static void page_fill(struct page *p, struct str path, struct str text)
{
    buf_init(&p->path, path.n);
    buf_init(&p->text, text.n);
    buf_init(&p->gzip, SIZE_MAX);
    buf_add(&p->path, path);
    buf_add(&p->text, text);
    gzip_add(&p->gzip, text);
}

static void keep_page(struct work *w, const struct page *new)
{
    struct shelf_of_pages *sh = w->services->room[ROOM_FIGURES];
    struct page           *p  = slot(sh, &new->key);

    pthread_rwlock_wrlock(&sh->lock);
    page_forget(p);
    *p = *new;
    pthread_rwlock_unlock(&sh->lock);
}

/* -- making one -- */

struct making {
    struct work *w;
    enum lang    lang;
    struct place place;
    struct str   process; /* absent: all */
    int32_t      from, to, today;
    struct jw    jw;
};

/* Absent when there is none: nothing was counted to divide by. */
static void put_real(struct jw *w, struct str name, double v)
{
    if (isnan(v))
        return;
    jw_key(w, name);
    jw_real(w, v);
}

static void put_sums(struct jw *w, const struct sums *s)
{
    jw_obj(w);
    for (int i = 0; i < M_COUNT; i++) {
        jw_keyc(w, measure_words[i]);
        jw_int(w, s->m[i]);
    }
    jw_obj_end(w);
}

/* The latest one typed in for this place that reaches into the period. */
static enum rc manual_value(struct making *m, const struct indicator *ind)
{
    struct rows              rows;
    const struct manual_row *r;

    TRY(db_all(m->w->tx, &stmt_manual_list, ARGS(A(m->place.id), A(ind->name)), &rows));
    r = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (r[i].first_day > m->to || r[i].last_day < m->from)
            continue;
        put_real(&m->jw, S("value"), r[i].value);
        jw_keyc(&m->jw, "source");
        jw_str(&m->jw, r[i].source);
        return RC_OK;
    }
    return RC_OK;
}

/* How a computed one comes about, so that nobody need believe it. */
static void put_reckoning(struct making *m, const struct indicator *ind)
{
    struct jw *w = &m->jw;

    jw_keyc(w, "formula");
    jw_str(w, expr_text(ind->value));
    jw_keyc(w, "in_words");
    jw_str(w, formula_words(m->w->arena, ind, m->lang));
    if (ind->shared.zh.p) {
        jw_keyc(w, "public");
        jw_str(w, text_in(&ind->shared, m->lang));
    }
    if (ind->source.p) {
        jw_keyc(w, "source");
        jw_str(w, ind->source);
    }
    if (ind->process.p) {
        jw_keyc(w, "process");
        jw_str(w, ind->process);
    }
    if (ind->least > 0) {
        jw_keyc(w, "least");
        jw_int(w, ind->least);
    }
    if (ind->each) {
        jw_keyc(w, "each");
        jw_bool(w, true);
    }
}

/* Of several processes together there is none that is of each by itself. */
static bool has_one(const struct making *m, const struct indicator *ind)
{
    return !ind->each || m->process.p;
}

/* Of one process alone there is nothing to say with another's figures, or with typed in ones. */
static bool is_of_these(const struct making *m, const struct indicator *ind)
{
    if (!m->process.p)
        return true;
    return ind->value && (!ind->process.p || str_eq(ind->process, m->process));
}

static enum rc put_indicators(struct making *m)
{
    const struct practice *p = m->w->practice;
    struct sums            s;

    jw_keyc(&m->jw, "indicators");
    jw_list(&m->jw);
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct indicator *ind = &p->indicators[i];

        if (!is_of_these(m, ind))
            continue;
        jw_obj(&m->jw);
        jw_keyc(&m->jw, "name");
        jw_str(&m->jw, ind->name);
        jw_keyc(&m->jw, "title");
        jw_str(&m->jw, text_in(&ind->title, m->lang));
        jw_keyc(&m->jw, "shown_as");
        jw_str(&m->jw, ind->percent);
        jw_keyc(&m->jw, "computed");
        jw_bool(&m->jw, ind->value != NULL);
        if (ind->value) {
            TRY(figures_sum(m->w, m->place.id, ind->process.p ? ind->process : m->process, m->from,
                            m->to, &s));
            if (has_one(m, ind))
                put_real(&m->jw, S("value"), figures_indicator(ind, &s));
            put_reckoning(m, ind);
        } else {
            TRY(manual_value(m, ind));
        }
        jw_obj_end(&m->jw);
    }
    jw_list_end(&m->jw);
    return RC_OK;
}

static const struct gauge_row *gauge_of(const struct rows *gauges, int64_t place)
{
    const struct gauge_row *g = gauges->at;

    for (size_t i = 0; i < gauges->n; i++)
        if (g[i].place == place)
            return &g[i];
    return NULL;
}

static void put_child(struct making *m, const struct place *p, struct child_row *c)
{
    const struct practice *pr = m->w->practice;
    struct sums            s;

    memcpy(s.m, c->sums.m, sizeof(s.m));
    jw_obj(&m->jw);
    jw_keyc(&m->jw, "place");
    jw_id(&m->jw, p->id);
    jw_keyc(&m->jw, "name");
    jw_str(&m->jw, p->name);
    jw_keyc(&m->jw, "sums");
    put_sums(&m->jw, &s);
    jw_keyc(&m->jw, "indicators");
    jw_obj(&m->jw);
    for (size_t i = 0; i < pr->n_indicators; i++) {
        const struct indicator *ind = &pr->indicators[i];

        /* A league table leaves out whoever has too few cases to be compared. */
        if (!ind->value || !is_of_these(m, ind) || (ind->process.p && !m->process.p) ||
            !has_one(m, ind) || s.m[M_CLOSED] + s.m[M_OPEN] < ind->least)
            continue;
        put_real(&m->jw, ind->name, figures_indicator(ind, &s));
    }
    jw_obj_end(&m->jw);
    jw_obj_end(&m->jw);
}

static enum rc children(struct making *m, int32_t from, int32_t to, struct rows *ret)
{
    return db_all(m->w->tx, &stmt_figure_children,
                  ARGS(A(m->place.id), A(from), A(to), A(m->process)), ret);
}

/* What is open now, back to the end of the period: without what came of it since. */
static void take_back(struct child_row *c, const struct rows *since)
{
    const struct child_row *later = since->at;

    for (size_t i = 0; i < since->n; i++)
        if (later[i].place == c->place) {
            c->sums.m[M_OPEN] -= later[i].sums.m[M_OPEN];
            c->sums.m[M_OPEN_LATE] -= later[i].sums.m[M_OPEN_LATE];
        }
}

static enum rc put_children(struct making *m)
{
    struct rows       rows, gauges, since = { 0 };
    struct child_row *c;

    TRY(children(m, m->from, m->to, &rows));
    TRY(db_all(m->w->tx, &stmt_figure_child_gauges, ARGS(A(m->place.id), A(m->process)), &gauges));
    if (m->to < m->today)
        TRY(children(m, m->to + 1, m->today, &since));
    c = rows.at;
    jw_keyc(&m->jw, "children");
    jw_list(&m->jw);
    for (size_t i = 0; i < rows.n; i++) {
        const struct gauge_row *g = gauge_of(&gauges, c[i].place);
        struct place            p;

        c[i].sums.m[M_OPEN]      = g ? g->open : 0;
        c[i].sums.m[M_OPEN_LATE] = g ? g->open_late : 0;
        take_back(&c[i], &since);
        TRY(place_get(m->w, c[i].place, &p));
        put_child(m, &p, &c[i]);
    }
    jw_list_end(&m->jw);
    return RC_OK;
}

/* An indicator's value by the process; of those of one process at that alone. */
static void put_process(struct making *m, const struct process_sums *s)
{
    const struct practice *pr = m->w->practice;
    const struct process  *p  = practice_process(pr, s->process);

    jw_obj(&m->jw);
    jw_keyc(&m->jw, "process");
    jw_str(&m->jw, s->process);
    jw_keyc(&m->jw, "title");
    jw_str(&m->jw, p ? text_in(&p->title, m->lang) : s->process);
    jw_keyc(&m->jw, "sums");
    put_sums(&m->jw, &s->sums);
    jw_keyc(&m->jw, "indicators");
    jw_obj(&m->jw);
    for (size_t i = 0; i < pr->n_indicators; i++) {
        const struct indicator *ind = &pr->indicators[i];

        if (ind->value && (!ind->process.p || str_eq(ind->process, s->process)))
            put_real(&m->jw, ind->name, figures_indicator(ind, &s->sums));
    }
    jw_obj_end(&m->jw);
    jw_obj_end(&m->jw);
}

static enum rc put_processes(struct making *m)
{
    struct process_sums *at;
    size_t               n;

    TRY(figures_processes(m->w, m->place.id, m->from, m->to, &at, &n));
    jw_keyc(&m->jw, "processes");
    jw_list(&m->jw);
    for (size_t i = 0; i < n; i++)
        if (!m->process.p || str_eq(m->process, at[i].process))
            put_process(m, &at[i]);
    jw_list_end(&m->jw);
    return RC_OK;
}

static enum rc put_days(struct making *m)
{
    struct rows           rows;
    const struct day_row *d;
    char                  room[TIME_TEXT];

    TRY(db_all(m->w->tx, &stmt_figure_days,
               ARGS(A(m->place.id), A(m->from), A(m->to), A(m->process)), &rows));
    d = rows.at;
    jw_keyc(&m->jw, "days");
    jw_list(&m->jw);
    for (size_t i = 0; i < rows.n; i++) {
        jw_obj(&m->jw);
        jw_keyc(&m->jw, "day");
        jw_str(&m->jw, day_text((int32_t)d[i].day, room));
        jw_keyc(&m->jw, "opened");
        jw_int(&m->jw, d[i].opened);
        jw_keyc(&m->jw, "closed");
        jw_int(&m->jw, d[i].closed);
        jw_keyc(&m->jw, "closed_on_time");
        jw_int(&m->jw, d[i].closed_on_time);
        jw_obj_end(&m->jw);
    }
    jw_list_end(&m->jw);
    return RC_OK;
}

static enum rc put_classes(struct making *m)
{
    struct rows             rows = { 0 };
    const struct class_row *c;

    if (!m->process.p) /* they are counted for all processes together */
        TRY(db_all(m->w->tx, &stmt_figure_classes,
                   ARGS(A(m->place.id), A(m->from), A(m->to), A((int64_t)CLASSES)), &rows));
    c = rows.at;
    jw_keyc(&m->jw, "classes");
    jw_list(&m->jw);
    for (size_t i = 0; i < rows.n; i++) {
        const struct case_class *k = practice_class(m->w->practice, c[i].class);

        jw_obj(&m->jw);
        jw_keyc(&m->jw, "class");
        jw_str(&m->jw, c[i].class);
        jw_keyc(&m->jw, "title");
        jw_str(&m->jw, k ? text_in(&k->title, m->lang) : c[i].class);
        jw_keyc(&m->jw, "opened");
        jw_int(&m->jw, c[i].opened);
        jw_keyc(&m->jw, "closed");
        jw_int(&m->jw, c[i].closed);
        jw_keyc(&m->jw, "late");
        jw_int(&m->jw, c[i].late);
        jw_obj_end(&m->jw);
    }
    jw_list_end(&m->jw);
    return RC_OK;
}

static enum rc make(struct making *m, int64_t seq)
{
    struct sums s;
    char        room[TIME_TEXT];

    TRY(figures_sum(m->w, m->place.id, m->process, m->from, m->to, &s));
    jw_obj(&m->jw);
    jw_keyc(&m->jw, "place");
    jw_id(&m->jw, m->place.id);
    jw_keyc(&m->jw, "name");
    jw_str(&m->jw, m->place.name);
    jw_keyc(&m->jw, "first_day");
    jw_str(&m->jw, day_text(m->from, room));
    jw_keyc(&m->jw, "last_day");
    jw_str(&m->jw, day_text(m->to, room));
    jw_keyc(&m->jw, "as_of");
    jw_int(&m->jw, seq);
    jw_keyc(&m->jw, "sums");
    put_sums(&m->jw, &s);
    TRY(put_indicators(m));
    TRY(put_processes(m));
    TRY(put_children(m));
    TRY(put_days(m));
    TRY(put_classes(m));
    jw_obj_end(&m->jw);
    return RC_OK;
}

enum rc dashboard_page(struct work *w, const struct place *p, const struct dashboard_of *of,
                       struct buf *out)
{
    struct page new;
    struct making m    = { .w = w, .lang = of->lang, .place = *p, .process = of->process };
    size_t        from = out->n;
    int64_t       seq;

    TRY(cursor_get(w, str_of(figures_follower.name), &seq));
    new.key = key_of(w, of, seq);
    m.today = new.key.today;
    m.to    = new.key.last;
    m.from  = new.key.last - of->days + 1;
    jw_init(&m.jw, out);
    TRY(make(&m, seq));
    TRY(buf_check(out));
    page_fill(&new, p->path, str_skip(buf_str(out), from));
    if (of->gzip) {
        out->n = from;
        buf_add(out, buf_str(&new.gzip));
    }
    keep_page(w, &new);
    return RC_OK;
}
