/* read: a pack and what it extends, from folders beside each other or from memory. */
#include "base/fd.h"
#include "practice/overlay.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct say say_no_folder =
    SAY("pack_folder", "打不开文件夹 {0}", "the folder {0} cannot be opened");
static const struct say say_no_read =
    SAY("pack_read", "读不出文件 {0}", "the file {0} cannot be read");
static const struct say say_too_large =
    SAY("pack_too_large", "包太大：最多{0}个文件，合计{1} MiB",
        "the pack is too large: at most {0} files, {1} MiB in all");

enum { FILES_MOST = 500, DEPTH_MOST = 4, MIB_MOST = 32, PACKS_MOST = 8 };

struct reading {
    struct arena         *arena;
    struct faults        *faults;
    struct str            pack, above; /* above: the folder of the folders */
    pack_finder          *find;
    void                 *ctx;
    VEC(struct pack_file) files;
    size_t                bytes;
};

static enum rc too_large(struct reading *r)
{
    char files[INT_TEXT], mib[INT_TEXT];

    return fault(r->faults, RC_TOO_LARGE, &say_too_large, int_text(FILES_MOST, files),
                 int_text(MIB_MOST, mib));
}

static enum rc read_whole(struct reading *r, int fd, size_t size, struct str *ret)
{
    char  *p = arena_alloc(r->arena, size + 1);
    size_t n;

    TRY(fd_read(fd, p, size, &n));
    *ret = (struct str){ p, n };
    return n == size ? RC_OK : RC_IO;
}

static enum rc read_file(struct reading *r, int folder, const char *name, struct str path)
{
    struct stat st;
    struct str  text;
    int         fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    enum rc     rc = RC_IO;

    if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
        r->bytes += (size_t)st.st_size;
        if (r->files.n == FILES_MOST || r->bytes > (size_t)MIB_MOST << 20)
            rc = too_large(r);
        else
            rc = read_whole(r, fd, (size_t)st.st_size, &text);
    }
    if (fd >= 0)
        close(fd);
    if (rc == RC_IO)
        return fault(r->faults, RC_IO, &say_no_read, path, STR_NONE);
    TRY(rc);
    *VEC_PUSH(r->arena, &r->files) = (struct pack_file){ r->pack, path, text };
    return RC_OK;
}

static bool belongs(struct str name)
{
    static const char *const ends[] = { ".yaml", ".yml", ".csv" };

    for (size_t i = 0; i < ARRAY_LEN(ends); i++)
        if (str_ends(name, str_of(ends[i])))
            return true;
    return false;
}

static enum rc read_folder(struct reading *r, int folder, struct str under, int depth);

