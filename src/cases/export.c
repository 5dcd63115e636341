#include "cases/export.h"
#include "base/fd.h"
#include "base/utf8.h"
#include "cases/engine.h"
#include "cases/export_rows.h"
#include "shape/csv.h"

#include <math.h>
#include <unistd.h>

enum { PAGE = 200, PAGE_ROOM = 32 << 20 };

static const struct say say_reason = SAY("export_reason", "导出个人信息请说明理由",
                                         "say why personal fields are to be exported whole");
static const struct say say_many =
    SAY("export_many", "超过{0}件，请缩小范围", "more than {0} cases: ask for fewer");
static const struct say say_ask = SAY("export_ask", "导出须经审批，请先提出申请",
                                      "an export has to be approved: ask for it first");
/* A part in brackets is left out with its parameter. */
static const struct say say_mark =
    SAY("export_mark", "[{0} · ]{1} · {2}[ · 用途：{3}][ · 审批：{4}]",
        "[{0} · ]{1} · {2}[ · for: {3}][ · approved by {4}]");

#define T struct export_query
static const struct field query_fields[] = {
    F(T, place, .as = AS_ID, .opt = true,
      .doc = "this place and what lies in it; else all of yours"),
    F(T, since, .as = AS_TIME, .opt = true, .doc = "reported from then on"),
    F(T, until, .as = AS_TIME, .opt = true, .doc = "and before then"),
    F(T, closed_since, .as = AS_TIME, .opt = true, .doc = "only those that ended, from then on"),
    F(T, channel, .words = channel_words, .opt = true, .doc = "only those that came so"),
    F(T, process, .opt = true, .max = 64, .doc = "only of this process"),
    F(T, reason, .opt = true, .max = 300, .doc = "with unmask: what for; it is kept"),
    F(T, unmask, .opt = true, .doc = "names, telephones and addresses whole"),
};
const struct shape export_query_shape = SHAPE(T, query_fields);
#undef T

struct range { /* a subtree of places, or of organisations */
    struct str from, to, unit_from, unit_to;
};
struct exporting {
    const struct export_query *q;
    enum lang                  lang;
    struct str                 mark; /* in each line */
    struct arena              *a;    /* what lasts */
    struct exported           *e;
    int64_t                    most; /* cases */
    VEC(struct range)          ranges;
    size_t                     nth;   /* the one at hand */
    int64_t                    after; /* the last id written of the range at hand */
    size_t                     page_n;
    struct buf                 page;
};

/* -- which -- */

static void add_place(struct exporting *x, struct str path)
{
    *VEC_PUSH(x->a, &x->ranges) =
        (struct range){ arena_str(x->a, path), path_end(x->a, path), S(""), S("") };
}

static void add_org(struct exporting *x, struct str path)
{
    *VEC_PUSH(x->a, &x->ranges) =
        (struct range){ S(""), S(""), arena_str(x->a, path), path_end(x->a, path) };
}

static enum rc may_unmask(struct exporting *x, struct work *w, struct str place, struct str org)
{
    return x->q->unmask ? work_need(w, CAP_FIELD_UNMASK, place, org) : RC_OK;
}

/* What two subtrees have in common: one of them, or nothing. */
static struct str common(struct str a, struct str b)
{
    if (path_within(a, b))
        return a;
    return path_within(b, a) ? b : STR_NONE;
}

static enum rc add_within(struct exporting *x, struct work *w, struct str own, bool org)
{
    const struct scope *in = x->q->within;
    const struct str   *at = in && org ? in->orgs : in ? in->places : &own;
    size_t              n  = in && org ? in->n_orgs : in ? in->n_places : 1;

    for (size_t i = 0; i < n; i++) {
        struct str path = common(own, at[i]);

        if (!path.p)
            continue;
        TRY(may_unmask(x, w, org ? STR_NONE : path, org ? path : STR_NONE));
        if (org)
            add_org(x, path);
        else
            add_place(x, path);
    }
    return RC_OK;
}

static enum rc find_ranges(struct work *w, void *ctx)
{
    struct exporting *x = ctx;
    struct place      place;
    struct scope      s;

