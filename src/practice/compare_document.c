/* compare_document: what can be said of what is made out in a case and kept. */
#include "practice/compare_own.h"

static struct str document_title(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct document *)x)->title);
}

static struct str document_prefix(const struct phrase *f, const void *x)
{
    (void)f;
    return ((const struct document *)x)->prefix;
}

static struct str document_text(const struct phrase *f, const void *x)
{
    return trait_text(f, &((const struct document *)x)->words);
}

static struct str document_need(const struct phrase *f, const void *x)
{
    const struct document *d = x;

    return phrase_list(f, d->need, d->n_need);
}

static struct str document_keep(const struct phrase *f, const void *x)
{
    static const struct say words[] = {
        [KEEP_PUBLIC]    = SAY("document_public", "公开", "public"),
        [KEEP_OFFICE]    = SAY("document_office", "办公", "the offices'"),
        [KEEP_PERSONAL]  = SAY("document_personal", "个人信息", "personal"),
        [KEEP_SENSITIVE] = SAY("document_sensitive", "敏感信息", "sensitive"),
        [KEEP_MINOR]     = SAY("document_minor", "未成年人信息", "a minor's"),
    };

    return phrase_of(f, &words[((const struct document *)x)->keep], STR_NONE, STR_NONE, STR_NONE);
}

static struct str document_signers(const struct phrase *f, const void *x)
{
    static const struct say parties = SAY("sign_parties", "各方当事人", "each party"),
                            seal    = SAY("sign_seal", "盖章", "the seal");
    const struct document *d        = x;
    struct str            *part     = ARENA_ARRAY(f->arena, struct str, d->n_signers + 1);

    for (size_t i = 0; i < d->n_signers; i++) {
        const struct signer *s = &d->signers[i];
        const struct post   *p = s->as == SIGN_POST ? practice_post(f->p, s->post) : NULL;

        part[i] = s->as == SIGN_PARTIES ? phrase_of(f, &parties, STR_NONE, STR_NONE, STR_NONE)
                                        : phrase_title(f, p ? &p->title : &s->title);
    }
    if (d->seal)
        part[d->n_signers] = phrase_of(f, &seal, STR_NONE, STR_NONE, STR_NONE);
    return phrase_list(f, part, d->n_signers + 1);
}

static const struct trait document_traits[] = {
    TRAIT(document_title, "名称", "title"),
    TRAIT(document_prefix, "编号前缀", "prefix of numbers"),
    TRAIT(document_text, "内容", "words"),
    TRAIT(document_need, "必须填", "must be given"),
    TRAIT(document_keep, "密级", "kept as"),
    TRAIT(document_signers, "签名", "signed by"),
};

const struct sort compared_documents = SORT(document, offsetof(struct document, title),
                                            document_traits, "文书{0}", "the document {0}");
