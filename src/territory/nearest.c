#include "territory/nearest.h"

#include <math.h>

static const double RADIUS = 6371008.8;

struct near_point near_point(struct lonlat p, int64_t id)
{
    double rad = acos(-1.0) / 180.0, c = cos(p.lat * rad);

    return (struct near_point){ { c * cos(p.lon * rad), c * sin(p.lon * rad), sin(p.lat * rad) },
                                id };
}

static void swap(struct near_point *a, struct near_point *b)
{
    struct near_point c = *a;

    *a = *b;
    *b = c;
}

/* Bring the k-th by `axis` to its place, smaller ones before it (Hoare's selection). */
static void select_nth(struct near_point *at, size_t n, size_t k, int axis)
{
    size_t lo = 0, hi = n - 1;

    while (lo < hi) {
        double pivot = at[lo + (hi - lo) / 2].v[axis];
        size_t i = lo, j = hi;

        for (;;) {
            while (at[i].v[axis] < pivot)
                i++;
            while (at[j].v[axis] > pivot)
                j--;
            if (i >= j)
                break;
            swap(&at[i++], &at[j--]);
        }
        if (k <= j)
            hi = j;
        else
            lo = j + 1;
    }
}

static void make(struct near_point *at, size_t n, int axis)
{
    size_t mid = n / 2;

    if (n < 2)
        return;
    select_nth(at, n, mid, axis);
    make(at, mid, (axis + 1) % 3);
    make(at + mid + 1, n - mid - 1, (axis + 1) % 3);
}

void nearest_make(struct nearest *t, struct near_point *at, size_t n)
{
    make(at, n, 0);
    *t = (struct nearest){ at, n };
}

struct search {
    double                   v[3], best; /* square of the chord */
    const struct near_point *hit;
};

static void search(struct search *s, const struct near_point *at, size_t n, int axis)
{
    size_t mid = n / 2;
    double d, side;

    if (n == 0)
        return;
    d = 0;
    for (int i = 0; i < 3; i++)
        d += (at[mid].v[i] - s->v[i]) * (at[mid].v[i] - s->v[i]);
    if (d < s->best) {
        s->best = d;
        s->hit  = &at[mid];
    }
    side = s->v[axis] - at[mid].v[axis];
    axis = (axis + 1) % 3;
    if (side < 0)
        search(s, at, mid, axis);
    else
        search(s, at + mid + 1, n - mid - 1, axis);
    if (side * side >= s->best)
        return;
    if (side < 0)
        search(s, at + mid + 1, n - mid - 1, axis);
    else
        search(s, at, mid, axis);
}

bool nearest_find(const struct nearest *t, struct lonlat p, double most_m, int64_t *ret_id,
                  double *ret_metres)
{
    struct near_point q = near_point(p, 0);
    struct search     s = { .v = { q.v[0], q.v[1], q.v[2] } };
    double            chord;

    if (!(most_m > 0))
        return false;
    chord  = 2.0 * sin(fmin(most_m / (2.0 * RADIUS), acos(0.0)));
    s.best = chord * chord;
    search(&s, t->at, t->n, 0);
    if (!s.hit)
        return false;
    *ret_id     = s.hit->id;
    *ret_metres = 2.0 * RADIUS * asin(fmin(1.0, sqrt(s.best) / 2.0));
    return true;
}
