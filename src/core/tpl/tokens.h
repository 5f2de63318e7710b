/*
 * tokens.h: a template's text cut into tags, line beginnings and text; and which of them stand
 * alone on their line. Between tokens.c and parse.c only.
 */
#ifndef CORE_TPL_TOKENS_H
#define CORE_TPL_TOKENS_H

#include "core/tpl/tpl_impl.h"

enum token_kind {
    T_TEXT, /* at most to the end of a line, with its newline */
    T_LINE, /* white space that a line begins with, possibly none */
    T_VAR,
    T_RAW,
    T_SECTION,
    T_INVERTED,
    T_PARTIAL,
    T_PARENT,
    T_BLOCK,
    T_CLOSE,
    T_NOTHING /* comments, and changes of the delimiters */
};

struct token {
    enum token_kind kind;
    bool is_dynamic, standalone, at_line_start;
    bool is_dropped; /* text of a standalone line */
    uint32_t line;
    struct str text; /* T_TEXT, T_LINE, or the tag's name */
    struct str lead; /* white space that its line begins with, where that matters */
    size_t match;    /* of opening and closing tags: the other one */
};

struct tokens {
    struct parse *parse;
    struct token *at;
    size_t n, cap;
    size_t open[TPL_NEST_MAX]; /* opening tags not yet closed */
    int n_open;
    /* The reader. */
    size_t pos, next_tag; /* next_tag: where the next opening delimiter is; STR_NONE none */
    uint32_t line;
    struct str open_mark, close_mark;
};

/* False: an error, said in parse->why. */
bool tokens_read(struct tokens *t) MUST_CHECK;
void tokens_mark_lines(struct tokens *t);

__attribute__((format(printf, 4, 5))) bool parse_fail(struct parse *p, uint32_t line,
                                                      struct str tag, const char *fmt, ...);

#endif
