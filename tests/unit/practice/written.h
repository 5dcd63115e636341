#ifndef LINLI_TESTS_WRITTEN_H
#define LINLI_TESTS_WRITTEN_H
/* written: calendars made at random, as the text of two packs that lie over each other, and what
 * was written kept beside it for a reference that reads no pack. */
#include "base/rng.h"
#include "packs.h"

enum { FIRST_YEAR = 2024, YEARS = 6, SEASONS = 4 };

struct written {
    int32_t       first, n;
    uint8_t       type[YEARS * 366]; /* enum day_type of days that are listed */
    bool          own[YEARS * 366];  /* … by the pack laid over */
    bool          announced[YEARS];
    struct season seasons[SEASONS + 1];
    size_t        n_seasons;
    bool          next_day, end_of_day, days_end_of_day, move_on;
};

struct trial {
    uint64_t               seed;
    struct rng             r;
    struct written         w;
    struct practice       *p;
    const struct calendar *c;
    struct arena          *a;
};

static const char *const hours_of_packs[][2] = {
    { "08:30-12:00", "14:00-17:30" }, { "09:00-12:00", "13:00-18:00" },
    { "08:00-11:30", "14:30-18:00" }, { "09:00-17:00", NULL },
    { "00:00-08:00", "16:00-24:00" },
};

static int32_t minute(const char *s)
{
    return (s[0] - '0') * 600 + (s[1] - '0') * 60 + (s[3] - '0') * 10 + s[4] - '0';
}

static struct season season_of(int32_t from, size_t which)
{
    struct season s = { .from = from };

    for (int i = 0; i < 2 && hours_of_packs[which][i]; i++)
        s.at[s.n++] = (struct stretch){ minute(hours_of_packs[which][i]),
                                        minute(hours_of_packs[which][i] + 6) };
    return s;
}

static void add_hours(struct buf *b, size_t which)
{
    buf_addf(b, "[\"%s\"", hours_of_packs[which][0]);
    if (hours_of_packs[which][1])
        buf_addf(b, ", \"%s\"", hours_of_packs[which][1]);
    buf_addc(b, "]");
}

static void write_hours(struct trial *t, struct buf *b)
{
    static const int32_t from[] = { 315, 501, 701, 1001 };
    size_t               which  = rng_below(&t->r, ARRAY_LEN(hours_of_packs));

    t->w.seasons[t->w.n_seasons++] = season_of(101, which);
    buf_addc(b, "  hours: ");
    add_hours(b, which);
    buf_addc(b, "\n  seasons:\n    12-15: ");
    which = rng_below(&t->r, ARRAY_LEN(hours_of_packs));
    add_hours(b, which);
    for (size_t i = 0; i < ARRAY_LEN(from); i++) {
        size_t other = rng_below(&t->r, ARRAY_LEN(hours_of_packs));

        if (t->w.n_seasons == SEASONS || rng_below(&t->r, 2))
            continue;
        t->w.seasons[t->w.n_seasons++] = season_of(from[i], other);
        buf_addf(b, "\n    %02d-%02d: ", (int)(from[i] / 100), (int)(from[i] % 100));
        add_hours(b, other);
    }
    t->w.seasons[t->w.n_seasons++] = season_of(1215, which);
    buf_addc(b, "\n");
}

static const char *const type_words[] = { "", "work", "off", "half" };

/* Days off in rows, make-up days on the weekends about them, half days anywhere. */
static void write_table(struct trial *t, struct buf *csv)
{
    struct written *w = &t->w;

    buf_addc(csv, "date,type,name\n");
    for (int y = 0; y < YEARS; y++) {
        int32_t begin = day_from_date((struct date){ FIRST_YEAR + y, 1, 1 });

        if (!w->announced[y])
            continue;
        for (size_t i = 3 + rng_below(&t->r, 5); i > 0; i--) {
            int32_t at = begin + (int32_t)rng_below(&t->r, 350);

            for (int32_t d = at; d < at + 1 + (int32_t)rng_below(&t->r, 9); d++)
                w->type[d - w->first] = DAY_OFF;
            for (int32_t d = at - 7; d < at + 14; d++)
                if (d >= begin && d < begin + 365 && day_weekday(d) >= 6 &&
                    rng_below(&t->r, 4) == 0)
                    w->type[d - w->first] = DAY_WORK;
        }
        for (int i = 0; i < 3; i++)
            w->type[begin + (int32_t)rng_below(&t->r, 360) - w->first] = DAY_HALF;
        w->type[begin - w->first] = DAY_OFF; /* one at least, so that it is announced */
    }
    for (int32_t i = 0; i < w->n; i++) {
        char room[TIME_TEXT];

        /* What a row of days off reaches into another year is left out: it is not its table. */
        if (w->type[i] && !w->announced[date_from_day(w->first + i).y - FIRST_YEAR])
            w->type[i] = DAY_UNKNOWN;
        if (w->type[i])
            buf_addf(csv, "%.*s,%s,日%d\n", STR_ARG(day_text(w->first + i, room)),
                     type_words[w->type[i]], (int)i);
    }
}

