/* overlay: what a pack says, laid over what it extends. */
#include "practice/overlay.h"
#include "practice/like.h"

static const struct say say_no_section =
    SAY("pack_no_section", "没有“{0}”这一节", "there is no section '{0}'");
static const struct say say_twice = SAY("pack_name_twice", "“{0}”在包里写了两次，另一处在{1}",
                                        "'{0}' is in the pack twice, also at {1}");
static const struct say say_list = SAY("pack_list", "应是列表", "a list was expected");
static const struct say say_many =
    SAY("pack_section_many", "“{0}”太多，最多{1}项", "more than {1} {0}");
static const struct say say_without = SAY("pack_without", "所扩展的包里没有“{0}”，无从去掉",
                                          "what is extended has no '{0}' to leave out");
static const struct say say_pack_name =
    SAY("pack_pack_name", "“{0}”不能作包名：用小写字母、数字、横线和下划线",
        "'{0}' is no name of a pack: lower-case letters, digits, hyphens, underscores");

enum names { NAMES_PLAIN, NAMES_ANY };
enum how { ONE_EACH, KEEP_ALL, LIST_ALL };

static const struct {
    const char *word;
    enum names  names;
    enum how    how;
    size_t      most;
} rules[SEC_COUNT] = {
    [SEC_PLACES]        = { "places", NAMES_PLAIN, ONE_EACH, 200 },
    [SEC_ORGANISATIONS] = { "organisations", NAMES_PLAIN, ONE_EACH, 1000 },
    [SEC_RELATIONS]     = { "relations", NAMES_PLAIN, ONE_EACH, 200 },
    [SEC_POSTS]         = { "posts", NAMES_PLAIN, ONE_EACH, 1000 },
    [SEC_TEAMS]         = { "teams", NAMES_PLAIN, ONE_EACH, 200 },
    [SEC_CLASSES]       = { "classes", NAMES_ANY, ONE_EACH, 50000 },
    [SEC_CALENDARS]     = { "calendars", NAMES_PLAIN, KEEP_ALL, 50 },
    [SEC_FIELDS]        = { "fields", NAMES_PLAIN, ONE_EACH, 1000 },
    [SEC_DOCUMENTS]     = { "documents", NAMES_PLAIN, ONE_EACH, 200 },
    [SEC_VOTES]         = { "votes", NAMES_PLAIN, ONE_EACH, 200 },
    [SEC_PROCESSES]     = { "processes", NAMES_PLAIN, ONE_EACH, 500 },
    [SEC_INDICATORS]    = { "indicators", NAMES_PLAIN, ONE_EACH, 1000 },
    [SEC_REPORTED]      = { "reported", NAMES_PLAIN, ONE_EACH, 2000 },
    [SEC_TEXTS]         = { "texts", NAMES_ANY, ONE_EACH, 10000 },
    [SEC_ALIASES]       = { "aliases", NAMES_PLAIN, KEEP_ALL, 200 },
    [SEC_DISPATCH]      = { "dispatch", NAMES_ANY, LIST_ALL, 2000 },
};

static struct str where(struct bind *b, struct mark m)
{
    return arena_fmt(b->arena, "%.*s:%u", STR_ARG(m.file), m.line);
}

static bool has_room(struct bind *b, enum sections sec, struct mark at)
{
    char room[INT_TEXT];

    if (b->sections[sec].list.n < rules[sec].most)
        return true;
    if (b->sections[sec].list.n == rules[sec].most && !findings_bad(b->found))
        bind_wrong(b, at, &say_many, str_of(rules[sec].word),
                   int_text((int64_t)rules[sec].most, room));
    return false;
}

static void add_entry(struct bind *b, enum sections sec, struct entry e)
{
    struct section *s = &b->sections[sec];
    size_t had        = rules[sec].how == ONE_EACH ? name_map_get(&s->by_name, e.name) : NAME_NONE;

    if (had == NAME_NONE) {
        if (!has_room(b, sec, e.mark))
            return;
        if (rules[sec].how == ONE_EACH)
            name_map_put(&s->by_name, b->arena, e.name, s->list.n);
        if (sec == SEC_PROCESSES)
            like_keep(b, NULL, &e);
        *VEC_PUSH(b->arena, &s->list) = e;
    } else if (s->list.at[had].pack == e.pack && s->list.at[had].node) {
        bind_wrong(b, e.mark, &say_twice, e.name, where(b, s->list.at[had].mark));
    } else {
        if (sec == SEC_PROCESSES)
            like_keep(b, &s->list.at[had], &e);
        s->list.at[had] = e;
    }
}

