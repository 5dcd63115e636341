/*
 * hello: a bare libmicrohttpd server with the settings of ours, which says
 * "hello". The measure of everything that is read.
 *
 *   bench_hello PORT THREADS
 */
#include <microhttpd.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c, const char *url,
                                  const char *method, const char *version, const char *upload,
                                  size_t *upload_size, void **state)
{
    static char          text[] = "hello\n";
    struct MHD_Response *r;
    enum MHD_Result      res;

    (void)ctx;
    (void)url;
    (void)method;
    (void)version;
    (void)upload;
    (void)upload_size;
    if (!*state) { /* the headers are there; the call comes again for the reply */
        *state = text;
        return MHD_YES;
    }
    r = MHD_create_response_from_buffer(sizeof(text) - 1, text, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(r, "Content-Type", "text/plain");
    res = MHD_queue_response(c, 200, r);
    MHD_destroy_response(r);
    return res;
}

int main(int argc, char **argv)
{
    unsigned           flags   = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
    long               port    = argc > 1 ? strtol(argv[1], NULL, 10) : 8399;
    long               threads = argc > 2 ? strtol(argv[2], NULL, 10) : 2;
    struct MHD_Daemon *d;

    d = threads > 1 ? MHD_start_daemon(flags, (uint16_t)port, NULL, NULL, on_request, NULL,
                                       MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads,
                                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384,
                                       MHD_OPTION_CONNECTION_TIMEOUT, 60U, MHD_OPTION_END)
                    : MHD_start_daemon(flags, (uint16_t)port, NULL, NULL, on_request, NULL,
                                       MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)16384,
                                       MHD_OPTION_CONNECTION_TIMEOUT, 60U, MHD_OPTION_END);
    if (!d)
        return 1;
    puts("ready");
    fflush(stdout);
    pause();
    MHD_stop_daemon(d);
    return 0;
}
