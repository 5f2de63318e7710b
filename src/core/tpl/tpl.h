/*
 * tpl.h: Mustache (https://mustache.github.io/mustache.5.html, the whole public specification
 * but lambdas): interpolation, sections, inverted sections, comments, partials, delimiters,
 * standalone lines and indentation, inheritance, dynamic names. Compiled at load into a flat
 * program, rendered by a loop (style.md section 7).
 *
 * False for a section are null, false, 0, the empty text and the empty list; all else is true.
 * {{{x}}} writes as it is only what is V_HTML (view_html); any other value it escapes, and
 * logs. A template or partial that is missing is an error at load (in spec_mode it shows
 * nothing).
 *
 * A set is immutable after load and shared by all threads. To edit live, load a new set, put it
 * in the old one's place and release the old: requests in flight hold theirs.
 */
#ifndef CORE_TPL_TPL_H
#define CORE_TPL_TPL_H

#include "core/base/buf.h"
#include "core/base/err.h"
#include "core/tpl/value.h"

struct tpl_set;

/* Finds the text of a template by name ("partnership/show", no ending); false when there is
 * none. */
typedef bool (*tpl_source)(void *arg, struct str name, struct str *text);

struct tpl_options {
    bool strict;    /* dev and tests: a tag whose name is in no frame is an error */
    bool spec_mode; /* the public spec: {{{x}}} and {{&x}} raw for every value */
    const char *const *symbol_names; /* gen/symbols.h: index is the symbol */
    size_t n_symbols;
};

/* What to compile: names, and where their texts come from (they stay alive until the set is
 * loaded). */
struct tpl_texts {
    const struct str *names;
    size_t n;
    tpl_source source;
    void *arg;
};

/* Compiles every listed name. On an error *why says "file:line: tag: what". */
enum err tpl_set_load(const struct tpl_options *o, const struct tpl_texts *texts,
                      struct tpl_set **out, char *why, size_t why_size) MUST_CHECK;
struct tpl_set *tpl_set_hold(struct tpl_set *set); /* one more reference; thread safe */
void tpl_set_release(struct tpl_set *set);

/*
 * Renders into out. `scratch` is the renderer's own memory (context stack, lookup hints) and
 * dies with the request. ERR_NOT_FOUND: no such template; ERR_INTERNAL: strict mode found a
 * missing name (logged, and its text in out for dev); ERR_LIMIT: out reached its maximum or
 * recursion TPL_DEPTH_MAX.
 */
enum err tpl_render(const struct tpl_set *set, struct str name, const struct view *v,
                    struct arena *scratch, struct buf *out) MUST_CHECK;
/*
 * As tpl_render, for plain text that is never read as HTML (mails): {{{x}}} writes a text as it
 * is.
 */
enum err tpl_render_text(const struct tpl_set *set, struct str name, const struct view *v,
                         struct arena *scratch, struct buf *out) MUST_CHECK;
bool tpl_has(const struct tpl_set *set, struct str name);

/* Interns a name that no build-time template has: dev, and the spec runner. */
symbol tpl_symbol(struct tpl_set *set, struct str name);

#endif
