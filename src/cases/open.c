/*
 * open: a case is filed.
 */
#include "base/digest.h"
#include "base/utf8.h"
#include "cases/engine.h"

#include <math.h>

enum { TITLE_CHARS = 30, NEAR_M = 2000 };

static const struct say say_no_process =
    SAY("no_process", "没有“{0}”这个流程", "there is no process {0}");
static const struct say say_which_process =
    SAY("which_process", "请选择类别或流程", "say the class or the process");
static const struct say say_no_place_here =
    SAY("no_place_here", "这个位置不在任何网格内或附近", "that point is in no grid and near none");
static const struct say say_where =
    SAY("where", "请给出地点：网格、坐标或地址", "say where: a grid, a point or an address");
static const struct say say_ended_place = SAY("ended_place", "“{0}”已经撤销", "{0} has ended");
static const struct say say_half_point =
    SAY("half_point", "经度和纬度要一起给", "give longitude and latitude together");
static const struct say say_off_earth =
    SAY("off_earth", "坐标超出范围", "the point is not on the earth");
static const struct say say_not_of =
    SAY("not_of", "这个流程只用于“{0}”", "this process is for {0} only");
static const struct say say_no_practice =
    SAY("no_practice", "尚未启用任何制度", "no practice is in force yet");

/* -- by which process -- */

static enum rc choose_process(struct run *r, const struct case_in *in)
{
    const struct case_class *k    = in->class.p ? practice_class(r->p, in->class) : NULL;
    struct str               name = in->process.p ? in->process : k ? k->process : STR_NONE;

    if (in->class.p && !k && !in->process.p)
        return WORK_FIELD(r->w, RC_INVALID, &say_not_found, S("class"), in->class);
    if (name.p) {
        r->pr = practice_process(r->p, name);
        if (!r->pr)
            return WORK_FIELD(r->w, RC_INVALID, &say_no_process, S("process"), name);
        return RC_OK;
    }
    for (size_t i = 0; i < r->p->n_processes; i++) {
        if (!process_takes(&r->p->processes[i], r->c.channel))
            continue;
        if (r->pr) /* more than one: somebody has to say which */
            return WORK_FIELD(r->w, RC_INVALID, &say_which_process, S("process"), STR_NONE);
        r->pr = &r->p->processes[i];
    }
    return r->pr ? RC_OK : WORK_FIELD(r->w, RC_INVALID, &say_which_process, S("process"), STR_NONE);
}

/* -- where -- */

static enum rc root_place(struct run *r)
{
    struct place top;
    enum rc      rc = place_top(r->w, &top);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(r->w, RC_INVALID, &say_where, S("place"), STR_NONE);
    TRY(rc);
    return case_set_place(r, top.id);
}

enum rc case_check_point(struct work *w, double lon, double lat)
{
    if (isnan(lon) != isnan(lat))
        return WORK_FIELD(w, RC_INVALID, &say_half_point, S("lon"), STR_NONE);
    if (!isnan(lon) && (fabs(lon) > 180 || fabs(lat) > 90))
        return WORK_FIELD(w, RC_INVALID, &say_off_earth, S("lon"), STR_NONE);
    return RC_OK;
}

/* A place that has ended takes nothing that happened since. */
enum rc case_take_place(struct run *r, int64_t id, int64_t at)
{
    struct place p;
    enum rc      rc = place_get(r->w, id, &p);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(r->w, RC_INVALID, &say_not_found, S("place"),
                          arena_fmt(r->w->arena, "%lld", (long long)id));
    TRY(rc);
    if (p.to != NONE_I32 && p.to <= day_of(at) && r->c.channel != CH_CASE)
        return WORK_FIELD(r->w, RC_INVALID, &say_ended_place, S("place"), p.name);
    r->c.place      = p.id;
    r->c.place_path = p.path;
    return RC_OK;
}

