/* Cases from files: every row is accounted for, and none is filed twice. */
#include "base/rng.h"
#include "cases/export.h"
#include "cases/import.h"
#include "cases/list.h"
#include "shape/csv.h"
#include "town.h"
#include "work/work_begin.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

static int setup(void **state)
{
    return town_make(state);
}
static int teardown(void **state)
{
    return town_drop(state);
}

static struct case_import hotline(const char *text)
{
    return (struct case_import){
        .text = str_of(text), .channel = CH_HOTLINE, .place = NONE_I64, .lang = LANG_EN
    };
}

static enum rc import_as(struct town *t, const struct actor *actor, const struct case_import *in,
                         struct case_import_report *ret)
{
    t->f->faults.n = 0;
    return case_import(&t->f->s, actor, in, t->f->arena, &t->f->faults, ret);
}

static struct case_import_report import(struct town *t, const struct case_import *in)
{
    struct case_import_report r;

    assert_rc(import_as(t, t->actor[CLERK], in, &r), RC_OK);
    assert_int_equal(r.taken + r.again + r.refused, r.given);
    return r;
}

struct counting {
    int64_t entries, broken;
    size_t  cases;
};
static enum rc count(struct work *w, void *ctx)
{
    struct counting  *c = ctx;
    struct list_query q;
    struct rows       rows;
    int64_t           next;

    shape_clear(&list_query_shape, &q);
    q.limit = LIST_MOST;
    TRY(case_list(w, &q, &rows, &next));
    c->cases = rows.n;
    return journal_verify(w, &c->entries, &c->broken);
}

/* How many cases there are; and that the journal is whole. */
static size_t cases_of(struct town *t)
{
    struct counting c = { 0 };

    fixture_settle(t->f);
    assert_rc(fixture_read(t->f, &actor_system, count, &c), RC_OK);
    return c.cases;
}

#define HEADS "工单号,来电时间,诉求人,联系电话,诉求内容,类别,网格编码\n"

static void good_rows_are_filed_although_others_are_refused(void **state)
{
    struct town       *t = town_of(state);
    struct case_import in = hotline(HEADS "A1,2026-03-01 08:00,张三,13800000001,灯不亮,02.02,G1\n"
                                          "A2,2026-03-01 08:00,,,灯不亮,99.99,G1\n"
                                          "A3,2026-03-09 08:00,,,灯不亮,02.02,G1\n"
                                          "A4,,,,灯不亮,02.02,G2\n");
    struct case_import_report      r    = import(t, &in);
    const struct case_import_told *told = r.told.at;
    const struct case_import_row  *rows = r.rows.at;

    assert_int_equal(r.taken, 2);
    assert_int_equal(r.refused, 2);
    assert_int_equal(r.told.n, 2);
    assert_int_equal(told[0].line, 3);
    assert_text(told[0].column, "类别");
    assert_int_equal(told[1].line, 4);
    assert_text(told[1].column, "来电时间");
    assert_int_equal(r.rows.n, 2);
    assert_text(rows[0].outside_number, "A1");
    assert_true(rows[0].number.n > 0);
    assert_int_equal(cases_of(t), 2);
}

static void sent_again_nothing_is_filed(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline(HEADS "A1,,,,灯不亮,02.02,G1\nA2,,,,门坏了,02.02,G1\n");
    struct case_import_report r = import(t, &in);

    assert_int_equal(r.taken, 2);
    r = import(t, &in);
    assert_int_equal(r.taken, 0);
    assert_int_equal(r.again, 2);
    in.channel = CH_IMPORT; /* another's numbers are others */
    r          = import(t, &in);
    assert_int_equal(r.taken, 2);
    assert_int_equal(cases_of(t), 4);
}

static void rows_without_a_number_are_filed_each_time(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline("内容,类别,网格编码\n灯不亮,02.02,G1\n");

    assert_int_equal(import(t, &in).taken, 1);
    assert_int_equal(import(t, &in).taken, 1);
}

