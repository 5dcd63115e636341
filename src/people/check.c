/* check: what a login, a name, a telephone or a paper's number must look like. */
#include "base/utf8.h"
#include "people/people_own.h"

enum { LOGIN_LEAST = 3, LOGIN_MOST = 64, PHONE_LEAST = 5, PHONE_MOST = 20, PAPER_LEN = 18 };

static bool has_control(struct str s)
{
    uint32_t cp;

    while (utf8_next(&s, &cp))
        if (cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0x2028 || cp == 0x2029 || cp == 0xfeff)
            return true;
    return false;
}

enum rc text_check(struct work *w, struct str field, struct str text, size_t most, struct str *ret)
{
    static const struct say no_control =
        SAY("control_character", "含有不可见的控制字符", "holds a control character");
    struct str s = str_trim(text);
    char       room[INT_TEXT];

    if (s.n == 0)
        return WORK_FIELD(w, RC_INVALID, &say_needed, field, STR_NONE);
    if (utf8_count(s) > most)
        return WORK_FIELD(w, RC_INVALID, &say_too_long, field, int_text((int64_t)most, room));
    if (has_control(s))
        return WORK_FIELD(w, RC_INVALID, &no_control, field, STR_NONE);
    *ret = s;
    return RC_OK;
}

enum rc phone_check(struct work *w, struct str field, struct str phone)
{
    static const struct say not_phone =
        SAY("phone", "应为电话号码，如13800000000或0411-80000000",
            "a telephone number expected, such as 13800000000 or 0411-80000000");
    size_t digits = 0;

    for (size_t i = 0; i < phone.n; i++) {
        char c = phone.p[i];

        if (c >= '0' && c <= '9')
            digits++;
        else if (!(c == '+' && i == 0) && c != '-' && c != ' ')
            return WORK_FIELD(w, RC_INVALID, &not_phone, field, STR_NONE);
    }
    if (phone.n && (digits < PHONE_LEAST || phone.n > PHONE_MOST))
        return WORK_FIELD(w, RC_INVALID, &not_phone, field, STR_NONE);
    return RC_OK;
}

enum rc login_check(struct work *w, struct str login, struct str *ret)
{
    static const struct say not_login = SAY("login", "账号由3至64个小写字母、数字或.-_@组成",
                                            "a login is 3 to 64 of a to z, 0 to 9, and . - _ @");
    struct str              s         = arena_str(w->arena, str_trim(login));
    char                   *p         = (char *)(uintptr_t)s.p; /* our own copy */

    if (s.n < LOGIN_LEAST || s.n > LOGIN_MOST)
        return WORK_FIELD(w, RC_INVALID, &not_login, S("login"), STR_NONE);
    for (size_t i = 0; i < s.n; i++) {
        char c = p[i];

        if (c >= 'A' && c <= 'Z')
            p[i] = c = (char)(c + 32);
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '.' && c != '-' &&
            c != '_' && c != '@')
            return WORK_FIELD(w, RC_INVALID, &not_login, S("login"), STR_NONE);
    }
    *ret = s;
    return RC_OK;
}

/* The number of a citizen's identity card, GB 11643-1999: six digits of a division, the day of
 * birth, three of a sequence, and a check digit by ISO 7064 MOD 11-2. */
enum rc paper_check(struct work *w, struct str field, struct str paper, int32_t *ret_birth)
{
    static const struct say not_paper =
        SAY("paper", "身份证号码应为18位，末位是校验码",
            "an identity number has 18 characters, the last of which checks the others");
    static const int weight[PAPER_LEN] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1 };
    struct date      d                 = { 0 };
    int              sum               = 0;

    if (paper.n != PAPER_LEN)
        return WORK_FIELD(w, RC_INVALID, &not_paper, field, STR_NONE);
    for (int i = 0; i < PAPER_LEN; i++) {
        char c = paper.p[i];
        int  v = c - '0';

        if (i == PAPER_LEN - 1 && (c == 'X' || c == 'x'))
            v = 10;
        else if (c < '0' || c > '9')
            return WORK_FIELD(w, RC_INVALID, &not_paper, field, STR_NONE);
        sum += v * weight[i];
        if (i >= 6 && i < 10)
            d.y = d.y * 10 + v;
        else if (i >= 10 && i < 12)
            d.m = d.m * 10 + v;
        else if (i >= 12 && i < 14)
            d.d = d.d * 10 + v;
    }
    if (sum % 11 != 1 || !date_is_real(d))
        return WORK_FIELD(w, RC_INVALID, &not_paper, field, STR_NONE);
    *ret_birth = day_from_date(d);
    return RC_OK;
}

enum rc where_get(struct work *w, int64_t place, int64_t org, struct where *ret)
{
    static const struct say one_of =
        SAY("place_or_org", "请给出place或org中的一个", "give one of place and org");
    enum rc rc;

    if ((place == NONE_I64) == (org == NONE_I64))
        return WORK_FIELD(w, RC_INVALID, &one_of, S("place"), STR_NONE);
    if (place != NONE_I64) {
        struct place p;

        rc = place_get(w, place, &p);
        if (rc == RC_NOT_FOUND)
            return WORK_FIELD(w, RC_INVALID, &say_not_found, S("place"), STR_NONE);
        TRY(rc);
        *ret = (struct where){ place, NONE_I64, p.kind, p.name, p.path, STR_NONE, p.to };
    } else {
        struct org o;

        rc = org_get(w, org, &o);
        if (rc == RC_NOT_FOUND)
            return WORK_FIELD(w, RC_INVALID, &say_not_found, S("org"), STR_NONE);
        TRY(rc);
        *ret = (struct where){ NONE_I64, org, o.kind, o.name, o.place_path, o.path, o.to };
    }
    return RC_OK;
}
