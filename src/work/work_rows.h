#ifndef LINLI_WORK_WORK_ROWS_H
#define LINLI_WORK_WORK_ROWS_H
/* The SQL of `work`. For this room only. */
#include "practice/load.h"
#include "work/work.h"

struct head_row {
    int64_t    seq;
    struct str digest; /* bytes */
};
struct sealed_row {
    struct entry entry;
    struct str   digest;
};
struct seq_row {
    int64_t seq;
};
struct version_row {
    int64_t number;
};
struct kept_row {
    int64_t    number;
    struct str name, digest;
    int64_t    stored, account;
};
struct file_row {
    struct str pack, path, body;
};
/* RC_NOT_FOUND. */
CHECKED enum rc version_files(struct arena *a, struct tx *tx, int64_t number,
                              struct pack_file **ret_at, size_t *ret_n);

extern const struct stmt stmt_journal_head, stmt_journal_put, stmt_journal_about,
    stmt_journal_after, stmt_journal_before, stmt_journal_turn, stmt_journal_loose,
    stmt_journal_sealed, stmt_journal_sealed_all, stmt_cursor_get, stmt_cursor_furthest,
    stmt_cursor_begin, stmt_cursor_move;
extern const struct stmt stmt_practice_last, stmt_practice_put, stmt_practice_file_put,
    stmt_practice_files, stmt_practice_pack, stmt_practice_force, stmt_practice_force_first,
    stmt_practice_in_force, stmt_practice_same, stmt_practice_kept, stmt_practice_told;

#endif
