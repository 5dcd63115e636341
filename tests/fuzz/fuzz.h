#ifndef LINLI_TESTS_FUZZ_H
#define LINLI_TESTS_FUZZ_H
/* fuzz: what a target gives to libFuzzer or to replay_main.c. Abort on a finding; returns 0. */
#include "base/str.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input. */
static inline void need(bool ok)
{
    if (!ok)
        abort();
}

#endif
