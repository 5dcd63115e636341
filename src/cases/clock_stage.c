/*
 * clock_stage: when the stages of a clock come.
 *
 * They are: 0 the reminder, 1 due, 2 and on the pack's late actions in their
 * order. `next_at` is when the next of them comes; the timer (ring.c) goes
 * through what is due.
 */
#include "cases/engine.h"
#include "cases/stages.h"

/* The moment from which on there is so much time of that unit until it is due. */
static int64_t time_before(const struct calendar *c, const struct clock_row *k, int64_t us,
                           enum span_unit unit)
{
    int64_t whole = calendar_measure(c, k->started, k->due, unit);

    return whole > us ? calendar_advance(c, k->started, whole - us, unit).at : k->started;
}

/* The same hour of the n-th working day before. */
static int64_t workdays_before(const struct calendar *c, const struct clock_row *k, int32_t n)
{
    int32_t day  = day_of(k->due);
    int64_t hour = k->due - day_start(day);

    while (n > 0 && day_start(day) > k->started)
        n -= calendar_day(c, --day) != DAY_OFF;
    return day_start(day) + hour > k->started ? day_start(day) + hour : k->started;
}

/* Half of the limit before it is due, whatever pauses and extensions came between. */
static int64_t half_before(const struct calendar *c, const struct clock_row *k)
{
    enum span_unit unit = (enum span_unit)k->span_unit;
    int64_t        to   = k->due;

    if (k->span_n)
        to = calendar_reach(c, k->started, (struct span){ (int32_t)k->span_n, unit }).at;
    return time_before(c, k, calendar_measure(c, k->started, to, unit) / 2, unit);
}

static int64_t months_before(int64_t due, int32_t n)
{
    struct date d      = date_from_day(day_of(due));
    int         months = d.y * 12 + d.m - 1 - n;

    d.y = months / 12;
    d.m = months % 12 + 1;
    while (!date_is_real(d))
        d.d--;
    return day_start(day_from_date(d)) + due - day_start(day_of(due));
}

/* So long before it is due, but not before it began. */
static int64_t span_before(const struct calendar *c, const struct clock_row *k, struct span s)
{
    int64_t at = k->started;

    switch (s.unit) {
    case SPAN_NONE:
        break;
    case SPAN_MINUTE:
        at = k->due - s.n * US_MINUTE;
        break;
    case SPAN_HOUR:
        at = k->due - s.n * US_HOUR;
        break;
    case SPAN_WORKHOUR:
        return time_before(c, k, s.n * US_HOUR, SPAN_WORKHOUR);
    case SPAN_WORKDAY:
        return workdays_before(c, k, s.n);
    case SPAN_DAY:
        at = k->due - s.n * US_DAY;
        break;
    case SPAN_MONTH:
        at = months_before(k->due, s.n);
        break;
    }
    return at > k->started ? at : k->started;
}

static int64_t late_at(const struct calendar *c, int64_t due, const struct late *l)
{
    return l->after.n ? calendar_reach(c, due, l->after).at : due;
}

/* What answers being late, in the order of its coming: whether four working hours or one working
 * day is later hangs on the day. Those that come together keep the pack's order. */
static const struct late *late_nth(const struct calendar *c, const struct clock_rule *rule,
                                   int64_t due, size_t nth)
{
    for (size_t i = 0; i < rule->n_late; i++) {
        int64_t at     = late_at(c, due, &rule->late[i]);
        size_t  before = 0;

        for (size_t j = 0; j < rule->n_late; j++) {
            int64_t other = late_at(c, due, &rule->late[j]);

            before += other < at || (other == at && j < i);
        }
        if (before == nth)
            return &rule->late[i];
    }
    return NULL;
}

const struct late *clock_late(const struct run *r, const struct clock_rule *rule,
                              const struct clock_row *k, int64_t stage)
{
    return late_nth(clock_calendar(r, rule), rule, k->due, (size_t)(stage - STAGE_LATE));
}

/* When the stage that the clock is at comes; NONE_I64 when none is left. */
static int64_t stage_at(const struct calendar *c, const struct clock_rule *rule,
                        const struct clock_row *k)
{
    if (k->stage == STAGE_REMIND)
        return rule->remind_half ? half_before(c, k) : span_before(c, k, rule->remind);
    if (k->stage == STAGE_DUE)
        return k->due;
    if (k->stage - STAGE_LATE < (int64_t)rule->n_late)
        return late_at(c, k->due, late_nth(c, rule, k->due, (size_t)(k->stage - STAGE_LATE)));
    return NONE_I64;
}

void clock_stage(const struct run *r, const struct clock_rule *rule, struct clock_row *k)
{
    k->next_at = stage_at(clock_calendar(r, rule), rule, k);
}

int64_t clock_first_stage(const struct clock_rule *rule)
{
    return rule->remind_half || rule->remind.n ? STAGE_REMIND : STAGE_DUE;
}
