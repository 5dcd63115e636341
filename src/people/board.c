/*
 * board: what the board at a grid's entrance says: who sees to it, what
 * their duties are, how to reach them. Anybody may read it, so a telephone
 * stands on it only while its owner consents.
 */
#include "people/board.h"
#include "people/posting.h"

static const struct field board_person_fields[] = {
    F(struct board_person, name),
    F(struct board_person, post),
    F(struct board_person, title),
    F(struct board_person, phone, .opt = true, .doc = "while its owner consents"),
    F(struct board_person, head),
    F(struct board_person, duties, .each = K_STR),
};
static const struct shape board_person_shape = SHAPE(struct board_person, board_person_fields);
static const struct field board_fields[]     = {
        F(struct board, place, .as = AS_ID),
        F(struct board, name),
        F(struct board, kind),
        F(struct board, kind_title, .opt = true),
        F(struct board, code, .opt = true),
        F(struct board, households, .opt = true),
        F(struct board, people, .of = &board_person_shape),
};
const struct shape board_shape = SHAPE(struct board, board_fields);

static struct list duties_of(struct arena *a, const struct post *post, enum lang lang)
{
    struct str *at = ARENA_ARRAY(a, struct str, post->n_duties ? post->n_duties : 1);

    for (size_t i = 0; i < post->n_duties; i++)
        at[i] = text_in(&post->duties[i], lang);
    return (struct list){ at, post->n_duties };
}

static enum rc board_one(struct work *w, const struct posting_row *row, const struct post *post,
                         bool head, enum lang lang, struct board_person *ret)
{
    bool shows;

    TRY(consent_holds(w, S("account"), row->account, S(CONSENT_BOARD_PHONE), &shows));
    *ret = (struct board_person){ .name   = row->name,
                                  .post   = row->post,
                                  .title  = text_in(&post->title, lang),
                                  .phone  = shows ? row->phone : STR_NONE,
                                  .head   = head,
                                  .duties = duties_of(w->arena, post, lang) };
    return RC_OK;
}

/* Of a grid, everybody who holds a post there; of another place, its head. The head first. */
static enum rc board_people(struct work *w, const struct place *p, const struct place_kind *kind,
                            enum lang lang, struct list *ret)
{
    VEC(struct board_person) out = { 0 };
    struct rows              rows;
    struct posting_row      *row;

    TRY(db_all(w->tx, &stmt_posting_at_place,
               ARGS(A(p->id), A((int64_t)0), A(STR_NONE), A((int64_t)day_of(w->now)),
                    A((int64_t)PAGE_MOST)),
               &rows));
    row = rows.at;
    for (int heads = 1; heads >= 0; heads--)
        for (size_t i = 0; i < rows.n; i++) {
            const struct post *post = practice_post(w->practice, row[i].post);
            bool               head = str_eq(row[i].post, kind->head_post);

            if (post && head == (heads == 1) && (head || kind->grid))
                TRY(board_one(w, &row[i], post, head, lang, VEC_PUSH(w->arena, &out)));
        }
    *ret = (struct list){ out.at, out.n };
    return RC_OK;
}

enum rc board_at(struct work *w, int64_t place, enum lang lang, struct board *ret)
{
    const struct place_kind *kind;
    struct place             p;

    TRY(place_get(w, place, &p));
    kind = w->practice ? practice_place_kind(w->practice, p.kind) : NULL;
    *ret = (struct board){ .place      = p.id,
                           .name       = p.name,
                           .kind       = p.kind,
                           .kind_title = kind ? text_in(&kind->title, lang) : STR_NONE,
                           .code       = p.code,
                           .households = p.households };
    return kind ? board_people(w, &p, kind, lang, &ret->people) : RC_OK;
}
