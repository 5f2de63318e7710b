/* program.c: link: programs from trees. tpl_impl.h tells closed from open ones. */
#include "core/tpl/tpl_impl.h"

#include "core/base/buf.h"
#include "core/base/limits.h"

#include <stdio.h>
#include <string.h>

#define OPS_CALM 8192            /* beyond it a partial is called, not inlined */
#define OPS_MAX (1 << 18)        /* of one program */
#define TEXT_MAX_BYTES (8 * MIB) /* of one program */

/* Where nodes are written: what is put before lines and taken off them, and the blocks given.
 */
struct place {
    struct str indent, dedent;
    const struct env *env;
    int tpl;
};

/* An open program still to be made. */
struct wanted {
    struct node *node;
    int tpl, program;
    struct wanted *next;
};

struct linker {
    struct tpl_set *set;
    struct arena *scratch;
    struct op *op;
    uint32_t n, cap;
    uint32_t depth, depth_max;
    struct buf text; /* not yet an instruction */
    size_t n_text;
    uint32_t text_line;
    bool is_open;
    int inlined[TPL_DEPTH_MAX]; /* templates being inlined, the outermost first */
    int n_inlined;
    struct wanted *wanted, **wanted_last;
    char *why;
    size_t why_size;
    bool failed;
};

static void link_nodes(struct linker *l, struct node *first, const struct place *at);

static void link_fail(struct linker *l, int tpl, const struct node *n, const char *what)
{
    if (l->failed)
        return;
    l->failed = true;
    struct str name = l->set->names.at[tpl], text = n ? n->text : (struct str){ 0 };
    snprintf(l->why, l->why_size, "%.*s:%u: %.*s: %s", STR_ARG(name), n ? n->line : 1,
             STR_ARG(text), what);
}

/* What is left of `line`'s white space when `dedent` is taken off: as much as agrees. */
static struct str dedented(struct str line, struct str dedent)
{
    size_t n = 0;
    while (n < line.n && n < dedent.n && line.p[n] == dedent.p[n])
        n++;
    return str_sub(line, n, STR_NONE);
}

static void flush_text(struct linker *l, const struct place *at);

static bool ops_grow(struct linker *l, const struct node *n, const struct place *at)
{
    uint32_t to = l->cap ? l->cap * 2 : 256;
    struct op *op = arena_array(l->scratch, to, sizeof *op);
    if (!op) {
        link_fail(l, at->tpl, n, "out of memory");
        return false;
    }
    if (l->n)
        memcpy(op, l->op, l->n * sizeof *op);
    l->op = op;
    l->cap = to;
    return true;
}

static struct op *add_op(struct linker *l, enum op_kind kind, const struct node *n,
                         const struct place *at)
{
    if (kind != OP_TEXT)
        flush_text(l, at);
    if (l->n == OPS_MAX)
        link_fail(l, at->tpl, n, "the template grows too large");
    if (l->failed || (l->n == l->cap && !ops_grow(l, n, at)))
        return NULL;
    struct op *op = &l->op[l->n++];
    *op = (struct op){ .kind = kind, .tpl = at->tpl, .line = n ? n->line : 0, .sym = -1 };
    if (n) {
        op->n_parts = n->n_parts;
        op->sym = n->n_parts ? n->part[0] : -1;
    }
    return op;
}

static struct str keep(struct linker *l, struct str s, const struct place *at)
{
    struct str kept = str_dup(l->set->arena, s);
    if (kept.n != s.n)
        link_fail(l, at->tpl, NULL, "out of memory");
    return kept;
}

static void flush_text(struct linker *l, const struct place *at)
{
    struct str text = buf_view(&l->text);
    if (l->text.failed)
        link_fail(l, at->tpl, NULL, "the template grows too large");
    if (!text.n || l->failed)
        return;
    struct op *op = add_op(l, OP_TEXT, NULL, at);
    if (op)
        op->text = keep(l, text, at);
    buf_clear(&l->text);
}

static void put_text(struct linker *l, struct str s, const struct node *n,
                     const struct place *at)
{
    buf_str(&l->text, s);
    l->n_text += s.n;
    if (l->n_text > TEXT_MAX_BYTES)
        link_fail(l, at->tpl, n, "the template grows too large");
}

static struct str joined(struct linker *l, struct str a, struct str b)
{
    return a.n && b.n ? str_join(l->scratch, a, b) : a.n ? a : b;
}

static void link_line(struct linker *l, struct node *n, const struct place *at)
{
    if (l->is_open) {
        struct op *op = add_op(l, OP_LINE, n, at);
        if (op)
            op->text = keep(l, n->text, at);
        return;
    }
    put_text(l, at->indent, n, at);
    put_text(l, dedented(n->text, at->dedent), n, at);
}

static void enter(struct linker *l)
{
    if (++l->depth > l->depth_max)
        l->depth_max = l->depth;
}

