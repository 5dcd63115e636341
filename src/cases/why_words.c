/* why_words: times, limits and days as people say them. */
#include "cases/why.h"
#include "cases/words.h"

enum { WORDS_MOST = 64 * 1024 };

static const struct say say_counts = SAY("counts", "计入", "counts");
static const struct say say_counts_time =
    SAY("counts_time", "计入{0}（{1}至{2}）", "{0} count ({1} to {2})");
static const struct say say_begins =
    SAY("begins", "从这一天起，当天不计入", "begins here, counted from after it");
static const struct say say_off = SAY("off", "不计入", "does not count");
static const struct say say_over =
    SAY("over", "当天已没有工作时间，不计入", "no working time left, does not count");
static const struct say say_moved =
    SAY("moved", "末日逢休息日，顺延到这一天", "moved on to here, since the last day was off");
static const struct say say_workday = SAY("workday", "工作日", "working day");
static const struct say say_weekend = SAY("weekend", "周末", "weekend");
static const struct say say_holiday = SAY("holiday", "[{0}]放假", "holiday[, {0}]");
static const struct say say_made_up = SAY("made_up", "[{0}]上班", "make-up working day[, {0}]");
static const struct say say_half = SAY("half", "半天班[（{0}）]", "half a working day[, {0}]");
static const struct say say_unknown_year =
    SAY("unknown_year", "，该年放假安排尚未公布", ", its year is not announced yet");
static const struct say say_day = SAY("day", "{0}（{1}）：{2}，{3}{4}", "{0} ({1}): {2}, {3}{4}");

struct str why_say(struct why *y, const struct say *say, const struct str *args, size_t n)
{
    struct buf *b = arena_buf(y->a, WORDS_MOST);

    say_render(say, y->lang, args, n, b);
    return buf_str(b);
}

struct str why_time(struct why *y, int64_t at)
{
    return words_time(y->a, y->lang, at);
}

static const char *const unit_words[] = {
    [SPAN_MINUTE] = "minute",   [SPAN_HOUR] = "hour", [SPAN_WORKHOUR] = "workhour",
    [SPAN_WORKDAY] = "workday", [SPAN_DAY] = "day",   [SPAN_MONTH] = "month",
};

struct str why_limit(struct why *y, struct span s)
{
    if (s.n <= 0 || s.unit == SPAN_NONE)
        return STR_NONE;
    return arena_fmt(y->a, "%d %s%s", (int)s.n, unit_words[s.unit], s.n == 1 ? "" : "s");
}

struct str why_lasting(struct why *y, int64_t us, enum span_unit unit)
{
    bool        whole = unit == SPAN_DAY || unit == SPAN_MONTH; /* days that have 24 hours */
    bool        zh    = y->lang == LANG_ZH;
    struct buf *b     = arena_buf(y->a, WORDS_MOST);
    int64_t     days, hours, minutes;

    us      = us < 0 ? -us : us;
    days    = whole ? us / US_DAY : 0;
    hours   = (us - days * US_DAY) / US_HOUR;
    minutes = us % US_HOUR / US_MINUTE;
    if (days)
        buf_addf(b, zh ? "%lld天" : "%lld d ", (long long)days);
    if (hours)
        buf_addf(b, zh ? "%lld小时" : "%lld h ", (long long)hours);
    if (minutes || (!days && !hours))
        buf_addf(b, zh ? "%lld分" : "%lld min", (long long)minutes);
    return str_trim(buf_str(b));
}

struct str why_mark(struct why *y, struct mark m)
{
    return m.file.n ? arena_fmt(y->a, "%.*s:%u", STR_ARG(m.file), m.line) : STR_NONE;
}

struct str why_pause(struct why *y, struct str reason)
{
    const struct text *t = practice_text(y->r->p, arena_fmt(y->a, "pause.%.*s", STR_ARG(reason)));

    return t ? text_in(t, y->lang) : reason;
}

static struct str sort_words(struct why *y, const struct walked *d)
{
    static const struct say *const plain[] = {
        [SORT_WORKDAY] = &say_workday, [SORT_WEEKEND] = &say_weekend, [SORT_HOLIDAY] = &say_holiday,
        [SORT_MADE_UP] = &say_made_up, [SORT_HALF] = &say_half,
    };

    return WHY_SAY(y, plain[d->sort], d->note ? d->note->name : STR_NONE);
}

static struct str minute_words(struct why *y, int64_t at, int32_t day)
{
    int64_t m = (at - day_start(day)) / US_MINUTE;

    return arena_fmt(y->a, "%02d:%02d", (int)(m / 60), (int)(m % 60));
}

static struct str reason_words(struct why *y, const struct walked *d)
{
    static const struct say *const says[] = {
        [WHY_COUNTS] = &say_counts, [WHY_BEGINS] = &say_begins, [WHY_OFF] = &say_off,
        [WHY_OVER] = &say_over,     [WHY_MOVED] = &say_moved,
    };

    if (d->us)
        return WHY_SAY(y, &say_counts_time, why_lasting(y, d->us, SPAN_HOUR),
                       minute_words(y, d->from, d->day), minute_words(y, d->to, d->day));
    return WHY_SAY(y, says[d->why], STR_NONE);
}

struct str why_day_words(struct why *y, const struct walked *d)
{
    static const char *const zh[] = { "一", "二", "三", "四", "五", "六", "日" };
    static const char *const en[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    char                     room[TIME_TEXT];
    int                      w = day_weekday(d->day) - 1;

    return WHY_SAY(y, &say_day, day_text(d->day, room),
                   y->lang == LANG_ZH ? arena_fmt(y->a, "周%s", zh[w]) : str_of(en[w]),
                   sort_words(y, d), reason_words(y, d),
                   d->known ? S("") : WHY_SAY(y, &say_unknown_year, STR_NONE));
}

struct str why_seats_words(struct why *y, const struct list *seats)
{
    const struct why_seat *s = seats->at;
    struct buf            *b = arena_buf(y->a, WORDS_MOST);

    for (size_t i = 0; i < seats->n; i++) {
        if (i)
            buf_addc(b, y->lang == LANG_ZH ? "、" : ", ");
        buf_add(b, s[i].words);
    }
    return buf_str(b);
}
