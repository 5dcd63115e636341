/* Two versions of a pack side by side: every kind of thing that can differ is told, once. */
#include "packs.h"

#include "practice/compare.h"

static const char base_yaml[] =
    "places: {street: {title: 街道, known: 3, source: 年报}}\n"
    "organisations: {hospital: {title: 医院, of: department, known: 2, source: 年报}}\n"
    "relations: {helps: 帮扶}\n"
    "posts:\n"
    "  nurse: {title: 护士, at: hospital, can: [case.read], norm: {least: 1}}\n"
    "teams: {night: {title: 夜班, at: street, slots: {one: {title: 甲, post: nurse, most: 2}}}}\n"
    "classes:\n"
    "  \"09\": {title: 健康, process: visit, unit: hospital, limits: {go: 3 workdays}}\n"
    "dispatch: [{when: class within \"09\", kind: hospital}]\n"
    "indicators: {rate: {title: 比率, show: percent, value: closed / opened}}\n"
    "reported: {beds: {title: 床位, about: 30, unit: 张, source: 年报}}\n"
    "texts: {hello: {zh: 您好, en: Hello}}\n"
    "aliases: {unit: {一院: hospital}}\n"
    "votes:\n"
    "  ward_vote:\n"
    "    title: 表决\n"
    "    measures: {heads: 人数, area: {title: 面积, unit: 平方米, decimals: 2}}\n"
    "    take_part: {heads: '>= 2/3'}\n"
    "    decide: {heads: '> 1/2 of taking_part', area: '> 1/2 of all'}\n"
    "    notice: 15 days\n"
    "---\n"
    "process: visit\n"
    "title: {zh: 上门, en: A visit}\n"
    "prefix: SM\n"
    "open: anyone\n"
    "form: {place: need, class: may, ward: {is: choice, title: 病区, choices: {a: 甲, b: 乙}}}\n"
    "steps:\n"
    "  go:\n"
    "    title: 出诊\n"
    "    who: clerk @ community\n"
    "    clock: {by: class, limit: 2 workdays, late: yellow}\n"
    "    moves:\n"
    "      done: {title: 办好, to: end.well, need: reason}\n"
    "      late: {title: 改日, to: wait}\n"
    "  wait:\n"
    "    title: 等待\n"
    "    who: secretary @ community\n"
    "    moves: {go: {title: 再去, to: go}}\n"
    "ends: {well: {title: 痊愈, counts: solved}}\n";

/* The text with the first `from` in it replaced. */
static const char *changed(struct arena *a, const char *from, const char *to)
{
    const char *at = strstr(base_yaml, from);

    if (!at)
        fail_msg("\"%s\" is not in the pack", from);
    return arena_fmt(a, "%.*s%s%s", (int)(at - base_yaml), base_yaml, to, at + strlen(from)).p;
}

static struct str compared(struct arena *a, const char *before, const char *after, enum lang lang)
{
    struct practice *b = load_over_small(a, before), *n = load_over_small(a, after);
    struct buf      *out = arena_buf(a, 1 << 20);
    bool             different;

    assert_rc(practice_compare(b, n, lang, out, &different), RC_OK);
    assert_int_equal(different, str_find(buf_str(out), S("difference")) == SIZE_MAX);
    practice_free(b);
    practice_free(n);
    return buf_str(out);
}

/* What is compared ends where its meaning begins. */
static struct str differences(struct arena *a, const char *after)
{
    struct str all = compared(a, base_yaml, after, LANG_EN);

    return str_head(all, str_find(all, S("\nWhat it means")));
}

static void the_same_is_the_same(void **state)
{
    struct arena *a = arena_new(256 << 20);

    (void)state;
    assert_text(compared(a, base_yaml, base_yaml, LANG_EN), "there is no difference\n");
    assert_text(compared(a, base_yaml, arena_fmt(a, "# a remark\n%s", base_yaml).p, LANG_EN),
                "there is no difference\n");
    arena_free(a);
}

