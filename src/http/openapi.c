#include "http/page.h"
#include "http/router.h"
#include "http/server.h"

#include <string.h>

enum { OPENAPI_ROOM = 64 << 20, SCHEMA_MOST = 1 << 20 };

struct out {
    struct arena *arena;
    struct jw     w;
    const char *(*can_name)(int can);
    VEC(const struct route *) routes;
    VEC(const struct shape *) shapes; /* to be described among the components */
};

static void pair(struct out *o, const char *key, const char *text)
{
    jw_keyc(&o->w, key);
    jw_cstr(&o->w, text);
}

static void obj(struct out *o, const char *key)
{
    jw_keyc(&o->w, key);
    jw_obj(&o->w);
}

static void need_inner(struct out *o, const struct shape *s);

static void need(struct out *o, const struct shape *s)
{
    for (size_t i = 0; i < o->shapes.n; i++)
        if (str_eq(shape_public_name(o->shapes.at[i]), shape_public_name(s))) {
            BUG_ON(o->shapes.at[i] != s); /* two shapes of one name */
            return;
        }
    *VEC_PUSH(o->arena, &o->shapes) = s;
    need_inner(o, s);
}

static void need_inner(struct out *o, const struct shape *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->fields[i].of)
            need(o, s->fields[i].of);
}

static void ref(struct out *o, const struct shape *s)
{
    need(o, s);
    jw_obj(&o->w);
    jw_keyc(&o->w, "$ref");
    jw_str(&o->w, arena_fmt(o->arena, "#/components/schemas/%.*s", STR_ARG(shape_public_name(s))));
    jw_obj_end(&o->w);
}

/* The schema of one shape as a tree, to take single properties from. */
static const struct jval *schema_tree(struct out *o, const struct shape *s)
{
    struct faults     *f = ARENA_NEW(o->arena, struct faults);
    const struct jval *v = NULL;
    struct buf         b;
    struct jw          w;
    struct str         text;
    enum rc            rc;

    buf_init(&b, SCHEMA_MOST);
    jw_init(&w, &b);
    shape_schema(s, &w);
    text = arena_str(o->arena, buf_str(&b));
    buf_free(&b);
    rc = json_parse(o->arena, text, f, &v);
    BUG_ON(rc != RC_OK);
    return v;
}

/* -- one operation -- */