/* A locality's own days, over the table and in years that have none: they announce no year. */
static void write_own(struct trial *t, struct buf *b)
{
    struct written *w = &t->w;
    char            room[TIME_TEXT];

    buf_addc(b, "calendar:\n  days:\n    2025-06-01: half\n");
    for (int i = 0; i < 12; i++)
        w->own[rng_below(&t->r, (uint64_t)w->n)] = true;
    for (int32_t i = 0; i < w->n; i++) {
        if (!w->own[i])
            continue;
        w->type[i] = (uint8_t)(1 + rng_below(&t->r, 3));
        if (w->first + i != day_from_date((struct date){ 2025, 6, 1 }))
            buf_addf(b, "    %.*s: {type: %s, name: 本地%d}\n",
                     STR_ARG(day_text(w->first + i, room)), type_words[w->type[i]], (int)i);
    }
    w->own[day_from_date((struct date){ 2025, 6, 1 }) - w->first]  = true;
    w->type[day_from_date((struct date){ 2025, 6, 1 }) - w->first] = DAY_HALF;
}

static void load_written(struct trial *t, struct str base, struct str csv, struct str own)
{
    struct pack_file files[] = { { S("land"), S("pack.yaml"), base },
                                 { S("land"), S("days.csv"), csv },
                                 { S("town"), S("pack.yaml"), own } };

    t->p = load_files(t->a, files, ARRAY_LEN(files));
    t->c = practice_calendar(t->p, STR_NONE);
}

static struct str choice_text(struct trial *t, const char *key, const char *no, const char *yes,
                              bool *ret)
{
    *ret = rng_below(&t->r, 2);
    return arena_fmt(t->a, "  %s: %s\n", key, *ret ? yes : no);
}

/* A pack with a table, and one laid over it; both are read as any pack is. */
static void trial_make(struct trial *t, uint64_t seed, int announced)
{
    struct buf *base = arena_buf(t->a, 1 << 20), *csv = arena_buf(t->a, 1 << 20),
               *own   = arena_buf(t->a, 1 << 20);
    struct written *w = &t->w;

    t->seed = seed;
    rng_seed(&t->r, seed);
    memset(w, 0, sizeof(*w));
    w->first = day_from_date((struct date){ FIRST_YEAR, 1, 1 });
    w->n     = day_from_date((struct date){ FIRST_YEAR + YEARS, 1, 1 }) - w->first;
    for (int i = 0; i < YEARS; i++)
        w->announced[i] = i < announced;
    buf_addc(base, "pack: land\ntitle: 国\nplaces: {street: 街道}\ncalendar:\n");
    write_hours(t, base);
    buf_addc(base, "  days: {table: days.csv}\n");
    buf_add(base, choice_text(t, "workdays_start", "same day", "next day", &w->next_day));
    buf_add(base, choice_text(t, "workdays_end", "same hour", "end of day", &w->end_of_day));
    buf_add(base, choice_text(t, "days_end", "same hour", "end of day", &w->days_end_of_day));
    buf_add(base, choice_text(t, "on_day_off", "stay", "move on", &w->move_on));
    write_table(t, csv);
    rng_seed(&t->r, seed + 1); /* the same own days, however many years are announced */
    buf_addc(own, "pack: town\ntitle: 镇\nextends: land\n");
    write_own(t, own);
    load_written(t, buf_str(base), buf_str(csv), buf_str(own));
}

#endif
