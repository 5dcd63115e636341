#include "territory/geojson.h"
#include "base/utf8.h"

#include <string.h>

static const struct say say_collection =
    SAY("geojson_collection", "应为 GeoJSON 的 FeatureCollection 或 Feature",
        "a GeoJSON FeatureCollection or Feature is expected");
static const struct say say_feature = SAY("geojson_feature", "第{0}个要素（第{1}行）不是 Feature",
                                          "feature {0} (line {1}) is no Feature");
static const struct say say_broken =
    SAY("geojson_broken", "第{0}行：JSON 不完整", "line {0}: the JSON is broken here");

struct walk { /* over the text between two places */
    const char *p, *end;
};

static void skip_space(struct walk *k)
{
    while (k->p < k->end && (*k->p == ' ' || *k->p == '\t' || *k->p == '\r' || *k->p == '\n'))
        k->p++;
}

static bool take(struct walk *k, char c)
{
    skip_space(k);
    if (k->p == k->end || *k->p != c)
        return false;
    k->p++;
    return true;
}

/* At the opening quote; only finds its end. */
static bool skip_string(struct walk *k)
{
    for (k->p++; k->p < k->end; k->p++) {
        if (*k->p == '"') {
            k->p++;
            return true;
        }
        if (*k->p == '\\')
            k->p++;
    }
    k->p = k->end;
    return false;
}

/* Over one value by its brackets and quotes; what is between is looked at when it is parsed. */
static bool skip_value(struct walk *k, struct str *ret)
{
    const char *begin;
    size_t      depth = 0;

    skip_space(k);
    begin = k->p;
    while (k->p < k->end) {
        char c = *k->p;

        if (c == '"') {
            if (!skip_string(k))
                return false;
            if (depth == 0)
                break;
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']' || c == '}'))
            break;
        if (c == '[' || c == '{')
            depth++;
        k->p++;
        if ((c == ']' || c == '}') && --depth == 0)
            break;
    }
    *ret = (struct str){ begin, (size_t)(k->p - begin) };
    return depth == 0 && ret->n > 0;
}

/* The line of `p`, which is not before where it was asked for last. */
static size_t line_at(struct geojson *g, const char *p)
{
    const char *nl;

    while (g->counted < p && (nl = memchr(g->counted, '\n', (size_t)(p - g->counted)))) {
        g->line++;
        g->counted = nl + 1;
    }
    return g->line;
}

static enum rc broken(struct geojson *g, const char *p, struct faults *f)
{
    char room[INT_TEXT];

    return fault(f, RC_MALFORMED, &say_broken, int_text((int64_t)line_at(g, p), room), STR_NONE);
}

/* The members of the outermost object: the text of `features`, and the value of `type`. */
static enum rc walk_members(struct geojson *g, struct walk *k, struct arena *a, struct faults *f,
                            struct str *ret_features, struct str *ret_type)
{
    do {
        struct str         name, value;
        const struct jval *v;

        skip_space(k);
        if (k->p == k->end || *k->p != '"' || !skip_value(k, &name) || !take(k, ':') ||
            !skip_value(k, &value))
            return broken(g, k->p, f);
        if (str_is(name, "\"features\"")) {
            if (ret_features->p)
                return broken(g, value.p, f);
            *ret_features = value;
            continue;
        }
        if (json_parse(a, value, NULL, &v) != RC_OK)
            return broken(g, value.p, f);
        if (str_is(name, "\"type\"") && v->kind == J_STR)
            *ret_type = v->text;
    } while (take(k, ','));
    if (!take(k, '}'))
        return broken(g, k->p, f);
    skip_space(k);
    return k->p == k->end ? RC_OK : broken(g, k->p, f);
}

enum rc geojson_open(struct geojson *g, struct arena *a, struct str text, struct faults *f)
{
    struct str  features = STR_NONE, type = STR_NONE;
    struct walk k;

    if (str_starts(text, S("\xEF\xBB\xBF")))
        text = str_skip(text, 3);
    if (!text.p || !utf8_ok(text))
        return fault(f, RC_MALFORMED, &say_bad_utf8, STR_NONE, STR_NONE);
    *g = (struct geojson){ .text = text, .line = 1, .counted = text.p };
    k  = (struct walk){ text.p, text.p + text.n };
    if (!take(&k, '{'))
        return fault(f, RC_MALFORMED, &say_collection, STR_NONE, STR_NONE);
    TRY(walk_members(g, &k, a, f, &features, &type));
    if (str_is(type, "Feature") && !features.p) {
        g->single = true;
        g->rest   = text;
        return RC_OK;
    }
    if (!str_is(type, "FeatureCollection") || !features.p || features.p[0] != '[')
        return fault(f, RC_INVALID, &say_collection, STR_NONE, STR_NONE);
    g->rest = str_skip(features, 1);
    return RC_OK;
}

/* The text of the next feature; the comma between two is taken with the later one. */
static enum rc cut_next(struct geojson *g, struct faults *f, struct str *ret)
{
    struct walk k = { g->rest.p, g->rest.p + g->rest.n };

    if (g->single) {
        if (g->nth)
            return RC_NOT_FOUND;
        *ret = g->rest;
        return RC_OK;
    }
    skip_space(&k);
    if (k.p + 1 == k.end && *k.p == ']')
        return RC_NOT_FOUND;
    if ((g->nth > 0 && !take(&k, ',')) || !skip_value(&k, ret))
        return broken(g, k.p, f);
    g->rest = (struct str){ k.p, (size_t)(k.end - k.p) };
    return RC_OK;
}

enum rc geojson_next(struct geojson *g, struct arena *a, struct faults *f, struct feature *ret)
{
    struct feature     one = { .nth = g->nth + 1 };
    const struct jval *v, *type;
    char               nth[INT_TEXT], line[INT_TEXT];

    TRY(cut_next(g, f, &one.raw));
    g->nth++;
    one.line = line_at(g, one.raw.p);
    if (json_parse(a, one.raw, f, &v) != RC_OK)
        return RC_INVALID;
    type           = v->kind == J_OBJ ? json_get(v, "type") : NULL;
    one.properties = v->kind == J_OBJ ? json_get(v, "properties") : NULL;
    one.geometry   = v->kind == J_OBJ ? json_get(v, "geometry") : NULL;
    if (!type || type->kind != J_STR || !str_is(type->text, "Feature"))
        return fault(f, RC_INVALID, &say_feature, int_text((int64_t)one.nth, nth),
                     int_text((int64_t)one.line, line));
    if (one.properties && one.properties->kind != J_OBJ)
        one.properties = NULL;
    if (one.geometry && one.geometry->kind != J_OBJ)
        one.geometry = NULL;
    *ret = one;
    return RC_OK;
}
