/*
 * real_input: rows of real life through the room of cases.
 *
 *   real_input DIR EVENTS.csv COMPLAINTS.csv
 *
 * DIR is a data folder with the pack and the territory that prepare.py made.
 * Each row becomes a case at its own date; an event is dispatched to its unit
 * and ended in time or late, as its row says. The data has no hour of ending:
 * one in time is ended half-way through its limit, a late one an hour after
 * it. No row may vanish: taken + refused = given.
 */
#include "app/instance.h"
#include "cases/acts.h"
#include "cases/cases.h"
#include "shape/csv.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 20000, UNIT_OF_WORK = 200, REASONS = 40 };

enum known { END_UNKNOWN, END_IN_TIME, END_LATE };
struct input {
    struct str name, place, class, unit, title, words, group;
    int64_t    at;
    bool       dated, complaint;
    enum known end;
    /* What became of it. */
    int64_t    id, found; /* the earlier case that it was taken to repeat; NONE_I64 */
    struct str refused;
    bool       closed, late;
};
struct ending { /* when an event will be ended */
    int64_t at;
    size_t  row;
};

struct real {
    struct instance *in;
    struct arena    *arena, *scratch;
    struct input    *rows;
    size_t           n, next, next_end;
    struct ending   *ends;
    size_t           n_ends;
    int64_t          district;
    FILE            *out;
};

/* -- reading -- */

static struct str cell(const struct str *at, size_t n, const struct str *head, size_t heads,
                       const char *name)
{
    for (size_t i = 0; i < heads && i < n; i++)
        if (str_is(head[i], name))
            return at[i];
    return STR_NONE;
}

static struct str slurp(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    long  n;
    char *p;

    if (!f || fseek(f, 0, SEEK_END) != 0 || (n = ftell(f)) < 0) {
        perror(path);
        exit(1);
    }
    rewind(f);
    p = arena_alloc(a, (size_t)n + 1);
    if (fread(p, 1, (size_t)n, f) != (size_t)n) {
        perror(path);
        exit(1);
    }
    fclose(f);
    return (struct str){ p, (size_t)n };
}

static void read_rows(struct real *r, const char *path, bool complaint)
{
    struct faults     f = { 0 };
    struct csv        c;
    const struct str *head, *at;
    size_t            heads, n;

    if (csv_open(&c, r->arena, slurp(r->arena, path), &f) != RC_OK ||
        csv_row(&c, &f, &head, &heads) != RC_OK)
        exit(1);
    while (csv_row(&c, &f, &at, &n) == RC_OK && r->n < ROWS_MOST) {
        struct input *in  = &r->rows[r->n++];
        struct str    end = cell(at, n, head, heads, "end");

        *in       = (struct input){ .complaint = complaint, .id = NONE_I64, .found = NONE_I64 };
        in->name  = cell(at, n, head, heads, "row");
        in->place = cell(at, n, head, heads, "place");
        in->class = cell(at, n, head, heads, "class");
        in->unit  = cell(at, n, head, heads, "unit");
        in->title = cell(at, n, head, heads, "title");
        in->words = cell(at, n, head, heads, "words");
        in->group = cell(at, n, head, heads, "group");
        in->dated = time_parse(cell(at, n, head, heads, "time"), &in->at) == RC_OK;
        in->end   = str_is(end, "in_time")    ? END_IN_TIME
                    : str_is(end, "overtime") ? END_LATE
                                              : END_UNKNOWN;
    }
}

/* By date; those without one come last and keep their order. */
static int earlier(const void *a, const void *b)
{
    const struct input *x = a, *y = b;

    if (x->dated != y->dated)
        return x->dated ? -1 : 1;
    if (!x->dated || x->at == y->at)
        return x < y ? -1 : 1;
    return x->at < y->at ? -1 : 1;
}

/* -- living it -- */

static void keep_reason(struct real *r, struct work *w, struct input *in)
{
    struct buf b;

    buf_init(&b, 500);
    if (w->faults->n)
        fault_render(&w->faults->at[0], LANG_EN, &b);
    else
        buf_addc(&b, "no reason was given");
    in->refused = arena_str(r->arena, buf_str(&b));
    buf_free(&b);
}

static enum rc carry(struct work *w, int64_t id, const char *move, struct str form,
                     struct case_row *row)
{
    struct move_in in = { .move      = str_of(move),
                          .version   = row->version,
                          .task      = NONE_I64,
                          .lon       = NAN,
                          .lat       = NAN,
                          .form.text = form };