enum rc case_take_point(struct run *r, double lon, double lat)
{
    struct located at;
    enum rc        rc = territory_locate(r->w->services, lon, lat, NEAR_M, &at);

    if (rc == RC_NOT_FOUND)
        return WORK_FIELD(r->w, RC_INVALID, &say_no_place_here, S("lon"), STR_NONE);
    TRY(rc);
    return case_set_place(r, at.place);
}

static enum rc find_place(struct run *r, const struct case_in *in)
{
    r->c.lon     = in->lon;
    r->c.lat     = in->lat;
    r->c.address = in->address;
    TRY(case_check_point(r->w, in->lon, in->lat));
    if (in->place != NONE_I64)
        return case_take_place(r, in->place, in->opened == NONE_I64 ? r->w->now : in->opened);
    if (!isnan(in->lon))
        return case_take_point(r, in->lon, in->lat);
    return in->address.p ? root_place(r) /* whoever dispatches there finds the grid */
                         : WORK_FIELD(r->w, RC_INVALID, &say_where, S("place"), STR_NONE);
}

/* -- what -- */

static const struct form_field *asks(const struct run *r, const char *name)
{
    return form_field(&r->pr->form, str_of(name));
}

static enum rc need_given(struct run *r, const char *name, struct str given)
{
    const struct form_field *f = asks(r, name);

    if (!f || !f->need || (given.p && str_trim(given).n))
        return RC_OK;
    return WORK_FIELD(r->w, RC_INVALID, &say_needed, str_of(name), STR_NONE);
}

enum rc case_check_words(struct run *r, struct str words)
{
    const struct form_field *f = asks(r, "words");
    int64_t                  n = words.p ? (int64_t)utf8_count(words) : 0;

    if (f && f->max && n > f->max)
        return WORK_FIELD(r->w, RC_INVALID, &say_too_long, S("words"),
                          arena_fmt(r->w->arena, "%lld", (long long)f->max));
    return need_given(r, "words", words);
}

static enum rc check_class(struct run *r, const struct case_in *in)
{
    const struct form_field *f = asks(r, "class");
    const struct case_class *k;

    if (!in->class.p)
        return need_given(r, "class", in->class);
    k = practice_class(r->p, in->class);
    if (!k)
        return WORK_FIELD(r->w, RC_INVALID, &say_not_found, S("class"), in->class);
    if (k->stop.zh.p && !r->w->actor->system)
        return form_stopped(r, S("class"), &k->stop);
    if (f && f->of.p && !practice_class_within(r->p, in->class, f->of))
        return WORK_FIELD(r->w, RC_INVALID, &say_not_of, S("class"),
                          text_in(&practice_class(r->p, f->of)->title, LANG_ZH));
    r->c.class = in->class;
    return RC_OK;
}

/* Found by a point or named, the place is of the kind that the form asks for. */
static enum rc check_place_kind(struct run *r)
{
    const struct form_field *f = asks(r, "place");
    struct place             p;

    if (!f || !f->of.p)
        return RC_OK;
    TRY(place_get(r->w, r->c.place, &p));
    if (str_eq(p.kind, f->of))
        return RC_OK;
    return WORK_FIELD(r->w, RC_INVALID, &say_not_of, S("place"),
                      text_in(&practice_place_kind(r->p, f->of)->title, LANG_ZH));
}

static enum rc check_where(struct run *r, const struct case_in *in)
{
    TRY(find_place(r, in));
    return check_place_kind(r);
}

static enum rc check_grade(struct run *r, const struct case_in *in)
{
    r->c.grade = r->pr->n_grades ? r->pr->grades[0].code : STR_NONE;
    if (!in->grade.p)
        return RC_OK;
    for (size_t i = 0; i < r->pr->n_grades; i++)
        if (str_eq(r->pr->grades[i].code, in->grade)) {
            r->c.grade = in->grade;
            return RC_OK;
        }
    return WORK_FIELD(r->w, RC_INVALID, &say_not_found, S("grade"), in->grade);
}

