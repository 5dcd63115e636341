#ifndef LINLI_SHAPE_JSON_SCAN_H
#define LINLI_SHAPE_JSON_SCAN_H
/* json_scan: what reader and writer share; private to this room. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* How many of the n bytes at p can stand in a JSON string as they are. */
static inline size_t json_clean_run(const char *p, size_t n)
{
    static const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    size_t                i = 0;

    for (; n - i >= 8; i += 8) {
        uint64_t w, hit;

        memcpy(&w, p + i, 8);
        /* The top bit of each byte that is below 32, a quote or a backslash; the lowest is exact.
         */
        hit =
            ((w - ones * 32) | ((w ^ ones * '"') - ones) | ((w ^ ones * '\\') - ones)) & ~w & tops;
        if (hit) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
            return i + (size_t)__builtin_ctzll(hit) / 8;
#else
            break;
#endif
        }
    }
    while (i < n && (unsigned char)p[i] >= 32 && p[i] != '"' && p[i] != '\\')
        i++;
    return i;
}

#endif
