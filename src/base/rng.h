#ifndef LINLI_BASE_RNG_H
#define LINLI_BASE_RNG_H
/* rng: repeatable random numbers for the simulator and tests; never for secrets. */
#include <stdint.h>
struct rng {
    uint64_t s[4];
};
void     rng_seed(struct rng *r, uint64_t seed);
uint64_t rng_next(struct rng *r);
uint64_t rng_below(struct rng *r, uint64_t n); /* 0 .. n-1, n > 0 */
double   rng_real(struct rng *r);              /* [0, 1) */
double   rng_exp(struct rng *r, double mean);  /* waiting times */

#endif
