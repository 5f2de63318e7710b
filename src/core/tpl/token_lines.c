/*
 * token_lines.c: which tags stand alone on their line (the specification's "standalone"), so
 * that the line's white space and newline are no output.
 *
 * Alone means one tag (not a variable) and white space. Tags of inheritance are more lenient,
 * as the specification's cases show: several may share a line; a parent opened and closed on
 * one line counts as one tag whatever is inside; and a parent that begins or ends on a line
 * cuts it in two, for what is inside it is judged for itself. A block opened and closed on one
 * line leaves that line as it is.
 */
#include "core/tpl/tokens.h"

/* Part of a line: tokens [from, to). */
struct part {
    size_t from, to;
    struct str lead; /* of the whole line */
};

static bool is_blank(struct str s)
{
    return str_trim(s).n == 0;
}

static bool is_inheritance(const struct tokens *t, const struct token *k)
{
    enum token_kind kind = k->kind == T_CLOSE ? t->at[k->match].kind : k->kind;
    return kind == T_PARENT || kind == T_BLOCK;
}

/* A parent or block that closes before `to`. */
static bool closes_before(const struct token *k, size_t to)
{
    return (k->kind == T_PARENT || k->kind == T_BLOCK) && k->match < to;
}

static bool part_is_standalone(const struct tokens *t, const struct part *p)
{
    int n_tags = 0;
    bool all_inherit = true;
    for (size_t i = p->from; i < p->to; i++) {
        const struct token *k = &t->at[i];
        if (k->kind == T_LINE || (k->kind == T_TEXT && is_blank(k->text)))
            continue;
        if (k->kind == T_TEXT || k->kind == T_VAR || k->kind == T_RAW)
            return false;
        n_tags++;
        if (!is_inheritance(t, k) || (k->kind == T_BLOCK && closes_before(k, p->to)))
            all_inherit = false;
        if (k->kind == T_PARENT && closes_before(k, p->to))
            i = k->match;
    }
    return n_tags == 1 || (n_tags > 1 && all_inherit);
}

static void part_mark(struct tokens *t, const struct part *p)
{
    bool standalone = part_is_standalone(t, p), at_start = true;
    for (size_t i = p->from; i < p->to; i++) {
        struct token *k = &t->at[i];
        k->standalone = standalone;
        k->is_dropped = standalone && (k->kind == T_LINE || k->kind == T_TEXT);
        if (at_start)
            k->lead = p->lead;
        k->at_line_start = at_start;
        if (k->kind == T_VAR || k->kind == T_RAW || (k->kind == T_TEXT && !is_blank(k->text)))
            at_start = false;
        if (standalone && k->kind == T_PARENT && closes_before(k, p->to))
            i = k->match;
    }
}

static void line_mark(struct tokens *t, size_t from, size_t to)
{
    struct part p = { from, to, t->at[from].text };
    for (size_t i = from; i < to; i++) {
        const struct token *k = &t->at[i];
        bool opens = k->kind == T_PARENT && k->match >= to;
        bool closes = k->kind == T_CLOSE && t->at[k->match].kind == T_PARENT && k->match < from;
        if (!opens && !closes)
            continue;
        p.to = opens ? i + 1 : i;
        part_mark(t, &p);
        p.from = p.to;
    }
    p.to = to;
    part_mark(t, &p);
}

/* Indentation of a block's contents: of their first line, or the tag's own when there is none.
 */
static struct str block_indent(const struct tokens *t, size_t block)
{
    const struct token *k = &t->at[block];
    for (size_t i = block + 1; k->standalone && i < k->match; i++) {
        const struct token *in = &t->at[i], *after = in + 1;
        bool empty = after->kind == T_TEXT && is_blank(after->text);
        if (in->kind != T_LINE || (empty && i + 1 < k->match))
            continue;
        return i + 1 == k->match ? k->lead : in->text;
    }
    return k->lead;
}

void tokens_mark_lines(struct tokens *t)
{
    size_t from = 0;
    for (size_t i = 1; i <= t->n; i++) {
        if (i < t->n && t->at[i].kind != T_LINE)
            continue;
        line_mark(t, from, i);
        from = i;
    }
    for (size_t i = 0; i < t->n; i++)
        if (t->at[i].kind == T_BLOCK)
            t->at[i].lead = block_indent(t, i);
}
