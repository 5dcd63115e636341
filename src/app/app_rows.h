#ifndef LINLI_APP_APP_ROWS_H
#define LINLI_APP_APP_ROWS_H
/* app_rows: the few statements that are the program's own. */
#include "db/db.h"

struct last_id_row {
    int64_t id; /* 0: there is none */
};
extern const struct stmt stmt_last_id; /* of the journal: every action leaves one there */

struct listed_account {
    struct str login, name;
    int32_t    role, state; /* people's enums */
};
extern const struct stmt stmt_listed_accounts;

/* What is there today, the ones above first. */
struct exported_node {
    struct str code, kind, name, parent; /* code of the one above */
    double     lon, lat;
    int64_t    households;
};
struct exported_org {
    struct str code, kind, name, parent, place;
};
extern const struct stmt stmt_exported_places, stmt_exported_orgs;

extern const struct stmt *const app_stmts[];

#endif
