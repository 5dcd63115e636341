#ifndef LINLI_PHOTO_CAGE_H
#define LINLI_PHOTO_CAGE_H
/*
 * cage: what a process that reads hostile photos may still do.
 *
 * It may compute, take memory up to a ceiling, and read and write what is
 * open already. It may not open files, talk to anybody, start programs or
 * gain rights. What is not listed fails with EPERM (seccomp).
 */
#include <stdbool.h>

/* Ceilings, and nothing open but the photo's own. False: the system refused. */
bool cage_limit(void);
/* Shut it, when all libraries are loaded. False: the system refused. */
bool cage_shut(void);

#endif
