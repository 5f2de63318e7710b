#include "core/md/md.h"

#include "core/base/arena.h"
#include "core/base/buf.h"
#include "core/base/esc.h"
#include "core/base/limits.h"
#include "core/base/log.h"
#include "core/base/utf8.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

#define MD_OUT_FACTOR 4              /* security.md S2 */
#define MD_OUT_MORE_BYTES (64 * KIB) /* security.md S2 */
#define MD_NEST_MAX 64               /* quotes and lists inside one another; people need four */
#define MD_BRACKETS_MAX 4000 /* libcmark 0.30.2 takes time by their square: 34,000 took 2 s */
#define MD_IDS_MAX 200       /* headings beyond these have no id */
#define MD_ID_MAX_BYTES ((size_t)60)
#define MD_OPTIONS                                                                             \
    (CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8) /* and never CMARK_OPT_UNSAFE */

/* Nodes of the document that are changed before it is written. */
struct found {
    cmark_node **at;
    size_t n, cap;
};

struct doc {
    struct arena *arena;
    cmark_node *root;
    struct found found;
    struct str id[MD_IDS_MAX];
    size_t n_ids;
};

/* --- reading --- */

static bool wants_change(cmark_node_type type)
{
    return type == CMARK_NODE_HEADING || type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ||
           type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE;
}

static bool found_add(struct doc *d, cmark_node *node)
{
    struct found *f = &d->found;
    if (f->n == f->cap) {
        size_t to = f->cap ? f->cap * 2 : 32;
        cmark_node **at = arena_array(d->arena, to, sizeof(cmark_node *));
        if (!at)
            return false;
        if (f->n)
            memcpy(at, f->at, f->n * sizeof(cmark_node *));
        f->at = at;
        f->cap = to;
    }
    f->at[f->n++] = node;
    return true;
}

