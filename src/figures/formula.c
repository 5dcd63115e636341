#include "figures/formula.h"

#include <math.h>

static const struct say names[] = {
    [M_OPENED]         = SAY("m_opened", "新收", "reported"),
    [M_FILED]          = SAY("m_filed", "立案", "taken on"),
    [M_CLOSED]         = SAY("m_closed", "办结", "closed"),
    [M_CLOSED_ON_TIME] = SAY("m_closed_on_time", "按期办结", "closed on time"),
    [M_CLOSED_LATE]    = SAY("m_closed_late", "逾期办结", "closed late"),
    [M_SOLVED]         = SAY("m_solved", "已解决", "solved"),
    [M_REFUSED]        = SAY("m_refused", "不予受理", "refused"),
    [M_MERGED]         = SAY("m_merged", "并入其他事项", "merged into another"),
    [M_RETURNED]       = SAY("m_returned", "退回", "sent back"),
    [M_REWORKED]       = SAY("m_reworked", "返工", "done again"),
    [M_REOPENED]       = SAY("m_reopened", "重新办理", "opened again"),
    [M_OPEN]           = SAY("m_open", "在办", "open"),
    [M_OPEN_LATE]      = SAY("m_open_late", "逾期在办", "open and late"),
    [M_YELLOW]         = SAY("m_yellow", "黄牌", "yellow cards"),
    [M_RED]            = SAY("m_red", "红牌", "red cards"),
    [M_EVALUATED]      = SAY("m_evaluated", "已评价", "evaluated"),
    [M_SATISFIED]      = SAY("m_satisfied", "评价满意", "satisfied"),
    [M_CONTACTED]      = SAY("m_contacted", "评价说联系过", "say that they were contacted"),
    [M_RESOLVED_SAID]  = SAY("m_resolved_said", "评价说已解决", "say that it was resolved"),
    [M_EXTENDED]       = SAY("m_extended", "延期", "extended"),
    [M_ESCALATED]      = SAY("m_escalated", "逾期上报", "gone up a level"),
    [M_DISPATCHED]     = SAY("m_dispatched", "派遣", "dispatched"),
    [M_REDISPATCHED]   = SAY("m_redispatched", "改派", "dispatched again"),
    [M_HANDLE_SECONDS] =
        SAY("m_handle_seconds", "从上报到办结的秒数合计", "seconds from report to end, added up"),
    [M_KEPT] = SAY("m_kept", "定期事项按期做到", "done in time of what is owed regularly"),
    [M_MISSED] = SAY("m_missed", "定期事项没有做到", "not done of what is owed regularly"),
    [M_UNIT_MARKS]    = SAY("m_unit_marks", "单位被评分次数", "marks given to units"),
    [M_UNIT_MARK_SUM] = SAY("m_unit_mark_sum", "单位评分合计", "marks of units, added up"),
};
_Static_assert(ARRAY_LEN(names) == M_COUNT, "words for each measure");

static bool of_name(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

static void put_name(struct buf *b, struct str name, enum lang lang)
{
    for (size_t i = 0; i < M_COUNT; i++)
        if (str_is(name, measure_words[i])) {
            buf_addc(b, lang == LANG_EN ? names[i].en : names[i].zh);
            return;
        }
    buf_add(b, name); /* min, max */
}

/* Signs as people write them. */
static void put_sign(struct buf *b, char c)
{
    switch (c) {
    case '/':
        buf_addc(b, "÷");
        break;
    case '*':
        buf_addc(b, "×");
        break;
    case '-':
        buf_addc(b, "−");
        break;
    default:
        buf_add1(b, c);
    }
}

struct str formula_words(struct arena *a, const struct indicator *i, enum lang lang)
{
    struct str  text = expr_text(i->value);
    struct buf *b    = arena_buf(a, 4096 + text.n * 64);
    size_t      n;

    for (size_t at = 0; at < text.n; at += n) {
        n = 1;
        if (!of_name(text.p[at])) {
            put_sign(b, text.p[at]);
            continue;
        }
        while (at + n < text.n && of_name(text.p[at + n]))
            n++;
        put_name(b, (struct str){ text.p + at, n }, lang);
    }
    return buf_str(b);
}

struct str formula_shown(struct arena *a, const struct indicator *i, double value, enum lang lang)
{
    bool en = lang == LANG_EN;

    if (isnan(value))
        return STR_NONE;
    if (str_is(i->percent, "percent"))
        return arena_fmt(a, "%.1f%%", value * 100);
    value = round(value * 100) / 100;
    if (str_is(i->percent, "days"))
        return arena_fmt(a, en ? "%.15g days" : "%.15g天", value);
    if (str_is(i->percent, "hours"))
        return arena_fmt(a, en ? "%.15g hours" : "%.15g小时", value);
    return arena_fmt(a, "%.15g", value);
}
