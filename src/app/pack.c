#include "app/pack.h"
#include "work/caps.h"

enum { SHOW_MOST = 4 << 20 };

void pack_findings(struct cli *c, const struct findings *found, FILE *to, struct pack *count)
{
    for (size_t i = 0; i < found->list.n; i++) {
        const struct finding *one = &found->list.at[i];
        struct buf            b;

        *(one->warn ? &count->warnings : &count->errors) += 1;
        buf_init(&b, SHOW_MOST);
        finding_render(one, c->lang, &b);
        buf_add1(&b, '\n');
        fwrite(b.p, 1, b.n, to);
        buf_free(&b);
    }
    fflush(to);
}

enum rc pack_load(struct cli *c, struct str folder, bool report, struct pack *ret)
{
    struct findings found = { .arena = c->arena };
    struct pack     p     = { 0 };
    enum rc         rc;

    TRY(pack_read(c->arena, arena_cstr(c->arena, folder), &c->faults, &p.files, &p.n));
    rc = practice_load(p.files, p.n, cap_known, &found, &p.practice);
    pack_findings(c, &found, report ? stdout : stderr, &p);
    *ret = p;
    return rc;
}

/* -- showing -- */

static void show_text(const struct text *t, enum lang lang, struct buf *out)
{
    buf_add(out, text_in(t, lang));
}

static void show_named(struct str name, const struct text *title, enum lang lang, struct buf *out)
{
    buf_addf(out, "  %-24.*s ", STR_ARG(name));
    show_text(title, lang, out);
    buf_add1(out, '\n');
}

static void show_head(const char *zh, const char *en, size_t n, enum lang lang, struct buf *out)
{
    buf_addf(out, "\n%s (%zu)\n", lang == LANG_ZH ? zh : en, n);
}

static void show_where(int32_t to, const struct process *p, struct buf *out)
{
    if (to == TO_STAY)
        return;
    buf_addc(out, " -> ");
    if (to >= TO_END)
        buf_addf(out, "end.%.*s", STR_ARG(p->ends[to - TO_END].name));
    else
        buf_add(out, p->steps[to].name);
}

static void show_process(const struct process *p, enum lang lang, struct buf *out)
{
    show_named(p->name, &p->title, lang, out);
    for (size_t i = 0; i < p->n_steps; i++) {
        const struct step *s = &p->steps[i];

        buf_addc(out, "  ");
        show_named(s->name, &s->title, lang, out);
        for (size_t k = 0; k < s->n_moves; k++) {
            const struct move *m = &s->moves[k];

            buf_addf(out, "        %.*s", STR_ARG(m->name));
            show_where(m->to, p, out);
            buf_add1(out, '\n');
        }
    }
}

static void show_places_and_people(const struct practice *p, enum lang lang, struct buf *out)
{
    show_head("地方的种类", "kinds of places", p->n_place_kinds, lang, out);
    for (size_t i = 0; i < p->n_place_kinds; i++)
        show_named(p->place_kinds[i].name, &p->place_kinds[i].title, lang, out);
    show_head("组织的种类", "kinds of organisations", p->n_org_kinds, lang, out);
    for (size_t i = 0; i < p->n_org_kinds; i++)
        show_named(p->org_kinds[i].name, &p->org_kinds[i].title, lang, out);
    show_head("岗位", "posts", p->n_posts, lang, out);
    for (size_t i = 0; i < p->n_posts; i++)
        show_named(p->posts[i].name, &p->posts[i].title, lang, out);
}

void pack_show(const struct practice *p, enum lang lang, struct buf *out)
{
    buf_addf(out, "%.*s  ", STR_ARG(p->name));
    show_text(&p->title, lang, out);
    buf_addf(out, "\n%s\n", p->digest);
    show_places_and_people(p, lang, out);
    show_head("案件类别", "case classes", p->n_classes, lang, out);
    for (size_t i = 0; i < p->n_classes; i++)
        show_named(p->classes[i].code, &p->classes[i].title, lang, out);
    show_head("流程", "processes", p->n_processes, lang, out);
    for (size_t i = 0; i < p->n_processes; i++)
        show_process(&p->processes[i], lang, out);
    show_head("指标", "indicators", p->n_indicators, lang, out);
    for (size_t i = 0; i < p->n_indicators; i++)
        show_named(p->indicators[i].name, &p->indicators[i].title, lang, out);
}
