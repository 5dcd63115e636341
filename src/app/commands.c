/* commands: everything that `linli` can be told, in the order that help shows. */
#include "app/commands.h"

const struct command *const commands[] = {
    &cmd_init,          &cmd_serve,         &cmd_practice_check,
    &cmd_practice_load, &cmd_practice_show, &cmd_practice_diff,
    &cmd_import,        &cmd_export,        &cmd_user_add,
    &cmd_user_list,     &cmd_user_password, &cmd_user_lock,
    &cmd_user_unlock,   &cmd_user_close,    &cmd_user_post,
    &cmd_backup,        &cmd_restore,       &cmd_verify,
    &cmd_simulate,      &cmd_openapi,       NULL,
};
