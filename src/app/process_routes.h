#ifndef LINLI_APP_PROCESS_ROUTES_H
#define LINLI_APP_PROCESS_ROUTES_H
/* process_routes: how the processes in force look, for whoever works by them. */
#include "http/request.h"

extern const struct route process_routes[];

#endif