static void add_row(struct bind *b, const struct ynode *row, void *ctx)
{
    static const struct say say_code =
        SAY("pack_no_code", "这一行没有 code", "this row has no code");
    const struct ynode *code = ynode_get(row, "code");
    struct ynode       *rest;

    if (!code) {
        bind_wrong(b, row->mark, &say_code, STR_NONE, STR_NONE);
        return;
    }
    rest        = ARENA_NEW(b->arena, struct ynode);
    *rest       = *row;
    rest->first = NULL;
    rest->n     = 0;
    /* The other cells, in their order, as members of their own. */
    for (struct ynode *m = row->first, **to = &rest->first; m; m = m->next)
        if (m != code) {
            struct ynode *one = ARENA_NEW(b->arena, struct ynode);

            *one      = *m;
            one->next = NULL;
            *to       = one;
            to        = &one->next;
            rest->n++;
        }
    add_entry(b, SEC_CLASSES, (struct entry){ code->text, code->mark, rest, *(const size_t *)ctx });
}

static void add_map(struct bind *b, enum sections sec, const struct ynode *n, size_t pack)
{
    if (!bind_is_map(b, n))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (sec == SEC_CLASSES && str_is(m->key, "table"))
            bind_table(b, m, pack, add_row, &pack);
        else if (rules[sec].names == NAMES_ANY || bind_key_name(b, m))
            add_entry(b, sec, (struct entry){ m->key, m->key_mark, m, pack });
    }
}

static void add_list(struct bind *b, enum sections sec, const struct ynode *n, size_t pack)
{
    if (n->kind != Y_LIST) {
        bind_wrong(b, n->mark, &say_list, STR_NONE, STR_NONE);
        return;
    }
    for (const struct ynode *m = n->first; m; m = m->next)
        add_entry(b, sec, (struct entry){ STR_NONE, m->mark, m, pack });
}

/* -- the head of a pack -- */

static bool is_pack_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!(s.p[i] >= 'a' && s.p[i] <= 'z') && !(s.p[i] >= '0' && s.p[i] <= '9') &&
            s.p[i] != '-' && s.p[i] != '_')
            return false;
    return s.n > 0 && s.n <= 64;
}

static void head_name(struct bind *b, const struct ynode *n, struct str *ret)
{
    if (!bind_is_scalar(b, n))
        return;
    *ret = n->text;
    if (!is_pack_name(n->text))
        bind_wrong(b, n->mark, &say_pack_name, n->text, STR_NONE);
}

/* languages: [zh, en]. Chinese is always there. */
static void head_languages(struct bind *b, const struct ynode *n, struct str pack)
{
    static const char *const words[] = { "zh", "en", NULL };
    int32_t                  i;

    for (const struct ynode *m = bind_first(n); m; m = bind_next(n, m))
        if (bind_word(b, m, words, &i) && i == 1)
            *VEC_PUSH(b->arena, &b->english) = pack;
}

void pack_head(struct bind *b, struct pack *p)
{
    for (size_t i = 0; i < p->docs.list.n; i++) {
        const struct ynode *doc = p->docs.list.at[i], *name = ynode_get(doc, "pack"),
                           *title = ynode_get(doc, "title"), *extends = ynode_get(doc, "extends"),
                           *languages = ynode_get(doc, "languages");
        struct str said               = STR_NONE;

        if (!name || ynode_get(doc, "process"))
            continue;
        if (p->mark.line)
            bind_wrong(b, name->key_mark, &say_twice, S("pack"), where(b, p->mark));
        p->mark = name->mark;
        head_name(b, name, &said);
        if (languages)
            head_languages(b, languages, p->name);
        if (title)
            (void)bind_text(b, title, &p->title);
        if (extends) {
            head_name(b, extends, &p->extends);
            p->extends_mark = extends->mark;
        }
    }
}

/* -- laying over -- */

static bool section_of(struct str word, enum sections *ret)
{
    for (int i = 0; i < SEC_COUNT; i++)
        if (str_is(word, rules[i].word)) {
            *ret = (enum sections)i;
            return true;
        }
    return false;
}

