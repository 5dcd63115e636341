/* phrase: limits, targets, fields and other small things in words. */
#include "practice/phrase.h"

#include "base/utf8.h"

enum { TITLE_MOST = 200, LIST_MOST = 1 << 22 };

struct str phrase_of(const struct phrase *f, const struct say *say, struct str a0, struct str a1,
                     struct str a2)
{
    struct str args[] = { a0, a1, a2 }, got;
    struct buf b;

    buf_init(&b, 1 << 20);
    say_render(say, f->lang, args, ARRAY_LEN(args), &b);
    got = arena_str(f->arena, b.n ? buf_str(&b) : S(""));
    buf_free(&b);
    return got;
}

struct str phrase_number(const struct phrase *f, int64_t n)
{
    char room[INT_TEXT];

    return arena_str(f->arena, int_text(n, room));
}

struct str phrase_times(const struct phrase *f, int64_t n)
{
    static const struct say once = SAY("once", "1次", "once"), twice = SAY("twice", "2次", "twice"),
                            times = SAY("times", "{0}次", "{0} times");

    return phrase_of(f,
                     n == 1   ? &once
                     : n == 2 ? &twice
                              : &times,
                     phrase_number(f, n), STR_NONE, STR_NONE);
}

/* A title may be as long as a text; where it is spoken of, so much of it tells it apart. */
static struct str clipped(const struct phrase *f, struct str s)
{
    struct str head = utf8_head(s, TITLE_MOST);

    return head.n < s.n ? arena_fmt(f->arena, "%.*s…", STR_ARG(head)) : s;
}

struct str phrase_title(const struct phrase *f, const struct text *title)
{
    return clipped(f, text_in(title, f->lang));
}

struct str phrase_named(const struct phrase *f, struct str name, const struct text *title)
{
    return f->bare ? name : phrase_title(f, title);
}

struct str phrase_join(const struct phrase *f, const struct str *at, size_t n, struct str between)
{
    struct buf b;
    struct str got;
    bool       any = false;

    buf_init(&b, LIST_MOST);
    for (size_t i = 0; i < n; i++) {
        if (!at[i].n)
            continue;
        if (any)
            buf_add(&b, between);
        buf_add(&b, at[i]);
        any = true;
    }
    got = any ? arena_str(f->arena, buf_str(&b)) : STR_NONE;
    buf_free(&b);
    return got;
}

struct str phrase_list(const struct phrase *f, const struct str *at, size_t n)
{
    return phrase_join(f, at, n, f->lang == LANG_ZH ? S("、") : S(", "));
}

/* -- limits -- */

struct str phrase_span(const struct phrase *f, struct span s)
{
    static const struct say one[] = {
        [SPAN_NONE]     = SAY("now", "立即", "at once"),
        [SPAN_MINUTE]   = SAY("minute", "{0}分钟", "{0} minute"),
        [SPAN_HOUR]     = SAY("hour", "{0}小时", "{0} hour"),
        [SPAN_WORKHOUR] = SAY("workhour", "{0}个工作时", "{0} working hour"),
        [SPAN_WORKDAY]  = SAY("workday", "{0}个工作日", "{0} working day"),
        [SPAN_DAY]      = SAY("day", "{0}天", "{0} day"),
        [SPAN_MONTH]    = SAY("month", "{0}个月", "{0} month"),
    };
    struct str got =
        phrase_of(f, &one[s.n ? s.unit : SPAN_NONE], phrase_number(f, s.n), STR_NONE, STR_NONE);

    return f->lang == LANG_EN && s.n > 1 ? arena_fmt(f->arena, "%.*ss", STR_ARG(got)) : got;
}

struct str phrase_grade(const struct phrase *f, struct str code)
{
    for (size_t i = 0; f->pr && i < f->pr->n_grades; i++)
        if (str_eq(f->pr->grades[i].code, code))
            return phrase_named(f, code, &f->pr->grades[i].title);
    return code;
}

/* "2工作时；紧急：30分钟"; absent without any. */
static struct str phrase_spans(const struct phrase *f, const struct graded_span *at, size_t n)
{
    static const struct say graded = SAY("graded", "{0}{1}", "{1} for {0}"),
                            rest   = SAY("graded_rest", "其余{0}", "else {0}");
    struct str *part               = ARENA_ARRAY(f->arena, struct str, n + 1);

    for (size_t i = 0; i < n; i++) {
        struct str span = phrase_span(f, at[i].span);

        if (at[i].grade.p)
            part[i] = phrase_of(f, &graded, phrase_grade(f, at[i].grade), span, STR_NONE);
        else
            part[i] = n > 1 ? phrase_of(f, &rest, span, STR_NONE, STR_NONE) : span;
    }
    return phrase_list(f, part, n);
}

static struct str field_title(const struct phrase *f, struct str name)
{
    const struct form_field *x = f->pr ? form_field(&f->pr->fields, name) : NULL;

    x = x ? x : form_builtin(name);
    return x && x->title.zh.p ? phrase_named(f, name, &x->title) : name;
}

