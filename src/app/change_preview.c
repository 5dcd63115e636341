/*
 * change_preview: what a version would change if it were put in force now, and
 * whom that meets: the cases that run, the posts that are held.
 */
#include "app/change.h"
#include "cases/standing.h"
#include "practice/compare.h"

enum { DIFFERENCES_MOST = 2000, SENTENCE_MOST = 4096 };

/* -- shapes -- */

#define T struct difference
static const struct field difference_fields[] = {
    F(T, kind, .words = difference_words, .doc = "means: what follows for cases opened before"),
    F(T, about, .opt = true, .doc = "the heading that it stands under"),
    F(T, code, .doc = "a stable word for what the sentence says"),
    F(T, words, .doc = "a sentence in the caller's language"),
};
static const struct shape difference_shape = SHAPE(T, difference_fields);
#undef T

struct step_effect {
    int64_t    version;
    struct str process, process_title, step, step_title;
    int64_t    n;
    bool       process_gone, step_gone;
    struct str words;
};
#define T struct step_effect
static const struct field step_effect_fields[] = {
    F(T, version, .doc = "of the practice, by which they run and go on to run"),
    F(T, process, .doc = "in the pack"),
    F(T, process_title, .doc = "what it is called"),
    F(T, step, .doc = "in the pack"),
    F(T, step_title, .doc = "what it is called"),
    F(T, n, .doc = "how many"),
    F(T, process_gone, .doc = "the new version has no such process"),
    F(T, step_gone, .doc = "the new version has no such step"),
    F(T, words, .doc = "a sentence in the caller's language"),
};
static const struct shape step_effect_shape = SHAPE(T, step_effect_fields);
#undef T

struct name_effect {
    struct str name, title;
    int64_t    n;
    struct str words;
};
#define T struct name_effect
static const struct field name_effect_fields[] = {
    F(T, name, .doc = "in the pack"),
    F(T, title, .doc = "what it is called"),
    F(T, n, .doc = "how many"),
    F(T, words, .doc = "a sentence in the caller's language"),
};
static const struct shape name_effect_shape = SHAPE(T, name_effect_fields);
#undef T

struct change_preview {
    struct practice_kept version;
    int64_t              in_force;
    bool                 usable, different;
    struct list          findings, differences;
    int64_t              left_out, open;
    struct list          cases, deadlines, posts, classes;
};
#define T struct change_preview
static const struct field preview_fields[] = {
    F_OBJ(T, version, &practice_kept_shape, .doc = "which it is"),
    F(T, in_force, .opt = true,
      .doc = "the version that it is compared with, to be sent as `expected` when it is enforced"),
    F(T, usable, .doc = "it passes the checks of this program"),
    F(T, findings, .of = &file_finding_shape, .doc = "what the checker says of it"),
    F(T, different, .doc = "anything but remarks and the order of files is"),
    F(T, differences, .of = &difference_shape, .doc = "one after the other"),
    F(T, left_out, .doc = "how many more there are"),
    F(T, open, .doc = "open cases: all go on under the version that they were opened under"),
    F(T, cases, .of = &step_effect_shape, .doc = "the same by version, process and step"),
    F(T, deadlines, .of = &step_effect_shape,
      .doc = "running limits that are provisional and are computed anew at once"),
    F(T, posts, .of = &name_effect_shape, .doc = "posts that are held and would be gone"),
    F(T, classes, .of = &name_effect_shape,
      .doc = "classes that open cases have and that would be gone"),
};
const struct shape change_preview_shape = SHAPE(T, preview_fields);
#undef T

/* -- finding out -- */

struct previewing {
    struct work           *w;
    enum lang              lang;
    const struct practice *before, *after; /* after: NULL when it does not pass the checks */
    VEC(struct difference) differences;
    struct change_preview  v;
};

static struct str sentence(struct previewing *p, const struct say *say, const struct str *args,
                           size_t n)
{
    struct buf *b = arena_buf(p->w->arena, SENTENCE_MOST);

    say_render(say, p->lang, args, n, b);
    return buf_str(b);
}

static struct str number(struct previewing *p, int64_t n)
{
    char room[INT_TEXT];

    return arena_str(p->w->arena, int_text(n, room));
}

static struct str title_or_name(struct previewing *p, const struct text *t, struct str name)
{
    struct str title = text_in(t, p->lang);

    return title.n ? title : name;
}

/* The titles as the version has them by which the case runs. */
static enum rc name_step(struct previewing *p, const struct standing *row, struct step_effect *e)
{
    const struct practice *by;
    const struct process  *pr;
    int32_t                at;

    *e = (struct step_effect){ .version       = row->practice,
                               .process       = row->process,
                               .process_title = row->process,
                               .step          = row->step,
                               .step_title    = row->step,
                               .n             = row->n };
    TRY(practice_version(p->w, row->practice, &by));
    pr = practice_process(by, row->process);
    if (!pr)
        return RC_OK;
    e->process_title = arena_str(p->w->arena, title_or_name(p, &pr->title, pr->name));
    at               = process_step(pr, row->step);
    if (at >= 0)
        e->step_title = arena_str(p->w->arena, title_or_name(p, &pr->steps[at].title, row->step));
    return RC_OK;
}

static void see_gone(struct previewing *p, struct step_effect *e)
{
    const struct process *pr = practice_process(p->after, e->process);

    e->process_gone = !pr;
    e->step_gone    = !pr || process_step(pr, e->step) < 0;
}

