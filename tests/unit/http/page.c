/* Plain pages: nothing reaches out of its place, links hold anywhere, forms come from here only. */
#include "http/page.h"
#include "http/qr.h"
#include "walking.h"

static const char hostile[]  = "<script>\"x'&\x01\x7f\xe2\x80\xae\xf0\xa0\xae\xb7</p>\nb";
static const char harmless[] = "&lt;script&gt;&quot;x&#39;&amp;\xe2\x80\xae\xf0\xa0\xae\xb7"
                               "&lt;/p&gt;\nb";

static const struct say say_two = SAY("two", "甲{0}乙[（{1}）]", "a{0}b[ ({1})]");
static const struct say say_it  = SAY("it", "词", "word");

static enum rc get_page(struct request *q, struct work *w)
{
    struct page p;

    (void)w;
    page_begin(&p, q, str_of(hostile));
    PAGE_SAY(&p, "p", &say_two, str_of(hostile));
    page_words(&p, S("  one  \n\n<b>\n"));
    page_put(&p, "<dl>");
    page_fact(&p, &say_it, S(""));
    page_fact(&p, &say_it, S("7"));
    page_put(&p, "</dl>");
    page_link(&p, S("x/1?a=b&c"), str_of(hostile));
    page_link_beyond(&p, S("y"), S("y"));
    page_el(&p, "p", page_time(&p, day_start(20000) + 15 * US_HOUR + 7 * US_MINUTE));
    return page_send(&p, 200);
}

static enum rc get_form(struct request *q, struct work *w)
{
    struct page p;

    (void)w;
    page_begin(&p, q, S("t"));
    page_form(&p, false, S("a"));
    page_input(&p, &(struct page_input){ .name   = "word",
                                         .label  = &say_it,
                                         .value  = str_of(hostile),
                                         .wrong  = S("<no>"),
                                         .most   = 8,
                                         .needed = true });
    page_input(&p, &(struct page_input){ .name  = "more",
                                         .label = &say_it,
                                         .hint  = &say_it,
                                         .value = S("\n<i>"),
                                         .lines = 4,
                                         .most  = 9 });
    page_form_end(&p, &say_it);
    return page_send(&p, 200);
}

static enum rc post_form(struct request *q, struct work *w)
{
    const struct note *n = q->body;
    struct page        p;

    (void)w;
    page_begin(&p, q, n->word);
    return page_send(&p, 201);
}

static enum rc get_url(struct request *q, struct work *w)
{
    struct str url;

    (void)w;
    TRY(request_page_url(q, &url));
    return reply_text(q, 200, "text/plain", url);
}

#define COMMON .can = 1, .doc = "d", .reply_type = PAGE_TYPE
static const struct route routes[] = {
    { COMMON, .on = GET, .path = "/a", .run = get_page, .query = &page_query_shape },
    { COMMON, .on = GET, .path = "/a/{word}/c", .run = get_page, .query = &page_query_shape },
    { COMMON, .on = GET, .path = "/form", .run = get_form, .query = &page_query_shape },
    { COMMON, .on = GET, .path = "/few", .run = get_page, .query = &page_query_shape,
      .per_minute = 1 },
    { COMMON, .on = POST, .path = "/form", .run = post_form, .body = &note_shape,
      .query = &page_query_shape, .takes = BODY_FORM },
    { .can = 1, .doc = "d", .on = GET, .path = "/b/{word}/qr", .run = get_url },
    { 0 },
};
static const struct route *const tables[] = { routes, NULL };

static int setup(void **state)
{
    (void)state;
    return walk_begin(tables);
}

static void assert_lacks(struct str in, const char *part)
{
    if (str_find(in, str_of(part)) != SIZE_MAX)
        fail_msg("\"%s\" in \"%.*s\"", part, STR_ARG(in));
}

