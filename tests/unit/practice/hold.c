/*
 * Conditions that are said never to hold, against the plain way: try them
 * with thousands of cases drawn at random. None that is true of one may be
 * said never to hold, and most of those that are true of none are.
 */
#include "packs.h"

static const char over[] = "---\n"
                           "process: test\n"
                           "title: 测试\n"
                           "prefix: T\n"
                           "grades: {low: 低, high: 高}\n"
                           "form:\n"
                           "  kind: {is: choice, title: 种类, choices: {a: 甲, b: 乙}}\n"
                           "  people: {is: int, title: 人数, min: 1, max: 10}\n"
                           "  flag: {is: bool, title: 是否}\n"
                           "  tags: {is: choices, title: 标记, choices: {x: 一, y: 二}}\n"
                           "steps:\n"
                           "  first:\n"
                           "    title: 第一步\n"
                           "    who: clerk @ community\n"
                           "    moves:\n"
                           "      go: {title: 办结, to: end.done}\n"
                           "      on: {title: 走, to: end.done, when: '%s'}\n"
                           "ends: {done: {title: 完成, counts: solved}}\n";

static uint32_t seed = 20260301;

static uint32_t dice(uint32_t n)
{
    seed = seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (seed >> 8) % n;
}

/* -- conditions -- */

static void put_condition(struct buf *b, int depth)
{
    static const char *const atoms[] = {
        "grade = \"high\"",
        "grade != \"high\"",
        "class within \"01\"",
        "class = \"01.02\"",
        "class = null",
        "not class within [\"01\", \"02\"]",
        "hour < 8",
        "hour >= 23",
        "hour = 24",
        "worktime",
        "returns > 1",
        "returns < 0",
        "card = 2",
        "card > 1",
        "form.kind = \"a\"",
        "form.kind != \"a\"",
        "known(form.kind)",
        "form.kind in [\"a\", \"b\"]",
        "form.people > 9",
        "form.people <= 1",
        "form.people != 5",
        "form.people = 10",
        "form.people > 10",
        "form.people + 1 > 3",
        "form.flag",
        "form.flag = false",
        "\"x\" in form.tags",
        "count(form.tags) = 2",
        "form.tags = null",
        "not worktime",
        "channel = \"video\"",
        "level > 1",
        "level_last",
        "unit_kind = \"police\"",
        "known(unit)",
        "form.kind = null",
    };

    if (depth == 0 || dice(4) == 0) {
        buf_addc(b, atoms[dice(ARRAY_LEN(atoms))]);
        return;
    }
    buf_addc(b, dice(5) ? "(" : "not (");
    put_condition(b, depth - 1);
    buf_addc(b, dice(4) ? " and " : " or ");
    put_condition(b, depth - 1);
    buf_addc(b, ")");
}

/* -- cases -- */

static struct evalue values[CN_COUNT + 4];

static struct evalue text(const char *s)
{
    return s ? (struct evalue){ .type = E_TEXT, .text = str_of(s) }
             : (struct evalue){ .type = E_NULL };
}

static struct evalue num(double v)
{
    return (struct evalue){ .type = E_NUM, .num = v };
}

static struct evalue yes(bool is)
{
    return (struct evalue){ .type = E_BOOL, .yes = is };
}

static void draw_case(void)
{
    static const char *const classes[] = { NULL, "01", "01.01", "01.02", "02", "02.01", "03" };
    static const struct str  tags[]    = { { "x", 1 }, { "y", 1 } };
    struct evalue            nothing   = { .type = E_NULL };

    for (size_t i = 0; i < ARRAY_LEN(values); i++)
        values[i] = nothing;
    values[CN_CLASS]      = text(classes[dice(ARRAY_LEN(classes))]);
    values[CN_GRADE]      = text(dice(2) ? "low" : "high");
    values[CN_CHANNEL]    = text(channel_words[dice(CH_COUNT)]);
    values[CN_LEVEL]      = num(1);
    values[CN_LEVEL_LAST] = yes(true);
    values[CN_UNIT]       = text(dice(2) ? "7" : NULL);
    values[CN_UNIT_KIND]  = text(dice(2) ? "police" : "urban_management");
    values[CN_CARD]       = num(dice(3));
    values[CN_RETURNS]    = num(dice(4));
    values[CN_HOUR]       = num(dice(24));
    values[CN_WORKTIME]   = yes(dice(2));
    if (dice(3))
        values[CN_COUNT] = text(dice(2) ? "a" : "b");
    if (dice(3))
        values[CN_COUNT + 1] = num(1 + dice(10));
    if (dice(3))
        values[CN_COUNT + 2] = yes(dice(2));
    if (dice(3)) {
        uint32_t from = dice(2), n = dice(3 - from);

        values[CN_COUNT + 3] = (struct evalue){ .type = E_LIST, .list = tags + from, .n = n };
    }
}

static struct evalue get(void *ctx, size_t name)
{
    (void)ctx;
    return values[name];
}

static bool within(void *ctx, size_t name, struct str code, struct str above)
{
    (void)name;
    return practice_class_within(ctx, code, above);
}

