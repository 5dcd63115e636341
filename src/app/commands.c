/* commands: everything that `linli` can be told, in the order that help shows. */
#include "app/commands.h"

const struct command *const commands[] = {
    &cmd_openapi,
    NULL,
};