static enum rc steps_met(struct previewing *p, const struct rows *rows, const struct say *say,
                         const struct say *say_gone, struct list *ret)
{
    const struct standing *row = rows->at;
    struct step_effect    *at  = ARENA_ARRAY(p->w->arena, struct step_effect, rows->n + 1);

    for (size_t i = 0; i < rows->n; i++) {
        struct step_effect *e = &at[i];

        TRY(name_step(p, &row[i], e));
        see_gone(p, e);
        e->words = sentence(p, e->step_gone ? say_gone : say,
                            (const struct str[]){ e->process_title, e->step_title, number(p, e->n),
                                                  number(p, e->version) },
                            4);
    }
    *ret = (struct list){ at, rows->n };
    return RC_OK;
}

static enum rc see_cases(struct previewing *p)
{
    static const struct say stay =
        SAY("change_cases", "流程“{0}”：停在“{1}”的{2}件按第{3}版办到结束",
            "process \"{0}\": {2} at \"{1}\" go on under version {3} until they end");
    static const struct say stay_gone =
        SAY("change_cases_gone", "流程“{0}”：停在“{1}”的{2}件按第{3}版办到结束；新版没有这一步",
            "process \"{0}\": {2} at \"{1}\" go on under version {3} until they end; the new "
            "version has no such step");
    static const struct say anew =
        SAY("change_deadlines", "流程“{0}”：“{1}”的{2}个暂定时限启用后重算",
            "process \"{0}\": {2} provisional limits at \"{1}\" are computed anew");
    const struct standing *row;
    struct rows            rows;

    TRY(standing_cases(p->w, &rows));
    row = rows.at;
    for (size_t i = 0; i < rows.n; i++)
        p->v.open += row[i].n;
    TRY(steps_met(p, &rows, &stay, &stay_gone, &p->v.cases));
    TRY(standing_clocks(p->w, &rows));
    return steps_met(p, &rows, &anew, &anew, &p->v.deadlines);
}

/* What is gone, and how many still have it. */
static struct name_effect name_gone(struct previewing *p, const struct say *say, struct str name,
                                    const struct text *title, int64_t n)
{
    struct name_effect e = { .name = name, .title = title_or_name(p, title, name), .n = n };

    e.words = sentence(p, say, (const struct str[]){ e.title, number(p, n) }, 2);
    return e;
}

static enum rc see_posts(struct previewing *p)
{
    static const struct say gone = SAY("change_post_gone", "岗位“{0}”没有了，还有{1}项任命",
                                       "the post \"{0}\" is gone, and {1} postings are of it");
    const struct post_holders *row;
    struct name_effect        *at;
    struct rows                rows;
    size_t                     n = 0;

    TRY(postings_by_post(p->w, &rows));
    row = rows.at;
    at  = ARENA_ARRAY(p->w->arena, struct name_effect, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        const struct post *had = practice_post(p->before, row[i].post);

        if (!had || practice_post(p->after, row[i].post))
            continue;
        at[n++] = name_gone(p, &gone, had->name, &had->title, row[i].n);
    }
    p->v.posts = (struct list){ at, n };
    return RC_OK;
}

static enum rc see_classes(struct previewing *p)
{
    static const struct say gone =
        SAY("change_class_gone", "类别“{0}”没有了，还有{1}件未办结的属于它",
            "the class \"{0}\" is gone, and {1} open cases are of it");
    const struct standing_class *row;
    struct name_effect          *at;
    struct rows                  rows;
    size_t                       n = 0;

    TRY(standing_classes(p->w, &rows));
    row = rows.at;
    at  = ARENA_ARRAY(p->w->arena, struct name_effect, rows.n + 1);
    for (size_t i = 0; i < rows.n; i++) {
        const struct case_class *had = practice_class(p->before, row[i].code);

        if (!had || practice_class(p->after, row[i].code))
            continue;
        at[n++] = name_gone(p, &gone, had->code, &had->title, row[i].n);
    }
    p->v.classes = (struct list){ at, n };
    return RC_OK;
}

static void keep_difference(void *ctx, const struct difference *d)
{
    struct previewing *p = ctx;
    struct difference *kept;

    if (p->differences.n == DIFFERENCES_MOST) {
        p->v.left_out++;
        return;
    }
    kept        = VEC_PUSH(p->w->arena, &p->differences);
    *kept       = *d;
    kept->about = arena_str(p->w->arena, d->about);
    kept->words = arena_str(p->w->arena, d->words);
}

static void see_differences(struct previewing *p)
{
    p->v.different   = practice_differences(p->before, p->after, p->lang, keep_difference, p);
    p->v.differences = (struct list){ p->differences.at, p->differences.n };
}

static void give_back(void *p)
{
    practice_free(p);
}

/* As this program reads it now; not kept in memory, for it may never be in force. */
static enum rc load(struct previewing *p, int64_t version)
{
    struct work      *w     = p->w;
    struct findings   found = { .arena = w->arena };
    struct pack_file *files;
    struct practice  *after = NULL;
    size_t            n;
    enum rc           rc;

    TRY(practice_files(w, version, &files, &n));
    rc = practice_load(files, n, cap_known, &found, &after);
    if (rc != RC_OK && rc != RC_INVALID)
        return rc;
    if (rc == RC_OK)
        arena_defer(w->arena, give_back, after);
    p->after      = after;
    p->v.usable   = rc == RC_OK;
    p->v.findings = change_findings(w->arena, &found, p->lang);
    return RC_OK;
}

enum rc change_preview(struct request *q, struct work *w, int64_t version)
{
    struct previewing p = { .w = w, .lang = q->lang, .before = w->practice };

    p.v.in_force = w->practice ? w->practice_number : NONE_I64;
    TRY(practice_kept_get(w, version, &p.v.version));
    TRY(load(&p, version));
    if (p.before && p.after) {
        see_differences(&p);
        TRY(see_cases(&p));
        TRY(see_posts(&p));
        TRY(see_classes(&p));
    }
    return reply(q, 200, &change_preview_shape, &p.v);
}
