/* sim_queue: what comes next, and what waits for whom. Two binary heaps. */
#include "app/sim.h"

static bool sooner(const struct sim_event *a, const struct sim_event *b)
{
    return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void sim_later(struct sim *m, int64_t at, enum sim_event_kind kind, int64_t subject)
{
    struct sim_event e = { at, m->order++, kind, subject };
    size_t           i;

    if (m->n_events == m->cap_events)
        m->events = arena_grow(m->arena, m->events, &m->cap_events, sizeof(*m->events));
    for (i = m->n_events++; i > 0 && sooner(&e, &m->events[(i - 1) / 2]); i = (i - 1) / 2)
        m->events[i] = m->events[(i - 1) / 2];
    m->events[i] = e;
}

bool sim_next(struct sim *m, struct sim_event *ret)
{
    struct sim_event last;
    size_t           i = 0;

    if (m->n_events == 0)
        return false;
    *ret = m->events[0];
    last = m->events[--m->n_events];
    for (size_t child = 1; child < m->n_events; child = 2 * i + 1) {
        if (child + 1 < m->n_events && sooner(&m->events[child + 1], &m->events[child]))
            child++;
        if (!sooner(&m->events[child], &last))
            break;
        m->events[i] = m->events[child];
        i            = child;
    }
    m->events[i] = last;
    return true;
}

/* People take what is due first, and of that what has waited longest. */
static bool before(const struct sim_task *a, const struct sim_task *b)
{
    return a->due != b->due ? a->due < b->due : a->since < b->since;
}

void sim_wait(struct sim *m, struct sim_seat *seat, struct sim_task task)
{
    size_t i;

    if (seat->n == seat->cap)
        seat->at = arena_grow(m->arena, seat->at, &seat->cap, sizeof(*seat->at));
    for (i = seat->n++; i > 0 && before(&task, &seat->at[(i - 1) / 2]); i = (i - 1) / 2)
        seat->at[i] = seat->at[(i - 1) / 2];
    seat->at[i] = task;
}

bool sim_take(struct sim_seat *seat, struct sim_task *ret)
{
    struct sim_task last;
    size_t          i = 0;

    if (seat->n == 0)
        return false;
    *ret = seat->at[0];
    last = seat->at[--seat->n];
    for (size_t child = 1; child < seat->n; child = 2 * i + 1) {
        if (child + 1 < seat->n && before(&seat->at[child + 1], &seat->at[child]))
            child++;
        if (!before(&seat->at[child], &last))
            break;
        seat->at[i] = seat->at[child];
        i           = child;
    }
    seat->at[i] = last;
    return true;
}