static void each_difference_is_told_once(void **state)
{
    static const struct {
        const char *from, *to, *told;
    } cases[] = {
        { "known: 3", "known: 4",
          "Kinds of places\n  ~ the place \"街道\" (street): known number: 3 → 4\n" },
        { "known: 2", "known: 9",
          "Kinds of organisations\n  ~ the organisation \"医院\" (hospital): known number: 2 → "
          "9\n" },
        { "{helps: 帮扶}", "{helps: 结对}",
          "Relations\n  ~ the relation \"结对\" (helps): title: 帮扶 → 结对\n" },
        { "can: [case.read]", "can: [case.read, case.move]",
          "Posts\n  ~ the post \"护士\" (nurse): may: case.read → case.read, case.move\n" },
        { "norm: {least: 1}", "norm: {least: 1, most: 4}",
          "Posts\n  ~ the post \"护士\" (nurse): norm: at least 1 → 1 to 4\n" },
        { "most: 2}}}", "most: 5}}}",
          "Teams\n  ~ the team \"夜班\" (night): made up of: 甲, 护士, 0 to 2 → 甲, 护士, 0 to "
          "5\n" },
        { "go: 3 workdays", "go: 4 workdays",
          "Case classes\n  ~ the class \"健康\" (09): limits: 出诊 3 working days → 出诊 4 working "
          "days\n" },
        { "class within \"09\"", "class within \"09\" and worktime",
          "Dispatch\n"
          "  - the rule is gone: if the class is within 健康 → 医院\n"
          "  + the rule is new: if the class is within 健康 and it is office time → 医院\n" },
        { "closed / opened", "solved / opened",
          "Indicators\n  ~ the indicator \"比率\" (rate): value: closed / opened → solved / "
          "opened\n" },
        { "about: 30", "at_least: 30",
          "Reported figures\n  ~ the reported figure \"床位\" (beds): value: about 30 张 → at "
          "least "
          "30 张\n" },
        { "en: Hello", "en: Good day", "Texts\n  ~ the text hello: words: Hello → Good day\n" },
        { "zh: 您好", "zh: 你好",
          "Texts\n  ~ the text hello: words: 您好 | Hello → 你好 | Hello\n" },
        { "{一院: hospital}", "{一院: police}",
          "Spellings\n  ~ unit: \"一院\" now means police\n" },
        { "{一院: hospital}", "{二院: hospital}",
          "Spellings\n  - unit: \"一院\" is unknown\n  + unit: \"二院\" means hospital\n" },
        { "'>= 2/3'", "'> 1/2'",
          "Votes\n  ~ the vote \"表决\" (ward_vote): taking part: 人数 at least 2/3 of all → 人数 "
          "more than 1/2 of all\n" },
        { "> 1/2 of taking_part", "> 1/2 of all",
          "Votes\n  ~ the vote \"表决\" (ward_vote): in favour: 人数 more than 1/2 of those taking "
          "part, 面积 more than 1/2 of all → 人数 more than 1/2 of all, 面积 more than 1/2 of "
          "all\n" },
        { "decimals: 2", "decimals: 1",
          "Votes\n  ~ the vote \"表决\" (ward_vote): what is counted: 人数, 面积 (平方米) with 2 "
          "decimals → 人数, 面积 (平方米) with 1 decimals\n" },
        { "notice: 15 days", "roll: certified",
          "Votes\n  ~ the vote \"表决\" (ward_vote): days of notice: 15 → (none)\n"
          "  ~ the vote \"表决\" (ward_vote): a certified roll: (none) → yes\n" },
        { "prefix: SM", "prefix: SN",
          "Process \"A visit\" (visit)\n  ~ prefix of numbers: SM → SN\n" },
        { "place: need, class: may", "place: need, class: need",
          "Process \"A visit\" (visit)\n"
          "  ~ must be given at the opening: Place → Place, Class\n"
          "  ~ may be given at the opening: Class, 病区 → 病区\n" },
        { "{a: 甲, b: 乙}", "{a: 甲, c: 乙}",
          "Process \"A visit\" (visit)\n  ~ the field \"病区\" (ward): choices: a, b → a, c\n" },
        { "limit: 2 workdays, late: yellow", "limit: 3 workdays, late: red",
          "Process \"A visit\" (visit)\n"
          "  ~ the clock of \"出诊\": limit: as the class says, else 2 working days → as the class "
          "says, else 3 working days\n"
          "  ~ the clock of \"出诊\": late: when due: yellow card → when due: red card\n" },
        { "who: clerk @ community", "who: [clerk @ community, not: initiator]",
          "Process \"A visit\" (visit)\n"
          "  ~ the step \"出诊\" (go): done by: Clerk (Community) → Clerk (Community) (but not the "
          "reporter)\n" },
        { "need: reason}", "need: reason, most: 2}",
          "Process \"A visit\" (visit)\n"
          "  ~ the move \"办好\" (done) of \"出诊\": at most: (none) → twice\n" },
        { "late: {title: 改日", "later: {title: 改日",
          "Process \"A visit\" (visit)\n"
          "  - the move \"改日\" (late) of \"出诊\" is gone\n"
          "  + the move \"改日\" (later) of \"出诊\" is new\n" },
        { "counts: solved", "counts: void",
          "Process \"A visit\" (visit)\n"
          "  ~ the end \"痊愈\" (well): counts as: solved → not counted\n" },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct arena *a = arena_new(256 << 20);

        assert_text(differences(a, changed(a, cases[i].from, cases[i].to)), cases[i].told);
        arena_free(a);
    }
}

