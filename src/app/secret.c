#include "app/secret.h"
#include "app/read_file.h"
#include "base/digest.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { FILE_MOST = 4096, GROUPS = 4, GROUP_LEN = 4 };

static const struct say ask    = SAY("password", "密码：", "password: ");
static const struct say again  = SAY("password_again", "再输一次：", "once more: ");
static const struct say differ = SAY("passwords_differ", "两次输入不同", "the two differ");
static const struct say unusable = SAY("password_unusable", "密码不能为空，也不能超过{0}个字节",
                                       "a password must not be empty, nor longer than {0} bytes");
static const struct say no_file = SAY("no_password_file", "无法读取{0}", "{0} cannot be read");

static struct str first_line(struct str text)
{
    struct str line = S("");

    if (text.n)
        str_split(&text, '\n', &line);
    if (str_ends(line, S("\r")))
        line.n--;
    return line;
}

static enum rc check(struct cli *c, struct str secret)
{
    char room[INT_TEXT];

    if (secret.n == 0 || secret.n > SECRET_MOST)
        return fault(&c->faults, RC_INVALID, &unusable, int_text(SECRET_MOST, room), STR_NONE);
    if (!utf8_ok(secret))
        return fault(&c->faults, RC_INVALID, &say_bad_utf8, STR_NONE, STR_NONE);
    return RC_OK;
}

static enum rc read_line(struct arena *a, int fd, struct str *ret)
{
    char  *p = arena_alloc(a, SECRET_MOST + 2);
    size_t n = 0;

    while (n < SECRET_MOST + 1) {
        ssize_t got = read(fd, p + n, 1);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return RC_IO;
        if (got == 0 || p[n] == '\n')
            break;
        n++;
    }
    *ret = first_line((struct str){ p, n });
    return RC_OK;
}

/* Quiet before the question: what is typed early is not shown, and not thrown away after it. */
static enum rc ask_once(struct cli *c, int tty, const struct say *prompt, struct str *ret)
{
    struct termios old, quiet;
    struct buf     b;
    enum rc        rc;

    if (tcgetattr(tty, &old) != 0)
        return RC_IO;
    quiet = old;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    quiet.c_lflag |= ECHONL;
    if (tcsetattr(tty, TCSANOW, &quiet) != 0)
        return RC_IO;
    buf_init(&b, 1000);
    say_render(prompt, c->lang, NULL, 0, &b);
    rc = write(tty, b.p, b.n) == (ssize_t)b.n ? RC_OK : RC_IO;
    buf_free(&b);
    if (rc == RC_OK)
        rc = read_line(c->arena, tty, ret);
    if (tcsetattr(tty, TCSANOW, &old) != 0)
        return RC_IO;
    return rc;
}

static enum rc ask_twice(struct cli *c, int tty, struct str *ret)
{
    struct str one, two;

    TRY(ask_once(c, tty, &ask, &one));
    TRY(check(c, one));
    TRY(ask_once(c, tty, &again, &two));
    if (!str_eq(one, two))
        return fault(&c->faults, RC_INVALID, &differ, STR_NONE, STR_NONE);
    *ret = one;
    return RC_OK;
}

enum rc secret_ask(struct cli *c, struct str file, struct str *ret)
{
    struct str secret;
    int        tty;
    enum rc    rc;

    if (file.p) {
        rc = read_file(c->arena, arena_cstr(c->arena, file), FILE_MOST, &secret);
        if (rc != RC_OK)
            return fault(&c->faults, rc, &no_file, file, STR_NONE);
        secret = first_line(secret);
    } else if (isatty(STDIN_FILENO) && (tty = open("/dev/tty", O_RDWR | O_CLOEXEC)) >= 0) {
        rc = ask_twice(c, tty, &secret);
        close(tty);
        TRY(rc);
    } else {
        TRY(read_line(c->arena, STDIN_FILENO, &secret));
    }
    TRY(check(c, secret));
    *ret = secret;
    return RC_OK;
}

/* Groups that are easily read out, with every kind of character that a policy may ask for. */
struct str secret_random(struct arena *a)
{
    static const char small[] = "abcdefghjkmnpqrstuvwxyz", large[] = "ABCDEFGHJKMNPQRSTUVWXYZ";
    size_t            n = GROUPS * (GROUP_LEN + 1) - 1;
    char             *p = arena_alloc(a, n + 1);
    uint8_t           pick[3];

    random_code(p, n);
    for (size_t i = GROUP_LEN; i < n; i += GROUP_LEN + 1)
        p[i] = '-';
    random_bytes(pick, sizeof(pick));
    p[0] = small[pick[0] % (sizeof(small) - 1)];
    p[1] = large[pick[1] % (sizeof(large) - 1)];
    p[2] = (char)('2' + pick[2] % 8);
    return (struct str){ p, n };
}
