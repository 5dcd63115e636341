#ifndef LINLI_TESTS_UNIT_H
#define LINLI_TESTS_UNIT_H
/* unit: cmocka with what it wants included before it, and texts compared as texts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../asserts.h"

#endif
