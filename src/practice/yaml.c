/* yaml: libyaml's events into a tree, refusing what makes YAML surprising. */
#include "practice/yaml.h"
#include "base/utf8.h"
#include "practice/name_map.h"

#include <string.h>
#include <yaml.h>

static const struct say say_large =
    SAY("pack_large", "文件超过4 MiB", "the file is larger than 4 MiB");
static const struct say say_utf8 = SAY("pack_utf8", "文件不是UTF-8编码", "the file is not UTF-8");
static const struct say say_syntax =
    SAY("pack_yaml", "YAML写法有误[（{0}）]", "this is not YAML[: {0}]");
static const struct say say_indent =
    SAY("pack_indent", "此处缩进或冒号不对：同级内容要左对齐，冒号后要有空格",
        "indentation or a colon is wrong here: what belongs together starts in one column, and a "
        "colon is followed by a space");
static const struct say say_tab =
    SAY("pack_tab", "此处的字符不能这样用（缩进请用空格而不是制表符，特殊符号请加引号）",
        "this character cannot stand here (indent with spaces, not tabs; put special characters in "
        "quotes)");
static const struct say say_bracket =
    SAY("pack_bracket", "方括号或花括号没有配对，或缺少逗号",
        "a bracket or brace is not closed, or a comma is missing");
static const struct say say_anchor = SAY("pack_anchor", "不允许使用锚点、引用和标签（& * !）",
                                         "anchors, aliases and tags (& * !) are not taken");
static const struct say say_key =
    SAY("pack_key", "键必须是1至200字节的文字", "a key must be a text of 1 to 200 bytes");
static const struct say say_twice = SAY("pack_twice", "“{0}”重复了", "'{0}' stands here twice");
static const struct say say_deep =
    SAY("pack_deep", "层次太深，最多{0}层", "nested deeper than {0}");
static const struct say say_many =
    SAY("pack_many", "内容太多，整个包最多{0}个节点", "more than {0} values in the pack");
static const struct say say_root =
    SAY("pack_root", "文件的最外层应是“键: 值”", "the top of a file must be 'key: value'");

struct reading {
    struct arena    *arena;
    struct findings *found;
    struct ydocs    *docs;
    struct str       file;
    struct ynode    *open[YAML_DEPTH]; /* lists and maps that are not closed yet */
    struct ynode    *last[YAML_DEPTH]; /* the latest member of each */
    size_t           depth;
    struct str       key; /* of the map on top, when its value comes next */
    struct mark      key_mark;
    bool             failed;
};

static struct mark mark_of(const struct reading *r, yaml_mark_t m)
{
    return (struct mark){ r->file, (uint32_t)m.line + 1, (uint32_t)m.column + 1 };
}

static void wrong(struct reading *r, struct mark at, const struct say *say, struct str a0)
{
    find_wrong(r->found, at, say, a0, STR_NONE, STR_NONE);
    r->failed = true;
}

static void wrong_number(struct reading *r, struct mark at, const struct say *say, int64_t n)
{
    char room[INT_TEXT];

    wrong(r, at, say, int_text(n, room));
}

static void add_node(struct reading *r, struct ynode *n)
{
    struct ynode *in;

    if (r->depth == 0) {
        if (n->kind != Y_MAP)
            wrong(r, n->mark, &say_root, STR_NONE);
        *VEC_PUSH(r->arena, &r->docs->list) = n;
        return;
    }
    in = r->open[r->depth - 1];
    if (in->kind == Y_MAP) {
        n->key      = r->key;
        n->key_mark = r->key_mark;
        r->key      = STR_NONE;
    }
    if (in->n++)
        r->last[r->depth - 1]->next = n;
    else
        in->first = n;
    r->last[r->depth - 1] = n;
}

static struct ynode *new_node(struct reading *r, const yaml_event_t *e, enum ykind kind)
{
    struct ynode *n = ARENA_NEW(r->arena, struct ynode);

    n->kind = kind;
    n->mark = mark_of(r, e->start_mark);
    if (++r->docs->nodes > YAML_NODES)
        wrong_number(r, n->mark, &say_many, YAML_NODES);
    return n;
}

static bool wants_key(const struct reading *r)
{
    return r->depth && r->open[r->depth - 1]->kind == Y_MAP && !r->key.p;
}

static void take_scalar(struct reading *r, const yaml_event_t *e)
{
    struct str          text  = { (const char *)e->data.scalar.value, e->data.scalar.length };
    yaml_scalar_style_t style = e->data.scalar.style;
    struct ynode       *n;

    text = arena_str(r->arena, text);
    if (wants_key(r)) {
        r->key      = text;
        r->key_mark = mark_of(r, e->start_mark);
        if (text.n == 0 || text.n > 200)
            wrong(r, r->key_mark, &say_key, STR_NONE);
        return;
    }
    n         = new_node(r, e, Y_SCALAR);
    n->text   = text;
    n->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    add_node(r, n);
}

