/*
 * How long it takes to find the grid of a point among 2,850 of them.
 *
 * Prints nanoseconds of processor time in the mean, as one line a figure; the
 * same map asked by one thread and by two at once.
 */
#include "../unit/territory/cells.h"
#include "territory/map.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { COLS = 50, ROWS = 57, ASK = 1000000, THREADS = 2 };

static const struct cells town = { COLS, ROWS, 6, { 121.4, 38.8 }, 0.004 };

struct asker {
    const struct map *map;
    uint64_t          seed;
    double            ns;
    size_t            found;
};

static double now_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void *ask(void *ctx)
{
    struct asker  *k  = ctx;
    struct lonlat *at = calloc(ASK, sizeof(*at));
    struct rng     r;
    double         from;

    rng_seed(&r, k->seed);
    for (int i = 0; at && i < ASK; i++)
        at[i] = (struct lonlat){ town.from.lon + town.step * (0.5 + rng_real(&r) * (COLS - 1)),
                                 town.from.lat + town.step * (0.5 + rng_real(&r) * (ROWS - 1)) };
    from = now_ns();
    for (int i = 0; at && i < ASK; i++) {
        struct located l;

        if (map_locate(k->map, at[i], 1000, &l) == RC_OK && l.by_polygon)
            k->found++;
    }
    k->ns = (now_ns() - from) / ASK;
    free(at);
    return NULL;
}

static struct map *make(void)
{
    struct map_maker *m = map_begin();
    struct arena     *a = arena_new(64 << 20);
    struct lonlat     ring[CELL_POINTS_MOST];

    for (int row = 0; row < ROWS; row++)
        for (int col = 0; col < COLS; col++) {
            size_t           n     = cells_ring(&town, col, row, ring);
            struct lonlat    p     = cells_corner(&town, col, row);
            struct map_place place = { .place = row * COLS + col,
                                       .path  = arena_fmt(a, "%06d", row * COLS + col),
                                       .rank  = 5,
                                       .lon   = p.lon,
                                       .lat   = p.lat,
                                       .m2    = 1,
                                       .wkb   = cells_wkb(a, ring, n) };

            BUG_ON(map_add(m, &place) != RC_OK);
        }
    arena_free(a);
    return map_finish(m);
}

int main(void)
{
    double       from = now_ns();
    struct map  *map  = make();
    double       made = now_ns() - from;
    struct asker k[THREADS];
    pthread_t    thread[THREADS];

    printf("map of %zu polygons made in            %8.1f ms\n", map_areas(map), made / 1e6);
    k[0] = (struct asker){ map, 1, 0, 0 };
    ask(&k[0]);
    printf("locate, one thread, mean               %8.1f ns  (%zu of %d found)\n", k[0].ns,
           k[0].found, ASK);
    for (int i = 0; i < THREADS; i++) {
        k[i] = (struct asker){ map, (uint64_t)i + 1, 0, 0 };
        pthread_create(&thread[i], NULL, ask, &k[i]);
    }
    for (int i = 0; i < THREADS; i++)
        pthread_join(thread[i], NULL);
    printf("locate, %d threads, mean of the slowest %8.1f ns\n", THREADS, fmax(k[0].ns, k[1].ns));
    map_free(map);
    return 0;
}