static void no_section(struct bind *b, const struct ynode *n)
{
    static const struct say no_processes =
        SAY("pack_no_processes",
            "没有“{0}”这一节：每个流程写成一个文件（或一段），以 process: 名称 开头",
            "there is no section '{0}': each process is a document of its own that begins with "
            "`process: NAME`");
    static const char *const others[] = { "pack",    "title",    "extends",  "without",
                                          "process", "calendar", "languages" };
    struct nearest           near     = nearest_to(b->found, n->key);

    if (str_is(n->key, rules[SEC_PROCESSES].word)) { /* the name of the section, not a word of it */
        bind_wrong(b, n->key_mark, &no_processes, n->key, STR_NONE);
        return;
    }
    for (int i = 0; i < SEC_COUNT; i++)
        nearest_try(&near, str_of(rules[i].word));
    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        nearest_try(&near, str_of(others[i]));
    bind_meant(b, n->key_mark, &say_no_section, n->key, near);
}

static void leave_out(struct bind *b, enum sections sec, const struct ynode *names)
{
    struct section *s = &b->sections[sec];

    for (const struct ynode *m = bind_first(names); m; m = bind_next(names, m)) {
        size_t         i    = name_map_get(&s->by_name, m->text);
        struct nearest near = nearest_to(b->found, m->text);

        if (!bind_is_scalar(b, m))
            continue;
        if (i != NAME_NONE) {
            s->list.at[i].node = NULL;
            continue;
        }
        for (size_t k = 0; k < s->list.n; k++)
            nearest_try(&near, s->list.at[k].name);
        bind_meant(b, m->mark, &say_without, m->text, near);
    }
}

static void lay_without(struct bind *b, const struct ynode *n)
{
    enum sections sec;

    if (!n || !bind_is_map(b, n))
        return;
    for (const struct ynode *m = n->first; m; m = m->next) {
        if (section_of(m->key, &sec) && rules[sec].how == ONE_EACH)
            leave_out(b, sec, m);
        else
            no_section(b, m);
    }
}

static void lay_member(struct bind *b, const struct ynode *m, size_t number, bool headed)
{
    enum sections sec;

    if (str_is(m->key, "pack") || str_is(m->key, "without") ||
        (headed &&
         (str_is(m->key, "title") || str_is(m->key, "extends") || str_is(m->key, "languages"))))
        return;
    if (str_is(m->key, "calendar"))
        add_entry(b, SEC_CALENDARS, (struct entry){ S("main"), m->key_mark, m, number });
    else if (!section_of(m->key, &sec) || sec == SEC_PROCESSES)
        no_section(b, m);
    else if (rules[sec].how == LIST_ALL)
        add_list(b, sec, m, number);
    else
        add_map(b, sec, m, number);
}

static void lay_doc(struct bind *b, const struct ynode *doc, size_t number)
{
    const struct ynode *process = ynode_get(doc, "process");
    bool                headed  = ynode_get(doc, "pack") != NULL;
    struct str          name;

    if (process) {
        if (bind_name(b, process, &name))
            add_entry(b, SEC_PROCESSES, (struct entry){ name, process->mark, doc, number });
        return;
    }
    for (const struct ynode *m = doc->first; m; m = m->next)
        lay_member(b, m, number, headed);
}

/* What was left out and did not come again goes. */
static void close_gaps(struct bind *b)
{
    for (int sec = 0; sec < SEC_COUNT; sec++) {
        struct section *s = &b->sections[sec];
        size_t          n = 0;

        for (size_t i = 0; i < s->list.n; i++)
            if (s->list.at[i].node)
                s->list.at[n++] = s->list.at[i];
        if (n == s->list.n)
            continue;
        s->list.n  = n;
        s->by_name = (struct name_map){ 0 };
        for (size_t i = 0; i < n; i++)
            name_map_put(&s->by_name, b->arena, s->list.at[i].name, i);
    }
}

void pack_lay(struct bind *b, const struct pack *p, size_t number)
{
    for (size_t i = 0; i < p->docs.list.n; i++)
        lay_without(b, ynode_get(p->docs.list.at[i], "without"));
    for (size_t i = 0; i < p->docs.list.n; i++)
        lay_doc(b, p->docs.list.at[i], number);
    close_gaps(b);
}