static void a_dry_run_foresees_the_real_one_and_changes_nothing(void **state)
{
    struct town              *t  = town_of(state);
    struct case_import        in = hotline(HEADS "A1,,,,灯不亮,02.02,G1\n"
                                                        "A2,,,,灯不亮,99.99,G1\n"
                                                        "A1,,,,灯不亮,02.02,G1\n"
                                                        "A2,,,,灯不亮,02.02,G1\n"
                                                        "A2,,,,灯不亮,02.02,G1\n");
    struct case_import_report dry, real;

    in.dry = true;
    dry    = import(t, &in);
    assert_int_equal(cases_of(t), 0);
    in.dry = false;
    real   = import(t, &in);
    assert_int_equal(dry.taken, 2);
    assert_int_equal(dry.again, 2);
    assert_int_equal(dry.refused, 1);
    assert_int_equal(real.taken, dry.taken);
    assert_int_equal(real.again, dry.again);
    assert_int_equal(real.refused, dry.refused);
    assert_int_equal(cases_of(t), 2);
}

static void all_or_nothing_files_nothing_when_one_row_is_refused(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline(HEADS "A1,,,,灯不亮,02.02,G1\nA2,,,,灯不亮,99.99,G1\n");
    struct case_import_report r;

    in.whole = true;
    r        = import(t, &in);
    assert_int_equal(r.taken, 0);
    assert_int_equal(r.refused, 2);
    assert_int_equal(r.told.n, 2);
    assert_int_equal(r.rows.n, 0);
    assert_int_equal(cases_of(t), 0);
    in.text = str_of(HEADS "A1,,,,灯不亮,02.02,G1\nA2,,,,灯不亮,02.02,G1\n");
    r       = import(t, &in);
    assert_int_equal(r.taken, 2);
    assert_int_equal(cases_of(t), 2);
}

static void a_row_elsewhere_is_not_for_this_clerk(void **state)
{
    struct town                   *t    = town_of(state);
    struct case_import             in   = hotline(HEADS "A1,,,,灯不亮,02.02,S1\n");
    struct case_import_report      r    = import(t, &in);
    const struct case_import_told *told = r.told.at;

    assert_int_equal(r.refused, 1);
    assert_text(told[0].column, "网格编码");
    assert_rc(import_as(t, t->actor[RESIDENT], &in, &r), RC_DENIED);
    assert_rc(import_as(t, &actor_system, &in, &r), RC_OK);
    assert_int_equal(r.taken, 1);
}

/* The row elsewhere had told the journal already when it was refused. */
static void a_refused_row_leaves_no_gap_in_the_journal(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline(HEADS "A1,,,,灯不亮,02.02,S1\nA2,,,,灯不亮,02.02,G1\n");
    struct case_import_report r = import(t, &in);

    assert_int_equal(r.taken, 1);
    assert_int_equal(r.refused, 1);
    assert_int_equal(cases_of(t), 1);
}

static void a_file_in_gb18030_is_read(void **state)
{
    struct town *t = town_of(state);
    /* 内容,类别,网格编码 and 灯 */
    struct case_import in =
        hotline("\xc4\xda\xc8\xdd,\xc0\xe0\xb1\xf0,\xcd\xf8\xb8\xf1\xb1\xe0\xc2\xeb\n"
                "\xb5\xc6,02.02,G1\n");

    assert_int_equal(import(t, &in).taken, 1);
}

static void a_file_that_is_none_is_refused_whole(void **state)
{
    static const struct {
        const char *text, *key;
    } bad[] = {
        { "", "import_empty" },
        { "内容,类别\n", "import_empty" },
        { "甲,乙\n1,2\n", "import_no_columns" },
    };
    struct town              *t = town_of(state);
    struct case_import_report r;

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        struct case_import in = hotline(bad[i].text);

        assert_rc(import_as(t, t->actor[CLERK], &in, &r), RC_INVALID);
        assert_fault(t->f, bad[i].key, "file");
    }
    {
        struct case_import in = hotline("内容\na\n");

        in.channel = CH_ACCOUNT;
        assert_rc(import_as(t, t->actor[CLERK], &in, &r), RC_INVALID);
        assert_fault(t->f, "import_channel", "channel");
    }
    {
        struct case_import in = hotline("内容\na\nb\nc\n");

        in.rows_most = 2;
        assert_rc(import_as(t, t->actor[CLERK], &in, &r), RC_TOO_LARGE);
    }
}

