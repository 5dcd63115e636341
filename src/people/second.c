/* second: the second factor, and the codes for whoever lost it. */
#include "people/people_rows.h"
#include "people/seal.h"
#include "people/signin.h"

#include <oath.h>
#include <sodium.h>
#include <stdlib.h>

enum { SECRET_BYTES = 20, STEP_S = 30, DIGITS = 6 };

static struct str secret_make(struct arena *a)
{
    char       raw[SECRET_BYTES];
    char      *text = NULL;
    size_t     n    = 0;
    struct str secret;

    random_bytes(raw, sizeof(raw));
    BUG_ON(oath_base32_encode(raw, sizeof(raw), &text, &n) != OATH_OK);
    secret = arena_str(a, (struct str){ text, n });
    sodium_memzero(raw, sizeof(raw));
    free(text);
    return secret;
}

int64_t second_step(struct str secret, struct str code, int64_t now, struct arena *a)
{
    int64_t step  = now / US_SECOND / STEP_S;
    int64_t found = NONE_I64;
    char   *raw   = NULL;
    size_t  n     = 0;
    char    otp[DIGITS + 1];

    if (!secret.p || code.n != DIGITS ||
        oath_base32_decode(arena_cstr(a, secret), secret.n, &raw, &n) != OATH_OK)
        return NONE_I64;
    for (int64_t i = step - 1; i <= step + 1; i++)
        if (oath_totp_generate(raw, n, (time_t)(i * STEP_S), STEP_S, 0, DIGITS, otp) == OATH_OK &&
            sodium_memcmp(otp, code.p, DIGITS) == 0)
            found = i;
    sodium_memzero(raw, n);
    free(raw);
    return found;
}

enum rc second_open(struct services *s, int64_t account, struct str kept, struct arena *a,
                    struct faults *f, struct str *ret)
{
    if (seal_is(kept))
        return seal_get(s, account, kept, a, f, ret);
    *ret = kept;
    return RC_OK;
}

enum rc second_begin(struct work *w, int64_t account, struct second_secret *ret)
{
    static const struct say in_use = SAY("second_factor_on", "动态口令已经启用，请先停用",
                                         "a second factor is in use; take it off first");
    struct secret_row       row;
    struct str              sealed;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(account)), &row));
    if (row.totp_on)
        return WORK_FAULT(w, RC_CONFLICT, &in_use);
    ret->secret = secret_make(w->arena);
    ret->uri    = arena_fmt(
           w->arena, "otpauth://totp/Linli:%.*s?secret=%.*s&issuer=Linli&algorithm=SHA1&digits=6",
           STR_ARG(row.account.login), STR_ARG(ret->secret));
    TRY(seal_put(w->services, account, ret->secret, w->arena, w->faults, &sealed));
    return db_run(w->tx, &stmt_account_totp, ARGS(A(account), A(sealed)), NULL);
}

/* Fresh ones in place of all older ones. */
static enum rc recovery_make(struct work *w, int64_t account, struct rows *ret)
{
    struct str *codes = ARENA_ARRAY(w->arena, struct str, RECOVERY_CODES);

    TRY(db_run(w->tx, &stmt_recovery_drop, ARGS(A(account)), NULL));
    for (int i = 0; i < RECOVERY_CODES; i++) {
        char *room = arena_alloc(w->arena, CODE_LEN + 1);

        random_code(room, CODE_LEN);
        codes[i] = (struct str){ room, CODE_LEN };
        TRY(db_run(w->tx, &stmt_recovery_put, ARGS(A(account), A(token_digest(w->arena, codes[i]))),
                   NULL));
    }
    *ret = (struct rows){ codes, RECOVERY_CODES };
    return RC_OK;
}

enum rc second_confirm(struct work *w, int64_t account, struct str code, struct rows *ret_codes)
{
    static const struct say none_begun =
        SAY("second_factor_none", "请先取得动态口令密钥", "ask for a second factor first");
    static const struct say wrong = SAY("second_factor_code", "动态口令不对，请检查手机时间后再试",
                                        "the code is wrong; is the time of the telephone right?");
    struct secret_row row;
    struct str        secret;
    int64_t           step, changed;

    TRY(db_one(w->tx, &stmt_account_secret, ARGS(A(account)), &row));
    if (!row.totp.p || row.totp_on)
        return WORK_FAULT(w, RC_CONFLICT, &none_begun);
    TRY(second_open(w->services, account, row.totp, w->arena, w->faults, &secret));
    step = second_step(secret, code, w->now, w->arena);
    if (step == NONE_I64)
        return WORK_FIELD(w, RC_INVALID, &wrong, S("code"), STR_NONE);
    TRY(db_run(w->tx, &stmt_account_totp_step, ARGS(A(account), A(step)), &changed));
    if (changed == 0)
        return WORK_FIELD(w, RC_INVALID, &wrong, S("code"), STR_NONE);
    TRY(db_run(w->tx, &stmt_account_totp_on, ARGS(A(account)), NULL));
    TRY(recovery_make(w, account, ret_codes));
    people_forget(w, account);
    return work_note(w, (struct entry){ .kind    = S("account.second_factor_on"),
                                        .on      = S("account"),
                                        .subject = account });
}

enum rc second_off(struct work *w, int64_t account)
{
    TRY(db_run(w->tx, &stmt_account_totp, ARGS(A(account), A(STR_NONE)), NULL));
    TRY(db_run(w->tx, &stmt_recovery_drop, ARGS(A(account)), NULL));
    people_forget(w, account);
    return work_note(w, (struct entry){ .kind    = S("account.second_factor_off"),
                                        .on      = S("account"),
                                        .subject = account });
}
