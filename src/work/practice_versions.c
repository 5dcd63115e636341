/*
 * practice_versions: keeping versions of the practice, and putting one in force.
 *
 * When a version was kept, and when and by whom it was put in force, stands in
 * the journal, which nobody can change; the tables know no more than what is
 * kept and which is in force now.
 */
#include "work/services.h"
#include "work/work_rows.h"

static const struct say say_no_version =
    SAY("no_practice_version", "没有第{0}版实践包", "there is no version {0} of the practice");
static const struct say say_other_in_force =
    SAY("practice_changed", "您看到的现行版是第{0}版，现在启用的是第{1}版；请重新预览后再启用",
        "you saw version {0} in force, and now it is version {1}: look at the preview again");
static const struct say say_in_force =
    SAY("practice_in_force", "第{0}版已经在用", "version {0} is in force already");
static const struct say say_own =
    SAY("practice_own", "存入这一版的人不能自己启用，请由另一位有权限的人启用",
        "whoever stored a version cannot put it in force; somebody else who may has to");
static const struct say say_not_taken =
    SAY("practice_not_taken", "第{0}版通不过现在的检查，不能启用；预览里有各处错误",
        "version {0} does not pass the checks of this program; its preview says where");

/* -- keeping -- */

struct told { /* to the journal */
    struct str digest, note;
    int64_t    before;
};
#define T struct told
static const struct field told_fields[] = {
    F(T, digest),
    F(T, before, .opt = true, .doc = "the version that was in force until then"),
    F(T, note, .opt = true),
};
static const struct shape told_shape = SHAPE(T, told_fields);
#undef T

enum rc practice_store(struct work *w, const struct pack_file *files, size_t n,
                       int64_t *ret_version, bool *ret_made)
{
    char               hex[DIGEST_HEX + 1];
    struct told        told = { .digest = arena_str(w->arena, pack_digest(files, n, hex)),
                                .before = NONE_I64 };
    struct version_row row;
    enum rc            rc = db_one(w->tx, &stmt_practice_same, ARGS(A(told.digest)), &row);

    BUG_ON(n == 0);
    if (rc == RC_OK) {
        *ret_version = row.number;
        *ret_made    = false;
    }
    if (rc != RC_NOT_FOUND)
        return rc;
    TRY(db_one(w->tx, &stmt_practice_last, NO_ARGS, &row));
    row.number++;
    /* the packs that it extends come first */
    TRY(db_run(
        w->tx, &stmt_practice_put,
        ARGS(A(row.number), A(files[n - 1].pack), A(told.digest), A(w->now), A(w->actor->account)),
        NULL));
    for (size_t i = 0; i < n; i++)
        TRY(db_run(w->tx, &stmt_practice_file_put,
                   ARGS(A(row.number), A((int64_t)i), A(files[i].pack), A(files[i].path),
                        A(files[i].text)),
                   NULL));
    TRY(work_note_row(
        w,
        (struct entry){ .kind = S("practice.stored"), .on = S("practice"), .subject = row.number },
        &told_shape, &told));
    *ret_version = row.number;
    *ret_made    = true;
    return RC_OK;
}

static enum rc files_of(struct arena *a, const struct rows *rows, struct pack_file **ret_at,
                        size_t *ret_n)
{
    const struct file_row *row = rows->at;
    struct pack_file      *at;

    if (rows->n == 0)
        return RC_NOT_FOUND;
    at = ARENA_ARRAY(a, struct pack_file, rows->n);
    for (size_t i = 0; i < rows->n; i++)
        at[i] = (struct pack_file){ row[i].pack, row[i].path, row[i].body };
    *ret_at = at;
    *ret_n  = rows->n;
    return RC_OK;
}

enum rc version_files(struct arena *a, struct tx *tx, int64_t number, struct pack_file **ret_at,
                      size_t *ret_n)
{
    struct rows rows;

    TRY(db_all(tx, &stmt_practice_files, ARGS(A(number)), &rows));
    return files_of(a, &rows, ret_at, ret_n);
}

enum rc practice_files(struct work *w, int64_t number, struct pack_file **ret_at, size_t *ret_n)
{
    return version_files(w->arena, w->tx, number, ret_at, ret_n);
}

enum rc practice_pack(struct work *w, struct str pack, struct pack_file **ret_at, size_t *ret_n)
{
    struct rows rows;

    TRY(db_all(w->tx, &stmt_practice_pack, ARGS(A(pack)), &rows));
    return files_of(w->arena, &rows, ret_at, ret_n);
}

/* -- putting in force -- */

static enum rc about_version(struct work *w, enum rc rc, const struct say *say, int64_t version)
{
    char room[INT_TEXT];

    return fault(w->faults, rc, say, int_text(version, room), STR_NONE);
}

static enum rc in_force(struct work *w, int64_t *ret)
{
    struct version_row row = { 0 };
    enum rc            rc  = db_one(w->tx, &stmt_practice_in_force, NO_ARGS, &row);

    if (rc != RC_OK && rc != RC_NOT_FOUND)
        return rc;
    *ret = rc == RC_OK ? row.number : 0;
    return RC_OK;
}

static enum rc other_in_force(struct work *w, int64_t expected)
{
    char    seen[INT_TEXT], is[INT_TEXT];
    int64_t now;

    TRY(in_force(w, &now));
    return fault(w->faults, RC_CONFLICT, &say_other_in_force, int_text(expected, seen),
                 int_text(now, is));
}

/* There is such a version, this program takes it, and it is not the actor's own. */
static enum rc may_be_enforced(struct work *w, int64_t version, struct kept_row *ret)
{
    const struct practice *p;
    enum rc                rc = RC_NOT_FOUND;