static void the_refused_rows_can_be_mended_and_sent_again(void **state)
{
    struct town              *t  = town_of(state);
    struct case_import        in = hotline("工单号,内容,类别,网格编码,备注\n"
                                                  "A1,灯不亮,02.02,G1,甲\n"
                                                  "A2,\"他说\"\"灯,不亮\"\"\",99.99,G1,=1+1\n");
    struct case_import_report r  = import(t, &in);
    struct csv                csv;
    const struct str         *cells;
    size_t                    n;

    assert_rc(csv_open(&csv, t->f->arena, r.back, NULL), RC_OK);
    assert_rc(csv_row(&csv, NULL, &cells, &n), RC_OK);
    assert_int_equal(n, 8);
    assert_text(cells[7], "reason");
    assert_rc(csv_row(&csv, NULL, &cells, &n), RC_OK);
    assert_text(cells[0], "A2");
    assert_text(cells[1], "他说\"灯,不亮\"");
    assert_text(cells[4], "'=1+1");
    assert_text(cells[5], "3");
    assert_text(cells[6], "类别");
    assert_true(cells[7].n > 0);
    assert_rc(csv_row(&csv, NULL, &cells, &n), RC_NOT_FOUND);
    in.text = r.back;
    r       = import(t, &in);
    assert_int_equal(r.given, 1);
    assert_int_equal(r.refused, 1);
}

/* Rows of every sort, by chance: none may get lost, whatever the batches are. */
static void every_row_is_accounted_for(void **state)
{
    struct town              *t = town_of(state);
    struct rng                rng;
    struct buf                b;
    struct case_import        in;
    struct case_import_report r;
    int64_t                   taken = 0;

    rng_seed(&rng, 11);
    for (int round = 0; round < 6; round++) {
        buf_init(&b, 1 << 20);
        buf_addc(&b, HEADS);
        for (int i = 0; i < 45; i++) {
            int n = (int)rng_below(&rng, 60);

            buf_addf(&b, "N%d,%s,,,\"words %d\",%s,%s\n", n,
                     rng_below(&rng, 8) ? "2026-03-01 08:00" : "sometime", n,
                     rng_below(&rng, 8) ? "02.02" : "no class", rng_below(&rng, 8) ? "G1" : "G9");
        }
        in       = hotline(arena_cstr(t->f->arena, buf_str(&b)));
        in.dry   = round % 3 == 1;
        in.whole = round % 3 == 2;
        r        = import(t, &in); /* which sees that they add up */
        assert_int_equal(r.given, 45);
        taken += in.dry ? 0 : r.taken;
        buf_free(&b);
        assert_int_equal(cases_of(t), taken);
    }
    assert_true(taken > 10);
}

struct thread {
    struct town              *t;
    const struct case_import *in;
    struct case_import_report r;
    enum rc                   rc;
};
static void *import_thread(void *ctx)
{
    struct thread *th = ctx;
    struct arena  *a  = arena_new(64 << 20);
    struct faults  f  = { 0 };

    th->rc = case_import(&th->t->f->s, th->t->actor[CLERK], th->in, a, &f, &th->r);
    arena_free(a);
    return NULL;
}

static void two_at_a_time_file_each_order_once(void **state)
{
    struct town       *t = town_of(state);
    struct buf         b;
    struct case_import in;
    struct thread      th[2];
    pthread_t          id[2];

    buf_init(&b, 1 << 20);
    buf_addc(&b, HEADS);
    for (int i = 0; i < 60; i++)
        buf_addf(&b, "N%d,,,,words %d,02.02,G1\n", i, i);
    in = hotline(arena_cstr(t->f->arena, buf_str(&b)));
    buf_free(&b);
    for (int i = 0; i < 2; i++) {
        th[i] = (struct thread){ .t = t, .in = &in };
        assert_int_equal(pthread_create(&id[i], NULL, import_thread, &th[i]), 0);
    }
    for (int i = 0; i < 2; i++)
        pthread_join(id[i], NULL);
    assert_rc(th[0].rc, RC_OK);
    assert_rc(th[1].rc, RC_OK);
    assert_int_equal(th[0].r.taken + th[1].r.taken, 60);
    assert_int_equal(th[0].r.again + th[1].r.again, 60);
    assert_int_equal(cases_of(t), 60);
}

