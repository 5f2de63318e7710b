/* render.c: runs programs. */
#include "core/tpl/tpl_impl.h"

#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/log.h"

#include <string.h>

#define STEPS_MAX 20000000 /* instructions a rendering; a page of 1,000 rows takes 30,000 */

struct frame {
    const struct value *value;
    const struct list *list; /* what the section goes through, or NULL */
    size_t i;
};

struct render {
    const struct tpl_set *set;
    struct buf *out;
    struct arena *scratch;
    struct frame *frame;
    size_t n, cap;
    unsigned char **hint; /* by program: by instruction: where the name stood in its view */
    const struct env *env;
    struct str indent, dedent;
    int depth;
    uint32_t steps;
    bool in_line; /* a body begins in the middle of a line: its first line is not indented */
    bool is_text; /* plain text, not HTML: {{{x}}} writes any text as it is */
    bool warned;
    enum err err;
};

static const struct value value_null = { .kind = V_NULL };

static void run(struct render *r, int program);

/* The name of an instruction as it was written. */
static struct str op_name(struct render *r, const struct op *op)
{
    const symbol *part = op->kind == OP_CALL ? op->call->part : op->part;
    struct buf *b = buf_in(r->scratch, KIB);
    for (int i = 0; i < op->n_parts; i++) {
        if (i)
            buf_char(b, '.');
        buf_str(b, r->set->symbols.at[part[i]]);
    }
    return op->n_parts ? buf_view(b) : STR(".");
}

static void fail(struct render *r, const struct op *op, const char *what)
{
    if (r->err)
        return;
    r->err = ERR_INTERNAL;
    struct str tpl = r->set->names.at[op->tpl], name = op_name(r, op);
    log_error("template", "template=%.*s line=%u name=%.*s what=\"%s\"", STR_ARG(tpl), op->line,
              STR_ARG(name), what);
    buf_clear(r->out);
    esc_html(r->out, tpl);
    buf_printf(r->out, ":%u: ", op->line);
    esc_html(r->out, name);
    buf_printf(r->out, ": %s\n", what);
}

/* --- finding values --- */

static const struct value *view_get(const struct view *v, symbol name, unsigned char *hint)
{
    if (!(v->mask & VIEW_BIT(name)))
        return NULL;
    if (*hint < v->n && v->at[*hint].name == name)
        return &v->at[*hint];
    for (uint32_t i = 0; i < v->n; i++)
        if (v->at[i].name == name) {
            *hint = (unsigned char)(i < 255 ? i : 255);
            return &v->at[i];
        }
    return NULL;
}

/* The value of an instruction's name; v_null where there is none. */
static const struct value *find(struct render *r, const struct op *op, const symbol *part,
                                unsigned char *hint)
{
    if (!op->n_parts)
        return r->frame[r->n - 1].value;
    const struct value *v = NULL;
    for (size_t i = r->n; i-- > 0 && !v;) {
        const struct value *top = r->frame[i].value;
        if (top->kind == V_VIEW)
            v = view_get(top->view, op->sym, hint);
    }
    for (int i = 1; i < op->n_parts && v; i++) {
        unsigned char none = 255;
        if (v->kind == V_NULL)
            return v;
        v = v->kind == V_VIEW ? view_get(v->view, part[i], &none) : NULL;
    }
    if (!v && r->set->strict)
        fail(r, op, "no such name is set");
    return v ? v : &value_null;
}

/* Null, false, 0, the empty text and the empty list are false. */
static bool is_true(const struct value *v)
{
    switch (v->kind) {
    case V_NULL:
        return false;
    case V_BOOL:
        return v->b;
    case V_INT:
        return v->i != 0;
    case V_TEXT:
    case V_HTML:
        return v->s.n > 0;
    case V_VIEW:
        return true;
    case V_LIST:
        return v->list->n > 0;
    }
    return false;
}

static void put_value(struct render *r, const struct op *op, const struct value *v)
{
    switch (v->kind) {
    case V_NULL:
    case V_VIEW:
    case V_LIST:
        break;
    case V_BOOL:
        buf_str(r->out, v->b ? STR("true") : STR("false"));
        break;
    case V_INT:
        buf_i64(r->out, v->i);
        break;
    case V_HTML:
        if (op->kind == OP_RAW)
            buf_str(r->out, v->s);
        else
            esc_html(r->out, v->s);
        break;
    case V_TEXT:
        if (op->kind == OP_RAW && (r->set->spec_mode || r->is_text)) {
            buf_str(r->out, v->s);
            break;
        }
        esc_html(r->out, v->s);
        if (op->kind == OP_RAW && !r->warned) {
            r->warned = true;
            log_warn("template_raw_text", "template=%.*s line=%u",
                     STR_ARG(r->set->names.at[op->tpl]), op->line);
        }
    }
}

