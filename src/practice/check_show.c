/*
 * check_show: what a step shows to everybody may be shown, and will be there.
 *
 * A notice cannot be taken back once it was read. So nothing stands in it
 * that its author did not name, nothing that is not classed as public, and
 * not before somebody has looked at the case.
 */
#include "practice/check.h"

static const struct say say_first =
    SAY("pack_show_first", "第一步“{0}”不能公示：任何人一登记就会公开，须先有人看过",
        "the first step '{0}' cannot show a notice: whatever anybody files would be public before "
        "somebody looked at it");
static const struct say say_confidential =
    SAY("pack_show_confidential", "保密的流程“{0}”不能公示",
        "the process '{0}' is confidential and shows no notice");
static const struct say say_long =
    SAY("pack_show_objections", "异议期（{0}天）不能长于公示期（{1}天）",
        "objections are taken for {0} days and the notice stands for {1} only");
static const struct say say_comments =
    SAY("pack_show_comments", "写了 comments，却没有写 objections 的天数",
        "`comments` needs the days for which they are taken: `objections`");
static const struct say say_no_such = SAY("pack_show_what", "不能公示“{0}”：没有这个字段",
                                          "'{0}' cannot stand in a notice: there is no such field");
static const struct say say_never_public =
    SAY("pack_show_never", "字段“{0}”是敏感信息或未成年人信息，不得公示",
        "the field '{0}' is sensitive or a minor's: it never stands in a notice");
static const struct say say_not_public =
    SAY("pack_show_not_public", "字段“{0}”没有定为公开，不能公示：写 keep: public 或 publish: yes",
        "the field '{0}' is not classed as public: write keep: public, or publish: yes");
static const struct say say_masked =
    SAY("pack_show_masked", "字段“{0}”是个人信息，mask 为 all，公示出来全是星号",
        "the field '{0}' is personal and its mask is `all`: nothing but asterisks would be shown");
static const struct say say_kind =
    SAY("pack_show_kind", "字段“{0}”是照片、附件或事项，不能写进文字",
        "the field '{0}' holds photos, files or a case, which words cannot show");
static const struct say say_not_named =
    SAY("pack_show_blank", "公示文字里有 {{0}}，但 what 没有写它",
        "the words have {{0}}, which `what` does not name");
static const struct say say_unused = SAY("pack_show_unused", "what 写了“{0}”，公示文字里没有用到",
                                         "`what` names '{0}', which the words do not show");
static const struct say say_below =
    SAY("pack_show_below", "“{0}”在事项所落的“{1}”之下，公示不知给谁看",
        "'{0}' lies below '{1}', where cases are: the notice would concern nobody");
static const struct say say_nobody =
    SAY("pack_show_nobody", "没有岗位能答复异议：“{0}”及以上没有带 notice.edit 的岗位",
        "nobody could answer an objection: no post at '{0}' or above has notice.edit");
static const struct say say_never_shown =
    SAY("pack_never_shown", "这个流程没有公示，“{0}”没有意义",
        "no step of this process shows a notice, so '{0}' says nothing");
static const struct say say_never_taken =
    SAY("pack_never_taken", "这个流程的公示不收异议，“{0}”永远是0",
        "no notice of this process takes objections, so '{0}' is always 0");

/* -- what stands in it -- */

static void no_such(struct check *c, const struct show *s, struct str what)
{
    struct nearest near = nearest_to(c->found, what);

    for (size_t i = 0; show_words[i]; i++)
        nearest_try(&near, str_of(show_words[i]));
    for (size_t i = 0; i < c->pr->fields.n; i++)
        nearest_try(&near, c->pr->fields.at[i].name);
    find_wrong(c->found, s->mark, &say_no_such, what, STR_NONE, near.best);
}

static void check_field_shown(struct check *c, const struct show *s, const struct form_field *f)
{
    if (f->keep >= KEEP_SENSITIVE)
        check_wrong(c, s->mark, &say_never_public, f->name, STR_NONE);
    else if (!f->publish)
        check_wrong(c, s->mark, &say_not_public, f->name, STR_NONE);
    else if (f->kind == FORM_PHOTOS || f->kind == FORM_FILES || f->kind == FORM_CASE)
        check_wrong(c, s->mark, &say_kind, f->name, STR_NONE);
    else if (f->keep >= KEEP_PERSONAL && f->mask == MASK_ALL)
        check_wrong(c, s->mark, &say_masked, f->name, STR_NONE);
    else
        check_is_given(c, s->mark, f->name);
}

