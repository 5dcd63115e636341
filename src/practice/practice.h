#ifndef LINLI_PRACTICE_PRACTICE_H
#define LINLI_PRACTICE_PRACTICE_H
/*
 * practice: a locality's way of working, read from a pack and never changed
 * after that, so any thread may use it.
 *
 * A pack is a folder of YAML (and CSV tables that the YAML names). Each file
 * holds one or more sections; which file holds which is the author's taste.
 * `extends` lays a pack over another: what has the same name is replaced,
 * what is new is added. docs/PRACTICE.md teaches the language.
 *
 * Here is the whole; what its parts are is said in headers of their own, and
 * load.h makes one. Everything in it lives in one arena that belongs to it.
 */
#include "base/digest.h"
#include "practice/calendar.h"
#include "practice/document.h"
#include "practice/figure.h"
#include "practice/form.h"
#include "practice/process.h"
#include "practice/scheme.h"

/* Which unit is suggested: the first rule that fits. */
struct dispatch_rule {
    const struct expr *when;     /* over case names; NULL: always */
    struct str         org_kind; /* an organisation of this kind that covers the case's place … */
    struct str         org_code; /* … or this one */
    struct text        why;
    struct mark        mark;
};

struct named_text {
    struct str  name;
    struct text text; /* {0}-style words are names: {number}, {place}, {due} */
};
struct alias { /* another spelling of a name */
    struct str table, from, to;
};

struct vote; /* practice/vote.h */
struct practice_index;
struct practice {
    struct arena                *arena;
    const struct practice_index *index; /* for the look-ups below */
    struct str                   name;
    struct text                  title;
    char                         digest[DIGEST_HEX + 1]; /* of all its files */
    const struct place_kind     *place_kinds;
    size_t                       n_place_kinds;
    const struct org_kind       *org_kinds;
    size_t                       n_org_kinds;
    const struct relation_kind  *relations;
    size_t                       n_relations;
    const struct post           *posts;
    size_t                       n_posts;
    const struct team           *teams;
    size_t                       n_teams;
    const struct case_class     *classes; /* by code */
    size_t                       n_classes;
    const struct calendar       *calendars;
    size_t                       n_calendars;
    const struct process        *processes;
    size_t                       n_processes;
    const struct dispatch_rule  *dispatch;
    size_t                       n_dispatch;
    const struct indicator      *indicators;
    size_t                       n_indicators;
    const struct reported       *reported;
    size_t                       n_reported;
    const struct document       *documents;
    size_t                       n_documents;
    const struct vote           *votes;
    size_t                       n_votes;
    const struct named_text     *texts;
    size_t                       n_texts;
    const struct alias          *aliases;
    size_t                       n_aliases;
};

/* -- look-ups: NULL when there is none -- */
const struct process    *practice_process(const struct practice *p, struct str name);
const struct post       *practice_post(const struct practice *p, struct str name);
const struct place_kind *practice_place_kind(const struct practice *p, struct str name);
const struct org_kind   *practice_org_kind(const struct practice *p, struct str name);
bool                     practice_org_is(const struct practice *p, struct str kind,
                                         struct str of); /* itself or below */
const struct case_class *practice_class(const struct practice *p, struct str code);
bool practice_class_within(const struct practice *p, struct str code, struct str above);
const struct calendar *practice_calendar(const struct practice *p,
                                         struct str             name); /* absent: first */
const struct document *practice_document(const struct practice *p, struct str name);
const struct text     *practice_text(const struct practice *p, struct str name);
/* The word for `from` in an alias table; `from` itself when there is none. */
struct str practice_alias(const struct practice *p, struct str table, struct str from);

#endif
