/*
 * may_open: who may open a case of which process, by which channel, and where.
 * What refuses an opening is asked again by those who offer one.
 */
#include "cases/may_open.h"
#include "cases/engine.h"

static const struct say say_not_open =
    SAY("not_open", "您不能以这种方式提交“{0}”", "you cannot open {0} in this way");

/* -- by which channel -- */

static int32_t usual_channel(const struct work *w, const struct case_in *in)
{
    if (in->for_name.p || in->for_phone.p)
        return CH_ON_BEHALF;
    if (w->actor->token)
        return CH_API;
    if (w->actor->account == NONE_I64)
        return CH_ANYONE;
    return caps_has(&w->actor->any, CAP_CASE_OPEN) ? CH_WORKER : CH_ACCOUNT;
}

bool process_takes(const struct process *pr, int32_t channel)
{
    return channel >= 0 && (pr->channels >> channel & 1);
}

/* Only the engine calls, programs come with a token, and offices with what their posts can. */
static bool channel_is_theirs(const struct actor *a, int32_t channel)
{
    static const enum cap needs[CH_COUNT] = {
        [CH_WORKER] = CAP_CASE_OPEN,    [CH_ON_BEHALF] = CAP_CASE_OPEN,
        [CH_HOTLINE] = CAP_CASE_IMPORT, [CH_IMPORT] = CAP_CASE_IMPORT,
        [CH_PATROL] = CAP_CASE_OPEN,    [CH_VIDEO] = CAP_CASE_OPEN,
    };

    if (a->system)
        return true;
    if (channel == CH_CASE)
        return false;
    if (channel == CH_API)
        return a->token;
    return needs[channel] == CAP_UNSAID || caps_has(&a->any, needs[channel]);
}

enum rc case_check_channel(struct run *r, const struct case_in *in)
{
    const struct actor *a = r->w->actor;

    r->c.channel = in->channel >= 0 ? in->channel : usual_channel(r->w, in);
    if (a->system)
        return RC_OK;
    if (!channel_is_theirs(a, r->c.channel))
        return WORK_FIELD(r->w, RC_DENIED, &say_denied, S("channel"), STR_NONE);
    if (in->opened != NONE_I64 && !caps_has(&a->any, CAP_CASE_OPEN) &&
        !caps_has(&a->any, CAP_CASE_IMPORT)) /* paper is entered by an office */
        return WORK_FIELD(r->w, RC_DENIED, &say_denied, S("opened"), STR_NONE);
    if (r->c.channel == CH_ACCOUNT && a->account == NONE_I64)
        r->c.channel = CH_ANYONE;
    return RC_OK;
}

/* -- where -- */

enum rc case_check_may_open(struct run *r)
{
    const struct actor *a  = r->w->actor;
    bool                is = a->system;

    if (!is && process_takes(r->pr, r->c.channel))
        TRY(who_is(r, &r->pr->open, &is));
    if (!is && r->pr->open.n == 0)
        is = process_takes(r->pr, r->c.channel);
    if (is)
        return RC_OK;
    return WORK_FIELD(r->w, RC_DENIED, &say_not_open, S("process"), r->pr->name);
}

/* At a place where one of the actor's posts is held, or, where the pack means a post higher up than
 * the case, below it. */
static enum rc may_somewhere(struct run *r, bool *ret)
{
    const struct actor    *a    = r->w->actor;
    const struct who_list *open = &r->pr->open;

    TRY(who_is(r, open, ret));
    for (size_t i = 0; i < a->n_posts && !*ret; i++) {
        const struct held_post *h = &a->posts[i];

        if (h->place == NONE_I64 || !h->post.p)
            continue;
        r->c.place = h->place;
        TRY(who_is(r, open, ret));
        for (size_t k = 0; k < open->n && !*ret; k++)
            *ret = open->at[k].above > 0 && str_eq(open->at[k].post, h->post);
    }
    r->c.place = NONE_I64;
    return RC_OK;
}

static struct list channels_for(const struct run *r)
{
    const struct actor *a  = r->w->actor;
    struct str         *at = ARENA_ARRAY(r->w->arena, struct str, CH_COUNT);
    size_t              n  = 0;

    for (int32_t c = 0; c < CH_COUNT; c++)
        if (process_takes(r->pr, c) && channel_is_theirs(a, c))
            at[n++] = str_of(channel_words[c]);
    return (struct list){ at, n };
}

enum rc case_openings(struct work *w, int64_t place, enum lang lang, struct rows *ret)
{
    struct run      r = { .w = w, .p = w->practice, .comes_from = NONE_I64 };
    size_t          n = 0, all = r.p ? r.p->n_processes : 0;
    struct opening *at = ARENA_ARRAY(w->arena, struct opening, all + 1);

    shape_clear(&case_row_shape, &r.c);
    if (place != NONE_I64) {
        enum rc rc = case_set_place(&r, place);

        if (rc == RC_NOT_FOUND)
            return WORK_FIELD(w, RC_NOT_FOUND, &say_not_found, S("place"), S("place"));
        TRY(rc);
    }
    for (size_t i = 0; i < all; i++) {
        bool is = false;

        r.pr  = &r.p->processes[i];
        at[n] = (struct opening){ r.pr->name, text_in(&r.pr->title, lang), channels_for(&r) };
        if (r.pr->open.n == 0)
            is = true;
        else if (place != NONE_I64)
            TRY(who_is(&r, &r.pr->open, &is));
        else
            TRY(may_somewhere(&r, &is));
        n += is && at[n].channels.n > 0;
    }
    *ret = (struct rows){ at, n };
    return RC_OK;
}

/* -- shapes -- */

#define T struct opening
static const struct field opening_fields[] = {
    F(T, process, .doc = "name of the process"),
    F(T, title, .doc = "what it is called"),
    F(T, channels, .each = K_STR, .doc = "by which the caller may open one"),
};
const struct shape opening_shape = SHAPE(T, opening_fields);
#undef T

static const struct field query_fields[] = {
    F(struct openings_query, place, .as = AS_ID, .opt = true,
      .doc = "for a case that lies there; else where the caller's posts are held"),
};
const struct shape openings_query_shape = SHAPE(struct openings_query, query_fields);
