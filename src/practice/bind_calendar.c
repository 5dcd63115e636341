/* bind_calendar: office hours, seasons, and the days that are not as the week says. */
#include "practice/bind.h"

#include <stdlib.h>
#include <string.h>

static const struct say say_hours = SAY(
    "pack_hours", "应是上班时段，如 \"08:30-12:00\"，依次排列、互不重叠，最多{0}段",
    "office hours such as \"08:30-12:00\" were expected, one after another, {0} stretches at most");
static const struct say say_season = SAY("pack_season", "应是“月-日”，如 05-01，不是“{0}”",
                                         "a day of the year such as 05-01 was expected, not '{0}'");
static const struct say say_date =
    SAY("pack_date", "应是1990至2100年的日期，如 2026-01-31，不是“{0}”",
        "a date from 1990 to 2100 such as 2026-01-31 was expected, not '{0}'");
static const struct say say_no_hours = SAY("pack_no_hours", "日历“{0}”没有上班时间（hours）",
                                           "the calendar '{0}' has no office hours");
static const struct say say_day_type =
    SAY("pack_day_type", "“{0}”不是日子的类型：off 休息，work 上班，half 半天",
        "'{0}' is no type of day: off, work, half");
static const struct say say_day_columns = SAY("pack_day_columns", "日历表每一行要有 date 和 type",
                                              "each row of the days needs date and type");
static const struct say say_paper_columns =
    SAY("pack_paper_columns", "通知表每一行要有 first、last 和 paper，first 不晚于 last",
        "each row of the papers needs first, last and paper, and first is not after last");
static const struct say say_seasons =
    SAY("pack_seasons", "季节太多，最多{0}个", "more than {0} seasons");

enum { YEAR_FIRST = 1990, YEAR_LAST = 2100, SEASONS_MOST = 12 };

struct listed_day {
    int32_t       day;
    enum day_type type;
    struct str    name;
    struct mark   mark;
    size_t        pack;
    size_t        order; /* the later written wins */
};
struct paper { /* a notice, and the days that it names the first and last of */
    int32_t    first, last;
    struct str text;
    size_t     pack;
};
struct draft {
    struct bind           *b;
    struct calendar        c;
    struct season          seasons[SEASONS_MOST + 1];
    VEC(struct listed_day) days;
    VEC(struct paper)      papers;
    bool                   announced[YEAR_LAST - YEAR_FIRST + 1];
    size_t                 pack;
};

/* -- hours -- */

static bool clock_time(struct str s, int32_t *ret_minute)
{
    int64_t h, m;

    if (s.n != 5 || s.p[2] != ':' || str_int(str_head(s, 2), &h) != RC_OK ||
        str_int(str_skip(s, 3), &m) != RC_OK || h < 0 || m < 0 || m > 59 || h * 60 + m > 24 * 60)
        return false;
    *ret_minute = (int32_t)(h * 60 + m);
    return true;
}

static void bind_hours(struct bind *b, const struct ynode *n, struct season *s)
{
    char    room[INT_TEXT];
    int32_t before = -1;

    s->n = 0;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m)) {
        struct str     to = m->text, from;
        struct stretch at = { 0 };

        if (m->kind != Y_SCALAR || s->n == STRETCHES || !str_split(&to, '-', &from) || !to.p ||
            !clock_time(str_trim(from), &at.from) || !clock_time(str_trim(to), &at.to) ||
            at.from >= at.to || at.from < before) {
            bind_wrong(b, m->mark, &say_hours, int_text(STRETCHES, room), STR_NONE);
            return;
        }
        s->at[s->n++] = at;
        before        = at.to;
    }
    if (s->n == 0)
        bind_wrong(b, n->mark, &say_hours, int_text(STRETCHES, room), STR_NONE);
}