static struct str title_of(struct run *r, const struct case_in *in)
{
    const struct case_class *k    = r->c.class.p ? practice_class(r->p, r->c.class) : NULL;
    struct str               line = in->title.p ? in->title : in->words;
    struct str               first;

    if (line.p && str_split(&line, '\n', &first) && str_trim(first).n)
        return utf8_brief(r->w->arena, str_trim(first), in->title.p ? 200 : TITLE_CHARS);
    return k ? text_in(&k->title, LANG_ZH) : text_in(&r->pr->title, LANG_ZH);
}

/* The fields that a case has itself are sent beside the form, so the form is checked without. */
static struct form own_fields(struct run *r)
{
    struct form_field *at  = ARENA_ARRAY(r->w->arena, struct form_field, r->pr->form.n + 1);
    struct form        own = { at, 0 };

    for (size_t i = 0; i < r->pr->form.n; i++)
        if (!field_is_beside(r->pr->form.at[i].name))
            at[own.n++] = r->pr->form.at[i];
    return own;
}

static enum rc check_form(struct run *r, const struct case_in *in, struct values *ret)
{
    const struct jval *form = NULL;
    struct form        own  = own_fields(r);

    if (in->form.text.p)
        TRY(json_parse(r->w->arena, in->form.text, r->w->faults, &form));
    return form_check(r, &own, form, "form", ret);
}

/* Every check is made, so that all that is wrong is told at once. */
static enum rc first_wrong(enum rc a, enum rc b)
{
    return a != RC_OK ? a : b;
}

static enum rc check_all(struct run *r, const struct case_in *in, struct values *ret)
{
    enum rc rc = check_class(r, in);

    rc = first_wrong(rc, check_grade(r, in));
    rc = first_wrong(rc, case_check_words(r, in->words));
    rc = first_wrong(rc, need_given(r, "address", in->address));
    rc = first_wrong(rc, check_where(r, in));
    return first_wrong(rc, check_form(r, in, ret));
}

/* -- filing -- */

static enum rc put_row(struct run *r, const struct case_in *in)
{
    struct case_row *c = &r->c;

    c->id           = work_id(r->w);
    c->process      = r->pr->name;
    c->confidential = r->pr->confidential;
    c->state        = CASE_OPEN;
    c->version      = 1;
    c->title        = title_of(r, in);
    c->words        = in->words.p ? str_trim(in->words) : STR_NONE;
    c->same_key     = case_same_key(c->words);
    c->opener       = r->w->actor->account;
    if (c->channel == CH_ACCOUNT)
        c->initiator = c->opener;
    c->opened = in->opened != NONE_I64 && in->opened < r->w->now ? in->opened : r->w->now;
    c->card   = CARD_NONE;
    c->level = c->late = c->returned = c->reopened = c->acts = 0;
    return case_number_make(r->w, r->pr->prefix, &c->number);
}

static enum rc put_code(struct run *r, const struct case_in *in, struct opened *ret)
{
    char *code = arena_alloc(r->w->arena, CODE_CHARS + 1);

    if (r->c.channel == CH_CASE || r->c.channel == CH_IMPORT)
        return RC_OK;
    if (!sending_code(r->w, in, code, CODE_CHARS))
        random_code(code, CODE_CHARS);
    ret->code = (struct str){ code, CODE_CHARS };
    r->c.code = case_code_digest(r->w->arena, ret->code);
    return RC_OK;
}

static enum rc put_for(struct run *r, const struct case_in *in)
{
    if (!in->for_name.p && !in->for_phone.p)
        return RC_OK;
    return case_party_add(r, PARTY_ON_BEHALF, NONE_I64, in->for_name, in->for_phone);
}

static enum rc note_opened(struct run *r, const struct values *v)
{
    struct buf *b = run_buf(r);
    struct jw   w;

