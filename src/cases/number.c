/*
 * number: what people read out to each other.
 *
 * Prefix, day, a dash, the case's number of that day and a check digit:
 * SQ260302-00175. The check digit (Luhn over the digits) makes one digit
 * misheard or two exchanged an error and not somebody else's case.
 */
#include "base/digest.h"
#include "cases/engine.h"

enum { LANES = 16 };

/* Luhn's sum over the digits of `s`; the last digit counts once when `with_check`, else twice. */
static int luhn(struct str s, bool with_check)
{
    int  sum   = 0;
    bool twice = !with_check;

    for (size_t i = s.n; i-- > 0;) {
        int d = s.p[i] - '0';

        if (d < 0 || d > 9)
            continue;
        d = twice ? d * 2 : d;
        sum += d > 9 ? d - 9 : d;
        twice = !twice;
    }
    return sum % 10;
}

/*
 * Where transactions run side by side, a counter that each of them raises
 * would make them fail and begin again one after the other: the day's numbers
 * are then dealt from several counters, and a few are left out.
 */
static enum rc count_one(struct work *w, struct str prefix, int32_t day, int64_t *ret)
{
    int64_t           lane   = work_id(w) % LANES;
    bool              serial = db_serial(w->services->db);
    struct number_row row;
    int64_t           changed;

    if (!serial)
        prefix = arena_fmt(w->arena, "%.*s/%d", STR_ARG(prefix), (int)lane);
    TRY(db_run(w->tx, &stmt_count_more, ARGS(A(prefix), A(day)), &changed));
    if (changed == 0)
        TRY(db_run(w->tx, &stmt_count_first, ARGS(A(prefix), A(day)), NULL));
    TRY(db_one(w->tx, &stmt_count_get, ARGS(A(prefix), A(day)), &row));
    *ret = serial ? row.n : (row.n - 1) * LANES + lane + 1;
    return RC_OK;
}

enum rc case_number_make(struct work *w, struct str prefix, struct str *ret)
{
    int32_t     day = day_of(w->now);
    struct date d   = date_from_day(day);
    struct str  bare;
    int64_t     n;

    TRY(count_one(w, prefix, day, &n));
    bare = arena_fmt(w->arena, "%.*s%02d%02d%02d-%04lld", STR_ARG(prefix), d.y % 100, d.m, d.d,
                     (long long)n);
    *ret = arena_fmt(w->arena, "%.*s%d", STR_ARG(bare), (10 - luhn(bare, false)) % 10);
    return RC_OK;
}

bool case_number_ok(struct str number)
{
    return number.n > 2 && luhn(number, true) == 0;
}

/* Codes are secrets of their holders: only the digest is kept. Case and dashes do not matter. */
struct str case_code_digest(struct arena *a, struct str code)
{
    char          room[32];
    size_t        n = 0;
    struct digest d;
    char         *hex = arena_alloc(a, DIGEST_HEX + 1);

    for (size_t i = 0; i < code.n && n < sizeof(room); i++) {
        char c = code.p[i];

        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            room[n++] = c;
    }
    d = digest_of((struct str){ room, n });
    return digest_hex(&d, hex);
}
