/*
 * sim_fill: forms filled in as somebody would who has little time: what is
 * needed, with made-up answers of the right kind. Of the rest, every second
 * time, only what decides how the case goes on.
 */
#include "app/sim.h"
#include "practice/vote.h"

#include "base/utf8.h"

enum { FORM_MOST = 1 << 16, TEXT_MOST = 2000, ALSO_MOST = 64 };

struct filling {
    struct work            *w;
    struct sim             *m;
    const struct process   *pr;
    const struct sim_about *about;
    struct rng              rng; /* of one field */
    struct jw               jw;
    bool                    cannot; /* it asks for something that a simulation has not got */
};

static void begin(struct filling *x, const struct form_field *f)
{
    jw_key(&x->jw, f->name);
}

static void put_id(struct filling *x, const struct form_field *f, int64_t id, bool list)
{
    begin(x, f);
    if (list)
        jw_list(&x->jw);
    jw_id(&x->jw, id);
    if (list)
        jw_list_end(&x->jw);
}

/* Nobody founds or closes an organisation in a simulation, so they are read once. */
static struct sim_orgs *orgs_of(struct filling *x, struct str kind)
{
    struct sim      *m = x->m;
    struct sim_orgs *s;

    for (size_t i = 0; i < m->orgs.n; i++)
        if (str_eq(m->orgs.at[i].kind, kind))
            return &m->orgs.at[i];
    s  = VEC_PUSH(m->arena, &m->orgs);
    *s = (struct sim_orgs){ .kind = kind };
    for (size_t i = 0; i < m->p->n_org_kinds; i++) {
        struct str        one = m->p->org_kinds[i].name;
        struct rows       rows;
        const struct org *o;

        if (!practice_org_is(m->p, one, kind) || orgs_of_kind(x->w, one, &rows) != RC_OK)
            continue;
        o = rows.at;
        for (size_t k = 0; k < rows.n; k++)
            *VEC_PUSH(m->arena, &s->at) = o[k].id;
    }
    return s;
}

static int64_t org_of(struct filling *x, struct str kind)
{
    struct sim_orgs *s = orgs_of(x, kind);

    if (s->at.n)
        return s->at.at[rng_below(&x->rng, s->at.n)];
    s->missed++;
    return NONE_I64;
}

/* The unit that the rules suggest; where they are silent, one that has somebody to handle it. */
static void fill_unit(struct filling *x, const struct form_field *f)
{
    int64_t org = NONE_I64;

    if (f->of.p)
        org = org_of(x, f->of);
    else if (x->about->case_id != NONE_I64 &&
             case_suggestion(x->w, x->about->case_id, &org) != RC_OK)
        org = NONE_I64;
    if (!f->of.p && org == NONE_I64 && x->m->units.n)
        org = x->m->units.at[rng_below(&x->rng, x->m->units.n)];
    if (org == NONE_I64)
        x->cannot = true;
    else
        put_id(x, f, org, f->kind == FORM_ORGS);
}

static void fill_place(struct filling *x, const struct form_field *f)
{
    struct rows         rows;
    const struct place *at;
    int64_t             id = f->of.p ? NONE_I64 : x->about->place;

    if (f->of.p && places_of_kind(x->w, f->of, &rows) == RC_OK && rows.n) {
        at = rows.at;
        id = at[rng_below(&x->rng, rows.n)].id;
    }
    if (id == NONE_I64)
        x->cannot = true;
    else
        put_id(x, f, id, false);
}

static void fill_marks(struct filling *x, const struct form_field *f)
{
    struct list units;

    if (case_to_mark(x->w, x->about->case_id, f, &units) != RC_OK || units.n == 0) {
        x->cannot = true;
        return;
    }
    begin(x, f);
    jw_list(&x->jw);
    for (size_t i = 0; i < units.n; i++) {
        jw_obj(&x->jw);
        jw_keyc(&x->jw, "unit");
        jw_id(&x->jw, ((const int64_t *)units.at)[i]);
        jw_keyc(&x->jw, "mark");
        jw_int(&x->jw, 1 + (int64_t)rng_below(&x->rng, 5));
        jw_obj_end(&x->jw);
    }
    jw_list_end(&x->jw);
}