    return case_carry(w, id, &in, row);
}

static void plan_end(struct real *r, size_t row, int64_t at)
{
    size_t i;

    for (i = r->n_ends++; i > r->next_end && r->ends[i - 1].at > at; i--)
        r->ends[i] = r->ends[i - 1];
    r->ends[i] = (struct ending){ at, row };
}

static enum rc dispatch(struct work *w, struct real *r, size_t row, struct case_row *c)
{
    struct input *in   = &r->rows[row];
    struct str    name = practice_alias(w->practice, S("unit"), in->unit);
    struct rows   units;
    int64_t       org = NONE_I64;

    TRY(orgs_of_kind(w, S("unit"), &units));
    for (size_t i = 0; i < units.n && org == NONE_I64; i++)
        if (str_eq(((const struct org *)units.at)[i].name, name))
            org = ((const struct org *)units.at)[i].id;
    if (org == NONE_I64) { /* the row names no unit: nobody's clock ran */
        if (in->end == END_UNKNOWN)
            return RC_OK;
        TRY(carry(w, c->id, "close", S("{}"), c));
        in->closed = true;
        return RC_OK;
    }
    TRY(carry(w, c->id, "assign", arena_fmt(w->arena, "{\"unit\":\"%lld\"}", (long long)org), c));
    if (in->end == END_IN_TIME)
        plan_end(r, row, w->now + (c->due - w->now) / 2);
    else if (in->end == END_LATE)
        plan_end(r, row, c->due + US_HOUR);
    return RC_OK;
}

static enum rc find_same(struct work *w, struct input *in)
{
    struct same_query       q;
    struct rows             found;
    const struct same_view *v;

    shape_clear(&same_query_shape, &q);
    q.words = in->words;
    q.class = in->class;
    TRY(case_same(w, &q, &found));
    v = found.at;
    if (found.n)
        in->found = v[0].id;
    return RC_OK;
}

static enum rc file_row(struct work *w, struct real *r, size_t row)
{
    struct input   *in = &r->rows[row];
    struct case_in  c;
    struct opened   o;
    struct place    p;
    struct case_row now;

    shape_clear(&case_in_shape, &c);
    c.channel = CH_IMPORT;
    c.class   = in->class;
    c.title   = in->title;
    c.words   = in->words;
    c.place   = r->district;
    if (!in->complaint) {
        enum rc rc = place_by_code(w, in->place, &p);

        if (rc != RC_OK)
            return rc == RC_NOT_FOUND
                       ? WORK_FIELD(w, RC_INVALID, &say_not_found, S("place"), in->place)
                       : rc;
        c.place = p.id;
    } else {
        TRY(find_same(w, in));
    }
    TRY(case_open(w, &c, &o));
    in->id = o.id;
    if (in->complaint)
        return RC_OK;
    TRY(case_get(w, o.id, &now));
    return dispatch(w, r, row, &now);
}

static enum rc end_row(struct work *w, struct input *in)
{
    struct case_row c;

    TRY(case_get(w, in->id, &c));
    TRY(carry(w, in->id, "done", S("{}"), &c));
    in->closed = true;
    in->late   = c.late > 0;
    return RC_OK;
}

static enum rc ring_until(struct work *w, int64_t at)
{
    int64_t next;
    bool    more;

    for (;;) {
        TRY(case_clock_timer.next(w, NULL, &next));
        if (next == NONE_I64 || next > at)
            break;
        w->now = next > w->now ? next : w->now;
        TRY(case_clock_timer.run(w, NULL, &more));
    }
    w->now = at > w->now ? at : w->now;
    return RC_OK;
}

struct filing {
    struct real *r;
    size_t       i;
};

static enum rc file_part(struct work *w, void *ctx)
{
    struct filing *f = ctx;

    return file_row(w, f->r, f->i);
}

/* The next thing that happens: a row is filed, or one is ended. */
static enum rc one(struct work *w, struct real *r, bool *ret_more)
{
    const struct ending *end = r->next_end < r->n_ends ? &r->ends[r->next_end] : NULL;
    struct input        *in  = r->next < r->n ? &r->rows[r->next] : NULL;
    enum rc              rc;