    x->ranges.n = 0;
    if (x->q->place != NONE_I64) {
        enum rc rc = place_get(w, x->q->place, &place);

        if (rc == RC_NOT_FOUND)
            return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), STR_NONE);
        TRY(rc);
        TRY(work_need(w, CAP_CASE_EXPORT, place.path, STR_NONE));
        TRY(may_unmask(x, w, place.path, STR_NONE));
        x->e->place_path = arena_str(x->a, place.path);
        add_place(x, place.path);
        return RC_OK;
    }
    s = work_scope(w, CAP_CASE_EXPORT);
    for (size_t i = 0; i < s.n_places; i++)
        TRY(add_within(x, w, s.places[i], false));
    for (size_t i = 0; i < s.n_orgs; i++)
        TRY(add_within(x, w, s.orgs[i], true));
    return x->ranges.n ? RC_OK : WORK_FAULT(w, RC_DENIED, &say_denied);
}

/* A case at a place of one range may be a unit's of another: it is written with the first. */
static enum rc was_written(struct exporting *x, struct work *w, const struct export_row *row,
                           bool *ret)
{
    struct case_row c;

    *ret = false;
    if (x->nth == 0)
        return RC_OK;
    TRY(db_one(w->tx, &stmt_case_get, ARGS(A(row->id)), &c));
    for (size_t i = 0; i < x->nth && !*ret; i++) {
        const struct range *r = &x->ranges.at[i];

        *ret = (c.place_path.p && str_cmp(c.place_path, r->from) >= 0 &&
                str_cmp(c.place_path, r->to) < 0) ||
               (c.unit_path.p && str_cmp(c.unit_path, r->unit_from) >= 0 &&
                str_cmp(c.unit_path, r->unit_to) < 0);
    }
    return RC_OK;
}

/* -- one line -- */

static const char *const heads[2][27] = {
    { "外部编号", "编号",     "渠道",     "流程", "类别代码", "类别",     "等级",
      "标题",     "内容",     "地点编码", "地点", "地址",     "经度",     "纬度",
      "诉求人",   "联系电话", "状态",     "环节", "承办单位", "上报时间", "到期时间",
      "办结时间", "超期次数", "办理结果", "答复", "评价",     "水印" },
    { "outside_number", "number",    "channel", "process",    "class",      "class_title", "grade",
      "title",          "words",     "place",   "place_name", "address",    "lon",         "lat",
      "for_name",       "for_phone", "state",   "step",       "unit",       "opened",      "due",
      "closed",         "late",      "outcome", "answer",     "evaluation", "watermark" },
};

struct line {
    struct exporting *x;
    struct work      *w;
    bool              begun;
};

static void put(struct line *l, struct str s)
{
    csv_put(&l->x->page, s.p ? s : S(""), !l->begun);
    l->begun = true;
}

static void put_masked(struct line *l, enum mask how, struct str s)
{
    struct buf b;

    if (!s.p || l->x->q->unmask) {
        put(l, s);
        return;
    }
    buf_init(&b, 4096);
    mask_text(how, s, &b);
    put(l, buf_str(&b));
    buf_free(&b);
}

static void put_time(struct line *l, int64_t at)
{
    char       room[TIME_TEXT];
    struct str s = STR_NONE;

    if (at != NONE_I64) { /* as spreadsheets read it: "2026-01-31 08:30:00" */
        s        = str_head(time_text(at, room), 19);
        room[10] = ' ';
    }
    put(l, s);
}

static void put_real(struct line *l, double v)
{
    put(l, isnan(v) ? STR_NONE : arena_fmt(l->w->arena, "%.6f", v));
}

/* A member of a JSON object as text. */
static enum rc member(struct work *w, struct str json, const char *name, struct str *ret)
{
    const struct jval *v = NULL;

    *ret = STR_NONE;
    if (!json.p)
        return RC_OK;
    TRY(json_parse(w->arena, json, w->faults, &v));
    v = json_get(v, name);
    if (v)
        *ret = v->kind == J_STR ? v->text : v->raw;
    return RC_OK;
}

static enum rc put_where(struct line *l, const struct export_row *row)
{
    struct place place = { 0 };

    if (row->place != NONE_I64)
        TRY(place_get(l->w, row->place, &place));
    put(l, place.code);
    put(l, place.name);
    put_masked(l, MASK_ADDRESS, row->address);
    put_real(l, row->lon);
    put_real(l, row->lat);
    return RC_OK;
}

/* For whom it was filed, else what the form says. */
static enum rc put_who(struct line *l, const struct export_row *row)
{
    struct str name = row->name, phone = row->phone;

    if (!name.p)
        TRY(member(l->w, row->form, "name", &name));
    if (!phone.p)
        TRY(member(l->w, row->form, "phone", &phone));
    put_masked(l, MASK_NAME, name);
    put_masked(l, MASK_PHONE, phone);
    return RC_OK;
}

