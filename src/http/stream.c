#include "http/stream.h"
#include "http/call.h"

#include <string.h>

void hall_init(struct hall *h)
{
    pthread_mutex_init(&h->lock, NULL);
}

void hall_release(struct hall *h)
{
    pthread_mutex_destroy(&h->lock);
}

void hall_wake(struct hall *h)
{
    atomic_fetch_add(&h->generation, 1);
}

static void leave(struct hall *h, struct stream *s)
{
    if (s->before)
        s->before->next = s->next;
    else
        h->asleep = s->next;
    if (s->next)
        s->next->before = s->before;
    s->next = s->before = NULL;
    s->is_asleep        = false;
}

void hall_rouse(struct hall *h, int64_t now_s)
{
    struct stream *next;
    uint64_t       generation;

    pthread_mutex_lock(&h->lock);
    generation = atomic_load(&h->generation);
    for (struct stream *s = h->asleep; s; s = next) {
        next = s->next;
        if (s->asked == generation && now_s - s->spoke_s < STREAM_QUIET_S &&
            !atomic_load(&h->ending))
            continue;
        leave(h, s);
        h->resume(s->conn);
    }
    pthread_mutex_unlock(&h->lock);
}

void hall_end(struct hall *h)
{
    atomic_store(&h->ending, true);
}

enum rc stream_open(struct request *q, struct stream_source source, int64_t cursor)
{
    struct call   *c = (struct call *)q;
    struct hall   *h = &c->site->hall;
    struct stream *s;

    BUG_ON(c->stream != NULL);
    if (atomic_fetch_add(&h->n, 1) >= STREAMS_MOST || atomic_load(&h->ending)) {
        atomic_fetch_sub(&h->n, 1);
        if (source.closed)
            source.closed(source.ctx);
        return RC_BUSY;
    }
    s         = ARENA_NEW(q->arena, struct stream);
    s->hall   = h;
    s->source = source;
    s->cursor = cursor;
    buf_init(&s->out, STREAM_OUT_MOST);
    c->stream = s;
    q->status = 200;
    q->type   = "text/event-stream";
    reply_header(q, "X-Accel-Buffering", S("no")); /* for a proxy that would hold it back */
    return RC_OK;
}

void stream_close(struct stream *s)
{
    struct hall *h = s->hall;

    pthread_mutex_lock(&h->lock);
    if (s->is_asleep)
        leave(h, s);
    pthread_mutex_unlock(&h->lock);
    atomic_fetch_sub(&h->n, 1);
    if (s->source.closed)
        s->source.closed(s->source.ctx);
    buf_free(&s->out);
}

/* Ask the source, if there may be something. RC_OK also when there was nothing. */
static enum rc fill(struct stream *s, int64_t now_s)
{
    uint64_t generation = atomic_load(&s->hall->generation);

    buf_clear(&s->out);
    s->sent = 0;
    if (!s->begun || generation != s->asked) {
        s->asked = generation;
        TRY(s->source.next(s->source.ctx, &s->cursor, &s->out));
        TRY(buf_check(&s->out));
        if (s->out.n)
            s->asked = generation - 1; /* there may be more: ask again before sleeping */
    }
    if (s->out.n == 0 && (!s->begun || now_s - s->spoke_s >= STREAM_QUIET_S))
        buf_addc(&s->out, ":\n\n");
    s->begun = true;
    return RC_OK;
}

/* False when something new came in the last moment. */
static bool fall_asleep(struct stream *s)
{
    struct hall *h = s->hall;
    bool         still;

    pthread_mutex_lock(&h->lock);
    still = atomic_load(&h->generation) == s->asked && !atomic_load(&h->ending);
    if (still) {
        s->before = NULL;
        s->next   = h->asleep;
        if (s->next)
            s->next->before = s;
        h->asleep    = s;
        s->is_asleep = true;
        h->suspend(s->conn);
    }
    pthread_mutex_unlock(&h->lock);
    return still;
}

ssize_t stream_read(struct stream *s, char *to, size_t most, int64_t now_s)
{
    for (;;) {
        size_t left = s->out.n - s->sent;

        if (atomic_load(&s->hall->ending))
            return STREAM_END;
        if (left) {
            size_t n = left < most ? left : most;

            memcpy(to, s->out.p + s->sent, n);
            s->sent += n;
            s->spoke_s = now_s;
            return (ssize_t)n;
        }
        if (fill(s, now_s) != RC_OK)
            return STREAM_END;
        if (s->out.n == 0 && fall_asleep(s))
            return STREAM_ASLEEP;
    }
}