static void open_node(struct reading *r, const yaml_event_t *e, enum ykind kind)
{
    struct ynode *n = new_node(r, e, kind);

    if (wants_key(r)) {
        wrong(r, n->mark, &say_key, STR_NONE);
        return;
    }
    if (r->depth == YAML_DEPTH) {
        wrong_number(r, n->mark, &say_deep, YAML_DEPTH);
        return;
    }
    add_node(r, n);
    r->open[r->depth++] = n;
}

static void check_twice(struct reading *r, const struct ynode *map)
{
    struct name_map names = { 0 };

    if (map->n < 2)
        return;
    for (const struct ynode *m = map->first; m; m = m->next)
        if (name_map_put(&names, r->arena, m->key, 0) != NAME_NONE)
            wrong(r, m->key_mark, &say_twice, m->key);
}

static void close_node(struct reading *r)
{
    struct ynode *n = r->open[--r->depth];

    if (n->kind == Y_MAP)
        check_twice(r, n);
}

static bool has_tag(const yaml_event_t *e)
{
    switch (e->type) {
    case YAML_ALIAS_EVENT:
        return true;
    case YAML_SCALAR_EVENT:
        return e->data.scalar.anchor || e->data.scalar.tag;
    case YAML_SEQUENCE_START_EVENT:
        return e->data.sequence_start.anchor || e->data.sequence_start.tag;
    case YAML_MAPPING_START_EVENT:
        return e->data.mapping_start.anchor || e->data.mapping_start.tag;
    case YAML_DOCUMENT_START_EVENT:
        return e->data.document_start.tag_directives.start !=
               e->data.document_start.tag_directives.end;
    default:
        return false;
    }
}

static void take(struct reading *r, const yaml_event_t *e)
{
    if (has_tag(e)) {
        wrong(r, mark_of(r, e->start_mark), &say_anchor, STR_NONE);
        return;
    }
    switch (e->type) {
    case YAML_SCALAR_EVENT:
        take_scalar(r, e);
        break;
    case YAML_SEQUENCE_START_EVENT:
        open_node(r, e, Y_LIST);
        break;
    case YAML_MAPPING_START_EVENT:
        open_node(r, e, Y_MAP);
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_node(r);
        break;
    default:
        break;
    }
}

/* What libyaml says, in words that help whoever does not know its grammar. */
static void syntax_error(struct reading *r, const yaml_parser_t *p)
{
    static const struct {
        const char       *problem;
        const struct say *say;
    } known[] = {
        { "could not find expected ':'", &say_indent },
        { "did not find expected key", &say_indent },
        { "mapping values are not allowed", &say_indent },
        { "did not find expected '-'", &say_indent },
        { "block sequence entries are not allowed", &say_indent },
        { "did not find expected <document start>", &say_indent },
        { "found character that cannot start", &say_tab },
        { "found a tab character", &say_tab },
        { "did not find expected ','", &say_bracket },
    };
    struct str problem = str_of(p->problem ? p->problem : "");

    for (size_t i = 0; i < ARRAY_LEN(known); i++)
        if (str_starts(problem, str_of(known[i].problem))) {
            /* of a bracket it is the open one that is sought */
            wrong(r, mark_of(r, known[i].say == &say_bracket ? p->context_mark : p->problem_mark),
                  known[i].say, STR_NONE);
            return;
        }
    wrong(r, mark_of(r, p->problem_mark), &say_syntax, problem);
}

static void read_events(struct reading *r, yaml_parser_t *p)
{
    bool done = false;

    while (!done && !r->failed) {
        yaml_event_t e;

        if (!yaml_parser_parse(p, &e)) {
            syntax_error(r, p);
            return;
        }
        done = e.type == YAML_STREAM_END_EVENT;
        take(r, &e);
        yaml_event_delete(&e);
    }
}

bool yaml_read(struct arena *a, struct str file, struct str text, struct findings *f,
               struct ydocs *docs)
{
    struct reading r  = { .arena = a, .found = f, .docs = docs, .file = file };
    struct mark    at = { file, 0, 0 };
    yaml_parser_t  p;

    if (text.n > YAML_FILE) {
        wrong(&r, at, &say_large, STR_NONE);
        return false;
    }
    if (!utf8_ok(text)) {
        wrong(&r, at, &say_utf8, STR_NONE);
        return false;
    }
    BUG_ON(!yaml_parser_initialize(&p)); /* only without memory */
    yaml_parser_set_encoding(&p, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&p, (const unsigned char *)(text.p ? text.p : ""), text.n);
    read_events(&r, &p);
    yaml_parser_delete(&p);
    return !r.failed;
}

const struct ynode *ynode_get(const struct ynode *map, const char *key)
{
    for (const struct ynode *m = map && map->kind == Y_MAP ? map->first : NULL; m; m = m->next)
        if (str_is(m->key, key))
            return m;
    return NULL;
}
