/* bind_table: CSV tables that the YAML names, each row as a map. */
#include "practice/bind.h"
#include "shape/csv.h"

static const struct say say_no_file =
    SAY("pack_no_file", "包里没有“{0}”这个文件", "the pack has no file '{0}'");
static const struct say say_csv = SAY("pack_csv", "表格读不出来", "the table cannot be read");
static const struct say say_cells = SAY("pack_cells", "这一行比表头多出单元格",
                                        "this row has more cells than the first row has names");
static const struct say say_many = SAY("pack_cells_many", "表格太大，整个包最多{0}个单元格",
                                       "more than {0} cells in the pack's tables");

enum { CELLS_MOST = 500000, COLUMNS_MOST = 100, NAME_MOST = 100 };

static const struct pack_file *find_file(const struct bind *b, size_t pack, struct str path)
{
    for (size_t i = 0; i < b->n_files; i++)
        if (str_eq(b->files[i].pack, b->packs[pack]) && str_eq(b->files[i].path, path))
            return &b->files[i];
    return NULL;
}

/* The map `key` within `in`, made if it is not there yet. */
static struct ynode *map_within(struct bind *b, struct ynode *in, struct str key, struct mark mark)
{
    struct ynode *n;

    for (n = in->first; n; n = n->next)
        if (n->kind == Y_MAP && str_eq(n->key, key))
            return n;
    n           = ARENA_NEW(b->arena, struct ynode);
    n->kind     = Y_MAP;
    n->key      = key;
    n->key_mark = n->mark = mark;
    n->next               = in->first;
    in->first             = n;
    in->n++;
    return n;
}

/*
 * A column's name is the key; words in it are keys within keys, so that a
 * table can say what a map says: "limits handling urgent", "title en".
 */
static void add_cell(struct bind *b, struct ynode *row, struct str column, struct str text,
                     struct mark mark)
{
    struct ynode *in = row, *n;
    struct str    part;

    while (str_find(column, S(" ")) != SIZE_MAX && str_split(&column, ' ', &part))
        in = map_within(b, in, part, mark);
    n         = ARENA_NEW(b->arena, struct ynode);
    *n        = (struct ynode){ .kind     = Y_SCALAR,
                                .text     = text,
                                .key      = column,
                                .key_mark = mark,
                                .mark     = mark,
                                .next     = in->first };
    in->first = n;
    in->n++;
}

/* In a table the column is the number of the cell. */
static struct mark row_mark(struct mark file, const struct csv *c, size_t cell)
{
    return (struct mark){ file.file, (uint32_t)c->line, (uint32_t)cell + 1 };
}

static const struct ynode *row_node(struct bind *b, const struct csv *c, struct mark file,
                                    const struct str *names, size_t n_names, const struct str *cell,
                                    size_t n)
{
    struct ynode *row = ARENA_NEW(b->arena, struct ynode);

    *row          = (struct ynode){ .kind = Y_MAP, .mark = row_mark(file, c, 0) };
    row->key_mark = row->mark;
    for (size_t i = n < n_names ? n : n_names; i-- > 0;) {
        struct str text = str_trim(cell[i]);

        if (text.n && names[i].n)
            add_cell(b, row, names[i], arena_str(b->arena, text), row_mark(file, c, i));
    }
    for (size_t i = n_names; i < n; i++)
        if (str_trim(cell[i]).n)
            bind_wrong(b, row_mark(file, c, i), &say_cells, STR_NONE, STR_NONE);
    return row;
}

static void read_rows(struct bind *b, const struct pack_file *f, struct mark file,
                      void (*row)(struct bind *, const struct ynode *, void *), void *ctx)
{
    struct str        names[COLUMNS_MOST];
    const struct str *cell;
    size_t            n, n_names = 0;
    struct csv        c;
    char              room[INT_TEXT];
    enum rc           rc = csv_open(&c, b->arena, f->text, NULL);

    if (rc == RC_OK)
        rc = csv_row(&c, NULL, &cell, &n);
    for (size_t i = 0; rc == RC_OK && i < n && i < COLUMNS_MOST; i++)
        names[n_names++] = arena_str(b->arena, str_head(str_trim(cell[i]), NAME_MOST));
    while (rc == RC_OK && (rc = csv_row(&c, NULL, &cell, &n)) == RC_OK) {
        b->cells += n;
        if (b->cells > CELLS_MOST) {
            bind_wrong(b, row_mark(file, &c, 0), &say_many, int_text(CELLS_MOST, room), STR_NONE);
            return;
        }
        row(b, row_node(b, &c, file, names, n_names, cell, n), ctx);
    }
    if (rc != RC_NOT_FOUND)
        bind_wrong(b, row_mark(file, &c, 0), &say_csv, STR_NONE, STR_NONE);
}

void bind_table(struct bind *b, const struct ynode *name, size_t pack,
                void (*row)(struct bind *b, const struct ynode *row, void *ctx), void *ctx)
{
    for (const struct ynode *m = bind_first(name); m; m = bind_next(name, m)) {
        const struct pack_file *f;
        struct nearest          near;

        if (!bind_is_scalar(b, m))
            continue;
        f = find_file(b, pack, m->text);
        if (f) {
            struct mark at = { arena_fmt(b->arena, "%.*s/%.*s", STR_ARG(f->pack), STR_ARG(f->path)),
                               0, 0 };

            read_rows(b, f, at, row, ctx);
            continue;
        }
        near = nearest_to(b->found, m->text);
        for (size_t i = 0; i < b->n_files; i++)
            if (str_eq(b->files[i].pack, b->packs[pack]))
                nearest_try(&near, b->files[i].path);
        bind_meant(b, m->mark, &say_no_file, m->text, near);
    }
}
