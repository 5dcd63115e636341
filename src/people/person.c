#include "people/person.h"

enum {
    NAME_MOST    = 40,
    ADDRESS_MOST = 200,
    PURPOSE_MOST = 100,
    REASON_LEAST = 4,
    REASON_MOST  = 200,
    MINOR_YEARS  = 14,
    DELETE_BATCH = 200,
};

static const struct field person_fields[] = {
    F(struct person, id, .as = AS_ID),
    F(struct person, place, .as = AS_ID, .doc = "whose workers may see them"),
    F(struct person, name, .keep = KEEP_PERSONAL, .mask = MASK_NAME),
    F(struct person, phone, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_PHONE),
    F(struct person, paper, .opt = true, .keep = KEEP_SENSITIVE, .mask = MASK_PAPER,
      .doc = "number of the identity card"),
    F(struct person, address, .opt = true, .keep = KEEP_PERSONAL, .mask = MASK_ADDRESS),
    F(struct person, birth, .as = AS_DAY, .opt = true, .keep = KEEP_PERSONAL),
    F(struct person, minor, .doc = "under fourteen: every field counts as sensitive"),
    F(struct person, purpose, .doc = "what the data is kept for"),
    F(struct person, basis, .words = basis_words,
      .doc = "personal information protection law, article 13"),
    F(struct person, keep_until, .as = AS_DAY, .doc = "deleted on that day"),
    F(struct person, made_at, .as = AS_TIME),
    F(struct person, version),
};
const struct shape person_shape = SHAPE(struct person, person_fields);

static enum rc note(struct work *w, struct str kind, const struct person_row *p)
{
    return work_note(
        w, (struct entry){
               .kind = kind, .on = S("person"), .subject = p->id, .place_path = p->place_path });
}

static bool is_minor(int32_t birth, int64_t now)
{
    struct date d;

    if (birth == NONE_I32)
        return false;
    d = date_from_day(birth);
    d.y += MINOR_YEARS;
    if (!date_is_real(d)) /* born on 29 February */
        d.d = 28;
    return day_of(now) < day_from_date(d);
}

struct person person_told(struct work *w, const struct person_row *row)
{
    return (struct person){ .id         = row->id,
                            .place      = row->place,
                            .name       = row->name,
                            .phone      = row->phone,
                            .paper      = row->paper,
                            .address    = row->address,
                            .birth      = row->birth,
                            .minor      = is_minor(row->birth, w->now),
                            .purpose    = row->purpose,
                            .basis      = row->basis,
                            .keep_until = row->keep_until,
                            .made_at    = row->made_at,
                            .version    = row->version };
}

/* -- keeping -- */

/* A masked value sent back would overwrite the real one. */
static enum rc refuse_masked(struct work *w, struct str field, struct str text)
{
    static const struct say masked = SAY("masked", "这是遮盖后的内容，不能作为原值保存",
                                         "this is the masked text, not the value");

    return text.p && str_find(text, S("*")) != SIZE_MAX
               ? WORK_FIELD(w, RC_INVALID, &masked, field, STR_NONE)
               : RC_OK;
}

/* A text that may be absent (as it was), empty (none any more) or new. */
static enum rc take(struct work *w, struct str field, struct str in, size_t most, struct str *at)
{
    if (!in.p)
        return RC_OK;
    TRY(refuse_masked(w, field, in));
    if (in.n == 0) {
        *at = STR_NONE;
        return RC_OK;
    }
    return text_check(w, field, in, most, at);
}

static enum rc take_paper(struct work *w, struct str in, struct person_row *p)
{
    int32_t birth;

    TRY(take(w, S("paper"), in, 18, &p->paper));
    if (!in.p || !p->paper.p)
        return RC_OK;
    TRY(paper_check(w, S("paper"), p->paper, &birth));
    if (p->birth == NONE_I32)
        p->birth = birth;
    return RC_OK;
}

static enum rc take_place(struct work *w, int64_t place, struct person_row *p)
{
    struct where where;

    if (place == NONE_I64)
        return RC_OK;
    TRY(where_get(w, place, NONE_I64, &where));
    TRY(work_need(w, CAP_PERSON_EDIT, where.place_path, STR_NONE));
    p->place      = place;
    p->place_path = where.place_path;
    return RC_OK;
}

/* Put what is given over what there is. */
static enum rc take_all(struct work *w, const struct person_in *in, struct person_row *p)
{
    static const struct say past = SAY("too_small", "须晚于今天", "a day after today");

