#ifndef LINLI_PRACTICE_PRACTICE_H
#define LINLI_PRACTICE_PRACTICE_H
struct practice;
#endif
