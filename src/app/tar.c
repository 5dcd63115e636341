#include "app/tar.h"
#include "base/time.h"

#include <stdio.h>
#include <string.h>

/* Offsets and lengths of the fields that we use. */
enum {
    NAME_AT   = 0,
    NAME_N    = 100,
    MODE_AT   = 100,
    UID_AT    = 108,
    GID_AT    = 116,
    SIZE_AT   = 124,
    SIZE_N    = 12,
    MTIME_AT  = 136,
    SUM_AT    = 148,
    SUM_N     = 8,
    TYPE_AT   = 156,
    MAGIC_AT  = 257,
    PREFIX_AT = 345,
};

static void put_octal(char *at, int digits, uint64_t v)
{
    while (digits--) {
        at[digits] = (char)('0' + (v & 7));
        v >>= 3;
    }
}

static void put_size(char *at, int64_t size)
{
    uint64_t v = (uint64_t)size;

    if (v >> 33 == 0) {
        put_octal(at, SIZE_N - 1, v);
        return;
    }
    for (int i = SIZE_N - 1; i > 0; i--) {
        at[i] = (char)(v & 255);
        v >>= 8;
    }
    at[0] = (char)0x80;
}

static uint64_t sum_of(const char *block)
{
    uint64_t sum = 0;

    for (int i = 0; i < TAR_BLOCK; i++)
        sum += i >= SUM_AT && i < SUM_AT + SUM_N ? ' ' : (unsigned char)block[i];
    return sum;
}

void tar_header(struct str name, int64_t size, int64_t at, char ret_block[TAR_BLOCK])
{
    BUG_ON(name.n >= NAME_N || size < 0);
    memset(ret_block, 0, TAR_BLOCK);
    memcpy(ret_block + NAME_AT, name.p, name.n);
    put_octal(ret_block + MODE_AT, 7, 0600);
    put_octal(ret_block + UID_AT, 7, 0);
    put_octal(ret_block + GID_AT, 7, 0);
    put_size(ret_block + SIZE_AT, size);
    put_octal(ret_block + MTIME_AT, 11, at > 0 ? (uint64_t)(at / US_SECOND) : 0);
    ret_block[TYPE_AT] = '0';
    memcpy(ret_block + MAGIC_AT, "ustar\00000", 8);
    put_octal(ret_block + SUM_AT, 6, sum_of(ret_block));
    ret_block[SUM_AT + 7] = ' ';
}

bool tar_is_end(const char block[TAR_BLOCK])
{
    for (int i = 0; i < TAR_BLOCK; i++)
        if (block[i])
            return false;
    return true;
}

/* Octal digits, ended by NUL or space. */
static bool get_octal(const char *at, size_t n, uint64_t *ret)
{
    uint64_t v = 0;
    size_t   i = 0;

    while (i < n && at[i] >= '0' && at[i] <= '7')
        v = v << 3 | (uint64_t)(at[i++] - '0');
    *ret = v;
    return i > 0 && (i == n || at[i] == '\0' || at[i] == ' ');
}

static bool get_size(const char *at, uint64_t *ret)
{
    uint64_t v = 0;

    if ((unsigned char)at[0] != 0x80)
        return get_octal(at, SIZE_N, ret);
    for (int i = 1; i < SIZE_N; i++) {
        if (v >> 55)
            return false;
        v = v << 8 | (unsigned char)at[i];
    }
    *ret = v;
    return true;
}

enum rc tar_parse(const char block[TAR_BLOCK], struct str *ret_name, int64_t *ret_size)
{
    uint64_t sum, size;

    if (!get_octal(block + SUM_AT, SUM_N, &sum) || sum != sum_of(block))
        return RC_MALFORMED;
    if (memcmp(block + MAGIC_AT, "ustar", 5) != 0 || block[TYPE_AT] != '0' || block[PREFIX_AT])
        return RC_MALFORMED;
    if (!get_size(block + SIZE_AT, &size) || size > INT64_MAX)
        return RC_MALFORMED;
    *ret_name = (struct str){ block, strnlen(block, NAME_N) };
    *ret_size = (int64_t)size;
    return ret_name->n ? RC_OK : RC_MALFORMED;
}
