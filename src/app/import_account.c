/* import_account: accounts and the posts they hold, a line a post. */
#include "app/import.h"
#include "app/node.h"
#include "people/people.h"

struct account_line {
    struct str login, name, phone, post, place, organisation;
};
static const struct field account_line_fields[] = {
    F(struct account_line, login, .max = 64),
    F(struct account_line, name, .max = 60),
    F(struct account_line, phone, .opt = true, .max = 24),
    F(struct account_line, post, .opt = true, .max = 64),
    F(struct account_line, place, .opt = true, .max = 64),
    F(struct account_line, organisation, .opt = true, .max = 64),
};
static const struct shape account_line_shape = SHAPE(struct account_line, account_line_fields);
static const char *const  account_line_zh[]  = { "登录名", "姓名",     "电话",
                                                 "岗位",   "地方编码", "组织编码" };

static const struct say where_one = SAY("where_one", "岗位须写明地方编码或组织编码中的一个",
                                        "a post needs the code of a place or of an organisation");

static enum rc find_or_add(struct work *w, const struct account_ctx *ctx,
                           const struct account_line *l, int64_t *ret_id, bool *ret_same)
{
    struct account_new in = {
        .login       = l->login,
        .name        = l->name,
        .phone       = l->phone,
        .hash        = ctx->hash,
        .must_change = ctx->hash.p && !ctx->keep_hash,
    };
    struct account a;
    enum rc        rc = account_by_login(w, l->login, &a);

    *ret_same = rc == RC_OK;
    if (rc == RC_NOT_FOUND)
        return account_add(w, &in, ret_id);
    TRY(rc);
    *ret_id = a.id;
    return RC_OK;
}

static enum rc take_account(struct work *w, const struct row_import *in, const void *row,
                            enum row_came *ret)
{
    const struct account_line *l = row;
    struct posting_new         p = { .post = l->post, .from = in->on, .to = NONE_I32 };
    int64_t                    id;
    bool                       same;

    TRY(find_or_add(w, in->ctx, l, &p.account, &same));
    if (!l->post.p) {
        *ret = same ? ROW_SAME : ROW_ADDED;
        return RC_OK;
    }
    if (!l->place.p == !l->organisation.p)
        return fault(w->faults, RC_INVALID, &where_one, STR_NONE, STR_NONE);
    TRY(node_by_code(w, l->place.p ? l->place : l->organisation, &p.place, &p.org));
    p.concurrent = same;
    return posting_add(w, &p, &id);
}

const struct row_kind account_rows = {
    .shape = &account_line_shape, .zh = account_line_zh, .keys = 2, .take = take_account
};
