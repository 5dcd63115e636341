/*
 * form: answers checked against the pack's fields, and shown again.
 *
 * Every wrong field is reported, so that a person mends them all at once.
 * What names a row (a place, an organisation, a class, another case) is
 * looked up; what does not exist is the person's mistake, not ours.
 */
#include "base/utf8.h"
#include "cases/form_own.h"

#include <math.h>

static const struct say say_no_class =
    SAY("no_class", "没有代码为{0}的类别", "there is no class with the code {0}");
const struct say say_no_row =
    SAY("no_row", "没有编号为{0}的记录", "there is no row with the id {0}");
static const struct say say_not_of_kind =
    SAY("not_of_kind", "应属于“{0}”", "must be of the kind {0}");
static const struct say say_ended_row =
    SAY("ended_row", "编号为{0}的记录已经撤销", "the row with the id {0} has ended");
static const struct say say_no_file =
    SAY("no_file", "文件{0}没有上传", "the file {0} was not uploaded");
static const struct say say_no_photo =
    SAY("no_photo", "文件{0}不是照片", "the file {0} is not a photo");
const struct say say_bad_phone = SAY("bad_phone", "不是电话号码", "not a telephone number");
const struct say say_bad_paper = SAY("bad_paper", "证件号码不对", "not a valid identity number");
static const struct say say_not_asked = SAY("not_asked", "按其他各项的回答，这一项不用填",
                                            "with these other answers this is not asked");
static const struct say say_stop      = SAY("stop", "{0}", "{1}");
static const struct say want_ids = SAY("wrong_type", "应为编号的列表", "a list of ids expected");

void answer_wrong_in(struct checking *c, const struct say *say, struct str member, struct str arg)
{
    struct str path = c->path;

    if (member.n)
        path = arena_fmt(c->r->w->arena, "%.*s.%.*s", STR_ARG(path), STR_ARG(member));
    (void)fault_field(c->r->w->faults, RC_INVALID, say, path, arg);
    c->failed++;
}

void answer_wrong(struct checking *c, const struct say *say, struct str arg)
{
    answer_wrong_in(c, say, STR_NONE, arg);
}

enum rc form_stopped(struct run *r, struct str path, const struct text *words)
{
    struct str said[] = { text_in(words, LANG_ZH), text_in(words, LANG_EN) };

    (void)fault_full(r->w->faults, RC_INVALID, &say_stop, STR_NONE, said, ARRAY_LEN(said));
    return fault_full(r->w->faults, RC_INVALID, &say_stop, path, said, ARRAY_LEN(said));
}

static struct str number_text(struct run *r, int64_t v)
{
    return arena_fmt(r->w->arena, "%lld", (long long)v);
}

/* -- one kind each -- */

static void check_text(struct checking *c, const struct jval *in)
{
    const struct form_field *f = c->v->f;
    int64_t                  n;

    if (in->kind != J_STR) {
        answer_wrong(c, &say_want_text, STR_NONE);
        return;
    }
    c->v->text = str_trim(in->text);
    n          = (int64_t)utf8_count(c->v->text);
    if (f->max && n > f->max)
        answer_wrong(c, &say_too_long, number_text(c->r, f->max));
    else if (n < f->min)
        answer_wrong(c, &say_too_short, number_text(c->r, f->min));
}

static void check_number(struct checking *c, const struct jval *in)
{
    const struct form_field *f = c->v->f;
    int64_t                  whole;

    if (in->kind != J_NUM || json_real(in, &c->v->num) != RC_OK || !isfinite(c->v->num)) {
        answer_wrong(c, &say_want_real, STR_NONE);
        return;
    }
    if ((f->kind == FORM_INT || f->kind == FORM_MARK) && json_int(in, &whole) != RC_OK) {
        answer_wrong(c, &say_want_whole, STR_NONE);
        return;
    }
    if ((f->min || f->max) && c->v->num < (double)f->min)
        answer_wrong(c, &say_too_small, number_text(c->r, f->min));
    else if ((f->min || f->max) && c->v->num > (double)f->max)
        answer_wrong(c, &say_too_big, number_text(c->r, f->max));
}

static void check_bool(struct checking *c, const struct jval *in)
{
    c->v->yes = in->kind == J_BOOL && in->yes;
    if (in->kind != J_BOOL)
        answer_wrong(c, &say_want_bool, STR_NONE);
}