static bool season_day(struct str s, int32_t *ret_from)
{
    int64_t m, d;

    if (s.n != 5 || s.p[2] != '-' || str_int(str_head(s, 2), &m) != RC_OK ||
        str_int(str_skip(s, 3), &d) != RC_OK ||
        !date_is_real((struct date){ 2024, (int)m, (int)d }))
        return false;
    *ret_from = (int32_t)(m * 100 + d);
    return true;
}

static void bind_seasons(struct bind *b, const struct ynode *n, struct draft *d)
{
    char room[INT_TEXT];

    if (!bind_is_map(b, n))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        struct season *s = &d->seasons[d->c.n_seasons];

        if (d->c.n_seasons == SEASONS_MOST) {
            bind_wrong(b, m->key_mark, &say_seasons, int_text(SEASONS_MOST, room), STR_NONE);
            return;
        }
        if (!season_day(m->key, &s->from)) {
            bind_wrong(b, m->key_mark, &say_season, m->key, STR_NONE);
            continue;
        }
        bind_hours(b, m, s);
        d->c.n_seasons++;
    }
}

/* -- days -- */

static bool day_type_of(struct str s, enum day_type *ret)
{
    static const struct {
        const char   *word;
        enum day_type type;
    } words[] = { { "off", DAY_OFF },          { "OFF", DAY_OFF },      { "work", DAY_WORK },
                  { "half", DAY_HALF },        { "WORK", DAY_WORK },    { "HALF", DAY_HALF },
                  { "MAKEUP_WORK", DAY_WORK }, { "WORKDAY", DAY_WORK }, { "WEEKEND", DAY_OFF },
                  { "休息", DAY_OFF },         { "上班", DAY_WORK },    { "半天", DAY_HALF } };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_is(s, words[i].word)) {
            *ret = words[i].type;
            return true;
        }
    return false;
}

/* A date that calendars reach to. */
static bool bind_day(struct bind *b, struct mark at, struct str text, int32_t *ret)
{
    int y;

    if (day_parse(text, ret) == RC_OK) {
        y = date_from_day(*ret).y;
        if (y >= YEAR_FIRST && y <= YEAR_LAST)
            return true;
    }
    bind_wrong(b, at, &say_date, text, STR_NONE);
    return false;
}

static void add_day(struct draft *d, struct mark at, struct str date, const struct ynode *type,
                    struct str name, bool announces)
{
    struct listed_day one = { .name = name, .mark = at, .pack = d->pack, .order = d->days.n };

    if (!bind_day(d->b, at, date, &one.day))
        return;
    if (!day_type_of(type->text, &one.type)) {
        bind_wrong(d->b, type->mark, &say_day_type, type->text, STR_NONE);
        return;
    }
    d->announced[date_from_day(one.day).y - YEAR_FIRST] |= announces;
    *VEC_PUSH(d->b->arena, &d->days) = one;
}

static void day_row(struct bind *b, const struct ynode *row, void *ctx)
{
    const struct ynode *date = ynode_get(row, "date"), *type = ynode_get(row, "type"),
                       *name = ynode_get(row, "name");

    if (date && type)
        add_day(ctx, date->mark, date->text, type, name ? name->text : STR_NONE, true);
    else
        bind_wrong(b, row->mark, &say_day_columns, STR_NONE, STR_NONE);
}

static void bind_days(struct bind *b, const struct ynode *n, struct draft *d)
{
    if (!bind_is_map(b, n))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        const struct ynode *type = ynode_get(m, "type"), *name = ynode_get(m, "name");

        if (str_is(m->key, "table"))
            bind_table(b, m, d->pack, day_row, d);
        else if (m->kind == Y_SCALAR)
            add_day(d, m->key_mark, m->key, m, STR_NONE, false);
        else if (type && bind_is_scalar(b, type) && (!name || bind_is_scalar(b, name)))
            add_day(d, m->key_mark, m->key, type, name ? name->text : STR_NONE, false);
        else
            bind_wrong(b, m->mark, &say_day_columns, STR_NONE, STR_NONE);
    }
}

