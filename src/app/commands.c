/* commands: everything that `linli` can be told, in the order that help shows. */
#include "app/command.h"

const struct command *const commands[] = {
    NULL,
};
