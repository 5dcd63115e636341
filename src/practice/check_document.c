/* check_document: what is made out can be filled in where it is made out. */
#include "practice/check.h"

static const struct say say_prefix = SAY("pack_document_prefix", "文书编号前缀“{0}”与文书“{1}”相同",
                                         "the prefix '{0}' is also that of the document '{1}'");
static const struct say say_need =
    SAY("pack_document_need", "need 写了“{0}”，文书“{1}”的文字里没有它",
        "`need` names '{0}', which the words of the document '{1}' do not have");
static const struct say say_no_document =
    SAY("pack_no_document", "没有“{0}”这种文书", "there is no document '{0}'");
static const struct say say_blank =
    SAY("pack_document_blank", "文书“{1}”要填“{0}”，这个流程没有这个字段",
        "the document '{1}' has {{0}}, and this process has no such field");
static const struct say say_kind =
    SAY("pack_document_kind", "文书“{1}”要填“{0}”，照片和附件不能写进文字",
        "the document '{1}' has {{0}}, which holds photos or files: words cannot show them");
static const struct say say_keep =
    SAY("pack_document_keep", "文书“{1}”写有“{0}”，它的 keep 不能比“{0}”的宽",
        "the document '{1}' has {{0}}, so it cannot be kept less strictly than that field");
static const struct say say_annuls =
    SAY("pack_annuls", "这个流程没有出具过文书“{0}”，无从作废",
        "no move of this process issues '{0}', so there is nothing to annul");
static const struct say say_confidential =
    SAY("pack_document_confidential", "保密的流程“{1}”出具的文书“{0}”不能是 keep: public",
        "the process '{1}' is confidential: the document '{0}', which it issues, cannot be kept as "
        "public");
static const struct say say_joint =
    SAY("pack_document_note", "“{0}”只结束各自的任务，不能出具文书：会各出一份",
        "'{0}' ends each one's own task: each of them would issue a document");

static void check_one(struct check *c, size_t n)
{
    const struct document *d = &c->p->documents[n];

    for (size_t i = 0; i < n; i++)
        if (str_eq(c->p->documents[i].prefix, d->prefix)) {
            check_wrong(c, d->mark, &say_prefix, d->prefix, c->p->documents[i].name);
            break;
        }
    for (size_t i = 0; i < d->n_need; i++)
        if (!text_has_blank(text_in(&d->words, LANG_ZH), d->need[i]))
            check_wrong(c, d->mark, &say_need, d->need[i], d->name);
    for (size_t i = 0; i < d->n_signers; i++)
        if (d->signers[i].as == SIGN_POST)
            (void)check_post(c, d->mark, d->signers[i].post);
}

void check_documents(struct check *c)
{
    for (size_t i = 0; i < c->p->n_documents; i++)
        check_one(c, i);
}

/* -- what a move does with them -- */

static const struct document *known(struct check *c, struct mark at, struct str name)
{
    const struct document *d    = practice_document(c->p, name);
    struct nearest         near = nearest_to(c->found, name);

    if (d)
        return d;
    for (size_t i = 0; i < c->p->n_documents; i++)
        nearest_try(&near, c->p->documents[i].name);
    find_wrong(c->found, at, &say_no_document, name, STR_NONE, near.best);
    return NULL;
}

static void check_blank(struct check *c, const struct move *m, const struct document *d,
                        struct str name)
{
    const struct form_field *f = form_field(&c->pr->fields, name);

    if (str_is_word(name, document_words))
        return;
    if (!f)
        check_wrong(c, m->mark, &say_blank, name, d->name);
    else if (f->kind == FORM_PHOTOS || f->kind == FORM_FILES)
        check_wrong(c, m->mark, &say_kind, name, d->name);
    else if (f->keep > d->keep)
        check_wrong(c, m->mark, &say_keep, name, d->name);
}

static bool by_program(const struct step *s, const struct move *m)
{
    bool by = m->who.n > 0;

    for (size_t i = 0; i < m->who.n; i++)
        by = by && m->who.at[i].kind == WHO_SYSTEM;
    return by || str_eq(s->automatic, m->name);
}

/* A person is told what is missing; the program can only know that nothing is. */
static void check_needs(struct check *c, const struct move *m, const struct document *d)
{
    for (size_t i = 0; i < d->n_need; i++)
        if (!str_is_word(d->need[i], document_words) && form_field(&c->pr->fields, d->need[i]))
            check_is_given(c, m->mark, d->need[i]);
}

static bool is_issued(const struct process *pr, struct str name)
{
    for (size_t i = 0; i < pr->n_steps; i++)
        for (size_t j = 0; j < pr->steps[i].n_moves; j++)
            if (str_eq(pr->steps[i].moves[j].issues, name))
                return true;
    return false;
}

void check_papers(struct check *c, const struct move *m)
{
    const struct document *d = m->issues.p ? known(c, m->mark, m->issues) : NULL;
    struct str             rest, name;

    if (m->issues.p && m->scope == MOVE_TASK)
        check_wrong(c, m->mark, &say_joint, m->name, STR_NONE);
    if (d && c->pr->confidential && d->keep == KEEP_PUBLIC)
        check_wrong(c, m->mark, &say_confidential, d->name, c->pr->name);
    rest = d ? text_in(&d->words, LANG_ZH) : STR_NONE;
    while (rest.n && text_blank(&rest, &name))
        check_blank(c, m, d, name);
    if (d && by_program(c->step, m))
        check_needs(c, m, d);
    if (m->annuls.p && known(c, m->mark, m->annuls) && !is_issued(c->pr, m->annuls))
        check_wrong(c, m->mark, &say_annuls, m->annuls, STR_NONE);
}
