/* xoshiro256** by Blackman and Vigna, seeded through splitmix64 (both in the public domain). */
#include "base/rng.h"
#include "base/rc.h"

#include <math.h>

static uint64_t rotl(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

void rng_seed(struct rng *r, uint64_t seed)
{
    int i;

    for (i = 0; i < 4; i++) {
        uint64_t z = seed += UINT64_C(0x9E3779B97F4A7C15);

        z       = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        z       = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
        r->s[i] = z ^ z >> 31;
    }
}

uint64_t rng_next(struct rng *r)
{
    uint64_t result = rotl(r->s[1] * 5, 7) * 9, t = r->s[1] << 17;

    r->s[2] ^= r->s[0];
    r->s[3] ^= r->s[1];
    r->s[1] ^= r->s[2];
    r->s[0] ^= r->s[3];
    r->s[2] ^= t;
    r->s[3] = rotl(r->s[3], 45);
    return result;
}

uint64_t rng_below(struct rng *r, uint64_t n)
{
    uint64_t x, floor;

    BUG_ON(n == 0);
    floor = -n % n; /* below it some remainders would come once too often */
    do
        x = rng_next(r);
    while (x < floor);
    return x % n;
}

double rng_real(struct rng *r)
{
    return (double)(rng_next(r) >> 11) * 0x1.0p-53;
}

double rng_exp(struct rng *r, double mean)
{
    return -mean * log1p(-rng_real(r));
}
