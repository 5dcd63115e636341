#include "work/slow.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

enum {
    SLOW_THREADS = 2,  /* a password takes 64 MiB while it is hashed */
    SLOW_MOST    = 64, /* waiting; more would wait longer than a caller does */
};

struct slow {
    pthread_mutex_t   lock;
    pthread_cond_t    cond;
    struct slow_task *first, **last;
    int               waiting;
    bool              stop;
    int               n;
    pthread_t         threads[SLOW_THREADS];
};

/* NULL when there is nothing more to do. */
static struct slow_task *next_task(struct slow *l)
{
    struct slow_task *t;

    pthread_mutex_lock(&l->lock);
    while (!l->first && !l->stop)
        pthread_cond_wait(&l->cond, &l->lock);
    t = l->first;
    if (t) {
        l->first = t->next;
        l->waiting--;
        if (!l->first)
            l->last = &l->first;
    }
    pthread_mutex_unlock(&l->lock);
    return t;
}

static void *slow_main(void *ctx)
{
    struct slow_task *t;

    while ((t = next_task(ctx)))
        t->run(t);
    return NULL;
}

struct slow *slow_new(void)
{
    struct slow *l = calloc(1, sizeof(*l));

    BUG_ON(!l);
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->cond, NULL);
    l->last = &l->first;
    while (l->n < SLOW_THREADS && pthread_create(&l->threads[l->n], NULL, slow_main, l) == 0)
        l->n++;
    return l;
}

enum rc slow_take(struct slow *l, struct slow_task *t)
{
    enum rc rc = RC_OK;

    pthread_mutex_lock(&l->lock);
    if (l->n == 0 || l->stop || l->waiting == SLOW_MOST) {
        rc = RC_BUSY;
    } else {
        t->next  = NULL;
        *l->last = t;
        l->last  = &t->next;
        l->waiting++;
        pthread_cond_signal(&l->cond);
    }
    pthread_mutex_unlock(&l->lock);
    return rc;
}

void slow_free(struct slow *l)
{
    if (!l)
        return;
    pthread_mutex_lock(&l->lock);
    l->stop = true;
    pthread_cond_broadcast(&l->cond);
    pthread_mutex_unlock(&l->lock);
    for (int i = 0; i < l->n; i++)
        pthread_join(l->threads[i], NULL);
    pthread_cond_destroy(&l->cond);
    pthread_mutex_destroy(&l->lock);
    free(l);
}
