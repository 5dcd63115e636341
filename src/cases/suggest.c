/*
 * suggest: of which class is what somebody writes?
 *
 * Two ways, and nothing else: the pack's own words of a class stand in the
 * text, and late reports whose words are like it were filed as that class.
 * Whoever reports still chooses.
 */
#include "base/utf8.h"
#include "cases/acts.h"
#include "cases/likeness.h"

#include <stdlib.h>

enum { SUGGEST_DAYS = 365, SUGGESTED_MOST = 6, HERE_MOST = 200, ELSEWHERE_MOST = 1000 };

#define TITLE_LEAST 0.5 /* of a title's pairs of characters, to be taken for it */
#define LIKE_LEAST  0.3 /* of the pairs of the shorter of two reports */
#define SCORE_LEAST 0.2

static const struct field suggest_query_fields[] = {
    F(struct suggest_query, text, .min = 1, .max = 5000, .doc = "what is being reported"),
    F(struct suggest_query, lon, .opt = true, .doc = "degrees east, WGS-84"),
    F(struct suggest_query, lat, .opt = true, .doc = "degrees north, WGS-84"),
    F(struct suggest_query, place, .as = AS_ID, .opt = true,
      .doc = "or the place, whose own reports are read beside the newest of all"),
};
const struct shape suggest_query_shape = SHAPE(struct suggest_query, suggest_query_fields);

#define T struct class_suggested
static const struct field class_suggested_fields[] = {
    F(T, code, .doc = "of the class"),
    F(T, title, .doc = "what it is called"),
    F(T, process, .opt = true, .doc = "the process that it opens"),
    F(T, stop, .opt = true, .doc = "the form ends here and says this"),
    F(T, word, .opt = true, .doc = "the pack's word for it that stands in the text"),
    F(T, reports,
      .doc = "like ones among the newest reports, of a year at most, that were filed as this"),
    F(T, score, .doc = "above 0; only for the order"),
};
const struct shape class_suggested_shape = SHAPE(T, class_suggested_fields);
#undef T

struct suggesting {
    struct work           *w;
    const struct practice *p;
    struct str             text; /* folded: case and width do not count */
    struct pairs           words;
    double                *like; /* of each class: the likeness of reports filed as it */
    int64_t               *reports;
    double                 all;
};

/* What counts of a text, nothing between: a word is found whatever signs stand around it. */
static struct str folded(struct arena *a, struct str s)
{
    char    *out = arena_alloc(a, 2 * s.n + 4);
    size_t   n   = 0;
    uint32_t cp;

    while (utf8_next(&s, &cp)) {
        cp = cp_fold(cp);
        if (likeness_counts(cp))
            n += utf8_put(cp, out + n);
    }
    return (struct str){ out, n };
}

static bool stands_in(struct suggesting *s, struct str word)
{
    struct str plain = folded(s->w->arena, word);

    return plain.n && str_find(s->text, plain) != SIZE_MAX;
}

/* One of its other words, or its title, whole or in good part: 0 to 1. */
static double by_own_words(struct suggesting *s, const struct case_class *k, struct str *ret_word)
{
    struct str   also = k->also, word;
    struct pairs title;
    double       part;

    *ret_word = k->title.zh;
    if (stands_in(s, k->title.zh))
        return 1;
    while (also.p && str_split(&also, ' ', &word))
        if (word.n && stands_in(s, word)) {
            *ret_word = word;
            return 1;
        }
    pairs_of(k->title.zh, &title);
    part = likeness_within(&title, &s->words);
    if (part >= TITLE_LEAST)
        return part;
    *ret_word = STR_NONE;
    return 0;
}

