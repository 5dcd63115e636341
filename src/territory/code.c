#include "territory/code.h"

static const struct say say_chars =
    SAY("code_chars", "编码只能用字母、数字、“-”、“.”和“_”，最多{0}个字符",
        "a code has only letters, digits, “-”, “.” and “_”, {0} characters at most");
static const struct say say_digits = SAY("code_digits", "编码应为{0}位数字（{1}），现为“{2}”",
                                         "the code must have {0} digits ({1}), not “{2}”");
static const struct say say_above =
    SAY("code_above", "编码“{0}”应以上级编码“{1}”开头",
        "the code “{0}” must begin with that of the place above, “{1}”");

static const size_t division_len[] = { 2, 4, 6, 9, 12 };

int code_generation(struct str code)
{
    for (size_t i = 0; i < ARRAY_LEN(division_len); i++)
        if (code.n == division_len[i] && str_is_digits(code))
            return (int)i;
    return -1;
}

struct str code_above(struct str code)
{
    int g = code_generation(code);

    return g > 0 ? str_head(code, division_len[g - 1]) : STR_NONE;
}

struct str code_or_number(struct arena *a, struct str code, int64_t id)
{
    return code.n ? code : arena_fmt(a, "#%lld", (long long)id);
}

bool code_number(struct str code, int64_t *ret_id)
{
    return str_starts(code, S("#")) && str_is_digits(str_skip(code, 1)) &&
           str_int(str_skip(code, 1), ret_id) == RC_OK;
}

static bool chars_ok(struct str code)
{
    if (code.n == 0 || code.n > CODE_MOST)
        return false;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];

        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
              c == '-' || c == '.' || c == '_'))
            return false;
    }
    return true;
}

static enum rc wrong_digits(struct faults *f, struct str field, struct str digits,
                            struct str standard, struct str code)
{
    const struct str args[] = { digits, standard, code };

    return fault_full(f, RC_INVALID, &say_digits, field, args, ARRAY_LEN(args));
}

static enum rc begins(struct str code, struct str above, struct faults *f, struct str field)
{
    const struct str args[] = { code, above };

    if (!above.p || (str_starts(code, above) && code.n > above.n))
        return RC_OK;
    return fault_full(f, RC_INVALID, &say_above, field, args, ARRAY_LEN(args));
}

enum rc code_check(enum code_form form, struct str code, struct str above, struct faults *f,
                   struct str field)
{
    char room[INT_TEXT];

    if (!chars_ok(code))
        return fault_field(f, RC_INVALID, &say_chars, field, int_text(CODE_MOST, room));
    switch (form) {
    case CODES_LOCAL:
        return RC_OK;
    case CODES_NESTED:
        return begins(code, above, f, field);
    case CODES_DIVISION:
        if (code_generation(code) < 0)
            return wrong_digits(f, field, S("2, 4, 6, 9, 12"), S("GB/T 2260, GB/T 10114"), code);
        return begins(code, above, f, field);
    case CODES_UNIT_GRID:
        if (code.n != 15 || !str_is_digits(code))
            return wrong_digits(f, field, S("15"), S("GB/T 30428.1"), code);
        return begins(code, above, f, field);
    case CODES_SOCIAL_GRID:
        if (code.n != 20 || !str_is_digits(code))
            return wrong_digits(f, field, S("20"), S("CJ/T 349"), code);
        /* the division stands behind the six digits of the object's class */
        if (above.p && code_generation(above) >= 0)
            return begins(str_skip(code, 6), above, f, field);
        return RC_OK;
    }
    return RC_OK;
}
