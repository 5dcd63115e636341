#include "cases/document.h"
#include "base/digest.h"
#include "cases/upload.h"
#include "cases/words.h"

enum { LOOKS_MOST = 200, PARTIES_LEAST = 2, WORDS_BYTES = 1 << 20 };

static const struct say say_no_document =
    SAY("no_document", "没有这份文书", "there is no such document");
static const struct say say_personal_document =
    SAY("personal_document", "文书含个人信息，请先说明查看理由",
        "this document is personal: say why you read it first");

/* -- numbers -- */

/* Whoever issues: where the post is held for which the move is made; else the case's unit; else
 * its place. */
static enum rc find_issuer(struct run *r, const struct task_row *t, struct document_row *d)
{
    struct org   o;
    struct place p;

    d->org   = t ? t->org : NONE_I64;
    d->place = t ? t->place : NONE_I64;
    if (d->org == NONE_I64 && d->place == NONE_I64)
        d->org = r->c.unit;
    if (d->org == NONE_I64 && d->place == NONE_I64)
        d->place = r->c.place;
    if (d->org != NONE_I64) {
        d->place = NONE_I64;
        TRY(org_get(r->w, d->org, &o));
        d->issuer = o.name;
        return RC_OK;
    }
    if (d->place == NONE_I64) {
        TRY(place_top(r->w, &p));
        d->place = p.id;
    } else {
        TRY(place_get(r->w, d->place, &p));
    }
    d->issuer = p.name;
    return RC_OK;
}

/* Gapless: a unit of work that fails gives its number back, since it never had it. */
static enum rc next_number(struct run *r, const struct document *def, struct document_row *d)
{
    struct work      *w      = r->w;
    int64_t           issuer = d->org != NONE_I64 ? d->org : d->place;
    int64_t           year   = date_from_day(d->day).y, changed;
    struct number_row row;
    enum rc           rc = RC_OK;

    TRY(db_run(w->tx, &stmt_series_more, ARGS(A(def->prefix), A(year), A(issuer)), &changed));
    if (changed == 0)
        rc = db_run(w->tx, &stmt_series_first, ARGS(A(def->prefix), A(year), A(issuer)), NULL);
    TRY(rc == RC_CONFLICT ? RC_BUSY : rc); /* another began the series just now: begin again */
    TRY(db_one(w->tx, &stmt_series_get, ARGS(A(def->prefix), A(year), A(issuer)), &row));
    d->number =
        arena_fmt(w->arena, "%.*s-%d-%06lld", STR_ARG(def->prefix), (int)year, (long long)row.n);
    return RC_OK;
}

/* -- what stands in it -- */

static enum rc value_of(struct run *r, const struct document_row *d, struct str name,
                        struct str *ret)
{
    if (str_is(name, "number"))
        *ret = d->number;
    else if (str_is(name, "case_number"))
        *ret = r->c.number;
    else if (str_is(name, "today"))
        *ret = words_day(r->w->arena, day_start(d->day));
    else if (str_is(name, "issuer"))
        *ret = d->issuer;
    else
        return words_of(r, name, ret);
    return RC_OK;
}

static enum rc check_needs(struct run *r, const struct document *def, const struct document_row *d)
{
    bool       missing = false;
    struct str value;

    for (size_t i = 0; i < def->n_need; i++) {
        struct str name = def->need[i];

        TRY(value_of(r, d, name, &value));
        if (str_trim(value).n)
            continue;
        (void)WORK_FIELD(r->w, RC_INVALID, &say_needed,
                         arena_fmt(r->w->arena, "form.%.*s", STR_ARG(name)), STR_NONE);
        missing = true;
    }
    return missing ? RC_INVALID : RC_OK;
}

static enum rc fill(struct run *r, const struct document *def, struct document_row *d)
{
    struct str       text = text_in(&def->words, LANG_ZH), rest = text, name;
    VEC(struct pair) pairs = { 0 };

    while (text_blank(&rest, &name)) {
        struct pair *p = VEC_PUSH(r->w->arena, &pairs);

        p->name = name;
        TRY(value_of(r, d, name, &p->value));
    }
    d->words = str_trim(text_fill(r->w->arena, text, pairs.at, pairs.n));
    return RC_OK;
}

