#include "modules/files/file_judge.h"

#include "core/base/arena.h"
#include "core/base/utf8.h"
#include "core/http/sniff.h"
#include "modules/files/file_words.h"

#include <string.h>

#define OOXML "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."
#define EXTENSION_CHARS_MAX 5
#define KILO 1000

const struct file_kind file_kinds[] = {
    { "pdf", "application/pdf", NULL, FILE_PDF },
    { "docx", OOXML "wordprocessingml.document", "word/document", FILE_OOXML },
    { "xlsx", OOXML "spreadsheetml.sheet", "xl/workbook", FILE_OOXML },
    { "pptx", OOXML "presentationml.presentation", "ppt/presentation", FILE_OOXML },
    { "odt", ODF "text", NULL, FILE_ODF },
    { "ods", ODF "spreadsheet", NULL, FILE_ODF },
    { "odp", ODF "presentation", NULL, FILE_ODF },
    { "rtf", "application/rtf", NULL, FILE_RTF },
    { "txt", "text/plain", NULL, FILE_TEXT },
    { "csv", "text/csv", NULL, FILE_TEXT },
    { "jpg", "image/jpeg", NULL, FILE_JPEG },
    { "png", "image/png", NULL, FILE_PNG },
    { NULL, NULL, NULL, FILE_PDF },
};

const struct file_kind *file_kind_of(struct str extension)
{
    if (str_eq_nocase(extension, STR("jpeg")))
        extension = STR("jpg");
    for (const struct file_kind *k = file_kinds; k->name; k++) {
        if (str_eq_nocase(extension, str_from(k->name)))
            return k;
    }
    return NULL;
}

/* --- the name --- */

static struct str last_part(struct str name)
{
    size_t from = name.n;
    while (from && name.p[from - 1] != '/' && name.p[from - 1] != '\\')
        from--;
    return str_sub(name, from, name.n);
}

static struct str extension_of(struct str name)
{
    size_t dot = name.n;
    while (dot && name.p[dot - 1] != '.')
        dot--;
    return dot ? str_sub(name, dot, name.n) : (struct str){ NULL, 0 };
}

/* Marks that change the direction of what is read, and line ends that no keyboard has. */
static bool is_hidden_sign(uint32_t cp)
{
    return cp < ' ' || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           cp == 0x061C;
}

/* A long name loses the end of its stem, never its extension. */
struct str file_name_clean(struct arena *a, struct str name)
{
    struct str s = last_part(name);
    struct str extension = extension_of(s);
    size_t keep = extension.n && extension.n <= EXTENSION_CHARS_MAX ? extension.n + 1 : 0;
    size_t most = FILE_NAME_CHARS - keep, chars = 0, n = 0;
    char *to = arena_alloc(a, 3 * s.n + 1); /* a bad byte becomes three */
    for (size_t i = 0; to && i < s.n;) {
        bool is_stem = i < s.n - keep;
        uint32_t cp = utf8_next(s, &i);
        if (is_hidden_sign(cp) || (is_stem && chars >= most))
            continue;
        cp = cp == ';' ? ',' : cp; /* names stand in a list with ";" between */
        n += utf8_encode(cp, to + n);
        chars++;
    }
    return to ? str_trim((struct str){ to, n }) : (struct str){ NULL, 0 };
}

/* --- what libmagic says --- */

static bool is_among(struct str type, const char *const *list)
{
    for (; *list; list++) {
        if (str_eq(type, str_from(*list)))
            return true;
    }
    return false;
}

/* Of plain words libmagic says many things ("text/troff" of a letter): what a browser or a
 * shell would run is none of them. */
static bool may_be_text(struct str type)
{
    static const char *const also[] = { "application/csv", "application/json",
                                        "application/x-ndjson", "message/rfc822", NULL };
    static const char *const never[] = { "html",   "xml",  "script", "rtf",   "php", "perl",
                                         "python", "ruby", "msdos",  "shell", NULL };
    if (is_among(type, also))
        return true;
    for (size_t i = 0; never[i]; i++) {
        if (str_find(type, str_from(never[i])) != STR_NONE)
            return false;
    }
    return str_starts(type, STR("text/"));
}

/* Packed in an unusual order a document is only a zip to libmagic: our own walk decides. */
static bool libmagic_agrees(struct arena *a, const struct file_kind *kind, struct str bytes)
{
    static const char *const zip[] = { "application/zip", "application/octet-stream", NULL };
    static const char *const rtf[] = { "text/rtf", "application/rtf", NULL };
    struct str type = sniff_type(a, bytes);
    switch (kind->form) {
    case FILE_TEXT:
        return may_be_text(type);
    case FILE_RTF:
        return is_among(type, rtf);
    case FILE_OOXML:
        return str_eq(type, str_from(kind->type)) || is_among(type, zip);
    case FILE_PDF:
    case FILE_ODF:
    case FILE_JPEG:
    case FILE_PNG:
        break;
    }
    return str_eq(type, str_from(kind->type));
}

/* --- our own look --- */

static bool begins(struct str s, const char *bytes, size_t n)
{
    return s.n >= n && memcmp(s.p, bytes, n) == 0;
}

static bool begins_with_word(struct str s, const char *word)
{
    return str_eq_nocase(str_sub(s, 0, strlen(word)), str_from(word));
}

static bool begins_with_markup(struct str s)
{
    static const char *const after_angle[] = { "!", "?", "html", "svg", "script", NULL };
    if (!s.n || s.p[0] != '<')
        return false;
    for (size_t i = 0; after_angle[i]; i++) {
        if (begins_with_word(str_sub(s, 1, s.n), after_angle[i]))
            return true;
    }
    return false;
}