    if (version > 0 && version < INT64_MAX)
        rc = db_one(w->tx, &stmt_practice_kept, ARGS(A(version + 1), A((int64_t)1)), ret);
    if (rc == RC_NOT_FOUND || (rc == RC_OK && ret->number != version))
        return about_version(w, RC_NOT_FOUND, &say_no_version, version);
    TRY(rc);
    if (!w->actor->system && ret->account == w->actor->account)
        return WORK_FAULT(w, RC_DENIED, &say_own);
    rc = practice_version(w, version, &p);
    return rc == RC_INVALID ? about_version(w, rc, &say_not_taken, version) : rc;
}

enum rc practice_enforce(struct work *w, int64_t version, int64_t expected, struct str note)
{
    struct kept_row row;
    struct told     told;
    int64_t         now, changed;

    TRY(may_be_enforced(w, version, &row));
    TRY(in_force(w, &now));
    if (now != expected)
        return other_in_force(w, expected);
    if (now == version)
        return about_version(w, RC_CONFLICT, &say_in_force, version);
    if (expected)
        TRY(db_run(w->tx, &stmt_practice_force, ARGS(A(version), A(expected)), &changed));
    else
        TRY(db_run(w->tx, &stmt_practice_force_first, ARGS(A(version)), &changed));
    if (!changed) /* another server was quicker */
        return other_in_force(w, expected);
    told = (struct told){ .digest = row.digest, .note = note, .before = now ? now : NONE_I64 };
    return work_note_row(
        w,
        (struct entry){ .kind = S("practice.enforced"), .on = S("practice"), .subject = version },
        &told_shape, &told);
}

/* -- telling -- */

static const char *const state_words[] = { "stored", "in_force", "past", NULL };

#define T struct practice_term
static const struct field term_fields[] = {
    F(T, since, .as = AS_TIME, .doc = "put in force"),
    F(T, until, .as = AS_TIME, .opt = true, .doc = "another was; absent while it is in force"),
    F(T, account, .as = AS_ID, .opt = true, .doc = "who did it; absent: on the command line"),
    F(T, who, .opt = true, .doc = "their name then"),
    F(T, note, .opt = true, .doc = "what was noted with it"),
};
static const struct shape term_shape = SHAPE(T, term_fields);
#undef T
#define T struct practice_kept
static const struct field kept_fields[] = {
    F(T, number, .doc = "of the version, from 1"),
    F(T, name, .doc = "of the pack"),
    F(T, digest, .doc = "of all its files, SM3"),
    F(T, stored, .as = AS_TIME, .doc = "when it was kept"),
    F(T, account, .as = AS_ID, .opt = true, .doc = "by whom; absent: on the command line"),
    F(T, who, .opt = true, .doc = "their name then"),
    F(T, state, .words = state_words, .doc = "past: it was in force, and another is now"),
    F(T, terms, .of = &term_shape, .doc = "when it was in force, the oldest first"),
};
const struct shape practice_kept_shape = SHAPE(T, kept_fields);
#undef T

static struct str note_of(struct work *w, const struct entry *e)
{
    const struct jval *v, *note;

    if (!e->data.text.n || json_parse(w->arena, e->data.text, NULL, &v) != RC_OK)
        return STR_NONE;
    note = json_get(v, "note");
    return note && note->kind == J_STR ? note->text : STR_NONE;
}

/* What the journal says of one version; entries stand in the order in which they were written. */
static void tell(struct work *w, const struct rows *said, struct practice_kept *k)
{
    const struct entry       *e     = said->at;
    VEC(struct practice_term) terms = { 0 };
    struct practice_term     *last  = NULL;

    for (size_t i = 0; i < said->n; i++) {
        if (str_is(e[i].kind, "practice.stored") && e[i].subject == k->number)
            k->who = e[i].who;
        if (!str_is(e[i].kind, "practice.enforced"))
            continue;
        if (last)
            last->until = e[i].at;
        last = NULL;
        if (e[i].subject != k->number)
            continue;
        last  = VEC_PUSH(w->arena, &terms);
        *last = (struct practice_term){ .since   = e[i].at,
                                        .until   = NONE_I64,
                                        .account = e[i].account,
                                        .who     = e[i].who,
                                        .note    = note_of(w, &e[i]) };
    }
    k->terms = (struct list){ terms.at, terms.n };
    k->state = last ? PRACTICE_IN_FORCE : terms.n ? PRACTICE_PAST : PRACTICE_STORED;
}

enum rc practice_list(struct work *w, int64_t before, int64_t most, struct rows *ret)
{
    struct rows            rows, said;
    const struct kept_row *row;
    struct practice_kept  *at;

    TRY(db_all(w->tx, &stmt_practice_kept,
               ARGS(A(before == NONE_I64 ? INT64_MAX : before), A(most)), &rows));
    TRY(db_all(w->tx, &stmt_practice_told, NO_ARGS, &said));
    row = rows.at;
    at  = ARENA_ARRAY(w->arena, struct practice_kept, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        at[i] = (struct practice_kept){ .number  = row[i].number,
                                        .name    = row[i].name,
                                        .digest  = row[i].digest,
                                        .stored  = row[i].stored,
                                        .account = row[i].account };
        tell(w, &said, &at[i]);
    }
    *ret = (struct rows){ at, rows.n };
    return RC_OK;
}

enum rc practice_kept_get(struct work *w, int64_t number, struct practice_kept *ret)
{
    const struct practice_kept *got;
    struct rows                 rows;

    if (number < 1 || number == INT64_MAX)
        return about_version(w, RC_NOT_FOUND, &say_no_version, number);
    TRY(practice_list(w, number + 1, 1, &rows));
    got = rows.at;
    if (rows.n == 0 || got->number != number)
        return about_version(w, RC_NOT_FOUND, &say_no_version, number);
    *ret = *got;
    return RC_OK;
}
