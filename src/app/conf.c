#include "app/conf.h"
#include "app/read_file.h"

#include <string.h>

enum { CONF_MOST = 64 << 10, KEY_FAR = 3 };

static const struct field conf_fields[] = {
    F(struct conf, database, .max = 1000, .doc = "sqlite:FILE or postgresql://…"),
    F(struct conf, listen, .max = 100, .doc = "the address to listen at"),
    F(struct conf, port, .min = 0, .max = 65535, .doc = "0: any free port"),
    F(struct conf, threads, .min = 0, .max = 256, .doc = "of the HTTP server; 0: one per core"),
    F(struct conf, readers, .min = 1, .max = 64, .doc = "reading connections"),
    F(struct conf, writers, .min = 1, .max = 64, .doc = "writing connections (PostgreSQL)"),
    F(struct conf, cache_mb, .min = 1, .max = 65536,
      .doc = "page cache of a reader (SQLite); the writer has four times as much"),
    F(struct conf, base_path, .opt = true, .max = 200, .doc = "such as /linli behind a proxy"),
    F(struct conf, trusted_proxy, .opt = true, .max = 100,
      .doc = "address of the proxy whose X-Forwarded-For is believed"),
    F(struct conf, per_minute, .min = 0, .max = 10000000,
      .doc = "calls per address and minute; 0: the default"),
    F(struct conf, reports, .min = 0, .max = 4000000,
      .doc = "reports per address and ten minutes by people without an account; 0: the default"),
    F(struct conf, server_number, .min = 0, .max = 62,
      .doc = "another one for each server of one database"),
    F(struct conf, log, .max = 10, .doc = "debug, info, warning or error"),
    F(struct conf, test, .opt = true, .doc = "a server whose clock may be turned"),
};
const struct shape conf_shape = SHAPE(struct conf, conf_fields);

static const struct conf defaults = {
    .database      = S("sqlite:linli.db"),
    .listen        = S("127.0.0.1"),
    .port          = 8311,
    .threads       = 0,
    .readers       = 4,
    .writers       = 4,
    .cache_mb      = 16,
    .base_path     = { "", 0 },
    .per_minute    = 0,
    .reports       = 0,
    .server_number = 0,
    .log           = { "info", 4 },
};

static const struct say no_equals = SAY("no_equals", "应写成 名称 = 值", "expected: key = value");
static const struct say no_key =
    SAY("no_key", "没有这个配置项[，是不是想写“{0}”？]", "no such key[; did you mean \"{0}\"?]");
static const struct say twice  = SAY("twice", "写了两次", "stands twice");
static const struct say yes_no = SAY("yes_no", "应为yes或no", "must be yes or no");
static const struct say bad_log = SAY("not_one_of", "必须是以下之一：debug, info, warning, error",
                                      "must be one of debug, info, warning, error");
static const struct say bad_base = SAY("bad_base_path", "应为空，或以/开头、不以/结尾",
                                       "must be empty, or begin with / and not end with it");

static struct str suggest(struct str key)
{
    struct str best  = STR_NONE;
    size_t     least = KEY_FAR;

    for (size_t i = 0; i < conf_shape.n; i++) {
        struct str name = str_of(conf_shape.fields[i].name);
        size_t     d    = str_distance(key, name, KEY_FAR);

        if (d < least) {
            least = d;
            best  = name;
        }
    }
    return best;
}

static enum rc set_bool(struct conf *c, const struct field *fd, struct str value, struct faults *f,
                        struct str where)
{
    bool yes = str_is(value, "yes");

    if (!yes && !str_is(value, "no"))
        return fault_field(f, RC_INVALID, &yes_no, where, STR_NONE);
    memcpy((char *)c + fd->at, &yes, sizeof(yes));
    return RC_OK;
}

static enum rc set_one(struct arena *a, struct conf *c, struct str line, struct str where,
                       uint64_t *seen, struct faults *f)
{
    size_t              eq = str_find(line, S("="));
    struct str          key, value, place;
    const struct field *fd;
    uint64_t            bit;

    if (eq == SIZE_MAX)
        return fault_field(f, RC_INVALID, &no_equals, where, STR_NONE);
    key   = str_trim(str_head(line, eq));
    value = str_trim(str_skip(line, eq + 1));
    place = arena_fmt(a, "%.*s: %.*s", STR_ARG(where), STR_ARG(key));
    fd    = shape_field(&conf_shape, key);
    if (!fd)
        return fault_field(f, RC_INVALID, &no_key, place, suggest(key));
    bit = UINT64_C(1) << (fd - conf_fields);
    if (*seen & bit)
        return fault_field(f, RC_INVALID, &twice, place, STR_NONE);
    *seen |= bit;
    if (fd->kind == K_BOOL)
        return set_bool(c, fd, value, f, place);
    return shape_set(&conf_shape, fd, arena_str(a, value), a, f, place, c);
}

static enum rc check(const struct conf *c, struct str name, struct faults *f)
{
    static const char *const levels[] = { "debug", "info", "warning", "error" };
    bool                     known    = false;

    for (size_t i = 0; i < ARRAY_LEN(levels); i++)
        known |= str_is(c->log, levels[i]);
    if (!known)
        return fault_field(f, RC_INVALID, &bad_log, name, STR_NONE);
    if (c->base_path.n && (c->base_path.p[0] != '/' || str_ends(c->base_path, S("/"))))
        return fault_field(f, RC_INVALID, &bad_base, name, STR_NONE);
    return RC_OK;
}

enum rc conf_parse(struct arena *a, struct str name, struct str text, struct faults *f,
                   struct conf *ret)
{
    struct conf c = defaults;
    struct str  line;
    uint64_t    seen = 0;
    enum rc     rc   = RC_OK;

    for (int n = 1; str_split(&text, '\n', &line); n++) {
        enum rc one;

        line = str_trim(line);
        if (line.n == 0 || line.p[0] == '#')
            continue;
        one = set_one(a, &c, line, arena_fmt(a, "%.*s:%d", STR_ARG(name), n), &seen, f);
        if (rc == RC_OK)
            rc = one;
    }
    TRY(rc);
    TRY(check(&c, name, f));
    *ret = c;
    return RC_OK;
}

enum rc conf_read(struct arena *a, const char *path, struct faults *f, struct conf *ret)
{
    struct str text;

    TRY(read_file(a, path, CONF_MOST, &text));
    return conf_parse(a, str_of(path), text, f, ret);
}

static void example_value(const struct field *fd, const char *database, struct buf *out)
{
    const char *at = (const char *)&defaults + fd->at;
    struct str  s;
    int32_t     i;
    bool        b;

    if (strcmp(fd->name, "database") == 0) {
        buf_addc(out, database);
    } else if (fd->kind == K_STR) {
        memcpy(&s, at, sizeof(s));
        buf_add(out, s);
    } else if (fd->kind == K_I32) {
        memcpy(&i, at, sizeof(i));
        buf_addi(out, i);
    } else {
        memcpy(&b, at, sizeof(b));
        buf_addc(out, b ? "yes" : "no");
    }
}

void conf_example(const char *database, struct buf *out)
{
    buf_addc(out, "# linli.conf; a line that begins with # is a comment and shows the default\n");
    for (size_t i = 0; i < conf_shape.n; i++) {
        const struct field *fd = &conf_fields[i];

        if (strcmp(fd->name, "test") == 0)
            continue;
        buf_addf(out, "\n# %s\n%s%s = ", fd->doc, strcmp(fd->name, "database") == 0 ? "" : "#",
                 fd->name);
        example_value(fd, database, out);
        buf_add1(out, '\n');
    }
}
