/* parse.c: from tokens to a tree. */
#include "core/tpl/tokens.h"

struct builder {
    struct parse *parse;
    struct node *open[TPL_NEST_MAX + 1]; /* [0]: the root */
    struct node *last[TPL_NEST_MAX + 1]; /* last child of each */
    int depth;
};

static enum node_kind node_kind_of(enum token_kind kind)
{
    switch (kind) {
    case T_LINE:
        return N_LINE;
    case T_VAR:
        return N_VAR;
    case T_RAW:
        return N_RAW;
    case T_SECTION:
        return N_SECTION;
    case T_INVERTED:
        return N_INVERTED;
    case T_PARTIAL:
        return N_PARTIAL;
    case T_PARENT:
        return N_PARENT;
    case T_BLOCK:
        return N_BLOCK;
    case T_TEXT:
    case T_CLOSE:
    case T_NOTHING:
        break;
    }
    return N_TEXT;
}

/* Cuts a dotted name into symbols; "." has none. */
static bool node_path(struct parse *p, struct node *n)
{
    if (str_eq(n->text, STR(".")))
        return true;
    int n_dots = 0;
    for (size_t i = 0; i < n->text.n; i++)
        n_dots += n->text.p[i] == '.';
    symbol *part = arena_array(p->symbols->arena, (size_t)n_dots + 1, sizeof *part);
    if (!part)
        return parse_fail(p, n->line, n->text, "out of memory");
    struct str rest = n->text, piece;
    for (int i = 0; i <= n_dots; i++) {
        piece = (struct str){ 0 };
        str_cut(&rest, '.', &piece);
        if (!piece.n)
            return parse_fail(p, n->line, n->text, "a part of the name is empty");
        part[i] = names_add(p->symbols, piece);
        if (part[i] < 0)
            return parse_fail(p, n->line, n->text, "out of memory");
    }
    n->part = part;
    n->n_parts = n_dots + 1;
    return true;
}

static void append(struct builder *b, struct node *n)
{
    struct node **place =
        b->last[b->depth] ? &b->last[b->depth]->next : &b->open[b->depth]->child;
    *place = n;
    b->last[b->depth] = n;
}

static bool add_node(struct builder *b, const struct token *k)
{
    struct node *n = ARENA_NEW(b->parse->tree, struct node);
    if (!n)
        return parse_fail(b->parse, k->line, k->text, "out of memory");
    n->kind = node_kind_of(k->kind);
    n->standalone = k->standalone;
    n->at_line_start = k->at_line_start;
    n->is_dynamic = k->is_dynamic;
    n->line = k->line;
    n->text = k->text;
    n->indent = k->lead;
    bool has_path = n->kind == N_VAR || n->kind == N_RAW || n->kind == N_SECTION ||
                    n->kind == N_INVERTED || n->is_dynamic;
    if (has_path && !node_path(b->parse, n))
        return false;
    /* In a parent only the blocks count; the rest is read, so that its tags match, and left
     * behind. */
    if (b->open[b->depth]->kind != N_PARENT || n->kind == N_BLOCK)
        append(b, n);
    if (k->match != STR_NONE) {
        b->open[++b->depth] = n;
        b->last[b->depth] = NULL;
    }
    return true;
}

struct node *tpl_parse(struct parse *p)
{
    struct tokens t = { .parse = p };
    struct builder b = { .parse = p };
    b.open[0] = ARENA_NEW(p->tree, struct node);
    if (!b.open[0]) {
        parse_fail(p, 1, (struct str){ 0 }, "out of memory");
        return NULL;
    }
    b.open[0]->kind = N_SECTION;
    if (!tokens_read(&t))
        return NULL;
    if (t.n)
        tokens_mark_lines(&t);
    for (size_t i = 0; i < t.n; i++) {
        const struct token *k = &t.at[i];
        if (k->kind == T_CLOSE)
            b.depth--;
        else if (k->kind != T_NOTHING && !k->is_dropped && !add_node(&b, k))
            return NULL;
    }
    return b.open[0];
}