static void count_reports(struct suggesting *s, const struct rows *rows)
{
    const struct filed_row *row = rows->at;
    struct pairs           *p   = arena_alloc(s->w->arena, sizeof(*p));

    for (size_t i = 0; i < rows->n; i++) {
        const struct case_class *k = practice_class(s->p, row[i].class);
        double                   like;

        if (!k)
            continue;
        pairs_of(row[i].words, p);
        like = likeness_of(&s->words, p);
        if (like < LIKE_LEAST)
            continue;
        s->like[k - s->p->classes] += like;
        s->reports[k - s->p->classes]++;
        s->all += like;
    }
}

/*
 * This is asked at each pause in typing, so it reads a fixed number of reports, however many there
 * are: the newest of the very place, where the same thing is reported again, and the newest of all,
 * since what a class is called is the pack's and not a grid's. Of what is one report in a hundred
 * there are ten in a thousand, and what several agree on is all that counts (case_suggest); what
 * nobody reported in the last thousand the class's own words must find.
 */
static enum rc read_reports(struct suggesting *s, const struct suggest_query *q)
{
    int64_t     after = id_at(s->w->now - SUGGEST_DAYS * US_DAY);
    struct str  here;
    struct rows rows;

    TRY(case_here(s->w, q->place, q->lon, q->lat, &here));
    if (here.p) {
        TRY(db_all(s->w->tx, &stmt_filed_here, ARGS(A(here), A(after), A((int64_t)HERE_MOST)),
                   &rows));
        count_reports(s, &rows);
    }
    TRY(db_all(s->w->tx, &stmt_filed_elsewhere,
               ARGS(A(here.p ? here : S("")), A(after), A((int64_t)ELSEWHERE_MOST)), &rows));
    count_reports(s, &rows);
    return RC_OK;
}

/* What the caller can report under, or is told to go elsewhere with. */
static bool reportable(const struct suggesting *s, const struct case_class *k)
{
    const struct actor   *a  = s->w->actor;
    const struct process *pr = k->process.p ? practice_process(s->p, k->process) : NULL;
    int32_t               channel;

    if (k->stop.zh.p)
        return true;
    channel = a->account == NONE_I64             ? CH_ANYONE
              : caps_has(&a->any, CAP_CASE_OPEN) ? CH_WORKER
                                                 : CH_ACCOUNT;
    return pr && (pr->channels >> channel & 1);
}

/* The likeliest first; of two alike the narrower, then as the pack has them. */
static int likelier(const void *a, const void *b)
{
    const struct class_suggested *x = a, *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return x->code.n != y->code.n ? (x->code.n > y->code.n ? -1 : 1) : str_cmp(x->code, y->code);
}

enum rc case_suggest(struct work *w, enum lang lang, const struct suggest_query *q,
                     struct rows *ret)
{
    struct suggesting       s = { .w = w, .p = w->practice };
    struct class_suggested *v;
    size_t                  n = 0;

    *ret = (struct rows){ 0 };
    if (!s.p)
        return RC_OK;
    s.text    = folded(w->arena, q->text);
    s.like    = ARENA_ARRAY(w->arena, double, s.p->n_classes + 1);
    s.reports = ARENA_ARRAY(w->arena, int64_t, s.p->n_classes + 1);
    v         = ARENA_ARRAY(w->arena, struct class_suggested, s.p->n_classes + 1);
    pairs_of(q->text, &s.words);
    TRY(read_reports(&s, q));
    for (size_t i = 0; i < s.p->n_classes; i++) {
        const struct case_class *k = &s.p->classes[i];
        struct str               word;
        double                   score = by_own_words(&s, k, &word);

        /* One report alone says less than several that agree. */
        score += s.reports[i] ? s.like[i] / (s.all + 1) : 0;
        if (score < SCORE_LEAST || !reportable(&s, k))
            continue;
        v[n++] = (struct class_suggested){ k->code,    text_in(&k->title, lang),
                                           k->process, text_in(&k->stop, lang),
                                           word,       s.reports[i],
                                           score };
    }
    qsort(v, n, sizeof(v[0]), likelier);
    *ret = (struct rows){ v, n > SUGGESTED_MOST ? SUGGESTED_MOST : n };
    return RC_OK;
}