/* "postCasesByIdMoves": method and path, without what all paths have in front. */
static void put_operation_id(struct out *o, const struct route *t)
{
    static const char *const verbs[METHODS] = { "get", "post", "put", "patch", "delete" };
    struct str               path = str_of(t->path), prefix = S("/api/v1"), part;
    struct buf               b;

    buf_init(&b, 512);
    buf_addc(&b, verbs[t->on]);
    if (str_starts(path, prefix))
        path = str_skip(path, prefix.n);
    else
        buf_addc(&b, "Page"); /* many show what the API has under the same name */
    while (str_split(&path, '/', &part)) {
        bool up = true;

        if (part.n && part.p[0] == '{') {
            buf_addc(&b, "By");
            part = (struct str){ part.p + 1, part.n - 2 };
        }
        for (size_t i = 0; i < part.n; i++) {
            char c = part.p[i];
            bool letter =
                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

            if (letter)
                buf_add1(&b, up && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
            up = !letter;
        }
    }
    jw_keyc(&o->w, "operationId");
    jw_str(&o->w, buf_str(&b));
    buf_free(&b);
}

/* The path's first word behind /api/v1; pages and the like have none. */
static struct str tag_of(const struct route *t)
{
    struct str path = str_of(t->path), prefix = S("/api/v1/"), part;

    if (!str_starts(path, prefix))
        return S("pages");
    path = str_skip(path, prefix.n);
    (void)str_split(&path, '/', &part);
    return part;
}

static void put_path_parameters(struct out *o, const struct route *t)
{
    struct str path = str_of(t->path), part;

    while (str_split(&path, '/', &part)) {
        bool id = str_is(part, "{id}") || str_is(part, "{sub}");

        if (part.n < 3 || part.p[0] != '{')
            continue;
        jw_obj(&o->w);
        jw_keyc(&o->w, "name");
        jw_str(&o->w, (struct str){ part.p + 1, part.n - 2 });
        pair(o, "in", "path");
        jw_keyc(&o->w, "required");
        jw_bool(&o->w, true);
        pair(o, "description",
             id ? "An id: a decimal number as text." : "One segment of the path.");
        obj(o, "schema");
        pair(o, "type", "string");
        if (id)
            pair(o, "pattern", "^[0-9]{1,19}$");
        jw_obj_end(&o->w);
        jw_obj_end(&o->w);
    }
}

static void put_query_parameters(struct out *o, const struct shape *s)
{
    const struct jval *all = json_get(schema_tree(o, s), "properties");

    need_inner(o, s);
    for (size_t i = 0; i < s->n; i++) {
        const struct field *f = &s->fields[i];

        jw_obj(&o->w);
        pair(o, "name", f->name);
        pair(o, "in", "query");
        jw_keyc(&o->w, "required");
        jw_bool(&o->w, !f->opt);
        if (f->doc)
            pair(o, "description", f->doc);
        jw_keyc(&o->w, "schema");
        jw_raw(&o->w, json_get(all, f->name)->raw);
        jw_obj_end(&o->w);
    }
}

static void put_parameters(struct out *o, const struct route *t)
{
    if (!t->query && str_find(str_of(t->path), S("{")) == SIZE_MAX)
        return;
    jw_keyc(&o->w, "parameters");
    jw_list(&o->w);
    put_path_parameters(o, t);
    if (t->query)
        put_query_parameters(o, t->query);
    jw_list_end(&o->w);
}

/* The fields by shape, and files under any other name. */
static void put_form_schema(struct out *o, const struct shape *s)
{
    const struct jval *tree = s ? schema_tree(o, s) : NULL;

    jw_obj(&o->w);
    pair(o, "type", "object");
    if (tree) {
        need_inner(o, s);
        jw_keyc(&o->w, "properties");
        jw_val(&o->w, json_get(tree, "properties"));
        if (json_get(tree, "required")) {
            jw_keyc(&o->w, "required");
            jw_val(&o->w, json_get(tree, "required"));
        }
    }
    obj(o, "additionalProperties");
    pair(o, "type", "string");
    pair(o, "contentMediaType", "application/octet-stream");
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
}

static void put_body(struct out *o, const struct route *t)
{
    if (t->on == GET || (t->takes == BODY_JSON && !t->body))
        return;
    obj(o, "requestBody");
    jw_keyc(&o->w, "required");
    jw_bool(&o->w, true);
    obj(o, "content");
    switch (t->takes) {
    case BODY_PARTS:
        obj(o, "multipart/form-data");
        jw_keyc(&o->w, "schema");
        put_form_schema(o, t->body);
        break;
    case BODY_FORM:
        obj(o, "application/x-www-form-urlencoded");
        jw_keyc(&o->w, "schema");
        ref(o, t->body);
        break;
    case BODY_RAW:
        obj(o, "*/*");
        obj(o, "schema");
        pair(o, "type", "string");
        jw_obj_end(&o->w);
        break;
    case BODY_JSON:
    default:
        obj(o, "application/json");
        jw_keyc(&o->w, "schema");
        ref(o, t->body);
        break;
    }
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
}

static void put_list_schema(struct out *o, const struct shape *s)
{
    jw_obj(&o->w);
    pair(o, "type", "object");
    obj(o, "properties");
    obj(o, "items");
    pair(o, "type", "array");
    jw_keyc(&o->w, "items");
    ref(o, s);
    jw_obj_end(&o->w);
    obj(o, "next");
    pair(o, "type", "string");
    pair(o, "description", "Where the next page begins; absent on the last.");
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
    jw_keyc(&o->w, "required");
    jw_list(&o->w);
    jw_cstr(&o->w, "items");
    jw_list_end(&o->w);
    jw_obj_end(&o->w);
}

static void put_reply(struct out *o, const struct route *t, const char *status, const char *doc)
{
    obj(o, status);
    pair(o, "description", doc);
    if (t->reply || t->reply_type) {
        obj(o, "content");
        obj(o, t->reply_type ? t->reply_type : "application/json");
        jw_keyc(&o->w, "schema");
        if (t->reply && t->reply_list) {
            put_list_schema(o, t->reply);
        } else if (t->reply) {
            ref(o, t->reply);
        } else {
            jw_obj(&o->w);
            pair(o, "type", "string");
            jw_obj_end(&o->w);
        }
        jw_obj_end(&o->w);
        jw_obj_end(&o->w);
    }
    jw_obj_end(&o->w);
}

static bool is_page(const struct route *t)
{
    return t->reply_type && strcmp(t->reply_type, PAGE_TYPE) == 0;
}

static void put_replies(struct out *o, const struct route *t)
{
    static const char *const bad[] = { "4XX", "5XX" };

    obj(o, "responses");
    if (t->reply || t->reply_type) {
        put_reply(o, t, "200", "The result.");
        if (t->on == POST)
            put_reply(o, t, "201", "It was made.");
    } else {
        put_reply(o, t, "204", "Done; there is nothing to say.");
    }
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        if (is_page(t)) {
            put_reply(o, t, bad[i], "A page that says what went wrong.");
            continue;
        }
        obj(o, bad[i]);
        pair(o, "$ref", "#/components/responses/error");
        jw_obj_end(&o->w);
    }
    jw_obj_end(&o->w);
}

