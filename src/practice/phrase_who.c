/* phrase_who: actors in words. */
#include "practice/phrase.h"

struct str phrase_kind(const struct phrase *f, struct str name)
{
    const struct place_kind *k = practice_place_kind(f->p, name);
    const struct org_kind   *o = k ? NULL : practice_org_kind(f->p, name);

    return k ? phrase_named(f, name, &k->title) : o ? phrase_named(f, name, &o->title) : name;
}

struct str phrase_who_post(const struct phrase *f, const struct who *w)
{
    static const struct say kind[] = {
        [WHO_ANYONE]    = SAY("who_anyone", "任何人", "anybody"),
        [WHO_SIGNED_IN] = SAY("who_signed_in", "登录用户", "anybody with an account"),
        [WHO_INITIATOR] = SAY("who_initiator", "反映人", "the reporter"),
        [WHO_POST]      = SAY("who_any_post", "工作人员", "any post"),
        [WHO_SYSTEM]    = SAY("who_system", "系统", "the program"),
        [WHO_PARTIES]   = SAY("who_parties", "当事人", "the parties"),
    };
    const struct post *post =
        w->kind == WHO_POST && w->post.p ? practice_post(f->p, w->post) : NULL;

    if (post)
        return phrase_named(f, post->name, &post->title);
    return w->kind == WHO_POST && w->post.p
               ? w->post
               : phrase_of(f, &kind[w->kind], STR_NONE, STR_NONE, STR_NONE);
}

struct str phrase_who_where(const struct phrase *f, const struct who *w)
{
    static const struct say at[] = {
        [AT_KIND]   = SAY("at_kind", "{0}", "{0}"),
        [AT_PLACE]  = SAY("at_place", "所在地", "where the case lies"),
        [AT_LEVEL]  = SAY("at_level", "当前层级", "the level it has reached"),
        [AT_UNIT]   = SAY("at_unit", "主办单位", "the lead unit"),
        [AT_UNITS]  = SAY("at_units", "主办和协办单位", "the lead and assisting units"),
        [AT_FIELD]  = SAY("at_field", "“{0}”所列单位", "those named in \"{0}\""),
        [AT_OPENER] = SAY("at_opener", "登记处", "where it was opened"),
    };
    static const struct say  above = SAY("above", "{0}往上{1}级", "{0}, {1} up");
    const struct form_field *field;
    struct str               name = w->name, got;

    if (w->kind != WHO_POST)
        return STR_NONE;
    if (w->at == AT_KIND)
        name = phrase_kind(f, w->name);
    if (w->at == AT_FIELD && f->pr && (field = form_field(&f->pr->fields, w->name)))
        name = phrase_named(f, field->name, &field->title);
    got = phrase_of(f, &at[w->at], name, STR_NONE, STR_NONE);
    return w->above ? phrase_of(f, &above, got, phrase_number(f, w->above), STR_NONE) : got;
}

struct str phrase_not(const struct phrase *f, const struct who_list *l)
{
    static const struct say did = SAY("not_did", "办理过“{0}”的人", "whoever acted at \"{0}\""),
                            initiator = SAY("not_initiator", "反映人本人", "the reporter"),
                            not       = SAY("not", "{0}除外", "but not {0}");
    struct str *part                  = ARENA_ARRAY(f->arena, struct str, l->n_not + 1), all;

    for (size_t i = 0; f->pr && i < l->n_not; i++)
        part[i] = phrase_of(f, &did, phrase_target(f, l->not_step[i]), STR_NONE, STR_NONE);
    if (l->not_initiator)
        part[l->n_not] = phrase_of(f, &initiator, STR_NONE, STR_NONE, STR_NONE);
    all = phrase_list(f, part, l->n_not + 1);
    return all.p ? phrase_of(f, &not, all, STR_NONE, STR_NONE) : STR_NONE;
}

/* Several posts at the same place are named together. */
static struct str together(const struct phrase *f, const struct who_list *l, size_t from, size_t to)
{
    static const struct say of    = SAY("who_of", "{1}的{0}", "{0} ({1})");
    struct str             *part  = ARENA_ARRAY(f->arena, struct str, to - from + 1);
    struct str              where = phrase_who_where(f, &l->at[from]), posts;

    for (size_t i = from; i < to; i++)
        part[i - from] = phrase_who_post(f, &l->at[i]);
    posts = phrase_list(f, part, to - from);
    return where.p ? phrase_of(f, &of, posts, where, STR_NONE) : posts;
}

struct str phrase_who_list(const struct phrase *f, const struct who_list *l)
{
    static const struct say both = SAY("who_but", "{0}（{1}）", "{0} ({1})");
    struct str             *part = ARENA_ARRAY(f->arena, struct str, l->n + 1), all, but;
    size_t                  n    = 0, to;

    for (size_t from = 0; from < l->n; from = to) {
        struct str where = phrase_who_where(f, &l->at[from]);

        to = from + 1;
        while (to < l->n && str_eq(phrase_who_where(f, &l->at[to]), where))
            to++;
        part[n++] = together(f, l, from, to);
    }
    all = phrase_list(f, part, n);
    but = phrase_not(f, l);
    return all.p && but.p ? phrase_of(f, &both, all, but, STR_NONE) : all;
}
