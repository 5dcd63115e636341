/* builtin: the words of the language: fields that need no definition, and the names of codes. */
#include "practice/practice.h"

#define WORDS(name, ...) const char *const name[] = { __VA_ARGS__, NULL }

WORDS(form_kind_words, "text", "int", "real", "money", "bool", "date", "time", "choice", "choices",
      "place", "class", "grade", "name", "phone", "paper", "address", "org", "orgs", "photos",
      "files", "mark", "case", "parties", "each_party", "unit_marks", "vote");
WORDS(each_party_words, "all", "some", "refused");
WORDS(outcome_words, "solved", "unsolved", "refused", "merged", "withdrawn", "void");
WORDS(channel_words, "anyone", "account", "worker", "on_behalf", "hotline", "api", "import", "case",
      "patrol", "video");
WORDS(measure_words, "opened", "filed", "closed", "closed_on_time", "closed_late", "solved",
      "refused", "merged", "returned", "reworked", "reopened", "open", "open_late", "yellow", "red",
      "evaluated", "satisfied", "contacted", "resolved_said", "extended", "escalated", "dispatched",
      "redispatched", "handle_seconds", "kept", "missed", "unit_marks", "unit_mark_sum");

WORDS(notice_words, "none", "open", "over", "withdrawn");
WORDS(document_words, "today", "number", "case_number", "issuer", "class", "grade", "place", "unit",
      "opened");
WORDS(show_words, "number", "class", "grade", "place", "unit", "opened");

_Static_assert(ARRAY_LEN(form_kind_words) == FORM_VOTE + 2, "a word for each kind");
_Static_assert(ARRAY_LEN(outcome_words) == OUT_VOID + 2, "a word for each outcome");
_Static_assert(ARRAY_LEN(channel_words) == CH_COUNT + 1, "a word for each channel");
_Static_assert(ARRAY_LEN(measure_words) == M_COUNT + 1, "a word for each measure");

const struct ename case_names[CN_COUNT] = {
    [CN_CLASS]      = { .name = { "class", 5 }, .type = E_TEXT, .tree = true },
    [CN_GRADE]      = { .name = { "grade", 5 }, .type = E_TEXT },
    [CN_CHANNEL]    = { .name = { "channel", 7 }, .type = E_TEXT },
    [CN_PLACE_KIND] = { .name = { "place_kind", 10 }, .type = E_TEXT },
    [CN_LEVEL]      = { .name = { "level", 5 }, .type = E_NUM },
    [CN_LEVEL_LAST] = { .name = { "level_last", 10 }, .type = E_BOOL },
    [CN_UNIT]       = { .name = { "unit", 4 }, .type = E_TEXT },
    [CN_UNIT_KIND]  = { .name = { "unit_kind", 9 }, .type = E_TEXT },
    [CN_CARD]       = { .name = { "card", 4 }, .type = E_NUM },
    [CN_RETURNS]    = { .name = { "returns", 7 }, .type = E_NUM },
    [CN_REOPENED]   = { .name = { "reopened", 8 }, .type = E_NUM },
    [CN_SUGGESTED]  = { .name = { "suggested", 9 }, .type = E_BOOL },
    [CN_HOUR]       = { .name = { "hour", 4 }, .type = E_NUM },
    [CN_WORKTIME]   = { .name = { "worktime", 8 }, .type = E_BOOL },
    [CN_NOTICE]     = { .name = { "notice", 6 }, .type = E_TEXT },
    [CN_OBJECTIONS] = { .name = { "objections", 10 }, .type = E_NUM },

    [CN_OBJECTIONS_OPEN] = { .name = { "objections_open", 15 }, .type = E_NUM },
};

#define STR(lit)                                                                                   \
    {                                                                                              \
        "" lit, sizeof(lit) - 1                                                                    \
    }
