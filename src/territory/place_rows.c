#include "territory/place_rows.h"

#define PLACE_FIELDS(T, m)                                                                         \
    F(T, m id, .name = "id", .as = AS_ID),                                                         \
        F(T, m parent, .name = "parent", .as = AS_ID, .opt = true, .doc = "absent at the top"),    \
        F(T, m path, .name = "path", .doc = "sorts like the tree; of no meaning to people"),       \
        F(T, m kind, .name = "kind", .doc = "a word of the practice"),                             \
        F(T, m code, .name = "code", .opt = true), F(T, m name, .name = "name"),                   \
        F(T, m from, .name = "from", .as = AS_DAY, .doc = "the first day it holds"),               \
        F(T, m to, .name = "to", .as = AS_DAY, .opt = true,                                        \
          .doc = "the first day it holds no more"),                                                \
        F(T, m lon, .name = "lon", .opt = true, .doc = "a point in it, WGS-84"),                   \
        F(T, m lat, .name = "lat", .opt = true),                                                   \
        F(T, m households, .name = "households", .opt = true), F(T, m version, .name = "version")

static const struct field place_fields[]      = { PLACE_FIELDS(struct place, ) };
const struct shape        place_shape         = SHAPE(struct place, place_fields);
static const struct field place_item_fields[] = {
    PLACE_FIELDS(struct place_item, place.),
    F(struct place_item, below, .doc = "something lies below it"),
};
const struct shape place_item_shape = SHAPE(struct place_item, place_item_fields);

static const struct field place_path_fields[] = { F(struct place_path, path) };
static const struct shape place_path_shape    = SHAPE(struct place_path, place_path_fields);

static const struct field area_row_fields[] = {
    F(struct area_row, place, .as = AS_ID),
    F(struct area_row, from, .as = AS_DAY),
    F(struct area_row, to, .as = AS_DAY, .opt = true),
    F(struct area_row, wkb),
    F(struct area_row, m2),
    F(struct area_row, west),
    F(struct area_row, south),
    F(struct area_row, east),
    F(struct area_row, north),
};
const struct shape area_row_shape = SHAPE(struct area_row, area_row_fields);

static const struct field sheet_row_fields[] = {
    F(struct place_sheet_row, id, .as = AS_ID),
    F(struct place_sheet_row, above, .as = AS_ID, .opt = true),
    F(struct place_sheet_row, code, .opt = true),
    F(struct place_sheet_row, name),
    F(struct place_sheet_row, parent, .opt = true),
    F(struct place_sheet_row, kind),
    F(struct place_sheet_row, lon, .opt = true),
    F(struct place_sheet_row, lat, .opt = true),
    F(struct place_sheet_row, households, .opt = true),
};
static const struct shape sheet_row_shape = SHAPE(struct place_sheet_row, sheet_row_fields);

static const struct field map_row_fields[] = {
    F(struct map_row, place, .as = AS_ID),
    F(struct map_row, path),
    F(struct map_row, kind),
    F(struct map_row, lon),
    F(struct map_row, lat),
    F(struct map_row, m2, .opt = true),
    F(struct map_row, wkb, .opt = true),
};
static const struct shape map_row_shape = SHAPE(struct map_row, map_row_fields);

static const struct field place_area_row_fields[] = {
    F(struct place_area_row, id, .as = AS_ID),
    F(struct place_area_row, path),
    F(struct place_area_row, kind),
    F(struct place_area_row, code, .opt = true),
    F(struct place_area_row, name),
    F(struct place_area_row, m2),
    F(struct place_area_row, wkb),
};
static const struct shape place_area_row_shape =
    SHAPE(struct place_area_row, place_area_row_fields);

#define PLACE_MORE " n.from_day, n.to_day, n.lon, n.lat, n.households, n.version"
#define PLACE      "SELECT n.id, n.parent, n.path, n.kind, n.code, n.name," PLACE_MORE
/* Does something that has no end lie below it? */
#define BELOW                                                                                      \
    ", CASE WHEN EXISTS (SELECT 1 FROM place c WHERE c.parent = n.id AND c.to_day IS NULL)"        \
    " THEN 1 ELSE 0 END"

/* As it was on the day: what changed since is taken from the past. */
#define AS_ON(below, was_below, day, after, most)                                                  \
    PLACE BELOW " FROM place n WHERE n." below " AND " HOLDS(                                      \
        "n",                                                                                       \
        day) " AND n.path > " after                                                                \
             " AND NOT EXISTS (SELECT 1 FROM place_past h WHERE h.place = n.id"                    \
             " AND h.from_day <= " day " AND h.to_day > " day ")"                                  \
             " UNION ALL SELECT n.id, h.parent, n.path, h.kind, h.code, h.name," PLACE_MORE BELOW  \
             " FROM place_past h JOIN place n ON n.id = h.place WHERE h." was_below                \
             " AND h.from_day <= " day " AND h.to_day > " day " AND n.path > " after               \
             " ORDER BY 3 LIMIT " most

