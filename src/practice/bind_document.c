/* bind_document: what is made out in a case and kept. */
#include "practice/bind.h"

static const char *const keep_words[] = {
    "public", "office", "personal", "sensitive", "minor", NULL
};

static void document_prefix(struct bind *b, const struct ynode *n, void *obj)
{
    bind_prefix(b, n, &((struct document *)obj)->prefix);
}

static void document_text(struct bind *b, const struct ynode *n, void *obj)
{
    b->paper = true;
    (void)bind_words(b, n, &((struct document *)obj)->words);
    b->paper = false;
}

/* "each party", "seal", a post by its name, or the words of a line. */
static void document_signers(struct bind *b, const struct ynode *n, void *obj)
{
    struct document *d  = obj;
    struct signer   *at = ARENA_ARRAY(b->arena, struct signer, bind_count(n) + 1);

    if (!bind_few(b, n, FEW))
        return;
    d->n_signers = 0;
    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m)) {
        struct signer *s = &at[d->n_signers];

        if (m->kind == Y_SCALAR && str_is(m->text, "seal")) {
            d->seal = true;
            continue;
        }
        if (m->kind == Y_SCALAR && str_is(m->text, "each party"))
            s->as = SIGN_PARTIES;
        else if (m->kind == Y_SCALAR && is_name(m->text))
            *s = (struct signer){ .as = SIGN_POST, .post = m->text };
        else if (bind_text(b, m, &s->title))
            s->as = SIGN_TEXT;
        d->n_signers++;
    }
    d->signers = at;
}

#define T struct document
static const struct bkey document_keys[] = {
    K(T, "title", B_TEXT, title),
    K_FN("number", document_prefix, .need = true),
    K_FN("words", document_text, .need = true),
    K_SOME(T, "need", B_NAMES, need),
    K(T, "keep", B_WORD, keep, .words = keep_words),
    K_FN("signed_by", document_signers),
};
#undef T

void bind_documents(struct bind *b)
{
    const struct section *s  = &b->sections[SEC_DOCUMENTS];
    struct document      *at = ARENA_ARRAY(b->arena, struct document, s->list.n + 1);

    for (size_t i = 0; i < s->list.n; i++) {
        const struct entry *e = &s->list.at[i];

        at[i] = (struct document){ .name = e->name, .keep = KEEP_PERSONAL, .mark = e->mark };
        bind_map(b, e->node, document_keys, ARRAY_LEN(document_keys), &at[i]);
        bind_title_default(b, e->mark, "document", e->name, &at[i].title);
    }
    b->p->documents   = at;
    b->p->n_documents = s->list.n;
}
