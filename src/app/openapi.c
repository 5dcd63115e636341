/* openapi: prints the description of the API; docs/api/openapi.json is what it prints. */
#include "app/commands.h"
#include "app/wiring.h"

enum { OUT_MOST = 64 << 20, INDENT = 1 };

static void new_line(struct buf *out, int depth)
{
    buf_add1(out, '\n');
    for (int i = 0; i < depth * INDENT; i++)
        buf_add1(out, ' ');
}

/* Where the text that begins at `i` with a quote ends. */
static size_t text_end(struct str json, size_t i)
{
    for (i++; json.p[i] != '"'; i++)
        i += json.p[i] == '\\';
    return i + 1;
}

/* A member a line, so that a change of the API shows as such. `json` is our own writer's. */
static void indent(struct str json, struct buf *out)
{
    int depth = 0;

    for (size_t i = 0; i < json.n; i++) {
        char c = json.p[i];

        if (c == '"') {
            size_t end = text_end(json, i);

            buf_add(out, str_head(str_skip(json, i), end - i));
            i = end - 1;
            continue;
        }
        if (c == '}' || c == ']')
            new_line(out, --depth);
        buf_add1(out, c);
        if (c == '{' || c == '[')
            new_line(out, ++depth);
        else if (c == ',')
            new_line(out, depth);
        else if (c == ':')
            buf_add1(out, ' ');
    }
    buf_add1(out, '\n');
}

static int run(struct cli *c)
{
    struct buf json, out;
    enum rc    rc;

    buf_init(&json, OUT_MOST);
    buf_init(&out, OUT_MOST);
    openapi_write(wiring_routes, cap_word, &json);
    indent(buf_str(&json), &out);
    rc = cli_out(&out);
    buf_free(&json);
    buf_free(&out);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

const struct command cmd_openapi = {
    .words = "openapi",
    .takes = "",
    .about = { "输出API的描述（OpenAPI 3.1）", "print the description of the API (OpenAPI 3.1)" },
    .run = run,
};
