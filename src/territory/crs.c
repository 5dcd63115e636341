#include "territory/crs.h"

#include <math.h>

#define PI 3.14159265358979323846

const char *const crs_words[] = { "wgs84", "gcj02", "bd09", NULL };

/* The Krasovsky ellipsoid and the terms of the public GCJ-02 formulas. */
static const double KRASOVSKY_A  = 6378245.0;
static const double KRASOVSKY_E2 = 0.00669342162296594323;
static const double BD_TURN      = PI * 3000.0 / 180.0;
/* CGCS2000. */
static const double CGCS_A = 6378137.0;
static const double CGCS_F = 1.0 / 298.257222101;

static const double MEAN_RADIUS = 6371008.8;

static double radians(double degrees)
{
    return degrees * (PI / 180.0);
}

static double degrees(double radians)
{
    return radians * (180.0 / PI);
}

/* Where GCJ-02 is offset at all. */
static bool offset_here(struct lonlat p)
{
    return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;
}

static double waves(double v, double a, double b)
{
    return (20.0 * sin(6.0 * v * PI) + 20.0 * sin(2.0 * v * PI)) * 2.0 / 3.0 + a * 2.0 / 3.0 +
           b * 2.0 / 3.0;
}

static double shift_lat(double x, double y)
{
    double r = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x));

    return r + waves(x, 20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI),
                     160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0));
}

static double shift_lon(double x, double y)
{
    double r = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x));

    return r + waves(x, 20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI),
                     150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI));
}

static struct lonlat gcj_of(struct lonlat p)
{
    double x = p.lon - 105.0, y = p.lat - 35.0;
    double phi  = radians(p.lat);
    double m    = 1.0 - KRASOVSKY_E2 * sin(phi) * sin(phi);
    double root = sqrt(m);

    if (!offset_here(p))
        return p;
    return (struct lonlat){
        p.lon + degrees(shift_lon(x, y) / (KRASOVSKY_A / root * cos(phi))),
        p.lat + degrees(shift_lat(x, y) / (KRASOVSKY_A * (1.0 - KRASOVSKY_E2) / (m * root))),
    };
}

/* The offset changes by less than a hundredth over its own length, so correcting a guess by what
 * it misses gains two digits each time. */
static struct lonlat gcj_undo(struct lonlat g)
{
    struct lonlat p = g;

    if (!offset_here(g))
        return g;
    for (int i = 0; i < 12; i++) {
        struct lonlat t  = gcj_of(p);
        double        dx = g.lon - t.lon, dy = g.lat - t.lat;

        p.lon += dx;
        p.lat += dy;
        if (fabs(dx) < 1e-12 && fabs(dy) < 1e-12)
            break;
    }
    return p;
}

static struct lonlat bd_of(struct lonlat g)
{
    double z     = hypot(g.lon, g.lat) + 0.00002 * sin(g.lat * BD_TURN);
    double theta = atan2(g.lat, g.lon) + 0.000003 * cos(g.lon * BD_TURN);

    return (struct lonlat){ z * cos(theta) + 0.0065, z * sin(theta) + 0.006 };
}

static struct lonlat bd_undo(struct lonlat b)
{
    struct lonlat g = { b.lon - 0.0065, b.lat - 0.006 };

    for (int i = 0; i < 12; i++) {
        struct lonlat t  = bd_of(g);
        double        dx = b.lon - t.lon, dy = b.lat - t.lat;

        g.lon += dx;
        g.lat += dy;
        if (fabs(dx) < 1e-12 && fabs(dy) < 1e-12)
            break;
    }
    return g;
}

struct lonlat crs_to_wgs84(enum crs from, struct lonlat p)
{
    switch (from) {
    case CRS_GCJ02:
        return gcj_undo(p);
    case CRS_BD09:
        return gcj_undo(bd_undo(p));
    case CRS_WGS84:
        break;
    }
    return p;
}

struct lonlat crs_from_wgs84(enum crs to, struct lonlat p)
{
    switch (to) {
    case CRS_GCJ02:
        return gcj_of(p);
    case CRS_BD09:
        return bd_of(gcj_of(p));
    case CRS_WGS84:
        break;
    }
    return p;
}

bool lonlat_ok(struct lonlat p)
{
    return fabs(p.lon) <= 180.0 && fabs(p.lat) <= 90.0; /* false for NAN */
}

bool lonlat_in_china(struct lonlat p)
{
    return p.lon >= 73.0 && p.lon <= 136.0 && p.lat >= 3.0 && p.lat <= 54.0;
}

double lonlat_metres(struct lonlat a, struct lonlat b)
{
    double u = sin(radians(b.lat - a.lat) / 2.0), v = sin(radians(b.lon - a.lon) / 2.0);
    double h = u * u + cos(radians(a.lat)) * cos(radians(b.lat)) * v * v;

    return 2.0 * MEAN_RADIUS * asin(sqrt(fmin(1.0, h)));
}

/* q of the authalic latitude (Snyder 1987, 3-12). */
static double authalic_q(double s, double e)
{
    return (1.0 - e * e) *
           (s / (1.0 - e * e * s * s) - log((1.0 - e * s) / (1.0 + e * s)) / (2 * e));
}

struct plane plane_of(struct lonlat p)
{
    double e = sqrt(CGCS_F * (2.0 - CGCS_F));

    return (struct plane){ CGCS_A * radians(p.lon),
                           CGCS_A * authalic_q(sin(radians(p.lat)), e) / 2.0 };
}

struct lonlat plane_to_lonlat(struct plane p)
{
    double e = sqrt(CGCS_F * (2.0 - CGCS_F)), q = 2.0 * p.y / CGCS_A;
    double phi = asin(fmax(-1.0, fmin(1.0, q / authalic_q(1.0, e))));

    /* Snyder 3-16; five rounds reach the last digit. */
    for (int i = 0; i < 5 && fabs(cos(phi)) > 1e-9; i++) {
        double s = sin(phi), m = 1.0 - e * e * s * s;

        phi += m * m / (2.0 * cos(phi)) *
               (q / (1.0 - e * e) - s / m + log((1.0 - e * s) / (1.0 + e * s)) / (2.0 * e));
    }
    return (struct lonlat){ degrees(p.x / CGCS_A), degrees(phi) };
}
