/*
 * words: the few words that the engines spell differently, in migrations
 * and statements. Text between quotes and comments is left alone.
 */
#include "db/engine.h"

struct words {
    const struct engine *e;
    struct str           left;
    struct buf          *out, *why;
};

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The next argument of a word, up to `end`; the sign is eaten. */
static enum rc take_arg(struct words *w, char end, struct str *ret)
{
    size_t n = 0;

    while (n < w->left.n && w->left.p[n] != ',' && w->left.p[n] != ')' && w->left.p[n] != '\n')
        n++;
    if (n == w->left.n || w->left.p[n] != end) {
        buf_addf(w->why, "“%c” is missing after “%.*s”", end, (int)n, w->left.p);
        return RC_INVALID;
    }
    *ret    = str_trim(str_head(w->left, n));
    w->left = str_skip(w->left, n + 1);
    for (size_t i = 0; i < ret->n; i++) {
        if (!name_char(ret->p[i]) && !(i == 0 && ret->p[0] == '$' && ret->n > 1)) {
            buf_addf(w->why, "“%.*s” is neither a name nor a parameter", STR_ARG(*ret));
            return RC_INVALID;
        }
    }
    if (ret->n == 0) {
        buf_addc(w->why, "an argument is empty");
        return RC_INVALID;
    }
    return RC_OK;
}

/*
 * Words with arguments. The full-text index: one row a document, with tokens as search_grams gives
 * them. FTS5's own “ascii” splits only at ASCII signs and lets every other character be. Which
 * column or position a token stood at is not kept; the text of tokens is, so that a document can
 * be taken out again without anybody remembering it. Merging eight parts of the index at a time
 * instead of four writes less.
 *
 * PostgreSQL is made to take the ids from the index first, so that a search costs what it finds:
 * left to itself it reads all documents from the newest on until it has enough, and for a rare word
 * that is every one. fastupdate would gather new documents in a list that each search reads
 * through, and then stop one writer for seconds while it files them.
 */
static const struct {
    const char *word;
    int         n_args;
    const char *sqlite, *postgres; /* #0 #1 #2: the arguments */
} calls[] = {
    { "search_table", 1,
      "CREATE VIRTUAL TABLE #0 USING fts5(grams, detail=none, columnsize=0, tokenize='ascii');"
      " INSERT INTO #0 (#0, rank) VALUES ('automerge', 8)",
      "CREATE TABLE #0 (id BIGINT PRIMARY KEY, grams TSVECTOR NOT NULL);"
      " CREATE INDEX #0_grams ON #0 USING gin (grams) WITH (fastupdate = off)" },
    { "search_new", 3, "INSERT INTO #0 (rowid, grams) VALUES (#1, #2)",
      "INSERT INTO #0 (id, grams) VALUES (#1, #2::tsvector)" },
    { "search_put", 3, "INSERT OR REPLACE INTO #0 (rowid, grams) VALUES (#1, #2)",
      "INSERT INTO #0 (id, grams) VALUES (#1, #2::tsvector)"
      " ON CONFLICT (id) DO UPDATE SET grams = excluded.grams" },
    { "search_drop", 2, "DELETE FROM #0 WHERE rowid = #1", "DELETE FROM #0 WHERE id = #1" },
    { "match", 2, "(SELECT rowid FROM #0 WHERE #0 MATCH #1)",
      "(SELECT unnest(ARRAY(SELECT id FROM #0 WHERE grams @@ #1::tsquery)))" },
};

static enum rc put_call(struct words *w, size_t k)
{
    const char *form = w->e == &engine_sqlite ? calls[k].sqlite : calls[k].postgres;
    struct str  args[3];

    if (!str_starts(w->left, S("("))) {
        buf_addf(w->why, "“(” is missing after “@%s”", calls[k].word);
        return RC_INVALID;
    }
    w->left = str_skip(w->left, 1);
    for (int i = 0; i < calls[k].n_args; i++)
        TRY(take_arg(w, i + 1 == calls[k].n_args ? ')' : ',', &args[i]));
    for (; *form; form++) {
        if (form[0] == '#' && form[1] >= '0' && form[1] < '0' + calls[k].n_args)
            buf_add(w->out, args[*++form - '0']);
        else
            buf_add1(w->out, *form);
    }
    return RC_OK;
}

static enum rc put_word(struct words *w)
{
    const struct {
        const char *word, *text;
    } plain[] = {
        { "key", w->e->word_key },     { "int", w->e->word_int },   { "real", w->e->word_real },
        { "bytes", w->e->word_bytes }, { "text", w->e->word_text },
    };
    struct str word = str_skip(w->left, 1);
    size_t     n    = 0;

    while (n < word.n && name_char(word.p[n]))
        n++;
    word    = str_head(word, n);
    w->left = str_skip(w->left, n + 1);
    for (size_t i = 0; i < ARRAY_LEN(plain); i++) {
        if (str_is(word, plain[i].word)) {
            buf_addc(w->out, plain[i].text);
            return RC_OK;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(calls); i++)
        if (str_is(word, calls[i].word))
            return put_call(w, i);
    if (n == 0) { /* an operator of PostgreSQL, in a block of its own */
        buf_add1(w->out, '@');
        return RC_OK;
    }
    buf_addf(w->why, "there is no word “@%.*s”", STR_ARG(word));
    return RC_INVALID;
}

/* Copy a quoted text, whole. */
static void put_quoted(struct words *w, char quote)
{
    size_t n = 1;

    while (n < w->left.n && w->left.p[n] != quote)
        n++;
    buf_add(w->out, str_head(w->left, n + 1));
    w->left = str_skip(w->left, n + 1);
}

/* A comment to the end of its line. One that says “only” begins lines for one engine. */
static enum rc put_comment(struct words *w)
{
    size_t     end  = str_find(w->left, S("\n"));
    struct str line = str_trim(str_head(w->left, end == SIZE_MAX ? w->left.n : end));
    struct str mine;

    w->left = str_skip(w->left, end == SIZE_MAX ? w->left.n : end);
    if (!str_starts(line, S("-- only ")))
        return RC_OK;
    mine = str_trim(str_skip(line, strlen("-- only ")));
    if (str_find(mine, S(" ")) != SIZE_MAX)
        return RC_OK; /* a remark */
    if (!str_is(mine, engine_sqlite.name) && !str_is(mine, engine_postgres.name)) {
        buf_addf(w->why, "“%.*s”: there is no such engine", STR_ARG(line));
        return RC_INVALID;
    }
    if (str_is(mine, w->e->name))
        return RC_OK; /* its “-- end” is a comment like any other */
    end = str_find(w->left, S("\n-- end"));
    if (end == SIZE_MAX) {
        buf_addf(w->why, "“-- end” is missing after “%.*s”", STR_ARG(line));
        return RC_INVALID;
    }
    w->left = str_skip(w->left, end + strlen("\n-- end"));
    return RC_OK;
}

enum rc words_put(const struct engine *e, struct str sql, struct buf *out, struct buf *why)
{
    struct words w = { .e = e, .left = sql, .out = out, .why = why };

    while (w.left.n > 0) {
        char c = w.left.p[0];

        if (c == '\'' || c == '"') {
            put_quoted(&w, c);
        } else if (c == '-' && w.left.n > 1 && w.left.p[1] == '-') {
            TRY(put_comment(&w));
        } else if (c == '@') {
            TRY(put_word(&w));
        } else {
            buf_add1(out, c);
            w.left = str_skip(w.left, 1);
        }
    }
    return buf_check(out);
}
