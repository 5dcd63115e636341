/*
 * journal: what happened, chained.
 *
 * Where every write goes through one writer, an entry is chained when it is
 * written. Where transactions run side by side, that would put them in a
 * queue; entries are then written loose, and the runner seals them in the
 * order it sees them. Followers read sealed entries only, so an entry that
 * was committed late is never passed over.
 */
#include "work/journal.h"
#include "work/services.h"
#include "work/work_rows.h"

#include <string.h>

/* One entry as it is digested: every field with its length before it, so that no two differ in
 * meaning and agree in bytes. */
static void put_str(struct buf *b, struct str s)
{
    buf_addi(b, s.p ? (int64_t)s.n : -1);
    buf_add1(b, ':');
    buf_add(b, s);
}

static void put_int(struct buf *b, int64_t v)
{
    buf_addi(b, v);
    buf_add1(b, ';');
}

static void canonical(struct buf *b, const struct entry *e)
{
    buf_clear(b);
    put_int(b, e->seq);
    put_int(b, e->id);
    put_int(b, e->at);
    put_int(b, e->account);
    put_str(b, e->kind);
    put_str(b, e->on);
    put_int(b, e->subject);
    put_str(b, e->place_path);
    put_str(b, e->org_path);
    put_str(b, e->who);
    put_str(b, e->data.text);
}

enum { CANONICAL_MOST = 4 << 20 };

static enum rc link(struct buf *b, struct entry *e, int64_t seq, struct digest *head)
{
    e->seq = seq;
    canonical(b, e);
    TRY(buf_check(b));
    *head = digest_chain(head, buf_str(b));
    return RC_OK;
}

static struct str digest_str(const struct digest *d)
{
    return (struct str){ (const char *)d->b, DIGEST_LEN };
}

static enum rc head_read(struct work *w)
{
    struct head_row row;
    enum rc         rc;

    if (w->head.read)
        return RC_OK;
    rc = db_one(w->tx, &stmt_journal_head, NO_ARGS, &row);
    if (rc == RC_NOT_FOUND) {
        w->head.seq    = 0;
        w->head.digest = (struct digest){ 0 };
    } else {
        TRY(rc);
        BUG_ON(row.digest.n != DIGEST_LEN);
        w->head.seq = row.seq;
        memcpy(w->head.digest.b, row.digest.p, DIGEST_LEN);
    }
    w->head.read = true;
    return RC_OK;
}

static enum rc put_entry(struct work *w, const struct entry *e, const struct digest *digest)
{
    return db_run(w->tx, &stmt_journal_put,
                  ARGS(A(e->id), A(e->seq), A(e->at), A(e->account), A(e->kind), A(e->on),
                       A(e->subject), A(e->place_path), A(e->org_path), A(e->who), A(e->data.text),
                       arg_b(digest ? digest_str(digest) : STR_NONE)),
                  NULL);
}

enum rc work_note(struct work *w, struct entry e)
{
    e.id      = work_id(w);
    e.at      = w->now;
    e.account = w->actor->account;
    e.who     = w->actor->name;
    e.seq     = NONE_I64;
    if (!db_serial(w->services->db))
        return put_entry(w, &e, NULL);
    TRY(head_read(w));
    TRY(link(arena_buf(w->arena, CANONICAL_MOST), &e, w->head.seq + 1, &w->head.digest));
    w->head.seq++;
    return put_entry(w, &e, &w->head.digest);
}

enum rc work_note_row(struct work *w, struct entry e, const struct shape *s, const void *obj)
{
    struct buf *b = arena_buf(w->arena, CANONICAL_MOST);
    struct jw   jw;

    jw_init(&jw, b);
    shape_to_json(s, obj, (struct view){ KEEP_MINOR }, &jw);
    TRY(buf_check(b));
    e.data.text = buf_str(b);
    return work_note(w, e);
}

