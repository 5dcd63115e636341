#ifndef LINLI_BASE_LOG_H
#define LINLI_BASE_LOG_H
/*
 * log: lines on standard error, for the person who runs the program.
 *
 * The only global state. Only `app`, `http/server` and the threads that have
 * nobody to return to may log; library rooms return what happened.
 */
enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_set(enum log_level least);
void log_line(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define log_info(...)  log_line(LOG_INFO, __VA_ARGS__)
#define log_warn(...)  log_line(LOG_WARN, __VA_ARGS__)
#define log_error(...) log_line(LOG_ERROR, __VA_ARGS__)

#endif
