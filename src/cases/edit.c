/* edit: what was filed is corrected; what is hidden is shown for a reason, on the record. */
#include "cases/acts.h"

#include <math.h>

static const struct say say_edit_ended = SAY("case_ended", "事项已办结", "the case has ended");
static const struct say say_edit_class =
    SAY("no_class", "没有代码为{0}的类别", "there is no class with the code {0}");
static const struct say say_not_there =
    SAY("no_field", "该事项没有“{0}”这一项", "the case has no field {0}");

static const struct field edit_in_fields[] = {
    F(struct edit_in, version, .min = 1, .doc = "the version that the caller saw"),
    F(struct edit_in, class, .opt = true, .doc = "its right class; it may be a broad one"),
    F(struct edit_in, title, .opt = true, .max = 200, .doc = "one line"),
    F(struct edit_in, words, .opt = true, .max = 5000, .doc = "what it is about"),
    F(struct edit_in, address, .opt = true, .max = 300, .doc = "where, in words"),
    F(struct edit_in, place, .as = AS_ID, .opt = true, .doc = "its right place"),
    F(struct edit_in, lon, .opt = true, .doc = "degrees east, WGS-84"),
    F(struct edit_in, lat, .opt = true, .doc = "degrees north, WGS-84"),
};
const struct shape edit_in_shape = SHAPE(struct edit_in, edit_in_fields);

static const struct field case_unmask_in_fields[] = {
    F(struct case_unmask_in, fields, .each = K_STR, .min = 1, .max = 10,
      .doc = "which: address, a field of the form, for_phone"),
    F(struct case_unmask_in, reason, .min = 2, .max = 300, .doc = "what for; it is kept"),
};
const struct shape case_unmask_in_shape = SHAPE(struct case_unmask_in, case_unmask_in_fields);

static enum rc set_class(struct run *r, struct str code)
{
    if (!practice_class(r->p, code))
        return WORK_FIELD(r->w, RC_INVALID, &say_edit_class, S("class"), code);
    r->c.class = code;
    return RC_OK;
}

static enum rc set_where(struct run *r, const struct edit_in *in)
{
    TRY(case_check_point(r->w, in->lon, in->lat));
    if (!isnan(in->lon)) {
        r->c.lon = in->lon;
        r->c.lat = in->lat;
        if (in->place == NONE_I64)
            TRY(case_take_point(r, in->lon, in->lat));
    }
    if (in->place != NONE_I64)
        TRY(case_take_place(r, in->place, r->w->now));
    if (r->c.place == r->place_before)
        return RC_OK;
    TRY(run_note_placed(r));
    return step_follow(r);
}

static enum rc set_words(struct run *r, const struct edit_in *in)
{
    if (in->title.p && str_trim(in->title).n)
        r->c.title = str_trim(in->title);
    if (in->address.p)
        r->c.address = in->address;
    if (!in->words.p)
        return RC_OK;
    TRY(case_check_words(r, in->words));
    r->c.words    = str_trim(in->words);
    r->c.same_key = case_same_key(r->c.words);
    return RC_OK;
}

enum rc case_edit(struct work *w, int64_t id, const struct edit_in *in, struct case_row *ret)
{
    struct run r;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    TRY(work_need(w, CAP_CASE_EDIT, r.c.place_path, r.c.unit_path));
    if (r.c.state != CASE_OPEN)
        return WORK_FAULT(w, RC_CONFLICT, &say_edit_ended);
    if (r.c.version != in->version)
        return WORK_FAULT(w, RC_CONFLICT, &say_changed);
    if (in->class.p)
        TRY(set_class(&r, in->class));
    TRY(set_where(&r, in));
    TRY(set_words(&r, in));
    TRY(run_note(&r, "case.edited", STR_NONE));
    TRY(case_index(w, &r.c, true));
    TRY(run_save(&r));
    *ret = r.c;
    return RC_OK;
}

/* -- unmasking -- */

static enum rc need_for(struct run *r, enum keep keep)
{
    enum cap cap = keep >= KEEP_SENSITIVE ? CAP_FIELD_SENSITIVE : CAP_FIELD_UNMASK;

    return work_need(r->w, cap, r->c.place_path, r->c.unit_path);
}

static enum rc party_phone(struct run *r, struct jw *w, struct str name)
{
    struct rows             rows;
    const struct party_row *p;

    TRY(need_for(r, KEEP_PERSONAL));
    TRY(db_all(r->w->tx, &stmt_party_all, ARGS(A(r->c.id)), &rows));
    p = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        if (p[i].role != PARTY_ON_BEHALF)
            continue;
        jw_key(w, name);
        jw_str(w, str_is(name, "for_phone") ? p[i].phone : p[i].name);
        return RC_OK;
    }
    return WORK_FIELD(r->w, RC_INVALID, &say_not_there, S("fields"), name);
}

static enum rc unmask_one(struct run *r, struct str name, struct jw *w)
{
    const struct form_field *f = form_field(&r->pr->fields, name);
    const struct jval       *v = r->form ? json_get_str(r->form, name) : NULL;

    if (str_is(name, "for_phone") || str_is(name, "for_name"))
        return party_phone(r, w, name);
    if (str_is(name, "address") && r->c.address.p) {
        TRY(need_for(r, KEEP_PERSONAL));
        jw_key(w, name);
        jw_str(w, r->c.address);
        return RC_OK;
    }
    if (!v)
        return WORK_FIELD(r->w, RC_INVALID, &say_not_there, S("fields"), name);
    TRY(need_for(r, f ? f->keep : KEEP_PERSONAL));
    jw_key(w, name);
    jw_raw(w, v->raw);
    return RC_OK;
}

static enum rc note_unmasked(struct run *r, const struct case_unmask_in *in)
{
    const struct str *names = in->fields.at;
    struct buf       *b     = run_buf(r);
    struct jw         w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "number"); /* who audits may not read the case, but which it was */
    jw_str(&w, r->c.number);
    jw_keyc(&w, "fields");
    jw_list(&w);
    for (size_t i = 0; i < in->fields.n; i++)
        jw_str(&w, names[i]);
    jw_list_end(&w);
    jw_keyc(&w, "reason");
    jw_str(&w, in->reason);
    jw_obj_end(&w);
    TRY(buf_check(b));
    return run_note(r, "case.unmasked", str_head(str_skip(buf_str(b), 1), b->n - 2));
}

enum rc case_unmask(struct work *w, int64_t id, const struct case_unmask_in *in, struct json *ret)
{
    const struct str *names = in->fields.at;
    struct run        r;
    struct buf       *b;
    struct jw         jw;

    TRY(run_load(w, id, &r));
    TRY(run_visible(&r));
    b = run_buf(&r);
    jw_init(&jw, b);
    jw_obj(&jw);
    for (size_t i = 0; i < in->fields.n; i++)
        TRY(unmask_one(&r, names[i], &jw));
    jw_obj_end(&jw);
    TRY(buf_check(b));
    TRY(note_unmasked(&r, in));
    ret->text = buf_str(b);
    return RC_OK;
}
