/*
 * file_zip.c: an office file's zip directory, walked without inflating (PKWARE's
 * APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16).
 *
 * The directory may lie: what it says must stand before each entry too, and the entries must
 * fit beside each other before it, so that none is read twice (overlapping entries are how a
 * small zip unpacks to terabytes).
 */
#include "modules/files/file_judge.h"

#include <string.h>

#define END_BYTES 22
#define COMMENT_MAX 65535
#define ENTRY_BYTES 46
#define LOCAL_BYTES 30
#define FLAGS_LOCKED (1U | 1U << 6 | 1U << 13)
#define FLAG_SIZES_LATER (1U << 3)
#define DEFLATED 8
#define SMALL_ENTRY 65536U /* its ratio harms nobody: the sum is bounded as well */
#define MODE_KIND 0170000U
#define MODE_LINK 0120000U

struct walk {
    struct str bytes;
    const struct file_kind *kind;
    size_t directory; /* where it begins */
    uint64_t unpacked, taken;
    bool has_types, has_main;
};

struct entry {
    uint32_t flags, method, packed, unpacked, local, mode;
    struct str name;
    size_t n_bytes; /* in the directory */
};

static uint32_t u16_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static uint32_t u32_at(struct str s, size_t at)
{
    return u16_at(s, at) | u16_at(s, at + 2) << 16;
}

static bool has_mark(struct str s, size_t at, const char mark[4])
{
    return at <= s.n && s.n - at >= 4 && memcmp(s.p + at, mark, 4) == 0;
}

/* The end record, whose comment ends the file. */
static bool find_end(struct str s, size_t *at)
{
    if (s.n < END_BYTES)
        return false;
    size_t least = s.n - END_BYTES > COMMENT_MAX ? s.n - END_BYTES - COMMENT_MAX : 0;
    for (size_t i = s.n - END_BYTES + 1; i-- > least;) {
        if (has_mark(s, i, "PK\x05\x06") && u16_at(s, i + 20) == s.n - END_BYTES - i) {
            *at = i;
            return true;
        }
    }
    return false;
}

static bool read_entry(struct str s, size_t at, size_t end, struct entry *out)
{
    if (!has_mark(s, at, "PK\x01\x02") || end < at || end - at < ENTRY_BYTES)
        return false;
    size_t name_n = u16_at(s, at + 28);
    size_t rest = name_n + u16_at(s, at + 30) + u16_at(s, at + 32);
    if (end - at - ENTRY_BYTES < rest)
        return false;
    *out = (struct entry){ .flags = u16_at(s, at + 8),
                           .method = u16_at(s, at + 10),
                           .packed = u32_at(s, at + 20),
                           .unpacked = u32_at(s, at + 24),
                           .mode = u32_at(s, at + 38) >> 16,
                           .local = u32_at(s, at + 42),
                           .name = str_sub(s, at + ENTRY_BYTES, name_n),
                           .n_bytes = ENTRY_BYTES + rest };
    return true;
}

/* --- names --- */

static bool leads_outside(struct str name)
{
    struct str rest = name, part;
    if (!name.n || name.p[0] == '/' || (name.n > 1 && name.p[1] == ':'))
        return true;
    for (size_t i = 0; i < name.n; i++) {
        unsigned char c = (unsigned char)name.p[i];
        if (c == '\\' || c < ' ' || c == 0x7F)
            return true;
    }
    while (str_cut(&rest, '/', &part)) {
        if (str_eq(part, STR("..")))
            return true;
    }
    return false;
}

static bool ends_nocase(struct str s, const char *end)
{
    size_t n = strlen(end);
    return s.n >= n && str_eq_nocase(str_sub(s, s.n - n, n), str_from(end));
}

static bool holds_macros(struct str name)
{
    static const char *const ends[] = { "vbaProject.bin", "vbaData.xml", ".docm", ".dotm",
                                        ".xlsm",          ".xltm",       ".xlam", ".pptm",
                                        ".ppsm",          ".potm",       NULL };
    for (size_t i = 0; ends[i]; i++) {
        if (ends_nocase(name, ends[i]))
            return true;
    }
    return str_starts(name, STR("Basic/")) || str_starts(name, STR("Scripts/")) ||
           str_starts(name, STR("xl/macrosheets/"));
}

/* --- one entry --- */