    TRY(take_place(w, in->place, p));
    TRY(take(w, S("name"), in->name, NAME_MOST, &p->name));
    TRY(take(w, S("phone"), in->phone, 20, &p->phone));
    if (p->phone.p)
        TRY(phone_check(w, S("phone"), p->phone));
    TRY(take(w, S("address"), in->address, ADDRESS_MOST, &p->address));
    if (in->birth != NONE_I32)
        p->birth = in->birth;
    TRY(take_paper(w, in->paper, p));
    TRY(take(w, S("purpose"), in->purpose, PURPOSE_MOST, &p->purpose));
    if (in->basis >= 0)
        p->basis = in->basis;
    if (in->keep_until != NONE_I32) {
        if (in->keep_until <= day_of(w->now))
            return WORK_FIELD(w, RC_INVALID, &past, S("keep_until"), STR_NONE);
        p->keep_until = in->keep_until;
    }
    return RC_OK;
}

static enum rc need(struct work *w, bool there, const char *field)
{
    return there ? RC_OK : WORK_FIELD(w, RC_INVALID, &say_needed, str_of(field), STR_NONE);
}

/* Every row says what it is for, by what right, and how long. */
static enum rc check_whole(struct work *w, const struct person_row *p)
{
    TRY(need(w, p->place != NONE_I64, "place"));
    TRY(need(w, p->name.p != NULL, "name"));
    TRY(need(w, p->purpose.p != NULL, "purpose"));
    TRY(need(w, p->basis >= 0, "basis"));
    return need(w, p->keep_until != NONE_I32, "keep_until");
}

/* Kept by consent: there is one for this purpose, or it is given now. */
static enum rc take_consent(struct work *w, const struct person_row *p, int32_t way)
{
    static const struct say how =
        SAY("consent_way", "依据为同意时，须说明以何种方式取得", "say how the consent was given");
    bool    there;
    int64_t id;

    if (p->basis != BASIS_CONSENT)
        return RC_OK;
    TRY(consent_holds(w, S("person"), p->id, p->purpose, &there));
    if (there)
        return RC_OK;
    if (way < 0)
        return WORK_FIELD(w, RC_INVALID, &how, S("consent_way"), STR_NONE);
    return consent_give(w, S("person"), p->id, p->purpose, way, &id);
}

enum rc person_add(struct work *w, const struct person_in *in, int64_t *ret_id)
{
    struct person_row p = {
        .id = work_id(w), .place = NONE_I64, .birth = NONE_I32, .basis = -1, .keep_until = NONE_I32
    };

    TRY(take_all(w, in, &p));
    TRY(check_whole(w, &p));
    TRY(take_consent(w, &p, in->consent_way));
    TRY(db_run(w->tx, &stmt_person_put,
               ARGS(A(p.id), A(p.place), A(p.name), A(p.phone), A(p.paper), A(p.address),
                    A(p.birth), A(p.purpose), A((int64_t)p.basis), A(p.keep_until), A(w->now),
                    A(w->actor->account)),
               NULL));
    *ret_id = p.id;
    return note(w, S("person.added"), &p);
}

enum rc person_get(struct work *w, int64_t id, enum cap cap, struct person_row *ret)
{
    TRY(db_one(w->tx, &stmt_person_get, ARGS(A(id)), ret));
    /* Whoever may not see them does not learn that they are there. */
    return work_may(w, cap, ret->place_path, STR_NONE) ? RC_OK : RC_NOT_FOUND;
}

enum rc person_edit(struct work *w, int64_t id, const struct person_in *in)
{
    struct person_row p;
    int64_t           changed;

    TRY(person_get(w, id, CAP_PERSON_EDIT, &p));
    TRY(take_all(w, in, &p));
    TRY(check_whole(w, &p));
    TRY(take_consent(w, &p, in->consent_way));
    TRY(db_run(w->tx, &stmt_person_edit,
               ARGS(A(id), A(p.place), A(p.name), A(p.phone), A(p.paper), A(p.address), A(p.birth),
                    A(p.purpose), A((int64_t)p.basis), A(p.keep_until), A(in->version)),
               &changed));
    if (changed == 0)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    return note(w, S("person.edited"), &p);
}

struct why_note {
    struct str  why;
    struct list fields; /* struct str */
};
static const struct field why_note_fields[] = {
    F(struct why_note, why),
    F(struct why_note, fields, .each = K_STR, .opt = true),
};
static const struct shape why_note_shape = SHAPE(struct why_note, why_note_fields);

