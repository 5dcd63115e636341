#include "territory/geos.h"

static void quiet(const char *message, void *ctx)
{
    (void)message;
    (void)ctx;
}

/* Quiet: what it says is not printed. */
static GEOSContextHandle_t geos_make(void)
{
    GEOSContextHandle_t h = GEOS_init_r();

    BUG_ON(!h); /* out of memory */
    GEOSContext_setErrorMessageHandler_r(h, quiet, NULL);
    GEOSContext_setNoticeMessageHandler_r(h, quiet, NULL);
    return h;
}

static void close_handle(void *ctx)
{
    GEOS_finish_r(ctx);
}

GEOSContextHandle_t geos_open(struct arena *a)
{
    GEOSContextHandle_t h = geos_make();

    arena_defer(a, close_handle, h);
    return h;
}

struct kept {
    GEOSContextHandle_t h;
    GEOSGeometry       *g;
};

static void destroy(void *ctx)
{
    struct kept *k = ctx;

    GEOSGeom_destroy_r(k->h, k->g);
}

GEOSGeometry *geos_keep(struct arena *a, GEOSContextHandle_t h, GEOSGeometry *g)
{
    struct kept *k;

    if (!g)
        return NULL;
    k  = ARENA_NEW(a, struct kept);
    *k = (struct kept){ h, g };
    arena_defer(a, destroy, k);
    return g;
}

enum rc geos_from_wkb(GEOSContextHandle_t h, struct str wkb, GEOSGeometry **ret)
{
    GEOSWKBReader *r = GEOSWKBReader_create_r(h);
    GEOSGeometry  *g = GEOSWKBReader_read_r(h, r, (const unsigned char *)wkb.p, wkb.n);

    GEOSWKBReader_destroy_r(h, r);
    if (!g)
        return RC_INVALID;
    *ret = g;
    return RC_OK;
}