#define FIELD(name_, zh, en, kind_, ...)                                                           \
    {                                                                                              \
        .name = STR(name_), .title = { STR(zh), STR(en) }, .kind = kind_, __VA_ARGS__              \
    }
#define PUBLIC .keep = KEEP_PUBLIC, .publish = true

static const struct form_field builtin[] = {
    FIELD("words", "情况描述", "Description", FORM_TEXT, .max = 2000, .keep = KEEP_OFFICE),
    FIELD("words_public", "公开内容", "Words for the public", FORM_TEXT, .max = 2000, PUBLIC),
    FIELD("reason", "理由", "Reason", FORM_TEXT, .max = 500, .keep = KEEP_OFFICE),
    FIELD("note", "备注", "Note", FORM_TEXT, .max = 2000, .keep = KEEP_OFFICE),
    FIELD("advice", "意见", "Advice", FORM_TEXT, .max = 2000, .keep = KEEP_OFFICE),
    FIELD("photos", "照片", "Photos", FORM_PHOTOS, .max = 9, .keep = KEEP_OFFICE),
    FIELD("photos_before", "处理前照片", "Photos before", FORM_PHOTOS, .max = 9,
          .keep = KEEP_OFFICE),
    FIELD("photos_after", "处理后照片", "Photos after", FORM_PHOTOS, .max = 9, PUBLIC),
    FIELD("files", "附件", "Files", FORM_FILES, .max = 9, .keep = KEEP_OFFICE),
    FIELD("unit", "主办单位", "Lead unit", FORM_ORG, PUBLIC),
    FIELD("assist", "协办单位", "Assisting units", FORM_ORGS, .max = 20, PUBLIC),
    FIELD("class", "事项类别", "Class", FORM_CLASS, PUBLIC),
    FIELD("place", "地点", "Place", FORM_PLACE, PUBLIC),
    FIELD("grade", "等级", "Grade", FORM_GRADE, PUBLIC),
    FIELD("main_case", "主事项", "Main case", FORM_CASE, .keep = KEEP_OFFICE),
    FIELD("name", "姓名", "Name", FORM_NAME, .max = 50, .keep = KEEP_PERSONAL, .mask = MASK_NAME),
    FIELD("phone", "联系电话", "Telephone", FORM_PHONE, .max = 20, .keep = KEEP_PERSONAL,
          .mask = MASK_PHONE),
    FIELD("paper", "证件号码", "Identity number", FORM_PAPER, .max = 30, .keep = KEEP_SENSITIVE,
          .mask = MASK_PAPER),
    FIELD("address", "地址", "Address", FORM_ADDRESS, .max = 200, .keep = KEEP_PERSONAL,
          .mask = MASK_ADDRESS),
    FIELD("parties", "当事人", "Parties", FORM_PARTIES, .min = 1, .max = 20, .keep = KEEP_OFFICE),
    FIELD("consents", "当事人意愿", "Consent of the parties", FORM_EACH_PARTY, .keep = KEEP_OFFICE),
    FIELD("mark", "评分", "Mark", FORM_MARK, .min = 1, .max = 5, .keep = KEEP_OFFICE),
    FIELD("promised", "承诺完成日期", "Promised by", FORM_DATE, PUBLIC),
    FIELD("contacted", "是否联系过您", "Were you contacted?", FORM_BOOL, .keep = KEEP_OFFICE),
    FIELD("resolved", "问题是否解决", "Was it resolved?", FORM_BOOL, .keep = KEEP_OFFICE),
    FIELD("satisfied", "满意度", "Satisfaction", FORM_MARK, .min = 1, .max = 5,
          .keep = KEEP_OFFICE),
};

const struct form_field *form_builtin(struct str name)
{
    for (size_t i = 0; i < ARRAY_LEN(builtin); i++)
        if (str_eq(builtin[i].name, name))
            return &builtin[i];
    return NULL;
}

const struct form *form_builtins(void)
{
    static const struct form all = { builtin, ARRAY_LEN(builtin) };

    return &all;
}