static void fill_photo(struct filling *x, const struct form_field *f)
{
    int64_t id;

    if (sim_photo_take(x->w, x->m, &id) != RC_OK)
        x->cannot = true;
    else
        put_id(x, f, id, true);
}

static void fill_class(struct filling *x, const struct form_field *f)
{
    for (size_t i = 0; i < x->m->p->n_classes; i++) {
        const struct case_class *k = &x->m->p->classes[i];

        if (!k->leaf || k->stop.zh.p ||
            (f->of.p && !practice_class_within(x->m->p, k->code, f->of)))
            continue;
        begin(x, f);
        jw_str(&x->jw, k->code);
        return;
    }
    x->cannot = true;
}

static struct str some_text(const struct filling *x, const struct form_field *f)
{
    if (f->kind == FORM_NAME)
        return S("来访居民");
    if (f->kind == FORM_ADDRESS)
        return S("一号楼一单元");
    return x->about->case_id == NONE_I64 ? S("请按来件所述办理") : S("已到现场查看并处理");
}

static void fill_text(struct filling *x, const struct form_field *f)
{
    struct str  one  = some_text(x, f);
    struct buf *b    = arena_buf(x->w->arena, TEXT_MOST * 4);
    size_t      most = f->max > 0 && f->max < TEXT_MOST ? (size_t)f->max : TEXT_MOST;

    do
        buf_add(b, one);
    while ((int64_t)utf8_count(buf_str(b)) < f->min && !b->full);
    begin(x, f);
    jw_str(&x->jw, utf8_head(buf_str(b), most));
}

static void fill_number(struct filling *x, const struct form_field *f)
{
    int64_t lo = f->kind == FORM_MARK && !f->max ? 1 : f->min;
    int64_t hi = f->kind == FORM_MARK && !f->max ? 5 : f->max > lo ? f->max : lo + 100;

    begin(x, f);
    jw_int(&x->jw, lo + (int64_t)rng_below(&x->rng, (uint64_t)(hi - lo + 1)));
}

/* GB 11643 with a division that GB/T 2260 gives to nobody: 17 digits and a check by MOD 11-2. */
static void fill_paper(struct filling *x, const struct form_field *f)
{
    static const int weight[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    struct str head = arena_fmt(x->w->arena, "99010119800101%03d", (int)rng_below(&x->rng, 1000));
    int        sum  = 0;

    for (int i = 0; i < 17; i++)
        sum += (head.p[i] - '0') * weight[i];
    begin(x, f);
    jw_str(&x->jw, arena_fmt(x->w->arena, "%.*s%c", STR_ARG(head), "10X98765432"[sum % 11]));
}

static void fill_choice(struct filling *x, const struct form_field *f)
{
    const struct choice *at   = f->kind == FORM_GRADE ? x->pr->grades : f->choices;
    size_t               n    = f->kind == FORM_GRADE ? x->pr->n_grades : f->n_choices;
    bool                 list = f->kind == FORM_CHOICES;
    uint64_t             which;

    if (n == 0) {
        x->cannot = true;
        return;
    }
    which = rng_below(&x->rng, n);
    for (size_t i = 0; i < n && at[which].stop.zh.p; i++) /* one that does not end the form */
        which = (which + 1) % n;
    begin(x, f);
    if (list)
        jw_list(&x->jw);
    jw_str(&x->jw, at[which].code);
    if (list)
        jw_list_end(&x->jw);
}

static void fill_answers(struct filling *x, const struct form_field *f)
{
    begin(x, f);
    if (x->about->case_id == NONE_I64 ||
        sim_put_answers(x->w, x->about->case_id, &x->rng, &x->jw) != RC_OK)
        x->cannot = true;
}

/* Does a clock run until then? */
static bool is_promise(const struct process *pr, struct str field)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t k = 0; k < pr->steps[i].n_clocks; k++)
            if (pr->steps[i].clocks[k].by == LIMIT_FIELD &&
                str_eq(pr->steps[i].clocks[k].field, field))
                return true;
    return false;
}

