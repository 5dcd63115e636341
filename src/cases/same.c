/*
 * same: is it the same matter?
 *
 * Two ways: words that begin the same, anywhere, and go on alike (people send a complaint again,
 * and hotlines forward it), or near in place and time and alike in words. How near and how far back
 * the pack says.
 */
#include "base/utf8.h"
#include "cases/acts.h"
#include "cases/likeness.h"

#include <math.h>
#include <stdlib.h>

enum {
    KEY_LEAST  = 6,
    KEY_MOST   = 32,
    FOUND_MOST = 10,
    SAME_DAYS  = 30,
    SAME_M     = 200,
    NEAR_M     = 2000 /* of a place, for a point in none */
};

#define SAME_LEAST  0.6  /* of two texts that begin alike */
#define ALIKE_LEAST 0.25 /* of the pairs of characters of the shorter text */

static const struct field same_query_fields[] = {
    F(struct same_query, lon, .opt = true, .doc = "degrees east, WGS-84"),
    F(struct same_query, lat, .opt = true, .doc = "degrees north, WGS-84"),
    F(struct same_query, place, .as = AS_ID, .opt = true, .doc = "or the place"),
    F(struct same_query, class, .opt = true, .doc = "code of the class"),
    F(struct same_query, words, .opt = true, .max = 5000, .doc = "what is being reported"),
    F(struct same_query, process, .opt = true, .doc = "else the class's"),
};
const struct shape same_query_shape = SHAPE(struct same_query, same_query_fields);

static const struct field same_view_fields[] = {
    F(struct same_view, id, .as = AS_ID, .doc = "the case"),
    F(struct same_view, number, .doc = "its number"),
    F(struct same_view, title,
      .doc = "one line; its class where the words are not the caller's to read"),
    F(struct same_view, opened, .as = AS_TIME, .doc = "when it was reported"),
    F(struct same_view, metres, .opt = true, .doc = "how far away"),
    F(struct same_view, likeness, .doc = "of the words, 0 to 1"),
};
const struct shape same_view_shape = SHAPE(struct same_view, same_view_fields);

int64_t case_same_key(struct str words)
{
    uint64_t h = 0xcbf29ce484222325u;
    uint32_t cp;
    size_t   n = 0;

    /* Only the beginning: people who send a letter again change its end. */
    while (words.p && n < KEY_MOST && utf8_next(&words, &cp)) {
        cp = cp_fold(cp);
        if (!likeness_counts(cp))
            continue;
        h = (h ^ cp) * 0x100000001b3u;
        n++;
    }
    return n < KEY_LEAST ? NONE_I64 : (int64_t)(h >> 1);
}

struct seeking {
    struct work             *w;
    const struct same_query *q;
    const struct process    *pr;
    struct str               area; /* the path within which it is sought */
    double                   near_m;
    int64_t                  after; /* ids above this one are young enough */
    struct pairs             words;
    struct same_view        *found;
    size_t                   n;
};

/* Its line is the beginning of somebody's words. Whoever may not read those is told of which class
 * it is, so that they can say "me too"; of a confidential one nobody learns here. */
static struct str title_for(const struct seeking *s, const struct process *pr,
                            const struct same_row *row)
{
    const struct actor      *a = s->w->actor;
    const struct case_class *k = row->class.p ? practice_class(s->w->practice, row->class) : NULL;

    if ((a->account != NONE_I64 && a->account == row->initiator) ||
        work_may(s->w, CAP_CASE_READ, row->place_path, row->unit_path) ||
        (process_published(pr, row->state) && process_publishes(pr, S("words"))))
        return row->title;
    return text_in(k ? &k->title : &pr->title, LANG_ZH);
}

static void add(struct seeking *s, const struct same_row *row, double metres, double like)
{
    const struct process *pr = practice_process(s->w->practice, row->process);

    if (!pr)
        return;
    for (size_t i = 0; i < s->n; i++)
        if (s->found[i].id == row->id)
            return;
    s->found[s->n++] = (struct same_view){ row->id,     row->number, title_for(s, pr, row),
                                           row->opened, metres,      like };
}

static enum rc same_words(struct seeking *s)
{
    int64_t                key = case_same_key(s->q->words);
    struct rows            rows;
    const struct same_row *row;

    if (key == NONE_I64)
        return RC_OK;
    TRY(db_all(s->w->tx, &stmt_same_words, ARGS(A(key), A(s->after), A((int64_t)FOUND_MOST)),
               &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        struct pairs p;
        double       like;

        pairs_of(row[i].words, &p);
        like = likeness_of(&s->words, &p);
        if (like >= SAME_LEAST)
            add(s, &row[i], NAN, like);
    }
    return RC_OK;
}

static enum rc near_and_alike(struct seeking *s)
{
    double                 lat_m = 111320, dlat = s->near_m / lat_m;
    double                 dlon = isnan(s->q->lat) ? 0 : dlat / cos(s->q->lat * 0.017453292519943);
    struct rows            rows;
    const struct same_row *row;