static void after_a_failure_it_is_sent_again_and_goes_on(void **state)
{
    struct town              *t = town_of(state);
    struct buf                b;
    struct case_import        in;
    struct case_import_report r;
    int64_t                   before;

    buf_init(&b, 1 << 20);
    buf_addc(&b, HEADS);
    for (int i = 0; i < 50; i++)
        buf_addf(&b, "N%d,,,,words %d,02.02,G1\n", i, i);
    in = hotline(arena_cstr(t->f->arena, buf_str(&b)));
    buf_free(&b);
    before = db_calls(t->f->s.db);
    in.dry = true;
    (void)import(t, &in);
    in.dry = false;
    db_fail_at(t->f->s.db, (db_calls(t->f->s.db) - before) * 3 / 5, RC_DB);
    assert_rc(import_as(t, t->actor[CLERK], &in, &r), RC_DB);
    db_fail_at(t->f->s.db, 0, RC_OK);
    r = import(t, &in);
    assert_int_equal(r.taken + r.again, 50);
    assert_true(r.taken > 0 && r.again > 0);
    assert_int_equal(cases_of(t), 50);
}

/* -- and out again -- */

struct exporting {
    struct export_query q;
    int64_t             most;
    struct exported     e;
    enum rc             rc;
};

static struct str export_as(struct town *t, const struct actor *who, struct exporting *x)
{
    struct work w;
    FILE       *f;
    char       *at = arena_alloc(t->f->arena, 4 << 20);

    t->f->faults.n = 0;
    work_begin(&w, &t->f->s, who, t->f->arena, NULL, &t->f->faults);
    x->rc = case_export(&w, &x->q, S("DC-1"), x->most, LANG_ZH, &x->e);
    if (x->rc != RC_OK)
        return STR_NONE;
    f = fopen(x->e.file.path, "rb");
    assert_non_null(f);
    {
        struct str s = { at, fread(at, 1, 4 << 20, f) };

        fclose(f);
        return s;
    }
}

static struct str export(struct town *t, enum person who, struct exporting *x)
{
    return export_as(t, t->actor[who], x);
}

static bool holds(struct str s, const char *word)
{
    return str_find(s, str_of(word)) != SIZE_MAX;
}

/* A post in each of many places, the real one last. */
static void an_export_holds_the_cases_of_every_subtree_however_many(void **state)
{
    enum { POSTS = 40 };
    struct town     *t = town_of(state);
    struct held_post posts[POSTS];
    struct actor     many = *t->actor[SECRETARY];
    struct exporting x    = { .most = EXPORT_MOST };

    (void)town_report(t, "02.02", "楼道堆物");
    for (size_t i = 0; i < POSTS; i++) {
        posts[i]       = t->actor[SECRETARY]->posts[0];
        posts[i].place = (int64_t)i + 1;
        posts[i].path  = arena_fmt(t->f->arena, "zz%04zu", i);
    }
    posts[POSTS - 1] = t->actor[SECRETARY]->posts[0];
    many.posts       = posts;
    many.n_posts     = POSTS;
    shape_clear(&export_query_shape, &x.q);
    (void)export_as(t, &many, &x);
    assert_rc(x.rc, RC_OK);
    assert_int_equal(x.e.n, 1);
}

static void an_export_of_too_many_cases_is_refused(void **state)
{
    struct town     *t = town_of(state);
    struct exporting x = { .most = 2 };

    shape_clear(&export_query_shape, &x.q);
    (void)town_report(t, "02.02", "楼道堆物");
    (void)town_report(t, "02.02", "路灯不亮");
    (void)export(t, SECRETARY, &x);
    assert_rc(x.rc, RC_OK);
    assert_int_equal(x.e.n, 2);
    x.e = (struct exported){ 0 };
    (void)town_report(t, "02.02", "井盖松动");
    (void)export(t, SECRETARY, &x);
    assert_rc(x.rc, RC_TOO_LARGE);
    assert_fault(t->f, "export_many", "");
    assert_null(x.e.file.path);
}

