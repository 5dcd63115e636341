/* link: cases that belong together, and one that becomes several. */
#include "cases/acts.h"

enum { PARTS_MOST = 20 };

static const struct say say_self =
    SAY("same_case", "不能关联自己", "a case cannot be linked to itself");
static const struct say say_split_ended = SAY("case_ended", "事项已办结", "the case has ended");
static const struct say say_two_parts =
    SAY("two_parts", "至少拆成两件", "a case is split into two at least");

static const struct field link_in_fields[] = {
    F(struct link_in, other, .as = AS_ID, .doc = "the other case"),
    F(struct link_in, words, .opt = true, .max = 500, .doc = "why they belong together"),
};
const struct shape link_in_shape = SHAPE(struct link_in, link_in_fields);

static const struct field part_in_fields[] = {
    F(struct part_in, class, .opt = true, .doc = "else the case's own"),
    F(struct part_in, title, .opt = true, .max = 200, .doc = "one line"),
    F(struct part_in, words, .max = 5000, .doc = "what this part is about"),
    F(struct part_in, place, .as = AS_ID, .opt = true, .doc = "else the case's own"),
};
static const struct shape part_in_shape     = SHAPE(struct part_in, part_in_fields);
static const struct field split_in_fields[] = {
    F(struct split_in, version, .min = 1, .doc = "the version that the caller saw"),
    F(struct split_in, parts, .of = &part_in_shape, .min = 2, .max = PARTS_MOST,
      .doc = "each becomes a case"),
};
const struct shape split_in_shape = SHAPE(struct split_in, split_in_fields);

static enum rc is_linked(struct run *r, int64_t other, enum link_kind kind, bool *ret)
{
    struct id_row row;
    enum rc       rc =
        db_one(r->w->tx, &stmt_link_get, ARGS(A(r->c.id), A(other), A((int64_t)kind)), &row);

    if (rc != RC_OK && rc != RC_NOT_FOUND)
        return rc;
    *ret = rc == RC_OK;
    return RC_OK;
}

enum rc case_link(struct run *r, int64_t other, enum link_kind kind)
{
    int64_t from = r->c.id, to = other;
    bool    there;
    enum rc rc;

    TRY(is_linked(r, other, kind, &there));
    if (there)
        return RC_OK;
    /* What has no direction is kept in one order, so that said from both ends at one instant it
     * meets the index that lets it in once. */
    if ((kind == LINK_RELATED || kind == LINK_SAME) && from > to) {
        from = other;
        to   = r->c.id;
    }
    rc = db_run(r->w->tx, &stmt_link_put,
                ARGS(A(work_id(r->w)), A(from), A(to), A((int64_t)kind), A(r->w->now)), NULL);
    return rc == RC_CONFLICT ? RC_BUSY : rc; /* said twice at one instant: the slower finds it */
}

/* Whom both know already: said in a form there, or by an account. */
static bool is_known(const struct rows *known, const struct party_row *p)
{
    const struct party_row *k = known->at;

    for (size_t i = 0; i < known->n; i++)
        if (k[i].role == p->role &&
            (p->account != NONE_I64 ? k[i].account == p->account
                                    : k[i].account == NONE_I64 && str_eq(k[i].name, p->name) &&
                                          str_eq(k[i].phone, p->phone)))
            return true;
    return false;
}

/* Nobody that is known by anything but the secret of a device. */
static bool is_voice(const struct party_row *p)
{
    return p->role == PARTY_ME_TOO && p->account == NONE_I64;
}

static enum rc put_follower(struct run *to, const struct party_row *p)
{
    enum rc rc =
        db_run(to->w->tx, &stmt_party_put,
               ARGS(A(work_id(to->w)), A(to->c.id), A((int64_t)p->role), A(p->account), A(p->name),
                    A(p->phone), A(to->w->now), A(p->paper), A(p->side), A(p->field)),
               NULL);

    return rc == RC_CONFLICT ? RC_BUSY : rc; /* said at one instant elsewhere: begin again */
}

enum rc case_parties_follow(struct run *from, struct run *to)
{
    struct rows             rows, known;
    const struct party_row *p;

    TRY(db_all(from->w->tx, &stmt_party_all, ARGS(A(from->c.id)), &rows));
    TRY(db_all(from->w->tx, &stmt_party_all, ARGS(A(to->c.id)), &known));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if (!is_voice(&p[i]) &&
            (p[i].account == NONE_I64 || p[i].account != to->c.initiator ||
             p[i].role == PARTY_PARTY) &&
            !is_known(&known, &p[i]))
            TRY(put_follower(to, &p[i]));
    TRY(case_voices_follow(from, to));
    return step_parties(to);
}

enum rc case_links_follow(struct run *from, struct run *to)
{
    struct rows            rows;
    const struct link_row *l;

