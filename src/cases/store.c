#include "cases/store.h"
#include "base/fd.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

enum { DRAFT_OLD_S = 3600, COPY_ROOM = 64 << 10 };

/* Make a name in a folder durable. */
static enum rc sync_folder(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int bad;

    if (fd < 0)
        return fd_refused();
    bad = fsync(fd);
    if (bad)
        bad = fd_refused() == RC_NO_SPACE ? 1 : -1;
    close(fd);
    return bad == 0 ? RC_OK : bad > 0 ? RC_NO_SPACE : RC_IO;
}

static const char *folder(struct arena *a, const char *data, const char *sub)
{
    return arena_cstr(a, arena_fmt(a, "%s/files%s%s", data, *sub ? "/" : "", sub));
}

static enum rc make_folder(const char *path, const char *above)
{
    if (mkdir(path, 0700) == 0)
        return sync_folder(above);
    return errno == EEXIST ? RC_OK : fd_refused();
}

/* -- drafts -- */

struct open_draft {
    const char *path;
    int         fd;
};

static void drop_draft(void *ctx)
{
    struct open_draft *d = ctx;

    close(d->fd);
    (void)unlink(d->path);
}

static enum rc room_for(const char *path, int64_t size)
{
    struct statvfs v;
    uint64_t       left;

    if (statvfs(path, &v) != 0)
        return fd_refused();
    left = (uint64_t)v.f_bavail * v.f_frsize;
    return left >= (uint64_t)size + STORE_RESERVE ? RC_OK : RC_NO_SPACE;
}

static enum rc draft_open(const char *data, struct arena *a, struct draft *ret)
{
    struct open_draft *o    = ARENA_NEW(a, struct open_draft);
    char              *path = arena_cstr(a, arena_fmt(a, "%s/files/.new/XXXXXX", data));

    TRY(make_folder(folder(a, data, ""), data));
    TRY(make_folder(folder(a, data, ".new"), folder(a, data, "")));
    o->path = path;
    o->fd   = mkostemp(path, O_CLOEXEC);
    if (o->fd < 0)
        return fd_refused();
    arena_defer(a, drop_draft, o);
    *ret = (struct draft){ data, path, o->fd };
    return RC_OK;
}

enum rc draft_begin(const char *data, struct arena *a, int64_t size, struct draft *ret)
{
    TRY(room_for(data, size));
    return draft_open(data, a, ret);
}

static enum rc copy_all(int from, int to)
{
    char   room[COPY_ROOM];
    size_t n;

    do {
        TRY(fd_read(from, room, sizeof(room), &n));
        TRY(fd_write(to, (struct str){ room, n }));
    } while (n == sizeof(room));
    return RC_OK;
}

enum rc draft_copy(struct draft *d, const char *from)
{
    int     fd = open(from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    enum rc rc;

    if (fd < 0)
        return RC_IO;
    rc = copy_all(fd, d->fd);
    close(fd);
    return rc;
}

/* -- keeping -- */

static bool is_digest(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
            return false;
    return s.n == DIGEST_HEX;
}

struct str store_path(struct arena *a, const char *data, struct str digest)
{
    if (!is_digest(digest))
        return STR_NONE;
    return arena_fmt(a, "%s/files/%.2s/%.*s", data, digest.p, (int)digest.n - 2, digest.p + 2);
}

static enum rc digest_file(struct draft *d, struct arena *a, struct kept *ret)
{
    char         *hex = arena_alloc(a, DIGEST_HEX + 1);
    struct digest digest;

    if (lseek(d->fd, 0, SEEK_SET) != 0)
        return RC_IO;
    TRY(fd_digest(d->fd, &digest, &ret->size));
    ret->digest = digest_hex(&digest, hex);
    return RC_OK;
}

enum rc draft_end(struct draft *d, struct arena *a, struct kept *ret)
{
    struct kept k = { .draft = *d };

    if (fchmod(d->fd, 0600) != 0 || fsync(d->fd) != 0)
        return fd_refused();
    TRY(digest_file(d, a, &k));
    *ret = k;
    return RC_OK;
}

enum rc store_put(const struct kept *k, struct arena *a)
{
    const char *data = k->draft.data;
    const char *sub  = folder(a, data, arena_cstr(a, str_head(k->digest, 2)));

    TRY(make_folder(sub, folder(a, data, "")));
    /* In place of the same content, if it is there, which may have been damaged meanwhile. */
    if (rename(k->draft.path, arena_cstr(a, store_path(a, data, k->digest))) != 0)
        return fd_refused();
    return sync_folder(sub);
}

enum rc store_drop(struct arena *a, const char *data, struct str digest)
{
    struct str path = store_path(a, data, digest);

    if (!path.p || unlink(arena_cstr(a, path)) == 0 || errno == ENOENT)
        return RC_OK;
    return RC_IO;
}

/* -- what was left -- */

static void clear_old(int at, const char *name, time_t now)
{
    struct stat st;

    if (name[0] != '.' && fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
        now - st.st_mtime > DRAFT_OLD_S)
        (void)unlinkat(at, name, 0);
}

enum rc store_sweep(const char *data, struct arena *a)
{
    struct draft   mark;
    struct stat    now;
    struct dirent *e;
    DIR           *dir;

    /* A new file tells the time of the file system itself, which is not the program's clock. */
    TRY(draft_open(data, a, &mark));
    if (fstat(mark.fd, &now) != 0)
        return RC_IO;
    dir = opendir(folder(a, data, ".new"));
    if (!dir)
        return RC_IO;
    while ((e = readdir(dir)))
        clear_old(dirfd(dir), e->d_name, now.st_mtime);
    closedir(dir);
    return RC_OK;
}
