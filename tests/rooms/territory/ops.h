/* ops: the actions of the room as one call each, for its tests. */
#include "../fixture.h"
#include "territory/edit.h"
#include "territory/import.h"

#include <math.h>

static int setup(void **state)
{
    return fixture_make(state, &fixture_plain);
}
#define teardown fixture_drop

struct op {
    const void        *in;
    const struct tree *t;
    int64_t            id;
    struct str         text;
    int32_t            on;
    union {
        struct place         place;
        struct org           org;
        struct relation      relation;
        struct fork_plan     plan;
        struct rows          rows;
        struct import_report report, reports[3];
        int64_t              id;
    } out;
};

#define OP(name, ...)                                                                              \
    static inline enum rc name(struct work *w, void *ctx)                                          \
    {                                                                                              \
        struct op *o = ctx;                                                                        \
                                                                                                   \
        return __VA_ARGS__;                                                                        \
    }
OP(op_place_get, place_get(w, o->id, &o->out.place))
OP(op_place_by_code, place_by_code(w, o->text, &o->out.place))
OP(op_place_line, place_line(w, o->id, &o->out.rows))
OP(op_place_add, place_add(w, o->in, &o->out.place))
OP(op_place_edit, place_edit(w, o->id, o->in, &o->out.place))
OP(op_draw, place_draw(w, o->id, NONE_I64, o->on, o->in))
OP(op_org_get, org_get(w, o->id, &o->out.org))
OP(op_org_add, org_add(w, o->in, &o->out.org))
OP(op_org_edit, org_edit(w, o->id, o->in, &o->out.org))
OP(op_rename, node_rename(w, o->t, o->id, o->in))
OP(op_move, node_move(w, o->t, o->id, o->in))
OP(op_end, node_end(w, o->t, o->id, o->in))
OP(op_split, node_split(w, o->t, o->id, o->in, &o->out.rows))
OP(op_split_plan, node_split_plan(w, o->t, o->id, o->in, &o->out.plan))
OP(op_merge, node_merge(w, o->t, o->in, &o->out.id))
OP(op_merge_plan, node_merge_plan(w, o->t, o->in, &o->out.plan))
OP(op_covering, orgs_covering(w, o->id, o->text, &o->out.rows))
OP(op_heirs, place_successors(w, o->id, &o->out.rows))
OP(op_relate, relation_add(w, o->in, &o->out.relation))
OP(op_relation_end, relation_end(w, o->id, o->in, &o->out.relation))
OP(op_import, territory_import(w, o->in, &o->out.report))
OP(op_journal, journal_about(w, o->text, o->id, 0, 100, &o->out.rows))

static inline struct place_new new_place(int64_t parent, const char *kind, const char *code,
                                         const char *name)
{
    return (struct place_new){ .parent     = parent,
                               .kind       = str_of(kind),
                               .code       = str_of(code),
                               .name       = str_of(name),
                               .from       = NONE_I32,
                               .lon        = NAN,
                               .lat        = NAN,
                               .households = NONE_I32 };
}

/* Add one as the program; it must succeed. */
static inline struct place add_place(struct fixture *f, int64_t parent, const char *kind,
                                     const char *code, const char *name)
{
    struct place_new in = new_place(parent, kind, code, name);
    struct op        o  = { .in = &in };

    assert_rc(fixture_write(f, &actor_system, op_place_add, &o), RC_OK);
    return o.out.place;
}

static inline struct org add_org(struct fixture *f, int64_t parent, const char *kind,
                                 const char *name, int64_t place)
{
    struct org_new in = { .parent = parent,
                          .kind   = str_of(kind),
                          .name   = str_of(name),
                          .place  = place,
                          .from   = NONE_I32 };
    struct op      o  = { .in = &in };

    assert_rc(fixture_write(f, &actor_system, op_org_add, &o), RC_OK);
    return o.out.org;
}

static inline struct place get_place(struct fixture *f, int64_t id)
{
    struct op o = { .id = id };

    assert_rc(fixture_read(f, &actor_system, op_place_get, &o), RC_OK);
    return o.out.place;
}

static inline struct org get_org(struct fixture *f, int64_t id)
{
    struct op o = { .id = id };

    assert_rc(fixture_read(f, &actor_system, op_org_get, &o), RC_OK);
    return o.out.org;
}

static inline int32_t day(const char *text)
{
    int32_t d = 0;

    assert_rc(day_parse(str_of(text), &d), RC_OK);
    return d;
}

/* Somebody who holds one post with these capabilities at a place. */
struct somebody {
    struct actor     actor;
    struct held_post post;
};
static inline void somebody_at(struct somebody *s, const struct place *p, enum cap cap)
{
    *s = (struct somebody){
        .actor = { .account = 7, .name = S("somebody"), .posts = &s->post, .n_posts = 1 },
        .post  = { .post = S("clerk"), .place = p->id, .org = NONE_I64, .path = p->path },
    };
    caps_add(&s->post.caps, cap);
    caps_add(&s->actor.any, cap);
}