    *ret_more = end || in;
    if (end && (!in || !in->dated || end->at <= in->at)) {
        r->next_end++;
        TRY(ring_until(w, end->at));
        return end_row(w, &r->rows[end->row]);
    }
    if (!in)
        return RC_OK;
    r->next++;
    if (in->dated)
        TRY(ring_until(w, in->at));
    w->faults->n = 0;
    rc           = work_part(w, file_part, &(struct filing){ r, r->next - 1 });
    if (rc == RC_OK || work_lost(rc))
        return rc;
    keep_reason(r, w, in);
    in->id = NONE_I64;
    return RC_OK;
}

struct spell {
    struct real *r;
    bool         more;
    int64_t      now;
};

static enum rc live(struct work *w, void *ctx)
{
    struct spell *s   = ctx;
    struct real  *r   = s->r;
    struct arena *own = w->arena;

    w->arena = r->scratch;
    tx_set_arena(w->tx, r->scratch);
    s->more = true;
    for (int i = 0; i < UNIT_OF_WORK && s->more; i++) {
        enum rc rc = one(w, r, &s->more);

        arena_clear(r->scratch);
        if (rc != RC_OK) {
            w->arena = own;
            tx_set_arena(w->tx, own);
            return rc;
        }
    }
    s->now   = w->now;
    w->arena = own;
    tx_set_arena(w->tx, own);
    return RC_OK;
}

static enum rc find_district(struct work *w, void *ctx)
{
    struct real *r = ctx;
    struct place p;

    TRY(place_top(w, &p));
    r->district = p.id;
    return RC_OK;
}

/* -- what it found -- */

struct tally {
    struct str name;
    int64_t    given, taken, in_time, late, open;
};

static int by_name(const void *a, const void *b)
{
    return str_cmp(((const struct tally *)a)->name, ((const struct tally *)b)->name);
}

static void add_to(struct tally *at, size_t *n, struct str name, const struct input *in)
{
    size_t i;

    for (i = 0; i < *n && !str_eq(at[i].name, name); i++)
        continue;
    if (i == *n)
        at[(*n)++] = (struct tally){ .name = name };
    at[i].given++;
    at[i].taken += in->id != NONE_I64;
    at[i].in_time += in->closed && !in->late;
    at[i].late += in->closed && in->late;
    at[i].open += in->id != NONE_I64 && !in->closed;
}

static void print_tallies(const char *title, struct tally *at, size_t n)
{
    qsort(at, n, sizeof(*at), by_name);
    printf("\n%s: given taken in-time late open\n", title);
    for (size_t i = 0; i < n; i++)
        printf("  %-16.*s %6lld %6lld %6lld %6lld %6lld\n", STR_ARG(at[i].name),
               (long long)at[i].given, (long long)at[i].taken, (long long)at[i].in_time,
               (long long)at[i].late, (long long)at[i].open);
}

/* The first level of the class, by which the data's own tables are kept. */
static struct str top_class(const struct input *in)
{
    return str_head(in->class, 3);
}

static void print_rows(struct real *r)
{
    struct tally *classes   = ARENA_ARRAY(r->arena, struct tally, 200);
    struct tally *places    = ARENA_ARRAY(r->arena, struct tally, 200);
    size_t        n_classes = 0, n_places = 0;

    for (size_t i = 0; i < r->n; i++) {
        add_to(classes, &n_classes, top_class(&r->rows[i]), &r->rows[i]);
        if (!r->rows[i].complaint)
            add_to(places, &n_places, r->rows[i].place, &r->rows[i]);
    }
    print_tallies("class", classes, n_classes);
    print_tallies("community", places, n_places);
}

