/* sim_party: those whom a case is about, and what each of them says. */
#include "app/sim.h"
#include "app/sim_rows.h"

enum { PARTIES_LEAST = 2, ALSO_BY_ACCOUNT = 2, DISAGREE = 20 }; /* one in so many */

static const struct str names[] = { S("甲方"), S("乙方"), S("丙方"), S("丁方") };

/* An office may name a resident's account, so that they can answer for themselves. */
static int64_t account_of(const struct sim *m, const struct actor *a, struct rng *rng)
{
    if ((!a->system && a->n_posts == 0) || !m->residents.n || rng_below(rng, ALSO_BY_ACCOUNT))
        return NONE_I64;
    return m->residents.at[rng_below(rng, m->residents.n)];
}

void sim_put_parties(const struct sim *m, const struct actor *a, const struct form_field *f,
                     struct rng *rng, struct jw *jw)
{
    size_t n = f->min > PARTIES_LEAST ? (size_t)f->min : PARTIES_LEAST;

    if (f->max > 0 && (int64_t)n > f->max)
        n = (size_t)f->max;
    jw_list(jw);
    for (size_t i = 0; i < n; i++) {
        int64_t account = i == 0 ? account_of(m, a, rng) : NONE_I64;

        jw_obj(jw);
        jw_keyc(jw, "name");
        jw_str(jw, names[i % ARRAY_LEN(names)]);
        if (account != NONE_I64) {
            jw_keyc(jw, "account");
            jw_id(jw, account);
        }
        jw_obj_end(jw);
    }
    jw_list_end(jw);
}

static void put_answer(const struct sim_party_row *p, const char *how, bool yes, struct jw *jw)
{
    jw_obj(jw);
    jw_keyc(jw, "party");
    jw_id(jw, p->id);
    jw_keyc(jw, "yes");
    jw_bool(jw, yes);
    jw_keyc(jw, "how");
    jw_cstr(jw, how);
    jw_obj_end(jw);
}

enum rc sim_put_answers(struct work *w, int64_t case_id, struct rng *rng, struct jw *jw)
{
    struct rows                 rows;
    const struct sim_party_row *p;
    bool                        is_one = false;

    TRY(db_all(w->tx, &stmt_sim_parties, ARGS(A(case_id)), &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        is_one = is_one || (p[i].account != NONE_I64 && p[i].account == w->actor->account);
    jw_list(jw);
    for (size_t i = 0; i < rows.n; i++) {
        bool own = p[i].account != NONE_I64 && p[i].account == w->actor->account;

        if (own || !is_one) /* a party speaks for nobody else */
            put_answer(&p[i], own ? "online" : "signed", rng_below(rng, DISAGREE) > 0, jw);
    }
    jw_list_end(jw);
    return RC_OK;
}
