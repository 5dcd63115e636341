#ifndef LINLI_APP_COMMANDS_H
#define LINLI_APP_COMMANDS_H
/* commands: each is in the file named like it. */
#include "app/command.h"

extern const struct command cmd_init, cmd_serve;
extern const struct command cmd_practice_check, cmd_practice_load, cmd_practice_show,
    cmd_practice_diff;
extern const struct command cmd_import, cmd_export;
extern const struct command cmd_user_add, cmd_user_list, cmd_user_password, cmd_user_lock,
    cmd_user_unlock, cmd_user_close, cmd_user_post;
extern const struct command cmd_backup, cmd_restore, cmd_verify, cmd_openapi, cmd_simulate;

#endif