/* Finds what is to be changed; false when the text is nested too deeply or memory ends. */
static bool doc_walk(struct doc *d)
{
    cmark_iter *it = cmark_iter_new(d->root);
    bool ok = true;
    int depth = 0;
    for (cmark_event_type e; ok && (e = cmark_iter_next(it)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(it);
        bool holds = cmark_node_first_child(node) != NULL;
        if (e == CMARK_EVENT_EXIT) {
            depth -= holds;
            continue;
        }
        depth += holds;
        ok = depth <= MD_NEST_MAX;
        if (ok && wants_change(cmark_node_get_type(node)))
            ok = found_add(d, node);
    }
    cmark_iter_free(it);
    return ok;
}

static const char *doc_refusal(struct str source)
{
    size_t brackets = 0;
    for (size_t i = 0; i < source.n; i++)
        brackets += source.p[i] == '[';
    return source.n > MD_MAX_BYTES ? "length" : brackets > MD_BRACKETS_MAX ? "brackets" : NULL;
}

/* The document of a text, to be freed by doc_close; false: there is none, logged. */
static bool doc_open(struct doc *d, struct arena *a, struct str source)
{
    *d = (struct doc){ .arena = a };
    const char *refusal = doc_refusal(source);
    if (refusal) {
        log_warn("markdown_refused", "reason=%s bytes=%zu", refusal, source.n);
        return false;
    }
    d->root = cmark_parse_document(source.n ? source.p : "", source.n, MD_OPTIONS);
    if (!d->root)
        return false;
    if (doc_walk(d))
        return true;
    if (!arena_failed(a))
        log_warn("markdown_refused", "reason=nesting bytes=%zu", source.n);
    cmark_node_free(d->root);
    return false;
}

static void doc_close(struct doc *d)
{
    cmark_node_free(d->root);
}

/* --- headings --- */

/* The words of a node, without their marks. */
static struct str plain_text(struct arena *a, cmark_node *node)
{
    struct buf *b = buf_in(a, MD_MAX_BYTES);
    cmark_iter *it = cmark_iter_new(node);
    while (cmark_iter_next(it) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(it);
        cmark_node_type type = cmark_node_get_type(n);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            buf_str(b, str_from(cmark_node_get_literal(n)));
        else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
            buf_char(b, ' ');
    }
    cmark_iter_free(it);
    return buf_view(b);
}

static bool id_is_taken(const struct doc *d, struct str id)
{
    for (size_t i = 0; i < d->n_ids; i++)
        if (str_eq(d->id[i], id))
            return true;
    return false;
}

/* Small letters, digits and hyphens from the words, unique in the document; empty beyond
 * MD_IDS_MAX. */
static struct str heading_id(struct doc *d, struct str words)
{
    if (d->n_ids == MD_IDS_MAX)
        return (struct str){ 0 };
    struct str folded = utf8_fold(d->arena, str_sub(words, 0, MD_ID_MAX_BYTES * 2));
    struct buf *b = buf_in(d->arena, MD_ID_MAX_BYTES * 2);
    for (size_t i = 0; i < folded.n && b->n < MD_ID_MAX_BYTES; i++) {
        char c = folded.p[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            buf_char(b, c);
        else if (b->n && b->p[b->n - 1] != '-')
            buf_char(b, '-');
    }
    struct str stem = buf_view(b);
    while (str_ends(stem, STR("-")))
        stem.n--;
    if (!stem.n)
        stem = STR("section");
    struct str id = stem;
    for (int i = 2; id_is_taken(d, id) && !arena_failed(d->arena); i++)
        id = str_printf(d->arena, "%.*s-%d", STR_ARG(stem), i);
    d->id[d->n_ids++] = id;
    return id;
}

static int shifted(cmark_node *heading, int shift)
{
    int level = cmark_node_get_heading_level(heading) + shift;
    return level < 1 ? 1 : level > 6 ? 6 : level;
}

/* --- markup of ours: tags are made of their names, for HTML has no place in C (style.md,
 * Escaping) --- */

static void tag_open(struct buf *b, const char *name)
{
    buf_printf(b, "%c%s", '<', name);
}

static void tag_attribute(struct buf *b, const char *name, struct str value)
{
    buf_printf(b, " %s=\"", name);
    esc_html(b, value);
    buf_char(b, '"');
}

static void tag_end(struct buf *b)
{
    buf_char(b, '>');
}

/* Puts `made` in the place of `node`, around its children, written as `open` and `close`. */
static void replace_node(struct doc *d, cmark_node *node, cmark_node *made, struct buf *open,
                         const char *name)
{
    const char *enter = str_z(d->arena, buf_view(open));
    const char *leave = str_z(d->arena, str_printf(d->arena, "%c/%s>", '<', name));
    if (!enter || !leave) {
        cmark_node_free(made);
        return;
    }
    cmark_node_set_on_enter(made, enter);
    cmark_node_set_on_exit(made, leave);
    cmark_node_replace(node, made);
    while (cmark_node_first_child(node))
        cmark_node_append_child(made, cmark_node_first_child(node));
    cmark_node_free(node);
}

/* Leaves only what is inside. */
static void unwrap_node(cmark_node *node)
{
    while (cmark_node_first_child(node))
        cmark_node_insert_before(node, cmark_node_first_child(node));
    cmark_node_free(node);
}

static void change_heading(struct doc *d, cmark_node *node, int shift)
{
    int level = shifted(node, shift);
    struct str id = heading_id(d, plain_text(d->arena, node));
    if (!id.n) {
        cmark_node_set_heading_level(node, level);
        return;
    }
    char name[3] = { 'h', (char)('0' + level), 0 };
    struct buf *open = buf_in(d->arena, KIB);
    tag_open(open, name);
    tag_attribute(open, "id", id);
    tag_end(open);
    replace_node(d, node, cmark_node_new(CMARK_NODE_CUSTOM_BLOCK), open, name);
}

/* --- links --- */

/* No space, control character or backslash: browsers read such addresses in more than one way.
 */
static bool url_is_clean(struct str url)
{
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        if (c <= ' ' || c == 0x7f || c == '\\')
            return false;
    }
    return true;
}

/* A path of this site: "/..." but not "//host". */
static bool url_is_ours(struct str url)
{
    return str_starts(url, STR("/")) && !str_starts(url, STR("//")) && url_is_clean(url);
}

static bool url_has_scheme(struct str url, struct str scheme)
{
    return str_eq_nocase(str_sub(url, 0, scheme.n), scheme) && url.n > scheme.n &&
           url_is_clean(url);
}

static bool url_is_outside(struct str url)
{
    return url_has_scheme(url, STR("http://")) || url_has_scheme(url, STR("https://"));
}

/* Bytes that no URL may hold (RFC 3986, 2) as %XX. */
static void url_encode(struct buf *b, struct str url)
{
    static const char also[] = "-._~:/?#[]@!$&'()*+,;=%";
    for (size_t i = 0; i < url.n; i++) {
        unsigned char c = (unsigned char)url.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || (c && strchr(also, c)))
            buf_char(b, (char)c);
        else
            buf_printf(b, "%%%02X", c);
    }
}