/* Their names where they are known; never fewer lines than two make a dispute. */
static enum rc sign_parties(struct run *r, struct buf *b)
{
    struct rows             rows;
    const struct party_row *p;
    size_t                  n = 0;

    TRY(db_all(r->w->tx, &stmt_party_all, ARGS(A(r->c.id)), &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (p[i].role != PARTY_PARTY)
            continue;
        buf_addc(b, "当事人");
        if (p[i].name.n) {
            buf_add1(b, ' ');
            buf_add(b, p[i].name);
        }
        buf_add1(b, '\n');
        n++;
    }
    for (; n < PARTIES_LEAST; n++)
        buf_addc(b, "当事人\n");
    return RC_OK;
}

static enum rc sign(struct run *r, const struct document *def, struct document_row *d)
{
    struct buf *b = run_buf(r);

    for (size_t i = 0; i < def->n_signers; i++) {
        const struct signer *s = &def->signers[i];
        const struct post   *p = s->as == SIGN_POST ? practice_post(r->p, s->post) : NULL;

        if (s->as == SIGN_PARTIES) {
            TRY(sign_parties(r, b));
            continue;
        }
        buf_add(b, text_in(p ? &p->title : &s->title, LANG_ZH));
        buf_add1(b, '\n');
    }
    TRY(buf_check(b));
    d->signers = b->n ? buf_str(b) : STR_NONE;
    return RC_OK;
}

/* Of all that is printed, so that a paper can be held against what is kept. */
static struct str digest_of_paper(struct arena *a, const struct document_row *d)
{
    char          room[TIME_TEXT];
    char         *hex = arena_alloc(a, DIGEST_HEX + 1);
    struct digest g =
        digest_of(arena_fmt(a, "%.*s\n%.*s\n%.*s\n%.*s\n\n%.*s\n\n%.*s", STR_ARG(d->title),
                            STR_ARG(d->number), STR_ARG(d->issuer), STR_ARG(day_text(d->day, room)),
                            STR_ARG(d->words), STR_ARG(d->signers.p ? d->signers : S(""))));

    return digest_hex(&g, hex);
}

static enum rc note(struct run *r, const struct document_row *d, const char *what)
{
    return run_note(r, "case.document",
                    arena_fmt(r->w->arena,
                              "\"document\":\"%lld\",\"kind\":\"%.*s\",\"number\":\"%.*s\","
                              "\"is\":\"%s\"",
                              (long long)d->id, STR_ARG(d->kind), STR_ARG(d->number), what));
}

static enum rc issue(struct run *r, const struct document *def, const struct task_row *task)
{
    struct document_row d;
    char               *code = arena_alloc(r->w->arena, CODE_LEN + 1);

    shape_clear(&document_row_shape, &d);
    d.day = day_of(r->w->now);
    TRY(find_issuer(r, task, &d));
    TRY(check_needs(r, def, &d));
    TRY(next_number(r, def, &d));
    random_code(code, CODE_LEN);
    d.id      = work_id(r->w);
    d.case_id = r->c.id;
    d.kind    = def->name;
    d.title   = text_in(&def->title, LANG_ZH);
    d.seal    = def->seal;
    d.keep    = def->keep;
    d.code    = (struct str){ code, CODE_LEN };
    d.made    = r->w->now;
    d.maker   = r->w->actor->account;
    d.state   = DOCUMENT_VALID;
    TRY(fill(r, def, &d));
    TRY(sign(r, def, &d));
    d.digest = digest_of_paper(r->w->arena, &d);
    TRY(db_put(r->w->tx, &stmt_document_put, &document_row_shape, &d));
    return note(r, &d, "issued");
}

static enum rc annul(struct run *r, struct str kind, struct str reason)
{
    struct rows                rows;
    const struct document_row *d;

    TRY(db_all(r->w->tx, &stmt_document_of, ARGS(A(r->c.id)), &rows));
    d = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (!str_eq(d[i].kind, kind) || d[i].state != DOCUMENT_VALID)
            continue;
        TRY(db_run(r->w->tx, &stmt_document_annul,
                   ARGS(A(d[i].id), A(r->w->now), A(r->w->actor->account), A(reason)), NULL));
        TRY(note(r, &d[i], "annulled"));
    }
    return RC_OK;
}

enum rc document_move(struct run *r, const struct move *m, const struct task_row *task,
                      struct str reason)
{
    const struct document *def = m->issues.p ? practice_document(r->p, m->issues) : NULL;

