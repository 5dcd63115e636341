#include "fixture.h"
#include "work/work_begin.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA_MOST = 1 << 30 };

const struct fixture_with fixture_plain = { 0 };

/* -- units of work in the fixture's own arena -- */

struct doing {
    struct db_unit      unit;
    struct fixture     *f;
    const struct actor *actor;
    work_fn            *fn;
    void               *ctx;
};

static enum rc run(struct db_unit *u, struct tx *tx)
{
    struct doing *d = (struct doing *)u;
    struct work   w;

    tx_set_arena(tx, d->f->arena);
    d->f->faults.n = 0;
    work_begin(&w, &d->f->s, d->actor, d->f->arena, tx, &d->f->faults);
    return d->fn(&w, d->ctx);
}

enum rc fixture_write(struct fixture *f, const struct actor *actor, work_fn *fn, void *ctx)
{
    struct doing d = { .unit.run = run, .f = f, .actor = actor, .fn = fn, .ctx = ctx };

    return db_write(f->s.db, &d.unit);
}

enum rc fixture_read(struct fixture *f, const struct actor *actor, work_fn *fn, void *ctx)
{
    struct work w;
    struct tx  *tx;
    enum rc     rc;

    f->faults.n = 0;
    assert_rc(db_read_begin(f->s.db, f->arena, &tx), RC_OK);
    work_begin(&w, &f->s, actor, f->arena, tx, &f->faults);
    rc = fn(&w, ctx);
    db_read_end(tx);
    return rc;
}

/* -- making -- */

struct pack {
    struct pack_file *at;
    size_t            n;
};

static enum rc put_pack(struct work *w, void *ctx)
{
    struct pack *p = ctx;
    int64_t      version;
    bool         made;

    TRY(practice_store(w, p->at, p->n, &version, &made));
    return version == w->practice_number /* already */
               ? RC_OK
               : practice_enforce(w, version, w->practice_number, STR_NONE);
}

static void put_in_force(struct fixture *f, struct pack *p)
{
    struct findings  found = { .arena = f->arena };
    struct practice *checked;

    if (practice_load(p->at, p->n, cap_known, &found, &checked) != RC_OK) {
        buf_clear(&f->said);
        for (size_t i = 0; i < found.list.n; i++)
            finding_render(&found.list.at[i], LANG_EN, &f->said);
        fail_msg("the pack: %.*s", STR_ARG(buf_str(&f->said)));
    }
    practice_free(checked);
    assert_rc(fixture_write(f, &actor_system, put_pack, p), RC_OK);
    assert_rc(practice_refresh(&f->s), RC_OK);
}

static void read_folder(struct fixture *f, const char *folder, struct pack *ret)
{
    folder = folder ? folder : LINLI_PACK_SMALL;
    assert_rc(pack_read(f->arena, folder, &f->faults, &ret->at, &ret->n), RC_OK);
}

static void read_pack(struct fixture *f, struct pack *ret)
{
    read_folder(f, f->with->pack, ret);
}

static void load_pack(struct fixture *f)
{
    struct pack p;

    read_pack(f, &p);
    put_in_force(f, &p);
}

void fixture_enforce(struct fixture *f, const char *path, const char *text)
{
    struct pack p;
    size_t      i = 0;

    read_pack(f, &p);
    while (i < p.n && !str_is(p.at[i].path, path))
        i++;
    assert_true(i < p.n);
    p.at[i].text = arena_fmt(f->arena, "%.*s%s", STR_ARG(p.at[i].text), text);
    put_in_force(f, &p);
}

void fixture_enforce_pack(struct fixture *f, const char *folder)
{
    struct pack p;

    read_folder(f, folder, &p);
    put_in_force(f, &p);
}

static void lay_tables(struct fixture *f, const struct fixture_with *with)
{
    size_t n = 0;

    f->stmts[n++] = work_stmts;
    f->stmts[n++] = territory_stmts;
    for (size_t i = 0; with->stmts[i]; i++)
        f->stmts[n++] = with->stmts[i];
    f->followers[n = 0] = &territory_follower;
    for (size_t i = 0; with->followers[i]; i++)
        f->followers[++n] = with->followers[i];
    f->timers[n = 0] = &territory_timer;
    for (size_t i = 0; with->timers[i]; i++)
        f->timers[++n] = with->timers[i];
}

int fixture_make(void **state, const struct fixture_with *with)
{
    struct fixture *f = calloc(1, sizeof(*f));
    int64_t         at;

    assert_non_null(f);
    *state   = f;
    f->with  = with;
    f->arena = arena_new(ARENA_MOST);
    buf_init(&f->said, 1 << 16);
    fresh_make(&f->fresh);
    lay_tables(f, with);
    assert_rc(time_parse(S("2026-03-02 09:00"), &at), RC_OK);
    clock_virtual_init(&f->clock, at);
    f->s.clock = &f->clock;
    f->s.data  = f->fresh.dir;
    f->s.db    = fresh_open(&f->fresh, db_migrations, f->stmts, NULL);
    services_init(&f->s);
    load_pack(f);
    assert_rc(runner_make(&f->s, f->followers, f->timers), RC_OK);
    assert_rc(territory_start(&f->s), RC_OK);
    for (size_t i = 0; i < 8; i++)
        if (with->start[i])
            assert_rc(with->start[i](&f->s), RC_OK);
    return 0;
}

int fixture_drop(void **state)
{
    struct fixture *f = *state;

    for (size_t i = 8; i-- > 0;)
        if (f->with->stop[i])
            f->with->stop[i](&f->s);
    territory_stop(&f->s);
    services_free(&f->s);
    db_close(f->s.db);
    fresh_drop(&f->fresh);
    arena_free(f->arena);
    buf_free(&f->said);
    free(f);
    return 0;
}

void fixture_settle(struct fixture *f)
{
    assert_rc(runner_settle(&f->s), RC_OK);
}

void fixture_turn(struct fixture *f, const char *when)
{
    int64_t at;
    int32_t day;

    if (day_parse(str_of(when), &day) == RC_OK)
        at = day_start(day);
    else
        assert_rc(time_parse(str_of(when), &at), RC_OK);
    assert_true(at >= f->clock.at);
    f->clock.at = at;
}

void fixture_fault(struct fixture *f, const char *key, const char *field, const char *file,
                   int line)
{
    const struct fault *one = f->faults.n ? &f->faults.at[0] : NULL;

    for (size_t i = 0; i < f->faults.n; i++)
        if (strcmp(f->faults.at[i].say->key, key) == 0 && strcmp(f->faults.at[i].field, field) == 0)
            return;
    buf_clear(&f->said);
    if (one) {
        buf_addf(&f->said, "%s at \"%s\": ", one->say->key, one->field);
        fault_render(one, LANG_EN, &f->said);
    } else {
        buf_addc(&f->said, "nothing was said");
    }
    fail_msg("%s:%d: wanted %s at \"%s\"; %.*s", file, line, key, field,
             STR_ARG(buf_str(&f->said)));
}
