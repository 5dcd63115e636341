/* compare_days: office hours, and which days are working days. */
#include "practice/compare_own.h"

enum { DAYS_TOLD = 60 };

static struct str hours_of(const struct phrase *f, const struct season *s)
{
    struct str *part = ARENA_ARRAY(f->arena, struct str, (size_t)s->n + 1);

    for (int32_t i = 0; i < s->n; i++)
        part[i] = arena_fmt(f->arena, "%02d:%02d-%02d:%02d", s->at[i].from / 60, s->at[i].from % 60,
                            s->at[i].to / 60, s->at[i].to % 60);
    return phrase_list(f, part, (size_t)s->n);
}

static struct str hours(const struct phrase *f, const void *x)
{
    static const struct say from = SAY("season_from", "{0}起{1}", "from {0} on {1}");
    const struct calendar  *k    = x;
    struct str             *part = ARENA_ARRAY(f->arena, struct str, k->n_seasons + 1);

    for (size_t i = 0; i < k->n_seasons; i++) {
        struct str day =
            arena_fmt(f->arena, "%02d-%02d", k->seasons[i].from / 100, k->seasons[i].from % 100);

        part[i] = hours_of(f, &k->seasons[i]);
        if (k->n_seasons > 1)
            part[i] = phrase_of(f, &from, day, part[i], STR_NONE);
    }
    return phrase_list(f, part, k->n_seasons);
}

static struct str next_day(const struct phrase *f, const void *x)
{
    static const struct say next = SAY("from_next_day", "次日", "the next day"),
                            same = SAY("from_same_day", "当日", "the same day");

    return phrase_of(f, ((const struct calendar *)x)->next_day ? &next : &same, STR_NONE, STR_NONE,
                     STR_NONE);
}

static struct str end_text(const struct phrase *f, bool end_of_day)
{
    static const struct say day  = SAY("to_end_of_day", "日终", "the end of the day"),
                            hour = SAY("to_same_hour", "同一时刻", "the same hour");

    return phrase_of(f, end_of_day ? &day : &hour, STR_NONE, STR_NONE, STR_NONE);
}

static struct str workdays_end(const struct phrase *f, const void *x)
{
    return end_text(f, ((const struct calendar *)x)->end_of_day);
}

static struct str days_end(const struct phrase *f, const void *x)
{
    return end_text(f, ((const struct calendar *)x)->days_end_of_day);
}

static struct str day_off(const struct phrase *f, const void *x)
{
    static const struct say on = SAY("moves_on", "顺延", "moves on"),
                            no = SAY("stays_there", "不顺延", "stays");

    return phrase_of(f, ((const struct calendar *)x)->days_move_on ? &on : &no, STR_NONE, STR_NONE,
                     STR_NONE);
}

static const struct trait traits[] = {
    TRAIT(hours, "办公时间", "office hours"),
    TRAIT(next_day, "工作日时限起算", "limits in working days count from"),
    TRAIT(workdays_end, "工作日时限止于", "limits in working days end at"),
    TRAIT(days_end, "自然日时限止于", "limits in days end at"),
    TRAIT(day_off, "末日遇休息日", "what ends on a day off"),
};

static struct str day_word(const struct phrase *f, enum day_type type)
{
    static const struct say word[] = {
        [DAY_UNKNOWN] = SAY("day_unknown", "未公布", "not announced"),
        [DAY_WORK]    = SAY("day_work", "上班", "working day"),
        [DAY_OFF]     = SAY("day_off", "休息", "day off"),
        [DAY_HALF]    = SAY("day_half", "半天", "half a day"),
    };

    return phrase_of(f, &word[type], STR_NONE, STR_NONE, STR_NONE);
}

/* One day or year after the other, as long as either calendar knows any. */
struct days {
    struct comparing      *c;
    const struct calendar *side[2];
    struct str             name;
    size_t                 told, left;
};

static void tell_day(struct days *d, int32_t day)
{
    static const struct say one = SAY("compare_day", "{0}：{1} → {2}", "{0}: {1} → {2}");
    const struct phrase    *f   = &d->c->side[AFTER];
    enum day_type was = calendar_day(d->side[BEFORE], day), is = calendar_day(d->side[AFTER], day);
    char          room[TIME_TEXT];

    if (was == is)
        return;
    if (d->told++ < DAYS_TOLD)
        compare_line(d->c, DIFF_CHANGED, &one, arena_str(d->c->arena, day_text(day, room)),
                     day_word(f, was), day_word(f, is));
    else
        d->left++;
}

static void tell_year(struct days *d, int32_t first)
{
    static const struct say new_ = SAY("year_new", "{1}：{0}年的工作日已公布",
                                       "{1}: the working days of {0} are announced"),
                            gone = SAY("year_gone", "{1}：{0}年的工作日表没有了",
                                       "{1}: the working days of {0} are gone");
    bool was = calendar_known(d->side[BEFORE], first), is = calendar_known(d->side[AFTER], first);
    struct str year = phrase_number(&d->c->side[AFTER], date_from_day(first).y);

    if (was != is)
        compare_line(d->c, is ? DIFF_NEW : DIFF_GONE, is ? &new_ : &gone, year, d->name, STR_NONE);
}

void compare_days(struct comparing *c, const struct calendar *before, const struct calendar *after)
{
    static const struct say more = SAY("days_more", "还有{0}天", "and {0} more days");
    struct days             d    = { c, { before, after }, after->name, 0, 0 };
    int32_t                 from = before->first_day, to = before->first_day + before->n_days;

    compare_traits(c, traits, ARRAY_LEN(traits), before, after);
    if (!before->n_days || (after->n_days && after->first_day < from))
        from = after->first_day;
    if (!before->n_days || (after->n_days && after->first_day + after->n_days > to))
        to = after->first_day + after->n_days;
    for (int32_t day = from; day < to; day++) {
        struct date date = date_from_day(day);

        if (day == from || (date.m == 1 && date.d == 1))
            tell_year(&d, day);
        tell_day(&d, day);
    }
    if (d.left)
        compare_line(c, DIFF_CHANGED, &more, phrase_number(&c->side[AFTER], (int64_t)d.left),
                     STR_NONE, STR_NONE);
}

static void inside(struct comparing *c, const void *before, const void *after)
{
    compare_days(c, before, after);
}

const struct sort compared_calendars = { .word =
                                             SAY("word_calendar", "日历{0}", "the calendar {0}"),
                                         .size   = sizeof(struct calendar),
                                         .title  = NO_TITLE,
                                         .inside = inside };
