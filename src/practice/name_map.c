#include "practice/name_map.h"

/* Where `name` is, or the empty slot where it would be. */
static struct name_slot *slot_of(const struct name_map *m, struct str name)
{
    size_t i = str_hash(name, 0x6c696e6c69) & (m->slots - 1);

    while (m->at[i].name.p && !str_eq(m->at[i].name, name))
        i = (i + 1) & (m->slots - 1);
    return &m->at[i];
}

static void grow(struct name_map *m, struct arena *a)
{
    struct name_map more = { .n = m->n, .slots = m->slots ? m->slots * 2 : 16 };

    more.at = ARENA_ARRAY(a, struct name_slot, more.slots);
    for (size_t i = 0; i < m->slots; i++)
        if (m->at[i].name.p)
            *slot_of(&more, m->at[i].name) = m->at[i];
    *m = more;
}

size_t name_map_put(struct name_map *m, struct arena *a, struct str name, size_t i)
{
    struct name_slot *s;

    if (m->n * 2 >= m->slots)
        grow(m, a);
    s = slot_of(m, name);
    if (s->name.p)
        return s->i;
    *s = (struct name_slot){ name, i };
    m->n++;
    return NAME_NONE;
}

void name_map_set(struct name_map *m, struct str name, size_t i)
{
    slot_of(m, name)->i = i;
}

size_t name_map_get(const struct name_map *m, struct str name)
{
    const struct name_slot *s;

    if (!m->n || !name.p)
        return NAME_NONE;
    s = slot_of(m, name);
    return s->name.p ? s->i : NAME_NONE;
}