    if (!s->area.p)
        return RC_OK;
    TRY(db_all(s->w->tx, &stmt_same_near,
               ARGS(A(s->area), A(path_end(s->w->arena, s->area)), A(s->after), A(s->pr->name),
                    A(s->q->lon - dlon), A(s->q->lon + dlon), A(s->q->lat - dlat),
                    A(s->q->lat + dlat)),
               &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n && s->n < 200; i++) {
        double       far = NAN, like;
        struct pairs p;
        bool same_class = s->q->class.p && row[i].class.p && str_eq(s->q->class, row[i].class);

        if (!isnan(s->q->lon) && !isnan(row[i].lon))
            far = metres_between(s->q->lon, s->q->lat, row[i].lon, row[i].lat);
        if (!isnan(far) && far > s->near_m)
            continue;
        pairs_of(row[i].words, &p);
        like = likeness_of(&s->words, &p);
        /* At the very spot the same class is enough; elsewhere the words must agree too. */
        if (like >= ALIKE_LEAST || (same_class && !isnan(far)))
            add(s, &row[i], far, like);
    }
    return RC_OK;
}

/* The place that was named or in which the point lies; RC_NOT_FOUND: neither says one. */
static enum rc place_asked(struct work *w, int64_t id, double lon, double lat, struct place *ret)
{
    struct located at;
    enum rc        rc;

    if (id == NONE_I64 && !isnan(lon) && !isnan(lat)) {
        TRY(territory_locate(w->services, lon, lat, NEAR_M, &at));
        id = at.place;
    }
    if (id == NONE_I64)
        return RC_NOT_FOUND;
    rc = place_get(w, id, ret);
    return rc == RC_NOT_FOUND ? WORK_FIELD(w, RC_INVALID, &say_not_found, S("place"), S("place"))
                              : rc;
}

enum rc case_here(struct work *w, int64_t id, double lon, double lat, struct str *ret)
{
    struct place p;
    enum rc      rc = place_asked(w, id, lon, lat, &p);

    *ret = STR_NONE;
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    *ret = p.path;
    return RC_OK;
}

/* Borders run through streets: the path within which neighbours of that place or point are. What
 * lies above the grids is no neighbourhood, and to go through it would take as long as it is large.
 */
static enum rc area_of(struct work *w, const struct same_query *q, struct str *ret)
{
    const struct place_kind *k;
    struct place             p, up;
    enum rc                  rc = place_asked(w, q->place, q->lon, q->lat, &p);

    *ret = STR_NONE;
    if (rc == RC_NOT_FOUND)
        return RC_OK;
    TRY(rc);
    k = practice_place_kind(w->practice, p.kind);
    if (!k || !(k->grid || k->takes_cases))
        return RC_OK;
    *ret = p.path;
    if (p.parent == NONE_I64)
        return RC_OK;
    TRY(place_get(w, p.parent, &up));
    *ret = up.path;
    return RC_OK;
}

static int likelier(const void *a, const void *b)
{
    const struct same_view *x = a, *y = b;

    if (x->likeness != y->likeness)
        return x->likeness > y->likeness ? -1 : 1;
    return x->id > y->id ? -1 : x->id < y->id ? 1 : 0;
}

enum rc case_same(struct work *w, const struct same_query *q, struct rows *ret)
{
    const struct case_class *k =
        q->class.p && w->practice ? practice_class(w->practice, q->class) : NULL;
    struct str     name = q->process.p ? q->process : k ? k->process : STR_NONE;
    struct seeking s    = { .w = w, .q = q };
    int32_t        days;

    s.pr = w->practice && name.p ? practice_process(w->practice, name) : NULL;
    *ret = (struct rows){ 0 };
    if (!s.pr)
        return RC_OK;
    days     = s.pr->same_days ? s.pr->same_days : SAME_DAYS;
    s.near_m = k && k->near_m != NONE_I32 ? k->near_m : s.pr->same_m ? s.pr->same_m : SAME_M;
    s.after  = id_at(w->now - days * US_DAY);
    s.found  = ARENA_ARRAY(w->arena, struct same_view, 200 + FOUND_MOST + 1);
    pairs_of(q->words, &s.words);
    TRY(area_of(w, q, &s.area));
    TRY(same_words(&s));
    TRY(near_and_alike(&s));
    qsort(s.found, s.n, sizeof(s.found[0]), likelier);
    *ret = (struct rows){ s.found, s.n > FOUND_MOST ? FOUND_MOST : s.n };
    return RC_OK;
}