static enum rc note_why(struct work *w, struct str kind, const struct person_row *p, struct str why,
                        struct list fields)
{
    return work_note_row(
        w,
        (struct entry){
            .kind = kind, .on = S("person"), .subject = p->id, .place_path = p->place_path },
        &why_note_shape, &(struct why_note){ why, fields });
}

static enum rc drop(struct work *w, const struct person_row *p, struct str why)
{
    TRY(db_run(w->tx, &stmt_consent_drop, ARGS(A(S("person")), A(p->id)), NULL));
    TRY(db_run(w->tx, &stmt_person_drop, ARGS(A(p->id)), NULL));
    return note_why(w, S("person.deleted"), p, why, (struct list){ 0 });
}

enum rc person_delete(struct work *w, int64_t id, struct str why)
{
    struct person_row p;

    TRY(person_get(w, id, CAP_PERSON_EDIT, &p));
    return drop(w, &p, why);
}

enum rc persons_delete_due(struct work *w, bool *ret_more)
{
    struct rows        rows;
    struct person_row *p;

    TRY(db_all(w->tx, &stmt_person_due, ARGS(A((int64_t)day_of(w->now)), A((int64_t)DELETE_BATCH)),
               &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        TRY(drop(w, &p[i], S("keep_until")));
    *ret_more = rows.n == DELETE_BATCH;
    return RC_OK;
}

enum rc persons_find(struct work *w, const struct person_ask *ask, struct rows *ret)
{
    const struct stmt *stmt = &stmt_person_below;
    struct str         what = ask->name;
    struct where       where;
    struct person_row *rows;
    struct person     *told;

    TRY(where_get(w, ask->place, NONE_I64, &where));
    TRY(work_need(w, CAP_PERSON_READ, where.place_path, STR_NONE));
    if (ask->paper.p)
        stmt = &stmt_person_by_paper, what = ask->paper;
    else if (ask->phone.p)
        stmt = &stmt_person_by_phone, what = ask->phone;
    TRY(db_all(w->tx, stmt,
               ARGS(A(where.place_path), A(path_end(w->arena, where.place_path)), A(ask->after),
                    A(ask->limit), A(what)),
               ret));
    rows = ret->at;
    told = ARENA_ARRAY(w->arena, struct person, ret->n ? ret->n : 1);
    for (size_t i = 0; i < ret->n; i++)
        told[i] = person_told(w, &rows[i]);
    ret->at = told;
    return RC_OK;
}

/* -- reading a field whole -- */

static enum rc may_unmask(struct work *w, const struct person_row *p, struct str name,
                          const struct field **ret)
{
    static const struct say not_masked =
        SAY("not_masked", "没有需要显示的字段{0}", "{0} is not a masked field");
    const struct field *fd = shape_field(&person_shape, name);
    enum cap            cap;

    if (!fd || fd->keep < KEEP_PERSONAL)
        return WORK_FIELD(w, RC_INVALID, &not_masked, S("fields"), name);
    cap = fd->keep == KEEP_PERSONAL && !is_minor(p->birth, w->now) ? CAP_FIELD_UNMASK
                                                                   : CAP_FIELD_SENSITIVE;
    TRY(work_need(w, cap, p->place_path, STR_NONE));
    *ret = fd;
    return RC_OK;
}

enum rc person_unmask(struct work *w, int64_t id, const struct list *fields, struct str reason,
                      struct person *ret)
{
    char              room[INT_TEXT];
    const struct str *name = fields->at;
    struct person_row row;
    struct person     whole, bare;
    struct str        why;

    TRY(person_get(w, id, CAP_PERSON_READ, &row));
    TRY(text_check(w, S("reason"), reason, REASON_MOST, &why));
    if (why.n < REASON_LEAST)
        return WORK_FIELD(w, RC_INVALID, &say_too_short, S("reason"), int_text(REASON_LEAST, room));
    whole     = person_told(w, &row);
    bare      = whole;
    bare.name = bare.phone = bare.paper = bare.address = STR_NONE;
    bare.birth                                         = NONE_I32;
    for (size_t i = 0; i < fields->n; i++) {
        const struct field *fd;

        TRY(may_unmask(w, &row, name[i], &fd));
        if (fd->kind == K_STR)
            *(struct str *)(void *)((char *)&bare + fd->at) =
                *(const struct str *)(const void *)((const char *)&whole + fd->at);
        else
            bare.birth = whole.birth;
    }
    *ret = bare;
    return note_why(w, S("person.unmasked"), &row, why, *fields);
}
