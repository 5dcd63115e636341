#include "base/fault.h"
#include "base/utf8.h"

#include <string.h>

const struct say say_needed    = SAY("needed", "必须填写", "must be given");
const struct say say_too_long  = SAY("too_long", "不能超过{0}个字", "at most {0} characters");
const struct say say_too_short = SAY("too_short", "至少要{0}个字", "at least {0} characters");
const struct say say_too_small = SAY("too_small", "不能小于{0}", "at least {0}");
const struct say say_too_big   = SAY("too_big", "不能大于{0}", "at most {0}");
const struct say say_wrong_type = SAY("wrong_type", "类型不对，应为{0}", "{0} expected");
const struct say say_unknown =
    SAY("unknown", "没有这个字段[，是不是想写“{0}”？]", "no such field[; did you mean \"{0}\"?]");
const struct say say_not_one_of = SAY("not_one_of", "必须是以下之一：{0}", "must be one of {0}");
const struct say say_bad_utf8 =
    SAY("bad_utf8", "不是有效的UTF-8文字", "the text is not valid UTF-8");
const struct say say_not_found = SAY("not_found", "找不到[{0}]", "[{0} is ]not there");
const struct say say_denied    = SAY("denied", "没有权限[:{0}]", "not permitted[: {0}]");
const struct say say_changed = SAY("changed", "别人已先改动[：您看到的是{0}，现在是{1}]",
                                   "somebody changed it meanwhile[: seen {0}, now {1}]");

/* Cut to `room` bytes without splitting a character. */
static struct str cut(struct str s, size_t room)
{
    size_t n = s.n < room ? s.n : room;

    if (n < s.n)
        while (n && ((unsigned char)s.p[n] & 0xC0) == 0x80)
            n--;
    return (struct str){ s.p, n };
}

enum rc fault_full(struct faults *f, enum rc rc, const struct say *say, struct str field,
                   const struct str *args, size_t n)
{
    struct fault *one;
    size_t        i, used = 0;

    BUG_ON(n > FAULT_ARGS);
    if (!f || f->n == FAULTS_MOST)
        return rc;
    one   = &f->at[f->n++];
    *one  = (struct fault){ .rc = rc, .say = say };
    field = cut(field, sizeof(one->field) - 1);
    if (field.n)
        memcpy(one->field, field.p, field.n);
    for (i = 0; i < n; i++) {
        struct str arg = cut(args[i], FAULT_ROOM - used);

        if (arg.n)
            memcpy(one->args + used, arg.p, arg.n);
        one->arg_n[i] = (uint16_t)arg.n;
        used += arg.n;
    }
    return rc;
}

enum rc fault(struct faults *f, enum rc rc, const struct say *say, struct str a0, struct str a1)
{
    return fault_full(f, rc, say, STR_NONE, (struct str[]){ a0, a1 }, 2);
}

enum rc fault_field(struct faults *f, enum rc rc, const struct say *say, struct str field,
                    struct str a0)
{
    return fault_full(f, rc, say, field, &a0, 1);
}

/* The number in "{0}" at `p`, or -1. */
static int slot_at(const char *p)
{
    return p[0] == '{' && p[1] >= '0' && p[1] < '0' + SAY_ARGS && p[2] == '}' ? p[1] - '0' : -1;
}

static bool given(const struct str *args, size_t n, int slot)
{
    return (size_t)slot < n && args[slot].n;
}

/* Whether the part in brackets after `p` has a parameter and lacks one: 1 drop it, 0 keep its
 * words, -1 the brackets are plain text. */
static int bracket_at(const char *p, const struct str *args, size_t n)
{
    const char *end = strchr(p, ']');
    bool        has = false, lacks = false;

    for (; end && p < end; p++) {
        int slot = slot_at(p);

        has |= slot >= 0;
        lacks |= slot >= 0 && !given(args, n, slot);
    }
    return !has ? -1 : lacks;
}

static void render(const char *p, const struct str *args, size_t n, struct buf *out)
{
    bool inside = false;

    for (; *p; p++) {
        int slot = slot_at(p);

        if (slot >= 0) {
            if (given(args, n, slot))
                buf_add(out, args[slot]);
            p += 2;
        } else if (*p == '[' && !inside) {
            int what = bracket_at(p, args, n);

            if (what < 0)
                buf_add1(out, *p);
            else if (what > 0)
                p = strchr(p, ']');
            else
                inside = true;
        } else if (*p == ']' && inside) {
            inside = false;
        } else {
            buf_add1(out, *p);
        }
    }
}

void say_render(const struct say *say, enum lang lang, const struct str *args, size_t n,
                struct buf *out)
{
    render(lang == LANG_ZH ? say->zh : say->en, args, n, out);
}

void fault_render(const struct fault *one, enum lang lang, struct buf *out)
{
    struct str  args[FAULT_ARGS];
    const char *p = one->args;
    size_t      i;

    for (i = 0; i < FAULT_ARGS; i++) {
        args[i] = (struct str){ p, one->arg_n[i] };
        p += one->arg_n[i];
    }
    say_render(one->say, lang, args, FAULT_ARGS, out);
}

struct str say_bare(const struct say *say, enum lang lang)
{
    return str_of(lang == LANG_EN ? say->en : say->zh);
}