static void a_text_stays_in_its_place(void **state)
{
    char piece[512];

    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a", { 0 } }));
    snprintf(piece, sizeof(piece), "<title>%s</title>", harmless);
    assert_has(out(), piece);
    snprintf(piece, sizeof(piece), "<h1 dir=\"auto\">%s</h1>", harmless);
    assert_has(out(), piece);
    snprintf(piece, sizeof(piece), "<p>甲<bdi>%s</bdi>乙</p>", harmless);
    assert_has(out(), piece);
    assert_has(out(), "<p dir=\"auto\">one</p>\n<p dir=\"auto\">&lt;b&gt;</p>\n<dl>");
    assert_lacks(out(), "<script");
    assert_lacks(out(), "\x01");
    assert_lacks(out(), "\x7f");
    for (size_t i = 0; i < call.q.n_head; i++)
        if (str_is(call.q.head[i].name, "Content-Security-Policy")) {
            assert_has(call.q.head[i].value, "default-src 'none'");
            assert_lacks(call.q.head[i].value, "script-src");
            return;
        }
    fail_msg("no policy");
}

static void what_is_empty_has_no_row(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a", { 0 } }));
    assert_has(out(), "<dl><dt dir=\"auto\">词</dt>\n<dd dir=\"auto\">7</dd>\n</dl>");
}

static void a_link_leads_back_to_the_base_from_any_depth(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a", { 0 } }));
    assert_has(out(), "<a href=\"x/1?a=b&amp;c\">");
    assert_has(out(), "<a href=\"plain\">");
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a/b/c", { 0 } }));
    assert_has(out(), "<a href=\"../../x/1?a=b&amp;c\">");
    assert_has(out(), "<a href=\"../../y\">");
    assert_has(out(), "<a href=\"../../plain\">");
}

static void a_page_is_in_the_language_that_is_asked_for(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a", { 0 } }));
    assert_has(out(), "<html lang=\"zh-CN\">");
    assert_has(out(), "2024年10月4日 15:07");
    assert_has(out(), "href=\"?lang=en\"");
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a", { "Accept-Language", "en" } }));
    assert_has(out(), "<html lang=\"en\">");
    assert_has(out(), "4 October 2024 15:07");
    assert_has(out(), "<a href=\"plain\">");
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a?lang=zh", { "Accept-Language", "en" } }));
    assert_has(out(), "<html lang=\"zh-CN\">");
    assert_has(out(), "<a href=\"plain?lang=zh\">");
    assert_has(out(), "<a href=\"x/1?a=b&amp;c&amp;lang=zh\">");
    assert_has(out(), "<a href=\"y\">");
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/a?lang=fr", { 0 } }));
}

static void a_form_has_labels_and_keeps_what_was_typed(void **state)
{
    char piece[512];

    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/form?lang=en", { 0 } }));
    assert_has(out(), "<form method=\"get\" action=\"a\">\n"
                      "<input type=\"hidden\" name=\"lang\" value=\"en\">");
    assert_has(out(), "<label for=\"word\">word (needed)</label>\n"
                      "<p class=\"error\" id=\"word-wrong\">&lt;no&gt;</p>");
    snprintf(piece, sizeof(piece),
             "id=\"word\" name=\"word\" maxlength=\"8\" aria-describedby=\"word-wrong\""
             " aria-invalid=\"true\" autofocus required value=\"%s\">",
             harmless);
    assert_has(out(), piece);
    assert_has(out(), "aria-describedby=\"more-hint\">\n\n&lt;i&gt;</textarea>");
}

static void an_error_is_a_page_where_pages_are_asked_for(void **state)
{
    (void)state;
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/a?lang=%3Ci%3E", { 0 } }));
    assert_int_equal(422, call.q.status);
    assert_has(out(), "<h1 dir=\"auto\">填写的内容有误");
    assert_has(out(), "<p class=\"error\" dir=\"auto\">");
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/few", { 0 } }));
    assert_int_equal(RC_TOO_MANY, go(&(struct said){ "GET", "/few", { 0 } }));
    assert_has(out(), "<p>稍等一会儿");
    assert_int_equal(RC_NOT_FOUND, go(&(struct said){ "GET", "/nothing", { 0 } }));
    assert_has(out(), "\"code\":\"not_found\"");
    /* in the language that was asked for, whatever else was wrong */
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/a?x=1&lang=en&lang=en", { 0 } }));
    assert_has(out(), "<h1 dir=\"auto\">Something is filled in wrongly");
    assert_has(out(), "href=\"?x=1&amp;lang=zh\"");
    assert_int_equal(RC_TOO_MANY, go(&(struct said){ "GET", "/few?lang=en", { 0 } }));
    assert_has(out(), "<p>Wait a moment");
    assert_int_equal(RC_MALFORMED, go(&(struct said){ "GET", "/a?%ff&\xff&lang=en", { 0 } }));
    assert_has(out(), "href=\"?lang=zh\"");
    assert_int_equal(RC_INVALID, go(&(struct said){ "GET", "/a?lang=xx", { 0 } }));
    assert_has(out(), "<h1 dir=\"auto\">填写的内容有误");
}