static void change_link(struct doc *d, cmark_node *node, bool trusted)
{
    struct str url = str_from(cmark_node_get_url(node));
    struct str title = str_from(cmark_node_get_title(node));
    bool outside = url_is_outside(url);
    bool inside = url_is_ours(url) || url_has_scheme(url, STR("mailto:")) ||
                  (str_starts(url, STR("#")) && url_is_clean(url));
    if (!outside && !inside) {
        unwrap_node(node);
        return;
    }
    if (inside || trusted)
        return; /* cmark writes it well */
    struct buf *href = buf_in(d->arena, MD_MAX_BYTES * 3),
               *open = buf_in(d->arena, MD_MAX_BYTES * 6);
    url_encode(href, url);
    tag_open(open, "a");
    tag_attribute(open, "href", buf_view(href));
    if (title.n)
        tag_attribute(open, "title", title);
    tag_attribute(open, "rel", STR("noopener noreferrer nofollow"));
    tag_end(open);
    replace_node(d, node, cmark_node_new(CMARK_NODE_CUSTOM_INLINE), open, "a");
}

static void change_node(struct doc *d, cmark_node *node, int shift, bool trusted)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING)
        change_heading(d, node, shift);
    else if (type == CMARK_NODE_LINK)
        change_link(d, node, trusted);
    else if (type == CMARK_NODE_IMAGE && !url_is_ours(str_from(cmark_node_get_url(node))))
        unwrap_node(node);
    else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE)
        cmark_node_free(node);
}

struct str md_render(struct arena *a, struct str source, int heading_shift, bool trusted)
{
    struct doc d;
    struct str out = { 0 };
    if (!doc_open(&d, a, source))
        return out;
    for (size_t i = 0; i < d.found.n && !arena_failed(a); i++)
        change_node(&d, d.found.at[i], heading_shift, trusted);
    char *html = arena_failed(a) ? NULL : cmark_render_html(d.root, MD_OPTIONS);
    struct str made = str_from(html);
    if (made.n > MD_OUT_FACTOR * source.n + MD_OUT_MORE_BYTES)
        log_warn("markdown_refused", "reason=output bytes=%zu", made.n);
    else
        out = str_dup(a, made);
    free(html);
    doc_close(&d);
    return out;
}

size_t md_headings(struct arena *a, struct str source, int heading_shift,
                   struct md_heading *out, size_t max)
{
    struct doc d;
    size_t n = 0;
    if (!doc_open(&d, a, source))
        return 0;
    for (size_t i = 0; i < d.found.n && n < max; i++) {
        cmark_node *node = d.found.at[i];
        if (cmark_node_get_type(node) != CMARK_NODE_HEADING)
            continue;
        struct md_heading h = { .level = shifted(node, heading_shift),
                                .text = plain_text(a, node) };
        h.id = heading_id(&d, h.text);
        if (h.level == 2 && h.id.n)
            out[n++] = h;
    }
    doc_close(&d);
    return n;
}

const char *md_library(void)
{
    return cmark_version_string();
}

int md_shift_to(struct str source, int top)
{
    int least = 7;
    struct str line;
    while (str_cut(&source, '\n', &line)) {
        int level = 0;
        while ((size_t)level < line.n && line.p[level] == '#')
            level++;
        bool is_heading =
            level > 0 && level < 7 && ((size_t)level == line.n || line.p[level] == ' ');
        if (is_heading && level < least)
            least = level;
    }
    return least < 7 ? top - least : top - 1;
}
