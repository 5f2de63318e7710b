/*
 * tpl_impl.h: what the parts of the engine share. Parse makes a tree of each text; link makes
 * programs of the trees; render runs programs. Private to core/tpl.
 *
 * Two kinds of programs. A *closed* one exists for each template: partials and parents are
 * inlined, blocks substituted, indentation applied, adjacent text merged; this is what nearly
 * every page runs. An *open* one is made only for what is reached by a call (recursion, dynamic
 * names): it carries its lines, blocks and calls as instructions, and the caller brings
 * indentation and block arguments along. So the size of all programs grows with the templates,
 * not with their combinations.
 */
#ifndef CORE_TPL_TPL_IMPL_H
#define CORE_TPL_TPL_IMPL_H

#include "core/base/arena.h"
#include "core/tpl/tpl.h"
#include "core/tpl/value_impl.h"

#include <stdatomic.h>

#define TPL_NEST_MAX 64 /* sections, parents and blocks inside one another, in one text */

/* --- interned names --- */

struct names {
    struct arena *arena;
    struct str *at;
    int n, cap;
    int *slot; /* open addressing; -1 free */
    uint32_t n_slots;
};

int names_find(const struct names *t, struct str name); /* -1: none */
int names_add(struct names *t, struct str name);        /* copies; -1 on a failed arena */

/* --- parse.c --- */

enum node_kind {
    N_TEXT,
    N_LINE, /* a line begins here; text is its white space. Where indentation is put and taken
               off */
    N_VAR,
    N_RAW,
    N_SECTION,
    N_INVERTED,
    N_PARTIAL,
    N_PARENT, /* children: only the blocks given as arguments */
    N_BLOCK
};

struct node {
    enum node_kind kind;
    bool standalone; /* partial, parent: alone on its line. block: its opening tag ends its line
                      */
    bool at_line_start; /* block: nothing but white space and tags before it on its line */
    bool is_dynamic;    /* {{>*x}} {{<*x}} */
    uint32_t line;
    struct str text; /* N_TEXT, N_LINE: the text; else the name */
    struct str
        indent; /* partial, parent: white space before it; block: indentation of its contents */
    const symbol *part; /* of the dotted name; none: "." */
    int n_parts;
    struct node *child, *next;
    struct args *args; /* parent: made when a call first needs them */
};

struct parse {
    struct arena *tree; /* nodes; texts point into the source */
    struct names *symbols;
    struct str name, text;
    char *why;
    size_t why_size;
};

/* NULL for an error, said in p->why ("name:line: tag: what"). An empty text gives an empty
 * N_TEXT. */
struct node *tpl_parse(struct parse *p);

/* --- programs --- */

enum op_kind {
    OP_TEXT,
    OP_VAR,
    OP_RAW,
    OP_SECTION,
    OP_INVERTED,
    OP_END,
    OP_CALL,
    OP_LINE, /* open programs only, and OP_BLOCK */
    OP_BLOCK
};

/* A block given to a parent: where its body is, and the indentation that is taken off its
 * lines. */
struct arg {
    struct str name, dedent;
    bool standalone;
    int program;
};

struct args {
    int n;
    struct arg at[];
};

/* What blocks are given at a place: frames of parent tags, the innermost first; the outermost
 * wins. */
struct env {
    struct node *parent; /* while linking */
    const struct args *args;
    const struct env *outer;
    int tpl; /* whose text holds the arguments */
};

struct call {
    int tpl;            /* -1: by the value of the name */
    const symbol *part; /* of that name */
    struct str indent;
    bool standalone;
    const struct env *env;   /* from a closed program: all that is given */
    const struct args *args; /* from an open one: given here, on top of what came */
};

struct site {
    struct str name, indent;
    bool standalone, at_line_start;
};

struct op {
    enum op_kind kind;
    int n_parts;
    uint32_t end; /* section: its end. end: its section. block: behind its default */
    uint32_t line;
    symbol sym; /* first part of the name */
    int tpl;    /* for messages */
    union {
        struct str text;
        const symbol *part;
        const struct call *call;
        const struct site *site;
    };
};

struct program {
    struct op *op;
    uint32_t n, depth; /* depth: most frames on the stack at once */
};

struct tpl {
    struct str name;
    struct node *tree; /* while linking */
    int open;          /* its open program, or -1 */
    atomic_size_t last_bytes;
};

struct tpl_set {
    atomic_int refs;
    struct arena *arena;
    bool strict, spec_mode;
    struct names symbols, names;
    struct tpl *tpl;
    struct program *program; /* [0, names.n): closed, by template */
    int n_programs, cap_programs;
};

enum err tpl_link(struct tpl_set *set, struct arena *scratch, char *why,
                  size_t why_size) MUST_CHECK;

/* As tpl_render, for any root value (the spec runner). */
enum err tpl_render_value(const struct tpl_set *set, struct str name, const struct value *root,
                          struct arena *scratch, struct buf *out) MUST_CHECK;

#endif