    jw_init(&w, b);
    jw_obj(&w);
    jw_keyc(&w, "number");
    jw_str(&w, r->c.number);
    jw_keyc(&w, "channel");
    jw_cstr(&w, channel_words[r->c.channel]);
    jw_keyc(&w, "opened");
    jw_time(&w, r->c.opened);
    jw_keyc(&w, "form");
    jw_obj(&w);
    form_note(v, &w);
    jw_obj_end(&w);
    jw_obj_end(&w);
    TRY(buf_check(b));
    return run_note(r, "case.opened", str_head(str_skip(buf_str(b), 1), b->n - 2));
}

/* Two sendings of one token at the same instant: the slower begins again, and finds the first. */
static enum rc put_new(struct run *r)
{
    enum rc rc = db_put(r->w->tx, &stmt_case_put, &case_row_shape, &r->c);

    return rc == RC_CONFLICT && r->c.token.p ? RC_BUSY : rc;
}

static enum rc file_it(struct run *r, const struct case_in *in, const struct values *v,
                       struct opened *ret)
{
    TRY(put_row(r, in));
    TRY(put_code(r, in, ret));
    TRY(case_files_take(r, v, S("open")));
    TRY(case_parties_take(r, v));
    TRY(run_form_put(r, v));
    TRY(put_for(r, in));
    TRY(step_enter(r, 0));
    TRY(note_opened(r, v));
    TRY(put_new(r));
    TRY(case_index(r->w, &r->c, false));
    ret->id         = r->c.id;
    ret->number     = r->c.number;
    r->stored       = r->c;
    r->place_before = r->c.place;
    if (!r->step->automatic.p)
        return RC_OK;
    TRY(apply_automatic(r));
    return run_save(r);
}

static enum rc begin(struct work *w, struct run *r)
{
    *r =
        (struct run){ .w = w, .p = w->practice, .suggested.org = NONE_I64, .comes_from = NONE_I64 };
    shape_clear(&case_row_shape, &r->c);
    r->c.practice = w->practice_number;
    return r->p ? RC_OK : WORK_FAULT(w, RC_CONFLICT, &say_no_practice);
}

enum rc case_open(struct work *w, const struct case_in *in, struct opened *ret)
{
    struct run    r;
    struct values v;
    struct opened o = { .id = NONE_I64 };
    struct str    token;
    bool          before;

    TRY(begin(w, &r));
    TRY(sending_token(w, in, &token));
    TRY(sending_before(w, in, token, ret, &before));
    if (before)
        return RC_OK;
    r.c.token = token;
    TRY(case_check_channel(&r, in));
    if (w->actor->system || r.c.channel == CH_HOTLINE || r.c.channel == CH_IMPORT)
        r.unasked = UNASKED_KEPT;
    TRY(choose_process(&r, in));
    TRY(check_all(&r, in, &v));
    TRY(case_check_may_open(&r));
    TRY(file_it(&r, in, &v, &o));
    *ret = o;
    return RC_OK;
}

enum rc case_open_called(struct run *caller, struct str called_by, enum link_kind how,
                         const struct case_in *in, struct opened *ret)
{
    struct run    r;
    struct values v;
    struct opened o = { .id = NONE_I64 };

    TRY(begin(caller->w, &r));
    r.p          = caller->p; /* the version that the caller runs by */
    r.c.practice = caller->c.practice;
    r.pr         = practice_process(r.p, in->process);
    BUG_ON(!r.pr);
    r.c.channel   = CH_CASE;
    r.c.called_by = called_by;
    r.c.parent    = how == LINK_FOLLOWS ? NONE_I64 : caller->c.id;
    r.c.initiator = caller->c.initiator;
    r.comes_from  = caller->c.id;
    r.depth       = caller->depth + 1;
    r.unasked     = UNASKED_DROPPED;
    TRY(check_all(&r, in, &v));
    TRY(file_it(&r, in, &v, &o));
    *ret = o;
    return case_link(caller, o.id, how);
}