static struct str stand_of(const struct process *pr, const struct export_row *row, enum lang lang)
{
    int32_t end  = row->ended_as.p ? process_end(pr, row->ended_as) : -1,
            step = process_step(pr, row->step);

    if (end >= 0)
        return text_in(&pr->ends[end].title, lang);
    return step >= 0 ? text_in(&pr->steps[step].title, lang) : row->step;
}

static enum rc put_handling(struct line *l, const struct process *pr, const struct export_row *row)
{
    static const struct str states[2][2] = { { { "办理中", 9 }, { "已结束", 9 } },
                                             { { "open", 4 }, { "ended", 5 } } };
    struct org              unit         = { 0 };
    struct str              answer;

    if (row->unit != NONE_I64)
        TRY(org_get(l->w, row->unit, &unit));
    put(l, states[l->x->lang][row->state == CASE_ENDED]);
    put(l, stand_of(pr, row, l->x->lang));
    put(l, unit.name);
    put_time(l, row->opened);
    put_time(l, row->due);
    put_time(l, row->closed);
    put(l, arena_fmt(l->w->arena, "%lld", (long long)row->late));
    put(l, row->outcome >= 0 ? str_of(outcome_words[row->outcome]) : STR_NONE);
    TRY(member(l->w, row->form, "words_public", &answer));
    put(l, answer);
    put(l, row->answers);
    return RC_OK;
}

static enum rc put_case(struct line *l, const struct practice *p, const struct process *pr,
                        const struct export_row *row)
{
    const struct case_class *k = row->class.p ? practice_class(p, row->class) : NULL;

    put(l, row->outside);
    put(l, row->number);
    put(l, str_of(channel_words[row->channel]));
    put(l, text_in(&pr->title, l->x->lang));
    put(l, row->class);
    put(l, k ? text_in(&k->title, l->x->lang) : STR_NONE);
    put(l, row->grade);
    put(l, row->title);
    put(l, row->words);
    TRY(put_where(l, row));
    TRY(put_who(l, row));
    TRY(put_handling(l, pr, row));
    put(l, l->x->mark);
    buf_addc(&l->x->page, "\r\n");
    return buf_check(&l->x->page);
}

/* -- pages -- */

static enum rc put_row(struct exporting *x, struct work *w, const struct export_row *row)
{
    struct line            l = { .x = x, .w = w };
    const struct practice *p;
    const struct process  *pr;
    bool                   written;

    TRY(practice_version(w, row->practice, &p));
    pr = practice_process(p, row->process);
    BUG_ON(!pr); /* a stored version is checked, and rows are written by it */
    TRY(was_written(x, w, row, &written));
    if (written)
        return RC_OK;
    x->e->n++;
    return put_case(&l, p, pr, row);
}

static enum rc read_page(struct work *w, void *ctx)
{
    struct exporting          *x = ctx;
    const struct export_query *q = x->q;
    const struct range        *r = &x->ranges.at[x->nth];
    const struct export_row   *row;
    struct rows                rows;

    buf_clear(&x->page);
    TRY(db_all(w->tx, &stmt_export,
               ARGS(A(r->from), A(r->to), A(r->unit_from), A(r->unit_to), A(x->after),
                    A(q->since == NONE_I64 ? INT64_MIN + 1 : q->since),
                    A(q->until == NONE_I64 ? INT64_MAX : q->until), A(q->closed_since),
                    A(q->channel < 0 ? NONE_I64 : (int64_t)q->channel), A(q->process),
                    A((int64_t)PAGE), A(w->actor->system ? NONE_I64 : (int64_t)0)),
               &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++) {
        TRY(put_row(x, w, &row[i]));
        x->after = row[i].id;
    }
    x->page_n = rows.n;
    return RC_OK;
}

static enum rc write_all(struct exporting *x, struct work *w)
{
    buf_addc(&x->page, "\xEF\xBB\xBF"); /* so that spreadsheets see that it is UTF-8 */
    for (size_t i = 0; i < ARRAY_LEN(heads[0]); i++)
        csv_put(&x->page, str_of(heads[x->lang][i]), i == 0);
    buf_addc(&x->page, "\r\n");
    TRY(fd_write(x->e->file.fd, buf_str(&x->page)));
    for (x->nth = 0; x->nth < x->ranges.n; x->nth++) {
        x->after  = 0;
        x->page_n = PAGE;
        while (x->page_n == PAGE) {
            TRY(work_do(w->services, w->actor, WORK_READ, read_page, x, w->faults));
            TRY(fd_write(x->e->file.fd, buf_str(&x->page)));
            if (x->e->n > x->most)
                return RC_TOO_LARGE;
        }
    }
    return RC_OK;
}

/* RC_TOO_LARGE says nothing yet: what that means is the caller's. */
static enum rc write_file(struct work *w, const struct export_query *q, struct str mark,
                          int64_t most, enum lang lang, struct exported *ret)
{
    struct exported  e = { 0 };
    struct exporting x = {
        .q = q, .lang = lang, .mark = mark, .a = w->arena, .e = &e, .most = most
    };
    enum rc rc;

    if (q->unmask && (!q->reason.p || utf8_count(str_trim(q->reason)) < EXPORT_REASON_LEAST))
        return WORK_FIELD(w, RC_INVALID, &say_reason, S("reason"), STR_NONE);
    TRY(work_do(w->services, w->actor, WORK_READ, find_ranges, &x, w->faults));
    TRY(draft_begin(w->services->data, w->arena, 0, &e.file));
    buf_init(&x.page, PAGE_ROOM);
    rc = write_all(&x, w);
    buf_free(&x.page);
    TRY(rc);
    *ret = e;
    return RC_OK;
}

enum rc case_export(struct work *w, const struct export_query *q, struct str mark, int64_t most,
                    enum lang lang, struct exported *ret)
{
    char    room[INT_TEXT];
    enum rc rc = write_file(w, q, mark, most, lang, ret);

