#include "base/log.h"
#include "base/time.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

static _Atomic int least_level = LOG_INFO;

void log_set(enum log_level least)
{
    least_level = (int)least;
}

void log_line(enum log_level level, const char *fmt, ...)
{
    static const char *const words[] = { "debug", "info", "warning", "error" };
    char                     line[2048], when[TIME_TEXT];
    struct str               at;
    va_list                  ap;
    int                      head, n, i;

    if ((int)level < least_level)
        return;
    at   = time_text(clock_now(&clock_system) / US_SECOND * US_SECOND, when);
    head = snprintf(line, sizeof(line), "%.*s %s ", STR_ARG(at), words[level]);
    va_start(ap, fmt);
    n = vsnprintf(line + head, sizeof(line) - (size_t)head - 1, fmt, ap);
    va_end(ap);
    n = n < 0 ? head : head + n;
    if ((size_t)n > sizeof(line) - 2)
        n = sizeof(line) - 2;
    /* One line is one line, whatever a stranger put into its parameters. */
    for (i = head; i < n; i++)
        if ((unsigned char)line[i] < 32 || line[i] == 127)
            line[i] = ' ';
    line[n] = '\n';
    /* One write, so that the lines of two threads do not mix; nobody is left to tell if it fails.
     */
    if (write(STDERR_FILENO, line, (size_t)n + 1) < 0)
        return;
}
