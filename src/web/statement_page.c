/*
 * What the site says of itself: an index of its plain pages, how it can be
 * used by everybody, and what it does with what people tell it. The last is
 * a promise: who changes what is kept, or for how long, changes it here.
 */
#include "http/page.h"
#include "web/web.h"
#include "work/work.h"

static void begin(struct page *p, struct request *q, const struct say *title)
{
    page_begin(p, q, say_bare(title, q->lang));
}

/* Sentences, each a paragraph or an item. */
static void put_all(struct page *p, const char *tag, const struct say *says, size_t n)
{
    for (size_t i = 0; i < n; i++)
        PAGE_SAY(p, tag, &says[i], STR_NONE);
}

/* Whom to turn to, where the locality has said it: its text `contact`. */
static void put_contact(struct page *p, const struct work *w, const struct say *title)
{
    const struct text *contact = w->practice ? practice_text(w->practice, S("contact")) : NULL;

    if (!contact)
        return;
    PAGE_SAY(p, "h2", title, STR_NONE);
    page_words(p, text_in(contact, p->lang));
}

/* -- the index -- */

struct entrance {
    const char *path;
    struct say  title, about;
};
static const struct entrance entrances[] = {
    { "notices", SAY("notices", "公示", "Public notices"),
      SAY("notices_about", "正在公示的内容，可以提出异议或意见",
          "What is being published; objections and comments can be made") },
    { "follow", SAY("follow", "查办理进度", "How a case goes on"),
      SAY("follow_about", "凭上报时得到的查询码", "With the code that you were given") },
    { "objections", SAY("objections", "查异议或意见的答复", "The answer to an objection"),
      SAY("objections_about", "凭查询号和查询码", "With its number and code") },
    { "figures", SAY("figures", "公开数据", "Public figures"),
      SAY("figures_about", "每项都写明来源", "Each with its source") },
};

static enum rc get_index(struct request *q, struct work *w)
{
    static const struct say title = SAY("plain", "公开信息", "Public information");
    static const struct say face =
        SAY("face", "上报和办事", "Report something, apply for something");
    static const struct say needs = SAY("face_about", "手机版，需要浏览器能运行脚本",
                                        "The pages for telephones; they need scripts");
    static const struct say turn  = SAY("contact", "联系方式", "Contact");
    struct page             p;

    begin(&p, q, &title);
    page_put(&p, "<ul class=\"list\">\n");
    for (size_t i = 0; i < ARRAY_LEN(entrances); i++) {
        page_put(&p, "<li>");
        page_link(&p, str_of(entrances[i].path), page_said(&p, &entrances[i].title));
        PAGE_SAY(&p, "p", &entrances[i].about, STR_NONE);
        page_put(&p, "</li>\n");
    }
    page_put(&p, "<li>");
    page_link_beyond(&p, S("./"), page_said(&p, &face));
    PAGE_SAY(&p, "p", &needs, STR_NONE);
    page_put(&p, "</li>\n</ul>\n");
    put_contact(&p, w, &turn);
    return page_send(&p, 200);
}

/* -- accessibility -- */

static const struct say accessible[] = {
    SAY("no_script",
        "公示、办理进度、网格公示牌、公开数据和本页不用脚本，文本浏览器、旧手机和读屏软件都能打开，"
        "也能打印。",
        "Notices, the progress of cases, the boards of grids, public figures and this page need no "
        "script: text browsers, old telephones and screen readers can open them, and they print."),
    SAY("keyboard",
        "只用键盘就能走遍这些页面；每个输入框都有文字说明，填错时说明错在哪里，已填的内容保留。",
        "They can be used by keyboard alone; every field has a label, an error says what is wrong, "
        "and "
        "what was typed stays."),
    SAY("words", "状态都用文字写明，不只靠颜色；正文20像素，可以用浏览器再放大。",
        "A state is a word, never a colour alone; the text has 20 pixels, and the browser can "
        "enlarge it."),
    SAY("languages", "这些页面有中文和英文；公示的正文只有公示时所用的文字。",
        "They are in Chinese and English; a notice itself is only in the language in which it was "
        "published."),
};
static const struct say limits[] = {
    SAY("faces", "上报和办事的页面需要脚本；地图上的内容另有列表或文字。",
        "Reporting and applying need scripts; what is on a map is also a list or words."),
    SAY("not_assessed", "这份说明由程序的作者自查后写成，没有经过第三方评测。",
        "This was written by the program's makers after looking themselves; nobody else has "
        "assessed "
        "it."),
};

static enum rc get_accessibility(struct request *q, struct work *w)
{
    static const struct say title    = SAY("accessibility", "无障碍说明", "Accessibility");
    static const struct say short_of = SAY("limits", "还做不到的", "What falls short");
    static const struct say turn =
        SAY("reach_us", "遇到困难时", "When something does not work for you");
    struct page p;

    begin(&p, q, &title);
    put_all(&p, "p", accessible, ARRAY_LEN(accessible));
    PAGE_SAY(&p, "h2", &short_of, STR_NONE);
    put_all(&p, "p", limits, ARRAY_LEN(limits));
    put_contact(&p, w, &turn);
    return page_send(&p, 200);
}

/* -- privacy -- */