enum rc journal_about(struct work *w, struct str on, int64_t subject, int64_t after_id,
                      int64_t most, struct rows *ret)
{
    return db_all(w->tx, &stmt_journal_about,
                  ARGS(A(subject), A(on), A(after_id == NONE_I64 ? (int64_t)0 : after_id), A(most)),
                  ret);
}

enum rc journal_after(struct work *w, int64_t seq, int64_t most, struct rows *ret)
{
    return db_all(w->tx, &stmt_journal_after, ARGS(A(seq), A(most)), ret);
}

enum rc journal_before(struct work *w, int64_t seq, int64_t most, struct rows *ret)
{
    return db_all(w->tx, &stmt_journal_before, ARGS(A(seq == NONE_I64 ? INT64_MAX : seq), A(most)),
                  ret);
}

enum rc journal_last(struct work *w, int64_t *ret_seq)
{
    TRY(head_read(w));
    *ret_seq     = w->head.seq;
    w->head.read = false; /* a reader asks again later */
    return RC_OK;
}

enum rc journal_seal(struct work *w, int64_t most, int64_t *ret_n)
{
    struct rows   rows;
    struct entry *e;
    struct buf   *b = arena_buf(w->arena, CANONICAL_MOST);

    TRY(db_run(w->tx, &stmt_journal_turn, NO_ARGS, NULL)); /* others wait here */
    w->head.read = false;
    TRY(head_read(w));
    TRY(db_all(w->tx, &stmt_journal_loose, ARGS(A(most)), &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        TRY(link(b, &e[i], w->head.seq + 1, &w->head.digest));
        w->head.seq++;
        TRY(db_run(w->tx, &stmt_journal_sealed,
                   ARGS(A(e[i].id), A(e[i].seq), arg_b(digest_str(&w->head.digest))), NULL));
    }
    *ret_n = (int64_t)rows.n;
    return RC_OK;
}

struct proof {
    struct buf   *b;
    struct digest head;
    int64_t       n, broken;
};

static enum rc prove_one(void *ctx, const void *row)
{
    struct proof            *p = ctx;
    const struct sealed_row *s = row;
    struct entry             e = s->entry;

    p->n++;
    if (e.seq != p->n || s->digest.n != DIGEST_LEN || link(p->b, &e, e.seq, &p->head) != RC_OK ||
        memcmp(p->head.b, s->digest.p, DIGEST_LEN) != 0) {
        p->broken = p->n;
        return RC_CONFLICT;
    }
    return RC_OK;
}

enum rc journal_verify(struct work *w, int64_t *ret_n, int64_t *ret_seq)
{
    struct proof   p  = { .b = arena_buf(w->arena, CANONICAL_MOST) };
    enum rc        rc = db_each(w->tx, &stmt_journal_sealed_all, NO_ARGS, prove_one, &p);
    struct seq_row read;

    if (rc != RC_OK && rc != RC_CONFLICT)
        return rc;
    if (rc == RC_OK) { /* whoever followed the journal knows how far it went */
        TRY(db_one(w->tx, &stmt_cursor_furthest, NO_ARGS, &read));
        if (read.seq > p.n) {
            p.broken = p.n + 1;
            rc       = RC_CONFLICT;
        }
    }
    *ret_n   = p.n;
    *ret_seq = p.broken;
    return rc;
}

enum rc cursor_get(struct work *w, struct str name, int64_t *ret_seq)
{
    struct seq_row row;
    enum rc        rc = db_one(w->tx, &stmt_cursor_get, ARGS(A(name)), &row);

    if (rc == RC_NOT_FOUND)
        row.seq = 0;
    else
        TRY(rc);
    *ret_seq = row.seq;
    return RC_OK;
}

enum rc cursor_move(struct work *w, struct str name, int64_t from, int64_t to)
{
    int64_t changed;

    if (from == 0)
        TRY(db_run(w->tx, &stmt_cursor_begin, ARGS(A(name)), NULL));
    TRY(db_run(w->tx, &stmt_cursor_move, ARGS(A(name), A(from), A(to)), &changed));
    return changed == 1 ? RC_OK : RC_CONFLICT;
}