const struct stmt stmt_place_row = {
    .name = "place_row",
    .mode = TX_READ,
    .in   = "i",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.id = $1",
};
const struct stmt stmt_place_coded = {
    .name = "place_coded",
    .mode = TX_READ,
    .in   = "si",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.code = $1 AND n.to_day IS NULL AND n.from_day <= $2"
                  " UNION ALL " PLACE " FROM place n WHERE n.code = $1 AND n.to_day IS NOT NULL"
                  " AND n.to_day > $2 AND n.from_day <= $2",
};
const struct stmt stmt_places_coded = {
    .name = "places_coded",
    .mode = TX_READ,
    .in   = "i",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.code IS NOT NULL AND " HOLDS("n", "$1"),
};
const struct stmt stmt_place_import = {
    .name = "place_import",
    .mode = TX_WRITE,
    .in   = "iisisssiddi",
    .sql  = "INSERT INTO place (id, parent, path, next_child, kind, code, name, from_day, lon, lat,"
            " households, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)",
};
const struct stmt stmt_place_import_8 = {
    .name = "place_import_8",
    .mode = TX_WRITE,
    .in   = "i"
            "iisisss"
            "iisisss"
            "iisisss"
            "iisisss"
            "iisisss"
            "iisisss"
            "iisisss"
            "iisisss",
    .sql  = "INSERT INTO place (id, parent, path, next_child, kind, code, name, from_day, version)"
            " VALUES ($2, $3, $4, $5, $6, $7, $8, $1, 1), "
            "($9, $10, $11, $12, $13, $14, $15, $1, 1), "
            "($16, $17, $18, $19, $20, $21, $22, $1, 1), "
            "($23, $24, $25, $26, $27, $28, $29, $1, 1), "
            "($30, $31, $32, $33, $34, $35, $36, $1, 1), "
            "($37, $38, $39, $40, $41, $42, $43, $1, 1), "
            "($44, $45, $46, $47, $48, $49, $50, $1, 1), "
            "($51, $52, $53, $54, $55, $56, $57, $1, 1)",
};
const struct stmt stmt_place_became = {
    .name = "place_became",
    .mode = TX_READ,
    .in   = "i",
    .out  = &place_shape,
    .sql  = PLACE " FROM place_heir h JOIN place n ON n.id = h.heir WHERE h.old = $1 ORDER BY n.id",
};
const struct stmt stmt_place_set = {
    .name = "place_set",
    .mode = TX_WRITE,
    .in   = "iiddi",
    .sql  = "UPDATE place SET lon = $3, lat = $4, households = $5, version = version + 1"
            " WHERE id = $1 AND version = $2",
};
const struct stmt stmt_places_below = {
    .name = "places_below",
    .mode = TX_READ,
    .in   = "iisi",
    .out  = &place_item_shape,
    .sql  = AS_ON("parent = $1", "parent = $1", "$2", "$3", "$4"),
};
const struct stmt stmt_places_top = {
    .name = "places_top",
    .mode = TX_READ,
    .in   = "isi",
    .out  = &place_item_shape,
    .sql  = AS_ON("parent IS NULL", "parent IS NULL", "$1", "$2", "$3"),
};
const struct stmt stmt_places_begin = {
    .name = "places_begin",
    .mode = TX_READ,
    .in   = "ssissssi",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.name >= $1 AND n.name < $2 AND " HOLDS(
         "n", "$3") " AND n.path >= $4 AND n.path < $5 AND (n.name, n.path) > ($6, $7)"
                   " ORDER BY n.name, n.path LIMIT $8",
};
const struct stmt stmt_places_walk = {
    .name = "places_walk",
    .mode = TX_READ,
    .in   = "sssi",
    .out  = &place_path_shape,
    .sql  = "SELECT path FROM place WHERE path >= $1 AND path < $2 AND path > $3"
            " ORDER BY path LIMIT 1 OFFSET $4",
};
const struct stmt stmt_places_contain = {
    .name = "places_contain",
    .mode = TX_READ,
    .in   = "sisssi",
    .out  = &place_shape,
    .sql  = PLACE
    " FROM place n WHERE (LOWER(n.name) LIKE $1 ESCAPE '!' OR n.initials LIKE $1"
    " ESCAPE '!') AND " HOLDS(
        "n", "$2") " AND n.path >= $3 AND n.path < $4 AND n.path > $5 ORDER BY n.path LIMIT $6",
};
/* Of the tree what a sheet holds. */
#define OF_SHEET                                                                                   \
    " WHERE n.path >= $1 AND n.path < $2 AND ($3 = '' OR n.kind = $3)"                             \
    " AND (LOWER(n.name) LIKE $4 ESCAPE '!' OR n.initials LIKE $4 ESCAPE '!')"                     \
    " AND " HOLDS("n", "$5")
