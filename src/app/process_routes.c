/* process_routes: a process in force as a picture and in sentences, as `linli practice show` gives
 * them, and how many open cases stand at each of its steps. */
#include "app/process_routes.h"
#include "cases/standing.h"
#include "practice/draw.h"
#include "practice/show_text.h"

enum { SHOWN_MOST = 8 << 20, A_MINUTE = 120 };

static const struct say say_no_process =
    SAY("no_process", "没有“{0}”这个流程", "there is no process {0}");

static enum rc process_of(struct request *q, struct work *w, const struct process **ret)
{
    *ret = w->practice ? practice_process(w->practice, q->path.word[0]) : NULL;
    if (!*ret)
        return fault(w->faults, RC_NOT_FOUND, &say_no_process, q->path.word[0], STR_NONE);
    return RC_OK;
}

static enum rc get_words(struct request *q, struct work *w)
{
    struct buf           *b = arena_buf(q->arena, SHOWN_MOST);
    const struct process *p;

    TRY(process_of(q, w, &p));
    process_text(w->practice, p, q->lang, b);
    TRY(buf_check(b));
    return reply_text(q, 200, "text/plain; charset=utf-8", buf_str(b));
}

struct step_count {
    struct str step, title;
    int64_t    n, late, since;
};
#define T struct step_count
static const struct field step_count_fields[] = {
    F(T, step, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, n, .doc = "open cases there, whichever version they run by"),
    F(T, late, .doc = "of them those that ran late, there or before"),
    F(T, since, .as = AS_TIME, .opt = true, .doc = "what has waited there longest came then"),
};
static const struct shape step_count_shape = SHAPE(T, step_count_fields);
#undef T

/* *ret has one for each step of the process. */
static enum rc count_steps(struct work *w, const struct process *p, enum lang lang,
                           struct step_count **ret)
{
    const struct standing_step *row;
    struct step_count          *at = ARENA_ARRAY(w->arena, struct step_count, p->n_steps + 1);
    struct rows                 rows;

    TRY(standing_steps(w, p->name, &rows));
    row = rows.at;
    for (size_t i = 0; i < p->n_steps; i++)
        at[i] = (struct step_count){ .step  = p->steps[i].name,
                                     .title = text_in(&p->steps[i].title, lang),
                                     .since = NONE_I64 };
    for (size_t i = 0; i < rows.n; i++) {
        int32_t step = process_step(p, row[i].step);

        if (step < 0)
            continue;
        at[step].n     = row[i].n;
        at[step].late  = row[i].late;
        at[step].since = row[i].since;
    }
    *ret = at;
    return RC_OK;
}

static enum rc get_counts(struct request *q, struct work *w)
{
    const struct process *p;
    struct step_count    *at;

    TRY(process_of(q, w, &p));
    TRY(count_steps(w, p, q->lang, &at));
    return reply_list(q, &step_count_shape, &(struct rows_view){ at, p->n_steps }, STR_NONE,
                      STR_NONE);
}

struct drawing_query {
    bool counts;
};
static const struct field drawing_query_fields[] = {
    F(struct drawing_query, counts, .opt = true,
      .doc = "with how many open cases stand at each step; needs practice.read"),
};
static const struct shape drawing_query_shape = SHAPE(struct drawing_query, drawing_query_fields);

static int64_t number_of(void *ctx, size_t step)
{
    const struct step_count *at = ctx;

    return at[step].n > 0 ? at[step].n : -1;
}

static enum rc get_drawing(struct request *q, struct work *w)
{
    const struct drawing_query *in  = q->query;
    struct draw_how             how = { .lang = q->lang };
    struct buf                 *b   = arena_buf(q->arena, SHOWN_MOST);
    const struct process       *p;
    struct step_count          *at;

    TRY(process_of(q, w, &p));
    if (in->counts) {
        if (!caps_has(&w->actor->any, CAP_PRACTICE_READ))
            return RC_DENIED;
        TRY(count_steps(w, p, q->lang, &at));
        how.number = number_of;
        how.ctx    = at;
    }
    TRY(process_draw(w->practice, p, &how, b));
    return reply_text(q, 200, "image/svg+xml", buf_str(b));
}

const struct route process_routes[] = {
    { .on         = GET,
      .path       = "/api/v1/practice/processes/{name}/drawing",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_READ,
      .query      = &drawing_query_shape,
      .reply_type = "image/svg+xml",
      .per_minute = A_MINUTE,
      .run        = get_drawing,
      .doc = "One process as a picture: lanes of those who act, steps with their limits, moves." },
    { .on         = GET,
      .path       = "/api/v1/practice/processes/{name}/words",
      .can        = CAP_SIGNED_IN,
      .tx         = WORK_NONE,
      .reply_type = "text/plain",
      .per_minute = A_MINUTE,
      .run        = get_words,
      .doc        = "One process in sentences: who acts, by when, what follows." },
    { .on         = GET,
      .path       = "/api/v1/practice/processes/{name}/counts",
      .can        = CAP_PRACTICE_READ,
      .tx         = WORK_READ,
      .reply      = &step_count_shape,
      .reply_list = true,
      .per_minute = A_MINUTE,
      .run        = get_counts,
      .doc = "How many open cases stand at each step of a process, in the whole instance; steps "
             "that the version in force no longer has are left out." },
    { 0 },
};
