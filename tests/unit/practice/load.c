/* A pack becomes a practice: what was written is there, laid over what it extends. */
#include "packs.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(512 << 20);
    return 0;
}

static int drop_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct practice *small(void)
{
    struct pack_file *files;
    size_t            n;

    read_folder(arena, "small", &files, &n);
    return load_files(arena, files, n);
}

static void places_stand_in_their_order(void **state)
{
    struct practice         *p = small();
    const struct place_kind *grid;

    (void)state;
    assert_text(p->name, "small");
    assert_text(text_in(&p->title, LANG_EN), "A small subdistrict");
    assert_int_equal(strlen(p->digest), 64);
    assert_int_equal(p->n_place_kinds, 4);
    assert_text(p->place_kinds[0].name, "street");
    grid = practice_place_kind(p, S("grid"));
    assert_non_null(grid);
    assert_true(grid->rank == 2 && grid->grid && grid->level == 2 && grid->takes_cases);
    assert_text(grid->head_post, "grid_head");
    assert_int_equal(grid->norm_households, 300);
    assert_int_equal(grid->known, NONE_I32);
    assert_int_equal(practice_place_kind(p, S("community"))->known, 2);
    assert_null(practice_place_kind(p, S("gird")));
    practice_free(p);
}

static void posts_teams_and_kinds_are_bound(void **state)
{
    struct practice   *p    = small();
    const struct post *head = practice_post(p, S("grid_head"));

    (void)state;
    assert_true(head && head->n_at == 1 && head->n_can == 3 && head->n_duties == 2);
    assert_text(head->duties[0].en, "Corridor facilities");
    assert_true(head->norm_least == 1 && head->norm_most == 1);
    assert_true(practice_org_is(p, S("police"), S("department")));
    assert_true(practice_org_is(p, S("police"), S("police")));
    assert_false(practice_org_is(p, S("department"), S("police")));
    assert_int_equal(p->teams[0].n_slots, 2);
    assert_text(p->teams[0].slots[1].empty, "示例文件第三条");
    assert_null(p->teams[0].slots[1].title.zh.p);
    practice_free(p);
}

static void classes_inherit_from_those_above(void **state)
{
    struct practice         *p       = small();
    const struct case_class *rubbish = practice_class(p, S("01.01")),
                            *dirt    = practice_class(p, S("01.02"));

    (void)state;
    assert_text(rubbish->above, "01");
    assert_text(rubbish->process, "demand");
    assert_text(rubbish->unit_kind, "urban_management");
    assert_true(rubbish->leaf && !practice_class(p, S("01"))->leaf);
    assert_int_equal(rubbish->near_m, 50);
    assert_true(rubbish->n_limits == 1 && rubbish->limits[0].span.unit == SPAN_WORKHOUR);
    assert_true(dirt->n_limits == 2);
    assert_text(dirt->limits[0].step, "handling"); /* the closest first */
    assert_text(dirt->limits[0].grade, "urgent");
    assert_true(!dirt->limits[1].step.p && dirt->limits[1].span.n == 2);
    assert_text(text_in(&practice_class(p, S("03.01"))->stop, LANG_ZH), "请拨打 119");
    assert_true(practice_class_within(p, S("01.01"), S("01")));
    assert_true(practice_class_within(p, S("01"), S("01")));
    assert_false(practice_class_within(p, S("01"), S("01.01")));
    assert_false(practice_class_within(p, S("02.01"), S("01")));
    assert_false(practice_class_within(p, S("99"), S("01")));
    practice_free(p);
}

static void the_calendar_knows_its_days(void **state)
{
    struct practice       *p = small();
    const struct calendar *c = practice_calendar(p, STR_NONE);
    int32_t                d;

    (void)state;
    assert_ptr_equal(c, practice_calendar(p, S("main")));
    assert_null(practice_calendar(p, S("court")));
    assert_true(c->n_seasons == 3 && c->next_day && c->end_of_day && !c->days_end_of_day);
    assert_rc(day_parse(S("2026-02-14"), &d), RC_OK);
    assert_int_equal(calendar_day(c, d), DAY_WORK);
    assert_int_equal(calendar_day(c, d + 1), DAY_OFF);
    assert_rc(day_parse(S("2026-12-31"), &d), RC_OK);
    assert_int_equal(calendar_day(c, d), DAY_HALF);
    assert_false(calendar_known(c, d + 1));
    practice_free(p);
}