static void link_section(struct linker *l, struct node *n, const struct place *at)
{
    enum op_kind kind = n->kind == N_SECTION ? OP_SECTION : OP_INVERTED;
    struct op *op = add_op(l, kind, n, at);
    if (!op)
        return;
    op->part = n->part;
    uint32_t start = l->n - 1;
    enter(l);
    link_nodes(l, n->child, at);
    l->depth--;
    struct op *end = add_op(l, OP_END, n, at);
    if (!end)
        return;
    end->end = start;
    l->op[start].end = l->n - 1;
}

/* --- calls --- */

static int want_program(struct linker *l, struct node *n, int tpl)
{
    struct tpl_set *set = l->set;
    struct wanted *w = ARENA_NEW(l->scratch, struct wanted);
    if (set->n_programs == set->cap_programs) {
        int to = set->cap_programs * 2 + 16;
        struct program *p = arena_array(set->arena, (size_t)to, sizeof *p);
        if (p && set->n_programs)
            memcpy(p, set->program, (size_t)set->n_programs * sizeof *p);
        set->program = p;
        set->cap_programs = p ? to : 0;
    }
    if (!w || !set->program) {
        link_fail(l, tpl, n, "out of memory");
        return -1;
    }
    *w = (struct wanted){ n, tpl, set->n_programs++, NULL };
    *l->wanted_last = w;
    l->wanted_last = &w->next;
    return w->program;
}

static void want_template(struct linker *l, int tpl)
{
    if (l->set->tpl[tpl].open < 0 && !l->failed)
        l->set->tpl[tpl].open = want_program(l, l->set->tpl[tpl].tree, tpl);
}

/* The blocks that a parent tag gives, each with an open program. */
static struct args *args_of(struct linker *l, struct node *parent, int tpl)
{
    if (parent->args || !parent->child)
        return parent->args;
    int n = 0;
    for (const struct node *c = parent->child; c; c = c->next)
        n++;
    struct args *args =
        arena_alloc(l->set->arena, sizeof *args + (size_t)n * sizeof args->at[0]);
    if (!args) {
        link_fail(l, tpl, parent, "out of memory");
        return NULL;
    }
    parent->args = args;
    struct place at = { .tpl = tpl };
    for (struct node *c = parent->child; c && !l->failed; c = c->next) {
        struct arg *a = &args->at[args->n++];
        a->name = keep(l, c->text, &at);
        a->dedent = keep(l, c->indent, &at);
        a->standalone = c->standalone;
        a->program = want_program(l, c->child, tpl);
    }
    return args;
}

/* The frames that are given here, as they are handed to a call. At most TPL_DEPTH_MAX of them.
 */
static const struct env *env_for_call(struct linker *l, const struct env *env)
{
    if (!env)
        return NULL;
    struct env *e = ARENA_NEW(l->set->arena, struct env);
    if (!e) {
        link_fail(l, env->tpl, env->parent, "out of memory");
        return NULL;
    }
    e->outer = env_for_call(l, env->outer);
    e->args = args_of(l, env->parent, env->tpl);
    e->tpl = env->tpl;
    return e;
}

static void link_call(struct linker *l, struct node *n, int tpl, const struct place *at)
{
    struct call *call = ARENA_NEW(l->set->arena, struct call);
    struct op *op = add_op(l, OP_CALL, n, at);
    if (!call || !op) {
        link_fail(l, at->tpl, n, "out of memory");
        return;
    }
    op->call = call;
    call->tpl = tpl;
    call->part = n->part;
    call->standalone = n->standalone;
    if (n->is_dynamic) {
        for (int i = 0; i < l->set->names.n; i++)
            want_template(l, i);
    } else {
        want_template(l, tpl);
    }
    if (l->is_open) {
        call->indent = keep(l, n->indent, at);
        call->args = n->kind == N_PARENT ? args_of(l, n, at->tpl) : NULL;
        return;
    }
    if (n->standalone)
        call->indent = keep(l, joined(l, at->indent, dedented(n->indent, at->dedent)), at);
    struct env own = { .parent = n, .outer = at->env, .tpl = at->tpl };
    bool gives = n->kind == N_PARENT && n->child;
    call->env = env_for_call(l, gives ? &own : at->env);
}

static bool must_call(const struct linker *l, const struct node *n, int tpl)
{
    if (l->is_open || n->is_dynamic || l->n_inlined == TPL_DEPTH_MAX || l->n > OPS_CALM)
        return true;
    for (int i = 0; i < l->n_inlined; i++)
        if (l->inlined[i] == tpl)
            return true;
    return false;
}