static void check_date(struct checking *c, const struct jval *in)
{
    int32_t day;
    int64_t at;
    bool    ok = in->kind == J_STR;

    if (ok && c->v->f->kind == FORM_DATE) {
        ok        = day_parse(in->text, &day) == RC_OK;
        c->v->num = ok ? day : 0;
    } else if (ok) {
        ok        = time_parse(in->text, &at) == RC_OK;
        c->v->num = ok ? (double)at : 0;
    }
    c->v->text = in->text;
    if (!ok)
        answer_wrong(c, c->v->f->kind == FORM_DATE ? &say_want_day : &say_want_time, STR_NONE);
}

/* NULL: there is none of that code. */
static const struct choice *choice_of(const struct choice *at, size_t n, struct str code)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(at[i].code, code))
            return &at[i];
    return NULL;
}

static struct str choice_words(struct run *r, const struct choice *at, size_t n)
{
    struct buf *b = run_buf(r);

    for (size_t i = 0; i < n; i++) {
        if (i)
            buf_addc(b, ", ");
        buf_add(b, at[i].code);
    }
    return buf_str(b);
}

static void check_choice(struct checking *c, const struct jval *in, const struct choice *at,
                         size_t n)
{
    c->v->text = in->text;
    if (in->kind != J_STR || !choice_of(at, n, in->text))
        answer_wrong(c, &say_not_one_of, choice_words(c->r, at, n));
}

/* An answer that ends the form: whoever gives it is told where to turn. */
static void check_stop(struct checking *c, struct str code)
{
    const struct choice *k = choice_of(c->v->f->choices, c->v->f->n_choices, code);

    if (!k || !k->stop.zh.p || c->r->w->actor->system)
        return;
    (void)form_stopped(c->r, c->path, &k->stop);
    c->failed++;
}

static void check_choices(struct checking *c, const struct jval *in)
{
    const struct form_field *f  = c->v->f;
    bool                     ok = in->kind == J_LIST;

    for (const struct jval *m = ok ? in->first : NULL; m && ok; m = m->next)
        ok = m->kind == J_STR && choice_of(f->choices, f->n_choices, m->text);
    if (!ok)
        answer_wrong(c, &say_not_one_of, choice_words(c->r, f->choices, f->n_choices));
    else if (f->need && in->n == 0)
        answer_wrong(c, &say_needed, STR_NONE);
    for (const struct jval *m = ok ? in->first : NULL; m; m = m->next)
        check_stop(c, m->text);
}

bool answer_is_phone(struct str s)
{
    size_t digits = 0;
    bool   ok     = s.n <= 24;

    for (size_t i = 0; ok && i < s.n; i++) {
        char ch = s.p[i];

        if (ch >= '0' && ch <= '9')
            digits++;
        else
            ok = ch == '-' || ch == ' ' || (ch == '+' && i == 0);
    }
    return ok && digits >= 5 && digits <= 15;
}

static void check_phone(struct checking *c, const struct jval *in)
{
    c->v->text = in->text;
    if (in->kind != J_STR || !answer_is_phone(in->text))
        answer_wrong(c, &say_bad_phone, STR_NONE);
}