static enum rc read_entry(struct reading *r, int folder, const char *name, struct str under,
                          int depth)
{
    struct str  path = arena_fmt(r->arena, "%.*s%s%s", STR_ARG(under), under.n ? "/" : "", name);
    struct stat st;
    int         fd;
    enum rc     rc;

    if (name[0] == '.')
        return RC_OK;
    if (belongs(path))
        return read_file(r, folder, name, path);
    if (depth == DEPTH_MOST || fstatat(folder, name, &st, 0) != 0 || !S_ISDIR(st.st_mode))
        return RC_OK;
    fd = openat(folder, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fault(r->faults, RC_IO, &say_no_folder, path, STR_NONE);
    rc = read_folder(r, fd, path, depth + 1);
    close(fd);
    return rc;
}

static int by_name(const void *a, const void *b)
{
    const struct str *x = a, *y = b;

    return str_cmp(*x, *y);
}

/* In the order of names, so that a pack reads the same everywhere. */
static enum rc read_folder(struct reading *r, int folder, struct str under, int depth)
{
    VEC(struct str) names = { 0 };
    struct dirent  *e;
    int             fd = dup(folder);
    DIR            *d  = fd >= 0 ? fdopendir(fd) : NULL;

    if (!d) {
        if (fd >= 0)
            close(fd);
        return fault(r->faults, RC_IO, &say_no_folder, under, STR_NONE);
    }
    while ((e = readdir(d)) && names.n <= FILES_MOST)
        *VEC_PUSH(r->arena, &names) = arena_str(r->arena, str_of(e->d_name));
    closedir(d);
    if (names.n > FILES_MOST)
        return too_large(r);
    qsort(names.at, names.n, sizeof(*names.at), by_name);
    for (size_t i = 0; i < names.n; i++)
        TRY(read_entry(r, folder, names.at[i].p, under, depth));
    return RC_OK;
}

static bool is_table(struct str path)
{
    return str_ends(path, S(".csv"));
}

/* The paths that stand behind `table:` anywhere in the tree. */
static void named_tables(struct arena *a, const struct ynode *n, struct name_map *ret)
{
    if (str_is(n->key, "table"))
        for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
            if (m->kind == Y_SCALAR && m->text.n)
                (void)name_map_put(ret, a, m->text, 0);
    for (const struct ynode *m = n->kind == Y_SCALAR ? NULL : n->first; m; m = m->next)
        named_tables(a, m, ret);
}

/* Tables that nothing names are not the pack's, unless one is named that is not there: then it is
 * among them that the author meant. */
static void drop_unnamed(struct reading *r, size_t first, const struct name_map *named)
{
    size_t n = first, there = 0;

    for (size_t i = first; i < r->files.n; i++)
        there +=
            is_table(r->files.at[i].path) && name_map_get(named, r->files.at[i].path) != NAME_NONE;
    if (there < named->n)
        return;
    for (size_t i = first; i < r->files.n; i++)
        if (!is_table(r->files.at[i].path) || name_map_get(named, r->files.at[i].path) != NAME_NONE)
            r->files.at[n++] = r->files.at[i];
    r->files.n = n;
}

/*
 * Look into the files from `first` on: keep the tables that they name, and
 * say what they extend (absent: nothing). What is wrong with them is for
 * practice_load to say.
 */
static struct str look_into(struct reading *r, size_t first)
{
    struct findings found = { .arena = r->arena };
    struct bind     b     = { .arena = r->arena, .found = &found };
    struct pack     p     = { 0 };
    struct name_map named = { 0 };

    for (size_t i = first; i < r->files.n; i++)
        if (!is_table(r->files.at[i].path))
            (void)yaml_read(r->arena, r->files.at[i].path, r->files.at[i].text, &found, &p.docs);
    for (size_t i = 0; i < p.docs.list.n; i++)
        named_tables(r->arena, p.docs.list.at[i], &named);
    drop_unnamed(r, first, &named);
    pack_head(&b, &p);
    return p.extends;
}

static bool was_read(const struct reading *r, struct str pack)
{
    for (size_t i = 0; i < r->files.n; i++)
        if (str_eq(r->files.at[i].pack, pack))
            return true;
    return false;
}

/* The folder's own name, which is what others extend. */
static struct str base_name(struct str path, struct str *ret_above)
{
    size_t n = path.n;

    while (n && path.p[n - 1] != '/')
        n--;
    *ret_above = str_head(path, n);
    return str_skip(path, n);
}

/* One pack's folder; RC_NOT_FOUND without a fault when there is none. */
static enum rc read_pack(struct reading *r)
{
    struct str path = arena_fmt(r->arena, "%.*s%.*s", STR_ARG(r->above), STR_ARG(r->pack));
    int        fd   = open(path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum rc    rc;

    if (fd < 0)
        return RC_NOT_FOUND;
    rc = read_folder(r, fd, STR_NONE, 0);
    close(fd);
    return rc;
}

/* As a folder is read: what is in a folder stands where the folder's name would. */
static int by_path(const void *a, const void *b)
{
    struct str x = ((const struct pack_file *)a)->path, y = ((const struct pack_file *)b)->path;
    struct str one, other;

    for (;;) {
        bool more_x = str_split(&x, '/', &one), more_y = str_split(&y, '/', &other);
        int  d;

        if (!more_x || !more_y)
            return (int)more_x - (int)more_y;
        d = str_cmp(one, other);
        if (d)
            return d;
    }
}

/* Would the reading of a folder take it? */
static bool is_visible(struct str path)
{
    struct str part;
    int        depth = 0;

    if (!belongs(path))
        return false;
    for (; str_split(&path, '/', &part); depth++)
        if (part.n == 0 || part.p[0] == '.')
            return false;
    return depth <= DEPTH_MOST + 1;
}

static enum rc take_pack(struct reading *r)
{
    const struct pack_file *at;
    size_t                  n, first = r->files.n;

    TRY(r->find(r->ctx, r->pack, &at, &n));
    for (size_t i = 0; i < n; i++) {
        if (!is_visible(at[i].path))
            continue;
        r->bytes += at[i].text.n;
        if (r->files.n == FILES_MOST || r->bytes > (size_t)MIB_MOST << 20)
            return too_large(r);
        *VEC_PUSH(r->arena, &r->files) = (struct pack_file){ r->pack, at[i].path, at[i].text };
    }
    if (r->files.n == first)
        return RC_NOT_FOUND;
    qsort(r->files.at + first, r->files.n - first, sizeof(*r->files.at), by_path);
    return RC_OK;
}

/* What is extended stands before what extends it. */
static void put_in_order(struct reading *r, const size_t *first, size_t packs,
                         struct pack_file **ret_at)
{
    struct pack_file *at = ARENA_ARRAY(r->arena, struct pack_file, r->files.n + 1);
    size_t            n = 0, end = r->files.n;

    for (size_t i = packs; i-- > 0; end = first[i])
        for (size_t k = first[i]; k < end; k++)
            at[n++] = r->files.at[k];
    *ret_at = at;
}

/* The pack and, one after the other, what it extends. RC_NOT_FOUND without a fault: not even the
 * pack itself is there. */
static enum rc collect(struct reading    *r, enum rc (*one)(struct reading *r),
                       struct pack_file **ret_at, size_t *ret_n)
{
    size_t first[PACKS_MOST], packs = 0;

    while (packs < PACKS_MOST && r->pack.p && !was_read(r, r->pack)) {
        enum rc rc;

        first[packs++] = r->files.n;
        rc             = one(r);
        if (rc == RC_NOT_FOUND && packs > 1)
            break; /* practice_load says where it was named */
        TRY(rc);
        r->pack = look_into(r, first[packs - 1]);
    }
    put_in_order(r, first, packs, ret_at);
    *ret_n = r->files.n;
    return RC_OK;
}

enum rc pack_read(struct arena *a, const char *folder, struct faults *f, struct pack_file **ret_at,
                  size_t *ret_n)
{
    struct reading r    = { .arena = a, .faults = f };
    char          *real = realpath(folder, NULL);
    struct str     path = arena_str(a, str_of(real ? real : folder));
    enum rc        rc;

    free(real);
    r.pack = base_name(path, &r.above);
    rc     = collect(&r, read_pack, ret_at, ret_n);
    return rc == RC_NOT_FOUND ? fault(f, rc, &say_no_folder, path, STR_NONE) : rc;
}

enum rc pack_gather(struct arena *a, struct str pack, pack_finder *find, void *ctx,
                    struct faults *f, struct pack_file **ret_at, size_t *ret_n)
{
    struct reading r = { .arena = a, .faults = f, .pack = pack, .find = find, .ctx = ctx };

    return collect(&r, take_pack, ret_at, ret_n);
}
