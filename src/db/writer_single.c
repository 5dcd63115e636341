#include "db/writer.h"
void *writer_single(void *hand)
{
    return hand;
}
