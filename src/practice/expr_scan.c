/* expr_scan: characters to tokens. */
#include "practice/expr_scan.h"
#include "base/utf8.h"

#include <string.h>

const struct say say_value =
    SAY("expr_value", "第{0}个字符处应有一个值（数、带引号的文字、名称）",
        "at character {0} a value (number, quoted text, name) was expected");
static const struct say say_char = SAY("expr_char", "第{0}个字符“{1}”不能用在这里[，请用“{2}”]",
                                       "character {0}, '{1}', cannot be used here[; write '{2}']");
static const struct say say_quote =
    SAY("expr_quote", "第{0}个字符处的引号没有配对", "the quote at character {0} is never closed");

enum rc parser_wrong(struct parser *p, size_t byte, const struct say *say, struct str a1,
                     struct str a2)
{
    char       room[INT_TEXT];
    size_t     before = utf8_count(str_head(p->text, byte));
    struct str args[] = { int_text((int64_t)before + 1, room), a1, a2 };

    return fault_full(p->faults, RC_INVALID, say, STR_NONE, args, ARRAY_LEN(args));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || is_digit(c);
}

/* What people type with a Chinese keyboard, and what was meant. */
static struct str ascii_of(struct str typed)
{
    static const char *const pairs[][2] = {
        { "“", "\"" },  { "”", "\"" }, { "（", "(" }, { "）", ")" }, { "，", "," }, { "＝", "=" },
        { "＞", ">" },  { "＜", "<" }, { "≥", ">=" }, { "≤", "<=" }, { "≠", "!=" }, { "、", "," },
        { "&", "and" }, { "|", "or" }, { "＋", "+" }, { "×", "*" },  { "÷", "/" },
    };

    for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
        if (str_is(typed, pairs[i][0]))
            return str_of(pairs[i][1]);
    return STR_NONE;
}

static enum rc next_sign(struct parser *p)
{
    static const char *const signs[] = { "!=", "<=", ">=", "==", "=", "<", ">", "+",
                                         "-",  "*",  "/",  "(",  ")", "[", "]", "," };
    struct str               rest    = str_skip(p->text, p->at);

    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(rest, str_of(signs[i]))) {
            p->token = T_SIGN;
            p->word  = str_is(str_head(rest, 2), "==") ? S("=") : str_of(signs[i]);
            p->at += strlen(signs[i]);
            return RC_OK;
        }
    rest = utf8_head(rest, 1);
    return parser_wrong(p, p->at, &say_char, rest, ascii_of(rest));
}

enum rc parser_next(struct parser *p)
{
    const char *s = p->text.p;
    size_t      n = p->text.n, i;

    while (p->at < n && (s[p->at] == ' ' || s[p->at] == '\n' || s[p->at] == '\t'))
        p->at++;
    i = p->begin = p->at;
    p->word      = STR_NONE;
    if (i == n) {
        p->token = T_END;
        return RC_OK;
    }
    if (s[i] == '"' || s[i] == '\'') {
        while (++i < n && s[i] != s[p->at])
            ;
        if (i == n)
            return parser_wrong(p, p->at, &say_quote, STR_NONE, STR_NONE);
        p->token = T_TEXT;
        p->word  = (struct str){ s + p->at + 1, i - p->at - 1 };
        p->at    = i + 1;
        return RC_OK;
    }
    if (!in_word(s[i]) || s[i] == '.')
        return next_sign(p);
    while (i < n && in_word(s[i]))
        i++;
    p->word  = (struct str){ s + p->at, i - p->at };
    p->token = is_digit(s[p->at]) ? T_NUM : T_WORD;
    if (p->token == T_NUM && str_real(p->word, &p->num) != RC_OK)
        return parser_wrong(p, p->at, &say_value, STR_NONE, STR_NONE);
    p->at = i;
    return RC_OK;
}
