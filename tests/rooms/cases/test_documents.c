/* Documents that are made out in cases. */
#include "cases/document.h"
#include "town.h"

static int setup(void **state)
{
    return town_make_by(state, ROOM_PACKS "/many");
}
static int teardown(void **state)
{
    return town_drop(state);
}

struct reading {
    int64_t             case_id, id;
    struct str          number, code;
    struct rows         rows;
    struct document_row row;
};

static enum rc list(struct work *w, void *ctx)
{
    struct reading *x = ctx;

    return document_list(w, x->case_id, &x->rows);
}

static enum rc read_one(struct work *w, void *ctx)
{
    struct reading *x = ctx;

    return document_read(w, x->case_id, x->id, &x->row);
}

static enum rc unmask(struct work *w, void *ctx)
{
    struct reading *x = ctx;

    return document_unmask(w, x->case_id, x->id, S("窗口补打"), &x->row);
}

static enum rc check(struct work *w, void *ctx)
{
    struct reading *x = ctx;

    return document_check(w, x->number, x->code, &x->row);
}

/* The case's last document; there must be `n`. */
static struct document_row last(struct town *t, int64_t id, size_t n)
{
    struct reading x = { .case_id = id };

    assert_rc(fixture_read(t->f, &actor_system, list, &x), RC_OK);
    assert_int_equal(x.rows.n, n);
    return ((struct document_row *)x.rows.at)[n - 1];
}

static int64_t opened(struct town *t)
{
    return town_open(t, "paper", "{\"name\":\"王小明\",\"use\":\"<b>入学</b>\"}");
}

static int64_t issued(struct town *t)
{
    int64_t id = opened(t);

    town_move(t, CLERK, id, "issue", "{\"address\":\"东一网格3号楼\"}");
    return id;
}

static void it_is_filled_in_numbered_and_digested_with_the_move(void **state)
{
    struct town        *t  = town_of(state);
    int64_t             id = issued(t);
    struct document_row d  = last(t, id, 1);

    assert_text(d.number, "JZ-2026-000001");
    assert_text(d.issuer, "东社区");
    assert_true(d.place == t->community && d.org == NONE_I64);
    assert_true(str_starts(d.words, S("兹证明王小明居住在东一网格3号楼，事项PO260302-")));
    assert_text(d.signers, "受理员\n当事人\n当事人\n申请人\n");
    assert_true(d.seal && d.keep == KEEP_PERSONAL && d.state == DOCUMENT_VALID);
    assert_true(d.maker == t->account[CLERK]);
    assert_int_equal(d.digest.n, 64);
    assert_int_equal(d.code.n, CODE_LEN);
    assert_int_equal(town_history(t, id, "case.document", NULL), 1);
}

static void what_must_be_filled_in_is_asked_for_and_no_number_is_lost(void **state)
{
    struct town *t  = town_of(state);
    int64_t      id = opened(t);

    town_refused(t, CLERK, id, "issue", NULL, RC_INVALID, "needed", "form.address");
    town_refused(t, CLERK, id, "issue", "{\"address\":\"  \"}", RC_INVALID, "needed",
                 "form.address");
    town_move(t, CLERK, id, "issue", "{\"address\":\"1号\"}");
    assert_text(last(t, id, 1).number, "JZ-2026-000001");
    assert_text(last(t, issued(t), 1).number, "JZ-2026-000002");
    fixture_turn(t->f, "2027-01-04 09:00");
    assert_text(last(t, issued(t), 1).number, "JZ-2027-000001");
}

static void each_kind_and_each_issuer_has_a_series_of_its_own(void **state)
{
    struct town   *t  = town_of(state);
    struct case_in in = town_blank();
    struct act     a  = { .in = &in };
    int64_t        id = issued(t);

    town_move(t, CLERK, opened(t), "draft", NULL);
    in.process   = S("paper");
    in.place     = t->far_grid;
    in.form.text = S("{\"name\":\"李小红\"}");
    assert_rc(by(t, RESIDENT, act_open, &a), RC_OK);
    town_move(t, FAR_CLERK, a.opened.id, "draft", NULL);
    town_move(t, FAR_CLERK, a.opened.id, "draft", NULL);
    assert_text(last(t, a.opened.id, 2).number, "NB-2026-000002");
    assert_text(last(t, a.opened.id, 2).words, "西一网格，2026年3月2日");
    assert_text(last(t, a.opened.id, 2).issuer, "西社区");
    assert_text(town_case(t, a.opened.id).step, "writing");
    assert_text(last(t, id, 1).number, "JZ-2026-000001");
}

static void annulled_it_stays_and_the_next_one_has_the_next_number(void **state)
{
    struct town        *t  = town_of(state);
    int64_t             id = issued(t);
    struct document_row d;

    town_move(t, CLERK, id, "wrong", "{\"reason\":\"地址有误\"}");
    d = last(t, id, 1);
    assert_int_equal(d.state, DOCUMENT_ANNULLED);
    assert_text(d.why, "地址有误");
    assert_true(d.annuller == t->account[CLERK]);
    town_move(t, CLERK, id, "issue", "{\"address\":\"东一网格4号楼\"}");
    assert_text(last(t, id, 2).number, "JZ-2026-000002");
    assert_int_equal(last(t, id, 2).state, DOCUMENT_VALID);
    /* What was frozen stays as it was. */
    assert_true(str_find(d.words, S("3号楼")) != SIZE_MAX);
}