static void a_process_is_as_it_was_written(void **state)
{
    struct practice         *p  = small();
    const struct process    *pr = practice_process(p, S("demand"));
    const struct step       *s;
    const struct move       *m;
    const struct clock_rule *k;

    (void)state;
    assert_text(pr->prefix, "SQ");
    assert_true(pr->open.n == 1 && pr->open.at[0].kind == WHO_ANYONE);
    assert_int_equal(pr->channels, (1 << CH_COUNT) - 1);
    assert_true(pr->form.n == 8 && pr->form.at[0].need && !pr->form.at[3].need);
    assert_int_equal(form_field(&pr->form, S("phone"))->keep, KEEP_PERSONAL);
    assert_true(pr->n_steps == 4 && pr->n_ends == 3 && pr->same_days == 30);
    s = &pr->steps[process_step(pr, S("handling"))];
    assert_true(s->joint && s->done == JOINT_ALL && s->who.at[0].at == AT_UNITS);
    assert_text(s->stage, "handle");
    k = s->clocks;
    assert_true(k->by == LIMIT_CLASS && k->remind_half && k->n_late == 3 && k->extend_most == 1);
    assert_true(k->late[0].act == LATE_YELLOW && k->late[1].after.n == 1);
    assert_true(k->late[2].act == LATE_UP && k->late[2].tell.n == 1);
    assert_text(k->pauses[0], "waiting_for_resident");
    m = step_move(s, S("done"));
    assert_true(m->main && m->scope == MOVE_CASE && m->form.n == 2 && m->form.at[0].need);
    assert_int_equal(m->to, process_step(pr, S("verifying")));
    m = step_move(s, S("ask"));
    assert_true(m->scope == MOVE_NOTE && m->to == TO_STAY && m->n_tells == 1);
    assert_text(m->tells[0].text, "ask_resident");
    k = pr->steps[0].clocks;
    assert_true(k->n_spans == 2 && !k->spans[1].grade.p); /* any comes last */
    assert_text(k->spans[0].grade, "urgent");
    s = &pr->steps[3];
    assert_true(s->who.n == 1 && s->who.n_not == 1 && s->who.not_step[0] == 2);
    assert_true(s->clocks->n_late == 1 && s->clocks->late[0].act == LATE_YELLOW);
    assert_int_equal(step_move(&pr->steps[0], S("merge"))->to, TO_END + 2);
    assert_true(pr->evaluate.on && pr->evaluate.asks.n == 4 && pr->evaluate.reopen_to == 2);
    assert_true(pr->publish.on && !pr->publish.at_once && pr->publish.n_what == 6);
    practice_free(p);
}

static void a_process_names_every_field_that_a_case_may_hold(void **state)
{
    struct practice      *p  = small();
    const struct process *pr = practice_process(p, S("demand"));

    (void)state;
    assert_int_equal(pr->n_names, CN_COUNT + pr->fields.n);
    assert_text(pr->names[CN_GRADE].name, "grade");
    for (size_t i = 0; i < pr->fields.n; i++) {
        struct str name = pr->names[CN_COUNT + i].name;

        assert_true(str_starts(name, S("form.")));
        assert_true(str_eq(str_skip(name, 5), pr->fields.at[i].name));
    }
    assert_non_null(form_field(&pr->fields, S("photos_after")));
    assert_non_null(form_field(&pr->fields, S("satisfied")));
    assert_null(form_field(&pr->fields, S("class"))); /* the case's own */
    practice_free(p);
}

static void a_field_asked_for_twice_is_kept_as_the_stricter_says(void **state)
{
    struct practice *p = load_over_small(
        arena,
        "---\n"
        "process: visit\n"
        "title: 走访\n"
        "prefix: ZF\n"
        "form: {who: {is: text, title: 对象, keep: public}}\n"
        "steps:\n"
        "  going: {title: 走访, who: grid_head @ place, moves: {done: {title: 完成, to:\n"
        "          end.done, need: {who: {is: text, title: 对象, keep: personal, mask: name}}}}}\n"
        "ends: {done: {title: 完成, counts: solved}}\n");
    const struct form_field *f = form_field(&practice_process(p, S("visit"))->fields, S("who"));

    (void)state;
    assert_true(f->keep == KEEP_PERSONAL && f->mask == MASK_NAME && !f->publish);
    practice_free(p);
}