/* An hour that is agreed lies some days ahead, at ten in the morning; one that is told is now. */
static int64_t some_time(struct filling *x, const struct form_field *f)
{
    if (!is_promise(x->pr, f->name))
        return x->w->now;
    return day_start(day_of(x->w->now) + 2 + (int32_t)rng_below(&x->rng, 6)) + 10 * US_HOUR;
}

static void fill_when(struct filling *x, const struct form_field *f)
{
    char room[TIME_TEXT];

    begin(x, f);
    if (f->kind == FORM_TIME)
        jw_time(&x->jw, some_time(x, f));
    else
        jw_str(&x->jw, day_text(day_of(x->w->now) + 3 + (int32_t)rng_below(&x->rng, 12), room));
}

static void put_sums(struct filling *x, const struct vote *v, const char *name, const int64_t *sums)
{
    jw_keyc(&x->jw, name);
    jw_obj(&x->jw);
    for (size_t i = 0; i < v->n_measures; i++) {
        jw_key(&x->jw, v->measures[i].name);
        jw_str(&x->jw, vote_sum_text(x->w->arena, sums[i], v->measures[i].decimals));
    }
    jw_obj_end(&x->jw);
}

static void put_roll(struct filling *x, int32_t held)
{
    jw_keyc(&x->jw, "roll");
    jw_obj(&x->jw);
    jw_keyc(&x->jw, "by");
    jw_str(&x->jw, S("名册核实单位"));
    jw_keyc(&x->jw, "on");
    jw_day(&x->jw, held);
    jw_obj_end(&x->jw);
}

/* Between 60 and 100 of a hundred take part, 40 to 100 of them are in favour: it may be carried, or
 * not; now and then it was called too late, or there is no roll. */
static void fill_vote(struct filling *x, const struct form_field *f)
{
    const struct vote *v    = practice_vote(x->m->p, f->of);
    int32_t            held = day_of(x->w->now);
    int64_t            part = 60 + (int64_t)rng_below(&x->rng, 41);
    int64_t            yes  = 40 + (int64_t)rng_below(&x->rng, 61);
    bool               late = rng_below(&x->rng, 20) == 0, roll = rng_below(&x->rng, 20) > 0;
    int64_t all[VOTE_MEASURES], took[VOTE_MEASURES], pro[VOTE_MEASURES], con[VOTE_MEASURES];

    for (size_t i = 0; i < v->n_measures; i++) {
        all[i]  = 5000 + (int64_t)rng_below(&x->rng, 40000);
        took[i] = all[i] * part / 100;
        pro[i]  = took[i] * yes / 100;
        con[i]  = (took[i] - pro[i]) / 2;
    }
    begin(x, f);
    jw_obj(&x->jw);
    jw_keyc(&x->jw, "announced");
    jw_day(&x->jw, held - (late ? 0 : v->notice_days));
    jw_keyc(&x->jw, "held");
    jw_day(&x->jw, held);
    if (roll)
        put_roll(x, held);
    put_sums(x, v, "all", all);
    put_sums(x, v, "taking_part", took);
    put_sums(x, v, "in_favour", pro);
    put_sums(x, v, "against", con);
    jw_obj_end(&x->jw);
}

/* -- what decides -- */

struct looking {
    const struct process *pr;
    struct str            field;
    bool                  found;
};

static void look(void *ctx, size_t name, struct str literal, bool within)
{
    struct looking *l = ctx;

    (void)literal;
    (void)within;
    if (name >= CN_COUNT && str_eq(str_skip(l->pr->names[name].name, S("form.").n), l->field))
        l->found = true;
}

