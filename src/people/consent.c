/* consent: given for a purpose, in some way, and withdrawable (personal information protection law,
 * articles 14, 15, 23, 25, 29). */
#include "people/person.h"

struct consent_note {
    struct str purpose;
};
static const struct field consent_note_fields[] = { F(struct consent_note, purpose) };
static const struct shape consent_note_shape    = SHAPE(struct consent_note, consent_note_fields);

static enum rc note(struct work *w, struct str kind, struct str about, int64_t subject,
                    struct str purpose)
{
    return work_note_row(w, (struct entry){ .kind = kind, .on = about, .subject = subject },
                         &consent_note_shape, &(struct consent_note){ purpose });
}

enum rc consent_holds(struct work *w, struct str about, int64_t subject, struct str purpose,
                      bool *ret)
{
    struct count_row n;

    TRY(db_one(w->tx, &stmt_consent_holds, ARGS(A(about), A(subject), A(purpose)), &n));
    *ret = n.n > 0;
    return RC_OK;
}

enum rc consent_give(struct work *w, struct str about, int64_t subject, struct str purpose,
                     int32_t way, int64_t *ret_id)
{
    static const struct say holds =
        SAY("consent_there", "同意已经登记", "this consent is on record already");
    bool    there;
    int64_t id = work_id(w);

    TRY(consent_holds(w, about, subject, purpose, &there));
    if (there)
        return WORK_FIELD(w, RC_CONFLICT, &holds, S("purpose"), STR_NONE);
    TRY(db_run(w->tx, &stmt_consent_put,
               ARGS(A(id), A(about), A(subject), A(purpose), A((int64_t)way), A(w->now),
                    A(w->actor->account)),
               NULL));
    *ret_id = id;
    return note(w, S("consent.given"), about, subject, purpose);
}

/* What was kept by consent alone is kept no longer: it is due for deletion at once (article 47). */
static enum rc stop_keeping(struct work *w, int64_t id, struct str purpose)
{
    struct person_row p;

    TRY(db_one(w->tx, &stmt_person_get, ARGS(A(id)), &p));
    if (p.basis != BASIS_CONSENT || !str_eq(p.purpose, purpose))
        return RC_OK;
    return db_run(w->tx, &stmt_person_keep, ARGS(A(id), A((int64_t)day_of(w->now))), NULL);
}

enum rc consent_withdraw(struct work *w, struct str about, int64_t subject, struct str purpose)
{
    int64_t changed;

    TRY(db_run(w->tx, &stmt_consent_withdraw,
               ARGS(A(about), A(subject), A(purpose), A(w->now), A(w->actor->account)), &changed));
    if (changed == 0)
        return RC_NOT_FOUND;
    if (str_is(about, "person"))
        TRY(stop_keeping(w, subject, purpose));
    return note(w, S("consent.withdrawn"), about, subject, purpose);
}