static void a_condition_of_a_field_stays_with_its_field(void **state)
{
    struct practice *p = load_over_small(
        arena,
        "fields: {lift: {is: text, title: 电梯编号}}\n"
        "---\n"
        "process: visit\n"
        "title: 走访\n"
        "prefix: ZF\n"
        "form:\n"
        "  class: may\n"
        "  lift:  {need: yes, when: 'class within \"02\"'}\n"
        "  phone: may\n"
        "  home:  {is: bool, title: 上门, when: known(form.phone)}\n"
        "steps:\n"
        "  going: {title: 走访, who: grid_head @ place, moves: {done: {title: 完成, to: end.done,\n"
        "          need: [words, again: {is: text, title: 再访, when: form.home}]}}}\n"
        "ends: {done: {title: 完成, counts: solved}}\n");
    const struct process *pr   = practice_process(p, S("visit"));
    const struct form    *move = &pr->steps[0].moves[0].form;

    (void)state;
    assert_null(form_field(&pr->form, S("class"))->when);
    assert_null(form_field(&pr->form, S("phone"))->when);
    assert_text(expr_text(form_field(&pr->form, S("lift"))->when), "class within \"02\"");
    assert_text(expr_text(form_field(&pr->form, S("home"))->when), "known(form.phone)");
    assert_null(form_field(move, S("words"))->when);
    assert_text(expr_text(form_field(move, S("again"))->when), "form.home");
    practice_free(p);
}

static void texts_and_spellings_are_found(void **state)
{
    struct practice *p = small();

    (void)state;
    assert_non_null(practice_text(p, S("refused")));
    assert_null(practice_text(p, S("none")));
    assert_text(practice_alias(p, S("unit"), S("城管局")), "urban_management");
    assert_text(practice_alias(p, S("unit"), S("别的")), "别的");
    assert_text(practice_alias(p, S("none"), S("城管局")), "城管局");
    assert_true(p->reported[1].sort == FIG_UNKNOWN && p->reported[0].sort == FIG_AT_LEAST);
    assert_text(text_in(&p->reported[0].unit, LANG_EN), "households");
    assert_text(text_in(&p->reported[0].unit, LANG_ZH), "户");
    assert_text(text_in(&p->reported[1].period, LANG_EN), "2018");
    assert_true(p->indicators[0].value && !p->indicators[1].value);
    practice_free(p);
}

static void a_pack_lies_over_what_it_extends(void **state)
{
    struct practice *p =
        load_over_small(arena, "title: 我们街道\n"
                               "without: {posts: [], texts: [ask_resident]}\n"
                               "places:\n"
                               "  estate: {title: 小区, under: community}\n"
                               "  grid: {title: 片区, grid: 2, cases: yes}\n"
                               "posts:\n"
                               "  steward: {title: 楼长, at: building}\n"
                               "classes:\n"
                               "  '02.02': {title: 楼道灯, limit: 1 day}\n"
                               "  '02.03': 门禁\n"
                               "calendar:\n"
                               "  hours: ['09:00-17:00']\n"
                               "  days: {2026-12-31: work, 2026-12-30: {type: off, name: 街道日}}\n"
                               "dispatch: [{when: hour < 6, kind: police}]\n"
                               "aliases: {unit: {城管局: police}, street: {一街: s1}}\n"
                               "texts: {refused: 不受理, ask_resident: 请补充}\n");
    const struct calendar *c = practice_calendar(p, STR_NONE);
    int32_t                d;

    (void)state;
    assert_text(p->name, "own");
    assert_text(p->place_kinds[2].name, "estate");
    assert_text(practice_place_kind(p, S("grid"))->title.zh, "片区");
    assert_int_equal(practice_place_kind(p, S("grid"))->rank, 3);
    assert_non_null(practice_post(p, S("clerk")));
    assert_non_null(practice_post(p, S("steward")));
    assert_text(practice_class(p, S("02.02"))->title.zh, "楼道灯");
    assert_text(practice_class(p, S("02.03"))->process, "demand");
    assert_int_equal(c->n_seasons, 1); /* new hours make the seasons below void */
    assert_rc(day_parse(S("2026-12-31"), &d), RC_OK);
    assert_true(calendar_day(c, d) == DAY_WORK && calendar_day(c, d - 1) == DAY_OFF);
    assert_rc(day_parse(S("2026-10-10"), &d), RC_OK);
    assert_int_equal(calendar_day(c, d), DAY_WORK);
    assert_text(p->dispatch[0].org_kind, "police");
    assert_int_equal(p->n_dispatch, 3);
    assert_text(practice_alias(p, S("unit"), S("城管局")), "police");
    assert_text(practice_alias(p, S("unit"), S("城市管理局")), "urban_management");
    assert_text(practice_alias(p, S("street"), S("一街")), "s1");
    assert_text(practice_text(p, S("refused"))->zh, "不受理");
    assert_non_null(practice_process(p, S("demand")));
    practice_free(p);
}

