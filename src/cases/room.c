#include "cases/room.h"
#include "base/digest.h"
#include "cases/cases.h"
#include "cases/upload.h"
#include "http/flood.h"

#include <arpa/inet.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of people without an account behind one address, in ten minutes. When the water fails in an
 * estate of 3,000 homes behind one, a tenth of them may say so within the hour, and half of those
 * in its worst ten minutes: 150. Twice that. */
enum { REPORTS_NOBODY = 300 };

struct case_room {
    struct flood       *flood;
    uint64_t            seed;
    pthread_mutex_t     lock; /* of the list */
    struct import_live *live;
    _Atomic int32_t     units_day;
    int64_t             since;
    char                photo[PATH_MAX];
};

static void find_photo(char room[PATH_MAX])
{
    static const char name[] = "linli-photo";
    ssize_t           n      = readlink("/proc/self/exe", room, PATH_MAX - sizeof(name));

    while (n > 0 && room[n - 1] != '/')
        n--;
    memcpy(room + (n > 0 ? n : 0), name, sizeof(name));
}

enum rc cases_start(struct services *s)
{
    struct case_room *r = calloc(1, sizeof(*r));

    BUG_ON(!r);
    pthread_mutex_init(&r->lock, NULL);
    r->flood = flood_new();
    r->since = clock_now(s->clock);
    random_bytes(&r->seed, sizeof(r->seed));
    find_photo(r->photo);
    s->room[ROOM_CASES] = r;
    return RC_OK;
}

void cases_stop(struct services *s)
{
    struct case_room *r = s->room[ROOM_CASES];

    if (r) {
        flood_free(r->flood);
        pthread_mutex_destroy(&r->lock);
    }
    free(r);
    s->room[ROOM_CASES] = NULL;
}

const char *room_photo_program(const struct services *s)
{
    const struct case_room *r = s->room[ROOM_CASES];

    return s->photo ? s->photo : r->photo;
}

/* Whoever has one address of version 6 has all of its /64. */
static struct str network_of(struct str address, struct in6_addr *room)
{
    char text[INET6_ADDRSTRLEN];

    if (address.n >= sizeof(text) || !memchr(address.p, ':', address.n))
        return address;
    memcpy(text, address.p, address.n);
    text[address.n] = 0;
    if (inet_pton(AF_INET6, text, room) != 1 || IN6_IS_ADDR_V4MAPPED(room))
        return address;
    return (struct str){ (const char *)room, 8 };
}

static bool take(struct work *w, struct str address, uint64_t what, int most)
{
    struct case_room *r = w->services->room[ROOM_CASES];
    struct in6_addr   six;

    return flood_take(r->flood, str_hash(network_of(address, &six), r->seed + what),
                      (uint32_t)(w->now / UPLOAD_SPELL_US), (uint32_t)most);
}

bool room_upload_take(struct work *w, struct str address)
{
    return take(w, address, 0, UPLOAD_NOBODY);
}

bool room_report_take(struct work *w, struct str address)
{
    int most = w->services->reports;

    return take(w, address, 1, most > 0 ? most : REPORTS_NOBODY);
}

int32_t room_units_day(const struct services *s)
{
    const struct case_room *r = s->room[ROOM_CASES];

    return atomic_load(&r->units_day);
}

void room_units_looked(struct services *s, int32_t day)
{
    struct case_room *r = s->room[ROOM_CASES];

    atomic_store(&r->units_day, day);
}

/* -- what goes on -- */

void room_live_begin(struct services *s, struct import_live *l)
{
    struct case_room *r = s->room[ROOM_CASES];

    pthread_mutex_lock(&r->lock);
    l->next   = r->live;
    l->listed = true;
    r->live   = l;
    pthread_mutex_unlock(&r->lock);
}

void room_live_end(struct services *s, struct import_live *l)
{
    struct case_room    *r  = s->room[ROOM_CASES];
    struct import_live **at = l->listed ? &r->live : NULL;

    if (!at)
        return;
    pthread_mutex_lock(&r->lock);
    while (*at != l)
        at = &(*at)->next;
    *at = l->next;
    pthread_mutex_unlock(&r->lock);
}

bool room_live_lost(const struct services *s, int64_t seen_at)
{
    const struct case_room *r = s->room[ROOM_CASES];

    return db_serial(s->db) && seen_at < r->since;
}

bool room_live_get(const struct services *s, int64_t id, int64_t *ret_given, int64_t *ret_done)
{
    struct case_room         *r = s->room[ROOM_CASES];
    const struct import_live *l;

    pthread_mutex_lock(&r->lock);
    for (l = r->live; l && l->id != id;)
        l = l->next;
    if (l) {
        *ret_given = atomic_load(&l->given);
        *ret_done  = atomic_load(&l->done);
    }
    pthread_mutex_unlock(&r->lock);
    return l;
}
