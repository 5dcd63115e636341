#include "app/wiring.h"
#include "app/app_rows.h"
#include "app/change.h"
#include "app/import.h"
#include "app/process_routes.h"
#include "app/sim_rows.h"
#include "app/verify_rows.h"
#include "cases/cases.h"
#include "cases/import_job.h"
#include "cases/standing.h"
#include "figures/feed.h"
#include "figures/figures.h"
#include "notice/notice.h"
#include "people/people.h"
#include "territory/initials.h"
#include "territory/territory.h"
#include "web/web.h"

const struct stmt *const *const wiring_stmts[] = {
    work_stmts,      territory_stmts,     people_stmts,    notice_stmts,        case_stmts,
    case_same_stmts, case_document_stmts, case_file_stmts, case_import_stmts,   figures_stmts,
    app_stmts,       verify_stmts,        sim_stmts,       case_standing_stmts, case_release_stmts,
    case_list_stmts, case_wall_stmts,     case_text_stmts, initials_stmts,      NULL,
};

const struct route *const wiring_routes[] = {
    territory_routes,
    people_routes,
    notice_routes,
    case_routes,
    case_act_routes,
    case_file_routes,
    case_import_routes,
    case_document_routes,
    figures_routes,
    feed_routes,
    practice_routes,
    change_routes,
    process_routes,
    web_routes,
    notice_pages,
    case_passing_routes,
    case_pages,
    figures_pages,
    statement_pages,
    case_release_routes,
    case_wall_routes,
    org_import_routes,
    place_import_job_routes,
    sheet_routes,
    case_import_job_routes,
    NULL,
};

const struct follower *const wiring_followers[] = {
    &territory_follower,
    &people_follower,
    &posting_follower,
    &case_places_follower,
    &case_notice_follower,
    &figures_follower,
    NULL,
};

const struct timer *const wiring_timers[] = {
    &territory_timer,     &people_timer,           &notice_timer,    &case_unit_timer,
    &case_deadline_timer, &case_clock_timer,       &case_file_timer, &place_initials_timer,
    &org_initials_timer,  &account_initials_timer, &case_text_timer, NULL,
};

struct hooks {
    enum rc (*start)(struct services *s);
    void (*stop)(struct services *s);
};
static const struct hooks hooks[] = {
    { territory_start, territory_stop },
    { people_start, people_stop },
    { cases_start, cases_stop },
    { figures_start, figures_stop },
    { NULL, NULL },
};

static void stop_first(struct services *s, size_t n)
{
    while (n-- > 0)
        hooks[n].stop(s);
}

enum rc wiring_start(struct services *s)
{
    for (size_t i = 0; hooks[i].start; i++) {
        enum rc rc = hooks[i].start(s);

        if (rc != RC_OK) {
            stop_first(s, i);
            return rc;
        }
    }
    return RC_OK;
}

void wiring_stop(struct services *s)
{
    size_t n = 0;

    while (hooks[n].start)
        n++;
    stop_first(s, n);
}