/* UTF-8, or Latin-1 as Windows writes it: bytes that no text holds are in neither. */
static enum file_wrong look_at_text(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if ((c < ' ' && (c < '\t' || c > '\r')) || c == 0x7F)
            return FILE_NOT_TEXT;
    }
    struct str start = begins(s, "\xEF\xBB\xBF", 3) ? str_sub(s, 3, 256) : str_sub(s, 0, 256);
    start = str_trim(start);
    bool is_other = begins_with_markup(start) || begins(start, "#!", 2);
    return is_other || begins(s, "%PDF", 4) ? FILE_NOT_SO : FILE_GOOD;
}

static bool has_right_start(const struct file_kind *kind, struct str s)
{
    switch (kind->form) {
    case FILE_PDF:
        return begins(s, "%PDF-", 5);
    case FILE_RTF:
        return begins(s, "{\\rtf", 5);
    case FILE_OOXML:
    case FILE_ODF:
        return begins(s, "PK\x03\x04", 4);
    case FILE_JPEG:
        return begins(s, "\xFF\xD8\xFF", 3);
    case FILE_PNG:
        return begins(s, "\x89PNG\r\n\x1A\n", 8);
    case FILE_TEXT:
        break;
    }
    return true;
}

/* MS-OFFCRYPTO 2.3.1: a document with a password stands whole in a stream of that name in an
 * older container; a document of the older kind has another. */
static enum file_wrong look_at_start(const struct file_kind *kind, struct str s)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (has_right_start(kind, s))
        return FILE_GOOD;
    bool is_locked = kind->form == FILE_OOXML && begins(s, "\xD0\xCF\x11\xE0", 4) &&
                     str_find(s, (struct str){ name, sizeof name }) != STR_NONE;
    return is_locked ? FILE_LOCKED : FILE_NOT_SO;
}

static enum file_wrong look(struct str s, struct file_judged *out)
{
    switch (out->kind->form) {
    case FILE_TEXT:
        return look_at_text(s);
    case FILE_OOXML:
    case FILE_ODF:
        return file_zip_walk(s, out->kind);
    case FILE_JPEG:
        return file_jpeg_walk(s, out->piece, &out->n_pieces);
    case FILE_PNG:
        return file_png_walk(s, out->piece, &out->n_pieces);
    case FILE_PDF:
    case FILE_RTF:
        break;
    }
    return FILE_GOOD;
}

static enum file_wrong judge(struct arena *a, struct str bytes, uint64_t most,
                             struct file_judged *out)
{
    if (!out->kind)
        return FILE_OTHER_KIND;
    if (!bytes.n)
        return FILE_EMPTY;
    if (bytes.n > most)
        return FILE_TOO_BIG;
    enum file_wrong wrong = look_at_start(out->kind, bytes);
    if (!wrong)
        wrong = look(bytes, out);
    return wrong ? wrong : libmagic_agrees(a, out->kind, bytes) ? FILE_GOOD : FILE_NOT_SO;
}

void file_judge(struct arena *a, struct str name, struct str bytes, uint64_t most,
                struct file_judged *out)
{
    *out = (struct file_judged){ .name = file_name_clean(a, name) };
    out->kind = file_kind_of(extension_of(out->name));
    out->piece = arena_array(a, FILE_PIECES_MAX, sizeof *out->piece);
    if (!out->piece)
        return;
    out->wrong = judge(a, bytes, most, out);
    if (!out->wrong && !out->n_pieces)
        out->piece[out->n_pieces++] = bytes;
    for (size_t i = 0; i < out->n_pieces; i++)
        out->n_bytes += out->piece[i].n;
}

/* --- in words --- */

struct str file_size_words(struct arena *a, uint64_t n_bytes)
{
    static const uint64_t mega = (uint64_t)1024 * 1024;
    unsigned long long tenths = (n_bytes * 10 + mega / 2) / mega;
    if (n_bytes < KILO)
        return str_printf(a, "%llu bytes", (unsigned long long)n_bytes);
    if (tenths < 10)
        return str_printf(a, "%llu KB", (unsigned long long)(n_bytes + 512) / 1024);
    return tenths % 10 ? str_printf(a, "%llu.%llu MB", tenths / 10, tenths % 10)
                       : str_printf(a, "%llu MB", tenths / 10);
}

struct str file_wrong_words(struct arena *a, enum file_wrong wrong, uint64_t most)
{
    switch (wrong) {
    case FILE_GOOD:
        break;
    case FILE_EMPTY:
        return STR(FILE_WORDS_EMPTY);
    case FILE_TOO_BIG:
        return str_printf(a, FILE_WORDS_TOO_BIG, STR_ARG(file_size_words(a, most)));
    case FILE_OTHER_KIND:
        return STR(FILE_WORDS_KINDS);
    case FILE_NOT_SO:
        return STR(FILE_WORDS_NOT_SO);
    case FILE_DAMAGED:
        return STR(FILE_WORDS_DAMAGED);
    case FILE_LOCKED:
        return STR(FILE_WORDS_LOCKED);
    case FILE_MACROS:
        return STR(FILE_WORDS_MACROS);
    case FILE_TOO_PACKED:
        return STR(FILE_WORDS_TOO_PACKED);
    case FILE_BAD_PARTS:
        return STR(FILE_WORDS_BAD_PARTS);
    case FILE_PICTURE_BIG:
        return STR(FILE_WORDS_PICTURE_BIG);
    case FILE_NOT_TEXT:
        return STR(FILE_WORDS_NOT_TEXT);
    }
    return (struct str){ NULL, 0 };
}
