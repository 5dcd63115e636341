/* load: from the files of a pack, and of what it extends, to a practice that was checked. */
#include "base/digest.h"
#include "practice/check.h"
#include "practice/overlay.h"
#include "practice/practice_index.h"

#include <string.h>

static const struct say say_nothing =
    SAY("pack_nothing", "包里没有任何文件", "the pack has no files");
static const struct say say_no_head =
    SAY("pack_no_head", "包“{0}”没有写 pack: 名称", "the pack '{0}' does not say `pack: NAME`");
static const struct say say_no_base =
    SAY("pack_no_base", "找不到所扩展的包“{0}”", "the pack '{0}' that is extended is not there");
static const struct say say_circle =
    SAY("pack_circle", "包“{0}”绕一圈又扩展了自己", "the pack '{0}' extends itself in a circle");
static const struct say say_deep =
    SAY("pack_base_deep", "扩展层次太深，最多{0}层", "more than {0} packs extend each other");

/* Nodes and cells are bounded; what is bound is a small multiple of them. */
enum { PACKS_MOST = 8 };
#define ARENA_CEILING ((size_t)1 << 30)

struct loading {
    struct bind b;
    struct pack chain[PACKS_MOST]; /* the pack first, then what it extends */
    size_t      n;
};

static bool is_yaml(struct str path)
{
    return str_ends(path, S(".yaml")) || str_ends(path, S(".yml"));
}

/* All files of one pack into its trees; false when it has none. */
static bool read_pack(struct loading *l, struct str name, struct pack *p)
{
    struct bind *b      = &l->b;
    bool         exists = false;

    p->name = arena_str(b->arena, name);
    for (size_t i = 0; i < b->n_files; i++) {
        const struct pack_file *f = &b->files[i];
        struct str              path;

        if (!str_eq(f->pack, name))
            continue;
        exists = true;
        path   = arena_fmt(b->arena, "%.*s/%.*s", STR_ARG(f->pack), STR_ARG(f->path));
        if (is_yaml(f->path))
            (void)yaml_read(b->arena, path, f->text, b->found, &p->docs);
    }
    return exists;
}

static bool in_chain(const struct loading *l, struct str name)
{
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(l->chain[i].name, name))
            return true;
    return false;
}

/* The pack and what it extends; false when a finding says why not. */
static void read_chain(struct loading *l, struct str name)
{
    struct mark at = { .file = name };
    char        room[INT_TEXT];

    while (name.p) {
        struct pack *p     = &l->chain[l->n];
        size_t       nodes = l->n ? l->chain[l->n - 1].docs.nodes : 0;

        if (in_chain(l, name)) {
            bind_wrong(&l->b, at, &say_circle, name, STR_NONE);
            return;
        }
        if (l->n == PACKS_MOST) {
            bind_wrong(&l->b, at, &say_deep, int_text(PACKS_MOST, room), STR_NONE);
            return;
        }
        p->docs.nodes = nodes;
        if (!read_pack(l, name, p)) {
            bind_wrong(&l->b, at, &say_no_base, name, STR_NONE);
            return;
        }
        l->n++;
        pack_head(&l->b, p);
        if (p->mark.line == 0 && !findings_bad(l->b.found))
            bind_wrong(&l->b, (struct mark){ .file = p->name }, &say_no_head, p->name, STR_NONE);
        name = p->extends;
        at   = p->extends_mark;
    }
}

static void lay_chain(struct loading *l)
{
    struct str *names = ARENA_ARRAY(l->b.arena, struct str, l->n);

    for (size_t i = 0; i < l->n; i++)
        names[i] = l->chain[l->n - 1 - i].name;
    l->b.packs   = names;
    l->b.n_packs = l->n;
    for (size_t i = 0; i < l->n; i++)
        pack_lay(&l->b, &l->chain[l->n - 1 - i], i);
}

static void bind_all(struct bind *b)
{
    bind_texts(b);
    bind_places(b);
    bind_organisations(b);
    bind_relations(b);
    bind_posts(b);
    bind_teams(b);
    bind_calendars(b);
    bind_classes(b);
    bind_fields(b);
    bind_processes(b);
    bind_documents(b);
    bind_votes(b);
    bind_dispatch(b);
    bind_indicators(b);
    bind_reported(b);
    bind_aliases(b);
}

struct str pack_digest(const struct pack_file *files, size_t n, char room[DIGEST_HEX + 1])
{
    struct digest_stream *ds = digest_begin();
    struct digest         d;

    for (size_t i = 0; i < n; i++) {
        digest_more(ds, files[i].pack);
        digest_more(ds, S("\n"));
        digest_more(ds, files[i].path);
        digest_more(ds, S("\n"));
        digest_more(ds, files[i].text);
    }
    d = digest_end(ds);
    return digest_hex(&d, room);
}

/* `checked`: it was, when it was kept. The check is made all the same, for it hands down what
 * classes inherit; what it finds today is nobody's fault. */
static enum rc load(const struct pack_file *files, size_t n, bool checked,
                    bool (*cap_ok)(struct str word), struct findings *found, struct practice **ret)
{
    struct arena   *a     = arena_new(ARENA_CEILING);
    struct loading *l     = ARENA_NEW(a, struct loading);
    struct bind    *b     = &l->b;
    struct findings aside = { .arena = a };

    *b          = (struct bind){ .arena   = a,
                                 .found   = found,
                                 .files   = files,
                                 .n_files = n,
                                 .checked = checked,
                                 .p       = ARENA_NEW(a, struct practice) };
    b->p->arena = a;
    if (n == 0)
        bind_wrong(b, (struct mark){ 0 }, &say_nothing, STR_NONE, STR_NONE);
    else
        read_chain(l, files[n - 1].pack);
    if (!findings_bad(found)) {
        lay_chain(l);
        bind_all(b);
        b->p->name  = l->chain[0].name;
        b->p->title = l->chain[0].title;
    }
    if (!findings_bad(found)) {
        practice_index_build(b->p);
        practice_check(b->p, cap_ok, checked ? &aside : found);
    }
    if (findings_bad(found)) {
        arena_free(a);
        return RC_INVALID;
    }
    (void)pack_digest(files, n, b->p->digest);
    *ret = b->p;
    return RC_OK;
}

enum rc practice_load(const struct pack_file *files, size_t n, bool (*cap_ok)(struct str word),
                      struct findings *found, struct practice **ret)
{
    return load(files, n, false, cap_ok, found, ret);
}

enum rc practice_reload(const struct pack_file *files, size_t n, struct findings *found,
                        struct practice **ret)
{
    return load(files, n, true, NULL, found, ret);
}

void practice_free(struct practice *p)
{
    if (p)
        arena_free(p->arena);
}