/* Does the condition of a move ask for it? */
static bool decides(const struct process *pr, const struct form_field *f)
{
    struct looking l = { pr, f->name, false };

    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t k = 0; k < pr->steps[i].n_moves && !l.found; k++)
            if (pr->steps[i].moves[k].when)
                expr_uses(pr->steps[i].moves[k].when, look, &l);
    return l.found;
}

/* `x->rng` is the field's: half of those that need not be answered and decide something. */
static bool is_answered(struct filling *x, const struct form_field *f)
{
    if (f->when)
        return false;
    return f->need || (decides(x->pr, f) && rng_below(&x->rng, 2));
}

static void fill(struct filling *x, const struct form_field *f)
{
    switch (f->kind) {
    case FORM_TEXT:
    case FORM_NAME:
    case FORM_ADDRESS:
        fill_text(x, f);
        break;
    case FORM_INT:
    case FORM_REAL:
    case FORM_MONEY:
    case FORM_MARK:
        fill_number(x, f);
        break;
    case FORM_BOOL:
        begin(x, f);
        jw_bool(&x->jw, rng_below(&x->rng, decides(x->pr, f) ? 2 : 20) > 0);
        break;
    case FORM_DATE:
    case FORM_TIME:
        fill_when(x, f);
        break;
    case FORM_CHOICE:
    case FORM_CHOICES:
    case FORM_GRADE:
        fill_choice(x, f);
        break;
    case FORM_PHONE:
        begin(x, f);
        jw_cstr(&x->jw, "00000000");
        break;
    case FORM_PAPER:
        fill_paper(x, f);
        break;
    case FORM_PLACE:
        fill_place(x, f);
        break;
    case FORM_CLASS:
        fill_class(x, f);
        break;
    case FORM_ORG:
    case FORM_ORGS:
        fill_unit(x, f);
        break;
    case FORM_UNIT_MARKS:
        fill_marks(x, f);
        break;
    case FORM_PHOTOS:
    case FORM_FILES:
        fill_photo(x, f);
        break;
    case FORM_VOTE:
        fill_vote(x, f);
        break;
    case FORM_PARTIES:
        begin(x, f);
        sim_put_parties(x->m, x->w->actor, f, &x->rng, &x->jw);
        break;
    case FORM_EACH_PARTY:
        fill_answers(x, f);
        break;
    default: /* another case, and what a later pack may ask for: the move is left alone */
        x->cannot = true;
    }
}

enum rc sim_fill(struct work *w, struct sim *m, const struct process *pr, const struct form *f,
                 const struct sim_about *about, struct json *ret_form, bool *ret_can)
{
    struct filling x = { .w = w, .m = m, .pr = pr, .about = about };
    struct buf    *b = arena_buf(w->arena, FORM_MOST);

    jw_init(&x.jw, b);
    jw_obj(&x.jw);
    for (size_t i = 0; i < f->n; i++) {
        rng_seed(&x.rng, about->seed + i);
        if ((i < ALSO_MOST && about->also >> i & 1) || is_answered(&x, &f->at[i]))
            fill(&x, &f->at[i]);
    }
    jw_obj_end(&x.jw);
    TRY(buf_check(b));
    ret_form->text = buf_str(b);
    *ret_can       = !x.cannot;
    return RC_OK;
}

uint64_t sim_missing(const struct form *f, const struct faults *faults)
{
    uint64_t missing = 0;

    for (size_t i = 0; i < faults->n; i++) {
        struct str field = str_of(faults->at[i].field);

        if (faults->at[i].say != &say_needed || !str_starts(field, S("form.")))
            continue;
        for (size_t j = 0; j < f->n && j < ALSO_MOST; j++)
            if (str_eq(f->at[j].name, str_skip(field, S("form.").n)))
                missing |= UINT64_C(1) << j;
    }
    return missing;
}
