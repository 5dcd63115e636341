/* A cell of an order, whatever is in it, becomes JSON that is read again, and a time is a real one.
 */
#include "base/utf8.h"
#include "cases/import_map.h"
#include "fuzz.h"

static const struct choice choices[] = {
    { { "car", 3 }, { { "汽车", 6 }, { "Car", 3 } } },
    { { "bike", 4 }, { { "自行车", 9 }, { "Bicycle", 7 } } },
};

static void answer_is_json(struct arena *a, enum form_kind kind, struct str said)
{
    const struct form_field f = { .kind = kind, .choices = choices, .n_choices = 2 };
    const struct jval      *v;
    struct buf              b;
    struct jw               w;

    buf_init(&b, (size_t)1 << 24);
    jw_init(&w, &b);
    import_answer(&f, said, &w);
    need(buf_check(&b) == RC_OK);
    need(json_parse(a, buf_str(&b), NULL, &v) == RC_OK);
    need(v->kind != J_NULL && v->kind != J_OBJ);
    buf_free(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str    said = { (const char *)data, size };
    struct arena *a;
    int64_t       at;
    int32_t       day;
    char          room[TIME_TEXT];

    if (!utf8_ok(said) || size > 4096 || size == 0)
        return 0;
    a = arena_new((size_t)1 << 28);
    for (int kind = FORM_TEXT; kind <= FORM_CASE; kind++)
        answer_is_json(a, (enum form_kind)kind, said);
    if (import_time(said, &at) == RC_OK)
        need(day_parse(str_head(time_text(at, room), 10), &day) == RC_OK && day == day_of(at));
    arena_free(a);
    return 0;
}