static const struct say kept[] = {
    SAY("kept_report",
        "上报事项：您写的内容、照片、地点，以及您愿意留下的姓名和电话。照片里的拍摄地点、时间和相机"
        "信息在保存前去掉。",
        "Of a report: what you wrote, photos, the place, and your name and telephone if you gave "
        "them. "
        "Where, when and with which camera a photo was taken is removed before it is kept."),
    SAY("kept_objection", "对公示提出的异议或意见：您写的内容，以及您愿意留下的姓名和电话。",
        "Of an objection or comment: what you wrote, and your name and telephone if you gave "
        "them."),
    SAY("kept_account", "账号：登录名、姓名、电话；登录期间记下网络地址和浏览器名称。",
        "Of an account: login, name, telephone; while signed in also the network address and what "
        "the "
        "browser calls itself."),
    SAY("kept_cookie",
        "只有登录才用Cookie，用来认出您。不用统计或广告程序，页面不向别的网站取任何内容。",
        "There is a cookie only for those who sign in, to know them again. There is no tracking "
        "and no "
        "advertising, and pages fetch nothing from other sites."),
    SAY("kept_person", "走访和服务中登记的个人档案：每份都写明用途、依据和到期删除的日子。",
        "Personal files made on visits and for services: each says for what, on what ground and "
        "until "
        "which day."),
};
static const struct say seen[] = {
    SAY("seen_posts", "只有岗位管到那个地方、那件事的人看得到；姓名、电话、证件号平时都是遮住的。",
        "Only those whose post covers the place and the matter; names, telephones and papers are "
        "masked."),
    SAY("seen_unmask", "要看全文，须先写明理由；谁、何时、为什么看，都留下不能改的记录。",
        "To read them whole one has to give a reason first; who did, when and why is on record and "
        "cannot be changed."),
    SAY("seen_public",
        "对外公布的只有当地制度规定公开的内容，其中的姓名遮住。网格公示牌上的电话，本人同意才显示"
        "。",
        "Published is only what the locality's rules publish, with names masked. A telephone "
        "stands on "
        "a board only while its owner consents."),
};
static const struct say lasting[] = {
    SAY("lasting_case", "事项、异议和意见与办理记录一起保存，不会自动删除。",
        "Cases, objections and comments are kept with the record of how they were dealt with; "
        "nothing "
        "deletes them by itself."),
    SAY("lasting_person", "个人档案到写明的那一天自动删除；只凭同意保存的，撤回同意时删除。",
        "A personal file is deleted by itself on the day that it says, and when consent is "
        "withdrawn "
        "where it was kept by that alone."),
    SAY("lasting_file",
        "上传后一天内没有用到的文件自动删除。登录记录到期删除。公示结束时删除其中的完整姓名，只留遮"
        "住的。",
        "A file that nothing names within a day is deleted. Sign-ins are deleted when they end. "
        "When a "
        "notice ends its full names are deleted; the masked ones stay."),
};
static const struct say rights[] = {
    SAY("rights_may",
        "您可以要求查看、更正、删除自己的信息，可以撤回同意；撤回不影响以前已经做的处理。",
        "You may ask to see, correct or delete what is kept about you, and withdraw consent; that "
        "does "
        "not undo what was done before."),
    SAY("rights_how", "请向所在社区当面提出。", "Turn to your community's office."),
    SAY("rights_complain", "认为处理不当的，可以向上级部门和网信部门投诉。",
        "If you think that something is done wrongly you may complain to the authority above and "
        "to the "
        "cyberspace administration."),
};

static void put_part(struct page *p, const struct say *title, const struct say *says, size_t n)
{
    PAGE_SAY(p, "h2", title, STR_NONE);
    page_put(p, "<ul>\n");
    put_all(p, "li", says, n);
    page_put(p, "</ul>\n");
}

static enum rc get_privacy(struct request *q, struct work *w)
{
    static const struct say title = SAY("privacy", "个人信息说明", "Privacy");
    static const struct say why   = SAY(
          "why", "保存这些信息只为了一件事：把您反映的事办好，并能说清是怎么办的。",
          "This is kept for one purpose: to deal with what you brought up, and to be able to say how "
            "it was dealt with.");
    static const struct say what = SAY("what", "保存什么", "What is kept");
    static const struct say who  = SAY("who", "谁看得到", "Who sees it");
    static const struct say till = SAY("till", "保存多久", "For how long");
    static const struct say may  = SAY("may", "您的权利", "Your rights");
    static const struct say turn = SAY("contact", "联系方式", "Contact");
    struct page             p;

    begin(&p, q, &title);
    PAGE_SAY(&p, "p", &why, STR_NONE);
    put_part(&p, &what, kept, ARRAY_LEN(kept));
    put_part(&p, &who, seen, ARRAY_LEN(seen));
    put_part(&p, &till, lasting, ARRAY_LEN(lasting));
    put_part(&p, &may, rights, ARRAY_LEN(rights));
    put_contact(&p, w, &turn);
    return page_send(&p, 200);
}

#define PAGE                                                                                       \
    .on = GET, .can = CAP_ANYBODY, .tx = WORK_NONE, .query = &page_query_shape,                    \
    .reply_type = PAGE_TYPE
const struct route statement_pages[] = {
    { PAGE, .path = "/plain", .run = get_index, .doc = "What there is to read without script." },
    { PAGE, .path = "/accessibility", .run = get_accessibility,
      .doc = "How everybody can use the site, as a plain page." },
    { PAGE, .path = "/privacy", .run = get_privacy,
      .doc = "What is kept of people, why, how long and who sees it, as a plain page." },
    { 0 },
};