    if (m->annuls.p)
        TRY(annul(r, m->annuls, reason));
    return def ? issue(r, def, task) : RC_OK;
}

struct trying {
    int64_t               case_id;
    const struct move_in *in;
    struct rows           made;
};

static enum rc try_move(struct work *w, void *ctx)
{
    struct trying  *t = ctx;
    struct rows     before;
    struct case_row c;

    TRY(db_all(w->tx, &stmt_document_of, ARGS(A(t->case_id)), &before));
    TRY(case_carry(w, t->case_id, t->in, &c));
    TRY(db_all(w->tx, &stmt_document_of, ARGS(A(t->case_id)), &t->made));
    /* Ids grow: what is new stands behind. */
    t->made.at = (struct document_row *)t->made.at + before.n;
    t->made.n -= before.n;
    return RC_OK;
}

/* What is personal in it was read before anything was made out: that stays on record. */
static enum rc note_drafts(struct work *w, int64_t case_id, const struct rows *drafts)
{
    const struct document_row *d = drafts->at;
    struct run                 r;

    for (size_t i = 0; i < drafts->n; i++) {
        if (d[i].keep < KEEP_PERSONAL)
            continue;
        TRY(run_load(w, case_id, &r));
        TRY(run_note(&r, "case.unmasked",
                     arena_fmt(w->arena, "\"draft\":\"%.*s\",\"reason\":\"开具前预览\"",
                               STR_ARG(d[i].kind))));
    }
    return RC_OK;
}

enum rc document_preview(struct work *w, int64_t case_id, const struct move_in *in,
                         struct rows *ret)
{
    struct trying t = { .case_id = case_id, .in = in };

    TRY(work_rehearse(w, try_move, &t));
    *ret = t.made;
    return note_drafts(w, case_id, ret);
}

/* -- reading -- */

static enum rc none(struct work *w)
{
    w->faults->n = 0; /* whoever may not see a case learns nothing of its documents either */
    return WORK_FAULT(w, RC_NOT_FOUND, &say_no_document);
}

enum rc document_list(struct work *w, int64_t case_id, struct rows *ret)
{
    struct run r;

    TRY(run_load(w, case_id, &r));
    TRY(run_visible(&r));
    return db_all(w->tx, &stmt_document_of, ARGS(A(case_id)), ret);
}

static enum rc load(struct work *w, int64_t id, struct run *ret_run, struct document_row *ret)
{
    enum rc rc = db_one(w->tx, &stmt_document_get, ARGS(A(id)), ret);

    if (rc == RC_NOT_FOUND)
        return WORK_FAULT(w, RC_NOT_FOUND, &say_no_document);
    TRY(rc);
    TRY(run_load(w, ret->case_id, ret_run));
    rc = run_visible(ret_run);
    return rc == RC_NOT_FOUND ? none(w) : rc;
}

/* Theirs: they reported it, or it was concluded with them. */
static enum rc is_theirs(struct run *r, bool *ret)
{
    const struct actor     *a = r->w->actor;
    struct rows             rows;
    const struct party_row *p;

    *ret = a->system || r->w->follows == r->c.id ||
           (a->account != NONE_I64 && a->account == r->c.initiator);
    if (*ret || a->account == NONE_I64)
        return RC_OK;
    TRY(db_all(r->w->tx, &stmt_party_all, ARGS(A(r->c.id)), &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++)
        *ret = p[i].role == PARTY_PARTY && p[i].account == a->account;
    return RC_OK;
}

static enum rc just_said_why(struct run *r, const struct document_row *d, bool *ret)
{
    struct rows         rows;
    const struct entry *e;
    int64_t             id;

    *ret = d->maker != NONE_I64 && d->maker == r->w->actor->account &&
           r->w->now - d->made < UNMASKED_US;
    if (*ret)
        return RC_OK;
    TRY(journal_about(r->w, S("case"), r->c.id, id_at(r->w->now - UNMASKED_US), LOOKS_MOST, &rows));
    e = rows.at;
    for (size_t i = 0; i < rows.n && !*ret; i++) {
        const struct jval *data, *which;

        if (e[i].account != r->w->actor->account || !str_is(e[i].kind, "case.unmasked"))
            continue;
        TRY(json_parse(r->w->arena, e[i].data.text, NULL, &data));
        which = json_get(data, "document");
        *ret  = which && str_int(which->text, &id) == RC_OK && id == d->id;
    }
    return RC_OK;
}

static enum rc may_read(struct run *r, const struct document_row *d)
{
    bool may, inside;