static void paper_row(struct bind *b, const struct ynode *row, void *ctx)
{
    const struct ynode *first = ynode_get(row, "first"), *last = ynode_get(row, "last"),
                       *paper = ynode_get(row, "paper");
    struct draft *d           = ctx;
    struct paper  one         = { .pack = d->pack };

    if (!first || !last || !paper) {
        bind_wrong(b, row->mark, &say_paper_columns, STR_NONE, STR_NONE);
        return;
    }
    if (!bind_day(b, first->mark, first->text, &one.first) ||
        !bind_day(b, last->mark, last->text, &one.last))
        return;
    if (one.last < one.first) {
        bind_wrong(b, row->mark, &say_paper_columns, STR_NONE, STR_NONE);
        return;
    }
    one.text                        = paper->text;
    *VEC_PUSH(b->arena, &d->papers) = one;
}

static void bind_papers(struct bind *b, const struct ynode *n, struct draft *d)
{
    const struct ynode *table;

    if (!bind_is_map(b, n))
        return;
    table = ynode_get(n, "table");
    if (table && n->n == 1)
        bind_table(b, table, d->pack, paper_row, d);
    else
        bind_wrong(b, n->mark, &say_paper_columns, STR_NONE, STR_NONE);
}

static int by_day(const void *a, const void *b)
{
    const struct listed_day *x = a, *y = b;

    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int32_t new_year(int y)
{
    return day_from_date((struct date){ y, 1, 1 });
}

/* A pack's notices speak of the days that it lists itself, not of those laid over them. */
static void find_papers(const struct draft *d, const struct listed_day *day, struct day_note *note)
{
    struct str *at = NULL;

    for (size_t i = 0; i < d->papers.n; i++) {
        const struct paper *p = &d->papers.at[i];

        if (p->pack != day->pack || p->first > day->day || p->last < day->day)
            continue;
        if (!at)
            at = ARENA_ARRAY(d->b->arena, struct str, d->papers.n);
        at[note->n_papers++] = p->text;
    }
    note->papers = at;
}

/* Of several for one day the last written stands. */
static void lay_out_notes(struct draft *d)
{
    const struct listed_day *at    = d->days.at;
    struct day_note         *notes = ARENA_ARRAY(d->b->arena, struct day_note, d->days.n);
    size_t                   n     = 0;

    for (size_t i = 0; i < d->days.n; i++) {
        if (i + 1 < d->days.n && at[i + 1].day == at[i].day)
            continue;
        notes[n] = (struct day_note){ .day = at[i].day, .name = at[i].name, .mark = at[i].mark };
        find_papers(d, &at[i], &notes[n++]);
    }
    d->c.notes   = notes;
    d->c.n_notes = n;
}

/* From the first to the last year of which anything is known. */
static void lay_out_days(struct draft *d)
{
    struct calendar         *c  = &d->c;
    const struct listed_day *at = d->days.at;
    size_t                   n  = d->days.n;
    uint8_t                 *days;
    int                      first, last;

    if (n == 0)
        return;
    qsort(d->days.at, n, sizeof(*at), by_day);
    first        = date_from_day(at[0].day).y;
    last         = date_from_day(at[n - 1].day).y;
    c->first_day = new_year(first);
    c->n_days    = new_year(last + 1) - c->first_day;
    days         = arena_alloc(d->b->arena, (size_t)c->n_days);
    for (int y = first; y <= last; y++)
        for (int32_t i = new_year(y); d->announced[y - YEAR_FIRST] && i < new_year(y + 1); i++)
            days[i - c->first_day] = day_weekday(i) >= 6 ? DAY_OFF : DAY_WORK;
    for (size_t i = 0; i < n; i++)
        days[at[i].day - c->first_day] = (uint8_t)at[i].type;
    c->days = days;
    lay_out_notes(d);
}

/* -- the whole -- */

static const char *const starts_words[] = { "same day", "next day", NULL };
static const char *const ends_words[]   = { "same hour", "end of day", NULL };
static const char *const stays_words[]  = { "stay", "move on", NULL };

static void bind_choice(struct bind *b, const struct ynode *n, void *obj)
{
    struct calendar *c = obj;
    int32_t          i;

    if (str_is(n->key, "workdays_start") && bind_word(b, n, starts_words, &i))
        c->next_day = i;
    else if (str_is(n->key, "workdays_end") && bind_word(b, n, ends_words, &i))
        c->end_of_day = i;
    else if (str_is(n->key, "days_end") && bind_word(b, n, ends_words, &i))
        c->days_end_of_day = i;
    else if (str_is(n->key, "on_day_off") && bind_word(b, n, stays_words, &i))
        c->days_move_on = i;
}

static const struct bkey calendar_keys[] = {
    { .key = "hours", .kind = B_LATER }, { .key = "seasons", .kind = B_LATER },
    { .key = "days", .kind = B_LATER },  { .key = "papers", .kind = B_LATER },
    K_FN("workdays_start", bind_choice), K_FN("workdays_end", bind_choice),
    K_FN("days_end", bind_choice),       K_FN("on_day_off", bind_choice),
};

static void bind_layer(struct bind *b, const struct ynode *n, struct draft *d)
{
    const struct ynode *hours = ynode_get(n, "hours"), *seasons = ynode_get(n, "seasons"),
                       *days = ynode_get(n, "days"), *papers = ynode_get(n, "papers");

    bind_map(b, n, calendar_keys, ARRAY_LEN(calendar_keys), &d->c);
    if (hours) {
        d->c.n_seasons     = 1;
        d->seasons[0].from = 101;
        bind_hours(b, hours, &d->seasons[0]);
    }
    if (seasons) {
        d->c.n_seasons = d->c.n_seasons ? 1 : 0;
        bind_seasons(b, seasons, d);
    }
    if (days)
        bind_days(b, days, d);
    if (papers)
        bind_papers(b, papers, d);
}

static int by_from(const void *a, const void *b)
{
    const struct season *x = a, *y = b;

    return x->from < y->from ? -1 : x->from > y->from;
}

static struct calendar finish(struct bind *b, struct draft *d, const struct entry *e)
{
    struct season *at = ARENA_ARRAY(b->arena, struct season, d->c.n_seasons + 1);

    memcpy(at, d->seasons, d->c.n_seasons * sizeof(*at));
    qsort(at, d->c.n_seasons, sizeof(*at), by_from);
    if (d->c.n_seasons == 0 || at[0].from != 101)
        bind_wrong(b, e->mark, &say_no_hours, e->name, STR_NONE);
    d->c.name    = e->name;
    d->c.mark    = e->mark;
    d->c.seasons = at;
    lay_out_days(d);
    return d->c;
}

static bool seen_before(const struct section *s, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (str_eq(s->list.at[k].name, s->list.at[i].name))
            return true;
    return false;
}

/* A calendar of a pack lies over the one of the same name below: key by key, and day by day. */
void bind_calendars(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_CALENDARS];
    struct calendar      *at = ARENA_ARRAY(b->arena, struct calendar, s->list.n + 1);
    size_t                n  = 0;

    for (size_t i = 0; i < s->list.n; i++) {
        struct draft *d = ARENA_NEW(b->arena, struct draft);

        if (seen_before(s, i))
            continue;
        d->b = b;
        for (size_t k = i; k < s->list.n; k++)
            if (str_eq(s->list.at[k].name, s->list.at[i].name)) {
                d->pack = s->list.at[k].pack;
                bind_layer(b, s->list.at[k].node, d);
            }
        at[n++] = finish(b, d, &s->list.at[i]);
    }
    b->p->calendars   = at;
    b->p->n_calendars = n;
}