static bool print_counts(struct real *r, bool complaints)
{
    int64_t given = 0, taken = 0, refused = 0, undated = 0, known[3] = { 0 }, came[3] = { 0 },
            wrong = 0;

    for (size_t i = 0; i < r->n; i++) {
        const struct input *in = &r->rows[i];
        enum known          as = !in->closed ? END_UNKNOWN : in->late ? END_LATE : END_IN_TIME;

        if (in->complaint != complaints)
            continue;
        given++;
        taken += in->id != NONE_I64;
        refused += in->refused.p != NULL;
        undated += !in->dated;
        known[in->end]++;
        came[as]++;
        wrong += in->id != NONE_I64 && as != in->end;
        if (in->refused.p)
            printf("  refused %.*s: %.*s\n", STR_ARG(in->name), STR_ARG(in->refused));
    }
    printf("%s: given %lld = taken %lld + refused %lld; without a date of their own %lld\n",
           complaints ? "complaints" : "grid events", (long long)given, (long long)taken,
           (long long)refused, (long long)undated);
    if (!complaints)
        printf("  in the data: in time %lld, late %lld, unknown %lld\n"
               "  as lived:    in time %lld, late %lld, open %lld; ended otherwise than the data"
               " says: %lld\n",
               (long long)known[END_IN_TIME], (long long)known[END_LATE],
               (long long)known[END_UNKNOWN], (long long)came[END_IN_TIME],
               (long long)came[END_LATE], (long long)came[END_UNKNOWN], (long long)wrong);
    return given == taken + refused && wrong == 0;
}

/* Groups that were found: each row goes with the earlier one that it was taken to repeat. */
static size_t root(size_t *up, size_t i)
{
    while (up[i] != i)
        i = up[i] = up[up[i]];
    return i;
}

static size_t row_of(const struct real *r, int64_t id)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].id == id)
            return i;
    return SIZE_MAX;
}

static void print_groups(struct real *r)
{
    size_t *up   = ARENA_ARRAY(r->arena, size_t, r->n);
    int64_t both = 0, found = 0, real = 0;

    for (size_t i = 0; i < r->n; i++)
        up[i] = i;
    for (size_t i = 0; i < r->n; i++)
        if (r->rows[i].found != NONE_I64 && row_of(r, r->rows[i].found) != SIZE_MAX)
            up[root(up, i)] = root(up, row_of(r, r->rows[i].found));
    for (size_t i = 0; i < r->n; i++) {
        for (size_t j = i + 1; j < r->n && r->rows[i].complaint; j++) {
            bool same, in_data;

            if (!r->rows[j].complaint)
                continue;
            same    = root(up, i) == root(up, j);
            in_data = str_eq(r->rows[i].group, r->rows[j].group);
            found += same;
            real += in_data;
            both += same && in_data;
        }
    }
    printf("repeated complaints, in pairs: %lld in the data, %lld found, %lld of them right:"
           " precision %.3f, recall %.3f\n",
           (long long)real, (long long)found, (long long)both,
           found ? (double)both / (double)found : 1, real ? (double)both / (double)real : 1);
}

int main(int argc, char **argv)
{
    struct cli      c = { .lang = LANG_EN, .arena = arena_new(1 << 28) };
    struct instance in;
    struct real     r = {
            .in = &in, .arena = arena_new(1 << 30), .scratch = arena_new(1 << 28), .out = stdout
    };
    struct spell s = { .r = &r, .more = true };
    enum rc      rc;
    bool         whole;

    if (argc != 4) {
        fprintf(stderr, "real_input DIR EVENTS.csv COMPLAINTS.csv\n");
        return 2;
    }
    r.rows = ARENA_ARRAY(r.arena, struct input, ROWS_MOST);
    r.ends = ARENA_ARRAY(r.arena, struct ending, ROWS_MOST);
    read_rows(&r, argv[2], false);
    read_rows(&r, argv[3], true);
    qsort(r.rows, r.n, sizeof(*r.rows), earlier);
    rc = instance_read(&c, str_of(argv[1]), &in);
    if (rc == RC_OK)
        rc = instance_open(&c, USE_WRITE, r.rows[0].at, &in);
    if (rc != RC_OK)
        return cli_fail(&c, rc);
    rc = work_do(&in.s, &actor_system, WORK_READ, find_district, &r, &c.faults);
    while (rc == RC_OK && s.more) {
        rc = work_do(&in.s, &actor_system, WORK_WRITE, live, &s, &c.faults);
        if (s.now > in.clock.at)
            in.clock.at = s.now;
        if (rc == RC_OK)
            rc = runner_settle(&in.s);
    }
    instance_close(&in);
    if (rc != RC_OK)
        return cli_fail(&c, rc);
    whole = print_counts(&r, false);
    whole = print_counts(&r, true) && whole;
    print_groups(&r);
    print_rows(&r);
    printf("\n%s\n", whole ? "every row is accounted for" : "ROWS ARE MISSING OR ENDED WRONGLY");
    arena_free(r.scratch);
    arena_free(r.arena);
    arena_free(c.arena);
    return whole ? 0 : 1;
}
