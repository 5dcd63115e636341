/* openapi: prints the description of the API; docs/api/openapi.json is what it prints. */
#include "app/commands.h"
#include "app/wiring.h"

enum { OUT_MOST = 64 << 20 };

static int run(struct cli *c)
{
    struct buf out;
    enum rc    rc;

    buf_init(&out, OUT_MOST);
    openapi_write(wiring_routes, cap_word, &out);
    rc = cli_out(&out);
    buf_free(&out);
    return rc == RC_OK ? EXIT_DONE : cli_fail(c, rc);
}

const struct command cmd_openapi = {
    .words = "openapi",
    .takes = "",
    .about = { "输出API的描述(OpenAPI 3.1)", "print the description of the API (OpenAPI 3.1)" },
    .run   = run,
};