static void what_is_hung_on_the_address_of_a_page_does_no_harm(void **state)
{
    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a?from=timeline&%3Ci%3E=1", { 0 } }));
    assert_has(out(), "href=\"?from=timeline&amp;%3Ci%3E=1&amp;lang=en\"");
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/a?from=x&lang=en", { 0 } }));
    assert_has(out(), "<html lang=\"en\">");
}

static void a_lost_reader_gets_a_page_and_a_lost_program_does_not(void **state)
{
    (void)state;
    assert_int_equal(RC_NOT_FOUND,
                     go(&(struct said){ "GET", "/x/y/z?lang=en", { "Accept", "text/html,*/*" } }));
    assert_int_equal(404, call.q.status);
    assert_has(out(), "<html lang=\"en\">");
    assert_has(out(), "<h1 dir=\"auto\">There is nothing here.</h1>");
    assert_has(out(), "<a href=\"../../plain?lang=en\">");
    assert_int_equal(RC_NOT_FOUND, go(&(struct said){ "GET", "/x/y/z", { "Accept", "*/*" } }));
    assert_has(out(), "\"code\":\"not_found\"");
    assert_int_equal(RC_NOT_FOUND,
                     go(&(struct said){ "GET", "/api/v1/x", { "Accept", "text/html" } }));
    assert_has(out(), "\"code\":\"not_found\"");
}

#define FORM "Content-Type", "application/x-www-form-urlencoded", "Content-Length", "9"

