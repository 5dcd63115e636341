/* verify_file: is every attachment there, and as it was taken? */
#include "app/verify_own.h"
#include "app/verify_rows.h"
#include "cases/store.h"

#include <fcntl.h>
#include <unistd.h>

enum { PATH_CEILING = 64 << 10 };

static const struct say ok_files =
    SAY("files", "完好  附件：{0}个", "ok      attachments: {0} files");
static const struct say bad_file = SAY("file_wrong", "损坏  附件{0}：缺失或已被改动",
                                       "BROKEN  attachment {0}: missing or changed");

static enum rc digest_of_file(const char *path, struct digest *ret)
{
    int     fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    int64_t size;
    enum rc rc;

    if (fd < 0)
        return RC_NOT_FOUND;
    rc = fd_digest(fd, ret, &size);
    close(fd);
    return rc;
}

static bool is_whole(const struct checking *k, struct str digest)
{
    struct arena *a    = arena_new(PATH_CEILING);
    struct str    path = store_path(a, k->in->dir.p, digest);
    struct digest d;
    char          hex[DIGEST_HEX + 1];
    bool          whole = path.p && digest_of_file(path.p, &d) == RC_OK;

    arena_free(a);
    return whole && str_eq(digest_hex(&d, hex), digest);
}

struct file_check {
    struct checking *k;
    int64_t          n, bad;
};

static enum rc check_file(void *ctx, const void *row)
{
    struct file_check        *f = ctx;
    const struct stored_file *s = row;

    f->n++;
    if (is_whole(f->k, s->digest))
        return RC_OK;
    f->bad++;
    verify_broken(f->k, &bad_file, s->digest, STR_NONE);
    return RC_OK;
}

enum rc verify_files(struct work *w, void *ctx)
{
    struct file_check f = { .k = ctx };
    char              room[INT_TEXT];

    TRY(db_each(w->tx, &stmt_verify_files, NO_ARGS, check_file, &f));
    if (!f.bad)
        cli_say(f.k->c, &ok_files, int_text(f.n, room), STR_NONE);
    return RC_OK;
}
