#ifndef LINLI_TERRITORY_TERRITORY_ROUTES_H
#define LINLI_TERRITORY_TERRITORY_ROUTES_H
/* The handlers behind the room's table of routes, and what they have in common. */
#include "territory/edit.h"
#include "territory/import.h"
#include "territory/tree_rows.h"
#include "work/pages.h"

/* A page of a list: `after` is the `next` of the one before. */
struct page {
    struct str after;
    int32_t    limit;
};
#define PAGE_FIELDS(T)                                                                             \
    F(T, page.after, .name = "after", .opt = true, .max = 400,                                     \
      .doc = "the `next` of the page before"),                                                     \
        F(T, page.limit, .name = "limit", .opt = true, .min = 1, .max = PAGE_MOST, .doc = "50")
static inline struct str page_after(const struct page *p)
{
    return p->after.p ? p->after : S("");
}
/* Rows of which one more than `limit` was asked for; `key` gives the cursor behind a row. */
enum rc territory_page_reply(struct request *q, const struct shape *s, struct rows rows,
                             int64_t limit, struct str (*key)(struct arena *a, const void *row));
/* The smallest text that is greater than all that begin with `s`. */
struct str text_end(struct arena *a, struct str s);
/* `s` anywhere in a text, for LIKE … ESCAPE '!'; in lower case. */
struct str text_pattern(struct arena *a, struct str s);

/* -- place_routes.c: reading -- */

extern const struct shape places_ask_shape, place_item_shape, places_search_shape,
    place_detail_shape, place_hit_shape, node_history_shape, locate_ask_shape, located_shape,
    scheme_ask_shape, scheme_shape;
enum rc places_get(struct request *q, struct work *w);
enum rc places_search_get(struct request *q, struct work *w);
enum rc place_one_get(struct request *q, struct work *w);
enum rc place_history_get(struct request *q, struct work *w);
enum rc locate_get(struct request *q, struct work *w);
enum rc scheme_get(struct request *q, struct work *w);

/* -- area_routes.c: polygons -- */

extern const struct shape areas_ask_shape, area_ask_shape, area_put_shape, borders_ask_shape,
    border_shape, area_drawn_shape, area_cut_in_shape, area_parts_shape;
enum rc areas_get(struct request *q, struct work *w);
enum rc area_get(struct request *q, struct work *w);
enum rc area_put(struct request *q, struct work *w);
enum rc area_cut_post(struct request *q, struct work *w);
enum rc area_delete(struct request *q, struct work *w);
enum rc borders_get(struct request *q, struct work *w);

/* -- edit_routes.c: changing both trees -- */

enum rc place_post(struct request *q, struct work *w);
enum rc place_patch(struct request *q, struct work *w);
enum rc place_rename_post(struct request *q, struct work *w);
enum rc place_move_post(struct request *q, struct work *w);
enum rc place_end_post(struct request *q, struct work *w);
enum rc place_split_post(struct request *q, struct work *w);
enum rc place_split_plan_post(struct request *q, struct work *w);
enum rc place_merge_post(struct request *q, struct work *w);
enum rc place_merge_plan_post(struct request *q, struct work *w);
enum rc org_post(struct request *q, struct work *w);
enum rc org_patch(struct request *q, struct work *w);
enum rc org_rename_post(struct request *q, struct work *w);
enum rc org_move_post(struct request *q, struct work *w);
enum rc org_end_post(struct request *q, struct work *w);
enum rc org_split_post(struct request *q, struct work *w);
enum rc org_split_plan_post(struct request *q, struct work *w);
enum rc org_merge_post(struct request *q, struct work *w);
enum rc org_merge_plan_post(struct request *q, struct work *w);

/* -- org_routes.c: organisations and relations -- */

extern const struct shape orgs_ask_shape, orgs_search_shape, org_detail_shape, units_ask_shape,
    relations_ask_shape;
enum rc orgs_get(struct request *q, struct work *w);
enum rc orgs_search_get(struct request *q, struct work *w);
enum rc org_one_get(struct request *q, struct work *w);
enum rc org_history_get(struct request *q, struct work *w);
enum rc units_get(struct request *q, struct work *w);
enum rc place_relations_get(struct request *q, struct work *w);
enum rc org_relations_get(struct request *q, struct work *w);
enum rc relation_post(struct request *q, struct work *w);
enum rc relation_end_post(struct request *q, struct work *w);

/* -- import_routes.c -- */

extern const struct shape import_ask_shape;
/* What a request that is asked by that shape asks for, kept in `a` but for its file. */
enum rc import_asked(const struct request *q, struct work *w, struct arena *a,
                     struct territory_import *ret);
enum rc import_post(struct request *q, struct work *w);
enum rc import_check_post(struct request *q, struct work *w);
enum rc import_refused_post(struct request *q, struct work *w);
enum rc import_template_get(struct request *q, struct work *w);

/* -- tree_sheet.c: both trees as workbooks -- */

extern const struct shape tree_sheet_ask_shape;
enum rc                   places_sheet_before(struct request *q, struct work *w);
enum rc                   places_sheet_post(struct request *q, struct work *w);
enum rc                   orgs_sheet_before(struct request *q, struct work *w);
enum rc                   orgs_sheet_post(struct request *q, struct work *w);

/* What a node was, and came of, and became; the items are of `s`. */
enum rc reply_history(struct request *q, struct work *w, const struct tree *t, int64_t id);

#endif