/* "每月", "每2个月" */
static struct str phrase_every(const struct phrase *f, struct span s)
{
    static const struct {
        struct span every;
        struct say  say;
    } usual[] = {
        { { 1, SPAN_DAY }, SAY("each_day", "每天", "every day") },
        { { 7, SPAN_DAY }, SAY("each_week", "每周", "every week") },
        { { 1, SPAN_MONTH }, SAY("each_month", "每月", "every month") },
        { { 12, SPAN_MONTH }, SAY("each_year", "每年", "every year") },
    };
    static const struct say each = SAY("each", "每{0}", "every {0}");

    for (size_t i = 0; i < ARRAY_LEN(usual); i++)
        if (s.n == usual[i].every.n && s.unit == usual[i].every.unit)
            return phrase_of(f, &usual[i].say, STR_NONE, STR_NONE, STR_NONE);
    return phrase_of(f, &each, phrase_span(f, s), STR_NONE, STR_NONE);
}

struct str phrase_limit(const struct phrase *f, const struct clock_rule *k)
{
    static const struct say by_class =
        SAY("by_class", "按类别规定[，没有规定的{0}]", "as the class says[, else {0}]");
    static const struct say by_field =
        SAY("by_field", "到“{0}”所填日期[，没有填的{1}]", "until the date in \"{0}\"[, else {1}]");
    static const struct say each  = SAY("every", "[{0}：]{1}一次", "[{0}: ]{1}");
    static const struct say named = SAY("named_limit", "{0}：{1}", "{0}: {1}");
    struct str spans = phrase_spans(f, k->spans, k->n_spans), title = phrase_title(f, &k->title);

    if (k->every.n)
        return phrase_of(f, &each, title, phrase_every(f, k->every), STR_NONE);
    if (k->name.p)
        spans = phrase_of(f, &named, title, spans, STR_NONE);
    if (k->by == LIMIT_CLASS)
        return phrase_of(f, &by_class, spans, STR_NONE, STR_NONE);
    if (k->by == LIMIT_FIELD)
        return phrase_of(f, &by_field, field_title(f, k->field), spans, STR_NONE);
    return spans;
}

struct str phrase_late(const struct phrase *f, const struct step *s, const struct clock_rule *k,
                       const struct late *l)
{
    static const struct say act[] = {
        [LATE_TELL]   = SAY("late_tell", "告知{0}", "{0} is told"),
        [LATE_YELLOW] = SAY("late_yellow", "黄牌", "yellow card"),
        [LATE_RED]    = SAY("late_red", "红牌", "red card"),
        [LATE_UP]     = SAY("late_up", "上报{0}", "goes up to {0}"),
        [LATE_MOVE]   = SAY("late_move", "自动“{0}”", "\"{0}\" by itself"),
    };
    static const struct say after = SAY("late_after", "超期{0}{1}", "{0} late: {1}"),
                            at_it = SAY("late_at_it", "到期{0}", "when due: {0}");
    struct str what               = STR_NONE, done;

    if (l->act == LATE_TELL || l->act == LATE_UP)
        what = phrase_who_list(f, &l->tell);
    if (l->act == LATE_MOVE) {
        const struct move *m = step_move(s, l->move);

        what = m ? phrase_named(f, m->name, &m->title) : l->move;
    }
    done = phrase_of(f, &act[l->act], what, STR_NONE, STR_NONE);
    if (k->every.n)
        return done;
    if (!l->after.n)
        return phrase_of(f, &at_it, done, STR_NONE, STR_NONE);
    return phrase_of(f, &after, phrase_span(f, l->after), done, STR_NONE);
}

/* -- targets, fields, codes -- */

struct str phrase_target(const struct phrase *f, int32_t to)
{
    static const struct say ends = SAY("to_end", "结束（{0}）", "the end \"{0}\"");

    if (to == TO_STAY)
        return STR_NONE;
    if (to >= TO_END)
        return phrase_of(
            f, &ends,
            phrase_named(f, f->pr->ends[to - TO_END].name, &f->pr->ends[to - TO_END].title),
            STR_NONE, STR_NONE);
    return phrase_named(f, f->pr->steps[to].name, &f->pr->steps[to].title);
}

/* Of marks also for whom. */
static struct str field_asked(const struct phrase *f, const struct form_field *x)
{
    static const struct say marks =
        SAY("asked_marks", "{0}（{1}各评1到5分）", "{0} (1 to 5 for each of {1})");
    struct who whom = { .kind = WHO_POST, .at = AT_UNITS };
    struct str name = phrase_named(f, x->name, &x->title);

    if (x->kind != FORM_UNIT_MARKS)
        return name;
    if (x->of.p && str_starts(x->of, S("form."))) {
        whom.at   = AT_FIELD;
        whom.name = str_skip(x->of, S("form.").n);
    }
    return phrase_of(f, &marks, name, phrase_who_where(f, &whom), STR_NONE);
}

struct str phrase_fields(const struct phrase *f, const struct form *form, bool need)
{
    struct str *part = ARENA_ARRAY(f->arena, struct str, form->n + 1);

