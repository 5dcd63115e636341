/* A process that is like another one: what it says is changed, the rest is as it was. */
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

static const struct step *step(const struct process *pr, const char *name)
{
    int32_t i = process_step(pr, str_of(name));

    if (i < 0)
        fail_msg("there is no step %s", name);
    return &pr->steps[i];
}

static void a_locality_changes_one_clock_and_no_more(void **state)
{
    struct practice      *p  = load_over_small(arena, "---\n"
                                                            "process: demand\n"
                                                            "like: demand\n"
                                                            "steps:\n"
                                                            "  verifying:\n"
                                                            "    clock: 2 workdays\n");
    const struct process *pr = practice_process(p, S("demand"));

    (void)state;
    assert_int_equal(p->n_processes, 1);
    assert_text(pr->title.zh, "群众诉求");
    assert_text(pr->prefix, "SQ");
    assert_int_equal(pr->n_steps, 4);
    assert_int_equal(step(pr, "verifying")->clocks[0].spans[0].span.n, 2);
    assert_int_equal(step(pr, "verifying")->who.n, 1);
    assert_int_equal(step(pr, "handling")->clocks[0].n_late, 3);
    assert_true(pr->evaluate.on && pr->publish.on && pr->form.n == 8);
    practice_free(p);
}

static void steps_moves_fields_and_ends_are_added_changed_and_left_out(void **state)
{
    struct practice *p = load_over_small(
        arena, "---\n"
               "process: visit\n"
               "like: demand\n"
               "title: 走访\n"
               "prefix: ZF\n"
               "evaluate: no\n"
               "publish: no\n"
               "form:\n"
               "  people: no\n"
               "  class: {need: no}\n"
               "  lift: {is: text, title: 电梯编号}\n"
               "steps:\n"
               "  filing:\n"
               "    moves:\n"
               "      merge: no\n"
               "      accept: {to: dispatch, need: grade, may: no}\n"
               "      later: {title: 以后再办, to: end.later, need: reason}\n"
               "  verifying: no\n"
               "  handling:\n"
               "    clock: no\n"
               "    moves: {done: {to: end.resolved, need: no}, ask: no, answer: no}\n"
               "ends:\n"
               "  merged: no\n"
               "  later: {title: 以后再办, counts: withdrawn}\n");
    const struct process *pr  = practice_process(p, S("visit")),
                         *was = practice_process(p, S("demand"));
    const struct step *s      = step(pr, "filing");

    (void)state;
    assert_true(pr->n_steps == 3 && pr->n_ends == 3 && !pr->evaluate.on);
    assert_text(pr->steps[0].name, "filing"); /* what is changed stays where it stands */
    assert_null(form_field(&pr->form, S("people")));
    assert_false(form_field(&pr->form, S("class"))->need);
    assert_text(pr->form.at[pr->form.n - 1].name, "lift");
    assert_null(step_move(s, S("merge")));
    assert_text(step_move(s, S("accept"))->title.zh, "立案"); /* keys that it does not say */
    assert_true(step_move(s, S("accept"))->form.at[0].need);
    assert_int_equal(step_move(s, S("later"))->to, TO_END + 2);
    assert_int_equal(step(pr, "handling")->n_clocks, 0);
    assert_int_equal(step_move(step(pr, "handling"), S("done"))->form.n, 0);
    assert_true(was->n_steps == 4 && was->n_ends == 3 && was->evaluate.on);
    assert_non_null(step_move(&was->steps[0], S("merge")));
    practice_free(p);
}

static void a_new_step_stands_behind_the_one_that_it_names(void **state)
{
    struct practice      *p  = load_over_small(arena, "---\n"
                                                            "process: demand\n"
                                                            "like: demand\n"
                                                            "steps:\n"
                                                            "  filing: {moves: {accept: {to: look}}}\n"
                                                            "  look:\n"
                                                            "    after: filing\n"
                                                            "    title: 查看\n"
                                                            "    who: clerk @ community\n"
                                                            "    moves: {on: {title: 走, to: again}}\n"
                                                            "  again:\n"
                                                            "    after: look\n"
                                                            "    title: 复看\n"
                                                            "    who: clerk @ community\n"
                                                            "    moves: {on: {title: 走, to: dispatch}}\n");
    const struct process *pr = practice_process(p, S("demand"));

    (void)state;
    assert_int_equal(pr->n_steps, 6);
    assert_text(pr->steps[0].name, "filing");
    assert_text(pr->steps[1].name, "look");
    assert_text(pr->steps[2].name, "again");
    assert_text(pr->steps[3].name, "dispatch");
    practice_free(p);
}