/* GB 11643: 17 digits and a check character by MOD 11-2. */
bool answer_is_paper(struct str s)
{
    static const int  weight[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    static const char check[]    = "10X98765432";
    int               sum        = 0;

    if (s.n != 18)
        return false;
    for (int i = 0; i < 17; i++) {
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
        sum += (s.p[i] - '0') * weight[i];
    }
    return check[sum % 11] == (s.p[17] == 'x' ? 'X' : s.p[17]);
}

static void check_paper(struct checking *c, const struct jval *in)
{
    c->v->text = in->text;
    if (in->kind != J_STR || !answer_is_paper(in->text))
        answer_wrong(c, &say_bad_paper, STR_NONE);
}

static void check_class(struct checking *c, const struct jval *in)
{
    c->v->text = in->text;
    if (in->kind != J_STR || !practice_class(c->r->p, in->text))
        answer_wrong(c, &say_no_class, in->kind == J_STR ? in->text : S("?"));
    else if (c->v->f->of.p && !practice_class_within(c->r->p, in->text, c->v->f->of))
        answer_wrong(c, &say_not_of_kind, c->v->f->of);
}

/* -- what names a row -- */

static bool ended(const struct run *r, int32_t to)
{
    return to != NONE_I32 && to <= day_of(r->w->now);
}

static enum rc check_place(struct checking *c, int64_t id, struct str text)
{
    struct place p;

    TRY(place_get(c->r->w, id, &p));
    if (ended(c->r, p.to))
        answer_wrong(c, &say_ended_row, text);
    else if (c->v->f->of.p && !str_eq(p.kind, c->v->f->of))
        answer_wrong(c, &say_not_of_kind, c->v->f->of);
    return RC_OK;
}

static enum rc check_org(struct checking *c, int64_t id, struct str text)
{
    struct org o;

    TRY(org_get(c->r->w, id, &o));
    if (ended(c->r, o.to))
        answer_wrong(c, &say_ended_row, text);
    else if (c->v->f->of.p && !practice_org_is(c->r->p, o.kind, c->v->f->of))
        answer_wrong(c, &say_not_of_kind, c->v->f->of);
    return RC_OK;
}

/* RC_NOT_FOUND, RC_UNSUPPORTED: as case_file_of. */
static enum rc check_row(struct checking *c, int64_t id, struct str text)
{
    enum form_kind  kind = c->v->f->kind;
    struct case_row row;

    switch (kind) {
    case FORM_PLACE:
        return check_place(c, id, text);
    case FORM_CASE:
        return db_one(c->r->w->tx, &stmt_case_get, ARGS(A(id)), &row);
    case FORM_PHOTOS:
    case FORM_FILES:
        return case_file_of(c->r, id, kind == FORM_PHOTOS);
    default:
        return check_org(c, id, text);
    }
}

static enum rc check_id(struct checking *c, const struct jval *in, int64_t *ret_id)
{
    enum form_kind kind = c->v->f->kind;
    int64_t        id;
    enum rc        rc;

    if (in->kind != J_STR || str_int(in->text, &id) != RC_OK) {
        answer_wrong(c, &say_want_id, STR_NONE);
        return RC_OK;
    }
    rc = check_row(c, id, in->text);
    if (rc == RC_NOT_FOUND) {
        answer_wrong(c, kind == FORM_PHOTOS || kind == FORM_FILES ? &say_no_file : &say_no_row,
                     in->text);
        return RC_OK;
    }
    if (rc == RC_UNSUPPORTED) {
        answer_wrong(c, &say_no_photo, in->text);
        return RC_OK;
    }
    *ret_id = id;
    return rc;
}

static enum rc check_ids(struct checking *c, const struct jval *in)
{
    const struct form_field *f = c->v->f;
    int64_t                 *ids;

    if (in->kind != J_LIST) {
        answer_wrong(c, &want_ids, STR_NONE);
        return RC_OK;
    }
    if (f->max && (int64_t)in->n > f->max) {
        answer_wrong(c, &say_too_big, number_text(c->r, f->max));
        return RC_OK;
    }
    ids = ARENA_ARRAY(c->r->w->arena, int64_t, in->n + 1);
    for (const struct jval *m = in->first; m; m = m->next)
        TRY(check_id(c, m, &ids[c->v->n_ids++]));
    c->v->ids = ids;
    if (c->v->f->need && in->n == 0)
        answer_wrong(c, &say_needed, STR_NONE);
    return RC_OK;
}

static enum rc check_value(struct checking *c, const struct jval *in)
{
    const struct form_field *f = c->v->f;

    c->v->given = true;
    c->v->json  = in->raw;
    switch (f->kind) {
    case FORM_TEXT:
    case FORM_NAME:
    case FORM_ADDRESS:
        check_text(c, in);
        break;
    case FORM_INT:
    case FORM_REAL:
    case FORM_MONEY:
    case FORM_MARK:
        check_number(c, in);
        break;
    case FORM_BOOL:
        check_bool(c, in);
        break;
    case FORM_DATE:
    case FORM_TIME:
        check_date(c, in);
        break;
    case FORM_CHOICE:
        check_choice(c, in, f->choices, f->n_choices);
        check_stop(c, c->v->text);
        break;
    case FORM_GRADE:
        check_choice(c, in, c->r->pr->grades, c->r->pr->n_grades);
        break;
    case FORM_CHOICES:
        check_choices(c, in);
        break;
    case FORM_PHONE:
        check_phone(c, in);
        break;
    case FORM_PAPER:
        check_paper(c, in);
        break;
    case FORM_CLASS:
        check_class(c, in);
        break;
    case FORM_PLACE:
    case FORM_ORG:
    case FORM_CASE:
        return check_id(c, in, &c->v->id);
    case FORM_ORGS:
    case FORM_PHOTOS:
    case FORM_FILES:
        return check_ids(c, in);
    case FORM_PARTIES:
        return answer_parties(c, in);
    case FORM_EACH_PARTY:
        return answer_each_party(c, in);
    case FORM_UNIT_MARKS:
        return answer_unit_marks(c, in);
    case FORM_VOTE:
        return answer_vote(c, in);
    }
    return RC_OK;
}

/* -- the whole form -- */

static void unknown_field(struct run *r, const struct form *form, const char *path, struct str name)
{
    struct str best  = STR_NONE;
    size_t     least = 4;

    for (size_t i = 0; i < form->n; i++) {
        size_t d = str_distance(name, form->at[i].name, least);

        if (d < least) {
            least = d;
            best  = form->at[i].name;
        }
    }
    (void)fault_field(r->w->faults, RC_INVALID, &say_unknown,
                      arena_fmt(r->w->arena, "%s.%.*s", path, STR_ARG(name)), best);
}

static bool empty(const struct jval *v)
{
    return !v || v->kind == J_NULL || (v->kind == J_STR && str_trim(v->text).n == 0);
}

static enum rc check_asked(struct checking *c, const struct values *v)
{
    const struct form_field *f     = c->v->f;
    bool                     asked = true;

    if (f->when)
        TRY(sense_true(c->r, f->when, v, &asked));
    if (asked && f->need && f->kind == FORM_EACH_PARTY)
        return answer_everybody(c); /* of all of them, not only of some */
    if (asked && f->need && f->kind == FORM_UNIT_MARKS)
        return answer_every_unit(c);
    if (asked && f->need && !c->v->given)
        answer_wrong(c, &say_needed, STR_NONE);
    else if (!asked && c->v->given && c->r->unasked == UNASKED_REFUSED)
        answer_wrong(c, &say_not_asked, STR_NONE);
    else if (!asked && c->r->unasked == UNASKED_DROPPED)
        c->v->given = false;
    return RC_OK;
}

enum rc form_check(struct run *r, const struct form *form, const struct jval *in, const char *path,
                   struct values *ret)
{
    struct checking c = { .r = r };
    struct values   v = { ARENA_ARRAY(r->w->arena, struct value, form->n + 1), form->n };

    for (size_t i = 0; i < form->n; i++)
        v.at[i] = (struct value){ .f = &form->at[i], .id = NONE_I64 };
    if (in && in->kind != J_OBJ && in->kind != J_NULL)
        return fault_field(r->w->faults, RC_INVALID, &say_want_obj, str_of(path), STR_NONE);
    for (const struct jval *m = in ? in->first : NULL; m; m = m->next) {
        if (!form_field(form, m->name)) {
            unknown_field(r, form, path, m->name);
            c.failed++;
        }
    }
    for (size_t i = 0; i < form->n; i++) {
        const struct jval *m = in ? json_get_str(in, form->at[i].name) : NULL;

        c.v    = &v.at[i];
        c.path = arena_fmt(r->w->arena, "%s.%.*s", path, STR_ARG(form->at[i].name));
        if (!empty(m))
            TRY(check_value(&c, m));
    }
    /* Whether a field is asked may hang on the others, so this comes last. */
    for (size_t i = 0; i < form->n; i++) {
        c.v    = &v.at[i];
        c.path = arena_fmt(r->w->arena, "%s.%.*s", path, STR_ARG(form->at[i].name));
        TRY(check_asked(&c, &v));
    }
    if (c.failed)
        return RC_INVALID;
    *ret = v;
    return RC_OK;
}

const struct value *values_get(const struct values *v, struct str name)
{
    for (size_t i = 0; i < v->n; i++)
        if (v->at[i].given && str_eq(v->at[i].f->name, name))
            return &v->at[i];
    return NULL;
}

/* -- showing -- */

static void masked(const struct form_field *f, struct str text, struct jw *w)
{
    struct buf b;

    buf_init(&b, 4096);
    mask_text(f->mask, text, &b);
    jw_str(w, buf_str(&b));
    buf_free(&b);
}

void form_note(const struct values *v, struct jw *w)
{
    for (size_t i = 0; i < v->n; i++) {
        const struct value *one = &v->at[i];

        if (!one->given)
            continue;
        jw_key(w, one->f->name);
        if (one->f->keep >= KEEP_PERSONAL)
            masked(one->f, one->text, w);
        else
            jw_raw(w, one->json);
    }
}

void form_show(const struct form *form, const struct form *own, const struct jval *v,
               struct view view, struct jw *w)
{
    for (const struct jval *m = v ? v->first : NULL; m; m = m->next) {
        const struct form_field *f = form_field(form, m->name);
        /* A field that the case's practice does not know is the offices'. */
        enum keep keep = f ? f->keep : KEEP_OFFICE;

        if (own && form_field(own, m->name))
            keep = KEEP_PUBLIC;
        if (keep > view.most && (!f || keep < KEEP_PERSONAL))
            continue;
        jw_key(w, m->name);
        if (keep > view.most)
            masked(f, m->kind == J_STR ? m->text : m->raw, w);
        else
            jw_raw(w, m->raw);
    }
}