static void a_personal_one_is_read_by_whose_it_is_and_by_offices_that_say_why(void **state)
{
    struct town   *t  = town_of(state);
    int64_t        id = issued(t);
    struct reading x  = { .case_id = id, .id = last(t, id, 1).id };

    assert_rc(fixture_read(t->f, t->actor[RESIDENT], read_one, &x), RC_OK);
    assert_rc(fixture_read(t->f, t->actor[CLERK], read_one, &x), RC_OK); /* who has just made it */
    assert_rc(fixture_read(t->f, t->actor[NEIGHBOUR], read_one, &x), RC_NOT_FOUND);
    assert_rc(fixture_read(t->f, t->actor[FAR_CLERK], read_one, &x), RC_NOT_FOUND);
    assert_rc(fixture_read(t->f, t->actor[SECRETARY], read_one, &x), RC_DENIED);
    assert_fault(t->f, "personal_document", "");
    assert_rc(fixture_write(t->f, t->actor[SECRETARY], unmask, &x), RC_DENIED);
    fixture_turn(t->f, "2026-03-02 09:11");
    assert_rc(fixture_read(t->f, t->actor[CLERK], read_one, &x), RC_DENIED);
    assert_int_equal(town_history(t, id, "case.unmasked", NULL), 0);
    assert_rc(fixture_write(t->f, t->actor[CLERK], unmask, &x), RC_OK);
    assert_int_equal(town_history(t, id, "case.unmasked", NULL), 1);
    assert_rc(fixture_read(t->f, t->actor[CLERK], read_one, &x), RC_OK);
    fixture_turn(t->f, "2026-03-02 09:22");
    assert_rc(fixture_read(t->f, t->actor[CLERK], read_one, &x), RC_DENIED);
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], read_one, &x), RC_OK);
    /* Not by the door of another case. */
    x.case_id = opened(t);
    assert_rc(fixture_read(t->f, t->actor[RESIDENT], read_one, &x), RC_NOT_FOUND);
}

static void an_offices_own_is_not_the_reporters_neighbours_and_needs_no_reason(void **state)
{
    struct town   *t  = town_of(state);
    int64_t        id = opened(t);
    struct reading x  = { .case_id = id };

    town_move(t, CLERK, id, "draft", NULL);
    x.id = last(t, id, 1).id;
    assert_rc(fixture_read(t->f, t->actor[SECRETARY], read_one, &x), RC_OK);
    assert_rc(fixture_read(t->f, t->actor[NEIGHBOUR], read_one, &x), RC_NOT_FOUND);
}

static void whoever_has_the_paper_asks_by_number_and_code_whether_it_holds(void **state)
{
    static const struct actor nobody = { .account = NONE_I64 };
    struct town              *t      = town_of(state);
    int64_t                   id     = issued(t);
    struct document_row       d      = last(t, id, 1);
    struct reading            x      = { .number = d.number, .code = d.code };

    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_OK);
    assert_int_equal(x.row.state, DOCUMENT_VALID);
    x.code = S("AAAAAAAAAA");
    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_NOT_FOUND);
    x.code = str_head(d.code, CODE_LEN - 1);
    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_NOT_FOUND);
    x.code = S("");
    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_NOT_FOUND);
    x.number = S("JZ-2026-000002");
    x.code   = d.code;
    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_NOT_FOUND);
    town_move(t, CLERK, id, "wrong", "{\"reason\":\"有误\"}");
    x.number = d.number;
    assert_rc(fixture_read(t->f, &nobody, check, &x), RC_OK);
    assert_int_equal(x.row.state, DOCUMENT_ANNULLED);
}

static void the_page_escapes_what_people_wrote_and_has_no_script(void **state)
{
    struct town        *t = town_of(state);
    struct document_row d = last(t, issued(t), 1);
    struct buf          b;

    buf_init(&b, 1 << 20);
    assert_rc(document_page(&d, &b), RC_OK);
    assert_true(str_find(buf_str(&b), S("&lt;b&gt;入学&lt;/b&gt;")) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("<b>")) == SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("<script")) == SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("JZ-2026-000001")) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), d.code) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("盖章处")) != SIZE_MAX);
    assert_true(str_find(buf_str(&b), S("已作废")) == SIZE_MAX);
    d.state = DOCUMENT_ANNULLED;
    buf_clear(&b);
    assert_rc(document_page(&d, &b), RC_OK);
    assert_true(str_find(buf_str(&b), S("已作废")) != SIZE_MAX);
    buf_free(&b);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(it_is_filled_in_numbered_and_digested_with_the_move),
        T(what_must_be_filled_in_is_asked_for_and_no_number_is_lost),
        T(each_kind_and_each_issuer_has_a_series_of_its_own),
        T(annulled_it_stays_and_the_next_one_has_the_next_number),
        T(a_personal_one_is_read_by_whose_it_is_and_by_offices_that_say_why),
        T(an_offices_own_is_not_the_reporters_neighbours_and_needs_no_reason),
        T(whoever_has_the_paper_asks_by_number_and_code_whether_it_holds),
        T(the_page_escapes_what_people_wrote_and_has_no_script),
    };

    return engines_main(argc, argv, tests, ARRAY_LEN(tests));
}
