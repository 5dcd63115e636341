/* form_list: answers that are lists of objects: one of them, read by a shape. */
#include "cases/form_own.h"

static struct str member_path(struct checking *c, size_t i, struct str member)
{
    return member.n ? arena_fmt(c->r->w->arena, "%zu.%.*s", i, STR_ARG(member))
                    : arena_fmt(c->r->w->arena, "%zu", i);
}

bool answer_object(struct checking *c, size_t i, const struct shape *shape, const struct jval *in,
                   void *ret)
{
    struct faults f = { 0 };

    if (shape_from_json(shape, in, c->r->w->arena, &f, ret) == RC_OK)
        return true;
    for (size_t k = 0; k < f.n; k++)
        answer_wrong_in(c, f.at[k].say, member_path(c, i, str_of(f.at[k].field)),
                        (struct str){ f.at[k].args, f.at[k].arg_n[0] });
    return false;
}

void answer_wrong_at(struct checking *c, size_t i, const char *member, const struct say *say,
                     struct str arg)
{
    answer_wrong_in(c, say, member_path(c, i, str_of(member)), arg);
}