static bool ever_holds(struct practice *p, const struct expr *e, uint32_t cases)
{
    for (uint32_t i = 0; i < cases; i++) {
        draw_case();
        if (expr_true(e, &(struct eenv){ p, get, within }))
            return true;
    }
    return false;
}

/* -- what the checker says -- */

static struct pack_file *files_of(struct arena *a, struct str process, size_t *ret_n)
{
    struct pack_file *small, *all;

    read_folder(a, "small", &small, ret_n);
    all = ARENA_ARRAY(a, struct pack_file, *ret_n + 1);
    memcpy(all, small, *ret_n * sizeof(*all));
    all[(*ret_n)++] =
        (struct pack_file){ S("own"), S("pack.yaml"),
                            arena_fmt(a, "pack: own\nextends: small\n%.*s", STR_ARG(process)) };
    return all;
}

static struct pack_file *files_with(struct arena *a, const char *condition, size_t *ret_n)
{
    struct buf *b = arena_buf(a, 1 << 20);

    buf_addf(b, over, condition);
    return files_of(a, buf_str(b), ret_n);
}

static bool said_never(struct arena *a, const char *condition)
{
    struct findings   found = { .arena = a };
    struct practice  *p     = NULL;
    size_t            n;
    struct pack_file *files = files_with(a, condition, &n);

    if (practice_load(files, n, NULL, &found, &p) == RC_OK)
        practice_free(p);
    return str_find(findings_text(a, &found, LANG_ZH), S("条件永远不成立")) != SIZE_MAX;
}

static void what_is_said_never_to_hold_never_does(void **state)
{
    struct arena         *base = arena_new(64 << 20);
    size_t                n;
    struct pack_file     *files = files_with(base, "worktime", &n);
    struct practice      *p     = load_files(base, files, n);
    const struct process *pr    = practice_process(p, S("test"));
    int                   said = 0, never = 0;

    (void)state;
    for (int i = 0; i < 400; i++) {
        struct arena      *a = arena_new(64 << 20);
        struct buf        *b = arena_buf(a, 1 << 16);
        struct faults      f = { 0 };
        const struct expr *e;
        const char        *condition;
        bool               holds, is;

        put_condition(b, 3);
        condition = arena_cstr(a, buf_str(b));
        assert_rc(expr_parse(a, buf_str(b), pr->names, pr->n_names, E_BOOL, &f, &e), RC_OK);
        is    = said_never(a, condition);
        holds = ever_holds(p, e, is ? 20000 : 2000);
        if (is && holds)
            fail_msg("it may hold: %s", condition);
        said += is;
        never += !holds;
        arena_free(a);
    }
    assert_true(said >= 40 && said * 4 >= never * 3);
    practice_free(p);
    arena_free(base);
}

/* -- what is given where several work -- */

static const char joint[] = "---\n"
                            "process: test\n"
                            "title: 测试\n"
                            "prefix: T\n"
                            "form: {place: need}\n"
                            "steps:\n"
                            "  first:\n"
                            "    title: 第一步\n"
                            "    who: clerk @ community\n"
                            "    moves:\n"
                            "      go: {title: 派遣, to: work, need: unit, may: assist}\n"
                            "  work:\n"
                            "    title: 联合办理\n"
                            "    who: handler @ case.units\n"
                            "    joint: all\n"
                            "    clock: {limit: 2 days, late: yellow}\n"
                            "    moves:\n"
                            "      done:\n"
                            "        title: 办结\n"
                            "        to: end.done\n"
                            "        may: [cost: {is: money, title: 费用}]\n"
                            "      back:\n"
                            "        title: 退出\n"
                            "        scope: task\n"
                            "        to: first\n"
                            "        need: [lack: {is: text, title: 缺什么}]\n"
                            "      other: {title: 另办, to: end.done, when: '%s'}\n"
                            "ends: {done: {title: 完成, counts: solved}}\n";

static struct str said_where_joint(struct arena *a, const char *condition)
{
    struct findings   found = { .arena = a };
    struct practice  *p     = NULL;
    struct buf       *b     = arena_buf(a, 1 << 16);
    size_t            n;
    struct pack_file *files;

    buf_addf(b, joint, condition);
    files = files_of(a, buf_str(b), &n);
    if (practice_load(files, n, NULL, &found, &p) == RC_OK)
        practice_free(p);
    return findings_text(a, &found, LANG_ZH);
}

/* The first who is done leaves the step to the others, with what it gave. */
static void what_one_of_several_gave_may_be_asked_by_the_others(void **state)
{
    static const char *const hold[] = {
        "form.cost > 5",
        "known(form.lack)",
        "\"1\" in form.assist and \"2\" in form.assist",
    };
    struct arena *a = arena_new(64 << 20);

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(hold); i++)
        assert_text(said_where_joint(a, hold[i]), "");
    assert_true(str_find(said_where_joint(a, "form.cost > 5 and form.cost < 4"),
                         S("条件永远不成立")) != SIZE_MAX);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_never_to_hold_never_does),
        cmocka_unit_test(what_one_of_several_gave_may_be_asked_by_the_others),
    };

    return cmocka_run_group_tests_name("hold", tests, NULL, NULL);
}