static void a_sent_form_is_bound_by_shape(void **state)
{
    static const struct {
        struct str body;
        enum rc    rc;
    } cases[] = {
        { { "word=%3Cb%3E+%E5%8C%97&count=2", 30 }, RC_OK },
        { { "word=123%0D%0A%0D%0A456", 23 }, RC_OK }, /* as browsers send what has 8 characters */
        { { "", 0 }, RC_INVALID },
        { { "count=2", 7 }, RC_INVALID },
        { { "word=a&wort=b", 13 }, RC_INVALID },
        { { "word=a&count=x", 14 }, RC_INVALID },
        { { "word=123456789", 14 }, RC_INVALID },
        { { "word=%", 6 }, RC_MALFORMED },
        { { "word=%ff", 8 }, RC_MALFORMED },
        { { "word=%00", 8 }, RC_MALFORMED },
        { { "=a", 2 }, RC_MALFORMED },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(cases[i].rc,
                         go(&(struct said){ "POST", "/form", { FORM }, cases[i].body }));
    assert_int_equal(RC_OK, go(&(struct said){ "POST", "/form", { FORM }, cases[0].body }));
    assert_int_equal(201, call.q.status);
    assert_has(out(), "<title>&lt;b&gt; 北</title>");
    assert_lacks(out(), "?lang=");
    assert_int_equal(RC_UNSUPPORTED, go(&(struct said){ "POST",
                                                        "/form",
                                                        { "Content-Type", "application/json",
                                                          "Content-Length", "2" },
                                                        S("{}") }));
    assert_int_equal(RC_UNSUPPORTED,
                     go(&(struct said){ "POST", "/form", { "Content-Length", "6" }, S("word=a") }));
}

static void a_form_of_another_sites_page_is_refused(void **state)
{
    static const struct {
        const char *name, *value;
        bool        own;
    } cases[] = {
        { "Sec-Fetch-Site", "same-origin", true },
        { "Sec-Fetch-Site", "same-site", false },
        { "Sec-Fetch-Site", "cross-site", false },
        { "Sec-Fetch-Site", "none", false },
        { "Origin", "http://here:81", true },
        { "Origin", "https://here:81", true }, /* a proxy speaks TLS */
        { "Origin", "http://here", false },
        { "Origin", "http://here:81.evil.example", false },
        { "Origin", "http://evil.example", false },
        { "Origin", "null", false },
        { "Origin", "", false },
        { "Referer", "http://here:81/form", true },
        { "Referer", "http://evil.example/here:81", false },
        { "X-Other", "a text browser says nothing", true },
    };

    (void)state;
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        assert_int_equal(
            cases[i].own ? RC_OK : RC_DENIED,
            go(&(struct said){ "POST",
                               "/form",
                               { FORM, "Host", "here:81", cases[i].name, cases[i].value },
                               S("word=a") }));
    assert_int_equal(
        RC_DENIED,
        go(&(struct said){ "POST", "/form", { FORM, "Origin", "http://here" }, S("word=a") }));
    assert_has(out(), "<h1 dir=\"auto\">这个表单是从别的网站提交的");
}

static void a_code_leads_to_where_the_caller_is(void **state)
{
    static const char *const wrong[] = { "", "here/x", "a b", "here\"", "u@here" };

    (void)state;
    assert_int_equal(RC_OK, go(&(struct said){ "GET", "/b/G%201/qr?", { "Host", "here:81" } }));
    assert_text(out(), "http://here:81/b/G%201");
    assert_int_equal(
        RC_OK,
        go(&(struct said){ "GET", "/b/1/qr", { "Host", "here", "X-Forwarded-Proto", "https" } }));
    assert_text(out(), "https://here/b/1");
    assert_int_equal(
        RC_OK, go(&(struct said){
                   "GET", "/b/1/qr", { "Host", "[::1]", "X-Forwarded-Proto", "javascript" } }));
    assert_text(out(), "http://[::1]/b/1");
    assert_int_equal(RC_MALFORMED, go(&(struct said){ "GET", "/b/1/qr", { 0 } }));
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        assert_int_equal(RC_MALFORMED,
                         go(&(struct said){ "GET", "/b/1/qr", { "Host", wrong[i] } }));
}

/* Of the smallest code: 21 modules, 4 around it, the finder patterns in three corners. */
static void a_code_is_drawn_with_its_quiet_zone(void **state)
{
    static char long_text[4000];
    struct buf  b;

    (void)state;
    buf_init(&b, 1 << 20);
    assert_int_equal(RC_OK, qr_svg(S("A"), &b));
    assert_has(buf_str(&b), "viewBox=\"0 0 29 29\"");
    assert_has(buf_str(&b), "<path d=\"M4 4h7v1h-7z");
    assert_has(buf_str(&b), "M18 4h7v1h-7z");
    assert_has(buf_str(&b), "M4 24h7v1h-7z");
    assert_true(str_ends(buf_str(&b), S("z\"/></svg>\n")));
    memset(long_text, 'a', sizeof(long_text));
    assert_int_equal(RC_TOO_LARGE, qr_svg((struct str){ long_text, sizeof(long_text) }, &b));
    assert_int_equal(RC_TOO_LARGE, qr_svg(S(""), &b));
    buf_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_stays_in_its_place),
        cmocka_unit_test(what_is_empty_has_no_row),
        cmocka_unit_test(a_link_leads_back_to_the_base_from_any_depth),
        cmocka_unit_test(a_page_is_in_the_language_that_is_asked_for),
        cmocka_unit_test(a_form_has_labels_and_keeps_what_was_typed),
        cmocka_unit_test(an_error_is_a_page_where_pages_are_asked_for),
        cmocka_unit_test(a_sent_form_is_bound_by_shape),
        cmocka_unit_test(what_is_hung_on_the_address_of_a_page_does_no_harm),
        cmocka_unit_test(a_lost_reader_gets_a_page_and_a_lost_program_does_not),
        cmocka_unit_test(a_form_of_another_sites_page_is_refused),
        cmocka_unit_test(a_code_leads_to_where_the_caller_is),
        cmocka_unit_test(a_code_is_drawn_with_its_quiet_zone),
    };

    return cmocka_run_group_tests_name("page", tests, setup, walk_end);
}