    for (size_t i = 0; i < form->n; i++)
        if (form->at[i].need == need)
            part[i] = field_asked(f, &form->at[i]);
    return phrase_list(f, part, form->n);
}

struct str phrase_published(const struct phrase *f, struct str what)
{
    static const struct {
        const char *word;
        struct say  say;
    } own[] = {
        { "number", SAY("pub_number", "编号", "number") },
        { "title", SAY("pub_title", "标题", "title") },
        { "class", SAY("pub_class", "事项类别", "class") },
        { "place", SAY("pub_place", "地点", "place") },
        { "grade", SAY("pub_grade", "等级", "grade") },
        { "step", SAY("pub_step", "办理步骤", "step") },
        { "end", SAY("pub_end", "办理结果", "how it ended") },
        { "unit", SAY("pub_unit", "主办单位", "lead unit") },
        { "opened", SAY("pub_opened", "发起时间", "when it was opened") },
        { "closed", SAY("pub_closed", "结束时间", "when it ended") },
        { "due", SAY("pub_due", "时限", "when it is due") },
    };

    for (size_t i = 0; i < ARRAY_LEN(own); i++)
        if (str_is(what, own[i].word))
            return phrase_of(f, &own[i].say, STR_NONE, STR_NONE, STR_NONE);
    return field_title(f, what);
}

struct str phrase_joint(const struct phrase *f, const struct step *s)
{
    static const struct say done[] = {
        [JOINT_ALL]  = SAY("joint_all", "多方联办，全部办完才往下走",
                           "Several act together; done when all are"),
        [JOINT_LEAD] = SAY("joint_lead", "多方联办，主办办完即往下走",
                           "Several act together; done when the lead is"),
        [JOINT_ANY]  = SAY("joint_any", "多方联办，一方办完即往下走",
                           "Several act together; done when any is"),
    };

    return s->joint ? phrase_of(f, &done[s->done], STR_NONE, STR_NONE, STR_NONE) : STR_NONE;
}

struct str phrase_outcome(const struct phrase *f, enum outcome o)
{
    static const struct say say[] = {
        [OUT_SOLVED]    = SAY("out_solved", "解决", "solved"),
        [OUT_UNSOLVED]  = SAY("out_unsolved", "未解决", "not solved"),
        [OUT_REFUSED]   = SAY("out_refused", "不受理", "refused"),
        [OUT_MERGED]    = SAY("out_merged", "并案", "merged"),
        [OUT_WITHDRAWN] = SAY("out_withdrawn", "撤回", "withdrawn"),
        [OUT_VOID]      = SAY("out_void", "不计", "not counted"),
    };

    return phrase_of(f, &say[o], STR_NONE, STR_NONE, STR_NONE);
}

struct str phrase_channel(const struct phrase *f, enum channel c)
{
    static const struct say say[CH_COUNT] = {
        [CH_ANYONE]    = SAY("ch_anyone", "任何人", "anybody"),
        [CH_ACCOUNT]   = SAY("ch_account", "实名账号", "an account"),
        [CH_WORKER]    = SAY("ch_worker", "工作人员", "staff"),
        [CH_ON_BEHALF] = SAY("ch_on_behalf", "代为反映", "on behalf of somebody"),
        [CH_HOTLINE]   = SAY("ch_hotline", "热线", "the hotline"),
        [CH_API]       = SAY("ch_api", "系统对接", "another system"),
        [CH_IMPORT]    = SAY("ch_import", "文件导入", "a file"),
        [CH_CASE]      = SAY("ch_case", "其他事项发起", "another case"),
        [CH_PATROL]    = SAY("ch_patrol", "巡查", "a patrol"),
        [CH_VIDEO]     = SAY("ch_video", "视频", "video"),
    };

    return phrase_of(f, &say[c], STR_NONE, STR_NONE, STR_NONE);
}

struct str phrase_process(const struct phrase *f, struct str name)
{
    const struct process *pr = practice_process(f->p, name);

    return pr ? phrase_named(f, name, &pr->title) : name;
}

struct str phrase_document(const struct phrase *f, struct str name)
{
    const struct document *d = name.p ? practice_document(f->p, name) : NULL;

    return d ? phrase_title(f, &d->title) : STR_NONE;
}

struct str phrase_result(const struct phrase *f, const struct move *m, size_t i)
{
    static const struct say as    = SAY("result_as", "结果是“{0}”", "it ends as \"{0}\""),
                            other = SAY("result_other", "是其他结果", "it ends otherwise"),
                            any   = SAY("result_any", "办完", "it ends");
    const struct process *pr      = practice_process(f->p, m->calls);
    struct str            end     = m->then[i].end;
    int32_t               at      = pr && end.p ? process_end(pr, end) : -1;

    if (!end.p)
        return phrase_of(f, m->n_then > 1 ? &other : &any, STR_NONE, STR_NONE, STR_NONE);
    return phrase_of(f, &as, at < 0 ? end : phrase_named(f, end, &pr->ends[at].title), STR_NONE,
                     STR_NONE);
}