/* --- sections --- */

/* n instructions are about to run; false: that is too many, or nothing more can be written. */
static bool count_steps(struct render *r, uint32_t n)
{
    r->steps += n;
    if (r->steps > STEPS_MAX || r->out->failed)
        r->err = r->err ? r->err : ERR_LIMIT;
    return !r->err;
}

/* Pushes what a section of n instructions goes through; false: it is skipped. */
static bool section_begin(struct render *r, const struct value *v, uint32_t n)
{
    if (!is_true(v) || !count_steps(r, n))
        return false;
    struct frame *f = &r->frame[r->n++];
    f->list = v->kind == V_LIST ? v->list : NULL;
    f->i = 0;
    f->value = f->list ? &f->list->at[0] : v;
    return true;
}

/* At a section's end: true when it is to run once more. */
static bool section_again(struct render *r, uint32_t n)
{
    struct frame *f = &r->frame[r->n - 1];
    if (f->list && ++f->i < f->list->n && count_steps(r, n)) {
        f->value = &f->list->at[f->i];
        return true;
    }
    r->n--;
    return false;
}

/* --- calls: what only recursion and dynamic names reach --- */

static struct str dedented(struct str line, struct str dedent)
{
    size_t n = 0;
    while (n < line.n && n < dedent.n && line.p[n] == dedent.p[n])
        n++;
    return str_sub(line, n, STR_NONE);
}

static struct str deeper(struct render *r, struct str more)
{
    more = dedented(more, r->dedent);
    return r->indent.n && more.n ? str_join(r->scratch, r->indent, more)
           : more.n              ? more
                                 : r->indent;
}

/* Runs a program with other surroundings and puts the old ones back. */
static void run_in(struct render *r, int program, const struct env *env, struct str indent,
                   struct str dedent)
{
    const struct env *old_env = r->env;
    struct str old_indent = r->indent, old_dedent = r->dedent;
    if (r->depth == TPL_DEPTH_MAX) {
        r->err = r->err ? r->err : ERR_LIMIT;
        return;
    }
    r->env = env;
    r->indent = indent;
    r->dedent = dedent;
    r->depth++;
    if (count_steps(r, r->set->program[program].n + 1))
        run(r, program);
    r->depth--;
    r->env = old_env;
    r->indent = old_indent;
    r->dedent = old_dedent;
}

static void run_call(struct render *r, const struct op *op, unsigned char *hint)
{
    const struct call *c = op->call;
    int tpl = c->tpl;
    if (tpl < 0) {
        const struct value *v = find(r, op, c->part, hint);
        bool named = v->kind == V_TEXT && v->s.n;
        tpl = named ? names_find(&r->set->names, v->s) : -1;
        if (named && tpl < 0 && r->set->strict)
            fail(r, op, "names no template");
    }
    if (tpl < 0 || r->err)
        return;
    const struct env *env = c->env ? c->env : r->env;
    struct env given = { .args = c->args, .outer = env };
    struct str indent = c->standalone ? deeper(r, c->indent) : (struct str){ 0 };
    run_in(r, r->set->tpl[tpl].open, c->args ? &given : env, indent, (struct str){ 0 });
}

static const struct arg *find_arg(const struct env *env, struct str name,
                                  const struct env **from)
{
    const struct arg *found = NULL;
    for (; env; env = env->outer)
        for (int i = 0; env->args && i < env->args->n; i++)
            if (str_eq(env->args->at[i].name, name)) {
                found = &env->args->at[i];
                *from = env;
            }
    return found;
}

/* True when a body was given for the block and has been run. */
static bool run_block(struct render *r, const struct site *site)
{
    const struct env *from = NULL;
    const struct arg *arg = find_arg(r->env, site->name, &from);
    if (!arg)
        return false;
    struct str indent = { 0 };
    if (site->standalone || site->at_line_start)
        indent = deeper(r, site->indent);
    if (site->standalone && !arg->standalone && r->set->program[arg->program].n)
        buf_str(r->out, indent);
    r->in_line = !site->standalone;
    run_in(r, arg->program, from->outer, indent, arg->dedent);
    r->in_line = false;
    return true;
}

