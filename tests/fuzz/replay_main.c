/* Gives every file of the folders named on the command line to a fuzz target, once. */
#include "fuzz.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

static int replay_file(const char *path)
{
    FILE    *in   = fopen(path, "rb");
    uint8_t *data = NULL;
    long     n    = 0;
    int      bad  = 1;

    if (in && fseek(in, 0, SEEK_END) == 0 && (n = ftell(in)) >= 0 && fseek(in, 0, SEEK_SET) == 0) {
        /* Exactly as long as the input, so that the sanitizer sees a step beyond it. */
        data = malloc(n ? (size_t)n : 1);
        bad  = !data || fread(data, 1, (size_t)n, in) != (size_t)n;
    }
    if (bad)
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
    else
        LLVMFuzzerTestOneInput(data, (size_t)n);
    free(data);
    if (in)
        fclose(in);
    return bad;
}

int main(int argc, char **argv)
{
    size_t files = 0;
    int    i, bad = 0;

    for (i = 1; i < argc; i++) {
        DIR           *dir = opendir(argv[i]);
        struct dirent *e;

        while (dir && (e = readdir(dir))) {
            char path[4096];

            if (e->d_name[0] == '.')
                continue;
            snprintf(path, sizeof(path), "%s/%s", argv[i], e->d_name);
            fprintf(stderr, "%s\n", path); /* the last one printed is the one that fails */
            bad |= replay_file(path);
            files++;
        }
        if (dir)
            closedir(dir);
    }
    printf("%zu files replayed\n", files);
    return bad || files == 0;
}