/* {{>x}} and {{<x}}. */
static void link_include(struct linker *l, struct node *n, const struct place *at)
{
    int tpl = n->is_dynamic ? -1 : names_find(&l->set->names, n->text);
    if (tpl < 0 && !n->is_dynamic) {
        if (!l->set->spec_mode)
            link_fail(l, at->tpl, n, "there is no such template");
        return;
    }
    if (must_call(l, n, tpl)) {
        link_call(l, n, tpl, at);
        return;
    }
    struct env own = { .parent = n, .outer = at->env, .tpl = at->tpl };
    bool gives = n->kind == N_PARENT && n->child;
    struct place in = { .env = gives ? &own : at->env, .tpl = tpl };
    if (n->standalone)
        in.indent = joined(l, at->indent, dedented(n->indent, at->dedent));
    l->inlined[l->n_inlined++] = tpl;
    link_nodes(l, l->set->tpl[tpl].tree->child, &in);
    l->n_inlined--;
}

/* --- blocks --- */

/* The body given for a block: the outermost wins. *from: the frame that gives it. */
static struct node *find_body(const struct env *env, struct str name, const struct env **from)
{
    struct node *found = NULL;
    for (; env; env = env->outer)
        for (struct node *c = env->parent->child; c; c = c->next)
            if (str_eq(c->text, name)) {
                found = c;
                *from = env;
            }
    return found;
}

static void link_open_block(struct linker *l, struct node *n, const struct place *at)
{
    struct site *site = ARENA_NEW(l->set->arena, struct site);
    struct op *op = add_op(l, OP_BLOCK, n, at);
    if (!site || !op) {
        link_fail(l, at->tpl, n, "out of memory");
        return;
    }
    uint32_t start = l->n - 1;
    op->site = site;
    *site = (struct site){ keep(l, n->text, at), keep(l, n->indent, at), n->standalone,
                           n->at_line_start };
    link_nodes(l, n->child, at);
    flush_text(l, at);
    if (!l->failed)
        l->op[start].end = l->n;
}

static void link_block(struct linker *l, struct node *n, const struct place *at)
{
    if (l->is_open) {
        link_open_block(l, n, at);
        return;
    }
    const struct env *from = NULL;
    struct node *body = find_body(at->env, n->text, &from);
    if (!body) {
        link_nodes(l, n->child, at);
        return;
    }
    struct place in = { .dedent = body->indent, .env = from->outer, .tpl = from->tpl };
    if (n->standalone || n->at_line_start)
        in.indent = joined(l, at->indent, dedented(n->indent, at->dedent));
    struct node *first = body->child;
    if (n->standalone && !body->standalone && first)
        put_text(l, in.indent, n, at);
    if (!n->standalone && first && first->kind == N_LINE) {
        put_text(l, dedented(first->text, in.dedent), n, at);
        first = first->next;
    }
    link_nodes(l, first, &in);
}

static void link_nodes(struct linker *l, struct node *first, const struct place *at)
{
    for (struct node *n = first; n && !l->failed; n = n->next) {
        struct op *op;
        switch (n->kind) {
        case N_TEXT:
            put_text(l, n->text, n, at);
            break;
        case N_LINE:
            link_line(l, n, at);
            break;
        case N_VAR:
        case N_RAW:
            op = add_op(l, n->kind == N_VAR ? OP_VAR : OP_RAW, n, at);
            if (op)
                op->part = n->part;
            break;
        case N_SECTION:
        case N_INVERTED:
            link_section(l, n, at);
            break;
        case N_PARTIAL:
        case N_PARENT:
            link_include(l, n, at);
            break;
        case N_BLOCK:
            link_block(l, n, at);
            break;
        }
    }
}

static void link_program(struct linker *l, struct node *first, int tpl, int program)
{
    struct place at = { .tpl = tpl };
    l->n = 0;
    l->n_text = 0;
    l->depth = l->depth_max = 0;
    l->n_inlined = 0;
    if (!l->is_open)
        l->inlined[l->n_inlined++] = tpl;
    buf_clear(&l->text);
    link_nodes(l, first, &at);
    flush_text(l, &at);
    struct op *op = arena_array(l->set->arena, l->n ? l->n : 1, sizeof *op);
    if (!op)
        link_fail(l, tpl, NULL, "out of memory");
    if (!op || l->failed)
        return;
    if (l->n)
        memcpy(op, l->op, l->n * sizeof *op);
    l->set->program[program] = (struct program){ op, l->n, l->depth_max };
}

enum err tpl_link(struct tpl_set *set, struct arena *scratch, char *why, size_t why_size)
{
    struct linker l = { .set = set, .scratch = scratch, .why = why, .why_size = why_size };
    l.wanted_last = &l.wanted;
    buf_init(&l.text, TEXT_MAX_BYTES);
    set->n_programs = set->cap_programs = set->names.n;
    set->program = arena_array(set->arena, (size_t)set->names.n + 1, sizeof *set->program);
    if (!set->program)
        l.failed = true;
    for (int i = 0; i < set->names.n && !l.failed; i++)
        link_program(&l, set->tpl[i].tree->child, i, i);
    l.is_open = true;
    for (struct wanted *w = l.wanted; w && !l.failed; w = w->next)
        link_program(&l, w->node, w->tpl, w->program);
    buf_free(&l.text);
    return l.failed ? ERR_INVALID : OK;
}