static void run_line(struct render *r, const struct op *op, bool in_line)
{
    if (!in_line)
        buf_str(r->out, r->indent);
    buf_str(r->out, dedented(op->text, r->dedent));
}

/* --- the loop --- */

/* buf_add, without a call where there is room: half of all instructions are texts. */
static inline void put_text(struct buf *b, struct str s)
{
    if (b->failed || s.n > b->cap - b->n) {
        buf_str(b, s);
        return;
    }
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

static bool frames_reserve(struct render *r, size_t more)
{
    if (r->n + more <= r->cap)
        return true;
    size_t to = (r->n + more) * 2;
    struct frame *f = arena_array(r->scratch, to, sizeof *f);
    if (!f)
        return false;
    if (r->n)
        memcpy(f, r->frame, r->n * sizeof *f);
    r->frame = f;
    r->cap = to;
    return true;
}

static void run(struct render *r, int program)
{
    const struct program *p = &r->set->program[program];
    if (!r->hint[program])
        r->hint[program] = arena_alloc(r->scratch, p->n);
    unsigned char *hint = r->hint[program];
    if (!hint || !frames_reserve(r, p->depth)) {
        r->err = ERR_LIMIT;
        return;
    }
    bool in_line = r->in_line;
    r->in_line = false;
    for (uint32_t i = 0; i < p->n && !r->err; i++) {
        const struct op *op = &p->op[i];
        switch (op->kind) {
        case OP_TEXT:
            put_text(r->out, op->text);
            break;
        case OP_VAR:
        case OP_RAW:
            put_value(r, op, find(r, op, op->part, &hint[i]));
            break;
        case OP_SECTION:
            if (!section_begin(r, find(r, op, op->part, &hint[i]), op->end - i))
                i = op->end;
            break;
        case OP_INVERTED:
            if (is_true(find(r, op, op->part, &hint[i])))
                i = op->end;
            break;
        case OP_END:
            if (p->op[op->end].kind == OP_SECTION && section_again(r, i - op->end))
                i = op->end;
            break;
        case OP_CALL:
            run_call(r, op, &hint[i]);
            break;
        case OP_LINE:
            run_line(r, op, in_line && i == 0);
            break;
        case OP_BLOCK:
            if (run_block(r, op->site))
                i = op->end - 1;
            break;
        }
    }
}

static enum err render_root(const struct tpl_set *set, struct str name, bool is_text,
                            const struct value *root, struct arena *scratch, struct buf *out)
{
    int tpl = names_find(&set->names, name);
    if (tpl < 0)
        return ERR_NOT_FOUND;
    struct render r = { .set = set, .out = out, .scratch = scratch, .is_text = is_text };
    r.hint = arena_array(scratch, (size_t)set->n_programs, sizeof *r.hint);
    if (!r.hint || !frames_reserve(&r, set->program[tpl].depth + 1))
        return ERR_LIMIT;
    r.frame[r.n++].value = root;
    atomic_size_t *last = &set->tpl[tpl].last_bytes;
    buf_reserve(out, atomic_load_explicit(last, memory_order_relaxed));
    size_t before = out->n;
    run(&r, tpl);
    if (out->failed || arena_failed(scratch))
        return r.err ? r.err : ERR_LIMIT;
    if (!r.err)
        atomic_store_explicit(last, out->n - before, memory_order_relaxed);
    return r.err;
}

enum err tpl_render_value(const struct tpl_set *set, struct str name, const struct value *root,
                          struct arena *scratch, struct buf *out)
{
    return render_root(set, name, false, root, scratch, out);
}

static struct value root_of(const struct view *v)
{
    struct value root = { .kind = V_NULL };
    if (v) {
        root.kind = V_VIEW;
        root.view = (struct view *)(uintptr_t)v; /* never written to */
    }
    return root;
}

enum err tpl_render(const struct tpl_set *set, struct str name, const struct view *v,
                    struct arena *scratch, struct buf *out)
{
    struct value root = root_of(v);
    return render_root(set, name, false, &root, scratch, out);
}

enum err tpl_render_text(const struct tpl_set *set, struct str name, const struct view *v,
                         struct arena *scratch, struct buf *out)
{
    struct value root = root_of(v);
    return render_root(set, name, true, &root, scratch, out);
}