static void a_process_is_replaced_whole(void **state)
{
    struct practice *p =
        load_over_small(arena, "---\n"
                               "process: demand\n"
                               "title: 诉求\n"
                               "prefix: XQ\n"
                               "steps:\n"
                               "  handling: {title: 办理, who: grid_head @ place, moves: {done:"
                               " {title: 完成, to: end.done}}}\n"
                               "grades: {urgent: 紧急}\n"
                               "ends: {done: {title: 完成, counts: solved}}\n");

    (void)state;
    assert_int_equal(p->n_processes, 1);
    assert_text(practice_process(p, S("demand"))->prefix, "XQ");
    assert_int_equal(practice_process(p, S("demand"))->n_steps, 1);
    practice_free(p);
}

static void what_is_left_out_is_gone_for_all_who_name_it(void **state)
{
    struct findings   found = { .arena = arena };
    struct practice  *p     = NULL;
    struct pack_file *files, *all;
    size_t            n;

    (void)state;
    read_folder(arena, "small", &files, &n);
    all = ARENA_ARRAY(arena, struct pack_file, n + 1);
    memcpy(all, files, n * sizeof(*all));
    all[n] = (struct pack_file){ S("own"), S("pack.yaml"),
                                 S("pack: own\nextends: small\nwithout: {posts: grid_head}\n") };
    assert_rc(practice_load(all, n + 1, NULL, &found, &p), RC_INVALID);
    assert_text(findings_text(arena, &found, LANG_EN),
                "small/pack.yaml:17:3: there is no post 'grid_head'\n"
                "small/pack.yaml:50:3: there is no post 'grid_head'\n"
                "small/processes/demand.yaml:59:11: there is no post 'grid_head'\n");
}

static void a_process_may_call_another_and_wait(void **state)
{
    struct practice *p = load_over_small(
        arena,
        "---\n"
        "process: whistle\n"
        "title: 会商\n"
        "prefix: HS\n"
        "grades: {work: 工作, urgent: 紧急}\n"
        "ladder: [community, street]\n"
        "form:\n"
        "  called: {is: orgs, of: department, title: 部门, need: yes}\n"
        "  place: need\n"
        "steps:\n"
        "  called:\n"
        "    title: 报到\n"
        "    who: handler @ form.called\n"
        "    clock: {limit: {urgent: 30 minutes, any: 1 hour}, stop_at: sign_in,\n"
        "            late: [yellow, 2 hours: {move: give_up}]}\n"
        "    joint: all\n"
        "    moves:\n"
        "      sign_in: {title: 签到, scope: task, signs: yes}\n"
        "      solved: {title: 解决, to: end.solved, need: photos_after, set: {grade: work}}\n"
        "      give_up: {title: 转上级, to: called, level: next, who: system,\n"
        "                when: not level_last}\n"
        "ends: {solved: {title: 解决, counts: solved}, left: {title: 未决, counts: void}}\n"
        "---\n"
        "process: demand\n"
        "title: 诉求\n"
        "prefix: XQ\n"
        "grades: {urgent: 紧急}\n"
        "steps:\n"
        "  handling:\n"
        "    title: 办理\n"
        "    who: secretary @ level\n"
        "    moves:\n"
        "      call: {title: 会商, calls: whistle, to: waiting, need: [{called: {is: orgs, of: "
        "department,\n"
        "             title: 部门}}], then: {solved: end.done, any: handling}}\n"
        "      done: {title: 完成, to: end.done}\n"
        "  waiting: {title: 等待会商}\n"
        "ladder: [community, street]\n"
        "ends: {done: {title: 完成, counts: solved}}\n");
    const struct process *whistle = practice_process(p, S("whistle")),
                         *demand  = practice_process(p, S("demand"));
    const struct move *m          = step_move(&demand->steps[0], S("call"));

    (void)state;
    assert_true(demand->steps[1].waits && !demand->steps[0].waits);
    assert_true(m->to == 1 && m->n_then == 2 && m->scope == MOVE_CASE);
    assert_text(m->then[0].end, "solved");
    assert_true(!m->then[1].end.p && m->then[1].to == 0);
    assert_true(whistle->steps[0].who.at[0].at == AT_FIELD);
    m = step_move(&whistle->steps[0], S("solved"));
    assert_text(m->sets[0].name, "grade");
    assert_text(expr_eval(m->sets[0].value, NULL).text, "work");
    m = step_move(&whistle->steps[0], S("give_up"));
    assert_true(m->level == 1 && m->who.at[0].kind == WHO_SYSTEM);
    practice_free(p);
}