static void put_operation(struct out *o, const struct route *t)
{
    static const char *const keys[METHODS] = { "get", "post", "put", "patch", "delete" };

    obj(o, keys[t->on]);
    put_operation_id(o, t);
    pair(o, "summary", t->doc);
    jw_keyc(&o->w, "tags");
    jw_list(&o->w);
    jw_str(&o->w, tag_of(t));
    jw_list_end(&o->w);
    pair(o, "x-capability", o->can_name(t->can));
    put_parameters(o, t);
    put_body(o, t);
    put_replies(o, t);
    jw_obj_end(&o->w);
}

/* -- the whole -- */

static void put_paths(struct out *o)
{
    obj(o, "paths");
    for (size_t i = 0; i < o->routes.n; i++) {
        struct str path = str_of(o->routes.at[i]->path);
        size_t     k    = 0;

        while (k < i && !str_is(path, o->routes.at[k]->path))
            k++;
        if (k < i) /* told already, with the first of its methods */
            continue;
        jw_key(&o->w, path);
        jw_obj(&o->w);
        for (k = i; k < o->routes.n; k++)
            if (str_is(path, o->routes.at[k]->path))
                put_operation(o, o->routes.at[k]);
        jw_obj_end(&o->w);
    }
    jw_obj_end(&o->w);
}

/* What reply_error writes. */
struct field_error {
    struct str path, code, message;
};
static const struct field field_error_fields[] = {
    F(struct field_error, path, .doc = "The field: form.phone, moves[2].name."),
    F(struct field_error, code, .doc = "A stable word for programs: too_long."),
    F(struct field_error, message, .doc = "A sentence in the caller's language."),
};
static const struct shape field_error_shape = SHAPE(struct field_error, field_error_fields);

struct api_error {
    struct str  code, message, reason;
    struct list fields, findings;
};
static const struct field api_error_fields[] = {
    F(struct api_error, code, .doc = "A stable word for what kind of error it is: conflict."),
    F(struct api_error, message, .doc = "A sentence in the caller's language."),
    F(struct api_error, reason, .opt = true, .doc = "A stable word for what the sentence says."),
    F(struct api_error, fields, .of = &field_error_shape, .doc = "The fields that are wrong."),
    F(struct api_error, findings, .opt = true, .of = &file_finding_shape,
      .doc = "What is wrong with the files that were sent, by line."),
};
static const struct shape api_error_shape = SHAPE(struct api_error, api_error_fields);

static void put_components(struct out *o)
{
    obj(o, "components");
    obj(o, "responses");
    obj(o, "error");
    pair(o, "description", "It was not done; the body says why.");
    obj(o, "content");
    obj(o, "application/json");
    jw_keyc(&o->w, "schema");
    ref(o, &api_error_shape);
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
    obj(o, "schemas");
    for (size_t i = 0; i < o->shapes.n; i++) {
        jw_key(&o->w, shape_public_name(o->shapes.at[i]));
        shape_schema(o->shapes.at[i], &o->w);
    }
    jw_obj_end(&o->w);
    jw_obj_end(&o->w);
}

void openapi_write(const struct route *const *tables, const char *(*can_name)(int can),
                   struct buf                *out)
{
    struct out o = { .arena = arena_new(OPENAPI_ROOM), .can_name = can_name };

    for (size_t t = 0; tables[t]; t++)
        for (size_t i = 0; tables[t][i].path; i++)
            *VEC_PUSH(o.arena, &o.routes) = &tables[t][i];
    jw_init(&o.w, out);
    jw_obj(&o.w);
    pair(&o, "openapi", "3.1.0");
    obj(&o, "info");
    pair(&o, "title", "Linli");
    pair(&o, "version", "1");
    pair(&o, "description", "The governance of a neighbourhood: everything its faces can do.");
    jw_obj_end(&o.w);
    put_paths(&o);
    put_components(&o);
    jw_obj_end(&o.w);
    arena_free(o.arena);
}