    TRY(db_all(from->w->tx, &stmt_link_all, ARGS(A(from->c.id)), &rows));
    l = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        if ((l[i].kind == LINK_RELATED || l[i].kind == LINK_SAME) && l[i].other != to->c.id)
            TRY(case_link(to, l[i].other, (enum link_kind)l[i].kind));
    return RC_OK;
}

static enum rc note_related(struct run *r, const struct link_in *in)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "other");
    jw_id(&w, in->other);
    if (in->words.p) {
        jw_keyc(&w, "words");
        jw_str(&w, in->words);
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    return run_note(r, "case.related", str_head(str_skip(buf_str(b), 1), b->n - 2));
}

enum rc case_relate(struct work *w, int64_t id, const struct link_in *in)
{
    struct run r, other;
    bool       there;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    TRY(work_need(w, CAP_CASE_LINK, r.c.place_path, r.c.unit_path));
    if (in->other == id)
        return WORK_FIELD(w, RC_INVALID, &say_self, S("other"), STR_NONE);
    TRY(run_load(w, in->other, &other));
    TRY(run_visible(&other));
    TRY(is_linked(&r, in->other, LINK_RELATED, &there));
    if (there)
        return RC_OK;
    TRY(case_link(&r, in->other, LINK_RELATED));
    return note_related(&r, in);
}

enum rc case_links(struct work *w, int64_t id, struct rows *ret)
{
    struct case_row  c;
    struct link_row *l;

    TRY(case_get(w, id, &c));
    TRY(db_all(w->tx, &stmt_link_all, ARGS(A(id)), ret));
    l = ret->at;
    for (size_t i = 0; i < ret->n; i++) {
        struct case_row other;
        enum rc         rc = case_get(w, l[i].other, &other);

        if (rc != RC_NOT_FOUND) {
            TRY(rc);
            continue;
        }
        w->faults->n = 0;
        l[i].title   = l[i].number;
    }
    return RC_OK;
}

/* The end by which a case that was split leaves: its parts are what counts from then on. */
static int32_t end_of_split(const struct process *pr)
{
    for (size_t i = 0; i < pr->n_ends; i++)
        if (pr->ends[i].counts == OUT_VOID)
            return (int32_t)i;
    for (size_t i = 0; i < pr->n_ends; i++)
        if (pr->ends[i].counts == OUT_MERGED)
            return (int32_t)i;
    return -1;
}

/* What was reported, without what moves brought since. */
static enum rc reported(struct run *r, struct str *ret)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_obj(&w);
    for (const struct jval *m = r->form ? r->form->first : NULL; m; m = m->next) {
        const struct form_field *f    = form_field(&r->pr->form, m->name);
        struct str               json = m->raw;

        if (!f)
            continue;
        if (f->kind == FORM_PARTIES)
            TRY(case_parties_json(r, f->name, &json));
        jw_key(&w, m->name);
        jw_raw(&w, json);
    }
    jw_obj_end(&w);
    TRY(buf_check(b));
    *ret = buf_str(b);
    return RC_OK;
}

static enum rc open_part(struct run *r, const struct part_in *part, struct opened *ret)
{
    struct case_in in;
    struct run     one;

    shape_clear(&case_in_shape, &in);
    in.process = r->c.process;
    in.class   = part->class.p ? part->class : r->c.class;
    in.grade   = r->c.grade;
    in.title   = part->title;
    in.words   = part->words;
    in.place   = part->place != NONE_I64 ? part->place : r->c.place;
    in.lon     = r->c.lon;
    in.lat     = r->c.lat;
    in.address = r->c.address;
    TRY(reported(r, &in.form.text));
    TRY(case_open_called(r, STR_NONE, LINK_SPLIT, &in, ret));
    TRY(run_load(r->w, ret->id, &one));
    return case_parties_follow(r, &one);
}

enum rc case_split(struct work *w, int64_t id, const struct split_in *in, struct rows *ret_opened)
{
    const struct part_in *parts  = in->parts.at;
    struct opened        *opened = ARENA_ARRAY(w->arena, struct opened, in->parts.n + 1);
    struct run            r;
    int32_t               end;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    TRY(work_need(w, CAP_CASE_LINK, r.c.place_path, r.c.unit_path));
    if (r.c.state != CASE_OPEN)
        return WORK_FAULT(w, RC_CONFLICT, &say_split_ended);
    if (r.c.version != in->version)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    if (in->parts.n < 2)
        return WORK_FIELD(w, RC_INVALID, &say_two_parts, S("parts"), STR_NONE);
    for (size_t i = 0; i < in->parts.n; i++)
        TRY(open_part(&r, &parts[i], &opened[i]));
    TRY(run_note(&r, "case.split", arena_fmt(w->arena, "\"parts\":%zu", in->parts.n)));
    end = end_of_split(r.pr);
    if (end >= 0)
        TRY(step_to(&r, TO_END + end));
    TRY(run_save(&r));
    *ret_opened = (struct rows){ opened, in->parts.n };
    return RC_OK;
}