    if (d->keep == KEEP_PUBLIC)
        return RC_OK;
    TRY(is_theirs(r, &may));
    if (may)
        return RC_OK;
    TRY(run_inside(r, &inside));
    if (!inside)
        return none(r->w);
    if (d->keep == KEEP_OFFICE)
        return RC_OK;
    TRY(just_said_why(r, d, &may));
    return may ? RC_OK : WORK_FAULT(r->w, RC_DENIED, &say_personal_document);
}

enum rc document_read_any(struct work *w, int64_t id, struct document_row *ret)
{
    struct document_row d;
    struct run          r;

    TRY(load(w, id, &r, &d));
    TRY(may_read(&r, &d));
    *ret = d;
    return RC_OK;
}

enum rc document_read(struct work *w, int64_t case_id, int64_t id, struct document_row *ret)
{
    struct document_row d;
    struct run          r;

    TRY(load(w, id, &r, &d));
    if (d.case_id != case_id)
        return none(w);
    TRY(may_read(&r, &d));
    *ret = d;
    return RC_OK;
}

static enum rc note_unmasked(struct run *r, const struct document_row *d, struct str reason)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "number"); /* who audits may not read the case, but which it was */
    jw_str(&w, r->c.number);
    jw_keyc(&w, "document");
    jw_id(&w, d->id);
    jw_keyc(&w, "reason");
    jw_str(&w, reason);
    jw_obj_end(&w);
    TRY(buf_check(b));
    return run_note(r, "case.unmasked", str_head(str_skip(buf_str(b), 1), b->n - 2));
}

enum rc document_unmask(struct work *w, int64_t case_id, int64_t id, struct str reason,
                        struct document_row *ret)
{
    struct document_row d;
    struct run          r;
    bool                inside;

    TRY(load(w, id, &r, &d));
    TRY(run_inside(&r, &inside));
    if (d.case_id != case_id || !inside)
        return none(w);
    TRY(work_need(w, d.keep >= KEEP_SENSITIVE ? CAP_FIELD_SENSITIVE : CAP_FIELD_UNMASK,
                  r.c.place_path, r.c.unit_path));
    TRY(note_unmasked(&r, &d, reason));
    *ret = d;
    return RC_OK;
}

/* As somebody types it from paper. */
static bool same_code(struct str kept, struct str typed)
{
    size_t n = 0;

    for (size_t i = 0; i < typed.n; i++) {
        char c = typed.p[i];

        if (c == ' ' || c == '-')
            continue;
        if (c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        if (n == kept.n || kept.p[n++] != c)
            return false;
    }
    return n == kept.n;
}

enum rc document_check(struct work *w, struct str number, struct str code, struct document_row *ret)
{
    struct rows                rows;
    const struct document_row *d;

    /* Each issuer has a series of its own, so several may have that number. */
    TRY(db_all(w->tx, &stmt_document_number, ARGS(A(number)), &rows));
    d = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (same_code(d[i].code, code)) {
            *ret = d[i];
            return RC_OK;
        }
    return WORK_FAULT(w, RC_NOT_FOUND, &say_no_document);
}

/* -- verifying -- */

struct verifying {
    void (*wrong)(void *ctx, struct str number);
    void   *ctx;
    int64_t n;
};

static enum rc verify_one(void *ctx, const void *row)
{
    const struct document_row *d = row;
    struct verifying          *v = ctx;
    struct arena              *a = arena_new(4 * WORDS_BYTES);

    v->n++;
    if (!str_eq(digest_of_paper(a, d), d->digest))
        v->wrong(v->ctx, d->number);
    arena_free(a);
    return RC_OK;
}

enum rc documents_verify(struct work *w, void (*wrong)(void *ctx, struct str number), void *ctx,
                         int64_t *ret_n)
{
    struct verifying v = { .wrong = wrong, .ctx = ctx };

    TRY(db_each(w->tx, &stmt_document_each, NO_ARGS, verify_one, &v));
    *ret_n = v.n;
    return RC_OK;
}