const struct stmt stmt_places_sheet = {
    .name = "places_sheet",
    .mode = TX_READ,
    .in   = "ssssi",
    .out  = &sheet_row_shape,
    .sql  = "SELECT n.id, n.parent AS above, n.code, n.name, u.code AS parent, n.kind, n.lon, "
            "n.lat, n.households"
            " FROM place n LEFT JOIN place u ON u.id = n.parent" OF_SHEET " ORDER BY n.path",
};
const struct stmt stmt_places_sheet_n = {
    .name = "places_sheet_n",
    .mode = TX_READ,
    .in   = "ssssi",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM place n" OF_SHEET,
};
const struct stmt stmt_places_code = {
    .name = "places_code",
    .mode = TX_READ,
    .in   = "sssssi",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.code >= $1 AND n.code < $2 AND n.to_day IS NULL"
                  " AND n.path >= $3 AND n.path < $4 AND n.code > $5 ORDER BY n.code LIMIT $6",
};
const struct stmt stmt_places_of_kinds = {
    .name = "places_of_kinds",
    .mode = TX_READ,
    .in   = "ssi",
    .out  = &kind_shape,
    .sql  = "SELECT n.kind, COUNT(*) FROM place n WHERE n.path >= $1 AND n.path < $2"
            " AND " HOLDS("n", "$3") " GROUP BY n.kind ORDER BY n.kind",
};
const struct stmt stmt_places_a_kind = {
    .name = "places_a_kind",
    .mode = TX_READ,
    .in   = "si",
    .out  = &place_shape,
    .sql  = PLACE " FROM place n WHERE n.kind = $1 AND " HOLDS("n", "$2") " ORDER BY n.path",
};

const struct stmt stmt_area_put = {
    .name = "area_put",
    .mode = TX_WRITE,
    .in   = "iiibddddd",
    .sql  = "INSERT INTO place_area (place, from_day, to_day, wkb, m2, west, south, east, north)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
};
const struct stmt stmt_area_stop = {
    .name = "area_stop",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "UPDATE place_area SET to_day = $2"
            " WHERE place = $1 AND from_day < $2 AND (to_day IS NULL OR to_day > $2)",
};
const struct stmt stmt_area_drop = {
    .name = "area_drop",
    .mode = TX_WRITE,
    .in   = "ii",
    .sql  = "DELETE FROM place_area WHERE place = $1 AND from_day >= $2",
};
const struct stmt stmt_area_on = {
    .name = "area_on",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &area_row_shape,
    .sql  = "SELECT a.place, a.from_day, a.to_day, a.wkb, a.m2, a.west, a.south, a.east, a.north"
            " FROM place_area a WHERE a.place = $1 AND " HOLDS("a", "$2"),
};
#define PLACE_AREA                                                                                 \
    "SELECT n.id, n.path, n.kind, n.code, n.name, a.m2, a.wkb FROM place n"                        \
    " JOIN place_area a ON a.place = n.id "
const struct stmt stmt_areas = {
    .name = "areas",
    .mode = TX_READ,
    .in   = "sssiddddsi",
    .out  = &place_area_row_shape,
    .sql  = PLACE_AREA
    "WHERE n.path >= $1 AND n.path < $2 AND n.kind = $3 AND " HOLDS("n", "$4") " AND " HOLDS(
        "a", "$4") " AND a.east >= $5 AND a.north >= $6 AND a.west <= $7 AND a.south <= $8"
                   " AND n.lon IS NOT NULL AND n.path > $9 ORDER BY n.path LIMIT $10",
};
const struct stmt stmt_areas_below = {
    .name = "areas_below",
    .mode = TX_READ,
    .in   = "isii",
    .out  = &place_area_row_shape,
    .sql  = PLACE_AREA "WHERE n.parent = $1 AND n.kind = $2 AND " HOLDS("n", "$3") " AND " HOLDS(
         "a", "$3") " ORDER BY n.path LIMIT $4",
};
const struct stmt stmt_map = {
    .name = "map",
    .mode = TX_READ,
    .in   = "i",
    .out  = &map_row_shape,
    .sql  = "SELECT n.id, n.path, n.kind, n.lon, n.lat, a.m2, a.wkb FROM place n"
            " LEFT JOIN place_area a ON a.place = n.id AND " HOLDS(
                "a", "$1") " WHERE n.lon IS NOT NULL AND " HOLDS("n", "$1") " ORDER BY n.path",
};
#define TURNS(t)                                                                                   \
    "((" t ".from_day > $1 AND " t ".from_day <= $2) OR (" t ".to_day > $1 AND " t ".to_day <= "   \
    "$2))"
const struct stmt stmt_map_turned = {
    .name = "map_turned",
    .mode = TX_READ,
    .in   = "ii",
    .out  = &count_shape,
    .sql  = "SELECT COUNT(*) FROM place n LEFT JOIN place_area a ON a.place = n.id"
            " WHERE n.lon IS NOT NULL AND (" TURNS("n") " OR " TURNS("a") ")",
};
