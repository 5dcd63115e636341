#ifndef LINLI_TERRITORY_CRS_H
#define LINLI_TERRITORY_CRS_H
/*
 * crs: coordinates as maps in China give them, distances and areas.
 *
 * Everything is kept in WGS-84, which is CGCS2000 to the centimetre. What
 * comes from a public map is offset (GCJ-02) or offset twice (BD-09) and is
 * converted at the edge. Degrees, longitude first; metres. Pure; any thread.
 */
#include "base/str.h"

struct lonlat {
    double lon, lat;
};

enum crs { CRS_WGS84, CRS_GCJ02, CRS_BD09 };
extern const char *const crs_words[]; /* "wgs84", "gcj02", "bd09", NULL */

/* To WGS-84 and from it; there and back is the same to 1e-8 degrees. Outside the rectangle round
 * China the two systems are WGS-84 (BD-09 keeps its own offset). */
struct lonlat crs_to_wgs84(enum crs from, struct lonlat p);
struct lonlat crs_from_wgs84(enum crs to, struct lonlat p);

/* Not NAN, longitude within 180 degrees, latitude within 90. */
bool lonlat_ok(struct lonlat p);
/* Within the rectangle that holds China with its islands. */
bool lonlat_in_china(struct lonlat p);

/* Metres on the sphere of mean radius (haversine). */
double lonlat_metres(struct lonlat a, struct lonlat b);

/* On the plane on which areas are those on the ellipsoid (Lambert's cylindrical equal-area
 * projection of CGCS2000), metres: x east, y north. For areas; shapes and distances are distorted.
 */
struct plane {
    double x, y;
};
struct plane  plane_of(struct lonlat p);
struct lonlat plane_to_lonlat(struct plane p);

#endif