static void check_what(struct check *c, const struct show *s, struct str what)
{
    const struct form_field *f = form_field(&c->pr->fields, what);

    if (str_is_word(what, show_words)) {
        if (str_is(what, "unit"))
            check_is_given(c, s->mark, what);
        return;
    }
    if (!f) /* the words of a case are its own */
        f = form_field(&c->pr->form, what);
    if (f)
        check_field_shown(c, s, f);
    else
        no_such(c, s, what);
}

static bool names(const struct show *s, struct str what)
{
    for (size_t i = 0; i < s->n_what; i++)
        if (str_eq(s->what[i], what))
            return true;
    return false;
}

static void check_blanks(struct check *c, const struct show *s, struct str text)
{
    struct str name;

    while (text_blank(&text, &name))
        if (!names(s, name))
            check_wrong(c, s->mark, &say_not_named, name, STR_NONE);
}

static void check_words(struct check *c, const struct show *s)
{
    check_blanks(c, s, text_in(&s->title, LANG_ZH));
    check_blanks(c, s, text_in(&s->words, LANG_ZH));
    for (size_t i = 0; i < s->n_what; i++)
        if (!text_has_blank(text_in(&s->title, LANG_ZH), s->what[i]) &&
            !text_has_blank(text_in(&s->words, LANG_ZH), s->what[i]))
            check_wrong(c, s->mark, &say_unused, s->what[i], STR_NONE);
}

/* -- whom it concerns -- */

/* The finest kind where cases are; NULL when nowhere. */
static const struct place_kind *finest(const struct check *c)
{
    for (size_t i = c->p->n_place_kinds; i-- > 0;)
        if (c->p->place_kinds[i].takes_cases)
            return &c->p->place_kinds[i];
    return NULL;
}

static bool edits_notices(const struct check *c, const struct post *post, int32_t rank)
{
    bool edits = false;

    for (size_t i = 0; i < post->n_can; i++)
        edits = edits || str_is(post->can[i], "notice.edit");
    for (size_t i = 0; edits && i < post->n_at; i++) {
        const struct place_kind *k = practice_place_kind(c->p, post->at[i]);

        if (k && k->rank <= rank)
            return true;
    }
    return false;
}

static void check_where(struct check *c, const struct show *s)
{
    const struct place_kind *cases = finest(c), *at = cases;
    bool                     some = false;

    if (s->at.p) {
        if (!check_place_kind(c, s->mark, s->at))
            return;
        at = practice_place_kind(c->p, s->at);
        if (cases && at->rank > cases->rank) {
            check_wrong(c, s->mark, &say_below, s->at, cases->name);
            return;
        }
    }
    for (size_t i = 0; at && i < c->p->n_posts && !some; i++)
        some = edits_notices(c, &c->p->posts[i], at->rank);
    if (at && s->objections && !some)
        check_wrong(c, s->mark, &say_nobody, at->name, STR_NONE);
}

void check_show(struct check *c)
{
    const struct show *s = c->step->show;
    char               room[2][INT_TEXT];

    if (!s)
        return;
    if (c->step == c->pr->steps)
        check_wrong(c, s->mark, &say_first, c->step->name, STR_NONE);
    if (c->pr->confidential)
        check_wrong(c, s->mark, &say_confidential, c->pr->name, STR_NONE);
    if (s->objections > s->days)
        check_wrong(c, s->mark, &say_long, int_text(s->objections, room[0]),
                    int_text(s->days, room[1]));
    if (s->comments && !s->objections)
        check_wrong(c, s->mark, &say_comments, STR_NONE, STR_NONE);
    for (size_t i = 0; i < s->n_what; i++)
        check_what(c, s, s->what[i]);
    check_words(c, s);
    check_where(c, s);
}

void check_shown(struct check *c, struct mark at, enum case_name name)
{
    bool shown = false, taken = false;

    for (size_t i = 0; c->pr && i < c->pr->n_steps; i++) {
        const struct show *s = c->pr->steps[i].show;

        shown = shown || s;
        taken = taken || (s && s->objections);
    }
    if (!shown)
        check_wrong(c, at, &say_never_shown, case_names[name].name, STR_NONE);
    else if (!taken && name != CN_NOTICE)
        check_wrong(c, at, &say_never_taken, case_names[name].name, STR_NONE);
}