static void a_model_is_no_process_and_others_follow_its_changes(void **state)
{
    struct practice *p =
        load_over_small(arena, "---\n"
                               "process: second\n"
                               "like: first\n"
                               "prefix: YI\n"
                               "---\n"
                               "process: first\n"
                               "like: common\n"
                               "title: 甲\n"
                               "prefix: JA\n"
                               "steps: {go: {clock: 3 days}}\n"
                               "---\n"
                               "process: common\n"
                               "model: yes\n"
                               "steps: {go: {title: 走访, who: grid_head @ place,\n"
                               "        moves: {done: {title: 完成, to: end.done}}}}\n"
                               "ends: {done: {title: 完成, counts: solved}}\n");

    (void)state;
    assert_int_equal(p->n_processes, 3); /* demand too */
    assert_null(practice_process(p, S("common")));
    assert_text(practice_process(p, S("second"))->title.zh, "甲");
    assert_int_equal(practice_process(p, S("second"))->steps[0].clocks[0].spans[0].span.n, 3);
    assert_text(practice_process(p, S("first"))->prefix, "JA");
    practice_free(p);
}

/* The pack below made it of a model; what comes of both is changed, and the model as well. */
static void what_a_model_gave_can_be_changed_and_left_out_above(void **state)
{
    static const char common[] = "process: common\nmodel: yes\n"
                                 "steps:\n"
                                 "  go: {title: 走访, who: clerk @ street, clock: 3 days, moves: "
                                 "{done: {title: 完成, to: end.done},\n"
                                 "       skip: {title: 略过, to: end.done}}}\n"
                                 "ends: {done: {title: 完成, counts: solved}}\n";
    struct pack_file  files[]  = {
          { S("low"), S("pack.yaml"),
            arena_fmt(arena,
                      "pack: low\nplaces: {street: {title: 街道, cases: yes}}\n"
                        "calendar: {hours: ['09:00-17:00']}\n"
                        "posts: {clerk: {title: 经办, at: street, can: [case.read]}}\n---\n%s---\n"
                        "process: visit\nlike: common\ntitle: 走访\nprefix: ZF\n"
                        "steps:\n"
                        "  more: {after: go, title: 再访, who: clerk @ street, moves: {done: {title: "
                        "完成, to: end.done}}}\n"
                        "  go: {moves: {next: {title: 再访, to: more}}}\n",
                      common) },
          { S("own"), S("pack.yaml"),
            S("pack: own\nextends: low\n---\nprocess: visit\nlike: visit\n"
                "steps: {go: {clock: no, moves: {skip: no}}}\n---\n"
                "process: common\nlike: common\nsteps: {go: {title: 上门}}\n") },
    };
    struct practice      *p  = load_files(arena, files, ARRAY_LEN(files));
    const struct process *pr = practice_process(p, S("visit"));

    (void)state;
    assert_int_equal(p->n_processes, 1);
    assert_text(pr->steps[0].title.zh, "上门");
    assert_text(pr->steps[1].name, "more");
    assert_int_equal(pr->steps[0].n_clocks, 0);
    assert_null(step_move(&pr->steps[0], S("skip")));
    assert_non_null(step_move(&pr->steps[0], S("next")));
    practice_free(p);
}

/* Written out it would be more than a pack may hold. */
static void what_grows_without_end_is_refused(void **state)
{
    struct buf       b;
    struct findings  found = { .arena = arena };
    struct practice *p     = NULL;
    struct pack_file file;

    (void)state;
    buf_init(&b, 8 << 20);
    buf_addc(&b, "pack: own\nplaces: {street: {title: 街道, cases: yes}}\n"
                 "posts: {clerk: {title: 经办, at: street, can: [case.read]}}\n"
                 "---\nprocess: p0\ntitle: 大\nprefix: DA\nsteps:\n");
    for (int i = 0; i < 150; i++)
        buf_addf(
            &b, "  s%d: {title: 步, who: clerk @ street, moves: {go: {title: 走, to: end.done}}}\n",
            i);
    buf_addc(&b, "ends: {done: {title: 完成, counts: solved}}\n");
    for (int i = 1; i < 450; i++)
        buf_addf(&b, "---\nprocess: p%d\nlike: p%d\n", i, i - 1);
    file = (struct pack_file){ S("own"), S("pack.yaml"), buf_str(&b) };
    assert_rc(practice_load(&file, 1, only_case_fly_is_no_capability, &found, &p), RC_INVALID);
    assert_true(str_find(findings_text(arena, &found, LANG_EN), S("too large")) != SIZE_MAX);
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_locality_changes_one_clock_and_no_more),
        cmocka_unit_test(steps_moves_fields_and_ends_are_added_changed_and_left_out),
        cmocka_unit_test(a_new_step_stands_behind_the_one_that_it_names),
        cmocka_unit_test(a_model_is_no_process_and_others_follow_its_changes),
        cmocka_unit_test(what_a_model_gave_can_be_changed_and_left_out_above),
        cmocka_unit_test(what_grows_without_end_is_refused),
    };

    return cmocka_run_group_tests_name("like", tests, make_arena, drop_arena);
}