    return rc == RC_TOO_LARGE ? fault(w->faults, rc, &say_many, int_text(most, room), STR_NONE)
                              : rc;
}

struct str export_mark_text(struct arena *a, const struct export_mark *m, enum lang lang)
{
    char        room[TIME_TEXT];
    struct str  at = str_head(time_text(m->at, room), 16);
    struct buf *b  = arena_buf(a, 8192);

    room[10] = ' ';
    say_render(&say_mark, lang,
               (const struct str[]){ m->number, m->who, at, m->purpose, m->approver }, 5, b);
    return buf_str(b);
}

static enum rc read_free(struct work *w, void *ctx)
{
    struct policy p;
    int32_t      *most = ctx;

    TRY(policy_get(w, &p));
    *most = p.export_free;
    return RC_OK;
}

enum rc case_export_most(struct work *w, int64_t *ret_most)
{
    int32_t most = 0;

    TRY(work_do(w->services, w->actor, WORK_READ, read_free, &most, w->faults));
    if (most == 0)
        return case_export_ask(w);
    *ret_most = most;
    return RC_OK;
}

enum rc case_export_ask(struct work *w)
{
    return WORK_FAULT(w, RC_DENIED, &say_ask);
}

enum rc case_export_free(struct work *w, const struct export_query *q, enum lang lang,
                         struct exported *ret)
{
    struct export_mark mark = { .who = w->actor->name, .at = w->now, .purpose = q->reason };
    int32_t            most = 0;
    enum rc            rc;

    TRY(work_do(w->services, w->actor, WORK_READ, read_free, &most, w->faults));
    if (q->unmask || most == 0)
        return WORK_FAULT(w, RC_DENIED, &say_ask);
    rc = write_file(w, q, export_mark_text(w->arena, &mark, lang), most, lang, ret);
    return rc == RC_TOO_LARGE ? case_export_ask(w) : rc;
}

static void note_time(struct jw *j, const char *name, int64_t at)
{
    if (at == NONE_I64)
        return;
    jw_keyc(j, name);
    jw_time(j, at);
}

enum rc case_export_note(struct work *w, const struct export_query *q, const struct exported *e)
{
    struct buf b;
    struct jw  j;
    enum rc    rc;

    buf_init(&b, 8192);
    jw_init(&j, &b);
    jw_obj(&j);
    jw_keyc(&j, "cases");
    jw_int(&j, e->n);
    note_time(&j, "since", q->since);
    note_time(&j, "until", q->until);
    note_time(&j, "closed_since", q->closed_since);
    jw_keyc(&j, "unmasked");
    jw_bool(&j, q->unmask);
    if (q->reason.p) {
        jw_keyc(&j, "reason");
        jw_str(&j, q->reason);
    }
    jw_obj_end(&j);
    rc = buf_check(&b);
    if (rc == RC_OK)
        rc = work_note(w, (struct entry){ .kind       = S("case.exported"),
                                          .on         = S("export"),
                                          .subject    = work_id(w),
                                          .place_path = e->place_path,
                                          .data.text  = arena_str(w->arena, buf_str(&b)) });
    buf_free(&b);
    return rc;
}