/* The header before the entry says what the directory said. */
static bool local_agrees(const struct walk *w, const struct entry *e)
{
    struct str s = w->bytes;
    if (!has_mark(s, e->local, "PK\x03\x04") || e->local > w->directory ||
        w->directory - e->local < LOCAL_BYTES)
        return false;
    size_t name_n = u16_at(s, e->local + 26), extra_n = u16_at(s, e->local + 28);
    uint64_t whole = (uint64_t)LOCAL_BYTES + name_n + extra_n + e->packed;
    bool has_sizes = !(u16_at(s, e->local + 6) & FLAG_SIZES_LATER);
    return whole <= w->directory - e->local &&
           str_eq(str_sub(s, e->local + LOCAL_BYTES, name_n), e->name) &&
           u16_at(s, e->local + 8) == e->method && !(u16_at(s, e->local + 6) & FLAGS_LOCKED) &&
           (!has_sizes ||
            (u32_at(s, e->local + 18) == e->packed && u32_at(s, e->local + 22) == e->unpacked));
}

/* OpenDocument 1.3 part 2, 3.4.1: with a password the parts are packed first and then stored as
 * if they were not; newer programs lock the whole package into one part. */
static bool is_locked_odf(const struct walk *w, const struct entry *e)
{
    struct str s = w->bytes;
    if (w->kind->form != FILE_ODF)
        return false;
    if (str_eq(e->name, STR("encrypted-package")))
        return true;
    if (e->method || !e->packed || !str_eq(e->name, STR("content.xml")))
        return false;
    size_t at = (size_t)e->local + LOCAL_BYTES + e->name.n + u16_at(s, e->local + 28);
    struct str start = str_sub(s, at, 3);
    return !str_starts(start, STR("<")) && !str_eq(start, STR("\xEF\xBB\xBF"));
}

static bool is_too_packed(struct walk *w, const struct entry *e)
{
    w->unpacked += e->unpacked;
    return w->unpacked > FILE_ZIP_BYTES ||
           (e->unpacked > SMALL_ENTRY &&
            (uint64_t)e->unpacked > (uint64_t)e->packed * FILE_ZIP_RATIO);
}

static enum file_wrong judge_entry(struct walk *w, const struct entry *e)
{
    if (e->flags & FLAGS_LOCKED)
        return FILE_LOCKED;
    if (leads_outside(e->name) || (e->mode & MODE_KIND) == MODE_LINK)
        return FILE_BAD_PARTS;
    if (holds_macros(e->name))
        return FILE_MACROS;
    if (is_too_packed(w, e))
        return FILE_TOO_PACKED;
    bool is_stored = !e->method && e->packed == e->unpacked;
    if ((!is_stored && e->method != DEFLATED) || !local_agrees(w, e))
        return FILE_DAMAGED;
    if (is_locked_odf(w, e))
        return FILE_LOCKED;
    w->taken += (uint64_t)LOCAL_BYTES + e->name.n + e->packed;
    if (w->taken > w->directory)
        return FILE_TOO_PACKED;
    w->has_types |= str_eq(e->name, STR("[Content_Types].xml"));
    w->has_main |= w->kind->part && str_starts(e->name, str_from(w->kind->part));
    return FILE_GOOD;
}

/* --- the whole --- */

/* OpenDocument 1.3 part 2, 3.3: the first entry is stored and says what the file is. */
static bool says_its_kind(const struct walk *w)
{
    struct str s = w->bytes, type = str_from(w->kind->type);
    if (s.n < LOCAL_BYTES + 8)
        return false;
    size_t name_n = u16_at(s, 26), extra_n = u16_at(s, 28);
    size_t at = LOCAL_BYTES + name_n + extra_n;
    return !u16_at(s, 8) && str_eq(str_sub(s, LOCAL_BYTES, name_n), STR("mimetype")) &&
           u32_at(s, 18) == type.n && at < s.n && str_eq(str_sub(s, at, type.n), type);
}

static bool is_right_kind(const struct walk *w)
{
    return w->kind->form == FILE_ODF ? says_its_kind(w) : w->has_types && w->has_main;
}

enum file_wrong file_zip_walk(struct str bytes, const struct file_kind *kind)
{
    struct walk w = { .bytes = bytes, .kind = kind };
    size_t end;
    if (!find_end(bytes, &end))
        return FILE_DAMAGED;
    size_t n = u16_at(bytes, end + 10);
    uint64_t size = u32_at(bytes, end + 12), at = u32_at(bytes, end + 16);
    if (u32_at(bytes, end + 4) || u16_at(bytes, end + 8) != n || at + size != end)
        return FILE_DAMAGED; /* several disks, more than 4 GiB, or bytes between */
    if (n > FILE_ZIP_ENTRIES)
        return FILE_TOO_PACKED;
    w.directory = (size_t)at;
    for (size_t i = 0; i < n; i++) {
        struct entry e;
        if (!read_entry(bytes, (size_t)at, end, &e))
            return FILE_DAMAGED;
        enum file_wrong wrong = judge_entry(&w, &e);
        if (wrong)
            return wrong;
        at += e.n_bytes;
    }
    if (at != end || !n)
        return FILE_DAMAGED;
    return is_right_kind(&w) ? FILE_GOOD : FILE_NOT_SO;
}