static void what_has_another_name_and_the_same_title_is_another_thing(void **state)
{
    struct arena *a     = arena_new(256 << 20);
    const char   *after = changed(a, "who: secretary @ community", "who: clerk2 @ community");
    struct str    told;

    (void)state;
    after = arena_fmt(a,
                      "posts: {clerk2: {title: {zh: 书记, en: Secretary}, at: community}}\n"
                      "%s",
                      strstr(after, "---\nprocess:"))
                .p;
    told = compared(a, strstr(base_yaml, "---\nprocess:"), after, LANG_EN);
    assert_true(str_find(told, S("done by: secretary (community) → clerk2 (community)")) !=
                SIZE_MAX);
    arena_free(a);
}

static void says(struct str all, const char *line)
{
    if (str_find(all, str_of(line)) == SIZE_MAX)
        fail_msg("\"%s\" is not in\n%.*s", line, STR_ARG(all));
}

static void a_post_that_is_gone_leaves_nobody(void **state)
{
    static const char before[] =
        "posts: {warden: {title: 督办员, at: community}}\n---\n"
        "process: w\ntitle: 督办\nprefix: W\nsteps:\n"
        "  a: {title: 甲, who: warden @ community, moves: {go: {title: 走, "
        "to: b}}}\n"
        "  b: {title: 乙, who: [warden @ community, clerk @ community], "
        "clock: 2 workdays, moves: {go: {title: 完, to: end.e}}}\n"
        "ends: {e: {title: 完, counts: solved}}\n",
                      after[] = "---\nprocess: w\ntitle: 督办\nprefix: W\nsteps:\n"
                                "  b: {title: 乙, who: clerk @ community, clock: 3 workdays, "
                                "moves: {go: {title: 完, to: end.e}}}\n"
                                "ends: {e: {title: 完, counts: solved}}\n",
                      none[]  = "# no process of its own\n";
    struct arena *a           = arena_new(256 << 20);
    struct str    told        = compared(a, before, after, LANG_ZH);

    (void)state;
    says(told, "  - 岗位“督办员”（warden）没有了\n");
    says(told, "对已经发起的事项意味着什么\n  > 每个事项按发起时的版本办到底");
    says(told, "流程“督办”：停在“甲”的事项仍在那里，按旧版从“甲”接着办；新版没有这一步\n");
    says(told, "流程“督办”：已经发起的事项在“乙”的时限和超期处理照旧\n");
    says(told, "流程“督办”：停在或将到“甲”的已发起事项，启用后没有人能办");
    says(told, "流程“督办”：已发起的事项到“乙”时，“督办员”不再能办，只由其余的人办\n");
    says(compared(a, after, none, LANG_ZH),
         "流程“督办”：启用后不能再发起；已经发起的按旧版办到结束\n");
    arena_free(a);
}

static void days_that_differ_are_told_day_by_day(void **state)
{
    struct arena *a      = arena_new(256 << 20);
    const char   *before = "calendar: {days: {2026-12-30: off}}\n";
    const char   *after  = "calendar: {days: {2026-12-30: half, 2027-01-01: off}}\n";
    struct str    told   = compared(a, before, after, LANG_EN);

    (void)state;
    says(told, "  ~ 2026-12-30: day off → half a day\n");
    says(told, "the working days of 2027 are announced\n");
    says(told, "  ~ 2027-01-01: working day → day off\n");
    says(told, "provisional ones, which reach into a year that was not announced, are computed "
               "again at once");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_is_the_same),
        cmocka_unit_test(each_difference_is_told_once),
        cmocka_unit_test(what_has_another_name_and_the_same_title_is_another_thing),
        cmocka_unit_test(a_post_that_is_gone_leaves_nobody),
        cmocka_unit_test(days_that_differ_are_told_day_by_day),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
