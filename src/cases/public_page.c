/* What anybody may read of a case, as a plain page. */
#include "cases/acts.h"
#include "cases/case_pages.h"
#include "cases/words.h"

static const struct say say_kind   = SAY("kind", "事项种类", "Kind of matter");
static const struct say say_state  = SAY("state", "状态", "State");
static const struct say say_class  = SAY("class", "类别", "Class");
static const struct say say_grade  = SAY("grade", "等级", "Grade");
static const struct say say_place  = SAY("place", "地点", "Place");
static const struct say say_unit   = SAY("unit", "办理单位", "Handled by");
static const struct say say_opened = SAY("opened", "上报时间", "Reported");
static const struct say say_due    = SAY("due", "到期时间", "Due");
static const struct say say_closed = SAY("closed", "办结时间", "Ended");

static void put_facts(struct page *p, const struct public_view *v)
{
    page_fact(p, &say_kind, v->process_title);
    page_fact(p, &say_state, v->step_title);
    page_fact(p, &say_class, v->class_title);
    page_fact(p, &say_grade, v->grade_title);
    page_fact(p, &say_place, v->place_name);
    page_fact(p, &say_unit, v->unit_name);
    if (v->opened != NONE_I64)
        page_fact(p, &say_opened, page_time(p, v->opened));
    if (v->due != NONE_I64)
        page_fact(p, &say_due, page_time(p, v->due));
    if (v->closed != NONE_I64)
        page_fact(p, &say_closed, page_time(p, v->closed));
}

/* Of files and of rows of their own the form keeps ids, which tell nobody anything. */
static bool in_words(enum form_kind kind)
{
    return kind != FORM_PHOTOS && kind != FORM_FILES && kind != FORM_PARTIES &&
           kind != FORM_EACH_PARTY;
}

/* The fields that the pack publishes, masked as the API masks them. */
static enum rc put_form(struct page *p, struct run *r)
{
    const struct publish *pub = &r->pr->publish;

    for (size_t i = 0; r->form && i < pub->n_what; i++) {
        const struct form_field *f = form_field(&r->pr->fields, pub->what[i]);
        struct str               text;
        struct buf              *b;

        if (!f || !json_get_str(r->form, f->name) || !in_words(f->kind))
            continue;
        TRY(words_of(r, f->name, &text));
        if (f->keep != KEEP_PUBLIC) {
            b = run_buf(r);
            mask_text(f->mask, text, b);
            text = buf_str(b);
        }
        page_row(p, text_in(&f->title, p->lang), text);
    }
    return RC_OK;
}

enum rc page_public_case(struct request *q, struct work *w)
{
    static const struct say title = SAY("case_number", "事项 {0}", "Case {0}");
    static const struct say words = SAY("what_was_reported", "上报的内容", "What was reported");
    struct buf             *head  = arena_buf(q->arena, 1024);
    struct public_view      v;
    struct run              r;
    struct page             p;

    TRY(case_public_run(w, q->path.word[0], q->lang, &r, &v));
    say_render(&title, q->lang, &v.number, 1, head);
    page_begin(&p, q, buf_str(head));
    if (v.title.n)
        page_el(&p, "p", v.title);
    page_put(&p, "<dl>\n");
    put_facts(&p, &v);
    TRY(put_form(&p, &r));
    page_put(&p, "</dl>\n");
    if (v.words.n) {
        PAGE_SAY(&p, "h2", &words, STR_NONE);
        page_words(&p, v.words);
    }
    page_way(&p, &v.steps);
    return page_send(&p, 200);
}