static void what_is_too_much_is_refused(void **state)
{
    struct buf       b;
    struct findings  found = { .arena = arena };
    struct practice *p     = NULL;
    struct pack_file one   = { S("big"), S("pack.yaml"), STR_NONE };

    (void)state;
    buf_init(&b, 8 << 20);
    buf_addc(&b, "pack: big\ntexts: [");
    while (b.n < (4 << 20) - 4)
        buf_addc(&b, "a,");
    buf_addc(&b, "a]");
    one.text = buf_str(&b);
    assert_rc(practice_load(&one, 1, NULL, &found, &p), RC_INVALID);
    assert_text(findings_text(arena, &found, LANG_EN),
                "big/pack.yaml:2:400003: more than 200000 values in the pack\n");
    found = (struct findings){ .arena = arena };
    buf_addc(&b, "    ");
    one.text = buf_str(&b);
    assert_rc(practice_load(&one, 1, NULL, &found, &p), RC_INVALID);
    assert_text(findings_text(arena, &found, LANG_EN),
                "big/pack.yaml: the file is larger than 4 MiB\n");
    found    = (struct findings){ .arena = arena };
    one.text = (struct str){ "pack: \xff", 7 };
    assert_rc(practice_load(&one, 1, NULL, &found, &p), RC_INVALID);
    assert_text(findings_text(arena, &found, LANG_EN), "big/pack.yaml: the file is not UTF-8\n");
    found = (struct findings){ .arena = arena };
    assert_rc(practice_load(NULL, 0, NULL, &found, &p), RC_INVALID);
    buf_free(&b);
}

static void many_mistakes_are_told_at_once_and_not_without_end(void **state)
{
    struct buf       b;
    struct findings  found = { .arena = arena };
    struct practice *p     = NULL;
    struct pack_file one   = { S("bad"), S("pack.yaml"), STR_NONE };

    (void)state;
    buf_init(&b, 1 << 20);
    buf_addc(&b, "pack: bad\nposts:\n");
    for (int i = 0; i < 500; i++)
        buf_addf(&b, "  p%d: {title: 岗, at: nowhere%d}\n", i, i);
    one.text = buf_str(&b);
    assert_rc(practice_load(&one, 1, NULL, &found, &p), RC_INVALID);
    assert_int_equal(found.list.n, 200);
    buf_free(&b);
}

static void tables_that_nothing_names_are_not_the_packs(void **state)
{
    struct pack_file *files;
    size_t            n;

    (void)state;
    read_folder(arena, "small", &files, &n);
    assert_int_equal(n, 4);
    for (size_t i = 0; i < n; i++)
        assert_false(str_eq(files[i].path, S("demo/places.csv")));
    read_folder(arena, "broken/class_code", &files, &n);
    assert_int_equal(n, 5);
    assert_text(files[0].pack, "small"); /* what is extended comes first */
    assert_text(files[4].pack, "class_code");
}

static void a_folder_that_is_not_there_is_told(void **state)
{
    struct faults     f = { 0 };
    struct pack_file *files;
    size_t            n;

    (void)state;
    assert_rc(pack_read(arena, "/nonexistent/pack", &f, &files, &n), RC_NOT_FOUND);
    assert_int_equal(f.n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_stand_in_their_order),
        cmocka_unit_test(posts_teams_and_kinds_are_bound),
        cmocka_unit_test(classes_inherit_from_those_above),
        cmocka_unit_test(the_calendar_knows_its_days),
        cmocka_unit_test(a_process_is_as_it_was_written),
        cmocka_unit_test(a_process_names_every_field_that_a_case_may_hold),
        cmocka_unit_test(a_field_asked_for_twice_is_kept_as_the_stricter_says),
        cmocka_unit_test(a_condition_of_a_field_stays_with_its_field),
        cmocka_unit_test(texts_and_spellings_are_found),
        cmocka_unit_test(a_pack_lies_over_what_it_extends),
        cmocka_unit_test(a_process_is_replaced_whole),
        cmocka_unit_test(what_is_left_out_is_gone_for_all_who_name_it),
        cmocka_unit_test(a_process_may_call_another_and_wait),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(many_mistakes_are_told_at_once_and_not_without_end),
        cmocka_unit_test(tables_that_nothing_names_are_not_the_packs),
        cmocka_unit_test(a_folder_that_is_not_there_is_told),
    };

    return cmocka_run_group_tests_name("load", tests, make_arena, drop_arena);
}