static void an_export_has_every_case_once_and_masks_names(void **state)
{
    struct town       *t = town_of(state);
    struct buf         b;
    struct case_import in;
    struct exporting   x = { .most = EXPORT_MOST };
    struct str         text;
    struct csv         csv;
    const struct str  *cells;
    size_t             n, lines = 0;

    buf_init(&b, 1 << 20);
    buf_addc(&b, "工单号,诉求人,联系电话,地址,内容,类别,网格编码\n");
    for (int i = 0; i < 450; i++)
        buf_addf(&b, "N%03d,张三丰,13800000001,幸福路18号3单元,=words %d,02.02,G1\n", i, i);
    in = hotline(arena_cstr(t->f->arena, buf_str(&b)));
    buf_free(&b);
    assert_int_equal(import(t, &in).taken, 450);
    shape_clear(&export_query_shape, &x.q);
    text = export(t, SECRETARY, &x);
    assert_rc(x.rc, RC_OK);
    assert_int_equal(x.e.n, 450);
    assert_false(holds(text, "张三丰"));
    assert_false(holds(text, "13800000001"));
    assert_false(holds(text, "18号"));
    assert_true(holds(text, "138****0001"));
    assert_rc(csv_open(&csv, t->f->arena, text, NULL), RC_OK);
    while (csv_row(&csv, NULL, &cells, &n) == RC_OK) {
        assert_int_equal(n, 27);
        assert_true(str_eq(cells[26], lines ? S("DC-1") : S("水印")));
        if (lines) {
            assert_true(str_eq(cells[0], arena_fmt(t->f->arena, "N%03zu", lines - 1)));
            assert_int_equal(cells[8].p[0], '\''); /* no formula */
        }
        lines++;
    }
    assert_int_equal(lines, 451);
}

static void names_are_exported_whole_only_with_the_right_and_a_reason(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline(HEADS "A1,,张三丰,13800000001,灯不亮,02.02,G1\n");
    struct exporting   x  = { .most = EXPORT_MOST };

    assert_int_equal(import(t, &in).taken, 1);
    shape_clear(&export_query_shape, &x.q);
    x.q.unmask = true;
    (void)export(t, SECRETARY, &x);
    assert_rc(x.rc, RC_INVALID);
    assert_fault(t->f, "export_reason", "reason");
    x.q.reason = S("回访来电人");
    assert_true(holds(export(t, SECRETARY, &x), "张三丰,13800000001"));
    (void)export(t, CLERK, &x); /* has not the right to export */
    assert_rc(x.rc, RC_DENIED);
}

static void an_export_asks_for_place_time_and_channel(void **state)
{
    struct town       *t  = town_of(state);
    struct case_import in = hotline(HEADS "A1,2026-03-01 08:00,,,灯不亮,02.02,G1\n"
                                          "A2,2026-03-01 10:00,,,灯不亮,02.02,G2\n");
    struct exporting   x  = { .most = EXPORT_MOST };

    assert_int_equal(import(t, &in).taken, 2);
    shape_clear(&export_query_shape, &x.q);
    x.q.place = t->grid;
    assert_false(holds(export(t, SECRETARY, &x), "A2"));
    assert_int_equal(x.e.n, 1);
    x.q.place = t->street; /* above where the post is held */
    (void)export(t, SECRETARY, &x);
    assert_rc(x.rc, RC_DENIED);
    x.q.place = NONE_I64;
    assert_rc(time_parse(S("2026-03-01 09:00"), &x.q.since), RC_OK);
    assert_false(holds(export(t, SECRETARY, &x), "A1"));
    assert_int_equal(x.e.n, 1);
    x.q.since = NONE_I64;
    assert_rc(time_parse(S("2026-03-01 09:00"), &x.q.until), RC_OK);
    (void)export(t, SECRETARY, &x);
    assert_int_equal(x.e.n, 1);
    x.q.until   = NONE_I64;
    x.q.channel = CH_API;
    (void)export(t, SECRETARY, &x);
    assert_int_equal(x.e.n, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(good_rows_are_filed_although_others_are_refused),
        T(sent_again_nothing_is_filed),
        T(rows_without_a_number_are_filed_each_time),
        T(a_dry_run_foresees_the_real_one_and_changes_nothing),
        T(all_or_nothing_files_nothing_when_one_row_is_refused),
        T(a_row_elsewhere_is_not_for_this_clerk),
        T(a_refused_row_leaves_no_gap_in_the_journal),
        T(a_file_in_gb18030_is_read),
        T(a_file_that_is_none_is_refused_whole),
        T(the_refused_rows_can_be_mended_and_sent_again),
        T(every_row_is_accounted_for),
        T(two_at_a_time_file_each_order_once),
        T(after_a_failure_it_is_sent_again_and_goes_on),
        T(an_export_holds_the_cases_of_every_subtree_however_many),
        T(an_export_of_too_many_cases_is_refused),
        T(an_export_has_every_case_once_and_masks_names),
        T(names_are_exported_whole_only_with_the_right_and_a_reason),
        T(an_export_asks_for_place_time_and_channel),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
