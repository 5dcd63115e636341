#include "app/kept_practice.h"
#include "app/pack.h"

enum { WHY_MOST = 4096 };

static const struct say not_taken = SAY(
    "practice_not_read",
    "正在使用的第{0}版制度，本程序读不了，共{1}"
    "处（见上）。资料一概未动。请仍用此前运行它的那个版本的"
    "程序，并把以上各行报告给维护者。",
    "This program does not take version {0} of the practice, which is in force here: {1} errors, "
    "see above. Nothing was changed. Go on with the release of the program that ran it until "
    "now, and report these lines to whoever maintains it.");
static const struct say was_altered = SAY(
    "practice_altered",
    "正在使用的第{0}版制度读不了，共{1}"
    "处（见上）：库中的文件与存入时的摘要不符，是在程序之外被改动或损坏的。"
    "本程序什么都没有改。请用linli verify查看还有哪些损坏，再用linli restore从备份恢复到新目录。",
    "Version {0} of the practice, which is in force here, cannot be read: {1} errors, see above. "
    "Its files in the database are not those that were kept: they were altered or damaged "
    "outside the program. This program changed nothing. See with linli verify what else is "
    "broken, and bring a backup into a new folder with linli restore.");

static enum rc try_and_tell(struct cli *c, struct services *s)
{
    struct findings       found = { .arena = c->arena };
    struct pack           count = { 0 };
    struct practice_trial trial;
    char                  version[INT_TEXT], errors[INT_TEXT];

    TRY(practice_try(s, &found, &trial));
    if (trial.taken)
        return RC_OK;
    pack_findings(c, &found, stderr, &count);
    return fault(&c->faults, RC_INVALID, trial.altered ? &was_altered : &not_taken,
                 int_text(trial.version, version), int_text((int64_t)count.errors, errors));
}

enum rc kept_practice_tell(struct cli *c, struct services *s, enum rc rc)
{
    if (rc == RC_INVALID)
        TRY(try_and_tell(c, s));
    return rc;
}

enum rc kept_practice_fits(struct cli *c, const char *url, struct services *s)
{
    const struct stmt *const *const stmts[] = { practice_trial_stmts, NULL };
    struct migration               *until;
    struct schema_state             state = { .is = SCHEMA_SAME };
    struct buf                      why;
    enum rc                         rc;

    buf_init(&why, WHY_MOST);
    rc = schema_compare(url, NULL, &state, &why);
    if (rc == RC_OK && state.is == SCHEMA_OLDER && state.applied > 0) {
        until = ARENA_ARRAY(c->arena, struct migration, state.applied + 1);
        for (size_t i = 0; i < state.applied; i++)
            until[i] = db_migrations[i];
        rc = db_open(&(struct db_options){ .url = url, .stmts = stmts, .migrations = until },
                     &s->db, &why);
        if (rc == RC_OK)
            rc = try_and_tell(c, s);
        db_close(s->db);
        s->db = NULL;
    }
    buf_free(&why);
    return rc == RC_INVALID ? rc : RC_OK;
}
